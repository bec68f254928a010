//! `tenure ready`: asks the server of these settings whether it is ready, as the health check of a container does.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use reqwest::{Client, StatusCode};

use crate::config::Config;
use crate::output::say;
use crate::problem::Problem;

/// Longer than the server waits for its database before it says that it is not ready.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks.
///
/// # Errors
/// [`Problem::NotReady`].
pub async fn run(config: Config) -> Result<(), Problem> {
    let address = reachable(config.listen);
    let not_ready = |words: String| Problem::NotReady { address, words };
    let client = Client::builder().no_proxy().timeout(PATIENCE).build();
    let client = client.map_err(|error| not_ready(in_words(&error)))?;
    let answer = client.get(format!("http://{address}/readyz")).send().await;
    let status = answer.map_err(|error| not_ready(in_words(&error)))?.status();
    if status != StatusCode::OK {
        return Err(not_ready(format!("it answers {status}")));
    }
    say("ready");
    Ok(())
}

/// An error with its causes.
fn in_words(error: &reqwest::Error) -> String {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        words = format!("{words}: {error}");
        cause = error.source();
    }
    words
}

/// Where somebody on the same machine asks, when all of its addresses are listened on.
const fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}
