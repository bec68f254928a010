//! What partners send (`seekpass.md §3.1`, `§3.3`), as narrow as a schema can be. Unknown members are refused, unless the
//! operator set for the client that they are kept.

use career::credential::{CHAIN_MOST, RECORDS_MOST, TEXT_MOST};
use serde_json::{Value, json};
use utoipa::openapi::schema::{AdditionalProperties, SchemaType, Type};
use utoipa::openapi::{ArrayBuilder, ObjectBuilder};

use super::credential_id;
use crate::openapi::examples::CREDENTIAL;
use crate::openapi::{CONTROL, any_of_types, component, running_text, schema, text};
use crate::seekpass::status::MOST_IDS;

schema! {
    /// The body of version 2.
    SeekpassCredential => object("A credential.")
        .required("credential_id")
        .property("credential_id", credential_id("The partner's own id, unique among its own, such as a UUID."))
        .required("fields")
        .property("fields", fields())
        .property("partner_chain", partner_chain())
        .examples([sample()])
        .build();
    /// The body of version 1.
    SeekpassCredentialV1 => object("A credential in the older envelope.")
        .required("id")
        .property("id", credential_id("The partner's own id, unique among its own, such as a UUID."))
        .required("document_type")
        .property("document_type", only("none"))
        .required("credential_type")
        .property("credential_type", only("career_history"))
        .required("data")
        .property("data", object("What is attested.").required("credential").property(
            "credential",
            fields().property("partner_chain", partner_chain()),
        ))
        .examples([json!({
            "id": CREDENTIAL,
            "document_type": "none",
            "credential_type": "career_history",
            "data": {"credential": sample()["fields"]},
        })])
        .build();
    /// A batch.
    SeekpassBatch => object("A batch of credentials, one of which is served here.")
        .required("credential_id")
        .property("credential_id", credential_id("The batch's own id."))
        .required("career_history")
        .property("career_history", component("SeekpassCredential"))
        .examples([json!({"credential_id": "batch-1", "career_history": sample()})])
        .build();
    /// Ids of which the statuses are asked.
    SeekpassIds => ObjectBuilder::new()
        .description(Some("Which submissions. Other members are ignored."))
        .required("ids")
        .property(
            "ids",
            ArrayBuilder::new()
                .items(text("The id that the partner gave, or that of a batch."))
                .min_items(Some(1))
                .max_items(Some(MOST_IDS)),
        )
        .examples([json!({"ids": [CREDENTIAL, "another"]})])
        .build();
    /// An employment.
    SeekpassEmployment => object("An employment. At least one of `role_classification` and `role_title` says something.")
        .required("organisation")
        .property("organisation", running_text("Who employed.", TEXT_MOST, CONTROL))
        .property("role_classification", optional_text("What kind of work it was."))
        .property("role_title", optional_text("What the role was called."))
        .required("start_date")
        .property("start_date", text("The month in which it started.").pattern(Some(MONTH)))
        .property(
            "end_date",
            any_of_types(
                [Type::String, Type::Null],
                "The month in which it ended, no earlier than it started. Without one no end was reported, which does \
                 not say that it lasts.",
            )
            .pattern(Some(MONTH)),
        )
        .required("last_processed_month")
        .property(
            "last_processed_month",
            text("The last month of which the partner knows, no earlier than the start. It may be later than the end.")
                .pattern(Some(MONTH)),
        )
        .build();
    /// An intermediary.
    SeekpassIntermediary => ObjectBuilder::new()
        .description(Some("An intermediary. Other members are kept and shown as they were sent."))
        .required("name")
        .property("name", running_text("What it is called.", TEXT_MOST, CONTROL))
        .build();
}

/// `YYYY-MM` from 1900-01 to 2200-12. No month after the next one (UTC) is allowed either.
const MONTH: &str = "^((19|2[01])[0-9]{2}|2200)-(0[1-9]|1[0-2])$";

/// An object that has no other members.
fn object(description: &str) -> ObjectBuilder {
    let nothing_else = AdditionalProperties::FreeForm(false);
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .description(Some(description))
        .additional_properties(Some(nothing_else))
}

fn fields() -> ObjectBuilder {
    let records = ArrayBuilder::new()
        .items(component("SeekpassEmployment"))
        .min_items(Some(1))
        .max_items(Some(RECORDS_MOST))
        .description(Some("What the partner attests. Jobs may overlap."));
    object("What is attested.")
        .required("full_name")
        .property("full_name", running_text("The person's name, as the partner has it.", TEXT_MOST, CONTROL))
        .required("employment")
        .property("employment", records)
}

fn partner_chain() -> ArrayBuilder {
    ArrayBuilder::new()
        .schema_type(SchemaType::from_iter([Type::Array, Type::Null]))
        .items(component("SeekpassIntermediary"))
        .max_items(Some(CHAIN_MOST))
        .description(Some("The intermediaries between the source and the partner, parent to child."))
}

fn optional_text(description: &str) -> ObjectBuilder {
    any_of_types([Type::String, Type::Null], &format!("{description} Blank counts as absent."))
        .max_length(Some(TEXT_MOST))
        .pattern(Some(format!(r"^\s*([^\s{CONTROL}]([^{CONTROL}]*[^\s{CONTROL}])?)?\s*$")))
}

fn only(word: &str) -> ObjectBuilder {
    text("The one value that is served.").enum_values(Some([word]))
}

/// The contract document's sample.
fn sample() -> Value {
    json!({
        "credential_id": CREDENTIAL,
        "fields": {
            "full_name": "John Doe",
            "employment": [
                {
                    "organisation": "Company A",
                    "role_classification": "Software Engineer",
                    "role_title": "Associate Software Engineer",
                    "start_date": "2020-01",
                    "end_date": "2022-12",
                    "last_processed_month": "2023-01",
                },
                {
                    "organisation": "Company B",
                    "role_classification": "Software Engineer",
                    "role_title": "Senior Software Engineer",
                    "start_date": "2023-02",
                    "last_processed_month": "2024-05",
                },
            ],
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_the_sample() {
        assert_eq!(sample(), crate::seekpass::testing::sample());
    }
}
