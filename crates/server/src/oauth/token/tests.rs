use std::sync::Arc;

use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use insta::assert_snapshot;
use jiff::SignedDuration;
use oauth::authorization::AuthorizationRequest;
use oauth::client::{Client, ClientKind};
use oauth::refresh::GRACE;
use oauth::scope::Scope;
use oauth::secret::Kind;
use store::clients::AddClient;
use store::grants::Authorize;
use store::sql::{Session, SqlError, Statement};

use crate::testing::{Answer, Harness, REDIRECT_URI, TestClient, TestPerson};

const VENDOR: &str = "/oauth/authorize";
const STANDARD: &str = "/oauth/token";

struct Setting {
    harness: Harness,
    client: TestClient,
    person: TestPerson,
}

impl Setting {
    async fn new() -> Self {
        let harness = Harness::new();
        let client = harness.application().await;
        let person = harness.person("candidate@example.com").await;
        Self { harness, client, person }
    }

    async fn refresh(&self, path: &str, token: &str) -> Answer {
        let id = self.client.id.to_string();
        let fields = [
            ("grant_type", "refresh_token"),
            ("client_id", &id),
            ("client_secret", &self.client.secret),
            ("refresh_token", token),
        ];
        self.harness.post(path).form(&fields).send().await
    }

    async fn may_read(&self, access: &str) -> bool {
        let call = self.harness.get("/api/2/curriculum").user(&self.client, access);
        call.send().await.status == StatusCode::OK
    }

    async fn families(&self) -> Families {
        self.harness.app.store.answer(CountFamilies).await.unwrap()
    }

    /// An application without a secret.
    async fn public(&self) -> TestClient {
        let client = Client {
            id: self.harness.app.new_client_id(),
            name: "Test Phone App".to_owned(),
            scopes: Scope::APPLICATION.into_iter().collect(),
            kind: ClientKind::Application { secret: None, redirect_uris: Vec::new() },
        };
        let id = client.id;
        self.harness.app.store.apply(AddClient { client, now: self.harness.app.now() }).await.unwrap();
        TestClient { id, secret: String::new() }
    }
}

fn text(answer: &Answer, name: &str) -> String {
    answer.json()[name].as_str().unwrap_or_else(|| panic!("no {name}: {}", answer.body)).to_owned()
}

/// What is in the database, whoever it belongs to.
#[derive(Debug, PartialEq, Eq)]
struct Families {
    living_grants: i64,
    ended_grants: i64,
    refresh_tokens: i64,
    unused_refresh_tokens: i64,
    access_tokens: i64,
}

struct CountFamilies;

impl store::Query for CountFamilies {
    type Answer = Families;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Families, SqlError> {
        const TEXT: &str = "select (select count(*) from oauth_grant where ended_at is null), \
            (select count(*) from oauth_grant where ended_at is not null), \
            (select count(*) from refresh_token), \
            (select count(*) from refresh_token where rotated_at is null), \
            (select count(*) from access_token)";
        static COUNT: Statement = Statement { name: "COUNT", sqlite: TEXT, postgres: TEXT, together: None };
        let mut row = session.query_one(&COUNT, &[]).await?.unwrap();
        Ok(Families {
            living_grants: row.integer(0)?,
            ended_grants: row.integer(1)?,
            refresh_tokens: row.integer(2)?,
            unused_refresh_tokens: row.integer(3)?,
            access_tokens: row.integer(4)?,
        })
    }
}

