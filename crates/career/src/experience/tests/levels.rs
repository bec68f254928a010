//! Every level with every staff, manager and salary, held against the data file by a reading of its own.

use serde_json::Value;

use super::{told, with};
use crate::sent::Sent;

fn file(name: &str) -> Value {
    let path = format!("{}/../../dictionaries/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The keys of a dictionary, an unknown one, and absence.
fn choices(name: &str) -> Vec<Option<String>> {
    let rows = file(name)["entries"].as_array().unwrap().clone();
    let keys = rows.iter().map(|row| Some(row["key"].as_str().unwrap().to_owned()));
    keys.chain([Some("rey".to_owned()), None]).collect()
}

/// Absent, the placeholder, and a good key.
fn salary_choices(key: &str) -> [Option<String>; 3] {
    [None, Some("seleccionar".to_owned()), Some(key.to_owned())]
}

#[test]
fn the_level_decides_what_is_missing() {
    let rules = &file("level-rules")["levels"];
    let levels = choices("professional-level");
    let (staffs, managers) = (choices("staff"), choices("manager-professional-level"));
    let mut combinations = 0;
    for level in &levels {
        for staff in &staffs {
            for manager in &managers {
                for period in &salary_choices("bruto-ano") {
                    for min in &salary_choices("18.000") {
                        for max in &salary_choices("24.000") {
                            let mut draft = with(|draft| draft.level = Sent::from(level.clone()));
                            draft.staff = staff.clone().into();
                            draft.reporting_to = manager.clone().into();
                            draft.salary_period = period.clone().into();
                            draft.salary_min = min.clone().into();
                            draft.salary_max = max.clone().into();
                            let rule = level.as_ref().map_or(&Value::Null, |level| &rules[level]);
                            let expected =
                                expected(rule, level.as_ref(), [staff, manager], [period, min, max]);
                            let codes: Vec<u16> = told(&draft).into_iter().map(|(code, _)| code).collect();
                            assert_eq!(codes, expected, "{draft:?}");
                            combinations += 1;
                        }
                    }
                }
            }
        }
    }
    println!("{combinations} combinations of level, staff, reportingTo and salary");
    assert_eq!(combinations, levels.len() * staffs.len() * managers.len() * 27);
}

/// The codes, straight from the contract's sentences.
fn expected(
    rule: &Value,
    level: Option<&String>,
    [staff, manager]: [&Option<String>; 2],
    salary: [&Option<String>; 3],
) -> Vec<u16> {
    let unknown = |key: Option<&String>| key.is_some_and(|key| key == "rey");
    let salary_missing = salary.map(|key| key.is_none() || key.as_deref() == Some("seleccionar"));
    let missing = salary_missing.iter().filter(|missing| **missing).count();
    let mut codes = Vec::new();
    let mut when = |condition: bool, code: u16| codes.extend(condition.then_some(code));
    when(level.is_none(), 677);
    when(rule["staff"] == "required" && staff.is_none(), 657);
    when(rule["reportingTo"] == "required" && manager.is_none(), 749);
    if rule["salary"] == "required" {
        for (missing, code) in salary_missing.into_iter().zip([678, 679, 682]) {
            when(missing, code);
        }
    } else if missing < 3 {
        (0..missing).for_each(|_| when(true, 656));
    }
    when(unknown(level), 691);
    when(unknown(staff.as_ref()), 696);
    when(unknown(manager.as_ref()), 695);
    codes
}
