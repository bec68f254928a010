//! `tenure person erase`.

use std::io::BufRead as _;
use std::time::Duration;

use career::source::{Actor, Source, Way};
use store::people::{ErasePerson, UnknownPerson};
use store::{NotDone, Store};

use super::find;
use crate::machine;
use crate::output::say;
use crate::problem::Problem;

/// How long the end waits for the file to hold nothing any more, where somebody else is reading it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whom to erase.
#[derive(Debug, clap::Args)]
pub struct EraseArguments {
    /// Whom: an e-mail address, or an id
    #[arg(value_name = "ADDRESS|ID")]
    person: String,
    /// Do not ask whether it is meant
    #[arg(long)]
    yes: bool,
}

/// Erases, after it was confirmed.
///
/// # Errors
/// [`Problem::Argument`] where there is nobody such, or it was not confirmed; [`Problem::Store`] where the store has no
/// answer.
pub async fn run(store: &Store, arguments: &EraseArguments) -> Result<(), Problem> {
    let found = find::living_or_refused(store, &arguments.person).await?;
    if !arguments.yes {
        say(find::in_words(&found));
        say(
            "Everything of this person is deleted for good: their record, their history's content, their sessions and\n\
             the permissions of applications. What stays is the chain of the history, which tells nothing, and what\n\
             partners are told of the status of what they sent. Type the address to confirm:",
        );
        let mut line = String::new();
        let read = std::io::stdin().lock().read_line(&mut line);
        if read.is_err() || line.trim().to_lowercase() != found.address {
            return Err(Problem::Argument("that is not the address; nothing was erased".to_owned()));
        }
    }
    let source = Source { by: Actor::Operator, via: Way::CommandLine, at: machine::now() };
    match store.apply(ErasePerson { person: found.id, source }).await {
        Ok(()) => {}
        Err(NotDone::Refused(UnknownPerson)) => {
            return Err(Problem::Argument(format!("the person {} was erased already", found.id)));
        }
        Err(NotDone::Failed(failure)) => return Err(failure.into()),
    }
    if let Ok(settled) = tokio::time::timeout(PATIENCE, store.settle()).await {
        settled?;
    } else {
        say("Something else reads the database, so that parts of it may stand in its log for a while.");
    }
    say(format!("The person {} is erased.", found.id));
    Ok(())
}
