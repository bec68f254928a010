use tokio_postgres::Column;
use tokio_postgres::types::{Kind, Type};

use super::{Database, Fixture, Place};
use crate::sql::Statement;
use crate::testing;

/// Every statement of the crate.
fn all() -> Vec<&'static Statement> {
    let modules: [&[&[&Statement]]; 14] = [
        crate::curricula::STATEMENTS,
        crate::experiences::STATEMENTS,
        crate::grants::STATEMENTS,
        crate::people::ALL,
        crate::shares::STATEMENTS,
        crate::submissions::ALL,
        crate::history::STATEMENTS,
        &[crate::clients::ALL, crate::keys::ALL],
        &[crate::mail::ALL, crate::marks::ALL],
        crate::record::STATEMENTS,
        crate::verification::STATEMENTS,
        &[crate::compatibility::ALL, crate::transfer::ALL, crate::transfer::tests::ALL],
        &[super::stored::ALL, super::examination::ALL],
        &[super::postgres::conflicts::ALL, super::postgres::waves::ALL],
    ];
    modules.iter().flat_map(|module| module.iter()).flat_map(|list| list.iter().copied()).collect()
}

#[tokio::test]
async fn every_statement_fits_sqlites_schema_and_numbers_its_parameters_in_order() {
    let fixture = Fixture::on(Database::Sqlite).await;
    let Place::Folder(folder) = &fixture.place else { panic!("not SQLite") };
    let connection = rusqlite::Connection::open(folder.path().join("tenure.sqlite3")).unwrap();
    let statements = all();
    for statement in &statements {
        let prepared = connection.prepare(statement.sqlite);
        let prepared = prepared.unwrap_or_else(|error| panic!("{}: {error}", statement.name));
        for index in 1..=prepared.parameter_count() {
            let name = prepared.parameter_name(index).map(str::to_owned);
            assert_eq!(name, Some(format!("${index}")), "{}", statement.name);
        }
    }
    println!("{} statements prepared", statements.len());
}

#[tokio::test]
async fn every_statement_fits_postgresqls_schema_with_values_that_a_session_has() {
    let database = testing::postgres::Database::new();
    let (client, connection) =
        tokio_postgres::connect(&database.url_text(), tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let statements = all();
    for statement in &statements {
        let prepared = client.prepare(statement.postgres).await;
        let prepared = prepared.unwrap_or_else(|error| panic!("{}: {error:?}", statement.name));
        for parameter in prepared.params() {
            let known = [Type::INT8, Type::TEXT, Type::BYTEA, Type::UUID].contains(parameter);
            assert!(known, "{}: a parameter of type {parameter}", statement.name);
        }
        for column in prepared.columns() {
            let known =
                [Type::INT8, Type::BOOL, Type::TEXT, Type::BYTEA, Type::UUID].contains(column.type_());
            assert!(known, "{}: {} of type {}", statement.name, column.name(), column.type_());
        }
    }
    println!("{} statements prepared", statements.len());
}

#[tokio::test]
async fn every_statement_for_many_takes_lists_and_gives_the_rows_of_each() {
    let database = testing::postgres::Database::new();
    let (client, connection) =
        tokio_postgres::connect(&database.url_text(), tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let mut prepared = 0;
    for statement in all() {
        let (name, Some(text)) = (statement.name, statement.together) else { continue };
        let one = client.prepare(statement.postgres).await.unwrap();
        let many = client.prepare(text).await.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        if one.params().is_empty() {
            assert_eq!(many.params(), [Type::INT8], "{name}: how many");
        } else {
            let values = many.params().iter().map(|list| match list.kind() {
                Kind::Array(value) => value,
                _ => panic!("{name}: a parameter of type {list}, which is no list"),
            });
            assert!(values.eq(one.params()), "{name}: lists of {:?}", many.params());
        }
        let columns = |columns: &[Column]| -> Vec<_> {
            columns.iter().map(|column| (column.name().to_owned(), column.type_().clone())).collect()
        };
        let (one, many) = (columns(one.columns()), columns(many.columns()));
        assert_eq!(many.first(), Some(&("place".to_owned(), Type::INT8)), "{name}");
        assert_eq!(many[1..], one, "{name}");
        prepared += 1;
    }
    println!("{prepared} statements for many prepared");
}
