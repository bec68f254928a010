//! The machine's clock and randomness. Everything else has them handed in (`clippy.toml`).

use std::cell::RefCell;

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
    fn fill(&self, bytes: &mut [u8]) {
        if bytes.len() > SHARE {
            return draw(bytes);
        }
        DRAWN.with_borrow_mut(|(drawn, left)| {
            if *left < bytes.len() {
                draw(drawn);
                *left = POOL;
            }
            let taken = &mut drawn[*left - bytes.len()..*left];
            bytes.copy_from_slice(taken);
            // What was handed out is nobody else's to find here.
            taken.fill(0);
            *left -= bytes.len();
        });
    }
}

/// How many bytes a thread draws at once: each time costs a few thousand instructions, however few they are.
const POOL: usize = 1024;

/// More than this at once is drawn by itself.
const SHARE: usize = 64;

thread_local! {
    /// Bytes, and how many of them, from the first on, were not handed out yet.
    static DRAWN: RefCell<([u8; POOL], usize)> = const { RefCell::new(([0; POOL], 0)) };
}

#[expect(clippy::disallowed_methods, reason = "this is the randomness that is injected everywhere else")]
fn draw(bytes: &mut [u8]) {
    if aws_lc_rs::rand::fill(bytes).is_err() {
        // A secret that can be guessed would be worse than no server.
        eprintln!("tenure: the system has no random bytes");
        std::process::abort();
    }
}

/// So many random bytes.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    store::Randomness::fill(&SystemRandomness, &mut bytes);
    bytes
}

/// The time now, as precisely as the machine knows it.
pub fn precisely() -> Timestamp {
    server::Clock::now(&SystemClock)
}

/// The time now, in whole milliseconds, which is what the store keeps.
pub fn now() -> Timestamp {
    let now = precisely();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}

/// A new UUID in the order of time (version 7).
pub fn new_uuid() -> Uuid {
    let milliseconds = u64::try_from(now().as_millisecond()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(milliseconds, &random()).into_uuid()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_bytes_are_handed_out_twice() {
        let seen: HashSet<[u8; 16]> = (0..1000).map(|_| random()).collect();
        assert_eq!(seen.len(), 1000);
        let (one, other) = (random::<48>(), random::<2000>());
        assert!(!other.windows(8).any(|bytes| one.windows(8).any(|window| window == bytes)));
    }

    #[test]
    fn what_was_handed_out_is_not_kept() {
        let bytes: [u8; 32] = random();
        let kept = DRAWN.with_borrow(|(drawn, _)| drawn.windows(8).any(|window| window == &bytes[..8]));
        assert!(!kept);
    }
}
