//! The narrow waist between commands and a database: statements, values, rows, and the session they run in.
//!
//! A command is written once, against [`Session`]; each database implements `Session` in its own folder.

use std::future::Future;

use career::history::Opened;
use career::id::{CurriculumCode, CurriculumId, PersonId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::keys::Keys;
use crate::known_clients::KnownClients;

/// A value on its way into or out of a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A number, a truth value (0, 1), or a time in milliseconds since 1970.
    Integer(i64),
    /// Text in UTF-8.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// An id.
    Uuid(Uuid),
}

macro_rules! value_from {
    ($($from:ty => |$value:ident| $into:expr;)*) => {
        $(impl From<$from> for Value {
            fn from($value: $from) -> Self {
                $into
            }
        })*
    };
}

value_from! {
    i64 => |value| Self::Integer(value);
    bool => |value| Self::Integer(i64::from(value));
    String => |value| Self::Text(value);
    &str => |value| Self::Text(value.to_owned());
    Vec<u8> => |value| Self::Bytes(value);
    &[u8; 32] => |value| Self::Bytes(value.to_vec());
    Uuid => |value| Self::Uuid(value);
    Timestamp => |value| Self::Integer(value.as_millisecond());
    PersonId => |value| Self::Uuid(value.uuid());
    career::id::ClientId => |value| Self::Uuid(value.uuid());
    CurriculumId => |value| Self::Uuid(value.uuid());
    career::id::SubmissionId => |value| Self::Uuid(value.uuid());
    career::id::RequestId => |value| Self::Uuid(value.uuid());
    career::id::GrantId => |value| Self::Uuid(value.uuid());
    career::id::ShareId => |value| Self::Uuid(value.uuid());
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A statement with its text in each dialect. Parameters are `$1`, `$2`, … in the order of their first use.
#[derive(Debug)]
pub struct Statement {
    /// For errors and logs.
    pub name: &'static str,
    /// The text for SQLite.
    pub sqlite: &'static str,
    /// The text for PostgreSQL; the same unless the dialects differ.
    pub postgres: &'static str,
    /// The text for PostgreSQL that does it for many at once: each parameter is a list with a type (`$1::uuid[]`); where
    /// there is no parameter, the only one is how many. Its rows are those of all, behind the place of whom they are for,
    /// from 1; of a statement that touches rows and gives none, the place alone. What it looks up, it looks up one by one
    /// (`cross join lateral`). None where nobody gains by it.
    pub together: Option<&'static str>,
}

/// True where a text only reads, locks aside. A statement with `returning` may write; what only reads begins with
/// `select`.
pub(crate) fn only_reads(text: &str) -> bool {
    text.starts_with("select ")
}

/// Declares statements, and `ALL`, which the test that prepares every statement reads.
///
/// `NAME = "text";` where both dialects agree, `NAME = sqlite "text" postgres "text";` where not. Behind either,
/// `together "text"` where PostgreSQL is also asked for many at once ([`Statement::together`]).
macro_rules! statements {
    ($($name:ident = $(sqlite $sqlite:literal postgres $postgres:literal)? $($both:literal)?
        $(together $together:literal)?;)+) => {
        $(
            static $name: $crate::sql::Statement = $crate::sql::Statement {
                name: stringify!($name),
                sqlite: concat!($($sqlite)? $($both)?),
                postgres: concat!($($postgres)? $($both)?),
                together: [$(Some($together),)? None][0],
            };
        )+
        #[cfg(test)]
        pub(crate) static ALL: &[&$crate::sql::Statement] = &[$(&$name),+];
    };
}
pub(crate) use statements;

/// Why a statement failed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SqlError {
    /// The database could not do it now: full, locked, lost. The same again later may succeed.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// Another transaction got in between; the command is to be run again.
    #[error("another transaction got in between")]
    Conflict,
    /// The database or this program is broken: a statement that does not fit, a row that cannot be read.
    #[error("{0}")]
    Broken(String),
}

/// One row of an answer. Each getter takes its value out.
#[derive(Debug)]
pub struct Row {
    statement: &'static str,
    values: Vec<Value>,
}

impl Row {
    /// A row of a statement's answer.
    pub fn new(statement: &'static Statement, values: Vec<Value>) -> Self {
        Self { statement: statement.name, values }
    }

    fn take(&mut self, column: usize) -> Value {
        self.values.get_mut(column).map_or(Value::Null, |value| std::mem::replace(value, Value::Null))
    }

    fn misfit(&self, column: usize, wanted: &str, found: &Value) -> SqlError {
        let found = match found {
            Value::Null => "null",
            Value::Integer(_) => "a number",
            Value::Text(_) => "text",
            Value::Bytes(_) => "bytes",
            Value::Uuid(_) => "an id",
        };
        SqlError::Broken(format!("{}: column {column} holds {found}, not {wanted}", self.statement))
    }

    /// A row whose content does not read as what it should be.
    pub fn unreadable(&self, why: impl std::fmt::Display) -> SqlError {
        SqlError::Broken(format!("{}: {why}", self.statement))
    }

    /// A number.
    ///
    /// # Errors
    /// [`SqlError::Broken`] where the column holds something else; so do all getters.
    pub fn integer(&mut self, column: usize) -> Result<i64, SqlError> {
        match self.take(column) {
            Value::Integer(value) => Ok(value),
            other => Err(self.misfit(column, "a number", &other)),
        }
    }

