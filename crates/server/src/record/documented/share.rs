//! The body of a new share (LEDGER 192).

use career::share::Life;
use serde_json::json;
use utoipa::openapi::schema::{AdditionalProperties, SchemaType, Type};
use utoipa::openapi::{ArrayBuilder, ObjectBuilder};

use crate::openapi::examples::EXPERIENCE;
use crate::openapi::{any_of_types, schema};
use crate::record::wire::statement_id;

schema! {
    /// A share to be made.
    RecordShareToMake => ObjectBuilder::new()
        .schema_type(Type::Object)
        .description(Some("What is to be shared. Other members are refused; `null` counts as absent."))
        .additional_properties(Some(AdditionalProperties::<utoipa::openapi::Schema>::FreeForm(false)))
        .required("statements")
        .property("statements", statements())
        .property(
            "verdicts",
            any_of_types([Type::Boolean, Type::Null], "Whether the reconciliation of these statements is shown too.")
                .default(Some(false.into())),
        )
        .property("days", days())
        .property(
            "pin",
            any_of_types(
                [Type::String, Type::Null],
                "What opens it: neither one digit again and again nor a run. Where it is left out, the server makes \
                 one. White space does not count.",
            )
            .pattern(Some(r"^\s*([0-9]\s*){6,12}$")),
        )
        .examples([json!({"statements": [format!("experience/{EXPERIENCE}")], "verdicts": true, "days": 30})])
        .build();
}

fn statements() -> ArrayBuilder {
    ArrayBuilder::new()
        .items(statement_id())
        .min_items(Some(1))
        .unique_items(true)
        .description(Some(
            "The ids of the statements, also of those that newer ones took the place of. One that the person hides is \
             as unknown as one that never was.",
        ))
}

fn days() -> ObjectBuilder {
    let days = Life::ALL.map(|life| json!(life.days())).into_iter().chain([json!(null)]);
    ObjectBuilder::new()
        .schema_type(SchemaType::from_iter([Type::Integer, Type::Null]))
        .enum_values(Some(days))
        .default(Some(Life::Week.days().into()))
        .description(Some("How long it can be opened, in days of 24 hours."))
}
