//! The pages of shares.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use career::experience::sources::FieldSources;
use career::id::{ClientId, CurriculumId, ExperienceId, PersonId, StatementId, SubmissionId};
use career::reconciliation::Policy;
use career::record::{
    AcceptedCredential, Assembled, DeclaredExperience, Dispute, DisputeNote, Mark, Person, Record,
};
use career::share::{Life, PinFault};
use career::source::{Actor, Source, Way};
use serde_json::json;
use store::shares::{ShareState, Visit, Visits};
use uuid::Uuid;

use super::super::super::curricula::done::Done;
use super::super::super::shares::ask_pin::{AskPin, PinProblem};
use super::super::super::shares::created::ShareCreated;
use super::super::super::shares::list::{Listed, ShareList};
use super::super::super::shares::new::{Faults, NewShare, Offered};
use super::super::super::shares::shown::{ClientNames, SharedRecord};
use super::super::super::timeline::Audience;
use super::{Page, Writing, at, timelines};

const ACME: ClientId = ClientId::from_uuid(Uuid::from_u128(7));
const BOARD: ClientId = ClientId::from_uuid(Uuid::from_u128(8));

/// A declared job that Acme attests otherwise, one that nobody declares, and one that the person disputes.
fn record(writing: Writing) -> Record {
    let person = PersonId::from_uuid(Uuid::from_u128(1));
    let said = |by, via| Source { by, via, at: at("2025-03-01T10:00:00Z") };
    let job = |title: &str| {
        serde_json::from_value(json!({
            "company": writing.text("Company A"), "job": writing.text(title), "starting_date": "2020-01-15",
            "end": "on_course", "level": "empleado", "category": "comercial-ventas",
            "subcategories": ["cajero"], "hide_salary": false, "visible": true, "expertise": [],
        }))
        .unwrap()
    };
    let (before, after) = (job("Engineer"), job("Senior Engineer"));
    let by_board = FieldSources::all(said(Actor::Application(BOARD), Way::Infojobs));
    let sources = by_board.edited(&before, &after, said(Actor::Person(person), Way::Page));
    let employment = |organisation: &str, start: &str, end: Option<&str>| {
        json!({"organisation": writing.text(organisation), "role_title": writing.text("Clerk"), "start_date": start,
            "role_classification": writing.text("Administration"), "end_date": end, "last_processed_month": "2024-05"})
    };
    let credential = json!({
        "full_name": "John Doe",
        "employment": [
            employment("Company A Ltd", "2020-06", Some("2024-02")),
            employment("Company B", "2018-06", None),
        ],
    });
    let submission = SubmissionId::from_uuid(Uuid::from_u128(9));
    let note = DisputeNote::parse(&writing.text("It ended in 2019.\nHere is why.")).unwrap();
    let dispute = Dispute { note: Some(note), tell_partner: false, at: at("2026-11-20T12:00:00Z") };
    let mark = Mark { hidden: None, dispute: Some(dispute), changed_at: at("2026-11-20T12:00:00Z") };
    Record {
        person: Person {
            id: person,
            address: "citra@example.com".to_owned(),
            name: None,
            created_at: at("2025-03-01T10:00:00Z"),
        },
        curricula: Vec::new(),
        experiences: vec![DeclaredExperience {
            id: ExperienceId::new(7).unwrap(),
            curriculum: CurriculumId::from_uuid(Uuid::from_u128(3)),
            version: 2,
            content: after,
            sources,
            created_at: at("2025-03-01T10:00:00Z"),
            changed_at: at("2025-03-01T10:00:00Z"),
        }],
        credentials: vec![AcceptedCredential {
            submission,
            client: ACME,
            received_at: at("2026-11-20T09:00:00Z"),
            accepted_at: at("2026-11-20T10:00:00Z"),
            credential_id: career::credential::CredentialId::parse("c-1").unwrap(),
            credential: serde_json::from_value(credential).unwrap(),
        }],
        marks: BTreeMap::from([(StatementId::Employment { submission, place: 2 }, mark)]),
        clients: Vec::new(),
    }
}

pub(super) fn all(page: Page<'_>, writing: Writing) -> Vec<(&'static str, String)> {
    let mut pages = list(page, writing);
    pages.extend(new(page, writing));
    pages.extend(outside(page, writing));
    pages
}

