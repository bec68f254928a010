//! What is wrong with a policy, and where.

use std::fmt;

/// What is wrong with a policy. Written as `line 4: dates.tolerance: …`, without the file, which is not known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyFault {
    /// The line, counted from 1.
    pub line: usize,
    /// The key, with its table, where the fault is that of one.
    pub key: Option<String>,
    /// What is wrong, in words for an operator.
    pub reason: String,
}

impl fmt::Display for PolicyFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: ", self.line)?;
        if let Some(key) = &self.key {
            write!(formatter, "{key}: ")?;
        }
        formatter.write_str(&self.reason)
    }
}

impl std::error::Error for PolicyFault {}
