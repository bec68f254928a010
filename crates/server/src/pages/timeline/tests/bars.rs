//! Where bars, joints, differences and gaps stand.

use std::fmt::Write as _;

use super::super::axis::Stretch;
use super::super::strip::{BarEnd, Strip};
use super::super::{Block, Picture};
use super::{Scene, bare};

fn on_line(stretch: Stretch) -> String {
    format!("{} to {}", stretch.x, stretch.end())
}

/// A strip as text, a line for each shape.
fn written(strip: &Strip) -> String {
    let mut text = format!("{} px\n", strip.height);
    for bar in &strip.bars {
        write!(text, "{:?} at {}: {}", bar.state, bar.y, on_line(bar.stretch)).unwrap();
        if let Some(soft) = bar.soft_start {
            write!(text, ", soft until {}", soft.end()).unwrap();
        }
        match bar.end {
            BarEnd::Hard => {}
            BarEnd::Soft(soft) => write!(text, ", soft from {}", soft.x).unwrap(),
            BarEnd::Fading(soft) => write!(text, ", fading from {}", soft.x).unwrap(),
            BarEnd::Arrow => text.push_str(", an arrow"),
        }
        text.push_str(if bar.is_tiny() { ", tiny\n" } else { "\n" });
    }
    for joint in &strip.joints {
        writeln!(text, "joined at {}: {}", joint.y, on_line(joint.stretch)).unwrap();
    }
    for difference in &strip.differences {
        let piece = difference.piece;
        let at = difference.mark_y;
        writeln!(text, "differs at {}: {}, marked at {at}", piece.y, on_line(piece.stretch)).unwrap();
    }
    text
}

fn strips(lines: &[&str]) -> String {
    let picture = Scene::of(lines, &[]).for_owner();
    let strips: Vec<String> = picture.jobs().iter().map(|job| written(&job.strip)).collect();
    strips.join("\n")
}

// The axis of all of these runs from 2017 to 2026, ten years, so that a year is about ten percent.
const ANCHOR: &str = "anchor | person | Elsewhere | Clerk | 2017-01-01 | 2017-12-31";

