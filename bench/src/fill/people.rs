//! People with curricula, and experiences in them.

use career::dictionary::Dictionaries;
use career::experience::{Draft, Experience};
use career::id::{CurriculumCode, CurriculumId, ExperienceId, PersonId};
use career::sent::Sent;
use career::source::{Actor, Source, Way};
use futures_util::{StreamExt as _, TryStreamExt as _, future, stream};
use serde_json::{Value, json};
use store::Store;
use store::experiences::SaveExperience;
use store::people::{FirstCurriculum, RegisterPerson};

use super::apply;
use super::parties::Parties;
use crate::{Problem, bodies, machine};

/// How many experiences each person of a crowd has.
const EACH: u64 = 10;

/// How many people of a crowd are made at once, so that the store always has a full batch before it.
const AT_ONCE: usize = 200;

pub(super) struct People<'a> {
    store: &'a Store,
    parties: &'a Parties,
    /// What each of them says; only the job differs.
    says: Experience,
}

impl<'a> People<'a> {
    pub(super) fn new(store: &'a Store, parties: &'a Parties) -> Result<Self, Problem> {
        Ok(Self { store, parties, says: experience()? })
    }

    /// Makes one person with so many experiences, who allows the application everything.
    pub(super) async fn one(&self, experiences: u64) -> Result<Value, Problem> {
        let (person, code) = self.register().await?;
        let saved =
            future::try_join_all((0..experiences).map(|job| self.declare(person, &code, job))).await?;
        let authorization = self.parties.allow(self.store, person).await?;
        Ok(json!({
            "authorization": authorization,
            "application": self.parties.alone(),
            "curriculum": code,
            "experiences": saved.iter().map(ToString::to_string).collect::<Vec<_>>(),
        }))
    }

    /// Makes so many people as have so many experiences. Gives those who allow the application everything, as many as
    /// were asked for where there are so many people.
    pub(super) async fn crowd(&self, experiences: u64, allowing: u64) -> Result<Vec<Value>, Problem> {
        let people = experiences.div_ceil(EACH);
        let step = people.checked_div(allowing).map(|step| step.max(1));
        let made = stream::iter(0..people).map(|number| async move {
            let (person, code) = self.register().await?;
            let first = number * EACH;
            let jobs = first..experiences.min(first + EACH);
            future::try_join_all(jobs.map(|job| self.declare(person, &code, job))).await?;
            if step.is_none_or(|step| !number.is_multiple_of(step)) {
                return Ok(None);
            }
            let authorization = self.parties.allow(self.store, person).await?;
            Ok(Some(json!({ "authorization": authorization, "curriculum": code })))
        });
        let made = made.buffer_unordered(AT_ONCE);
        made.try_filter_map(future::ok).try_collect().await
    }

    async fn register(&self) -> Result<(PersonId, CurriculumCode), Problem> {
        let id = machine::new_uuid();
        let code = CurriculumCode::from_random(machine::random());
        let register = RegisterPerson {
            address: format!("{}@example.com", id.simple()),
            person: PersonId::from_uuid(id),
            curriculum: FirstCurriculum {
                id: CurriculumId::from_uuid(machine::new_uuid()),
                code: code.clone(),
                name: "CV".to_owned(),
            },
            via: Way::Page,
            now: machine::now(),
        };
        Ok((apply(self.store, register).await?, code))
    }

    /// Has one say something.
    async fn declare(
        &self,
        person: PersonId,
        code: &CurriculumCode,
        job: u64,
    ) -> Result<ExperienceId, Problem> {
        let mut content = self.says.clone();
        content.job = format!("{} {job}", content.job);
        let by = Actor::Application(self.parties.application);
        let save = SaveExperience {
            person,
            curriculum: code.clone(),
            id: None,
            content: content.into(),
            if_match: None,
            idempotency_key: None,
            source: Source { by, via: Way::Infojobs, at: machine::now() },
            chosen_id: None,
        };
        Ok(apply(self.store, save).await?.id)
    }
}

/// The body of the measured requests, judged.
fn experience() -> Result<Experience, Problem> {
    let sent: bodies::Experience = serde_json::from_str(bodies::EXPERIENCE)?;
    let maybe = |text: Option<String>| text.map_or(Sent::Absent, Sent::Value);
    let draft = Draft {
        company: Sent::Value(sent.company),
        job: Sent::Value(sent.job),
        description: maybe(sent.description),
        starting_date: Sent::Value(sent.starting_date),
        finishing_date: maybe(sent.finishing_date),
        on_course: Sent::Value(sent.on_course),
        industry: maybe(sent.industry),
        level: Sent::Value(sent.level),
        staff: maybe(sent.staff),
        reporting_to: maybe(sent.reporting_to),
        category: Sent::Value(sent.category),
        subcategories: Sent::Value(sent.subcategories),
        salary_period: maybe(sent.salary_period),
        salary_min: maybe(sent.salary_min),
        salary_max: maybe(sent.salary_max),
        hide_salary: Sent::Value(sent.hide_salary),
        visible: Sent::Value(sent.visible),
        expertise: Sent::Absent,
    };
    let dictionaries = Dictionaries::shipped().map_err(|faults| format!("{faults:?}"))?;
    Ok(draft.judge(&dictionaries).map_err(|violations| format!("{violations:?}"))?)
}
