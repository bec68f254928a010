//! What each operation answers.

use oauth::scope::Scope;
use serde_json::{Value, json};
use utoipa::openapi::ResponseBuilder;
use utoipa::openapi::schema::ArrayBuilder;

use super::refusals::{all_at_once, application, body, no_curriculum, no_experience, rules, user};
use crate::infojobs::errors::{Error, Looking};
use crate::openapi::examples::{CURRICULUM, EXPERIENCE};
use crate::openapi::{
    Responses, answers, component, empty, header_of, json as answer, link, refused, text, with,
};

answers! {
    /// Of GET `/api/2/curriculum`.
    AnswersOfCurricula => with(
        refused(user(Scope::Cv)),
        200,
        answer(
            "The person's curricula.",
            ArrayBuilder::new().items(component("InfojobsCurriculum")).max_items(Some(5)),
            json!([curriculum()]),
        )
        .link(
            "experiences",
            link("listExperience", "The experiences of the first curriculum.", &[("curriculumId", "$response.body#/0/code")]),
        ),
    );
    /// Of the list.
    AnswersOfList => list(&without(&saved(), &["reportingTo"]));
    /// Of its first version.
    AnswersOfListV1 => list(&without(&saved(), &["reportingTo", "expertise"]));
    /// Of GET of one experience.
    AnswersOfReading => with(
        refused(user(Scope::ReadExperience).into_iter().chain([no_curriculum(), no_experience(Looking::Reading)])),
        200,
        tagged(answer("The experience.", component("InfojobsExperience"), without(&saved(), &["reportingTo", "expertise"])))
            .link("delete", deletion("$request.path.experienceId")),
    );
    /// Of PUT.
    AnswersOfSaving => with(
        refused(
            user(Scope::EditExperience)
                .into_iter()
                .chain(body())
                .chain([no_curriculum(), no_experience(Looking::Editing)])
                .chain(rules())
                .chain([all_at_once()]),
        ),
        200,
        tagged(going_on(
            answer(
                "The experience as it is stored. An insert is answered as an edit is.",
                component("InfojobsExperience"),
                saved(),
            ),
            "$response.body#/id",
        )),
    );
    /// Of DELETE.
    AnswersOfDeleting => with(
        refused(user(Scope::DeleteExperience).into_iter().chain([no_curriculum(), no_experience(Looking::Deleting)])),
        200,
        empty("It is deleted. The body is empty."),
    );
    /// Of a dictionary.
    AnswersOfDictionary => with(
        with(
            refused(application().into_iter().chain([
                Error::invalid_parameter("There is no dictionary `…`.").documented(),
                Error::missing_parameter("The parameter parent has no value; send the id of one.").documented(),
            ])),
            200,
            kept(answer(
                "The values, in their order.",
                ArrayBuilder::new().items(component("InfojobsDictionaryValue")),
                json!([{"id": 900_001, "key": "becario-a-practicas", "value": "Becario/a - Prácticas", "order": 1}]),
            )),
        ),
        304,
        kept(empty("You have it already.")),
    );
}

fn list(experience: &Value) -> Responses {
    let description = "The experiences of the curriculum, the newest start first.";
    let example = json!({"experience": [experience]});
    let response = answer(description, component("InfojobsExperiences"), example);
    let refusals = user(Scope::ReadExperience).into_iter().chain([no_curriculum()]);
    with(refused(refusals), 200, going_on(response, "$response.body#/experience/0/id"))
}

/// With the version of the record.
fn tagged(response: ResponseBuilder) -> ResponseBuilder {
    let description =
        "The version of the record, the same from PUT and GET. Send it as `If-Match` with an edit.";
    response.header("ETag", header_of(text(description).pattern(Some("^\"[0-9]+\"$"))))
}

/// With how long it may be kept.
fn kept(response: ResponseBuilder) -> ResponseBuilder {
    response
        .header("ETag", header_of(text("The version of the dictionary. Send it as `If-None-Match`.")))
        .header(
            "Cache-Control",
            header_of(text("How long it may be kept without asking.").examples(["private, max-age=300"])),
        )
}

/// With what one may do with the experience that stands there.
fn going_on(response: ResponseBuilder, id: &str) -> ResponseBuilder {
    let read = [("curriculumId", "$request.path.curriculumId"), ("experienceId", id)];
    response.link("read", link("readExperience", "Read this experience.", &read)).link("delete", deletion(id))
}

fn deletion(id: &str) -> utoipa::openapi::link::Link {
    let parameters = [("curriculumId", "$request.path.curriculumId"), ("experienceId", id)];
    link("deleteExperience", "Delete this experience.", &parameters)
}

fn curriculum() -> Value {
    json!({
        "id": "1234567890123456",
        "code": CURRICULUM,
        "name": "CV",
        "principal": true,
        "completed": true,
        "incompleteSteps": [],
    })
}

/// The answer to the contract document's first sample.
fn saved() -> Value {
    json!({
        "id": EXPERIENCE,
        "company": "InfoJobs",
        "job": "Web programmer",
        "description": "Programming as a web developer in several languages like Java, Javascript, HTML, SQL, ...",
        "startingDate": "2006-09-14T00:00:00Z",
        "finishingDate": "2011-06-14T00:00:00Z",
        "onCourse": false,
        "industry": "servicios-de-ti",
        "level": "especialista",
        "staff": "1-5",
        "reportingTo": "seleccionar",
        "category": "informatica-telecomunicaciones",
        "subcategories": ["arquitectura", "programacion", "gestion-proyectos"],
        "hideSalary": false,
        "salaryMin": "18.000",
        "salaryMax": "24.000",
        "salaryPeriod": "bruto-ano",
        "visible": false,
        "expertise": [],
    })
}

fn without(value: &Value, names: &[&str]) -> Value {
    let members = value.as_object().into_iter().flatten();
    let left = members.filter(|(name, _)| !names.contains(&name.as_str()));
    left.map(|(name, value)| (name.clone(), value.clone())).collect::<serde_json::Map<_, _>>().into()
}
