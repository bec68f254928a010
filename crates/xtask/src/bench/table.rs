//! What was measured, as tables in Markdown, which are read in a terminal too.

use std::fmt::Write as _;

use super::load::Measured;
use super::pairs::Paired;
use super::statistics::Spread;

/// One line for the terminal, as soon as it is measured.
pub(super) fn line(paired: &Paired) -> String {
    let line = &paired.line;
    let ratio = paired.ratio().map(|ratio| ratio.to_string()).unwrap_or_default();
    format!(
        "{} · {} · {} connections · beside {}: {ratio}{}",
        line.workload,
        line.place,
        line.connections,
        paired.peer,
        goal(paired)
    )
}

fn goal(paired: &Paired) -> String {
    let word = |reached| if reached { "reached" } else { "not reached" };
    let told = paired.line.goal.zip(paired.reaches_goal());
    told.map(|(goal, reached)| format!(" [goal {goal}: {}]", word(reached))).unwrap_or_default()
}

/// All ratios.
pub(super) fn ratios(lines: &[Paired]) -> String {
    let mut table =
        "| Request | Tenure on | Connections | Beside | Ratio: median (least–greatest) | Goal |\n\
        | --- | --- | ---: | --- | ---: | --- |\n"
            .to_owned();
    for paired in lines {
        let line = &paired.line;
        let ratio = paired.ratio().map(|ratio| ratio.to_string()).unwrap_or_default();
        let goal = match line.goal.zip(paired.reaches_goal()) {
            Some((goal, true)) => format!("≥ {goal}: reached"),
            Some((goal, false)) => format!("≥ {goal}: **not reached**"),
            None => String::new(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {ratio} | {goal} |",
            line.workload, line.place, line.connections, paired.peer
        );
    }
    table
}

/// Every run: requests per second, and the times that half of the requests and 99 % of them stayed under.
pub(super) fn raw(lines: &[Paired]) -> String {
    let mut table =
        "| Request | Tenure on | Connections | Server | Requests/s in each run | p50 ms | p99 ms |\n\
        | --- | --- | ---: | --- | --- | ---: | ---: |\n"
            .to_owned();
    for paired in lines {
        let line = &paired.line;
        let (tenure, peer): (Vec<Measured>, Vec<Measured>) = paired.runs.iter().copied().unzip();
        for (server, runs) in [("Tenure", tenure), (paired.peer.as_str(), peer)] {
            let each: Vec<String> = runs.iter().map(|run| format!("{:.0}", run.per_second)).collect();
            let median = |of: fn(&Measured) -> f64| {
                Spread::of(runs.iter().map(of)).map_or(0.0, |spread| spread.median)
            };
            let _ = writeln!(
                table,
                "| {} | {} | {} | {server} | {} | {:.2} | {:.2} |",
                line.workload,
                line.place,
                line.connections,
                each.join(", "),
                median(|run| run.p50),
                median(|run| run.p99)
            );
        }
    }
    table
}

/// What each server does for a write, once.
pub(super) fn deeds(lines: &[Paired]) -> String {
    let mut told: Vec<(&str, &str)> = Vec::new();
    for paired in lines {
        for deed in [("Tenure", paired.tenure_does), (paired.peer.as_str(), paired.peer_does)] {
            if !told.contains(&deed) {
                told.push(deed);
            }
        }
    }
    let lines: Vec<String> = told.iter().map(|(name, does)| format!("- **{name}**: {does}\n")).collect();
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::super::plan::{Beside, Line, Place};
    use super::super::workload::Workload;
    use super::*;

    #[test]
    fn a_ratio_is_made_pair_by_pair_and_held_against_its_goal() {
        let run = |per_second| Measured { per_second, p50: 1.0, p99: 2.0, answered: 1.0 };
        let paired = Paired {
            line: Line {
                workload: Workload::Insert,
                place: Place::Sqlite,
                connections: 32,
                beside: Beside::PocketBase,
                goal: Some(4.0),
            },
            peer: "PocketBase".to_owned(),
            peer_does: "less",
            tenure_does: "more",
            runs: vec![(run(400.0), run(100.0)), (run(300.0), run(100.0)), (run(900.0), run(150.0))],
        };
        let told = line(&paired);
        assert!(told.ends_with("beside PocketBase: 4.00 (3.00–6.00) [goal 4: reached]"), "{told}");
        let lines = [paired];
        assert!(ratios(&lines).contains("| 4.00 (3.00–6.00) | ≥ 4: reached |"));
        assert!(raw(&lines).contains("| PocketBase | 100, 100, 150 | 1.00 | 2.00 |"));
        assert_eq!(deeds(&lines), "- **Tenure**: more\n- **PocketBase**: less\n");
    }
}
