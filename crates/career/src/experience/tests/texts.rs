//! Free text: presence, trimming, length, control characters, skills.

use super::{assert_told, draft, good, judge, list, said, told, with, with_text, wrong};
use crate::experience::{Draft, Field, Rule};
use crate::sent::Sent;

#[test]
fn a_required_member_that_is_absent_has_its_code() {
    for (field, code) in [
        (Field::Company, 672),
        (Field::Job, 671),
        (Field::StartingDate, 673),
        (Field::FinishingDate, 674),
        (Field::Level, 677),
        (Field::Category, 675),
    ] {
        let draft = with(|draft| *super::member(draft, field).unwrap() = Sent::Absent);
        assert_told(&draft, &[(code, &format!("/{}", field.wire_name()))]);
    }
    assert_told(&with(|draft| draft.subcategories = Sent::Absent), &[(676, "/subcategories")]);
}

#[test]
fn nothing_at_all_is_told_member_by_member() {
    let places =
        ["/company", "/job", "/startingDate", "/finishingDate", "/level", "/category", "/subcategories"];
    let codes = [672, 671, 673, 674, 677, 675, 676];
    assert_told(&Draft::default(), &codes.into_iter().zip(places).collect::<Vec<_>>());
}

/// `null` arrives as [`Sent::Absent`]; there is no third way of saying nothing.
#[test]
fn ledger_6_null_is_absence_and_takes_the_default() {
    let experience = good(&draft());
    assert_eq!(
        (&experience.description, &experience.industry, &experience.staff, &experience.reporting_to),
        (&None, &None, &None, &None)
    );
    assert_eq!((experience.hide_salary, experience.visible, experience.expertise.len()), (false, false, 0));
    assert_eq!(Sent::<String>::from(None), Sent::Absent);
    assert_eq!(told(&with(|draft| draft.company = None.into())), [(672, "/company".to_owned())]);
}

#[test]
fn ledger_7_a_blank_member_is_missing() {
    for blank in ["", " ", "\n\t\r ", "\u{a0}\u{2003}\u{3000}"] {
        for (field, code) in [
            (Field::Company, 672),
            (Field::Job, 671),
            (Field::StartingDate, 673),
            (Field::FinishingDate, 674),
            (Field::Level, 677),
            (Field::Category, 675),
        ] {
            assert_told(&with_text(field, blank), &[(code, &format!("/{}", field.wire_name()))]);
        }
        for field in [
            Field::Description,
            Field::Industry,
            Field::Staff,
            Field::ReportingTo,
            Field::SalaryMin,
            Field::SalaryMax,
            Field::SalaryPeriod,
        ] {
            assert_eq!(judge(&with_text(field, blank)), judge(&draft()), "{field:?}");
        }
        assert_told(&with(|draft| draft.subcategories = list(&[blank, blank])), &[(676, "/subcategories")]);
    }
}

#[test]
fn ledger_7_white_space_is_trimmed_at_the_ends_alone() {
    let experience = good(&with(|draft| {
        draft.company = said(" \u{3000}Info  Jobs\n");
        draft.description = said("\n one\n\ttwo \r\n");
        draft.level = said(" empleado-a\n");
        draft.starting_date = said(" 2006-09-14 ");
        draft.subcategories = list(&[" programacion "]);
        draft.expertise = list(&["  Rust "]);
    }));
    assert_eq!(experience.company, "Info  Jobs");
    assert_eq!(experience.description.as_deref(), Some("one\n\ttwo"));
    assert_eq!(experience.level, "empleado-a");
    assert_eq!(
        (experience.subcategories.as_slice(), experience.expertise.as_slice()),
        (&["programacion".to_owned()][..], &["Rust".to_owned()][..])
    );
}

/// Each limit, its field and the code of going over it.
const LIMITS: [(Field, usize, u16); 3] =
    [(Field::Company, 150, 684), (Field::Job, 150, 683), (Field::Description, 4000, 685)];

