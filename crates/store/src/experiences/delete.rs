//! Deleting a declared experience.

use career::history::{Event, What};
use career::id::{CurriculumCode, ExperienceId, PersonId, StatementId};
use career::source::Source;

use super::find_curriculum;
use crate::command::{Command, Lane, Stop};
use crate::sql::{Session, statements};
use crate::{history, marks};

statements! {
    DELETE = "delete from experience where id = $1 and curriculum_id = $2 and person_id = $3"
        together "delete from experience using unnest($1::bigint[], $2::uuid[], $3::uuid[]) \
            with ordinality as given (id, curriculum_id, person_id, place) \
            where experience.id = given.id and experience.curriculum_id = given.curriculum_id \
            and experience.person_id = given.person_id returning given.place";
}

/// Deletes one experience.
#[derive(Debug)]
pub struct DeleteExperience {
    /// Whose.
    pub person: PersonId,
    /// From which curriculum.
    pub curriculum: CurriculumCode,
    /// Which.
    pub id: ExperienceId,
    /// Who says so, how, and when.
    pub source: Source,
}

/// Why an experience was not deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeleteRefusal {
    /// The person has no such curriculum (361).
    NoCurriculum,
    /// The curriculum has no such experience (669).
    NoExperience,
}

impl Command for DeleteExperience {
    type Outcome = ();
    type Refusal = DeleteRefusal;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<DeleteRefusal>> {
        let curriculum = find_curriculum(session, self.person, &self.curriculum).await?;
        let curriculum = curriculum.ok_or(Stop::Refused(DeleteRefusal::NoCurriculum))?;
        let place = session.keys().numbering.place(self.id);
        let deleted =
            session.execute(&DELETE, &[place.into(), curriculum.into(), self.person.into()]).await?;
        if deleted == 0 {
            return Err(Stop::Refused(DeleteRefusal::NoExperience));
        }
        marks::forget(session, self.person, StatementId::Experience(self.id)).await?;
        session.deletes_personal_data();
        let event = Event {
            source: self.source,
            what: What::Deleted,
            subject: self.id.into(),
            values: serde_json::Value::Null,
            row: None,
        };
        history::append(session, self.person, &event).await?;
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }

    fn lane(&self) -> Lane {
        Lane::Experience(self.person, self.id)
    }
}
