//! The load generator: `oha`, one process for each run.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::contender::{Choice, Target};
use super::ground::Ground;
use crate::run::line;

/// How requests come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Loop {
    /// Each connection sends the next one when the last one was answered.
    Closed,
    /// So many a second come, whether or not the last ones were answered; time is counted from when one was due.
    Open(f64),
}

/// What one run came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measured {
    pub(super) per_second: f64,
    /// What half of the requests, and 99 % of them, stayed under; in milliseconds.
    pub(super) p50: f64,
    pub(super) p99: f64,
    pub(super) answered: f64,
}

/// How long requests are sent before they count: connections, prepared statements and caches are there then.
pub(super) const WARM_UP: f64 = 0.3;

/// Sends requests that do not count.
pub(super) fn warm_up(ground: &Ground, target: &Target, connections: u32) {
    // What goes wrong now goes wrong again when it counts.
    drop(run(ground, target, connections, WARM_UP, Loop::Closed));
}

/// Sends requests for so long. Every answer must be a good one.
pub(super) fn run(
    ground: &Ground,
    target: &Target,
    connections: u32,
    seconds: f64,
    how: Loop,
) -> Result<Measured, String> {
    let told = ground.folder.join("oha.json");
    let mut command = Command::new(&ground.oha);
    command.args(["--no-tui", "--output-format", "json", "--disable-compression", "--output"]).arg(&told);
    command.args(["-c", &connections.to_string(), "-z", &format!("{}ms", (seconds * 1000.0).round())]);
    match how {
        // What is under way at the end is waited for: cut off, it would be work that nobody counts.
        Loop::Closed => command.arg("-w"),
        Loop::Open(rate) => command.args(["-q", &format!("{rate:.0}"), "--latency-correction"]),
    };
    command.args(["-m", target.method]);
    for (name, value) in &target.headers {
        command.args(["-H", &format!("{name}: {value}")]);
    }
    match &target.body {
        Some(Choice::One(body)) => command.args(["-d", body]),
        Some(Choice::AnyLine(file)) => command.arg("-Z").arg(file),
        None => &mut command,
    };
    match &target.url {
        Choice::One(url) => command.arg(url),
        Choice::AnyLine(file) => command.arg("--urls-from-file").arg(file),
    };
    let output = command.output().map_err(|error| format!("oha: {error}"))?;
    if !output.status.success() {
        return Err(format!("`{}`: {}", line(&command), String::from_utf8_lossy(&output.stderr)));
    }
    let bytes = fs::read(&told).map_err(|error| format!("{}: {error}", told.display()))?;
    let told: Value = serde_json::from_slice(&bytes).map_err(|error| format!("oha: {error}"))?;
    read(&told)
}

/// What `oha` counts among its errors: what was under way at the end of an open loop.
const CUT: &str = "aborted due to deadline";

/// Reads what `oha` says.
fn read(told: &Value) -> Result<Measured, String> {
    let number = |pointer: &str| {
        told.pointer(pointer).and_then(Value::as_f64).ok_or_else(|| format!("oha says no {pointer}"))
    };
    let counts = |pointer: &str| told.pointer(pointer).and_then(Value::as_object).into_iter().flatten();
    let mut answered = 0.0;
    for (status, count) in counts("/statusCodeDistribution") {
        if !status.starts_with('2') {
            return Err(format!("{count} answers were {status}"));
        }
        answered += count.as_f64().unwrap_or_default();
    }
    if let Some((error, count)) = counts("/errorDistribution").find(|(error, _)| *error != CUT) {
        return Err(format!("{count} requests failed: {error}"));
    }
    if answered == 0.0 {
        return Err("nothing was answered".to_owned());
    }
    Ok(Measured {
        per_second: answered / number("/summary/total")?,
        p50: number("/latencyPercentiles/p50")? * 1000.0,
        p99: number("/latencyPercentiles/p99")? * 1000.0,
        answered,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(statuses: &Value, errors: &Value) -> Result<Measured, String> {
        read(&json!({
            "summary": { "total": 2.0 },
            "latencyPercentiles": { "p50": 0.001, "p99": 0.004 },
            "statusCodeDistribution": statuses,
            "errorDistribution": errors,
        }))
    }

    #[test]
    fn what_was_answered_counts_and_a_bad_answer_spoils_the_run() {
        let good = told(&json!({ "200": 90, "201": 10 }), &json!({ "aborted due to deadline": 32 }));
        assert_eq!(good, Ok(Measured { per_second: 50.0, p50: 1.0, p99: 4.0, answered: 100.0 }));
        assert_eq!(told(&json!({ "200": 9, "503": 1 }), &json!({})), Err("1 answers were 503".to_owned()));
        let refused = told(&json!({ "200": 9 }), &json!({ "connection refused": 2 }));
        assert_eq!(refused, Err("2 requests failed: connection refused".to_owned()));
        assert_eq!(told(&json!({}), &json!({})), Err("nothing was answered".to_owned()));
    }
}
