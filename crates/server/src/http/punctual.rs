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
    late: Late,
}

/// Whether the deadline of a body was missed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Late(Arc<AtomicBool>);

impl Late {
    /// True once it was.
    pub(crate) fn is_missed(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A body that must have come whole within a time from now. Nobody waits for one that is there already.
pub(crate) fn within(time: Duration, body: Body) -> (Body, Late) {
    let late = Late::default();
    if body.is_end_stream() {
        return (body, late);
    }
    let punctual = Punctual { body, deadline: Box::pin(sleep(time)), late: late.clone() };
    (Body::new(punctual), late)
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
            self.late.0.store(true, Ordering::Relaxed);
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
