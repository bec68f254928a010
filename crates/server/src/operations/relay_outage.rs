//! Whether mail has been failing to leave, as this node found with its last try.

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// Since when the relay has been failing for every mail, if it has. Each node finds out for itself.
#[derive(Debug, Default)]
pub(crate) struct RelayOutage(Mutex<Option<Timestamp>>);

impl RelayOutage {
    /// Notes a try at which the relay failed; the first of several counts.
    pub(crate) fn goes_on(&self, now: Timestamp) {
        self.since().get_or_insert(now);
    }

    /// Notes that a mail was taken, which ends the outage; the answer is since when there was one.
    pub(crate) fn ends(&self) -> Option<Timestamp> {
        self.since().take()
    }

    /// True until a mail is taken.
    pub(crate) fn is_on(&self) -> bool {
        self.since().is_some()
    }

    /// Whoever panicked while holding it left a whole value.
    fn since(&self) -> std::sync::MutexGuard<'_, Option<Timestamp>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_goes_on_from_the_first_failure_to_the_first_success() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let outage = RelayOutage::default();
        assert!(!outage.is_on());
        outage.goes_on(at(1));
        outage.goes_on(at(2));
        assert!(outage.is_on());
        assert_eq!(outage.ends(), Some(at(1)));
        assert_eq!((outage.ends(), outage.is_on()), (None, false));
    }
}
