//! The JSON that is kept.

use jiff::civil::date;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::experience::{End, Experience, Salary};

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{0,20}", any::<String>()]
}

fn any_experience() -> impl Strategy<Value = Experience> {
    let keys = (option::of(text()), text(), option::of(text()), option::of(text()), text());
    let salary = (text(), text(), text()).prop_map(|(period, min, max)| Salary { period, min, max });
    let day = (1900..2201_i16, 1..=12_i8, 1..=28_i8).prop_map(|(year, month, day)| date(year, month, day));
    let end = prop_oneof![day.clone().prop_map(End::Finished), Just(End::OnCourse)];
    let said = (text(), text(), option::of(text()), vec(text(), 0..3), vec(text(), 0..3));
    (said, (day, end), keys, option::of(salary), any::<(bool, bool)>()).prop_map(
        |(said, (starting_date, end), keys, salary, (hide_salary, visible))| {
            let (company, job, description, subcategories, expertise) = said;
            let (industry, level, staff, reporting_to, category) = keys;
            Experience {
                company,
                job,
                description,
                starting_date,
                end,
                industry,
                level,
                staff,
                reporting_to,
                category,
                subcategories,
                salary,
                hide_salary,
                visible,
                expertise,
            }
        },
    )
}

proptest! {
    #[test]
    fn an_experience_is_written_as_serde_writes_it(experience in any_experience()) {
        let written = experience.to_json();
        prop_assert_eq!(&written, &serde_json::to_string(&experience).unwrap());
        prop_assert_eq!(serde_json::from_str::<Experience>(&written).unwrap(), experience);
    }
}
