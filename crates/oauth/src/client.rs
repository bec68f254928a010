//! Clients: partners, which act for themselves, and applications, which act for people.

use career::credential::UnknownMembers;
use career::id::ClientId;

use crate::presented::PresentedSecret;
use crate::redirect_uri::RedirectUri;
use crate::scope::Scopes;
use crate::secret::{Secret, SecretHash};

/// The greatest length of a client's name, in characters.
pub const NAME_MOST: usize = 100;

/// A client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its id, a UUID (`seekpass.md §2`).
    pub id: ClientId,
    /// What people see of it.
    pub name: String,
    /// The most that its tokens can be good for.
    pub scopes: Scopes,
    /// What it is.
    pub kind: ClientKind,
}

/// What a client is, with what only that kind has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientKind {
    /// It pushes credentials with credentials of its own: client credentials grant only.
    Partner {
        /// The hash of its secret.
        secret: SecretHash,
        /// What becomes of members that the contract does not know.
        unknown_members: UnknownMembers,
    },
    /// It edits curricula for people who allowed it: authorisation code and refresh only.
    Application {
        /// The hash of its secret; `None` for a public client, which cannot keep one.
        secret: Option<SecretHash>,
        /// Where it may send people back to.
        redirect_uris: Vec<RedirectUri>,
    },
}

impl Client {
    /// True where this is the client's secret. A public client has none, so the empty one is right for it.
    pub fn has_secret(&self, presented: &PresentedSecret) -> bool {
        Self::is_proven(Some(self), presented)
    }

    /// True where there is a client and this is its secret. What is presented was hashed before anybody knew whether
    /// there is a client, so that a long one takes the same time for both.
    pub fn is_proven(client: Option<&Self>, presented: &PresentedSecret) -> bool {
        client.is_some_and(|client| match client.secret_hash() {
            Some(secret) => *secret == presented.hash,
            None => presented.is_empty,
        })
    }

    /// The hash of its secret; a public client has none.
    pub fn secret_hash(&self) -> Option<&SecretHash> {
        match &self.kind {
            ClientKind::Partner { secret, .. } => Some(secret),
            ClientKind::Application { secret, .. } => secret.as_ref(),
        }
    }

    /// True for an application without a secret.
    pub fn is_public(&self) -> bool {
        matches!(self.kind, ClientKind::Application { secret: None, .. })
    }

    /// True for a partner.
    pub fn is_partner(&self) -> bool {
        matches!(self.kind, ClientKind::Partner { .. })
    }

    /// Puts a new secret in the place of the old one. `None` for a public client.
    #[must_use]
    pub fn with_secret(self, new: &Secret) -> Option<Self> {
        let kind = match self.kind {
            ClientKind::Partner { unknown_members, .. } => {
                ClientKind::Partner { secret: new.hash(), unknown_members }
            }
            ClientKind::Application { secret: Some(_), redirect_uris } => {
                ClientKind::Application { secret: Some(new.hash()), redirect_uris }
            }
            ClientKind::Application { secret: None, .. } => return None,
        };
        Some(Self { kind, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ledger_66_a_secret_proves_its_own_client_and_nothing_proves_a_public_one() {
        let client = |kind| Client {
            id: ClientId::from_uuid(uuid::Uuid::nil()),
            name: "C".to_owned(),
            scopes: Scopes::default(),
            kind,
        };
        let secret = SecretHash::of("right");
        let partner = client(ClientKind::Partner { secret, unknown_members: UnknownMembers::Refuse });
        let application = |secret| client(ClientKind::Application { secret, redirect_uris: Vec::new() });
        for confidential in [partner, application(Some(secret))] {
            assert!(confidential.has_secret(&PresentedSecret::of("right")));
            assert!(
                !confidential.has_secret(&PresentedSecret::of(""))
                    && !confidential.has_secret(&PresentedSecret::of("wrong"))
            );
        }
        let public = application(None);
        assert!(
            public.has_secret(&PresentedSecret::of("")) && !public.has_secret(&PresentedSecret::of("right"))
        );
        assert!(
            !Client::is_proven(None, &PresentedSecret::of(""))
                && !Client::is_proven(None, &PresentedSecret::of("right"))
        );
    }
}
