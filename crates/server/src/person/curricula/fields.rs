//! The fields of an experience's form, read as what the contract's rules are held against.
//!
//! A browser ends lines by CR LF and drops line breaks where one line is meant. So that an edit changes nothing
//! that the person did not change, a text that comes back as the form showed it is what stands in the record.

use std::collections::BTreeSet;

use career::dictionary::Dictionaries;
use career::experience::{Draft, Experience, Field};
use career::sent::Sent;

use super::super::form::Form;

/// What was entered. `before` is the experience that the form was filled with, if there is one.
pub(super) fn read(form: &Form, before: Option<&Experience>) -> Draft {
    let before = before.map(Draft::from).unwrap_or_default();
    let text = |field: Field, before: &Sent<String>, shown: fn(&str) -> String| {
        let Some(entered) = form.get(field.wire_name()).map(shown) else { return Sent::Absent };
        let same = before.value().filter(|before| shown(before).trim() == entered.trim());
        Sent::Value(same.cloned().unwrap_or(entered))
    };
    let key = |field: Field| form.get(field.wire_name()).map(str::to_owned).into();
    let flag = |field: Field| Sent::Value(form.get(field.wire_name()) == Some("true"));
    Draft {
        company: text(Field::Company, &before.company, in_one_line),
        job: text(Field::Job, &before.job, in_one_line),
        description: text(Field::Description, &before.description, in_lines),
        starting_date: key(Field::StartingDate),
        finishing_date: key(Field::FinishingDate),
        on_course: flag(Field::OnCourse),
        industry: key(Field::Industry),
        level: key(Field::Level),
        staff: key(Field::Staff),
        reporting_to: key(Field::ReportingTo),
        category: key(Field::Category),
        subcategories: areas(form, &before.subcategories),
        salary_period: key(Field::SalaryPeriod),
        salary_min: key(Field::SalaryMin),
        salary_max: key(Field::SalaryMax),
        hide_salary: flag(Field::HideSalary),
        visible: flag(Field::Visible),
        expertise: skills(form.get(Field::Expertise.wire_name()).unwrap_or_default(), &before.expertise),
    }
}

/// A text as a field of one line shows it.
fn in_one_line(text: &str) -> String {
    text.replace(['\r', '\n'], "")
}

/// A text as a field of several lines shows it: every line break is one `\n` (LEDGER 78).
fn in_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// One skill in each line; blank lines are none (LEDGER 78).
fn skills(entered: &str, before: &Sent<Vec<String>>) -> Sent<Vec<String>> {
    let entered = in_lines(entered);
    let same = before.value().filter(|before| in_lines(&before.join("\n")).trim() == entered.trim());
    let lines = || entered.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
    Sent::Value(same.cloned().unwrap_or_else(|| lines().collect()))
}

/// The areas that are ticked. A form has them in the order of the list; the same ones keep the order that they had.
fn areas(form: &Form, before: &Sent<Vec<String>>) -> Sent<Vec<String>> {
    let entered: Vec<String> = form.all(Field::Subcategories.wire_name()).map(str::to_owned).collect();
    let set = |areas: &[String]| areas.iter().map(|area| area.trim().to_owned()).collect::<BTreeSet<_>>();
    let same = before.value().filter(|before| set(before) == set(&entered)).cloned();
    Sent::Value(same.unwrap_or(entered))
}

/// Leaves out the areas that are not under the category, for whoever asks for those of another one.
pub(super) fn keep_areas_of_category(draft: &mut Draft, dictionaries: &Dictionaries) {
    let category = draft.category.value().map(|key| key.trim().to_owned()).unwrap_or_default();
    if let Sent::Value(areas) = &mut draft.subcategories {
        areas.retain(|area| dictionaries.is_under(&category, area.trim()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> Form {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        Form::read(body.as_bytes())
    }

    fn experience() -> Experience {
        let text = |text: &str| Sent::Value(text.to_owned());
        let draft = Draft {
            company: text("Company\nand Sons"),
            job: text("Job"),
            description: text("one\r\ntwo\rthree\nfour"),
            starting_date: text("2006-09-14"),
            on_course: Sent::Value(true),
            level: text("becario-practicas"),
            category: text("informatica-telecomunicaciones"),
            subcategories: Sent::Value(vec!["gestion-proyectos".to_owned(), "programacion".to_owned()]),
            expertise: Sent::Value(vec!["one\ntwo".to_owned(), "three".to_owned()]),
            ..Draft::default()
        };
        draft.judge(&Dictionaries::shipped().unwrap()).unwrap()
    }

    #[test]
    fn ledger_78_lines_end_as_in_the_contract_and_a_skill_is_a_line() {
        let draft =
            read(&form(&[("description", "a\r\nb\rc\nd"), ("expertise", "\r\n one \r\n\r\ntwo\r\n")]), None);
        assert_eq!(draft.description, Sent::Value("a\nb\nc\nd".to_owned()));
        assert_eq!(draft.expertise, Sent::Value(vec!["one".to_owned(), "two".to_owned()]));
        assert_eq!(read(&form(&[]), None).expertise, Sent::Value(vec![]));
    }

    #[test]
    fn ledger_78_what_comes_back_as_it_was_shown_did_not_change() {
        let stored = experience();
        // As a browser sends the form that shows it.
        let shown = form(&[
            ("company", "Companyand Sons"),
            ("job", "Job"),
            ("description", "one\r\ntwo\r\nthree\r\nfour"),
            ("startingDate", "2006-09-14"),
            ("finishingDate", ""),
            ("onCourse", "true"),
            ("industry", ""),
            ("level", "becario-practicas"),
            ("category", "informatica-telecomunicaciones"),
            ("subcategories", "programacion"),
            ("subcategories", "gestion-proyectos"),
            ("expertise", "one\r\ntwo\r\nthree"),
        ]);
        let again = read(&shown, Some(&stored)).judge(&Dictionaries::shipped().unwrap()).unwrap();
        assert_eq!(again, stored);
        let other = read(&form(&[("description", "one\r\ntwo")]), Some(&stored));
        assert_eq!(other.description, Sent::Value("one\ntwo".to_owned()));
    }

    #[test]
    fn the_areas_of_another_category_are_left_out() {
        let mut draft = read(
            &form(&[("category", "legal"), ("subcategories", "programacion"), ("subcategories", "-")]),
            None,
        );
        keep_areas_of_category(&mut draft, &Dictionaries::shipped().unwrap());
        assert_eq!(draft.subcategories, Sent::Value(vec!["-".to_owned()]));
    }
}
