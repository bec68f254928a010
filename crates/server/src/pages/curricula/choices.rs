//! What a person can choose from, out of the dictionaries in force.

use career::dictionary::{Dictionaries, Entry, Need, Needs, PLACEHOLDER};
use career::experience::Field;

/// One value of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// What is sent.
    pub(super) key: String,
    /// What a person reads.
    pub(super) label: String,
    /// True for the one that is chosen.
    pub(super) chosen: bool,
}

/// Values that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// The key of what they belong to, and what a person reads; the ones without stand by themselves.
    pub(super) of: Option<(String, String)>,
    /// The values in their order.
    pub(super) choices: Vec<Choice>,
}

/// True for the rows that stand for "nothing chosen". The form has a blank choice instead, so they are only shown
/// where a record has one already (LEDGER 76).
pub(super) fn is_placeholder(field: Field, key: &str) -> bool {
    key == PLACEHOLDER || (field == Field::Category && key == "-")
}

/// What a dictionary calls a key; a key that it does not have is called by itself.
pub(super) fn label(dictionaries: &Dictionaries, field: Field, key: &str) -> String {
    let entry = field.dictionary().and_then(|id| dictionaries.entry(id, key));
    entry.map_or_else(|| key.to_owned(), |entry| entry.value.clone())
}

/// The choices of a field. What is chosen is always among them, also where no list has it (any more).
pub(super) fn of(dictionaries: &Dictionaries, field: Field, chosen: &str) -> Vec<Group> {
    let Some(dictionary) = field.dictionary().and_then(|id| dictionaries.get(id)) else {
        return Vec::new();
    };
    let listed = dictionary.listed(None).filter(|entry| !is_placeholder(field, &entry.key));
    let mut groups = match field {
        Field::SalaryMin | Field::SalaryMax => by_period(dictionaries, listed, chosen),
        _ => vec![Group { of: None, choices: listed.map(|entry| choice(entry, chosen)).collect() }],
    };
    let there = groups.iter().flat_map(|group| &group.choices).any(|choice| choice.chosen);
    if !chosen.is_empty() && !there {
        let label = label(dictionaries, field, chosen);
        let kept = Choice { key: chosen.to_owned(), label, chosen: true };
        groups.push(Group { of: None, choices: vec![kept] });
    }
    groups
}

fn choice(entry: &Entry, chosen: &str) -> Choice {
    Choice { key: entry.key.clone(), label: entry.value.clone(), chosen: entry.key == chosen }
}

/// The amounts under the periods that they belong to (716).
fn by_period<'a>(
    dictionaries: &Dictionaries,
    amounts: impl Iterator<Item = &'a Entry>,
    chosen: &str,
) -> Vec<Group> {
    let Some(periods) = dictionaries.get("salary-period") else {
        return Vec::new();
    };
    let amounts: Vec<&Entry> = amounts.collect();
    let of_period = |period: &Entry| {
        let belongs =
            |amount: &&&Entry| amount.period.as_deref().map(|key| periods.meant(key)) == Some(&period.key);
        let choices = amounts.iter().filter(belongs).map(|amount| choice(amount, chosen)).collect();
        Group { of: Some((period.key.clone(), period.value.clone())), choices }
    };
    let periods = periods.listed(None).map(of_period);
    periods.filter(|group| !group.choices.is_empty()).collect()
}

/// What the levels that need something are called, in their order.
pub(super) fn levels_that_need(dictionaries: &Dictionaries, what: impl Fn(Needs) -> Need) -> Vec<String> {
    let levels = dictionaries.get("professional-level").into_iter().flat_map(|levels| levels.listed(None));
    let needing =
        levels.filter(|level| what(dictionaries.level_rules.for_level(&level.key)) == Need::Required);
    needing.map(|level| level.value.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(field: Field, chosen: &str) -> Vec<String> {
        let groups = of(&Dictionaries::shipped().unwrap(), field, chosen);
        groups.into_iter().flat_map(|group| group.choices).map(|choice| choice.key).collect()
    }

    #[test]
    fn ledger_76_a_placeholder_is_offered_only_where_it_is_chosen_already() {
        for field in [Field::Level, Field::Staff, Field::ReportingTo, Field::Category, Field::SalaryMin] {
            assert!(keys(field, "").iter().all(|key| key != "seleccionar" && key != "-"), "{field:?}");
        }
        assert_eq!(keys(Field::ReportingTo, "seleccionar").last().unwrap(), "seleccionar");
        assert_eq!(keys(Field::Category, "-").last().unwrap(), "-");
    }

    #[test]
    fn what_is_chosen_is_always_among_the_choices() {
        assert!(!keys(Field::Level, "").contains(&"becario-practicas".to_owned()), "an alias is not listed");
        assert!(keys(Field::Level, "becario-practicas").contains(&"becario-practicas".to_owned()));
        assert!(keys(Field::Industry, "of-an-older-set").contains(&"of-an-older-set".to_owned()));
    }

    #[test]
    fn every_amount_stands_under_its_period() {
        let groups = of(&Dictionaries::shipped().unwrap(), Field::SalaryMax, "18.000");
        let periods: Vec<_> =
            groups.iter().filter_map(|group| group.of.clone()).map(|(key, _)| key).collect();
        assert_eq!(periods, ["bruto-ano", "bruto-mes", "bruto-hora"]);
        assert!(groups[0].choices.iter().any(|choice| choice.chosen && choice.key == "18.000"));
        assert!(groups[2].choices.iter().any(|choice| choice.key == "5"));
    }

    #[test]
    fn the_levels_that_need_something_come_from_the_data() {
        let set = Dictionaries::shipped().unwrap();
        assert_eq!(levels_that_need(&set, |needs| needs.reporting_to), ["Especialista", "Mando intermedio"]);
    }
}
