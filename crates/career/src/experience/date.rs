//! The two forms of a date that the contract takes.

use jiff::civil::Date;

/// The first year of a legal date, 1900-01-01 on (`infojobs.md §4`).
const FIRST_YEAR: i16 = 1900;

/// The last year of a legal date, up to 2200-12-31 (`infojobs.md §4`).
const LAST_YEAR: i16 = 2200;

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// Reads `yyyy-MM-dd`, or a full RFC 3339 date-time whose date part is kept as it is written, whatever its zone.
/// `None` where it is neither, or lies outside 1900-01-01 to 2200-12-31.
pub(super) fn parse(text: &str) -> Option<Date> {
    let (date, rest) = text.split_at_checked(10)?;
    (rest.is_empty() || is_time(rest)).then(|| parse_date(date))?
}

/// RFC 3339 §5.6 `full-date`.
fn parse_date(text: &str) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let century = i16::try_from(two_digits(*y1, *y2)?).ok()?;
    let year = century * 100 + i16::try_from(two_digits(*y3, *y4)?).ok()?;
    let month = i8::try_from(two_digits(*m1, *m2)?).ok()?;
    let day = i8::try_from(two_digits(*d1, *d2)?).ok()?;
    let date = Date::new(year, month, day).ok()?;
    (FIRST_YEAR..=LAST_YEAR).contains(&year).then_some(date)
}

/// RFC 3339 §5.6: `"T" full-time`, in either case. A second 60 is legal at 23:59 UTC alone (§5.7).
fn is_time(text: &str) -> bool {
    let [b'T' | b't', h1, h2, b':', m1, m2, b':', s1, s2, rest @ ..] = text.as_bytes() else {
        return false;
    };
    let time = [two_digits(*h1, *h2), two_digits(*m1, *m2), two_digits(*s1, *s2)];
    let [Some(hour @ 0..=23), Some(minute @ 0..=59), Some(second @ 0..=60)] = time else {
        return false;
    };
    let rest = match rest {
        [b'.', fraction @ ..] => {
            let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 {
                return false;
            }
            &fraction[digits..]
        }
        _ => rest,
    };
    let Some(behind_utc) = minutes_behind_utc(rest) else {
        return false;
    };
    second < 60 || (hour * 60 + minute + behind_utc) % DAY == DAY - 1
}

/// RFC 3339 §5.6 `time-offset`: how many minutes to add to reach UTC, in a circle of one day.
fn minutes_behind_utc(text: &[u8]) -> Option<u32> {
    let (sign, digits) = match text {
        [b'Z' | b'z'] => return Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => (*sign, [two_digits(*h1, *h2), two_digits(*m1, *m2)]),
        _ => return None,
    };
    let [Some(hours @ 0..=23), Some(minutes @ 0..=59)] = digits else {
        return None;
    };
    let offset = hours * 60 + minutes;
    Some(if sign == b'-' { offset } else { DAY - offset })
}

fn two_digits(tens: u8, ones: u8) -> Option<u32> {
    (tens.is_ascii_digit() && ones.is_ascii_digit())
        .then(|| u32::from(tens - b'0') * 10 + u32::from(ones - b'0'))
}
