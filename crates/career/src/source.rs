//! Who said a value, by which way, and when (`record.md §2`).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::{ClientId, PersonId};
use crate::object_text::ObjectText;

/// Who acted: the person, a client on their behalf or on its own, or this server by a rule of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Actor {
    /// The person, on the web pages.
    Person(PersonId),
    /// An application with the person's grant.
    Application(ClientId),
    /// A partner, with credentials of its own.
    Partner(ClientId),
    /// Somebody whom the person showed a part of their record, with the PIN of a share.
    Outsider,
    /// An operator at the command line.
    Operator,
    /// This server, by a rule such as the 48 hours.
    Server,
}

/// The way by which something came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The `InfoJobs` contract.
    Infojobs,
    /// The SEEK Pass contract.
    Seekpass,
    /// The web pages.
    Page,
    /// The record API of this server.
    Record,
    /// The link of a share.
    Share,
    /// The authorisation endpoints.
    Oauth,
    /// The command line.
    CommandLine,
    /// A rule that this server applied by itself.
    Rule,
}

/// The source of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Source {
    /// Who said it.
    pub by: Actor,
    /// How it came in.
    pub via: Way,
    /// When it came in.
    pub at: Timestamp,
}

impl Source {
    /// What `serde` writes, put together by hand: every change of a record writes it.
    pub fn to_json(self) -> String {
        let Self { by, via, at } = self;
        let mut source = ObjectText::with_room(192);
        source.json("by", &by.to_json());
        source.word("via", via.word());
        source.plain("at", at);
        source.end()
    }
}

impl Actor {
    fn to_json(self) -> String {
        let (kind, id) = match self {
            Self::Person(id) => ("person", Some(id.uuid())),
            Self::Application(id) => ("application", Some(id.uuid())),
            Self::Partner(id) => ("partner", Some(id.uuid())),
            Self::Outsider => ("outsider", None),
            Self::Operator => ("operator", None),
            Self::Server => ("server", None),
        };
        let mut actor = ObjectText::with_room(96);
        actor.word("kind", kind);
        if let Some(id) = id {
            actor.word("id", id.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
        }
        actor.end()
    }
}

impl Way {
    /// The word that `serde` writes.
    const fn word(self) -> &'static str {
        match self {
            Self::Infojobs => "infojobs",
            Self::Seekpass => "seekpass",
            Self::Page => "page",
            Self::Record => "record",
            Self::Share => "share",
            Self::Oauth => "oauth",
            Self::CommandLine => "command_line",
            Self::Rule => "rule",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_written_as_serde_writes_it() {
        let (person, client) =
            (PersonId::from_uuid(Uuid::from_u128(1)), ClientId::from_uuid(Uuid::from_u128(u128::MAX)));
        let actors = [
            Actor::Person(person),
            Actor::Application(client),
            Actor::Partner(client),
            Actor::Outsider,
            Actor::Operator,
            Actor::Server,
        ];
        let ways = [
            Way::Infojobs,
            Way::Seekpass,
            Way::Page,
            Way::Record,
            Way::Share,
            Way::Oauth,
            Way::CommandLine,
            Way::Rule,
        ];
        let times = ["2026-11-21T12:00:00Z", "2026-11-21T12:00:00.5Z", "0001-01-01T00:00:00.000000001Z"];
        for by in actors {
            for via in ways {
                for at in times {
                    let source = Source { by, via, at: at.parse().unwrap() };
                    assert_eq!(source.to_json(), serde_json::to_string(&source).unwrap());
                }
            }
        }
    }
}
