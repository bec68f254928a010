//! Connections: TLS, and the pool that commands and queries take them from.

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{
    Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime, StatementCache, TimeoutType,
};
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::Client;
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::errors::{self, Constraint};
use super::options::PreparedStatements;
use super::session::{PostgresStatements, Prepared};
use super::url::PostgresUrl;
use crate::sql::SqlError;

/// How long a query or a batch waits for a free connection.
const WAIT: Duration = Duration::from_secs(5);

/// How long making a connection may take, over all hosts.
const CREATE: Duration = Duration::from_secs(20);

/// A store's connections, and how statements are prepared on them.
#[derive(Clone)]
pub(super) struct Connections {
    pool: Pool,
    prepared: PreparedStatements,
}

impl Connections {
    /// Makes the pool. No connection is opened yet.
    pub(super) fn to(url: &PostgresUrl) -> Result<Self, String> {
        Ok(Self { pool: pool(url)?, prepared: url.options().prepared_statements })
    }

    /// Takes a connection, or waits for a free one.
    pub(super) async fn get(&self) -> Result<Object, PoolError> {
        self.pool.get().await
    }

    /// A connection's statements, inside a transaction or outside.
    pub(super) fn statements<'a>(
        &self,
        client: &'a Client,
        cache: &'a StatementCache,
        constraint: Constraint,
    ) -> PostgresStatements<'a> {
        let prepared = match self.prepared {
            PreparedStatements::Named => Prepared::Named(cache),
            PreparedStatements::Unnamed => Prepared::Unnamed,
        };
        PostgresStatements { client, prepared, constraint }
    }

    /// Closes them; whoever wants one from now on is told so.
    pub(super) fn close(&self) {
        self.pool.close();
    }
}

fn pool(url: &PostgresUrl) -> Result<Pool, String> {
    let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let manager = Manager::from_config(url.config().clone(), tls(url)?, recycling);
    Pool::builder(manager)
        .max_size(url.options().pool_size.get())
        .wait_timeout(Some(WAIT))
        .create_timeout(Some(CREATE))
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|error| error.to_string())
}

/// TLS by the certificates that the machine trusts, or those of the variable `SSL_CERT_FILE`. The certificate and
/// the name of the server are always checked, with `sslmode=prefer` too.
fn tls(url: &PostgresUrl) -> Result<MakeRustlsConnect, String> {
    let mut roots = RootCertStore::empty();
    let mode = url.config().get_ssl_mode();
    if mode != SslMode::Disable {
        let found = rustls_native_certs::load_native_certs();
        roots.add_parsable_certificates(found.certs);
        if roots.is_empty() && mode == SslMode::Require {
            return Err(
                "sslmode=require, and this machine trusts no certificates; install ca-certificates, or name \
                        a file of them with SSL_CERT_FILE"
                    .to_owned(),
            );
        }
    }
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// Why there is no connection.
pub(super) fn no_connection(error: &PoolError) -> SqlError {
    SqlError::Unavailable(match error {
        PoolError::Timeout(TimeoutType::Wait) => "no connection became free in time".to_owned(),
        PoolError::Timeout(_) => "no server accepted a connection in time".to_owned(),
        PoolError::Backend(error) => errors::words(error),
        PoolError::Closed => super::CLOSING.to_owned(),
        PoolError::NoRuntimeSpecified | PoolError::PostCreateHook(_) => error.to_string(),
    })
}
