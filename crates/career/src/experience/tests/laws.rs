//! What holds for every draft.

use proptest::prelude::*;

use super::SHIPPED;
use crate::experience::{Draft, Field, Rule};
use crate::sent::Sent;

/// Any text, often one that some field takes, sometimes padded.
fn text() -> impl Strategy<Value = String> {
    let plausible = prop::sample::select(vec![
        "",
        " ",
        "-",
        "seleccionar",
        "empleado-a",
        "especialista",
        "mando-intermedio",
        "becario-practicas",
        "1-5",
        "0",
        "informatica-telecomunicaciones",
        "legal",
        "programacion",
        "notaria-registros",
        "gestion-proyectos",
        "director-area",
        "servicios-de-ti",
        "bruto-ano",
        "bruto-hora",
        "18.000",
        "24.000",
        "12",
        "2006-09-14",
        "2011-06-14",
        "2200-12-31T23:59:60Z",
        "1899-12-31",
        "InfoJobs",
    ]);
    prop_oneof![
        6 => plausible.prop_map(str::to_owned),
        1 => any::<String>(),
        1 => (any::<char>(), 0..5000_usize).prop_map(|(character, length)| character.to_string().repeat(length)),
        1 => "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.Z+-]{0,14})?",
        1 => "[ \\t\\n]{0,3}(legal|empleado-a)[ \\r\\n]{0,3}",
    ]
}

fn sent<T: std::fmt::Debug + Clone>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Sent<T>> {
    prop_oneof![3 => Just(Sent::Absent), 1 => Just(Sent::Unusable), 16 => value.prop_map(Sent::Value)]
}

/// Any draft: each text member by its place in a list, so that a field needs no line of its own.
fn any_draft() -> impl Strategy<Value = Draft> {
    let texts = prop::collection::vec(sent(text()), Field::ALL.len());
    let lists = [sent(prop::collection::vec(text(), 0..60)), sent(prop::collection::vec(text(), 0..60))];
    (texts, lists, [sent(any::<bool>()), sent(any::<bool>()), sent(any::<bool>())]).prop_map(
        |(texts, lists, flags)| {
            let mut draft = Draft::default();
            for (field, text) in Field::ALL.into_iter().zip(texts) {
                if let Some(member) = super::member(&mut draft, field) {
                    *member = text;
                }
            }
            [draft.subcategories, draft.expertise] = lists;
            [draft.on_course, draft.hide_salary, draft.visible] = flags;
            draft
        },
    )
}

/// A draft with nothing wrong, every member of which may be any of several.
fn right_draft() -> impl Strategy<Value = Draft> {
    let keys = |id: &str| {
        let keys: Vec<String> =
            SHIPPED.get(id).unwrap().entries().iter().map(|entry| entry.key.clone()).collect();
        prop::sample::select(keys)
    };
    let optional = |id: &str| prop::option::of(keys(id));
    let words = "[ \\n]{0,2}[a-zñ🦤][a-zñ🦤 \\n\\t]{0,80}[ \\t]{0,2}";
    let subcategory = prop::sample::select(SHIPPED.get("subcategory").unwrap().entries().to_vec());
    (
        (words, words, prop::option::of(words), prop::collection::vec("[a-zñ ]{0,98}[a-z] ?", 0..=50)),
        (1900..2050_i16, 1..=12_i8, 1..=28_i8, prop::option::of(1..150_i16), any::<[bool; 3]>()),
        (optional("industry"), keys("professional-level"), keys("staff"), keys("manager-professional-level")),
        (
            prop::collection::vec(subcategory, 1..9),
            prop::sample::select(vec![["bruto-ano", "18.000", "24.000"], ["bruto-hora", "12", "12"]]),
        ),
    )
        .prop_map(
            |(
                (company, job, description, expertise),
                (year, month, day, years, flags),
                keys,
                (rows, salary),
            )| {
                let date = |year: i16| Sent::Value(format!("{year:04}-{month:02}-{day:02}"));
                let under = rows[0].parent;
                let subcategories = rows.iter().filter(|row| row.parent == under).map(|row| row.key.clone());
                Draft {
                    company: Sent::Value(company),
                    job: Sent::Value(job),
                    description: description.into(),
                    starting_date: date(year),
                    finishing_date: years.map_or(Sent::Absent, |years| date(year + years)),
                    on_course: Sent::Value(years.is_none()),
                    industry: keys.0.into(),
                    level: Sent::Value(keys.1),
                    staff: Sent::Value(keys.2),
                    reporting_to: Sent::Value(keys.3),
                    category: rows[0].parent_key.clone().into(),
                    subcategories: Sent::Value(subcategories.collect()),
                    salary_period: Sent::Value(salary[0].to_owned()),
                    salary_min: Sent::Value(salary[1].to_owned()),
                    salary_max: Sent::Value(salary[2].to_owned()),
                    hide_salary: Sent::Value(flags[0]),
                    visible: Sent::Value(flags[1]),
                    expertise: if flags[2] { Sent::Value(expertise) } else { Sent::Absent },
                }
            },
        )
}

