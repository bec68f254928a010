//! The JSON of a share that an application makes (LEDGER 192).

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::HeaderMap;
use career::id::StatementId;
use career::share::{Life, Pin, PinFault, ShareContent};
use serde_json::{Map, Value};

use super::errors::{Error, LONGEST_BODY};
use crate::http::problem::ProblemError;
use crate::http::{body, json};

/// The members that there are.
const MEMBERS: [&str; 4] = ["statements", "verdicts", "days", "pin"];

/// A share that can be made.
#[derive(Debug)]
pub(super) struct NewShare {
    pub(super) content: ShareContent,
    pub(super) life: Life,
    /// The one that the application chose, where it did.
    pub(super) pin: Option<Pin>,
}

/// Reads a body as JSON.
pub(super) async fn read(headers: &HeaderMap, body: Body) -> Result<Value, Error> {
    if let Some(found) = body::media_type(headers).filter(|found| !body::is_json(found)) {
        return Err(Error::ContentType(found));
    }
    let bytes = body::read(body, LONGEST_BODY).await.map_err(|unread| match unread {
        body::Unread::TooLong => Error::TooLong,
        body::Unread::Broken => Error::Broken,
    })?;
    json::parse(&bytes).map_err(Error::NotJson)
}

/// Holds a body against every rule. `shown` are the ids of the statements that the application is shown; all others are
/// unknown, whether the person hides them or nobody ever had them.
pub(super) fn judge(body: &Value, shown: &BTreeSet<String>) -> Result<NewShare, Error> {
    let nothing = Map::new();
    let mut judge = Judge { shown, errors: Vec::new() };
    let members = body.as_object().unwrap_or_else(|| {
        judge.wrong_type(String::new(), "an object");
        &nothing
    });
    let sent = |name: &str| members.get(name).filter(|value| !value.is_null());
    // An object alone can lack a member.
    let statements = body.is_object().then(|| judge.statements(sent("statements"))).flatten();
    let verdicts = judge.verdicts(sent("verdicts"));
    let life = judge.life(sent("days"));
    let pin = judge.pin(sent("pin"));
    for name in members.keys().filter(|name| !MEMBERS.contains(&name.as_str())) {
        let name = name.replace('~', "~0").replace('/', "~1");
        let detail = format!("There is no such member; there are {}.", MEMBERS.join(", "));
        judge.error(format!("/{name}"), "unknown_member", detail);
    }
    let content =
        statements.zip(verdicts).and_then(|(chosen, verdicts)| ShareContent::new(chosen, verdicts).ok());
    match (content, life) {
        (Some(content), Some(life)) if judge.errors.is_empty() => Ok(NewShare { content, life, pin }),
        _ => Err(Error::Invalid(judge.errors)),
    }
}

/// What is wrong, as far as it was found. A member that something is wrong with is `None`, after that was noted.
struct Judge<'a> {
    shown: &'a BTreeSet<String>,
    errors: Vec<ProblemError>,
}

impl Judge<'_> {
    fn error(&mut self, pointer: String, code: &str, detail: impl Into<String>) {
        self.errors.push(ProblemError { pointer, code: code.to_owned(), detail: detail.into() });
    }

    fn wrong_type(&mut self, pointer: String, expected: &str) {
        self.error(pointer, "wrong_type", format!("This must be {expected}."));
    }

    fn statements(&mut self, sent: Option<&Value>) -> Option<BTreeSet<StatementId>> {
        const POINTER: &str = "/statements";
        let Some(sent) = sent else {
            self.error(POINTER.to_owned(), "required", "This member is required; it was absent or null.");
            return None;
        };
        let Some(items) = sent.as_array() else {
            self.wrong_type(POINTER.to_owned(), "an array of ids of statements");
            return None;
        };
        if items.is_empty() {
            self.error(POINTER.to_owned(), "no_statements", "A share shows at least one statement.");
            return None;
        }
        let mut chosen = BTreeSet::new();
        for (place, item) in items.iter().enumerate() {
            let pointer = format!("{POINTER}/{place}");
            let Some(text) = item.as_str() else {
                self.wrong_type(pointer, "the id of a statement");
                continue;
            };
            match text.parse() {
                Ok(statement) if self.shown.contains(text) => {
                    if !chosen.insert(statement) {
                        self.error(pointer, "repeated", "This statement stands here already.");
                    }
                }
                _ => self.error(
                    pointer,
                    "unknown_statement",
                    "There is no such statement for this application.",
                ),
            }
        }
        Some(chosen)
    }

    /// False where it was not sent.
    fn verdicts(&mut self, sent: Option<&Value>) -> Option<bool> {
        let Some(sent) = sent else { return Some(false) };
        let verdicts = sent.as_bool();
        if verdicts.is_none() {
            self.wrong_type("/verdicts".to_owned(), "true or false");
        }
        verdicts
    }

    /// A week where it was not sent (LEDGER 143).
    fn life(&mut self, sent: Option<&Value>) -> Option<Life> {
        let Some(sent) = sent else { return Some(Life::Week) };
        let pointer = "/days".to_owned();
        if !sent.is_number() {
            self.wrong_type(pointer, "a number");
            return None;
        }
        let days = sent.as_u64().and_then(|days| u32::try_from(days).ok());
        let life = days.and_then(Life::of_days);
        if life.is_none() {
            let allowed = Life::ALL.map(|life| life.days().to_string()).join(", ");
            self.error(
                pointer,
                "days",
                format!("A share lives for one of these numbers of days: {allowed}."),
            );
        }
        life
    }

    /// `None` also where it was not sent.
    fn pin(&mut self, sent: Option<&Value>) -> Option<Pin> {
        let pointer = "/pin".to_owned();
        let Some(text) = sent?.as_str() else {
            self.wrong_type(pointer, "a text of digits");
            return None;
        };
        let code = |fault| match fault {
            PinFault::NotDigits => "pin_not_digits",
            PinFault::Length { .. } => "pin_length",
            PinFault::Guessable => "pin_guessable",
        };
        let chosen = Pin::choose(text);
        chosen
            .map_err(|fault| self.error(pointer, code(fault), format!("This cannot be a PIN: {fault}.")))
            .ok()
    }
}
