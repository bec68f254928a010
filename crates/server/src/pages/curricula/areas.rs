//! The areas of a category: subcategories to tick.

use career::dictionary::{Dictionaries, Entry, NO_SUBCATEGORY};
use career::experience::{Draft, Field};

use super::super::page::Page;
use super::choices;

/// The areas as the form shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Areas {
    /// The ones of the chosen category; `None` where none is chosen that has any.
    pub(super) shown: Option<Group>,
    /// What was chosen and is none of them.
    pub(super) strays: Vec<Tick>,
    /// The ones of every other category, for the script.
    pub(super) others: Vec<Group>,
}

/// The areas of one category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// The category's key.
    pub(super) category: String,
    /// Its areas, then that it is none of them.
    pub(super) ticks: Vec<Tick>,
}

/// An area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tick {
    /// Unique on the page.
    pub(super) id: String,
    /// What is sent.
    pub(super) key: String,
    /// What a person reads.
    pub(super) label: String,
    /// The language of that, where it is not the page's.
    pub(super) language: Option<&'static str>,
    /// True where it is chosen.
    pub(super) ticked: bool,
}

/// The areas for what was chosen.
pub(super) fn of(page: &Page, dictionaries: &Dictionaries, draft: &Draft) -> Areas {
    let chosen: Vec<&str> = draft.subcategories.value().into_iter().flatten().map(|key| key.trim()).collect();
    let category = draft.category.value().map(|key| key.trim()).unwrap_or_default();
    let Some(categories) = dictionaries.get("category") else {
        return Areas { shown: None, strays: Vec::new(), others: Vec::new() };
    };
    let group = |key: &str, entry: &Entry, chosen: &[&str]| Group {
        category: key.to_owned(),
        ticks: ticks(page, dictionaries, key, entry, chosen),
    };
    let entry = categories.entry(categories.meant(category));
    let shown = entry.map(|entry| group(category, entry, &chosen));
    let is_shown = |key: &str| shown.iter().flat_map(|group| &group.ticks).any(|tick| tick.key == key);
    let strays = chosen.iter().filter(|key| !key.is_empty() && !is_shown(key)).enumerate();
    let strays = strays.map(|(number, key)| Tick {
        id: format!("area-other-{number}"),
        key: (*key).to_owned(),
        label: choices::label(dictionaries, Field::Subcategories, key),
        language: page.language_of_lists(),
        ticked: true,
    });
    let others = categories
        .listed(None)
        .filter(|entry| entry.key != category && !choices::is_placeholder(Field::Category, &entry.key));
    Areas {
        strays: strays.collect(),
        others: others.map(|entry| group(&entry.key, entry, &[])).collect(),
        shown,
    }
}

/// The listed areas of a category; then those that were chosen and are legal under it without being listed, such
/// as an alias; then that it is none of them.
fn ticks(
    page: &Page,
    dictionaries: &Dictionaries,
    key: &str,
    category: &Entry,
    chosen: &[&str],
) -> Vec<Tick> {
    let areas = dictionaries.get("subcategory");
    let listed = areas.into_iter().flat_map(|areas| areas.listed(Some(category.id)));
    let mut offered: Vec<(&str, String)> = listed
        .filter(|area| area.key != NO_SUBCATEGORY)
        .map(|area| (area.key.as_str(), area.value.clone()))
        .collect();
    for area in chosen.iter().filter(|area| **area != NO_SUBCATEGORY && dictionaries.is_under(key, area)) {
        if offered.iter().all(|(known, _)| known != area) {
            offered.push((area, choices::label(dictionaries, Field::Subcategories, area)));
        }
    }
    offered.push((NO_SUBCATEGORY, page.t("area-none").to_string()));
    let ticks = offered.into_iter().enumerate().map(|(number, (area, label))| Tick {
        id: format!("area-{}-{number}", category.id),
        key: area.to_owned(),
        label,
        language: page.language_of_lists().filter(|_| area != NO_SUBCATEGORY),
        ticked: chosen.contains(&area),
    });
    ticks.collect()
}

#[cfg(test)]
mod tests {
    use career::sent::Sent;

    use super::*;

    fn areas(category: &str, chosen: &[&str]) -> Areas {
        let draft = Draft {
            category: Sent::Value(category.to_owned()),
            subcategories: Sent::Value(chosen.iter().map(|key| (*key).to_owned()).collect()),
            ..Draft::default()
        };
        of(&Page::default(), &Dictionaries::shipped().unwrap(), &draft)
    }

    fn ticked(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().filter(|tick| tick.ticked).map(|tick| tick.key.as_str()).collect()
    }

    #[test]
    fn the_areas_are_those_of_the_category_and_the_others_wait_for_the_script() {
        let areas = areas("legal", &["-"]);
        let shown = areas.shown.unwrap();
        assert_eq!(shown.ticks.len(), 6, "five, and none of them");
        assert_eq!(ticked(&shown.ticks), ["-"]);
        assert_eq!(areas.others.len(), 20);
        assert!(areas.others.iter().all(|group| ticked(&group.ticks).is_empty()));
        assert!(areas.strays.is_empty());
    }

    #[test]
    fn without_a_category_there_are_none_and_every_category_waits() {
        let areas = areas("", &[]);
        assert_eq!((areas.shown, areas.others.len()), (None, 21));
    }

    #[test]
    fn what_was_chosen_under_another_category_stays_in_sight() {
        let areas = areas("legal", &["programacion", "of-an-older-set", "-"]);
        assert_eq!(ticked(&areas.strays), ["programacion", "of-an-older-set"]);
    }

    #[test]
    fn an_alias_is_offered_where_it_was_chosen() {
        let areas = areas("informatica-telecomunicaciones", &["gestion-proyectos", "programacion"]);
        assert_eq!(ticked(&areas.shown.unwrap().ticks), ["programacion", "gestion-proyectos"]);
        assert!(areas.strays.is_empty());
    }

    #[test]
    fn every_tick_has_an_id_of_its_own() {
        let areas = areas("legal", &["programacion"]);
        let groups = areas.others.iter().chain(&areas.shown).flat_map(|group| &group.ticks);
        let mut ids: Vec<_> = groups.chain(&areas.strays).map(|tick| tick.id.as_str()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}
