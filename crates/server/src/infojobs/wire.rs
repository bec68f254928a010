//! The JSON of the `InfoJobs` contract: reading a PUT body, writing an experience (`infojobs.md §4`).

use std::fmt;

use career::dictionary::PLACEHOLDER;
use career::experience::{Draft, End, Experience};
use career::id::ExperienceId;
use career::object_text::ObjectText;
use career::sent::Sent;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::ObjectBuilder;

use crate::http::json::{Json, Members};
use crate::openapi::text;

/// Most answers are shorter, and written without that the place for them grows.
const ROOM: usize = 1024;

/// A value whose JSON type the contract does not know (225).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misfit {
    pub(crate) pointer: String,
    expected: &'static str,
    found: &'static str,
}

impl Misfit {
    /// One for the document.
    pub(super) fn example() -> Self {
        Self { pointer: "/job".to_owned(), expected: "a string", found: "a number" }
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pointer, expected, found } = self;
        match pointer.strip_prefix('/') {
            Some(name) => write!(formatter, "The field {name} must be {expected}, not {found}."),
            None => write!(formatter, "The body must be {expected}, not {found}."),
        }
    }
}

/// Which record a PUT means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// None: a new one (`""`, `null` and absent).
    Insert,
    /// This one.
    Edit(ExperienceId),
    /// A whole number that was never given out.
    Nothing,
}

/// A PUT body after its types were looked at.
#[derive(Debug)]
pub(crate) struct Put {
    pub(crate) target: Target,
    pub(crate) draft: Draft,
    /// In the order of the contract's fields.
    pub(crate) misfits: Vec<Misfit>,
}

/// Looks at the types of a PUT body. Unknown members are ignored; `null` counts as absent (LEDGER 6).
pub(crate) fn read_put(body: &Json<'_>) -> Put {
    let mut reader = Reader { misfits: Vec::new() };
    let none = Members::default();
    let members = if let Json::Object(members) = body {
        members
    } else {
        reader.misfit(String::new(), "an object", body);
        &none
    };
    let member = |name: &str| members.get(name).filter(|value| **value != Json::Null);
    let target = reader.target(member("id"));
    let mut text =
        |name: &str| reader.read(name, member(name), "a string", |value| string(value).map(str::to_owned));
    let mut draft = Draft {
        company: text("company"),
        job: text("job"),
        description: text("description"),
        starting_date: text("startingDate"),
        finishing_date: text("finishingDate"),
        industry: text("industry"),
        level: text("level"),
        staff: text("staff"),
        reporting_to: text("reportingTo"),
        category: text("category"),
        salary_min: text("salaryMin"),
        salary_max: text("salaryMax"),
        salary_period: text("salaryPeriod"),
        ..Draft::default()
    };
    let mut flag = |name: &str| reader.read(name, member(name), "true or false", boolean);
    draft.on_course = flag("onCourse");
    draft.hide_salary = flag("hideSalary");
    draft.visible = flag("visible");
    draft.subcategories = reader.list("subcategories", member("subcategories"), "a string", string);
    draft.expertise =
        reader.list("expertise", member("expertise"), "an object with the string `skill`", |item| {
            if let Json::Object(members) = item { members.get("skill").and_then(string) } else { None }
        });
    Put { target, draft, misfits: reader.misfits }
}

fn string<'a>(value: &'a Json<'_>) -> Option<&'a str> {
    if let Json::Text(text) = value { Some(text) } else { None }
}

fn boolean(value: &Json<'_>) -> Option<bool> {
    match value {
        Json::Bool(value) => Some(*value),
        Json::Text(text) => text.parse().ok(),
        _ => None,
    }
}

struct Reader {
    misfits: Vec<Misfit>,
}

impl Reader {
    fn misfit(&mut self, pointer: String, expected: &'static str, found: &Json<'_>) {
        let found = match found {
            Json::Null => "null",
            Json::Bool(_) => "a boolean",
            Json::Number(_) => "a number",
            Json::Text(_) => "this string",
            Json::Array(_) => "an array",
            Json::Object(_) => "an object",
        };
        self.misfits.push(Misfit { pointer, expected, found });
    }

