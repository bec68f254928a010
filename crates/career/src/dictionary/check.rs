//! What can only be seen with the other rows or the other files at hand.

use super::PLACEHOLDER;
use super::fault::Fault;
use super::file::{File, Row};

/// The dictionaries whose rows hang under the rows of another one.
const PARENTS: [(&str, &str); 2] = [("subcategory", "category"), ("province", "country")];

/// Every fault between rows and between files.
pub(super) fn check(files: &[File<'_>], faults: &mut Vec<Fault>) {
    for file in files {
        check_aliases(file, faults);
        check_amounts(file, files, faults);
        let parents = PARENTS.iter().find(|(child, _)| *child == file.id);
        match parents.and_then(|(_, parent)| files.iter().find(|other| other.id == *parent)) {
            Some(parent) => check_parents(file, parent, faults),
            None if parents.is_none() => check_no_parents(file, faults),
            None => {}
        }
    }
}

/// An alias stands for a row with the same parent that is no alias itself.
fn check_aliases(file: &File<'_>, faults: &mut Vec<Fault>) {
    let rows = file.by_key();
    for Row { entry, piece } in &file.rows {
        let Some(target) = entry.alias_of.as_deref() else {
            continue;
        };
        match rows.get(&(entry.parent, target)) {
            None if file.whole => {
                faults.push(
                    piece.fault(format!("`alias_of` names `{target}`, which no row beside this one has")),
                );
            }
            Some(row) if row.alias_of.is_some() => {
                faults.push(piece.fault(format!("`alias_of` names `{target}`, which is an alias itself")));
            }
            _ => {}
        }
    }
}

fn check_parents(file: &File<'_>, parents: &File<'_>, faults: &mut Vec<Fault>) {
    let by_id = parents.by_id();
    for Row { entry, piece } in &file.rows {
        let Some(parent) = entry.parent else {
            faults
                .push(piece.fault(format!("the row needs a `parent`, the id of a row of `{}`", parents.id)));
            continue;
        };
        let Some(row) = by_id.get(&parent) else {
            if parents.whole {
                faults.push(piece.fault(format!("no row of `{}` has the id {parent}", parents.id)));
            }
            continue;
        };
        if row.alias_of.is_some() {
            faults.push(piece.fault(format!(
                "the parent {parent} is `{}` in `{}`, an alias; name the row that it stands for",
                row.key, parents.id
            )));
        }
        if let Some(told) = entry.parent_key.as_ref().filter(|told| **told != row.key) {
            faults.push(piece.fault(format!(
                "`parent_key` says `{told}`, but the row {parent} of `{}` is `{}`",
                parents.id, row.key
            )));
        }
    }
}

fn check_no_parents(file: &File<'_>, faults: &mut Vec<Fault>) {
    for Row { entry, piece } in &file.rows {
        if entry.parent.is_some() || entry.parent_key.is_some() {
            faults.push(piece.fault(format!("the rows of `{}` have no parent", file.id)));
        }
    }
}

/// Every amount belongs to exactly one period, which is what code 716 checks.
fn check_amounts(file: &File<'_>, files: &[File<'_>], faults: &mut Vec<Fault>) {
    if file.id != "salary-quantity" {
        for Row { entry, piece } in &file.rows {
            if entry.amount.is_some() || entry.period.is_some() {
                faults.push(piece.fault("`amount` and `period` belong to `salary-quantity` alone"));
            }
        }
        return;
    }
    let periods = files.iter().find(|other| other.id == "salary-period");
    let known = periods.map(File::by_key).unwrap_or_default();
    for Row { entry, piece } in file.rows.iter().filter(|row| row.entry.key != PLACEHOLDER) {
        if entry.amount.is_none() {
            faults.push(piece.fault(format!("the row `{}` needs an `amount`", entry.key)));
        }
        match entry.period.as_deref() {
            None => faults.push(piece.fault(format!("the row `{}` needs a `period`", entry.key))),
            Some(PLACEHOLDER) => {
                faults.push(piece.fault(format!("`period` says `{PLACEHOLDER}`, which is no period")));
            }
            Some(period) => {
                if periods.is_some_and(|file| file.whole) && !known.contains_key(&(None, period)) {
                    faults.push(
                        piece.fault(format!("`period` says `{period}`, which `salary-period` does not have")),
                    );
                }
            }
        }
    }
}
