//! What each operation answers.

use career::credential::{JsonType, Rule, TEXT_MOST};
use career::year_month::YearMonth;
use oauth::scope::Scope;
use serde_json::json;
use utoipa::openapi::ResponseBuilder;

use crate::http::json::NotJson;
use crate::http::limits::TooMany;
use crate::http::problem::ProblemError;
use crate::openapi::examples::{CREDENTIAL, EXAMPLE_ID, EXAMPLE_MOMENT, PARTNER_ID};
use crate::openapi::{
    Refusal, Responses, answers, anywhere, component, header_of, json as answer, link, of_the_store, refused,
    with, words,
};
use crate::seekpass::errors::Error;

answers! {
    /// Of version 2, and of a batch.
    AnswersOfAdding => adding("$request.body#/credential_id", "");
    /// Of version 1.
    AnswersOfAddingV1 => adding("$request.body#/id", "&documentType=none");
    /// Of one status.
    AnswersOfStatus => with(
        refused(partner().into_iter().chain([refusal(Error::NoSuchSubmission)])),
        200,
        answer(
            "The status.",
            component("SeekpassStatus"),
            json!({"id": CREDENTIAL, "status": "verified", "finalized_at": EXAMPLE_MOMENT}),
        ),
    );
    /// Of several.
    AnswersOfStatuses => with(
        refused(partner().into_iter().chain(body()).chain([ids()])),
        200,
        answer(
            "The statuses.",
            component("SeekpassStatuses"),
            json!({
                "credentials": [{"id": CREDENTIAL, "status": "incomplete", "finalized_at": null}],
                "unknown_ids": ["another"],
            }),
        ),
    );
}

fn adding(id: &str, document_type: &str) -> Responses {
    let refusals = partner()
        .into_iter()
        .chain([refusal(Error::InsufficientScope(Scope::WriteCareerHistory))])
        .chain([refusal(Error::ContentType("text/plain".to_owned()))])
        .chain(body())
        .chain([rules()]);
    let to = format!(
        "http://127.0.0.1:8080/partner/add/careerHistory#clientId={PARTNER_ID}{document_type}&content={EXAMPLE_ID}"
    );
    let added = answer("The link for the person.", component("SeekpassAdded"), json!({"redirect_uri": to}));
    with(refused(refusals), 201, replayed(added).link("status", status(id)))
}

fn status(id: &str) -> utoipa::openapi::link::Link {
    link("readStatus", "Read what became of it.", &[("credential_id", id)])
}

fn replayed(response: ResponseBuilder) -> ResponseBuilder {
    let description = "Where the id was known already: whether this body says the `same` as the first, which stays, or \
         something `different`. Absent on first answers, and once what was sent first is gone.";
    response.header("Tenure-Replayed", header_of(words(["same", "different"]).description(Some(description))))
}

fn refusal(error: Error) -> Refusal {
    let name = format!("{error:?}");
    Refusal::of_error(&name, &error.problem())
}

/// Of whatever a partner asks.
fn partner() -> Vec<Refusal> {
    let errors = [Error::NoToken, Error::InvalidToken, Error::TooMany(TooMany { retry_after: 1 })];
    errors.into_iter().map(refusal).chain(of_the_store()).chain(anywhere()).collect()
}

/// Of a body, before any rule is looked at.
fn body() -> [Refusal; 3] {
    let not_json = NotJson { line: 3, column: 5, reason: "expected `,` or `}`".to_owned() };
    [Error::TooLong, Error::Broken, Error::NotJson(not_json)].map(refusal)
}

/// Of everything that is wrong with a credential, with what each code means.
fn rules() -> Refusal {
    let months = (YearMonth::FIRST, YearMonth::LAST);
    let rules = [
        Rule::Required,
        Rule::WrongType { expected: JsonType::String, found: Some(JsonType::Number) },
        Rule::UnknownMember,
        Rule::NotServed { only: "none" },
        Rule::Blank { most: TEXT_MOST },
        Rule::TooLong { length: TEXT_MOST + 1, most: TEXT_MOST },
        Rule::ControlCharacter('\t'),
        Rule::CredentialIdCharacters(' '),
        Rule::CredentialIdDots,
        Rule::NotAMonth,
        Rule::MonthOutOfRange,
        Rule::MonthInFuture { latest: months.1 },
        Rule::EndBeforeStart { start: months.0 },
        Rule::LastProcessedBeforeStart { start: months.0 },
        Rule::RoleRequired,
        Rule::NoRecords,
        Rule::TooManyRecords { count: 201 },
        Rule::TooManyIntermediaries { count: 21 },
    ];
    let example = ProblemError {
        pointer: "/fields/employment/0/end_date".to_owned(),
        code: Rule::EndBeforeStart { start: months.0 }.code().to_owned(),
        detail: Rule::EndBeforeStart { start: months.0 }.detail(Some("1899-12")),
    };
    let meanings = rules.iter().map(|rule| format!("- `{}`: {}\n", rule.code(), rule.detail(Some("…"))));
    let meanings: String = meanings.collect();
    let meaning =
        format!("The body breaks rules, all of which `errors` lists by pointer and code:\n\n{meanings}");
    refusal(Error::Invalid(vec![example])).meaning(&meaning)
}

/// Of everything that is wrong with a list of ids.
fn ids() -> Refusal {
    let example = ProblemError {
        pointer: "/ids".to_owned(),
        code: "too_many_ids".to_owned(),
        detail: "At most 30 ids are answered at once.".to_owned(),
    };
    refusal(Error::Invalid(vec![example])).meaning(
        "The body is not a list of ids:\n\n- `required`: there is no array `ids`.\n- `wrong_type`: an id is no \
         string.\n- `no_ids`: there is none.\n- `too_many_ids`: there are more than 30.",
    )
}
