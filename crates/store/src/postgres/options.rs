//! The options of a database's URL that are this program's own: they are taken out before the driver reads it, and the
//! server never hears of them.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use percent_encoding::percent_decode_str;
use tokio_postgres::config::SslMode as DriversSslMode;

use super::url::PostgresUrlError;

/// Whether connections are secret (`sslmode`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum SslMode {
    /// They are not.
    Disable,
    /// They are where the server can, whatever certificate it shows.
    #[default]
    Prefer,
    /// They are, with a certificate that bears the host's name and is signed by somebody trusted (`require` and
    /// `verify-full`, which PostgreSQL's own programs tell apart).
    Require(Trust),
}

impl SslMode {
    pub(super) fn of_driver(&self) -> DriversSslMode {
        match self {
            Self::Disable => DriversSslMode::Disable,
            Self::Prefer => DriversSslMode::Prefer,
            Self::Require(_) => DriversSslMode::Require,
        }
    }
}

/// Who may sign a server's certificate (`sslrootcert`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trust {
    /// Whom the machine trusts, or who stands in the file that the variable `SSL_CERT_FILE` names.
    Machine,
    /// Who stands in this file, in PEM form, and nobody else.
    File(PathBuf),
}

/// How statements are prepared (`prepared_statements`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum PreparedStatements {
    /// Once for each connection, by name.
    #[default]
    Named,
    /// Anew each time and without a name: nothing of a session outlives its transaction, as a PgBouncer wants it that
    /// hands out connections by the transaction.
    Unnamed,
}

/// How many connections one store has open at the most, unless the URL says otherwise. One of them writes.
const CONNECTIONS: NonZeroUsize = NonZeroUsize::new(16).expect("not zero");

/// More connections than this are a slip of the pen.
const CONNECTIONS_MOST: usize = 1000;

/// The options.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Options {
    pub(super) prepared_statements: PreparedStatements,
    /// How many connections the store has open at the most (`pool_size`).
    pub(super) pool_size: NonZeroUsize,
    pub(super) ssl_mode: SslMode,
    /// The file of the password (`passfile`).
    pub(super) password_file: Option<PathBuf>,
}

/// Options as they stand in a query, before they are held against each other.
#[derive(Default)]
struct Sent {
    prepared_statements: PreparedStatements,
    pool_size: Option<NonZeroUsize>,
    ssl_mode: Option<SslMode>,
    trust: Option<Trust>,
    password_file: Option<PathBuf>,
}

impl Options {
    /// Takes the options out of a URL. What is left is for the driver.
    pub(super) fn take(url: &str) -> Result<(Self, String), PostgresUrlError> {
        let mut sent = Sent::default();
        // A password before the first @ may hold a question mark.
        let after_password = url.find('@').unwrap_or(0);
        let Some(query) = url.get(after_password..).and_then(|rest| rest.find('?')) else {
            return Ok((sent.judge()?, url.to_owned()));
        };
        let (place, query) = url.split_at(after_password + query);
        let mut theirs = place.to_owned();
        for pair in query.trim_start_matches('?').split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if !sent.take(name, value)? {
                theirs.push(if theirs.len() == place.len() { '?' } else { '&' });
                theirs.push_str(pair);
            }
        }
        Ok((sent.judge()?, theirs))
    }
}

impl Sent {
    /// Takes an option, if it is one of these.
    fn take(&mut self, name: &str, value: &str) -> Result<bool, PostgresUrlError> {
        match name {
            "prepared_statements" => self.prepared_statements = prepared_statements(value)?,
            "pool_size" => self.pool_size = Some(pool_size(value)?),
            "sslmode" => self.ssl_mode = Some(ssl_mode(value)?),
            "sslrootcert" if value == "system" => self.trust = Some(Trust::Machine),
            "sslrootcert" => self.trust = Some(Trust::File(path(value)?)),
            "passfile" => self.password_file = Some(path(value)?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Naming trusted certificates is asking for one.
    fn judge(self) -> Result<Options, PostgresUrlError> {
        let ssl_mode = match (self.ssl_mode, self.trust) {
            (None | Some(SslMode::Require(_)), Some(trust)) => SslMode::Require(trust),
            (Some(SslMode::Disable | SslMode::Prefer), Some(_)) => return Err(PostgresUrlError::SslRootCert),
            (mode, None) => mode.unwrap_or_default(),
        };
        Ok(Options {
            prepared_statements: self.prepared_statements,
            pool_size: self.pool_size.unwrap_or(CONNECTIONS),
            ssl_mode,
            password_file: self.password_file,
        })
    }
}

fn ssl_mode(value: &str) -> Result<SslMode, PostgresUrlError> {
    match value {
        "disable" => Ok(SslMode::Disable),
        "prefer" => Ok(SslMode::Prefer),
        "require" | "verify-full" => Ok(SslMode::Require(Trust::Machine)),
        _ => Err(PostgresUrlError::SslMode),
    }
}

fn path(value: &str) -> Result<PathBuf, PostgresUrlError> {
    let path = percent_decode_str(value).decode_utf8().map_err(|_| PostgresUrlError::Form)?;
    if path.is_empty() { Err(PostgresUrlError::Form) } else { Ok(PathBuf::from(path.into_owned())) }
}

fn prepared_statements(value: &str) -> Result<PreparedStatements, PostgresUrlError> {
    match value {
        "named" => Ok(PreparedStatements::Named),
        "unnamed" => Ok(PreparedStatements::Unnamed),
        _ => Err(PostgresUrlError::PreparedStatements),
    }
}

fn pool_size(value: &str) -> Result<NonZeroUsize, PostgresUrlError> {
    let size = value.parse().ok().filter(|size: &NonZeroUsize| size.get() <= CONNECTIONS_MOST);
    // A migration needs a connection beside the one that holds its lock.
    size.filter(|size| size.get() >= 2).ok_or(PostgresUrlError::PoolSize)
}
