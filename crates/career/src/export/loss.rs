//! What a format cannot carry, named beside the file and never dropped silently (`record.md §6`).

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use super::Format;
use crate::id::StatementId;
use crate::record::{AcceptedCredential, Assembled, DeclaredExperience, Record};
use crate::timeline::Statement;
use crate::when::End;

/// Everything of a record that a format cannot carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LossNote {
    /// The format.
    pub format: Format,
    /// What is lost, in the order of [`LossKind`].
    pub losses: Vec<Loss>,
}

/// One thing that is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// What.
    pub kind: LossKind,
    /// How often, where that can be counted.
    pub count: Option<u32>,
}

/// What can be lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LossKind {
    /// Statements that the person hides.
    Hidden,
    /// Statements that a newer one of the same partner took the place of.
    Superseded,
    /// What cannot stand in a timeline.
    LeftOut,
    /// Attested employments without a reported end.
    EvidenceHorizon,
    /// Declared jobs that last: that is true of the day on which it was said.
    Current,
    /// What other statements about the same job say.
    OtherStatements,
    /// The verdicts and their reasons.
    Verdicts,
    /// Gaps in the timeline.
    Gaps,
    /// Who said which single value.
    FieldSources,
    /// What the person says against attested statements.
    Disputes,
    /// Salaries.
    Salary,
    /// Keys of dictionaries: level, category and the like.
    Keys,
    /// What the person said about who may see an experience or its salary.
    Visibility,
    /// Which curriculum an experience stands in, and what curricula are called.
    Curricula,
    /// The name, the id and the times of a credential.
    CredentialDetails,
    /// The intermediaries between a partner and this server.
    PartnerChain,
    /// Members that a partner sent beyond the contract.
    KeptMembers,
    /// An address that the format has no place for.
    Address,
    /// The history.
    History,
    /// A signature that would prove what partners attested: formats for that are to come.
    NotSigned,
    /// Which applications may do what.
    Grants,
    /// Links by which others see a part of the record.
    Shares,
    /// What partners sent and the person did not accept.
    Offers,
    /// What dictionaries call their keys.
    DictionaryTexts,
}

impl LossKind {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::Superseded => "superseded",
            Self::LeftOut => "left_out",
            Self::EvidenceHorizon => "evidence_horizon",
            Self::Current => "current",
            Self::OtherStatements => "other_statements",
            Self::Verdicts => "verdicts",
            Self::Gaps => "gaps",
            Self::FieldSources => "field_sources",
            Self::Disputes => "disputes",
            Self::Salary => "salary",
            Self::Keys => "keys",
            Self::Visibility => "visibility",
            Self::Curricula => "curricula",
            Self::CredentialDetails => "credential_details",
            Self::PartnerChain => "partner_chain",
            Self::KeptMembers => "kept_members",
            Self::Address => "address",
            Self::History => "history",
            Self::NotSigned => "not_signed",
            Self::Grants => "grants",
            Self::Shares => "shares",
            Self::Offers => "offers",
            Self::DictionaryTexts => "dictionary_texts",
        }
    }

    /// What it means for the file.
    const fn sentence(self) -> &'static str {
        match self {
            Self::Hidden => "Statements that the person hides are left out.",
            Self::Superseded => "Older attestations that a newer one took the place of are left out.",
            Self::LeftOut => "Statements with dates that cannot be are left out.",
            Self::EvidenceHorizon => {
                "An attested job without a reported end has no end date. Most readers take it for current; how far the \
                 partner knew stands only in meta.tenure."
            }
            Self::Current => {
                "A job that lasts has no end date either; on which day that was said stands only in meta.tenure."
            }
            Self::OtherStatements => {
                "Where several statements speak of one job, the entry has the values of one. The others stand only in \
                 meta.tenure."
            }
            Self::Verdicts => {
                "Whether what was declared and what was attested agree stands only in meta.tenure, without the reasons."
            }
            Self::Gaps => "Gaps between jobs are not named.",
            Self::FieldSources => {
                "Who said which single value is left out; each statement's own source stands only in meta.tenure."
            }
            Self::Disputes => "What the person says against attested statements stands only in meta.tenure.",
            Self::Salary => "Salaries are left out.",
            Self::Keys => "Level, category, areas, industry, staff and manager are left out.",
            Self::Visibility => "Whether companies may see an experience or its salary is left out.",
            Self::Curricula => "Curricula and their names are left out: all experiences stand in one list.",
            Self::CredentialDetails => {
                "The name that a partner uses, its id of the credential and when that was accepted are left out."
            }
            Self::PartnerChain => "The intermediaries between partner and server are left out.",
            Self::KeptMembers => "What partners sent beyond the contract is left out.",
            Self::Address => {
                "The e-mail address has letters that the format does not allow, and is left out."
            }
            Self::History => "The history of the record is left out.",
            Self::NotSigned => {
                "The file is not signed: by itself it proves nothing about what partners attested."
            }
            Self::Grants => "Which applications may read or edit the record stays on the server.",
            Self::Shares => "Links by which the record was shown to others stay on the server.",
            Self::Offers => "What partners sent and the person did not accept stays on the server.",
            Self::DictionaryTexts => {
                "Keys of dictionaries stand as they are, without what a dictionary calls them."
            }
        }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.kind.sentence())?;
        match self.count {
            Some(count) => write!(formatter, " ({count})"),
            None => Ok(()),
        }
    }
}

