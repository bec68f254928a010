//! Which of several broken rules is told.

use super::{SHIPPED, list, said, with, wrong};
use crate::experience::{Draft, Rule};
use crate::sent::Sent;

/// One draft for each rule that breaks it, so that two of them can be laid over each other. A member that the
/// breaking does not need is left at [`Sent::Absent`].
fn breaking(rule: Rule) -> Draft {
    let mut d = Draft::default();
    match rule {
        Rule::WrongType => d.visible = Sent::Unusable,
        Rule::MissingCompany => d.company = said(" "),
        Rule::MissingJob => d.job = said(" "),
        Rule::MissingStartingDate => d.starting_date = said(" "),
        Rule::MissingEnd => d.finishing_date = said(" "),
        Rule::MissingLevel => d.level = said(" "),
        Rule::MissingStaff => (d.level, d.staff) = (said("mando-intermedio"), said(" ")),
        Rule::MissingReportingTo => (d.level, d.reporting_to) = (said("mando-intermedio"), said(" ")),
        Rule::MissingCategory => d.category = said(" "),
        Rule::MissingSubcategories => d.subcategories = list(&[]),
        Rule::MissingSalaryPeriod => (d.level, d.salary_period) = (said("mando-intermedio"), said(" ")),
        Rule::MissingSalaryMin => (d.level, d.salary_min) = (said("mando-intermedio"), said(" ")),
        Rule::MissingSalaryMax => (d.level, d.salary_max) = (said("mando-intermedio"), said(" ")),
        Rule::SalaryIncomplete => {
            (d.level, d.salary_period, d.salary_min) = (said("empleado-a"), said(" "), said("18.000"));
        }
        Rule::TooLongCompany => d.company = said(&"x".repeat(151)),
        Rule::TooLongJob => d.job = said(&"x".repeat(151)),
        Rule::TooLongDescription => d.description = said(&"x".repeat(4001)),
        Rule::ControlCharacter => d.description = said("a\u{1}b"),
        Rule::ExpertiseOutOfLimits => d.expertise = list(&[""]),
        Rule::UnknownLevel => d.level = said("rey"),
        Rule::UnknownStaff => d.staff = said("rey"),
        Rule::UnknownReportingTo => d.reporting_to = said("rey"),
        Rule::UnknownCategory => d.category = said("rey"),
        Rule::UnknownSubcategory => d.subcategories = list(&["rey"]),
        Rule::UnknownIndustry => d.industry = said("rey"),
        Rule::UnknownSalaryPeriod => d.salary_period = said("rey"),
        Rule::UnknownSalaryMin => d.salary_min = said("rey"),
        Rule::UnknownSalaryMax => d.salary_max = said("rey"),
        Rule::MalformedDate => d.starting_date = said("ayer"),
        Rule::FinishedAndOnCourse => d.on_course = Sent::Value(true),
        Rule::NotLaterThanStart => d.finishing_date = said("1999-01-01"),
        Rule::SubcategoryNotUnderCategory => d.subcategories = list(&["auditoria"]),
        Rule::AmountOfOtherPeriod => d.salary_period = said("bruto-hora"),
        Rule::MaxBelowMin => (d.salary_min, d.salary_max) = (said("24.000"), said("18.000")),
    }
    d
}

/// A whole and right draft at a level that needs everything.
fn base() -> Draft {
    with(|draft| {
        draft.level = said("mando-intermedio");
        draft.staff = said("1-5");
        draft.reporting_to = said("director-area");
        draft.salary_period = said("bruto-ano");
        draft.salary_min = said("18.000");
        draft.salary_max = said("24.000");
    })
}

/// The draft with what the others send in its place. `None` where two of them send the same member differently.
fn laid_over(base: &Draft, others: &[Draft]) -> Option<Draft> {
    macro_rules! members {
        ($($member:ident)+) => {{
            $(
                let sent: Vec<_> = others.iter().map(|other| &other.$member).filter(|sent| !sent.is_absent()).collect();
                if sent.windows(2).any(|pair| pair[0] != pair[1]) {
                    return None;
                }
            )+
            Some(Draft { $($member: others.iter().map(|other| &other.$member).find(|sent| !sent.is_absent())
                .unwrap_or(&base.$member).clone(),)+ })
        }};
    }
    members!(company job description starting_date finishing_date on_course industry level staff reporting_to category
        subcategories salary_period salary_min salary_max hide_salary visible expertise)
}

#[test]
fn ledger_11_each_rule_is_told_alone() {
    assert_eq!(wrong(&base()), []);
    for rule in Rule::ALL {
        let draft = laid_over(&base(), &[breaking(rule)]).unwrap();
        let rules: Vec<Rule> = wrong(&draft).iter().map(|violation| violation.rule).collect();
        assert!(!rules.is_empty() && rules.iter().all(|other| *other == rule), "{rule:?}: {rules:?}");
    }
}

#[test]
fn ledger_11_of_two_broken_rules_the_earlier_is_told_first_and_both_are_told() {
    let mut count = 0;
    for (place, earlier) in Rule::ALL.into_iter().enumerate() {
        for later in Rule::ALL.into_iter().skip(place + 1) {
            let Some(draft) = laid_over(&base(), &[breaking(earlier), breaking(later)]) else {
                continue;
            };
            if (earlier, later) == (Rule::MissingEnd, Rule::FinishedAndOnCourse) {
                continue; // Each is the other's cure.
            }
            let rules: Vec<Rule> = wrong(&draft).iter().map(|violation| violation.rule).collect();
            assert_eq!(rules.first(), Some(&earlier), "{later:?}: {rules:?}");
            assert!(rules.is_sorted(), "{rules:?}");
            // A rule that rests on a value which the other one broke is not judged.
            let rests = matches!(
                (earlier, later),
                (Rule::MissingStartingDate | Rule::MalformedDate, Rule::NotLaterThanStart)
                    | (Rule::MissingCategory | Rule::UnknownCategory, Rule::SubcategoryNotUnderCategory)
            );
            assert!(rests || rules.contains(&later), "{earlier:?} {later:?}: {rules:?}");
            count += 1;
        }
    }
    println!("{count} pairs of rules");
    assert!(count > 400, "{count}");
}

#[test]
fn ledger_11_the_order_is_the_contracts() {
    assert!(Rule::ALL.is_sorted());
    let missing = [672, 671, 673, 674, 677, 657, 749, 675, 676, 678, 679, 682, 656];
    let too_long = [684, 683, 685];
    let dictionary = [691, 696, 695, 688, 689, 690, 686, 687, 692];
    let contradictions = [226, 658, 654, 670, 716, 659];
    let mut contract: Vec<u16> = vec![225];
    contract.extend(missing);
    contract.extend(too_long);
    contract.push(201);
    contract.extend(dictionary);
    contract.extend(contradictions);
    let mut codes: Vec<u16> = Rule::ALL.iter().map(|rule| rule.code()).collect();
    codes.dedup();
    assert_eq!(codes, contract);
}

#[test]
fn violations_of_one_rule_stand_by_field_then_by_place() {
    let draft = with(|draft| {
        draft.expertise = list(&["", "x", ""]);
        draft.job = said("a\u{0}b");
        draft.company = said("a\u{0}b");
    });
    let violations = draft.judge(&SHIPPED).unwrap_err();
    assert_eq!(violations.first().pointer(), "/company");
    let places: Vec<String> = violations.iter().map(super::Violation::pointer).collect();
    assert_eq!(places, ["/company", "/job", "/expertise/0/skill", "/expertise/2/skill"]);
}
