//! Deleting a curriculum with what is declared in it.

use career::history::{Event, Subject, What};
use career::id::{CurriculumCode, ExperienceId, PersonId, StatementId};
use career::source::Source;
use serde_json::Value;

use super::{Held, hold, set_principal};
use crate::command::{Command, Stop};
use crate::sql::{Session, SqlError, statements};
use crate::{history, marks};

statements! {
    FORGET_KEYS = "delete from idempotency_key where curriculum_id = $1";
    DELETE_EXPERIENCES = "delete from experience where curriculum_id = $1 and person_id = $2 returning id";
    DELETE = "delete from curriculum where id = $1 and person_id = $2";
}

/// Deletes a curriculum and every experience in it. Where it was the principal one, the oldest other one is that
/// from now on (LEDGER 71); the last one stays (LEDGER 72).
#[derive(Debug)]
pub struct DeleteCurriculum {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub curriculum: CurriculumCode,
    /// Who says so, how, and when.
    pub source: Source,
}

/// Why a curriculum was not deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeleteRefusal {
    /// The person has no such curriculum.
    Unknown,
    /// It is the person's last one.
    LastOne,
}

impl Command for DeleteCurriculum {
    /// How many experiences went with it.
    type Outcome = usize;
    type Refusal = DeleteRefusal;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<usize, Stop<DeleteRefusal>> {
        let curricula = hold(session, self.person).await?;
        let (chosen, mut others): (Vec<_>, Vec<_>) =
            curricula.into_iter().partition(|curriculum| curriculum.code == self.curriculum);
        let chosen = chosen.first().ok_or(Stop::Refused(DeleteRefusal::Unknown))?;
        let oldest = others.first_mut().ok_or(Stop::Refused(DeleteRefusal::LastOne))?;

        let with_it = self.delete(session, chosen).await?;
        if chosen.principal {
            set_principal(session, self.person, oldest, true, self.source).await?;
        }
        session.deletes_personal_data();
        Ok(with_it)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

impl DeleteCurriculum {
    async fn delete<S: Session>(&self, session: &mut S, curriculum: &Held) -> Result<usize, SqlError> {
        session.execute(&FORGET_KEYS, &[curriculum.id.into()]).await?;
        let experiences = self.delete_experiences(session, curriculum).await?;
        for experience in &experiences {
            marks::forget(session, self.person, StatementId::Experience(*experience)).await?;
            self.enter(session, (*experience).into()).await?;
        }
        session.execute(&DELETE, &[curriculum.id.into(), self.person.into()]).await?;
        self.enter(session, Subject::Curriculum(curriculum.id)).await?;
        Ok(experiences.len())
    }

    /// What was deleted, the oldest first.
    async fn delete_experiences<S: Session>(
        &self,
        session: &mut S,
        curriculum: &Held,
    ) -> Result<Vec<ExperienceId>, SqlError> {
        let parameters = [curriculum.id.into(), self.person.into()];
        let mut rows = session.query(&DELETE_EXPERIENCES, &parameters).await?;
        let mut places = rows.iter_mut().map(|row| row.integer(0)).collect::<Result<Vec<_>, _>>()?;
        places.sort_unstable();
        let shown = places.into_iter().map(|place| session.keys().numbering.shown(place));
        let shown: Option<_> = shown.collect();
        shown.ok_or_else(|| SqlError::Broken("an experience id out of range".to_owned()))
    }

    async fn enter<S: Session>(&self, session: &mut S, subject: Subject) -> Result<(), SqlError> {
        let event =
            Event { source: self.source, what: What::Deleted, subject, values: Value::Null, row: None };
        history::append(session, self.person, &event).await
    }
}
