use career::experience::Salary;
use jiff::civil::date;
use serde_json::{Value, json};

use super::*;
use crate::http::json;

fn read(body: &Value) -> Put {
    read_put(&json::read(body.to_string().as_bytes()).unwrap())
}

fn misfits(body: &Value) -> Vec<String> {
    read(body).misfits.iter().map(ToString::to_string).collect()
}

#[test]
fn ledger_2_an_id_is_a_whole_number_or_nothing() {
    let target = |id: Value| read(&json!({ "id": id })).target;
    let edit = |number| Target::Edit(ExperienceId::new(number).unwrap());
    assert_eq!(read(&json!({})).target, Target::Insert);
    for nothing in [json!(null), json!(""), json!("  ")] {
        assert_eq!(target(nothing), Target::Insert);
    }
    let floating = json!(8_547_632_159.0);
    for eight in [json!(8_547_632_159_u64), floating, json!("8547632159"), json!(" 8547632159 ")] {
        assert_eq!(target(eight), edit(8_547_632_159));
    }
    let too_great = [json!(9_007_199_254_740_992_u64), json!(1e40), json!("9".repeat(40))];
    for never in [json!(0), json!(-1), json!(-0.0), json!(-5.0), json!("-5")].into_iter().chain(too_great) {
        assert_eq!(target(never), Target::Nothing);
    }
    for wrong in [json!(1.5), json!("1.5"), json!("x"), json!("-"), json!(true), json!([1]), json!({})] {
        assert_eq!(misfits(&json!({ "id": wrong })).len(), 1, "{wrong}");
    }
}

#[test]
fn ledger_107_truth_values_come_as_such_or_as_strings() {
    let draft = |value: Value| read(&json!({ "onCourse": value })).draft.on_course;
    for (sent, read) in
        [(json!(true), true), (json!("true"), true), (json!(false), false), (json!("false"), false)]
    {
        assert_eq!(draft(sent), Sent::Value(read));
    }
    for wrong in [json!("TRUE"), json!(1), json!("yes"), json!("")] {
        assert_eq!(draft(wrong.clone()), Sent::Unusable, "{wrong}");
    }
}

#[test]
fn ledger_6_null_counts_as_absent() {
    let put = read(&json!({"company": null, "onCourse": null, "subcategories": null, "expertise": null}));
    assert_eq!(put.draft, Draft::default());
    assert!(put.misfits.is_empty());
}

#[test]
fn a_value_of_the_wrong_type_is_named_with_what_was_sent() {
    let body = json!({
        "company": 5, "subcategories": ["a", 1], "expertise": [{"skill": "x"}, {"other": "y"}], "visible": "maybe",
    });
    assert_eq!(
        misfits(&body),
        [
            "The field company must be a string, not a number.",
            "The field visible must be true or false, not this string.",
            "The field subcategories/1 must be a string, not a number.",
            "The field expertise/1 must be an object with the string `skill`, not an object.",
        ]
    );
    assert_eq!(misfits(&json!([])), ["The body must be an object, not an array."]);
    assert!(misfits(&json!({"unknown": {"x": 1}})).is_empty(), "unknown members are ignored");
}

#[test]
fn an_answer_is_written_as_serde_writes_it() {
    let text = |text: &str| Some(text.to_owned());
    let first = Experience {
        company: "InfoJobs \"S. A.\"".to_owned(),
        job: "Web programmer".to_owned(),
        description: text("Line one\nline two"),
        starting_date: date(2006, 9, 14),
        end: End::Finished(date(2011, 6, 14)),
        industry: text("servicios-de-ti"),
        level: "especialista".to_owned(),
        staff: text("1-5"),
        reporting_to: text("director-area"),
        category: "informatica-telecomunicaciones".to_owned(),
        subcategories: vec!["arquitectura".to_owned(), "programacion".to_owned()],
        salary: Some(Salary {
            period: "bruto-ano".to_owned(),
            min: "18.000".to_owned(),
            max: "24.000".to_owned(),
        }),
        hide_salary: true,
        visible: false,
        expertise: vec!["C".to_owned(), "\\".to_owned()],
    };
    let second = Experience {
        description: None,
        end: End::OnCourse,
        industry: None,
        staff: None,
        reporting_to: None,
        subcategories: vec![],
        salary: None,
        hide_salary: false,
        visible: true,
        expertise: vec![],
        ..first.clone()
    };
    for (content, extras) in [&first, &second]
        .into_iter()
        .flat_map(|content| [(content, Extras::SAVED), (content, Extras::FIRST_VERSION)])
    {
        let out = ExperienceOut::new(ExperienceId::new(12).unwrap(), content, extras);
        assert_eq!(out.to_json(), serde_json::to_string(&out).unwrap());
    }
}
