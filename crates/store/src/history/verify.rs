//! Verifying histories: the reading for [`career::history::verify`].
//!
//! What is read here may be damaged in any way that a database still hands out: texts are read as bytes, and what does
//! not read as what it should be is a finding and ends nothing.

use career::history::verify::{Chained, Finding, Found, Verified, Walk};
use career::history::{Head, Opened, Subject};
use career::id::{CurriculumId, PersonId, StatementId, SubmissionId};
use uuid::Uuid;

use super::read::number;
use crate::command::Query;
use crate::keys::Keys;
use crate::record::rows::hash;
use crate::sql::{Row, Session, SqlError, Statement, Value, statements};

/// How many entries are read at once.
const PAGE: u32 = 500;

statements! {
    // Each table gives its own first ones, so that no page reads more than it shows.
    OWNERS = "select person_id from (select person_id from history_head \
            where person_id >= $1 order by person_id limit $2) as heads \
        union select person_id from (select distinct person_id from history \
            where person_id >= $1 order by person_id limit $2) as links \
        union select person_id from (select distinct person_id from history_opened \
            where person_id >= $1 order by person_id limit $2) as opened \
        union select id from (select id from person where id >= $1 order by id limit $2) as people \
        union select person_id from (select distinct person_id from curriculum \
            where person_id >= $1 order by person_id limit $2) as curricula \
        union select person_id from (select distinct person_id from experience \
            where person_id >= $1 order by person_id limit $2) as experiences \
        union select person_id from (select distinct person_id from submission \
            where person_id is not null and person_id >= $1 order by person_id limit $2) as submissions \
        union select person_id from (select distinct person_id from mark \
            where person_id >= $1 order by person_id limit $2) as marks \
        order by person_id limit $2";
    HEAD = "select sequence, hash, erased from history_head where person_id = $1";
    ENTRIES = sqlite "select history.sequence, commitment, hash, salt, cast(statement as blob) from history \
            left join history_opened on history_opened.person_id = history.person_id \
            and history_opened.sequence = history.sequence \
            where history.person_id = $1 and history.sequence > $2 order by history.sequence limit $3"
        postgres "select history.sequence, commitment, hash, salt, convert_to(statement, 'UTF8') from history \
            left join history_opened on history_opened.person_id = history.person_id \
            and history_opened.sequence = history.sequence \
            where history.person_id = $1 and history.sequence > $2 order by history.sequence limit $3";
    STRAYS = "select sequence from history where person_id = $1 and sequence < 1 \
        union select sequence from history_opened where person_id = $2 and not exists \
        (select 1 from history where history.person_id = history_opened.person_id \
        and history.sequence = history_opened.sequence) order by sequence limit $3";
    PERSON = sqlite "select id, cast(address as blob), cast(name as blob), created_at from person where id = $1"
        postgres "select id, convert_to(address, 'UTF8'), convert_to(name, 'UTF8'), created_at \
            from person where id = $1";
    CURRICULA = sqlite "select id, cast(code as blob), cast(name as blob), principal, created_at \
            from curriculum where person_id = $1 order by id"
        postgres "select id, convert_to(code, 'UTF8'), convert_to(name, 'UTF8'), principal, created_at \
            from curriculum where person_id = $1 order by id";
    EXPERIENCES = sqlite "select id, curriculum_id, version, cast(content as blob), cast(sources as blob), \
            created_at, changed_at from experience where person_id = $1 order by id"
        postgres "select id, curriculum_id, version, convert_to(content, 'UTF8'), convert_to(sources, 'UTF8'), \
            created_at, changed_at from experience where person_id = $1 order by id";
    CREDENTIALS = sqlite "select submission.id, client_id, cast(credential_id as blob), cast(document as blob), \
            created_at, finalized_at from submission join credential on submission_id = submission.id \
            where person_id = $1 and state = 'verified' order by submission.id"
        postgres "select submission.id, client_id, convert_to(credential_id, 'UTF8'), \
            convert_to(document, 'UTF8'), created_at, finalized_at \
            from submission join credential on submission_id = submission.id \
            where person_id = $1 and state = 'verified' order by submission.id";
    SUBMISSIONS = sqlite "select id, client_id, cast(state as blob), created_at, finalized_at from submission \
            where person_id = $1 and state <> 'verified' order by id"
        postgres "select id, client_id, convert_to(state, 'UTF8'), created_at, finalized_at from submission \
            where person_id = $1 and state <> 'verified' order by id";
    MARKS = sqlite "select cast(statement as blob), hidden, cast(dispute as blob), changed_at from mark \
            where person_id = $1 order by statement"
        postgres "select convert_to(statement, 'UTF8'), hidden, convert_to(dispute, 'UTF8'), changed_at from mark \
            where person_id = $1 order by statement";
}

