//! Which source each field keeps.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use super::{draft, good, list, said, with};
use crate::experience::sources::FieldSources;
use crate::experience::{Draft, Field};
use crate::id::{ClientId, PersonId};
use crate::sent::Sent;
use crate::source::{Actor, Source, Way};

fn person() -> Source {
    let by = Actor::Person(PersonId::from_uuid(Uuid::from_u128(1)));
    Source { by, via: Way::Page, at: Timestamp::from_second(1_700_000_000).unwrap() }
}

fn application() -> Source {
    let by = Actor::Application(ClientId::from_uuid(Uuid::from_u128(2)));
    Source { by, via: Way::Infojobs, at: Timestamp::from_second(1_800_000_000).unwrap() }
}

/// A change to the good draft, and the fields whose source it moves.
type Change = (fn(&mut Draft), Vec<Field>);

#[test]
fn an_edit_moves_the_sources_of_what_it_changes_alone() {
    let changes: Vec<Change> = vec![
        (|_| (), vec![]),
        (|draft| draft.company = said(" InfoJobs "), vec![]),
        (|draft| draft.company = said("Adevinta"), vec![Field::Company]),
        (|draft| draft.job = said("x"), vec![Field::Job]),
        (|draft| draft.description = said("x"), vec![Field::Description]),
        (|draft| draft.starting_date = said("2006-09-15"), vec![Field::StartingDate]),
        (|draft| draft.starting_date = said("2006-09-14T10:00:00Z"), vec![]),
        (|draft| draft.finishing_date = said("2011-06-15"), vec![Field::FinishingDate]),
        (
            |draft| (draft.finishing_date, draft.on_course) = (Sent::Absent, Sent::Value(true)),
            vec![Field::FinishingDate, Field::OnCourse],
        ),
        (|draft| draft.industry = said("servicios-de-ti"), vec![Field::Industry]),
        (|draft| draft.level = said("becario-practicas"), vec![Field::Level]),
        (|draft| draft.staff = said("0"), vec![Field::Staff]),
        (|draft| draft.reporting_to = said("seleccionar"), vec![Field::ReportingTo]),
        (
            |draft| (draft.category, draft.subcategories) = (said("legal"), list(&["-"])),
            vec![Field::Category, Field::Subcategories],
        ),
        (
            |draft| {
                draft.salary_period = said("bruto-ano");
                draft.salary_min = said("18.000");
                draft.salary_max = said("24.000");
            },
            vec![Field::SalaryMin, Field::SalaryMax, Field::SalaryPeriod],
        ),
        (|draft| draft.hide_salary = Sent::Value(true), vec![Field::HideSalary]),
        (|draft| draft.visible = Sent::Value(true), vec![Field::Visible]),
        (|draft| draft.expertise = list(&["Rust"]), vec![Field::Expertise]),
    ];
    let before = good(&draft());
    let mut moved_by_some = Vec::new();
    for (change, moved) in changes {
        let after = good(&with(change));
        let sources = FieldSources::all(person()).edited(&before, &after, application());
        for field in Field::ALL {
            let expected = if moved.contains(&field) { application() } else { person() };
            assert_eq!(*sources.source_of(field), expected, "{field:?} of {after:?}");
        }
        // Going back is an edit, too.
        let back = sources.edited(&after, &before, person());
        assert_eq!(back, FieldSources::all(person()));
        moved_by_some.extend(moved);
    }
    moved_by_some.sort();
    moved_by_some.dedup();
    assert_eq!(moved_by_some, Field::ALL, "every field was moved by some change");
}

#[test]
fn each_distinct_source_is_written_once() {
    let one = serde_json::to_value(FieldSources::all(person())).unwrap();
    assert_eq!(one["sources"].as_array().unwrap().len(), 1);
    assert_eq!(one["fields"].as_object().unwrap().len(), Field::ALL.len());
    assert!(serde_json::to_string(&one).unwrap().contains(r#""fields":{"company":0,"job":0,"#), "{one}");

    let after = good(&with(|draft| {
        (draft.company, draft.visible) = (said("x"), Sent::Value(true));
    }));
    let sources = FieldSources::all(person()).edited(&good(&draft()), &after, application());
    let two = serde_json::to_value(&sources).unwrap();
    assert_eq!(two["sources"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&two["fields"]["company"], &two["fields"]["job"], &two["fields"]["visible"]),
        (&0.into(), &1.into(), &0.into())
    );
    assert_eq!(serde_json::from_value::<FieldSources>(two).unwrap(), sources);
}

#[test]
fn a_corrupt_text_is_an_error() {
    let text = serde_json::to_string(&FieldSources::all(person())).unwrap();
    assert!(serde_json::from_str::<FieldSources>(&text).is_ok());
    for (from, to, reason) in [
        ("\"job\":0,", "", "the field `job` has no source"),
        ("\"job\":0", "\"job\":1", "the field `job` names source 1, which is not there"),
        ("\"job\":0", "\"job\":-1", "invalid value"),
        ("\"job\":0", "\"wage\":0", "unknown variant `wage`"),
        ("\"fields\"", "\"felds\"", "unknown field `felds`"),
        ("\"page\"", "\"fax\"", "unknown variant `fax`"),
        ("}}", "}", "EOF"),
    ] {
        assert!(text.contains(from), "{from} in {text}");
        let error = serde_json::from_str::<FieldSources>(&text.replace(from, to)).unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    }
    let error =
        serde_json::from_str::<FieldSources>(r#"{"sources":[],"fields":{}}"#).unwrap_err().to_string();
    assert_eq!(error, "there is no source at all");
}

#[test]
fn the_text_is_the_written_form() {
    let one = FieldSources::all(application());
    assert_eq!(one.to_json(), serde_json::to_string(&one).unwrap());
    let second = |second| Source { at: Timestamp::from_second(second).unwrap(), ..person() };
    let sources: Vec<Source> = (0..).map(second).take(Field::ALL.len()).collect();
    let fields: BTreeMap<Field, usize> = Field::ALL.into_iter().zip(0..).collect();
    let each = serde_json::to_string(&json!({ "sources": sources, "fields": fields })).unwrap();
    assert_eq!(serde_json::from_str::<FieldSources>(&each).unwrap().to_json(), each);
}
