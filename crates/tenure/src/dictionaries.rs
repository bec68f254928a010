//! The dictionaries: the shipped ones, with an operator's own in the place of some of them.

use std::fs;
use std::path::Path;

use career::dictionary::{Dictionaries, Fault};

use crate::output::say;
use crate::problem::Problem;

/// Reads and checks the dictionaries.
///
/// # Errors
/// [`Problem::Dictionaries`] with every fault, file and line; [`Problem::Path`] where the folder cannot be read.
pub fn load(folder: Option<&Path>) -> Result<Dictionaries, Problem> {
    let Some(folder) = folder else {
        return Dictionaries::shipped().map_err(|faults| refused(Path::new("the program"), faults));
    };
    let files = read(folder)?;
    if files.is_empty() {
        return Err(Problem::Folder {
            path: folder.to_owned(),
            words: "this folder of dictionaries holds no file *.json; put some in, or leave the setting away"
                .to_owned(),
        });
    }
    let texts = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Dictionaries::shipped_with(texts).map_err(|faults| refused(folder, faults))
}

/// Checks a folder of dictionaries and says what it would put in the place of the shipped ones.
///
/// # Errors
/// Those of [`load`].
pub fn check(folder: &Path) -> Result<(), Problem> {
    let dictionaries = load(Some(folder))?;
    let files = read(folder)?;
    for (name, _) in &files {
        let id = name.trim_end_matches(".json");
        let rows = dictionaries
            .get(id)
            .map_or(String::new(), |dictionary| format!(", {} rows", dictionary.entries().len()));
        say(format!("{name}: good{rows}"));
    }
    say(format!("{} of {} files are replaced", files.len(), Dictionaries::ids().count() + 1));
    Ok(())
}

fn refused(folder: &Path, faults: Vec<Fault>) -> Problem {
    let folder = folder.to_owned();
    Problem::Dictionaries { folder, faults }
}

/// The names and texts of the files `*.json` in a folder, sorted.
fn read(folder: &Path) -> Result<Vec<(String, String)>, Problem> {
    let unreadable = |path: &Path, error| Problem::Path {
        path: path.to_owned(),
        what: "the dictionaries cannot be read",
        error,
        todo: "name a readable folder of dictionary files, or leave the setting `dictionaries` away",
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let path = entry.map_err(|error| unreadable(folder, error))?.path();
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else {
            continue;
        };
        if path.extension().is_some_and(|extension| extension == "json") {
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
            files.push((name, text));
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::TempDir::new().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn without_a_folder_the_shipped_ones_hold() {
        assert!(load(None).unwrap().contains("industry", "servicios-de-ti"));
    }

    #[test]
    fn a_file_replaces_the_shipped_one_of_its_name() {
        let text = r#"{"dictionary": "workday", "entries": [
            {"id": 1, "key": "all-day", "value": "All day", "order": 1, "origin": "local"}]}"#;
        let folder = folder(&[("workday.json", text), ("README.md", "not looked at")]);
        match load(Some(folder.path())) {
            Ok(dictionaries) => {
                assert!(dictionaries.contains("workday", "all-day"));
                assert!(dictionaries.contains("industry", "servicios-de-ti"));
            }
            Err(problem) => panic!("{problem}"),
        }
    }

    #[test]
    fn a_fault_is_told_with_its_folder_file_and_line() {
        let folder = folder(&[("workday.json", "{\"dictionary\": \"workday\",\n \"entries\": 7}")]);
        let told = load(Some(folder.path())).unwrap_err().to_string();
        assert!(told.contains(&folder.path().display().to_string()), "{told}");
        assert!(told.contains("workday.json line 2"), "{told}");
    }

    #[test]
    fn a_folder_that_is_not_there_or_empty_is_told() {
        let told = load(Some(Path::new("/nowhere"))).unwrap_err().to_string();
        assert!(told.starts_with("/nowhere: the dictionaries cannot be read"), "{told}");
        let folder = folder(&[]);
        assert!(load(Some(folder.path())).unwrap_err().to_string().contains("holds no file *.json"));
    }
}
