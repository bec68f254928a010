//! What only `tenure demo` serves: the outbox where mail stays, a clock that can be moved, and a check of the
//! header `Host`.

mod clock;
mod host;
mod outbox;

use std::pin::Pin;

use axum::routing::get;
use jiff::SignedDuration;

use crate::app::App;
use crate::openapi::examples::DemoCredentials;
use crate::routes::Routes;

pub(crate) use host::check;

/// What the demo lets others do beyond a server. The program that runs the demo gives it.
pub trait DemoControls: Send + Sync + 'static {
    /// Moves the clock forward, for good: it stays so over restarts.
    ///
    /// # Errors
    /// Why it could not be kept, in words; the clock is then where it was.
    fn advance(&self, by: SignedDuration) -> Result<(), String>;

    /// What the demo's own examples have, as it stands now; `None` where it cannot be told.
    fn credentials(&self) -> Option<DemoCredentials> {
        None
    }

    /// Called once everything has followed the clock.
    ///
    /// # Errors
    /// What could not be done, in words.
    fn moved<'a>(&'a self, app: &'a App) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>>;
}

/// The routes of the demo. Outside of it these paths do not exist.
pub(crate) fn routes(app: &App) -> Routes {
    let routes =
        Routes::new().route("/demo/outbox", get(outbox::page)).route("/demo/outbox.json", get(outbox::json));
    if app.demo_controls.is_some() {
        routes.route("/demo/clock", get(clock::tell).post(clock::advance))
    } else {
        routes
    }
}