#[test]
fn a_day_is_a_hard_edge_and_a_month_a_soft_one() {
    insta::assert_snapshot!(strips(&[
        ANCHOR,
        "mine | person  | Acme | Cook | 2020-01-01 | 2020-12-31",
        "pay  | Payroll | Acme | Cook | 2020-01    | 2020-12",
    ]), @"
    48 px
    Declared at 5: 29.98% to 40.01%
    Attested at 29: 29.98% to 40.01%, soft until 31.58%, soft from 38.41%
    joined at 19: 29.98% to 40.01%

    24 px
    Declared at 5: 0% to 9.99%
    ");
}

#[test]
fn what_lasts_has_an_arrow_at_today_and_what_was_not_reported_fades_out_before_it() {
    insta::assert_snapshot!(strips(&[
        ANCHOR,
        "mine | person  | Acme | Cook | 2020-01-01 | current",
        "pay  | Payroll | Acme | Cook | 2020-01    | known until 2025-11",
        "old  | Payroll | Globex | Cook | 2018-01  | known until 2019-06",
    ]), @"
    48 px
    Declared at 5: 29.98% to 90.03%, an arrow
    Attested at 29: 29.98% to 89.16%, soft until 31.58%, fading from 80.16%
    joined at 19: 29.98% to 89.16%

    24 px
    Stale at 5: 9.99% to 24.95%, soft until 11.59%, fading from 17.47%

    24 px
    Declared at 5: 0% to 9.99%
    ");
}

#[test]
fn a_horizon_in_this_month_is_not_drawn_past_today() {
    let mut scene = Scene::of(&["pay | Payroll | Acme | Cook | 2020-01 | known until 2026-01"], &[]);
    scene.on = jiff::civil::date(2026, 1, 10);
    let picture = scene.for_owner();
    let bar = &picture.jobs()[0].strip.bars[0];
    assert!(bar.is_fading());
    // Today itself may be one of the days that are known.
    assert!(bar.stretch.end().get() - picture.today.get() < 0.1, "{bar:?} {:?}", picture.today);
}

#[test]
fn a_difference_is_marked_between_the_two_dates_in_the_lane_that_does_not_cover_it() {
    insta::assert_snapshot!(strips(&[
        ANCHOR,
        "mine | person  | Acme | Cook | 2020-01-01 | 2021-06-30",
        "pay  | Payroll | Acme | Cook | 2020-01    | 2021-03",
        "m2   | person  | Globex | Cook | 2020-06  | current",
        "p2   | Payroll | Globex | Cook | 2020-01  | 2024-12-31",
    ]), @"
    48 px
    Declared at 5: 34.15% to 90.03%, soft until 35.75%, an arrow
    Attested at 29: 29.98% to 80.01%, soft until 31.58%
    differs at 5: 30.83% to 34.15%, marked at 24
    differs at 29: 80.01% to 90.01%, marked at 24

    48 px
    Declared at 5: 29.98% to 44.96%
    Attested at 29: 29.98% to 42.47%, soft until 31.58%, soft from 40.87%
    joined at 19: 29.98% to 42.47%
    differs at 29: 42.47% to 44.93%, marked at 24

    24 px
    Declared at 5: 0% to 9.99%
    ");
}

#[test]
fn two_partners_that_contradict_each_other_are_marked_between_their_lanes() {
    insta::assert_snapshot!(strips(&[
        ANCHOR,
        "mine | person  | Acme | Cook | 2020-01 | 2021-03",
        "one  | Agency  | Acme | Cook | 2020-01 | 2021-03",
        "two  | Payroll | Acme | Cook | 2020-01 | 2021-09",
    ]), @"
    72 px
    Declared at 5: 29.98% to 42.47%, soft until 31.58%, soft from 40.87%
    Attested at 29: 29.98% to 42.47%, soft until 31.58%, soft from 40.87%
    Attested at 53: 29.98% to 47.48%, soft until 31.58%, soft from 45.88%
    joined at 19: 29.98% to 42.47%
    joined at 43: 29.98% to 42.47%
    differs at 5: 42.47% to 46.66%, marked at 24
    differs at 29: 42.47% to 46.66%, marked at 48

    24 px
    Declared at 5: 0% to 9.99%
    ");
}

#[test]
fn lanes_are_joined_where_a_start_or_an_end_agrees_and_not_where_neither_does() {
    let picture = Scene::of(
        &[
            "a1 | person  | Acme | Cook | 2018-01 | 2020-12",
            "a2 | Payroll | Acme | Cook | 2019-01 | 2019-12",
            "b1 | person  | Globex | Boss  | 2010-01 | 2012-12",
            "b2 | Payroll | Globex | Clerk | 2010-01 | 2012-12",
        ],
        &[],
    );
    let picture = picture.for_owner();
    let joints: Vec<usize> = picture.jobs().iter().map(|job| job.strip.joints.len()).collect();
    assert_eq!(joints, [0, 1], "the dates differ; only the title differs");
}

fn gaps(picture: &Picture<'_>) -> Vec<String> {
    let gaps = picture.blocks.iter().map(|block| match block {
        Block::Gap(gap) => format!("{}: {}", on_line(gap.stretch), bare(&gap.words)),
        Block::Employer(employer) => employer.names.name.clone(),
    });
    gaps.collect()
}

#[test]
fn a_gap_stands_between_the_employers_with_its_length_in_words() {
    let scene = Scene::of(
        &[
            "new | person | Acme | Cook | 2024-03 | current",
            "mid | person | Globex | Cook | 2019-05 | 2023-10-31",
            "old | person | Initech | Cook | 2017-01-01 | 2019-03-31",
        ],
        &[],
    );
    insta::assert_snapshot!(gaps(&scene.for_owner()).join("\n"), @"
    Acme
    68.32% to 71.63%: No job stated: 31 October 2023 – March 2024. The gap is between 4 and 5 months long.
    Globex
    22.45% to 23.27%: No job stated: 31 March 2019 – May 2019. The gap is between 30 and 60 days long.
    Initech
    ");
}

#[test]
fn a_gap_stands_after_an_employer_that_has_jobs_on_both_sides_of_it() {
    let scene = Scene::of(
        &[
            "new | person | Acme | Cook | 2024-03 | current",
            "mid | person | Globex | Cook | 2020-01 | 2020-12",
            "old | person | Acme | Cook | 2017-01-01 | 2019-12-31",
        ],
        &[],
    );
    let gaps = gaps(&scene.for_owner());
    assert_eq!(gaps.len(), 3);
    assert_eq!((gaps[0].as_str(), gaps[2].as_str()), ("Acme", "Globex"));
}
