//! How far a transfer is, in words: each table that was compared on standard output, and between them, where there is much
//! to take, every twentieth of it on standard error.

use store::transfer::Progress;

use crate::output::say;

/// A transfer of fewer rows is over before anybody reads how far it is.
const WORTH_TELLING: u64 = 4_000;

/// It is told whenever so many more hundredths are written.
const STEP: u64 = 5;

/// Tells what it hears.
#[derive(Debug, Default)]
pub struct Teller {
    /// The rows of all tables.
    all: u64,
    /// The rows of the tables that are done.
    done: u64,
    /// How many hundredths were told of.
    told: u64,
}

impl Teller {
    /// Tells what is worth telling.
    pub fn hear(&mut self, progress: Progress) {
        match progress {
            Progress::Begun { rows, there } => {
                self.all = rows;
                if there > 0 {
                    say(format!("{there} of {rows} rows are there from an earlier try; going on"));
                }
            }
            Progress::Written { table, rows } => {
                if let Some(hundredths) = self.newly_reached(rows) {
                    eprintln!("{hundredths} % of {} rows are written; in {table}", self.all);
                }
            }
            Progress::Compared { table, rows } => {
                self.done += rows;
                say(format!("{table}: {rows} rows, the same on both sides"));
            }
        }
    }

    /// How many hundredths are written once a table has so many rows, if that is to be told now.
    fn newly_reached(&mut self, rows: u64) -> Option<u64> {
        let hundredths = (self.done + rows) * 100 / self.all.max(1);
        let tell = self.all >= WORTH_TELLING && hundredths >= self.told + STEP;
        tell.then(|| {
            self.told = hundredths - hundredths % STEP;
            hundredths
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_twentieth_is_told_once() {
        let mut teller = Teller { all: 10_000, ..Teller::default() };
        let told: Vec<_> = [499, 500, 999, 1_130, 1_499, 1_500].map(|rows| teller.newly_reached(rows)).into();
        assert_eq!(told, [None, Some(5), None, Some(11), None, Some(15)]);
        teller.hear(Progress::Compared { table: "experience", rows: 5_000 });
        assert_eq!(teller.newly_reached(0), Some(50));
        assert_eq!(teller.newly_reached(5_000), Some(100));
        let mut small = Teller { all: WORTH_TELLING - 1, ..Teller::default() };
        assert_eq!(small.newly_reached(WORTH_TELLING - 1), None);
    }
}
