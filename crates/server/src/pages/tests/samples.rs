//! One of every page, in every state that changes it.

mod shares;
mod timelines;

use std::sync::LazyLock;

use askama::Template;
use career::credential::Credential;
use career::curriculum::NameFault;
use career::dictionary::Dictionaries;
use career::experience::sources::FieldSources;
use career::experience::{Draft, Experience};
use career::export::Format;
use career::export::loss::{self, Loss, LossKind, LossNote};
use career::history::{Subject, What};
use career::id::{
    ClientId, CurriculumId, ExperienceId, GrantId, PersonId, ShareId, StatementId, SubmissionId,
};
use career::record::{Dispute, DisputeNote, DisputeNoteFault};
use career::sent::Sent;
use career::source::{Actor, Source, Way};
use jiff::Timestamp;
use oauth::scope::Scope;
use serde_json::json;
use store::grants::Newest;

use super::super::add::{CodeFault, Continue, Ended, Ending, Landing, Offer};
use super::super::applications::{Applications, Connected, Past};
use super::super::consent::Consent;
use super::super::curricula::delete::{DeleteCurriculum, Then};
use super::super::curricula::delete_experience::DeleteExperience;
use super::super::curricula::done::Done;
use super::super::curricula::form::{self, ExperienceForm, Trouble};
use super::super::curricula::list::{CurriculumList, Listed, Refused};
use super::super::curricula::rename::Rename;
use super::super::erase::{Erase, Goodbye};
use super::super::experience::{Declared, Who};
use super::super::export::{ExportPage, Exportable};
use super::super::history::{Doer, Entry, History, Told, Values};
use super::super::home::Home;
use super::super::marks::delete_credential::DeleteCredential;
use super::super::marks::dispute::DisputePage;
use super::super::marks::{Marks, Standing};
use super::super::me::{Attested, Curriculum, Me, Stated};
use super::super::outbox::{Mail, Outbox};
use super::super::problem::{Kind, Problem};
use super::super::sign_in::{AddressError, AskAddress, CodeProblem, EnterCode, Purpose};
use super::super::timeline::Audience;
use super::super::{Page, mail};

static DICTIONARIES: LazyLock<Dictionaries> = LazyLock::new(|| Dictionaries::shipped().unwrap());

/// What others write on the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// What one expects.
    Plain,
    /// With [`HOSTILE`] in every text.
    Hostile,
}

/// What breaks out of a text, of an attribute, and of a sentence's direction.
pub(crate) const HOSTILE: &str = "</title></bdi>'\" onfocus=\"x\"><script>alert(1)</script>&amp;\u{202e}{$x}";

