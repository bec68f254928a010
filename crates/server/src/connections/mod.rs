//! Connections: taken one by one, up to a number, each with a deadline for whatever it may keep the server waiting
//! with, and closed in order at the end.
//!
//! `axum::serve` has no such deadlines, so that half a request could hold a connection, and the end of the server, for
//! as long as its sender likes.

mod alarm;
mod limits;
mod patient;
#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::net::IpAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use axum::routing::future::RouteFuture;
use hyper::body::{Body as _, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tower::Service;

use crate::http::source;
use crate::operations::metrics::ConnectionMetrics;
use alarm::Alarm;
pub use limits::ConnectionLimits;
use limits::Guests;
use patient::Patient;

/// The longest head of a request, in bytes. Beyond it, or with more than 100 header lines, the answer is 431.
const LONGEST_HEAD: usize = 16 * 1024;

/// How much of a connection is read ahead, or written before somebody reads it, in bytes.
const BUFFER: usize = 64 * 1024;

/// How long to wait after a connection could not be taken, for example because too many files are open.
const PAUSE: Duration = Duration::from_millis(100);

/// What a connection is told that is one too many, before it is closed.
const TOO_MANY: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n\
    Content-Length: 0\r\n\r\n";

/// What answers requests, at any time.
pub(crate) trait Answers: Clone + Send + 'static {
    /// An answer on its way.
    type Answering: Future<Output = Result<Response, Infallible>> + Send;

    /// Answers one.
    fn answer(&self, request: Request) -> Self::Answering;
}

/// A router is always ready, as its documentation says.
impl Answers for Router {
    type Answering = RouteFuture<Infallible>;

    fn answer(&self, request: Request) -> RouteFuture<Infallible> {
        self.clone().call(request)
    }
}

/// How connections are taken.
pub(crate) struct Door {
    /// How many, and how long.
    pub(crate) limits: ConnectionLimits,
    /// Sources that count for the total alone.
    pub(crate) spared: Box<dyn Fn(IpAddr) -> bool + Send + Sync>,
    /// What is counted.
    pub(crate) metrics: ConnectionMetrics,
}

/// Serves until `shutdown` is ready; then takes no more connections, and returns when the requests that were accepted
/// are answered.
pub(crate) async fn serve(
    listener: TcpListener,
    routes: impl Answers,
    door: Door,
    shutdown: impl Future<Output = ()>,
) {
    let Door { limits, spared, metrics } = door;
    let guests = Guests::new(&limits, spared, metrics);
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.header_read_timeout(limits.head_time).max_header_size(LONGEST_HEAD).max_buf_size(BUFFER);
    tokio::pin!(shutdown);
    loop {
        let taken = tokio::select! {
            taken = listener.accept() => taken,
            () = &mut shutdown => break,
        };
        match taken {
            Ok((stream, peer)) => {
                let Ok(guest) = guests.enter(peer.ip()) else {
                    let _if_it_listens = stream.try_write(TOO_MANY);
                    continue;
                };
                // Answers are small; none is to wait for another to fill a packet.
                let _if_it_can = stream.set_nodelay(true);
                let stream = Patient::new(stream, limits.answer_time);
                http.timer(Alarm::new(limits.head_time));
                let connection = graceful.watch(connection(&http, stream, peer.ip(), routes.clone()));
                tokio::spawn(async move {
                    let _until_it_ends = guest;
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

fn connection<A: Answers>(
    http: &http1::Builder,
    stream: Patient,
    peer: IpAddr,
    routes: A,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send + use<A> {
    let by = source::Connection::new(peer);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request =
            request.map(|body| if body.is_end_stream() { Body::empty() } else { Body::new(body) });
        request.extensions_mut().insert(by.clone());
        routes.answer(request)
    });
    http.serve_connection(TokioIo::new(stream), service)
}
