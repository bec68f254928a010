//! Dates and what is between two of them.

use jiff::civil::date;

use super::{assert_told, good, said, told, with, with_text, wrong};
use crate::experience::{End, Field};
use crate::sent::Sent;

#[test]
fn ledger_9_a_date_is_one_of_two_forms_and_keeps_its_date_part() {
    for text in [
        "2006-09-14",
        "2006-09-14T00:00:00Z",
        "2006-09-14t23:59:59z",
        "2006-09-14T23:59:59.999999999999Z",
        // Another day in UTC; the date part is kept as it is written.
        "2006-09-14T00:30:00+14:00",
        "2006-09-14T23:30:00-12:00",
        "2006-09-14T23:59:60Z",
        "2006-09-14T15:59:60-08:00",
        "2006-09-14T08:59:60.5+09:00",
        "2006-09-14T10:00:00-00:00",
    ] {
        assert_eq!(good(&with_text(Field::StartingDate, text)).starting_date, date(2006, 9, 14), "{text}");
    }
}

#[test]
fn ledger_9_anything_else_is_226() {
    for text in [
        "2006",
        "2006-09",
        "2006-9-14",
        "06-09-14",
        "14-09-2006",
        "14/09/2006",
        "2006/09/14",
        "20060914",
        "hoy",
        "+2006-09-14",
        "-2006-09-14",
        "002006-09-14",
        "2006-09-14 ñ",
        "２００６-09-14",
        "2006-09-1ñ",
        "2006-00-14",
        "2006-13-14",
        "2006-09-00",
        "2006-09-31",
        "2006-02-29",
        "2100-02-29",
        "2006-09-14T",
        "2006-09-14T00:00",
        "2006-09-14T00:00:00",
        "2006-09-14 00:00:00Z",
        "2006-09-14T00:00:00 Z",
        "2006-09-14T24:00:00Z",
        "2006-09-14T00:60:00Z",
        "2006-09-14T00:00:61Z",
        "2006-09-14T00:00:60Z",
        "2006-09-14T23:59:60+01:00",
        "2006-09-14T00:00:00.Z",
        "2006-09-14T00:00:00,5Z",
        "2006-09-14T0:00:00Z",
        "2006-09-14T00:00:00+0100",
        "2006-09-14T00:00:00+01",
        "2006-09-14T00:00:00+24:00",
        "2006-09-14T00:00:00+01:60",
        "2006-09-14T00:00:00Z[UTC]",
        "2006-09-14T00:00:00ZZ",
        "2006-09-14Z",
        "2006-09-14+01:00",
        "2006-W37-4",
        "2006-257",
        "1158192000",
    ] {
        let draft = with_text(Field::StartingDate, text);
        assert_told(&draft, &[(226, "/startingDate")]);
        assert_eq!(wrong(&draft)[0].sent.as_deref(), Some(text));
        assert_told(&with_text(Field::FinishingDate, text), &[(226, "/finishingDate")]);
    }
}

#[test]
fn ledger_9_dates_lie_between_1900_and_2200() {
    let last = with(|draft| {
        draft.starting_date = said("1900-01-01");
        draft.finishing_date = said("2200-12-31");
    });
    assert_eq!(good(&last).starting_date, date(1900, 1, 1));
    assert_eq!(good(&last).end, End::Finished(date(2200, 12, 31)));
    for text in ["0000-01-01", "1899-12-31", "2201-01-01", "9999-12-31", "1899-12-31T23:59:59-01:00"] {
        assert_told(&with_text(Field::StartingDate, text), &[(226, "/startingDate")]);
        assert_told(&with_text(Field::FinishingDate, text), &[(226, "/finishingDate")]);
    }
    assert_eq!(good(&with_text(Field::StartingDate, "2000-02-29")).starting_date, date(2000, 2, 29));
}

#[test]
fn the_finishing_date_must_be_later_than_the_starting_date() {
    for (start, finish, codes) in [
        ("2006-09-14", "2006-09-15", vec![]),
        ("2006-09-14", "2006-09-14", vec![(654, "/finishingDate")]),
        ("2006-09-14", "2006-09-13", vec![(654, "/finishingDate")]),
        ("2006-09-14T00:00:00Z", "2006-09-14T23:59:59Z", vec![(654, "/finishingDate")]),
        // By the dates as they are written, not by the instants.
        ("2006-09-14T23:00:00-12:00", "2006-09-15T00:00:00+14:00", vec![]),
        // Not judged on a date that is none.
        ("2006-09-14", "2006-02-30", vec![(226, "/finishingDate")]),
        ("x", "2006-02-28", vec![(226, "/startingDate")]),
    ] {
        let draft = with(|draft| {
            draft.starting_date = said(start);
            draft.finishing_date = said(finish);
        });
        assert_told(&draft, &codes);
    }
    let violations = wrong(&with_text(Field::FinishingDate, "2006-09-14T10:00:00Z"));
    assert_eq!(violations[0].sent.as_deref(), Some("2006-09-14"));
    assert_eq!(violations[0].against.as_deref(), Some("2006-09-14"));
}

#[test]
fn exactly_one_of_finishing_date_and_on_course_is_informed() {
    let finishing = |text: Option<&str>| Sent::from(text.map(str::to_owned));
    for (finish, on_course, codes) in [
        (Some("2011-06-14"), Sent::Absent, vec![]),
        (Some("2011-06-14"), Sent::Value(false), vec![]),
        (None, Sent::Value(true), vec![]),
        // Seen from clients: an empty date beside onCourse = true.
        (Some(""), Sent::Value(true), vec![]),
        (None, Sent::Absent, vec![(674, "/finishingDate")]),
        (None, Sent::Value(false), vec![(674, "/finishingDate")]),
        (Some(" "), Sent::Value(false), vec![(674, "/finishingDate")]),
        (Some("2011-06-14"), Sent::Value(true), vec![(658, "/finishingDate")]),
        (Some("2001-06-14"), Sent::Value(true), vec![(658, "/finishingDate"), (654, "/finishingDate")]),
        (Some("x"), Sent::Value(true), vec![(226, "/finishingDate"), (658, "/finishingDate")]),
        (None, Sent::Unusable, vec![(225, "/onCourse")]),
    ] {
        let draft = with(|draft| {
            draft.finishing_date = finishing(finish);
            draft.on_course = on_course;
        });
        assert_told(&draft, &codes);
    }
    let lasting = with(|draft| {
        draft.finishing_date = Sent::Absent;
        draft.on_course = Sent::Value(true);
    });
    assert_eq!(good(&lasting).end, End::OnCourse);
    assert_eq!(good(&lasting).end.finished(), None);
    assert_eq!(
        told(&with(|draft| draft.finishing_date = Sent::Unusable)),
        [(225, "/finishingDate".to_owned())]
    );
}
