//! Bare handlers with the framework and the drivers that Tenure uses too: what is left of its speed is told by how near
//! it comes to them. None of them asks who is calling, judges what it is sent, or keeps a history.

mod postgres;
mod sqlite;

use std::net::SocketAddrV4;
use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use axum::{Json, Router};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::TcpSocket;

use crate::Problem;
use crate::bodies::{Credential, Experience};

/// Which handler, and where.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Where to listen.
    #[arg(long)]
    listen: SocketAddrV4,
    /// The file whose bytes every answer is.
    #[arg(long)]
    answer: PathBuf,
    /// What requests carry, which is parsed.
    #[arg(long, value_enum, default_value_t = Body::None)]
    body: Body,
    /// Writes it into this new SQLite file, in a transaction of its own that waits for the disk.
    #[arg(long, conflicts_with = "postgres")]
    sqlite: Option<PathBuf>,
    /// Writes it into this empty PostgreSQL database, in a transaction of its own.
    #[arg(long)]
    postgres: Option<String>,
}

/// What requests carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Body {
    None,
    Experience,
    Credential,
}

/// One of the rows that are there from the beginning is edited where the body names one; else a row is inserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Write {
    Insert,
    Edit(i64),
}

/// How many connections may wait to be taken; the system has a limit of its own, which is 4096 on Linux.
const WAITING: u32 = 4096;

/// So many rows are there from the beginning.
const ROWS: i64 = 100;

impl Write {
    fn by(id: &str) -> Self {
        id.parse::<i64>().map_or(Self::Insert, |id| Self::Edit(id.rem_euclid(ROWS) + 1))
    }
}

/// A body, and what it wants written.
trait Sent: Serialize + DeserializeOwned + Send + 'static {
    fn write(&self) -> Write;
}

impl Sent for Experience {
    fn write(&self) -> Write {
        Write::by(&self.id)
    }
}

impl Sent for Credential {
    fn write(&self) -> Write {
        Write::Insert
    }
}

/// Where it goes.
enum Place {
    Nowhere,
    Sqlite(sqlite::Place),
    Postgres(postgres::Place),
}

struct Floor {
    place: Place,
    answer: Bytes,
}

/// Serves until it is killed.
pub(crate) async fn serve(arguments: Arguments) -> Result<(), Problem> {
    let place = match (&arguments.sqlite, &arguments.postgres) {
        (Some(path), _) => Place::Sqlite(sqlite::Place::open(path)?),
        (None, Some(url)) => Place::Postgres(postgres::Place::open(url).await?),
        (None, None) => Place::Nowhere,
    };
    let floor = Arc::new(Floor { place, answer: std::fs::read(&arguments.answer)?.into() });
    let handler = match arguments.body {
        Body::None => get(read),
        Body::Experience => any(write::<Experience>),
        Body::Credential => any(write::<Credential>),
    };
    let router = Router::new().route("/", handler).route("/ready", get(|| async {})).with_state(floor);
    let socket = TcpSocket::new_v4()?;
    socket.bind(arguments.listen.into())?;
    axum::serve(socket.listen(WAITING)?, router).await?;
    Ok(())
}

fn answer(floor: &Floor) -> Response {
    ([(CONTENT_TYPE, "application/json")], floor.answer.clone()).into_response()
}

async fn read(State(floor): State<Arc<Floor>>) -> Response {
    answer(&floor)
}

async fn write<S: Sent>(State(floor): State<Arc<Floor>>, Json(sent): Json<S>) -> Response {
    let done = match &floor.place {
        Place::Nowhere => {
            std::hint::black_box(sent);
            Ok(())
        }
        Place::Sqlite(place) => place.write(sent).await,
        Place::Postgres(place) => place.write(&sent).await,
    };
    match done {
        Ok(()) => answer(&floor),
        Err(problem) => (StatusCode::INTERNAL_SERVER_ERROR, problem.to_string()).into_response(),
    }
}
