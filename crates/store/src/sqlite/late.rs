//! What the commands of a batch leave for its end, where they run without savepoints: their entries in histories, and how
//! far the sequence of experiences has got. So a head and the sequence are read and written once for a batch, however many
//! of its commands move them on. And what is known of curricula, which need not be looked for again.
//!
//! A command that touches histories otherwise finds all entries written that came before. Nothing else touches the
//! sequence. Curricula are forgotten once one is deleted.

use career::history::Opened;
use career::id::{CurriculumCode, CurriculumId, PersonId};

use super::known_curricula::KnownCurricula;
use super::session::{SqliteStatements, finish};
use crate::experiences::places;
use crate::sql::{SqlError, Statement};
use crate::{curricula, history};

/// What is still to be written, and what need not be read again.
pub(super) struct Late {
    entries: Vec<(PersonId, Opened)>,
    next_place: Option<i64>,
    curricula: KnownCurricula,
}

impl Late {
    /// Nothing is to be written yet.
    pub(super) fn knowing(curricula: KnownCurricula) -> Self {
        Self { entries: Vec::new(), next_place: None, curricula }
    }

    /// Appends to a person's history.
    pub(super) fn append(&mut self, person: PersonId, opened: Opened) {
        self.entries.push((person, opened));
    }

    /// The next place for an experience.
    pub(super) fn take_place(&mut self, statements: &mut SqliteStatements<'_>) -> Result<i64, SqlError> {
        let place = match self.next_place {
            Some(place) => place,
            None => finish(places::next(statements))?,
        };
        self.next_place = Some(place.saturating_add(1));
        Ok(place)
    }

    /// The curriculum of a person with this code, where a command before has found it.
    pub(super) fn curriculum(&self, person: PersonId, code: &CurriculumCode) -> Option<CurriculumId> {
        self.curricula.get(person, code)
    }

    /// Remembers a curriculum that was found.
    pub(super) fn remember_curriculum(&mut self, person: PersonId, code: &CurriculumCode, id: CurriculumId) {
        self.curricula.keep(person, code, id);
    }

    /// Forgets what may not be so any more after this statement.
    pub(super) fn forget_after(&mut self, statement: &Statement) {
        if curricula::is_ended_by(statement) {
            self.curricula.forget();
        }
    }

    /// True where entries have to be written before this statement.
    pub(super) fn precedes(&self, statement: &Statement) -> bool {
        !self.entries.is_empty() && history::is_told_of(statement)
    }

    /// Writes the entries.
    pub(super) fn write_entries(&mut self, statements: &mut SqliteStatements<'_>) -> Result<(), SqlError> {
        finish(history::append_all(statements, std::mem::take(&mut self.entries)))
    }

    /// Writes everything. What is known of curricula is good as soon as that is committed.
    pub(super) fn write(mut self, statements: &mut SqliteStatements<'_>) -> Result<KnownCurricula, SqlError> {
        self.write_entries(statements)?;
        if let Some(next) = self.next_place {
            finish(places::move_on(statements, next))?;
        }
        Ok(self.curricula)
    }
}
