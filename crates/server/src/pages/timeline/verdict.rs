//! Verdicts in words.

use career::reconciliation::{Group, Rule, Verdict};

use super::super::page::Page;

/// What came out for a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome {
    verdict: Verdict,
    /// The verdict, and what differs where something does.
    pub(crate) word: String,
    /// What it means, in a sentence.
    pub(crate) meaning: String,
}

impl Outcome {
    pub(super) fn of(group: &Group, page: &Page) -> Self {
        let (word, meaning) = match group.verdict {
            Verdict::Confirmed => (page.t("verdict-confirmed"), page.t("verdict-confirmed-means")),
            Verdict::Differs => (page.t("verdict-differs"), page.t("verdict-differs-means")),
            Verdict::DeclaredOnly => (page.t("verdict-declared-only"), page.t("verdict-declared-only-means")),
            Verdict::AttestedOnly => (page.t("verdict-attested-only"), page.t("verdict-attested-only-means")),
            Verdict::SourcesDisagree => {
                (page.t("verdict-sources-disagree"), page.t("verdict-sources-disagree-means"))
            }
            Verdict::Stale => (page.t("verdict-stale"), page.t("verdict-stale-means")),
        };
        let fields = differing(group, page);
        let word = if fields.is_empty() {
            word.to_string()
        } else {
            let text = page.t("verdict-with-fields").plain("verdict", word.to_string());
            text.plain("fields", fields.join(", ")).to_string()
        };
        Self { verdict: group.verdict, word, meaning: meaning.to_string() }
    }

    /// Whether both halves of the record say the same.
    pub(crate) fn is_confirmed(&self) -> bool {
        self.verdict == Verdict::Confirmed
    }

    /// Whether two statements contradict each other.
    pub(crate) fn is_contradiction(&self) -> bool {
        matches!(self.verdict, Verdict::Differs | Verdict::SourcesDisagree)
    }

    /// Whether only a partner says so.
    pub(crate) fn is_attested_only(&self) -> bool {
        self.verdict == Verdict::AttestedOnly
    }
}

/// The fields in which two statements of the group differ, each once, in the order of a statement.
fn differing(group: &Group, page: &Page) -> Vec<String> {
    let against =
        |rules: &[Rule]| group.reasons.iter().any(|reason| !reason.agrees && rules.contains(&reason.rule));
    let start = against(&[Rule::Start]).then(|| page.t("verdict-start"));
    let end = against(&[Rule::End, Rule::HorizonAgainstEnd, Rule::CurrentAgainstEnd]);
    let end = end.then(|| page.t("verdict-end"));
    let title = against(&[Rule::Title]).then(|| page.t("verdict-title"));
    [start, end, title].into_iter().flatten().map(|text| text.to_string()).collect()
}
