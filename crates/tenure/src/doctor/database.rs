//! The database, its keys, the room it has, and the clock beside it.

use std::fs;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use store::examination::{Examination, Schema, Settings};
use store::{OpenError, PostgresUrl, Store};

use super::disk;
use super::finding::Finding;
use crate::config::{Config, Database};
use crate::{data_folder, machine};

/// How far two clocks may be apart without a word.
const UNNOTICED: SignedDuration = SignedDuration::from_secs(2);

/// How far they may be apart before codes, tokens and links end at the wrong time.
const BEARABLE: SignedDuration = SignedDuration::from_mins(1);

/// Looks at the database and what stands beside it.
pub async fn examine(database: &Database) -> Vec<Finding> {
    match database {
        Database::Folder(folder) => folder_and_file(folder),
        Database::Postgres(url) => postgres(url).await,
    }
}

/// Looks at the clock alone, where there is a database to hold it against.
pub async fn clock(database: &Database) -> Option<Finding> {
    match database {
        Database::Folder(folder) => {
            let file = Config::file_in(folder);
            file.exists().then(|| clock_of_file(&file))
        }
        Database::Postgres(url) => {
            let before = machine::now();
            let found = Store::examine_postgres(url).await.ok()?;
            clock_of_server(before, &found)
        }
    }
}

fn folder_and_file(folder: &Path) -> Vec<Finding> {
    let check = "database";
    if let Err(problem) = data_folder::check(folder) {
        return vec![Finding::broken(check, problem.to_string(), "let this user read and write the folder")];
    }
    let file = Config::file_in(folder);
    if !file.exists() {
        let found = format!("{}: there is no database yet; `tenure serve` makes it", folder.display());
        let todo = "if there should be one, look whether `data` names its folder";
        return vec![Finding::warning(check, found, todo)];
    }
    let mut findings = vec![disk::room(folder), clock_of_file(&file)];
    if let Err(error) = data_folder::try_to_write(folder) {
        let found = format!("{}: nothing can be written in this folder: {error}", folder.display());
        findings.insert(
            0,
            Finding::broken(check, found, "make room, or let the user that runs tenure write in it"),
        );
        return findings;
    }
    findings.splice(0..0, judged(Store::examine_sqlite(&file), &file.display().to_string()));
    findings
}

/// A file that was written in the future tells of a clock that was set back.
fn clock_of_file(file: &Path) -> Finding {
    let written = fs::metadata(file).and_then(|file| file.modified());
    let written = written.ok().and_then(|time| Timestamp::try_from(time).ok());
    let now = machine::now();
    let ahead = written.map_or(SignedDuration::ZERO, |written| written.duration_since(now));
    let todo = "let the machine take its time from the network (NTP)";
    let found =
        format!("the database was last written {} s after now: the clock was set back", ahead.as_secs());
    match ahead {
        ahead if ahead > BEARABLE => Finding::broken("clock", found, todo),
        ahead if ahead > UNNOTICED => Finding::warning("clock", found, todo),
        _ => Finding::good("clock", format!("{now:.0}; the database is on this machine and has no other")),
    }
}

async fn postgres(url: &PostgresUrl) -> Vec<Finding> {
    let before = machine::now();
    let found = Store::examine_postgres(url).await;
    let clock = found.as_ref().ok().and_then(|found| clock_of_server(before, found));
    let mut findings = judged(found, &url.to_string());
    findings.extend(clock);
    findings
}

/// The time before the question, and now, against that of the answer.
fn clock_of_server(before: Timestamp, found: &Examination) -> Option<Finding> {
    let Settings::Postgres { now, .. } = &found.settings else { return None };
    Some(compare(before, *now, machine::now()))
}

