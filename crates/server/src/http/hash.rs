//! The hash that stands in the place of something that is only to be recognised.

use aws_lc_rs::digest::{SHA256, digest};

/// SHA-256.
pub(crate) fn sha_256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
    hash
}
