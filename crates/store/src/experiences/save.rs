//! Inserting and editing a declared experience.

use std::sync::Arc;

use career::experience::Experience;
use career::experience::sources::FieldSources;
use career::history::{Event, What};
use career::id::{ClientId, CurriculumCode, CurriculumId, ExperienceId, PersonId};
use career::source::Source;
use jiff::SignedDuration;

use super::{find_curriculum, find_one, places};
use crate::command::{Command, Lane, Stop};
use crate::history;
use crate::record::rows::ExperienceRow;
use crate::sql::{Session, SqlError, Value, statements};

statements! {
    INSERT = "insert into experience \
        (id, person_id, curriculum_id, version, content, sources, created_at, changed_at) \
        values ($1, $2, $3, 1, $4, $5, $6, $7) on conflict (id) do nothing"
        together "insert into experience \
            (id, person_id, curriculum_id, version, content, sources, created_at, changed_at) \
            select id, person_id, curriculum_id, 1, content, sources, created_at, changed_at from \
            unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::bigint[]) \
            as given (id, person_id, curriculum_id, content, sources, created_at, changed_at) \
            on conflict (id) do nothing returning array_position($1::bigint[], id)::bigint as place";
    UPDATE = "update experience set version = $1, content = $2, sources = $3, changed_at = $4 \
        where id = $5 and person_id = $6"
        together "update experience set version = given.version, content = given.content, sources = given.sources, \
            changed_at = given.changed_at \
            from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::uuid[]) \
            with ordinality as given (version, content, sources, changed_at, id, person_id, place) \
            where experience.id = given.id and experience.person_id = given.person_id returning given.place";
    FORGET_KEYS = "delete from idempotency_key where expires_at <= $1";
    INSERT_KEY = "insert into idempotency_key \
        (client_id, curriculum_id, key_hash, body_hash, experience_id, expires_at) \
        values ($1, $2, $3, $4, $5, $6) on conflict (client_id, curriculum_id, key_hash) do nothing";
    MOVE_KEY = "update idempotency_key set experience_id = $1 \
        where client_id = $2 and curriculum_id = $3 and key_hash = $4";
    FIND_KEY = "select body_hash, experience_id from idempotency_key \
        where client_id = $1 and curriculum_id = $2 and key_hash = $3";
}

/// How long an `Idempotency-Key` is kept.
const KEY_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// Saves an experience: inserts it where no id is given, and replaces the whole of that record otherwise
/// (`infojobs.md §4`).
#[derive(Debug)]
pub struct SaveExperience {
    /// Whose.
    pub person: PersonId,
    /// In which curriculum.
    pub curriculum: CurriculumCode,
    /// Which record is replaced; `None` inserts.
    pub id: Option<ExperienceId>,
    /// What it says from now on.
    pub content: Arc<Experience>,
    /// The condition that the sender set.
    pub if_match: Option<IfMatch>,
    /// Makes a repeated insert safe. Ignored for an edit.
    pub idempotency_key: Option<IdempotencyKey>,
    /// Who says so, how, and when.
    pub source: Source,
    /// The id for a new record, where its maker chose it (the demo's sample); otherwise the next one.
    pub chosen_id: Option<ExperienceId>,
}

/// An `If-Match` header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IfMatch {
    /// `*`: any version, as long as there is a record.
    Any,
    /// One of these versions. Entity tags that are none of ours match nothing and are left out.
    Versions(Vec<i64>),
}

impl IfMatch {
    fn holds(&self, version: i64) -> bool {
        match self {
            Self::Any => true,
            Self::Versions(versions) => versions.contains(&version),
        }
    }
}

/// An `Idempotency-Key` header with the body it came with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// Keys are kept per application, person and curriculum.
    pub client: ClientId,
    /// SHA-256 of the key.
    pub key_hash: [u8; 32],
    /// SHA-256 of the body.
    pub body_hash: [u8; 32],
}

/// A saved experience.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// Its id.
    pub id: ExperienceId,
    /// Its version.
    pub version: i64,
    /// What it says.
    pub content: Arc<Experience>,
}

/// Why an experience was not saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveRefusal {
    /// The person has no such curriculum (361).
    NoCurriculum,
    /// The curriculum has no such experience (655).
    NoExperience,
    /// `If-Match` does not hold (412).
    VersionDiffers,
    /// The `Idempotency-Key` was used with another body (211).
    KeyUsedForAnotherBody,
}

impl Command for SaveExperience {
    type Outcome = Saved;
    type Refusal = SaveRefusal;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<Saved, Stop<SaveRefusal>> {
        let curriculum = find_curriculum(session, self.person, &self.curriculum).await?;
        let curriculum = curriculum.ok_or(Stop::Refused(SaveRefusal::NoCurriculum))?;
        match self.id {
            Some(id) => self.edit(session, curriculum, id).await,
            None => self.insert(session, curriculum).await,
        }
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }

    fn lane(&self) -> Lane {
        match (self.id, &self.idempotency_key, self.chosen_id) {
            (Some(id), ..) | (None, None, Some(id)) => Lane::Experience(self.person, id),
            (None, Some(_), _) => Lane::Keys(self.person),
            (None, None, None) => Lane::Own,
        }
    }
}

