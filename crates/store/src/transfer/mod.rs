//! Taking everything from one database to another of either kind: a move, a backup, and its way back.
//!
//! The source is read in one snapshot, so that it may be in use. The target is one that no server has ever opened. It
//! carries a mark until all rows were compared: a transfer that broke off is begun again and goes on, and no server
//! opens half a database.

mod place;
mod statements;
mod tables;
#[cfg(test)]
pub(crate) mod tests;

use std::path::Path;

use aws_lc_rs::digest::{SHA256, digest};

pub use place::Place;
pub(crate) use place::Raw;
use statements::{CHUNK, PREPARED, PREPARED_KEYS, Prepared};
pub(crate) use tables::{Kind, TABLES, Table};

use crate::compatibility::KNOWN;
use crate::examination::Schema;
use crate::keys::UNFINISHED_TRANSFER;
use crate::sql::{Row, SqlError, Statements, Value, statements};
use crate::sqlite::RawSqlite;
use crate::{OpenError, Store};

statements! {
    // One snapshot for all reading.
    SNAPSHOT = sqlite "begin" postgres "begin isolation level repeatable read read only";
    BEGIN = sqlite "begin immediate" postgres "begin";
    COMMIT = "commit";
    APPLIED = "select cast(max(version) as bigint) from refinery_schema_history";
    KEY_COUNT = "select count(*) from server_key";
    KEY = "select bytes from server_key where name = $1";
    MARK = "insert into server_key (name, bytes) values ($1, $2)";
    UNMARK = "delete from server_key where name = $1";
    NEXT_EXPERIENCE = sqlite "select next from sequence where name = 'experience'"
        postgres "select last_value + case when is_called then 1 else 0 end from experience_sequence";
    SET_NEXT_EXPERIENCE = sqlite "update sequence set next = $1 where name = 'experience'"
        postgres "select setval('experience_sequence', $1, false)";
}

/// How far a transfer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It begins.
    Begun {
        /// The rows of all tables of the source.
        rows: u64,
        /// The rows that are in the target from an earlier try.
        there: u64,
    },
    /// So many rows of a table were written so far.
    Written {
        /// The table.
        table: &'static str,
        /// Its rows so far.
        rows: u64,
    },
    /// A table was compared.
    Compared {
        /// The table.
        table: &'static str,
        /// Its rows, the same on both sides.
        rows: u64,
    },
}

/// Why not everything is in the target. The source is unchanged; the target is left as it is, and the same transfer
/// can be begun again.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// One of the two cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// There is no database of Tenure to read.
    #[error("{0}: there is no Tenure database here")]
    NoSource(String),
    /// A file that is not whole.
    #[error("{place}: this file is damaged or cut short: {damage}; take another backup")]
    Damaged {
        /// The file.
        place: String,
        /// What SQLite says.
        damage: String,
    },
    /// One of the two has a schema that is newer than this program, which would leave out what it does not know.
    #[error(
        "{place}: its schema {applied} is newer than this program, which knows {known} and would lose what is new in it; \
         use the newer version of Tenure"
    )]
    Newer {
        /// Which.
        place: String,
        /// Its schema.
        applied: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// The source is itself the target of a transfer that was not finished.
    #[error("{0}: a transfer into this database was begun and not finished; finish that one first")]
    UnfinishedSource(String),
    /// The target has been in use.
    #[error("{0}: there is something in this database already; choose an empty one")]
    NotEmpty(String),
    /// The target is half full of something else.
    #[error(
        "{0}: a transfer from another database into this one was begun and not finished; choose an empty one"
    )]
    OtherTransfer(String),
    /// The target is the source.
    #[error("{0}: source and target are the same")]
    Same(String),
    /// A database failed on the way.
    #[error("{place}: {error}")]
    Failed {
        /// Which of the two.
        place: String,
        /// What it said.
        error: SqlError,
    },
    /// The two sides are not alike after all was written: the source had changed since an earlier try.
    #[error(
        "{target}: the table {table} has {there} rows like those of the source, which has {here}; the source changed \
         since the transfer was begun: empty the target and begin again"
    )]
    Differs {
        /// The target.
        target: String,
        /// Which table.
        table: &'static str,
        /// The rows of the source.
        here: u64,
        /// The rows of the target.
        there: u64,
    },
}

