//! `tenure person export`: a record to a file, with a note of what the file cannot carry (`docs/export.md`).

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use career::export::json_resume::JsonResume;
use career::export::loss::{self, LossNote};
use career::export::whole::{self, Whole};
use career::id::PersonId;
use career::reconciliation::Policy;
use career::source::{Actor, Source, Way};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::people::PersonByAddress;
use store::record::{EnterExport, Export, Exported};
use store::{NotDone, Store};

use crate::config::Database;
use crate::database::open_existing;
use crate::problem::Problem;
use crate::{dictionaries, machine, policy};

/// What to export, and where to.
#[derive(Debug, clap::Args)]
pub struct ExportArguments {
    /// Whose record: their e-mail address, or their id
    person: String,
    /// In which format
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// The day of the verdicts: what is current and what is stale hang on it [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Date>,
    /// The policy of the verdicts, in TOML: the server's, where it has one of its own [default: the shipped one]
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The file to write, which must not be there yet [default: standard output]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// A file for the note of what the format cannot carry, in JSON [default: in words, on standard error]
    #[arg(long, value_name = "FILE")]
    loss: Option<PathBuf>,
}

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Everything, which `tenure person import` takes over
    Json,
    /// JSON Resume 1.0.0, for other programs
    JsonResume,
}

/// Exports.
///
/// # Errors
/// [`Problem`]. The export is entered in the history before its file is written.
pub async fn run(database: &Database, arguments: ExportArguments) -> Result<(), Problem> {
    let policy = policy::load(arguments.policy.as_deref())?;
    let store = open_existing(database).await?;
    let person = person(&store, &arguments.person).await?;
    let output = Target::new(arguments.output)?;
    let loss = arguments.loss.map(|path| Target::new(Some(path))).transpose()?;
    let export = match arguments.format {
        Format::Json => Export::Whole,
        Format::JsonResume => Export::JsonResume,
    };
    let now = machine::now();
    let source = Source { by: Actor::Operator, via: Way::CommandLine, at: now };
    let exported = match store.apply(EnterExport { person, export, source }).await {
        Ok(exported) => exported,
        Err(NotDone::Refused(_)) => return Err(unknown(&arguments.person)),
        Err(NotDone::Failed(failure)) => return Err(failure.into()),
    };
    let on = arguments.on.unwrap_or_else(|| TimeZone::UTC.to_datetime(now).date());
    let (text, note) = written(&store, exported, arguments.format, &policy, on)?;
    store.close();
    output.fill(&text)?;
    match loss {
        Some(target) => target.fill(&note.written().map_err(unwritable)?)?,
        None => eprintln!("{note}"),
    }
    Ok(())
}

/// The file's text, and what it lacks.
fn written(
    store: &Store,
    exported: Exported,
    format: Format,
    policy: &Policy,
    on: Date,
) -> Result<(String, LossNote), Problem> {
    let Exported { record, history, clients } = exported;
    match format {
        Format::Json => {
            let whole = Whole::new(record, history, clients, on);
            let text = whole.write(policy, store.keys().signing()).map_err(unwritable)?;
            // A database that was changed behind its history's back gives a file that nobody takes over.
            if let Err(fault) = whole::read(text.as_bytes(), policy, &dictionaries::load(None)?) {
                eprintln!("tenure: this file cannot be imported: {fault}");
            }
            Ok((text, loss::of_whole()))
        }
        Format::JsonResume => {
            let (resume, note) = JsonResume::of(&record, policy, on);
            Ok((resume.written().map_err(unwritable)?, note))
        }
    }
}

fn unwritable(error: impl std::fmt::Display) -> Problem {
    Problem::Argument(format!("the record cannot be written: {error}"))
}

fn unknown(person: &str) -> Problem {
    Problem::Argument(format!("there is no person `{person}`; give an e-mail address or an id"))
}

/// The person with an address or an id. Whether there is one with that id is seen when it is looked for.
async fn person(store: &Store, text: &str) -> Result<PersonId, Problem> {
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    let found = store.answer(PersonByAddress { address: text.to_lowercase() }).await?;
    found.ok_or_else(|| unknown(text))
}

/// Where a text goes. A file is made before anything is entered in a history, and taken away again where nothing came
/// of it.
struct Target(Option<(PathBuf, Option<File>)>);

impl Target {
    fn new(path: Option<PathBuf>) -> Result<Self, Problem> {
        let Some(path) = path else { return Ok(Self(None)) };
        match create(&path) {
            Ok(file) => Ok(Self(Some((path, Some(file))))),
            Err(error) => Err(Problem::Path {
                path,
                what: "the file cannot be made",
                error,
                todo: "name a file that is not there yet, in a folder that can be written",
            }),
        }
    }

    fn fill(mut self, text: &str) -> Result<(), Problem> {
        let Some((path, file)) = &mut self.0 else {
            let mut out = io::stdout().lock();
            let done = out.write_all(text.as_bytes()).and_then(|()| out.flush());
            return done
                .map_err(|error| Problem::System { what: "standard output cannot be written", error });
        };
        let Some(open) = file else { return Ok(()) };
        let done = open.write_all(text.as_bytes()).and_then(|()| open.sync_all());
        done.map_err(|error| Problem::Path {
            path: path.clone(),
            what: "the file cannot be written",
            error,
            todo: "make room, or name another file",
        })?;
        *file = None;
        Ok(())
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        if let Some((path, Some(_))) = &self.0 {
            drop(fs::remove_file(path));
        }
    }
}

/// A new file that only its owner can read.
fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}