#[test]
fn ledger_7_lengths_count_scalar_values_after_trimming() {
    for (field, limit, code) in LIMITS {
        for character in ["a", "ñ", "🦤"] {
            assert_eq!(told(&with_text(field, &format!(" {}\n", character.repeat(limit)))), [], "{field:?}");
            let draft = with_text(field, &character.repeat(limit + 1));
            assert_told(&draft, &[(code, &format!("/{}", field.wire_name()))]);
            assert_eq!(wrong(&draft)[0].sent.as_ref().map(|sent| sent.chars().count()), Some(limit + 1));
        }
        // Two scalar values that show as one character count as two.
        assert_eq!(told(&with_text(field, &"e\u{301}".repeat(limit / 2))), []);
        assert_eq!(told(&with_text(field, &"e\u{301}".repeat(limit / 2 + 1)))[0].0, code);
    }
}

#[test]
fn ledger_101_a_description_has_up_to_4000_characters_not_1500() {
    for length in [1499, 1500, 1501, 4000] {
        assert_eq!(told(&with_text(Field::Description, &"x".repeat(length))), []);
    }
    assert_told(&with_text(Field::Description, &"x".repeat(4001)), &[(685, "/description")]);
}

#[test]
fn ledger_102_company_and_job_may_have_150_characters() {
    for (field, code, place) in [(Field::Company, 684, "/company"), (Field::Job, 683, "/job")] {
        for length in [149, 150] {
            assert_eq!(told(&with_text(field, &"x".repeat(length))), []);
        }
        assert_told(&with_text(field, &"x".repeat(151)), &[(code, place)]);
    }
}

#[test]
fn ledger_8_a_control_character_is_refused_in_every_text_member() {
    for character in ['\u{0}', '\u{1}', '\u{8}', '\u{b}', '\u{1b}', '\u{1f}', '\u{7f}', '\u{80}', '\u{9f}'] {
        for field in Field::ALL {
            let mut draft = draft();
            let Some(member) = super::member(&mut draft, field) else {
                continue;
            };
            *member = said(&format!("a{character}b"));
            let place = format!("/{}", field.wire_name());
            let first = told(&draft).into_iter().find(|(code, _)| *code == 201);
            assert_eq!(first, Some((201, place.clone())), "{character:?}");
            assert_eq!(told(&draft).iter().filter(|(_, other)| *other == place).count(), 1, "{draft:?}");
        }
        let text = format!("a{character}b");
        assert_told(
            &with(|draft| draft.subcategories = list(&["programacion", &text])),
            &[(201, "/subcategories/1")],
        );
        assert_told(&with(|draft| draft.expertise = list(&["Rust", &text])), &[(201, "/expertise/1/skill")]);
    }
    for field in [Field::Company, Field::Job, Field::Description] {
        assert_eq!(told(&with_text(field, "a\nb\r\n\tc")), []);
    }
}

#[test]
fn ledger_8_a_text_that_is_too_long_and_holds_a_control_character_is_both() {
    let text = format!("{}\u{0}", "x".repeat(150));
    assert_told(&with_text(Field::Company, &text), &[(684, "/company"), (201, "/company")]);
}

#[test]
fn ledger_10_expertise_has_at_most_50_skills_of_1_to_100_characters() {
    let skills = |number: usize| Sent::Value(vec!["Rust".to_owned(); number]);
    assert_eq!(good(&with(|draft| draft.expertise = skills(50))).expertise.len(), 50);
    let draft = with(|draft| draft.expertise = skills(51));
    assert_told(&draft, &[(201, "/expertise")]);
    assert_eq!(
        (wrong(&draft)[0].rule, wrong(&draft)[0].sent.as_deref()),
        (Rule::ExpertiseOutOfLimits, Some("51"))
    );

    let (most, more) = ("ñ".repeat(100), "ñ".repeat(101));
    assert_eq!(
        good(&with(|draft| draft.expertise = list(&["x", &most, &format!(" {most} ")]))).expertise[2],
        most
    );
    let draft = with(|draft| draft.expertise = list(&["x", &more, "", "  ", "y"]));
    assert_told(
        &draft,
        &[(201, "/expertise/1/skill"), (201, "/expertise/2/skill"), (201, "/expertise/3/skill")],
    );
    assert_eq!(good(&with(|draft| draft.expertise = list(&[]))).expertise.len(), 0);
}