/// Everybody of whom there is anything of a history or a record, in the order of their ids, in parts.
#[derive(Debug)]
pub struct Owners {
    /// From this id on; the nil one begins with the first.
    pub from: Uuid,
    /// At most so many.
    pub most: u32,
}

/// A part of everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnersPage {
    /// Who.
    pub people: Vec<PersonId>,
    /// How many stand under something that is no id.
    pub nobodys: usize,
    /// Where the next part begins, where there is one.
    pub next: Option<Uuid>,
}

impl Query for Owners {
    type Answer = OwnersPage;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<OwnersPage, SqlError> {
        let mut rows = session.query(&OWNERS, &[self.from.into(), i64::from(self.most).into()]).await?;
        let mut page = OwnersPage { people: Vec::with_capacity(rows.len()), nobodys: 0, next: None };
        let full = rows.len() >= usize::try_from(self.most).unwrap_or(usize::MAX);
        let mut last = None;
        for row in &mut rows {
            match row.uuid_or_bytes(0)? {
                Ok(id) => {
                    page.people.push(PersonId::from_uuid(id));
                    last = id.as_u128().checked_add(1);
                }
                Err(bytes) => {
                    page.nobodys += 1;
                    last = after(&bytes);
                }
            }
        }
        page.next = last.filter(|_| full).map(Uuid::from_u128);
        Ok(page)
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}

/// The first id that comes after these bytes, which are none.
fn after(bytes: &[u8]) -> Option<u128> {
    let mut beginning = [0; 16];
    let length = bytes.len().min(16);
    beginning[..length].copy_from_slice(&bytes[..length]);
    let beginning = u128::from_be_bytes(beginning);
    if bytes.len() > 16 { beginning.checked_add(1) } else { Some(beginning) }
}

/// Walks the whole history of one person, and holds every row of their record against it, in one snapshot.
#[derive(Debug)]
pub struct VerifyHistory {
    /// Whose.
    pub person: PersonId,
    /// A head from outside, such as an export's, that the history must lead to.
    pub outside: Option<Head>,
}

impl Query for VerifyHistory {
    type Answer = Verified;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Verified, SqlError> {
        let mut walk = Walk::new(self.outside);
        let (head, erased) = self.head(session).await?;
        self.entries(session, &mut walk).await?;
        for row in
            &mut session.query(&STRAYS, &[self.person.into(), self.person.into(), 100_i64.into()]).await?
        {
            walk.note(Finding::Stray { place: row.integer(0)? });
        }
        for table in &TABLES {
            let mut rows = session.query(table.statement, &[self.person.into()]).await?;
            if erased && !rows.is_empty() {
                walk.note(Finding::NotErased { table: table.name });
                continue;
            }
            for row in &mut rows {
                match (table.read)(session.keys(), self.person, row) {
                    Ok((subject, columns)) => walk.row(subject, hash(table.name, &columns)),
                    Err(_) => walk.note(Finding::RowUnreadable { table: table.name }),
                }
            }
        }
        Ok(walk.finish(head, erased))
    }
}

impl VerifyHistory {
    /// The head as it says itself; one that cannot be read leads to no entry.
    async fn head<S: Session>(&self, session: &mut S) -> Result<(Option<Head>, bool), SqlError> {
        let Some(mut row) = session.query_one(&HEAD, &[self.person.into()]).await? else {
            return Ok((None, false));
        };
        let (sequence, hash) = (row.integer(0)?, row.hash(1).ok());
        let head = u64::try_from(sequence).ok().zip(hash).map(|(sequence, hash)| Head { sequence, hash });
        let nowhere = Head { sequence: u64::MAX, hash: [0; 32] };
        Ok((Some(head.unwrap_or(nowhere)), row.boolean(2)?))
    }

