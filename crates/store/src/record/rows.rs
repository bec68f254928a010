//! What a history entry vouches for: every column of the row that it left, in one hash (`record.md §4`). The hashes are
//! `career`'s, for an export is held against them too.

use career::history::RowHash;
use career::record::rows::{self, RowValue};
pub(crate) use career::record::rows::{
    CredentialRow, CurriculumRow, ExperienceRow, MarkRow, PersonRow, UnacceptedRow,
};

use crate::sql::Value;

/// The hash of a row as the database holds it. Bytes count as the text that they are meant to be.
pub(crate) fn hash(table: &str, values: &[Value]) -> RowHash {
    let value = |value: &Value| match value {
        Value::Null => RowValue::Null,
        Value::Integer(number) => RowValue::Integer(*number),
        Value::Text(text) => RowValue::Text(text.clone().into_bytes()),
        Value::Bytes(bytes) => RowValue::Text(bytes.clone()),
        Value::Uuid(uuid) => RowValue::Uuid(*uuid),
    };
    rows::hash(table, &values.iter().map(value).collect::<Vec<_>>())
}