/// Runs something so many times at once, on several threads.
async fn at_once<F>(times: usize, what: impl Fn() -> F) -> Vec<Answer>
where
    F: Future<Output = Answer> + Send + 'static,
{
    let all: Vec<_> = (0..times).map(|_| tokio::spawn(what())).collect();
    let mut answers = Vec::new();
    for one in all {
        answers.push(one.await.unwrap());
    }
    answers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ledger_21_fifty_refreshes_at_once_leave_one_family_and_log_nobody_out() {
    let setting = Arc::new(Setting::new().await);
    for path in [VENDOR, STANDARD] {
        let before = setting.families().await;
        let first = setting.harness.tokens(&setting.client, &setting.person, &Scope::APPLICATION).await;
        let answers = at_once(50, || {
            let (setting, token) = (Arc::clone(&setting), first.refresh.clone());
            async move { setting.refresh(path, &token).await }
        });
        let answers = answers.await;
        for answer in &answers {
            answer.expect(StatusCode::OK);
            assert_eq!(answer.body, answers[0].body, "all get the same successor");
        }
        let after = setting.families().await;
        assert_eq!(after.living_grants, before.living_grants + 1, "one family");
        assert_eq!(after.ended_grants, 0);
        assert_eq!(
            after.refresh_tokens,
            before.refresh_tokens + 2,
            "the one that was presented, its successor"
        );
        assert_eq!(after.unused_refresh_tokens, before.unused_refresh_tokens + 1);
        assert_eq!(after.access_tokens, before.access_tokens + 2);
        let (access, refresh) = (text(&answers[0], "access_token"), text(&answers[0], "refresh_token"));
        assert!(
            setting.may_read(&first.access).await && setting.may_read(&access).await,
            "nobody is logged out"
        );
        setting.harness.advance(GRACE);
        let next = setting.refresh(path, &refresh).await;
        next.expect(StatusCode::OK);
        assert!(setting.may_read(&text(&next, "access_token")).await, "and the family goes on");
    }
}

/// Once the grace is over, fifty at once are one theft: the family ends once, and stays ended.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ledger_21_fifty_late_replays_at_once_end_the_family() {
    let setting = Arc::new(Setting::new().await);
    let first = setting.harness.tokens(&setting.client, &setting.person, &Scope::APPLICATION).await;
    let second = setting.refresh(VENDOR, &first.refresh).await;
    setting.harness.advance(GRACE);
    let refresh = text(&second, "refresh_token");
    let answers = at_once(50, || {
        let (setting, token) = (Arc::clone(&setting), first.refresh.clone());
        async move { setting.refresh(VENDOR, &token).await }
    });
    for answer in answers.await {
        assert_eq!(answer.code(), (400, "invalid_grant".to_owned()));
    }
    let nothing = Families {
        living_grants: 0,
        ended_grants: 1,
        refresh_tokens: 0,
        unused_refresh_tokens: 0,
        access_tokens: 0,
    };
    assert_eq!(setting.families().await, nothing);
    assert_eq!(setting.refresh(VENDOR, &refresh).await.code(), (400, "invalid_grant".to_owned()));
}

/// A code that comes twice was stolen (RFC 6749 §4.1.2), also where it comes twice at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_redemptions_at_once_one_succeeds_and_its_tokens_die() {
    let setting = Arc::new(Setting::new().await);
    let app = &setting.harness.app;
    let code = app.new_secret(Kind::Code);
    let request = AuthorizationRequest {
        redirect_uri: REDIRECT_URI.to_owned(),
        scopes: Scope::APPLICATION.into_iter().collect(),
        state: None,
        challenge: None,
    };
    let (grant, client, person) = (app.new_grant_id(), setting.client.id, setting.person.id);
    let authorize = Authorize { grant, client, person, request, code: code.hash(), now: app.now() };
    app.store.apply(authorize).await.unwrap();
    let answers = at_once(50, || {
        let (setting, code) = (Arc::clone(&setting), code.expose().to_owned());
        async move {
            let fields =
                [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", REDIRECT_URI)];
            setting.harness.post(STANDARD).basic(&setting.client).form(&fields).send().await
        }
    });
    let answers = answers.await;
    let (good, bad): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == StatusCode::OK);
    assert_eq!((good.len(), bad.len()), (1, 49));
    assert!(bad.iter().all(|answer| answer.code() == (400, "invalid_grant".to_owned())));
    assert!(!setting.may_read(&text(good[0], "access_token")).await);
    assert_eq!(setting.families().await.living_grants, 0);
}

