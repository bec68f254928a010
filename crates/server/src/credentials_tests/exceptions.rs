//! What the rules do not hold for, and why. The lists may only shrink: a test fails on an exception that is needed no
//! more.

use std::collections::BTreeSet;

use super::document::Operation;
use super::tries::Who;

/// Operations that a kind of caller is answered otherwise than by the rules.
#[derive(Debug)]
pub(super) struct Exception {
    pub(super) who: &'static [Who],
    /// As the document writes them.
    pub(super) operations: &'static [&'static str],
    /// What each way to show such credentials is answered.
    pub(super) answers: &'static [&'static str],
    pub(super) reason: &'static str,
}

/// Operations that want no credentials at all.
pub(super) static OPEN: &[(&str, &str)] = &[
    (
        "GET /healthz",
        "Whether the program lives is asked by whatever starts and stops it; it tells nothing else.",
    ),
    (
        "GET /readyz",
        "Whether the server can answer is asked by whatever sends it requests; it tells nothing else.",
    ),
    (
        "GET /.well-known/oauth-authorization-server",
        "A client reads the addresses before it has credentials (RFC 8414).",
    ),
];

/// Everything else.
pub(super) static EXCEPTIONS: &[Exception] = &[
    Exception {
        who: &[Who::OtherClient],
        operations: &[
            "POST /api/partner/v2/add/requests/career_history",
            "POST /api/partner/v2/add/requests/career_history.json",
            "POST /api/partner/v1/add/career_history.json",
            "POST /api/partner/v1/add/career_history",
            "POST /api/partner/v2/add/requests/batch.json",
            "POST /api/partner/v2/add/requests/batch",
        ],
        answers: &["201"],
        reason: "Each partner has ids of its own: another's id is a free one, and makes a request of the caller's own.",
    },
    Exception {
        who: &[Who::OtherClient],
        operations: &[
            "POST /api/partner/v1/submissions/status.json",
            "POST /api/partner/v1/submissions/status",
            "POST /api/partner/v2/submissions/status.json",
            "POST /api/partner/v2/submissions/status",
        ],
        answers: &["200"],
        reason: "Of many ids, those that are not the caller's are listed in `unknown_ids`, as those that are nobody's.",
    },
    Exception {
        who: &[Who::Nobody, Who::Malformed, Who::WrongSecret, Who::UnknownClient],
        operations: &["POST /oauth/authorize"],
        answers: &["400 invalid_client"],
        reason: "The InfoJobs contract has every failure of its token endpoint as 400, `invalid_client` too.",
    },
    Exception {
        who: &[Who::OtherContract],
        operations: &[
            "POST /api/partner/v1/oauth/token.json",
            "POST /api/partner/v1/oauth/token",
            "POST /oauth/authorize",
            "POST /oauth/token",
        ],
        answers: &["400 unauthorized_client"],
        reason: "A client that proved itself and may not use this kind of grant is told `unauthorized_client`, 400 \
            (RFC 6749, 5.2).",
    },
    Exception {
        who: &[Who::OtherContract, Who::OtherClient],
        operations: &["POST /oauth/revoke"],
        answers: &["200"],
        reason: "Revoking a token that is not the caller's does nothing and is no error, as with one that is nobody's \
            (RFC 7009, 2.2).",
    },
    Exception {
        who: &[Who::OtherContract, Who::OtherClient],
        operations: &["POST /oauth/introspect"],
        answers: &["200"],
        reason: "A token that is not the caller's is told as `{\"active\": false}`, as one that is nobody's (RFC 7662, \
            2.2).",
    },
];

/// The exception for a kind of caller of an operation.
pub(super) fn of(operation: &Operation, who: Who) -> Option<&'static Exception> {
    let name = operation.to_string();
    let mut found =
        EXCEPTIONS.iter().filter(|exception| exception.who.contains(&who) && exception.is_of(&name));
    let one = found.next();
    assert!(found.next().is_none(), "{name}: two exceptions for {}", who.heading());
    one
}

/// Why an operation wants no credentials.
pub(super) fn open(operation: &Operation) -> Option<&'static str> {
    let name = operation.to_string();
    OPEN.iter().find(|(open, _)| *open == name).map(|(_, reason)| *reason)
}

/// The number of an exception in the document.
pub(super) fn number(exception: &Exception) -> usize {
    1 + EXCEPTIONS.iter().take_while(|other| !std::ptr::eq(*other, exception)).count()
}

/// What the lists say of operations that there are not.
pub(super) fn of_nothing(operations: &[Operation]) -> Vec<String> {
    let names: Vec<String> = operations.iter().map(ToString::to_string).collect();
    let excepted = EXCEPTIONS.iter().flat_map(|exception| exception.operations);
    let open = OPEN.iter().map(|(name, _)| name);
    let gone = excepted.chain(open).filter(|name| !names.iter().any(|known| known == *name));
    gone.map(|name| format!("exceptions.rs: {name} is no operation")).collect()
}

impl Exception {
    fn is_of(&self, name: &str) -> bool {
        self.operations.contains(&name)
    }

    /// True where these are the answers that it says.
    pub(super) fn has(&self, answers: &BTreeSet<String>) -> bool {
        answers.iter().map(String::as_str).eq(self.answers.iter().copied())
    }
}
