use super::Fixture;
use crate::sql::Statement;

/// Every statement of the crate.
fn all() -> Vec<&'static Statement> {
    let modules: [&[&[&Statement]]; 7] = [
        crate::experiences::STATEMENTS,
        crate::grants::STATEMENTS,
        crate::people::ALL,
        crate::submissions::ALL,
        &[crate::clients::ALL, crate::history::ALL, crate::keys::ALL],
        &[crate::mail::ALL],
        &[crate::readiness::ALL, crate::record::ALL],
    ];
    modules.iter().flat_map(|module| module.iter()).flat_map(|list| list.iter().copied()).collect()
}

#[test]
fn every_statement_fits_the_schema_and_numbers_its_parameters_in_order() {
    let fixture = Fixture::new();
    let connection = rusqlite::Connection::open(fixture.folder.path().join("tenure.sqlite3")).unwrap();
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
