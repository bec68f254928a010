//! What a grant is: clients, scopes, codes, tokens and their rotation, as states.
//!
//! Pure: times and random bytes are handed in, and nothing here knows HTTP or SQL. The rules are those of
//! RFC 6749, 6750, 7636 (S256), 7009, 7662, 9207 and 9700, and of the two contracts.

pub mod authorization;
pub mod client;
pub mod code;
pub mod credentials;
pub mod error;
pub mod parameters;
pub mod pkce;
pub mod presented;
pub mod redirect_uri;
pub mod refresh;
pub mod scope;
pub mod sealed;
pub mod secret;
pub mod token;
