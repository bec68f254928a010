//! `tenure verify`: the whole database is looked at, and nothing of it changed (`docs/verify.md`).

mod report;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::Arc;

use store::examination::{Examination, Schema};
use store::transfer::Place;
use store::verification::{Difference, NoReferences, ReadOnly};
use store::{Failure, Randomness};
use tracing::level_filters::LevelFilter;

use crate::arguments::DatabaseFlags;
use crate::config::{Config, Log, LogFormat};
use crate::database::existing;
use crate::history::verify::{Found, Total, count};
use crate::log;
use crate::machine::SystemRandomness;
use crate::problem::Problem;
use report::{Finding, Report};

/// Which database, and how it is told.
#[derive(Debug, clap::Args)]
pub struct VerifyArguments {
    /// Where the database is.
    #[command(flatten)]
    database: DatabaseFlags,
    /// Write JSON: one object, with an array of objects
    #[arg(long)]
    json: bool,
}

const RESTORE: &str = "restore a backup into an empty database";
const PUT_BACK: &str = "put it back as the migrations make it, or restore a backup into an empty database";
const TAKE_OUT: &str = "take it out where it serves nothing, for an upgrade may meet with it";
const COMPARE: &str = "find out who wrote to the database, and compare the row with a backup";
const KEYS: &str = "restore the database from a backup: new keys would not fit what the old ones made";

/// Looks at one thing after the other.
///
/// # Errors
/// [`Problem`] where it cannot be looked at all: nobody is there, or its schema is not one that this program can judge.
pub async fn run(arguments: VerifyArguments) -> Result<ExitCode, Problem> {
    let database = Config::database_alone(arguments.database.places())?;
    drop(log::start(Log { format: LogFormat::Text, level: LevelFilter::WARN }));
    let place = existing(&database)?;
    let mut report = Report::new(arguments.json);
    if let Place::Sqlite(path) = &place {
        let damages = ReadOnly::damages_of_file(path)?;
        for damage in &damages {
            report.found("file", Finding::new("damaged", damage, RESTORE));
        }
        let what =
            if damages.is_empty() { "SQLite finds the file whole" } else { "SQLite finds the file damaged" };
        report.looked_at("file", what);
    }
    let randomness: Arc<dyn Randomness> = Arc::new(SystemRandomness);
    match ReadOnly::open(&place, &randomness).await {
        Ok(mut database) => rest(&mut database, &mut report).await?,
        // What is damaged may well be what is read first.
        Err(error) if report.has_findings() => {
            report.found("schema", Finding::new("unreadable", error.to_string(), RESTORE));
            report.looked_at("schema", "it cannot be read");
        }
        Err(error) => return Err(error.into()),
    }
    Ok(report.end())
}

/// Everything that needs more than a file that can be opened.
async fn rest(database: &mut ReadOnly, report: &mut Report) -> Result<(), Problem> {
    schema(database, report).await?;
    keys(database.examination(), report);
    references(database, report).await?;
    histories(database, report).await
}

async fn schema(database: &mut ReadOnly, report: &mut Report) -> Result<(), Problem> {
    let check = "schema";
    let found = match database.schema().await {
        Ok(found) => found,
        Err(failure) => return unreadable(check, failure, report),
    };
    for difference in &found.differences {
        let todo = if matches!(difference, Difference::Extra { .. }) { TAKE_OUT } else { PUT_BACK };
        report.found(check, Finding::new(difference.word(), difference.to_string(), todo));
    }
    let clean = found.differences.is_empty();
    let what = match database.examination().schema {
        Schema::Ours { applied, known } if applied > known => format!(
            "schema {applied} is newer than this program, which knows {known}, and says that this program may use it; {}",
            if clean {
                "what this program needs is there"
            } else {
                "what this program needs is not all there"
            }
        ),
        Schema::Ours { applied, .. } if clean => {
            format!("schema {applied}: {} things, all as the migrations make them", found.things)
        }
        Schema::Ours { applied, .. } => format!("schema {applied}: it is not as the migrations make it"),
        Schema::Empty => "what says which schema this is, is missing".to_owned(),
    };
    report.looked_at(check, &what);
    Ok(())
}

fn keys(examination: &Examination, report: &mut Report) {
    let check = "keys";
    for name in &examination.missing_keys {
        report.found(check, Finding::new("missing", format!("the key {name} is missing or damaged"), KEYS));
    }
    // Where the schema cannot be told, nor can the keys.
    let all = examination.missing_keys.is_empty() && examination.schema != Schema::Empty;
    report.looked_at(check, if all { "all are there" } else { "they are not all there" });
}

async fn references(database: &mut ReadOnly, report: &mut Report) -> Result<(), Problem> {
    let check = "references";
    let (mut nowhere, mut unread) = (Vec::new(), BTreeSet::new());
    for place in 0..database.references() {
        match database.reference(place).await {
            Ok(found) => nowhere.extend(found),
            Err(Failure::Broken(words)) => drop(unread.insert(words)),
            Err(failure) => return Err(failure.into()),
        }
    }
    for found in &nowhere {
        tell(found, report);
    }
    let others = match database.other_references(&nowhere) {
        Ok(others) => others,
        Err(failure) => return unreadable(check, failure, report),
    };
    for (table, target, rows) in others {
        let words = format!("{table}: SQLite finds {rows} of its rows referring to nothing in {target}");
        report.found(check, Finding::new("nowhere", words, COMPARE));
    }
    for words in unread {
        report.found(check, Finding::new("unreadable", format!("it cannot be read: {words}"), PUT_BACK));
    }
    let looked_at = database.references();
    let what = if report.is_clean(check) {
        format!("{looked_at} kinds of references between tables, all of which lead somewhere")
    } else {
        format!("{looked_at} kinds of references between tables, not all of which lead somewhere")
    };
    report.looked_at(check, &what);
    Ok(())
}

/// Tells rows that refer to nothing: table and id, and never what else stands in them.
fn tell(found: &NoReferences, report: &mut Report) {
    let columns = found.columns.join(", ");
    for row in &found.rows {
        let words = format!("{} {}: {} ({columns})", found.table, row.row, found.words);
        report.found("references", Finding::new("nowhere", words, COMPARE).of(found.table, &row.row));
    }
    let more = found.count.saturating_sub(found.rows.len() as u64);
    if more > 0 {
        let words =
            format!("{}: {} more: {} ({columns})", found.table, count(more, "row", "rows"), found.words);
        report.found("references", Finding::new("nowhere", words, COMPARE));
    }
}

async fn histories(database: &ReadOnly, report: &mut Report) -> Result<(), Problem> {
    let check = "history";
    let mut total = Total::telling(|found: Found| report.found(check, Finding::of_history(&found)));
    match total.everybody(database).await {
        Ok(()) => {
            let what = total.in_words();
            report.looked_at(check, &what);
            Ok(())
        }
        Err(Problem::Store(failure)) => unreadable(check, failure, report),
        Err(problem) => Err(problem),
    }
}

/// Where nothing of something can be read, that is what is found of it; a database that does not answer now has nothing
/// found.
fn unreadable(check: &'static str, failure: Failure, report: &mut Report) -> Result<(), Problem> {
    let Failure::Broken(words) = failure else { return Err(failure.into()) };
    report.found(check, Finding::new("unreadable", format!("it cannot be read: {words}"), RESTORE));
    report.looked_at(check, "it cannot be read");
    Ok(())
}
