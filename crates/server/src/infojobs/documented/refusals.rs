//! What this contract refuses, made of its own errors: what a code means stands where it is answered.

use career::experience::{Field, Rule, Violation};
use oauth::scope::Scope;

use crate::http::json::NotJson;
use crate::http::limits::TooMany;
use crate::http::problem;
use crate::infojobs::errors;
use crate::infojobs::errors::{Error, Looking};
use crate::infojobs::wire::Misfit;
use crate::openapi::examples::CURRICULUM;
use crate::openapi::{Refusal, anywhere};

/// What stands in a meaning where the value would stand.
const VALUE: &str = "…";

/// Of whatever an application asks.
pub(super) fn application() -> Vec<Refusal> {
    let unavailable = Error::without_code(&problem::unavailable());
    let broken = Error::without_code(&problem::broken());
    let errors = [
        Error::client_not_valid("the client is unknown or its secret is wrong"),
        Error::too_many(TooMany { retry_after: 1 }),
        broken,
        unavailable,
    ];
    let mut refusals: Vec<Refusal> = errors.iter().map(Error::documented).collect();
    refusals.extend(anywhere());
    refusals
}

/// Of whatever it asks for a person.
pub(super) fn user(scope: Scope) -> Vec<Refusal> {
    let mut refusals = application();
    refusals.push(
        Error::user_not_known("the access token is unknown, expired or another application's").documented(),
    );
    refusals.push(Error::missing_scope(scope).documented());
    refusals
}

/// Of a path with a curriculum.
pub(super) fn no_curriculum() -> Refusal {
    Error::no_curriculum(CURRICULUM).documented()
}

/// Of a path or a body with an experience.
pub(super) fn no_experience(looking: Looking) -> Refusal {
    Error::no_experience(looking).documented()
}

/// Of the body and the headers of PUT, before any rule is looked at.
pub(super) fn body() -> Vec<Refusal> {
    let not_json = NotJson { line: 13, column: 2, reason: "expected `,` or `}`".to_owned() };
    let key = "must hold 1 to 255 visible ASCII characters";
    let errors = [
        Error::content_type("text/plain"),
        Error::body_missing(),
        Error::body_too_long(),
        Error::not_json(&not_json),
        Error::wrong_type(&Misfit::example()),
        Error::invalid_header("Idempotency-Key", key),
        Error::idempotency_key_reused(),
    ];
    let mut refusals: Vec<Refusal> = errors.iter().map(Error::documented).collect();
    refusals.push(Refusal::of_problem("412", &errors::version_differs()));
    refusals
}

/// Of the rules, in the contract's order.
pub(super) fn rules() -> Vec<Refusal> {
    let told = Rule::ALL.into_iter().filter(|rule| *rule != Rule::WrongType);
    let told = told.map(|rule| Error::violation(&broken(rule, field_of(rule)), None).documented());
    let mut refusals: Vec<Refusal> = Vec::new();
    for mut refusal in told {
        // A code of several meanings has an example of each.
        let others =
            refusals.iter().filter(|known| known.name.split('-').next() == Some(&refusal.name)).count();
        if others > 0 {
            refusal.name = format!("{}-{}", refusal.name, others + 1);
        }
        refusals.push(refusal);
    }
    refusals
}

/// All at once, for whoever accepts `application/problem+json`.
pub(super) fn all_at_once() -> Refusal {
    let misfits = [Misfit::example()];
    let violations = broken(Rule::MissingCompany, Field::Company).into();
    Refusal::of_problem("all-at-once", &errors::problem(&misfits, Some(&violations), None)).meaning(
        "With `Accept: application/problem+json`: everything at once, each with its pointer and its code.",
    )
}

fn broken(rule: Rule, field: Field) -> Violation {
    let value = || Some(VALUE.to_owned());
    Violation { rule, field, index: None, sent: value(), against: value() }
}

/// A field that can break a rule; the sentence names it.
const fn field_of(rule: Rule) -> Field {
    match rule {
        Rule::MissingCompany | Rule::TooLongCompany => Field::Company,
        Rule::MissingJob | Rule::TooLongJob => Field::Job,
        Rule::MissingStartingDate | Rule::MalformedDate => Field::StartingDate,
        Rule::MissingEnd | Rule::FinishedAndOnCourse | Rule::NotLaterThanStart => Field::FinishingDate,
        Rule::MissingLevel | Rule::UnknownLevel => Field::Level,
        Rule::MissingStaff | Rule::UnknownStaff => Field::Staff,
        Rule::MissingReportingTo | Rule::UnknownReportingTo => Field::ReportingTo,
        Rule::MissingCategory | Rule::UnknownCategory => Field::Category,
        Rule::MissingSubcategories | Rule::UnknownSubcategory | Rule::SubcategoryNotUnderCategory => {
            Field::Subcategories
        }
        Rule::MissingSalaryPeriod | Rule::UnknownSalaryPeriod | Rule::SalaryIncomplete => Field::SalaryPeriod,
        Rule::MissingSalaryMin | Rule::UnknownSalaryMin | Rule::AmountOfOtherPeriod => Field::SalaryMin,
        Rule::MissingSalaryMax | Rule::UnknownSalaryMax | Rule::MaxBelowMin => Field::SalaryMax,
        Rule::TooLongDescription | Rule::ControlCharacter => Field::Description,
        Rule::ExpertiseOutOfLimits | Rule::WrongType => Field::Expertise,
        Rule::UnknownIndustry => Field::Industry,
    }
}
