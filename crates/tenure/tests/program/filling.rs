//! A database of any size, filled by the store's own commands, so that every table has rows and every history is real.

use std::sync::Arc;
use std::time::{Duration, Instant};

use career::credential::{Credential, CredentialId, Employment, Kept, Members, Role};
use career::dictionary::Dictionaries;
use career::experience::{Draft, Experience};
use career::id::{
    ClientId, CurriculumCode, CurriculumId, ExperienceId, PersonId, RequestId, ShareId, StatementId,
    SubmissionId,
};
use career::record::DisputeNote;
use career::sent::Sent;
use career::share::{Life, Pin, ShareContent};
use career::source::{Actor, Source, Way};
use futures_util::future::join_all;
use jiff::Timestamp;
use oauth::secret::SecretHash;
use store::experiences::{IdempotencyKey, SaveExperience};
use store::mail::NewMail;
use store::marks::{DisputeStatement, HideStatement};
use store::people::{AskForCode, EnterCode, EnteredCode, FirstCurriculum, RegisterPerson, SignInLimits};
use store::record::{EnterRead, ReadKind};
use store::shares::{CreateShare, VisitShare};
use store::submissions::{AcceptSubmission, DeclineSubmission, Link, OpenSubmission, SubmitCredential};
use store::{Command, NotDone, Store};
use uuid::Uuid;

use crate::program::text;
use crate::seed;

/// How many experiences a person has. A career is not longer in many histories.
const EXPERIENCES_EACH: usize = 20;

/// How many commands wait at once; a store takes 4096.
const AT_ONCE: usize = 2_000;

const PIN: &str = "901823";
const CODE: &str = "12345678";

/// How much there is to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) experiences: usize,
    pub(crate) credentials: usize,
}

/// What was filled in.
#[derive(Debug)]
pub(crate) struct Filled {
    pub(crate) people: usize,
    pub(crate) commands: usize,
    pub(crate) took: Duration,
}

/// Fills an empty store.
pub(crate) async fn fill(store: &Store, size: Size) -> Filled {
    let began = Instant::now();
    let seeded = seed::seed(store, seed::now()).await;
    let client = |pointer| text(&seeded, pointer).parse::<ClientId>().unwrap();
    let mut filling = Filling {
        store,
        partner: client("/partner/client_id"),
        application: client("/application/client_id"),
        now: seed::now(),
        people: Vec::new(),
        commands: 0,
    };
    filling.register(size.experiences.div_ceil(EXPERIENCES_EACH)).await;
    let experiences = filling.declare(size.experiences).await;
    filling.edit(&experiences).await;
    filling.mark(&experiences).await;
    filling.share(&experiences).await;
    filling.attest(size.credentials).await;
    filling.read().await;
    filling.sign_in().await;
    Filled { people: filling.people.len(), commands: filling.commands, took: began.elapsed() }
}

/// An id of the n-th thing of a kind: it looks random, and is the same in every run.
fn id(kind: &str, number: usize) -> Uuid {
    let hash = SecretHash::of(&format!("{kind} {number}"));
    uuid::Builder::from_random_bytes(hash.as_bytes()[..16].try_into().unwrap()).into_uuid()
}

/// Every n-th one.
fn every<T: Copy>(nth: usize, of: &[T]) -> Vec<T> {
    of.iter().step_by(nth).copied().collect()
}

/// Somebody, and their curriculum.
struct Person {
    id: PersonId,
    curriculum: CurriculumCode,
}

struct Filling<'a> {
    store: &'a Store,
    partner: ClientId,
    application: ClientId,
    now: Timestamp,
    people: Vec<Person>,
    commands: usize,
}

