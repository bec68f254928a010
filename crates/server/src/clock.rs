//! The time, handed in.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Where the time comes from. Injected, so that a rule of 48 hours is tested in microseconds.
pub trait Clock: Send + Sync + 'static {
    /// The time now. The server looks at whole milliseconds, which is what it stores and writes.
    fn now(&self) -> Timestamp;
}

/// Cuts a time to whole milliseconds, towards the past.
pub(crate) fn whole_milliseconds(time: Timestamp) -> Timestamp {
    let milliseconds = time.as_millisecond();
    let early = i64::from(time.subsec_nanosecond() < 0 && time.subsec_nanosecond() % 1_000_000 != 0);
    Timestamp::from_millisecond(milliseconds - early).unwrap_or(time)
}

/// A time as every answer writes it: RFC 3339 in UTC with three decimals (LEDGER 14).
pub(crate) fn written(time: Timestamp) -> String {
    format!("{time:.3}")
}

/// The day in UTC that a moment lies in.
pub(crate) fn day_of(moment: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(moment).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ledger_14_times_are_written_with_three_decimals() {
        let time: Timestamp = "2026-11-21T09:30:08.0579Z".parse().unwrap();
        assert_eq!(written(whole_milliseconds(time)), "2026-11-21T09:30:08.057Z");
        assert_eq!(written("2026-11-21T09:30:08Z".parse().unwrap()), "2026-11-21T09:30:08.000Z");
    }
}
