//! What the tests of this folder share.

use axum::http::StatusCode;

use crate::person::curricula::testing::hidden;
use crate::person::record::testing::Marked;
use crate::testing::{Answer, Call};

/// A link with its PIN.
pub(super) struct Link {
    /// Its path.
    pub(super) path: String,
    pub(super) pin: String,
}

impl Marked {
    /// Makes a link to statements.
    pub(super) async fn share(&self, statements: &[&str], more: &[(&str, &str)]) -> Link {
        let form = self.get("/me/shares/new").await;
        let (share, made) = (hidden(&form, "share"), hidden(&form, "made"));
        let mut fields: Vec<(&str, &str)> = vec![("share", &share), ("made", &made), ("days", "7")];
        fields.extend(statements.iter().map(|statement| ("statement", *statement)));
        fields.extend(more);
        let created = self.post("/me/shares/new", &fields).await;
        created.expect(StatusCode::OK);
        let pin = created.body.split("class=\"big-code\">").nth(1).unwrap().split('<').next().unwrap();
        Link { path: format!("/share/{share}"), pin: pin.to_owned() }
    }

    /// Somebody elsewhere enters a PIN.
    pub(super) async fn open(&self, path: &str, pin: &str) -> Answer {
        self.outsider(path, pin).send().await
    }

    pub(super) fn outsider(&self, path: &str, pin: &str) -> Call<'_> {
        self.setting.harness.post(path).form(&[("pin", pin)])
    }
}

/// A PIN that is not this one.
pub(super) fn wrong(pin: &str) -> &'static str {
    if pin == "135790" { "135791" } else { "135790" }
}
