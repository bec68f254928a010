//! What every session of a store has around it.

use std::sync::Arc;

use crate::Randomness;
use crate::keys::Keys;
use crate::known_clients::KnownClients;
use crate::memory::Memories;

pub(crate) struct Surroundings {
    pub(crate) randomness: Arc<dyn Randomness>,
    pub(crate) keys: Keys,
    pub(crate) clients: KnownClients,
    pub(crate) memories: Memories,
}

impl Surroundings {
    pub(crate) fn new(randomness: &Arc<dyn Randomness>, keys: Keys) -> Self {
        Self {
            randomness: Arc::clone(randomness),
            keys,
            clients: KnownClients::default(),
            memories: Memories::default(),
        }
    }
}
