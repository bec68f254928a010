//! Choosing the principal curriculum.

use career::id::{CurriculumCode, PersonId};
use career::source::Source;

use super::{UnknownCurriculum, hold, set_principal};
use crate::command::{Command, Stop};
use crate::sql::Session;

/// Makes a curriculum the principal one; the one that was it is so no more. Where it is it already, nothing
/// changes.
#[derive(Debug)]
pub struct MakePrincipal {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub curriculum: CurriculumCode,
    /// Who says so, how, and when.
    pub source: Source,
}

impl Command for MakePrincipal {
    type Outcome = ();
    type Refusal = UnknownCurriculum;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<UnknownCurriculum>> {
        let curricula = hold(session, self.person).await?;
        let (mut chosen, others): (Vec<_>, Vec<_>) =
            curricula.into_iter().partition(|curriculum| curriculum.code == self.curriculum);
        let chosen = chosen.first_mut().ok_or(Stop::Refused(UnknownCurriculum))?;
        for mut other in others {
            set_principal(session, self.person, &mut other, false, self.source).await?;
        }
        set_principal(session, self.person, chosen, true, self.source).await?;
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
