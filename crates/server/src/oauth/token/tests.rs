use axum::http::StatusCode;
use insta::assert_snapshot;
use jiff::SignedDuration;
use oauth::scope::Scope;

use crate::testing::{Answer, Harness, TestClient, TestPerson};

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
        "candidate_delete_curriculum_experience"
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