#[tokio::test]
async fn basic_may_be_urlencoded_and_must_not_contradict_the_form() {
    let setting = Setting::new().await;
    let (id, secret) = (setting.client.id.to_string(), &setting.client.secret);
    let encoded = |text: &str| text.replace('-', "%2D").replace('_', "%5F");
    let tokens = setting.harness.tokens(&setting.client, &setting.person, &Scope::APPLICATION).await;
    let basic = BASE64.encode(format!("{}:{}", encoded(&id), encoded(secret)));
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", &tokens.refresh)];
    let post = |more: &[(&str, &str)]| {
        let call = setting.harness.post(STANDARD).header("authorization", &format!("Basic {basic}"));
        call.form(&[&refresh, more].concat()).send()
    };
    let other = setting.harness.application().await;
    for contradiction in [[("client_id", other.id.to_string())], [("client_secret", "x".to_owned())]] {
        let contradiction = contradiction.each_ref().map(|(name, value)| (*name, value.as_str()));
        assert_eq!(post(&contradiction).await.code(), (400, "invalid_request".to_owned()));
    }
    post(&[]).await.expect(StatusCode::OK);
    post(&[("client_id", &id), ("client_secret", secret)]).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn introspection_tells_an_access_token_from_a_refresh_token_and_public_clients_nothing() {
    let setting = Setting::new().await;
    let public = setting.public().await;
    let tokens = setting.harness.tokens(&setting.client, &setting.person, &Scope::APPLICATION).await;
    let own = setting.harness.tokens(&public, &setting.person, &Scope::APPLICATION).await;
    let look = |client: &TestClient, token: &str| {
        setting.harness.post("/oauth/introspect").basic(client).form(&[("token", token)]).send()
    };
    assert_eq!(look(&setting.client, &tokens.access).await.json()["token_type"], "Bearer");
    let refresh = look(&setting.client, &tokens.refresh).await.json();
    assert_eq!((&refresh["active"], refresh.get("token_type")), (&true.into(), None));
    for token in [&own.access, &own.refresh, &tokens.access, "x"] {
        assert_eq!(look(&public, token).await.code(), (401, "invalid_client".to_owned()));
    }
    for token in
        [&own.access, &own.refresh, &tokens.access.replace("at", "rt"), &setting.client.secret, "\u{0}"]
    {
        assert_eq!(look(&setting.client, token).await.body, "{\"active\":false}");
    }
    setting.harness.advance(SignedDuration::from_hours(12));
    assert_eq!(look(&setting.client, &tokens.access).await.body, "{\"active\":false}");
}

#[tokio::test]
async fn a_public_client_ends_its_own_tokens_alone() {
    let setting = Setting::new().await;
    let (public, stranger) = (setting.public().await, setting.public().await);
    let tokens = setting.harness.tokens(&public, &setting.person, &Scope::APPLICATION).await;
    let revoke = |client: &TestClient, token: &str| {
        let fields = [("client_id", client.id.to_string()), ("token", token.to_owned())];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        setting.harness.post("/oauth/revoke").form(&fields).send()
    };
    let look = |access: &str| setting.harness.get("/api/2/curriculum").user(&public, access).send();
    for token in [&tokens.access, &tokens.refresh] {
        revoke(&stranger, token).await.expect(StatusCode::OK);
    }
    look(&tokens.access).await.expect(StatusCode::OK);
    revoke(&public, &tokens.access).await.expect(StatusCode::OK);
    assert_eq!(look(&tokens.access).await.code(), (401, "101".to_owned()));
    let fields = [
        ("grant_type", "refresh_token".to_owned()),
        ("client_id", public.id.to_string()),
        ("refresh_token", tokens.refresh.clone()),
    ];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let next = setting.harness.post(STANDARD).form(&fields).send().await;
    next.expect(StatusCode::OK);
    revoke(&public, &tokens.refresh).await.expect(StatusCode::OK);
    let access = text(&next, "access_token");
    assert_eq!(look(&access).await.code(), (401, "101".to_owned()), "a rotated token ends its family too");
}

#[tokio::test]
async fn what_is_no_request_gets_a_clear_answer() {
    let setting = Setting::new().await;
    let form = "application/x-www-form-urlencoded";
    let long = format!("grant_type=refresh_token&refresh_token={}", "x".repeat(64 * 1024));
    for path in [VENDOR, STANDARD, "/oauth/revoke", "/oauth/introspect", "/api/partner/v1/oauth/token"] {
        for verb in [Method::GET, Method::PUT, Method::DELETE, Method::HEAD] {
            let answer = setting.harness.call(verb.clone(), path).send().await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{verb} {path}");
            assert_eq!(answer.header("allow"), Some("POST"));
        }
        for body in
            [long.as_bytes(), b"", b"\xff\xfe=%ff&%", b"grant_type=%00&token=%00&client_id=%00", b"&&==&"]
        {
            let answer =
                setting.harness.post(path).header("content-type", form).body(body.to_vec()).send().await;
            assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
            assert!(answer.json()["error"].is_string() && answer.header("cache-control") == Some("no-store"));
        }
        let odd = setting.harness.post(path).basic(&setting.client).header("content-type", "text/plain");
        let odd = odd.body("grant_type=refresh_token").send().await;
        assert_eq!(odd.code(), (400, "invalid_request".to_owned()), "{path}");
    }
}

#[tokio::test]
async fn parameters_come_in_the_form_the_query_or_the_query_beside_a_json_body() {
    let setting = Setting::new().await;
    let mut token =
        setting.harness.tokens(&setting.client, &setting.person, &Scope::APPLICATION).await.refresh;
    let query = |token: &str| {
        let (id, secret) = (&setting.client.id, &setting.client.secret);
        format!("grant_type=refresh_token&client_id={id}&client_secret={secret}&refresh_token={token}")
    };
    for way in ["form", "query", "query beside json", "both", "with basic on top"] {
        let parameters = query(&token);
        let in_query = setting.harness.post(&format!("{VENDOR}?{parameters}"));
        let call = match way {
            "form" => setting
                .harness
                .post(VENDOR)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(parameters),
            "query" => in_query,
            "query beside json" => in_query.header("content-type", "application/json").body("{}"),
            "both" => in_query.header("content-type", "application/x-www-form-urlencoded").body(parameters),
            _ => in_query.basic(&setting.client),
        };
        let answer = call.send().await;
        assert_eq!(answer.status, StatusCode::OK, "{way}: {}", answer.body);
        token = answer.json()["refresh_token"].as_str().unwrap().to_owned();
    }
    let refused = setting.harness.post(&format!("{STANDARD}?{}", query(&token))).send().await;
    assert_eq!(
        refused.status,
        StatusCode::BAD_REQUEST,
        "credentials in a query are accepted at one path alone"
    );
}

#[tokio::test]
async fn ledger_26_the_dialects_answer_in_their_own_words() {
    let setting = Setting::new().await;
    let tokens = setting.harness.tokens(&setting.client, &setting.person, &Scope::APPLICATION).await;
    assert_snapshot!(setting.refresh(VENDOR, &tokens.refresh).await.shown(), @r#"
    200 OK
    cache-control: no-store
    content-type: application/json
    pragma: no-cache

    {
      "access_token": "tnr_at_drH_Gmyxsjc4ZH6x6kDY8UsDcoXkVyFKqzNYdP62554OfNw1V",
      "token_type": "bearer",
      "expires_in": 43199,
      "refresh_token": "tnr_rt_5mxXAUphVgYa5mmAnsXXNeSE6Pz9VA4RDJsE-EwLRQQ9BNj3f"
    }
    "#);
    assert_snapshot!(setting.refresh(VENDOR, "tnr_rt_nothing").await.shown(), @r#"
    400 Bad Request
    cache-control: no-store
    content-type: application/json
    pragma: no-cache

    {
      "error": "invalid_grant",
      "error_description": "The refresh token is not known, or its grant has ended.",
      "timestamp": "2026-11-21T12:00:00.000Z"
    }
    "#);
    assert_snapshot!(setting.refresh(STANDARD, "tnr_rt_nothing").await.shown(), @r#"
    400 Bad Request
    cache-control: no-store
    content-type: application/json
    pragma: no-cache

    {
      "error": "invalid_grant",
      "error_description": "The refresh token is not known, or its grant has ended."
    }
    "#);
    let wrong = setting.harness.post(STANDARD).form(&[
        ("grant_type", "refresh_token"),
        ("client_id", &setting.client.id.to_string()),
        ("client_secret", "wrong"),
        ("refresh_token", &tokens.refresh),
    ]);
    assert_snapshot!(wrong.send().await.shown(), @r#"
    401 Unauthorized
    cache-control: no-store
    content-type: application/json
    pragma: no-cache
    www-authenticate: Basic realm="oauth"

    {
      "error": "invalid_client",
      "error_description": "The client is unknown or its secret is wrong."
    }
    "#);
}

#[tokio::test]
async fn ledger_21_a_retry_gets_the_same_successor_and_later_reuse_ends_the_family() {
    let setting = Setting::new().await;
    let first = setting.harness.tokens(&setting.client, &setting.person, &Scope::APPLICATION).await;
    let second = setting.refresh(VENDOR, &first.refresh).await;
    setting.harness.advance(SignedDuration::from_secs(29));
    assert_eq!(setting.refresh(VENDOR, &first.refresh).await.body, second.body);
    let access = second.json()["access_token"].as_str().unwrap().to_owned();
    assert!(setting.may_read(&first.access).await && setting.may_read(&access).await);
    setting.harness.advance(SignedDuration::from_secs(1));
    let reused = setting.refresh(VENDOR, &first.refresh).await;
    assert_eq!(reused.code(), (400, "invalid_grant".to_owned()));
    assert!(!setting.may_read(&first.access).await && !setting.may_read(&access).await);
    let refresh = second.json()["refresh_token"].as_str().unwrap().to_owned();
    assert_eq!(setting.refresh(VENDOR, &refresh).await.code(), (400, "invalid_grant".to_owned()));
}

#[tokio::test]
async fn ledger_55_56_57_a_partner_gets_its_own_token_and_nothing_else() {
    let setting = Setting::new().await;
    let partner = setting.harness.partner().await;
    let path = "/api/partner/v1/oauth/token.json";
    let (id, secret) = (partner.id.to_string(), partner.secret.clone());
    let ask = |grant_type: &'static str, scope: &'static str| {
        let fields =
            [("grant_type", grant_type), ("client_id", &id), ("client_secret", &secret), ("scope", scope)];
        setting.harness.post(path).form(&fields).send()
    };
    assert_snapshot!(ask("client_credentials", "write.career_history").await.shown(), @r#"
    200 OK
    cache-control: no-store
    content-type: application/json
    pragma: no-cache

    {
      "access_token": "tnr_at_C1AAtzpT8JFsk8aPS5trqK9aEJeGNK5PIjfh8_vjJPo82A-TV",
      "token_type": "Bearer",
      "expires_in": 1800,
      "scope": "write.career_history"
    }
    "#);
    assert_eq!(ask("client_credentials", "cv").await.code(), (400, "invalid_scope".to_owned()));
    assert_eq!(ask("client_credentials", "x").await.code(), (400, "invalid_scope".to_owned()));
    assert_eq!(ask("refresh_token", "").await.code(), (400, "unsupported_grant_type".to_owned()));
    assert_eq!(ask("", "").await.code(), (400, "invalid_request".to_owned()));
    let basic = setting.harness.post("/api/partner/v1/oauth/token").basic(&partner);
    basic.form(&[("grant_type", "client_credentials")]).send().await.expect(StatusCode::OK);
    let application = setting.harness.post(path).basic(&setting.client);
    let application = application.form(&[("grant_type", "client_credentials")]).send().await;
    assert_eq!(application.code(), (400, "unauthorized_client".to_owned()));
    let json = setting.harness.post(path).basic(&partner).json(&serde_json::json!({})).send().await;
    assert_eq!(json.code(), (400, "invalid_request".to_owned()));
    let twice = setting.harness.post(path).form(&[("grant_type", "a"), ("grant_type", "b")]).send().await;
    assert_eq!(twice.code(), (400, "invalid_request".to_owned()));
}

#[tokio::test]
async fn a_token_is_looked_at_and_ended_by_its_own_client_alone() {
    let setting = Setting::new().await;
    let tokens = setting.harness.tokens(&setting.client, &setting.person, &Scope::APPLICATION).await;
    let other = setting.harness.application().await;
    let look = |client: &TestClient, token: &str| {
        setting.harness.post("/oauth/introspect").basic(client).form(&[("token", token)]).send()
    };
    let mine = look(&setting.client, &tokens.access).await.json();
    assert_eq!((mine["active"].as_bool(), mine["sub"].as_str().is_some()), (Some(true), true));
    assert_eq!(look(&other, &tokens.access).await.body, "{\"active\":false}");
    assert_eq!(look(&setting.client, "nothing").await.body, "{\"active\":false}");
    let revoke = |client: &TestClient, token: &str| {
        setting.harness.post("/oauth/revoke").basic(client).form(&[("token", token)]).send()
    };
    revoke(&other, &tokens.refresh).await.expect(StatusCode::OK);
    assert!(setting.may_read(&tokens.access).await);
    revoke(&setting.client, &tokens.refresh).await.expect(StatusCode::OK);
    assert!(!setting.may_read(&tokens.access).await);
    let nobody = setting.harness.post("/oauth/revoke").form(&[("token", "x")]).send().await;
    assert_eq!(nobody.code(), (401, "invalid_client".to_owned()));
}

#[tokio::test]
async fn the_metadata_names_the_standard_endpoints() {
    let setting = Setting::new().await;
    assert_snapshot!(setting.harness.get("/.well-known/oauth-authorization-server").send().await.shown(), @r#"
    200 OK
    content-type: application/json

    {
      "issuer": "https://tenure.example",
      "authorization_endpoint": "https://tenure.example/api/oauth/user-authorize/index.xhtml",
      "token_endpoint": "https://tenure.example/oauth/token",
      "revocation_endpoint": "https://tenure.example/oauth/revoke",
      "introspection_endpoint": "https://tenure.example/oauth/introspect",
      "scopes_supported": [
        "write.career_history",
        "cv",
        "candidate_read_curriculum_experience",
        "candidate_edit_curriculum_experience",
        "candidate_delete_curriculum_experience",
        "record.read",
        "record.share"
      ],
      "response_types_supported": [
        "code"
      ],
      "response_modes_supported": [
        "query"
      ],
      "grant_types_supported": [
        "authorization_code",
        "refresh_token",
        "client_credentials"
      ],
      "token_endpoint_auth_methods_supported": [
        "client_secret_basic",
        "client_secret_post",
        "none"
      ],
      "revocation_endpoint_auth_methods_supported": [
        "client_secret_basic",
        "client_secret_post",
        "none"
      ],
      "introspection_endpoint_auth_methods_supported": [
        "client_secret_basic",
        "client_secret_post"
      ],
      "code_challenge_methods_supported": [
        "S256"
      ],
      "authorization_response_iss_parameter_supported": true,
      "ui_locales_supported": [
        "en",
        "id",
        "es"
      ]
    }
    "#);
}
