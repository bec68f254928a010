//! 32 bytes as text.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

/// A hash, a salt or a key of 32 bytes; written in base64url without padding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct Bytes32(pub(crate) [u8; 32]);

/// A text that is no [`Bytes32`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("these are not 32 bytes in base64url without padding")]
pub(crate) struct NoBytes32;

impl From<Bytes32> for String {
    fn from(bytes: Bytes32) -> Self {
        URL_SAFE_NO_PAD.encode(bytes.0)
    }
}

impl TryFrom<String> for Bytes32 {
    type Error = NoBytes32;

    fn try_from(text: String) -> Result<Self, NoBytes32> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NoBytes32)?;
        bytes.try_into().map(Self).map_err(|_| NoBytes32)
    }
}
