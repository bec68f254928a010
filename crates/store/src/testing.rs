//! What tests need of this crate, and other crates' tests too.

mod pgbouncer;
pub mod postgres;
mod script;
pub mod server;

use std::sync::atomic::{AtomicU64, Ordering};

use aws_lc_rs::digest::{SHA256, digest};

use crate::Randomness;

/// Bytes that look random and are the same in every run.
#[derive(Debug)]
pub struct RepeatableRandomness(AtomicU64);

impl Default for RepeatableRandomness {
    /// It counts from one below zero, which the signing key takes: so whatever was compared with before there was one
    /// has the bytes that it had.
    fn default() -> Self {
        Self(AtomicU64::new(u64::MAX))
    }
}

impl Randomness for RepeatableRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let number = self.0.fetch_add(1, Ordering::Relaxed);
            let block = digest(&SHA256, &number.to_be_bytes());
            chunk.copy_from_slice(&block.as_ref()[..chunk.len()]);
        }
    }
}
