//! Single requests, for what is set up before a measurement.

use std::time::Duration;

use ureq::http::Request;

/// Longer than any answer takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends a request; gives the body of its answer, which must be a good one.
pub(super) fn send(
    method: &str,
    url: &str,
    headers: &[(String, String)],
    body: &str,
) -> Result<String, String> {
    let told = |error: String| format!("{method} {url}: {error}");
    let mut request = Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let request = request.body(body.to_owned()).map_err(|error| told(error.to_string()))?;
    let mut answer = agent().run(request).map_err(|error| told(error.to_string()))?;
    let text = answer.body_mut().read_to_string().map_err(|error| told(error.to_string()))?;
    if answer.status().is_success() { Ok(text) } else { Err(told(format!("{}: {text}", answer.status()))) }
}

/// True where there is a good answer.
pub(super) fn answers(url: &str) -> bool {
    agent().get(url).call().is_ok_and(|answer| answer.status().is_success())
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().timeout_global(Some(PATIENCE));
    config.http_status_as_error(false).proxy(None).build().into()
}
