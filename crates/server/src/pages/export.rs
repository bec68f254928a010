//! The record as files, and what each kind of file cannot carry.

use askama::Template;
use career::export::loss::{Loss, LossKind, LossNote};
use career::id::SubmissionId;
use jiff::Timestamp;

use super::dates;
use super::page::{Page, View};
use super::words::Text;

/// `/me/export`: a button for each format. Posts `format` to itself, or `submission` to `/me/export/credential`.
#[derive(Debug, Template)]
#[template(path = "me/export.html")]
pub(crate) struct ExportPage<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// What the file with everything lacks.
    pub(crate) whole: LossNote,
    /// What JSON Resume lacks of this record.
    pub(crate) resume: LossNote,
    /// What the file of one credential lacks.
    pub(crate) credential: LossNote,
    /// The accepted credentials in the order to show them.
    pub(crate) credentials: Vec<Exportable<'a>>,
}

/// A credential that can be exported alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exportable<'a> {
    /// The submission that it came with.
    pub(crate) submission: SubmissionId,
    /// Who sent it.
    pub(crate) client_name: &'a str,
    /// When it came.
    pub(crate) received_at: Timestamp,
    /// When the person accepted it.
    pub(crate) accepted_at: Timestamp,
}

impl ExportPage<'_> {
    /// What is lost, in one sentence.
    fn sentence(&self, loss: &Loss) -> Text {
        let page = &self.page;
        let text = match loss.kind {
            LossKind::Hidden => page.t("loss-hidden"),
            LossKind::Superseded => page.t("loss-superseded"),
            LossKind::LeftOut => page.t("loss-left-out"),
            LossKind::EvidenceHorizon => page.t("loss-evidence-horizon"),
            LossKind::Current => page.t("loss-on-course"),
            LossKind::OtherStatements => page.t("loss-other-statements"),
            LossKind::Verdicts => page.t("loss-verdicts"),
            LossKind::Gaps => page.t("loss-gaps"),
            LossKind::FieldSources => page.t("loss-field-sources"),
            LossKind::Disputes => page.t("loss-disputes"),
            LossKind::Salary => page.t("loss-salary"),
            LossKind::Keys => page.t("loss-keys"),
            LossKind::Visibility => page.t("loss-visibility"),
            LossKind::Curricula => page.t("loss-curricula"),
            LossKind::CredentialDetails => page.t("loss-credential-details"),
            LossKind::PartnerChain => page.t("loss-partner-chain"),
            LossKind::KeptMembers => page.t("loss-kept-members"),
            LossKind::Address => page.t("loss-address"),
            LossKind::History => page.t("loss-history"),
            LossKind::NotSigned => page.t("loss-not-signed"),
            LossKind::Grants => page.t("loss-grants"),
            LossKind::Shares => page.t("loss-shares"),
            LossKind::Offers => page.t("loss-offers"),
            LossKind::DictionaryTexts => page.t("loss-dictionary-texts"),
        };
        match loss.count {
            Some(count) => text.with("count", count),
            None => text,
        }
    }

    /// Where a credential comes from, in one sentence.
    fn source(&self, credential: &Exportable) -> Text {
        let text = self.page.t("attested-by").with("client", credential.client_name);
        let text = text.with("received", dates::day_of(credential.received_at));
        text.with("accepted", dates::day_of(credential.accepted_at))
    }
}

impl View for ExportPage<'_> {
    fn title(&self) -> Text {
        self.page.t("export-title")
    }
}
