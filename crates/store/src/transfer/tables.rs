//! Every table whose rows go from one database to another, in an order in which a row comes after what it refers to.
//! A test holds them against both schemas.

use Kind::{Bytes, Integer, Text, Uuid};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Bytes,
    Integer,
    Text,
    Uuid,
}

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [(&'static str, Kind)],
    /// How many of the first columns are the primary key; 0 where there is none, and rows may be alike.
    pub(crate) key: usize,
}

/// The keys of the server go last, in the transaction that ends the transfer.
pub(super) const KEYS: Table =
    Table { name: "server_key", columns: &[("name", Text), ("bytes", Bytes)], key: 1 };

/// All others.
pub(crate) const TABLES: [Table; 24] = [
    Table {
        name: "client",
        columns: &[
            ("id", Uuid),
            ("kind", Text),
            ("name", Text),
            ("secret_hash", Bytes),
            ("scopes", Text),
            ("redirect_uris", Text),
            ("keeps_unknown_members", Integer),
            ("created_at", Integer),
            ("removed_at", Integer),
        ],
        key: 1,
    },
    Table {
        name: "person",
        columns: &[("id", Uuid), ("address", Text), ("name", Text), ("created_at", Integer)],
        key: 1,
    },
    Table {
        name: "curriculum",
        columns: &[
            ("id", Uuid),
            ("person_id", Uuid),
            ("code", Text),
            ("name", Text),
            ("principal", Integer),
            ("created_at", Integer),
        ],
        key: 1,
    },
    Table {
        name: "experience",
        columns: &[
            ("id", Integer),
            ("person_id", Uuid),
            ("curriculum_id", Uuid),
            ("version", Integer),
            ("content", Text),
            ("sources", Text),
            ("created_at", Integer),
            ("changed_at", Integer),
        ],
        key: 1,
    },
    Table {
        name: "idempotency_key",
        columns: &[
            ("client_id", Uuid),
            ("curriculum_id", Uuid),
            ("key_hash", Bytes),
            ("body_hash", Bytes),
            ("experience_id", Integer),
            ("expires_at", Integer),
        ],
        key: 3,
    },
    Table {
        name: "submission",
        columns: &[
            ("id", Uuid),
            ("request_id", Uuid),
            ("client_id", Uuid),
            ("credential_hash", Bytes),
            ("link", Text),
            ("state", Text),
            ("superseded", Integer),
            ("person_id", Uuid),
            ("created_at", Integer),
            ("finalized_at", Integer),
        ],
        key: 1,
    },
    Table {
        name: "batch",
        columns: &[("client_id", Uuid), ("batch_hash", Bytes), ("submission_id", Uuid)],
        key: 2,
    },
    Table {
        name: "credential",
        columns: &[("submission_id", Uuid), ("credential_id", Text), ("document", Text)],
        key: 1,
    },
    Table {
        name: "mark",
        columns: &[
            ("person_id", Uuid),
            ("statement", Text),
            ("hidden", Integer),
            ("dispute", Text),
            ("changed_at", Integer),
        ],
        key: 2,
    },
    Table {
        name: "share",
        columns: &[
            ("id", Uuid),
            ("person_id", Uuid),
            ("client_id", Uuid),
            ("pin_mac", Bytes),
            ("content", Text),
            ("tries_left", Integer),
            ("created_at", Integer),
            ("expires_at", Integer),
            ("ended_at", Integer),
        ],
        key: 1,
    },
    Table {
        name: "share_visit",
        columns: &[("share_id", Uuid), ("at", Integer), ("let_in", Integer)],
        key: 0,
    },
    Table {
        name: "oauth_grant",
        columns: &[
            ("id", Uuid),
            ("client_id", Uuid),
            ("person_id", Uuid),
            ("scopes", Text),
            ("created_at", Integer),
            ("ended_at", Integer),
        ],
        key: 1,
    },
    Table {
        name: "authorization_code",
        columns: &[
            ("hash", Bytes),
            ("grant_id", Uuid),
            ("redirect_uri", Text),
            ("code_challenge", Text),
            ("expires_at", Integer),
            ("used_at", Integer),
        ],
        key: 1,
    },
    Table {
        name: "access_token",
        columns: &[
            ("hash", Bytes),
            ("client_id", Uuid),
            ("grant_id", Uuid),
            ("person_id", Uuid),
            ("scopes", Text),
            ("expires_at", Integer),
        ],
        key: 1,
    },
    Table {
        name: "refresh_token",
        columns: &[
            ("hash", Bytes),
            ("grant_id", Uuid),
            ("expires_at", Integer),
            ("rotated_at", Integer),
            ("sealed_answer", Bytes),
        ],
        key: 1,
    },
    Table {
        name: "session",
        columns: &[("hash", Bytes), ("person_id", Uuid), ("created_at", Integer), ("expires_at", Integer)],
        key: 1,
    },
    Table {
        name: "sign_in_code",
        columns: &[
            ("browser_hash", Bytes),
            ("address", Text),
            ("code_mac", Bytes),
            ("tries_left", Integer),
            ("expires_at", Integer),
        ],
        key: 1,
    },
    Table { name: "sign_in_subject", columns: &[("subject", Bytes), ("last_at", Integer)], key: 1 },
    Table { name: "sign_in_count", columns: &[("subject", Bytes), ("at", Integer)], key: 0 },
    Table {
        name: "mail",
        columns: &[
            ("id", Uuid),
            ("to_address", Text),
            ("subject", Text),
            ("body", Text),
            ("code", Text),
            ("created_at", Integer),
            ("next_try_at", Integer),
            ("tries", Integer),
            ("expires_at", Integer),
            ("sent_at", Integer),
        ],
        key: 1,
    },
    Table {
        name: "history_head",
        columns: &[("person_id", Uuid), ("sequence", Integer), ("hash", Bytes), ("erased", Integer)],
        key: 1,
    },
    Table {
        name: "history",
        columns: &[("person_id", Uuid), ("sequence", Integer), ("commitment", Bytes), ("hash", Bytes)],
        key: 2,
    },
    Table {
        name: "history_opened",
        columns: &[("person_id", Uuid), ("sequence", Integer), ("salt", Bytes), ("statement", Text)],
        key: 2,
    },
    Table {
        name: "history_read",
        columns: &[("person_id", Uuid), ("client_id", Uuid), ("kind", Text), ("day", Text)],
        key: 4,
    },
];
