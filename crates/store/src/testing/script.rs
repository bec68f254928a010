//! A shell script that keeps a server for as long as it is held.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ChildStdout, Command, Stdio};

/// A script that runs. Its standard input ends when this is dropped, or with this process, however that went; then the
/// script ends what it started, and leaves nothing.
#[derive(Debug)]
pub(super) struct Script {
    child: Child,
    output: BufReader<ChildStdout>,
    /// What it said once its server took connections.
    pub(super) said: String,
}

impl Script {
    /// Starts a script, and waits for its first line. As PostgreSQL and PgBouncer refuse to run for root, root runs it
    /// as the user `postgres`.
    pub(super) fn start(text: &str, arguments: &[&OsStr]) -> Self {
        let mut child = command().args(["-c", text, "script"]).args(arguments).spawn().expect("a shell");
        let mut said = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        output.read_line(&mut said).expect("what the shell says");
        if said.is_empty() {
            let mut told = String::new();
            let _unreadable = child.stderr.take().map(|mut errors| errors.read_to_string(&mut told));
            assert!(told.is_empty(), "the server did not start: {told}");
        }
        Self { child, output, said: said.trim().to_owned() }
    }

    /// Tells it something, and waits until it says that it was done.
    pub(super) fn say(&mut self, word: &str) {
        let input = self.child.stdin.as_mut().expect("its input");
        writeln!(input, "{word}").expect("a script that listens");
        let mut done = String::new();
        self.output.read_line(&mut done).expect("what the shell says");
        assert!(!done.is_empty(), "it ended");
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        drop(self.child.wait());
    }
}

fn command() -> Command {
    // The owner of the process's own folder tells who this is, without a call into the system's library.
    let root = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    let mut command = if root {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "sh"]);
        command
    } else {
        Command::new("sh")
    };
    // Ctrl-C is for the tests; the script notices their end.
    command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}
