//! The second person of a demo: a whole career, declared through an application and by hand, and attested by two
//! partners, with an example of everything that reconciliation explains.

mod jobs;

use career::credential::{Credential, CredentialId, Envelope, UnknownMembers};
use career::experience::{Draft, Experience};
use career::id::{ClientId, CurriculumCode, PersonId};
use career::person_name::PersonName;
use career::sent::Sent;
use career::source::{Actor, Source, Way};
use career::year_month::YearMonth;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use serde_json::json;
use server::App;
use store::experiences::SaveExperience;
use store::people::{FirstCurriculum, RegisterPerson, SetName};
use store::submissions::{AcceptSubmission, Link, OpenSubmission, SubmitCredential};
use store::{Command, Failure, NotDone};

use super::seed;
use crate::dictionaries;
use crate::problem::Problem;
use jobs::{ATTESTED, Attested, By, DECLARED, Day, Declared, Ending};

/// The second person of every demo.
pub const PERSON: &str = "sam@example.com";

/// What they call themselves, and their partners too.
const NAME: &str = "Sam Okafor";

/// The clients that speak of them.
#[derive(Debug, Clone, Copy)]
pub struct Clients {
    /// The demo's partner.
    pub payroll: ClientId,
    /// Another one.
    pub pension: ClientId,
    /// The demo's application.
    pub application: ClientId,
}

/// Fills the record of the second person.
///
/// # Errors
/// [`Problem`].
pub async fn seed(app: &App, clients: Clients) -> Result<(), Problem> {
    let calendar = Calendar::new(app.now())?;
    let code = app.new_curriculum_code();
    let person = register(app, &code, calendar.noon(Day(36, 1))?).await?;
    // The application that declares for them; its tokens are over by now.
    seed::grant(app, clients.application, person, calendar.noon(Day(24, 8))?).await?;
    for (at, step) in steps(calendar)? {
        match step {
            Step::Declare(declared) => {
                let declaring = Declaring { app, clients, person, code: &code, calendar };
                declaring.declare(declared, at).await?;
            }
            Step::Attest(statement) => attest(app, clients, person, &statement, calendar, at).await?,
        }
    }
    Ok(())
}

/// One thing that happened.
enum Step {
    Declare(&'static Declared),
    Attest(Attesting),
}

/// What a partner sends once.
struct Attesting {
    attested: &'static Attested,
    /// The partner's own number of the job.
    number: u32,
    /// So many months ago, where it ended.
    ended: Option<i64>,
    /// So many months ago.
    horizon: i64,
}

/// Everything that happened, in the order of time.
fn steps(calendar: Calendar) -> Result<Vec<(Timestamp, Step)>, Problem> {
    let mut steps = Vec::new();
    for declared in &DECLARED {
        let said = if declared.by_application { Day(24, 9) } else { Day(20, 17) };
        steps.push((calendar.noon(said)?, Step::Declare(declared)));
    }
    for (attested, number) in ATTESTED.iter().zip(1..) {
        let times: Vec<(Option<i64>, i64)> = match attested.ending {
            Ending::After(ended) => vec![(Some(ended), (ended - 1).min(23))],
            Ending::Known(horizon) => vec![(None, horizon)],
            Ending::Lasts(months) => (1..=months).rev().map(|ago| (None, ago)).collect(),
        };
        for (ended, horizon) in times {
            // Sent in the month after the last one that it knows of.
            let at = calendar.noon(Day(horizon - 1, 3))? - SignedDuration::from_hours(6);
            steps.push((at, Step::Attest(Attesting { attested, number, ended, horizon })));
        }
    }
    steps.sort_by_key(|(at, _)| *at);
    Ok(steps)
}

/// The months before a demo begins.
#[derive(Debug, Clone, Copy)]
struct Calendar {
    first_of_month: Date,
    now: Timestamp,
}

impl Calendar {
    fn new(now: Timestamp) -> Result<Self, Problem> {
        let today = TimeZone::UTC.to_datetime(now).date();
        let first_of_month = Date::new(today.year(), today.month(), 1).map_err(broken)?;
        Ok(Self { first_of_month, now })
    }

    /// A day; months that are too short end with their last one.
    fn day(self, day: Day) -> Result<Date, Problem> {
        let first = self.first_of_month.checked_sub(Span::new().months(day.0)).map_err(broken)?;
        Date::new(first.year(), first.month(), day.1.min(first.days_in_month())).map_err(broken)
    }

    fn month(self, months_ago: i64) -> Result<String, Problem> {
        Ok(self.day(Day(months_ago, 1))?.strftime("%Y-%m").to_string())
    }