impl Serialize for Loss {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written {
            kind: &'static str,
            #[serde(skip_serializing_if = "Option::is_none")]
            count: Option<u32>,
            words: &'static str,
        }
        Written { kind: self.kind.word(), count: self.count, words: self.kind.sentence() }
            .serialize(serializer)
    }
}

impl fmt::Display for LossNote {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "What {} cannot carry of this record:", self.format.word())?;
        self.losses.iter().try_for_each(|loss| write!(formatter, "\n  {loss}"))
    }
}

impl LossNote {
    /// The note as JSON: `{"format", "losses": [{"kind", "count", "words"}]}`.
    ///
    /// # Errors
    ///
    /// None that a note can bring about; the writer of JSON may report one.
    pub fn written(&self) -> Result<String, serde_json::Error> {
        super::written(self)
    }
}

/// What [`super::whole`] leaves behind: what is the server's and not the record's.
pub fn of_whole() -> LossNote {
    let always =
        [LossKind::Grants, LossKind::Shares, LossKind::Offers, LossKind::DictionaryTexts].map(uncounted);
    LossNote { format: Format::TenureRecord, losses: always.into() }
}

/// What [`super::credential`] leaves behind.
pub fn of_credential() -> LossNote {
    let always = [LossKind::Verdicts, LossKind::History, LossKind::NotSigned].map(uncounted);
    LossNote { format: Format::TenureCredential, losses: always.into() }
}

/// What [`super::json_resume`] cannot carry of this record, whose statements that are shown speak of so many jobs.
pub(super) fn of_json_resume(record: &Record, jobs: usize) -> LossNote {
    let whole = record.assemble();
    let hidden = whole.timeline.standing().iter().filter(|statement| statement.hidden).count();
    let (superseded, left_out) = (whole.timeline.superseded().len(), whole.left_out.len());
    let shown = whole.for_others();
    let mut losses = vec![
        counted(LossKind::Hidden, hidden),
        counted(LossKind::Superseded, superseded),
        counted(LossKind::LeftOut, left_out),
    ];
    losses.extend(of_timeline(&shown, jobs));
    losses.extend(of_contents(record, &shown));
    if !record.person.address.is_ascii() {
        losses.push(uncounted(LossKind::Address));
    }
    losses.push(uncounted(LossKind::History));
    losses.push(uncounted(LossKind::NotSigned));
    losses.retain(|loss| loss.count != Some(0));
    losses.sort_by_key(|loss| loss.kind);
    LossNote { format: Format::JsonResume, losses }
}

/// What is lost of the statements that are shown.
fn of_timeline(shown: &Assembled, jobs: usize) -> [Loss; 7] {
    let standing = shown.timeline.standing();
    let count = |which: fn(&Statement) -> bool| standing.iter().filter(|statement| which(statement)).count();
    [
        counted(
            LossKind::EvidenceHorizon,
            count(|statement| matches!(statement.period.end(), End::NotReported(_))),
        ),
        counted(LossKind::Current, count(|statement| matches!(statement.period.end(), End::Current))),
        counted(LossKind::OtherStatements, standing.len().saturating_sub(jobs)),
        counted(LossKind::Verdicts, jobs),
        counted(LossKind::Gaps, shown.timeline.gaps().len()),
        counted(LossKind::FieldSources, count(Statement::is_declared)),
        counted(LossKind::Disputes, shown.disputes.len()),
    ]
}

/// What is lost of what the statements that are shown are made of.
fn of_contents(record: &Record, shown: &Assembled) -> [Loss; 7] {
    let shown: BTreeSet<&str> = shown.timeline.standing().iter().map(|statement| &*statement.id).collect();
    let stands = |experience: &&DeclaredExperience| {
        shown.contains(StatementId::Experience(experience.id).to_string().as_str())
    };
    let experiences: Vec<_> =
        record.experiences.iter().filter(stands).map(|declared| &declared.content).collect();
    let any_stands = |accepted: &&AcceptedCredential| {
        let beginning = StatementId::of_credential(accepted.submission);
        shown.range(beginning.as_str()..).next().is_some_and(|id| id.starts_with(&beginning))
    };
    let credentials: Vec<_> =
        record.credentials.iter().filter(any_stands).map(|accepted| &accepted.credential).collect();
    let chained =
        credentials.iter().filter(|one| one.partner_chain.as_ref().is_some_and(|chain| !chain.is_empty()));
    let kept = credentials.iter().filter(|one| {
        !one.kept.is_empty() || one.employment.iter().any(|employment| !employment.kept.is_empty())
    });
    [
        counted(LossKind::Salary, experiences.iter().filter(|one| one.salary.is_some()).count()),
        counted(LossKind::Keys, experiences.len()),
        counted(LossKind::Visibility, experiences.len()),
        counted(LossKind::Curricula, record.curricula.len()),
        counted(LossKind::CredentialDetails, credentials.len()),
        counted(LossKind::PartnerChain, chained.count()),
        counted(LossKind::KeptMembers, kept.count()),
    ]
}

fn counted(kind: LossKind, count: usize) -> Loss {
    Loss { kind, count: Some(u32::try_from(count).unwrap_or(u32::MAX)) }
}

const fn uncounted(kind: LossKind) -> Loss {
    Loss { kind, count: None }
}
