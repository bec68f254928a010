//! The configuration: a flag counts more than a variable of the environment, that more than the file, that more
//! than the default. Whatever is unknown or wrong is refused by name and place.

mod fault;
mod file;
mod given;
mod key;
mod value;

#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::SignedDuration;
use server::{ConnectionLimits, PublicUrl, Rates, Relay, SignInLimits};
use store::PostgresUrl;

pub use fault::{Fault, Faults};
pub use given::{CONFIG, Given, Origin, Values};
pub use key::Key;
pub use value::{Level, LogFormat};

/// A whole configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The server's address outside; `None` takes the address on which it listens, then loopback.
    pub public_url: Option<PublicUrl>,
    /// Where the database is.
    pub database: Database,
    /// The folder of replacement dictionaries.
    pub dictionaries: Option<PathBuf>,
    /// How long a partner's access token lives.
    pub partner_token_life: SignedDuration,
    /// How long a submission's tombstone answers.
    pub tombstone_life: SignedDuration,
    /// The proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// How often somebody may ask for sign-in codes, and enter wrong ones.
    pub sign_in_limits: SignInLimits,
    /// How often clients and sources may ask.
    pub rates: Rates,
    /// The policy file under which records are reconciled; `None` takes the shipped one.
    pub policy: Option<PathBuf>,
    /// How mail leaves.
    pub relay: Option<Relay>,
    /// How many connections there may be, and how long each may keep the server waiting.
    pub connections: ConnectionLimits,
    /// How the program ends.
    pub stop: StopTimes,
    /// Where Prometheus reads the metrics.
    pub metrics: Option<SocketAddr>,
    /// How the program logs.
    pub log: Log,
}

/// Where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// A SQLite file in this folder.
    Folder(PathBuf),
    /// A PostgreSQL database.
    Postgres(Box<PostgresUrl>),
}

/// How the program ends after a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StopTimes {
    /// How long it takes requests on and says that it is not ready.
    pub notice: Duration,
    /// How long requests that were taken may take after that.
    pub deadline: Duration,
}

impl Default for StopTimes {
    fn default() -> Self {
        Self { notice: Duration::ZERO, deadline: Duration::from_secs(30) }
    }
}

/// How the program logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Log {
    /// In which form.
    pub format: LogFormat,
    /// How much.
    pub level: Level,
}

/// Where the values of a configuration may stand.
#[derive(Debug, Default)]
pub struct Places {
    /// What the flags say.
    pub flags: Values,
    /// The variables of the environment, those of other programs included.
    pub environment: Vec<(OsString, OsString)>,
    /// The configuration file.
    pub file: Option<PathBuf>,
}

impl Config {
    /// Reads the whole configuration.
    ///
    /// # Errors
    /// [`Faults`]: everything that is wrong with it.
    pub fn gather(places: Places) -> Result<Self, Faults> {
        let mut faults = Vec::new();
        let values = given(places, &mut faults);
        match value::config(&values, &mut faults) {
            Some(config) if faults.is_empty() => Ok(config),
            _ => Err(Faults(faults)),
        }
    }

    /// Reads only where the database is. Unknown keys are refused all the same.
    ///
    /// # Errors
    /// [`Faults`]: everything that is wrong with the names in it, and with the database's URL.
    pub fn database_alone(places: Places) -> Result<Database, Faults> {
        let mut faults = Vec::new();
        let values = given(places, &mut faults);
        match value::database(&values, &mut faults) {
            Some(database) if faults.is_empty() => Ok(database),
            _ => Err(Faults(faults)),
        }
    }

    /// The SQLite file in a data folder.
    pub fn file_in(data: &Path) -> PathBuf {
        data.join("tenure.sqlite3")
    }
}

/// What was given for each key, the most weighty word alone.
fn given(places: Places, faults: &mut Vec<Fault>) -> Values {
    let mut values = places.file.map(|path| file::read(&path, faults)).unwrap_or_default();
    values.extend(given::of_environment(places.environment, faults));
    values.extend(places.flags);
    values
}
