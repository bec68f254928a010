//! The PostgreSQL server that the measurements have to themselves, and databases in it.

use std::cell::{Cell, RefCell};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::rc::Rc;

use super::ground::Ground;

/// The server. It ends with this.
pub(super) struct Database {
    keeper: Rc<Keeper>,
    made: Cell<u32>,
}

/// One database. It is dropped with this.
pub(super) struct Made {
    keeper: Rc<Keeper>,
    name: String,
}

struct Keeper {
    child: Child,
    /// It ends the keeper when it is closed.
    input: RefCell<Option<ChildStdin>>,
    output: RefCell<BufReader<ChildStdout>>,
    /// Host and port in a URL.
    host: String,
}

impl Database {
    /// Starts it.
    pub(super) fn start(ground: &Ground) -> Result<Self, String> {
        let told = |error: std::io::Error| format!("the keeper of PostgreSQL: {error}");
        let mut command = Command::new(&ground.bench);
        command.arg("postgres").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(told)?;
        let input = child.stdin.take().ok_or("the keeper of PostgreSQL has no input")?;
        let output = child.stdout.take().ok_or("the keeper of PostgreSQL has no output")?;
        let mut output = BufReader::new(output);
        let mut host = String::new();
        output.read_line(&mut host).map_err(told)?;
        let host = host.trim().to_owned();
        if host.is_empty() {
            return Err("PostgreSQL did not start".to_owned());
        }
        let (input, output) = (RefCell::new(Some(input)), RefCell::new(output));
        let keeper = Keeper { child, input, output, host };
        keeper.make_segments()?;
        Ok(Self { keeper: Rc::new(keeper), made: Cell::new(0) })
    }

    /// Makes an empty database.
    pub(super) fn empty(&self) -> Result<Made, String> {
        self.make("template1")
    }

    /// Makes a copy of one, to which nobody may be connected.
    pub(super) fn copy(&self, of: &Made) -> Result<Made, String> {
        self.make(&of.name)
    }

    /// What it says of its version.
    pub(super) fn version(&self) -> Result<String, String> {
        self.keeper.ask("show server_version")
    }

    fn make(&self, template: &str) -> Result<Made, String> {
        self.made.set(self.made.get() + 1);
        let name = format!("bench_{}", self.made.get());
        self.keeper.ask(&format!("create database {name} template {template}"))?;
        // What that left to do, it does now, and not in the middle of a measurement.
        self.keeper.ask("checkpoint")?;
        Ok(Made { keeper: Rc::clone(&self.keeper), name })
    }
}

impl Made {
    /// Where it is.
    pub(super) fn url(&self) -> String {
        format!("postgres://tenure@{}/{}?sslmode=disable", self.keeper.host, self.name)
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        // It all goes with the server anyway.
        drop(self.keeper.ask(&format!("drop database if exists {} with (force)", self.name)));
    }
}

/// How many segments of 16 MB its write-ahead log keeps for use again: `min_wal_size`.
const SEGMENTS: usize = 64;

impl Keeper {
    /// Has it make the segments of its log, as a server has that has run for a while: what is measured is not its first hour.
    fn make_segments(&self) -> Result<(), String> {
        for _ in 0..SEGMENTS {
            // Something has to be in a segment before there is another one.
            self.ask("select pg_logical_emit_message(false, 'bench', '') is null, pg_switch_wal()")?;
        }
        self.ask("checkpoint").map(drop)
    }

    fn ask(&self, statement: &str) -> Result<String, String> {
        let told = |error: std::io::Error| format!("`{statement}`: {error}");
        let mut input = self.input.borrow_mut();
        writeln!(input.as_mut().ok_or("the keeper of PostgreSQL ended")?, "{statement}").map_err(told)?;
        let mut answer = String::new();
        let read = self.output.borrow_mut().read_line(&mut answer).map_err(told)?;
        if read == 0 { Err(format!("`{statement}` was not done")) } else { Ok(answer.trim().to_owned()) }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.input.take());
        drop(self.child.wait());
    }
}