impl SaveExperience {
    async fn edit<S: Session>(
        &self,
        session: &mut S,
        curriculum: CurriculumId,
        id: ExperienceId,
    ) -> Result<Saved, Stop<SaveRefusal>> {
        let before = find_one(session, self.person, curriculum, id).await?;
        let (before, created_at) = before.ok_or(Stop::Refused(SaveRefusal::NoExperience))?;
        if self.if_match.as_ref().is_some_and(|condition| !condition.holds(before.version)) {
            return Err(Stop::Refused(SaveRefusal::VersionDiffers));
        }
        let version = before.version + 1;
        let content = self.content.to_json();
        let sources = before.sources.edited(&before.content, &self.content, self.source);
        let sources = sources.to_json();
        let parameters = [
            version.into(),
            content.as_str().into(),
            sources.as_str().into(),
            self.source.at.into(),
            session.keys().numbering.place(id).into(),
            self.person.into(),
        ];
        session.execute(&UPDATE, &parameters).await?;
        let row = ExperienceRow {
            id,
            person: self.person,
            curriculum,
            version,
            content: &content,
            sources: &sources,
            created_at,
            changed_at: self.source.at,
        };
        self.enter(session, What::Edited, &row).await?;
        Ok(Saved { id, version, content: Arc::clone(&self.content) })
    }

    async fn insert<S: Session>(
        &self,
        session: &mut S,
        curriculum: CurriculumId,
    ) -> Result<Saved, Stop<SaveRefusal>> {
        if self.if_match.is_some() {
            return Err(Stop::Refused(SaveRefusal::VersionDiffers));
        }
        let (mut place, mut id) = self.new_id(session).await?;
        if let Some(key) = &self.idempotency_key
            && let Some(first) = self.first_use(session, curriculum, key, place).await?
        {
            // The same body says the same, so the first answer can be given again.
            return Ok(Saved { id: first, version: 1, content: Arc::clone(&self.content) });
        }
        let content = self.content.to_json();
        let sources = FieldSources::all(self.source).to_json();
        let parameters = |place: i64| {
            [
                place.into(),
                self.person.into(),
                curriculum.into(),
                content.as_str().into(),
                sources.as_str().into(),
                self.source.at.into(),
                self.source.at.into(),
            ]
        };
        let first = place;
        while session.execute(&INSERT, &parameters(place)).await? == 0 {
            // An import took the place (LEDGER 172).
            if self.chosen_id.is_some() {
                return Err(SqlError::Broken("an experience id was chosen twice".to_owned()).into());
            }
            (place, id) = self.new_id(session).await?;
        }
        if let Some(key) = self.idempotency_key.as_ref().filter(|_| place != first) {
            let parameters = [place.into(), key.client.into(), curriculum.into(), Value::from(&key.key_hash)];
            session.execute(&MOVE_KEY, &parameters).await?;
        }
        let row = ExperienceRow {
            id,
            person: self.person,
            curriculum,
            version: 1,
            content: &content,
            sources: &sources,
            created_at: self.source.at,
            changed_at: self.source.at,
        };
        self.enter(session, What::Declared, &row).await?;
        Ok(Saved { id, version: 1, content: Arc::clone(&self.content) })
    }

    async fn new_id<S: Session>(&self, session: &mut S) -> Result<(i64, ExperienceId), SqlError> {
        if let Some(id) = self.chosen_id {
            return Ok((session.keys().numbering.place(id), id));
        }
        let place = places::take(session).await?;
        let id = session.keys().numbering.shown(place);
        let id = id.ok_or_else(|| SqlError::Broken("out of experience ids".to_owned()))?;
        Ok((place, id))
    }

    /// Enters the key. Where it was entered before, answers what it made then.
    async fn first_use<S: Session>(
        &self,
        session: &mut S,
        curriculum: CurriculumId,
        key: &IdempotencyKey,
        place: i64,
    ) -> Result<Option<ExperienceId>, Stop<SaveRefusal>> {
        session.execute(&FORGET_KEYS, &[self.source.at.into()]).await?;
        let name = [key.client.into(), curriculum.into(), Value::from(&key.key_hash)];
        let [client, curriculum, key_hash] = name.clone();
        let expires_at = self.source.at + KEY_LIFE;
        let parameters =
            [client, curriculum, key_hash, Value::from(&key.body_hash), place.into(), expires_at.into()];
        if session.execute(&INSERT_KEY, &parameters).await? == 1 {
            return Ok(None);
        }
        let mut row = session.query_one(&FIND_KEY, &name).await?.ok_or(SqlError::Conflict)?;
        if row.hash(0)? != key.body_hash {
            return Err(Stop::Refused(SaveRefusal::KeyUsedForAnotherBody));
        }
        let first = row.integer(1)?;
        let shown = session.keys().numbering.shown(first);
        Ok(Some(shown.ok_or_else(|| row.unreadable("an id out of range"))?))
    }

    async fn enter<S: Session>(
        &self,
        session: &mut S,
        what: What,
        row: &ExperienceRow<'_>,
    ) -> Result<(), SqlError> {
        let event =
            Event { source: self.source, what, subject: row.id.into(), values: (), row: Some(row.hash()) };
        // What the row holds is what the entry tells.
        history::append_statement(session, self.person, event.statement_with(row.content)).await
    }
}
