//! The folder of a demo: which ones a demo may use, and how it begins anew.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::clock;
use super::descriptor::Descriptor;
use crate::config::Config;
use crate::problem::Problem;

/// What a demo makes in its folder.
const OURS: [&str; 7] = [
    "tenure.sqlite3-wal",
    "tenure.sqlite3-shm",
    "tenure.sqlite3",
    "demo-clock.new",
    clock::FILE,
    "demo.json.new",
    "demo.json",
];

/// Looks whether a demo may use a folder: one that is not there, an empty one, or one with a demo in it. Answers
/// what stands in its `demo.json`. Changes nothing.
///
/// # Errors
/// [`Problem`] for any other folder.
pub fn check(folder: &Path, fresh: bool) -> Result<Option<Descriptor>, Problem> {
    let entries = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == ErrorKind::NotFound => false,
        Err(error) => return Err(unusable(folder, "the demo's folder cannot be read", error)),
    };
    let database = Config::file_in(folder);
    if fresh && Descriptor::path(folder).is_file() {
        return Ok(None);
    }
    match Descriptor::read(folder)? {
        Some(_) if !database.is_file() => Err(refused(
            folder,
            "there is a demo.json and no database; begin anew with --fresh, or name another folder with --data",
        )),
        Some(descriptor) => Ok(Some(descriptor)),
        None if database.exists() => Err(refused(
            folder,
            "there is a database that is no demo's (there is no demo.json), and the demo leaves it alone; name another \
             folder with --data",
        )),
        None if entries => Err(refused(
            folder,
            "this folder is not empty and no demo's (there is no demo.json); name another one with --data",
        )),
        None => Ok(None),
    }
}

/// Deletes an earlier demo from a folder that was checked. Files of others stay. `demo.json` goes last, so that
/// what was cut short can be repeated.
///
/// # Errors
/// [`Problem::Path`].
pub fn clear(folder: &Path) -> Result<(), Problem> {
    for name in OURS.map(OsStr::new) {
        match fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(unusable(&folder.join(name), "it cannot be deleted", error));
            }
            _ => {}
        }
    }
    Ok(())
}

fn refused(folder: &Path, words: &str) -> Problem {
    Problem::Folder { path: folder.to_owned(), words: words.to_owned() }
}

fn unusable(path: &Path, what: &'static str, error: io::Error) -> Problem {
    Problem::Path { path: path.to_owned(), what, error, todo: "name another folder with --data" }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEMO: &str = r#"{"base_url": "", "partner": {"client_id": "", "client_secret": ""},
        "application": {"client_id": "", "client_secret": "", "redirect_uri": ""},
        "person": {"email": "", "curriculum_id": "", "access_token": "", "refresh_token": ""}}"#;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::TempDir::new().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    fn told(files: &[(&str, &str)], fresh: bool) -> String {
        check(folder(files).path(), fresh).err().unwrap().to_string()
    }

    #[test]
    fn an_empty_folder_or_none_is_for_a_new_demo() {
        for fresh in [false, true] {
            assert!(check(folder(&[]).path(), fresh).unwrap().is_none());
            assert!(check(Path::new("/nowhere/demo"), fresh).unwrap().is_none());
        }
    }

    #[test]
    fn a_demos_folder_is_gone_on_with_or_begun_anew() {
        let files = [("demo.json", DEMO), ("tenure.sqlite3", "")];
        assert!(check(folder(&files).path(), false).unwrap().is_some());
        assert!(check(folder(&files).path(), true).unwrap().is_none());
        assert!(check(folder(&[("demo.json", "damaged")]).path(), true).unwrap().is_none());
        assert!(told(&[("demo.json", DEMO)], false).contains("no database"));
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused() {
        for fresh in [false, true] {
            assert!(told(&[("tenure.sqlite3", "")], fresh).contains("no demo's"));
            assert!(told(&[("thesis.odt", "")], fresh).contains("not empty"));
        }
    }

    #[test]
    fn beginning_anew_deletes_what_a_demo_made_and_nothing_else() {
        let folder =
            folder(&[("demo.json", DEMO), ("tenure.sqlite3", ""), ("tenure.sqlite3-wal", ""), ("mine", "")]);
        clear(folder.path()).unwrap();
        let left: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["mine"]);
    }
}
