//! Declared experiences and the curricula they stand in. Every statement names the owner.

mod delete;
pub(crate) mod places;
mod read;
mod save;

use career::experience::Experience;
use career::experience::sources::FieldSources;
use career::id::{CurriculumCode, CurriculumId, ExperienceId, PersonId};
use jiff::Timestamp;

pub use delete::{DeleteExperience, DeleteRefusal};
pub use read::{
    Curricula, Curriculum, ExperienceOfCurriculum, ExperiencesOfCurriculum, Found, HeadAtCurriculum,
};
pub use save::{IdempotencyKey, IfMatch, SaveExperience, SaveRefusal, Saved};

use crate::record::shown;
use crate::sql::{Row, Session, SqlError, statements};

statements! {
    FIND_CURRICULUM = "select id from curriculum where code = $1 and person_id = $2"
        together "select given.place, found.* from unnest($1::text[], $2::uuid[]) \
            with ordinality as given (code, person_id, place) cross join lateral \
            (select id from curriculum where code = given.code and person_id = given.person_id offset 0) as found";
    FIND_ONE = sqlite "select id, version, content, sources, created_at from experience \
            where id = $1 and curriculum_id = $2 and person_id = $3"
        postgres "select id, version, content, sources, created_at from experience \
            where id = $1 and curriculum_id = $2 and person_id = $3 for update"
        together "select given.place, found.* from unnest($1::bigint[], $2::uuid[], $3::uuid[]) \
            with ordinality as given (id, curriculum_id, person_id, place) cross join lateral \
            (select id, version, content, sources, created_at from experience where id = given.id \
            and curriculum_id = given.curriculum_id and person_id = given.person_id for update) as found";
}

#[cfg(test)]
pub(crate) static STATEMENTS: &[&[&crate::sql::Statement]] =
    &[ALL, delete::ALL, places::ALL, read::ALL, save::ALL];

/// A declared experience as the store holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredExperience {
    /// Its id.
    pub id: ExperienceId,
    /// 1 at first, one more with every edit.
    pub version: i64,
    /// What it says.
    pub content: Experience,
    /// Who said which of it.
    pub sources: FieldSources,
}

/// Reads a row of `id, version, content, sources`.
fn stored<S: Session>(session: &S, row: &mut Row) -> Result<StoredExperience, SqlError> {
    let id = shown(session, row, 0)?;
    let version = row.integer(1)?;
    let content = serde_json::from_str(&row.text(2)?).map_err(|error| row.unreadable(error))?;
    let sources = serde_json::from_str(&row.text(3)?).map_err(|error| row.unreadable(error))?;
    Ok(StoredExperience { id, version, content, sources })
}

async fn find_curriculum<S: Session>(
    session: &mut S,
    person: PersonId,
    code: &CurriculumCode,
) -> Result<Option<CurriculumId>, SqlError> {
    if let Some(id) = session.known_curriculum(person, code) {
        return Ok(Some(id));
    }
    let row = session.query_one(&FIND_CURRICULUM, &[code.as_str().into(), person.into()]).await?;
    let Some(mut row) = row else {
        return Ok(None);
    };
    let id = CurriculumId::from_uuid(row.uuid(0)?);
    session.remember_curriculum(person, code, id);
    Ok(Some(id))
}

/// An experience, and since when it is there.
async fn find_one<S: Session>(
    session: &mut S,
    person: PersonId,
    curriculum: CurriculumId,
    id: ExperienceId,
) -> Result<Option<(StoredExperience, Timestamp)>, SqlError> {
    let place = session.keys().numbering.place(id);
    let row = session.query_one(&FIND_ONE, &[place.into(), curriculum.into(), person.into()]).await?;
    row.map(|mut row| Ok((stored(session, &mut row)?, row.time(4)?))).transpose()
}
