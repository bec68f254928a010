//! The form of an experience: for a new one, and for one that is there.

use askama::Template;
use career::dictionary::{Dictionaries, Need, Needs};
use career::experience::{Draft, Field, LONGEST_DESCRIPTION, LONGEST_EXPERTISE, MOST_EXPERTISE, Violations};
use career::sent::Sent;

use super::super::experience::{self, Declared, Fact};
use super::super::page::{Page, View};
use super::super::words::Text;
use super::input::{Input, Kind, Section, Sections};
use super::{areas, choices, wrong};

/// `/me/curricula/{code}/experience/new` and `/me/curricula/{code}/experience/{id}`: posts the contract's fields to
/// `action`, and `show` where only the areas of another category are wanted.
#[derive(Debug, Template)]
#[template(path = "curricula/form.html")]
pub(crate) struct ExperienceForm<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The name of the curriculum.
    pub(crate) curriculum: &'a str,
    /// What the form is for.
    pub(crate) purpose: Purpose<'a>,
    /// What stands in the fields.
    pub(crate) draft: &'a Draft,
    /// What is wrong with it.
    pub(crate) violations: Option<&'a Violations>,
    /// What else stands in the way.
    pub(crate) trouble: Option<Trouble>,
    /// The lists in force.
    pub(crate) dictionaries: &'a Dictionaries,
    /// Where the form goes.
    pub(crate) action: &'a str,
}

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose<'a> {
    /// A new experience. The form carries `once`, so that sending it twice adds one (LEDGER 77).
    Add {
        /// Unguessable, and new for each form.
        once: &'a str,
    },
    /// Another text for one that is there. The form carries its version, so that two editors notice each other
    /// (LEDGER 75).
    Edit {
        /// The version that the fields began with.
        version: i64,
    },
}

/// Why nothing was saved although nothing is wrong with the fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Somebody else changed the experience meanwhile.
    Changed {
        /// What it says now.
        now: Box<Declared>,
        /// What was entered.
        entered: Box<Declared>,
    },
    /// There is no such experience, or no longer; what was entered can be added as a new one.
    Gone,
    /// This very form was sent before, with other content.
    SentAlready,
}

