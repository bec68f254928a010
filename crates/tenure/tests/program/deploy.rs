//! What stands under `deploy/` is what the program takes.

use std::collections::BTreeSet;
use std::fs;

use crate::program::{Program, printed, run};

fn read(name: &str) -> String {
    fs::read_to_string(format!("{}/../../{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The words of every line that begins with this.
fn words<'a>(text: &'a str, beginning: &'a str) -> impl Iterator<Item = &'a str> {
    text.lines()
        .filter_map(move |line| line.trim_start().strip_prefix(beginning))
        .flat_map(str::split_whitespace)
}

/// A number that stands in the first line that begins with this.
fn number(text: &str, beginning: &str) -> u64 {
    let value = words(text, beginning).next().unwrap_or_else(|| panic!("no {beginning}"));
    value.trim_matches('"').trim_end_matches('s').parse().unwrap()
}

/// The help of `tenure serve`, on one line.
fn help() -> String {
    printed(&["serve", "--help"]).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The variables of the program's own that are named.
fn variables(text: &str) -> BTreeSet<&str> {
    let words = text.split(|letter: char| !letter.is_ascii_uppercase() && letter != '_');
    words.filter(|word| word.starts_with("TENURE_")).collect()
}

#[test]
fn the_unit_starts_the_program_with_flags_that_it_has_and_gives_it_what_it_needs() {
    let unit = read("deploy/tenure.service");
    let help = help();
    let start: Vec<_> = words(&unit, "ExecStart=").collect();
    let [program, "serve", flags @ ..] = &start[..] else { panic!("{start:?}") };
    assert!(unit.contains(&format!("install -m 755 tenure {program}")), "the head says where it is");
    for flag in flags.iter().filter(|word| word.starts_with("--")) {
        assert!(help.contains(&format!("{flag} <")), "{flag}");
    }
    for variable in variables(&unit) {
        assert!(help.contains(&format!("[env: {variable}]")), "{variable}");
    }
    // The credential is named as the flag names it, and comes from where the head puts it.
    let (name, from) = words(&unit, "LoadCredential=").next().unwrap().split_once(':').unwrap();
    assert!(flags.contains(&&*format!("%d/{name}")) && unit.contains(&format!(" {from} ")));
    // The folder that is made is the one that is named, and the user's home.
    assert!(unit.contains("StateDirectory=tenure\n") && unit.contains("TENURE_DATA=%S/tenure\n"));

    let example = read("tenure.example.toml");
    let seconds = number(&example, "#notice =") + number(&example, "#deadline =");
    assert!(number(&unit, "TimeoutStopSec=") > seconds + 35, "and a last commit");
    assert!(number(&unit, "LimitNOFILE=") >= number(&example, "#total =") + 100);
}

#[test]
fn the_container_runs_the_program_as_it_wants_to_be_run() {
    let image = read("deploy/Dockerfile");
    let help = help();
    for variable in variables(&image) {
        assert!(help.contains(&format!("[env: {variable}]")), "{variable}");
    }
    let port = number(&image, "EXPOSE ");
    assert!(image.contains(&format!("TENURE_LISTEN=0.0.0.0:{port}")));
    assert!(
        image.contains("USER 65532:65532\n") && image.contains("--chown=65532:65532 /image/data /data\n")
    );
    assert!(image.contains("TENURE_DATA=/data") && image.contains("VOLUME /data\n"));
    assert!(image.contains("ENTRYPOINT [\"/usr/bin/tenure\"]\nCMD [\"serve\"]\n"));
    assert!(image.contains("CMD [\"/usr/bin/tenure\", \"ready\"]"));
    // The toolchain is not older than the one that the workspace needs.
    let version = |text: &str| -> Vec<u64> { text.split('.').map_while(|part| part.parse().ok()).collect() };
    let base = words(&image, "FROM docker.io/library/rust:").next().unwrap().split('-').next().unwrap();
    let manifest = read("Cargo.toml");
    let needed = words(&manifest, "rust-version = ").next().unwrap().trim_matches('"');
    assert!(version(base) >= version(needed), "{base} for {needed}");
    // What a build needs is not left out of it.
    let ignored = read(".dockerignore");
    for needed in ["crates", "dictionaries", "locales", "policies", "Cargo.lock"] {
        assert!(ignored.lines().all(|line| line != needed), "{needed}");
    }
    assert!(ignored.lines().any(|line| line == ".git") && ignored.lines().any(|line| line == "target"));
}

#[test]
fn a_server_is_asked_whether_it_is_ready_where_it_listens() {
    let (program, _folder, _) = Program::empty_demo();
    let (_, address) = program.base_url.split_once("//").unwrap();
    let (_, port) = address.split_once(':').unwrap();
    assert_eq!(printed(&["ready", "--listen", address]), "ready\n");
    let everywhere = format!("0.0.0.0:{port}");
    let url = ["--public-url", "https://career.example.org"];
    assert_eq!(printed(&[&["ready", "--listen", &everywhere], &url[..]].concat()), "ready\n");
    let address = address.to_owned();
    program.stop();
    let asked = run(&["ready", "--listen", &address]);
    let told = String::from_utf8(asked.stderr).unwrap();
    assert_eq!(asked.status.code(), Some(1), "{told}");
    assert!(told.starts_with(&format!("tenure: {address}: the server is not ready: ")), "{told}");
    assert!(told.contains("refused"), "{told}");
}
