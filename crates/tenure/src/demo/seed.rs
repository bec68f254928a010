//! What a demo begins with: a partner, an application, a person who allowed that application everything, and another
//! one with a whole career.

use career::credential::UnknownMembers;
use career::experience::{Draft, Experience};
use career::id::{ClientId, CurriculumCode, ExperienceId, PersonId};
use career::sent::Sent;
use career::source::{Actor, Source, Way};
use jiff::Timestamp;
use oauth::authorization::AuthorizationRequest;
use oauth::client::{Client, ClientKind};
use oauth::redirect_uri::RedirectUri;
use oauth::scope::{Scope, Scopes};
use oauth::secret::{Kind, Secret};
use server::App;
use store::clients::AddClient;
use store::experiences::SaveExperience;
use store::grants::{Authenticate, Authorize, NewPair, RedeemCode, RevokeToken};
use store::people::{FirstCurriculum, RegisterPerson, UnknownPerson};
use store::{Failure, NotDone};

use super::descriptor::{Application, Descriptor, Partner, Person};
use super::showcase::{self, Clients};
use crate::dictionaries;
use crate::problem::Problem;

/// The person of every demo.
pub const CANDIDATE: &str = "candidate@example.com";

/// The curriculum in the path of the second `InfoJobs` sample.
const CURRICULUM: &str = "E5B265D1-FA87-96B3-6A5EC0BE3125817E";

/// The experience that the second `InfoJobs` sample edits.
pub const EXPERIENCE: u64 = 8_547_632_159;

/// What that experience says before it is edited.
pub const JOB_BEFORE: &str = "Trainee";

const REDIRECT_URI: &str = "http://127.0.0.1:9000/callback";

/// Fills an empty database.
///
/// # Errors
/// [`Problem`].
pub async fn seed(app: &App, empty: bool) -> Result<Descriptor, Problem> {
    let (partner, payroll) = add_partner(app, "Demo Payroll").await?;
    let (application, client) = add_application(app).await?;
    let code = match CurriculumCode::parse(CURRICULUM) {
        Some(code) if !empty => code,
        _ => app.new_curriculum_code(),
    };
    let person = register(app, &code).await?;
    if !empty {
        declare_experience(app, person, &code).await?;
        let (_, pension) = add_partner(app, "Demo Pension Fund").await?;
        showcase::seed(app, Clients { payroll, pension, application: client }).await?;
    }
    let (access, refresh) = grant(app, client, person, app.now()).await?;
    Ok(Descriptor {
        base_url: app.settings.public_url.as_str().to_owned(),
        partner,
        application,
        person: Person {
            email: CANDIDATE.to_owned(),
            curriculum_id: code.to_string(),
            access_token: access.expose().to_owned(),
            refresh_token: refresh.expose().to_owned(),
        },
    })
}

/// Brings the descriptor of an earlier run up to date: the address, and the pair of tokens once it is over.
///
/// # Errors
/// [`Problem`].
pub async fn renew(app: &App, descriptor: &mut Descriptor) -> Result<(), Problem> {
    app.settings.public_url.as_str().clone_into(&mut descriptor.base_url);
    let client = client_of(descriptor)?;
    let token = Secret::parse(Kind::Access, &descriptor.person.access_token);
    let query = Authenticate { client: Some(client), token: token.as_ref().map(Secret::hash) };
    let found = app.store.answer(query).await?;
    if found.token.is_some_and(|token| app.now() < token.expires_at) || found.client.is_none() {
        return Ok(());
    }
    if let Some(old) = Secret::parse(Kind::Refresh, &descriptor.person.refresh_token) {
        let token = old.hash();
        let now = app.now();
        app.store.apply(RevokeToken { token, client, now }).await?;
    }
    fresh_pair(app, descriptor).await
}

/// Puts a new pair of tokens into the descriptor; the pair that stood there lives on until its own end.
///
/// # Errors
/// [`Problem`].
pub async fn fresh_pair(app: &App, descriptor: &mut Descriptor) -> Result<(), Problem> {
    let client = client_of(descriptor)?;
    let code =
        CurriculumCode::parse(&descriptor.person.curriculum_id).ok_or_else(|| wrong("the curriculum"))?;
    let person = register(app, &code).await?;
    let (access, refresh) = grant(app, client, person, app.now()).await?;
    access.expose().clone_into(&mut descriptor.person.access_token);
    refresh.expose().clone_into(&mut descriptor.person.refresh_token);
    Ok(())
}

fn client_of(descriptor: &Descriptor) -> Result<ClientId, Problem> {
    descriptor.application.client_id.parse().map_err(|_| wrong("the id of the application"))
}

fn wrong(what: &str) -> Problem {
    Problem::Argument(format!("demo.json: {what} in it is none; begin anew with --fresh"))
}

