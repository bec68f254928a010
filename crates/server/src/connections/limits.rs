//! How many connections there may be, and how long each may keep the server waiting.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::operations::metrics::{ConnectionMetrics, Refused};

/// The limits of connections (LEDGER 233).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// How many there may be at once.
    pub total: NonZeroU32,
    /// How many of them one source may have: an IPv4 address, or the first 64 bits of an IPv6 address.
    pub per_source: NonZeroU32,
    /// How long the head of a request may take, counted from the beginning of the connection or from the answer
    /// before: so long it may also lie idle.
    pub head_time: Duration,
    /// How long the body of a request may take, counted from the end of its head.
    pub body_time: Duration,
    /// How long the other side may take to read an answer, once it does not read as fast as it is written.
    pub answer_time: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        let number = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        Self {
            total: number(4096),
            per_source: number(256),
            head_time: Duration::from_secs(15),
            body_time: Duration::from_secs(30),
            answer_time: Duration::from_mins(1),
        }
    }
}

/// Who is connected.
pub(super) struct Guests {
    total: NonZeroU32,
    per_source: NonZeroU32,
    spared: Box<dyn Fn(IpAddr) -> bool + Send + Sync>,
    metrics: ConnectionMetrics,
    present: Mutex<Present>,
}

#[derive(Default)]
struct Present {
    total: u32,
    by_source: HashMap<IpAddr, u32>,
}

impl Guests {
    /// Nobody yet. The sources that are `spared` count for the total alone.
    pub(super) fn new(
        limits: &ConnectionLimits,
        spared: impl Fn(IpAddr) -> bool + Send + Sync + 'static,
        metrics: ConnectionMetrics,
    ) -> Arc<Self> {
        let (total, per_source) = (limits.total, limits.per_source);
        Arc::new(Self { total, per_source, spared: Box::new(spared), metrics, present: Mutex::default() })
    }

    /// Lets one more in, until the guest is dropped.
    pub(super) fn enter(self: &Arc<Self>, peer: IpAddr) -> Result<Guest, Refused> {
        let peer = peer.to_canonical();
        let source = (!(self.spared)(peer)).then(|| source(peer));
        let mut present = self.present.lock().unwrap_or_else(PoisonError::into_inner);
        if present.total >= self.total.get() {
            self.metrics.refused(Refused::Total);
            return Err(Refused::Total);
        }
        if let Some(source) = source {
            let by_source = present.by_source.entry(source).or_insert(0);
            if *by_source >= self.per_source.get() {
                self.metrics.refused(Refused::PerSource);
                return Err(Refused::PerSource);
            }
            *by_source += 1;
        }
        present.total += 1;
        self.metrics.taken.inc();
        self.metrics.open.inc();
        Ok(Guest { guests: Arc::clone(self), source })
    }

    fn leave(&self, source: Option<IpAddr>) {
        let mut present = self.present.lock().unwrap_or_else(PoisonError::into_inner);
        present.total -= 1;
        if let Some(Entry::Occupied(mut entry)) = source.map(|source| present.by_source.entry(source)) {
            *entry.get_mut() -= 1;
            if *entry.get() == 0 {
                entry.remove();
            }
        }
        self.metrics.open.dec();
    }
}

/// A connection that was let in.
pub(super) struct Guest {
    guests: Arc<Guests>,
    source: Option<IpAddr>,
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.guests.leave(self.source);
    }
}

/// Whoever has an IPv6 address has at least 2^64 of them.
fn source(peer: IpAddr) -> IpAddr {
    match peer {
        IpAddr::V4(_) => peer,
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guests(total: u32, per_source: u32) -> Arc<Guests> {
        let number = |number| NonZeroU32::new(number).unwrap();
        let (total, per_source) = (number(total), number(per_source));
        let limits = ConnectionLimits { total, per_source, ..ConnectionLimits::default() };
        Guests::new(&limits, |source| source.is_loopback(), ConnectionMetrics::default())
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn ledger_233_each_source_has_its_own_and_all_have_a_total() {
        let guests = guests(4, 2);
        let enter = |peer| guests.enter(address(peer));
        let first = enter("198.51.100.1").unwrap();
        let _second = enter("::ffff:198.51.100.1").unwrap();
        assert_eq!(enter("198.51.100.1").err(), Some(Refused::PerSource), "an IPv4 address in another dress");
        let _other = enter("198.51.100.2").unwrap();
        drop(first);
        let _again = enter("198.51.100.1").unwrap();
        let _last = enter("198.51.100.3").unwrap();
        assert_eq!(enter("198.51.100.4").err(), Some(Refused::Total));
    }

    #[test]
    fn ledger_233_an_ipv6_source_is_its_first_64_bits_and_who_is_spared_has_no_limit_of_its_own() {
        let guests = guests(9, 1);
        let enter = |peer| guests.enter(address(peer));
        let _one = enter("2001:db8:0:1::1").unwrap();
        assert_eq!(enter("2001:db8:0:1:ffff::2").err(), Some(Refused::PerSource));
        let _next = enter("2001:db8:0:2::1").unwrap();
        let _local: Vec<Guest> = (0..3).map(|_| enter("127.0.0.1").unwrap()).collect();
    }

    #[test]
    fn who_left_leaves_nothing_behind() {
        let guests = guests(2, 1);
        drop(guests.enter(address("198.51.100.1")).unwrap());
        let present = guests.present.lock().unwrap();
        assert_eq!((present.total, present.by_source.len()), (0, 0));
        drop(present);
        assert_eq!((guests.metrics.open.get(), guests.metrics.taken.get()), (0, 1));
    }
}
