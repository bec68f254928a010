//! Answers that are remembered for as long as nothing is written: to what nearly every request asks again.
//!
//! Only a database that can tell at next to no cost whether it was written to has use for them; that is SQLite
//! (`sqlite/changes.rs`). An answer must follow from the question and what is stored alone: what depends on the time is
//! left for whoever asked to judge.

use std::hash::Hash;

use quick_cache::sync::Cache;

use crate::command::Query;
use crate::experiences::HeadAtCurriculum;
use crate::grants::Authenticate;

/// How many answers of each kind are remembered at the most.
const MOST: usize = 4096;

/// The state of a database. Nothing was written between two that are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark(pub(crate) [u8; Mark::LENGTH]);

impl Mark {
    /// How many bytes it has.
    pub(crate) const LENGTH: usize = 48;
}

/// What remembers the answers of one kind of query.
pub trait Remembers<Q: Query>: Send + Sync {
    /// The answer as it was at this mark.
    fn recall(&self, query: &Q, mark: &Mark) -> Option<Q::Answer>;

    /// Keeps an answer that was read after the mark was.
    fn keep(&self, query: Q, mark: Mark, answer: &Q::Answer);
}

/// The answers of one kind of query, each with the mark that it is good for.
pub(crate) struct Memory<Q: Query>(Cache<Q, (Mark, Q::Answer)>);

impl<Q> Default for Memory<Q>
where
    Q: Query + Hash + Eq,
    Q::Answer: Clone,
{
    fn default() -> Self {
        Self(Cache::new(MOST))
    }
}

impl<Q> Remembers<Q> for Memory<Q>
where
    Q: Query + Hash + Eq,
    Q::Answer: Clone + Sync,
{
    fn recall(&self, query: &Q, mark: &Mark) -> Option<Q::Answer> {
        self.0.get(query).filter(|(at, _)| at == mark).map(|(_, answer)| answer)
    }

    fn keep(&self, query: Q, mark: Mark, answer: &Q::Answer) {
        self.0.insert(query, (mark, answer.clone()));
    }
}

/// All that a store remembers.
#[derive(Default)]
pub struct Memories {
    pub(crate) authenticated: Memory<Authenticate>,
    pub(crate) heads: Memory<HeadAtCurriculum>,
}

#[cfg(test)]
mod tests {
    use career::id::{CurriculumCode, PersonId};
    use uuid::Uuid;

    use super::*;

    fn head_of(number: u128) -> HeadAtCurriculum {
        let curriculum = CurriculumCode::from_random(number.to_be_bytes());
        HeadAtCurriculum { person: PersonId::from_uuid(Uuid::from_u128(number)), curriculum }
    }

    #[test]
    fn an_answer_is_good_for_its_question_and_its_mark_alone() {
        let (before, after) = (Mark([1; Mark::LENGTH]), Mark([2; Mark::LENGTH]));
        let heads = Memory::default();
        heads.keep(head_of(1), before, &Some([1; 32]));
        assert_eq!(heads.recall(&head_of(1), &before), Some(Some([1; 32])));
        assert_eq!(heads.recall(&head_of(1), &after), None);
        assert_eq!(heads.recall(&head_of(2), &before), None);
        heads.keep(head_of(1), after, &None);
        assert_eq!(heads.recall(&head_of(1), &after), Some(None));
        assert_eq!(heads.recall(&head_of(1), &before), None);
    }
}
