//! A whole server without a network: the real router, a real database, a clock that tests move and randomness that
//! repeats itself, so that whole answers can be compared.
//!
//! The database is a SQLite file in a temporary folder, or, where the variable `TENURE_TEST_DATABASE` says `postgres`,
//! one on a real PostgreSQL server. `cargo xtask test` runs every test here on each; the answers are the same to the
//! byte.

mod database;

use std::fmt::Write as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, Method, Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use career::credential::UnknownMembers;
use career::dictionary::Dictionaries;
use career::id::{ClientId, CurriculumCode, PersonId};
use career::reconciliation::Policy;
use career::source::Way;
use http_body_util::BodyExt;
use jiff::{SignedDuration, Timestamp};
use oauth::authorization::AuthorizationRequest;
use oauth::client::{Client, ClientKind};
use oauth::redirect_uri::RedirectUri;
use oauth::scope::{Scope, Scopes};
use oauth::secret::{Kind, Secret};
use serde_json::Value;
use store::clients::AddClient;
use store::grants::{Authorize, IssuePartnerToken, NewPair, RedeemCode};
use store::mail::NewestMail;
use store::people::{FirstCurriculum, RegisterPerson, SignInLimits};
use store::testing::RepeatableRandomness;

use crate::app::{App, MailSettings, Parts, Settings};
use crate::clock::Clock;
use crate::connections::{Answers as _, ConnectionLimits};
use crate::demo::DemoControls;
use crate::http::limits::{Rate, Rates};
use crate::http::source::Connection;
use crate::infojobs::DictionariesInForce;
use crate::openapi::tests::truth;
use crate::operations::{Front, Fronted, RequestLine, RequestLog};
use crate::public_url::PublicUrl;
use crate::serve::router;

use database::{Kept, Place};

/// Where the test application sends people back to.
pub(crate) const REDIRECT_URI: &str = "https://app.example/callback";

struct TestClock(Mutex<Timestamp>);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

impl DemoControls for TestClock {
    fn advance(&self, by: SignedDuration) -> Result<(), String> {
        *self.0.lock().unwrap() += by;
        Ok(())
    }

    fn moved<'a>(&'a self, _: &'a App) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>> {
        Box::pin(async { Ok(()) })
    }
}

/// Keeps what is told of requests.
#[derive(Default)]
struct TestLog(Mutex<Vec<String>>);

impl RequestLog for TestLog {
    fn take(&self, line: &RequestLine<'_>) {
        let told = format!("{} {} {:?}", line.method, line.route, line.status);
        self.0.lock().unwrap().push(told);
    }
}

/// A running server.
pub(crate) struct Harness {
    pub(crate) app: App,
    router: Fronted,
    clock: Arc<TestClock>,
    log: Arc<TestLog>,
    place: Place,
}

/// A client with its secret.
pub(crate) struct TestClient {
    pub(crate) id: ClientId,
    pub(crate) secret: String,
}

/// A person with a curriculum.
pub(crate) struct TestPerson {
    pub(crate) id: PersonId,
    pub(crate) curriculum: CurriculumCode,
}

/// A pair of tokens.
pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: String,
}

impl Harness {
    /// An empty server in demo mode, at 2026-11-21T12:00:00Z.
    pub(crate) fn new() -> Self {
        Self::with(|_| ())
    }

