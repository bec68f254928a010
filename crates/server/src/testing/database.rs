//! The database of a test.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use store::testing::postgres::Database;
use store::{Randomness, Store};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// The variable that says which database the tests run on.
const VARIABLE: &str = "TENURE_TEST_DATABASE";

/// Where a test's database is. It goes when this is dropped.
pub(super) enum Place {
    Folder(TempDir),
    Server(Database),
}

impl Place {
    /// Everything that the database keeps.
    pub(super) fn kept(&self) -> Kept {
        Kept(match self {
            Self::Folder(folder) => {
                let files = std::fs::read_dir(folder.path()).unwrap();
                files.map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
            }
            Self::Server(database) => vec![database.dump()],
        })
    }
}

/// What a database keeps: its files, or a dump, where bytes stand in hexadecimal digits.
pub(crate) struct Kept(Vec<Vec<u8>>);

impl Kept {
    /// True where these bytes stand anywhere in it.
    pub(crate) fn holds(&self, bytes: &[u8]) -> bool {
        let digits = bytes.iter().fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"));
        let Self(kept) = self;
        kept.iter().any(|kept| [bytes, digits.as_bytes()].iter().any(|part| stands_in(kept, part)))
    }
}

fn stands_in(whole: &[u8], part: &[u8]) -> bool {
    whole.windows(part.len()).any(|window| window == part)
}

/// Opens an empty store in a folder of its own.
pub(super) fn open_folder(randomness: &Arc<dyn Randomness>) -> (Store, Place) {
    let folder = TempDir::new().unwrap();
    let store = open_sqlite(folder.path(), randomness);
    (store, Place::Folder(folder))
}

/// Opens an empty store on the database that the variable names.
pub(super) fn open(randomness: &Arc<dyn Randomness>) -> (Store, Place) {
    match std::env::var(VARIABLE).as_deref() {
        Err(_) | Ok("sqlite") => open_folder(randomness),
        Ok("postgres") => {
            let database = Database::new();
            (open_postgres(&database, randomness), Place::Server(database))
        }
        Ok(other) => panic!("{VARIABLE} is sqlite or postgres, not {other}"),
    }
}

fn open_sqlite(folder: &Path, randomness: &Arc<dyn Randomness>) -> Store {
    Store::open_sqlite(&folder.join("tenure.sqlite3"), randomness).unwrap()
}

/// A test's own runtime has one thread, which is busy with the test and cannot wait here. The store's writer has one of
/// its own.
fn open_postgres(database: &Database, randomness: &Arc<dyn Randomness>) -> Store {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| Runtime::new().unwrap());
    let url = database.url();
    let opened = std::thread::scope(|scope| {
        scope.spawn(|| runtime.block_on(Store::open_postgres(&url, randomness))).join().unwrap()
    });
    opened.unwrap()
}
