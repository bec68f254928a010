//! What is in a database, table by table, read by nothing of Tenure: every row, in the order of its columns.

use std::collections::BTreeMap;
use std::path::Path;

use aws_lc_rs::digest::{Context, SHA256};
use futures_util::TryStreamExt as _;
use rusqlite::types::ValueRef;
use tokio_postgres::types::Type;
use tokio_postgres::{Client, NoTls};
use uuid::Uuid;

/// The rows of each table: how many, and the hash of all of them one after the other.
pub(crate) type Digests = BTreeMap<String, (u64, String)>;

/// Tables whose rows belong to the place and not to what is kept there: which migrations ran when, and the counter that
/// PostgreSQL has as a sequence.
const OF_THE_PLACE: [&str; 2] = ["refinery_schema_history", "sequence"];

/// Rows that are hashed as they come.
struct Rows {
    count: u64,
    hashed: Context,
}

impl Rows {
    fn new() -> Self {
        Self { count: 0, hashed: Context::new(&SHA256) }
    }

    /// A value with its kind and length, so that no two rows read alike.
    fn add(&mut self, kind: u8, bytes: &[u8]) {
        self.hashed.update(&[kind]);
        self.hashed.update(&(bytes.len() as u64).to_be_bytes());
        self.hashed.update(bytes);
    }

    fn null(&mut self) {
        self.add(0, &[]);
    }

    fn integer(&mut self, number: i64) {
        self.add(1, &number.to_be_bytes());
    }

    fn text(&mut self, text: &[u8]) {
        self.add(2, text);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.add(3, bytes);
    }

    fn done(self) -> (u64, String) {
        use std::fmt::Write as _;
        let hash = self.hashed.finish();
        let hash = hash.as_ref().iter().fold(String::new(), |mut hash, byte| {
            write!(hash, "{byte:02x}").unwrap();
            hash
        });
        (self.count, hash)
    }
}

fn select(table: &str, columns: &[String]) -> String {
    let places: Vec<_> = (1..=columns.len()).map(|place| place.to_string()).collect();
    format!("select {} from {table} order by {}", columns.join(", "), places.join(", "))
}

/// The tables of a SQLite file, with their columns.
fn tables(file: &rusqlite::Connection) -> BTreeMap<String, Vec<String>> {
    let listed = "select tables.name, columns.name from sqlite_schema as tables, \
        pragma_table_info(tables.name) as columns where tables.type = 'table' order by 1, columns.cid";
    let mut tables = BTreeMap::<String, Vec<String>>::new();
    let mut listed = file.prepare(listed).unwrap();
    let mut rows = listed.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        tables.entry(row.get(0).unwrap()).or_default().push(row.get(1).unwrap());
    }
    tables.retain(|table, _| !OF_THE_PLACE.contains(&table.as_str()));
    tables
}

/// What is in the file of a data folder.
pub(crate) fn of_folder(folder: &Path) -> Digests {
    let file = rusqlite::Connection::open(folder.join("tenure.sqlite3")).unwrap();
    let digest = |(table, columns): (String, Vec<String>)| {
        let mut digest = Rows::new();
        let mut read = file.prepare(&select(&table, &columns)).unwrap();
        let mut rows = read.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            digest.count += 1;
            for column in 0..columns.len() {
                match row.get_ref(column).unwrap() {
                    ValueRef::Null => digest.null(),
                    ValueRef::Integer(number) => digest.integer(number),
                    ValueRef::Text(text) => digest.text(text),
                    ValueRef::Blob(bytes) => digest.bytes(bytes),
                    ValueRef::Real(_) => panic!("{table} has a number that is not whole"),
                }
            }
        }
        (table, digest.done())
    };
    tables(&file).into_iter().map(digest).collect()
}

/// The number that the next experience gets, which stands in no table of PostgreSQL's.
pub(crate) fn next_experience(folder: &Path) -> i64 {
    let file = rusqlite::Connection::open(folder.join("tenure.sqlite3")).unwrap();
    file.query_row("select next from sequence where name = 'experience'", [], |row| row.get(0)).unwrap()
}

/// What is in a PostgreSQL database, in the tables that the file of a data folder has.
pub(crate) async fn of_database(url: &str, like: &Path) -> Digests {
    let tables = tables(&rusqlite::Connection::open(like.join("tenure.sqlite3")).unwrap());
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    let mut digests = Digests::new();
    for (table, columns) in tables {
        let digest = of_table(&client, &select(&table, &columns)).await;
        digests.insert(table, digest);
    }
    drop(client);
    connection.await.unwrap().unwrap();
    digests
}

async fn of_table(client: &Client, select: &str) -> (u64, String) {
    let mut digest = Rows::new();
    let rows = client.query_raw(select, std::iter::empty::<i64>()).await.unwrap();
    let mut rows = std::pin::pin!(rows);
    while let Some(row) = rows.try_next().await.unwrap() {
        digest.count += 1;
        for (place, column) in row.columns().iter().enumerate() {
            match *column.type_() {
                Type::INT8 => match row.get::<_, Option<i64>>(place) {
                    Some(number) => digest.integer(number),
                    None => digest.null(),
                },
                Type::TEXT => match row.get::<_, Option<&str>>(place) {
                    Some(text) => digest.text(text.as_bytes()),
                    None => digest.null(),
                },
                Type::BYTEA => match row.get::<_, Option<&[u8]>>(place) {
                    Some(bytes) => digest.bytes(bytes),
                    None => digest.null(),
                },
                // SQLite keeps ids as bytes.
                Type::UUID => match row.get::<_, Option<Uuid>>(place) {
                    Some(id) => digest.bytes(id.as_bytes()),
                    None => digest.null(),
                },
                ref other => panic!("{} is {other}", column.name()),
            }
        }
    }
    digest.done()
}

/// How many rows a PostgreSQL database or the file of a data folder has in all.
pub(crate) fn rows(digests: &Digests) -> u64 {
    digests.values().map(|(rows, _)| rows).sum()
}
