//! The whole server: routes, and what runs beside them.

use std::io;
use std::time::Duration;

use axum::http::header::ACCEPT;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::app::{App, MailSettings};
use crate::connections::Door;
use crate::http::problem::Problem;
use crate::operations::metrics::ConnectionMetrics;
use crate::operations::{Front, Fronted, MailError, Mailer, check_relay, send_waiting, sweep_for_good};
use crate::pages::problem::Kind;
use crate::person::visitor::Visitor;
use crate::routes::Routes;
use crate::{connections, demo, infojobs, oauth, openapi, operations, person, record, seekpass};

/// How long the end waits for the mail that is with the relay.
const LAST_MAIL: Duration = Duration::from_secs(5);

/// Every route, with what stands before all of them.
pub(crate) fn router(front: Front) -> Fronted {
    let app = front.app().clone();
    let (mut routes, patterns) = routes(&app).into_parts();
    routes = routes.fallback(no_such_path);
    if app.settings.is_demo() {
        routes = routes.layer(from_fn_with_state(app.clone(), demo::check));
    }
    front.before(routes.with_state(app), patterns)
}

/// Every route, with the document of those by which programs speak to it.
pub(crate) fn routes(app: &App) -> Routes {
    let (contracts, document) = openapi::together([
        seekpass::routes(),
        infojobs::routes(),
        record::routes(),
        oauth::routes(app),
        operations::routes(),
    ]);
    let routes = contracts.merge(person::routes()).merge(openapi::routes(document));
    if app.settings.is_demo() { routes.merge(demo::routes(app)) } else { routes }
}

/// An unknown path: code 1 where the `InfoJobs` contract owns it, a page for browsers, problem details otherwise.
async fn no_such_path(visitor: Visitor, uri: Uri, headers: HeaderMap) -> Response {
    if infojobs::owns(uri.path()) {
        return infojobs::errors::Error::no_such_operation().into_response();
    }
    let accept = headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    if accept.contains("text/html") {
        return visitor.problem(StatusCode::NOT_FOUND, Kind::NotFound, None).into_response();
    }
    Problem::new(StatusCode::NOT_FOUND).detail("There is nothing at this path.").into_response()
}

/// Looks whether mail could be sent with these settings, without sending any.
///
/// # Errors
/// [`MailError`] where the relay's URL or the sender cannot be used.
pub fn check_mail(settings: &MailSettings) -> Result<(), MailError> {
    match settings {
        MailSettings::Demo => Ok(()),
        MailSettings::Relay(relay) => check_relay(relay),
    }
}

/// Serves until `shutdown` is ready, then finishes what was accepted, and the mail that is with the relay. Mail is sent
/// and time takes its course meanwhile.
///
/// # Errors
/// Where the listener fails, or the mail relay cannot be used ([`check_mail`] tells that before).
pub async fn serve(
    app: App,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let mut beside = tokio::task::JoinSet::new();
    beside.spawn(sweep_for_good(app.clone()));
    let mut sending = tokio::task::JoinSet::new();
    let (end, ending) = watch::channel(());
    let shutdown = async move {
        shutdown.await;
        drop(end);
    };
    if let MailSettings::Relay(relay) = &app.settings.mail {
        let mailer = Mailer::new(relay, &app.settings.public_url).map_err(io::Error::other)?;
        sending.spawn(send_waiting(app.clone(), mailer, ending));
    }
    let trusted = app.settings.trusted_proxies.clone();
    let door = Door {
        limits: app.settings.connections,
        // Behind these are many, or the machine's own processes.
        spared: Box::new(move |source| source.is_loopback() || trusted.contains(&source)),
        metrics: app.metrics().connections.clone(),
    };
    let routes = router(Front::identifying(app));
    connections::serve(listener, routes, door, shutdown).await;
    // A mail that the relay has taken is noted before the end, or the next server would send it once more. A relay that
    // says nothing is not waited for: what it was being told goes to it again once the claim has run out.
    if tokio::time::timeout(LAST_MAIL, sending.join_all()).await.is_err() {
        tracing::warn!(
            "the relay did not answer in time; the mail that it was being told is sent again later"
        );
    }
    Ok(())
}

/// Serves `/metrics` for Prometheus, on an address of its own, until the task is dropped. It has nothing to do with
/// what [`serve`] listens on, where this path does not exist.
pub async fn serve_metrics(app: App, listener: TcpListener) {
    let door = Door {
        limits: app.settings.connections,
        spared: Box::new(|source| source.is_loopback()),
        // Its own connections are not among those that it tells of.
        metrics: ConnectionMetrics::default(),
    };
    let routes = operations::metrics::routes(app);
    connections::serve(listener, routes, door, std::future::pending()).await;
}
