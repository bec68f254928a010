//! The rules of `infojobs.md §4`, all of them at once.

use std::collections::HashSet;

use jiff::civil::Date;

use super::violation::{Violation, Violations};
use super::{
    Draft, End, Experience, Field, LONGEST_DESCRIPTION, LONGEST_EXPERTISE, LONGEST_NAME, MOST_EXPERTISE,
    Rule, date,
};
use crate::dictionary::{Dictionaries, Need};
use crate::sent::Sent;
use crate::text;

impl Draft {
    /// Holds the draft against every rule.
    ///
    /// A rule that rests on another value is only judged where that value is usable: an unknown level makes
    /// everything optional, an unknown category has no subcategories to be wrong about.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, in the contract's order. A member that is [`Sent::Unusable`] is reported as
    /// [`Rule::WrongType`], so that a draft with one can never pass; whoever made the draft reported it already and
    /// leaves these out.
    pub fn judge(&self, dictionaries: &Dictionaries) -> Result<Experience, Violations> {
        let mut judge = Judge { dictionaries, found: Vec::new() };
        let judged = judge.experience(self);
        match (Violations::collect(judge.found), judged) {
            (Some(violations), _) => Err(violations),
            (None, Ok(experience)) => Ok(experience),
            (None, Err(Refused(violation))) => Err(violation.into()),
        }
    }
}

/// The mark of a value that was found wrong, and told.
#[derive(Debug, Clone)]
pub(super) struct Refused(Violation);

/// A value that passed its own rules, or the mark that it did not.
pub(super) type Judged<T> = Result<T, Refused>;

pub(super) struct Judge<'a> {
    pub(super) dictionaries: &'a Dictionaries,
    found: Vec<Violation>,
}

impl<'a> Judge<'a> {
    fn experience(&mut self, draft: &'a Draft) -> Judged<Experience> {
        let company = self.text(Field::Company, &draft.company, Rule::TooLongCompany, LONGEST_NAME);
        let company = self.required(company, Rule::MissingCompany, Field::Company, None);
        let job = self.text(Field::Job, &draft.job, Rule::TooLongJob, LONGEST_NAME);
        let job = self.required(job, Rule::MissingJob, Field::Job, None);
        let limit = LONGEST_DESCRIPTION;
        let description = self.text(Field::Description, &draft.description, Rule::TooLongDescription, limit);

        let (starting_date, end) = self.period(draft);
        let industry = self.key(Field::Industry, &draft.industry);
        let industry = self.known(industry, Rule::UnknownIndustry, Field::Industry);

        let level = self.key(Field::Level, &draft.level);
        let level = self.known(level, Rule::UnknownLevel, Field::Level);
        let level = self.required(level, Rule::MissingLevel, Field::Level, None);
        let for_level = level.as_ref().ok().copied();
        let needs = for_level.map(|key| self.dictionaries.level_rules.for_level(key)).unwrap_or_default();

        let staff = self.key(Field::Staff, &draft.staff);
        let staff = self.known(staff, Rule::UnknownStaff, Field::Staff);
        let staff = self.needed(needs.staff, staff, Rule::MissingStaff, Field::Staff, for_level);
        let manager = self.key(Field::ReportingTo, &draft.reporting_to);
        let manager = self.known(manager, Rule::UnknownReportingTo, Field::ReportingTo);
        let rule = Rule::MissingReportingTo;
        let manager = self.needed(needs.reporting_to, manager, rule, Field::ReportingTo, for_level);

        let category = self.key(Field::Category, &draft.category);
        let category = self.known(category, Rule::UnknownCategory, Field::Category);
        let category = self.required(category, Rule::MissingCategory, Field::Category, None);
        let for_category = category.as_ref().ok().copied();
        let subcategories = self.subcategories(&draft.subcategories, for_category);

        let salary = self.salary(draft, needs.salary, for_level);
        let hide_salary = self.flag(Field::HideSalary, &draft.hide_salary);
        let visible = self.flag(Field::Visible, &draft.visible);
        let expertise = self.expertise(&draft.expertise);

        Ok(Experience {
            company: company?.to_owned(),
            job: job?.to_owned(),
            description: description?.map(str::to_owned),
            starting_date: starting_date?,
            end: end?,
            industry: industry?.map(str::to_owned),
            level: level?.to_owned(),
            staff: staff?.map(str::to_owned),
            reporting_to: manager?.map(str::to_owned),
            category: category?.to_owned(),
            subcategories: subcategories?,
            salary: salary?,
            hide_salary: hide_salary?,
            visible: visible?,
            expertise: expertise?,
        })
    }

