//! One running server.

use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::http;
use crate::run::line;

/// Longer than any of them takes to start or to end.
const PATIENCE: Duration = Duration::from_mins(1);

/// Between two looks whether it takes requests.
const PAUSE: Duration = Duration::from_millis(2);

/// A server and the processes that it started. They end with this.
#[derive(Debug)]
pub(super) struct Server {
    child: Child,
    /// Where it listens: `127.0.0.1:40123`.
    pub(super) address: String,
    /// How long it took until it answered its first request.
    pub(super) started_in: Duration,
}

impl Server {
    /// Starts a server that is told an address by what is made of it here; it takes requests once this path answers.
    /// What it prints goes into a file of the folder.
    pub(super) fn start(
        folder: &Path,
        ready: &str,
        command: impl FnOnce(&str) -> Command,
    ) -> Result<Self, String> {
        let address = free_address()?;
        let mut command = command(&address);
        let log = folder.join("log");
        let file = File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
        let again = file.try_clone().map_err(|error| format!("{}: {error}", log.display()))?;
        command.process_group(0).stdin(Stdio::null()).stdout(file).stderr(again);
        let began = Instant::now();
        let child =
            command.spawn().map_err(|error| format!("`{}` did not start: {error}", line(&command)))?;
        let mut server = Self { child, address, started_in: Duration::ZERO };
        let url = server.url(ready);
        while !http::answers(&url) {
            let over = server.child.try_wait().is_ok_and(|status| status.is_some());
            if over || began.elapsed() > PATIENCE {
                let told = fs::read_to_string(&log).unwrap_or_default();
                return Err(format!("`{}` takes no requests: {told}", line(&command)));
            }
            sleep(PAUSE);
        }
        server.started_in = began.elapsed();
        Ok(server)
    }

    /// The URL of a path on it.
    pub(super) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Asks it to end, and waits for that.
    pub(super) fn stop(mut self) -> Result<(), String> {
        self.signal("TERM");
        let began = Instant::now();
        while self.child.try_wait().is_ok_and(|status| status.is_none()) {
            if began.elapsed() > PATIENCE {
                return Err("a server did not end".to_owned());
            }
            sleep(PAUSE);
        }
        Ok(())
    }

    /// Lines of `/proc/PID/status` such as `VmHWM`, in KiB.
    pub(super) fn memory(&self, name: &str) -> Result<u64, String> {
        let file = PathBuf::from(format!("/proc/{}/status", self.child.id()));
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        number.ok_or_else(|| format!("{}: no {name}", file.display()))
    }

    /// Sends a signal to it and to what it started.
    fn signal(&self, name: &str) {
        let group = format!("-{}", self.child.id());
        let mut kill = Command::new("kill");
        // Where nothing is left, there is nothing to do.
        drop(kill.args(["-s", name, "--", &group]).stderr(Stdio::null()).status());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // What ended was waited for, and its number may be somebody else's by now.
        if self.child.try_wait().is_ok_and(|status| status.is_none()) {
            self.signal("KILL");
            drop(self.child.wait());
        }
    }
}

/// An address on which nobody listens.
fn free_address() -> Result<String, String> {
    let address = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    address.map(|address| address.to_string()).map_err(|error| format!("no free port: {error}"))
}
