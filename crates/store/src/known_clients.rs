//! The clients that asked lately. What a client is never changes but for its secret and its end, so that a request needs
//! no more of its row than whether it is there, and the hash of its secret: what is known here is good for as long as
//! that is the same.

use std::sync::Arc;

use career::id::ClientId;
use oauth::client::Client;
use oauth::secret::SecretHash;
use quick_cache::sync::Cache;

/// How many are known at the most.
const MOST: usize = 1024;

/// The clients that are known.
pub struct KnownClients(Cache<ClientId, Arc<Client>>);

impl Default for KnownClients {
    fn default() -> Self {
        Self(Cache::new(MOST))
    }
}

impl KnownClients {
    /// The client, which has this secret now.
    pub(crate) fn with_secret(&self, id: ClientId, secret: Option<&SecretHash>) -> Option<Arc<Client>> {
        self.0.get(&id).filter(|client| client.secret_hash() == secret)
    }

    /// Keeps one as it was read.
    pub(crate) fn keep(&self, client: Client) -> Arc<Client> {
        let client = Arc::new(client);
        self.0.insert(client.id, Arc::clone(&client));
        client
    }
}
