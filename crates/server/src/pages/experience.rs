//! A declared experience as it is shown: every value with who said it and when (`record.md §2`).

use career::experience::sources::FieldSources;
use career::experience::{End, Experience, Field};
use career::id::ClientId;
use career::source::{Actor, Source};
use jiff::civil::Date;

use super::dates;
use super::page::Page;
use super::words::Text;

/// The key that means "nothing chosen" in the dictionaries. It is kept as it was sent, and not shown.
const PLACEHOLDER: &str = "seleccionar";

/// A declared experience: the values that it has, in the order of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Declared {
    /// The values; job and company are always among them.
    pub(crate) values: Vec<Said>,
}

/// One value with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// Which value.
    pub(crate) field: Field,
    /// What it is.
    pub(crate) value: Value,
    /// Who said it.
    pub(crate) by: Who,
    /// On which day, in UTC.
    pub(crate) on: Date,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// A text as it was written.
    Text(String),
    /// Texts as they were written.
    Texts(Vec<String>),
    /// A day.
    Day(Date),
    /// Yes or no.
    Flag(bool),
}

/// Who said something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Who {
    /// The person, on these pages.
    Person,
    /// An application or a partner, by name.
    Client(String),
    /// An operator of this server.
    Operator,
    /// This server, by a rule.
    Server,
}

impl Declared {
    /// What an experience says. `client` gives a client's name; `label` gives what a dictionary calls a key, by
    /// the dictionary's id and the key.
    pub(crate) fn new(
        experience: &Experience,
        sources: &FieldSources,
        client: impl Fn(ClientId) -> String,
        label: impl Fn(&str, &str) -> String,
    ) -> Self {
        let said = |field: Field| {
            let value = value(experience, field, &label)?;
            let Source { by, at, .. } = *sources.source_of(field);
            let by = match by {
                Actor::Person(_) => Who::Person,
                Actor::Application(id) | Actor::Partner(id) => Who::Client(client(id)),
                Actor::Operator => Who::Operator,
                Actor::Server | Actor::Outsider => Who::Server,
            };
            Some(Said { field, value, by, on: dates::day_of(at) })
        };
        Self { values: Field::ALL.into_iter().filter_map(said).collect() }
    }

    /// The experience as a card shows it, in the page's language.
    pub(super) fn card(&self, page: &Page) -> Card {
        let common = self.commonest();
        let mut card = Card {
            job: None,
            company: None,
            facts: Vec::new(),
            more: Vec::new(),
            source: common.map(|said| said_by(page, said)),
        };
        for said in &self.values {
            let differs = common.is_some_and(|common| (&common.by, common.on) != (&said.by, said.on));
            let fact = Fact {
                label: label(page, said.field),
                value: written(page, said),
                language: language(page, said.field),
                note: differs.then(|| said_by(page, said)),
            };
            match said.field {
                Field::Job => card.job = Some(fact),
                Field::Company => card.company = Some(fact),
                Field::StartingDate
                | Field::FinishingDate
                | Field::OnCourse
                | Field::Category
                | Field::Subcategories
                | Field::Level => card.facts.push(fact),
                _ => card.more.push(fact),
            }
        }
        card
    }

    /// What this says otherwise than the other one: every such value with its source, and that there is none where
    /// only the other has one.
    pub(super) fn differing(&self, page: &Page, other: &Self) -> Vec<Fact> {
        let value = |of: &Self, field: Field| {
            let found = of.values.iter().find(|said| said.field == field);
            found.map(|said| said.value.clone())
        };
        let differing = Field::ALL.into_iter().filter(|field| value(self, *field) != value(other, *field));
        let facts = differing.filter_map(|field| {
            let label = label(page, field);
            match self.values.iter().find(|said| said.field == field) {
                Some(said) => {
                    let note = Some(said_by(page, said));
                    let language = language(page, said.field);
                    Some(Fact { label, value: written(page, said), language, note })
                }
                // An end is always there, as one of the two.
                None if matches!(field, Field::FinishingDate | Field::OnCourse) => None,
                None => {
                    let value = page.t("value-none").to_string();
                    Some(Fact { label, value, language: None, note: None })
                }
            }
        });
        facts.collect()
    }

