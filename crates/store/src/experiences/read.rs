//! Reading curricula and the experiences in them.

use career::id::{CurriculumCode, CurriculumId, ExperienceId, PersonId};

use super::{StoredExperience, stored};
use crate::command::Query;
use crate::memory::{Memories, Remembers};
use crate::sql::{Row, Session, SqlError, statements};

statements! {
    CURRICULA = "select curriculum.id, code, name, principal, \
        exists (select 1 from experience where curriculum_id = curriculum.id \
        and experience.person_id = curriculum.person_id) \
        from curriculum where person_id = $1 order by principal desc, created_at, curriculum.id";
    HEAD = "select hash from curriculum join history_head on history_head.person_id = curriculum.person_id \
        where code = $1 and curriculum.person_id = $2";
    // A curriculum without such experience is one row of nothing.
    LIST = "select experience.id, version, content, sources from curriculum left join experience \
        on experience.curriculum_id = curriculum.id and experience.person_id = curriculum.person_id \
        where code = $1 and curriculum.person_id = $2";
    ONE = "select experience.id, version, content, sources from curriculum left join experience \
        on experience.id = $1 and experience.curriculum_id = curriculum.id \
        and experience.person_id = curriculum.person_id \
        where code = $2 and curriculum.person_id = $3";
}

/// A curriculum of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Curriculum {
    /// Its id inside this server.
    pub id: CurriculumId,
    /// Its id outside.
    pub code: CurriculumCode,
    /// Its name.
    pub name: String,
    /// True for exactly one of a person's curricula.
    pub principal: bool,
    /// True where it holds at least one experience.
    pub has_experience: bool,
}

/// The curricula of a person, the principal one first.
#[derive(Debug)]
pub struct Curricula {
    /// Whose.
    pub person: PersonId,
}

impl Query for Curricula {
    type Answer = Vec<Curriculum>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Self::Answer, SqlError> {
        session.query(&CURRICULA, &[self.person.into()]).await?.iter_mut().map(curriculum).collect()
    }

    fn is_one_statement(&self) -> bool {
        true
    }

    fn is_brief(&self) -> bool {
        true
    }
}

fn curriculum(row: &mut Row) -> Result<Curriculum, SqlError> {
    let code = row.text(1)?;
    Ok(Curriculum {
        id: CurriculumId::from_uuid(row.uuid(0)?),
        code: CurriculumCode::parse(&code).ok_or_else(|| row.unreadable("not a curriculum code"))?,
        name: row.text(2)?,
        principal: row.boolean(3)?,
        has_experience: row.boolean(4)?,
    })
}

/// The experiences of one curriculum, newest start first, then by id (`infojobs.md §3`, LEDGER 13).
#[derive(Debug)]
pub struct ExperiencesOfCurriculum {
    /// Whose.
    pub person: PersonId,
    /// Which curriculum.
    pub curriculum: CurriculumCode,
}

impl Query for ExperiencesOfCurriculum {
    /// `None` where the person has no such curriculum.
    type Answer = Option<Vec<StoredExperience>>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Self::Answer, SqlError> {
        let mut rows = session.query(&LIST, &[self.curriculum.as_str().into(), self.person.into()]).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let there = rows.iter_mut().filter(|row| !row.is_null(0));
        let mut list = there.map(|row| stored(session, row)).collect::<Result<Vec<_>, _>>()?;
        list.sort_by_key(|experience| (std::cmp::Reverse(experience.content.starting_date), experience.id));
        Ok(Some(list))
    }

    fn is_one_statement(&self) -> bool {
        true
    }

    fn is_brief(&self) -> bool {
        true
    }
}

/// The head of a person's history, where they have this curriculum: whatever changes what is in it changes the head.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HeadAtCurriculum {
    /// Whose.
    pub person: PersonId,
    /// Which curriculum.
    pub curriculum: CurriculumCode,
}

impl Query for HeadAtCurriculum {
    /// `None` where the person has no such curriculum.
    type Answer = Option<[u8; 32]>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Self::Answer, SqlError> {
        let row = session.query_one(&HEAD, &[self.curriculum.as_str().into(), self.person.into()]).await?;
        row.map(|mut row| row.hash(0)).transpose()
    }

    fn is_one_statement(&self) -> bool {
        true
    }

    fn is_brief(&self) -> bool {
        true
    }

    fn memory(memories: &Memories) -> Option<&dyn Remembers<Self>> {
        Some(&memories.heads)
    }
}

/// One experience of one curriculum.
#[derive(Debug)]
pub struct ExperienceOfCurriculum {
    /// Whose.
    pub person: PersonId,
    /// Which curriculum.
    pub curriculum: CurriculumCode,
    /// Which experience; `None` asks for the curriculum alone.
    pub experience: Option<ExperienceId>,
}

/// What there is of an experience.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// The person has no such curriculum.
    NoCurriculum,
    /// The curriculum has no such experience, or none was asked for.
    NoExperience,
    /// The experience.
    Experience(Box<StoredExperience>),
}

impl Query for ExperienceOfCurriculum {
    type Answer = Found;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Found, SqlError> {
        let place = self.experience.map(|id| session.keys().numbering.place(id));
        let parameters = [place.into(), self.curriculum.as_str().into(), self.person.into()];
        let Some(mut row) = session.query_one(&ONE, &parameters).await? else {
            return Ok(Found::NoCurriculum);
        };
        if row.is_null(0) {
            return Ok(Found::NoExperience);
        }
        stored(session, &mut row).map(|experience| Found::Experience(Box::new(experience)))
    }

    fn is_one_statement(&self) -> bool {
        true
    }

    fn is_brief(&self) -> bool {
        true
    }
}