    /// Noon of a day, or now where that is later.
    fn noon(self, day: Day) -> Result<Timestamp, Problem> {
        let noon = DateTime::from_parts(self.day(day)?, jiff::civil::time(12, 0, 0, 0));
        Ok(TimeZone::UTC.to_timestamp(noon).map_err(broken)?.min(self.now))
    }
}

async fn register(app: &App, code: &CurriculumCode, now: Timestamp) -> Result<PersonId, Problem> {
    let command = RegisterPerson {
        address: PERSON.to_owned(),
        person: app.new_person_id(),
        curriculum: FirstCurriculum {
            id: app.new_curriculum_id(),
            code: code.clone(),
            name: "CV".to_owned(),
        },
        via: Way::CommandLine,
        now,
    };
    let person = app.store.apply(command).await?;
    let name = PersonName::parse(NAME).map_err(broken)?;
    app.store.apply(SetName { person, name, now }).await?;
    Ok(person)
}

/// What it takes to declare something.
struct Declaring<'a> {
    app: &'a App,
    clients: Clients,
    person: PersonId,
    code: &'a CurriculumCode,
    calendar: Calendar,
}

impl Declaring<'_> {
    async fn declare(&self, declared: &Declared, at: Timestamp) -> Result<(), Problem> {
        let (by, via) = if declared.by_application {
            (Actor::Application(self.clients.application), Way::Infojobs)
        } else {
            (Actor::Person(self.person), Way::Page)
        };
        let command = SaveExperience {
            person: self.person,
            curriculum: self.code.clone(),
            id: None,
            content: experience(declared, self.calendar)?.into(),
            if_match: None,
            idempotency_key: None,
            source: Source { by, via, at },
            chosen_id: None,
        };
        done(self.app, command).await
    }
}

fn experience(declared: &Declared, calendar: Calendar) -> Result<Experience, Problem> {
    let said = |text: &str| Sent::Value(text.to_owned());
    let (finishing_date, on_course) = match declared.end {
        Some(day) => (Sent::Value(calendar.day(day)?.to_string()), Sent::Absent),
        None => (Sent::Absent, Sent::Value(true)),
    };
    let draft = Draft {
        company: said(declared.company),
        job: said(declared.job),
        description: declared.description.map_or(Sent::Absent, said),
        starting_date: Sent::Value(calendar.day(declared.start)?.to_string()),
        finishing_date,
        on_course,
        level: said("empleado-a"),
        category: said("informatica-telecomunicaciones"),
        subcategories: Sent::Value(vec!["programacion".to_owned()]),
        visible: Sent::Value(true),
        salary_period: said("bruto-ano"),
        salary_min: said("24.000"),
        salary_max: said("30.000"),
        hide_salary: Sent::Value(true),
        ..Draft::default()
    };
    draft.judge(&dictionaries::load(None)?).map_err(|violations| refused(&violations))
}

/// A partner attests, and the person accepts within two hours.
async fn attest(
    app: &App,
    clients: Clients,
    person: PersonId,
    statement: &Attesting,
    calendar: Calendar,
    at: Timestamp,
) -> Result<(), Problem> {
    let client = if statement.attested.by == By::Payroll { clients.payroll } else { clients.pension };
    let request = app.new_request_id();
    let (credential_id, credential) = credential(statement, calendar)?;
    let submit = SubmitCredential {
        client,
        credential_id,
        credential,
        batch_id: None,
        link: Link::V2,
        submission: app.new_submission_id(),
        request,
        now: at,
    };
    app.store.apply(submit).await?;
    let now = at + SignedDuration::from_mins(95);
    done(app, OpenSubmission { request, person, now }).await?;
    done(app, AcceptSubmission { request, person, now: now + SignedDuration::from_mins(2) }).await
}

fn credential(statement: &Attesting, calendar: Calendar) -> Result<(CredentialId, Credential), Problem> {
    let Attesting { attested, number, ended, horizon } = statement;
    let horizon = calendar.month(*horizon)?;
    let ended = ended.map(|ended| calendar.month(ended)).transpose()?;
    let mut employment = json!({
        "organisation": attested.organisation,
        "role_title": attested.title,
        "start_date": calendar.month(attested.start)?,
        "last_processed_month": ended.as_ref().unwrap_or(&horizon),
    });
    if let Some(ended) = ended {
        employment["end_date"] = ended.into();
    }
    let body = json!({
        "credential_id": format!("{number}-{horizon}"),
        "fields": { "full_name": NAME, "employment": [employment] },
    });
    let this_month = calendar.month(0)?.parse::<YearMonth>().map_err(broken)?;
    let draft = career::credential::read(&body, Envelope::V2);
    draft.judge(this_month, UnknownMembers::Refuse).map_err(|violations| refused(&violations))
}

async fn done<C>(app: &App, command: C) -> Result<(), Problem>
where
    C: Command,
    C::Refusal: std::fmt::Debug,
{
    match app.store.apply(command).await {
        Ok(_) => Ok(()),
        Err(NotDone::Failed(failure)) => Err(Problem::Store(failure)),
        Err(NotDone::Refused(refusal)) => Err(refused(&refusal)),
    }
}

fn refused(why: &impl std::fmt::Debug) -> Problem {
    Problem::Store(Failure::Broken(format!("the demo's own data was refused: {why:?}")))
}

fn broken(error: impl std::fmt::Display) -> Problem {
    Problem::Store(Failure::Broken(format!("the demo's own data is wrong: {error}")))
}
