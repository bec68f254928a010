//! How often one source may ask for tokens, or about them. The authorisation page is limited as every page is.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use super::errors::Error;
use crate::app::App;
use crate::http::source;
use crate::operations::metrics::Hit;

/// Counts a request before anything of it is looked at, so that nobody tries secrets at speed (LEDGER 121).
pub(super) async fn by_source(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Result<Response, Error> {
    let (parts, body) = request.into_parts();
    let source = source::of(&parts, &app.settings.trusted_proxies);
    app.limits().oauth(source).map_err(|too_many| {
        app.metrics().hit(Hit::Oauth);
        Error::TooMany(too_many)
    })?;
    Ok(next.run(Request::from_parts(parts, body)).await)
}

#[cfg(test)]
mod tests;
