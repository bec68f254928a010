//! A request's body that must have come within a time.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::BoxError;
use axum::body::{Body, HttpBody};
use bytes::Bytes;
use hyper::body::{Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// A body with a deadline.
struct Punctual {
    body: Body,
    deadline: Pin<Box<Sleep>>,
    missed: Arc<AtomicBool>,
}

/// Whether the deadline of a body was missed; `None` where it has none.
#[derive(Debug, Clone, Default)]
pub(crate) struct Late(Option<Arc<AtomicBool>>);

impl Late {
    /// True once it was.
    pub(crate) fn is_missed(&self) -> bool {
        self.0.as_ref().is_some_and(|missed| missed.load(Ordering::Relaxed))
    }
}

/// A body that must have come whole within a time from now. Nobody waits for one that is there already.
pub(crate) fn within(time: Duration, body: Body) -> (Body, Late) {
    if body.is_end_stream() {
        return (body, Late::default());
    }
    let missed = Arc::<AtomicBool>::default();
    let punctual = Punctual { body, deadline: Box::pin(sleep(time)), missed: Arc::clone(&missed) };
    (Body::new(punctual), Late(Some(missed)))
}

impl HttpBody for Punctual {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if frame.is_pending() && self.deadline.as_mut().poll(context).is_ready() {
            self.missed.store(true, Ordering::Relaxed);
            return Poll::Ready(Some(Err("the body did not come in time".into())));
        }
        frame.map(|frame| frame.map(|frame| frame.map_err(BoxError::from)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
