//! Which level makes which field compulsory (`dictionaries/level-rules.json`, `infojobs.md §4`).

use foldhash::HashMap;

use super::fault::Fault;
use super::file::{File, quoted, top_members};
use super::piece::Piece;

/// Whether a field must be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Need {
    /// The field must be sent.
    Required,
    /// The field may be left out.
    #[default]
    Optional,
}

/// What a level needs. By default nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Needs {
    /// Whether `reportingTo` must be sent (code 749).
    pub reporting_to: Need,
    /// Whether `staff` must be sent (code 657).
    pub staff: Need,
    /// Whether `salaryPeriod`, `salaryMin` and `salaryMax` must be sent (codes 678, 679, 682). Where they are
    /// optional, they come together or not at all (code 656).
    pub salary: Need,
}

/// The rules of all levels.
#[derive(Debug, Clone, Default)]
pub struct LevelRules(HashMap<String, Needs>);

impl LevelRules {
    /// What this level needs; an unknown level makes everything optional (`infojobs.md §4`). An alias without
    /// rules of its own has those of the level that it stands for.
    pub fn for_level(&self, key: &str) -> Needs {
        self.0.get(key).copied().unwrap_or_default()
    }

    /// Reads `{"note": "…", "levels": {"<level>": {"reportingTo": …, "staff": …, "salary": …}}}` beside the
    /// dictionary of the levels.
    pub(super) fn read(name: &str, text: &str, levels: Option<&File<'_>>, faults: &mut Vec<Fault>) -> Self {
        let mut rules = Self::default();
        let piece = match Piece::read(name, text) {
            Ok(piece) => piece,
            Err(fault) => {
                faults.push(fault);
                return rules;
            }
        };
        let Some(members) = top_members(piece, &["note", "levels"], faults) else {
            return rules;
        };
        match members.get("levels").map(|value| value.members().ok_or(value)) {
            None => faults.push(Fault::of_file(name, "the member `levels` is missing")),
            Some(Err(value)) => {
                faults.push(value.fault("`levels` must be an object, a member for each level"));
            }
            Some(Ok(pairs)) => {
                for (level, needs) in pairs {
                    rules.read_level(level, needs, levels, faults);
                }
                if let Some(levels) = levels {
                    rules.take_aliases(levels);
                    rules.check_complete(name, levels, faults);
                }
            }
        }
        rules
    }

    fn read_level(
        &mut self,
        name: Piece<'_>,
        value: Piece<'_>,
        levels: Option<&File<'_>>,
        faults: &mut Vec<Fault>,
    ) {
        let level = match name.parse::<String>() {
            Ok(level) => level,
            Err(fault) => return faults.push(fault),
        };
        let known = |file: &File<'_>| !file.whole || file.rows.iter().any(|row| row.entry.key == level);
        if !levels.is_none_or(known) {
            faults.push(name.fault(format!("`professional-level` has no level `{level}`")));
        }
        let needs = read_needs(&level, value, faults);
        if self.0.insert(level.clone(), needs).is_some() {
            faults.push(name.fault(format!("the level `{level}` stands here twice")));
        }
    }

    fn take_aliases(&mut self, levels: &File<'_>) {
        for entry in levels.rows.iter().map(|row| &row.entry) {
            if let Some(needs) = entry.alias_of.as_ref().and_then(|target| self.0.get(target)).copied() {
                self.0.entry(entry.key.clone()).or_insert(needs);
            }
        }
    }

    fn check_complete(&self, name: &str, levels: &File<'_>, faults: &mut Vec<Fault>) {
        for entry in levels.rows.iter().map(|row| &row.entry) {
            if entry.alias_of.is_none() && !self.0.contains_key(&entry.key) {
                let reason = format!("the level `{}` of `professional-level` has no rules", entry.key);
                faults.push(Fault::of_file(name, reason));
            }
        }
    }
}

fn read_needs(level: &str, value: Piece<'_>, faults: &mut Vec<Fault>) -> Needs {
    const MEMBERS: [&str; 3] = ["reportingTo", "staff", "salary"];
    let mut needs: [Option<Need>; 3] = [None; 3];
    let Some(pairs) = value.members() else {
        faults.push(value.fault(format!("the rules of `{level}` must be an object")));
        return Needs::default();
    };
    for (name, need) in pairs {
        let told = name.parse::<String>().unwrap_or_default();
        let Some(index) = MEMBERS.iter().position(|member| *member == told) else {
            faults.push(name.fault(format!("unknown member `{told}`, expected {}", quoted(&MEMBERS))));
            continue;
        };
        if needs[index].is_some() {
            faults.push(name.fault(format!("the member `{told}` stands here twice")));
        }
        needs[index] = Some(read_need(need).unwrap_or_else(|fault| {
            faults.push(fault);
            Need::Optional
        }));
    }
    for (member, _) in MEMBERS.iter().zip(needs).filter(|(_, need)| need.is_none()) {
        faults.push(value.fault(format!("the rules of `{level}` do not say whether `{member}` is required")));
    }
    let [reporting_to, staff, salary] = needs.map(Option::unwrap_or_default);
    Needs { reporting_to, staff, salary }
}

fn read_need(value: Piece<'_>) -> Result<Need, Fault> {
    match value.parse::<String>()?.as_str() {
        "required" => Ok(Need::Required),
        "optional" => Ok(Need::Optional),
        other => Err(value.fault(format!("`{other}` is neither `required` nor `optional`"))),
    }
}
