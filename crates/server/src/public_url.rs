//! The server's own address: the issuer, and the base of every link.

use url::Url;

/// An absolute `https` URL, or a plain `http` one on loopback, without path, query and fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    /// Without a slash at the end.
    text: String,
    secure: bool,
}

/// Why a URL cannot be the server's address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublicUrlError {
    /// It does not parse as a URL.
    #[error("`{0}` is not an absolute URL such as https://career.example.org")]
    NotAUrl(String),
    /// It has a part that it may not have.
    #[error("`{0}` must have no path, query, fragment or user in it")]
    MoreThanAnOrigin(String),
    /// Plain http beyond loopback would carry cookies and tokens in the clear.
    #[error("`{0}` must begin with https:// (plain http is allowed on loopback only)")]
    NotSecure(String),
}

impl PublicUrl {
    /// Takes a URL from the configuration.
    ///
    /// # Errors
    /// [`PublicUrlError`] where it is not an `https` origin or a loopback one.
    pub fn parse(text: &str) -> Result<Self, PublicUrlError> {
        let url = Url::parse(text).map_err(|_| PublicUrlError::NotAUrl(text.to_owned()))?;
        let bare = matches!(url.path(), "" | "/")
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        let secure = url.scheme() == "https";
        let loopback = match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => return Err(PublicUrlError::NotAUrl(text.to_owned())),
        };
        if !bare {
            return Err(PublicUrlError::MoreThanAnOrigin(text.to_owned()));
        }
        let plain = url.scheme() == "http" && loopback;
        if !(secure || plain) {
            return Err(PublicUrlError::NotSecure(text.to_owned()));
        }
        Ok(Self { text: url.origin().ascii_serialization(), secure })
    }

    /// The URL of a path, which begins with a slash.
    pub fn with(&self, path: &str) -> String {
        format!("{}{path}", self.text)
    }

    /// The URL itself, which is also the issuer (RFC 8414 §2) and the origin of our pages.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host, as people know it.
    pub fn host(&self) -> &str {
        self.text.split_once("://").map_or(&self.text, |(_, host)| host)
    }

    /// True for `https`: cookies are then `Secure` and carry the `__Host-` prefix.
    pub fn is_secure(&self) -> bool {
        self.secure
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_an_https_origin_or_a_loopback_one() {
        for (text, kept) in [
            ("https://career.example.org/", "https://career.example.org"),
            ("https://career.example.org:8443", "https://career.example.org:8443"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://[::1]:8080", "http://[::1]:8080"),
        ] {
            assert_eq!(PublicUrl::parse(text).map(|url| url.text), Ok(kept.to_owned()));
        }
    }

    #[test]
    fn anything_else_is_refused_by_name() {
        assert!(matches!(PublicUrl::parse("career"), Err(PublicUrlError::NotAUrl(_))));
        assert!(matches!(PublicUrl::parse("http://example.org"), Err(PublicUrlError::NotSecure(_))));
        assert!(matches!(PublicUrl::parse("ftp://127.0.0.1"), Err(PublicUrlError::NotSecure(_))));
        for text in
            ["https://a.example/x", "https://a.example/?q", "https://a.example/#f", "https://u@a.example"]
        {
            assert!(matches!(PublicUrl::parse(text), Err(PublicUrlError::MoreThanAnOrigin(_))), "{text}");
        }
    }
}
