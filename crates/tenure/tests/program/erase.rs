//! `tenure person`: an operator finds people, and erases one.

use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use career::id::{CurriculumCode, CurriculumId, PersonId};
use career::source::Way;
use serde_json::Value;
use store::Store;
use store::people::{FirstCurriculum, RegisterPerson};
use store::testing::RepeatableRandomness;
use store::testing::postgres::Database;

use crate::browser::Browser;
use crate::parties::Partner;
use crate::program::{Program, command, descriptor, printed, run, text};

/// Everything in the files of the database, as far as it is text.
fn database(folder: &Path) -> String {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let files =
        files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("tenure.sqlite3"));
    let bytes: Vec<u8> = files.flat_map(|path| std::fs::read(path).unwrap()).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn a_person_is_erased_while_the_server_runs_and_nothing_of_them_is_left_in_its_files() {
    let folder = tempfile::TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let mut program = Program::demo(folder.path(), &[]);
    program.until("All of these credentials");
    let browser = Browser::new(&program.base_url);
    assert!(browser.sign_in("/me", "candidate@example.com").await.html.contains("Company A"));
    let theirs = ["candidate@example.com", "InfoJobs\"", "Script programmer", "Company A", "John Doe"];
    let before = database(folder.path());
    assert!(theirs.iter().all(|value| before.contains(value)), "the search finds what is there");
    let found = printed(&["person", "find", "CANDIDATE@", "--data", data]);
    assert!(found.contains("  candidate@example.com\n") && found.contains("1 curriculum, "), "{found}");
    let id = found.split(' ').next().unwrap();

    let erased = printed(&["person", "erase", "candidate@example.com", "--yes", "--data", data]);
    assert_eq!(erased, format!("The person {id} is erased.\n"));
    let left = database(folder.path());
    for value in theirs {
        assert!(!left.contains(value), "{value}");
    }
    assert!(browser.open("/me").await.title().starts_with("Sign in"), "signed out");
    let partner = Partner::of(&descriptor(folder.path())).await;
    let status = partner.status("fa651300-b91a-49cb-8ee7-cac68b3fdf74").await;
    assert_eq!(text(&status, "/status"), "verified");

    assert!(printed(&["history", "verify", "--data", data]).contains("(1 erased)"));
    let shown = printed(&["history", "show", id, "--data", data]);
    assert!(shown.lines().next().unwrap().starts_with("    1  tells nothing  "), "{shown}");
    assert!(shown.contains("This person was erased: the chain is all that is left"), "{shown}");
    let found = printed(&["person", "find", id, "--data", data]);
    assert_eq!(
        found,
        format!("The person {id} was erased. Nothing is left but the chain of their history.\n")
    );
    let again = run(&["person", "erase", id, "--yes", "--data", data]);
    assert_eq!(again.status.code(), Some(1));
    let newcomer = browser.sign_in("/me", "candidate@example.com").await;
    assert!(newcomer.title().starts_with("Your record") && !newcomer.html.contains("Company A"));
    program.stop();
    assert!(printed(&["history", "verify", "--data", data]).contains("everything fits"));
}

#[tokio::test]
async fn ledger_157_on_postgresql_too_and_only_once_the_address_was_typed() {
    let database = Database::new();
    let url = database.url_text();
    let randomness: Arc<dyn store::Randomness> = Arc::new(RepeatableRandomness::default());
    let store = Store::open_postgres(&database.url(), &randomness).await.unwrap();
    let uuid = |number| uuid::Uuid::from_u128(number);
    let register = RegisterPerson {
        address: "kim@example.org".to_owned(),
        person: PersonId::from_uuid(uuid(1)),
        curriculum: FirstCurriculum {
            id: CurriculumId::from_uuid(uuid(2)),
            code: CurriculumCode::from_random([3; 16]),
            name: "CV".to_owned(),
        },
        via: Way::CommandLine,
        now: "2026-11-21T12:00:00Z".parse().unwrap(),
    };
    let id = store.apply(register).await.unwrap().to_string();
    let verified: Value =
        serde_json::from_str(&printed(&["history", "verify", "--json", "--database", &url])).unwrap();
    let expected = serde_json::json!({
        "people": 1, "erased": 0, "entries": 2, "rows": 2, "rows_left_out": 0, "findings": [],
    });
    assert_eq!(verified, expected);

    let erase = |typed: &str| {
        let mut command = command(&["person", "erase", "kim@example.org", "--database", &url]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let refused = erase("yes\n");
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("nothing was erased"));
    let asked = String::from_utf8(refused.stdout).unwrap();
    assert!(asked.contains("kim@example.org") && asked.contains("Type the address to confirm"), "{asked}");
    let erased = erase("Kim@example.org\n");
    assert!(erased.status.success(), "{}", String::from_utf8_lossy(&erased.stderr));
    let shown: Value =
        serde_json::from_str(&printed(&["history", "show", &id, "--json", "--database", &url])).unwrap();
    assert_eq!(shown["erased"], true);
    assert_eq!(shown["entries"].as_array().map(Vec::len), Some(3));
    assert_eq!(shown["entries"][0]["statement"], Value::Null);
    let found = printed(&["person", "find", "kim", "--database", &url]);
    assert_eq!(found, "There is nobody with `kim` in their address or as their id.\n");
    store.close();
}
