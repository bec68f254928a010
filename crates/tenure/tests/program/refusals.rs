//! Bad starts: each says what is wrong and where, exits with 1, and has changed nothing.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use tempfile::TempDir;

use crate::program::{command, printed, run};

const MAIL: [&str; 4] = ["--mail-relay", "smtp://127.0.0.1:2525", "--mail-from", "no-reply@example.org"];

/// What is in a folder: names and bytes.
fn content(folder: &Path) -> BTreeMap<OsString, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name(), fs::read(entry.path()).unwrap_or_default())).collect()
}

/// Runs `tenure serve` with a bad start in the folder; nothing in it may change.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let before = content(folder);
    let output = run(&[&["serve"], arguments].concat());
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(output.stdout.is_empty());
    assert!(errors.starts_with("tenure: "), "{errors}");
    assert!(content(folder) == before, "the folder has changed");
    errors
}

#[test]
fn an_unknown_key() {
    let folder = TempDir::new().unwrap();
    let config = folder.path().join("tenure.toml");
    fs::write(&config, "# mine\nlisten = \"127.0.0.1:0\"\nlisen = \"127.0.0.1:0\"\n").unwrap();
    let config = config.to_str().unwrap();
    let data = folder.path().join("data");
    let told = refused(
        folder.path(),
        &[&["--config", config, "--data", data.to_str().unwrap()], MAIL.as_slice()].concat(),
    );
    assert_eq!(
        told,
        format!("tenure: {config} line 3: `lisen` is no key of the configuration; did you mean `listen`?\n")
    );
}

#[test]
fn an_unknown_variable_and_a_wrong_value_of_a_known_one() {
    let folder = TempDir::new().unwrap();
    let serve = |name: &str, value: &str| {
        let output =
            command(&["serve", "--data", folder.path().to_str().unwrap()]).env(name, value).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(serve("TENURE_LISTN", "x").contains("did you mean TENURE_LISTEN?"));
    let told = serve("TENURE_LISTEN", "8080");
    assert!(told.contains("TENURE_LISTEN: listen: `8080` is not allowed"), "{told}");
    assert!(content(folder.path()).is_empty());
}

#[test]
fn a_data_folder_that_cannot_be_read() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    fs::write(&data, "a file").unwrap();
    let arguments =
        [&["--listen", "127.0.0.1:0", "--data", data.to_str().unwrap()], MAIL.as_slice()].concat();
    let told = refused(folder.path(), &arguments);
    assert!(told.contains(data.to_str().unwrap()) && told.contains("--data"), "{told}");

    fs::remove_file(&data).unwrap();
    fs::create_dir(&data).unwrap();
    fs::set_permissions(&data, fs::Permissions::from_mode(0o000)).unwrap();
    let is_root = fs::metadata(&data).unwrap().uid() == 0;
    if !is_root {
        let told = refused(folder.path(), &arguments);
        assert!(told.contains("the data folder cannot be read"), "{told}");
    }
    fs::set_permissions(&data, fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_port_that_is_taken() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let arguments = [&["--listen", &address, "--data", data.to_str().unwrap()], MAIL.as_slice()].concat();
    let told = refused(folder.path(), &arguments);
    assert!(told.contains(&address) && told.contains("something else listens"), "{told}");
}

#[test]
fn a_database_of_a_newer_version() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    printed(&["client", "add", "partner", "--name", "P", "--data", data]);
    let connection = rusqlite::Connection::open(folder.path().join("tenure.sqlite3")).unwrap();
    connection.execute("update schema_compatibility set oldest_compatible = 999", []).unwrap();
    drop(connection);
    let told =
        refused(folder.path(), &[&["--listen", "127.0.0.1:0", "--data", data], MAIL.as_slice()].concat());
    assert!(told.contains("tenure.sqlite3") && told.contains("newer version of Tenure"), "{told}");
    let before = content(folder.path());
    let output = run(&["client", "list", "--data", data]);
    assert_eq!(output.status.code(), Some(1));
    assert!(content(folder.path()) == before, "the folder has changed");
}

#[test]
fn no_mail_relay() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let told = refused(folder.path(), &["--listen", "127.0.0.1:0", "--data", data.to_str().unwrap()]);
    assert!(told.contains("outside demo mode a mail relay is needed"), "{told}");
    assert!(told.contains("[mail] relay = "), "{told}");
}

#[test]
fn plain_http_beyond_loopback() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let url = ["--public-url", "http://career.example.org", "--data", data.to_str().unwrap()];
    let told = refused(folder.path(), &[&url, MAIL.as_slice()].concat());
    assert!(told.contains("public_url") && told.contains("https://"), "{told}");
}

#[test]
fn a_faulty_dictionary() {
    let folder = TempDir::new().unwrap();
    let dictionaries = TempDir::new().unwrap();
    fs::write(dictionaries.path().join("workday.json"), "{\"dictionary\": \"workday\",\n\"entries\": 1}")
        .unwrap();
    let data = folder.path().join("data");
    let arguments =
        ["--dictionaries", dictionaries.path().to_str().unwrap(), "--data", data.to_str().unwrap()];
    let told = refused(folder.path(), &[&arguments, MAIL.as_slice()].concat());
    assert!(told.contains("workday.json line 2"), "{told}");
}

#[test]
fn a_faulty_policy() {
    let folder = TempDir::new().unwrap();
    let policy = folder.path().join("policy.toml");
    let text = include_str!("../../../../policies/default.toml");
    fs::write(&policy, text.replace("months = 6", "months = 600")).unwrap();
    let (data, policy) = (folder.path().join("data"), policy.to_str().unwrap());
    let arguments = ["--reconciliation-policy", policy, "--data", data.to_str().unwrap()];
    let told = refused(folder.path(), &[&arguments, MAIL.as_slice()].concat());
    let line = text.lines().position(|line| line.contains("months = 6")).unwrap() + 1;
    assert_eq!(
        told,
        format!(
            "tenure: {policy} line {line}: evidence.stale_after: at most 120 months or 3660 days are allowed; \
             docs/reconciliation.md explains every key\n"
        )
    );
}
