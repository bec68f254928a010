//! What is wrong with the configuration.

use std::fmt;

use super::given::Given;
use super::key::Key;

/// One thing that is wrong, in words that name the key, the place, what was sent and what is allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(String);

impl Fault {
    /// A fault in these words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// A value that is not allowed.
    pub fn value(key: Key, given: &Given, allowed: impl fmt::Display) -> Self {
        let sent = if key.is_secret() {
            "the value, which is not shown here for it may hold a password,".to_owned()
        } else {
            format!("`{}`", given.text)
        };
        Self(format!("{}: {}: {sent} is not allowed; {allowed}", given.origin, key.name()))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Everything that is wrong.
#[derive(Debug, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(faults) = self;
        match faults.as_slice() {
            [fault] => write!(formatter, "{fault}"),
            faults => {
                write!(formatter, "the configuration has {} faults:", faults.len())?;
                faults.iter().try_for_each(|fault| write!(formatter, "\n  {fault}"))
            }
        }
    }
}

impl std::error::Error for Faults {}
