//! RFC 9700 (BCP 240): every MUST and MUST NOT that concerns an authorisation server, with its test, or why there
//! is none. SHOULD rows stand here where a test came with them.
//!
//! | section | what it demands, in our words | test, or why none |
//! | --- | --- | --- |
//! | 2.1, 4.1.3 | redirect URIs are compared character by character | `redirect_uris_are_compared_to_the_letter` |
//! | 2.1, 4.1.3 | but a native app's port on loopback may be any | `a_native_app_may_listen_on_any_port` |
//! | 2.1, 4.11 | no URL here leads a browser to where its query says | `no_parameter_leads_elsewhere` |
//! | 2.1, 4.12 | a redirect after a form never hands the form on: no 307 | `no_redirect_sends_a_form_on` |
//! | 2.1.1 | public clients use PKCE | `a_public_client_must_send_a_challenge` |
//! | 2.1.1, 4.7.1 | PKCE is supported, and this can be found out | `pkce_is_supported_and_told_in_the_metadata` |
//! | 2.1.1, 4.8.2 | a code made with a challenge is bound to it | `a_challenge_demands_its_verifier` |
//! | 2.1.1, 4.8.2 | a verifier without a challenge is refused | `a_verifier_without_a_challenge_is_refused` |
//! | 2.1.1 | challenges differ from transaction to transaction | for clients; how each makes them is not seen here |
//! | 2.1.2 | no implicit grant (SHOULD NOT) | `no_token_comes_from_the_authorization_endpoint` |
//! | 2.2.1, 4.10 | sender-constrained access tokens (SHOULD) | not built: the contract has bearer tokens, which count together with their own application's credentials alone |
//! | 2.2.2 | a public client's refresh tokens are rotated | `a_public_clients_refresh_token_is_rotated_and_its_replay_noticed` |
//! | 2.2.2 | a confidential client's are good for it alone | `a_refresh_token_serves_its_own_client_alone` |
//! | 2.3 | a token is refused where it was not meant for | `a_token_opens_only_what_it_was_meant_for` |
//! | 2.4 | no password grant | `there_is_no_password_grant` |
//! | 2.5 | clients are authenticated where possible (SHOULD) | `a_client_with_a_secret_is_nobody_without_it` |
//! | 2.6 | no redirect to plain http, loopback apart | `plain_http_is_registered_on_loopback_alone` |
//! | 2.6 | no CORS at the authorisation endpoint | `no_other_origin_may_read_an_answer` |
//! | 2.6, 4.17 | postMessage to exact origins alone | `no_token_comes_from_the_authorization_endpoint`: there is no other way back than the query |
//! | 3 | all attackers are taken into account | for designs; no test shows it |
//! | 4.1.3, 4.11.1 | clients are no open redirectors | for clients |
//! | 4.2.4 | a code is void after its first use | `a_code_works_once` |
//! | 4.2.4 | pages send no referrer and load nothing foreign (SHOULD) | `pages_tell_nobody_where_they_were` |
//! | 4.3.2 | no access token in a query | `a_token_in_a_query_opens_nothing` |
//! | 4.4.2 | clients tell issuers apart: `iss` (RFC 9207) | `every_way_back_names_the_issuer` |
//! | 4.5 | a code serves whoever asked for it | `a_code_serves_its_own_client_and_redirect_uri_alone` |
//! | 4.5.3.2, 4.6 | `nonce`, `at_hash` | no ID tokens here |
//! | 4.7.1 | clients protect `state` | for clients; it comes back as it was sent: `every_way_back_names_the_issuer` |
//! | 4.9.3 | tokens are not stored in the clear | `only_hashes_are_stored` |
//! | 4.10.2 | audience restriction (SHOULD) | one resource server, this one; scopes part its contracts: `a_token_opens_only_what_it_was_meant_for` |
//! | 4.11.2 | a wrong client or redirect URI is never redirected to | `no_parameter_leads_elsewhere` |
//! | 4.11.2 | nobody is redirected before they are authenticated | `nobody_is_redirected_before_sign_in` |
//! | 4.13 | proxies clean the headers that security rests on | for operators; no header but `X-Forwarded-For` is believed, and only from trusted proxies: `http/source.rs` |
//! | 4.14.2 | whether to give out refresh tokens is decided by risk | `a_partner_gets_no_refresh_token` |
//! | 4.14.2 | a refresh token is bound to the scope consented to | `a_refresh_token_is_bound_to_the_scope_consented_to` |
//! | 4.14.2 | a replay is detected and ends the family | `a_public_clients_refresh_token_is_rotated_and_its_replay_noticed` |
//! | 4.14.2 | an idle refresh token ends (SHOULD) | `refresh.rs` of the crate `oauth`, LEDGER 25 |
//! | 4.15.1 | a client's own token is told from a person's | `a_clients_own_token_is_told_from_a_persons` |
//! | 4.16 | no clickjacking | `pages_cannot_be_framed` |

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use oauth::client::{Client, ClientKind};
use oauth::redirect_uri::RedirectUri;
use oauth::refresh::GRACE;
use oauth::scope::Scope;
use oauth::secret::{Kind, SecretHash};
use store::clients::AddClient;