impl Writing {
    pub(super) fn text(self, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Hostile => format!("{text}{HOSTILE}"),
        }
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The contract's own sample, with an intermediary chain and kept members.
fn credential(writing: Writing, jobs: usize) -> Credential {
    let employment = (0..jobs).map(|number| {
        let one_of = |texts: &[&'static str]| texts[number % texts.len()];
        let mut job = json!({
            "organisation": writing.text(one_of(&["Company A", "Company B", "PT Nusantara Sejahtera Abadi Tbk"])),
            "role_classification": writing.text("Software Engineer"),
            "role_title": writing.text(one_of(&["Associate Software Engineer", "Senior Software Engineer"])),
            "start_date": one_of(&["2020-01", "2023-02", "2018-06"]),
            "last_processed_month": one_of(&["2023-01", "2024-05", "2019-12"]),
        });
        let members = job.as_object_mut().unwrap();
        match number % 3 {
            0 => members.insert("end_date".into(), json!("2022-12")),
            1 => members.insert("kept".into(), json!({ writing.text("payroll_code"): {"grade": writing.text("G7")} })),
            _ => members.remove("role_title"),
        };
        job
    });
    let credential = json!({
        "full_name": writing.text("John Doe"),
        "employment": employment.collect::<Vec<_>>(),
        "partner_chain": [
            {"name": writing.text("National Payroll Union")},
            {"name": writing.text("Acme Regional"), "region": writing.text("West")},
        ],
        "kept": {"body": { writing.text("batch_reference"): writing.text("2026/11-4471") }},
    });
    serde_json::from_value(credential).unwrap()
}

fn declared(writing: Writing) -> Declared {
    let application = ClientId::from_uuid(uuid::Uuid::from_u128(1));
    let person = PersonId::from_uuid(uuid::Uuid::from_u128(2));
    let source = |by, via, time| Source { by, via, at: at(time) };
    let before: Experience = serde_json::from_value(json!({
        "company": writing.text("Librería Cervantes"),
        "job": writing.text("Shop assistant"),
        "description": writing.text("Advising customers.\nOrdering from publishers.\nClosing the till."),
        "starting_date": "2006-09-14",
        "end": {"finished": "2010-06-30"},
        "industry": "comercio",
        "level": "empleado",
        "staff": "seleccionar",
        "reporting_to": "mando-intermedio",
        "category": "comercial-ventas",
        "subcategories": ["dependiente", "cajero"],
        "salary": {"period": "bruto-mes", "min": "900", "max": "1.200"},
        "hide_salary": true,
        "visible": true,
        "expertise": [writing.text("Stock keeping"), writing.text("Catalan")],
    }))
    .unwrap();
    let after = Experience { job: writing.text("Deputy shop manager"), visible: false, ..before.clone() };
    let first =
        FieldSources::all(source(Actor::Application(application), Way::Infojobs, "2025-03-01T10:00:00Z"));
    let second = source(Actor::Person(person), Way::Page, "2026-02-17T10:00:00Z");
    let sources = first.edited(&before, &after, second);
    let label = |_: &str, key: &str| writing.text(&key.replace('-', " "));
    Declared::new(&after, &sources, |_| writing.text("Jobs Pocket"), label)
}

fn on_course(writing: Writing) -> Declared {
    let experience: Experience = serde_json::from_value(json!({
        "company": writing.text("Estudio Norte"),
        "job": writing.text("Graphic designer"),
        "starting_date": "2011-01-10",
        "end": "on_course",
        "level": "especialista",
        "category": "diseno-artes-graficas",
        "subcategories": ["diseno-grafico"],
        "hide_salary": false,
        "visible": true,
        "expertise": [],
    }))
    .unwrap();
    let application = ClientId::from_uuid(uuid::Uuid::from_u128(1));
    let source =
        Source { by: Actor::Application(application), via: Way::Infojobs, at: at("2025-03-01T10:00:00Z") };
    let label = |_: &str, key: &str| writing.text(&key.replace('-', " "));
    Declared::new(&experience, &FieldSources::all(source), |_| writing.text("Jobs Pocket"), label)
}

/// Every page, by a name of its own.
pub(crate) fn all(page: Page<'_>, writing: Writing) -> Vec<(&'static str, String)> {
    let mut pages = sign_in(page, writing);
    pages.extend(add(page, writing));
    pages.extend(record(page, writing));
    pages.extend(marks(page, writing));
    pages.extend(shares::all(page, writing));
    pages.extend(curricula(page, writing));
    pages.extend(forms(page, writing));
    pages.extend(history(page, writing));
    pages.extend(erasing(page, writing));
    pages.extend(problems(page, writing));
    pages
}

fn sign_in(page: Page<'_>, writing: Writing) -> Vec<(&'static str, String)> {
    let address = writing.text("citra@example.com");
    let application = writing.text("Jobs Pocket");
    let next = writing.text("/add/1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed");
    let ask = |error, for_what| {
        let entered = if error == Some(AddressError::Malformed) { address.as_str() } else { "" };
        AskAddress { page, next: &next, entered, error, for_what }.render().unwrap()
    };
    let code = |address, problem, mail_trouble| {
        EnterCode { page, address, next: &next, problem, mail_trouble }.render().unwrap()
    };
    let consent = Consent {
        page,
        application: &application,
        returns_to: "jobs-pocket.example",
        scopes: &Scope::ALL,
        address: &address,
        action: &writing.text("/api/oauth/user-authorize/index.xhtml?scope=CV&client_id=x"),
    };
    vec![
        ("home", Home { page }.render().unwrap()),
        ("ask-address", ask(None, None)),
        ("ask-address-missing", ask(Some(AddressError::Missing), Some(Purpose::CareerHistory))),
        (
            "ask-address-malformed",
            ask(Some(AddressError::Malformed), Some(Purpose::Application(&application))),
        ),
        ("ask-address-too-many", ask(Some(AddressError::TooMany { minutes: 1 }), None)),
        ("enter-code", code(&address, None, false)),
        ("enter-code-trouble", code("", None, true)),
        ("enter-code-malformed", code(&address, Some(CodeProblem::Malformed), false)),
        ("enter-code-wrong", code(&address, Some(CodeProblem::Wrong { tries_left: 3 }), false)),
        ("enter-code-last", code(&address, Some(CodeProblem::Wrong { tries_left: 1 }), false)),
        ("enter-code-used-up", code(&address, Some(CodeProblem::Wrong { tries_left: 0 }), false)),
        ("enter-code-none", code(&address, Some(CodeProblem::NoCode), false)),
        ("enter-code-too-many-wrong", code(&address, Some(CodeProblem::TooManyWrong), false)),
        ("consent", consent.render().unwrap()),
    ]
}

fn add(page: Page<'_>, writing: Writing) -> Vec<(&'static str, String)> {
    let entered = writing.text("1b9d6bcd-bbfd");
    let address = writing.text("citra@example.com");
    let client_name = writing.text("Acme Payroll");
    let own_name = writing.text("Citra Dewi Lestari");
    let action = writing.text("/add/1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed");
    let expires_at = at("2026-11-23T09:30:08Z");
    let landing = |entered, fault| Landing { page, entered, fault }.render().unwrap();
    let (two, five) = (credential(writing, 2), credential(writing, 5));
    let short: Credential = serde_json::from_value(json!({
        "full_name": "John Doe",
        "employment": [{"organisation": "Company A", "role_classification": "Cook", "start_date": "2020-01",
            "last_processed_month": "2024-05"}],
    }))
    .unwrap();
    let offer = |credential, own_name, now| {
        let offer = Offer {
            page,
            client_name: &client_name,
            credential,
            own_name,
            expires_at,
            now: at(now),
            action: &action,
        };
        offer.render().unwrap()
    };
    let ended = |how| {
        let account_action = (how == Ending::Nothing).then_some("/add/x/account");
        Ended { page, how, account_action }.render().unwrap()
    };
    vec![
        ("landing", landing("", None)),
        ("landing-missing", landing("", Some(CodeFault::Missing))),
        ("landing-code-cut-short", landing(&entered, Some(CodeFault::CutShort { length: 8 }))),
        ("landing-not-a-code", landing(&entered, Some(CodeFault::NoCode))),
        ("continue", Continue { page, address: &address, action: &action }.render().unwrap()),
        ("offer", offer(&two, None, "2026-11-21T10:11:00Z")),
        ("offer-five", offer(&five, Some(own_name.as_str()), "2026-11-23T09:29:00Z")),
        ("offer-short", offer(&short, None, "2026-11-23T08:29:00Z")),
        ("ended-expired", ended(Ending::Expired)),
        ("ended-declined", ended(Ending::Declined)),
        ("ended-accepted", ended(Ending::Accepted)),
        ("ended-gone", ended(Ending::Gone)),
        ("ended-nothing", ended(Ending::Nothing)),
    ]
}

fn record(page: Page<'_>, writing: Writing) -> Vec<(&'static str, String)> {
    let address = writing.text("citra@example.com");
    let (client_name, own_name) = (writing.text("Acme Payroll"), writing.text("Citra Dewi Lestari"));
    let (principal, other) = (writing.text("Principal"), writing.text("Freelance work"));
    let credential = credential(writing, 3);
    let stated = |number, declared, standing| {
        let id = ExperienceId::new(number).unwrap();
        Stated { id, declared, marks: marked(StatementId::Experience(id), standing, None) }
    };
    let experiences =
        vec![stated(1, on_course(writing), Standing::Shown), stated(2, declared(writing), Standing::Hidden)];
    let submission = SubmissionId::from_uuid(uuid::Uuid::from_u128(7));
    let note = writing.text("I left in May 2023.\nHere is why.");
    let attested =
        |place, standing, note| marked(StatementId::Employment { submission, place }, standing, note);
    let me = Me {
        page,
        address: &address,
        name: "Citra Dewi",
        name_fault: None,
        done: Some(Done::ExperienceAdded),
        picture: timelines::of_a_life(page, Audience::Owner, writing),
        curricula: vec![
            Curriculum { code: CODE, name: &principal, experiences },
            Curriculum { code: CODE, name: &other, experiences: vec![] },
        ],
        credentials: vec![Attested {
            client_name: &client_name,
            received_at: at("2026-11-21T09:30:08Z"),
            accepted_at: at("2026-11-21T10:12:00Z"),
            credential: &credential,
            own_name: Some(&own_name),
            submission,
            marks: vec![
                attested(1, Standing::Shown, Some(&note)),
                attested(2, Standing::Hidden, None),
                attested(3, Standing::Superseded, Some(&note)),
            ],
        }],
    };
    let nothing = Me {
        page,
        address: &address,
        picture: timelines::of_nothing(page, Audience::Owner, writing),
        curricula: vec![],
        credentials: vec![],
        name: "",
        name_fault: None,
        done: None,
    };
    let words = mail::SignInCode { code: "12345678", host: "tenure.example" }.write(page.language);
    let mails = vec![
        Mail {
            to: address.clone(),
            subject: words.subject,
            text: words.body,
            code: Some("12345678".to_owned()),
            sent_at: at("2026-11-21T09:31:00Z"),
        },
        Mail {
            to: address.clone(),
            subject: writing.text("Without a code"),
            text: writing.text("One line.\nAnother line."),
            code: None,
            sent_at: at("2026-11-21T09:30:00Z"),
        },
    ];
    let mut pages = applications(page, writing);
    pages.extend([
        ("me", me.render().unwrap()),
        ("me-nothing", nothing.render().unwrap()),
        ("export", export(page, &client_name, 3).render().unwrap()),
        ("export-nothing", export(page, &client_name, 0).render().unwrap()),
        ("outbox", Outbox { page, mails }.render().unwrap()),
        ("outbox-empty", Outbox { page, mails: vec![] }.render().unwrap()),
    ]);
    pages
}

fn applications(page: Page<'_>, writing: Writing) -> Vec<(&'static str, String)> {
    let (name, other) = (writing.text("Jobs Pocket"), writing.text("Kerja Cepat"));
    let connected = |number, scopes: &[Scope], what: Option<What>| Connected {
        client: ClientId::from_uuid(uuid::Uuid::from_u128(number)),
        name: if number == 1 { &name } else { &other },
        scopes: scopes.iter().copied().collect(),
        since: at("2026-02-17T10:00:00Z"),
        newest: what.map(|what| Newest { at: at("2026-11-21T09:30:08Z"), what }),
    };
    let several = Applications {
        page,
        connected: vec![
            connected(1, &Scope::APPLICATION, Some(What::Read)),
            connected(2, &[Scope::Cv], Some(What::Edited)),
            connected(3, &[Scope::ReadRecord], None),
        ],
        past: vec![
            Past { name: &other, ended_at: Some(at("2026-11-20T08:00:00Z")) },
            Past { name: &name, ended_at: None },
        ],
        ended: Some(&other),
    };
    let none = Applications { page, connected: vec![], past: vec![], ended: None };
    vec![("applications", several.render().unwrap()), ("applications-none", none.render().unwrap())]
}

fn marked(statement: StatementId, standing: Standing, note: Option<&String>) -> Marks {
    let note = note.map(|note| Some(DisputeNote::parse(note).unwrap()));
    let dispute = note.map(|note| Dispute { note, tell_partner: true, at: at("2026-11-21T11:00:00Z") });
    Marks { statement, standing, told: dispute.is_some(), dispute }
}

fn marks(page: Page<'_>, writing: Writing) -> Vec<(&'static str, String)> {
    let (client_name, note) = (writing.text("Acme Payroll"), writing.text("\nI left in May 2023."));
    let credential = credential(writing, 3);
    let dispute = |note, tell, fault, disputed| {
        let record = &credential.employment[1];
        let action = "/me/statements/credential/x/1/dispute";
        DisputePage { page, client_name: &client_name, record, note, tell, fault, disputed, action }
            .render()
            .unwrap()
    };
    let delete = |credential, uncovers| {
        let action = "/me/credentials/x/delete";
        DeleteCredential { page, client_name: &client_name, credential, uncovers, action }.render().unwrap()
    };
    let one = Credential { employment: vec![credential.employment[0].clone()], ..credential.clone() };
    vec![
        ("dispute", dispute("", false, None, false)),
        ("dispute-again", dispute(&note, true, None, true)),
        ("dispute-missing", dispute("", true, Some(DisputeNoteFault::Empty), false)),
        ("dispute-long", dispute(&note, false, Some(DisputeNoteFault::TooLong { length: 1001 }), false)),
        ("dispute-character", dispute(&note, false, Some(DisputeNoteFault::ControlCharacter), true)),
        ("delete-credential", delete(&credential, true)),
        ("delete-credential-one", delete(&one, false)),
    ]
}

/// The page of exports, with everything that can be lost once or as often as this.
fn export<'a>(page: Page<'a>, client_name: &'a str, credentials: u32) -> ExportPage<'a> {
    let counted = [
        LossKind::Hidden,
        LossKind::Superseded,
        LossKind::LeftOut,
        LossKind::EvidenceHorizon,
        LossKind::Current,
        LossKind::OtherStatements,
        LossKind::Verdicts,
        LossKind::Gaps,
        LossKind::FieldSources,
        LossKind::Disputes,
        LossKind::Salary,
        LossKind::Keys,
        LossKind::Visibility,
        LossKind::Curricula,
        LossKind::CredentialDetails,
        LossKind::PartnerChain,
        LossKind::KeptMembers,
    ];
    let uncounted = [LossKind::Address, LossKind::History, LossKind::NotSigned];
    let counted = counted.map(|kind| Loss { kind, count: Some(credentials.max(1)) });
    let uncounted = uncounted.map(|kind| Loss { kind, count: None });
    let exportable = |number: u32| Exportable {
        submission: SubmissionId::from_uuid(uuid::Uuid::from_u128(number.into())),
        client_name,
        received_at: at("2026-11-21T09:30:08Z"),
        accepted_at: at("2026-11-21T10:12:00Z"),
    };
    ExportPage {
        page,
        whole: loss::of_whole(),
        resume: LossNote {
            format: Format::JsonResume,
            losses: counted.into_iter().chain(uncounted).collect(),
        },
        credential: loss::of_credential(),
        credentials: (0..credentials).map(exportable).collect(),
    }
}

const CODE: &str = "26DBE83E-3048-3952-A401E8D782ACB1C8";

fn curricula(page: Page<'_>, writing: Writing) -> Vec<(&'static str, String)> {
    let (name, other, entered) =
        (writing.text("Principal"), writing.text("Freelance work"), writing.text("Volunteer work"));
    let listed = |name, principal, experiences| Listed { code: CODE, name, principal, experiences };
    let all = [
        listed(name.as_str(), true, 2),
        listed(other.as_str(), false, 1),
        listed(other.as_str(), false, 0),
        listed(other.as_str(), false, 0),
        listed(other.as_str(), false, 0),
    ];
    let list = |count: usize, done, refused| {
        let entered = if matches!(refused, Some(Refused::Name(_))) { entered.as_str() } else { "" };
        CurriculumList { page, curricula: all[..count].to_vec(), done, entered, refused }.render().unwrap()
    };
    let name_fault = |fault| Some(Refused::Name(fault));
    let rename = |fault| {
        let action = "/me/curricula/x/rename";
        Rename { page, name: &name, entered: &entered, fault, action }.render().unwrap()
    };
    let delete = |experiences, then| {
        let action = "/me/curricula/x/delete";
        DeleteCurriculum { page, name: &name, experiences, then, action }.render().unwrap()
    };
    let experience = DeleteExperience {
        page,
        curriculum: &name,
        experience: declared(writing),
        action: "/me/curricula/x/experience/1/delete",
    };
    vec![
        ("curricula-one", list(1, Some(Done::CurriculumDeleted), None)),
        ("curricula-three", list(3, Some(Done::CurriculumCreated), None)),
        ("curricula-five", list(5, None, Some(Refused::TooMany))),
        ("curricula-name-missing", list(3, None, name_fault(NameFault::Missing))),
        ("curricula-name-long", list(3, None, name_fault(NameFault::TooLong { length: 61 }))),
        ("rename", rename(None)),
        ("rename-wrong", rename(Some(NameFault::ControlCharacter))),
        ("delete-curriculum", delete(2, Then::Principal(&other))),
        ("delete-curriculum-empty", delete(0, Then::Nothing)),
        ("delete-curriculum-last", delete(1, Then::Stays)),
        ("delete-experience", experience.render().unwrap()),
    ]
}

/// A draft that is wrong in as many ways as one can be at once.
fn wrong_draft(writing: Writing) -> Draft {
    let text = |value: &str| Sent::Value(writing.text(value));
    let key = |value: &str| Sent::Value(value.to_owned());
    Draft {
        company: Sent::Value(String::new()),
        job: Sent::Value("Shop assistant ".repeat(11)),
        description: Sent::Value(format!("{}\u{0}", writing.text("Advising customers."))),
        starting_date: text("14-09-2006"),
        finishing_date: key("2010-06-30"),
        on_course: Sent::Value(true),
        industry: text("of-an-older-list"),
        level: key("mando-intermedio"),
        category: key("legal"),
        subcategories: Sent::Value(vec!["programacion".to_owned(), writing.text("of-an-older-list")]),
        salary_period: key("bruto-mes"),
        salary_min: key("18.000"),
        expertise: Sent::Value(vec![writing.text("Stock keeping "), "Catalan ".repeat(13)]),
        ..Draft::default()
    }
}

fn forms(page: Page<'_>, writing: Writing) -> Vec<(&'static str, String)> {
    let curriculum = writing.text("Principal");
    let (once, dictionaries) = (writing.text("once"), &*DICTIONARIES);
    let (empty, wrong) = (Draft::default(), wrong_draft(writing));
    let whole = Draft {
        category: Sent::Value("comercial-ventas".to_owned()),
        subcategories: Sent::Value(vec!["-".to_owned()]),
        company: Sent::Value(writing.text("Librería Cervantes")),
        description: Sent::Value(writing.text("\nAdvising customers.\nOrdering from publishers.")),
        ..Draft::default()
    };
    let form = |purpose, draft: &Draft, judged: bool, trouble| {
        let violations = judged.then(|| draft.judge(dictionaries).unwrap_err());
        let form = ExperienceForm {
            page,
            curriculum: &curriculum,
            purpose,
            draft,
            violations: violations.as_ref(),
            trouble,
            dictionaries,
            action: "/me/curricula/x/experience/new",
        };
        form.render().unwrap()
    };
    let add = form::Purpose::Add { once: &once };
    let edit = form::Purpose::Edit { version: 3 };
    let changed =
        Trouble::Changed { now: Box::new(declared(writing)), entered: Box::new(on_course(writing)) };
    vec![
        ("form-new", form(add, &empty, false, None)),
        ("form-new-empty", form(add, &empty, true, None)),
        ("form-new-wrong", form(add, &wrong, true, None)),
        ("form-edit", form(edit, &whole, false, None)),
        ("form-changed", form(edit, &whole, false, Some(changed))),
        ("form-gone", form(add, &whole, false, Some(Trouble::Gone))),
        ("form-sent-already", form(add, &whole, false, Some(Trouble::SentAlready))),
    ]
}

/// One entry of every kind that there can be, and one that cannot be read.
fn history(page: Page<'_>, writing: Writing) -> Vec<(&'static str, String)> {
    let uuid = uuid::Uuid::from_u128(7);
    let (person, curriculum) =
        (Subject::Person(PersonId::from_uuid(uuid)), Subject::Curriculum(CurriculumId::from_uuid(uuid)));
    let (experience, submission) = (Subject::Experience(7), SubmissionId::from_uuid(uuid));
    let mark = Subject::Mark(StatementId::Employment { submission, place: 1 });
    let submission = Subject::Submission(submission);
    let (grant, share) = (Subject::Grant(GrantId::from_uuid(uuid)), Subject::Share(ShareId::from_uuid(uuid)));
    let client = || Doer::Known(Who::Client(writing.text("Jobs Pocket")));
    let you = || Doer::Known(Who::Person);
    let told = |what, subject, by, via, values| Told {
        what,
        subject,
        about: (what != What::Deleted).then(|| writing.text("Shop assistant, Librería Cervantes")),
        by,
        via,
        at: at("2026-11-21T09:30:08Z"),
        values,
    };
    let curriculum_values = || Values::Curriculum { name: writing.text("Principal"), principal: true };
    let dispute = Values::Dispute { note: writing.text("Not in\nMay."), tell_partner: true };
    let attested = Values::Attested(Box::new(credential(writing, 2)));
    let scopes = Values::Scopes(Scope::ALL.to_vec());
    let name = Values::Name(Some(writing.text("Citra Dewi")));
    let (server, operator) = (Doer::Known(Who::Server), Doer::Known(Who::Operator));
    let all = [
        told(What::Declared, person, you(), Way::Page, Values::Address(writing.text("citra@example.com"))),
        told(What::Edited, person, you(), Way::Page, name),
        told(What::Edited, person, you(), Way::Page, Values::Name(None)),
        told(What::Declared, curriculum, you(), Way::Page, curriculum_values()),
        told(What::Edited, curriculum, you(), Way::Page, curriculum_values()),
        told(What::Deleted, curriculum, you(), Way::Page, Values::Nothing),
        told(What::Declared, experience, client(), Way::Infojobs, Values::Declared(declared(writing))),
        told(
            What::Edited,
            experience,
            operator.clone(),
            Way::CommandLine,
            Values::Declared(on_course(writing)),
        ),
        told(What::Deleted, experience, you(), Way::Page, Values::Nothing),
        told(What::Received, submission, client(), Way::Seekpass, Values::Nothing),
        told(What::Opened, submission, you(), Way::Page, Values::Nothing),
        told(What::Accepted, submission, you(), Way::Page, attested),
        told(What::Declined, submission, you(), Way::Page, Values::Nothing),
        told(What::Expired, submission, server, Way::Rule, Values::Nothing),
        told(What::Deleted, submission, you(), Way::Page, Values::Nothing),
        told(What::Granted, grant, you(), Way::Oauth, scopes),
        told(What::Ended, grant, client(), Way::Oauth, Values::Nothing),
        told(What::Ended, share, you(), Way::Page, Values::Nothing),
        told(What::Read, person, client(), Way::Record, Values::Nothing),
        told(What::Read, share, Doer::Outsider, Way::Share, Values::Nothing),
        told(What::Hidden, mark, you(), Way::Page, Values::Nothing),
        told(What::Shown, mark, you(), Way::Page, Values::Nothing),
        told(What::Disputed, mark, you(), Way::Page, dispute),
        told(What::Withdrawn, mark, you(), Way::Page, Values::Nothing),
        told(What::Shared, share, you(), Way::Page, Values::Text(writing.text("{\n  \"expires\": 1\n}"))),
        told(What::Exported, person, you(), Way::Page, Values::Nothing),
        told(What::Imported, person, operator, Way::CommandLine, Values::Nothing),
        told(What::Erased, person, you(), Way::Page, Values::Nothing),
    ];
    let mut entries: Vec<Entry> =
        (1_000..).zip(all).map(|(sequence, told)| Entry { sequence, told: Some(told) }).collect();
    entries.push(Entry { sequence: 1, told: None });
    let list = |entries, has_newer, older| History { page, entries, has_newer, older }.render().unwrap();
    vec![
        ("history", list(entries.clone(), false, None)),
        ("history-older", list(entries[..2].to_vec(), true, Some(1_000))),
        ("history-end", list(vec![], true, None)),
    ]
}

fn erasing(page: Page<'_>, writing: Writing) -> Vec<(&'static str, String)> {
    let (address, entered) = (writing.text("citra@example.com"), writing.text("citra"));
    let erase = |wrong| Erase { page, address: &address, wrong }.render().unwrap();
    vec![
        ("erase", erase(None)),
        ("erase-wrong", erase(Some(&entered))),
        ("goodbye", Goodbye { page }.render().unwrap()),
    ]
}

fn problems(page: Page<'_>, writing: Writing) -> Vec<(&'static str, String)> {
    let detail = writing.text("redirect_uri: https://elsewhere.example/");
    let problem = |kind, detail| Problem { page, kind, detail }.render().unwrap();
    vec![
        ("not-found", problem(Kind::NotFound, None)),
        ("form-check", problem(Kind::FormCheck, None)),
        ("bad-request", problem(Kind::BadRequest, None)),
        ("unknown-application", problem(Kind::UnknownApplication, None)),
        ("unknown-redirect-uri", problem(Kind::UnknownRedirectUri, Some(&detail))),
        ("bad-authorization", problem(Kind::BadAuthorization, Some(&detail))),
        ("too-many", problem(Kind::TooMany, None)),
        ("unavailable", problem(Kind::Unavailable, None)),
        ("broken", problem(Kind::Broken, Some(&detail))),
    ]
}
