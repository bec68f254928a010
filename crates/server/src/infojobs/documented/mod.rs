//! What the document says of this contract beside what stands at its handlers: parameters, the body of PUT, and what
//! is answered.

mod answers;
mod body;
mod refusals;

use career::dictionary::Dictionaries;
use utoipa::openapi::ObjectBuilder;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::openapi::schema::Type;

use super::errors;
use super::prepared::ALSO;
use crate::openapi::examples::{CURRICULUM, EXPERIENCE};
use crate::openapi::{if_none_match, optional_parameter, parameters, path_parameter, text, words};

pub(super) use answers::{
    AnswersOfCurricula, AnswersOfDeleting, AnswersOfDictionary, AnswersOfList, AnswersOfListV1,
    AnswersOfReading, AnswersOfSaving,
};
pub(super) use body::{InfojobsExperienceToSave, first_sample, second_sample};

/// The wire structures of this contract, as components.
#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(
    errors::ErrorOut<'static>,
    errors::FailureOut<'static>,
    super::list_curricula::CurriculumOut<'static>,
    super::list_experience::List<'static>,
    super::prepared::EntryOut<'static>,
    super::wire::ExperienceOut<'static>,
    InfojobsExperienceToSave,
)))]
pub(super) struct Components;

parameters! {
    /// `{curriculumId}`.
    OfCurriculum => [curriculum()];
    /// `{curriculumId}` and `{experienceId}`.
    OfExperience => [curriculum(), experience()];
    /// `{curriculumId}`, and the headers of PUT.
    OfSaving => [
        curriculum(),
        optional_parameter(
            ParameterIn::Header,
            "If-Match",
            text(
                "With an edit: the `ETag` of the version that is to be replaced, so that nothing is overwritten that \
                 you have not read. Another version, or an insert, is 412.",
            ),
        ),
        optional_parameter(
            ParameterIn::Header,
            "Idempotency-Key",
            text(
                "With an insert: names it, so that it may be sent again for 24 hours without a second record. The \
                 same key with another body is 422. An edit needs none.",
            )
            .min_length(Some(1))
            .max_length(Some(255))
            .pattern(Some("^[!-~]+$")),
        ),
    ];
    /// `{dictionaryId}` and `parent`.
    OfDictionary => [
        path_parameter(
            "dictionaryId",
            words(Dictionaries::ids().chain([ALSO]))
                .description(Some("Which dictionary. `salary-range` is another name of `salary-period`.")),
            "professional-level",
        ),
        optional_parameter(
            ParameterIn::Query,
            "parent",
            ObjectBuilder::new()
                .schema_type(Type::Integer)
                .minimum(Some(i64::MIN))
                .maximum(Some(i64::MAX))
                .description(Some(
                    "The `id` of a value of the dictionary above (the category of subcategories, the country of \
                     provinces): only what is under it is listed.",
                )),
        ),
        if_none_match(),
    ];
}

fn curriculum() -> Parameter {
    let schema =
        text("The `code` of a curriculum, as `GET /api/2/curriculum` lists it. Letter case does not count.")
            .pattern(Some("^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{16}$"));
    path_parameter("curriculumId", schema, CURRICULUM)
}

fn experience() -> Parameter {
    let schema = text("The `id` of an experience of that curriculum: 1 to 2^53 − 1, in digits.")
        .pattern(Some("^[0-9]{1,16}$"));
    path_parameter("experienceId", schema, EXPERIENCE)
}
