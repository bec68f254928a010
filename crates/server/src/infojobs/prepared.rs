//! The dictionaries in force, with their answers prepared once per set (`infojobs.md §6`).

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use axum::body::Bytes;
use career::dictionary::{Dictionaries, Dictionary};
use foldhash::fast::RandomState;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::entity_tag::EntityTag;

/// The set that serves now. An operator may put another in its place while requests run; each request keeps the
/// set that it began with.
pub struct DictionariesInForce(RwLock<Arc<PreparedSet>>);

impl DictionariesInForce {
    /// Prepares a set and puts it in force.
    pub fn new(dictionaries: Dictionaries) -> Self {
        Self(RwLock::new(Arc::new(PreparedSet::new(dictionaries))))
    }

    /// Puts another set in force.
    pub fn replace(&self, dictionaries: Dictionaries) {
        let prepared = Arc::new(PreparedSet::new(dictionaries));
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = prepared;
    }

    /// The set in force.
    pub(crate) fn now(&self) -> Arc<PreparedSet> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A set of dictionaries with the bytes of every answer.
pub(crate) struct PreparedSet {
    pub(crate) dictionaries: Dictionaries,
    answers: HashMap<&'static str, HashMap<Option<i64>, Answer, RandomState>, RandomState>,
}

/// A dictionary's answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) body: Bytes,
    pub(crate) tag: EntityTag,
}

/// A value of a dictionary.
#[derive(Serialize, ToSchema)]
#[schema(as = InfojobsDictionaryValue)]
pub(super) struct EntryOut<'a> {
    /// What `parent` of another dictionary's values names.
    id: i64,
    /// What the fields of an experience hold.
    #[schema(max_length = 100)]
    key: &'a str,
    /// What people read, in Spanish.
    value: &'a str,
    /// Where it stands in a list.
    order: i64,
    /// The `id` of the value that this one is under, in a dictionary that hangs on another.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    parent: Option<i64>,
}

/// `salary-range` answers the rows of `salary-period` (LEDGER 110).
pub(super) const ALSO: &str = "salary-range";

impl PreparedSet {
    fn new(dictionaries: Dictionaries) -> Self {
        let mut answers = HashMap::default();
        for id in Dictionaries::ids().chain([ALSO]) {
            let Some(dictionary) = dictionaries.get(id) else {
                continue;
            };
            let parents: BTreeSet<i64> =
                dictionary.entries().iter().filter_map(|entry| entry.parent).collect();
            let choices = std::iter::once(None).chain(parents.into_iter().map(Some));
            answers.insert(id, choices.map(|parent| (parent, answer(dictionary, parent))).collect());
        }
        Self { dictionaries, answers }
    }

    /// The answer for a dictionary, of one parent where one is named. `None` where there is no such dictionary;
    /// a parent that nothing is under has an empty list.
    pub(crate) fn answer(&self, id: &str, parent: Option<i64>) -> Option<Answer> {
        let answers = self.answers.get(id)?;
        Some(answers.get(&parent).cloned().unwrap_or_else(|| written(b"[]".to_vec())))
    }
}

fn answer(dictionary: &Dictionary, parent: Option<i64>) -> Answer {
    let rows: Vec<EntryOut<'_>> = dictionary
        .listed(parent)
        .map(|entry| EntryOut {
            id: entry.id,
            key: &entry.key,
            value: &entry.value,
            order: entry.order,
            parent: entry.parent,
        })
        .collect();
    // Numbers and texts alone: this cannot fail to be written as JSON.
    written(serde_json::to_vec(&rows).unwrap_or_default())
}

fn written(body: Vec<u8>) -> Answer {
    Answer { tag: EntityTag::of(&body), body: body.into() }
}
