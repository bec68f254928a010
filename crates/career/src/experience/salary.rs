//! The rules of the salary: three members that come together.

use super::judge::{Judge, Judged};
use super::violation::Violation;
use super::{Draft, Field, Rule, Salary};
use crate::dictionary::{Entry, Need, PLACEHOLDER};

type Said<'a> = Judged<Option<&'a str>>;

impl<'a> Judge<'a> {
    /// Where the level makes the salary compulsory, each missing member is a violation of its own; where it is
    /// optional, some without the others are (656). The placeholder counts as absent (`infojobs.md §4`).
    pub(super) fn salary(
        &mut self,
        draft: &'a Draft,
        need: Need,
        level: Option<&str>,
    ) -> Judged<Option<Salary>> {
        let informed = |said: Said<'a>| said.map(|key| key.filter(|key| *key != PLACEHOLDER));
        let period = informed(self.key(Field::SalaryPeriod, &draft.salary_period));
        let min = informed(self.key(Field::SalaryMin, &draft.salary_min));
        let max = informed(self.key(Field::SalaryMax, &draft.salary_max));
        if need == Need::Optional {
            self.complete([
                (Field::SalaryPeriod, &period),
                (Field::SalaryMin, &min),
                (Field::SalaryMax, &max),
            ]);
        }

        let period = self.known(period, Rule::UnknownSalaryPeriod, Field::SalaryPeriod);
        let period = self.needed(need, period, Rule::MissingSalaryPeriod, Field::SalaryPeriod, level);
        let min = self.known(min, Rule::UnknownSalaryMin, Field::SalaryMin);
        let min = self.needed(need, min, Rule::MissingSalaryMin, Field::SalaryMin, level);
        let max = self.known(max, Rule::UnknownSalaryMax, Field::SalaryMax);
        let max = self.needed(need, max, Rule::MissingSalaryMax, Field::SalaryMax, level);

        let least = self.amount(Field::SalaryMin, &min, &period);
        let greatest = self.amount(Field::SalaryMax, &max, &period);
        self.in_order(least, greatest);

        Ok(match (period?, min?, max?) {
            (Some(period), Some(min), Some(max)) => {
                Some(Salary { period: period.to_owned(), min: min.to_owned(), max: max.to_owned() })
            }
            // None was sent; or some, which was refused above.
            _ => None,
        })
    }

    /// 656, once for each missing member. Silent where a member is unusable, since it was told of already.
    fn complete(&mut self, members: [(Field, &Said<'_>); 3]) {
        let some = members.iter().any(|(_, said)| matches!(said, Ok(Some(_))));
        let usable = members.iter().all(|(_, said)| said.is_ok());
        for (field, said) in members {
            if some && usable && matches!(said, Ok(None)) {
                self.refuse(Violation::of(Rule::SalaryIncomplete, field));
            }
        }
    }

    /// The row of an amount; 716 where it belongs to another period than the one sent.
    fn amount(&mut self, field: Field, key: &Said<'a>, period: &Said<'_>) -> Option<&'a Entry> {
        let key = (*key.as_ref().ok()?)?;
        let row = self.dictionaries.of_field(field)?.entry(key)?;
        if let Ok(Some(period)) = period
            && row.period.as_deref().map(|other| self.meant(other)) != Some(self.meant(period))
        {
            self.refuse(Violation::of(Rule::AmountOfOtherPeriod, field).sent(key).against(Some(period)));
        }
        Some(row)
    }

    /// 659, by amount. Amounts of two periods cannot be compared; that is 716.
    fn in_order(&mut self, least: Option<&Entry>, greatest: Option<&Entry>) {
        let (Some(least), Some(greatest)) = (least, greatest) else {
            return;
        };
        let period = |row: &Entry| row.period.as_deref().map(|key| self.meant(key).to_owned());
        if period(least) == period(greatest) && greatest.amount < least.amount {
            let violation = Violation::of(Rule::MaxBelowMin, Field::SalaryMax);
            self.refuse(violation.sent(greatest.key.as_str()).against(Some(&least.key)));
        }
    }

    fn meant<'k>(&'k self, period: &'k str) -> &'k str {
        self.dictionaries.of_field(Field::SalaryPeriod).map_or(period, |periods| periods.meant(period))
    }
}
