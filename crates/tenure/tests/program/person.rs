//! `tenure person export` and `tenure person import`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;

use career::id::{PersonId, StatementId};
use career::person_name::PersonName;
use career::record::DisputeNote;
use serde_json::Value;
use store::Store;
use store::marks::{DisputeStatement, HideStatement};
use store::people::{PersonByAddress, SetName};
use store::record::RecordOf;
use store::testing::RepeatableRandomness;
use store::testing::postgres::Database;
use tempfile::TempDir;

use crate::program::{Program, printed, run};

const ADDRESS: &str = "candidate@example.com";
const ON: &str = "2027-02-28";

/// A folder with the database of a demo that was played, whose person has a name, hides and disputes.
async fn played() -> TempDir {
    let folder = TempDir::new().unwrap();
    let mut program = Program::demo(folder.path(), &[]);
    program.until("All of these credentials");
    program.stop();
    let randomness: Arc<dyn store::Randomness> = Arc::new(RepeatableRandomness::default());
    let store = Store::open_sqlite(&folder.path().join("tenure.sqlite3"), &randomness).unwrap();
    let person = store.answer(PersonByAddress { address: ADDRESS.to_owned() }).await.unwrap().unwrap();
    let record = store.answer(RecordOf { person }).await.unwrap().unwrap();
    let now = "2026-11-23T12:00:00.5Z".parse().unwrap();
    let name = PersonName::parse("Kim \"K\" Roe").unwrap();
    store.apply(SetName { person, name, now }).await.unwrap();
    let statement = StatementId::Experience(record.experiences[0].id);
    store.apply(HideStatement { person, statement, hidden: true, now }).await.unwrap();
    let statement = StatementId::Employment { submission: record.credentials[0].submission, place: 1 };
    let note = Some(DisputeNote::parse("Not so.\nÑo.").unwrap());
    store.apply(DisputeStatement { person, statement, note, tell_partner: false, now }).await.unwrap();
    store.close();
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn refused(arguments: &[&str]) -> String {
    let output = run(arguments);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(output.stdout.is_empty());
    told
}

/// Where two documents differ, as pointers.
fn differences(one: &Value, other: &Value, at: &str, found: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let names: Vec<&String> =
                one.keys().chain(other.keys().filter(|name| !one.contains_key(*name))).collect();
            if names.len() == one.len() && one.len() == other.len() {
                assert!(one.keys().eq(other.keys()), "the members of {at} are in another order");
            }
            for name in names {
                let null = &Value::Null;
                let (one, other) = (one.get(name).unwrap_or(null), other.get(name).unwrap_or(null));
                differences(one, other, &format!("{at}/{name}"), found);
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            for place in 0..one.len().max(other.len()) {
                match (one.get(place), other.get(place)) {
                    (Some(one), Some(other)) => differences(one, other, &format!("{at}/{place}"), found),
                    _ => found.push(format!("{at}/{place}")),
                }
            }
        }
        _ if one == other => {}
        _ => found.push(at.to_owned()),
    }
}

/// What happened, by the entries of a document.
fn events(document: &Value) -> Vec<Value> {
    let entries = document["history"].as_array().unwrap().iter();
    let said = entries.map(|entry| serde_json::from_str(entry["statement"].as_str().unwrap()).unwrap());
    said.collect()
}

/// Exports, imports into an empty server, exports: the two files may differ in nothing but what export and import
/// themselves append, and in the head that follows from it.
fn there_and_back(first: &TempDir, second: &[&str]) {
    let files = TempDir::new().unwrap();
    let (one, two) = (files.path().join("one.json"), files.path().join("two.json"));
    let export = |place: &[&str], path: &Path| {
        let words = ["person", "export", ADDRESS, "--on", ON, "--output", text(path)];
        assert_eq!(printed(&[words.as_slice(), place].concat()), "");
    };
    export(&["--data", text(first.path())], &one);
    let told = printed(&[&["person", "import", text(&one)], second].concat());
    export(second, &two);
    let (before, after) = (read(&one), read(&two));
    assert!(told.contains(before["head"]["key"]["kid"].as_str().unwrap()), "{told}");

    let mut found = Vec::new();
    differences(&before, &after, "", &mut found);
    let last = before["history"].as_array().unwrap().len();
    let allowed = [
        format!("/history/{last}"),
        format!("/history/{}", last + 1),
        "/head/sequence".to_owned(),
        "/head/hash".to_owned(),
        "/head/signature".to_owned(),
        "/head/key/x".to_owned(),
        "/head/key/kid".to_owned(),
    ];
    assert_eq!(found, allowed);
    let (entered, whats) = (events(&after), |event: &Value| event["what"].clone());
    assert_eq!(
        entered[last - 1..].iter().map(whats).collect::<Vec<_>>(),
        ["exported", "imported", "exported"]
    );
    assert_eq!(entered[last]["values"]["head"]["sequence"], before["head"]["sequence"]);
    assert_eq!(entered[last]["values"]["head"]["hash"], before["head"]["hash"]);
    assert_eq!(after["head"]["sequence"], last + 2);
    // It is a record that has something to lose.
    for member in ["curricula", "experiences", "credentials", "clients"] {
        assert!(!before["record"][member].as_array().unwrap().is_empty(), "{member}");
    }
    assert_eq!(before["record"]["marks"].as_object().unwrap().len(), 2);
    assert_eq!(before["record"]["person"]["name"], "Kim \"K\" Roe");
    assert_eq!(before["verdicts"]["reconciliation"]["on"], ON);
}