    /// A truth value, kept as 0 or 1.
    ///
    /// # Errors
    /// As [`Row::integer`].
    pub fn boolean(&mut self, column: usize) -> Result<bool, SqlError> {
        self.integer(column).map(|value| value != 0)
    }

    /// A time, kept in milliseconds.
    ///
    /// # Errors
    /// As [`Row::integer`].
    pub fn time(&mut self, column: usize) -> Result<Timestamp, SqlError> {
        let milliseconds = self.integer(column)?;
        Timestamp::from_millisecond(milliseconds).map_err(|error| self.unreadable(error))
    }

    /// Text.
    ///
    /// # Errors
    /// As [`Row::integer`].
    pub fn text(&mut self, column: usize) -> Result<String, SqlError> {
        match self.take(column) {
            Value::Text(value) => Ok(value),
            other => Err(self.misfit(column, "text", &other)),
        }
    }

    /// Bytes of any length.
    ///
    /// # Errors
    /// As [`Row::integer`].
    pub fn bytes(&mut self, column: usize) -> Result<Vec<u8>, SqlError> {
        match self.take(column) {
            Value::Bytes(value) => Ok(value),
            other => Err(self.misfit(column, "bytes", &other)),
        }
    }

    /// A hash or key of 32 bytes.
    ///
    /// # Errors
    /// As [`Row::integer`].
    pub fn hash(&mut self, column: usize) -> Result<[u8; 32], SqlError> {
        let bytes = self.bytes(column)?;
        bytes.try_into().map_err(|_| self.unreadable("a hash that is not 32 bytes long"))
    }

    /// An id.
    ///
    /// # Errors
    /// As [`Row::integer`].
    pub fn uuid(&mut self, column: usize) -> Result<Uuid, SqlError> {
        match self.take(column) {
            Value::Uuid(value) => Ok(value),
            Value::Bytes(bytes) => Uuid::from_slice(&bytes).map_err(|error| self.unreadable(error)),
            other => Err(self.misfit(column, "an id", &other)),
        }
    }

    /// An id, or the bytes that stand in the place of one.
    ///
    /// # Errors
    /// As [`Row::integer`].
    pub fn uuid_or_bytes(&mut self, column: usize) -> Result<Result<Uuid, Vec<u8>>, SqlError> {
        match self.take(column) {
            Value::Uuid(value) => Ok(Ok(value)),
            Value::Bytes(bytes) => Ok(Uuid::from_slice(&bytes).map_err(|_| bytes)),
            other => Err(self.misfit(column, "an id", &other)),
        }
    }

    /// True where the column holds nothing, or was taken out.
    pub fn is_null(&self, column: usize) -> bool {
        matches!(self.values.get(column), None | Some(Value::Null))
    }

    /// What a getter says of a column that may be null.
    ///
    /// # Errors
    /// Those of the getter.
    pub fn optional<T>(
        &mut self,
        column: usize,
        getter: fn(&mut Self, usize) -> Result<T, SqlError>,
    ) -> Result<Option<T>, SqlError> {
        if self.is_null(column) {
            return Ok(None);
        }
        getter(self, column).map(Some)
    }
}

/// Where statements run: inside one transaction, or one snapshot for reading.
pub trait Statements: Send {
    /// Runs a statement; the answer is the number of rows it touched.
    fn execute(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> impl Future<Output = Result<u64, SqlError>> + Send;

    /// Runs a statement once for each of some lists of parameters.
    fn execute_each<const N: usize>(
        &mut self,
        statement: &'static Statement,
        lists: Vec<[Value; N]>,
    ) -> impl Future<Output = Result<(), SqlError>> + Send {
        async move {
            for parameters in &lists {
                self.execute(statement, parameters).await?;
            }
            Ok(())
        }
    }

    /// Runs a statement and reads all its rows.
    fn query(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> impl Future<Output = Result<Vec<Row>, SqlError>> + Send;

    /// The first row, where there is one.
    fn query_one(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> impl Future<Output = Result<Option<Row>, SqlError>> + Send {
        let rows = self.query(statement, parameters);
        async move { Ok(rows.await?.into_iter().next()) }
    }
}

/// What a command or a query has around it.
pub trait Session: Statements {
    /// Fills a buffer from the injected randomness.
    fn random(&self, bytes: &mut [u8]);

    /// The keys of this database.
    fn keys(&self) -> &Keys;

    /// The clients that asked lately.
    fn known_clients(&self) -> &KnownClients;

    /// Appends to a person's history where the transaction keeps the heads itself and writes all entries at its end; gives
    /// the entry back where it does not.
    ///
    /// # Errors
    /// [`SqlError::Conflict`] where the history is not to be followed.
    fn append_later(&mut self, _person: PersonId, opened: Opened) -> Result<Option<Opened>, SqlError> {
        Ok(Some(opened))
    }

    /// Takes the next place for an experience where the transaction counts them itself; `None` where it does not.
    ///
    /// # Errors
    /// Those of the database.
    fn take_place(&mut self) -> Result<Option<i64>, SqlError> {
        Ok(None)
    }

    /// The curriculum of a person with this code, where it is remembered from a command before.
    fn known_curriculum(&self, _person: PersonId, _code: &CurriculumCode) -> Option<CurriculumId> {
        None
    }

    /// Notes what was found, for the commands that follow.
    fn remember_curriculum(&mut self, _person: PersonId, _code: &CurriculumCode, _id: CurriculumId) {}

    /// Notes that this command deletes personal data, so that after its commit the database leaves no copy of
    /// it behind that it could still remove (`DESIGN.md §2`).
    fn deletes_personal_data(&mut self);
}
