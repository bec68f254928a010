//! How fast Tenure is, beside what people would use instead and beside bare handlers (`docs/performance.md`).
//!
//! Everything runs on loopback, one server at a time, in pairs run for run: whatever the machine does meanwhile, it does
//! to both.

mod batches;
mod bodies;
mod contender;
mod crowd;
mod database;
mod facts;
mod fastapi;
mod fill;
mod floor;
mod folder;
mod ground;
mod http;
mod load;
mod open_loop;
mod options;
mod pairs;
mod plan;
mod pocketbase;
mod report;
mod scale;
mod server;
mod statistics;
mod table;
mod tenure;
mod workload;

use std::time::Instant;

use database::Database;
use facts::Facts;
use fastapi::FastApi;
use floor::{Floor, Keeps};
use ground::Ground;
pub(crate) use options::Options;
use plan::{Beside, Line, Place};
use pocketbase::PocketBase;
use report::Report;
use tenure::Tenure;

/// Measures what was asked for.
pub(crate) fn run(options: &Options) -> Result<(), String> {
    let began = Instant::now();
    let ground = Ground::prepare()?;
    if options.scale {
        return scale::run(options, &ground);
    }
    let mut report = Report::default();
    for place in Place::ALL.into_iter().filter(|place| options.on.is_none_or(|on| on == *place)) {
        let lines = plan::lines(options, place);
        if !lines.is_empty() || options.measures_open_loop() {
            measure(options, &ground, place, &lines, &mut report)?;
        }
    }
    if options.measures_batches() {
        report.batches = batches::run(options, &ground)?;
    }
    let facts = Facts::gather(&ground, report.postgres.as_deref())?;
    println!("\n{}", report.table());
    report.write(options, &ground, &facts)?;
    println!("xtask: measured in {} s", began.elapsed().as_secs());
    Ok(())
}

/// Measures everything on one kind of database.
fn measure(
    options: &Options,
    ground: &Ground,
    place: Place,
    lines: &[Line],
    report: &mut Report,
) -> Result<(), String> {
    let database = match place {
        Place::Sqlite => None,
        Place::Postgres => Some(Database::start(ground)?),
    };
    report.postgres = database.as_ref().map(Database::version).transpose()?;
    let tenure = Tenure::prepare(ground, database.as_ref())?;
    let beside = |one: Beside| lines.iter().any(|line| line.beside == one);
    let pocketbase = beside(Beside::PocketBase).then(|| PocketBase::prepare(ground)).transpose()?;
    let fastapi = beside(Beside::FastApi).then(|| FastApi::prepare(ground)).transpose()?;
    let nothing = Floor::new(ground, Keeps::Nothing);
    let writing = Floor::new(ground, database.as_ref().map_or(Keeps::InSqlite, Keeps::InPostgres));
    for line in lines {
        let peer: &dyn contender::Contender = match line.beside {
            Beside::PocketBase => pocketbase.as_ref().ok_or("PocketBase was not prepared")?,
            Beside::FastApi => fastapi.as_ref().ok_or("FastAPI was not prepared")?,
            Beside::Nothing => &nothing,
            Beside::Writing => &writing,
        };
        let paired = pairs::run(options, ground, *line, &tenure, peer)?;
        println!("{}", table::line(&paired));
        report.lines.push(paired);
    }
    if options.measures_open_loop() {
        let told = open_loop::run(options, ground, place, &tenure)?;
        println!("{told}");
        report.open_loops.push(told);
    }
    Ok(())
}
