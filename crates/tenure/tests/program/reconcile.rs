//! `tenure reconcile`: statements held against each other, offline.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{printed, run};

const STATEMENTS: &str = r#"{"statements": [
  {"id": "mine", "kind": "declared", "organisation": "Acme", "title": "Cook", "start": "2020-01-15", "end": "current"},
  {"id": "pay", "kind": "attested", "client": "payroll", "organisation": "ACME Pty Ltd", "title": "Cook",
   "start": "2020-01", "end": "2021-03"}
]}"#;

fn file(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn refused(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(!output.status.success() && output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn it_says_what_agrees_and_what_differs() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "statements.json", STATEMENTS);
    let said = printed(&["reconcile", &path, "--on", "2026-01-01"]);
    let lines: Vec<&str> = said.lines().skip(1).collect();
    assert!(said.starts_with("2 statements in 1 group, on 2026-01-01, under default-"), "{said}");
    assert_eq!(
        lines,
        [
            "",
            "DIFFERS",
            "  mine: Acme, Cook, 2020-01-15 until now (the person)",
            "  pay: ACME Pty Ltd, Cook, 2020-01 to 2021-03 (partner payroll)",
            "    against  current against an end: current (mine) / 2021-03 (pay): 1737 to 1767 days apart",
            "    agrees   the same organisation: Acme (mine) / ACME Pty Ltd (pay)",
            "    agrees   start: 2020-01-15 (mine) / 2020-01 (pay): 0 to 16 days apart",
            "    agrees   title: Cook (mine) / Cook (pay)",
        ]
    );

    let own = file(&folder, "own.toml", include_str!("../../../../policies/default.toml"));
    let json =
        |extra: &[&str]| printed(&[&["reconcile", &path, "--on", "2021-04-01", "--json"], extra].concat());
    let result: Value = serde_json::from_str(&json(&[])).unwrap();
    assert_eq!(result["on"], "2021-04-01");
    assert_eq!(result["groups"][0]["verdict"], "confirmed");
    assert_eq!(json(&[]), json(&["--policy", &own]), "the same input, policy and day give the same bytes");
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let folder = TempDir::new().unwrap();
    let good = file(&folder, "good.json", STATEMENTS);
    let with = |old: &str, new: &str| {
        assert!(STATEMENTS.contains(old));
        let path = file(&folder, "bad.json", &STATEMENTS.replace(old, new));
        refused(&["reconcile", &path])
    };
    let told = with("2020-01-15", "spring 2020");
    assert!(
        told.contains("bad.json line 2 column ") && told.contains("`spring 2020`: a date is a month"),
        "{told}"
    );
    let told = with("2021-03", "2019-12");
    assert!(told.contains("statement 2 (`pay`): the end 2019-12 lies before the start 2020-01"), "{told}");
    let told =
        with("\"title\": \"Cook\", \"start\": \"2020-01-15\"", "\"title\": \" \", \"start\": \"2020-01-15\"");
    assert!(told.contains("statement 1 (`mine`): `title` is empty"), "{told}");
    assert!(with("\"pay\"", "\"mine\"").contains("two statements have the id `mine`"));
    assert!(with("\"kind\"", "\"sort\"").contains("unknown field `sort`"));

    let default = include_str!("../../../../policies/default.toml");
    let policy = file(&folder, "own.toml", &default.replace("months = 1", "months = -1"));
    let told = refused(&["reconcile", &good, "--policy", &policy]);
    assert!(told.contains("own.toml line ") && told.contains("dates.tolerance: "), "{told}");
    let policy = file(&folder, "own.toml", &format!("colour = 1\n{default}"));
    let told = refused(&["reconcile", &good, "--policy", &policy]);
    assert!(told.contains("own.toml line 1: colour: unknown field"), "{told}");
    assert!(refused(&["reconcile", "/nowhere.json"]).contains("/nowhere.json: the file cannot be read"));
}
