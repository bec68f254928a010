//! Gives each request its id: every line of the log that it causes carries it, and its answer tells it, so that
//! whoever asks about an answer can name the lines.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use tokio::task::futures::TaskLocalFuture;

use crate::app::App;
use crate::http::source;
use crate::http::trace::{CallId, REQUEST_ID, Trace};

tokio::task_local! {
    static ANSWERED: RequestIdentity;
}

/// Which request it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestIdentity {
    /// Its id.
    pub id: CallId,
    /// The trace that it belongs to, if a trusted proxy said so.
    pub trace: Option<Trace>,
}

impl RequestIdentity {
    /// Of the request that is being answered by what runs here now: a line of the log belongs to it.
    pub fn current() -> Option<Self> {
        ANSWERED.try_get().ok()
    }

    /// Its own id, or the one that a trusted proxy gave it.
    pub(super) fn of(app: &App, request: &Request) -> Self {
        let believed = source::is_trusted_peer(request.extensions(), &app.settings.trusted_proxies);
        let headers = believed.then_some(request.headers());
        let id = headers.and_then(CallId::given).unwrap_or_else(|| CallId::new(app.new_uuid()));
        Self { id, trace: headers.and_then(Trace::given) }
    }

    /// What this does, it does to answer this request.
    pub(super) fn while_answering<F: Future>(self, answering: F) -> TaskLocalFuture<Self, F> {
        ANSWERED.scope(self, answering)
    }

    /// Tells which request it was in its answer.
    pub(super) fn tell(self, headers: &mut HeaderMap) {
        const NAME: HeaderName = HeaderName::from_static(REQUEST_ID);
        // Hexadecimal digits and hyphens are always a header's value.
        if let Ok(value) = HeaderValue::from_str(self.id.text(&mut [0; 36])) {
            headers.insert(NAME, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Harness;

    #[tokio::test]
    async fn lines_belong_to_the_request_that_is_being_answered() {
        let harness = Harness::new();
        let identity = RequestIdentity::of(&harness.app, &Request::default());
        let answering = identity.while_answering(async { RequestIdentity::current() });
        assert_eq!((answering.await, RequestIdentity::current()), (Some(identity), None));
    }
}
