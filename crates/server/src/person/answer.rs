//! Answers that are pages, with the headers that keep them safe (`DESIGN.md §2`).

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use url::Url;

use crate::pages::View;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// A page is not shown; something else is answered in its place.
#[derive(Debug)]
pub(crate) struct Refused(Box<Response>);

impl From<Response> for Refused {
    fn from(response: Response) -> Self {
        Self(Box::new(response))
    }
}

impl Refused {
    /// With one more header.
    pub(crate) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers_mut().insert(name, value);
        self
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// A page. Every page may hold personal data, so none is cached.
pub(crate) fn page(status: StatusCode, view: &impl View) -> Result<Response, Refused> {
    let written = view.render().map_err(|error| {
        tracing::error!(%error, "a page could not be written");
        Refused::from(StatusCode::INTERNAL_SERVER_ERROR.into_response())
    })?;
    Ok(html(status, written))
}

/// HTML with the headers that keep it safe.
pub(crate) fn html(status: StatusCode, html: String) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, POLICY),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
    ];
    (status, headers, html).into_response()
}

/// Lets the form of a page lead on to a redirect URI, which was validated: browsers hold `form-action` against
/// redirects too.
pub(crate) fn with_form_action(mut response: Response, redirect_uri: &str) -> Response {
    let source = Url::parse(redirect_uri).ok().map(|url| match url.origin() {
        origin @ url::Origin::Tuple(..) => origin.ascii_serialization(),
        url::Origin::Opaque(_) => format!("{}:", url.scheme()),
    });
    let policy = source.and_then(|source| HeaderValue::from_str(&format!("{POLICY} {source}")).ok());
    if let Some(policy) = policy {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// A redirect. After a form it is 303, never 307, so that the form is not sent on.
pub(crate) fn redirect(status: StatusCode, location: &str) -> Response {
    let headers = [(LOCATION, location), (REFERRER_POLICY, "no-referrer"), (CACHE_CONTROL, "no-store")];
    (status, headers).into_response()
}

/// 303 to a path of this server.
pub(crate) fn see_other(path: &str) -> Response {
    redirect(StatusCode::SEE_OTHER, path)
}