    /// The same, with other settings.
    pub(crate) fn with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::made(database::open, change)
    }

    /// The same on SQLite, whichever database the tests run on: for what tells of the database, or stops the time that
    /// another one needs to answer.
    pub(crate) fn on_sqlite() -> Self {
        Self::made(database::open_folder, |_| ())
    }

    fn made(
        open: fn(&Arc<dyn store::Randomness>) -> (store::Store, Place),
        change: impl FnOnce(&mut Settings),
    ) -> Self {
        let randomness: Arc<dyn store::Randomness> = Arc::new(RepeatableRandomness::default());
        let (store, place) = open(&randomness);
        let clock = Arc::new(TestClock(Mutex::new("2026-11-21T12:00:00Z".parse().unwrap())));
        let log = Arc::<TestLog>::default();
        let mut settings = Settings {
            public_url: PublicUrl::parse("https://tenure.example").unwrap(),
            partner_token_life: SignedDuration::from_mins(30),
            tombstone_life: SignedDuration::from_hours(90 * 24),
            mail: MailSettings::Demo,
            sign_in_limits: SignInLimits { mails_per_address: 100, ..SignInLimits::default() },
            // Tests ask faster than any application.
            rates: Rates { application: Rate::new(1_000_000, 1_000_000), ..Rates::default() },
            trusted_proxies: Vec::new(),
            connections: ConnectionLimits::default(),
        };
        change(&mut settings);
        let parts = Parts {
            store,
            clock: Arc::<TestClock>::clone(&clock),
            randomness,
            dictionaries: DictionariesInForce::new(Dictionaries::shipped().unwrap()),
            policy: Policy::shipped().unwrap(),
            settings,
            request_log: Some(Arc::<TestLog>::clone(&log)),
            demo_controls: Some(Arc::<TestClock>::clone(&clock)),
        };
        let app = App::new(parts);
        Self { router: router(Front::nameless(app.clone())), app, clock, log, place }
    }

    /// What was told of requests: method, route and status of each.
    pub(crate) fn requests_told(&self) -> Vec<String> {
        self.log.0.lock().unwrap().clone()
    }

    /// Everything that the database keeps.
    pub(crate) fn kept(&self) -> Kept {
        self.place.kept()
    }

    /// Moves the clock.
    pub(crate) fn advance(&self, duration: SignedDuration) {
        let mut now = self.clock.0.lock().unwrap();
        *now += duration;
    }

    pub(crate) async fn application(&self) -> TestClient {
        let redirect_uris = vec![RedirectUri::parse(REDIRECT_URI).unwrap()];
        let kind = |secret: &Secret| ClientKind::Application { secret: Some(secret.hash()), redirect_uris };
        self.client("Test Job Board", kind, &Scope::APPLICATION).await
    }

    pub(crate) async fn partner(&self) -> TestClient {
        self.partner_with(UnknownMembers::Refuse).await
    }

    pub(crate) async fn partner_with(&self, unknown_members: UnknownMembers) -> TestClient {
        let kind = |secret: &Secret| ClientKind::Partner { secret: secret.hash(), unknown_members };
        self.client("Test Payroll", kind, &Scope::PARTNER).await
    }

    async fn client(
        &self,
        name: &str,
        kind: impl FnOnce(&Secret) -> ClientKind,
        scopes: &[Scope],
    ) -> TestClient {
        let secret = self.app.new_secret(Kind::Client);
        let id = self.app.new_client_id();
        let client = Client {
            id,
            name: name.to_owned(),
            scopes: scopes.iter().copied().collect(),
            kind: kind(&secret),
        };
        self.app.store.apply(AddClient { client, now: self.app.now() }).await.unwrap();
        TestClient { id, secret: secret.expose().to_owned() }
    }

    pub(crate) async fn person(&self, address: &str) -> TestPerson {
        let code = self.app.new_curriculum_code();
        let curriculum =
            FirstCurriculum { id: self.app.new_curriculum_id(), code: code.clone(), name: "CV".to_owned() };
        let person = self.app.new_person_id();
        let now = self.app.now();
        let command =
            RegisterPerson { address: address.to_owned(), person, curriculum, via: Way::CommandLine, now };
        let id = self.app.store.apply(command).await.unwrap();
        TestPerson { id, curriculum: code }
    }

    /// Tokens of an application that acts for a person with these scopes.
    pub(crate) async fn tokens(&self, client: &TestClient, person: &TestPerson, scopes: &[Scope]) -> Tokens {
        let code = self.app.new_secret(Kind::Code);
        let request = AuthorizationRequest {
            redirect_uri: REDIRECT_URI.to_owned(),
            scopes: scopes.iter().copied().collect::<Scopes>(),
            state: None,
            challenge: None,
        };
        let grant = self.app.new_grant_id();
        let now = self.app.now();
        let authorize =
            Authorize { grant, client: client.id, person: person.id, request, code: code.hash(), now };
        self.app.store.apply(authorize).await.unwrap();
        let (access, refresh) = (self.app.new_secret(Kind::Access), self.app.new_secret(Kind::Refresh));
        let redeem = RedeemCode {
            code: code.hash(),
            client: client.id,
            redirect_uri: Some(REDIRECT_URI.to_owned()),
            verifier: None,
            pair: NewPair { access: access.hash(), refresh: refresh.hash() },
            now,
        };
        self.app.store.apply(redeem).await.unwrap().unwrap();
        Tokens { access: access.expose().to_owned(), refresh: refresh.expose().to_owned() }
    }

    /// A partner's own access token.
    pub(crate) async fn partner_token(&self, client: &TestClient, scopes: &[Scope]) -> String {
        let token = self.app.new_secret(Kind::Access);
        let command = IssuePartnerToken {
            token: token.hash(),
            client: client.id,
            scopes: scopes.iter().copied().collect(),
            expires_at: self.app.now() + self.app.settings.partner_token_life,
        };
        self.app.store.apply(command).await.unwrap();
        token.expose().to_owned()
    }

    pub(crate) fn get(&self, path: &str) -> Call<'_> {
        self.call(Method::GET, path)
    }

    pub(crate) fn post(&self, path: &str) -> Call<'_> {
        self.call(Method::POST, path)
    }

    pub(crate) fn put(&self, path: &str) -> Call<'_> {
        self.call(Method::PUT, path)
    }

    pub(crate) fn delete(&self, path: &str) -> Call<'_> {
        self.call(Method::DELETE, path)
    }

    pub(crate) fn call(&self, method: Method, path: &str) -> Call<'_> {
        let request = Request::builder().method(method).uri(path).header("host", "tenure.example");
        Call { router: &self.router, request, body: Body::empty() }
    }

    /// The newest sign-in code.
    pub(crate) async fn newest_code(&self) -> String {
        let mails = self.app.store.answer(NewestMail).await.unwrap();
        mails[0].content.code.clone().unwrap()
    }

    /// Signs in through the pages; the answer is the session's cookie.
    pub(crate) async fn sign_in(&self, address: &str, next: &str) -> (String, Answer) {
        self.advance(SignedDuration::from_secs(1)); // the newest mail is told by its time
        let asked = self.post("/sign-in").form(&[("email", address), ("next", next)]).send().await;
        asked.expect(StatusCode::SEE_OTHER);
        let browser = asked.cookie("__Host-tenure_sign_in");
        let code = self.newest_code().await;
        let entered = self.post("/sign-in/code").cookie(&browser).form(&[("code", &code), ("next", next)]);
        let entered = entered.send().await;
        entered.expect(StatusCode::SEE_OTHER);
        (entered.cookie("__Host-tenure"), entered)
    }
}

