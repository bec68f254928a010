//! Answers whose body tells what only the server knows, such as the time, while whoever makes them has no server at
//! hand: what stands before all routes writes it.

use std::sync::Arc;

use axum::response::Response;

use crate::app::App;

/// A body that is to be written.
pub(crate) trait Unwritten: Send + Sync + 'static {
    /// The answer without it.
    fn without_body(&self) -> Response;

    /// Writes it.
    fn write(&self, app: &App, response: Response) -> Response;
}

#[derive(Clone)]
struct Waiting(Arc<dyn Unwritten>);

/// An answer that waits for its body.
pub(crate) fn response(unwritten: impl Unwritten) -> Response {
    let mut response = unwritten.without_body();
    response.extensions_mut().insert(Waiting(Arc::new(unwritten)));
    response
}

/// The answer with its body.
pub(crate) fn written(app: &App, mut response: Response) -> Response {
    match response.extensions_mut().remove::<Waiting>() {
        Some(Waiting(unwritten)) => unwritten.write(app, response),
        None => response,
    }
}
