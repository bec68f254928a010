//! The answers of an operation as the document has them: those of a success, and the refusals, made of the very errors
//! that the handlers answer.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde_json::Value;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::link::{Link, LinkBuilder};
use utoipa::openapi::{
    Content, ContentBuilder, Header, Ref, RefOr, Response, ResponseBuilder, Schema, example::ExampleBuilder,
};

use super::schemas::text;
use crate::http::problem::{self, Problem};

/// What `utoipa` takes for the answers of an operation.
pub(crate) type Responses = BTreeMap<String, RefOr<Response>>;

/// Makes types whose answers the document has of an operation: `#[utoipa::path(responses(…))]` takes types alone.
macro_rules! answers {
    ($($(#[$doc:meta])* $name:ident => $answers:expr;)+) => {
        $(
            $(#[$doc])*
            pub(crate) struct $name;

            impl utoipa::IntoResponses for $name {
                fn responses() -> $crate::openapi::Responses {
                    $answers
                }
            }
        )+
    };
}
pub(crate) use answers;

/// One way in which an operation refuses.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    /// What tells it from others: a code, or the name of the error.
    pub(crate) name: String,
    pub(crate) status: StatusCode,
    /// What it means, in Markdown.
    pub(crate) meaning: String,
    pub(crate) media_type: &'static str,
    /// The component that its body is described by.
    pub(crate) schema: &'static str,
    /// The body itself.
    pub(crate) body: Value,
    /// The names of the headers that come with it.
    pub(crate) headers: Vec<String>,
}

/// What every handler may be in the way of: a failure of the server, and a body that does not come.
pub(crate) fn anywhere() -> [Refusal; 2] {
    let panicked = Problem::new(StatusCode::INTERNAL_SERVER_ERROR);
    [
        Refusal::of_problem("failed", &panicked)
            .meaning("The server failed at this request. It has been logged."),
        Refusal::of_problem("late", &problem::too_late()),
    ]
}

/// What a store may be in the way of, where it is told as problem details.
pub(crate) fn of_the_store() -> [Refusal; 2] {
    [
        Refusal::of_problem("broken", &problem::broken()),
        Refusal::of_problem("unavailable", &problem::unavailable()),
    ]
}

impl Refusal {
    /// An error that is told as problem details, by the name that its `Debug` form begins with.
    pub(crate) fn of_error(name: &str, problem: &Problem) -> Self {
        let end = name.find(|character: char| !character.is_alphanumeric()).unwrap_or(name.len());
        Self::of_problem(&name[..end], problem)
    }

    /// The same with another meaning than its sentence.
    pub(crate) fn meaning(self, meaning: &str) -> Self {
        Self { meaning: meaning.to_owned(), ..self }
    }
}

/// The refusals of an operation by their status, each with its meaning and its body as an example.
pub(crate) fn refused(refusals: impl IntoIterator<Item = Refusal>) -> Responses {
    let mut by_status: BTreeMap<u16, Vec<Refusal>> = BTreeMap::new();
    for refusal in refusals {
        by_status.entry(refusal.status.as_u16()).or_default().push(refusal);
    }
    let response =
        |(status, refusals): (u16, Vec<Refusal>)| (status.to_string(), of_status(&refusals).into());
    by_status.into_iter().map(response).collect()
}

fn of_status(refusals: &[Refusal]) -> Response {
    let mut response = ResponseBuilder::new().description(meanings(refusals));
    let mut media_types: Vec<&str> = refusals.iter().map(|refusal| refusal.media_type).collect();
    media_types.dedup();
    for media_type in media_types {
        let of_type: Vec<&Refusal> =
            refusals.iter().filter(|refusal| refusal.media_type == media_type).collect();
        response = response.content(media_type, content(&of_type));
    }
    let mut response = response.build();
    for name in refusals.iter().flat_map(|refusal| &refusal.headers) {
        if let Some((name, description)) = HEADERS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))
        {
            response.headers.insert((*name).to_owned(), header_of(text(description)).into());
        }
    }
    response
}

/// The one meaning, or a list of them.
fn meanings(refusals: &[Refusal]) -> String {
    let mut meanings: Vec<&str> = refusals.iter().map(|refusal| refusal.meaning.as_str()).collect();
    meanings.dedup();
    match meanings.as_slice() {
        [meaning] => (*meaning).to_owned(),
        // A list in a meaning belongs to its own point.
        several => format!("- {}", several.join("\u{0}- ").replace('\n', "\n  ").replace('\u{0}', "\n")),
    }
}

fn content(refusals: &[&Refusal]) -> Content {
    let schema = refusals.first().map(|refusal| Ref::from_schema_name(refusal.schema));
    let examples = refusals.iter().map(|refusal| {
        let example =
            ExampleBuilder::new().summary(refusal.meaning.as_str()).value(Some(refusal.body.clone()));
        (refusal.name.clone(), RefOr::T(example.build()))
    });
    ContentBuilder::new().schema(schema).examples_from_iter(examples).build()
}

/// The headers of refusals that the document tells of. Others are the connection's or the caches' own.
const HEADERS: [(&str, &str); 3] = [
    ("Retry-After", "In how many seconds the same request may succeed."),
    ("WWW-Authenticate", "How to authenticate, and what was wrong with what was sent."),
    ("Content-Language", "The language of the description, `en`."),
];

/// A header with a schema of its own, whose description it has.
pub(crate) fn header_of(schema: impl Into<Schema>) -> Header {
    let mut schema = schema.into();
    let description = match &mut schema {
        Schema::Object(object) => object.description.take(),
        _ => None,
    };
    HeaderBuilder::new().description(description).schema(Some(schema)).build()
}

/// An answer of a success with JSON of a component, and an example of it.
pub(crate) fn json(description: &str, schema: impl Into<RefOr<Schema>>, example: Value) -> ResponseBuilder {
    let content = ContentBuilder::new().schema(Some(schema)).example(Some(example));
    ResponseBuilder::new().description(description).content("application/json", content.build())
}

/// An answer without a body.
pub(crate) fn empty(description: &str) -> ResponseBuilder {
    ResponseBuilder::new().description(description)
}

/// An operation that one may go on to, with what of this request and answer it takes for its parameters (runtime
/// expressions of `OpenAPI`).
pub(crate) fn link(operation_id: &str, description: &str, parameters: &[(&str, &str)]) -> Link {
    let link = LinkBuilder::new().operation_id(operation_id).description(description);
    parameters.iter().fold(link, |link, (name, from)| link.parameter(*name, *from)).build()
}

/// Successes beside the refusals of an operation.
pub(crate) fn with(mut responses: Responses, status: u16, response: ResponseBuilder) -> Responses {
    responses.insert(status.to_string(), response.build().into());
    responses
}
