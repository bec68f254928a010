//! Why there is no database to work with, and what an operator can do about it.

use std::error::Error as _;
use std::io;

use deadpool_postgres::PoolError;
use rustls::CertificateError;
use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

use super::connect::no_connection;
use super::errors;
use crate::OpenError;

/// What stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Obstacle {
    reason: String,
    todo: &'static str,
}

impl Obstacle {
    pub(super) fn new(reason: impl Into<String>, todo: &'static str) -> Self {
        Self { reason: reason.into(), todo }
    }

    /// With the database that it is about.
    pub(super) fn at(self, place: &str) -> OpenError {
        OpenError::Unreachable { place: place.to_owned(), reason: self.reason, todo: self.todo }
    }
}

impl From<&Error> for Obstacle {
    fn from(error: &Error) -> Self {
        let words = errors::words(error);
        if let Some(state) = error.code() {
            return Self::new(words, of_state(state));
        }
        let todo = certificate(error).map(of_certificate).or_else(|| system(error).map(of_system));
        let todo = todo.unwrap_or_else(|| of_words(&words));
        Self::new(words, todo)
    }
}

impl From<&PoolError> for Obstacle {
    fn from(error: &PoolError) -> Self {
        match error {
            PoolError::Backend(error) => error.into(),
            other => Self::new(no_connection(other).to_string(), LOOK),
        }
    }
}

const LOOK: &str = "look whether the server runs, and whether the URL names its host and port";
const PASSWORD: &str = "put the right user and password into the URL, or the password into the file that passfile \
    names";
const AUTHORITY: &str = "if it is the right server, name the file of the authority that signed its certificate with \
    sslrootcert=FILE";

fn of_state(state: &SqlState) -> &'static str {
    if *state == SqlState::INVALID_PASSWORD {
        PASSWORD
    } else if *state == SqlState::INVALID_AUTHORIZATION_SPECIFICATION {
        "look whether the server has this user, and whether its pg_hba.conf lets the user in from this machine"
    } else if *state == SqlState::INVALID_CATALOG_NAME {
        "make the database first (createdb --owner USER NAME), or correct its name in the URL; its tables are made \
         by this program"
    } else if *state == SqlState::INSUFFICIENT_PRIVILEGE {
        "make the user of the URL the owner of the database (alter database NAME owner to USER)"
    } else if *state == SqlState::TOO_MANY_CONNECTIONS {
        "raise the server's max_connections, or give every node a smaller pool_size in its URL"
    } else if *state == SqlState::CANNOT_CONNECT_NOW {
        "the server is starting or stopping: try again in a moment"
    } else {
        "look into the log of the database server"
    }
}

fn of_certificate(error: &CertificateError) -> &'static str {
    match error {
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "the server's certificate bears another name: use that name in the URL, or have a certificate made for \
             this one"
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "renew the server's certificate, or set this machine's clock right"
        }
        _ => AUTHORITY,
    }
}

fn of_system(error: &io::Error) -> &'static str {
    match error.kind() {
        // Said by the client library where it looked for a server that takes writes.
        io::ErrorKind::PermissionDenied if error.raw_os_error().is_none() => {
            "none of the servers in the URL takes writes: promote one of them, or name the one that does"
        }
        io::ErrorKind::PermissionDenied => "let this program's user into the folder of the server's socket",
        _ => LOOK,
    }
}

/// What the libraries tell by words alone.
fn of_words(words: &str) -> &'static str {
    if words.contains("password missing") {
        "the server wants a password: put it into the URL, or into the file that passfile names"
    } else if words.contains("does not support TLS") {
        "turn ssl on at the server, or, where nobody can stand in between, say sslmode=disable"
    } else {
        LOOK
    }
}

fn certificate(error: &Error) -> Option<&CertificateError> {
    let handshake = system(error)?.get_ref()?;
    match handshake.downcast_ref::<rustls::Error>()? {
        rustls::Error::InvalidCertificate(error) => Some(error),
        _ => None,
    }
}

fn system(error: &Error) -> Option<&io::Error> {
    error.source()?.downcast_ref()
}
