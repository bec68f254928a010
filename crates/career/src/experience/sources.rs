//! Who said which field of an experience (`record.md §2`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Serialize, Serializer};
use thiserror::Error;

use super::{End, Experience, Field};
use crate::object_text::ObjectText;
use crate::source::Source;

/// The source of every field of one experience.
///
/// Written as `{"sources":[…],"fields":{"company":0,…}}`: each distinct source once, in the order of the fields.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub struct FieldSources([Source; Field::ALL.len()]);

impl FieldSources {
    /// One source for all fields: a new experience.
    pub const fn all(source: Source) -> Self {
        Self([source; Field::ALL.len()])
    }

    /// The sources after an edit: a field whose value did not change keeps its source, every other one has the
    /// edit's. A field that is absent on both sides did not change.
    #[must_use]
    pub fn edited(&self, before: &Experience, after: &Experience, source: Source) -> Self {
        let mut sources = self.0;
        for (field, kept) in Field::ALL.into_iter().zip(&mut sources) {
            if !unchanged(field, before, after) {
                *kept = source;
            }
        }
        Self(sources)
    }

    /// The source of a field.
    pub const fn source_of(&self, field: Field) -> &Source {
        &self.0[field as usize]
    }
}

fn unchanged(field: Field, before: &Experience, after: &Experience) -> bool {
    match field {
        Field::Company => before.company == after.company,
        Field::Job => before.job == after.job,
        Field::Description => before.description == after.description,
        Field::StartingDate => before.starting_date == after.starting_date,
        Field::FinishingDate => before.end.finished() == after.end.finished(),
        Field::OnCourse => (before.end == End::OnCourse) == (after.end == End::OnCourse),
        Field::Industry => before.industry == after.industry,
        Field::Level => before.level == after.level,
        Field::Staff => before.staff == after.staff,
        Field::Category => before.category == after.category,
        Field::ReportingTo => before.reporting_to == after.reporting_to,
        Field::Subcategories => before.subcategories == after.subcategories,
        Field::SalaryMin => {
            before.salary.as_ref().map(|salary| &salary.min)
                == after.salary.as_ref().map(|salary| &salary.min)
        }
        Field::SalaryMax => {
            before.salary.as_ref().map(|salary| &salary.max)
                == after.salary.as_ref().map(|salary| &salary.max)
        }
        Field::SalaryPeriod => {
            before.salary.as_ref().map(|salary| &salary.period)
                == after.salary.as_ref().map(|salary| &salary.period)
        }
        Field::HideSalary => before.hide_salary == after.hide_salary,
        Field::Visible => before.visible == after.visible,
        Field::Expertise => before.expertise == after.expertise,
    }
}

/// The written form, as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    sources: Vec<Source>,
    fields: BTreeMap<Field, usize>,
}

impl FieldSources {
    /// The distinct sources in the order of the fields, and for each field the place of its own among them.
    fn distinct(&self) -> (Vec<&Source>, [usize; Field::ALL.len()]) {
        let mut sources: Vec<&Source> = Vec::with_capacity(1);
        let places = std::array::from_fn(|field| {
            let source = &self.0[field];
            sources.iter().position(|known| *known == source).unwrap_or_else(|| {
                sources.push(source);
                sources.len() - 1
            })
        });
        (sources, places)
    }

    /// The written form as text, put together by hand: every change of an experience writes it.
    pub fn to_json(&self) -> String {
        static OF_ONE: LazyLock<String> = LazyLock::new(|| fields([0; Field::ALL.len()]));
        let (sources, places) = self.distinct();
        let mut object = ObjectText::with_room(192 * sources.len() + 384);
        let one = sources.len() == 1;
        object.list_of_json("sources", sources.into_iter().copied().map(Source::to_json));
        if one {
            object.json("fields", &OF_ONE);
        } else {
            object.json("fields", &fields(places));
        }
        object.end()
    }
}

/// The place of each field's source, as JSON.
fn fields(places: [usize; Field::ALL.len()]) -> String {
    let mut fields = ObjectText::with_room(320);
    for (field, place) in Field::ALL.into_iter().zip(places) {
        match DIGITS.get(place) {
            Some(digit) => fields.json(field.wire_name(), digit),
            None => fields.json(field.wire_name(), &place.to_string()),
        }
    }
    fields.end()
}

/// The places that nearly all fields have.
const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

impl Serialize for FieldSources {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (sources, places) = self.distinct();
        let mut written = serializer.serialize_struct("FieldSources", 2)?;
        written.serialize_field("sources", &sources)?;
        written.serialize_field("fields", &Places(places))?;
        written.end()
    }
}

/// For each field, the place of its source in the list.
struct Places([usize; Field::ALL.len()]);

impl Serialize for Places {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Field::ALL.into_iter().zip(self.0))
    }
}

/// Why a written form cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
enum Unreadable {
    #[error("the field `{}` has no source", .0.wire_name())]
    Missing(Field),
    #[error("the field `{}` names source {}, which is not there", .0.wire_name(), .1)]
    OutOfRange(Field, usize),
    #[error("there is no source at all")]
    Empty,
}

impl TryFrom<Written> for FieldSources {
    type Error = Unreadable;

    fn try_from(written: Written) -> Result<Self, Unreadable> {
        let first = written.sources.first().ok_or(Unreadable::Empty)?;
        let mut sources = [*first; Field::ALL.len()];
        for (field, source) in Field::ALL.into_iter().zip(&mut sources) {
            let index = *written.fields.get(&field).ok_or(Unreadable::Missing(field))?;
            *source = *written.sources.get(index).ok_or(Unreadable::OutOfRange(field, index))?;
        }
        Ok(Self(sources))
    }
}
