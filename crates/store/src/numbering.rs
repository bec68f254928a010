//! Numbers that tell nothing: a sequence through a keyed permutation of 1 to 2^53 − 1.
//!
//! A row keeps its place in the sequence, so neighbours stay neighbours on disk; the outside sees the permuted
//! number, which tells neither how many there are nor which came first (`infojobs.md §1`, LEDGER 2).
//!
//! The permutation is a Feistel network over two halves of 27 bits whose round function is AES-256, walked until it lands
//! inside the range. Looked at instead: FF1 from the `fpe` crate, which does the same with arbitrary-precision arithmetic
//! and without a release for years; and HMAC-SHA256, which is as fast only when it is put together by hand.

use std::sync::Arc;

use aws_lc_rs::cipher::{AES_256, EncryptingKey, UnboundCipherKey};
use career::id::ExperienceId;

const HALF: u32 = 27;
const MASK: u64 = (1 << HALF) - 1;
const ROUNDS: u8 = 6;

/// The permutation of one key.
#[derive(Clone)]
pub(crate) struct Numbering(Arc<EncryptingKey>);

impl Numbering {
    pub(crate) fn new(key: &[u8; 32]) -> Self {
        let key = UnboundCipherKey::new(&AES_256, key).and_then(EncryptingKey::ecb);
        // Neither fails for a key of 32 bytes.
        Self(Arc::new(key.expect("AES-256 takes any 32 bytes")))
    }

    /// The number that the outside sees for a place in the sequence; `None` for a place that cannot be.
    pub(crate) fn shown(&self, place: i64) -> Option<ExperienceId> {
        let place = ExperienceId::new(u64::try_from(place).ok()?)?;
        Some(walk(place, |number| (0..ROUNDS).fold(number, |number, round| self.forward(number, round))))
    }

    /// The place in the sequence of a number that the outside sent.
    pub(crate) fn place(&self, shown: ExperienceId) -> i64 {
        let back = |number| (0..ROUNDS).rev().fold(number, |number, round| self.backward(number, round));
        // 53 bits always fit.
        i64::try_from(walk(shown, back).number()).unwrap_or(i64::MAX)
    }

    fn forward(&self, number: u64, round: u8) -> u64 {
        let (left, right) = (number >> HALF, number & MASK);
        (right << HALF) | (left ^ self.mix(right, round))
    }

    fn backward(&self, number: u64, round: u8) -> u64 {
        let (left, right) = (number >> HALF, number & MASK);
        ((right ^ self.mix(left, round)) << HALF) | left
    }

    /// As many bits of the encrypted half as a half has, another choice in each round.
    fn mix(&self, half: u64, round: u8) -> u64 {
        let mut block = ((u128::from(round) << 64) | u128::from(half)).to_be_bytes();
        // It fails for what is no whole block.
        self.0.encrypt(&mut block).expect("16 bytes are a block");
        // 27 bits always fit.
        u64::try_from(u128::from_be_bytes(block) & u128::from(MASK)).unwrap_or(MASK)
    }
}

/// Repeats a permutation of 0 to 2^54 − 1 until it lands on an id. It does, because the id it began with is
/// on the same cycle.
fn walk(from: ExperienceId, step: impl Fn(u64) -> u64) -> ExperienceId {
    let mut number = step(from.number());
    loop {
        if let Some(id) = ExperienceId::new(number) {
            return id;
        }
        number = step(number);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ledger_2_neighbours_in_the_sequence_are_strangers_outside() {
        let numbering = Numbering::new(&[1; 32]);
        let shown: Vec<u64> =
            (1..=1000).filter_map(|place| numbering.shown(place)).map(ExperienceId::number).collect();
        assert_eq!(shown.iter().collect::<HashSet<_>>().len(), 1000);
        let close = shown.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) < 1 << 40).count();
        assert!(close < 10, "{close} of 999 neighbours stayed close");
        assert_ne!(Numbering::new(&[2; 32]).shown(1), numbering.shown(1), "another key, other numbers");
    }

    proptest! {
        #[test]
        fn a_number_leads_back_to_its_place(place in 1_i64..(1 << 53), key in any::<[u8; 32]>()) {
            let numbering = Numbering::new(&key);
            let shown = numbering.shown(place).unwrap();
            prop_assert!((1..=ExperienceId::GREATEST).contains(&shown.number()));
            prop_assert_eq!(numbering.place(shown), place);
        }
    }

    #[test]
    fn numbers_stay_what_they_were() {
        let numbering = Numbering::new(&[1; 32]);
        let shown = [1, 2, 1 << 20, (1 << 53) - 1].map(|place| numbering.shown(place).unwrap().number());
        assert_eq!(
            shown,
            [1_239_291_534_698_850, 3_954_963_777_138_468, 3_138_339_674_634_742, 735_109_143_405_690]
        );
    }

    #[test]
    fn a_place_outside_the_range_has_no_number() {
        let numbering = Numbering::new(&[1; 32]);
        assert_eq!(numbering.shown(0), None);
        assert_eq!(numbering.shown(-1), None);
        assert_eq!(numbering.shown(1 << 53), None);
    }
}
