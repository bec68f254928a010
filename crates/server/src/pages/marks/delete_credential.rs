//! Whether a credential is really to go.

use askama::Template;
use career::credential::Credential;

use super::super::page::{Page, View};
use super::super::words::Text;

/// `/me/credentials/{submission}/delete`: posts to itself.
#[derive(Debug, Template)]
#[template(path = "marks/delete_credential.html")]
pub(crate) struct DeleteCredential<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// Who attested it.
    pub(crate) client_name: &'a str,
    /// What goes.
    pub(crate) credential: &'a Credential,
    /// Whether something older of the same partner then stands again.
    pub(crate) uncovers: bool,
    /// Where the form goes.
    pub(crate) action: &'a str,
}

impl View for DeleteCredential<'_> {
    fn title(&self) -> Text {
        self.page.t("delete-credential-title").with("client", self.client_name)
    }
}
