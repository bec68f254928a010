//! What the shipped files hold, read once more with nothing but `serde_json`.

use std::collections::HashSet;

use serde_json::Value;

use crate::dictionary::shipped::FILES;
use crate::dictionary::{Dictionaries, Need, Needs};

fn shipped() -> Dictionaries {
    Dictionaries::shipped().unwrap()
}

fn rows(id: &str) -> Vec<Value> {
    let text = FILES.iter().find(|(name, _)| *name == format!("{id}.json")).unwrap().1;
    serde_json::from_str::<Value>(text).unwrap()["entries"].as_array().unwrap().clone()
}

#[test]
fn the_shipped_set_has_no_fault_and_keeps_every_row() {
    let dictionaries = shipped();
    let mut count = 0;
    for id in Dictionaries::ids() {
        let entries = dictionaries.get(id).unwrap().entries();
        assert_eq!(dictionaries.get(id).unwrap().id(), id);
        for (entry, row) in entries.iter().zip(rows(id)) {
            assert_eq!(entry.id, row["id"].as_i64().unwrap());
            assert_eq!(entry.key, row["key"].as_str().unwrap());
            assert_eq!(entry.value, row["value"].as_str().unwrap());
            assert_eq!(entry.order, row["order"].as_i64().unwrap());
            assert_eq!(entry.parent, row["parent"].as_i64());
            assert_eq!(entry.parent_key.as_deref(), row["parent_key"].as_str());
            assert_eq!(entry.alias_of.as_deref(), row["alias_of"].as_str());
            assert_eq!(entry.amount, row["amount"].as_i64());
            assert_eq!(entry.period.as_deref(), row["period"].as_str());
            assert_eq!(entry.origin, row["origin"].as_str().unwrap());
            count += 1;
        }
        assert_eq!(entries.len(), rows(id).len(), "{id}");
    }
    println!("{} dictionaries, {count} rows", Dictionaries::ids().count());
    assert_eq!(Dictionaries::ids().count() + 1, FILES.len());
}

#[test]
fn a_list_is_in_order_then_as_in_the_file_without_aliases() {
    let dictionaries = shipped();
    for id in Dictionaries::ids() {
        let mut expected: Vec<Value> = rows(id).into_iter().filter(|row| row["alias_of"].is_null()).collect();
        expected.sort_by_key(|row| row["order"].as_i64());
        let expected: Vec<i64> = expected.iter().map(|row| row["id"].as_i64().unwrap()).collect();
        let listed: Vec<i64> = dictionaries.get(id).unwrap().listed(None).map(|entry| entry.id).collect();
        assert_eq!(listed, expected, "{id}");
    }
    let legal: Vec<&str> =
        dictionaries.get("subcategory").unwrap().listed(Some(100)).map(|entry| entry.key.as_str()).collect();
    assert_eq!(legal.first(), Some(&"-"));
    assert!(legal.len() > 2 && legal.contains(&"derecho-civil-penal-constitucional"), "{legal:?}");
    assert_eq!(dictionaries.get("subcategory").unwrap().listed(Some(-1)).count(), 0);
}

#[test]
fn ledger_110_salary_range_answers_the_rows_of_salary_period() {
    let dictionaries = shipped();
    let ids = |id: &str| dictionaries.get(id).unwrap().listed(None).map(|entry| entry.id).collect::<Vec<_>>();
    assert_eq!(ids("salary-range"), ids("salary-period"));
    assert_eq!(ids("salary-range").len(), 4);
    assert!(dictionaries.contains("salary-range", "bruto-ano"));
}

#[test]
fn an_unknown_dictionary_has_nothing() {
    let dictionaries = shipped();
    for id in ["", "level-rules", "INDUSTRY", "industry.json", "skills"] {
        assert!(dictionaries.get(id).is_none() && !dictionaries.contains(id, "seleccionar"), "{id}");
    }
}

#[test]
fn ledger_112_an_alias_is_found_and_never_listed() {
    let dictionaries = shipped();
    for (id, alias, target) in [
        ("industry", "servicios-de-ti", "servicios-y-tecnologia-de-la-informacion"),
        ("professional-level", "becario-practicas", "becario-a-practicas"),
        ("subcategory", "gestion-proyectos", "it-gestion-proyectos"),
    ] {
        let dictionary = dictionaries.get(id).unwrap();
        assert!(dictionary.contains(alias) && dictionary.contains(target));
        assert_eq!((dictionary.meant(alias), dictionary.meant(target)), (target, target));
        assert!(dictionary.listed(None).all(|entry| entry.key != alias), "{alias}");
        assert!(dictionary.listed(None).any(|entry| entry.key == target), "{target}");
    }
    assert!(dictionaries.is_under("informatica-telecomunicaciones", "gestion-proyectos"));
    assert!(!dictionaries.is_under("legal", "gestion-proyectos"));
}

