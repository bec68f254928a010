//! The machine's clock and randomness, for what fills a database that Tenure then serves.

use std::sync::Arc;

use jiff::Timestamp;
use store::Randomness;
use uuid::{Builder, Uuid};

/// The system's cryptographic randomness.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemRandomness;

impl Randomness for SystemRandomness {
    #[expect(
        clippy::disallowed_methods,
        reason = "who fills a database anew must not repeat the ids of the last time"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        if aws_lc_rs::rand::fill(bytes).is_err() {
            // There is no way on without, and nothing that could be lost.
            eprintln!("bench: the system has no random bytes");
            std::process::abort();
        }
    }
}

/// The same, as a store takes it.
pub(crate) fn randomness() -> Arc<dyn Randomness> {
    Arc::new(SystemRandomness)
}

/// So many random bytes.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandomness.fill(&mut bytes);
    bytes
}

/// The time now, in whole milliseconds, which is what the store keeps.
#[expect(
    clippy::disallowed_methods,
    reason = "the server that is measured asks the machine, and so must who fills its database"
)]
pub(crate) fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}

/// A new UUID in the order of time, as the server makes them.
pub(crate) fn new_uuid() -> Uuid {
    let milliseconds = u64::try_from(now().as_millisecond()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(milliseconds, &random()).into_uuid()
}
