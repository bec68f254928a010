//! Timelines for the pages that show one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use career::reconciliation::{Policy, policy, reconcile};
use career::source::Way;
use career::timeline::{EndText, KindText, Origin, Origins, Party, Statement, StatementDraft, Timeline};
use jiff::civil::date;

use super::super::super::Page;
use super::super::super::timeline::{Audience, Picture, Record};
use super::Writing;

/// The picture of a life that has something of everything.
pub(super) fn of_a_life(page: Page<'_>, audience: Audience, writing: Writing) -> Picture<'_> {
    picture(page, audience, life(writing), writing)
}

/// The picture of nothing.
pub(super) fn of_nothing(page: Page<'_>, audience: Audience, writing: Writing) -> Picture<'_> {
    picture(page, audience, vec![], writing)
}

/// The picture of some statements on 21 November 2026. The firm that was bought and the staffing agency are aliases.
fn picture(page: Page<'_>, audience: Audience, statements: Vec<Statement>, writing: Writing) -> Picture<'_> {
    let mut text = policy::DEFAULT.to_owned();
    for names in [["Umbrella Systems", "Initech"], ["Clínica San Vicente", "Medi Staffing"]] {
        let names = names.map(|name| writing.text(name));
        write!(text, "\n[[alias]]\nnames = {}\n", serde_json::to_string(&names).unwrap()).unwrap();
    }
    let policy = Policy::read(&text).unwrap();
    let timeline = Timeline::of(statements).unwrap();
    let names = |client: &str| match client {
        "payroll" => Some(writing.text("Acme Payroll")),
        "agency" => Some(writing.text("Medi Staffing")),
        "pocket" => Some(writing.text("Jobs Pocket")),
        _ => None,
    };
    let note = writing.text("I was there for two weeks only, on trial.");
    let record = Record {
        timeline: &timeline,
        reconciliation: &reconcile(&timeline, &policy, date(2026, 11, 21)),
        policy: &policy,
        names: &names,
        disputes: &BTreeMap::from([("cleaning".to_owned(), note)]),
    };
    Picture::new(page, audience, record)
}

/// A statement of the person: id, employer, title, start, end.
fn declared(writing: Writing, [id, organisation, title, start, end]: [&str; 5]) -> StatementDraft {
    StatementDraft {
        id: id.to_owned(),
        kind: KindText::Declared,
        client: None,
        credential: None,
        received: None,
        organisation: writing.text(organisation),
        title: Some(writing.text(title)),
        classification: None,
        start: start.parse().unwrap(),
        end: Some(if end == "current" { EndText::Current } else { EndText::At(end.parse().unwrap()) }),
        horizon: None,
        hidden: false,
        source: Some(origin(Party::Person, Way::Page, "2026-02-17T10:00:00Z")),
        sources: Origins::default(),
    }
}

/// A statement of a partner: id, client, employer, title, start, end; the end is a horizon where it begins with `~`.
fn attested(writing: Writing, [id, client, organisation, title, start, end]: [&str; 6]) -> StatementDraft {
    let horizon = end.strip_prefix('~').map(|month| month.parse().unwrap());
    let received = "2026-11-03T09:00:00Z".parse().unwrap();
    StatementDraft {
        kind: KindText::Attested,
        client: Some(client.to_owned()),
        received: Some(received),
        end: horizon.is_none().then(|| EndText::At(end.parse().unwrap())),
        horizon,
        source: Some(Origin {
            by: Party::Partner(client.to_owned()),
            via: Some(Way::Seekpass),
            at: Some(received),
        }),
        ..declared(writing, [id, organisation, title, start, "current"])
    }
}

fn origin(by: Party, via: Way, at: &str) -> Origin {
    Origin { by, via: Some(via), at: Some(at.parse().unwrap()) }
}

/// Ten jobs: what is confirmed, by an alias too, what differs and what does not although it looks like it, gaps, old
/// evidence, two partners that contradict each other, a statement that is hidden and one that is disputed.
fn life(writing: Writing) -> Vec<Statement> {
    let says = |columns| declared(writing, columns);
    let sent = |columns| attested(writing, columns);
    let pocket = || origin(Party::Application("pocket".to_owned()), Way::Infojobs, "2025-03-01T10:00:00Z");
    let drafts = [
        says(["globex", "Globex", "Lead designer", "2023-03-01", "current"]),
        sent(["globex-pay", "payroll", "Globex Pty Ltd", "Lead Designer", "2023-03", "~2026-10"]),
        StatementDraft {
            source: Some(pocket()),
            sources: Origins {
                end: Some(origin(Party::Person, Way::Page, "2026-02-17T10:00:00Z")),
                ..Origins::default()
            },
            ..says(["intern", "Globex", "Design intern", "2022-10-01", "2023-02-28"])
        },
        says(["school", "Escuela Nocturna del Puerto", "Teacher, evenings", "2021-09-01", "current"]),
        sent([
            "school-pay",
            "payroll",
            "Escuela Nocturna del Puerto",
            "Teacher evenings",
            "2021-09",
            "~2023-04",
        ]),
        says(["initech", "Initech", "Interface designer", "2019-02-11", "2022-08-31"]),
        sent(["initech-pay", "payroll", "Umbrella Systems", "Interface Designer", "2019-02", "2022-08"]),
        says(["clinic", "Clínica San Vicente", "Receptionist", "2017-05-02", "2018-12-31"]),
        sent(["clinic-pay", "agency", "Medi Staffing Pty Ltd", "Receptionist", "2017-05", "2018-06"]),
        says(["books", "Librería Cervantes", "Shop assistant", "2012-09-14", "2015-06-30"]),
        sent(["books-pay", "payroll", "Librería Cervantes, S.A.", "Shop assistant", "2012-09", "2015-07"]),
        says(["harbour", "Harbour Freight Lines", "Dispatcher", "2009-01-12", "2012-06-29"]),
        sent(["harbour-agency", "agency", "Harbour Freight Lines", "Dispatcher", "2009-01", "2012-06"]),
        sent(["harbour-pay", "payroll", "Harbour Freight Lines", "Dispatcher", "2009-01", "2011-11"]),
        sent(["cleaning", "gone", "Bright Cleaning", "Cleaner", "2008-02", "2008-09"]),
        StatementDraft {
            hidden: true,
            ..says(["shop", "Warung Sari Rasa", "Cook", "2006-06-01", "2007-10-31"])
        },
    ];
    drafts.into_iter().map(|draft| draft.judge().unwrap()).collect()
}
