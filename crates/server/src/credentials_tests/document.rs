//! The operations, as the document tells them.

use std::collections::BTreeSet;
use std::fmt;

use axum::http::{Method, StatusCode};
use oauth::scope::Scope;
use serde_json::Value;

use super::parties::Things;
use crate::testing::Harness;

/// What an operation wants of its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Nothing.
    Nobody,
    /// An application's id and secret.
    Application,
    /// The same, and the token of a person's grant with this scope.
    User(Scope),
    /// The token of a person's grant with this scope.
    Person(Scope),
    /// A partner's own token, with this scope where there is one.
    Partner(Option<Scope>),
    /// The id and secret of a client, in the header or in the form.
    Client,
}

impl Access {
    /// True where a text names the scope that is wanted.
    pub(super) fn scope_is_in(self, text: &str) -> bool {
        match self {
            Self::User(scope) | Self::Person(scope) | Self::Partner(Some(scope)) => {
                text.contains(scope.wire_name())
            }
            Self::Nobody | Self::Application | Self::Partner(None) | Self::Client => false,
        }
    }
}

/// One operation.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) method: Method,
    /// With its parameters in braces.
    pub(super) path: String,
    pub(super) access: Access,
}

impl Operation {
    /// Its path where the parameters are these things.
    pub(super) fn path_of(&self, things: &Things) -> String {
        let mut path = String::new();
        let mut rest = self.path.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap();
            path += before;
            path += things.parameter(name);
            rest = after;
        }
        path + rest
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.method, self.path)
    }
}

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

/// Every operation of the document, in its order.
pub(super) async fn operations(harness: &Harness) -> Vec<Operation> {
    let answer = harness.get("/openapi.json").send().await;
    answer.expect(StatusCode::OK);
    let document = answer.json();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if !METHODS.contains(&method.as_str()) {
                continue;
            }
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let place = format!("{method} {path}");
            let access = access(operation, &place);
            operations.push(Operation { method, path: path.clone(), access });
        }
    }
    operations
}

/// Reads what the document says of the credentials: a list of ways, each a set of schemes, and the scope that is wanted.
fn access(operation: &Value, place: &str) -> Access {
    let schemes: BTreeSet<&str> = operation["security"]
        .as_array()
        .unwrap_or_else(|| panic!("{place}: the document says nothing of credentials"))
        .iter()
        .flat_map(|way| way.as_object().unwrap().keys().map(String::as_str))
        .collect();
    let scope = operation["x-scopes"][0].as_str().map(|name| {
        let known = Scope::ALL.into_iter().find(|scope| scope.wire_name() == name);
        known.unwrap_or_else(|| panic!("{place}: {name} is no scope"))
    });
    match (Vec::from_iter(schemes).as_slice(), scope) {
        ([], None) => Access::Nobody,
        (["client"], None) => Access::Client,
        (["client", "infojobs"], None) => Access::Application,
        (["infojobs"], Some(scope)) => Access::User(scope),
        (["person"], Some(scope)) => Access::Person(scope),
        (["partner"], scope) => Access::Partner(scope),
        (schemes, scope) => panic!("{place}: what are {schemes:?} with {scope:?}?"),
    }
}
