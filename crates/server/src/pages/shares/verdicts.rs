//! The verdicts of a reconciliation as others see them, with their reasons.

use career::reconciliation::{Group, Reason, Reconciliation, Rule, Side, Verdict};
use career::timeline::Statement;
use career::when::Difference;

use super::super::page::Page;
use super::super::words::Text;
use super::statement::{self, ClientNames};

/// A group of statements that speak of one job.
#[derive(Debug)]
pub(super) struct Judged<'a> {
    pub(super) role: &'a str,
    pub(super) organisation: &'a str,
    pub(super) verdict: Text,
    pub(super) reasons: Vec<Told>,
}

/// One thing that was compared.
#[derive(Debug)]
pub(super) struct Told {
    /// What was compared, and whether it agrees.
    pub(super) what: Text,
    /// Each value with who said it.
    pub(super) sides: Vec<(String, Option<Text>)>,
    /// How far apart two dates lie.
    pub(super) difference: Option<Text>,
}

/// The groups in the order of the timeline.
pub(super) fn judged<'a>(
    page: &Page<'_>,
    reconciliation: &Reconciliation,
    statements: &'a [Statement],
    names: &ClientNames,
) -> Vec<Judged<'a>> {
    let find = |id: &str| statements.iter().find(|statement| statement.id == id);
    let group = |group: &Group| {
        let first = group.declared.iter().chain(&group.attested).find_map(|id| find(id))?;
        let told = |reason: &Reason| told(page, reason, &find, names);
        Some(Judged {
            role: statement::role(first),
            organisation: &first.organisation,
            verdict: verdict(page, group.verdict),
            reasons: group.reasons.iter().map(told).collect(),
        })
    };
    reconciliation.groups.iter().filter_map(group).collect()
}

fn verdict(page: &Page<'_>, verdict: Verdict) -> Text {
    match verdict {
        Verdict::Confirmed => page.t("shared-verdict-confirmed"),
        Verdict::Differs => page.t("shared-verdict-differs"),
        Verdict::DeclaredOnly => page.t("shared-verdict-declared-only"),
        Verdict::AttestedOnly => page.t("shared-verdict-attested-only"),
        Verdict::SourcesDisagree => page.t("shared-verdict-sources-disagree"),
        Verdict::Stale => page.t("shared-verdict-stale"),
    }
}

fn told<'a>(
    page: &Page<'_>,
    reason: &Reason,
    find: &impl Fn(&str) -> Option<&'a Statement>,
    names: &ClientNames,
) -> Told {
    let value = |side: &Side| match (reason.rule, find(&side.statement)) {
        (Rule::Start, Some(found)) => statement::start(page, found).to_string(),
        (
            Rule::End
            | Rule::HorizonAgainstEnd
            | Rule::CurrentAgainstEnd
            | Rule::CurrentWithoutEnd
            | Rule::Horizons
            | Rule::Stale,
            Some(found),
        ) => statement::end(page, found).to_string(),
        _ => side.value.clone(),
    };
    let sides = reason.sides.iter();
    let difference = reason.difference.filter(|difference| difference.greatest_days > 0);
    Told {
        what: what(page, reason),
        sides: sides.map(|side| (value(side), statement::said_by(page, &side.source, names))).collect(),
        difference: difference.map(|difference| apart(page, difference)),
    }
}

fn apart(page: &Page<'_>, difference: Difference) -> Text {
    let Difference { least_days, greatest_days } = difference;
    if least_days == greatest_days {
        return page.t("shared-difference-exact").with("days", least_days);
    }
    page.t("shared-difference").with("least", least_days).with("greatest", greatest_days)
}

fn what(page: &Page<'_>, reason: &Reason) -> Text {
    match (reason.rule, reason.agrees) {
        (Rule::OrganisationSame, _) => page.t("shared-organisation-same"),
        (Rule::OrganisationAlias, _) => page.t("shared-organisation-alias"),
        (Rule::OrganisationAlike, _) => page.t("shared-organisation-alike"),
        (Rule::Start, true) => page.t("shared-start-agrees"),
        (Rule::Start, false) => page.t("shared-start-differs"),
        (Rule::End | Rule::HorizonAgainstEnd | Rule::CurrentAgainstEnd, false) => {
            page.t("shared-end-differs")
        }
        (
            Rule::End
            | Rule::HorizonAgainstEnd
            | Rule::CurrentAgainstEnd
            | Rule::CurrentWithoutEnd
            | Rule::Horizons,
            _,
        ) => page.t("shared-end-agrees"),
        (Rule::Title, true) => page.t("shared-title-agrees"),
        (Rule::Title, false) => page.t("shared-title-differs"),
        (Rule::Classification, _) => page.t("shared-classification"),
        (Rule::Stale, _) => page.t("shared-stale"),
    }
}
