//! A server that runs until a signal, finishes what it accepted, and leaves.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use server::App;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::oneshot;
use tokio::task::{JoinError, JoinHandle};

use crate::output::say;
use crate::problem::Problem;

/// How long requests that were accepted have to finish.
const DEADLINE: Duration = Duration::from_secs(30);

/// Takes an address to listen on.
///
/// # Errors
/// [`Problem::Taken`] or [`Problem::Listen`].
pub async fn listen(address: SocketAddr) -> Result<TcpListener, Problem> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Problem::Taken(address),
        _ => Problem::Listen { address, error },
    })
}

/// The signals that end the program: Ctrl-C and SIGTERM.
pub struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    /// Begins to listen for them.
    ///
    /// # Errors
    /// [`Problem::System`].
    pub fn listen() -> Result<Self, Problem> {
        let listen = |kind| {
            let what = "cannot listen for signals";
            signal(kind).map_err(|error| Problem::System { what, error })
        };
        Ok(Self { interrupt: listen(SignalKind::interrupt())?, terminate: listen(SignalKind::terminate())? })
    }

    /// Waits for the next one.
    pub async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// A server that runs.
pub struct Serving {
    app: App,
    task: JoinHandle<io::Result<()>>,
    stop: oneshot::Sender<()>,
}

impl Serving {
    /// Begins to serve, and says where.
    ///
    /// # Errors
    /// [`Problem::System`].
    pub fn begin(app: App, listener: TcpListener) -> Result<Self, Problem> {
        let what = "cannot tell the address that is listened on";
        let address = listener.local_addr().map_err(|error| Problem::System { what, error })?;
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(server::serve(app.clone(), listener, async { drop(stopped.await) }));
        say(format!("listening on http://{address}"));
        Ok(Self { app, task, stop })
    }

    /// Waits for a signal, then stops.
    ///
    /// # Errors
    /// [`Problem::Ended`], [`Problem::Deadline`] or [`Problem::Impatience`].
    pub async fn until_stopped(mut self, mut signals: Signals) -> Result<(), Problem> {
        let ended = tokio::select! {
            () = signals.next() => None,
            ended = &mut self.task => Some(ended),
        };
        match ended {
            None => self.stop(signals).await,
            Some(ended) => {
                close(self.app).await;
                of_task(ended)?;
                Err(Problem::Ended("nobody asked it to".to_owned()))
            }
        }
    }

    /// Lets accepted requests finish, and lets go of the database.
    ///
    /// # Errors
    /// [`Problem::Ended`], [`Problem::Deadline`] or [`Problem::Impatience`].
    pub async fn stop(self, mut signals: Signals) -> Result<(), Problem> {
        let Self { app, mut task, stop } = self;
        say("stopping: what was accepted is being finished");
        drop(stop);
        let result = tokio::select! {
            ended = &mut task => of_task(ended),
            () = tokio::time::sleep(DEADLINE) => Err(Problem::Deadline(DEADLINE.as_secs())),
            () = signals.next() => Err(Problem::Impatience),
        };
        close(app).await;
        if result.is_ok() {
            say("stopped");
        }
        result
    }
}

fn of_task(ended: Result<io::Result<()>, JoinError>) -> Result<(), Problem> {
    let ended = ended.map_err(|error| Problem::Ended(error.to_string()))?;
    ended.map_err(|error| Problem::Ended(error.to_string()))
}

/// Ends the threads of the store, which may wait for a last commit.
async fn close(app: App) {
    drop(tokio::task::spawn_blocking(move || app.store.close()).await);
}