    /// A value with the source that most values have; of several such the first.
    fn commonest(&self) -> Option<&Said> {
        let sharing = |said: &Said| {
            self.values.iter().filter(|other| (&other.by, other.on) == (&said.by, said.on)).count()
        };
        // `max_by_key` gives the last of equals.
        self.values.iter().rev().max_by_key(|said| sharing(said))
    }
}

/// A declared experience, ready to be shown.
#[derive(Debug)]
pub(super) struct Card {
    /// The role: the heading.
    pub(super) job: Option<Fact>,
    /// The employer.
    pub(super) company: Option<Fact>,
    /// What is seen at once.
    pub(super) facts: Vec<Fact>,
    /// What is folded away.
    pub(super) more: Vec<Fact>,
    /// The source of every value that has no note.
    pub(super) source: Option<Text>,
}

impl Card {
    /// True where a value has another source than most.
    pub(super) fn has_notes(&self) -> bool {
        let heading = self.job.iter().chain(&self.company);
        heading.chain(&self.facts).chain(&self.more).any(|fact| fact.note.is_some())
    }
}

/// A value with its label.
#[derive(Debug)]
pub(super) struct Fact {
    /// What it is called.
    pub(super) label: Text,
    /// What it is.
    pub(super) value: String,
    /// The language of the value, where it is known and not the page's.
    pub(super) language: Option<&'static str>,
    /// Its source, where this is not the card's.
    pub(super) note: Option<Text>,
}

/// The value of a field, where the experience has it.
fn value(experience: &Experience, field: Field, label: &impl Fn(&str, &str) -> String) -> Option<Value> {
    let key = |key: Option<&String>| {
        let key = key.filter(|key| *key != PLACEHOLDER)?;
        let dictionary = field.dictionary().unwrap_or_default();
        Some(Value::Text(label(dictionary, key)))
    };
    let salary = experience.salary.as_ref();
    match field {
        Field::Company => Some(Value::Text(experience.company.clone())),
        Field::Job => Some(Value::Text(experience.job.clone())),
        Field::Description => experience.description.clone().map(Value::Text),
        Field::StartingDate => Some(Value::Day(experience.starting_date)),
        Field::FinishingDate => experience.end.finished().map(Value::Day),
        Field::OnCourse => (experience.end == End::OnCourse).then_some(Value::Flag(true)),
        Field::Industry => key(experience.industry.as_ref()),
        Field::Level => key(Some(&experience.level)),
        Field::Staff => key(experience.staff.as_ref()),
        Field::Category => key(Some(&experience.category)),
        Field::ReportingTo => key(experience.reporting_to.as_ref()),
        Field::Subcategories => {
            let labels = experience.subcategories.iter().map(|key| label("subcategory", key));
            Some(Value::Texts(labels.collect()))
        }
        Field::SalaryMin => key(salary.map(|salary| &salary.min)),
        Field::SalaryMax => key(salary.map(|salary| &salary.max)),
        Field::SalaryPeriod => key(salary.map(|salary| &salary.period)),
        Field::HideSalary => salary.map(|_| Value::Flag(experience.hide_salary)),
        Field::Visible => Some(Value::Flag(experience.visible)),
        Field::Expertise => {
            let skills = &experience.expertise;
            (!skills.is_empty()).then(|| Value::Texts(skills.clone()))
        }
    }
}

/// What a field is called.
pub(super) fn label(page: &Page, field: Field) -> Text {
    match field {
        Field::Company => page.t("field-company"),
        Field::Job => page.t("field-job"),
        Field::Description => page.t("field-description"),
        Field::StartingDate => page.t("fact-start"),
        Field::FinishingDate | Field::OnCourse => page.t("fact-end"),
        Field::Industry => page.t("field-industry"),
        Field::Level => page.t("field-level"),
        Field::Staff => page.t("field-staff"),
        Field::Category => page.t("field-category"),
        Field::ReportingTo => page.t("field-reporting-to"),
        Field::Subcategories => page.t("field-subcategories"),
        Field::SalaryMin => page.t("field-salary-min"),
        Field::SalaryMax => page.t("field-salary-max"),
        Field::SalaryPeriod => page.t("field-salary-period"),
        Field::HideSalary => page.t("field-hide-salary"),
        Field::Visible => page.t("field-visible"),
        Field::Expertise => page.t("field-expertise"),
    }
}