/// Holds the database's clock against the machine's, which was read before and after.
fn compare(before: Timestamp, theirs: Timestamp, after: Timestamp) -> Finding {
    let apart = if theirs < before {
        before.duration_since(theirs)
    } else if theirs > after {
        theirs.duration_since(after)
    } else {
        SignedDuration::ZERO
    };
    let which = if theirs < before { "ahead of" } else { "behind" };
    let found = format!("this machine's clock is {} s {which} the database's", apart.as_secs());
    let todo = "let both machines take their time from the network (NTP)";
    if apart > BEARABLE {
        Finding::broken("clock", found, todo)
    } else if apart > UNNOTICED {
        Finding::warning("clock", found, todo)
    } else {
        Finding::good("clock", format!("{after:.0}; the same as the database's"))
    }
}

fn judged(found: Result<Examination, OpenError>, place: &str) -> Vec<Finding> {
    let check = "database";
    let found = match found {
        Ok(found) => found,
        Err(error @ (OpenError::Newer { .. } | OpenError::Foreign { .. })) => {
            return vec![Finding::broken(check, error.to_string(), "nothing was changed in it")];
        }
        Err(OpenError::Unreachable { reason, todo, .. }) => {
            return vec![Finding::broken(check, format!("{place}: {reason}"), todo)];
        }
        Err(OpenError::Unusable { reason, .. }) => {
            let todo = "look whether it is there, lets this user in, and is what `data` or `database` names";
            return vec![Finding::broken(check, format!("{place}: {reason}"), todo)];
        }
    };
    let version = &found.version;
    let schema = match found.schema {
        Schema::Empty => "no schema yet: `tenure serve` makes it".to_owned(),
        Schema::Ours { applied, known } if applied < known => {
            format!("schema {applied}, which the next `tenure serve` brings up to {known}")
        }
        Schema::Ours { applied, known } if applied > known => {
            format!("schema {applied}; this program knows {known} and may use it")
        }
        Schema::Ours { applied, .. } => format!("schema {applied}"),
    };
    let good = format!("{place}: {version}, {schema}");
    let mut findings = promises(&found.settings, place);
    if findings.is_empty() {
        findings.push(Finding::good(check, format!("{good}{}", standbys(&found.settings))));
    }
    findings.push(keys(&found));
    findings
}

fn keys(found: &Examination) -> Finding {
    let check = "keys";
    let missing = &found.missing_keys;
    if found.schema == Schema::Empty {
        Finding::good(check, "`tenure serve` makes them with the schema")
    } else if found.unfinished_transfer {
        let found = "a move into this database, or the restoring of a backup, was begun and not finished";
        Finding::broken(check, found, "begin the same again")
    } else if missing.is_empty() {
        Finding::good(check, "all are there")
    } else {
        let todo = "restore the database from a backup: new keys would not fit what the old ones made";
        Finding::broken(check, format!("missing or damaged: {}", missing.join(", ")), todo)
    }
}

fn standbys(settings: &Settings) -> String {
    match settings {
        Settings::Sqlite { .. } => String::new(),
        Settings::Postgres { synchronous_standby_names, standbys, .. }
            if synchronous_standby_names.is_empty() =>
        {
            format!("; no synchronous standby, {standbys} standbys connected")
        }
        Settings::Postgres { standbys, .. } => {
            format!("; synchronous standbys, {standbys} standbys connected")
        }
    }
}

