//! Reading curricula and the experiences in them.

use career::id::{CurriculumCode, CurriculumId, ExperienceId, PersonId};

use super::{StoredExperience, find_curriculum, stored};
use crate::command::Query;
use crate::sql::{Row, Session, SqlError, statements};

statements! {
    CURRICULA = "select curriculum.id, code, name, principal, \
        exists (select 1 from experience where curriculum_id = curriculum.id) \
        from curriculum where person_id = $1 order by principal desc, created_at, curriculum.id";
    LIST = "select id, version, content, sources from experience where curriculum_id = $1 and person_id = $2";
    ONE = "select id, version, content, sources from experience \
        where id = $1 and curriculum_id = $2 and person_id = $3";
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
        let Some(curriculum) = find_curriculum(session, self.person, &self.curriculum).await? else {
            return Ok(None);
        };
        let mut rows = session.query(&LIST, &[curriculum.into(), self.person.into()]).await?;
        let mut list = rows.iter_mut().map(|row| stored(session, row)).collect::<Result<Vec<_>, _>>()?;
        list.sort_by_key(|experience| (std::cmp::Reverse(experience.content.starting_date), experience.id));
        Ok(Some(list))
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
        let Some(curriculum) = find_curriculum(session, self.person, &self.curriculum).await? else {
            return Ok(Found::NoCurriculum);
        };
        let Some(id) = self.experience else {
            return Ok(Found::NoExperience);
        };
        let place = session.keys().numbering.place(id);
        let row = session.query_one(&ONE, &[place.into(), curriculum.into(), self.person.into()]).await?;
        row.map_or(Ok(Found::NoExperience), |mut row| {
            stored(session, &mut row).map(|experience| Found::Experience(Box::new(experience)))
        })
    }
}
