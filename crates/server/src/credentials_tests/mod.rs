//! Every operation of the document, tried with every kind of wrong credentials, and rightly.
//!
//! The list of operations is the document's own (`/openapi.json`): one that is added there and not in [`rightly`] fails
//! here.
//!
//! 1. Whoever does not show the right credentials is answered 401 with a challenge, and 403 where the scope alone is
//!    missing; who shows good ones of their own is refused what is not theirs. [`exceptions`] lists what is answered
//!    otherwise, each with its reason.
//! 2. Whose a thing is, and whether it exists, look the same from outside: status, headers and body are those for an id
//!    that is nobody's, ids apart. There is no exception to this.
//! 3. What was refused has changed nothing. Nor to this.
//!
//! `docs/credentials.md` is the table of what was answered. `TENURE_RENEW_CREDENTIALS=1 cargo test -p server
//! credentials` writes it.

mod document;
mod exceptions;
mod parties;
mod rightly;
mod table;
mod tries;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::testing::Answer;
use document::{Access, Operation};
use parties::{Parties, Things};
use rightly::Rightly;
use table::{Cell, Row};
use tries::Who;

/// What became of one operation tried by one kind of caller.
struct Tried {
    answers: BTreeSet<String>,
    /// Answers that the rules have otherwise: in words, for the message of a test.
    otherwise: Vec<String>,
    /// What told an id from one that is nobody's.
    told_apart: Vec<String>,
}

/// Tries an operation with one kind of wrong credentials, on what the owner has and on what nobody has.
async fn try_wrongly(
    parties: &Parties,
    operation: &Operation,
    rightly: &Rightly,
    who: Who,
    things: &Things,
) -> Tried {
    let mut tried = Tried { answers: BTreeSet::new(), otherwise: Vec::new(), told_apart: Vec::new() };
    let (nowhere, names) = (parties.nowhere(things), rightly.names(operation));
    for shown in who.shows(operation.access, rightly.by, parties) {
        let answer = rightly.call(parties, operation, things, &shown).send().await;
        let unknown = rightly.call(parties, operation, &nowhere, &shown).send().await;
        tried.answers.insert(in_short(&answer));
        let let_in = answer.status == rightly.status;
        let right = match who {
            Who::WithoutScope => answer.status == 403 && operation.access.scope_is_in(&answer.shown()),
            Who::Fellow => let_in || answer.status.is_client_error(),
            Who::OtherClient | Who::OtherPerson if names => answer.status.is_client_error(),
            Who::OtherClient | Who::OtherPerson => let_in && things.are_untold(&answer),
            _ => answer.status == 401 && answer.header("www-authenticate").is_some(),
        };
        let place = format!("{operation}: {}, {}", who.heading(), shown.name);
        if !right {
            tried.otherwise.push(format!("{place}: {}", answer.shown()));
        }
        let (told, of_none) = (things.masked(&answer), nowhere.masked(&unknown));
        if names && told != of_none && !(who == Who::Fellow && let_in) {
            tried.told_apart.push(format!("{place}: theirs\n{told}\nnobody's\n{of_none}"));
        }
    }
    tried
}

/// The status, and the error that the body or the challenge names.
fn in_short(answer: &Answer) -> String {
    let status = answer.status.as_u16();
    let body: Value = serde_json::from_str(&answer.body).unwrap_or_default();
    let challenge = answer.header("www-authenticate").and_then(|line| line.split("error=\"").nth(1));
    let in_challenge = challenge.and_then(|rest| rest.split('"').next());
    match body["error"].as_str().or(in_challenge) {
        Some(error) => format!("{status} {error}"),
        None => status.to_string(),
    }
}

/// Tries an operation with the right credentials, in each way that they can be shown; gives what it answered, and what
/// was not right.
async fn try_rightly(
    parties: &Parties,
    operation: &Operation,
    rightly: &Rightly,
) -> (BTreeSet<String>, Vec<String>) {
    let (mut answers, mut wrong) = (BTreeSet::new(), Vec::new());
    for shown in tries::right(operation.access, rightly.by, parties) {
        let things = parties.things().await;
        let answer = rightly.call(parties, operation, &things, &shown).send().await;
        answers.insert(in_short(&answer));
        if answer.status != rightly.status {
            wrong.push(format!("{operation}: rightly, {}: {}", shown.name, answer.shown()));
        }
    }
    (answers, wrong)
}

#[tokio::test]
async fn every_operation_refuses_every_wrong_credential() {
    let parties = Parties::new().await;
    let operations = document::operations(&parties.harness).await;
    let (mut rows, mut against) = (Vec::new(), exceptions::of_nothing(&operations));
    against.extend(rightly::of_nothing(&operations));
    for operation in &operations {
        let Some(rightly) = rightly::of(operation) else {
            against.push(format!("{operation}: say in rightly.rs how it is called rightly"));
            continue;
        };
        let things = parties.things().await;
        let before = parties.state(&things).await;
        let mut cells = Vec::new();
        for who in Who::ALL {
            let exception = exceptions::of(operation, who);
            let tried = try_wrongly(&parties, operation, rightly, who, &things).await;
            against.extend(tried.told_apart);
            match exception {
                None => against.extend(tried.otherwise),
                Some(exception) if tried.otherwise.is_empty() => {
                    against.push(format!(
                        "{operation}: {}: needed no more: {}",
                        who.heading(),
                        exception.reason
                    ));
                }
                Some(exception) if !exception.has(&tried.answers) => against.extend(tried.otherwise),
                Some(_) => {}
            }
            if who != Who::Fellow && parties.state(&things).await != before {
                against.push(format!("{operation}: {} changed something", who.heading()));
            }
            cells.push(Cell { answers: tried.answers, exception });
        }
        let (answers, wrong) = try_rightly(&parties, operation, rightly).await;
        against.extend(wrong);
        cells.push(Cell { answers, exception: None });
        rows.push(Row { operation: operation.to_string(), access: operation.access, cells });
    }
    let table = table::written(&rows);
    println!("{table}");
    assert!(against.is_empty(), "{}", against.join("\n\n"));
    table::compare(&table);
}

#[tokio::test]
async fn an_operation_without_credentials_is_meant_to_have_none() {
    let parties = Parties::new().await;
    for operation in document::operations(&parties.harness).await {
        let open = operation.access == Access::Nobody;
        assert_eq!(exceptions::open(&operation).is_some(), open, "{operation}: OPEN in exceptions.rs");
    }
}