/// A request on its way.
pub(crate) struct Call<'a> {
    router: &'a Fronted,
    request: axum::http::request::Builder,
    body: Body,
}

impl Call<'_> {
    pub(crate) fn header(mut self, name: impl AsRef<str>, value: &str) -> Self {
        self.request = self.request.header(name.as_ref(), value);
        self
    }

    /// The application alone.
    pub(crate) fn basic(self, client: &TestClient) -> Self {
        let value = format!("Basic {}", basic(client));
        self.header(AUTHORIZATION, &value)
    }

    /// The application and the person.
    pub(crate) fn user(self, client: &TestClient, access: &str) -> Self {
        let value = format!("Basic {},Bearer {access}", basic(client));
        self.header(AUTHORIZATION, &value)
    }

    pub(crate) fn bearer(self, access: &str) -> Self {
        self.header(AUTHORIZATION, &format!("Bearer {access}"))
    }

    /// From a source address.
    pub(crate) fn from(mut self, source: &str) -> Self {
        self.request = self.request.extension(Connection::new(source.parse().unwrap()));
        self
    }

    pub(crate) fn cookie(self, cookie: &str) -> Self {
        self.header(COOKIE, cookie)
    }

    pub(crate) fn json(self, value: &Value) -> Self {
        self.header(CONTENT_TYPE, "application/json").body(value.to_string())
    }

    pub(crate) fn form(self, fields: &[(&str, &str)]) -> Self {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body)
    }

    pub(crate) fn body(mut self, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self
    }

    pub(crate) async fn send(self) -> Answer {
        let request = self.request.body(self.body).unwrap();
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let response = self.router.answer(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8(body.into()).unwrap();
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        truth::check(&method, &path, &answer);
        answer
    }
}

/// An id and a secret as Basic has them.
pub(crate) fn basic(client: &TestClient) -> String {
    STANDARD.encode(format!("{}:{}", client.id, client.secret))
}

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    pub(crate) fn expect(&self, status: StatusCode) -> &Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }

    pub(crate) fn header(&self, name: impl AsRef<str>) -> Option<&str> {
        self.headers.get(name.as_ref()).map(|value| value.to_str().unwrap())
    }

    pub(crate) fn location(&self) -> &str {
        self.header(LOCATION).unwrap_or_else(|| panic!("no Location: {} {}", self.status, self.body))
    }

    /// A cookie that was set, as it is sent back.
    pub(crate) fn cookie(&self, name: &str) -> String {
        let lines = self.headers.get_all(SET_COOKIE).iter().map(|line| line.to_str().unwrap());
        let mut pairs = lines.filter_map(|line| line.split(';').next());
        let pair = pairs.find(|pair| pair.split_once('=').is_some_and(|(known, _)| known == name));
        pair.unwrap_or_else(|| panic!("no cookie {name}")).to_owned()
    }

    /// The hidden field that proves that a form came from our page.
    pub(crate) fn csrf(&self) -> String {
        let after =
            self.body.split("name=\"csrf\"").nth(1).unwrap_or_else(|| panic!("no csrf: {}", self.body));
        after.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    /// The contract's error: status and code.
    pub(crate) fn code(&self) -> (u16, String) {
        (self.status.as_u16(), self.json()["error"].as_str().unwrap_or_default().to_owned())
    }

    /// Status, headers and body, for a snapshot.
    pub(crate) fn shown(&self) -> String {
        let mut text = format!("{}\n", self.status);
        let mut headers: Vec<(&HeaderName, &str)> =
            self.headers.iter().map(|(name, value)| (name, value.to_str().unwrap())).collect();
        headers.sort_by_key(|(name, _)| name.as_str());
        for (name, value) in headers.into_iter().filter(|(name, _)| *name != "content-length") {
            writeln!(text, "{name}: {value}").unwrap();
        }
        let json = serde_json::from_str::<Value>(&self.body).ok();
        let body =
            json.map_or_else(|| self.body.clone(), |json| serde_json::to_string_pretty(&json).unwrap());
        write!(text, "\n{body}").unwrap();
        text
    }
}
