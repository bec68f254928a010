//! Who and what there is: two of each kind of client, two persons, and tokens in every state.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use career::record::Record;
use jiff::SignedDuration;
use oauth::scope::Scope;
use oauth::secret::Kind;
use serde_json::{Value, json};
use store::grants::RevokeToken;
use store::record::RecordOf;

use crate::http::limits::{Rate, Rates};
use crate::testing::{Answer, Harness, TestClient, TestPerson, Tokens};

/// A server, and everybody who calls it.
pub(super) struct Parties {
    pub(super) harness: Harness,
    pub(super) application: TestClient,
    pub(super) other_application: TestClient,
    pub(super) partner: TestClient,
    pub(super) other_partner: TestClient,
    owner: TestPerson,
    stranger: TestPerson,
    /// The application's, for the owner, with every scope.
    pub(super) tokens: Tokens,
    /// The other application's, for the owner.
    pub(super) other_applications: Tokens,
    /// The application's, for the stranger.
    pub(super) strangers: Tokens,
    /// The other application's, for the stranger.
    pub(super) other_strangers: Tokens,
    pub(super) expired: Tokens,
    pub(super) ended: Tokens,
    /// With every scope but this one.
    pub(super) lacking: BTreeMap<Scope, String>,
    pub(super) partners: String,
    pub(super) other_partners: String,
    pub(super) partners_expired: String,
    pub(super) partners_ended: String,
    /// What no partner can have: its own token with the scopes of applications.
    pub(super) partners_mistaken: String,
    pub(super) made_up: TestTokens,
}

/// Tokens that were never issued.
pub(super) struct TestTokens {
    pub(super) access: String,
    pub(super) refresh: String,
    pub(super) code: String,
}

/// The ids that calls name.
pub(super) struct Things {
    pub(super) curriculum: String,
    pub(super) experience: String,
    pub(super) share: String,
    pub(super) credential: String,
    pub(super) refresh: String,
}

/// What stands in the place of an id, to see where ids go.
pub(super) const MARK: &str = "marked";

/// The company of the owner's experience.
const COMPANY: &str = "Owner's own company";

impl Parties {
    pub(super) async fn new() -> Self {
        let plenty = Rate::new(1_000_000, 1_000_000);
        let rates = Rates { partner: plenty, application: plenty, oauth: plenty };
        let harness = Harness::with(|settings| settings.rates = rates);
        let [application, other_application] = [harness.application().await, harness.application().await];
        let [partner, other_partner] = [harness.partner().await, harness.partner().await];
        let owner = harness.person("owner@example.com").await;
        let stranger = harness.person("stranger@example.com").await;
        let expired = harness.tokens(&application, &owner, &Scope::APPLICATION).await;
        let partners_expired = harness.partner_token(&partner, &Scope::PARTNER).await;
        harness.advance(SignedDuration::from_hours(12));

        let ended = harness.tokens(&application, &owner, &Scope::APPLICATION).await;
        revoke(&harness, &application, Kind::Refresh, &ended.refresh).await;
        let partners_ended = harness.partner_token(&partner, &Scope::PARTNER).await;
        revoke(&harness, &partner, Kind::Access, &partners_ended).await;

        let mut lacking = BTreeMap::new();
        for scope in Scope::APPLICATION {
            let mut others = Scope::APPLICATION.to_vec();
            others.retain(|other| *other != scope);
            lacking.insert(scope, harness.tokens(&application, &owner, &others).await.access);
        }
        lacking.insert(Scope::WriteCareerHistory, harness.partner_token(&partner, &[]).await);
        let [access, refresh, code] = [Kind::Access, Kind::Refresh, Kind::Code]
            .map(|kind| harness.app.new_secret(kind).expose().to_owned());
        Self {
            tokens: harness.tokens(&application, &owner, &Scope::APPLICATION).await,
            other_applications: harness.tokens(&other_application, &owner, &Scope::APPLICATION).await,
            other_strangers: harness.tokens(&other_application, &stranger, &Scope::APPLICATION).await,
            strangers: harness.tokens(&application, &stranger, &Scope::APPLICATION).await,
            partners: harness.partner_token(&partner, &Scope::PARTNER).await,
            other_partners: harness.partner_token(&other_partner, &Scope::PARTNER).await,
            partners_mistaken: harness.partner_token(&partner, &Scope::APPLICATION).await,
            made_up: TestTokens { access, refresh, code },
            harness,
            application,
            other_application,
            partner,
            other_partner,
            owner,
            stranger,
            expired,
            ended,
            lacking,
            partners_expired,
            partners_ended,
        }
    }

    /// The same client with another secret.
    pub(super) fn with_wrong_secret(&self, client: &TestClient) -> TestClient {
        TestClient { id: client.id, secret: self.harness.app.new_secret(Kind::Client).expose().to_owned() }
    }

    /// A client that there is not.
    pub(super) fn unknown_client(&self) -> TestClient {
        let id = self.harness.app.new_client_id();
        TestClient { id, secret: self.harness.app.new_secret(Kind::Client).expose().to_owned() }
    }

