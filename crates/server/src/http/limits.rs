//! How often one client or one source may ask. Counted in each node, by the machine's time, not by the server's
//! clock: the limits that must hold for all nodes together are counted in the database (`people/limits.rs` of the
//! store).

use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;

use career::id::ClientId;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};

/// How often one may ask, in each node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// One partner's (`seekpass.md §5`, LEDGER 63).
    pub partner: Rate,
    /// One application's (LEDGER 120).
    pub application: Rate,
    /// One source's at the token, revocation and introspection endpoints (LEDGER 121).
    pub oauth: Rate,
}

impl Default for Rates {
    fn default() -> Self {
        Self { partner: Rate::PARTNER, application: Rate::APPLICATION, oauth: Rate::OAUTH }
    }
}

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

    /// An application's, by default: it asks for many people, where a partner asks for itself (LEDGER 120).
    pub const APPLICATION: Self = Self::new(500, 2_000);

    /// One source's at the token, revocation and introspection endpoints, by default (LEDGER 121).
    pub const OAUTH: Self = Self::new(50, 500);

    /// One source's on the pages (LEDGER 64).
    const PAGES: Self = Self::new(20, 200);

    /// From numbers that stand in the code; a zero counts as one.
    pub(crate) const fn new(per_second: u32, burst: u32) -> Self {
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
    applications: DefaultKeyedRateLimiter<(ClientId, Option<IpAddr>)>,
    oauth: DefaultKeyedRateLimiter<IpAddr>,
    pages: DefaultKeyedRateLimiter<IpAddr>,
}

/// Too many requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooMany {
    /// For the header `Retry-After`: whole seconds, at least one.
    pub(crate) retry_after: u64,
}

impl Limits {
    pub(crate) fn new(rates: &Rates) -> Self {
        Self {
            partners: DefaultKeyedRateLimiter::keyed(rates.partner.quota()),
            applications: DefaultKeyedRateLimiter::keyed(rates.application.quota()),
            oauth: DefaultKeyedRateLimiter::keyed(rates.oauth.quota()),
            pages: DefaultKeyedRateLimiter::keyed(Rate::PAGES.quota()),
        }
    }

    /// Counts a partner's request.
    pub(crate) fn partner(&self, client: ClientId) -> Result<(), TooMany> {
        count(&self.partners, &client)
    }

    /// Counts a request of an application that proved its secret.
    pub(crate) fn application(&self, client: ClientId) -> Result<(), TooMany> {
        count(&self.applications, &(client, None))
    }

    /// Counts a request of an application without a secret, by its source: anybody can name it, and nobody is to
    /// use up what others on other devices have.
    pub(crate) fn public_application(&self, client: ClientId, source: Option<IpAddr>) -> Result<(), TooMany> {
        count(&self.applications, &(client, source))
    }

    /// Counts a source's request to the token, revocation or introspection endpoint; one that is not known is not
    /// limited.
    pub(crate) fn oauth(&self, source: Option<IpAddr>) -> Result<(), TooMany> {
        source.map_or(Ok(()), |source| count(&self.oauth, &source))
    }

    /// Counts a page's request from a source; one that is not known is not limited.
    pub(crate) fn page(&self, source: Option<IpAddr>) -> Result<(), TooMany> {
        source.map_or(Ok(()), |source| count(&self.pages, &source))
    }

    /// Forgets who has not asked for a while.
    pub(crate) fn forget(&self) {
        self.partners.retain_recent();
        self.applications.retain_recent();
        self.oauth.retain_recent();
        self.pages.retain_recent();
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
        let limits = Limits::new(&Rates { partner: Rate::new(1, 3), ..Rates::default() });
        let client = |number| ClientId::from_uuid(uuid::Uuid::from_u128(number));
        for _ in 0..3 {
            assert_eq!(limits.partner(client(1)), Ok(()));
        }
        assert_eq!(limits.partner(client(1)), Err(TooMany { retry_after: 1 }));
        assert_eq!(limits.partner(client(2)), Ok(()));
        assert_eq!(limits.page(None), Ok(()));
    }
}
