//! A person with everything that a record can hold, and a neighbour with the same.

use career::credential::{Credential, CredentialId, Employment, Kept, Members, Role};
use career::curriculum::CurriculumName;
use career::dictionary::Dictionaries;
use career::experience::{Draft, Experience};
use career::id::{
    ClientId, CurriculumCode, CurriculumId, ExperienceId, GrantId, PersonId, RequestId, ShareId, StatementId,
    SubmissionId,
};
use career::person_name::PersonName;
use career::record::DisputeNote;
use career::sent::Sent;
use career::share::{Life, Pin, ShareContent};
use career::source::{Actor, Source, Way};
use oauth::authorization::AuthorizationRequest;
use oauth::scope::Scope;
use oauth::secret::SecretHash;

use super::{Fixture, after, noon, said_by};
use crate::curricula::{CreateCurriculum, MakePrincipal, RenameCurriculum};
use crate::experiences::{DeleteExperience, IdempotencyKey, SaveExperience};
use crate::grants::{Authorize, NewPair, RedeemCode};
use crate::mail::NewMail;
use crate::marks::{DisputeStatement, HideStatement};
use crate::people::{AskForCode, EnterCode, EnteredCode, SetName, SignInLimits};
use crate::record::{EnterRead, ReadKind};
use crate::shares::{CreateShare, VisitShare};
use crate::submissions::{DeleteCredential, Link, SubmitCredential};

/// Whom a rich record belongs to, and what commands about it need.
pub(super) struct Rich {
    pub(super) person: PersonId,
    pub(super) partner: ClientId,
    pub(super) application: ClientId,
    pub(super) curriculum: CurriculumCode,
    pub(super) experience: ExperienceId,
    /// Accepted.
    pub(super) accepted: RequestId,
    /// The submission of what was accepted.
    pub(super) submission: SubmissionId,
    /// Opened, and not chosen about.
    pub(super) bound: RequestId,
    pub(super) declined: RequestId,
    /// Submitted, and opened by nobody.
    pub(super) waiting: RequestId,
    /// Of the experience; its PIN is 901823. It was opened, and somebody entered a wrong PIN.
    pub(super) share: ShareId,
    pub(super) tokens: NewPair,
    pub(super) session: SecretHash,
}

/// The address of somebody with this name.
pub(super) fn address(who: &str) -> String {
    format!("{}@rich.example.org", who.to_lowercase())
}

/// Texts of theirs, all of which stand somewhere in the database.
pub(super) fn texts(who: &str) -> Vec<String> {
    let mut texts = vec![address(who), format!("accepted-{who}"), format!("bound-{who}")];
    let words = [
        "Richworth",
        "Folios",
        "Widgets",
        "Weaver",
        "Minutes of every meeting",
        "Skill",
        "Borealis",
        "Loomkeeper",
        "Reeve",
        "Dispute that month",
        "Bound Ltd",
        "12345678 for",
    ];
    texts.extend(words.map(|word| format!("{word} {who}")));
    texts
}

/// Texts that were theirs, and that went or were replaced while they were still there. Histories may hold them.
pub(super) fn past_texts(who: &str) -> Vec<String> {
    let mut texts = vec![format!("declined-{who}"), format!("deleted-{who}")];
    let words = ["Ledgers", "Spinner", "Gone Shop", "Declined Ltd", "Deleted Ltd"];
    texts.extend(words.map(|word| format!("{word} {who}")));
    texts
}

fn experience(company: &str, job: &str, who: &str) -> Experience {
    let text = |text: &str| Sent::Value(format!("{text} {who}"));
    let key = |text: &str| Sent::Value(text.to_owned());
    let draft = Draft {
        company: text(company),
        job: text(job),
        description: Sent::Value(format!(
            "Minutes of every meeting {who}\n{}",
            "and what was said there. ".repeat(80)
        )),
        starting_date: key("2006-09-14"),
        finishing_date: key("2011-06-14"),
        level: key("empleado-a"),
        category: key("informatica-telecomunicaciones"),
        subcategories: Sent::Value(vec!["programacion".to_owned()]),
        expertise: Sent::Value(vec![format!("Skill {who}")]),
        ..Draft::default()
    };
    draft.judge(&Dictionaries::shipped().unwrap()).unwrap()
}

