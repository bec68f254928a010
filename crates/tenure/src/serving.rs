//! A server that runs until a signal, finishes what it accepted, and leaves.

use std::io;
use std::net::SocketAddr;
use std::path::Path;

use server::App;
use tokio::net::{TcpListener, TcpSocket};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::oneshot;
use tokio::task::{JoinError, JoinHandle};

use crate::config::StopTimes;
use crate::dictionaries;
use crate::output::say;
use crate::problem::Problem;

/// How many connections may wait until they are taken; the system has a limit of its own. What finds no room is sent
/// again a second later, so a burst of connections is better kept.
const WAITING: u32 = 4096;

/// Takes an address to listen on, which this flag names.
///
/// # Errors
/// [`Problem::Taken`] or [`Problem::Listen`].
pub fn listen(address: SocketAddr, flag: &'static str) -> Result<TcpListener, Problem> {
    try_listen(address).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Problem::Taken { address, flag },
        _ => Problem::Listen { address, flag, error },
    })
}

fn try_listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // As after a restart: connections of the last run may still be ending.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(WAITING)
}

/// The signals that the program listens to: Ctrl-C and SIGTERM end it, SIGHUP has it read its dictionaries again.
pub struct Signals {
    interrupt: Signal,
    terminate: Signal,
    hangup: Signal,
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
        Ok(Self {
            interrupt: listen(SignalKind::interrupt())?,
            terminate: listen(SignalKind::terminate())?,
            hangup: listen(SignalKind::hangup())?,
        })
    }

    /// Waits for the next one that ends the program.
    pub async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// What a running server heard.
enum Heard {
    /// To stop.
    Stop,
    /// To read the dictionaries again.
    Reload,
    /// The server ended by itself.
    Ended(Result<io::Result<()>, JoinError>),
}

impl Signals {
    async fn any(&mut self, task: &mut JoinHandle<io::Result<()>>) -> Heard {
        tokio::select! {
            _ = self.interrupt.recv() => Heard::Stop,
            _ = self.terminate.recv() => Heard::Stop,
            _ = self.hangup.recv() => Heard::Reload,
            ended = task => Heard::Ended(ended),
        }
    }
}

/// A server that runs.
pub struct Serving {
    app: App,
    task: JoinHandle<io::Result<()>>,
    stop: oneshot::Sender<()>,
    times: StopTimes,
}

impl Serving {
    /// Begins to serve, and says where.
    ///
    /// # Errors
    /// [`Problem::System`].
    pub fn begin(app: App, listener: TcpListener, times: StopTimes) -> Result<Self, Problem> {
        let address = address_of(&listener)?;
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(server::serve(app.clone(), listener, async { drop(stopped.await) }));
        say(format!("listening on http://{address}"));
        Ok(Self { app, task, stop, times })
    }

    /// Serves the metrics beside it, until the program ends, and says where.
    ///
    /// # Errors
    /// [`Problem::System`].
    pub fn with_metrics(self, listener: TcpListener) -> Result<Self, Problem> {
        let address = address_of(&listener)?;
        tokio::spawn(server::serve_metrics(self.app.clone(), listener));
        say(format!("metrics on http://{address}/metrics"));
        Ok(self)
    }

    /// Waits for a signal, then stops. SIGHUP reads the dictionaries of a folder again, if there is one, meanwhile
    /// dropping no request.
    ///
    /// # Errors
    /// [`Problem::Ended`], [`Problem::Deadline`] or [`Problem::Impatience`].
    pub async fn until_stopped(
        mut self,
        mut signals: Signals,
        dictionaries: Option<&Path>,
    ) -> Result<(), Problem> {
        let ended = loop {
            match signals.any(&mut self.task).await {
                Heard::Stop => break None,
                Heard::Ended(ended) => break Some(ended),
                Heard::Reload => reload(&self.app, dictionaries),
            }
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

    /// Says that it is not ready, then takes nothing more, lets accepted requests finish, and lets go of the database.
    ///
    /// # Errors
    /// [`Problem::Ended`], [`Problem::Deadline`] or [`Problem::Impatience`].
    pub async fn stop(self, mut signals: Signals) -> Result<(), Problem> {
        let Self { app, mut task, stop, times } = self;
        app.announce_end();
        let finishing = async {
            if !times.notice.is_zero() {
                say("stopping: not ready from now on, but requests are still taken");
                tokio::time::sleep(times.notice).await;
            }
            say("stopping: what was accepted is being finished");
            drop(stop);
            match tokio::time::timeout(times.deadline, &mut task).await {
                Ok(ended) => of_task(ended),
                Err(_) => Err(Problem::Deadline(times.deadline.as_secs_f64())),
            }
        };
        let result = tokio::select! {
            result = finishing => result,
            () = signals.next() => Err(Problem::Impatience),
        };
        close(app).await;
        if result.is_ok() {
            say("stopped");
        }
        result
    }
}

/// The address that a listener has.
///
/// # Errors
/// [`Problem::System`].
pub fn address_of(listener: &TcpListener) -> Result<SocketAddr, Problem> {
    let what = "cannot tell the address that is listened on";
    listener.local_addr().map_err(|error| Problem::System { what, error })
}

/// Puts the dictionaries of a folder in force as they are now. Where they are refused, the running set goes on.
fn reload(app: &App, folder: Option<&Path>) {
    match dictionaries::load(folder) {
        Ok(dictionaries) => {
            app.dictionaries.replace(dictionaries);
            tracing::info!("the dictionaries were read again");
        }
        Err(problem) => {
            tracing::error!(%problem, "the dictionaries were not read again; the running set goes on");
        }
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
