//! The pages in Chromium (`tests/browser`).

use std::path::PathBuf;
use std::process::Command;

use crate::run::{cargo, run};
use crate::tool::Tool;
use crate::{built, node};

const CHROMIUM: Tool = Tool { program: "chromium", packages: &["chromium", "fonts-liberation"] };

/// Runs the suite. Its pictures of every page are left in `screenshots` in the target folder.
pub(crate) fn test() -> Result<(), String> {
    let chromium = CHROMIUM.ensure()?;
    let folder = built::root().join("tests/browser");
    let program = built::program()?;
    let files = test_files(&folder)?;
    let gallery = gallery()?;

    let node = node::with_packages(&folder)?;
    // One file after the other: each has a server and a browser of its own.
    let mut command = Command::new(node);
    command.args(["--test", "--test-concurrency=1", "--test-reporter=./reporter.mjs"]).args(files);
    run(command
        .current_dir(&folder)
        .env("TENURE_PROGRAM", program)
        .env("CHROMIUM", chromium)
        .env("GALLERY", gallery)
        .env("SCREENSHOTS", built::target()?.join("screenshots")))
}

/// Has every page written in every state, anew; gives the folder.
fn gallery() -> Result<PathBuf, String> {
    let folder = built::target()?.join("gallery");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let words = ["test", "--quiet", "--locked", "--package", "server", "--lib", "gallery"];
    run(cargo().args(words).env("GALLERY", &folder))?;
    Ok(folder)
}

/// The names of the test files, in order.
fn test_files(folder: &std::path::Path) -> Result<Vec<String>, String> {
    let unreadable = |error| format!("{}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name();
        names.extend(name.into_string().ok().filter(|name| name.ends_with(".test.mjs")));
    }
    names.sort();
    if names.is_empty() { Err(format!("there is no test in {}", folder.display())) } else { Ok(names) }
}
