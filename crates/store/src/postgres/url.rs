//! Where a PostgreSQL database is, and how it is reached.

use std::fmt;
use std::str::FromStr as _;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, TargetSessionAttrs};

use super::options::Options;

/// How long one host may take to accept a connection, unless the URL says otherwise (`connect_timeout`).
const CONNECT: Duration = Duration::from_secs(5);

/// How long what was sent may stay without a sign of arrival before the connection counts as lost, unless the
/// URL says otherwise (`tcp_user_timeout`).
const UNANSWERED: Duration = Duration::from_secs(10);

/// After how much silence a connection is looked at, unless the URL says otherwise (`keepalives_idle`).
const SILENCE: Duration = Duration::from_secs(30);

/// What keeps silent for as long as this was not set by the URL.
const SILENCE_OF_THE_LIBRARY: Duration = Duration::from_hours(2);

/// The URL of a PostgreSQL database, read and completed. It is shown without user and password.
#[derive(Clone, PartialEq, Eq)]
pub struct PostgresUrl {
    config: Config,
    options: Options,
}

/// The URL is not understood. What stood in it is not shown, for it may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PostgresUrlError {
    /// It is no such URL, or has an option that there is not.
    #[error(
        "postgres://USER:PASSWORD@HOST:PORT/DATABASE is wanted, with several HOST:PORT separated by commas where \
         there are several servers, with %XX for what has a meaning of its own (@ : / ? # %), and after it only the \
         options that there are, such as ?sslmode=verify-full or &target_session_attrs=read-write"
    )]
    Form,
    /// The option `prepared_statements`.
    #[error("its option prepared_statements is named, or unnamed (for a PgBouncer in transaction mode)")]
    PreparedStatements,
    /// The option `sslmode`.
    #[error(
        "its option sslmode is disable, prefer (TLS where the server has it, whatever its certificate), or \
         verify-full (its certificate must be trusted and bear the host's name; require is the same here)"
    )]
    SslMode,
    /// The option `sslrootcert` beside an `sslmode` that looks at no certificate.
    #[error(
        "its option sslrootcert names whom to trust, which sslmode=disable and prefer do not ask: say verify-full"
    )]
    SslRootCert,
    /// The option `pool_size`.
    #[error("its option pool_size is a number of connections from 2 to 1000")]
    PoolSize,
}

impl PostgresUrl {
    /// Reads a URL: `postgres://` or `postgresql://`, one or several hosts, the options of libpq that the client
    /// library has, `passfile`, `sslrootcert`, and ours: `pool_size` (connections, 16 unless said) and
    /// `prepared_statements` (`named` unless said; `unnamed` for a PgBouncer in transaction mode). With several hosts,
    /// the one that takes writes is meant. No file is read yet.
    ///
    /// # Errors
    /// [`PostgresUrlError`].
    pub fn parse(text: &str) -> Result<Self, PostgresUrlError> {
        if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
            return Err(PostgresUrlError::Form);
        }
        let (options, text) = Options::take(text)?;
        let mut config = Config::from_str(&text).map_err(|_| PostgresUrlError::Form)?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(PostgresUrlError::Form);
        }
        config.ssl_mode(options.ssl_mode.of_driver());
        complete(&mut config);
        Ok(Self { config, options })
    }

    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    pub(super) fn options(&self) -> &Options {
        &self.options
    }
}

fn complete(config: &mut Config) {
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT);
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(UNANSWERED);
    }
    if config.get_keepalives_idle() == SILENCE_OF_THE_LIBRARY {
        config.keepalives_idle(SILENCE);
    }
    if config.get_application_name().is_none() {
        config.application_name("tenure");
    }
    if config.get_hosts().len() > 1 && config.get_target_session_attrs() == TargetSessionAttrs::Any {
        config.target_session_attrs(TargetSessionAttrs::ReadWrite);
    }
}

