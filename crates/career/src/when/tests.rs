//! What holds for dates and periods.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::days::number;
use super::*;

pub(crate) fn when(text: &str) -> When {
    text.parse().unwrap()
}

fn any_day() -> impl Strategy<Value = Date> {
    (0..109_938_i32).prop_map(|days| date(1900, 1, 1).saturating_add(jiff::Span::new().days(days)))
}

fn any_when() -> impl Strategy<Value = When> {
    (any_day(), any::<bool>()).prop_map(|(day, coarse)| {
        let day = When::day(day).unwrap();
        if coarse { day.coarsened() } else { day }
    })
}

fn any_span() -> impl Strategy<Value = Span> {
    prop_oneof![(0..40_u16).prop_map(Span::Months), (0..400_u16).prop_map(Span::Days)]
}

#[test]
fn a_date_is_written_as_it_was_said() {
    for text in ["2020-01", "2006-09-14", "1900-01-01", "2200-12-31", "2200-12", "2024-02-29"] {
        assert_eq!(when(text).to_string(), text);
        let json = format!("\"{text}\"");
        assert_eq!(serde_json::to_string(&when(text)).unwrap(), json);
        assert_eq!(serde_json::from_str::<When>(&json).unwrap(), when(text));
    }
    assert_eq!(when("2020-01").precision(), Precision::Month);
    assert_eq!(when("2020-01-31").coarsened(), when("2020-01"));
}

#[test]
fn a_text_of_unknown_precision_is_no_date() {
    for text in [
        "",
        "2020",
        "2020-1",
        "01/2020",
        "2020-01-1",
        "2020-01-01T00:00:00Z",
        "now",
        "20200101",
        "２０２０-01",
    ] {
        assert_eq!(text.parse::<When>(), Err(WhenError::Form), "{text}");
    }
    assert_eq!("2023-02-29".parse::<When>(), Err(WhenError::Day));
    assert_eq!("2023-13-01".parse::<When>(), Err(WhenError::Day));
    assert_eq!("1899-12-31".parse::<When>(), Err(WhenError::Year(1899)));
    assert!(matches!("2023-13".parse::<When>(), Err(WhenError::Month(_))));
    let told = serde_json::from_str::<When>("\"spring 2020\"").unwrap_err().to_string();
    assert!(told.contains("`spring 2020`") && told.contains("YYYY-MM-DD"), "{told}");
}

#[test]
fn a_difference_is_the_smallest_and_the_greatest_possible() {
    let difference = |one, other| {
        let found = when(one).days().difference(when(other).days());
        (found.least_days, found.greatest_days)
    };
    assert_eq!(difference("2020-01", "2020-01-17"), (0, 16));
    assert_eq!(difference("2020-01", "2020-02"), (1, 59));
    assert_eq!(difference("2020-01-31", "2020-02-01"), (1, 1));
    assert_eq!(difference("2020-03-05", "2020-03-05"), (0, 0));
}

#[test]
fn ledger_80_a_tolerance_of_months_is_calendar_arithmetic() {
    let month = Span::Months(1);
    assert_eq!(month.after(date(2023, 1, 31)), date(2023, 2, 28));
    assert_eq!(month.after(date(2024, 1, 31)), date(2024, 2, 29));
    let spans = |one: &str, other: &str| month.spans(when(one).days(), when(other).days());
    assert!(spans("2023-01-31", "2023-02-28"));
    assert!(!spans("2023-01-31", "2023-03-01"));
    assert!(spans("2020-01", "2020-02-29"), "31 January plus a month");
    assert!(!spans("2020-01", "2020-03"));
    assert!(spans("2020-03-15", "2020-02-15") && !spans("2020-03-15", "2020-02-14"));
    assert!(!Span::Days(0).spans(when("2020-01-31").days(), when("2020-02").days()));
}

