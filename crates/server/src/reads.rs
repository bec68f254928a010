//! Reads by applications are entered in the person's history once per application, kind and day (UTC).

use std::collections::HashSet;
use std::sync::Mutex;

use career::id::{ClientId, PersonId};
use store::record::{EnterRead, ReadIsEntered, ReadKind};

use crate::app::App;

/// How many reads are remembered before it is left to the store to find that they were entered.
const MOST: usize = 100_000;

/// Which reads of which day were entered by this process, so that the others of that day cost nothing.
#[derive(Debug, Default)]
pub(crate) struct ReadsOfToday(Mutex<KnownReads>);

/// Whose record, by which application, of what kind.
type Read = (PersonId, ClientId, ReadKind);

#[derive(Debug, Default)]
struct KnownReads {
    day: i64,
    reads: HashSet<Read>,
}

impl ReadsOfToday {
    fn knows(&self, day: i64, read: &Read) -> bool {
        self.0.lock().is_ok_and(|known| known.day == day && known.reads.contains(read))
    }

    fn learn(&self, day: i64, read: Read) {
        if let Ok(mut known) = self.0.lock() {
            if known.day != day || known.reads.len() >= MOST {
                *known = KnownReads { day, reads: HashSet::new() };
            }
            known.reads.insert(read);
        }
    }
}

/// Enters a read, unless it was entered today (LEDGER 50). Where another process did, this one only looks: a read that is
/// entered is answered though nothing can be written (LEDGER 195).
pub(crate) async fn enter(
    app: &App,
    person: PersonId,
    client: ClientId,
    kind: ReadKind,
) -> Result<(), store::Failure> {
    let now = app.now();
    let day = now.as_second().div_euclid(86_400);
    let read = (person, client, kind);
    if app.reads().knows(day, &read) {
        return Ok(());
    }
    if !app.store.answer(ReadIsEntered { person, client, kind, now }).await? {
        let enter = EnterRead { person, client, kind, now };
        app.store.apply(enter).await.map_err(store::NotDone::failure)?;
    }
    app.reads().learn(day, read);
    Ok(())
}