impl fmt::Display for PostgresUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { config, .. } = self;
        let ports = config.get_ports();
        let hosts = config.get_hosts().iter().enumerate().map(|(index, host)| {
            let port = ports.get(index).or(ports.first()).map(|port| format!(":{port}")).unwrap_or_default();
            match host {
                Host::Tcp(name) => format!("{name}{port}"),
                Host::Unix(folder) => folder.display().to_string(),
            }
        });
        let mut hosts: Vec<String> = hosts.collect();
        if hosts.is_empty() {
            hosts.extend(config.get_hostaddrs().iter().map(ToString::to_string));
        }
        write!(formatter, "postgres://{}/{}", hosts.join(","), config.get_dbname().unwrap_or_default())
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postgres::options::{PreparedStatements, SslMode, Trust};

    #[test]
    fn a_url_is_shown_without_user_and_password() {
        let url =
            "postgres://anna:hunter2@db1,db2:5433/career?target_session_attrs=read-write&sslmode=require";
        let url = PostgresUrl::parse(url).unwrap();
        assert_eq!(url.to_string(), "postgres://db1:5432,db2:5433/career");
        assert_eq!(format!("{url:?}"), url.to_string());
        let socket = PostgresUrl::parse("postgresql://anna@%2Frun%2Fpostgresql/career").unwrap();
        assert_eq!(socket.to_string(), "postgres:///run/postgresql/career");
    }

    #[test]
    fn with_several_hosts_the_one_that_takes_writes_is_meant() {
        let attributes = |url| PostgresUrl::parse(url).unwrap().config().get_target_session_attrs();
        assert_eq!(attributes("postgres://a,b/c"), TargetSessionAttrs::ReadWrite);
        assert_eq!(attributes("postgres://a/c"), TargetSessionAttrs::Any);
    }

    #[test]
    fn our_own_options_are_taken_out_wherever_they_stand() {
        let parse = |query| PostgresUrl::parse(&format!("postgres://anna:a?b@h/d{query}")).unwrap();
        let plain = parse("?sslmode=disable&application_name=x@y");
        for query in [
            "?pool_size=3&sslmode=disable&application_name=x@y",
            "?sslmode=disable&prepared_statements=unnamed&application_name=x@y",
            "?sslmode=disable&application_name=x@y&pool_size=3",
        ] {
            assert_eq!(parse(query).config(), plain.config(), "{query}");
        }
        assert_eq!(plain.options().pool_size.get(), 16);
        assert_eq!(parse("?pool_size=3").options().pool_size.get(), 3);
        assert_eq!(plain.options().prepared_statements, PreparedStatements::Named);
        let unnamed = parse("?prepared_statements=unnamed").options().prepared_statements;
        assert_eq!(unnamed, PreparedStatements::Unnamed);
        for (wrong, words) in [
            ("prepared_statements=none", "named, or unnamed"),
            ("pool_size=1", "from 2 to 1000"),
            ("pool_size=1001", "from 2 to 1000"),
            ("pool_size", "from 2 to 1000"),
            ("sslmode=verify-ca", "verify-full"),
            ("sslmode=prefer&sslrootcert=a.pem", "say verify-full"),
            ("passfile=", "postgres://USER"),
        ] {
            let told = PostgresUrl::parse(&format!("postgres://h/d?{wrong}")).unwrap_err().to_string();
            assert!(told.contains(words), "{told}");
        }
    }

    #[test]
    fn a_certificate_is_looked_at_where_it_could_be_asked_for() {
        let mode = |query: &str| {
            let url = PostgresUrl::parse(&format!("postgres://h/d{query}")).unwrap();
            assert_eq!(url.config().get_ssl_mode(), url.options().ssl_mode.of_driver());
            url.options().ssl_mode.clone()
        };
        let file = || SslMode::Require(Trust::File("/etc/my ca.pem".into()));
        assert_eq!(mode(""), SslMode::Prefer);
        assert_eq!(mode("?sslmode=disable"), SslMode::Disable);
        assert_eq!(mode("?sslmode=require"), SslMode::Require(Trust::Machine));
        assert_eq!(mode("?sslmode=verify-full&sslrootcert=system"), SslMode::Require(Trust::Machine));
        assert_eq!(mode("?sslmode=require&sslrootcert=%2Fetc%2Fmy%20ca.pem"), file());
        assert_eq!(mode("?sslrootcert=/etc/my%20ca.pem"), file());
    }

    #[test]
    fn what_is_not_understood_is_not_shown() {
        for wrong in [
            "mysql://u:hunter2@h/d",
            "postgres://u:hunter2@h/d?hunter2=1",
            "host=h password=hunter2",
            "postgres:///d",
        ] {
            let told = PostgresUrl::parse(wrong).unwrap_err().to_string();
            assert!(told.contains("postgres://USER:PASSWORD@HOST:PORT/DATABASE"), "{told}");
            assert!(!told.contains("hunter2"), "{told}");
        }
    }
}