impl Filling<'_> {
    /// Applies commands, many at once, so that they share commits.
    async fn apply<C: Command>(&mut self, commands: impl Iterator<Item = C>) -> Vec<C::Outcome>
    where
        C::Refusal: std::fmt::Debug,
    {
        let mut outcomes = Vec::new();
        let mut commands = commands.peekable();
        while commands.peek().is_some() {
            let some = commands.by_ref().take(AT_ONCE).map(|command| self.store.apply(command));
            for outcome in join_all(some).await {
                outcomes.push(outcome.unwrap_or_else(|not_done| match not_done {
                    NotDone::Refused(refusal) => panic!("{refusal:?}"),
                    NotDone::Failed(failure) => panic!("{failure}"),
                }));
            }
        }
        self.commands += outcomes.len();
        outcomes
    }

    /// Whose the n-th thing is.
    fn owner(&self, number: usize) -> &Person {
        &self.people[number % self.people.len()]
    }

    fn said(&self) -> Source {
        Source { by: Actor::Application(self.application), via: Way::Infojobs, at: self.now }
    }

    fn by_the_person(&self, person: PersonId) -> Source {
        Source { by: Actor::Person(person), via: Way::Page, at: self.now }
    }

    async fn register(&mut self, people: usize) {
        let curriculum = |number| FirstCurriculum {
            id: CurriculumId::from_uuid(id("curriculum", number)),
            code: CurriculumCode::from_random(id("code", number).into_bytes()),
            name: "Currículum".to_owned(),
        };
        let now = self.now;
        let newcomers = (0..people).map(|number| RegisterPerson {
            address: format!("person-{number}@example.org"),
            person: PersonId::from_uuid(id("person", number)),
            curriculum: curriculum(number),
            via: Way::CommandLine,
            now,
        });
        let ids = self.apply(newcomers).await;
        let person = |(number, id)| Person { id, curriculum: curriculum(number).code };
        self.people = ids.into_iter().enumerate().map(person).collect();
    }

    /// The command that saves the n-th experience.
    fn save(&self, number: usize, known: Option<ExperienceId>, content: Experience) -> SaveExperience {
        let owner = self.owner(number);
        let key = IdempotencyKey {
            client: self.application,
            key_hash: *SecretHash::of(&number.to_string()).as_bytes(),
            body_hash: [1; 32],
        };
        SaveExperience {
            person: owner.id,
            curriculum: owner.curriculum.clone(),
            id: known,
            content: content.into(),
            if_match: None,
            idempotency_key: (known.is_none() && number.is_multiple_of(10)).then_some(key),
            source: self.said(),
            chosen_id: None,
        }
    }

    /// Gives whose each is, by its number.
    async fn declare(&mut self, experiences: usize) -> Vec<(usize, ExperienceId)> {
        let like = experience();
        let named = |number: usize| Experience { company: format!("Company {number} 中"), ..like.clone() };
        let commands: Vec<_> =
            (0..experiences).map(|number| self.save(number, None, named(number))).collect();
        let saved = self.apply(commands.into_iter()).await;
        saved.into_iter().map(|saved| saved.id).enumerate().collect()
    }

    async fn edit(&mut self, experiences: &[(usize, ExperienceId)]) {
        let content = Experience { job: "Team lead".to_owned(), ..experience() };
        let edits = every(10, experiences);
        let edits: Vec<_> =
            edits.into_iter().map(|(number, id)| self.save(number, Some(id), content.clone())).collect();
        self.apply(edits.into_iter()).await;
    }

    async fn mark(&mut self, experiences: &[(usize, ExperienceId)]) {
        let now = self.now;
        let hidden: Vec<_> = every(20, experiences)
            .into_iter()
            .map(|(number, id)| HideStatement {
                person: self.owner(number).id,
                statement: StatementId::Experience(id),
                hidden: true,
                now,
            })
            .collect();
        self.apply(hidden.into_iter()).await;
    }

    /// Makes links, and opens each twice in the same millisecond.
    async fn share(&mut self, experiences: &[(usize, ExperienceId)]) {
        let pin = || Pin::parse(PIN).unwrap();
        let shares: Vec<_> = every(100, experiences)
            .into_iter()
            .map(|(number, statement)| {
                let person = self.owner(number).id;
                CreateShare {
                    id: ShareId::from_uuid(id("share", number)),
                    person,
                    content: ShareContent::new([StatementId::Experience(statement)].into(), true).unwrap(),
                    pin: pin(),
                    life: Life::Week,
                    source: self.by_the_person(person),
                }
            })
            .collect();
        let ids: Vec<_> = shares.iter().map(|share| share.id).collect();
        self.apply(shares.into_iter()).await;
        let now = self.now;
        let twice = ids.iter().chain(&ids).map(|share| VisitShare { share: *share, pin: pin(), now });
        self.apply(twice).await;
    }

    /// Of ten credentials eight are accepted, one is only opened and one waits; each tenth of what is accepted is
    /// disputed. Beside them some are declined, whose payload goes.
    async fn attest(&mut self, credentials: usize) {
        let like = credential();
        let now = self.now;
        let declined = credentials / 100;
        let submissions: Vec<_> = (0..credentials + declined)
            .map(|number| SubmitCredential {
                client: self.partner,
                credential_id: CredentialId::parse(&format!("credential-{number}")).unwrap(),
                credential: Credential { full_name: format!("Ana Pérez {number}"), ..like.clone() },
                batch_id: number
                    .is_multiple_of(10)
                    .then(|| CredentialId::parse(&format!("batch-{number}")).unwrap()),
                link: if number.is_multiple_of(10) { Link::Batch } else { Link::V2 },
                submission: SubmissionId::from_uuid(id("submission", number)),
                request: RequestId::from_uuid(id("request", number)),
                now,
            })
            .collect();
        let ids: Vec<_> = submissions.iter().map(|one| one.submission).collect();
        let requests: Vec<_> = self.apply(submissions.into_iter()).await;
        let chosen: Vec<_> = requests
            .into_iter()
            .enumerate()
            .filter(|(number, _)| !number.is_multiple_of(10))
            .map(|(number, submitted)| (number, submitted.request, self.owner(number).id))
            .collect();
        let opened = chosen.iter().map(|(_, request, person)| (*request, *person));
        self.apply(opened.map(|(request, person)| OpenSubmission { request, person, now })).await;
        let (kept, refused): (Vec<_>, Vec<_>) = chosen
            .into_iter()
            .filter(|(number, ..)| number % 10 != 1)
            .partition(|(number, ..)| *number < credentials);
        let accepted = kept.iter().map(|(_, request, person)| (*request, *person));
        self.apply(accepted.map(|(request, person)| AcceptSubmission { request, person, now })).await;
        let refused = refused.into_iter().map(|(_, request, person)| (request, person));
        self.apply(refused.map(|(request, person)| DeclineSubmission { request, person, now })).await;
        let disputed = every(10, &kept).into_iter().map(|(number, _, person)| DisputeStatement {
            person,
            statement: StatementId::Employment { submission: ids[number], place: 1 },
            note: Some(DisputeNote::parse("It was another month.").unwrap()),
            tell_partner: true,
            now,
        });
        self.apply(disputed).await;
    }

    async fn read(&mut self) {
        let (client, now) = (self.application, self.now);
        let people: Vec<_> = self.people.iter().map(|person| person.id).collect();
        let read = |person| EnterRead { person, client, kind: ReadKind::Experience, now };
        self.apply(every(10, &people).into_iter().map(read)).await;
    }

    /// Some sign in, and ask for one more code, whose mail waits.
    async fn sign_in(&mut self) {
        let numbers: Vec<usize> = (0..self.people.len()).step_by(10).collect();
        self.ask("first", &numbers).await;
        let now = self.now;
        let entered = numbers.iter().map(|number| EnterCode {
            browser: SecretHash::of(&format!("first {number}")),
            code: CODE.to_owned(),
            session: SecretHash::of(&format!("session {number}")),
            person: PersonId::from_uuid(id("nobody", *number)),
            curriculum: FirstCurriculum {
                id: CurriculumId::from_uuid(id("none", *number)),
                code: CurriculumCode::from_random([0; 16]),
                name: "CV".to_owned(),
            },
            limits: SignInLimits::default(),
            now,
        });
        for entered in self.apply(entered).await {
            assert!(matches!(entered, EnteredCode::SignedIn(_)));
        }
        self.ask("second", &numbers).await;
    }

    async fn ask(&mut self, browser: &str, numbers: &[usize]) {
        let now = self.now;
        let asked = numbers.iter().map(|number| {
            let address = format!("person-{number}@example.org");
            AskForCode {
                mail: NewMail {
                    id: id(browser, *number),
                    to: address.clone(),
                    subject: "Code".to_owned(),
                    body: format!("{CODE} for {number}"),
                    code: None,
                },
                address,
                browser: SecretHash::of(&format!("{browser} {number}")),
                code: CODE.to_owned(),
                source: Some(format!("source {number}")),
                limits: SignInLimits::default(),
                now,
            }
        });
        self.apply(asked).await;
    }
}

