//! `tenure history`, on the database of a demo that is serving.

use std::path::Path;

use rusqlite::Connection;
use serde_json::Value;

use crate::program::{Program, printed, run, text};

/// Runs `tenure history`; gives the exit code, and what it printed.
fn history(arguments: &[&str], data: &str) -> (Option<i32>, String) {
    let output = run(&[&["history"], arguments, &["--data", data]].concat());
    let printed = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(printed).unwrap())
}

/// The candidate's id, as the database has it.
fn candidate(data: &str) -> String {
    let found: Value =
        serde_json::from_str(&printed(&["person", "find", "candidate", "--json", "--data", data])).unwrap();
    text(&found, "/0/id").to_owned()
}

fn raw(folder: &Path) -> Connection {
    Connection::open(folder.join("tenure.sqlite3")).unwrap()
}

#[test]
fn what_was_changed_in_the_file_is_named_while_the_server_runs_and_a_clean_file_is_clean() {
    let folder = tempfile::TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let mut program = Program::demo(folder.path(), &[]);
    program.until("All of these credentials");
    let (code, told) = history(&["verify"], data);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.starts_with("Looked at ") && told.contains(": everything fits."), "{told}");
    let (code, told) = history(&["verify", "--person", "candidate@example.com"], data);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.starts_with("Looked at 1 person, "), "{told}");

    let (person, connection) = (candidate(data), raw(folder.path()));
    let change = |text: &str| assert_eq!(connection.execute(text, []).unwrap(), 1, "{text}");
    let line = format!("person {person}: ");
    for (do_it, undo, expected) in [
        (
            "update history_opened set statement = replace(statement, 'declared', 'declaree') where sequence = 1 \
             and statement like '%candidate@example.com%'",
            "update history_opened set statement = replace(statement, 'declaree', 'declared') \
             where statement like '%declaree%'",
            "what entry 1 says is not what it was committed to",
        ),
        (
            "update person set address = 'candidata@example.com' where address = 'candidate@example.com'",
            "update person set address = 'candidate@example.com' where address = 'candidata@example.com'",
            "differs from its newest entry, 1",
        ),
        (
            "update experience set content = cast(x'ff' || substr(cast(content as blob), 2) as text) \
             where content like '%Script programmer%'",
            "update experience set content = cast(x'7b' || substr(cast(content as blob), 2) as text) \
             where substr(cast(content as blob), 1, 1) = x'ff'",
            "the row of experience 8547632159 differs from its newest entry, ",
        ),
    ] {
        change(do_it);
        let (code, told) = history(&["verify"], data);
        assert_eq!(code, Some(3), "{told}");
        let finding = told.lines().next().unwrap();
        assert!(finding.starts_with(&line) && finding.contains(expected), "{told}");
        assert!(finding.contains("; ") && told.contains(": 1 thing does not fit."), "{told}");
        let (code, told) = history(&["verify", "--json"], data);
        let told: Value = serde_json::from_str(&told).unwrap();
        assert_eq!((code, text(&told, "/findings/0/person")), (Some(3), person.as_str()));
        change(undo);
        assert_eq!(history(&["verify"], data).0, Some(0));
    }
    program.stop();
    assert_eq!(history(&["verify"], data).0, Some(0), "without a server too");
}

#[test]
fn a_history_is_shown_and_a_head_from_outside_is_met_or_not() {
    let folder = tempfile::TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let mut program = Program::demo(folder.path(), &[]);
    program.until("All of these credentials");
    program.stop();
    let (code, told) = history(&["show", "candidate@example.com"], data);
    assert_eq!(code, Some(0));
    let first = told.lines().next().unwrap();
    assert!(
        first.starts_with("    1  20")
            && first.contains(" UTC  the person, at the command line: declared the record  ")
    );
    for words in [
        "application “Demo Job Board”, by the InfoJobs contract: edited experience 8547632159",
        "partner “Demo Payroll”, by the SEEK Pass contract: received credential ",
        "the person, on the pages: accepted credential ",
        "granted grant ",
        " to “Demo Job Board”",
    ] {
        assert!(told.contains(words), "{words} is not in\n{told}");
    }
    let (_, shown) = history(&["show", &candidate(data), "--json"], data);
    let shown: Value = serde_json::from_str(&shown).unwrap();
    let entries = shown["entries"].as_array().unwrap();
    assert_eq!(entries.len() + 1, told.lines().count());
    assert_eq!((entries[0]["sequence"].as_u64(), text(&entries[0], "/event/what")), (Some(1), "declared"));

    let head = text(&shown, "/head");
    assert!(told.ends_with(&format!("head {head}\n")), "{told}");
    let against =
        |head: &str| history(&["verify", "--person", "candidate@example.com", "--head", head], data);
    assert_eq!(against(head).0, Some(0));
    let later = format!("{}:{}", entries.len() + 5, head.split_once(':').unwrap().1);
    let (code, told) = against(&later);
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("does not lead to the head that was given"), "{told}");
    let (code, told) = against("x");
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("the number of its last entry, a colon"), "{told}");
}

#[test]
fn who_is_not_there_is_refused_by_name() {
    let (program, folder, _) = Program::empty_demo();
    program.stop();
    let data = folder.path().to_str().unwrap();
    for nobody in ["nobody@example.com", "01a20024-9fe1-7e90-bf8e-0869f1146d6b"] {
        for command in [&["show", nobody][..], &["verify", "--person", nobody]] {
            let (code, told) = history(command, data);
            assert_eq!(code, Some(1));
            assert!(
                told.contains(&format!("there is nobody with the address or the id `{nobody}`")),
                "{told}"
            );
        }
    }
    let none = folder.path().join("none");
    let (code, told) = history(&["verify"], none.to_str().unwrap());
    assert!(code == Some(1) && told.contains("there is no Tenure database in this folder"), "{told}");
}