#[test]
fn an_end_before_the_start_is_no_period() {
    let period = |start, end| Period::new(when(start), end);
    assert!(period("2020-01-15", End::Ended(when("2020-01"))).is_ok(), "it may be the 15th or later");
    assert!(period("2020-01", End::Ended(when("2019-12-31"))).is_err());
    let told = period("2020-01", End::NotReported(when("2019-12"))).unwrap_err().to_string();
    assert_eq!(told, "the horizon 2019-12 lies before the start 2020-01");
}

fn overlap(one: (&str, &str), other: (&str, &str)) -> bool {
    let extent = |(start, end): (&str, &str)| {
        Period::new(when(start), End::Ended(when(end))).unwrap().extent(date(2026, 1, 1))
    };
    let found = extent(one).can_overlap(extent(other), 500_000);
    assert_eq!(found, extent(other).can_overlap(extent(one), 500_000), "{one:?} {other:?}");
    found
}

#[test]
fn ledger_81_touching_months_are_two_stints_and_half_the_shorter_period_is_one_job() {
    assert!(!overlap(("2018-01", "2020-01"), ("2020-01", "2021-06")));
    assert!(overlap(("2018-01", "2020-01"), ("2018-03", "2019-06")));
    assert!(!overlap(("2018-01-01", "2018-12-31"), ("2018-09-01", "2019-12-31")));
    assert!(overlap(("2018-01-01", "2018-12-31"), ("2018-07-01", "2018-12-31")));
    assert!(overlap(("2020-01", "2020-01"), ("2020-01-20", "2020-01-25")));
    assert!(!overlap(("2018-01", "2018-12"), ("2019-01", "2019-12")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_number_of_a_day_is_the_calendars(day in any_day()) {
        let days = (day - date(1970, 1, 1)).get_days();
        prop_assert_eq!(number(day), days);
    }

    #[test]
    fn less_precision_or_more_tolerance_never_parts_two_dates(
        one in any_when(), far in 0..500_i32, coarse in any::<bool>(), span in any_span(), more in 0..40_u16,
    ) {
        let other = one.days().first().saturating_add(jiff::Span::new().days(far)).min(date(2200, 12, 31));
        let other = When::day(other).unwrap();
        if span.spans(one.days(), other.days()) {
            prop_assert!(span.spans(other.days(), one.days()));
            prop_assert!(span.spans(one.coarsened().days(), other.days()));
            let other = if coarse { other.coarsened() } else { other };
            prop_assert!(span.spans(one.days(), other.days()));
            let longer = match span {
                Span::Months(months) => Span::Months(months + more),
                Span::Days(days) => Span::Days(days + more),
            };
            prop_assert!(longer.spans(one.days(), other.days()));
        }
        let (fine, coarse) = (one.days().difference(other.days()), one.coarsened().days().difference(other.days()));
        prop_assert!(coarse.least_days <= fine.least_days && fine.greatest_days <= coarse.greatest_days);
        prop_assert_eq!(fine.least_days == 0, one.can_agree_with(other));
    }

    #[test]
    fn less_precision_never_parts_two_periods(
        days in prop::array::uniform4(0..900_i32), coarse in prop::array::uniform4(any::<bool>()), share in 0..=1_000_000_u32,
    ) {
        let day = |days: i32| When::day(date(2019, 1, 1).saturating_add(jiff::Span::new().days(days))).unwrap();
        let period = |one: i32, other: i32, coarse: (bool, bool)| {
            let (start, end) = (day(one.min(other)), day(one.max(other)));
            let start = if coarse.0 { start.coarsened() } else { start };
            let end = if coarse.1 { end.coarsened() } else { end };
            Period::new(start, End::Ended(end)).unwrap().extent(date(2026, 1, 1))
        };
        let [a, b, c, d] = days;
        let fine = (false, false);
        if period(a, b, fine).can_overlap(period(c, d, fine), share) {
            let (one, other) = ((coarse[0], coarse[1]), (coarse[2], coarse[3]));
            prop_assert!(period(a, b, one).can_overlap(period(c, d, other), share));
        }
    }
}
