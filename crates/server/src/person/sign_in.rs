//! `/sign-in` and `/sign-in/code`: signing in with a code that comes by mail (`seekpass.md §5`).

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use lettre::Address;
use oauth::secret::Kind;
use store::clients::ClientById;
use store::mail::{MailIsLate, NewMail};
use store::people::{
    AskForCode, AskedAddress, AskedForCode, EnterCode, EnteredCode, FirstCurriculum, SESSION_LIFE,
};
use store::submissions::OpenSubmission;

use super::answer::{self, Refused};
use super::form::Form;
use super::visitor::{BROWSER, SESSION, Visitor, set_cookie, with_next};
use crate::app::App;
use crate::oauth::USER_AUTHORIZE;
use crate::operations::metrics::Hit;
use crate::pages::mail::SignInCode;
use crate::pages::sign_in::{self as view, AddressError, CODE_DIGITS, CodeProblem, Purpose};

/// The name of the curriculum that a person gets with their first sign-in.
const FIRST_CURRICULUM: &str = "CV";

/// GET `/sign-in`: the form for the address.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    let form = Form::read(query.unwrap_or_default().as_bytes());
    if visitor.session().is_some() {
        return Ok(answer::see_other(form.next()));
    }
    show_address_form(&app, &visitor, form.next(), "", None).await
}

