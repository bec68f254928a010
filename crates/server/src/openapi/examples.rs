//! What stands in the document's examples. In a demo its own stand there instead, so that they work
//! (`DemoCredentials`, LEDGER 241).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

/// A moment.
pub(crate) const EXAMPLE_MOMENT: &str = "2026-11-21T09:30:08.057Z";

/// An id that the server made.
pub(crate) const EXAMPLE_ID: Uuid = Uuid::from_u128(0x01a2_003a_4866_747e_b3ac_d4fc_304e_4641);

/// The curriculum of the `InfoJobs` document's second sample.
pub(crate) const CURRICULUM: &str = "E5B265D1-FA87-96B3-6A5EC0BE3125817E";

/// The experience of that sample.
pub(crate) const EXPERIENCE: &str = "8547632159";

/// The credential of the SEEK Pass document's sample.
pub(crate) const CREDENTIAL: &str = "fa651300-b91a-49cb-8ee7-cac68b3fdf74";

/// A partner's id.
pub(crate) const PARTNER_ID: &str = "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900";

/// Its secret.
pub(crate) const PARTNER_SECRET: &str = "tnr_cs_a-partners-secret-is-43-characters-and-6-of-check";

/// An application's id.
pub(crate) const APPLICATION_ID: &str = "01a1fdfa-4600-7568-8a52-d55a02ec4aea";

/// Its secret.
pub(crate) const APPLICATION_SECRET: &str = "tnr_cs_an-applications-secret-is-43-characters-and-6-of-";

/// A token of a person's grant to the application.
pub(crate) const ACCESS_TOKEN: &str = "tnr_at_a-persons-access-token-is-43-characters-and-6-of-";

/// The one that it is renewed with.
pub(crate) const REFRESH_TOKEN: &str = "tnr_rt_a-persons-refresh-token-is-43-characters-and-6-of";

/// What `tenure demo` has, for examples that work.
#[derive(Clone, PartialEq, Eq)]
pub struct DemoCredentials {
    /// The partner's id and secret.
    pub partner: (String, String),
    /// The application's id and secret.
    pub application: (String, String),
    /// The application's access token for the person.
    pub access_token: String,
    /// The one that it is renewed with.
    pub refresh_token: String,
    /// The code of the person's curriculum.
    pub curriculum: String,
}

/// What stands behind `Basic` for a client.
pub(super) fn basic(id: &str, secret: &str) -> String {
    STANDARD.encode(format!("{id}:{secret}"))
}

impl DemoCredentials {
    /// A document with these in place of the examples.
    pub(super) fn put_into(&self, document: &str) -> String {
        let Self { partner, application, access_token, refresh_token, curriculum } = self;
        let own_basic = basic(&application.0, &application.1);
        let example_basic = basic(APPLICATION_ID, APPLICATION_SECRET);
        let examples = [
            (example_basic.as_str(), &own_basic),
            (PARTNER_ID, &partner.0),
            (PARTNER_SECRET, &partner.1),
            (APPLICATION_ID, &application.0),
            (APPLICATION_SECRET, &application.1),
            (ACCESS_TOKEN, access_token),
            (REFRESH_TOKEN, refresh_token),
            (CURRICULUM, curriculum),
        ];
        examples
            .into_iter()
            .fold(document.to_owned(), |document, (example, own)| document.replace(example, own))
    }
}

#[cfg(test)]
mod tests {
    use oauth::secret::{Kind, Secret};

    use super::*;

    #[test]
    fn ledger_241_a_demos_document_has_its_own_credentials_and_no_others_has_any() {
        let text = |text: &str| text.to_owned();
        let demo = DemoCredentials {
            partner: (text("demo-partner"), text("demo-partners-secret")),
            application: (text("demo-application"), text("demo-applications-secret")),
            access_token: text("demo-access-token"),
            refresh_token: text("demo-refresh-token"),
            curriculum: text("demo-curriculum"),
        };
        let committed = crate::openapi::tests::COMMITTED;
        let own = demo.put_into(committed);
        for example in [
            PARTNER_ID,
            PARTNER_SECRET,
            APPLICATION_ID,
            APPLICATION_SECRET,
            ACCESS_TOKEN,
            REFRESH_TOKEN,
            CURRICULUM,
        ] {
            assert!(committed.contains(example) && !own.contains(example), "{example}");
        }
        let basic = basic("demo-application", "demo-applications-secret");
        assert!(own.contains(&format!("`Basic {basic},Bearer demo-access-token`")));
        // An example is nobody's: its checksum is wrong.
        for (kind, secret) in [
            (Kind::Client, PARTNER_SECRET),
            (Kind::Client, APPLICATION_SECRET),
            (Kind::Access, ACCESS_TOKEN),
            (Kind::Refresh, REFRESH_TOKEN),
        ] {
            assert!(Secret::parse(kind, secret).is_none());
            assert_eq!(secret.len(), Secret::new(kind, [0; 32]).expose().len());
        }
    }
}
