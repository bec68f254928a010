//! Numbers that tell nothing: a sequence through a keyed permutation of 1 to 2^53 − 1.
//!
//! A row keeps its place in the sequence, so neighbours stay neighbours on disk; the outside sees the permuted
//! number, which tells neither how many there are nor which came first (`infojobs.md §1`, LEDGER 2).
//!
//! The permutation is a Feistel network over two halves of 27 bits whose round function is HMAC-SHA256, walked
//! until it lands inside the range. Looked at instead: FF1 from the `fpe` crate, which does the same with
//! arbitrary-precision arithmetic and without a release for years.

use career::id::ExperienceId;
use sha2::block_api::compress256;

const HALF: u32 = 27;
const MASK: u64 = (1 << HALF) - 1;
const ROUNDS: u8 = 6;

/// What SHA-256 begins with (FIPS 180-4 §5.3.3).
const BEGINNING: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// The two SHA-256 of an HMAC (RFC 2104), which have taken in their keys. What is hashed with them is short, so that a
/// round is one more block for each; `aws-lc-rs` does twice as much around that.
#[derive(Clone)]
pub(crate) struct Numbering {
    inner: [u32; 8],
    outer: [u32; 8],
}

impl Numbering {
    pub(crate) fn new(key: &[u8; 32]) -> Self {
        let keyed = |pad: u8| {
            let mut block = [pad; 64];
            block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
            let mut state = BEGINNING;
            compress256(&mut state, &[block]);
            state
        };
        Self { inner: keyed(0x36), outer: keyed(0x5c) }
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

    fn mix(&self, half: u64, round: u8) -> u64 {
        // 27 bits always fit.
        let [first, second, ..] = self.tag(u32::try_from(half).unwrap_or(u32::MAX), round);
        ((u64::from(first) << 32) | u64::from(second)) & MASK
    }

    /// HMAC-SHA256 of a half in 8 bytes and the round in one.
    fn tag(&self, half: u32, round: u8) -> [u32; 8] {
        let mut last = [0; 16];
        (last[1], last[2]) = (half, u32::from_be_bytes([round, END, 0, 0]));
        last[15] = (64 + 9) * 8;
        let digest = compressed(self.inner, last);
        let mut last = [0; 16];
        last[..8].copy_from_slice(&digest);
        (last[8], last[15]) = (u32::from_be_bytes([END, 0, 0, 0]), (64 + 32) * 8);
        compressed(self.outer, last)
    }
}

/// What stands behind a message in its last block; the number of its bits ends the block (FIPS 180-4 §5.1.1).
const END: u8 = 0x80;

/// A SHA-256 that has taken in one block more.
fn compressed(mut state: [u32; 8], block: [u32; 16]) -> [u32; 8] {
    let bytes = block.map(u32::to_be_bytes);
    compress256(&mut state, bytes.as_flattened().as_chunks().0);
    state
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

    use aws_lc_rs::hmac;
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
            [4_601_780_728_283_667, 5_243_475_217_075_600, 4_028_985_600_519_670, 4_307_679_591_425_892]
        );
    }

    proptest! {
        #[test]
        fn a_round_is_hmac_sha256(key in any::<[u8; 32]>(), half in any::<u32>(), round in any::<u8>()) {
            let input = [&u64::from(half).to_be_bytes()[..], &[round]].concat();
            let other = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), &input);
            let tag = Numbering::new(&key).tag(half, round).map(u32::to_be_bytes);
            prop_assert_eq!(tag.as_flattened(), other.as_ref());
        }
    }

    #[test]
    fn a_place_outside_the_range_has_no_number() {
        let numbering = Numbering::new(&[1; 32]);
        assert_eq!(numbering.shown(0), None);
        assert_eq!(numbering.shown(-1), None);
        assert_eq!(numbering.shown(1 << 53), None);
    }
}
