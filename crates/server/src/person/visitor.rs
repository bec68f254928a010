//! Who looks at a page: in which language, from where, and signed in as whom.

use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, HOST, ORIGIN, RETRY_AFTER, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oauth::secret::{Kind, Secret, SecretHash};
use store::keys::Purpose;
use store::people::{SignedIn, SignedInPerson};
use store::{Command, NotDone, Query};

use super::answer::{self, Refused};
use super::form::Form;
use crate::app::App;
use crate::http::limits::TooMany;
use crate::http::source;
use crate::operations::metrics::Hit;
use crate::pages::{Language, Page, problem};

/// The cookie of a session.
pub(super) const SESSION: &str = "tenure";
/// The cookie of a browser that asked for a code.
pub(super) const BROWSER: &str = "tenure_sign_in";
/// The cookie of the language switch.
pub(super) const LANGUAGE: &str = "tenure_language";

/// Somebody who looks at a page.
#[derive(Debug)]
pub(crate) struct Visitor {
    language: Language,
    path: String,
    session: Option<Session>,
    browser: Option<Secret>,
    from_another_site: bool,
    source: Option<IpAddr>,
    demo: bool,
}

#[derive(Debug)]
struct Session {
    hash: SecretHash,
    person: SignedInPerson,
    csrf: String,
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        let secure = app.settings.public_url.is_secure();
        let accepted = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let language = Language::choose(cookie(&parts.headers, LANGUAGE, secure), accepted);
        let path = parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
        let browser =
            cookie(&parts.headers, BROWSER, secure).and_then(|text| Secret::parse(Kind::Browser, text));
        let mut visitor = Self {
            language,
            path,
            session: None,
            browser,
            from_another_site: from_another_site(&parts.headers, app),
            source: source::of(parts, &app.settings.trusted_proxies),
            demo: app.settings.is_demo(),
        };
        if let Err(TooMany { retry_after }) = app.limits().page(visitor.source) {
            app.metrics().hit(Hit::Pages);
            let page = visitor.problem(StatusCode::TOO_MANY_REQUESTS, problem::Kind::TooMany, None);
            return Err(page.with_header(RETRY_AFTER, retry_after.into()));
        }
        let token =
            cookie(&parts.headers, SESSION, secure).and_then(|text| Secret::parse(Kind::Session, text));
        if let Some(token) = token {
            let hash = token.hash();
            let found = visitor.read(app, SignedIn { session: hash, now: app.now() }).await?;
            visitor.session = found.map(|person| {
                let parts: [&[u8]; 1] = [hash.as_bytes()];
                let csrf = URL_SAFE_NO_PAD.encode(app.store.keys().mac(Purpose::Form, &parts));
                Session { hash, person, csrf }
            });
        }
        Ok(visitor)
    }
}

/// True where a browser says that a form came from another site. A missing `Origin` is no sign of it, nor is
/// `null`, which browsers send for our own pages because of their referrer policy.
fn from_another_site(headers: &HeaderMap, app: &App) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if text("sec-fetch-site") == Some("cross-site") {
        return true;
    }
    let Some(origin) = text(ORIGIN.as_str()).filter(|origin| *origin != "null") else {
        return false;
    };
    let host = origin.split_once("://").map_or("", |(_, host)| host);
    origin != app.settings.public_url.as_str() && Some(host) != text(HOST.as_str())
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str, secure: bool) -> Option<&'a str> {
    let name = cookie_name(name, secure);
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(known, _)| *known == name).map(|(_, value)| value).next_back()
}

/// With `https`, a cookie's prefix binds it to this host (`seekpass.md §5`).
fn cookie_name(name: &str, secure: bool) -> String {
    if secure { format!("__Host-{name}") } else { name.to_owned() }
}