use super::{INTROSPECT, REVOKE, TOKEN, USER_AUTHORIZE, VENDOR_TOKEN};
use crate::testing::{Answer, Harness, REDIRECT_URI, TestClient};

/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const S256: &str = "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

const NATIVE_URI: &str = "http://127.0.0.1/callback";
const PARTNER_TOKEN: &str = "/api/partner/v1/oauth/token.json";
const METADATA: &str = "/.well-known/oauth-authorization-server";

/// A server, an application with a secret, one without, and a person who is signed in.
struct Setting {
    harness: Harness,
    confidential: TestClient,
    public: TestClient,
    cookie: String,
}

impl Setting {
    async fn new() -> Self {
        let harness = Harness::new();
        let confidential = harness.application().await;
        let public = TestClient { id: harness.app.new_client_id(), secret: String::new() };
        let redirect_uris = [REDIRECT_URI, NATIVE_URI].map(|uri| RedirectUri::parse(uri).unwrap()).to_vec();
        let client = Client {
            id: public.id,
            name: "Test Phone App".to_owned(),
            scopes: Scope::APPLICATION.into_iter().collect(),
            kind: ClientKind::Application { secret: None, redirect_uris },
        };
        harness.app.store.apply(AddClient { client, now: harness.app.now() }).await.unwrap();
        let (cookie, _) = harness.sign_in("candidate@example.com", "/me").await;
        Self { harness, confidential, public, cookie }
    }

    async fn get(&self, path: &str) -> Answer {
        self.harness.get(path).cookie(&self.cookie).send().await
    }

    /// Opens a request and decides; the answer leads back to the application.
    async fn decide(&self, path: &str, decision: &str) -> Answer {
        let page = self.get(path).await;
        page.expect(StatusCode::OK);
        let form = [("csrf", page.csrf()), ("decision", decision.to_owned())];
        let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
        let back = self.harness.post(path).cookie(&self.cookie).form(&form).send().await;
        back.expect(StatusCode::SEE_OTHER);
        back
    }

    async fn code(&self, path: &str) -> String {
        parameter(self.decide(path, "accept").await.location(), "code").unwrap()
    }

    /// A token request of a client that puts its credentials in the form.
    async fn token(&self, client: &TestClient, fields: &[(&str, &str)]) -> Answer {
        let id = client.id.to_string();
        let own = [("client_id", id.as_str()), ("client_secret", client.secret.as_str())];
        self.harness.post(TOKEN).form(&[&own, fields].concat()).send().await
    }

    async fn redeem(&self, client: &TestClient, code: &str, verifier: &str) -> Answer {
        self.redeem_at(client, code, verifier, REDIRECT_URI).await
    }

    async fn redeem_at(&self, client: &TestClient, code: &str, verifier: &str, uri: &str) -> Answer {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", uri),
            ("code_verifier", verifier),
        ];
        self.token(client, &fields).await
    }

    async fn refresh(&self, client: &TestClient, token: &str, scope: &str) -> Answer {
        let fields = [("grant_type", "refresh_token"), ("refresh_token", token), ("scope", scope)];
        self.token(client, &fields).await
    }

    /// Tokens of the client for the person, with PKCE.
    async fn tokens(&self, client: &TestClient, scope: &str) -> Answer {
        let code = self.code(&ask(client, &format!("{S256}&scope={scope}"))).await;
        let tokens = self.redeem(client, &code, VERIFIER).await;
        tokens.expect(StatusCode::OK);
        tokens
    }

    async fn opens_curricula(&self, client: &TestClient, access: &str) -> bool {
        let answer = self.harness.get("/api/2/curriculum").user(client, access).send().await;
        answer.status == StatusCode::OK
    }
}

/// A request of the code flow.
fn ask(client: &TestClient, more: &str) -> String {
    ask_at(client, REDIRECT_URI, more)
}