    fn read<T>(
        &mut self,
        name: &str,
        value: Option<&Json<'_>>,
        expected: &'static str,
        convert: impl Fn(&Json<'_>) -> Option<T>,
    ) -> Sent<T> {
        let Some(value) = value else { return Sent::Absent };
        convert(value).map_or_else(
            || {
                self.misfit(format!("/{name}"), expected, value);
                Sent::Unusable
            },
            Sent::Value,
        )
    }

    fn list<'a>(
        &mut self,
        name: &str,
        value: Option<&'a Json<'a>>,
        expected: &'static str,
        convert: impl Fn(&'a Json<'a>) -> Option<&'a str>,
    ) -> Sent<Vec<String>> {
        let Some(value) = value else { return Sent::Absent };
        let Json::Array(items) = value else {
            self.misfit(format!("/{name}"), "an array", value);
            return Sent::Unusable;
        };
        let mut read = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match convert(item) {
                Some(text) => read.push(text.to_owned()),
                None => self.misfit(format!("/{name}/{index}"), expected, item),
            }
        }
        if read.len() == items.len() { Sent::Value(read) } else { Sent::Unusable }
    }

    /// An id is a whole number, as a number or as a string of digits (LEDGER 2).
    fn target(&mut self, value: Option<&Json<'_>>) -> Target {
        let issued = |number: u64| ExperienceId::new(number).map_or(Target::Nothing, Target::Edit);
        match value {
            None => return Target::Insert,
            Some(Json::Text(text)) if text.trim().is_empty() => return Target::Insert,
            Some(Json::Text(text)) => {
                let text = text.trim();
                let digits = text.strip_prefix('-').unwrap_or(text);
                if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    return text.parse().map_or(Target::Nothing, issued);
                }
            }
            Some(Json::Number(number)) if number.is_u64() => {
                return number.as_u64().map_or(Target::Nothing, issued);
            }
            Some(Json::Number(number)) if number.is_i64() => return Target::Nothing,
            // As languages write it that have no other numbers than these: 8547632159.0.
            Some(Json::Number(number)) if number.as_f64().is_some_and(|number| number.fract() == 0.0) => {
                let digits = number.as_f64().map(|number| format!("{number:.0}"));
                return digits.and_then(|digits| digits.parse().ok()).map_or(Target::Nothing, issued);
            }
            Some(_) => {}
        }
        if let Some(value) = value {
            self.misfit("/id".to_owned(), "a whole number", value);
        }
        Target::Insert
    }
}

/// Which fields an operation's answer has beside those that all have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extras {
    pub(crate) reporting_to: bool,
    pub(crate) expertise: bool,
}

impl Extras {
    /// The PUT answer (LEDGER 113).
    pub(crate) const SAVED: Self = Self { reporting_to: true, expertise: true };
    /// The list, version 2.
    pub(crate) const LIST: Self = Self { reporting_to: false, expertise: true };
    /// The list, version 1, and the single read.
    pub(crate) const FIRST_VERSION: Self = Self { reporting_to: false, expertise: false };
}

/// An experience as it is answered. A key stays as it was sent when a later dictionary no longer has it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = InfojobsExperience)]
pub(crate) struct ExperienceOut<'a> {
    /// A number of 1 to 2^53 − 1 as a string of digits.
    #[schema(pattern = "^[1-9][0-9]{0,15}$")]
    id: String,
    /// The employer's name.
    #[schema(min_length = 1, max_length = 150)]
    company: &'a str,
    /// The role.
    #[schema(min_length = 1, max_length = 150)]
    job: &'a str,
    /// What it was about; left out where nothing was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, min_length = 1, max_length = 4000)]
    description: Option<&'a str>,
    /// The first day.
    #[schema(schema_with = midnight)]
    starting_date: String,
    /// The last day; left out where the job lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, schema_with = midnight)]
    finishing_date: Option<String>,
    /// Whether the job lasts.
    on_course: bool,
    /// A key of the dictionary `industry`; `seleccionar` where none was sent.
    industry: &'a str,
    /// A key of the dictionary `professional-level`.
    level: &'a str,
    /// A key of the dictionary `staff`; `0` where none was sent.
    staff: &'a str,
    /// A key of the dictionary `manager-professional-level`; `seleccionar` where none was sent. In the answer of PUT
    /// alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    reporting_to: Option<&'a str>,
    /// A key of the dictionary `category`.
    category: &'a str,
    /// Keys of the dictionary `subcategory`, in the order that they were sent in.
    #[schema(min_items = 1)]
    subcategories: &'a [String],
    /// Whether employers are not to see the salary.
    hide_salary: bool,
    /// A key of the dictionary `salary-quantity`; `seleccionar` where none was sent.
    salary_min: &'a str,
    /// A key of the dictionary `salary-quantity`; `seleccionar` where none was sent.
    salary_max: &'a str,
    /// A key of the dictionary `salary-period`; left out where none was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    salary_period: Option<&'a str>,
    /// Whether employers see this experience.
    visible: bool,
    /// Skills. Not in answers of version 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_items = 50)]
    expertise: Option<Vec<SkillOut<'a>>>,
}

