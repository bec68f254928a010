//! Keys: membership, aliases, the placeholder, subcategories.

use super::{SHIPPED, assert_told, good, list, told, with, with_text, wrong};
use crate::experience::{Draft, Field, Rule};
use crate::sent::Sent;

/// Each field of one key, and the code of a key that its dictionary does not have.
const KEYS: [(Field, u16); 8] = [
    (Field::Level, 691),
    (Field::Staff, 696),
    (Field::ReportingTo, 695),
    (Field::Category, 688),
    (Field::Industry, 690),
    (Field::SalaryPeriod, 686),
    (Field::SalaryMin, 687),
    (Field::SalaryMax, 692),
];

/// A draft with a full salary, so that a wrong salary member is not also an incomplete salary.
fn paid() -> Draft {
    with(|draft| {
        draft.salary_period = Sent::Value("bruto-ano".to_owned());
        draft.salary_min = Sent::Value("18.000".to_owned());
        draft.salary_max = Sent::Value("24.000".to_owned());
    })
}

#[test]
fn a_key_that_is_not_in_the_dictionary_has_its_code() {
    let long = "x".repeat(101);
    for (field, code) in KEYS {
        for key in ["rey", "Seleccionar", "-1", long.as_str(), "18000"] {
            let mut draft = paid();
            *super::member(&mut draft, field).unwrap() = Sent::Value(key.to_owned());
            assert_told(&draft, &[(code, &format!("/{}", field.wire_name()))]);
            assert_eq!(wrong(&draft)[0].sent.as_deref(), Some(key));
        }
    }
    assert_told(
        &with(|draft| draft.subcategories = list(&["programacion", "rey"])),
        &[(689, "/subcategories/1")],
    );
}

#[test]
fn every_key_of_a_dictionary_is_accepted_and_kept() {
    let mut count = 0;
    for field in [Field::Industry, Field::Staff, Field::ReportingTo] {
        for entry in SHIPPED.get(field.dictionary().unwrap()).unwrap().entries() {
            let experience = good(&with_text(field, &entry.key));
            let kept = match field {
                Field::Industry => experience.industry,
                Field::Staff => experience.staff,
                _ => experience.reporting_to,
            };
            assert_eq!(kept.as_ref(), Some(&entry.key));
            count += 1;
        }
    }
    for entry in SHIPPED.get("subcategory").unwrap().entries() {
        let category = entry.parent_key.clone().unwrap();
        let draft = with(|draft| {
            draft.category = Sent::Value(category);
            draft.subcategories = list(&[&entry.key]);
        });
        assert_eq!(good(&draft).subcategories, std::slice::from_ref(&entry.key));
        count += 1;
    }
    println!("{count} keys accepted");
}

#[test]
fn ledger_111_code_696_is_a_staff_that_the_dictionary_does_not_have() {
    let draft = with_text(Field::Staff, "3");
    assert_told(&draft, &[(696, "/staff")]);
    assert_eq!(
        (wrong(&draft)[0].rule, wrong(&draft)[0].field.dictionary()),
        (Rule::UnknownStaff, Some("staff"))
    );
    // A repeated skill is none of its business.
    assert_eq!(told(&with(|draft| draft.expertise = list(&["Rust", "Rust"]))), []);
}

#[test]
fn ledger_112_aliases_are_accepted_and_kept_as_they_were_sent() {
    let experience = good(&with(|draft| {
        draft.industry = Sent::Value("servicios-de-ti".to_owned());
        draft.level = Sent::Value("becario-practicas".to_owned());
        draft.subcategories = list(&["gestion-proyectos", "it-gestion-proyectos"]);
    }));
    assert_eq!(experience.industry.as_deref(), Some("servicios-de-ti"));
    assert_eq!(experience.level, "becario-practicas");
    assert_eq!(experience.subcategories, ["gestion-proyectos", "it-gestion-proyectos"]);
}

#[test]
fn ledger_108_the_placeholder_is_informed_for_reporting_to_and_staff() {
    for (level, wanting) in [("especialista", 749), ("mando-intermedio", 749), ("direccion-gerencia", 657)] {
        let sent = |staff: Sent<String>, manager: Sent<String>| {
            let mut draft = paid();
            draft.level = Sent::Value(level.to_owned());
            draft.staff = staff;
            draft.reporting_to = manager;
            draft
        };
        let placeholder = || Sent::Value("seleccionar".to_owned());
        let experience = good(&sent(placeholder(), placeholder()));
        assert_eq!(experience.staff.as_deref(), Some("seleccionar"));
        assert_eq!(experience.reporting_to.as_deref(), Some("seleccionar"));
        let absent = wrong(&sent(Sent::Absent, Sent::Absent));
        let violation = absent.iter().find(|violation| violation.code() == wanting).unwrap();
        assert_eq!(violation.against.as_deref(), Some(level));
    }
}

#[test]
fn ledger_4_repeated_subcategories_collapse_and_keep_their_order() {
    let experience = good(&with(|draft| {
        draft.subcategories = list(&["programacion", "-", " programacion", "arquitectura", "-"]);
    }));
    assert_eq!(experience.subcategories, ["programacion", "-", "arquitectura"]);
    // A repeated wrong one is told once, where it first stood.
    assert_told(&with(|draft| draft.subcategories = list(&["", "rey", "rey"])), &[(689, "/subcategories/1")]);
}

#[test]
fn a_subcategory_must_be_under_the_category() {
    let draft = with(|draft| draft.subcategories = list(&["programacion", "notaria-registros", "auditoria"]));
    assert_told(&draft, &[(670, "/subcategories/1"), (670, "/subcategories/2")]);
    let first = &wrong(&draft)[0];
    assert_eq!(
        (first.sent.as_deref(), first.against.as_deref()),
        (Some("notaria-registros"), Some("informatica-telecomunicaciones"))
    );
    // Without a usable category there is nothing to be under.
    let draft = with(|draft| {
        draft.category = Sent::Absent;
        draft.subcategories = list(&["notaria-registros"]);
    });
    assert_told(&draft, &[(675, "/category")]);
    let draft = with(|draft| {
        draft.category = Sent::Value("rey".to_owned());
        draft.subcategories = list(&["notaria-registros", "reina"]);
    });
    assert_told(&draft, &[(688, "/category"), (689, "/subcategories/1")]);
}

#[test]
fn the_dash_is_legal_under_every_category() {
    let categories = SHIPPED.get("category").unwrap().entries();
    for category in categories {
        let draft = with(|draft| {
            draft.category = Sent::Value(category.key.clone());
            draft.subcategories = list(&["-"]);
        });
        assert_eq!(good(&draft).subcategories, ["-"], "{}", category.key);
    }
    assert!(categories.iter().any(|category| category.key == "-"));
}
