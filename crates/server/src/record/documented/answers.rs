//! What each operation answers.

use oauth::scope::Scope;
use serde_json::{Value, json};
use utoipa::openapi::ResponseBuilder;
use utoipa::openapi::link::LinkBuilder;

use crate::http::json::NotJson;
use crate::http::limits::TooMany;
use crate::http::problem::ProblemError;
use crate::openapi::examples::{APPLICATION_ID, CURRICULUM, EXAMPLE_ID, EXAMPLE_MOMENT, EXPERIENCE};
use crate::openapi::{
    Refusal, Responses, answers, anywhere, component, empty, header_of, json as answer, link, of_the_store,
    refused, text, with,
};
use crate::record::errors::Error;

answers! {
    /// Of the record.
    AnswersOfRecord => reading("The record.", "Record", json!({
        "on": "2026-11-21",
        "policy": POLICY,
        "curricula": [{"code": CURRICULUM, "name": "CV", "principal": true, "statements": [statement()]}],
        "credentials": [],
    }), None);
    /// Of the timeline.
    AnswersOfTimeline => reading("The timeline.", "RecordTimeline", json!({
        "on": "2026-11-21",
        "policy": POLICY,
        "statements": [statement()],
        "superseded": [],
        "gaps": [],
    }), Some("$response.body#/statements/0/id"));
    /// Of the reconciliation.
    AnswersOfReconciliation => reading("Groups with verdicts and reasons.", "RecordReconciliation", json!({
        "on": "2026-11-21",
        "policy": POLICY,
        "groups": [{"verdict": "declared_only", "declared": statement()["id"], "attested": [], "reasons": []}],
    }), None);
    /// Of a page of the history.
    AnswersOfHistory => {
        let next = "Where there are more: the address of the next page, `<…>; rel=\"next\"` (RFC 8288).";
        with_header(
            reading("A page of the history.", "RecordHistory", history(), None),
            "Link",
            header_of(text(next)),
        )
    };
    /// Of the shares.
    AnswersOfShares => with_links(
        of_shares([], "The shares.", "RecordShares", json!({"shares": [share()]})),
        "$response.body#/shares/0/id",
    );
    /// Of one.
    AnswersOfShare => with_links(
        of_shares([refusal(Error::NoSuchShare)], "The share.", "RecordShare", share()),
        "$response.body#/id",
    );
    /// Of a new one.
    AnswersOfSharing => {
        let mut made = share();
        made["pin"] = "414643".into();
        let made = answer("The share, with its PIN.", component("RecordNewShare"), made)
            .header("Location", header_of(text("Where the share is read and ended.")))
            .header("Cache-Control", header_of(text("`no-store`, for the PIN stands in it.")));
        let refusals = application(Scope::ShareRecord).into_iter().chain(body()).chain([rules()]);
        with_links(with(refused(refusals), 201, made), "$response.body#/id")
    };
    /// Of its end.
    AnswersOfEnding => with(
        refused(application(Scope::ShareRecord).into_iter().chain([refusal(Error::NoSuchShare)])),
        204,
        empty("It opens nothing from now on.").header("Cache-Control", header_of(text("`no-store`."))),
    );
}

const POLICY: &str = "default-fa03e83946f45f8443bc5fd9a622ab9e";

/// What may be read with `record.read`; what stands there may be shared, where a statement's id does.
fn reading(description: &str, schema: &str, example: Value, statement: Option<&str>) -> Responses {
    let mut success = kept(answer(description, component(schema), example));
    if let Some(statement) = statement {
        let link = LinkBuilder::new()
            .operation_id("createShare")
            .description("Share the first statement.")
            .request_body(Some(json!({"statements": [statement]})));
        success = success.link("share", link.build());
    }
    unless_known(with(refused(application(Scope::ReadRecord)), 200, success))
}

fn of_shares<const N: usize>(
    refusals: [Refusal; N],
    description: &str,
    schema: &str,
    example: Value,
) -> Responses {
    let refusals = application(Scope::ShareRecord).into_iter().chain(refusals);
    unless_known(with(refused(refusals), 200, kept(answer(description, component(schema), example))))
}

fn unless_known(responses: Responses) -> Responses {
    with(responses, 304, kept(empty("You have it already.")))
}

/// With how it may be kept.
fn kept(response: ResponseBuilder) -> ResponseBuilder {
    let cache = "`private, no-cache`: keep it, and ask each time whether it still holds.";
    response
        .header("ETag", header_of(text("A strong tag of the bytes. Send it as `If-None-Match`.")))
        .header("Cache-Control", header_of(text(cache)))
        .header("Vary", header_of(text("`authorization`.")))
}

