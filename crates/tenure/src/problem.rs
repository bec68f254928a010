//! Why the program ends without having done what it was asked to: what, where, and what to do.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use career::dictionary::Fault;
use career::reconciliation::policy::PolicyFault;

use crate::config::Faults;

/// Why the program ends. Unless it says otherwise, nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The configuration is wrong.
    #[error(transparent)]
    Configuration(#[from] Faults),
    /// People could not sign in.
    #[error(
        "outside demo mode a mail relay is needed, for people sign in with codes that come by mail: [mail] relay = \
         \"smtp://HOST:PORT\" (or --mail-relay, or TENURE_MAIL_RELAY). To try Tenure without one: tenure demo"
    )]
    NoRelay,
    /// Mail could not leave.
    #[error("[mail]: {0}")]
    Mail(#[from] server::MailError),
    /// The operator's dictionaries are wrong.
    #[error("the dictionaries in {folder} are refused:{faults}", folder = folder.display(), faults = lines(faults))]
    Dictionaries {
        /// Where they are.
        folder: PathBuf,
        /// What is wrong with them.
        faults: Vec<Fault>,
    },
    /// A reconciliation policy is wrong.
    #[error("{name} {fault}; docs/reconciliation.md explains every key")]
    Policy {
        /// Its file.
        name: String,
        /// What is wrong with it, with line and key.
        fault: PolicyFault,
    },
    /// A folder or a file cannot be used.
    #[error("{path}: {what}: {error}; {todo}", path = path.display())]
    Path {
        /// Which.
        path: PathBuf,
        /// What did not work.
        what: &'static str,
        /// What the system says.
        error: io::Error,
        /// What to do about it.
        todo: &'static str,
    },
    /// The folder is not one that this command may use.
    #[error("{path}: {words}", path = path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why, and what to do.
        words: String,
    },
    /// The database server is not one that can be used.
    #[error("{place}: {words}")]
    Server {
        /// Its URL, without user and password.
        place: String,
        /// Why, and what to do.
        words: String,
    },
    /// The address is taken.
    #[error(
        "{address}: something else listens on this address already; stop it, or choose another address with {flag}"
    )]
    Taken {
        /// Which.
        address: SocketAddr,
        /// The flag that names it.
        flag: &'static str,
    },
    /// The address cannot be used.
    #[error("{address}: cannot listen on this address: {error}; choose another with {flag}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// The flag that names it.
        flag: &'static str,
        /// What the system says.
        error: io::Error,
    },
    /// A running server is not ready, or there is none.
    #[error("{address}: the server is not ready: {words}")]
    NotReady {
        /// Where it was asked.
        address: SocketAddr,
        /// What it said, or why it said nothing.
        words: String,
    },
    /// The demo would be open to others.
    #[error(
        "{0}: the demo listens on loopback only, for it shows its mail, sign-in codes included, to everybody who can \
         reach it; if that is what you want, add --expose"
    )]
    Exposed(SocketAddr),
    /// The demo's links would lead nowhere.
    #[error(
        "{0}: the demo's links lead to plain http on loopback, where nobody would listen; give a loopback address, or \
         0.0.0.0 with --expose"
    )]
    NotLoopback(SocketAddr),
    /// The store cannot be opened.
    #[error(transparent)]
    Open(#[from] store::OpenError),
    /// Not everything was taken over.
    #[error("{0}")]
    Transfer(store::transfer::TransferError),
    /// The store has no answer.
    #[error(transparent)]
    Store(#[from] store::Failure),
    /// An argument is not what it should be.
    #[error("{0}")]
    Argument(String),
    /// The system refuses something that it hardly ever does.
    #[error("{what}: {error}")]
    System {
        /// What.
        what: &'static str,
        /// What it says.
        error: io::Error,
    },
    /// The doctor found something.
    #[error("{0} of these must be mended before the server can do what it promises")]
    Broken(usize),
    /// The server ended by itself.
    #[error("the server ended: {0}")]
    Ended(String),
    /// Requests took too long to finish.
    #[error("some requests were not finished within {0} s of the signal and were given up")]
    Deadline(f64),
    /// Somebody did not want to wait.
    #[error("left at once at the second signal, without waiting for the requests that were still running")]
    Impatience,
}

fn lines(faults: &[Fault]) -> String {
    faults.iter().fold(String::new(), |lines, fault| lines + "\n  " + &fault.to_string())
}

impl From<store::NotDone<std::convert::Infallible>> for Problem {
    fn from(not_done: store::NotDone<std::convert::Infallible>) -> Self {
        match not_done {
            store::NotDone::Failed(failure) => Self::Store(failure),
            store::NotDone::Refused(never) => match never {},
        }
    }
}