/// Something that one is good at.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InfojobsSkill)]
struct SkillOut<'a> {
    /// In words.
    #[schema(min_length = 1, max_length = 100)]
    skill: &'a str,
}

impl SkillOut<'_> {
    fn to_json(&self) -> String {
        let Self { skill } = self;
        let mut object = ObjectText::with_room(skill.len() + 16);
        object.text("skill", skill);
        object.end()
    }
}

/// A day as this contract's answers write it.
fn midnight() -> ObjectBuilder {
    text("A day, with the time that this contract's answers have behind it.")
        .pattern(Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z$"))
}

/// A day as the contract's answers write it (LEDGER 103).
fn day(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

impl<'a> ExperienceOut<'a> {
    /// Unset keys come back as the placeholder, unset `staff` as `0` (`infojobs.md §4`).
    pub(crate) fn new(id: ExperienceId, content: &'a Experience, extras: Extras) -> Self {
        let placeholder = |key: &'a Option<String>| key.as_deref().unwrap_or(PLACEHOLDER);
        let salary = content.salary.as_ref();
        Self {
            id: id.to_string(),
            company: &content.company,
            job: &content.job,
            description: content.description.as_deref(),
            starting_date: day(content.starting_date),
            finishing_date: content.end.finished().map(day),
            on_course: content.end == End::OnCourse,
            industry: placeholder(&content.industry),
            level: &content.level,
            staff: content.staff.as_deref().unwrap_or("0"),
            reporting_to: extras.reporting_to.then(|| placeholder(&content.reporting_to)),
            category: &content.category,
            subcategories: &content.subcategories,
            hide_salary: content.hide_salary,
            salary_min: salary.map_or(PLACEHOLDER, |salary| &salary.min),
            salary_max: salary.map_or(PLACEHOLDER, |salary| &salary.max),
            salary_period: salary.map(|salary| salary.period.as_str()),
            visible: content.visible,
            expertise: extras
                .expertise
                .then(|| content.expertise.iter().map(|skill| SkillOut { skill }).collect()),
        }
    }

    /// What `serde` writes, put together by hand: every saved experience is answered with it.
    pub(crate) fn to_json(&self) -> String {
        let Self {
            id,
            company,
            job,
            description,
            starting_date,
            finishing_date,
            on_course,
            industry,
            level,
            staff,
            reporting_to,
            category,
            subcategories,
            hide_salary,
            salary_min,
            salary_max,
            salary_period,
            visible,
            expertise,
        } = self;
        let mut object = ObjectText::with_room(ROOM);
        object.text("id", id);
        object.text("company", company);
        object.text("job", job);
        object.text_if_any("description", *description);
        object.text("startingDate", starting_date);
        object.text_if_any("finishingDate", finishing_date.as_deref());
        object.truth("onCourse", *on_course);
        object.text("industry", industry);
        object.text("level", level);
        object.text("staff", staff);
        object.text_if_any("reportingTo", *reporting_to);
        object.text("category", category);
        object.texts("subcategories", subcategories);
        object.truth("hideSalary", *hide_salary);
        object.text("salaryMin", salary_min);
        object.text("salaryMax", salary_max);
        object.text_if_any("salaryPeriod", *salary_period);
        object.truth("visible", *visible);
        if let Some(skills) = expertise {
            object.list_of_json("expertise", skills.iter().map(SkillOut::to_json));
        }
        object.end()
    }
}

#[cfg(test)]
mod tests;
