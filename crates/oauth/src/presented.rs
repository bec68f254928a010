//! What a request presents to prove who sends it: names, and hashes of its secrets. The secrets themselves are gone once
//! they are read.

use career::id::ClientId;

use crate::credentials::{self, Unreadable};
use crate::secret::{Kind, Secret, SecretHash};

/// The client that a request names, and the token that it carries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Presented {
    /// What Basic says.
    pub client: Option<PresentedClient>,
    /// What Bearer says.
    pub token: Option<PresentedToken>,
}

/// A client's id and secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresentedClient {
    /// Its id; `None` for what no client has.
    pub id: Option<ClientId>,
    /// Its secret.
    pub secret: PresentedSecret,
}

/// A client's secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresentedSecret {
    pub(crate) hash: SecretHash,
    pub(crate) is_empty: bool,
}

/// The hash of an access token; `None` for what this server never made one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PresentedToken(pub Option<SecretHash>);

impl PresentedSecret {
    /// Takes whatever text somebody presents.
    pub fn of(text: &str) -> Self {
        Self { hash: SecretHash::of(text), is_empty: text.is_empty() }
    }
}

/// Reads the values of all `Authorization` lines, as [`credentials::read`] does.
///
/// # Errors
/// [`Unreadable`] where a part cannot be understood.
pub fn read<'a>(lines: impl IntoIterator<Item = &'a str>) -> Result<Presented, Unreadable> {
    let read = credentials::read(lines)?;
    let client = read.basic.map(|basic| PresentedClient {
        id: basic.id().parse().ok(),
        secret: PresentedSecret::of(basic.secret()),
    });
    let token =
        read.bearer.map(|text| PresentedToken(Secret::parse(Kind::Access, text).map(|secret| secret.hash())));
    Ok(Presented { client, token })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_presented_is_read_and_its_secrets_are_hashed() {
        let id = "01a1fdfa-4600-766c-9701-4a6156061ae6";
        let token = Secret::new(Kind::Access, [7; 32]);
        let basic = "Basic MDFhMWZkZmEtNDYwMC03NjZjLTk3MDEtNGE2MTU2MDYxYWU2OnNlY3JldA==";
        let both = format!("{basic}, Bearer {}", token.expose());
        let client = PresentedClient { id: id.parse().ok(), secret: PresentedSecret::of("secret") };
        let wanted = Presented { client: Some(client), token: Some(PresentedToken(Some(token.hash()))) };
        assert_eq!(read([both.as_str()]), Ok(wanted));
        assert_eq!(read([]), Ok(Presented::default()));
        let odd = read(["Basic YTo=", "Bearer tnr_at_x"]).unwrap();
        assert_eq!(odd.client, Some(PresentedClient { id: None, secret: PresentedSecret::of("") }));
        assert_eq!(odd.token, Some(PresentedToken(None)));
        assert_eq!(read(["Digest x"]), Err(Unreadable::Scheme));
    }
}
