//! One dictionary and its rows.

use foldhash::{HashMap, HashMapExt as _};
use serde::Deserialize;

/// One row of a dictionary, as its file has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The row's number, unique in its dictionary. Says nothing about order or amount.
    pub id: i64,
    /// What a request sends: 1 to 100 Unicode scalar values, unique under the same parent.
    pub key: String,
    /// What a person reads.
    pub value: String,
    /// Where the row stands in a list; rows with the same order stand as in the file.
    pub order: i64,
    /// The id of the row in the parent dictionary (`category` for `subcategory`, `country` for `province`).
    #[serde(default)]
    pub parent: Option<i64>,
    /// The key of the row that [`Entry::parent`] names.
    #[serde(default)]
    pub parent_key: Option<String>,
    /// The key, under the same parent, that this one stands for. An alias is accepted and stored as sent, but
    /// never listed (`infojobs.md §4`).
    #[serde(default)]
    pub alias_of: Option<String>,
    /// In `salary-quantity`: the amount in euros, to be compared instead of ids.
    #[serde(default)]
    pub amount: Option<i64>,
    /// In `salary-quantity`: the key of the one `salary-period` to which the amount belongs (code 716).
    #[serde(default)]
    pub period: Option<String>,
    /// Where the row is known from: `observed`, `documented` or `local`.
    pub origin: String,
}

/// A dictionary: rows that are looked up by key and listed in order.
#[derive(Debug, Clone)]
pub struct Dictionary {
    id: String,
    entries: Vec<Entry>,
    first_with_key: HashMap<String, usize>,
    listed: Vec<usize>,
}

impl Dictionary {
    /// Takes rows that were checked, in the order of their file.
    pub(super) fn new(id: &str, entries: Vec<Entry>) -> Self {
        let mut first_with_key = HashMap::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            first_with_key.entry(entry.key.clone()).or_insert(index);
        }
        let mut in_order: Vec<(i64, usize)> = entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.alias_of.is_none())
            .map(|(index, entry)| (entry.order, index))
            .collect();
        in_order.sort_unstable();
        let listed = in_order.into_iter().map(|(_, index)| index).collect();
        Self { id: id.to_owned(), entries, first_with_key, listed }
    }

    /// The dictionary's id, which is its file's name without `.json`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Every row, aliases included, in the order of the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether a row has this key, under whatever parent. Aliases count.
    pub fn contains(&self, key: &str) -> bool {
        self.first_with_key.contains_key(key)
    }

    /// The row with this key; where the key stands under several parents, the first of the file.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.first_with_key.get(key).and_then(|&index| self.entries.get(index))
    }

    /// The rows as the dictionary operation lists them: by `order`, then as in the file, without aliases, and
    /// where a parent is given, only the rows under it.
    pub fn listed(&self, parent: Option<i64>) -> impl Iterator<Item = &Entry> {
        self.listed
            .iter()
            .filter_map(|&index| self.entries.get(index))
            .filter(move |entry| parent.is_none() || entry.parent == parent)
    }

    /// The key that this one stands for: an alias's target, otherwise the key itself.
    pub fn meant<'a>(&'a self, key: &'a str) -> &'a str {
        self.entry(key).and_then(|entry| entry.alias_of.as_deref()).unwrap_or(key)
    }
}
