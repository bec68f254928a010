//! Who is let in, and what is said to whoever is not: one line, with what to do.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use crate::testing::RepeatableRandomness;
use crate::testing::server::Server;
use crate::{PostgresUrl, Randomness, Store};

async fn open(url: &str) -> Result<(), String> {
    let randomness: Arc<dyn Randomness> = Arc::new(RepeatableRandomness::default());
    let url = PostgresUrl::parse(url).map_err(|error| error.to_string())?;
    let store = Store::open_postgres(&url, &randomness).await.map_err(|error| error.to_string())?;
    store.close();
    Ok(())
}

/// What is said, beginning with where; it is one line, and holds no password.
async fn told(url: &str) -> String {
    let told = open(url).await.unwrap_err();
    assert!(!told.contains('\n') && !told.contains("hunter2") && !told.contains("secret"), "{told}");
    let (place, rest) = told.split_once(": ").unwrap();
    assert!(place.starts_with("postgres://"), "{told}");
    rest.to_owned()
}

fn file(folder: &TempDir, name: &str, text: &str, mode: u32) -> String {
    let file = folder.path().join(name);
    fs::write(&file, text).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
    file.to_str().unwrap().to_owned()
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn over_tcp_with_a_password_and_a_certificate() {
    let (server, port) = Server::on_tcp();
    let authority = shown(&server.authority());
    let secret = "it%27s%20a%3Asecret";
    let trusted = format!("sslmode=verify-full&sslrootcert={authority}");

    // Let in.
    open(&format!("postgres://tenure:{secret}@localhost:{port}/postgres?{trusted}")).await.unwrap();
    open(&format!("postgres://tenure:{secret}@127.0.0.1:{port}/postgres?sslmode=prefer")).await.unwrap();
    open(&format!("postgres://tenure:{secret}@localhost:{port}/postgres?sslmode=disable")).await.unwrap();
    let folder = TempDir::new().unwrap();
    let passwords = file(&folder, "pgpass", &format!("*:{port}:*:tenure:it's a\\:secret\n"), 0o640);
    let by_file = format!("postgres://tenure@localhost:{port}/postgres?passfile={passwords}");
    open(&by_file).await.unwrap();

    // The password.
    let wrong = told(&format!("postgres://tenure:hunter2@localhost:{port}/postgres")).await;
    assert_eq!(
        wrong,
        "password authentication failed for user \"tenure\" (28P01); put the right user and password into the URL, \
         or the password into the file that passfile names"
    );
    let none = told(&format!("postgres://tenure@localhost:{port}/postgres")).await;
    assert!(
        none.contains("password missing; the server wants a password: put it into the URL, or"),
        "{none}"
    );
    fs::set_permissions(&passwords, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(
        told(&by_file).await,
        format!(
            "the password file {passwords} cannot be used: everybody on the machine may read it; chmod o= it"
        )
    );
    let missing = told(&format!("postgres://tenure@localhost:{port}/postgres?passfile=/nowhere/x")).await;
    assert!(missing.starts_with("the password file /nowhere/x cannot be used: No such file"), "{missing}");

    // The certificate.
    let stranger =
        told(&format!("postgres://tenure:{secret}@localhost:{port}/postgres?sslmode=require")).await;
    assert!(stranger.contains("UnknownIssuer") && stranger.ends_with("with sslrootcert=FILE"), "{stranger}");
    let name = told(&format!("postgres://tenure:{secret}@127.0.0.1:{port}/postgres?{trusted}")).await;
    assert!(name.contains("the server's certificate bears another name: use that name in the URL"), "{name}");
    let empty = file(&folder, "empty.pem", "", 0o600);
    let nobody = told(&format!("postgres://tenure@localhost:{port}/postgres?sslrootcert={empty}")).await;
    assert!(nobody.contains("no certificate stands in it; let sslrootcert name"), "{nobody}");

    // The database, and the right to make tables in it.
    let other = told(&format!("postgres://tenure:{secret}@localhost:{port}/career")).await;
    assert!(
        other.starts_with("database \"career\" does not exist (3D000); make the database first"),
        "{other}"
    );
    server.ask("create role anna login password 'x'").await;
    let stranger = told(&format!("postgres://anna:x@localhost:{port}/postgres")).await;
    assert!(stranger.contains("(42501)") && stranger.contains("the owner of the database"), "{stranger}");
    server.ask("create role bert").await;
    let no_login = told(&format!("postgres://bert:x@localhost:{port}/postgres")).await;
    assert!(no_login.contains("put the right user"), "{no_login}");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_no_server_or_none_that_will_do() {
    let nobody = told("postgres://anna:hunter2@127.0.0.1:1/career").await;
    assert!(nobody.contains("refused") && nobody.contains("look whether the server runs"), "{nobody}");
    let unknown = told("postgres://anna:hunter2@no-such-host.invalid/career").await;
    assert!(unknown.contains("lookup") && unknown.contains("whether the URL names its host"), "{unknown}");
    let plain = Server::start(&["default_transaction_read_only=on"]);
    let url = format!("postgres://tenure@{host},{host}/postgres", host = plain.host());
    let read_only = told(&url).await;
    assert!(read_only.contains("none of the servers in the URL takes writes: promote one"), "{read_only}");
}
