//! The salary: together or not at all, of one period, in order.

use super::{SHIPPED, assert_told, good, with, wrong};
use crate::dictionary::{Dictionaries, Entry};
use crate::experience::{Draft, Salary};
use crate::sent::Sent;

/// A draft of this level with this salary; `None` is absent.
fn paid(level: &str, period: Option<&str>, min: Option<&str>, max: Option<&str>) -> Draft {
    let sent = |key: Option<&str>| Sent::from(key.map(str::to_owned));
    with(|draft| {
        draft.level = Sent::Value(level.to_owned());
        draft.staff = Sent::Value("1-5".to_owned());
        draft.reporting_to = Sent::Value("director-area".to_owned());
        draft.salary_period = sent(period);
        draft.salary_min = sent(min);
        draft.salary_max = sent(max);
    })
}

/// Each of the eight ways to send three members, and the missing ones.
fn ways() -> impl Iterator<Item = ([Option<&'static str>; 3], Vec<usize>)> {
    (0..8_usize).map(|way| {
        let keys = ["bruto-ano", "18.000", "24.000"];
        let sent = [0, 1, 2].map(|index| (way >> index & 1 == 1).then_some(keys[index]));
        (sent, (0..3).filter(|index| way >> index & 1 == 0).collect())
    })
}

const PLACES: [&str; 3] = ["/salaryPeriod", "/salaryMin", "/salaryMax"];

#[test]
fn ledger_5_code_656_is_told_where_the_level_makes_the_salary_optional() {
    for level in ["seleccionar", "empleado-a", "becario-a-practicas", "becario-practicas"] {
        for ([period, min, max], missing) in ways() {
            let mut expected: Vec<(u16, &str)> = missing.iter().map(|&index| (656, PLACES[index])).collect();
            if missing.len() == 3 {
                expected.clear();
            }
            expected.sort_by_key(|(_, place)| {
                ["/salaryMin", "/salaryMax", "/salaryPeriod"].iter().position(|p| p == place)
            });
            assert_told(&paid(level, period, min, max), &expected);
        }
    }
}

#[test]
fn ledger_109_where_the_level_needs_the_salary_each_missing_member_has_its_own_code() {
    for level in ["especialista", "mando-intermedio", "direccion-gerencia", "consejo-directivo"] {
        for ([period, min, max], missing) in ways() {
            let expected: Vec<(u16, &str)> =
                missing.iter().map(|&index| ([678, 679, 682][index], PLACES[index])).collect();
            let draft = paid(level, period, min, max);
            assert_told(&draft, &expected);
            assert!(wrong(&draft).iter().all(|violation| violation.against.as_deref() == Some(level)));
        }
    }
}

#[test]
fn ledger_5_an_unknown_level_makes_the_salary_optional() {
    assert_told(&paid("rey", None, None, None), &[(691, "/level")]);
    assert_told(
        &paid("rey", Some("bruto-ano"), Some("18.000"), None),
        &[(656, "/salaryMax"), (691, "/level")],
    );
    assert_told(&paid(" ", Some("bruto-ano"), Some("18.000"), None), &[(677, "/level"), (656, "/salaryMax")]);
}

#[test]
fn the_placeholder_counts_as_absent() {
    let nothing = Some("seleccionar");
    assert_eq!(good(&paid("empleado-a", nothing, nothing, nothing)).salary, None);
    assert_eq!(good(&paid("empleado-a", None, nothing, None)).salary, None);
    assert_told(&paid("empleado-a", Some("bruto-ano"), nothing, Some("24.000")), &[(656, "/salaryMin")]);
    let codes = [(678, "/salaryPeriod"), (679, "/salaryMin"), (682, "/salaryMax")];
    assert_told(&paid("especialista", nothing, nothing, nothing), &codes);
}

#[test]
fn an_unusable_member_is_neither_missing_nor_the_reason_for_656() {
    for level in ["empleado-a", "especialista"] {
        let mut draft = paid(level, Some("bruto-ano"), Some("18.000"), Some("24.000"));
        draft.salary_max = Sent::Unusable;
        assert_told(&draft, &[(225, "/salaryMax")]);
        draft.salary_max = Sent::Value("24\u{0}".to_owned());
        assert_told(&draft, &[(201, "/salaryMax")]);
    }
    let mut draft = paid("empleado-a", Some("bruto-ano"), None, None);
    draft.salary_max = Sent::Unusable;
    assert_told(&draft, &[(225, "/salaryMax")]);
}

#[test]
fn a_whole_salary_is_kept_as_it_was_sent() {
    for level in ["empleado-a", "especialista"] {
        let salary = Salary { period: "bruto-ano".into(), min: "18.000".into(), max: "24.000".into() };
        assert_eq!(
            good(&paid(level, Some("bruto-ano"), Some("18.000"), Some("24.000"))).salary,
            Some(salary)
        );
    }
}

#[test]
fn an_amount_of_another_period_is_716() {
    let draft = paid("empleado-a", Some("bruto-hora"), Some("18.000"), Some("24.000"));
    assert_told(&draft, &[(716, "/salaryMin"), (716, "/salaryMax")]);
    assert_eq!(wrong(&draft)[0].sent.as_deref(), Some("18.000"));
    assert_eq!(wrong(&draft)[0].against.as_deref(), Some("bruto-hora"));
    assert_told(&paid("empleado-a", Some("bruto-ano"), Some("12"), Some("24.000")), &[(716, "/salaryMin")]);
    assert_told(&paid("empleado-a", Some("bruto-ano"), Some("18.000"), Some("12")), &[(716, "/salaryMax")]);
    // Not judged on a period that is none.
    assert_told(&paid("empleado-a", Some("rey"), Some("18.000"), Some("24.000")), &[(686, "/salaryPeriod")]);
    assert_told(&paid("empleado-a", Some("bruto-hora"), Some("rey"), Some("12")), &[(687, "/salaryMin")]);
}

#[test]
fn the_greatest_may_equal_the_least_and_not_be_below_it() {
    let year =
        |min: &'static str, max: &'static str| paid("empleado-a", Some("bruto-ano"), Some(min), Some(max));
    assert!(good(&year("24.000", "24.000")).salary.is_some());
    let draft = year("24.000", "18.000");
    assert_told(&draft, &[(659, "/salaryMax")]);
    assert_eq!(wrong(&draft)[0].sent.as_deref(), Some("18.000"));
    assert_eq!(wrong(&draft)[0].against.as_deref(), Some("24.000"));
    // Two amounts of one wrong period can be compared, two of different periods cannot.
    let hours = paid("empleado-a", Some("bruto-ano"), Some("14"), Some("12"));
    assert_told(&hours, &[(716, "/salaryMin"), (716, "/salaryMax"), (659, "/salaryMax")]);
    assert_told(
        &paid("empleado-a", Some("rey"), Some("14"), Some("12")),
        &[(686, "/salaryPeriod"), (659, "/salaryMax")],
    );
}

/// Every pair of amounts of every period, by the amounts in the file.
#[test]
fn every_pair_of_amounts_is_judged_by_its_amount() {
    let entries: Vec<&Entry> = SHIPPED
        .get("salary-quantity")
        .unwrap()
        .entries()
        .iter()
        .filter(|entry| entry.key != "seleccionar")
        .collect();
    let mut count = 0;
    for least in &entries {
        for greatest in &entries {
            let draft = paid("empleado-a", Some("bruto-ano"), Some(&least.key), Some(&greatest.key));
            let codes: Vec<u16> = super::told(&draft).into_iter().map(|(code, _)| code).collect();
            let mut expected =
                vec![
                    716;
                    [least, greatest].iter().filter(|row| row.period.as_deref() != Some("bruto-ano")).count()
                ];
            if least.period == greatest.period && greatest.amount < least.amount {
                expected.push(659);
            }
            assert_eq!(codes, expected, "{} {}", least.key, greatest.key);
            count += 1;
        }
    }
    println!("{count} pairs of amounts");
}

#[test]
fn an_alias_of_a_period_stands_for_the_period() {
    let period = r#"{"dictionary": "salary-period", "entries": [
        {"id": 3, "key": "bruto-ano", "value": "y", "order": 10, "origin": "local"},
        {"id": 4, "key": "year", "value": "y", "order": 10, "origin": "local", "alias_of": "bruto-ano"}]}"#;
    let quantity = r#"{"dictionary": "salary-quantity", "entries": [
        {"id": 1, "key": "1", "value": "1", "order": 1, "origin": "local", "amount": 1, "period": "year"},
        {"id": 2, "key": "2", "value": "2", "order": 2, "origin": "local", "amount": 2, "period": "bruto-ano"}]}"#;
    let files = [("salary-period.json", period), ("salary-quantity.json", quantity)];
    let dictionaries = Dictionaries::shipped_with(files).unwrap();
    for period in ["bruto-ano", "year"] {
        let salary =
            paid("empleado-a", Some(period), Some("1"), Some("2")).judge(&dictionaries).unwrap().salary;
        assert_eq!(salary.map(|salary| salary.period).as_deref(), Some(period));
    }
    let violations = paid("empleado-a", Some("year"), Some("2"), Some("1")).judge(&dictionaries).unwrap_err();
    assert_eq!(violations.first().code(), 659);
}
