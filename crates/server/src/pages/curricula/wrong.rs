//! What is wrong with a field, in one sentence for each rule: the value, the rule, and where its limits are.

use career::dictionary::Dictionaries;
use career::experience::{
    Field, LONGEST_DESCRIPTION, LONGEST_EXPERTISE, LONGEST_NAME, MOST_EXPERTISE, Rule, Violation,
};
use career::text;
use jiff::civil::Date;

use super::super::page::Page;
use super::super::words::Text;
use super::choices;

/// How much of a long value is repeated, in characters.
const MOST_REPEATED: usize = 60;

/// The sentence for a violation.
pub(super) fn sentence(page: &Page, dictionaries: &Dictionaries, violation: &Violation) -> Text {
    let sent = violation.sent.as_deref().unwrap_or_default();
    let against = violation.against.as_deref().unwrap_or_default();
    let label = |field: Field, key: &str| choices::label(dictionaries, field, key);
    let level = |text: Text| text.listed("level", &label(Field::Level, against));
    let too_long = |text: Text, most: usize| text.with("length", text::length(sent)).with("most", most);
    let repeated = |text: Text| text.with("sent", shortened(sent));
    match violation.rule {
        Rule::WrongType => page.t("wrong-type"),
        Rule::MissingCompany => page.t("wrong-company-missing"),
        Rule::MissingJob => page.t("wrong-job-missing"),
        Rule::MissingStartingDate => page.t("wrong-start-missing"),
        Rule::MissingEnd => page.t("wrong-end-missing"),
        Rule::MissingLevel => page.t("wrong-level-missing"),
        Rule::MissingStaff => level(page.t("wrong-staff-missing")),
        Rule::MissingReportingTo => level(page.t("wrong-reporting-to-missing")),
        Rule::MissingCategory => page.t("wrong-category-missing"),
        Rule::MissingSubcategories => page.t("wrong-areas-missing"),
        Rule::MissingSalaryPeriod => level(page.t("wrong-salary-period-missing")),
        Rule::MissingSalaryMin => level(page.t("wrong-salary-min-missing")),
        Rule::MissingSalaryMax => level(page.t("wrong-salary-max-missing")),
        Rule::SalaryIncomplete => page.t("wrong-salary-incomplete"),
        Rule::TooLongCompany => too_long(page.t("wrong-company-long"), LONGEST_NAME),
        Rule::TooLongJob => too_long(page.t("wrong-job-long"), LONGEST_NAME),
        Rule::TooLongDescription => too_long(page.t("wrong-description-long"), LONGEST_DESCRIPTION),
        Rule::ControlCharacter => page.t("wrong-character").plain("character", control_character(sent)),
        Rule::ExpertiseOutOfLimits => expertise(page, violation, sent),
        Rule::UnknownLevel => repeated(page.t("wrong-level-unknown")),
        Rule::UnknownStaff => repeated(page.t("wrong-staff-unknown")),
        Rule::UnknownReportingTo => repeated(page.t("wrong-reporting-to-unknown")),
        Rule::UnknownCategory => repeated(page.t("wrong-category-unknown")),
        Rule::UnknownSubcategory => repeated(page.t("wrong-area-unknown")),
        Rule::UnknownIndustry => repeated(page.t("wrong-industry-unknown")),
        Rule::UnknownSalaryPeriod => repeated(page.t("wrong-salary-period-unknown")),
        Rule::UnknownSalaryMin => repeated(page.t("wrong-salary-min-unknown")),
        Rule::UnknownSalaryMax => repeated(page.t("wrong-salary-max-unknown")),
        Rule::MalformedDate => repeated(page.t("wrong-date")),
        Rule::FinishedAndOnCourse => day(page.t("wrong-end-and-on-course"), "sent", sent),
        Rule::NotLaterThanStart => {
            let text = day(page.t("wrong-end-early"), "end", sent);
            day(text, "start", against)
        }
        Rule::SubcategoryNotUnderCategory => {
            let text = page.t("wrong-area-elsewhere").listed("area", &label(Field::Subcategories, sent));
            text.listed("category", &label(Field::Category, against))
        }
        Rule::AmountOfOtherPeriod => {
            let text = page.t("wrong-amount-of-other-period").listed("amount", &label(violation.field, sent));
            text.listed("period", &label(Field::SalaryPeriod, against))
        }
        Rule::MaxBelowMin => {
            let text = page.t("wrong-max-below-min").listed("max", &label(Field::SalaryMax, sent));
            text.listed("min", &label(Field::SalaryMin, against))
        }
    }
}

/// Too many skills, or one that is too long. A form has no blank ones.
fn expertise(page: &Page, violation: &Violation, sent: &str) -> Text {
    if violation.index.is_none() {
        let count: usize = sent.parse().unwrap_or_default();
        return page.t("wrong-skills-many").with("count", count).with("most", MOST_EXPERTISE);
    }
    let text = page.t("wrong-skill-long").with("skill", shortened(sent));
    text.with("length", text::length(sent)).with("most", LONGEST_EXPERTISE)
}