    /// Makes one of each thing: the owner's through the application, and the partner's.
    pub(super) async fn things(&self) -> Things {
        let Self { harness, application, tokens, .. } = self;
        let curriculum = self.owner.curriculum.to_string();
        let path = format!("/api/4/curriculum/{curriculum}/experience");
        let body = experience("", COMPANY);
        let saved = harness.put(&path).user(application, &tokens.access).json(&body).send().await;
        let experience = text(saved.expect(StatusCode::OK), "id");
        let body = json!({"statements": [format!("experience/{experience}")]});
        let shared = harness.post("/api/record/v1/shares").bearer(&tokens.access).json(&body).send().await;
        let share = text(shared.expect(StatusCode::CREATED), "id");
        let credential = format!("theirs-{experience}");
        let path = "/api/partner/v2/add/requests/career_history";
        let added = harness.post(path).bearer(&self.partners).json(&credential_body(&credential)).send();
        added.await.expect(StatusCode::CREATED);
        let refresh = harness.tokens(application, &self.owner, &Scope::APPLICATION).await.refresh;
        Things { curriculum, experience, share, credential, refresh }
    }

    /// Ids of the same form that are nobody's, and were not asked for beside other things.
    pub(super) fn nowhere(&self, things: &Things) -> Things {
        Things {
            curriculum: "01234567-89AB-CDEF-0123456789ABCDEF".to_owned(),
            experience: "4711".to_owned(),
            share: "00000000-0000-4000-8000-000000000000".to_owned(),
            credential: format!("nobodys-{}", things.experience),
            refresh: self.made_up.refresh.clone(),
        }
    }

    /// Both persons' records, and what is told of these things to whom they belong.
    pub(super) async fn state(&self, things: &Things) -> ([Record; 2], Vec<String>) {
        let Self { harness, application, tokens, partners, .. } = self;
        let record = async |person: &TestPerson| {
            harness.app.store.answer(RecordOf { person: person.id }).await.unwrap().unwrap()
        };
        let records = [record(&self.owner).await, record(&self.stranger).await];
        let share = format!("/api/record/v1/shares/{}", things.share);
        let status = format!("/api/partner/v1/submissions/{}/status", things.credential);
        let token = harness.post("/oauth/introspect").basic(application).form(&[("token", &things.refresh)]);
        let told = [
            harness.get(&share).bearer(&tokens.access).send().await,
            harness.get(&status).bearer(partners).send().await,
            token.send().await,
        ];
        (records, told.map(|answer| answer.expect(StatusCode::OK).shown()).into())
    }
}

impl Things {
    /// Where each id is a mark.
    pub(super) fn marked() -> Self {
        let [curriculum, experience, share, credential, refresh] = [(); 5].map(|()| MARK.to_owned());
        Self { curriculum, experience, share, credential, refresh }
    }

    /// The value of a path's parameter.
    pub(super) fn parameter(&self, name: &str) -> &str {
        match name {
            "curriculumId" => &self.curriculum,
            "experienceId" => &self.experience,
            "share" => &self.share,
            "credential_id" => &self.credential,
            "dictionaryId" => "salary-period",
            other => panic!("{{{other}}}: say here which thing that is"),
        }
    }

    /// Every id; one comes before those that it may hold.
    fn all(&self) -> [&str; 5] {
        [&self.credential, &self.curriculum, &self.experience, &self.share, &self.refresh]
    }

    /// The whole answer with these ids, and all UUIDs, taken out.
    pub(super) fn masked(&self, answer: &Answer) -> String {
        let mut shown = answer.shown();
        for id in self.all() {
            shown = shown.replace(id, "*");
        }
        without_uuids(&shown)
    }

    /// True where an answer says nothing of what the owner has.
    pub(super) fn are_untold(&self, answer: &Answer) -> bool {
        self.all().iter().chain([&COMPANY]).all(|told| !answer.body.contains(told))
    }
}

/// The body of an experience; without an id it is a new one.
pub(super) fn experience(id: &str, company: &str) -> Value {
    json!({
        "id": id, "company": company, "job": "Cook", "level": "empleado-a",
        "startingDate": "2006-09-14", "finishingDate": "2011-06-14",
        "category": "informatica-telecomunicaciones", "subcategories": ["programacion"],
    })
}

/// The body of a credential.
pub(super) fn credential_body(id: &str) -> Value {
    json!({"credential_id": id, "fields": fields()})
}

/// What is attested.
pub(super) fn fields() -> Value {
    json!({"full_name": "John Doe", "employment": [{
        "organisation": "Company A", "role_title": "Engineer", "start_date": "2020-01",
        "last_processed_month": "2024-05",
    }]})
}

async fn revoke(harness: &Harness, client: &TestClient, kind: Kind, token: &str) {
    let token = oauth::secret::Secret::parse(kind, token).unwrap().hash();
    let now = harness.app.now();
    assert!(harness.app.store.apply(RevokeToken { token, client: client.id, now }).await.is_ok());
}

fn text(answer: &Answer, member: &str) -> String {
    answer.json()[member].as_str().unwrap().to_owned()
}

/// A text with a star in the place of each UUID.
fn without_uuids(text: &str) -> String {
    const LENGTH: usize = 36;
    let mut out = String::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if rest.get(..LENGTH).is_some_and(|part| uuid::Uuid::try_parse(part).is_ok()) {
            out.push('*');
            rest = &rest[LENGTH..];
        } else {
            out.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    out
}
