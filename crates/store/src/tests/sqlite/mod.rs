//! What only SQLite has: its file, and what is left in it.

mod files;
mod opening;
mod tampering;

use std::sync::Arc;

use super::{Fixture, Place};
use crate::testing::RepeatableRandomness;

/// An empty store and the folder of its file.
fn fixture() -> Fixture {
    Fixture::on_sqlite(Arc::new(RepeatableRandomness::default()))
}

fn folder(fixture: &Fixture) -> &std::path::Path {
    let Place::Folder(folder) = &fixture.place else { panic!("not SQLite") };
    folder.path()
}