async fn show_address_form(
    app: &App,
    visitor: &Visitor,
    next: &str,
    entered: &str,
    error: Option<AddressError>,
) -> Result<Response, Refused> {
    let status = match error {
        None => StatusCode::OK,
        Some(AddressError::TooMany { .. }) => StatusCode::TOO_MANY_REQUESTS,
        Some(AddressError::Missing | AddressError::Malformed) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let application = asking_application(app, visitor, next).await?;
    let for_what = match &application {
        Some(name) => Some(Purpose::Application(name)),
        None => next.starts_with("/add/").then_some(Purpose::CareerHistory),
    };
    answer::page(status, &view::AskAddress { page: visitor.page(), next, entered, error, for_what })
}

/// The name of the application whose request the person is on the way to.
async fn asking_application(app: &App, visitor: &Visitor, next: &str) -> Result<Option<String>, Refused> {
    let query = next.strip_prefix(USER_AUTHORIZE).and_then(|rest| rest.strip_prefix('?'));
    let id =
        query.map(|query| Form::read(query.as_bytes())).and_then(|form| form.get("client_id")?.parse().ok());
    let Some(id) = id else { return Ok(None) };
    let client = visitor.read(app, ClientById { id }).await?;
    Ok(client.filter(|client| !client.is_partner()).map(|client| client.name))
}

/// POST `/sign-in`: sends a code. The answer is the same whether or not the address is known.
pub(super) async fn send_code(
    State(app): State<App>,
    visitor: Visitor,
    body: Bytes,
) -> Result<Response, Refused> {
    let form = Form::read(&body);
    visitor.check_form(&app, &form)?;
    let entered = form.get("email").unwrap_or_default().trim();
    let wrong = |error| show_address_form(&app, &visitor, form.next(), entered, Some(error));
    if entered.is_empty() {
        return wrong(AddressError::Missing).await;
    }
    let Some(address) = address(entered) else {
        return wrong(AddressError::Malformed).await;
    };

    let browser = app.new_secret(Kind::Browser);
    let code = new_code(&app);
    let words = SignInCode { code: &code, host: app.settings.public_url.host() }.write(visitor.language());
    let shown_code = app.settings.is_demo().then(|| code.clone());
    let mail = NewMail {
        id: app.new_uuid(),
        to: address.clone(),
        subject: words.subject,
        body: words.body,
        code: shown_code.clone(),
    };
    let now = app.now();
    let command = AskForCode {
        address,
        browser: browser.hash(),
        code,
        mail,
        source: visitor.source().map(|address| address.to_string()),
        limits: app.settings.sign_in_limits,
        now,
    };
    let Ok(asked) = visitor.apply(&app, command).await?;
    if let AskedForCode::TooMany { until } = asked {
        app.metrics().hit(Hit::SignInMails);
        let minutes = (until.duration_since(now).as_secs() + 59) / 60;
        return wrong(AddressError::TooMany { minutes: u32::try_from(minutes).unwrap_or(u32::MAX) }).await;
    }
    if let Some(code) = shown_code {
        tracing::info!(code, "a sign-in code for the demo; it is in /demo/outbox too");
    }
    app.mail_waiting().notify_one();
    let mut response = answer::see_other(&with_next("/sign-in/code", form.next()));
    set_cookie(&app, &mut response, BROWSER, browser.expose(), AskForCode::LIFE.as_secs());
    Ok(response)
}

/// An e-mail address in lower case, or nothing.
fn address(entered: &str) -> Option<String> {
    let address: Address = entered.parse().ok()?;
    (entered.len() <= 254 && address.domain().contains('.')).then(|| entered.to_lowercase())
}

/// 8 digits. 64 random bits leave no digit more likely than another by more than one in 10^11.
fn new_code(app: &App) -> String {
    let number = u64::from_be_bytes(app.random()) % 10_u64.pow(CODE_DIGITS);
    format!("{number:0width$}", width = CODE_DIGITS as usize)
}

/// GET `/sign-in/code`: the form for the code.
pub(super) async fn enter(
    State(app): State<App>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    let form = Form::read(query.unwrap_or_default().as_bytes());
    let Some(address) = asked_address(&app, &visitor).await? else {
        return Err(Visitor::to_sign_in(form.next()));
    };
    show_code_form(&app, &visitor, form.next(), &address, None).await
}

async fn asked_address(app: &App, visitor: &Visitor) -> Result<Option<String>, Refused> {
    let Some(browser) = visitor.browser() else {
        return Ok(None);
    };
    visitor.read(app, AskedAddress { browser: browser.hash(), now: app.now() }).await
}

async fn show_code_form(
    app: &App,
    visitor: &Visitor,
    next: &str,
    address: &str,
    problem: Option<CodeProblem>,
) -> Result<Response, Refused> {
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let late = visitor.read(app, MailIsLate { to: address.to_owned(), now: app.now() }).await?;
    let mail_trouble = late || app.relay_outage().is_on();
    let page = visitor.page();
    answer::page(status, &view::EnterCode { page, address, next, problem, mail_trouble })
}

/// POST `/sign-in/code`: a right code signs in and leads straight to what was asked for.
pub(super) async fn check_code(
    State(app): State<App>,
    visitor: Visitor,
    body: Bytes,
) -> Result<Response, Refused> {
    let form = Form::read(&body);
    visitor.check_form(&app, &form)?;
    let asked = asked_address(&app, &visitor).await?;
    let (Some(address), Some(browser)) = (asked, visitor.browser()) else {
        return show_code_form(&app, &visitor, form.next(), "", Some(CodeProblem::NoCode)).await;
    };
    let wrong = |problem| show_code_form(&app, &visitor, form.next(), &address, Some(problem));
    let code: String =
        form.get("code").unwrap_or_default().chars().filter(|character| !character.is_whitespace()).collect();
    if code.len() != CODE_DIGITS as usize || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return wrong(CodeProblem::Malformed).await;
    }
    let session = app.new_secret(Kind::Session);
    let curriculum = FirstCurriculum {
        id: app.new_curriculum_id(),
        code: app.new_curriculum_code(),
        name: FIRST_CURRICULUM.to_owned(),
    };
    let command = EnterCode {
        browser: browser.hash(),
        code,
        session: session.hash(),
        person: app.new_person_id(),
        curriculum,
        limits: app.settings.sign_in_limits,
        now: app.now(),
    };
    let Ok(entered) = visitor.apply(&app, command).await?;
    let person = match entered {
        EnteredCode::SignedIn(person) => person,
        EnteredCode::Wrong { tries_left } => {
            return wrong(CodeProblem::Wrong { tries_left: u32::try_from(tries_left).unwrap_or(0) }).await;
        }
        EnteredCode::NoCode => return wrong(CodeProblem::NoCode).await,
        EnteredCode::TooManyWrong => {
            app.metrics().hit(Hit::WrongCodes);
            return wrong(CodeProblem::TooManyWrong).await;
        }
    };
    // Opening a link and signing in binds the submission to that account, before consent (`seekpass.md §4`).
    // Whatever stands in the way of that, the page that follows says.
    let request = form.next().strip_prefix("/add/").and_then(|id| id.parse().ok());
    if let Some(request) = request {
        let _opened = visitor.apply(&app, OpenSubmission { request, person, now: app.now() }).await?;
    }
    super::sign_out::end_session(&app, &visitor).await?;
    let mut response = answer::see_other(form.next());
    set_cookie(&app, &mut response, SESSION, session.expose(), SESSION_LIFE.as_secs());
    set_cookie(&app, &mut response, BROWSER, "", 0);
    Ok(response)
}

#[cfg(test)]
mod tests;
