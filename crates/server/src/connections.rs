//! Connections: taken one by one, each with a deadline for its headers, and closed in order at the end.
//!
//! `axum::serve` has no such deadline, so that half a request could hold a connection, and the end of the server, for
//! as long as its sender likes.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use prometheus_client::metrics::gauge::Gauge;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

use crate::operations::metrics::ConnectionMetrics;

/// How long a connection may take to send the whole head of a request, counted from its beginning or from the request
/// before: so long it may also lie idle.
const HEAD: Duration = Duration::from_secs(15);

/// How long to wait after a connection could not be taken, for example because too many files are open.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until `shutdown` is ready; then takes no more connections, and returns when the requests that were accepted
/// are answered.
pub(crate) async fn serve(
    listener: TcpListener,
    routes: Router,
    metrics: ConnectionMetrics,
    shutdown: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD);
    tokio::pin!(shutdown);
    loop {
        let taken = tokio::select! {
            taken = listener.accept() => taken,
            () = &mut shutdown => break,
        };
        match taken {
            Ok((stream, peer)) => {
                // Answers are small; none is to wait for another to fill a packet.
                let _if_it_can = stream.set_nodelay(true);
                let connection = graceful.watch(connection(&http, stream, peer, routes.clone()));
                metrics.taken.inc();
                let open = Open::new(&metrics);
                tokio::spawn(async move {
                    let _open = open;
                    if let Err(error) = connection.await {
                        tracing::debug!(%error, "a connection broke off");
                    }
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    graceful.shutdown().await;
}

/// Counts a connection as open until it is dropped.
struct Open(Gauge);

impl Open {
    fn new(metrics: &ConnectionMetrics) -> Self {
        metrics.open.inc();
        Self(metrics.open.clone())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.dec();
    }
}

fn connection(
    http: &http1::Builder,
    stream: TcpStream,
    peer: SocketAddr,
    routes: Router,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send + use<> {
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        let routes = routes.clone();
        async move { Ok::<_, Infallible>(routes.oneshot(request).await.unwrap_or_else(|never| match never {})) }
    });
    http.serve_connection(TokioIo::new(stream), service)
}
