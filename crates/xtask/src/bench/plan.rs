//! Which lines there are: what is measured, on which database, at how many connections, beside what, and which ratio it
//! has to reach.

use std::fmt;

use clap::ValueEnum;

use super::options::Options;
use super::workload::Workload;

/// Where Tenure keeps what it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Place {
    /// In a SQLite file.
    Sqlite,
    /// In PostgreSQL.
    Postgres,
}

impl Place {
    pub(super) const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// What Tenure is measured beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    PocketBase,
    FastApi,
    /// The bare handler that keeps nothing, and sends what Tenure sends.
    Nothing,
    /// The bare handler that writes what it is sent in a transaction of its own.
    Writing,
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    pub(super) workload: Workload,
    pub(super) place: Place,
    pub(super) connections: u32,
    pub(super) beside: Beside,
    /// How many times as many requests it has to answer as what it is measured beside.
    pub(super) goal: Option<f64>,
}

/// The goals are for this many connections.
pub(super) const GOAL_CONNECTIONS: u32 = 32;

/// The lines that were asked for, on one kind of database.
pub(super) fn lines(options: &Options, place: Place) -> Vec<Line> {
    if options.open_loop || options.batches {
        return Vec::new();
    }
    let wanted = |workload: &Workload| options.only.is_empty() || options.only.contains(workload);
    let compared = Workload::ALL
        .into_iter()
        .filter(wanted)
        .flat_map(|workload| beside(workload, place).iter().map(move |beside| (workload, *beside)));
    let line = |(workload, beside)| {
        options.connections.iter().map(move |connections| Line {
            workload,
            place,
            connections: *connections,
            beside,
            goal: goal(workload, place, beside).filter(|_| *connections == GOAL_CONNECTIONS),
        })
    };
    compared.flat_map(line).collect()
}

/// What a workload is measured beside. The other programs keep experiences in SQLite, whatever Tenure does; a dictionary
/// is in no database.
const fn beside(workload: Workload, place: Place) -> &'static [Beside] {
    use Beside::{FastApi, Nothing, PocketBase, Writing};
    match (place, workload) {
        (Place::Sqlite, Workload::Insert) => &[PocketBase, FastApi, Nothing, Writing],
        (Place::Sqlite, Workload::Edit) => &[PocketBase, FastApi, Writing],
        (Place::Sqlite, Workload::Add) => &[Nothing, Writing],
        (Place::Postgres, Workload::Insert | Workload::Edit | Workload::Add) => &[Writing],
        (Place::Sqlite, Workload::Dictionary) | (_, Workload::List | Workload::Status) => &[Nothing],
        (Place::Postgres, Workload::Dictionary) => &[],
    }
}

/// The ratio that a line has to reach at [`GOAL_CONNECTIONS`].
const fn goal(workload: Workload, place: Place, beside: Beside) -> Option<f64> {
    match (workload, place, beside) {
        (Workload::Insert, Place::Sqlite, Beside::PocketBase) => Some(4.0),
        (Workload::Insert, Place::Sqlite, Beside::FastApi) => Some(30.0),
        (Workload::Insert, Place::Sqlite, Beside::Nothing) => Some(0.25),
        (Workload::Insert, Place::Postgres, Beside::Writing) => Some(2.0),
        (Workload::List, Place::Sqlite, Beside::Nothing) => Some(0.5),
        (Workload::Dictionary, Place::Sqlite, Beside::Nothing) => Some(0.8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Arguments {
        #[command(flatten)]
        options: Options,
    }

    fn options(arguments: &[&str]) -> Options {
        Arguments::parse_from([&["bench"], arguments].concat()).options
    }

    #[test]
    fn every_goal_has_a_line_and_stands_at_its_number_of_connections_alone() {
        let options = options(&[]);
        let lines: Vec<Line> = Place::ALL.iter().flat_map(|place| lines(&options, *place)).collect();
        let goals: Vec<&Line> = lines.iter().filter(|line| line.goal.is_some()).collect();
        assert_eq!(goals.len(), 6);
        assert!(goals.iter().all(|line| line.connections == GOAL_CONNECTIONS));
        assert!(options.is_whole() && lines.len() > 40);
    }

    #[test]
    fn what_is_left_out_has_no_line_and_makes_no_whole() {
        let some = options(&["--only", "list", "--connections", "32"]);
        assert_eq!((lines(&some, Place::Sqlite).len(), lines(&some, Place::Postgres).len()), (1, 1));
        assert!(!some.is_whole() && !options(&["--quick"]).is_whole());
        assert!(lines(&options(&["--open-loop"]), Place::Sqlite).is_empty());
    }
}
