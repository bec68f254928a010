//! The whole set of dictionaries, with what holds between them.

use std::collections::HashSet;

use foldhash::HashMap;

use super::NO_SUBCATEGORY;
use super::check::check;
use super::entry::{Dictionary, Entry};
use super::fault::Fault;
use super::file::File;
use super::levels::LevelRules;
use super::shipped::{DICTIONARIES, FILES, LEVEL_RULES};
use crate::experience::Field;

/// Every dictionary of the contract and the rules of the levels: a set without a fault. The keys of its maps are the
/// operator's, so none of them needs a hash that no sender can foresee.
#[derive(Debug, Clone)]
pub struct Dictionaries {
    all: Vec<Dictionary>,
    /// Where each stands among all.
    by_id: HashMap<&'static str, usize>,
    /// Where that of each field does.
    by_field: [Option<usize>; Field::ALL.len()],
    categories_of: HashMap<String, HashSet<i64>>,
    /// Which level makes which field compulsory.
    pub level_rules: LevelRules,
}

impl Dictionaries {
    /// The set that the program carries with it.
    ///
    /// # Errors
    ///
    /// None in a program that passed its tests: one of them reads this set.
    pub fn shipped() -> Result<Self, Vec<Fault>> {
        Self::parse(FILES.iter().copied())
    }

    /// The shipped set with some of its files replaced by an operator's: name (`industry.json`) and text.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the files or between them, sorted by file and line.
    pub fn shipped_with<'a>(
        replacements: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Vec<Fault>> {
        let replacements: Vec<(&str, &str)> = replacements.into_iter().collect();
        let replaced: HashSet<&str> = replacements.iter().map(|(name, _)| *name).collect();
        let kept = FILES.iter().copied().filter(|(name, _)| !replaced.contains(name));
        Self::parse(kept.chain(replacements.iter().copied()))
    }

    /// A set out of files that are all given: name (`industry.json`) and text.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the files or between them, sorted by file and line; a file of the set that
    /// was not given is a fault, too.
    pub fn parse<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let texts = by_name(files, &mut faults);
        let read: Vec<File<'_>> = DICTIONARIES
            .iter()
            .filter_map(|&(id, name)| texts.get(name).map(|text| File::read(name, id, text, &mut faults)))
            .collect();
        check(&read, &mut faults);
        let levels = read.iter().find(|file| file.id == "professional-level");
        let level_rules = texts
            .get(LEVEL_RULES)
            .map(|text| LevelRules::read(LEVEL_RULES, text, levels, &mut faults))
            .unwrap_or_default();
        if faults.is_empty() {
            Ok(Self::join(read, level_rules))
        } else {
            faults.sort();
            Err(faults)
        }
    }

    /// The dictionary with this id. `salary-range` answers the rows of `salary-period` (`infojobs.md §7.10`).
    pub fn get(&self, id: &str) -> Option<&Dictionary> {
        let id = if id == "salary-range" { "salary-period" } else { id };
        self.by_id.get(id).and_then(|&place| self.all.get(place))
    }

    /// The dictionary whose keys a field holds ([`Field::dictionary`]).
    pub fn of_field(&self, field: Field) -> Option<&Dictionary> {
        self.by_field[field as usize].and_then(|place| self.all.get(place))
    }

    /// The ids of all dictionaries, sorted, without the second name of `salary-period`.
    pub fn ids() -> impl Iterator<Item = &'static str> {
        DICTIONARIES.iter().map(|(id, _)| *id)
    }

    /// Whether a dictionary has a key; an unknown dictionary has none.
    pub fn contains(&self, id: &str, key: &str) -> bool {
        self.get(id).is_some_and(|dictionary| dictionary.contains(key))
    }

    /// The row of a dictionary with this key.
    pub fn entry(&self, id: &str, key: &str) -> Option<&Entry> {
        self.get(id).and_then(|dictionary| dictionary.entry(key))
    }

    /// Whether a subcategory may be chosen with some category. `-` may always.
    pub fn has_subcategory(&self, subcategory_key: &str) -> bool {
        subcategory_key == NO_SUBCATEGORY || self.categories_of.contains_key(subcategory_key)
    }

    /// Whether a subcategory stands under a category (code 670), aliases of both included. `-` is legal under
    /// every category, the category `-` included (`infojobs.md §4`).
    pub fn is_under(&self, category_key: &str, subcategory_key: &str) -> bool {
        let Some(categories) = self.of_field(Field::Category) else {
            return false;
        };
        let mut category = categories.entry(category_key);
        if let Some(target) = category.and_then(|category| category.alias_of.as_deref()) {
            category = categories.entry(target);
        }
        let Some(category) = category else {
            return false;
        };
        let parents = self.categories_of.get(subcategory_key);
        subcategory_key == NO_SUBCATEGORY || parents.is_some_and(|ids| ids.contains(&category.id))
    }

    fn join(files: Vec<File<'_>>, level_rules: LevelRules) -> Self {
        let (mut all, mut by_id) = (Vec::new(), HashMap::default());
        let mut categories_of: HashMap<String, HashSet<i64>> = HashMap::default();
        for file in files {
            let entries: Vec<Entry> = file.rows.into_iter().map(|row| row.entry).collect();
            if file.id == "subcategory" {
                for entry in &entries {
                    categories_of.entry(entry.key.clone()).or_default().extend(entry.parent);
                }
            }
            by_id.insert(file.id, all.len());
            all.push(Dictionary::new(file.id, entries));
        }
        let by_field = Field::ALL.map(|field| field.dictionary().and_then(|id| by_id.get(id).copied()));
        Self { all, by_id, by_field, categories_of, level_rules }
    }
}

/// The texts by name, and as faults: names that are none of the set's, names given twice, and missing ones.
fn by_name<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
    faults: &mut Vec<Fault>,
) -> HashMap<&'static str, &'a str> {
    let mut texts = HashMap::default();
    for (name, text) in files {
        match FILES.iter().find(|(known, _)| *known == name) {
            None => {
                let known: Vec<&str> = FILES.iter().map(|(known, _)| *known).collect();
                let reason = format!("no dictionary file has this name; the set has {}", known.join(", "));
                faults.push(Fault::of_file(name, reason));
            }
            Some((known, _)) => {
                if texts.insert(*known, text).is_some() {
                    faults.push(Fault::of_file(name, "the file was given twice"));
                }
            }
        }
    }
    for (name, _) in FILES.iter().filter(|(name, _)| !texts.contains_key(name)) {
        faults.push(Fault::of_file(name, "the file is missing"));
    }
    texts
}
