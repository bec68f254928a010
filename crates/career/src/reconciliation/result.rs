//! What a reconciliation says: groups, verdicts and reasons (`record.md §3`).

use jiff::civil::Date;
use serde::Serialize;

use super::policy::PolicyId;
use crate::timeline::Origin;
use crate::when::Difference;

/// The statements of one person held against each other, on one day, under one policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reconciliation {
    /// The policy.
    pub policy: PolicyId,
    /// The day.
    pub on: Date,
    /// Every statement that stands, each in one group; the groups in the order of the timeline.
    pub groups: Vec<Group>,
}

/// The statements that speak of one job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// What came out.
    pub verdict: Verdict,
    /// The id of the declared statement, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<String>,
    /// The ids of the attested statements, at most one of each partner, in the order of client ids.
    pub attested: Vec<String>,
    /// Why: what was compared and which rule said what. First what stands against an agreement.
    pub reasons: Vec<Reason>,
}

/// What came out for a group. Where several apply, the first of `SourcesDisagree`, `Differs`, `Stale`, `Confirmed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// What was attested agrees with what was declared in everything that both state, within tolerance.
    Confirmed,
    /// The same job, but something lies outside the tolerance.
    Differs,
    /// Declared, and attested by nobody.
    DeclaredOnly,
    /// Attested, and not declared.
    AttestedOnly,
    /// Two partners attest the same job and contradict each other.
    SourcesDisagree,
    /// Confirmed or attested, but only up to a horizon older than the policy allows.
    Stale,
}

/// One thing that was compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The rule that was applied.
    pub rule: Rule,
    /// Whether it speaks for an agreement.
    pub agrees: bool,
    /// The two values, or the one that the rule is about. Declared stands first, then by client id.
    pub sides: Vec<Side>,
    /// How far apart two dates lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<Difference>,
}

/// One value in a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The id of the statement that it stands in.
    pub statement: String,
    /// The value, as it was said; `current` where the person says that a job lasts.
    pub value: String,
    /// Who said it.
    pub source: Origin,
}

/// The rules of `record.md §3`. What each one says is in `docs/reconciliation.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The same organisation: the names are the same without case, accents, punctuation and legal forms.
    OrganisationSame,
    /// The same organisation by the policy's aliases.
    OrganisationAlias,
    /// The same organisation, for the names are alike.
    OrganisationAlike,
    /// Two starts.
    Start,
    /// Two ends.
    End,
    /// An end against an evidence horizon: seen at work well after the end.
    HorizonAgainstEnd,
    /// Declared as current against an attested end: from that end to the day of the reconciliation.
    CurrentAgainstEnd,
    /// A declared job that lasts, of which no end was reported.
    CurrentWithoutEnd,
    /// Two horizons; the later one decides.
    Horizons,
    /// Two titles.
    Title,
    /// A classification where there is no title: it can support, it never makes a difference.
    Classification,
    /// No end was reported, and the latest horizon is older than the policy allows.
    Stale,
}
