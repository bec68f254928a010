//! Where a request comes from: the peer, or what a trusted proxy says of it (`seekpass.md §5`).

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap};
use oauth::client::Client;
use oauth::credentials::Unreadable;
use oauth::presented::Presented;

use super::heard::{self, Heard};
use crate::app::App;
use crate::http::limits::TooMany;
use crate::operations::metrics::Hit;

/// The connection that a request came by.
#[derive(Clone)]
pub(crate) struct Connection {
    peer: IpAddr,
    heard: Heard,
}

impl Connection {
    /// A new one, which has heard nothing.
    pub(crate) fn new(peer: IpAddr) -> Self {
        Self { peer: peer.to_canonical(), heard: Heard::default() }
    }
}

/// What of a request tells who sends it: its headers, where it comes from, and by which connection.
pub(crate) struct Sender {
    pub(crate) headers: HeaderMap,
    pub(crate) source: Option<IpAddr>,
    connection: Option<Connection>,
}

impl Sender {
    /// The sender of a request, and its body. The headers are taken out of it: to copy them costs more than to read them.
    pub(crate) fn with_body(request: Request, app: &App) -> (Self, Body) {
        let (parts, body) = request.into_parts();
        let source = of(&parts, &app.settings.trusted_proxies);
        let connection = parts.extensions.get().cloned();
        (Self { headers: parts.headers, source, connection }, body)
    }

    /// What it presents to prove who it is.
    ///
    /// # Errors
    /// [`Unreadable`] where that cannot be understood.
    pub(crate) fn presented(&self) -> Result<Arc<Presented>, Unreadable> {
        let mut lines = self.headers.get_all(AUTHORIZATION).iter();
        match (&self.connection, lines.next(), lines.next()) {
            (Some(connection), Some(line), None) => connection.heard.read(line),
            _ => heard::read(self.headers.get_all(AUTHORIZATION)).map(Arc::new),
        }
    }

    /// Counts what an application sent, by whichever contract, once it was proved to be the application's: so nobody uses
    /// up another's allowance. One without a secret has an allowance for each source (LEDGER 120).
    pub(crate) fn count(&self, app: &App, client: &Client) -> Result<(), TooMany> {
        let counted = if client.is_public() {
            app.limits().public_application(client.id, self.source)
        } else {
            app.limits().application(client.id)
        };
        counted.inspect_err(|_| app.metrics().hit(Hit::Application))
    }
}

impl FromRequest<App> for Sender {
    type Rejection = Infallible;

    async fn from_request(request: Request, app: &App) -> Result<Self, Infallible> {
        Ok(Self::with_body(request, app).0)
    }
}

/// The address of the sender. Only `trusted` proxies may set it, by `X-Forwarded-For`: the last address in it that
/// is not one of theirs.
pub(crate) fn of(parts: &Parts, trusted: &[IpAddr]) -> Option<IpAddr> {
    let peer = parts.extensions.get::<Connection>()?.peer;
    if !trusted.contains(&peer) {
        return Some(peer);
    }
    let lines = parts.headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
    let hops: Vec<IpAddr> =
        lines.flat_map(|line| line.split(',')).filter_map(|hop| hop.trim().parse().ok()).collect();
    Some(hops.into_iter().rev().find(|hop| !trusted.contains(hop)).unwrap_or(peer))
}

/// True where the peer is a trusted proxy.
pub(crate) fn is_trusted_peer(extensions: &Extensions, trusted: &[IpAddr]) -> bool {
    extensions.get::<Connection>().is_some_and(|connection| trusted.contains(&connection.peer))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let from = |peer: &str, forwarded: &str, trusted: &[IpAddr]| {
            let connection = Connection::new(peer.parse().unwrap());
            let request = Request::builder().header("x-forwarded-for", forwarded).extension(connection);
            of(&request.body(()).unwrap().into_parts().0, trusted).map(|address| address.to_string())
        };
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        assert_eq!(from("198.51.100.7", "203.0.113.9", &[proxy]).as_deref(), Some("198.51.100.7"));
        assert_eq!(from("10.0.0.1", "1.1.1.1, 203.0.113.9", &[proxy]).as_deref(), Some("203.0.113.9"));
        assert_eq!(from("10.0.0.1", "203.0.113.9, 10.0.0.1", &[proxy]).as_deref(), Some("203.0.113.9"));
        assert_eq!(from("10.0.0.1", "nonsense", &[proxy]).as_deref(), Some("10.0.0.1"));
    }
}