#[test]
fn a_subcategory_is_under_the_categories_of_its_rows_and_the_dash_under_all() {
    let dictionaries = shipped();
    let under: HashSet<(String, String)> = rows("subcategory")
        .iter()
        .map(|row| (row["parent_key"].as_str().unwrap().to_owned(), row["key"].as_str().unwrap().to_owned()))
        .collect();
    let categories: Vec<String> =
        rows("category").iter().map(|row| row["key"].as_str().unwrap().to_owned()).collect();
    let mut count = 0;
    for category in &categories {
        assert!(dictionaries.is_under(category, "-"), "{category}");
        for row in rows("subcategory").iter().filter(|row| row["key"] != "-") {
            let pair = (category.clone(), row["key"].as_str().unwrap().to_owned());
            assert_eq!(dictionaries.is_under(&pair.0, &pair.1), under.contains(&pair), "{pair:?}");
            count += 1;
        }
    }
    println!("{count} pairs of category and subcategory");
    assert!(categories.contains(&"-".to_owned()));
    for (category, subcategory) in [("nowhere", "-"), ("legal", "nothing"), ("", "")] {
        assert!(!dictionaries.is_under(category, subcategory));
    }
    assert!(dictionaries.has_subcategory("-") && dictionaries.has_subcategory("gestion-proyectos"));
    assert!(!dictionaries.has_subcategory("nothing"));
}

#[test]
fn a_category_alias_has_the_subcategories_of_what_it_stands_for() {
    let (name, text) = FILES.iter().find(|(name, _)| *name == "category.json").unwrap();
    let row = r#"{"id": 900200, "key": "law", "value": "Law", "order": 1, "origin": "local", "alias_of": "legal"},"#;
    let text = text.replacen("\"entries\": [", &format!("\"entries\": [{row}"), 1);
    let dictionaries = Dictionaries::shipped_with([(*name, text.as_str())]).unwrap();
    assert!(
        dictionaries.is_under("law", "derecho-civil-penal-constitucional")
            && dictionaries.is_under("law", "-")
    );
    assert!(!dictionaries.is_under("law", "arquitectura"));
}

#[test]
fn a_dash_is_legal_even_where_the_rows_do_not_have_it() {
    let text = r#"{"dictionary": "subcategory", "entries": []}"#;
    let dictionaries = Dictionaries::shipped_with([("subcategory.json", text)]).unwrap();
    assert!(dictionaries.has_subcategory("-") && dictionaries.is_under("legal", "-"));
    assert!(!dictionaries.has_subcategory("arquitectura"));
}

#[test]
fn the_level_rules_are_those_of_the_file() {
    let text = FILES.iter().find(|(name, _)| *name == "level-rules.json").unwrap().1;
    let rules = &serde_json::from_str::<Value>(text).unwrap()["levels"];
    let dictionaries = shipped();
    let need = |value: &Value| {
        if value == "required" { Need::Required } else { Need::Optional }
    };
    for entry in dictionaries.get("professional-level").unwrap().entries() {
        let row = &rules[&entry.key];
        let expected = Needs {
            reporting_to: need(&row["reportingTo"]),
            staff: need(&row["staff"]),
            salary: need(&row["salary"]),
        };
        assert_eq!(dictionaries.level_rules.for_level(&entry.key), expected, "{}", entry.key);
    }
    assert_eq!(dictionaries.level_rules.for_level("rey"), Needs::default());
}

#[test]
fn an_alias_of_a_level_without_rules_of_its_own_has_those_of_its_level() {
    let (name, text) = FILES.iter().find(|(name, _)| *name == "professional-level.json").unwrap();
    let row = r#"{"id": 7, "key": "boss", "value": "B", "order": 1, "origin": "local", "alias_of": "direccion-gerencia"},"#;
    let text = text.replacen("\"entries\": [", &format!("\"entries\": [{row}"), 1);
    let dictionaries = Dictionaries::shipped_with([(*name, text.as_str())]).unwrap();
    let rules = &dictionaries.level_rules;
    assert_eq!(rules.for_level("boss"), rules.for_level("direccion-gerencia"));
    assert_eq!(rules.for_level("boss").staff, Need::Required);
}
