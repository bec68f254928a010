//! What holds for whatever statements there are.

use career::reconciliation::Policy;
use career::timeline::Statement;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::super::super::Page;
use super::super::super::tests::html::Piece;
use super::super::Audience;
use super::cases::read;
use super::{Scene, statement};

fn day() -> impl Strategy<Value = Date> {
    let near = 6_000_i64..10_000;
    let far = 0_i64..109_000;
    let days = prop_oneof![4 => near, 1 => far];
    days.prop_map(|days| {
        date(1900, 1, 1).saturating_add((days + 36_000).min(109_000).days()).min(date(2200, 12, 31))
    })
}

/// A date as it is written: a day or its month.
fn written(day: Date, as_month: bool) -> String {
    let text = day.to_string();
    if as_month { text[..7].to_owned() } else { text }
}

const NAMES: &[&str] = &["Acme", "ACME Pty Ltd", "Globex", "Initech", "شركة المثال", "株式会社トヨタ"];

fn line() -> impl Strategy<Value = String> {
    let who = prop_oneof![Just("person"), Just("Agency"), Just("Payroll"), Just("Union")];
    let organisation = proptest::sample::select(NAMES);
    let title = proptest::sample::select(&["Cook", "Head Cook", "[Cook]", "技師"][..]);
    let end = (0_i64..6_000, 0_u8..3, any::<bool>());
    (who, organisation, title, (day(), any::<bool>()), end, any::<bool>()).prop_map(
        |(who, organisation, title, (start, start_month), (length, kind, end_month), hidden)| {
            let person = who == "person";
            let title = if person { title.trim_matches(['[', ']']) } else { title };
            let last = start.saturating_add(length.days()).min(date(2200, 12, 31));
            let last = written(last, end_month);
            let end = match kind {
                0 if person => "current".to_owned(),
                0 | 1 if !person => format!("known until {last}"),
                _ => last,
            };
            let hidden = if hidden { " | hidden" } else { "" };
            format!("{who} | {organisation} | {title} | {} | {end}{hidden}", written(start, start_month))
        },
    )
}

fn statements() -> impl Strategy<Value = Vec<Statement>> {
    proptest::collection::vec(line(), 0..12).prop_map(|lines| {
        let numbered = lines.iter().enumerate();
        numbered.map(|(number, line)| statement(&format!("s{number} | {line}"))).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_is_drawn_outside_the_line(
        statements in statements(),
        on in day(),
        owner in any::<bool>(),
    ) {
        let mut scene = Scene::new(statements, Policy::shipped().unwrap());
        scene.on = on;
        let audience = if owner { Audience::Owner } else { Audience::Outsider };
        let picture = scene.picture(Page::default(), audience);
        for piece in read(&picture) {
            let Piece::Open(tag) = piece else { continue };
            let percent = |attribute| -> Option<f64> {
                tag.get(attribute)?.strip_suffix('%').map(|number| number.parse().unwrap())
            };
            for attribute in ["x", "x1", "x2", "width"] {
                let inside = percent(attribute).is_none_or(|number| (0.0..=100.0).contains(&number));
                prop_assert!(inside, "{:?}", tag);
            }
            // Two decimals each.
            let end = percent("x").unwrap_or(0.0) + percent("width").unwrap_or(0.0);
            prop_assert!(end <= 100.02, "{:?}", tag);
        }
    }
}
