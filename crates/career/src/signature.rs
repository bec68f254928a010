//! This server's signature: what it signs is known to come from it, without asking it.
//!
//! Ed25519 (RFC 8032), as compact JWS (RFC 7515). A key is named by its thumbprint (RFC 7638), so that a verifier knows
//! which of a server's keys to take.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::{
    AlgorithmParameters, CommonParameters, EllipticCurve, Jwk, OctetKeyPairParameters, OctetKeyPairType,
    ThumbprintHash,
};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::bytes::Bytes32;

/// A key with which a server signs.
#[derive(Clone)]
pub struct SigningKey {
    secret: EncodingKey,
    public: PublicKey,
}

/// The public half of a [`SigningKey`], written as a JSON Web Key (RFC 7517, RFC 8037).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "WrittenKey", try_from = "WrittenKey")]
pub struct PublicKey {
    id: String,
    x: Bytes32,
}

/// No key could be made, or nothing be signed: the cryptographic library refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the signing key cannot be used: {0}")]
pub struct Unusable(String);

/// A signature that does not verify.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not verify")]
pub struct NotSigned;

impl SigningKey {
    /// The key that 32 random bytes make.
    ///
    /// # Errors
    ///
    /// [`Unusable`] where the library refuses, which no bytes bring about.
    pub fn from_seed(seed: &[u8; 32]) -> Result<Self, Unusable> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(unusable)?;
        let document = pair.to_pkcs8v1().map_err(unusable)?;
        let public: [u8; 32] = pair.public_key().as_ref().try_into().map_err(unusable)?;
        Ok(Self {
            secret: EncodingKey::from_ed_der(document.as_ref()),
            public: PublicKey::new(Bytes32(public)).ok_or_else(|| Unusable("no thumbprint".to_owned()))?,
        })
    }

    /// The public half.
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Signs claims; `kind` is the header's `typ`, which keeps a signature over one kind of thing from being taken for
    /// another. The same claims give the same text.
    ///
    /// # Errors
    ///
    /// [`Unusable`] where the library refuses.
    pub fn sign(&self, kind: &str, claims: &impl Serialize) -> Result<String, Unusable> {
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(kind.to_owned());
        header.kid = Some(self.public.id.clone());
        jsonwebtoken::encode(&header, claims, &self.secret).map_err(unusable)
    }
}

fn unusable(error: impl std::fmt::Display) -> Unusable {
    Unusable(error.to_string())
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("SigningKey").field("public", &self.public).finish_non_exhaustive()
    }
}

impl PublicKey {
    fn new(x: Bytes32) -> Option<Self> {
        let jwk = Jwk {
            common: CommonParameters::default(),
            algorithm: AlgorithmParameters::OctetKeyPair(OctetKeyPairParameters {
                key_type: OctetKeyPairType::OctetKeyPair,
                curve: EllipticCurve::Ed25519,
                x: URL_SAFE_NO_PAD.encode(x.0),
            }),
        };
        let id = jwk.thumbprint(ThumbprintHash::SHA256).ok()?;
        Some(Self { id, x })
    }

    /// Its id: the thumbprint (RFC 7638), SHA-256 in base64url.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The claims of a compact JWS that this key signed as that kind of thing.
    ///
    /// # Errors
    ///
    /// [`NotSigned`] for everything else: another key, kind or algorithm, other claims, a changed text.
    pub fn verify<T: DeserializeOwned>(&self, kind: &str, signed: &str) -> Result<T, NotSigned> {
        let mut validation = Validation::new(Algorithm::EdDSA);
        // What is signed is no token: it has neither an audience nor an end.
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        validation.validate_aud = false;
        let key =
            DecodingKey::from_ed_components(&URL_SAFE_NO_PAD.encode(self.x.0)).map_err(|_| NotSigned)?;
        let found = jsonwebtoken::decode::<T>(signed, &key, &validation).map_err(|_| NotSigned)?;
        let named = found.header.kid.as_deref() == Some(&self.id);
        let meant = found.header.typ.as_deref() == Some(kind);
        if named && meant { Ok(found.claims) } else { Err(NotSigned) }
    }
}

/// The written form of a [`PublicKey`].
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenKey {
    kty: String,
    crv: String,
    x: Bytes32,
    kid: String,
    alg: String,
    #[serde(rename = "use")]
    purpose: String,
}

impl From<PublicKey> for WrittenKey {
    fn from(key: PublicKey) -> Self {
        let text = str::to_owned;
        let (kty, crv, alg, purpose) = (text("OKP"), text("Ed25519"), text("EdDSA"), text("sig"));
        Self { kty, crv, x: key.x, kid: key.id, alg, purpose }
    }
}

/// A JSON Web Key that is none of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum NoKey {
    #[error("this is not an Ed25519 key for signatures")]
    Kind,
    #[error("`kid` is not the thumbprint of the key")]
    Thumbprint,
}

impl TryFrom<WrittenKey> for PublicKey {
    type Error = NoKey;

    fn try_from(written: WrittenKey) -> Result<Self, NoKey> {
        let WrittenKey { kty, crv, x, kid, alg, purpose } = written;
        if [&*kty, &*crv, &*alg, &*purpose] != ["OKP", "Ed25519", "EdDSA", "sig"] {
            return Err(NoKey::Kind);
        }
        Self::new(x).filter(|key| key.id == kid).ok_or(NoKey::Thumbprint)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// The key of RFC 8037, appendix A.1 and A.2, and its thumbprint of A.3.
    fn known() -> SigningKey {
        let seed = URL_SAFE_NO_PAD.decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").unwrap();
        SigningKey::from_seed(&seed.try_into().unwrap()).unwrap()
    }

    #[test]
    fn a_key_is_written_as_a_json_web_key_and_named_by_its_thumbprint() {
        let written = serde_json::to_value(known().public()).unwrap();
        assert_eq!(
            written,
            json!({
                "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                "kid": "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", "alg": "EdDSA", "use": "sig",
            })
        );
        assert_eq!(serde_json::from_value::<PublicKey>(written.clone()).unwrap(), *known().public());
        for (member, other) in
            [("kid", "x"), ("crv", "P-256"), ("x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUR")]
        {
            let mut wrong = written.clone();
            wrong[member] = other.into();
            assert!(serde_json::from_value::<PublicKey>(wrong).is_err(), "{member}");
        }
        let mut more = written;
        more["d"] = "secret".into();
        assert!(serde_json::from_value::<PublicKey>(more).is_err());
        assert!(!format!("{:?}", known()).contains("nWGx"));
    }

    #[test]
    fn what_was_signed_verifies_and_nothing_else_does() {
        let claims = json!({ "sequence": 7 });
        let signed = known().sign("test", &claims).unwrap();
        assert_eq!(signed, known().sign("test", &claims).unwrap(), "the same claims give the same text");
        let key = known().public().clone();
        assert_eq!(key.verify::<Value>("test", &signed), Ok(claims));
        assert_eq!(key.verify::<Value>("other", &signed), Err(NotSigned));
        let other = SigningKey::from_seed(&[1; 32]).unwrap();
        assert_eq!(other.public().verify::<Value>("test", &signed), Err(NotSigned));
        for place in 0..signed.len() {
            let mut changed = signed.clone().into_bytes();
            changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(key.verify::<Value>("test", &changed), Err(NotSigned), "at {place}");
        }
    }
}