impl ExperienceForm<'_> {
    fn is_new(&self) -> bool {
        matches!(self.purpose, Purpose::Add { .. })
    }

    /// What stands in the record now and differs from what was entered.
    fn differing(&self) -> Vec<Fact> {
        match &self.trouble {
            Some(Trouble::Changed { now, entered }) => now.differing(&self.page, entered),
            _ => Vec::new(),
        }
    }

    /// The whole form.
    fn sections(&self) -> Sections {
        let section = |id, heading, inputs: Vec<Input>| Section { id, heading, about: Vec::new(), inputs };
        let page = &self.page;
        Sections(vec![
            section(
                "job-section",
                page.t("form-job"),
                vec![self.line(Field::Job, &self.draft.job), self.line(Field::Company, &self.draft.company)],
            ),
            section("time-section", page.t("form-time"), self.time()),
            section(
                "kind-section",
                page.t("form-kind"),
                vec![
                    self.choice(Field::Category, &self.draft.category, true),
                    self.areas(),
                    self.choice(Field::Industry, &self.draft.industry, false),
                ],
            ),
            section("position-section", page.t("form-position"), self.position()),
            Section {
                about: self.about_salary(),
                ..section("salary-section", page.t("form-salary"), self.salary())
            },
            section("more-section", page.t("form-more"), self.more()),
        ])
    }

    fn time(&self) -> Vec<Input> {
        let on_course = self.tick(Field::OnCourse, &self.draft.on_course);
        let finishing = self.day(Field::FinishingDate, &self.draft.finishing_date);
        vec![
            Input { required: true, ..self.day(Field::StartingDate, &self.draft.starting_date) },
            on_course,
            Input { hint: Some(self.page.t("hint-last-day")), ..finishing },
        ]
    }

    fn position(&self) -> Vec<Input> {
        let level = self.choice(Field::Level, &self.draft.level, true);
        let staff = self.choice(Field::Staff, &self.draft.staff, false);
        let reporting_to = self.choice(Field::ReportingTo, &self.draft.reporting_to, false);
        vec![
            level,
            Input { hint: self.needed_for(|needs| needs.staff), ..staff },
            Input { hint: self.needed_for(|needs| needs.reporting_to), ..reporting_to },
        ]
    }

    fn about_salary(&self) -> Vec<Text> {
        let mut about = vec![self.page.t("hint-salary")];
        about.extend(self.needed_for(|needs| needs.salary));
        about
    }

    fn salary(&self) -> Vec<Input> {
        vec![
            self.choice(Field::SalaryPeriod, &self.draft.salary_period, false),
            self.choice(Field::SalaryMin, &self.draft.salary_min, false),
            self.choice(Field::SalaryMax, &self.draft.salary_max, false),
            self.tick(Field::HideSalary, &self.draft.hide_salary),
        ]
    }

    fn more(&self) -> Vec<Input> {
        let description = self.draft.description.value().cloned().unwrap_or_default();
        let skills = self.draft.expertise.value().map(|skills| skills.join("\n")).unwrap_or_default();
        let longest = self.page.t("hint-description").with("most", LONGEST_DESCRIPTION);
        let each = self.page.t("hint-skills").with("most", MOST_EXPERTISE).with("longest", LONGEST_EXPERTISE);
        vec![
            Input { hint: Some(longest), ..self.input(Field::Description, Kind::Lines(description)) },
            Input { hint: Some(each), ..self.input(Field::Expertise, Kind::Lines(skills)) },
            self.tick(Field::Visible, &self.draft.visible),
        ]
    }

    fn input(&self, field: Field, kind: Kind) -> Input {
        let found = self.violations.into_iter().flat_map(Violations::iter);
        let found = found.filter(|violation| violation.field == field);
        let errors =
            found.map(|violation| wrong::sentence(&self.page, self.dictionaries, violation)).collect();
        Input { field, label: self.label(field), hint: None, errors, required: false, kind }
    }

    fn line(&self, field: Field, sent: &Sent<String>) -> Input {
        let value = sent.value().cloned().unwrap_or_default();
        Input { required: true, ..self.input(field, Kind::Line(value)) }
    }

    fn day(&self, field: Field, sent: &Sent<String>) -> Input {
        let value = sent.value().cloned().unwrap_or_default();
        // A browser's control would drop what is no day, and what was entered is to stay in sight.
        let understood =
            value.is_empty() || value.parse::<jiff::civil::Date>().is_ok_and(|day| day.to_string() == value);
        self.input(field, if understood { Kind::Day(value) } else { Kind::NoDay(value) })
    }

    fn choice(&self, field: Field, sent: &Sent<String>, required: bool) -> Input {
        let chosen = sent.value().map(|key| key.trim()).unwrap_or_default();
        let groups = choices::of(self.dictionaries, field, chosen);
        Input { required, ..self.input(field, Kind::Choice(groups)) }
    }

    fn areas(&self) -> Input {
        let areas = areas::of(&self.page, self.dictionaries, self.draft);
        let hint = self.page.t("hint-areas");
        Input { hint: Some(hint), required: true, ..self.input(Field::Subcategories, Kind::Areas(areas)) }
    }

    fn tick(&self, field: Field, sent: &Sent<bool>) -> Input {
        self.input(field, Kind::Tick(sent.value().copied().unwrap_or_default()))
    }

    /// For which levels something is needed, by the rules in force.
    fn needed_for(&self, what: impl Fn(Needs) -> Need) -> Option<Text> {
        let levels = choices::levels_that_need(self.dictionaries, what);
        (!levels.is_empty()).then(|| self.page.t("hint-needed-for").listed("levels", &levels.join(", ")))
    }

    fn label(&self, field: Field) -> Text {
        let optional = |label: Text| self.page.t("field-optional").plain("label", label.to_string());
        match field {
            Field::StartingDate => self.page.t("field-first-day"),
            Field::FinishingDate => self.page.t("field-last-day"),
            Field::OnCourse => self.page.t("tick-on-course"),
            Field::HideSalary => self.page.t("tick-hide-salary"),
            Field::Visible => self.page.t("tick-visible"),
            Field::Industry | Field::Description | Field::Expertise => {
                optional(experience::label(&self.page, field))
            }
            _ => experience::label(&self.page, field),
        }
    }
}

impl View for ExperienceForm<'_> {
    fn title(&self) -> Text {
        if self.is_new() { self.page.t("form-new-title") } else { self.page.t("form-edit-title") }
    }

    fn has_error(&self) -> bool {
        self.violations.is_some() || self.trouble.is_some()
    }
}