async fn add_partner(app: &App, name: &str) -> Result<(Partner, ClientId), Problem> {
    let secret = app.new_secret(Kind::Client);
    let client = Client {
        id: app.new_client_id(),
        name: name.to_owned(),
        scopes: Scope::PARTNER.into_iter().collect(),
        kind: ClientKind::Partner { secret: secret.hash(), unknown_members: UnknownMembers::Refuse },
    };
    let id = client.id;
    let partner = Partner { client_id: id.to_string(), client_secret: secret.expose().to_owned() };
    let now = app.now();
    app.store.apply(AddClient { client, now }).await?;
    Ok((partner, id))
}

async fn add_application(app: &App) -> Result<(Application, ClientId), Problem> {
    let secret = app.new_secret(Kind::Client);
    let uri = RedirectUri::parse(REDIRECT_URI).map_err(|error| Problem::Argument(error.to_string()))?;
    let client = Client {
        id: app.new_client_id(),
        name: "Demo Job Board".to_owned(),
        scopes: Scope::APPLICATION.into_iter().collect(),
        kind: ClientKind::Application { secret: Some(secret.hash()), redirect_uris: vec![uri] },
    };
    let id = client.id;
    let application = Application {
        client_id: id.to_string(),
        client_secret: secret.expose().to_owned(),
        redirect_uri: REDIRECT_URI.to_owned(),
    };
    let now = app.now();
    app.store.apply(AddClient { client, now }).await?;
    Ok((application, id))
}

/// The person, who is made where there is none.
async fn register(app: &App, code: &CurriculumCode) -> Result<PersonId, Problem> {
    let command = RegisterPerson {
        address: CANDIDATE.to_owned(),
        person: app.new_person_id(),
        curriculum: FirstCurriculum {
            id: app.new_curriculum_id(),
            code: code.clone(),
            name: "CV".to_owned(),
        },
        via: Way::CommandLine,
        now: app.now(),
    };
    Ok(app.store.apply(command).await?)
}

/// The experience that is there before the second `InfoJobs` sample edits it.
async fn declare_experience(app: &App, person: PersonId, code: &CurriculumCode) -> Result<(), Problem> {
    let command = SaveExperience {
        person,
        curriculum: code.clone(),
        id: None,
        content: experience()?.into(),
        if_match: None,
        idempotency_key: None,
        source: Source { by: Actor::Person(person), via: Way::CommandLine, at: app.now() },
        chosen_id: ExperienceId::new(EXPERIENCE),
    };
    match app.store.apply(command).await {
        Ok(_) => Ok(()),
        Err(NotDone::Failed(failure)) => Err(Problem::Store(failure)),
        Err(NotDone::Refused(refusal)) => {
            let words = format!("the demo's own experience was refused: {refusal:?}");
            Err(Problem::Store(Failure::Broken(words)))
        }
    }
}

fn experience() -> Result<Experience, Problem> {
    let said = |text: &str| Sent::Value(text.to_owned());
    let draft = Draft {
        company: said("InfoJobs"),
        job: said(JOB_BEFORE),
        starting_date: said("2005-03-22"),
        finishing_date: said("2006-03-31"),
        industry: said("servicios-de-ti"),
        level: said("becario-practicas"),
        category: said("informatica-telecomunicaciones"),
        subcategories: Sent::Value(vec!["programacion".to_owned()]),
        ..Draft::default()
    };
    draft.judge(&dictionaries::load(None)?).map_err(|violations| {
        Problem::Store(Failure::Broken(format!("the demo's own experience is refused: {violations:?}")))
    })
}

/// The person allows the application everything that it may have; the code is redeemed at once.
///
/// # Errors
/// [`Problem`].
pub async fn grant(
    app: &App,
    client: ClientId,
    person: PersonId,
    now: Timestamp,
) -> Result<(Secret, Secret), Problem> {
    let code = app.new_secret(Kind::Code);
    let scopes: Scopes = Scope::APPLICATION.into_iter().collect();
    let command = Authorize {
        grant: app.new_grant_id(),
        client,
        person,
        request: AuthorizationRequest {
            redirect_uri: REDIRECT_URI.to_owned(),
            scopes,
            state: None,
            challenge: None,
        },
        code: code.hash(),
        now,
    };
    app.store.apply(command).await.map_err(|not_done| match not_done {
        NotDone::Failed(failure) => failure,
        NotDone::Refused(UnknownPerson) => Failure::Broken("the demo's own person is not there".to_owned()),
    })?;
    let (access, refresh) = (app.new_secret(Kind::Access), app.new_secret(Kind::Refresh));
    let command = RedeemCode {
        code: code.hash(),
        client,
        redirect_uri: Some(REDIRECT_URI.to_owned()),
        verifier: None,
        pair: NewPair { access: access.hash(), refresh: refresh.hash() },
        now,
    };
    match app.store.apply(command).await? {
        Ok(_) => Ok((access, refresh)),
        Err(refusal) => {
            let words = format!("the demo's own code was refused: {refusal:?}");
            Err(Problem::Store(Failure::Broken(words)))
        }
    }
}
