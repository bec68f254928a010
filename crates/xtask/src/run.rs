//! Running other programs, told and timed.

use std::process::Command;
use std::time::Instant;

/// Runs a program to its end and says what it was and how long it took.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let line = words.join(" ");
    println!("xtask: {line}");
    let began = Instant::now();
    let status = command.status().map_err(|error| format!("`{line}` did not start: {error}"))?;
    let seconds = began.elapsed().as_secs();
    if !status.success() {
        return Err(format!("`{line}` failed after {seconds} s ({status})"));
    }
    println!("xtask: done in {seconds} s: {line}");
    Ok(())
}

/// `cargo`, the one that runs this.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
