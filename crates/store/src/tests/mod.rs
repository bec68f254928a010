//! The suite that every database must pass: what a command does, whoever keeps it. Every test of it runs on each of
//! them; what only one of them has is in a folder of its name.

/// Makes a test of each function on each database: `sqlite::name`, `postgres::name` and `pgbouncer::name`. A function
/// that is not listed is unused, which is an error. `cargo xtask test` counts them.
macro_rules! on_every_database {
    ($($test:ident,)+) => {
        on_every_database!(sqlite Sqlite $($test)+);
        on_every_database!(postgres Postgres $($test)+);
        on_every_database!(pgbouncer PgBouncer $($test)+);
    };
    ($folder:ident $database:ident $($test:ident)+) => {
        mod $folder {
            use crate::tests::Database;

            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                async fn $test() {
                    super::$test(Database::$database).await;
                }
            )+
        }
    };
}

mod abreast;
mod curricula;
mod erase;
mod examination;
mod experiences;
mod export;
mod grants;
mod history;
mod marks;
mod people;
mod postgres;
mod rich;
mod shares;
mod sqlite;
mod statements;
mod stored;
mod submissions;
mod upgrades;
mod verification;
mod verify;
mod writing;

use std::sync::Arc;

use career::dictionary::Dictionaries;
use career::experience::{Draft, Experience};
use career::id::{ClientId, CurriculumCode, CurriculumId, PersonId};
use career::sent::Sent;
use career::source::{Actor, Source, Way};
use jiff::{SignedDuration, Timestamp};
use oauth::client::{Client, ClientKind};
use oauth::redirect_uri::RedirectUri;
use oauth::scope::Scope;
use oauth::secret::SecretHash;
use tempfile::TempDir;
use uuid::Uuid;

use crate::clients::AddClient;
use crate::people::{FirstCurriculum, RegisterPerson};
use crate::testing::{self, RepeatableRandomness};
use crate::{PostgresUrl, Randomness, Store};

/// The databases that there are.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Database {
    Sqlite,
    Postgres,
    /// PostgreSQL through a PgBouncer that hands out connections by the transaction.
    PgBouncer,
}

/// Where a test's database is.
enum Place {
    Folder(TempDir),
    Server { database: testing::postgres::Database, url: Box<PostgresUrl> },
}

/// An empty store and the place it lives in.
pub(crate) struct Fixture {
    pub(crate) store: Store,
    place: Place,
    randomness: Arc<dyn Randomness>,
}

impl Fixture {
    pub(crate) async fn on(database: Database) -> Self {
        let randomness: Arc<dyn Randomness> = Arc::new(RepeatableRandomness::default());
        match database {
            Database::Sqlite => Self::on_sqlite(randomness),
            Database::Postgres => {
                let database = testing::postgres::Database::new();
                let url = database.url_text();
                Self::on_server(database, &url, randomness).await
            }
            Database::PgBouncer => {
                let database = testing::postgres::Database::new();
                let url = database.pooled_url_text();
                Self::on_server(database, &url, randomness).await
            }
        }
    }

    async fn on_server(
        database: testing::postgres::Database,
        url: &str,
        randomness: Arc<dyn Randomness>,
    ) -> Self {
        let url = Box::new(PostgresUrl::parse(url).unwrap());
        let store = Store::open_postgres(&url, &randomness).await.unwrap();
        Self { store, place: Place::Server { database, url }, randomness }
    }

    fn on_sqlite(randomness: Arc<dyn Randomness>) -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open_sqlite(&folder.path().join("tenure.sqlite3"), &randomness).unwrap();
        Self { store, place: Place::Folder(folder), randomness }
    }

    /// Another node on the same database, as another process would be.
    async fn another_node(&self) -> Store {
        match &self.place {
            Place::Folder(folder) => {
                Store::open_sqlite(&folder.path().join("tenure.sqlite3"), &self.randomness).unwrap()
            }
            Place::Server { url, .. } => Store::open_postgres(url, &self.randomness).await.unwrap(),
        }
    }

    /// The SQLite file.
    pub(crate) fn file(&self) -> std::path::PathBuf {
        match &self.place {
            Place::Folder(folder) => folder.path().join("tenure.sqlite3"),
            Place::Server { .. } => panic!("not SQLite"),
        }
    }

    fn uuid(&self) -> Uuid {
        let mut bytes = [0; 16];
        self.randomness.fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    fn hash(&self) -> SecretHash {
        SecretHash::of(&self.uuid().to_string())
    }

    fn first_curriculum(&self) -> FirstCurriculum {
        FirstCurriculum {
            id: CurriculumId::from_uuid(self.uuid()),
            code: CurriculumCode::from_random(self.uuid().into_bytes()),
            name: "CV".to_owned(),
        }
    }

    /// A person with a curriculum.
    pub(crate) async fn person(&self, address: &str) -> (PersonId, CurriculumCode) {
        let curriculum = self.first_curriculum();
        let code = curriculum.code.clone();
        let register = RegisterPerson {
            address: address.to_owned(),
            person: PersonId::from_uuid(self.uuid()),
            curriculum,
            via: Way::CommandLine,
            now: noon(),
        };
        (self.store.apply(register).await.unwrap(), code)
    }

    async fn partner(&self) -> ClientId {
        let secret = self.hash();
        let kind =
            ClientKind::Partner { secret, unknown_members: career::credential::UnknownMembers::Refuse };
        self.client(kind, &Scope::PARTNER).await
    }

    pub(crate) async fn application(&self) -> ClientId {
        let redirect_uris = vec![RedirectUri::parse("https://app.example/cb").unwrap()];
        let kind = ClientKind::Application { secret: Some(self.hash()), redirect_uris };
        self.client(kind, &Scope::APPLICATION).await
    }

    async fn client(&self, kind: ClientKind, scopes: &[Scope]) -> ClientId {
        let id = ClientId::from_uuid(self.uuid());
        let client = Client { id, name: "Client".to_owned(), scopes: scopes.iter().copied().collect(), kind };
        self.store.apply(AddClient { client, now: noon() }).await.unwrap();
        id
    }
}

pub(crate) fn noon() -> Timestamp {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

fn after(seconds: i64) -> Timestamp {
    noon() + SignedDuration::from_secs(seconds)
}

pub(crate) fn said_by(client: ClientId, at: Timestamp) -> Source {
    Source { by: Actor::Application(client), via: Way::Infojobs, at }
}

/// A declared experience at a company.
pub(crate) fn experience(company: &str) -> Experience {
    let text = |text: &str| Sent::Value(text.to_owned());
    let draft = Draft {
        company: text(company),
        job: text("Web programmer"),
        starting_date: text("2006-09-14"),
        finishing_date: text("2011-06-14"),
        level: text("empleado-a"),
        category: text("informatica-telecomunicaciones"),
        subcategories: Sent::Value(vec!["programacion".to_owned()]),
        ..Draft::default()
    };
    draft.judge(&Dictionaries::shipped().unwrap()).unwrap()
}