fn list(page: Page<'_>, writing: Writing) -> Vec<(&'static str, String)> {
    let visit = |number: i64, let_in| Visit {
        at: at("2026-11-21T10:00:00Z") + jiff::SignedDuration::from_mins(number),
        let_in,
    };
    let listed = |state, statements: usize, left_out, visits| Listed {
        path: "/share/00000000-0000-4000-8000-000000000000".to_owned(),
        link: "https://tenure.example/share/00000000-0000-4000-8000-000000000000".to_owned(),
        end: "/me/shares/00000000-0000-4000-8000-000000000000/end".to_owned(),
        statements: vec![(writing.text("Engineer"), writing.text("Company A")); statements],
        left_out,
        verdicts: left_out == 0,
        made_by: (left_out > 0).then(|| writing.text("Test Job Board")),
        created_at: at("2026-11-21T09:00:00Z"),
        expires_at: at("2026-11-28T09:00:00Z"),
        state,
        visits,
    };
    let visits = Visits { views: 2, wrong: 1, newest: vec![visit(3, true), visit(2, false), visit(1, true)] };
    let many =
        Visits { views: 1200, wrong: 10, newest: (0..5).map(|number| visit(-number, false)).collect() };
    let once = Visits { views: 1, wrong: 0, newest: vec![visit(0, true)] };
    let living = vec![
        listed(ShareState::Living, 2, 0, visits),
        listed(ShareState::Living, 1, 1, Visits::default()),
        listed(ShareState::Living, 0, 3, once),
    ];
    let moment = at("2026-11-21T10:00:00Z");
    let over = vec![
        listed(ShareState::Closed(moment), 1, 0, many),
        listed(ShareState::Ended(moment), 1, 0, Visits::default()),
        listed(ShareState::Expired, 1, 0, Visits::default()),
    ];
    let done = Some(Done::ShareEnded);
    let full = ShareList { page, living, over, done };
    let empty = ShareList { page, living: Vec::new(), over: Vec::new(), done: None };
    vec![("shares", full.render().unwrap()), ("shares-none", empty.render().unwrap())]
}

fn new(page: Page<'_>, writing: Writing) -> Vec<(&'static str, String)> {
    let partner = writing.text("Acme Payroll");
    let assembled = record(writing).assemble();
    let form = |offered: usize, ticked, pin, faults| {
        let statements = assembled.timeline.standing().iter().take(offered);
        let offered = statements.map(|statement| Offered {
            statement,
            partner: statement.attestation().map(|_| partner.as_str()),
            ticked,
        });
        let share = "00000000-0000-4000-8000-000000000000";
        let (made, verdicts, life) = ("901823", ticked, Life::Month);
        let offered = offered.collect();
        NewShare { page, share, made, offered, verdicts, life, pin, faults }.render().unwrap()
    };
    let none = Faults::default();
    let both = Faults { nothing: true, pin: Some(PinFault::Length { length: 3 }) };
    let guessable = Faults { nothing: false, pin: Some(PinFault::Guessable) };
    let entered = writing.text("123");
    let created = ShareCreated {
        page,
        link: "https://tenure.example/share/00000000-0000-4000-8000-000000000000",
        pin: "901823",
        expires_at: at("2026-11-28T09:00:00Z"),
    };
    vec![
        ("share-new", form(3, false, "", none)),
        ("share-new-wrong", form(3, false, &entered, both)),
        ("share-new-guessable", form(3, true, "123456", guessable)),
        ("share-new-nothing", form(0, false, "", none)),
        ("share-created", created.render().unwrap()),
    ]
}

fn outside(page: Page<'_>, writing: Writing) -> Vec<(&'static str, String)> {
    let name = writing.text("Citra Dewi Lestari");
    let clients = ClientNames::from([
        (ACME.to_string(), writing.text("Acme Payroll")),
        (BOARD.to_string(), writing.text("Jobs Pocket")),
    ]);
    let policy = Policy::shipped().unwrap();
    let on = "2026-11-21".parse().unwrap();
    let whole = record(writing).assemble();
    let shown = |name, shared: &Assembled, verdicts: bool| {
        let picture = verdicts.then(|| timelines::of_a_life(page, Audience::Outsider, writing));
        let shown = SharedRecord {
            page,
            name,
            shared,
            clients: &clients,
            picture,
            stale_after: policy.stale_after(),
            on,
            created_at: at("2026-11-20T12:00:00Z"),
            expires_at: at("2026-11-27T12:00:00Z"),
        };
        shown.render().unwrap()
    };
    let ask = |problem| {
        AskPin { page, action: "/share/00000000-0000-4000-8000-000000000000", problem }.render().unwrap()
    };
    let nothing = whole.clone().only(&BTreeSet::new());
    vec![
        ("ask-pin", ask(None)),
        ("ask-pin-malformed", ask(Some(PinProblem::Malformed))),
        ("ask-pin-wrong", ask(Some(PinProblem::NotLetIn))),
        ("shared", shown(Some(&name), &whole, false)),
        ("shared-verdicts", shown(None, &whole, true)),
        ("shared-nothing", shown(None, &nothing, false)),
    ]
}
