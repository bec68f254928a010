//! What was found of one thing.

use std::fmt;

use serde::Serialize;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As it should be.
    Ok,
    /// The server works, but something should be looked at.
    Warning,
    /// The server does not start, or does not keep what it promises.
    Broken,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was looked at: `clock`.
    pub check: &'static str,
    /// How bad it is.
    pub verdict: Verdict,
    /// What was found. No password, no address of a person.
    pub found: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub todo: Option<String>,
}

impl Finding {
    /// All is well.
    pub fn good(check: &'static str, found: impl Into<String>) -> Self {
        Self { check, verdict: Verdict::Ok, found: found.into(), todo: None }
    }

    /// Something should be looked at.
    pub fn warning(check: &'static str, found: impl Into<String>, todo: impl Into<String>) -> Self {
        Self { check, verdict: Verdict::Warning, found: found.into(), todo: Some(todo.into()) }
    }

    /// Something is broken.
    pub fn broken(check: &'static str, found: impl Into<String>, todo: impl Into<String>) -> Self {
        Self { check, verdict: Verdict::Broken, found: found.into(), todo: Some(todo.into()) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = match self.verdict {
            Verdict::Ok => "ok",
            Verdict::Warning => "warning",
            Verdict::Broken => "broken",
        };
        write!(formatter, "{verdict:<8} {:<13} {}", self.check, self.found)?;
        match &self.todo {
            None => Ok(()),
            Some(todo) => write!(formatter, "\n{:22} -> {todo}", ""),
        }
    }
}
