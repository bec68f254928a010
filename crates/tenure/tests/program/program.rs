//! The binary as a child process. Nothing waits for a time to pass: only for lines, answers and ends.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

/// Longer than anything here takes, so that a hanging program ends a test with its reason.
const PATIENCE: Duration = Duration::from_mins(1);

/// The program with these arguments, in an environment that holds nothing of ours.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenure"));
    command.args(arguments).env_clear().stdin(Stdio::null());
    command
}

/// Runs the program to its end.
pub(crate) fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// Runs the program to its good end, and gives what it printed.
pub(crate) fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A running program.
pub(crate) struct Program {
    child: Child,
    lines: Receiver<String>,
    errors: Option<JoinHandle<String>>,
    /// Where it listens: `http://127.0.0.1:40123`.
    pub(crate) base_url: String,
}

impl Program {
    /// Starts a server, and waits until it says where it listens.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut child = command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            out.lines().map_while(Result::ok).try_for_each(|line| sender.send(line).ok());
        });
        let mut err = child.stderr.take().unwrap();
        let errors = std::thread::spawn(move || {
            let mut text = String::new();
            drop(err.read_to_string(&mut text));
            text
        });
        let base_url = String::new();
        let mut program = Self { child, lines, errors: Some(errors), base_url };
        let first = program.line();
        first
            .strip_prefix("listening on ")
            .unwrap_or_else(|| panic!("{first}"))
            .clone_into(&mut program.base_url);
        program
    }

    /// Starts a demo in a folder.
    pub(crate) fn demo(folder: &Path, more: &[&str]) -> Self {
        let folder = folder.to_str().unwrap();
        Self::start(&[&["demo", "--listen", "127.0.0.1:0", "--data", folder], more].concat())
    }

    /// Starts a demo without the samples in a folder of its own, and reads its `demo.json`.
    pub(crate) fn empty_demo() -> (Self, TempDir, Value) {
        let folder = TempDir::new().unwrap();
        let program = Self::demo(folder.path(), &["--empty"]);
        let demo = descriptor(folder.path());
        (program, folder, demo)
    }

    fn line(&mut self) -> String {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => line,
            Err(error) => panic!("no line came ({error}); on standard error: {}", self.give_up()),
        }
    }

    fn give_up(&mut self) -> String {
        drop(self.child.kill());
        self.errors.take().map(|errors| errors.join().unwrap()).unwrap_or_default()
    }

    /// Reads lines until one begins like this; gives all of them.
    pub(crate) fn until(&mut self, beginning: &str) -> String {
        let mut printed = String::new();
        loop {
            let line = self.line();
            printed.push_str(&line);
            printed.push('\n');
            if line.starts_with(beginning) {
                return printed;
            }
        }
    }

    /// Sends a signal, such as `INT`, with the shell's own `kill`, which is everywhere.
    pub(crate) fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Waits for its end; gives how it ended and what it said on standard error.
    pub(crate) fn end(mut self) -> (ExitStatus, String) {
        let status = self.child.wait().unwrap();
        let errors = self.errors.take().map(|errors| errors.join().unwrap());
        (status, errors.unwrap_or_default())
    }

    /// Asks it to end, and waits for its good end.
    pub(crate) fn stop(self) {
        self.signal("TERM");
        let (status, errors) = self.end();
        assert!(status.success(), "{status}: {errors}");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// What stands in a demo's `demo.json`.
pub(crate) fn descriptor(folder: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join("demo.json")).unwrap()).unwrap()
}

/// A text in a JSON value, by its pointer.
pub(crate) fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no {pointer} in {value}"))
}
