//! A `tenure` that serves while something else is run against it.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

/// What a demo says once it is ready.
pub(crate) const READY: &str = "All of these credentials";

/// What a server says once it listens, before its address.
pub(crate) const LISTENING: &str = "listening on ";

/// A program that goes on until this is dropped.
pub(crate) struct Running {
    child: Child,
    /// Kept open, so that the program can go on printing.
    out: BufReader<ChildStdout>,
    log: PathBuf,
}

impl Running {
    /// Starts a program that writes its log to a file.
    pub(crate) fn start(command: &mut Command, log: PathBuf) -> Result<Self, String> {
        let broken = |error| format!("{}: {error}", log.display());
        let file = File::create(&log).map_err(broken)?;
        let mut child = command.stdout(Stdio::piped()).stderr(file).spawn().map_err(broken)?;
        let out = child.stdout.take().ok_or_else(|| "the program has no output".to_owned())?;
        Ok(Self { child, out: BufReader::new(out), log })
    }

    /// Waits for a line that begins like this; gives the rest of it.
    pub(crate) fn says(&mut self, beginning: &str) -> Result<String, String> {
        let mut line = String::new();
        loop {
            line.clear();
            if !self.out.read_line(&mut line).is_ok_and(|read| read > 0) {
                let log = fs::read_to_string(&self.log).unwrap_or_default();
                return Err(format!("tenure ended before it was ready: {log}"));
            }
            if let Some(rest) = line.strip_prefix(beginning) {
                return Ok(rest.trim().to_owned());
            }
        }
    }

    /// Ends it at once.
    pub(crate) fn kill(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}
