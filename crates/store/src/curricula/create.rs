//! Making a curriculum.

use career::curriculum::{CurriculumName, MOST_CURRICULA};
use career::history::What;
use career::id::{CurriculumCode, CurriculumId, PersonId};
use career::source::Source;

use super::{Held, enter, hold};
use crate::command::{Command, Stop};
use crate::people;
use crate::sql::{Session, statements};

statements! {
    INSERT = "insert into curriculum (id, person_id, code, name, principal, created_at) \
        values ($1, $2, $3, $4, $5, $6)";
}

/// Makes an empty curriculum, which is not the principal one as long as the person has another.
#[derive(Debug)]
pub struct CreateCurriculum {
    /// Whose.
    pub person: PersonId,
    /// Its id.
    pub id: CurriculumId,
    /// Its code.
    pub code: CurriculumCode,
    /// Its name.
    pub name: CurriculumName,
    /// Who says so, how, and when.
    pub source: Source,
}

/// Why a curriculum was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreateRefusal {
    /// The person has as many curricula as one may have ([`MOST_CURRICULA`]).
    TooMany,
    /// There is no such person, or no longer.
    UnknownPerson,
}

impl Command for CreateCurriculum {
    type Outcome = ();
    type Refusal = CreateRefusal;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<CreateRefusal>> {
        let others = hold(session, self.person).await?;
        if others.is_empty() && !people::is_there(session, self.person).await? {
            return Err(Stop::Refused(CreateRefusal::UnknownPerson));
        }
        if others.len() >= MOST_CURRICULA {
            return Err(Stop::Refused(CreateRefusal::TooMany));
        }
        let curriculum = Held {
            id: self.id,
            code: self.code.clone(),
            name: self.name.to_string(),
            principal: others.is_empty(),
            created_at: self.source.at,
        };
        let parameters = [
            curriculum.id.into(),
            self.person.into(),
            curriculum.code.as_str().into(),
            curriculum.name.as_str().into(),
            curriculum.principal.into(),
            self.source.at.into(),
        ];
        session.execute(&INSERT, &parameters).await?;
        enter(session, self.person, &curriculum, What::Declared, self.source).await?;
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
