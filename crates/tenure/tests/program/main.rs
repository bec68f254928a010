//! The whole program: the built binary is started on a free port with a temporary data folder, and spoken to over
//! HTTP.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what they expect by panicking, helpers too"
)]

mod browser;
mod clients;
mod clock;
mod contracts;
mod demo;
mod deploy;
mod dictionaries;
mod digests;
mod doctor;
mod erase;
mod failover;
mod filling;
#[path = "../../src/demo/form.rs"]
mod form;
mod full_disk;
mod history;
mod kill;
mod load;
mod log;
mod metrics;
mod moving;
mod nodes;
mod own_disk;
mod parties;
mod person;
mod postgres;
mod program;
mod reconcile;
mod refusals;
mod relay;
mod seed;
mod stop;
mod transfer;
mod upgrade;
mod vanished;
mod verify;