    /// Notes a violation and gives the mark of it.
    pub(super) fn refuse(&mut self, violation: Violation) -> Refused {
        self.found.push(violation.clone());
        Refused(violation)
    }

    /// What was said, trimmed; `None` where it is blank or absent. A value with a control character is refused.
    pub(super) fn key(&mut self, field: Field, sent: &'a Sent<String>) -> Judged<Option<&'a str>> {
        match sent {
            Sent::Absent => Ok(None),
            Sent::Unusable => Err(self.refuse(Violation::of(Rule::WrongType, field))),
            Sent::Value(value) => match value.trim() {
                "" => Ok(None),
                value => self.clean(field, None, value).map(Some),
            },
        }
    }

    fn text(
        &mut self,
        field: Field,
        sent: &'a Sent<String>,
        rule: Rule,
        limit: usize,
    ) -> Judged<Option<&'a str>> {
        let said = self.key(field, sent);
        match sent.value().map(|value| value.trim()) {
            Some(value) if text::length(value) > limit => {
                Err(self.refuse(Violation::of(rule, field).sent(value)))
            }
            _ => said,
        }
    }

    fn clean(&mut self, field: Field, index: Option<usize>, value: &'a str) -> Judged<&'a str> {
        match text::control_character_in_lines(value) {
            Some(_) => Err(self.refuse(Violation::of(Rule::ControlCharacter, field).at(index).sent(value))),
            None => Ok(value),
        }
    }

    fn required<T>(
        &mut self,
        said: Judged<Option<T>>,
        rule: Rule,
        field: Field,
        level: Option<&str>,
    ) -> Judged<T> {
        said?.ok_or_else(|| self.refuse(Violation::of(rule, field).against(level)))
    }

    /// Refuses absence where the level needs the field.
    pub(super) fn needed(
        &mut self,
        need: Need,
        said: Judged<Option<&'a str>>,
        rule: Rule,
        field: Field,
        level: Option<&str>,
    ) -> Judged<Option<&'a str>> {
        match need {
            Need::Required => self.required(said, rule, field, level).map(Some),
            Need::Optional => said,
        }
    }

