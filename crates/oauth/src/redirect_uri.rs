//! Redirect URIs: registered whole, compared whole (RFC 9700 §2.1).

use std::fmt;

use url::Url;

/// A registered redirect URI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedirectUri(String);

/// Why a URI cannot be registered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RedirectUriError {
    /// Not absolute.
    #[error("`{0}` is not an absolute URI such as https://app.example.org/callback")]
    NotAbsolute(String),
    /// It has a fragment (RFC 6749 §3.1.2).
    #[error("`{0}` must not have a fragment")]
    Fragment(String),
    /// It names a user.
    #[error("`{0}` must not name a user or a password")]
    User(String),
    /// Plain http beyond loopback, or a scheme that no app can own.
    #[error(
        "`{0}` must be https, http on loopback, or a private-use scheme with a dot in it such as \
         org.example.app:/callback"
    )]
    Scheme(String),
}

impl RedirectUri {
    /// Takes a URI to be registered.
    ///
    /// # Errors
    /// [`RedirectUriError`] where it could not be used safely (RFC 9700 §2.1, RFC 8252 §7).
    pub fn parse(text: &str) -> Result<Self, RedirectUriError> {
        let url = Url::parse(text).map_err(|_| RedirectUriError::NotAbsolute(text.to_owned()))?;
        if url.fragment().is_some() {
            return Err(RedirectUriError::Fragment(text.to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(RedirectUriError::User(text.to_owned()));
        }
        let allowed = match url.scheme() {
            "https" => true,
            "http" => is_loopback(&url),
            private => private.contains('.'),
        };
        if !allowed {
            return Err(RedirectUriError::Scheme(text.to_owned()));
        }
        Ok(Self(text.to_owned()))
    }

    /// Takes one that was registered, and has been kept since.
    pub const fn registered(text: String) -> Self {
        Self(text)
    }

    /// True where an authorisation request may name this URI: character by character, except that the port of
    /// plain http, which is loopback, may be any (RFC 8252 §7.3, RFC 9700 §4.1.3).
    pub fn allows(&self, requested: &str) -> bool {
        let same_but_for_the_port = || {
            let ours = without_port(&self.0)?;
            (ours == without_port(requested)?).then_some(())
        };
        self.0 == requested || same_but_for_the_port().is_some()
    }

    /// The URI as it was registered.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RedirectUri {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What stands before the port of a plain http URI, and what stands behind it.
fn without_port(uri: &str) -> Option<(&str, &str)> {
    let rest = uri.strip_prefix("http://")?;
    let (authority, rest) = rest.split_at(rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len()));
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if is_port(port) => host,
        _ => authority,
    };
    Some((host, rest))
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_that_could_leak_a_code_is_not_registered() {
        for good in [
            "https://app.example.org/callback?x=1",
            "http://127.0.0.1:9000/callback",
            "http://localhost/callback",
            "org.example.app:/callback",
        ] {
            assert!(RedirectUri::parse(good).is_ok(), "{good}");
        }
        assert!(matches!(RedirectUri::parse("/callback"), Err(RedirectUriError::NotAbsolute(_))));
        assert!(matches!(RedirectUri::parse("https://a.example/#x"), Err(RedirectUriError::Fragment(_))));
        assert!(matches!(RedirectUri::parse("https://u:p@a.example/"), Err(RedirectUriError::User(_))));
        for bad in ["http://app.example.org/", "javascript:alert(1)", "data:text/html,x", "myapp:/x"] {
            assert!(matches!(RedirectUri::parse(bad), Err(RedirectUriError::Scheme(_))), "{bad}");
        }
    }

    #[test]
    fn a_request_names_a_registered_uri_to_the_letter() {
        let uri = RedirectUri::parse("https://app.example.org/callback").unwrap();
        assert!(uri.allows("https://app.example.org/callback"));
        for other in [
            "https://app.example.org/callback/",
            "https://app.example.org/callback?x",
            "https://APP.example.org/callback",
            "https://app.example.org:443/callback",
            "https://evil.example/callback",
        ] {
            assert!(!uri.allows(other), "{other}");
        }
    }

    #[test]
    fn ledger_68_the_port_on_loopback_may_be_any_and_nothing_else() {
        for (registered, requested) in [
            ("http://127.0.0.1/callback", "http://127.0.0.1:51004/callback"),
            ("http://127.0.0.1:9000/callback?x=1", "http://127.0.0.1/callback?x=1"),
            ("http://[::1]/callback", "http://[::1]:51004/callback"),
            ("http://localhost:1", "http://localhost:2"),
        ] {
            assert!(RedirectUri::parse(registered).unwrap().allows(requested), "{requested}");
        }
        let uri = RedirectUri::parse("http://127.0.0.1/callback").unwrap();
        for other in [
            "http://127.0.0.1:51004/other",
            "http://127.0.0.1:51004/x/../callback",
            "http://127.0.0.1:51004/callback#x",
            "http://127.0.0.1:51004/callback?",
            "http://127.0.0.1:51004\\callback",
            "http://127.0.0.2:51004/callback",
            "http://127.1:51004/callback",
            "http://0x7f.0.0.1:51004/callback",
            "http://user@127.0.0.1:51004/callback",
            "http://127.0.0.1:51004@evil.example/callback",
            "http://127.0.0.1:1:2/callback",
            "http://127.0.0.1:/callback",
            "http://127.0.0.1:99999/callback",
            "http://127.0.0.1:+1/callback",
            "HTTP://127.0.0.1:51004/callback",
            "https://127.0.0.1:51004/callback",
            "http://127.0.0.1:51004/callback ",
        ] {
            assert!(!uri.allows(other), "{other}");
        }
        let secure = RedirectUri::parse("https://app.example.org/callback").unwrap();
        assert!(!secure.allows("https://app.example.org:8443/callback"));
    }
}
