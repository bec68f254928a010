//! Running other programs, told and timed.

use std::process::{Child, Command};
use std::time::Instant;

/// Runs a program to its end and says what it was and how long it took.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    timed(command, |_| Ok(()))
}

/// The same, with something to do while it runs.
pub(crate) fn timed(
    command: &mut Command,
    meanwhile: impl FnOnce(&mut Child) -> Result<(), String>,
) -> Result<(), String> {
    let line = line(command);
    println!("xtask: {line}");
    let began = Instant::now();
    let mut child = command.spawn().map_err(|error| format!("`{line}` did not start: {error}"))?;
    let done = meanwhile(&mut child);
    let status = child.wait().map_err(|error| format!("`{line}` was lost: {error}"))?;
    let seconds = began.elapsed().as_secs();
    if !status.success() {
        return Err(format!("`{line}` failed after {seconds} s ({status})"));
    }
    println!("xtask: done in {seconds} s: {line}");
    done
}

/// A command as it would be typed.
pub(crate) fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// `cargo`, the one that runs this.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