fn written(page: &Page, said: &Said) -> String {
    match (&said.value, said.field) {
        // "Still there" is true of the day on which it was said, and of no later one.
        (Value::Flag(true), Field::OnCourse) => page.t("end-on-course").with("day", said.on).to_string(),
        (Value::Flag(true), _) => page.t("yes").to_string(),
        (Value::Flag(false), _) => page.t("no").to_string(),
        (Value::Text(text), _) => text.clone(),
        (Value::Texts(texts), _) => texts.join(", "),
        (Value::Day(day), _) => page.day(day).to_string(),
    }
}

/// The language of a field's value: that of the lists, where it is one of their words.
fn language(page: &Page, field: Field) -> Option<&'static str> {
    field.dictionary().and_then(|_| page.language_of_lists())
}

fn said_by(page: &Page, said: &Said) -> Text {
    let text = match &said.by {
        Who::Person => page.t("said-by-you"),
        Who::Client(name) => page.t("said-by-client").with("client", name),
        Who::Operator => page.t("said-by-operator"),
        Who::Server => page.t("said-by-server"),
    };
    text.with("day", said.on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(field: Field, value: &str, by: Who, on: &str) -> Said {
        Said { field, value: Value::Text(value.to_owned()), by, on: on.parse().unwrap() }
    }

    #[test]
    fn what_two_texts_say_otherwise_is_told_with_its_source() {
        let now = Declared {
            values: vec![
                said(Field::Company, "A", Who::Person, "2025-03-01"),
                said(Field::Job, "B", Who::Client("App".to_owned()), "2025-03-02"),
                Said { value: Value::Flag(true), ..said(Field::OnCourse, "", Who::Person, "2025-03-01") },
            ],
        };
        let entered = Declared {
            values: vec![
                said(Field::Company, "A", Who::Person, "2026-11-21"),
                said(Field::Job, "C", Who::Person, "2026-11-21"),
                said(Field::Description, "D", Who::Person, "2026-11-21"),
                said(Field::FinishingDate, "E", Who::Person, "2026-11-21"),
            ],
        };
        let told: Vec<_> = now.differing(&Page::default(), &entered).into_iter().collect();
        let told = told.iter().map(|fact| {
            let note = fact.note.as_ref().map(|note| note.to_string().replace(['\u{2068}', '\u{2069}'], ""));
            (fact.label.to_string(), fact.value.clone(), note.unwrap_or_default())
        });
        let row =
            |label: &str, value: &str, note: &str| (label.to_owned(), value.to_owned(), note.to_owned());
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                row("Position", "B", "said by App on 2 March 2025"),
                row("Description", "Nothing", ""),
                row("End", "None: still there on 1 March 2025", "said by you on 1 March 2025"),
            ]
        );
        assert_eq!(now.differing(&Page::default(), &now).len(), 0);
    }

    #[test]
    fn only_a_source_that_is_not_the_common_one_is_noted() {
        let app = || Who::Client("App".to_owned());
        let declared = Declared {
            values: vec![
                said(Field::Company, "A", Who::Person, "2025-03-01"),
                said(Field::Job, "B", app(), "2025-03-01"),
                said(Field::Level, "C", app(), "2025-03-01"),
                said(Field::Description, "D", app(), "2025-03-02"),
            ],
        };
        let card = declared.card(&Page::default());
        let note = |fact: &Fact| fact.note.as_ref().map(ToString::to_string);
        let isolated = |text: &str| text.replace("App", "\u{2068}App\u{2069}");
        assert_eq!(
            card.source.as_ref().map(ToString::to_string),
            Some(isolated("said by App on 1 March 2025"))
        );
        assert_eq!(card.company.as_ref().and_then(note).as_deref(), Some("said by you on 1 March 2025"));
        assert_eq!(card.job.as_ref().and_then(note), None);
        assert_eq!(card.facts.iter().map(note).collect::<Vec<_>>(), [None]);
        assert_eq!(
            card.more.iter().map(note).collect::<Vec<_>>(),
            [Some(isolated("said by App on 2 March 2025"))]
        );
        assert!(card.has_notes());
    }
}
