//! `tenure doctor`: looks at everything that the server needs, changes nothing, and says of each what it found and
//! what to do.

pub mod database;
mod disk;
pub mod finding;
mod mail;
mod settings;

use std::path::PathBuf;

use serde::Serialize;

use crate::arguments::DoctorArguments;
use crate::config::{Config, Faults};
use crate::output::say;
use crate::problem::Problem;
use crate::{dictionaries, policy};
use finding::{Finding, Verdict};

/// Everything that was found, as JSON has it.
#[derive(Serialize)]
struct Findings<'a> {
    verdict: Verdict,
    checks: &'a [Finding],
}

/// Looks, and says what it found.
///
/// # Errors
/// [`Problem::Broken`] where something is.
pub async fn run(arguments: DoctorArguments) -> Result<(), Problem> {
    let json = arguments.json;
    let places = arguments.settings.places();
    let file = places.file.clone();
    let findings = match Config::gather(places) {
        Ok(config) => examine(&config, file).await,
        Err(Faults(faults)) => {
            let todo = "mend the configuration; the rest is looked at once it is right";
            faults.iter().map(|fault| Finding::broken("configuration", fault.to_string(), todo)).collect()
        }
    };
    tell(&findings, json)
}

async fn examine(config: &Config, file: Option<PathBuf>) -> Vec<Finding> {
    let mut findings = settings::examine(config, file.as_deref());
    findings.push(dictionaries(config));
    findings.push(policy(config));
    findings.extend(database::examine(&config.database).await);
    findings.push(disk::open_files(config));
    findings.push(mail::examine(config).await);
    findings
}

fn dictionaries(config: &Config) -> Finding {
    let check = "dictionaries";
    let folder = config.dictionaries.as_deref();
    match (dictionaries::load(folder), folder) {
        (Ok(_), None) => Finding::good(check, "the shipped ones"),
        (Ok(_), Some(folder)) => {
            Finding::good(check, format!("the shipped ones with those of {}", folder.display()))
        }
        (Err(problem), _) => {
            Finding::broken(check, problem.to_string(), "mend them, or leave the setting `dictionaries` away")
        }
    }
}

fn policy(config: &Config) -> Finding {
    let check = "policy";
    let file = config.policy.as_deref();
    match (policy::load(file), file) {
        (Ok(policy), None) => Finding::good(check, format!("the shipped one, {}", policy.id())),
        (Ok(policy), Some(file)) => Finding::good(check, format!("{}: {}", file.display(), policy.id())),
        (Err(problem), _) => {
            let todo = "mend it, or leave the setting `reconciliation.policy` away";
            Finding::broken(check, problem.to_string(), todo)
        }
    }
}

fn tell(findings: &[Finding], json: bool) -> Result<(), Problem> {
    let verdict = findings.iter().map(|finding| finding.verdict).max().unwrap_or(Verdict::Ok);
    if json {
        // Strings and words alone: this cannot fail to be written as JSON.
        say(serde_json::to_string_pretty(&Findings { verdict, checks: findings }).unwrap_or_default());
    } else {
        for finding in findings {
            say(finding.to_string());
        }
    }
    let broken = findings.iter().filter(|finding| finding.verdict == Verdict::Broken).count();
    if broken == 0 { Ok(()) } else { Err(Problem::Broken(broken)) }
}
