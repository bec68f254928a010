//! The name with which the server greets the mail relay (EHLO, RFC 5321 §4.1.1.1).

use lettre::transport::smtp::extension::ClientId;
use url::{Host, Url};

use crate::public_url::PublicUrl;

/// A domain, or an IP address where the server has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelloName(Host);

/// A text is neither.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a domain or an IP address is wanted, such as career.example.org")]
pub struct HelloNameError;

impl HelloName {
    /// Takes a name from the configuration. A domain is written in ASCII, in lower case.
    ///
    /// # Errors
    /// [`HelloNameError`] where it is neither a domain nor an IP address.
    pub fn parse(text: &str) -> Result<Self, HelloNameError> {
        if let Ok(address) = text.parse() {
            return Ok(Self(Host::Ipv6(address)));
        }
        let host = Host::parse(text).map_err(|_| HelloNameError)?;
        let fits = match &host {
            Host::Domain(domain) => domain.bytes().all(is_of_a_domain),
            Host::Ipv4(_) | Host::Ipv6(_) => true,
        };
        if fits { Ok(Self(host)) } else { Err(HelloNameError) }
    }

    /// The host under which people know the server; `None` where its name is more than relays accept.
    pub(super) fn of(public_url: &PublicUrl) -> Option<Self> {
        let url = Url::parse(public_url.as_str()).ok()?;
        Self::parse(url.host_str()?).ok()
    }

    pub(super) fn client_id(&self) -> ClientId {
        match &self.0 {
            Host::Domain(domain) => ClientId::Domain(domain.clone()),
            Host::Ipv4(address) => ClientId::Ipv4(*address),
            Host::Ipv6(address) => ClientId::Ipv6(*address),
        }
    }
}

/// URLs may have more characters in a host, which do not belong into a line of SMTP.
const fn is_of_a_domain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_domain_or_an_address_literal() {
        let written = |text: &str| HelloName::parse(text).map(|name| name.client_id().to_string());
        assert_eq!(written("Career.Example.org").as_deref(), Ok("career.example.org"));
        assert_eq!(written("bücher.example").as_deref(), Ok("xn--bcher-kva.example"));
        assert_eq!(written("192.0.2.1").as_deref(), Ok("[192.0.2.1]"));
        for address in ["2001:db8::1", "[2001:db8::1]"] {
            assert_eq!(written(address).as_deref(), Ok("[IPv6:2001:db8::1]"), "{address}");
        }
        for wrong in ["", "a b", "a\r\nRSET", "a:25", "https://a.example", "a;b", "a$b"] {
            assert_eq!(written(wrong), Err(HelloNameError), "{wrong:?}");
        }
    }

    #[test]
    fn ledger_122_the_public_urls_host_is_the_name_without_its_port() {
        let of = |text: &str| {
            let name = HelloName::of(&PublicUrl::parse(text).unwrap());
            name.map(|name| name.client_id().to_string())
        };
        assert_eq!(of("https://career.example.org").as_deref(), Some("career.example.org"));
        assert_eq!(of("https://career.example.org:8443").as_deref(), Some("career.example.org"));
        assert_eq!(of("http://127.0.0.1:8080").as_deref(), Some("[127.0.0.1]"));
        assert_eq!(of("http://[::1]:8080").as_deref(), Some("[IPv6:::1]"));
    }
}
