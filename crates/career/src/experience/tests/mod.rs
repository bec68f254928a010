//! The rules of an experience, a table for each.

mod dates;
mod keys;
mod laws;
mod levels;
mod order;
mod salary;
mod seeds;
mod sources;
mod texts;
mod written;

use std::sync::LazyLock;

use super::{Draft, Experience, Field, Rule, Violation};
use crate::dictionary::Dictionaries;
use crate::sent::Sent;

static SHIPPED: LazyLock<Dictionaries> = LazyLock::new(|| Dictionaries::shipped().unwrap());

/// A value that was sent.
fn said(value: &str) -> Sent<String> {
    Sent::Value(value.to_owned())
}

/// Values that were sent.
fn list(values: &[&str]) -> Sent<Vec<String>> {
    Sent::Value(values.iter().map(|value| (*value).to_owned()).collect())
}

/// A draft with nothing wrong, at a level that needs neither staff nor manager nor salary.
fn draft() -> Draft {
    Draft {
        company: said("InfoJobs"),
        job: said("Web programmer"),
        starting_date: said("2006-09-14"),
        finishing_date: said("2011-06-14"),
        level: said("empleado-a"),
        category: said("informatica-telecomunicaciones"),
        subcategories: list(&["programacion"]),
        ..Draft::default()
    }
}

/// The good draft with something changed.
fn with(change: impl FnOnce(&mut Draft)) -> Draft {
    let mut draft = draft();
    change(&mut draft);
    draft
}

/// The good draft with one text member sent.
fn with_text(field: Field, value: &str) -> Draft {
    with(|draft| *member(draft, field).unwrap() = said(value))
}

/// The text member of a field; `None` for the others.
fn member(draft: &mut Draft, field: Field) -> Option<&mut Sent<String>> {
    Some(match field {
        Field::Company => &mut draft.company,
        Field::Job => &mut draft.job,
        Field::Description => &mut draft.description,
        Field::StartingDate => &mut draft.starting_date,
        Field::FinishingDate => &mut draft.finishing_date,
        Field::Industry => &mut draft.industry,
        Field::Level => &mut draft.level,
        Field::Staff => &mut draft.staff,
        Field::Category => &mut draft.category,
        Field::ReportingTo => &mut draft.reporting_to,
        Field::SalaryMin => &mut draft.salary_min,
        Field::SalaryMax => &mut draft.salary_max,
        Field::SalaryPeriod => &mut draft.salary_period,
        Field::OnCourse | Field::Subcategories | Field::HideSalary | Field::Visible | Field::Expertise => {
            return None;
        }
    })
}

fn judge(draft: &Draft) -> Result<Experience, Vec<Violation>> {
    draft.judge(&SHIPPED).map_err(|violations| violations.into_iter().collect())
}

fn good(draft: &Draft) -> Experience {
    judge(draft).unwrap()
}

fn wrong(draft: &Draft) -> Vec<Violation> {
    judge(draft).err().unwrap_or_default()
}

/// The codes and places of what is wrong; nothing where nothing is.
fn told(draft: &Draft) -> Vec<(u16, String)> {
    wrong(draft).iter().map(|violation| (violation.code(), violation.pointer())).collect()
}

/// Asserts that a draft breaks exactly these rules, each at this place.
fn assert_told(draft: &Draft, expected: &[(u16, &str)]) {
    let expected: Vec<(u16, String)> =
        expected.iter().map(|(code, place)| (*code, (*place).to_owned())).collect();
    assert_eq!(told(draft), expected, "{draft:?}");
}

#[test]
fn the_good_draft_is_good() {
    let experience = good(&draft());
    assert_eq!((experience.company.as_str(), experience.job.as_str()), ("InfoJobs", "Web programmer"));
    assert!(!experience.hide_salary && !experience.visible && experience.salary.is_none());
    assert_eq!(Draft::default().on_course, Sent::Absent);
    assert!(with(|draft| draft.visible = Sent::Value(true)).judge(&SHIPPED).unwrap().visible);
    assert!(with(|draft| draft.hide_salary = Sent::Value(true)).judge(&SHIPPED).unwrap().hide_salary);
}

#[test]
fn the_fields_have_the_contracts_names_and_dictionaries() {
    for (index, field) in Field::ALL.into_iter().enumerate() {
        assert_eq!(field as usize, index);
        assert_eq!(serde_json::to_value(field).unwrap(), field.wire_name());
        assert!(field.dictionary().is_none_or(|id| SHIPPED.get(id).is_some()), "{field:?}");
    }
    assert_eq!(Field::ALL.iter().filter(|field| field.dictionary().is_some()).count(), 9);
}

#[test]
fn a_member_of_the_wrong_type_is_told_once_and_never_passes() {
    for field in Field::ALL {
        let draft = with(|draft| match field {
            Field::OnCourse => draft.on_course = Sent::Unusable,
            Field::HideSalary => draft.hide_salary = Sent::Unusable,
            Field::Visible => draft.visible = Sent::Unusable,
            Field::Subcategories => draft.subcategories = Sent::Unusable,
            Field::Expertise => draft.expertise = Sent::Unusable,
            _ => *member(draft, field).unwrap() = Sent::Unusable,
        });
        assert_told(&draft, &[(225, &format!("/{}", field.wire_name()))]);
    }
}

#[test]
fn a_stored_experience_reads_back_as_it_was_written() {
    let draft = with(|draft| {
        draft.finishing_date = Sent::Absent;
        draft.on_course = Sent::Value(true);
        draft.expertise = list(&["Rust"]);
        draft.salary_period = said("bruto-ano");
        draft.salary_min = said("18.000");
        draft.salary_max = said("24.000");
    });
    for experience in [good(&draft), good(&self::draft())] {
        let text = serde_json::to_string(&experience).unwrap();
        assert_eq!(serde_json::from_str::<Experience>(&text).unwrap(), experience, "{text}");
    }
    assert!(serde_json::to_string(&good(&draft)).unwrap().contains(r#""end":"on_course""#));
    assert!(
        serde_json::to_string(&good(&self::draft())).unwrap().contains(r#""end":{"finished":"2011-06-14"}"#)
    );
}

/// The rules that these tests were written for; a new rule needs a table of its own.
#[test]
fn every_rule_has_its_code() {
    let codes: Vec<u16> = Rule::ALL.iter().map(|rule| rule.code()).collect();
    let expected = [
        225, 672, 671, 673, 674, 677, 657, 749, 675, 676, 678, 679, 682, 656, 684, 683, 685, 201, 201, 691,
        696, 695, 688, 689, 690, 686, 687, 692, 226, 658, 654, 670, 716, 659,
    ];
    assert_eq!(codes, expected);
}
