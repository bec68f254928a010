//! The machine's clock and randomness. Everything else has them handed in (`clippy.toml`).

use jiff::Timestamp;
use uuid::{Builder, Uuid};

/// The system's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl server::Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that is injected everywhere else")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The system's cryptographic randomness.
#[derive(Debug, Clone, Copy)]
pub struct SystemRandomness;

impl store::Randomness for SystemRandomness {
    #[expect(clippy::disallowed_methods, reason = "this is the randomness that is injected everywhere else")]
    fn fill(&self, bytes: &mut [u8]) {
        if aws_lc_rs::rand::fill(bytes).is_err() {
            // A secret that can be guessed would be worse than no server.
            eprintln!("tenure: the system has no random bytes");
            std::process::abort();
        }
    }
}

/// So many random bytes.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    store::Randomness::fill(&SystemRandomness, &mut bytes);
    bytes
}

/// The time now, in whole milliseconds, which is what the store keeps.
pub fn now() -> Timestamp {
    let now = server::Clock::now(&SystemClock);
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}

/// A new UUID in the order of time (version 7).
pub fn new_uuid() -> Uuid {
    let milliseconds = u64::try_from(now().as_millisecond()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(milliseconds, &random()).into_uuid()
}
