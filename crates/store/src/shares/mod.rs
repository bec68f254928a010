//! Shares: parts of the record that a person shows to whoever has the link and the PIN (`record.md §5`).
//!
//! Of a PIN only a keyed hash is kept, which counts for one share alone. Nothing is kept of who opens a share, only when
//! and whether the PIN was right.

mod create;
mod end;
mod read;
mod visit;

use career::history::{Event, Subject, What};
use career::id::{ClientId, PersonId, ShareId};
use career::share::Pin;
use career::source::{Actor, Source};
use uuid::Builder;

pub use create::{CreateShare, CreateShareRefusal, CreatedShare};
pub use end::{EndShare, UnknownShare};
pub use read::{MOST_VISITS, OwnShare, ShareState, SharesOf, Visit, Visits};
pub use visit::{VisitShare, Visited, VisitedShare};

use crate::keys::{Keys, Purpose};

#[cfg(test)]
pub(crate) static STATEMENTS: &[&[&crate::sql::Statement]] = &[create::ALL, end::ALL, read::ALL, visit::ALL];

/// The id and the PIN of the share that an application makes for a person under a key of its own: the same each time, so
/// that the request may be sent again and makes one share, and told by nobody who has not this server's key (LEDGER 194).
pub fn of_key(keys: &Keys, client: ClientId, person: PersonId, key: &[u8]) -> (ShareId, Pin) {
    let mac = keys.mac(Purpose::RepeatedShare, &[client.as_bytes(), person.as_bytes(), key]);
    let (mut id, mut pin) = ([0; 16], [0; 8]);
    id.copy_from_slice(&mac[..16]);
    pin.copy_from_slice(&mac[16..24]);
    let id = ShareId::from_uuid(Builder::from_random_bytes(id).into_uuid());
    (id, Pin::from_random(u64::from_be_bytes(pin)))
}

/// What a PIN is checked with, and what is kept of it.
struct PinParts<'a>([&'a [u8]; 2]);

impl<'a> PinParts<'a> {
    fn new(share: &'a ShareId, pin: &'a Pin) -> Self {
        Self([share.as_bytes(), pin.digits().as_bytes()])
    }

    fn mac(&self, keys: &Keys) -> [u8; 32] {
        keys.mac(Purpose::SharePin, &self.0)
    }

    fn opens(&self, keys: &Keys, mac: &[u8; 32]) -> bool {
        keys.verify(Purpose::SharePin, &self.0, mac)
    }
}

/// The application that acts, where one does: it deals with the shares that it made and with no others (LEDGER 193).
const fn made_by(source: Source) -> Option<ClientId> {
    match source.by {
        Actor::Application(client) => Some(client),
        _ => None,
    }
}

/// An entry about a share.
fn event(share: ShareId, source: Source, what: What, values: serde_json::Value) -> Event {
    Event { source, what, subject: Subject::Share(share), values, row: None }
}