/// The draft with white space around every text.
fn padded(draft: &Draft) -> Draft {
    let pad = |text: &String| format!(" \n{text}\t ");
    let pad_all = |texts: &Sent<Vec<String>>| match texts {
        Sent::Value(texts) => Sent::Value(texts.iter().map(pad).collect()),
        other => other.clone(),
    };
    let mut padded = draft.clone();
    for field in Field::ALL {
        if let Some(Sent::Value(text)) = super::member(&mut padded, field) {
            *text = pad(text);
        }
    }
    Draft { subcategories: pad_all(&draft.subcategories), expertise: pad_all(&draft.expertise), ..padded }
}

proptest! {
    #[test]
    fn judging_any_draft_gives_an_experience_or_violations_in_order(draft in any_draft()) {
        match draft.judge(&SHIPPED) {
            Ok(experience) => prop_assert_eq!(Draft::from(&experience).judge(&SHIPPED), Ok(experience)),
            Err(violations) => {
                let rules: Vec<Rule> = violations.iter().map(|violation| violation.rule).collect();
                prop_assert!(rules.is_sorted());
                prop_assert_eq!(rules[0], violations.first().rule);
                let kinds: Vec<_> = violations.iter().map(|v| (v.rule, v.field, v.index)).collect();
                prop_assert!(kinds.windows(2).all(|pair| pair[0] < pair[1]), "told twice: {:?}", kinds);
            }
        }
    }

    #[test]
    fn a_judged_experience_is_judged_to_itself(draft in right_draft()) {
        let experience = draft.judge(&SHIPPED).unwrap();
        prop_assert_eq!(Draft::from(&experience).judge(&SHIPPED).unwrap(), experience);
    }

    #[test]
    fn trimming_twice_is_trimming_once(draft in prop_oneof![any_draft(), right_draft()]) {
        prop_assert_eq!(padded(&draft).judge(&SHIPPED), draft.judge(&SHIPPED));
        if let Ok(experience) = draft.judge(&SHIPPED) {
            prop_assert_eq!(experience.company.trim(), &experience.company);
            prop_assert_eq!(experience.description.as_deref().map(str::trim), experience.description.as_deref());
            prop_assert!(experience.expertise.iter().all(|skill| skill.trim() == skill));
        }
    }

    #[test]
    fn a_draft_that_passes_holds_to_every_limit(draft in prop_oneof![any_draft(), right_draft()]) {
        if let Ok(experience) = draft.judge(&SHIPPED) {
            prop_assert!((1..=150).contains(&experience.company.chars().count()));
            prop_assert!((1..=150).contains(&experience.job.chars().count()));
            prop_assert!(experience.description.is_none_or(|text| (1..=4000).contains(&text.chars().count())));
            prop_assert!(experience.end.finished().is_none_or(|date| date > experience.starting_date));
            prop_assert!(!experience.subcategories.is_empty());
            prop_assert!(experience.expertise.len() <= 50);
        }
    }
}
