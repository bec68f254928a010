//! What the document says of this API beside what stands at its handlers: parameters, the body of a share, and what is
//! answered.

mod answers;
mod share;

use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::openapi::schema::Type;
use utoipa::openapi::{Array, ArrayBuilder, ObjectBuilder};

use super::read_history::{MOST, USUAL};
use super::wire::when;
use crate::openapi::examples::EXAMPLE_ID;
use crate::openapi::{if_none_match, optional_parameter, parameters, path_parameter, text, uuid};

pub(super) use answers::{
    AnswersOfEnding, AnswersOfHistory, AnswersOfReconciliation, AnswersOfRecord, AnswersOfShare,
    AnswersOfShares, AnswersOfSharing, AnswersOfTimeline,
};
pub(super) use share::RecordShareToMake;

/// The wire structures of this API, as components.
#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(
    super::read_record::RecordOut<'static>,
    super::read_timeline::TimelineOut<'static>,
    super::read_reconciliation::ReconciliationOut<'static>,
    super::read_history::HistoryOut<'static>,
    super::read_shares::SharesOut,
    super::create_share::Created<'static>,
)))]
pub(super) struct Components;

parameters! {
    /// Of what may be kept.
    Kept => [if_none_match()];
    /// `{share}`.
    OfShareId => [share()];
    /// `{share}`, which may be kept.
    KeptOfShare => [share(), if_none_match()];
    /// The day of a reconciliation.
    OnDay => [
        query("on", text("The day to judge on, from 1900-01-01 to 2200-12-31; today (UTC) where it is left out.")
            .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(utoipa::openapi::KnownFormat::Date)))
            .pattern(Some("^((19|2[01])[0-9]{2}|2200)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"))),
        if_none_match(),
    ];
    /// Which page of the history.
    OfHistory => [
        query("after", number("Entries after this sequence; 0 where it is left out.", 0, u64::MAX)),
        query("limit", number(&format!("How many; {USUAL} where it is left out."), 1, MOST)),
        if_none_match(),
    ];
    /// The key of a safe repeat.
    OfSharing => [optional_parameter(
        ParameterIn::Header,
        "Idempotency-Key",
        text(
            "Names the share, so that the same request may be sent again, at any time: it makes one share, and is \
             answered with the same link and PIN. The same key with another body is 422.",
        )
        .min_length(Some(1))
        .max_length(Some(255))
        .pattern(Some("^[!-~]+$")),
    )];
}

fn query(name: &str, schema: ObjectBuilder) -> Parameter {
    optional_parameter(ParameterIn::Query, name, schema)
}

fn number(description: &str, least: u64, most: u64) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(least))
        .maximum(Some(most))
        .description(Some(description))
}

fn share() -> Parameter {
    let schema = uuid().description(Some("The `id` of a share that this application made for this person."));
    path_parameter("share", schema, EXAMPLE_ID.to_string())
}

/// A day.
pub(super) fn day() -> ObjectBuilder {
    text("A day.").pattern(Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))
}

/// The id of a policy.
pub(super) fn policy() -> ObjectBuilder {
    text("The policy's name, and a hash of its content.").pattern(Some("^.+-[0-9a-f]{32}$"))
}

/// Gaps (`career::timeline::Gap`).
pub(super) fn gaps() -> Array {
    let gap = ObjectBuilder::new()
        .required("after")
        .property("after", when().description(Some("The end after which it opens, as it was said.")))
        .required("before")
        .property("before", when().description(Some("The start before which it closes, as it was said.")));
    ArrayBuilder::new().items(between(gap, 1)).build()
}

/// How far apart two dates lie (`career::when::Difference`).
pub(super) fn difference() -> ObjectBuilder {
    between(ObjectBuilder::new(), 0)
}

fn between(object: ObjectBuilder, least: u64) -> ObjectBuilder {
    let days = |description| {
        let number = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(least));
        number.description(Some(description))
    };
    object
        .required("least_days")
        .property("least_days", days("The least number of days that the precision of both leaves possible."))
        .required("greatest_days")
        .property("greatest_days", days("The greatest."))
}

/// Intermediaries (`career::credential::Intermediary`), with whatever else was sent of them.
pub(super) fn intermediaries() -> Array {
    let intermediary = ObjectBuilder::new().required("name").property("name", text("What it is called."));
    ArrayBuilder::new().items(intermediary).build()
}
