//! The policy under which records are reconciled: the shipped one, or an operator's own file.

use std::fs;
use std::path::Path;

use career::reconciliation::Policy;

use crate::problem::Problem;

const DEMO: &str = include_str!("../../../policies/demo.toml");

/// Reads and checks a policy.
///
/// # Errors
/// [`Problem::Path`] where the file cannot be read; [`Problem::Policy`] with file, line and key where it is wrong.
pub fn load(path: Option<&Path>) -> Result<Policy, Problem> {
    let (name, policy) = match path {
        Some(path) => (path.display().to_string(), Policy::read(&read(path)?)),
        None => ("the shipped policy".to_owned(), Policy::shipped()),
    };
    policy.map_err(|fault| Problem::Policy { name, fault })
}

/// The policy of the demo, which knows its employers by other names too.
///
/// # Errors
/// None, which a test holds.
pub fn of_the_demo() -> Result<Policy, Problem> {
    Policy::read(DEMO).map_err(|fault| Problem::Policy { name: "the demo's policy".to_owned(), fault })
}

fn read(path: &Path) -> Result<String, Problem> {
    fs::read_to_string(path).map_err(|error| Problem::Path {
        path: path.to_owned(),
        what: "the policy cannot be read",
        error,
        todo: "name a readable file, in UTF-8, or leave the setting away",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_file_the_shipped_one_holds() {
        let policy = load(None).unwrap();
        assert!(policy.id().to_string().starts_with("default-"));
    }

    #[test]
    fn the_demos_knows_two_employers_by_other_names() {
        let policy = of_the_demo().unwrap();
        assert!(policy.id().to_string().starts_with("demo-"));
        assert_eq!(policy.employer("Litware GmbH"), policy.employer("Fabrikam Software"));
    }

    #[test]
    fn a_fault_is_told_with_its_file_line_and_key_and_a_way_to_try_it() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("own.toml");
        let text = include_str!("../../../policies/default.toml");
        fs::write(&path, text.replace("{ months = 1 }", "{ months = -1 }")).unwrap();
        let told = load(Some(&path)).unwrap_err().to_string();
        let line = text.lines().position(|line| line.contains("{ months = 1 }")).unwrap() + 1;
        let beginning = format!("{} line {line}: dates.tolerance: ", path.display());
        assert!(told.starts_with(&beginning), "{told}");
        assert!(told.ends_with("docs/reconciliation.md explains every key"), "{told}");
        fs::write(&path, text.replace("name = \"default\"", "name = \"own\"")).unwrap();
        assert!(load(Some(&path)).unwrap().id().to_string().starts_with("own-"));
    }

    #[test]
    fn a_file_that_is_not_there_is_told() {
        let told = load(Some(Path::new("/nowhere/policy.toml"))).unwrap_err().to_string();
        assert!(told.starts_with("/nowhere/policy.toml: the policy cannot be read: "), "{told}");
    }
}