    async fn entries<S: Session>(&self, session: &mut S, walk: &mut Walk) -> Result<(), SqlError> {
        let mut after = 0;
        loop {
            let parameters = [self.person.into(), number(after).into(), i64::from(PAGE).into()];
            let mut rows = session.query(&ENTRIES, &parameters).await?;
            for row in &mut rows {
                let sequence = row.integer(0)?;
                after = u64::try_from(sequence).map_err(|error| row.unreadable(error))?;
                let chained = Chained { commitment: row.hash(1).ok(), hash: row.hash(2).ok() };
                walk.entry(after, chained, opened(row)?);
            }
            if rows.len() < PAGE as usize {
                return Ok(());
            }
        }
    }
}

/// The opened half of an entry, from the columns `salt, statement`.
fn opened(row: &mut Row) -> Result<Found, SqlError> {
    let (salt, statement) = (row.optional(3, Row::bytes)?, row.optional(4, Row::bytes)?);
    let Some((salt, statement)) = salt.zip(statement) else {
        return Ok(Found::Nothing);
    };
    let read = <[u8; 32]>::try_from(salt).ok().zip(String::from_utf8(statement).ok());
    Ok(read.map_or(Found::Unreadable, |(salt, statement)| Found::Opened(Opened { salt, statement })))
}

/// A table of the record.
struct Table {
    /// As its hashes call it.
    name: &'static str,
    /// Its rows of one person.
    statement: &'static Statement,
    /// What a row is of, and its columns in the order of its hash (`record::rows`).
    read: fn(&Keys, PersonId, &mut Row) -> Result<AsItStands, SqlError>,
}

/// What a row is of, and its columns.
type AsItStands = (Subject, Vec<Value>);

static TABLES: [Table; 6] = [
    Table { name: "person", statement: &PERSON, read: person },
    Table { name: "curriculum", statement: &CURRICULA, read: curriculum },
    Table { name: "experience", statement: &EXPERIENCES, read: experience },
    Table { name: "credential", statement: &CREDENTIALS, read: credential },
    Table { name: "submission", statement: &SUBMISSIONS, read: submission },
    Table { name: "mark", statement: &MARKS, read: mark },
];

fn text(row: &mut Row, column: usize) -> Result<Value, SqlError> {
    row.optional(column, Row::bytes).map(Value::from)
}

fn integer(row: &mut Row, column: usize) -> Result<Value, SqlError> {
    row.optional(column, Row::integer).map(Value::from)
}

/// An id; what stands in the place of one has a hash too.
fn id(row: &mut Row, column: usize) -> Result<Value, SqlError> {
    Ok(row.uuid_or_bytes(column)?.map_or_else(Value::from, Value::from))
}

fn person(_: &Keys, person: PersonId, row: &mut Row) -> Result<AsItStands, SqlError> {
    let values = vec![id(row, 0)?, text(row, 1)?, text(row, 2)?, integer(row, 3)?];
    Ok((Subject::Person(person), values))
}

fn curriculum(_: &Keys, person: PersonId, row: &mut Row) -> Result<AsItStands, SqlError> {
    let curriculum = CurriculumId::from_uuid(row.uuid(0)?);
    let values = vec![
        curriculum.into(),
        person.into(),
        text(row, 1)?,
        text(row, 2)?,
        integer(row, 3)?,
        integer(row, 4)?,
    ];
    Ok((Subject::Curriculum(curriculum), values))
}

fn experience(keys: &Keys, person: PersonId, row: &mut Row) -> Result<AsItStands, SqlError> {
    let shown = keys.numbering.shown(row.integer(0)?).ok_or_else(|| row.unreadable("an id out of range"))?;
    let values = vec![
        shown.to_string().into(),
        person.into(),
        id(row, 1)?,
        integer(row, 2)?,
        text(row, 3)?,
        text(row, 4)?,
        integer(row, 5)?,
        integer(row, 6)?,
    ];
    Ok((shown.into(), values))
}

fn credential(_: &Keys, person: PersonId, row: &mut Row) -> Result<AsItStands, SqlError> {
    let submission = SubmissionId::from_uuid(row.uuid(0)?);
    let values = vec![
        submission.into(),
        person.into(),
        id(row, 1)?,
        text(row, 2)?,
        text(row, 3)?,
        integer(row, 4)?,
        integer(row, 5)?,
    ];
    Ok((Subject::Submission(submission), values))
}

fn submission(_: &Keys, person: PersonId, row: &mut Row) -> Result<AsItStands, SqlError> {
    let submission = SubmissionId::from_uuid(row.uuid(0)?);
    let values = vec![
        submission.into(),
        person.into(),
        id(row, 1)?,
        text(row, 2)?,
        integer(row, 3)?,
        integer(row, 4)?,
    ];
    Ok((Subject::Submission(submission), values))
}

fn mark(_: &Keys, person: PersonId, row: &mut Row) -> Result<AsItStands, SqlError> {
    let statement = String::from_utf8(row.bytes(0)?).map_err(|error| row.unreadable(error))?;
    let id: StatementId = statement.parse().map_err(|error| row.unreadable(error))?;
    let values = vec![person.into(), statement.into(), integer(row, 1)?, text(row, 2)?, integer(row, 3)?];
    Ok((Subject::Mark(id), values))
}