/// What of a database's settings stands against what the server promises.
fn promises(settings: &Settings, place: &str) -> Vec<Finding> {
    let check = "database";
    let broken = |found: &str, todo: &str| Finding::broken(check, format!("{place}: {found}"), todo);
    let warning = |found: &str, todo: &str| Finding::warning(check, format!("{place}: {found}"), todo);
    let mut findings = Vec::new();
    match settings {
        Settings::Sqlite { journal_mode, read_only } => {
            if *read_only {
                findings.push(broken("it can only be read", "let the user that runs tenure write it"));
            }
            if journal_mode != "wal" {
                let found = format!("its journal is `{journal_mode}`, not `wal`");
                findings.push(warning(&found, "none is needed: `tenure serve` sets it at its start"));
            }
        }
        Settings::Postgres {
            is_standby,
            read_only,
            fsync,
            full_page_writes,
            synchronous_commit,
            synchronous_standby_names,
            standbys,
            ..
        } => {
            if *is_standby {
                findings
                    .push(broken("this is a standby and takes no writes", "name the primary, or all hosts"));
            } else if *read_only {
                let todo = "look at default_transaction_read_only";
                findings.push(broken("it takes no writes", todo));
            }
            if !fsync || !full_page_writes {
                let found = "fsync or full_page_writes is off: what was answered may be lost with the power";
                findings.push(broken(found, "set both on"));
            }
            if synchronous_commit == "off" {
                let found = "synchronous_commit is off: what was answered may be lost with the server";
                findings.push(broken(found, "set it on"));
            }
            if !synchronous_standby_names.is_empty() {
                if synchronous_commit == "local" {
                    let found = "synchronous_commit is local: the synchronous standby is not waited for";
                    findings.push(warning(found, "set it on"));
                }
                if *standbys == 0 {
                    let found = "a synchronous standby is demanded and none is connected: writes wait for it";
                    findings.push(warning(found, "start the standby, or let Patroni take the demand back"));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::finding::Verdict;
    use super::*;

    fn time(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn ledger_236_a_clock_is_judged_by_how_far_it_is_from_the_databases() {
        let (before, after) = (time("2026-11-21T12:00:00Z"), time("2026-11-21T12:00:01Z"));
        let judged = |theirs| {
            let Finding { verdict, found, .. } = compare(before, time(theirs), after);
            (verdict, found)
        };
        assert_eq!(judged("2026-11-21T12:00:00.5Z").0, Verdict::Ok);
        assert_eq!(judged("2026-11-21T12:00:03Z").0, Verdict::Ok);
        let ahead = "this machine's clock is 30 s ahead of the database's".to_owned();
        assert_eq!(judged("2026-11-21T11:59:30Z"), (Verdict::Warning, ahead));
        let behind = "this machine's clock is 3599 s behind the database's".to_owned();
        assert_eq!(judged("2026-11-21T13:00:00Z"), (Verdict::Broken, behind));
    }

    #[test]
    fn a_postgresql_is_judged_by_what_it_promises() {
        let of = |change: fn(&mut Promises)| {
            let mut settings = Promises::default();
            change(&mut settings);
            promises(&settings.into(), "db")
                .into_iter()
                .map(|finding| (finding.verdict, finding.found))
                .collect()
        };
        let none: Vec<(Verdict, String)> = Vec::new();
        let shown =
            |found: Vec<(Verdict, String)>| found.into_iter().map(|(verdict, _)| verdict).collect::<Vec<_>>();
        assert_eq!(of(|_| {}), none);
        assert_eq!(shown(of(|settings| settings.is_standby = true)), [Verdict::Broken]);
        assert_eq!(shown(of(|settings| settings.fsync = false)), [Verdict::Broken]);
        assert_eq!(shown(of(|settings| settings.synchronous_commit = "off")), [Verdict::Broken]);
        let waits = |settings: &mut Promises| (settings.names, settings.standbys) = ("a", 0);
        assert_eq!(shown(of(waits)), [Verdict::Warning]);
        let local = |settings: &mut Promises| (settings.names, settings.synchronous_commit) = ("a", "local");
        assert_eq!(shown(of(local)), [Verdict::Warning]);
        assert_eq!(of(|settings| settings.names = "a"), none);
    }

    struct Promises {
        is_standby: bool,
        fsync: bool,
        synchronous_commit: &'static str,
        names: &'static str,
        standbys: i64,
    }

    impl Default for Promises {
        fn default() -> Self {
            Self { is_standby: false, fsync: true, synchronous_commit: "on", names: "", standbys: 1 }
        }
    }

    impl From<Promises> for Settings {
        fn from(promises: Promises) -> Self {
            Self::Postgres {
                now: time("2026-11-21T12:00:00Z"),
                is_standby: promises.is_standby,
                read_only: false,
                fsync: promises.fsync,
                full_page_writes: true,
                synchronous_commit: promises.synchronous_commit.to_owned(),
                synchronous_standby_names: promises.names.to_owned(),
                standbys: promises.standbys,
            }
        }
    }
}
