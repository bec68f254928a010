//! Whether this program may use a database's schema: expand first, contract later. A schema names the oldest version
//! that a program must know; a newer one may be migrated to beside a program that is still running.

use std::sync::LazyLock;

use crate::sql::{SqlError, Statements, statements};
use crate::sqlite;

statements! {
    OLDEST_COMPATIBLE = "select oldest_compatible from schema_compatibility";
}

/// The newest schema that this program knows. It is the same for both databases, to which a test holds them.
pub(crate) static KNOWN: LazyLock<i64> = LazyLock::new(sqlite::newest_known);

/// Looks whether the schema has gone beyond this program meanwhile.
///
/// # Errors
/// [`SqlError::Unavailable`] where it has: another node, of a newer version, can do what this one no longer may.
pub(crate) async fn check<S: Statements>(session: &mut S) -> Result<(), SqlError> {
    let Some(mut row) = session.query_one(&OLDEST_COMPATIBLE, &[]).await? else {
        return Ok(());
    };
    let (needs, known) = (row.integer(0)?, *KNOWN);
    if needs <= known {
        return Ok(());
    }
    Err(SqlError::Unavailable(format!(
        "the database was brought to a schema that this program is too old for (it needs schema {needs}, this program \
         knows {known}); stop this server and start the newer version"
    )))
}
