//! `demo.json`: everything that is needed to talk to a demo.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::replace;
use crate::problem::Problem;

/// What stands in `demo.json`. It holds secrets, so its `Debug` form is not derived.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Descriptor {
    /// Where the demo is reached, without a slash at the end.
    pub base_url: String,
    /// The partner.
    pub partner: Partner,
    /// The application.
    pub application: Application,
    /// The person.
    pub person: Person,
}

/// The partner of a demo.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// Its id, a UUID.
    pub client_id: String,
    /// Its secret.
    pub client_secret: String,
}

/// The application of a demo.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// Its id, a UUID.
    pub client_id: String,
    /// Its secret.
    pub client_secret: String,
    /// Where it sends people back to.
    pub redirect_uri: String,
}

/// The person of a demo, with the application's tokens for them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Their e-mail address.
    pub email: String,
    /// The code of their principal curriculum.
    pub curriculum_id: String,
    /// Lives 12 hours.
    pub access_token: String,
    /// Ends after 90 days without use.
    pub refresh_token: String,
}

impl Descriptor {
    /// The file in a demo's folder.
    pub fn path(folder: &Path) -> PathBuf {
        folder.join("demo.json")
    }

    /// Reads it; `None` where there is none.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be read, or is not what a demo wrote.
    pub fn read(folder: &Path) -> Result<Option<Self>, Problem> {
        let path = Self::path(folder);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound) => return Ok(None),
            Err(error) => return Err(unusable(&path, "it cannot be read", error)),
        };
        serde_json::from_str(&text).map(Some).map_err(|error| Problem::Folder {
            path,
            words: format!("this is not what a demo wrote: {error}; begin anew with --fresh"),
        })
    }

    /// Writes it: a reader sees the old one or the new one, whole, and only its owner sees it at all (mode 0600).
    ///
    /// # Errors
    /// [`Problem::Path`].
    pub fn write(&self, folder: &Path) -> Result<(), Problem> {
        let path = Self::path(folder);
        self.replace(&path).map_err(|error| unusable(&path, "it cannot be written", error))
    }

    fn replace(&self, path: &Path) -> io::Result<()> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        replace::file(path, &text)
    }
}

fn unusable(path: &Path, what: &'static str, error: io::Error) -> Problem {
    Problem::Path {
        path: path.to_owned(),
        what,
        error,
        todo: "let the user that runs tenure read and write it, or name another folder with --data",
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn descriptor() -> Descriptor {
        let text = |text: &str| text.to_owned();
        Descriptor {
            base_url: text("http://127.0.0.1:8080"),
            partner: Partner { client_id: text("p"), client_secret: text("s") },
            application: Application {
                client_id: text("a"),
                client_secret: text("t"),
                redirect_uri: text("http://127.0.0.1:9000/callback"),
            },
            person: Person {
                email: text("candidate@example.com"),
                curriculum_id: text("c"),
                access_token: text("at"),
                refresh_token: text("rt"),
            },
        }
    }

    #[test]
    fn it_has_the_documented_shape_and_is_its_owners_alone() {
        let folder = tempfile::TempDir::new().unwrap();
        fs::write(folder.path().join("demo.json.new"), "left over").unwrap();
        descriptor().write(folder.path()).unwrap();
        let path = Descriptor::path(folder.path());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let value: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        assert_eq!(
            value,
            serde_json::json!({
                "base_url": "http://127.0.0.1:8080",
                "partner": {"client_id": "p", "client_secret": "s"},
                "application": {
                    "client_id": "a", "client_secret": "t", "redirect_uri": "http://127.0.0.1:9000/callback"
                },
                "person": {
                    "email": "candidate@example.com", "curriculum_id": "c", "access_token": "at",
                    "refresh_token": "rt"
                },
            })
        );
        assert!(Descriptor::read(folder.path()).is_ok_and(|read| read == Some(descriptor())));
    }

    #[test]
    fn one_that_is_not_there_is_none_and_a_damaged_one_is_refused() {
        let folder = tempfile::TempDir::new().unwrap();
        assert!(Descriptor::read(folder.path()).is_ok_and(|read| read.is_none()));
        fs::write(Descriptor::path(folder.path()), "{}").unwrap();
        let told = Descriptor::read(folder.path()).err().unwrap().to_string();
        assert!(told.contains("demo.json") && told.contains("--fresh"), "{told}");
    }
}
