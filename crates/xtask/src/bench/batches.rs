//! What it gains on PostgreSQL to commit together what is waiting: the same commands through the same store and driver,
//! in batches and with a transaction for each (`bench batches`).

use std::fmt;
use std::process::Command;

use serde::Deserialize;

use super::ground::{self, Ground};
use super::options::Options;
use super::statistics::Spread;

/// The least ratio that will do, where all write for one person.
const GOAL: f64 = 2.0;

/// As many writers with so many people between them.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Batches {
    writers: u32,
    people: u32,
    /// Commands a second in each pair of runs.
    together_and_alone: Vec<[f64; 2]>,
}

impl Batches {
    fn ratio(&self) -> Option<Spread> {
        Spread::of(self.together_and_alone.iter().map(|[together, alone]| together / alone))
    }
}

impl fmt::Display for Batches {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { writers, people, .. } = self;
        let whose = if *people == 1 { "one person" } else { "a person each" };
        let middle = |way: usize| Spread::of(self.together_and_alone.iter().map(|both| both[way]));
        let (Some(ratio), Some(together), Some(alone)) = (self.ratio(), middle(0), middle(1)) else {
            return formatter.write_str("nothing was measured");
        };
        write!(
            formatter,
            "PUT insert by {writers} writers for {whose}: {ratio} times as many in batches as with a transaction for each \
             ({:.0} and {:.0} a second)",
            together.median, alone.median
        )?;
        if *people == 1 {
            let word = if ratio.median >= GOAL { "reached" } else { "**not reached**" };
            write!(formatter, " (goal: ≥ {GOAL}: {word})")?;
        }
        Ok(())
    }
}

/// Measures both.
pub(super) fn run(options: &Options, ground: &Ground) -> Result<Vec<Batches>, String> {
    let mut command = Command::new(&ground.bench);
    command.args(["batches", "--seconds", &options.seconds().to_string()]);
    command.args(["--pairs", &options.pairs().to_string()]);
    serde_json::from_value(ground::told(&mut command)?).map_err(|error| format!("bench batches: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_made_pair_by_pair() {
        let told = r#"[{"writers": 32, "people": 1, "together_and_alone": [[30.0, 10.0], [40.0, 10.0], [10.0, 5.0]]},
            {"writers": 32, "people": 32, "together_and_alone": [[3.0, 2.0]]}]"#;
        let told: Vec<Batches> = serde_json::from_str(told).unwrap();
        let told: Vec<String> = told.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "PUT insert by 32 writers for one person: 3.00 (2.00–4.00) times as many in batches as with a transaction for \
             each (30 and 10 a second) (goal: ≥ 2: reached)",
                "PUT insert by 32 writers for a person each: 1.50 (1.50–1.50) times as many in batches as with a transaction \
             for each (3 and 2 a second)",
            ]
        );
    }
}