fn credential(organisation: &str, who: &str) -> Credential {
    let job = |title: &str, month: &str| Employment {
        organisation: format!("{organisation} {who}"),
        role: Role::new(None, Some(format!("{title} {who}"))).unwrap(),
        start: month.parse().unwrap(),
        end: None,
        last_processed_month: "2024-05".parse().unwrap(),
        kept: Members::default(),
    };
    let employment = vec![job("Loomkeeper", "2020-01"), job("Reeve", "2022-01")];
    Credential {
        full_name: format!("Richworth {who}"),
        employment,
        partner_chain: None,
        kept: Kept::default(),
    }
}

impl Fixture {
    /// Somebody with a rich record.
    pub(super) async fn rich(&self, who: &str) -> Rich {
        let (partner, application) = (self.partner().await, self.application().await);
        let (person, first) = self.person(&address(who)).await;
        let apply_name = Some(PersonName::parse(&format!("Richworth {who}")).unwrap().unwrap());
        self.store.apply(SetName { person, name: apply_name, now: after(1) }).await.unwrap();
        let curriculum = self.rich_curricula(person, who).await;
        let experience = self.rich_experiences(person, &curriculum, application, who).await;
        self.store
            .apply(HideStatement {
                person,
                statement: StatementId::Experience(experience),
                hidden: true,
                now: after(9),
            })
            .await
            .unwrap();
        let (submission, [accepted, bound, declined, waiting]) =
            self.rich_submissions(person, partner, who).await;
        let tokens = self.rich_grant(person, application).await;
        self.store
            .apply(EnterRead { person, client: application, kind: ReadKind::Experience, now: after(30) })
            .await
            .unwrap();
        let share = self.rich_share(person, experience).await;
        let session = self.rich_sign_in(who).await;
        // The first curriculum is not the one with the experience.
        assert_ne!(first, curriculum);
        Rich {
            person,
            partner,
            application,
            curriculum,
            experience,
            accepted,
            submission,
            bound,
            declined,
            waiting,
            share,
            tokens,
            session,
        }
    }

    async fn rich_curricula(&self, person: PersonId, who: &str) -> CurriculumCode {
        let source = Source { by: Actor::Person(person), via: Way::Page, at: after(2) };
        let code = CurriculumCode::from_random(self.uuid().into_bytes());
        let name = |text: &str| CurriculumName::parse(&format!("{text} {who}")).unwrap();
        let id = CurriculumId::from_uuid(self.uuid());
        let create = CreateCurriculum { person, id, code: code.clone(), name: name("Ledgers"), source };
        self.store.apply(create).await.unwrap();
        let curriculum = code.clone();
        self.store
            .apply(RenameCurriculum { person, curriculum, name: name("Folios"), source })
            .await
            .unwrap();
        self.store.apply(MakePrincipal { person, curriculum: code.clone(), source }).await.unwrap();
        code
    }

    async fn rich_experiences(
        &self,
        person: PersonId,
        curriculum: &CurriculumCode,
        application: ClientId,
        who: &str,
    ) -> ExperienceId {
        let save = |id, company: &str, job: &str, at, key: Option<u8>| SaveExperience {
            person,
            curriculum: curriculum.clone(),
            id,
            content: experience(company, job, who).into(),
            if_match: None,
            idempotency_key: key.map(|key| IdempotencyKey {
                client: application,
                key_hash: [key; 32],
                body_hash: [1; 32],
            }),
            source: said_by(application, after(at)),
            chosen_id: None,
        };
        let kept = self.store.apply(save(None, "Widgets", "Spinner", 3, Some(1))).await.unwrap().id;
        self.store.apply(save(Some(kept), "Widgets", "Weaver", 4, None)).await.unwrap();
        let gone = self.store.apply(save(None, "Gone Shop", "Weaver", 5, None)).await.unwrap().id;
        let source = said_by(application, after(6));
        let curriculum = curriculum.clone();
        self.store.apply(DeleteExperience { person, curriculum, id: gone, source }).await.unwrap();
        kept
    }