    /// Refuses a key that the field's dictionary does not have, however long it is.
    pub(super) fn known(
        &mut self,
        said: Judged<Option<&'a str>>,
        rule: Rule,
        field: Field,
    ) -> Judged<Option<&'a str>> {
        let Some(key) = said? else { return Ok(None) };
        if self.dictionaries.of_field(field).is_some_and(|dictionary| dictionary.contains(key)) {
            Ok(Some(key))
        } else {
            Err(self.refuse(Violation::of(rule, field).sent(key)))
        }
    }

    fn flag(&mut self, field: Field, sent: &Sent<bool>) -> Judged<bool> {
        match sent {
            Sent::Absent => Ok(false),
            Sent::Unusable => Err(self.refuse(Violation::of(Rule::WrongType, field))),
            Sent::Value(value) => Ok(*value),
        }
    }

    fn period(&mut self, draft: &'a Draft) -> (Judged<Date>, Judged<End>) {
        let started = self.key(Field::StartingDate, &draft.starting_date);
        let started = self.date(Field::StartingDate, started);
        let started = self.required(started, Rule::MissingStartingDate, Field::StartingDate, None);

        let said = self.key(Field::FinishingDate, &draft.finishing_date);
        let finished = self.date(Field::FinishingDate, said.clone());
        let end = match (self.flag(Field::OnCourse, &draft.on_course), said) {
            (Ok(true), Ok(Some(text))) => {
                Err(self.refuse(Violation::of(Rule::FinishedAndOnCourse, Field::FinishingDate).sent(text)))
            }
            (Ok(false), Ok(None)) => Err(self.refuse(Violation::of(Rule::MissingEnd, Field::FinishingDate))),
            (Err(refused), _) | (_, Err(refused)) => Err(refused),
            (Ok(_), Ok(_)) => finished.clone().map(|date| date.map_or(End::OnCourse, End::Finished)),
        };
        let late_enough = self.later(&started, &finished);
        (started, late_enough.and(end))
    }

    fn later(&mut self, started: &Judged<Date>, finished: &Judged<Option<Date>>) -> Judged<()> {
        match (started, finished) {
            (Ok(started), Ok(Some(finished))) if finished <= started => {
                let violation = Violation::of(Rule::NotLaterThanStart, Field::FinishingDate);
                Err(self.refuse(violation.sent(finished.to_string()).against(Some(&started.to_string()))))
            }
            _ => Ok(()),
        }
    }

    fn date(&mut self, field: Field, said: Judged<Option<&str>>) -> Judged<Option<Date>> {
        let Some(text) = said? else { return Ok(None) };
        let refusal = || Violation::of(Rule::MalformedDate, field).sent(text);
        date::parse(text).map(Some).ok_or_else(|| self.refuse(refusal()))
    }

    /// At least one key, each under the category; blank ones count as absent, repeated ones as one.
    fn subcategories(&mut self, sent: &'a Sent<Vec<String>>, category: Option<&str>) -> Judged<Vec<String>> {
        if *sent == Sent::Unusable {
            return Err(self.refuse(Violation::of(Rule::WrongType, Field::Subcategories)));
        }
        let mut seen = HashSet::new();
        let mut kept = Vec::new();
        let said = sent.value().into_iter().flatten().map(|key| key.trim()).enumerate();
        for (index, key) in said.filter(|(_, key)| !key.is_empty()) {
            if seen.insert(key) {
                kept.push(self.subcategory(index, key, category));
            }
        }
        if kept.is_empty() {
            return Err(self.refuse(Violation::of(Rule::MissingSubcategories, Field::Subcategories)));
        }
        kept.into_iter().collect()
    }

    fn subcategory(&mut self, index: usize, key: &'a str, category: Option<&str>) -> Judged<String> {
        let key = self.clean(Field::Subcategories, Some(index), key)?;
        let violation = |rule| Violation::of(rule, Field::Subcategories).at(Some(index)).sent(key);
        if !self.dictionaries.has_subcategory(key) {
            return Err(self.refuse(violation(Rule::UnknownSubcategory)));
        }
        match category {
            Some(category) if !self.dictionaries.is_under(category, key) => {
                Err(self.refuse(violation(Rule::SubcategoryNotUnderCategory).against(Some(category))))
            }
            _ => Ok(key.to_owned()),
        }
    }

    fn expertise(&mut self, sent: &'a Sent<Vec<String>>) -> Judged<Vec<String>> {
        if *sent == Sent::Unusable {
            return Err(self.refuse(Violation::of(Rule::WrongType, Field::Expertise)));
        }
        let said = sent.value().map(Vec::as_slice).unwrap_or_default();
        let mut skills = Vec::with_capacity(said.len());
        if said.len() > MOST_EXPERTISE {
            let violation = Violation::of(Rule::ExpertiseOutOfLimits, Field::Expertise);
            skills.push(Err(self.refuse(violation.sent(said.len().to_string()))));
        }
        for (index, skill) in said.iter().map(|skill| skill.trim()).enumerate() {
            if !(1..=LONGEST_EXPERTISE).contains(&text::length(skill)) {
                let violation = Violation::of(Rule::ExpertiseOutOfLimits, Field::Expertise);
                skills.push(Err(self.refuse(violation.at(Some(index)).sent(skill))));
            }
            skills.push(self.clean(Field::Expertise, Some(index), skill).map(str::to_owned));
        }
        skills.into_iter().collect()
    }
}
