//! What every session of a store has around it.

use std::sync::Arc;

use crate::Randomness;
use crate::keys::Keys;

pub(crate) struct Surroundings {
    pub(crate) randomness: Arc<dyn Randomness>,
    pub(crate) keys: Keys,
}