    async fn rich_submissions(
        &self,
        person: PersonId,
        partner: ClientId,
        who: &str,
    ) -> (SubmissionId, [RequestId; 4]) {
        let mut requests = Vec::new();
        for name in ["accepted", "bound", "declined", "waiting", "deleted"] {
            // What nobody opened is nobody's, and stays.
            let about = if name == "waiting" { "Nobody" } else { who };
            let organisation = match name {
                "accepted" => "Borealis",
                "bound" => "Bound Ltd",
                "declined" => "Declined Ltd",
                "deleted" => "Deleted Ltd",
                _ => "Waiting Ltd",
            };
            let submission = SubmissionId::from_uuid(self.uuid());
            let command = SubmitCredential {
                client: partner,
                credential_id: CredentialId::parse(&format!("{name}-{about}")).unwrap(),
                credential: credential(organisation, about),
                batch_id: None,
                link: Link::V2,
                submission,
                request: RequestId::from_uuid(self.uuid()),
                now: noon(),
            };
            requests.push((submission, self.store.apply(command).await.unwrap().request));
        }
        for (_, request) in requests.iter().filter(|(_, request)| *request != requests[3].1) {
            self.open(*request, person, after(10)).await.unwrap();
        }
        self.accept(requests[0].1, person, after(11)).await.unwrap();
        self.decline(requests[2].1, person, after(12)).await.unwrap();
        self.accept(requests[4].1, person, after(13)).await.unwrap();
        self.store
            .apply(DeleteCredential { submission: requests[4].0, person, now: after(14) })
            .await
            .unwrap();
        let statement = StatementId::Employment { submission: requests[0].0, place: 2 };
        let note = Some(DisputeNote::parse(&format!("Dispute that month {who}")).unwrap());
        let dispute = DisputeStatement { person, statement, note, tell_partner: true, now: after(15) };
        self.store.apply(dispute).await.unwrap();
        (requests[0].0, [requests[0].1, requests[1].1, requests[2].1, requests[3].1])
    }

    async fn rich_grant(&self, person: PersonId, client: ClientId) -> NewPair {
        let (code, redirect_uri) = (self.hash(), "https://app.example/cb".to_owned());
        let request = AuthorizationRequest {
            redirect_uri: redirect_uri.clone(),
            scopes: Scope::APPLICATION.into_iter().collect(),
            state: None,
            challenge: None,
        };
        let grant = GrantId::from_uuid(self.uuid());
        self.store.apply(Authorize { grant, client, person, request, code, now: after(20) }).await.unwrap();
        let pair = NewPair { access: self.hash(), refresh: self.hash() };
        let redirect_uri = Some(redirect_uri);
        let redeem = RedeemCode { code, client, redirect_uri, verifier: None, pair, now: after(21) };
        self.store.apply(redeem).await.unwrap().unwrap();
        pair
    }

    async fn rich_share(&self, person: PersonId, experience: ExperienceId) -> ShareId {
        let id = ShareId::from_uuid(self.uuid());
        let content = ShareContent::new([StatementId::Experience(experience)].into(), true).unwrap();
        let source = Source { by: Actor::Person(person), via: Way::Page, at: after(31) };
        let pin = Pin::parse("901823").unwrap();
        let create = CreateShare { id, person, content, pin, life: Life::Week, source };
        self.store.apply(create).await.unwrap();
        for (digits, seconds) in [("901824", 32), ("901823", 33)] {
            let pin = Pin::parse(digits).unwrap();
            self.store.apply(VisitShare { share: id, pin, now: after(seconds) }).await.unwrap();
        }
        id
    }

    /// Signs in, and asks for one more code, whose mail was not sent yet.
    async fn rich_sign_in(&self, who: &str) -> SecretHash {
        let (browser, session) = (self.hash(), self.hash());
        self.rich_code(who, browser).await;
        let enter = EnterCode {
            browser,
            code: "12345678".to_owned(),
            session,
            person: PersonId::from_uuid(self.uuid()),
            curriculum: self.first_curriculum(),
            limits: SignInLimits::default(),
            now: after(41),
        };
        let entered = self.store.apply(enter).await.unwrap();
        assert!(matches!(entered, EnteredCode::SignedIn(_)));
        self.rich_code(who, self.hash()).await;
        session
    }

    async fn rich_code(&self, who: &str, browser: SecretHash) {
        let body = format!("12345678 for {who}");
        let mail =
            NewMail { id: self.uuid(), to: address(who), subject: "Code".to_owned(), body, code: None };
        let ask = AskForCode {
            address: address(who),
            browser,
            code: "12345678".to_owned(),
            mail,
            source: None,
            limits: SignInLimits::default(),
            now: after(40),
        };
        self.store.apply(ask).await.unwrap();
    }
}
