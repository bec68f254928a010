//! The fields of a form, ready to be written: one macro of `curricula/fields.html` for each kind.

use career::experience::Field;

use super::super::words::Text;
use super::areas::Areas;
use super::choices::Group;

/// A whole form.
#[derive(Debug)]
pub(super) struct Sections(pub(super) Vec<Section>);

impl Sections {
    /// The parts in their order.
    pub(super) fn all(&self) -> &[Section] {
        &self.0
    }

    /// The fields that are wrong, in the order of the form.
    pub(super) fn wrong(&self) -> Vec<&Input> {
        self.0.iter().flat_map(|section| &section.inputs).filter(|input| input.is_wrong()).collect()
    }

    /// How many things are wrong.
    pub(super) fn count(&self) -> usize {
        self.wrong().iter().map(|input| input.errors.len()).sum()
    }
}

/// A part of a form with a heading.
#[derive(Debug)]
pub(super) struct Section {
    /// The heading's id.
    pub(super) id: &'static str,
    /// The heading.
    pub(super) heading: Text,
    /// What holds for the whole part.
    pub(super) about: Vec<Text>,
    /// The fields in the order in which they are filled in.
    pub(super) inputs: Vec<Input>,
}

/// A field.
#[derive(Debug)]
pub(super) struct Input {
    /// Which. Its contract name is the name and the id on the page.
    pub(super) field: Field,
    /// What it is called.
    pub(super) label: Text,
    /// What helps to fill it in.
    pub(super) hint: Option<Text>,
    /// What is wrong with it.
    pub(super) errors: Vec<Text>,
    /// True where it is needed in any case.
    pub(super) required: bool,
    /// What it looks like.
    pub(super) kind: Kind,
}

/// What a field looks like.
#[derive(Debug)]
pub(super) enum Kind {
    /// One line of text.
    Line(String),
    /// Several lines of text.
    Lines(String),
    /// A day that a browser's own control understands.
    Day(String),
    /// A day that is none, as it was written.
    NoDay(String),
    /// A list to choose from.
    Choice(Vec<Group>),
    /// The areas to tick.
    Areas(Areas),
    /// Yes or no.
    Tick(bool),
}

impl Input {
    pub(super) fn id(&self) -> &'static str {
        self.field.wire_name()
    }

    pub(super) fn is_wrong(&self) -> bool {
        !self.errors.is_empty()
    }

    /// The ids of what describes the field: its errors first. Empty where nothing does.
    pub(super) fn described_by(&self) -> String {
        let id = self.id();
        match (self.is_wrong(), self.hint.is_some()) {
            (true, true) => format!("{id}-error {id}-hint"),
            (true, false) => format!("{id}-error"),
            (false, true) => format!("{id}-hint"),
            (false, false) => String::new(),
        }
    }
}
