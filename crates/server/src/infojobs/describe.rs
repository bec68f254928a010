//! What a broken rule is called: the value, the rule, and the dictionary to look in.

use career::dictionary::Dictionaries;
use career::experience::{
    LONGEST_DESCRIPTION, LONGEST_EXPERTISE, LONGEST_NAME, MOST_EXPERTISE, Rule, Violation,
};

/// One sentence or two in English. With the dictionaries it says by which parent to look a subcategory up.
pub(super) fn violation(violation: &Violation, dictionaries: Option<&Dictionaries>) -> String {
    let field = violation.field.wire_name();
    let sent = violation.sent.as_deref().map(shortened).unwrap_or_default();
    let against = violation.against.as_deref().unwrap_or_default();
    match violation.rule {
        Rule::WrongType => format!("The field {field} is of the wrong type."),
        Rule::MissingCompany
        | Rule::MissingJob
        | Rule::MissingStartingDate
        | Rule::MissingLevel
        | Rule::MissingCategory => format!("The field {field} is required.{}", where_to_look(violation)),
        Rule::MissingSubcategories => {
            format!("The field subcategories is required: at least one key.{}", where_to_look(violation))
        }
        Rule::MissingEnd => "The field finishingDate is required, unless onCourse is true.".to_owned(),
        Rule::MissingStaff
        | Rule::MissingReportingTo
        | Rule::MissingSalaryPeriod
        | Rule::MissingSalaryMin
        | Rule::MissingSalaryMax => {
            format!("The level `{against}` requires the field {field}.{}", where_to_look(violation))
        }
        Rule::SalaryIncomplete => format!(
            "The field {field} is missing: salaryPeriod, salaryMin and salaryMax are sent together or not at all."
        ),
        Rule::TooLongCompany | Rule::TooLongJob => {
            format!("The field {field} is too long: at most {LONGEST_NAME} characters, sent `{sent}`.")
        }
        Rule::TooLongDescription => {
            format!(
                "The field description is too long: at most {LONGEST_DESCRIPTION} characters, sent `{sent}`."
            )
        }
        Rule::ControlCharacter => {
            format!("The field {field} holds a control character; only \\n, \\r and \\t are allowed.")
        }
        Rule::ExpertiseOutOfLimits => format!(
            "The field expertise takes at most {MOST_EXPERTISE} skills of 1 to {LONGEST_EXPERTISE} characters each."
        ),
        Rule::UnknownLevel
        | Rule::UnknownStaff
        | Rule::UnknownReportingTo
        | Rule::UnknownCategory
        | Rule::UnknownSubcategory
        | Rule::UnknownIndustry
        | Rule::UnknownSalaryPeriod
        | Rule::UnknownSalaryMin
        | Rule::UnknownSalaryMax => {
            format!("The field {field} does not know the value `{sent}`.{}", where_to_look(violation))
        }
        Rule::MalformedDate => format!(
            "The field {field} is not a date from 1900-01-01 to 2200-12-31 written as yyyy-MM-dd: `{sent}`."
        ),
        Rule::FinishedAndOnCourse => {
            format!("Either finishingDate (`{sent}`) or onCourse=true is sent, not both.")
        }
        Rule::NotLaterThanStart => {
            format!("The finishingDate `{sent}` is not later than the startingDate `{against}`.")
        }
        Rule::SubcategoryNotUnderCategory => {
            let category = dictionaries.and_then(|dictionaries| dictionaries.entry("category", against));
            let parent = category.map_or(String::new(), |entry| {
                format!(" /api/1/dictionary/subcategory?parent={} lists those that are.", entry.id)
            });
            format!("The subcategory `{sent}` is not under the category `{against}`.{parent}")
        }
        Rule::AmountOfOtherPeriod => {
            format!(
                "The field {field} with the value `{sent}` is not valid for the period `{against}`.{}",
                where_to_look(violation)
            )
        }
        Rule::MaxBelowMin => format!("The salaryMax `{sent}` is lower than the salaryMin `{against}`."),
    }
}

fn where_to_look(violation: &Violation) -> String {
    violation
        .field
        .dictionary()
        .map_or(String::new(), |id| format!(" /api/1/dictionary/{id} returns all available values."))
}

/// A value as it is named in a description: its beginning, if it is long.
fn shortened(value: &str) -> String {
    const MOST: usize = 60;
    match value.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", value[..end].escape_debug()),
        None => value.escape_debug().to_string(),
    }
}
