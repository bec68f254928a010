//! The reasons of a verdict, with both values and their sources.

use super::compare::{Comparer, Comparison};
use super::prepared::{Ending, Prepared};
use super::result::{Reason, Rule, Side};
use crate::timeline::{Origins, Statement};
use crate::when::{Difference, End};

/// The reasons out of one comparison, in the order organisation, start, end, title.
pub(super) fn reasons(
    one: &Prepared<'_>,
    other: &Prepared<'_>,
    found: &Comparison,
    comparer: &Comparer<'_>,
) -> Vec<Reason> {
    let pair = |value: fn(&Statement) -> Side| vec![value(one.statement), value(other.statement)];
    let mut reasons = vec![
        Reason {
            rule: by_name(one, other, comparer),
            agrees: true,
            sides: pair(organisation),
            difference: None,
        },
        Reason {
            rule: Rule::Start,
            agrees: found.start.agree,
            sides: pair(start),
            difference: Some(found.start.difference),
        },
        Reason {
            rule: by_end(one.ending, other.ending),
            agrees: found.end.agree,
            sides: pair(end),
            difference: end_difference(one.ending, other.ending, found.end.difference),
        },
    ];
    if let Some(agrees) = found.title {
        reasons.push(Reason { rule: Rule::Title, agrees, sides: pair(title), difference: None });
    } else if found.supported {
        reasons.push(Reason {
            rule: Rule::Classification,
            agrees: true,
            sides: pair(title),
            difference: None,
        });
    }
    reasons
}

/// The reason for which a group is stale.
pub(super) fn stale(freshest: &Prepared<'_>) -> Reason {
    Reason { rule: Rule::Stale, agrees: false, sides: vec![end(freshest.statement)], difference: None }
}

fn by_name(one: &Prepared<'_>, other: &Prepared<'_>, comparer: &Comparer<'_>) -> Rule {
    let texts = comparer.texts();
    if !texts.name(one.name).same(texts.name(other.name)) {
        Rule::OrganisationAlike
    } else if texts.is_aliased(one.name) || texts.is_aliased(other.name) {
        Rule::OrganisationAlias
    } else {
        Rule::OrganisationSame
    }
}

const fn by_end(one: Ending, other: Ending) -> Rule {
    match (one, other) {
        (Ending::Ended(_), Ending::Ended(_)) => Rule::End,
        (Ending::Ended(_), Ending::NotReported(_)) | (Ending::NotReported(_), Ending::Ended(_)) => {
            Rule::HorizonAgainstEnd
        }
        (Ending::Ended(_), Ending::Current) | (Ending::Current, Ending::Ended(_)) => Rule::CurrentAgainstEnd,
        (Ending::NotReported(_), Ending::NotReported(_)) => Rule::Horizons,
        (Ending::Current, _) | (_, Ending::Current) => Rule::CurrentWithoutEnd,
    }
}

/// Two horizons, and a job that lasts beside one, have no difference that would mean anything.
const fn end_difference(one: Ending, other: Ending, difference: Difference) -> Option<Difference> {
    match by_end(one, other) {
        Rule::Horizons | Rule::CurrentWithoutEnd => None,
        _ => Some(difference),
    }
}

fn organisation(statement: &Statement) -> Side {
    side(statement, statement.organisation.clone(), |origins| &origins.organisation)
}

fn start(statement: &Statement) -> Side {
    side(statement, statement.period.start().to_string(), |origins| &origins.start)
}

fn end(statement: &Statement) -> Side {
    let value = match statement.period.end() {
        End::Ended(end) => end.to_string(),
        End::Current => "current".to_owned(),
        End::NotReported(horizon) => format!("known until {horizon}"),
    };
    side(statement, value, |origins| &origins.end)
}

fn title(statement: &Statement) -> Side {
    match (&statement.title, &statement.classification) {
        (Some(title), _) => side(statement, title.clone(), |origins| &origins.title),
        (None, Some(classification)) => {
            side(statement, classification.clone(), |origins| &origins.classification)
        }
        (None, None) => side(statement, String::new(), |origins| &origins.title),
    }
}

fn side(
    statement: &Statement,
    value: String,
    field: impl Fn(&Origins) -> &Option<crate::timeline::Origin>,
) -> Side {
    Side { statement: statement.id.clone(), value, source: statement.origin_of(field).clone() }
}
