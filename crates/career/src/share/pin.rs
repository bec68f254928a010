//! The PIN of a share (`record.md §5`, LEDGER 142).

use std::fmt;

use crate::text;

/// The least number of digits.
pub const SHORTEST_PIN: usize = 6;

/// The greatest number of digits.
pub const LONGEST_PIN: usize = 12;

/// A PIN: [`SHORTEST_PIN`] to [`LONGEST_PIN`] digits, 0 to 9. It is kept as a keyed hash alone, and not written to logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

/// Why a text is no [`Pin`], or none that a share can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinFault {
    /// There is something in it that is no digit.
    #[error("a PIN is made of the digits 0 to 9")]
    NotDigits,
    /// It has too few digits, or too many.
    #[error("a PIN has {SHORTEST_PIN} to {LONGEST_PIN} digits, not {length}")]
    Length {
        /// How many it has.
        length: usize,
    },
    /// It is one digit again and again, or a run such as 123456 or 987654.
    #[error("a PIN that is one digit again and again, or a run, is the first that others try")]
    Guessable,
}

impl Pin {
    /// Takes what somebody enters to open a share. White space does not count.
    ///
    /// # Errors
    ///
    /// [`PinFault::NotDigits`] and [`PinFault::Length`]: no share has such a PIN.
    pub fn parse(entered: &str) -> Result<Self, PinFault> {
        let digits: String = entered.chars().filter(|character| !character.is_whitespace()).collect();
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PinFault::NotDigits);
        }
        let length = text::length(&digits);
        if !(SHORTEST_PIN..=LONGEST_PIN).contains(&length) {
            return Err(PinFault::Length { length });
        }
        Ok(Self(digits))
    }

    /// Takes what somebody chooses for a share of theirs.
    ///
    /// # Errors
    ///
    /// Those of [`Pin::parse`], and [`PinFault::Guessable`].
    pub fn choose(entered: &str) -> Result<Self, PinFault> {
        let pin = Self::parse(entered)?;
        if pin.is_guessable() { Err(PinFault::Guessable) } else { Ok(pin) }
    }

    /// A PIN of [`SHORTEST_PIN`] digits out of 64 random bits, which leave no PIN more likely than another by more than
    /// one in 10^13; those after a guessable one take its place.
    pub fn from_random(bits: u64) -> Self {
        let mut number = bits % 1_000_000;
        loop {
            let pin = Self(format!("{number:0SHORTEST_PIN$}"));
            if !pin.is_guessable() {
                return pin;
            }
            number = (number + 1) % 1_000_000;
        }
    }

    /// Every digit has the same distance from the one before it: none, one up or one down, where 0 follows 9.
    fn is_guessable(&self) -> bool {
        let digits = self.0.as_bytes();
        let step = |pair: &[u8]| (pair[1] + 10 - pair[0]) % 10;
        let mut steps = digits.windows(2).map(step);
        let first = steps.next();
        matches!(first, Some(0 | 1 | 9)) && steps.all(|step| Some(step) == first)
    }

    /// The digits.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Pin(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ledger_142_a_pin_has_6_to_12_digits_and_is_none_that_others_try_first() {
        for good in ["135790", "112233", "123457", "000001", "123 456 7891", "\t9018 23\n", "998877665544"] {
            assert!(Pin::choose(good).is_ok(), "{good}");
        }
        assert_eq!(Pin::choose(" 90 18 23 ").unwrap().digits(), "901823");
        for guessable in
            ["000000", "777777777777", "123456", "012345678901", "456789012", "654321", "210987", "098765"]
        {
            assert_eq!(Pin::choose(guessable), Err(PinFault::Guessable), "{guessable}");
            assert!(Pin::parse(guessable).is_ok(), "{guessable} can be tried");
        }
        for length in [0, 1, 5, 13, 200] {
            assert_eq!(Pin::parse(&"1".repeat(length)), Err(PinFault::Length { length }));
        }
        for wrong in ["12345a", "-13579", "1357.90", "１３５７９０", "٣٤٥٦٧٨", "13579é"] {
            assert_eq!(Pin::parse(wrong), Err(PinFault::NotDigits), "{wrong}");
        }
    }

    #[test]
    fn a_pin_does_not_show_itself() {
        assert_eq!(format!("{:?}", Pin::from_random(135_790)), "Pin(…)");
    }

    #[test]
    fn what_follows_a_guessable_pin_takes_its_place() {
        for (bits, pin) in [(0, "000001"), (123_456, "123457"), (999_999, "000001"), (42_000_000, "000001")] {
            assert_eq!(Pin::from_random(bits).digits(), pin);
        }
    }

    proptest! {
        #[test]
        fn ledger_142_a_pin_that_is_made_is_one_that_could_be_chosen(bits in any::<u64>()) {
            let pin = Pin::from_random(bits);
            prop_assert_eq!(pin.digits().len(), SHORTEST_PIN);
            prop_assert_eq!(Pin::choose(pin.digits()), Ok(pin));
        }

        #[test]
        fn whatever_is_entered_is_judged(entered in any::<String>()) {
            if let Ok(pin) = Pin::parse(&entered) {
                prop_assert!((SHORTEST_PIN..=LONGEST_PIN).contains(&pin.digits().len()));
                prop_assert_eq!(Pin::parse(pin.digits()), Ok(pin));
            }
        }
    }
}