/// With what one may do with the share that stands there.
fn with_links(responses: Responses, id: &str) -> Responses {
    let read = link("readShare", "Read this share.", &[("share", id)]);
    let end = link("endShare", "End this share.", &[("share", id)]);
    of_success(responses, |success| {
        success.links.insert("read".to_owned(), read.into());
        success.links.insert("end".to_owned(), end.into());
    })
}

fn with_header(responses: Responses, name: &str, header: utoipa::openapi::Header) -> Responses {
    of_success(responses, |success| drop(success.headers.insert(name.to_owned(), header.into())))
}

fn of_success(mut responses: Responses, change: impl FnOnce(&mut utoipa::openapi::Response)) -> Responses {
    let success = responses.iter_mut().find(|(status, _)| status.starts_with('2'));
    if let Some((_, utoipa::openapi::RefOr::T(success))) = success {
        change(success);
    }
    responses
}

fn refusal(error: Error) -> Refusal {
    let name = format!("{error:?}");
    Refusal::of_error(&name, &error.problem())
}

/// Of whatever an application asks.
fn application(scope: Scope) -> Vec<Refusal> {
    let errors = [
        Error::NoToken,
        Error::InvalidToken,
        Error::InsufficientScope(scope),
        Error::TooMany(TooMany { retry_after: 1 }),
    ];
    let parameter =
        refusal(Error::Parameter("`next` is no parameter of this operation, which takes none.".to_owned()))
            .meaning("A parameter is unknown, stands twice or has another form.");
    let refusals = std::iter::once(parameter).chain(errors.into_iter().map(refusal));
    refusals.chain(of_the_store()).chain(anywhere()).collect()
}

/// Of a body and its headers, before any rule is looked at.
fn body() -> [Refusal; 6] {
    let not_json = NotJson { line: 1, column: 17, reason: "expected `,` or `}`".to_owned() };
    let key = "The header Idempotency-Key stands once and has 1 to 255 visible ASCII characters.";
    [
        refusal(Error::ContentType("text/plain".to_owned())),
        refusal(Error::TooLong),
        refusal(Error::Broken),
        refusal(Error::NotJson(not_json)),
        Refusal { name: "IdempotencyKey".to_owned(), ..refusal(Error::Parameter(key.to_owned())) },
        refusal(Error::KeyReused),
    ]
}

/// Of everything that is wrong with a share.
fn rules() -> Refusal {
    let example = ProblemError {
        pointer: "/statements/0".to_owned(),
        code: "unknown_statement".to_owned(),
        detail: "There is no such statement for this application.".to_owned(),
    };
    refusal(Error::Invalid(vec![example])).meaning(
        "The body breaks rules, all of which `errors` lists by pointer and code:\n\n\
         - `required`: the member is required; it was absent or null.\n\
         - `wrong_type`: the member has another type.\n\
         - `unknown_member`: there is no such member.\n\
         - `no_statements`: there is none.\n\
         - `unknown_statement`: this application is shown no such statement.\n\
         - `repeated`: the statement stands there already.\n\
         - `days`: the number of days is none of those that there are.\n\
         - `pin_not_digits`, `pin_length`, `pin_guessable`: it cannot be a PIN.",
    )
}

fn application_out() -> Value {
    json!({"kind": "application", "id": APPLICATION_ID, "name": "Demo Job Board"})
}

fn statement() -> Value {
    let source = json!({"by": application_out(), "via": "infojobs", "at": EXAMPLE_MOMENT});
    json!({
        "id": format!("experience/{EXPERIENCE}"),
        "kind": "declared",
        "state": "declared",
        "organisation": "InfoJobs",
        "title": "Web programmer",
        "start": {"at": "2006-09-14", "precision": "day"},
        "end": {"kind": "ended", "at": "2011-06-14", "precision": "day"},
        "sources": {"organisation": source, "title": source, "start": source, "end": source},
        "curriculum": CURRICULUM,
    })
}

fn history() -> Value {
    json!({
        "entries": [{
            "sequence": 4,
            "at": EXAMPLE_MOMENT,
            "by": application_out(),
            "via": "infojobs",
            "what": "declared",
            "subject": {"kind": "statement", "id": format!("experience/{EXPERIENCE}")},
            "hash": "cp5ZWRvfoJ_Mzqbfjyg7PL5FVuPy4WTS2SHkuH1_O8s",
        }],
        "next": null,
    })
}

fn share() -> Value {
    json!({
        "id": EXAMPLE_ID,
        "link": format!("http://127.0.0.1:8080/share/{EXAMPLE_ID}"),
        "state": "living",
        "created_at": EXAMPLE_MOMENT,
        "expires_at": "2026-12-21T09:30:08.057Z",
        "statements": [format!("experience/{EXPERIENCE}")],
        "verdicts": true,
        "views": 0,
        "wrong_pins": 0,
        "visits": [],
    })
}