/// Sets a cookie for so many seconds; 0 takes it away.
pub(super) fn set_cookie(app: &App, response: &mut Response, name: &str, value: &str, seconds: i64) {
    let secure = app.settings.public_url.is_secure();
    let (name, flag) = (cookie_name(name, secure), if secure { "; Secure" } else { "" });
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{flag}");
    if let Ok(value) = HeaderValue::try_from(text) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

impl Visitor {
    /// What every page has.
    pub(crate) fn page(&self) -> Page<'_> {
        Page {
            language: self.language,
            path: &self.path,
            signed_in: self.session.as_ref().map(|session| session.person.address.as_str()),
            csrf: self.session.as_ref().map(|session| session.csrf.as_str()),
            demo: self.demo,
        }
    }

    /// The path and query of this page.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The language of this page.
    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// The token of this browser, if it asked for a code.
    pub(super) fn browser(&self) -> Option<&Secret> {
        self.browser.as_ref()
    }

    /// Where the request came from.
    pub(super) fn source(&self) -> Option<IpAddr> {
        self.source
    }

    /// The session, if there is one.
    pub(super) fn session(&self) -> Option<SecretHash> {
        self.session.as_ref().map(|session| session.hash)
    }

    /// The person, or the way to the sign-in form and back.
    pub(crate) fn signed_in(&self) -> Result<&SignedInPerson, Refused> {
        self.session.as_ref().map(|session| &session.person).ok_or_else(|| Self::to_sign_in(&self.path))
    }

    /// 303 to the sign-in form, which leads on to a path.
    pub(crate) fn to_sign_in(next: &str) -> Refused {
        answer::see_other(&with_next("/sign-in", next)).into()
    }

    /// Lets a form of this server's own pages through; a signed-in person's must carry the token of their
    /// session.
    pub(crate) fn check_form(&self, app: &App, form: &Form) -> Result<(), Refused> {
        let parts = self.session.as_ref().map(|session| session.hash);
        let genuine = parts.is_none_or(|hash| {
            let sent = form.get("csrf").and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
            let mac = sent.and_then(|bytes| bytes.try_into().ok());
            let parts: [&[u8]; 1] = [hash.as_bytes()];
            mac.is_some_and(|mac| app.store.keys().verify(Purpose::Form, &parts, &mac))
        });
        if genuine && !self.from_another_site {
            return Ok(());
        }
        Err(self.problem(StatusCode::FORBIDDEN, problem::Kind::FormCheck, None))
    }

    /// A page that says what did not work.
    pub(crate) fn problem(&self, status: StatusCode, kind: problem::Kind, detail: Option<&str>) -> Refused {
        let page = problem::Problem { page: self.page(), kind, detail };
        answer::page(status, &page).map_or_else(|refused| refused, Refused::from)
    }

    /// The page for a store that has no answer.
    pub(crate) fn failed(&self, failure: &store::Failure) -> Refused {
        let problem = crate::http::problem::of_failure(failure);
        match failure {
            store::Failure::Unavailable(_) => self
                .problem(problem.status(), problem::Kind::Unavailable, None)
                .with_header(RETRY_AFTER, crate::http::problem::SOON),
            store::Failure::Broken(_) => self.problem(problem.status(), problem::Kind::Broken, None),
        }
    }

    /// Asks the store; a failure is a page.
    pub(crate) async fn read<Q: Query>(&self, app: &App, query: Q) -> Result<Q::Answer, Refused> {
        app.store.answer(query).await.map_err(|failure| self.failed(&failure))
    }

    /// Applies a command; a failure is a page, a refusal is handed on.
    pub(crate) async fn apply<C: Command>(
        &self,
        app: &App,
        command: C,
    ) -> Result<Result<C::Outcome, C::Refusal>, Refused> {
        match app.store.apply(command).await {
            Ok(outcome) => Ok(Ok(outcome)),
            Err(NotDone::Refused(refusal)) => Ok(Err(refusal)),
            Err(NotDone::Failed(failure)) => Err(self.failed(&failure)),
        }
    }
}

/// A path with `next` in its query.
pub(super) fn with_next(path: &str, next: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
    format!("{path}?{query}")
}