/// What was taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Transferred {
    /// All tables.
    pub tables: u64,
    /// All their rows.
    pub rows: u64,
}

/// Looks whether a SQLite file is whole: one that was cut short is told before anything is made of it.
///
/// # Errors
/// [`TransferError::Damaged`], [`TransferError::NoSource`], and [`TransferError::Open`], also for a file of another program
/// or of a newer version.
pub fn check_file(path: &Path) -> Result<(), TransferError> {
    let place = || path.display().to_string();
    if !path.try_exists().unwrap_or(false) {
        return Err(TransferError::NoSource(place()));
    }
    let damaged = |damage: String| Err(TransferError::Damaged { place: place(), damage });
    if let Some(damage) = RawSqlite::check(path)?.into_iter().next() {
        return damaged(damage);
    }
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let length = RawSqlite::length(path)?;
    match path.metadata() {
        Ok(file) if file.len() < length && !Path::new(&log).exists() => {
            return damaged(format!("it has {} bytes of {length}", file.len()));
        }
        _ => {}
    }
    // To SQLite, a file that was cut off at its very beginning is an empty database.
    match Store::examine_sqlite(path)?.schema {
        Schema::Ours { .. } => Ok(()),
        Schema::Empty => damaged("there is nothing in it".to_owned()),
    }
}

/// Looks whether everything can be taken from a database, before anything is made of the target.
///
/// # Errors
/// [`TransferError::Open`], [`TransferError::NoSource`], [`TransferError::Newer`].
pub async fn check_source(from: &Place) -> Result<(), TransferError> {
    let no_source = || TransferError::NoSource(from.to_string());
    let found = match from {
        Place::Sqlite(path) if !path.try_exists().unwrap_or(false) => return Err(no_source()),
        Place::Sqlite(path) => Store::examine_sqlite(path)?,
        Place::Postgres(url) => Store::examine_postgres(url).await?,
    };
    match found.schema {
        Schema::Empty => Err(no_source()),
        Schema::Ours { applied, known } => may_be_taken(from, applied, known),
    }
}

fn may_be_taken(place: &Place, applied: i64, known: i64) -> Result<(), TransferError> {
    if applied <= known {
        return Ok(());
    }
    Err(TransferError::Newer { place: place.to_string(), applied, known })
}

/// Takes everything from one database to another and compares the two.
///
/// # Errors
/// [`TransferError`].
pub async fn transfer(
    from: &Place,
    to: &Place,
    mut progress: impl FnMut(Progress),
) -> Result<Transferred, TransferError> {
    if from == to {
        return Err(TransferError::Same(from.to_string()));
    }
    if let Place::Sqlite(path) = from
        && !path.try_exists().unwrap_or(false)
    {
        return Err(TransferError::NoSource(from.to_string()));
    }
    let mut source = Side::open(from).await?;
    let fingerprint = source.begin_reading().await?;
    let mut target = Side::open(to).await?;
    let begun_before = target.claim(&fingerprint).await?;
    let there = if begun_before { target.count().await? } else { 0 };
    progress(Progress::Begun { rows: source.count().await?, there });

    let mut done = Transferred::default();
    for table in PREPARED.iter() {
        let here = copy(&mut source, &mut target, table, &mut progress).await?;
        let there = target.digest(table).await?;
        if here != there {
            let (here, there) = (here.rows, there.rows);
            return Err(TransferError::Differs {
                target: to.to_string(),
                table: table.table.name,
                here,
                there,
            });
        }
        progress(Progress::Compared { table: table.table.name, rows: here.rows });
        done = Transferred { tables: done.tables + 1, rows: done.rows + here.rows };
    }
    let keys = source.keys().await?;
    let next = source.next_experience().await?;
    target.finish(keys, next).await?;
    Ok(done)
}

/// A count of rows and their hashes in no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Digest {
    rows: u64,
    mixed: [u8; 32],
}

impl Digest {
    fn add(&mut self, rows: &[Vec<Value>]) {
        for row in rows {
            self.rows += 1;
            let bytes: Vec<u8> = row.iter().flat_map(encoded).collect();
            for (mixed, byte) in self.mixed.iter_mut().zip(digest(&SHA256, &bytes).as_ref()) {
                *mixed ^= byte;
            }
        }
    }
}