fn day(text: Text, name: &'static str, date: &str) -> Text {
    match date.parse::<Date>() {
        Ok(date) => text.with(name, date),
        Err(_) => text.with(name, date),
    }
}

/// The first control character, by its number.
fn control_character(sent: &str) -> String {
    let found = text::control_character_in_lines(sent);
    found.map_or_else(String::new, |character| format!("U+{:04X}", u32::from(character)))
}

/// A value as it is repeated: its beginning, if it is long.
fn shortened(value: &str) -> String {
    match value.char_indices().nth(MOST_REPEATED) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use career::experience::Draft;
    use career::sent::Sent;

    use super::super::super::Language;
    use super::*;

    fn text(value: &str) -> Sent<String> {
        Sent::Value(value.to_owned())
    }

    fn complete() -> Draft {
        Draft {
            company: text("Company"),
            job: text("Job"),
            starting_date: text("2006-09-14"),
            finishing_date: text("2011-06-14"),
            level: text("empleado-a"),
            category: text("legal"),
            subcategories: Sent::Value(vec!["-".to_owned()]),
            ..Draft::default()
        }
    }

    /// Drafts that together break every rule.
    fn drafts() -> Vec<Draft> {
        let salary = |period: &str, min: &str, max: &str| Draft {
            salary_period: text(period),
            salary_min: text(min),
            salary_max: text(max),
            ..complete()
        };
        let long = text(&"x".repeat(4001));
        let subcategories = |key: &str| Sent::Value(vec![key.to_owned()]);
        vec![
            Draft::default(),
            Draft { company: Sent::Unusable, ..complete() },
            Draft { level: text("mando-intermedio"), ..complete() },
            Draft { salary_period: text("bruto-ano"), ..complete() },
            Draft { company: long.clone(), job: long.clone(), description: long, ..complete() },
            Draft { description: text("a\u{0}b"), ..complete() },
            Draft { expertise: Sent::Value(vec!["x".repeat(101); 51]), ..complete() },
            Draft {
                level: text("x"),
                staff: text("x"),
                reporting_to: text("x"),
                category: text("x"),
                subcategories: subcategories("x"),
                industry: text("x"),
                ..salary("x", "x", "x")
            },
            Draft { starting_date: text("14-09-2006"), ..complete() },
            Draft { on_course: Sent::Value(true), ..complete() },
            Draft { finishing_date: text("2006-09-14"), ..complete() },
            Draft { subcategories: subcategories("programacion"), ..complete() },
            salary("bruto-mes", "18.000", "24.000"),
            salary("bruto-ano", "24.000", "18.000"),
        ]
    }

    #[test]
    fn every_rule_has_a_sentence_of_its_own_in_every_language() {
        let set = Dictionaries::shipped().unwrap();
        for language in Language::ALL {
            let page = Page { language, ..Page::default() };
            let mut said = BTreeSet::new();
            let mut rules = BTreeSet::new();
            for violation in drafts().iter().flat_map(|draft| draft.judge(&set).unwrap_err()) {
                let sentence = sentence(&page, &set, &violation).to_string();
                assert!(sentence.ends_with('.') && !sentence.contains(['{', '$']), "{sentence}");
                assert!(!sentence.contains("especialista") && sentence.len() < 300, "{sentence}");
                if rules.insert(violation.rule) {
                    assert!(said.insert(sentence.clone()), "{sentence}");
                }
            }
            assert_eq!(rules.into_iter().collect::<Vec<_>>(), Rule::ALL, "{language:?}");
        }
    }

    #[test]
    fn a_sentence_names_the_value_and_its_limits() {
        let set = Dictionaries::shipped().unwrap();
        let said = |draft: Draft| -> Vec<String> {
            let violations = draft.judge(&set).unwrap_err();
            let sentences = violations.iter().map(|found| sentence(&Page::default(), &set, found));
            sentences.map(|text| text.to_string().replace(['\u{2068}', '\u{2069}'], "")).collect()
        };
        assert_eq!(
            said(Draft { finishing_date: text("2006-09-01"), ..complete() }),
            ["The last day, 1 September 2006, has to be later than the first day, 14 September 2006."]
        );
        assert_eq!(
            said(Draft { subcategories: Sent::Value(vec!["programacion".into()]), ..complete() }),
            ["Programación does not belong to Legal. Choose areas of that category, or another category."]
        );
        assert_eq!(
            said(Draft { description: text(&"x".repeat(4002)), ..complete() }),
            ["The description has 4,002 characters. At most 4,000 are possible."]
        );
        assert_eq!(
            said(Draft { company: text("a\u{0}b"), ..complete() }),
            ["There is an invisible control character in this (U+0000). Type it anew."]
        );
        let skills = vec!["x".repeat(101)];
        assert_eq!(
            said(Draft { expertise: Sent::Value(skills), ..complete() }),
            [format!("The skill “{}…” has 101 characters. At most 100 are possible.", "x".repeat(60))]
        );
    }
}
