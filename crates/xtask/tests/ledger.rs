//! LEDGER.md and the tests: each row has a test that carries its number, and each number in a test has a row.

#![expect(clippy::unwrap_used, reason = "a helper of a test says what it expects by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every source file of the workspace, with its path from the root.
fn sources() -> Vec<(String, String)> {
    let mut files = Vec::new();
    rust_files(&root().join("crates"), &mut files);
    files.sort();
    let name = |path: &Path| path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// The number that a row of a table begins with.
fn row_number(line: &str) -> Option<u32> {
    line.strip_prefix("| ")?.split(' ').next()?.parse().ok()
}

#[test]
fn every_row_of_the_ledger_has_a_test_that_carries_its_number() {
    let ledger = std::fs::read_to_string(root().join("LEDGER.md")).unwrap();
    let mut tests: BTreeMap<u32, Vec<String>> =
        ledger.lines().filter_map(row_number).map(|row| (row, vec![])).collect();
    let mut without_row = BTreeSet::new();
    for (file, text) in sources() {
        for name in text.split("fn ledger_").skip(1) {
            let name = name.split('(').next().unwrap();
            // A name may carry several numbers: ledger_12_18_…
            for number in name.split('_').map_while(|word| word.parse().ok()) {
                match tests.get_mut(&number) {
                    Some(found) => found.push(format!("{file}: ledger_{name}")),
                    None => drop(without_row.insert(number)),
                }
            }
        }
    }
    for (row, found) in &tests {
        println!("LEDGER {row}: {}", found.join(", "));
    }
    let without_test: Vec<_> =
        tests.iter().filter(|(_, found)| found.is_empty()).map(|(row, _)| row).collect();
    assert!(without_test.is_empty(), "rows without a test: {without_test:?}");
    assert!(without_row.is_empty(), "tests without a row: {without_row:?}");
}

/// The codes of the `InfoJobs` contract's table of errors.
const CODES: [u16; 45] = [
    1, 101, 102, 201, 202, 211, 221, 223, 224, 225, 226, 361, 650, 654, 655, 656, 657, 658, 659, 669, 670,
    671, 672, 673, 674, 675, 676, 677, 678, 679, 682, 683, 684, 685, 686, 687, 688, 689, 690, 691, 692, 695,
    696, 716, 749,
];

#[test]
fn every_code_of_the_infojobs_contract_is_raised_by_a_test_through_http() {
    let sources = sources();
    let tests =
        sources.iter().filter(|(file, _)| file.contains("server/src/infojobs") && file.ends_with("tests.rs"));
    let tests: Vec<_> = tests.collect();
    let mut none = Vec::new();
    for code in CODES {
        let wanted = format!("\"{code}\"");
        let mut raised = Vec::new();
        for (file, text) in &tests {
            for test in text.split("#[tokio::test]").skip(1).filter(|test| test.contains(&wanted)) {
                let name = test.split("fn ").nth(1).and_then(|rest| rest.split('(').next()).unwrap_or("?");
                raised.push(format!("{}::{name}", file.trim_start_matches("crates/server/src/infojobs/")));
            }
        }
        println!("{code}: {}", raised.join(", "));
        if raised.is_empty() {
            none.push(code);
        }
    }
    assert!(none.is_empty(), "codes that no test raises: {none:?}");
}