fn ask_at(client: &TestClient, redirect_uri: &str, more: &str) -> String {
    let uri: String = url::form_urlencoded::byte_serialize(redirect_uri.as_bytes()).collect();
    format!("{USER_AUTHORIZE}?response_type=code&client_id={}&redirect_uri={uri}&state=s-1{more}", client.id)
}

fn parameter(location: &str, name: &str) -> Option<String> {
    let url = url::Url::parse(location).unwrap();
    url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

fn text(answer: &Answer, name: &str) -> String {
    answer.json()[name].as_str().unwrap_or_else(|| panic!("no {name}: {}", answer.body)).to_owned()
}

fn assert_refused(answer: &Answer, error: &str) {
    assert_eq!(answer.code().1, error, "{} {}", answer.status, answer.body);
    assert!(answer.status.is_client_error());
}

/// The tests that the table of this file names, and those that the file has.
#[test]
fn the_table_names_every_test() {
    let (table, tests) = include_str!("rfc9700_tests.rs").split_once("\nuse ").unwrap();
    let in_backticks = table.lines().flat_map(|line| line.rsplit('|').nth(1).unwrap_or_default().split('`'));
    let is_test =
        |name: &&str| name.len() > 10 && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase());
    let named: BTreeSet<&str> = in_backticks.filter(is_test).collect();
    let functions =
        tests.split("#[tokio::test]\nasync fn ").skip(1).chain(tests.split("#[test]\nfn ").skip(2));
    let written: BTreeSet<&str> = functions.filter_map(|rest| rest.split('(').next()).collect();
    assert_eq!(named, written);
}

#[tokio::test]
async fn redirect_uris_are_compared_to_the_letter() {
    let setting = Setting::new().await;
    setting.get(&ask(&setting.confidential, "")).await.expect(StatusCode::OK);
    for other in [
        "https://app.example/callback/",
        "https://app.example/callback?x=1",
        "https://app.example/callback#x",
        "https://app.example/x/../callback",
        "https://app.example/%63allback",
        "https://app.example:443/callback",
        "https://APP.example/callback",
        "https://app.example.evil.example/callback",
        "https://app.example@evil.example/callback",
        "https://evil.example/app.example/callback",
        "https://app.example\\@evil.example/callback",
        "http://app.example/callback",
        "https://app.example/callback\u{0}",
        " https://app.example/callback",
        "javascript:alert(1)//https://app.example/callback",
        "data:text/html,x",
        "//app.example/callback",
        "/callback",
        "*",
    ] {
        let answer = setting.get(&ask_at(&setting.confidential, other, "")).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::BAD_REQUEST, None), "{other}");
        assert!(!answer.body.contains("href=\"h") && !answer.body.contains("action=\"h"), "{}", answer.body);
    }
}

