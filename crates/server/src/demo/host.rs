//! The demo answers only to its own names, so that a page on some other site cannot reach it by pointing a
//! name of its own at this machine.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::HOST;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::http::problem::Problem;

/// Lets through what names `localhost`, an address, or the server's public host.
pub(crate) async fn check(State(app): State<App>, request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if is_ours(host, app.settings.public_url.host()) {
        return next.run(request).await;
    }
    Problem::new(StatusCode::MISDIRECTED_REQUEST)
        .detail("The demo answers only to localhost, to addresses, and to the host of its public URL.")
        .into_response()
}

fn is_ours(host: &str, public: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case(public)
        || name.eq_ignore_ascii_case("localhost")
        || bare.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn a_name_of_somebody_elses_is_refused() {
        for host in
            ["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "192.168.0.9", "demo.example:1"]
        {
            assert!(is_ours(host, "demo.example:1"), "{host}");
        }
        for host in ["", "evil.example", "evil.example:8080", "localhost.evil.example", "demo.example:2"] {
            assert!(!is_ours(host, "demo.example:1"), "{host}");
        }
    }
}
