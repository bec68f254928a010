//! Giving a curriculum another name.

use career::curriculum::CurriculumName;
use career::history::What;
use career::id::{CurriculumCode, PersonId};
use career::source::Source;

use super::{UnknownCurriculum, enter, hold};
use crate::command::{Command, Stop};
use crate::sql::{Session, statements};

statements! {
    RENAME = "update curriculum set name = $1 where id = $2 and person_id = $3";
}

/// Gives a curriculum another name. The name that it has already changes nothing and is not entered.
#[derive(Debug)]
pub struct RenameCurriculum {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub curriculum: CurriculumCode,
    /// What it is called from now on.
    pub name: CurriculumName,
    /// Who says so, how, and when.
    pub source: Source,
}

impl Command for RenameCurriculum {
    type Outcome = ();
    type Refusal = UnknownCurriculum;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<UnknownCurriculum>> {
        let mut curricula = hold(session, self.person).await?.into_iter();
        let curriculum = curricula.find(|curriculum| curriculum.code == self.curriculum);
        let mut curriculum = curriculum.ok_or(Stop::Refused(UnknownCurriculum))?;
        if curriculum.name != self.name.as_str() {
            curriculum.name = self.name.to_string();
            let parameters = [self.name.as_str().into(), curriculum.id.into(), self.person.into()];
            session.execute(&RENAME, &parameters).await?;
            enter(session, self.person, &curriculum, What::Edited, self.source).await?;
        }
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
