//! A record written to a file (`record.md §6`, `docs/export.md`): [`whole`], which another server takes as it is, and
//! formats that others read, [`json_resume`] and one [`credential`] alone. What a format cannot carry is named in a
//! [`loss`] note beside the file.
//!
//! Signed credentials (W3C Verifiable Credentials, SD-JWT) will stand here as formats of their own; until then
//! [`loss::LossKind::NotSigned`] says that a file proves nothing by itself.

pub mod credential;
pub mod json_resume;
pub mod loss;
#[cfg(test)]
mod testing;
pub mod whole;

use serde::{Deserialize, Serialize};

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Everything, in Tenure's own format.
    TenureRecord,
    /// JSON Resume 1.0.0.
    JsonResume,
    /// One accepted credential with its source.
    TenureCredential,
}

impl Format {
    /// The word for it, which stands in the history entry of an export.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TenureRecord => "tenure-record",
            Self::JsonResume => "json-resume",
            Self::TenureCredential => "tenure-credential",
        }
    }
}

/// JSON as every export has it: members in a fixed order, indented by two spaces, one line feed at the end.
fn written(document: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(document)?;
    text.push('\n');
    Ok(text)
}
