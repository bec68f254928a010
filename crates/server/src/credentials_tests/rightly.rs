//! How each operation is called rightly: what the document cannot say of it, because it hangs on what there is.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::document::Operation;
use super::parties::{MARK, Parties, Things, credential_body, experience, fields};
use super::tries::Shown;
use crate::testing::{Call, TestClient};

/// Which client an operation is meant for, where its access says only that it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Application,
    Partner,
}

impl By {
    pub(super) const fn client(self, parties: &Parties) -> &TestClient {
        match self {
            Self::Application => &parties.application,
            Self::Partner => &parties.partner,
        }
    }

    pub(super) const fn other(self, parties: &Parties) -> &TestClient {
        match self {
            Self::Application => &parties.other_application,
            Self::Partner => &parties.other_partner,
        }
    }

    pub(super) const fn other_contract(self, parties: &Parties) -> &TestClient {
        match self {
            Self::Application => &parties.partner,
            Self::Partner => &parties.application,
        }
    }
}

/// What is sent.
enum Body {
    None,
    Json(fn(&Things) -> Value),
    Form(fn(&Things) -> Vec<(&'static str, String)>),
}

/// One operation, called rightly, at each of its addresses.
pub(super) struct Rightly {
    /// As the document writes them.
    pub(super) operations: &'static [&'static str],
    pub(super) by: By,
    /// What it then answers.
    pub(super) status: StatusCode,
    body: Body,
}

const fn read(operations: &'static [&'static str]) -> Rightly {
    Rightly { operations, by: By::Application, status: StatusCode::OK, body: Body::None }
}

const fn send(
    operations: &'static [&'static str],
    status: StatusCode,
    body: fn(&Things) -> Value,
) -> Rightly {
    Rightly { operations, by: By::Application, status, body: Body::Json(body) }
}

const fn form(
    operations: &'static [&'static str],
    by: By,
    body: fn(&Things) -> Vec<(&'static str, String)>,
) -> Rightly {
    Rightly { operations, by, status: StatusCode::OK, body: Body::Form(body) }
}

/// Every operation of the document.
pub(super) static ALL: &[Rightly] = &[
    // Operation.
    read(&["GET /healthz", "GET /readyz", "GET /.well-known/oauth-authorization-server"]),
    // The SEEK Pass contract.
    form(&["POST /api/partner/v1/oauth/token.json", "POST /api/partner/v1/oauth/token"], By::Partner, |_| {
        vec![("grant_type", "client_credentials".to_owned()), ("scope", "write.career_history".to_owned())]
    }),
    send(
        &[
            "POST /api/partner/v2/add/requests/career_history",
            "POST /api/partner/v2/add/requests/career_history.json",
        ],
        StatusCode::CREATED,
        |things| credential_body(&things.credential),
    ),
    send(
        &["POST /api/partner/v1/add/career_history.json", "POST /api/partner/v1/add/career_history"],
        StatusCode::CREATED,
        |things| {
            json!({
                "id": things.credential, "document_type": "none", "credential_type": "career_history",
                "data": {"credential": fields()},
            })
        },
    ),
    send(
        &["POST /api/partner/v2/add/requests/batch.json", "POST /api/partner/v2/add/requests/batch"],
        StatusCode::CREATED,
        |things| {
            let id = &things.credential;
            json!({"credential_id": format!("batch-{id}"), "career_history": credential_body(id)})
        },
    ),
    read(&[
        "GET /api/partner/v1/submissions/{credential_id}/status.json",
        "GET /api/partner/v1/submissions/{credential_id}/status",
        "GET /api/partner/v2/submissions/{credential_id}/status.json",
        "GET /api/partner/v2/submissions/{credential_id}/status",
    ]),
    send(
        &[
            "POST /api/partner/v1/submissions/status.json",
            "POST /api/partner/v1/submissions/status",
            "POST /api/partner/v2/submissions/status.json",
            "POST /api/partner/v2/submissions/status",
        ],
        StatusCode::OK,
        |things| json!({"ids": [things.credential]}),
    ),
    // The InfoJobs contract.
    read(&["GET /api/2/curriculum"]),
    read(&[
        "GET /api/2/curriculum/{curriculumId}/experience",
        "GET /api/1/curriculum/{curriculumId}/experience",
    ]),
    read(&[
        "GET /api/1/curriculum/{curriculumId}/experience/{experienceId}",
        "DELETE /api/1/curriculum/{curriculumId}/experience/{experienceId}",
    ]),
    send(
        &[
            "PUT /api/4/curriculum/{curriculumId}/experience",
            "PUT /api/4/offer/curriculum/{curriculumId}/experience",
        ],
        StatusCode::OK,
        |things| experience(&things.experience, "Changed"),
    ),
    read(&["GET /api/1/dictionary/{dictionaryId}"]),
    form(&["POST /oauth/authorize", "POST /oauth/token"], By::Application, |things| {
        vec![("grant_type", "refresh_token".to_owned()), ("refresh_token", things.refresh.clone())]
    }),
    form(&["POST /oauth/revoke", "POST /oauth/introspect"], By::Application, |things| {
        vec![("token", things.refresh.clone())]
    }),
    // The record API.
    read(&[
        "GET /api/record/v1/record",
        "GET /api/record/v1/timeline",
        "GET /api/record/v1/reconciliation",
        "GET /api/record/v1/history",
        "GET /api/record/v1/shares",
        "GET /api/record/v1/shares/{share}",
    ]),
    send(
        &["POST /api/record/v1/shares"],
        StatusCode::CREATED,
        |things| json!({"statements": [format!("experience/{}", things.experience)]}),
    ),
    Rightly { status: StatusCode::NO_CONTENT, ..read(&["DELETE /api/record/v1/shares/{share}"]) },
];

/// What the list says of operations that there are not.
pub(super) fn of_nothing(operations: &[Operation]) -> Vec<String> {
    let names: Vec<String> = operations.iter().map(ToString::to_string).collect();
    let said = ALL.iter().flat_map(|rightly| rightly.operations);
    let gone = said.filter(|name| !names.iter().any(|known| known == *name));
    gone.map(|name| format!("rightly.rs: {name} is no operation")).collect()
}

/// How an operation is called rightly, where somebody said it.
pub(super) fn of(operation: &Operation) -> Option<&'static Rightly> {
    let name = operation.to_string();
    ALL.iter().find(|rightly| rightly.operations.contains(&name.as_str()))
}

impl Rightly {
    /// The call on these things, with these credentials.
    pub(super) fn call<'a>(
        &self,
        parties: &'a Parties,
        operation: &Operation,
        things: &Things,
        shown: &Shown,
    ) -> Call<'a> {
        let call = parties.harness.call(operation.method.clone(), &operation.path_of(things));
        let call = match &shown.authorization {
            Some(authorization) => call.header("authorization", authorization),
            None => call,
        };
        match &self.body {
            Body::None => call,
            Body::Json(body) => call.json(&body(things)),
            Body::Form(fields) => {
                let fields: Vec<_> = fields(things).into_iter().chain(shown.form.clone()).collect();
                let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                call.form(&fields)
            }
        }
    }

    /// Whether the call names anything that somebody may have.
    pub(super) fn names(&self, operation: &Operation) -> bool {
        let marked = Things::marked();
        let names = |text: &str| text.contains(MARK);
        names(&operation.path_of(&marked))
            || match &self.body {
                Body::None => false,
                Body::Json(body) => names(&body(&marked).to_string()),
                Body::Form(fields) => fields(&marked).iter().any(|(_, value)| names(value)),
            }
    }
}
