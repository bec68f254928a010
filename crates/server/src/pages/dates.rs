//! Dates as each language writes them. A month stays a month, a day a day (`record.md §1`).

use career::when::When;
use career::year_month::YearMonth;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::language::Language;
use super::words::Text;
pub(crate) use crate::clock::day_of;

/// A month: `January 2020`.
pub(crate) fn month(language: Language, month: YearMonth) -> Text {
    let text = language.t("date-month").with("month", month.month());
    text.plain("year", month.year().to_string())
}

/// A day: `14 September 2006`.
pub(crate) fn day(language: Language, day: Date) -> Text {
    let text = language.t("date-day").with("month", day.month());
    text.plain("year", day.year().to_string()).plain("day", day.day().to_string())
}

/// A date with the precision that it was said with.
pub(crate) fn when(language: Language, when: When) -> Text {
    match when {
        When::Month(of) => month(language, of),
        When::Day(of) => day(language, of),
    }
}

/// A moment, to the minute that it lies in, in UTC and saying so: `14 September 2006 at 09:30 UTC`.
pub(crate) fn moment(language: Language, moment: Timestamp) -> Text {
    let moment = TimeZone::UTC.to_datetime(moment);
    let text = language.t("date-moment").with("date", moment.date());
    text.plain("hour", format!("{:02}", moment.hour())).plain("minute", format!("{:02}", moment.minute()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_all(text: impl Fn(Language) -> Text) -> [String; 3] {
        [Language::English, Language::Indonesian, Language::Spanish]
            .map(|language| text(language).to_string())
    }

    #[test]
    fn a_month_stays_a_month() {
        let months: YearMonth = "2020-01".parse().unwrap();
        assert_eq!(in_all(|l| month(l, months)), ["January 2020", "Januari 2020", "enero de 2020"]);
    }

    #[test]
    fn every_month_has_its_name() {
        let names: [Vec<String>; 3] =
            [Language::English, Language::Indonesian, Language::Spanish].map(|language| {
                let months = (1..=12).map(|number| YearMonth::new(2024, number).unwrap());
                months.map(|of| month(language, of).to_string()).collect()
            });
        let [english, indonesian, spanish] =
            names.map(|names| names.join(" ").replace(" 2024", "").replace(" de", ""));
        assert_eq!(
            english,
            "January February March April May June July August September October November December"
        );
        assert_eq!(
            indonesian,
            "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
        );
        assert_eq!(
            spanish,
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
        );
    }

    #[test]
    fn a_day_is_a_day() {
        let date: Date = "2006-09-14".parse().unwrap();
        let expected = ["14 September 2006", "14 September 2006", "14 de septiembre de 2006"];
        assert_eq!(in_all(|l| day(l, date)), expected);
        let first: Date = "2025-03-01".parse().unwrap();
        assert_eq!(in_all(|l| day(l, first)), ["1 March 2025", "1 Maret 2025", "1 de marzo de 2025"]);
    }

    #[test]
    fn a_moment_says_that_it_is_in_utc() {
        let time: Timestamp = "2026-11-23T04:05:59.999+02:00".parse().unwrap();
        assert_eq!(
            in_all(|l| moment(l, time)),
            [
                "23 November 2026 at 02:05 UTC",
                "23 November 2026 pukul 02.05 UTC",
                "23 de noviembre de 2026 a las 02:05 UTC"
            ]
        );
        assert_eq!(day_of(time).to_string(), "2026-11-23");
    }
}
