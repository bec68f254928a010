//! What the program says to whoever started it.

use std::io::Write as _;

/// Writes a line to standard output at once. Whether anybody reads it makes no difference.
pub fn say(line: impl AsRef<str>) {
    let mut out = std::io::stdout().lock();
    drop(writeln!(out, "{}", line.as_ref()).and_then(|()| out.flush()));
}