/// Judged once: the others are like it.
fn experience() -> Experience {
    let text = |text: &str| Sent::Value(text.to_owned());
    let draft = Draft {
        company: text("Company"),
        job: text("Web programmer"),
        description: text(&"Minutes of every meeting, and what was said there. ".repeat(8)),
        starting_date: text("2006-09-14"),
        finishing_date: text("2011-06-14"),
        level: text("empleado-a"),
        category: text("informatica-telecomunicaciones"),
        subcategories: Sent::Value(vec!["programacion".to_owned()]),
        ..Draft::default()
    };
    draft.judge(&Dictionaries::shipped().unwrap()).unwrap()
}

fn credential() -> Credential {
    let job = |title: &str, month: &str| Employment {
        organisation: "Company".to_owned(),
        role: Role::new(None, Some(title.to_owned())).unwrap(),
        start: month.parse().unwrap(),
        end: None,
        last_processed_month: "2024-05".parse().unwrap(),
        kept: Members::default(),
    };
    Credential {
        full_name: String::new(),
        employment: vec![job("Engineer", "2020-01"), job("Team lead", "2022-01")],
        partner_chain: None,
        kept: Kept::default(),
    }
}

/// Opens the file of a data folder, or makes it.
pub(crate) fn open(folder: &std::path::Path) -> Store {
    let randomness: Arc<dyn store::Randomness> = Arc::new(store::testing::RepeatableRandomness::default());
    Store::open_sqlite(&folder.join("tenure.sqlite3"), &randomness).unwrap()
}
