//! What is wrong with a dictionary file, and where.

use std::fmt;

/// One thing that is wrong with a dictionary file. Written as `industry.json line 12 column 5: …`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file's name, such as `industry.json`.
    pub file: String,
    /// The line, counted from 1. `None` where the fault is that of the whole file.
    pub line: Option<usize>,
    /// The column, counted from 1 in Unicode scalar values.
    pub column: Option<usize>,
    /// What is wrong, in words for an operator.
    pub reason: String,
}

impl Fault {
    /// A fault of the whole file.
    pub(super) fn of_file(file: &str, reason: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: None, column: None, reason: reason.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(formatter, " line {line}")?;
        }
        if let Some(column) = self.column {
            write!(formatter, " column {column}")?;
        }
        write!(formatter, ": {}", self.reason)
    }
}

impl std::error::Error for Fault {}
