//! The body of PUT (`infojobs.md §4`), as narrow as a schema can be.

use career::experience::{Field, LONGEST_DESCRIPTION, LONGEST_EXPERTISE, LONGEST_NAME, MOST_EXPERTISE};
use career::id::ExperienceId;
use serde_json::{Value, json};
use utoipa::openapi::schema::AnyOfBuilder;
use utoipa::openapi::schema::{SchemaType, Type};
use utoipa::openapi::{ArrayBuilder, ObjectBuilder, Schema};

use crate::openapi::examples::EXPERIENCE;
use crate::openapi::{CONTROL_BUT_LINES, any_of_types, key_component, running_text, schema, text};

schema! {
    /// The body of PUT. Members that are not known are ignored.
    InfojobsExperienceToSave => ObjectBuilder::new()
        .description(Some(
            "An experience as it is sent. Members that are not known are ignored, `null` counts as absent, and texts \
             are trimmed. What hangs on other members or on the level is checked beside this: the description of 400 \
             has every rule.",
        ))
        .property("id", id())
        .required("company")
        .property("company", name("The employer's name."))
        .required("job")
        .property("job", name("The role."))
        .property("description", optional_text("What it was about.", LONGEST_DESCRIPTION))
        .required("startingDate")
        .property("startingDate", text(&date("The first day.", "")).pattern(Some(format!(r"^\s*{DATE}\s*$"))))
        .property("finishingDate", any_of_types([Type::String, Type::Null], &date(
            "The last day, later than the first.",
            " Required unless `onCourse` is true, and not allowed when it is.",
        )).pattern(Some(format!(r"^\s*({DATE})?\s*$"))))
        .property("onCourse", flag("Whether the job lasts."))
        .property("industry", optional_key(Field::Industry, "The employer's branch."))
        .required("level")
        .property("level", key_component(Field::Level))
        .property("staff", optional_key(Field::Staff, "How many people were led. Some levels require it."))
        .property("reportingTo", optional_key(
            Field::ReportingTo,
            "Whom the job reports to. Some levels require it; `seleccionar` counts as informed.",
        ))
        .required("category")
        .property("category", key_component(Field::Category))
        .required("subcategories")
        .property("subcategories", ArrayBuilder::new()
            .min_items(Some(1))
            .items(key_or_blank(Field::Subcategories))
            .description(Some("At least one, each of them under the category. What is blank is left out, what stands twice is kept once.")))
        .property("salaryPeriod", optional_key(Field::SalaryPeriod, "What the salary is paid for. Some levels require the salary; otherwise all three members of it are sent or none. `seleccionar` counts as absent."))
        .property("salaryMin", optional_key(Field::SalaryMin, "The least amount, of that period."))
        .property("salaryMax", optional_key(Field::SalaryMax, "The greatest amount, of that period and no less than the least."))
        .property("hideSalary", flag("Whether employers are not to see the salary."))
        .property("visible", flag("Whether employers see this experience."))
        .property("expertise", skills())
        .build();
}

/// `yyyy-MM-dd` from 1900 to 2200, and the time of day that clients send behind it.
const DATE: &str = r"((19|2[01])[0-9]{2}|2200)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9]))?";

fn date(what: &str, more: &str) -> String {
    format!(
        "{what} `yyyy-MM-dd` from 1900-01-01 to 2200-12-31; of a date with a time of day (RFC 3339) the date is kept.{more}"
    )
}

fn name(description: &str) -> ObjectBuilder {
    running_text(description, LONGEST_NAME, CONTROL_BUT_LINES)
}

fn optional_text(description: &str, most: usize) -> ObjectBuilder {
    let but = CONTROL_BUT_LINES;
    any_of_types([Type::String, Type::Null], description)
        .max_length(Some(most))
        .pattern(Some(format!(r"^\s*([^\s{but}]([^{but}]*[^\s{but}])?)?\s*$")))
}

fn id() -> ObjectBuilder {
    let description = "The experience to replace, as a string of digits or a number. Absent, `null` and `\"\"` insert a \
         new one.";
    any_of_types([Type::String, Type::Integer, Type::Null], description)
        .pattern(Some(r"^\s*[0-9]*\s*$"))
        .minimum(Some(1_u64))
        .maximum(Some(ExperienceId::GREATEST))
}

fn flag(description: &str) -> ObjectBuilder {
    let values = [json!(true), json!(false), json!("true"), json!("false"), Value::Null];
    any_of_types([Type::Boolean, Type::String, Type::Null], description)
        .enum_values(Some(values))
        .default(Some(false.into()))
}

fn blank() -> ObjectBuilder {
    any_of_types([Type::String, Type::Null], "Counts as absent.").pattern(Some(r"^\s*$"))
}

fn optional_key(field: Field, description: &str) -> Schema {
    let either = AnyOfBuilder::new().item(key_component(field)).item(blank());
    either.description(Some(description)).into()
}

fn key_or_blank(field: Field) -> AnyOfBuilder {
    let blank = text("Is left out.").pattern(Some(r"^\s*$"));
    AnyOfBuilder::new().item(key_component(field)).item(blank)
}

fn skills() -> Schema {
    let skill = ObjectBuilder::new()
        .required("skill")
        .property("skill", running_text("What one is good at.", LONGEST_EXPERTISE, CONTROL_BUT_LINES))
        .schema_type(Type::Object);
    ArrayBuilder::new()
        .schema_type(SchemaType::from_iter([Type::Array, Type::Null]))
        .items(skill)
        .max_items(Some(MOST_EXPERTISE))
        .description(Some("Skills."))
        .into()
}

/// The contract document's first sample, with its missing comma put in.
pub(crate) fn first_sample() -> Value {
    json!({
        "id": "",
        "company": "InfoJobs",
        "job": "Web programmer",
        "description": "Programming as a web developer in several languages like Java, Javascript, HTML, SQL, ...",
        "startingDate": "2006-09-14",
        "finishingDate": "2011-06-14",
        "onCourse": "false",
        "industry": "servicios-de-ti",
        "level": "especialista",
        "staff": "1-5",
        "reportingTo": "seleccionar",
        "category": "informatica-telecomunicaciones",
        "subcategories": ["arquitectura", "programacion", "gestion-proyectos"],
        "hideSalary": "false",
        "salaryMin": "18.000",
        "salaryMax": "24.000",
        "salaryPeriod": "bruto-ano",
        "visible": "false",
    })
}

/// Its second sample, mended in the same way.
pub(crate) fn second_sample() -> Value {
    json!({
        "id": EXPERIENCE,
        "company": "InfoJobs",
        "job": "Script programmer",
        "description": "Programming little PL/SQL scripts for maintenance.",
        "startingDate": "2005-03-22",
        "finishingDate": "2006-05-10",
        "industry": "servicios-de-ti",
        "level": "becario-practicas",
        "staff": "0",
        "reportingTo": "seleccionar",
        "category": "informatica-telecomunicaciones",
        "subcategories": ["arquitectura", "programacion", "gestion-proyectos"],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infojobs::testing::{FIRST_EXAMPLE, SECOND_EXAMPLE};

    #[test]
    fn the_examples_are_the_samples() {
        let sample = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert_eq!(first_sample(), sample(FIRST_EXAMPLE));
        assert_eq!(second_sample(), sample(SECOND_EXAMPLE));
    }
}
