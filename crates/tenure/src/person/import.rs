//! `tenure person import`: a whole record that another server wrote (`docs/export.md`).

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use career::export::whole::{self, LIMIT, Read};
use store::NotDone;
use store::people::ImportPerson;

use crate::config::Database;
use crate::output::say;
use crate::problem::Problem;
use crate::{database, dictionaries, machine, policy};

/// What to import.
#[derive(Debug, clap::Args)]
pub struct ImportArguments {
    /// The file
    file: PathBuf,
    /// The operator's own dictionaries, against which experiences are held [default: the shipped ones]
    #[arg(long, value_name = "FOLDER")]
    dictionaries: Option<PathBuf>,
    /// The policy that the file's verdicts are held against, in TOML [default: the shipped one]
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
}

/// Imports.
///
/// # Errors
/// [`Problem`], with nothing written.
pub async fn run(database: &Database, arguments: ImportArguments) -> Result<(), Problem> {
    let name = arguments.file.display().to_string();
    let policy = policy::load(arguments.policy.as_deref())?;
    let dictionaries = dictionaries::load(arguments.dictionaries.as_deref())?;
    let bytes = bytes(&arguments.file)?;
    let read = whole::read(&bytes, &policy, &dictionaries);
    let Read { whole, head, remarks } =
        read.map_err(|fault| Problem::Argument(format!("{name}: {fault}")))?;
    for remark in remarks {
        eprintln!("{name}: {remark}");
    }
    let record = &whole.record;
    let told = format!(
        "The person {} is imported.\n\n  experiences  {}\n  credentials  {}\n  history      {} entries\n  \
         signed by    {}\n\nWhere the file comes from is only as sure as that this is the key of that server.",
        record.person.id,
        record.experiences.len(),
        record.credentials.len(),
        whole.history.len(),
        head.key,
    );
    database::check(database)?;
    let store = database::open(database).await?;
    let done = store.apply(ImportPerson { whole, head, now: machine::now() }).await;
    store.close();
    done.map_err(|not_done| match not_done {
        NotDone::Refused(refusal) => Problem::Argument(format!("{name}: {refusal}; nothing was imported")),
        NotDone::Failed(failure) => Problem::Store(failure),
    })?;
    say(told);
    Ok(())
}

/// The bytes of the file, or one more than may be.
fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let read = || {
        let mut bytes = Vec::new();
        let length = fs::metadata(path)?.len();
        if length <= LIMIT as u64 {
            bytes.reserve(usize::try_from(length).unwrap_or(0));
        }
        File::open(path)?.take(LIMIT as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error| Problem::Path {
        path: path.to_owned(),
        what: "the file cannot be read",
        error,
        todo: "name the file that was exported",
    })
}