/// A value with its kind and its length, so that no two rows read alike.
fn encoded(value: &Value) -> Vec<u8> {
    let (kind, bytes) = match value {
        Value::Null => (0, Vec::new()),
        Value::Integer(number) => (1, number.to_be_bytes().to_vec()),
        Value::Text(text) => (2, text.as_bytes().to_vec()),
        Value::Bytes(bytes) => (3, bytes.clone()),
        Value::Uuid(uuid) => (4, uuid.as_bytes().to_vec()),
    };
    [&[kind], &(bytes.len() as u64).to_be_bytes()[..], &bytes].concat()
}

/// Writes every row of a table that is not there yet.
async fn copy(
    source: &mut Side<'_>,
    target: &mut Side<'_>,
    table: &'static Prepared,
    progress: &mut impl FnMut(Progress),
) -> Result<Digest, TransferError> {
    let mut digest = Digest::default();
    if table.table.key == 0 {
        target.run(&table.clear, &[]).await?;
    }
    let mut after = None;
    loop {
        let page = source.page(table, after.as_deref()).await?;
        let Some(last) = page.last() else {
            return Ok(digest);
        };
        after = Some(last[..table.order].to_vec());
        digest.add(&page);
        target.write(table, &page).await?;
        progress(Progress::Written { table: table.table.name, rows: digest.rows });
    }
}

/// One of the two databases.
struct Side<'a> {
    raw: Raw,
    place: &'a Place,
}

impl<'a> Side<'a> {
    async fn open(place: &'a Place) -> Result<Self, TransferError> {
        let mut side = Self { raw: Raw::open(place).await?, place };
        let applied = side.value(&APPLIED, &[], Row::integer).await?.unwrap_or_default();
        may_be_taken(place, applied, *KNOWN)?;
        Ok(side)
    }

    fn failed(&self) -> impl Fn(SqlError) -> TransferError + use<> {
        let place = self.place.to_string();
        move |error| TransferError::Failed { place: place.clone(), error }
    }

    async fn run(
        &mut self,
        statement: &'static crate::sql::Statement,
        parameters: &[Value],
    ) -> Result<u64, TransferError> {
        let failed = self.failed();
        self.raw.execute(statement, parameters).await.map_err(failed)
    }

    async fn rows(
        &mut self,
        statement: &'static crate::sql::Statement,
        parameters: &[Value],
    ) -> Result<Vec<Row>, TransferError> {
        let failed = self.failed();
        self.raw.query(statement, parameters).await.map_err(failed)
    }

    /// One value of one row.
    async fn value<T>(
        &mut self,
        statement: &'static crate::sql::Statement,
        parameters: &[Value],
        getter: fn(&mut Row, usize) -> Result<T, SqlError>,
    ) -> Result<Option<T>, TransferError> {
        let failed = self.failed();
        let row = self.rows(statement, parameters).await?.into_iter().next();
        row.map(|mut row| getter(&mut row, 0)).transpose().map_err(failed)
    }

    /// Begins the snapshot; answers what tells this database from every other.
    async fn begin_reading(&mut self) -> Result<Vec<u8>, TransferError> {
        self.run(&SNAPSHOT, &[]).await?;
        if self.value(&KEY, &[UNFINISHED_TRANSFER.into()], Row::bytes).await?.is_some() {
            return Err(TransferError::UnfinishedSource(self.place.to_string()));
        }
        let key = self.value(&KEY, &["pepper".into()], Row::bytes).await?;
        let key = key.ok_or_else(|| TransferError::NoSource(self.place.to_string()))?;
        Ok(digest(&SHA256, &key).as_ref().to_vec())
    }

    /// Marks an empty database as the target of a transfer from the one with this fingerprint. True where it was so
    /// marked already.
    async fn claim(&mut self, fingerprint: &[u8]) -> Result<bool, TransferError> {
        self.run(&BEGIN, &[]).await?;
        let mark = self.value(&KEY, &[UNFINISHED_TRANSFER.into()], Row::bytes).await?;
        let begun_before = mark.is_some();
        match mark {
            Some(mark) if mark == fingerprint => {}
            Some(_) => return Err(TransferError::OtherTransfer(self.place.to_string())),
            None => {
                if self.value(&KEY_COUNT, &[], Row::integer).await? != Some(0) {
                    return Err(TransferError::NotEmpty(self.place.to_string()));
                }
                self.run(&MARK, &[UNFINISHED_TRANSFER.into(), fingerprint.to_vec().into()]).await?;
            }
        }
        self.run(&COMMIT, &[]).await?;
        Ok(begun_before)
    }

