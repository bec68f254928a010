//! A load from many people at once, or on many servers: `bench spread`.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::ground::{self, Ground};
use super::plan::GOAL_CONNECTIONS;
use super::server::Server;

/// What a closed loop came to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Closed {
    pub(super) per_second: f64,
    /// In milliseconds.
    pub(super) p99: f64,
}

/// Has the people of a file send requests for so long, `insert` or `list`. Each connection belongs to one of the servers.
pub(super) fn send(
    ground: &Ground,
    servers: &[Server],
    people: &Path,
    what: &str,
    seconds: f64,
) -> Result<Closed, String> {
    let mut command = Command::new(&ground.bench);
    command.args(["spread", "--send", what, "--people"]).arg(people);
    for server in servers {
        command.args(["--server", &server.address]);
    }
    command.args(["--connections", &GOAL_CONNECTIONS.to_string(), "--seconds", &seconds.to_string()]);
    let told = ground::told(&mut command)?;
    let number =
        |name: &str| told.get(name).and_then(Value::as_f64).ok_or_else(|| format!("nobody said {name}"));
    Ok(Closed { per_second: number("requests_per_second")?, p99: number("p99_ms")? })
}
