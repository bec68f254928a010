//! What became of each test that cargo ran.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use crate::run::{self, line};

/// The tests of one run, by name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcomes {
    pub(crate) passed: Vec<String>,
    pub(crate) ignored: Vec<String>,
}

impl Outcomes {
    /// Runs `cargo test`, lets its output through, and takes note of every test.
    pub(crate) fn of(command: &mut Command) -> Result<Self, String> {
        let words = line(command);
        let mut outcomes = Self::default();
        run::timed(command.stdout(Stdio::piped()), |child| {
            for line in child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines()) {
                let line = line.map_err(|error| format!("`{words}`: {error}"))?;
                println!("{line}");
                outcomes.note(&line);
            }
            Ok(())
        })?;
        Ok(outcomes)
    }

    /// Takes note of a line such as `test name ... ok`. One that failed fails the whole run.
    fn note(&mut self, line: &str) {
        let Some((name, outcome)) = line.strip_prefix("test ").and_then(|line| line.split_once(" ... "))
        else {
            return;
        };
        if outcome == "ok" {
            self.passed.push(name.to_owned());
        } else if outcome.starts_with("ignored") {
            self.ignored.push(name.to_owned());
        }
    }

    /// Says how many tests two runs passed; they must be the same ones, and none left out.
    pub(crate) fn must_equal(&self, other: &Self, what: &str, on: [&str; 2]) -> Result<(), String> {
        let left_out = self.ignored.len() + other.ignored.len();
        let (one, two) = (self.passed.len(), other.passed.len());
        let told = format!("{what}: {one} on {}, {two} on {}, {left_out} left out", on[0], on[1]);
        println!("xtask: {told}");
        let [mut first, mut second] = [self.passed.clone(), other.passed.clone()];
        first.sort();
        second.sort();
        if first == second && one > 0 && left_out == 0 {
            Ok(())
        } else {
            Err(format!("{told}: they must be the same"))
        }
    }

    /// How many tests of a suite ran on a database: `tests::<file>::<database>::<test>`.
    fn on(&self, database: &str) -> usize {
        self.passed.iter().filter(|name| is_on(name, database)).count()
    }

    /// Says how many tests of the store's suite ran on each database; they must be the same, and none left out.
    pub(crate) fn compare(&self, databases: &[&str]) -> Result<(), String> {
        let counts: Vec<usize> = databases.iter().map(|database| self.on(database)).collect();
        let told: Vec<String> =
            counts.iter().zip(databases).map(|(count, database)| format!("{count} on {database}")).collect();
        let left_out =
            self.ignored.iter().filter(|name| databases.iter().any(|database| is_on(name, database)));
        let told = format!("the store's suite: {}, {} left out", told.join(", "), left_out.clone().count());
        println!("xtask: {told}");
        let equal = counts.iter().all(|count| Some(count) == counts.first() && *count > 0);
        if equal && left_out.count() == 0 { Ok(()) } else { Err(format!("{told}: they must be the same")) }
    }
}

fn is_on(name: &str, database: &str) -> bool {
    let mut parts = name.split("::");
    parts.next() == Some("tests") && parts.nth(1) == Some(database) && parts.count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noted(lines: &[&str]) -> Outcomes {
        let mut outcomes = Outcomes::default();
        for line in lines {
            outcomes.note(line);
        }
        outcomes
    }

    #[test]
    fn two_runs_must_have_passed_the_same_tests() {
        let equal = |one: &[&str], other: &[&str]| {
            noted(one).must_equal(&noted(other), "over HTTP", ["sqlite", "postgres"]).is_ok()
        };
        let [a, b, ignored] = ["test a ... ok", "test b ... ok", "test b ... ignored"];
        assert!(equal(&[a, b], &[b, a]));
        assert!(!equal(&[a], &[b]) && !equal(&[], &[]) && !equal(&[a, ignored], &[a, ignored]));
    }

    #[test]
    fn the_suite_is_counted_by_database_and_nothing_else_is() {
        let one = "test tests::grants::sqlite::a ... ok";
        let other = "test tests::grants::postgres::a ... ok";
        let more = ["test tests::postgres::nodes::b ... ok", "test postgres::c ... ok", "running 4 tests"];
        let outcomes = noted(&[&[one, other], more.as_slice()].concat());
        assert_eq!((outcomes.on("sqlite"), outcomes.on("postgres"), outcomes.passed.len()), (1, 1, 4));
        assert!(outcomes.compare(&["sqlite", "postgres"]).is_ok());
        assert!(outcomes.compare(&["sqlite", "pgbouncer"]).is_err());
        assert!(noted(&[]).compare(&["sqlite"]).is_err());
        let ignored = "test tests::grants::sqlite::d ... ignored, for some reason";
        assert!(noted(&[one, other, ignored]).compare(&["sqlite", "postgres"]).is_err());
    }
}
