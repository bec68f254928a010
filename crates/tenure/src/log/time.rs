//! When a line was written: to the microsecond, in UTC.

use std::cell::RefCell;

use jiff::Timestamp;

thread_local! {
    /// The second that this thread wrote last, and its text up to the point.
    static SECOND: RefCell<(i64, String)> = const { RefCell::new((i64::MIN, String::new())) };
}

/// Adds a time to a line. Lines come many to a second, so that most of the text is known.
pub(super) fn push(line: &mut String, time: Timestamp) {
    let Ok(micros) = u32::try_from(time.subsec_microsecond()) else {
        // Before 1970, where parts of a second count backwards.
        let whole = format!("{time:.6}");
        return line.push_str(&whole);
    };
    SECOND.with_borrow_mut(|(second, text)| {
        if *second != time.as_second() {
            *second = time.as_second();
            text.clear();
            text.push_str(format!("{time:.0}").trim_end_matches('Z'));
        }
        line.push_str(text);
    });
    // One digit more in front, for the zeros.
    let mut digits = itoa::Buffer::new();
    line.push('.');
    line.push_str(digits.format(1_000_000 + micros).split_at(1).1);
    line.push('Z');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pushed(time: Timestamp) -> String {
        let mut line = String::new();
        push(&mut line, time);
        line
    }

    #[test]
    fn a_time_is_written_to_the_microsecond() {
        let time = Timestamp::constant(1_795_329_471, 1_244_999);
        assert_eq!(pushed(time), "2026-11-22T06:37:51.001244Z");
    }

    proptest! {
        #[test]
        fn times_are_written_as_the_library_writes_them(second in -70_000_000_000_i64..200_000_000_000, nanos in 0..1_000_000_000) {
            let time = Timestamp::new(second, nanos).unwrap();
            for later in [0, 1, 999_999_999] {
                let time = time + jiff::SignedDuration::from_nanos(later);
                prop_assert_eq!(pushed(time), format!("{time:.6}"));
            }
        }
    }
}