#[tokio::test]
async fn a_native_app_may_listen_on_any_port() {
    let setting = Setting::new().await;
    let uri = "http://127.0.0.1:51004/callback";
    let back = setting.decide(&ask_at(&setting.public, uri, S256), "accept").await;
    assert!(back.location().starts_with("http://127.0.0.1:51004/callback?code="), "{}", back.location());
    let code = parameter(back.location(), "code").unwrap();
    let registered = setting.redeem_at(&setting.public, &code, VERIFIER, NATIVE_URI).await;
    assert_refused(&registered, "invalid_grant");
    setting.redeem_at(&setting.public, &code, VERIFIER, uri).await.expect(StatusCode::OK);
    for other in ["http://127.0.0.1:51004/other", "http://127.0.0.1:51004@evil.example/callback"] {
        setting.get(&ask_at(&setting.public, other, S256)).await.expect(StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn no_parameter_leads_elsewhere() {
    let setting = Setting::new().await;
    let evil = "https%3A%2F%2Fevil.example%2F";
    let (id, other) = (setting.confidential.id, setting.public.id);
    let own: String = url::form_urlencoded::byte_serialize(NATIVE_URI.as_bytes()).collect();
    for query in [
        format!("response_type=code&redirect_uri={evil}"),
        format!("response_type=code&client_id=x&redirect_uri={evil}"),
        format!("response_type=code&client_id={id}"),
        format!("response_type=code&client_id={id}&redirect_uri={evil}"),
        format!("response_type=x&client_id={id}&redirect_uri={evil}&scope=x"),
        format!("response_type=code&client_id={id}&redirect_uri={own}"),
        format!("response_type=code&client_id={id}&client_id={other}&redirect_uri={own}"),
        format!("response_type=code&client_id={other}&redirect_uri={own}&redirect_uri={evil}"),
        format!("response_type=code&client_id={other}&redirect_uri={evil}&redirect_uri={own}"),
    ] {
        let path = format!("{USER_AUTHORIZE}?{query}");
        let form = setting.harness.post(&path).cookie(&setting.cookie).form(&[("decision", "accept")]).send();
        for answer in [setting.harness.get(&path).send().await, setting.get(&path).await, form.await] {
            let told = (answer.status, answer.header("location"));
            assert_eq!(told, (StatusCode::BAD_REQUEST, None), "{query}");
        }
    }
    for next in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
        let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
        let answer = setting.get(&format!("/sign-in?next={next}")).await;
        assert_eq!(answer.location(), "/me", "{next}");
    }
}

/// No 307, nor 308 or 302, answers a form: 303 alone makes every browser drop it.
#[tokio::test]
async fn no_redirect_sends_a_form_on() {
    let setting = Setting::new().await;
    let (_, signed_in) = setting.harness.sign_in("other@example.com", &ask(&setting.confidential, "")).await;
    assert_eq!(signed_in.status, StatusCode::SEE_OTHER);
    for decision in ["accept", "decline"] {
        let back = setting.decide(&ask(&setting.confidential, ""), decision).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        assert_eq!(back.body, "");
    }
    let wrong = ask(&setting.confidential, "&scope=x");
    let csrf = setting.get("/me").await.csrf();
    let form = [("csrf", csrf.as_str()), ("decision", "accept")];
    let back = setting.harness.post(&wrong).cookie(&setting.cookie).form(&form).send().await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert_eq!(parameter(back.location(), "error").as_deref(), Some("invalid_scope"));
}

#[tokio::test]
async fn a_public_client_must_send_a_challenge() {
    let setting = Setting::new().await;
    for more in ["", "&code_challenge=x", "&code_challenge=x&code_challenge_method=plain"] {
        let back = setting.get(&ask(&setting.public, more)).await;
        assert_eq!(parameter(back.location(), "error").as_deref(), Some("invalid_request"), "{more}");
    }
    setting.get(&ask(&setting.public, S256)).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn pkce_is_supported_and_told_in_the_metadata() {
    let setting = Setting::new().await;
    let metadata = setting.harness.get(METADATA).send().await.json();
    assert_eq!(metadata["code_challenge_methods_supported"], serde_json::json!(["S256"]));
    for client in [&setting.confidential, &setting.public] {
        let code = setting.code(&ask(client, S256)).await;
        setting.redeem(client, &code, VERIFIER).await.expect(StatusCode::OK);
    }
}

#[tokio::test]
async fn a_challenge_demands_its_verifier() {
    let setting = Setting::new().await;
    for client in [&setting.confidential, &setting.public] {
        let code = setting.code(&ask(client, S256)).await;
        let other = VERIFIER.replace('d', "e");
        for wrong in ["", "short", &other, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"] {
            assert_refused(&setting.redeem(client, &code, wrong).await, "invalid_grant");
        }
        setting.redeem(client, &code, VERIFIER).await.expect(StatusCode::OK);
    }
}

#[tokio::test]
async fn a_verifier_without_a_challenge_is_refused() {
    let setting = Setting::new().await;
    let code = setting.code(&ask(&setting.confidential, "")).await;
    assert_refused(&setting.redeem(&setting.confidential, &code, VERIFIER).await, "invalid_grant");
    let back = setting.get(&ask(&setting.confidential, "&code_challenge_method=S256")).await;
    assert_eq!(parameter(back.location(), "error").as_deref(), Some("invalid_request"));
}

#[tokio::test]
async fn no_token_comes_from_the_authorization_endpoint() {
    let setting = Setting::new().await;
    for kind in ["token", "id_token", "code%20token", "code%20id_token", "none", "CODE"] {
        let path =
            ask(&setting.confidential, "").replace("response_type=code", &format!("response_type={kind}"));
        let back = setting.get(&path).await;
        assert_eq!(
            parameter(back.location(), "error").as_deref(),
            Some("unsupported_response_type"),
            "{kind}"
        );
        assert!(!back.location().contains('#') && !back.location().contains("token="));
    }
    for mode in ["fragment", "form_post", "web_message"] {
        let back = setting.get(&ask(&setting.confidential, &format!("&response_mode={mode}"))).await;
        assert_eq!(parameter(back.location(), "error").as_deref(), Some("invalid_request"), "{mode}");
    }
    let metadata = setting.harness.get(METADATA).send().await.json();
    assert_eq!(metadata["response_types_supported"], serde_json::json!(["code"]));
    assert_eq!(metadata["response_modes_supported"], serde_json::json!(["query"]));
}

#[tokio::test]
async fn a_public_clients_refresh_token_is_rotated_and_its_replay_noticed() {
    let setting = Setting::new().await;
    let first = setting.tokens(&setting.public, "cv").await;
    let stolen = text(&first, "refresh_token");
    let second = setting.refresh(&setting.public, &stolen, "").await;
    let (access, successor) = (text(&second, "access_token"), text(&second, "refresh_token"));
    assert_ne!(successor, stolen);
    assert!(setting.opens_curricula(&setting.public, &access).await);
    setting.harness.advance(GRACE);
    assert_refused(&setting.refresh(&setting.public, &stolen, "").await, "invalid_grant");
    for over in [successor, stolen] {
        assert_refused(&setting.refresh(&setting.public, &over, "").await, "invalid_grant");
    }
    for over in [access, text(&first, "access_token")] {
        assert!(!setting.opens_curricula(&setting.public, &over).await);
    }
}

#[tokio::test]
async fn a_refresh_token_serves_its_own_client_alone() {
    let setting = Setting::new().await;
    let refresh = text(&setting.tokens(&setting.confidential, "cv").await, "refresh_token");
    let other = setting.harness.application().await;
    let partner = setting.harness.partner().await;
    let unknown = setting.refresh(&other, &refresh.replace("tnr_rt_", "tnr_xx_"), "").await;
    for client in [&other, &setting.public] {
        let answer = setting.refresh(client, &refresh, "").await;
        assert_refused(&answer, "invalid_grant");
        assert_eq!(answer.body, unknown.body, "nothing is learnt of a token that was found");
    }
    assert_refused(&setting.refresh(&partner, &refresh, "").await, "unauthorized_client");
    let nameless = TestClient { id: setting.confidential.id, secret: String::new() };
    assert_refused(&setting.refresh(&nameless, &refresh, "").await, "invalid_client");
    setting.refresh(&setting.confidential, &refresh, "").await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_token_opens_only_what_it_was_meant_for() {
    let setting = Setting::new().await;
    let tokens = setting.tokens(&setting.confidential, "cv").await;
    let (access, refresh) = (text(&tokens, "access_token"), text(&tokens, "refresh_token"));
    let curricula =
        setting.harness.get("/api/2/curriculum").user(&setting.confidential, &access).send().await;
    let curriculum = curricula.expect(StatusCode::OK).json()[0]["code"].as_str().unwrap().to_owned();
    let list = format!("/api/2/curriculum/{curriculum}/experience");
    let other_action = setting.harness.get(&list).user(&setting.confidential, &access).send().await;
    assert_eq!(other_action.code(), (403, "101".to_owned()));
    assert!(!setting.opens_curricula(&setting.public, &access).await, "another application's");
    for kind in
        [refresh, setting.code(&ask(&setting.confidential, "")).await, setting.confidential.secret.clone()]
    {
        assert!(!setting.opens_curricula(&setting.confidential, &kind).await, "no access token");
    }
    let partner = setting.harness.partner().await;
    let partners = setting.harness.partner_token(&partner, &Scope::PARTNER).await;
    assert!(!setting.opens_curricula(&setting.confidential, &partners).await);
    assert!(!setting.opens_curricula(&partner, &partners).await);
    let status = "/api/partner/v1/submissions/x/status.json";
    setting.harness.get(status).bearer(&access).send().await.expect(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn there_is_no_password_grant() {
    let setting = Setting::new().await;
    let fields = [("grant_type", "password"), ("username", "candidate@example.com"), ("password", "x")];
    assert_refused(&setting.token(&setting.confidential, &fields).await, "unsupported_grant_type");
    for path in [VENDOR_TOKEN, PARTNER_TOKEN] {
        let answer = setting.harness.post(path).basic(&setting.confidential).form(&fields).send().await;
        assert_refused(&answer, "unsupported_grant_type");
    }
    let grants = setting.harness.get(METADATA).send().await.json()["grant_types_supported"].clone();
    assert_eq!(grants, serde_json::json!(["authorization_code", "refresh_token", "client_credentials"]));
}

#[tokio::test]
async fn a_client_with_a_secret_is_nobody_without_it() {
    let setting = Setting::new().await;
    let (own, nobody) = (setting.confidential.id, setting.harness.app.new_client_id());
    let partner = setting.harness.partner().await;
    let (long, made_up) = ("x".repeat(10_000), setting.harness.app.new_secret(Kind::Client));
    for path in [TOKEN, REVOKE, INTROSPECT] {
        let mut answers = BTreeSet::new();
        for id in [own, nobody, partner.id, setting.public.id] {
            for secret in ["wrong", made_up.expose(), &long] {
                let client = TestClient { id, secret: (*secret).to_owned() };
                let id = id.to_string();
                let token = [("grant_type", "refresh_token"), ("refresh_token", "x"), ("token", "x")];
                let in_form = [("client_id", id.as_str()), ("client_secret", secret)];
                let in_form = setting.harness.post(path).form(&[&in_form[..], &token].concat()).send().await;
                answers.insert(in_form.shown());
                answers.insert(setting.harness.post(path).basic(&client).form(&token).send().await.shown());
            }
        }
        let in_query = format!("{path}?client_id={own}&client_secret={}", setting.confidential.secret);
        let form = [("grant_type", "client_credentials"), ("token", "x"), ("client_id", &own.to_string())];
        answers.insert(setting.harness.post(&in_query).form(&form).send().await.shown());
        assert_eq!(answers.len(), 1, "one answer, whatever is wrong: {answers:#?}");
        assert!(answers.first().unwrap().starts_with("401"), "{answers:?}");
    }
}

#[tokio::test]
async fn plain_http_is_registered_on_loopback_alone() {
    for refused in [
        "http://app.example/callback",
        "http://localhost.evil.example/callback",
        "http://127.0.0.1.evil.example/callback",
        "http://10.0.0.1/callback",
        "http://[::2]/callback",
        "ftp://app.example/callback",
        "javascript:alert(1)",
        "https://*.app.example/callback#x",
    ] {
        assert!(RedirectUri::parse(refused).is_err(), "{refused}");
    }
}

#[tokio::test]
async fn no_other_origin_may_read_an_answer() {
    let setting = Setting::new().await;
    let authorize = ask(&setting.confidential, "");
    for path in [&authorize, TOKEN, VENDOR_TOKEN, REVOKE, INTROSPECT, PARTNER_TOKEN, METADATA, "/sign-in"] {
        for method in [Method::OPTIONS, Method::GET, Method::POST] {
            let call = setting.harness.call(method.clone(), path).header("origin", "https://evil.example");
            let call = call.header("access-control-request-method", "POST").cookie(&setting.cookie);
            let answer = call.send().await;
            let shared: Vec<_> =
                answer.headers.keys().filter(|name| name.as_str().starts_with("access-control-")).collect();
            assert!(shared.is_empty(), "{method} {path}: {shared:?}");
        }
    }
}

#[tokio::test]
async fn a_code_works_once() {
    let setting = Setting::new().await;
    for client in [&setting.confidential, &setting.public] {
        let code = setting.code(&ask(client, S256)).await;
        let first = setting.redeem(client, &code, VERIFIER).await;
        let (access, refresh) = (text(&first, "access_token"), text(&first, "refresh_token"));
        assert!(setting.opens_curricula(client, &access).await);
        assert_refused(&setting.redeem(client, &code, VERIFIER).await, "invalid_grant");
        assert!(!setting.opens_curricula(client, &access).await, "what came of it dies");
        assert_refused(&setting.refresh(client, &refresh, "").await, "invalid_grant");
    }
    let late = setting.code(&ask(&setting.public, S256)).await;
    setting.harness.advance(oauth::code::LIFE);
    assert_refused(&setting.redeem(&setting.public, &late, VERIFIER).await, "invalid_grant");
}

/// The pages that a person passes on the way, and an error.
async fn pages(setting: &Setting) -> Vec<Answer> {
    let harness = &setting.harness;
    let asked = harness.post("/sign-in").form(&[("email", "x@example.com"), ("next", "/me")]).send().await;
    let browser = asked.cookie("__Host-tenure_sign_in");
    vec![
        setting.get(&ask(&setting.confidential, "")).await,
        setting.get(USER_AUTHORIZE).await,
        harness.get("/sign-in?next=%2Fme").send().await,
        harness.get("/sign-in/code").cookie(&browser).send().await,
        setting.get("/me").await,
    ]
}

#[tokio::test]
async fn pages_tell_nobody_where_they_were() {
    let setting = Setting::new().await;
    for page in pages(&setting).await {
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"), "{}", page.body);
        assert_eq!(page.header("cache-control"), Some("no-store"));
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"), "{policy}");
        let foreign = ["src=\"http", "href=\"http", "src=\"//", "href=\"//", "http-equiv"];
        assert!(!foreign.iter().any(|link| page.body.contains(link)), "{}", page.body);
    }
    let back = setting.decide(&ask(&setting.confidential, ""), "accept").await;
    assert_eq!(back.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(back.header("cache-control"), Some("no-store"), "the code is in no cache");
    let tokens = setting.tokens(&setting.confidential, "cv").await;
    assert_eq!(tokens.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn a_token_in_a_query_opens_nothing() {
    let setting = Setting::new().await;
    let access = text(&setting.tokens(&setting.confidential, "cv").await, "access_token");
    let path = format!("/api/2/curriculum?access_token={access}");
    let answer = setting.harness.get(&path).basic(&setting.confidential).send().await;
    assert_eq!(answer.code(), (401, "101".to_owned()));
    let partner = setting.harness.partner().await;
    let token = setting.harness.partner_token(&partner, &Scope::PARTNER).await;
    let path = format!("/api/partner/v1/submissions/x/status.json?access_token={token}");
    setting.harness.get(&path).send().await.expect(StatusCode::UNAUTHORIZED);
    let query = |refresh: &str| {
        let (id, secret) = (setting.confidential.id, &setting.confidential.secret);
        format!("grant_type=refresh_token&client_id={id}&client_secret={secret}&refresh_token={refresh}")
    };
    let refresh = text(&setting.tokens(&setting.confidential, "cv").await, "refresh_token");
    let standard = setting.harness.post(&format!("{TOKEN}?{}", query(&refresh))).send().await;
    assert_refused(&standard, "invalid_request");
    let vendor = setting.harness.post(&format!("{VENDOR_TOKEN}?{}", query(&refresh))).send().await;
    vendor.expect(StatusCode::OK); // the one path where the contract has it so (infojobs.md §2.4)
}

#[tokio::test]
async fn every_way_back_names_the_issuer() {
    let setting = Setting::new().await;
    let issuer = setting.harness.app.settings.public_url.as_str();
    let state = "a b&c=d#e+%00\r\nñ\"<";
    let sent: String = url::form_urlencoded::byte_serialize(state.as_bytes()).collect();
    let path = ask(&setting.confidential, "").replace("s-1", &sent);
    let wrong = setting.get(&format!("{path}&scope=x")).await;
    for back in [setting.decide(&path, "accept").await, setting.decide(&path, "decline").await, wrong] {
        let location = back.location();
        assert!(location.starts_with("https://app.example/callback?"), "{location}");
        assert_eq!(parameter(location, "iss").as_deref(), Some(issuer));
        assert_eq!(parameter(location, "state").as_deref(), Some(state), "as it was sent");
    }
    let metadata = setting.harness.get(METADATA).send().await.json();
    assert_eq!(metadata["issuer"].as_str(), Some(issuer));
    assert_eq!(metadata["authorization_response_iss_parameter_supported"], true);
    for (name, value) in metadata.as_object().unwrap().iter().filter(|(name, _)| name.ends_with("_endpoint"))
    {
        assert!(value.as_str().unwrap().starts_with(&format!("{issuer}/")), "{name}: {value}");
    }
}

#[tokio::test]
async fn a_code_serves_its_own_client_and_redirect_uri_alone() {
    let setting = Setting::new().await;
    let other = setting.harness.application().await;
    let code = setting.code(&ask(&setting.confidential, S256)).await;
    let unknown = setting.redeem(&other, &code.replace("tnr_ac_", "tnr_xx_"), VERIFIER).await;
    for client in [&other, &setting.public] {
        let answer = setting.redeem(client, &code, VERIFIER).await;
        assert_refused(&answer, "invalid_grant");
        assert_eq!(answer.body, unknown.body, "nothing is learnt of a code that was found");
    }
    for uri in ["", NATIVE_URI, "https://app.example/callback/"] {
        let answer = setting.redeem_at(&setting.confidential, &code, VERIFIER, uri).await;
        assert_refused(&answer, "invalid_grant");
    }
    setting.redeem(&setting.confidential, &code, VERIFIER).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn only_hashes_are_stored() {
    let setting = Setting::new().await;
    let code = setting.code(&ask(&setting.confidential, S256)).await;
    let tokens = setting.redeem(&setting.confidential, &code, VERIFIER).await;
    let refreshed = setting.refresh(&setting.confidential, &text(&tokens, "refresh_token"), "").await;
    let session = setting.cookie.split_once('=').unwrap().1.to_owned();
    let mut secrets = vec![code, session, setting.confidential.secret.clone()];
    for answer in [tokens, refreshed] {
        secrets.extend(["access_token", "refresh_token"].map(|name| text(&answer, name)));
    }
    let kept = setting.harness.kept();
    assert!(kept.holds(SecretHash::of(&setting.confidential.secret).as_bytes()), "its hash is found");
    for secret in &secrets {
        // Neither the whole nor its random part.
        for part in [secret.as_bytes(), &secret.as_bytes()[7..39]] {
            assert!(!kept.holds(part), "a {}… is stored", &secret[..7]);
        }
    }
}

/// Not even with an error to a registered redirect URI; and never without a page (§4.11.2, attacks 1 and 3).
#[tokio::test]
async fn nobody_is_redirected_before_sign_in() {
    let setting = Setting::new().await;
    for more in ["", "&scope=x", "&prompt=none", "&response_mode=fragment", "&code_challenge=x"] {
        let path = ask(&setting.confidential, more);
        for method in [Method::GET, Method::HEAD, Method::POST] {
            let answer = setting.harness.call(method, &path).send().await;
            let location = answer.location();
            assert!(location.starts_with("/sign-in?next=%2Fapi%2Foauth%2Fuser-authorize"), "{location}");
        }
        let forged = setting.harness.post(&path).cookie(&setting.cookie).form(&[("decision", "accept")]);
        forged.send().await.expect(StatusCode::FORBIDDEN);
    }
    for _ in 0..2 {
        let page = setting.get(&ask(&setting.confidential, "&prompt=none")).await;
        page.expect(StatusCode::OK);
        setting.decide(&ask(&setting.confidential, "&prompt=none"), "accept").await;
    }
}

#[tokio::test]
async fn a_partner_gets_no_refresh_token() {
    let setting = Setting::new().await;
    let partner = setting.harness.partner().await;
    for path in [TOKEN, VENDOR_TOKEN, PARTNER_TOKEN] {
        let form = [("grant_type", "client_credentials")];
        let answer = setting.harness.post(path).basic(&partner).form(&form).send().await;
        assert_eq!(answer.expect(StatusCode::OK).json().get("refresh_token"), None, "{path}");
    }
}

#[tokio::test]
async fn a_refresh_token_is_bound_to_the_scope_consented_to() {
    let setting = Setting::new().await;
    let read = "candidate_read_curriculum_experience";
    let refresh = text(&setting.tokens(&setting.confidential, &format!("cv,{read}")).await, "refresh_token");
    for more in ["cv candidate_edit_curriculum_experience", "write.career_history", "candidate_read_skills"] {
        assert_refused(&setting.refresh(&setting.confidential, &refresh, more).await, "invalid_scope");
    }
    let narrowed = setting.refresh(&setting.confidential, &refresh, "cv").await;
    assert_eq!(narrowed.expect(StatusCode::OK).json()["scope"], "cv");
    let again = setting.refresh(&setting.confidential, &text(&narrowed, "refresh_token"), read).await;
    assert_eq!(
        again.expect(StatusCode::OK).json()["scope"],
        read,
        "of what was consented to, not of the last"
    );
    let all = setting.refresh(&setting.confidential, &text(&again, "refresh_token"), "").await;
    let form = [("token", text(&all, "access_token"))];
    let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
    let look = setting.harness.post(INTROSPECT).basic(&setting.confidential).form(&form).send().await;
    assert_eq!(look.json()["scope"].as_str(), Some(format!("cv {read}").as_str()), "and no more than that");
}

/// A client has no say in its id, and its own token names no person.
#[tokio::test]
async fn a_clients_own_token_is_told_from_a_persons() {
    let setting = Setting::new().await;
    let partner = setting.harness.partner().await;
    let own = setting.harness.partner_token(&partner, &Scope::PARTNER).await;
    let persons = text(&setting.tokens(&setting.confidential, "cv").await, "access_token");
    let look = |client, token: String| {
        let call = setting.harness.post(INTROSPECT).basic(client);
        async move { call.form(&[("token", token.as_str())]).send().await.json() }
    };
    let own = look(&partner, own).await;
    assert_eq!((own["active"].as_bool(), own.get("sub")), (Some(true), None), "{own}");
    let persons = look(&setting.confidential, persons).await;
    assert!(persons["sub"].is_string() && persons["sub"] != persons["client_id"], "{persons}");
}

#[tokio::test]
async fn pages_cannot_be_framed() {
    let setting = Setting::new().await;
    for page in pages(&setting).await {
        let policy = page.header("content-security-policy").unwrap_or_else(|| panic!("{}", page.body));
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    }
}
