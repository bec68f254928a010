//! Reading the curricula of a person for the page that manages them.

use career::id::{CurriculumCode, PersonId};

use crate::command::Query;
use crate::sql::{Row, Session, SqlError, statements};

statements! {
    COUNTED = "select code, name, principal, \
        (select count(*) from experience where curriculum_id = curriculum.id \
        and experience.person_id = curriculum.person_id) \
        from curriculum where person_id = $1 order by principal desc, created_at, curriculum.id";
}

/// A curriculum with how much is declared in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedCurriculum {
    /// Its id outside.
    pub code: CurriculumCode,
    /// Its name.
    pub name: String,
    /// True for exactly one of a person's curricula.
    pub principal: bool,
    /// How many experiences it holds.
    pub experiences: usize,
}

/// The curricula of a person with their counts: the principal one first, then the oldest.
#[derive(Debug)]
pub struct CurriculaWithCounts {
    /// Whose.
    pub person: PersonId,
}

impl Query for CurriculaWithCounts {
    type Answer = Vec<CountedCurriculum>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Self::Answer, SqlError> {
        session.query(&COUNTED, &[self.person.into()]).await?.iter_mut().map(counted).collect()
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}

fn counted(row: &mut Row) -> Result<CountedCurriculum, SqlError> {
    let code = row.text(0)?;
    let count = row.integer(3)?;
    Ok(CountedCurriculum {
        code: CurriculumCode::parse(&code).ok_or_else(|| row.unreadable("not a curriculum code"))?,
        name: row.text(1)?,
        principal: row.boolean(2)?,
        experiences: usize::try_from(count).map_err(|error| row.unreadable(error))?,
    })
}
