//! How often one client or one source may ask. Counted in each node, by the machine's time, not by the server's
//! clock: the limits that must hold for all nodes together are counted in the database (`people/limits.rs` of the
//! store).

use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;

use career::id::ClientId;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};

/// So many requests a second, and so many at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Requests a second that go on for good.
    pub per_second: NonZeroU32,
    /// Requests that may come at once.
    pub burst: NonZeroU32,
}

impl Rate {
    /// A partner's, by default (`seekpass.md §5`).
    pub const PARTNER: Self = Self::new(100, 400);

    /// One source's on the pages (LEDGER 64).
    const PAGES: Self = Self::new(20, 200);

    const fn new(per_second: u32, burst: u32) -> Self {
        // Both are numbers of this file, and none is zero.
        Self { per_second: at_least_one(per_second), burst: at_least_one(burst) }
    }

    const fn quota(self) -> Quota {
        Quota::per_second(self.per_second).allow_burst(self.burst)
    }
}

const fn at_least_one(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

/// The limits of this node.
pub(crate) struct Limits {
    partners: DefaultKeyedRateLimiter<ClientId>,
    sources: DefaultKeyedRateLimiter<IpAddr>,
}

/// Too many requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooMany {
    /// For the header `Retry-After`: whole seconds, at least one.
    pub(crate) retry_after: u64,
}

impl Limits {
    pub(crate) fn new(partner: Rate) -> Self {
        Self {
            partners: DefaultKeyedRateLimiter::keyed(partner.quota()),
            sources: DefaultKeyedRateLimiter::keyed(Rate::PAGES.quota()),
        }
    }

    /// Counts a partner's request.
    pub(crate) fn partner(&self, client: ClientId) -> Result<(), TooMany> {
        count(&self.partners, &client)
    }

    /// Counts a page's request from a source; one that is not known is not limited.
    pub(crate) fn page(&self, source: Option<IpAddr>) -> Result<(), TooMany> {
        source.map_or(Ok(()), |source| count(&self.sources, &source))
    }

    /// Forgets who has not asked for a while.
    pub(crate) fn forget(&self) {
        self.partners.retain_recent();
        self.sources.retain_recent();
    }
}

fn count<K: Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), TooMany> {
    limiter.check_key(key).map_err(|until| {
        let wait = until.wait_time_from(DefaultClock::default().now());
        TooMany { retry_after: wait.as_secs() + 1 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ledger_63_64_a_burst_is_let_through_and_no_more_and_each_has_its_own() {
        let limits = Limits::new(Rate::new(1, 3));
        let client = |number| ClientId::from_uuid(uuid::Uuid::from_u128(number));
        for _ in 0..3 {
            assert_eq!(limits.partner(client(1)), Ok(()));
        }
        assert_eq!(limits.partner(client(1)), Err(TooMany { retry_after: 1 }));
        assert_eq!(limits.partner(client(2)), Ok(()));
        assert_eq!(limits.page(None), Ok(()));
    }
}
