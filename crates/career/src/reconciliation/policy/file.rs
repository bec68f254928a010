//! A policy's file: from its text to a [`Policy`].

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use aws_lc_rs::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Policy, PolicyFault, PolicyId};
use crate::fold::fold;
use crate::reconciliation::legal_forms::{LegalForms, SHIPPED};
use crate::when::Span;

/// The longest tolerance and age: ten years.
const MOST_MONTHS: u16 = 120;
const MOST_DAYS: u16 = 3_660;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Spanned<String>,
    dates: Dates,
    titles: Titles,
    evidence: Evidence,
    organisations: Organisations,
    #[serde(default)]
    alias: Vec<Alias>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dates {
    tolerance: Spanned<Span>,
    overlap_share: Spanned<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Titles {
    threshold: Spanned<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Evidence {
    stale_after: Spanned<Span>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Organisations {
    threshold: Spanned<f64>,
    shipped_legal_forms: bool,
    #[serde(default)]
    legal_forms_behind: Vec<String>,
    #[serde(default)]
    legal_forms_before: Vec<String>,
}

/// Names of one employer. The first one is what the others are taken for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Alias {
    names: Spanned<Vec<String>>,
    /// Why they are one; for readers.
    #[serde(default)]
    #[expect(dead_code, reason = "a note for those who read the file")]
    why: Option<String>,
}

/// The shipped legal forms.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShippedForms {
    country: Vec<Country>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Country {
    #[expect(dead_code, reason = "it tells readers where a form is used")]
    code: String,
    #[serde(default)]
    behind: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
}

/// What the hash is made of: every setting as it is in force, in a fixed order.
#[derive(Serialize)]
struct Content<'a> {
    tolerance: Span,
    overlap_share: u32,
    title_threshold: u32,
    organisation_threshold: u32,
    stale_after: Span,
    aliases: BTreeMap<&'a str, &'a str>,
    legal_forms: (Vec<&'a str>, Vec<&'a str>),
}

pub(super) fn read(text: &str) -> Result<Policy, PolicyFault> {
    let file: File = toml::from_str(text).map_err(|error| fault_of(text, &error))?;
    let at = |span: Range<usize>, key: &str, reason: String| PolicyFault {
        line: line(text, span.start),
        key: Some(key.to_owned()),
        reason,
    };
    if !is_name(file.name.get_ref()) {
        let reason = "1 to 50 letters a to z, digits, `-`, `_` and `.` are wanted".to_owned();
        return Err(at(file.name.span(), "name", reason));
    }
    let share = |key: &str, value: &Spanned<f64>| {
        millionths(*value.get_ref())
            .ok_or_else(|| at(value.span(), key, format!("{} is not from 0 to 1", value.get_ref())))
    };
    let span = |key: &str, value: &Spanned<Span>| match *value.get_ref() {
        Span::Months(0..=MOST_MONTHS) | Span::Days(0..=MOST_DAYS) => Ok(*value.get_ref()),
        _ => {
            let reason = format!("at most {MOST_MONTHS} months or {MOST_DAYS} days are allowed");
            Err(at(value.span(), key, reason))
        }
    };
    let tolerance = span("dates.tolerance", &file.dates.tolerance)?;
    let overlap_share = share("dates.overlap_share", &file.dates.overlap_share)?;
    let title_threshold = share("titles.threshold", &file.titles.threshold)?;
    let organisation_threshold = share("organisations.threshold", &file.organisations.threshold)?;
    let stale_after = span("evidence.stale_after", &file.evidence.stale_after)?;
    let legal_forms = legal_forms(&file.organisations)?;
    let aliases =
        aliases(&file.alias, &legal_forms).map_err(|(span, reason)| at(span, "alias.names", reason))?;

    let content = Content {
        tolerance,
        overlap_share,
        title_threshold,
        organisation_threshold,
        stale_after,
        aliases: aliases.iter().map(|(name, meant)| (name.as_str(), meant.as_str())).collect(),
        legal_forms: legal_forms.sorted(),
    };
    let id = PolicyId(format!("{}-{}", file.name.get_ref(), hash(&content)));
    Ok(Policy {
        id,
        tolerance,
        overlap_share,
        title_threshold,
        organisation_threshold,
        stale_after,
        legal_forms,
        aliases,
    })
}

fn legal_forms(settings: &Organisations) -> Result<LegalForms, PolicyFault> {
    let shipped: Vec<Country> = if settings.shipped_legal_forms {
        let forms: ShippedForms = toml::from_str(SHIPPED).map_err(|error| fault_of(SHIPPED, &error))?;
        forms.country
    } else {
        Vec::new()
    };
    let own = |forms: &Vec<String>| -> Vec<String> { forms.clone() };
    let mut behind = own(&settings.legal_forms_behind);
    let mut before = own(&settings.legal_forms_before);
    for country in shipped {
        behind.extend(country.behind);
        before.extend(country.before);
    }
    behind.retain(|form| !form.trim().is_empty());
    before.retain(|form| !form.trim().is_empty());
    Ok(LegalForms::new(behind.iter().map(String::as_str), before.iter().map(String::as_str)))
}

fn aliases(lists: &[Alias], forms: &LegalForms) -> Result<HashMap<String, String>, (Range<usize>, String)> {
    let mut aliases: HashMap<String, String> = HashMap::new();
    for Alias { names, .. } in lists {
        let bare: Vec<String> = names.get_ref().iter().map(|name| forms.strip(&fold(name))).collect();
        let Some(meant) = bare.first().filter(|_| bare.len() > 1 && bare.iter().all(|name| !name.is_empty()))
        else {
            return Err((names.span(), "at least two names are wanted, none of them empty".to_owned()));
        };
        for (name, given) in bare.iter().zip(names.get_ref()) {
            if aliases.get(name).is_some_and(|other| other != meant) {
                return Err((names.span(), format!("`{given}` stands in another list of aliases already")));
            }
            aliases.insert(name.clone(), meant.clone());
        }
    }
    Ok(aliases)
}

fn is_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte);
    (1..=50).contains(&name.len()) && name.bytes().all(allowed)
}

/// A share from 0 to 1 in millionths, rounded. `None` outside, and for what is no number.
fn millionths(share: f64) -> Option<u32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to a million")]
    (0.0..=1.0).contains(&share).then(|| (share * 1_000_000.0).round() as u32)
}

fn hash(content: &Content<'_>) -> String {
    // Plain data with text for keys, which JSON can always express.
    let text = serde_json::to_vec(content).unwrap_or_default();
    let mut half = [0; 16];
    half.copy_from_slice(&digest(&SHA256, &text).as_ref()[..16]);
    format!("{:032x}", u128::from_be_bytes(half))
}

fn line(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or(text).matches('\n').count() + 1
}

/// The reader's error with its line and the key that stands there.
fn fault_of(text: &str, error: &toml::de::Error) -> PolicyFault {
    let line = line(text, error.span().map_or(0, |span| span.start));
    let written = text.lines().nth(line - 1).unwrap_or_default();
    let key = written.split_once('=').map(|(key, _)| key.trim()).filter(|key| !key.is_empty());
    let table = text.lines().take(line - 1).filter_map(|line| {
        let line = line.trim();
        line.strip_prefix('[').map(|name| name.trim_matches(['[', ']']).to_owned())
    });
    let table = table.last();
    let key = key.map(|key| match table {
        Some(table) => format!("{table}.{key}"),
        None => key.to_owned(),
    });
    PolicyFault { line, key, reason: error.message().trim().to_owned() }
}