    /// How many rows all tables have.
    async fn count(&mut self) -> Result<u64, TransferError> {
        let mut all = 0;
        for table in PREPARED.iter() {
            let rows = self.value(&table.count, &[], Row::integer).await?.unwrap_or_default();
            all += rows.unsigned_abs();
        }
        Ok(all)
    }

    /// A page of rows: the first, or the one after these values.
    async fn page(
        &mut self,
        table: &'static Prepared,
        after: Option<&[Value]>,
    ) -> Result<Vec<Vec<Value>>, TransferError> {
        let failed = self.failed();
        let rows = match after {
            Some(after) => self.rows(&table.next, after).await?,
            None => self.rows(&table.first, &[]).await?,
        };
        let mut page = Vec::with_capacity(rows.len());
        for mut row in rows {
            let alike = alike(&mut row, table).map_err(&failed)?;
            let row = values(&mut row, table).map_err(&failed)?;
            page.extend(std::iter::repeat_n(row, alike));
        }
        Ok(page)
    }

    async fn digest(&mut self, table: &'static Prepared) -> Result<Digest, TransferError> {
        let mut digest = Digest::default();
        let mut after: Option<Vec<Value>> = None;
        loop {
            let page = self.page(table, after.as_deref()).await?;
            digest.add(&page);
            let Some(last) = page.last() else {
                return Ok(digest);
            };
            after = Some(last[..table.order].to_vec());
        }
    }

    /// Writes rows in one transaction.
    async fn write(&mut self, table: &'static Prepared, rows: &[Vec<Value>]) -> Result<(), TransferError> {
        self.run(&BEGIN, &[]).await?;
        let mut chunks = rows.chunks_exact(CHUNK);
        for chunk in &mut chunks {
            self.run(&table.insert_many, &chunk.concat()).await?;
        }
        for row in chunks.remainder() {
            self.run(&table.insert_one, row).await?;
        }
        self.run(&COMMIT, &[]).await?;
        Ok(())
    }

    async fn keys(&mut self) -> Result<Vec<Vec<Value>>, TransferError> {
        self.page(&PREPARED_KEYS, None).await
    }

    async fn next_experience(&mut self) -> Result<i64, TransferError> {
        let next = self.value(&NEXT_EXPERIENCE, &[], Row::integer).await?;
        let missing = || SqlError::Broken("the sequence of experiences is missing".to_owned());
        let failed = self.failed();
        next.ok_or_else(|| failed(missing()))
    }

    /// The keys, the sequence, and the end of the mark: from here on a server may open it.
    async fn finish(&mut self, keys: Vec<Vec<Value>>, next: i64) -> Result<(), TransferError> {
        self.run(&BEGIN, &[]).await?;
        for key in keys {
            self.run(&PREPARED_KEYS.insert_one, &key).await?;
        }
        // A statement that answers, on PostgreSQL.
        self.rows(&SET_NEXT_EXPERIENCE, &[next.into()]).await?;
        self.run(&UNMARK, &[UNFINISHED_TRANSFER.into()]).await?;
        self.run(&COMMIT, &[]).await?;
        Ok(())
    }
}

/// How many rows there are like this one; it stands behind the columns.
fn alike(row: &mut Row, table: &Prepared) -> Result<usize, SqlError> {
    let alike = row.integer(table.table.columns.len())?;
    usize::try_from(alike).map_err(|error| row.unreadable(error))
}

/// The values of a row as their columns hold them: SQLite keeps ids as bytes.
fn values(row: &mut Row, table: &Prepared) -> Result<Vec<Value>, SqlError> {
    let columns = table.table.columns.iter().enumerate();
    let value = |(column, (_, kind)): (usize, &(&str, Kind))| {
        Ok(match kind {
            Kind::Bytes => row.optional(column, Row::bytes)?.into(),
            Kind::Integer => row.optional(column, Row::integer)?.into(),
            Kind::Text => row.optional(column, Row::text)?.into(),
            Kind::Uuid => row.optional(column, Row::uuid)?.into(),
        })
    };
    columns.map(value).collect()
}
