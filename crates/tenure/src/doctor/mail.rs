//! Mail: the relay is spoken to as far as one can without sending any.

use server::PublicUrl;
use url::Url;

use super::finding::Finding;
use crate::config::Config;

/// Looks whether the relay takes mail from here.
pub async fn examine(config: &Config) -> Finding {
    let check = "mail";
    let Some(relay) = &config.relay else {
        let todo = "set relay and from under [mail]; `tenure serve` does not start without them";
        return Finding::broken(check, "there is no mail relay, so nobody could sign in", todo);
    };
    let place = Place::of(&relay.url);
    // The server greets with this name. Where there is no public URL, the address is loopback and makes one.
    let own = || PublicUrl::parse(&format!("http://{}", config.listen)).map_err(|error| error.to_string());
    let tried = match config.public_url.clone().map_or_else(own, Ok) {
        Ok(public_url) => server::try_relay(relay, &public_url).await,
        Err(words) => Err(words),
    };
    if let Err(words) = tried {
        let todo = "look at mail.relay: host, port, TLS, user and password; mail waits until it is taken";
        return Finding::broken(check, format!("{}: {words}", place.shown), todo);
    }
    let did = match (place.encrypts, place.signs_in) {
        (true, true) => "it greets, encrypts and lets us in",
        (true, false) => "it greets and encrypts; there is no user to sign in as",
        (false, true) => "it greets and lets us in",
        (false, false) => "it greets; there is no user to sign in as",
    };
    let found = format!("{}: {did}", place.shown);
    if place.signs_in && !place.encrypts && !place.near {
        let todo = "use smtps://, or ?tls=required";
        return Finding::warning(
            check,
            format!("{found}, but the password goes over the network in clear"),
            todo,
        );
    }
    Finding::good(check, found)
}

/// What a relay's URL says, without user and password.
struct Place {
    shown: String,
    encrypts: bool,
    signs_in: bool,
    near: bool,
}

impl Place {
    fn of(url: &str) -> Self {
        // The configuration was read, so this is a URL with a host.
        let Ok(url) = Url::parse(url) else {
            return Self { shown: "the relay".to_owned(), encrypts: false, signs_in: false, near: true };
        };
        let host = url.host_str().unwrap_or_default();
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        let tls = url.query_pairs().any(|(name, value)| name == "tls" && value == "required");
        Self {
            shown: format!("{}://{host}{port}", url.scheme()),
            encrypts: url.scheme() == "smtps" || tls,
            signs_in: !url.username().is_empty(),
            near: matches!(host, "localhost" | "127.0.0.1" | "[::1]"),
        }
    }
}