#[tokio::test]
async fn a_record_comes_over_into_an_empty_server_as_it_was() {
    let first = played().await;
    let second = TempDir::new().unwrap();
    let data = second.path().join("data");
    there_and_back(&first, &["--data", text(&data)]);
    let database = Database::without_schema();
    there_and_back(&first, &["--database", &database.url_text()]);
}

#[tokio::test]
async fn what_was_changed_is_refused_and_nothing_is_written() {
    let first = played().await;
    let folder = TempDir::new().unwrap();
    let good = printed(&["person", "export", ADDRESS, "--on", ON, "--data", text(first.path())]);
    let (file, data) = (folder.path().join("file.json"), folder.path().join("data"));
    let import = |content: &str| {
        fs::write(&file, content).unwrap();
        let told = refused(&["person", "import", text(&file), "--data", text(&data)]);
        assert!(told.starts_with(&format!("tenure: {}: ", text(&file))), "{told}");
        assert!(!data.exists(), "nothing is made");
        told
    };
    for (old, new, told) in [
        ("\"version\": 1,", "\"version\": 2,", "made by a newer version: 2; this program reads up to 1"),
        ("\"format\": \"tenure-record\"", "\"format\": \"resume\"", "only a whole record can be imported"),
        ("Script programmer", "Chief programmer", "is not what entry "),
        ("Demo Payroll", "Demo Pavroll", "the signature does not fit what stands in the file"),
        ("\"principal\":", "\"colour\": 1, \"principal\":", "unknown field `colour`"),
        ("\"sequence\": 3,", "\"sequence\": 4,", "entry 3 of the history does not follow the one before it"),
    ] {
        assert!(good.contains(old), "{old}");
        let found = import(&good.replacen(old, new, 1));
        assert!(found.contains(told), "{found}");
    }
    assert!(import(&good[..good.len() / 2]).contains("it was cut short; copy it again"));
    assert!(import("").contains("it was cut short"));
    let file = fs::File::create(&file).unwrap();
    file.set_len((256 << 20) + 1).unwrap();
    let huge = folder.path().join("file.json");
    assert!(refused(&["person", "import", text(&huge)]).contains("longer than 256 MiB"));
    let nowhere = refused(&["person", "import", "/nowhere.json", "--data", text(&data)]);
    assert!(nowhere.contains("/nowhere.json: the file cannot be read"), "{nowhere}");

    // The server that it comes from has the person already, and keeps them as they are.
    fs::write(&huge, &good).unwrap();
    let told = refused(&["person", "import", text(&huge), "--data", text(first.path())]);
    assert!(told.contains("this person is on this server already; nothing was imported"), "{told}");
}

#[tokio::test]
async fn an_export_goes_where_it_is_told_with_a_note_of_what_it_lacks() {
    let first = played().await;
    let data = ["--data", text(first.path())];
    let files = TempDir::new().unwrap();
    let (output, loss) = (files.path().join("resume.json"), files.path().join("loss.json"));
    let words = ["person", "export", ADDRESS, "--format", "json-resume", "--on", ON];
    let to_files = ["--output", text(&output), "--loss", text(&loss)];
    let done = run(&[words.as_slice(), &to_files, &data].concat());
    assert!(done.status.success() && done.stdout.is_empty() && done.stderr.is_empty());
    let resume = read(&output);
    assert_eq!(resume["basics"]["email"], ADDRESS);
    let note = read(&loss);
    assert_eq!(note["format"], "json-resume");
    assert_eq!(note["losses"][0]["kind"], "hidden");
    assert_eq!(note["losses"][0]["count"], 1);
    assert_eq!(fs::metadata(&output).unwrap().permissions().mode() & 0o777, 0o600);

    let done = run(&[words.as_slice(), &data].concat());
    assert_eq!(serde_json::from_slice::<Value>(&done.stdout).unwrap(), resume, "the same on the same day");
    let told = String::from_utf8(done.stderr).unwrap();
    assert!(told.starts_with("What json-resume cannot carry of this record:\n"), "{told}");

    let history = || events(&whole_by_id(&data)).len();
    let before = history();
    let told = refused(&[words.as_slice(), &to_files, &data].concat());
    assert!(
        told.contains("resume.json: the file cannot be made") && told.contains("not there yet"),
        "{told}"
    );
    assert_eq!(history(), before + 2, "what was refused is not entered; the two looks are");
    for nobody in ["nobody@example.org", &PersonId::from_uuid(uuid::Uuid::nil()).to_string()] {
        let never = files.path().join("never.json");
        let told =
            refused(&[&["person", "export", nobody, "--output", text(&never)], data.as_slice()].concat());
        assert!(told.contains(&format!("there is no person `{nobody}`")), "{told}");
        assert!(!never.exists());
    }
}

/// The whole record, asked for by the person's id.
fn whole_by_id(data: &[&str]) -> Value {
    let by_address = printed(&[&["person", "export", "CANDIDATE@example.com"], data].concat());
    let by_address: Value = serde_json::from_str(&by_address).unwrap();
    let id = by_address["record"]["person"]["id"].as_str().unwrap();
    serde_json::from_str(&printed(&[&["person", "export", id], data].concat())).unwrap()
}
