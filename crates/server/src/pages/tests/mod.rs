//! Tests over all pages, all messages and the whole stylesheet at once.

mod every_page;
mod gallery;
pub(super) mod html;
mod look;
mod messages;
mod samples;

use std::fs;
use std::path::{Path, PathBuf};

/// A folder of this crate.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Every file under a folder with that ending: its path and its text.
fn files(under: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(under).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    assert!(!found.is_empty(), "{} has no .{ending} file", under.display());
    found
}

/// The templates and the Rust files of the pages: everything that can use a message.
fn sources() -> Vec<(PathBuf, String)> {
    let mut found = files(&folder("templates"), "html");
    found.extend(files(&folder("src/pages"), "rs"));
    found
}
