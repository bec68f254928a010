//! Documents of JSON Resume, held against the published schema.

use std::collections::HashSet;
use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::loss::LossKind;
use super::super::testing::{POLICY, TODAY, told};
use super::super::{loss, testing};
use super::*;

static PUBLISHED: LazyLock<Validator> = LazyLock::new(|| {
    let schema = include_str!("../../../tests/json-resume/schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
});

fn document(record: &Record) -> (Value, LossNote) {
    let (document, note) = JsonResume::of(record, &POLICY, TODAY);
    (serde_json::from_str(&document.written().unwrap()).unwrap(), note)
}

fn record() -> impl Strategy<Value = Record> {
    testing::record().prop_map(|record| told(record).record)
}

fn count(note: &LossNote, kind: LossKind) -> u32 {
    note.losses.iter().find(|loss| loss.kind == kind).map_or(0, |loss| loss.count.unwrap_or(1))
}

#[test]
fn the_schema_is_one_that_refuses() {
    for wrong in [
        json!({ "colour": 1 }),
        json!({ "basics": { "email": "kim" } }),
        json!({ "work": [{ "startDate": "2020-1" }] }),
        json!({ "work": [{ "highlights": "x" }] }),
    ] {
        assert!(!PUBLISHED.is_valid(&wrong), "{wrong}");
    }
    assert!(PUBLISHED.is_valid(&json!({ "work": [{ "startDate": "2020" }, { "startDate": "2020-01" }] })));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_document_validates_against_the_published_schema(record in record()) {
        let (document, _) = document(&record);
        let faults: Vec<String> =
            PUBLISHED.iter_errors(&document).map(|error| format!("{} {error}", error.instance_path())).collect();
        prop_assert!(faults.is_empty(), "{faults:?} in {document:#}");
    }

    #[test]
    fn dates_have_the_precision_that_was_said_and_only_told_ends_are_ends(record in record()) {
        let (document, _) = document(&record);
        let shown = record.assemble().for_others();
        let said: HashSet<String> = shown
            .timeline
            .standing()
            .iter()
            .flat_map(|statement| {
                let period = statement.period;
                [Some(period.start()), period.end().ended()].into_iter().flatten().map(|when| when.to_string())
            })
            .collect();
        for entry in document["work"].as_array().unwrap() {
            for member in ["startDate", "endDate"] {
                if let Some(date) = entry[member].as_str() {
                    prop_assert!(said.contains(date), "{member} {date}");
                }
            }
        }
        let jobs = document["meta"]["tenure"]["work"].as_array().unwrap();
        prop_assert_eq!(jobs.len(), document["work"].as_array().unwrap().len());
        for (job, entry) in jobs.iter().zip(document["work"].as_array().unwrap()) {
            let first = &job["statements"][0];
            prop_assert_eq!(&first["startDate"], &entry["startDate"]);
            prop_assert_eq!(first.get("endDate"), entry.get("endDate"));
            for statement in job["statements"].as_array().unwrap() {
                let ends = ["endDate", "current", "knownUntil"];
                let ends = ends.iter().filter(|member| statement.get(**member).is_some()).count();
                prop_assert_eq!(ends, 1, "one of the three kinds of end");
                prop_assert!(statement["source"]["by"].is_string());
            }
        }
        let statements: usize = jobs.iter().map(|job| job["statements"].as_array().unwrap().len()).sum();
        prop_assert_eq!(statements, shown.timeline.standing().len(), "each statement in one job");
    }

    #[test]
    fn what_is_hidden_leaves_no_trace(record in record()) {
        let mut marked = record.clone();
        for id in record.experiences.iter().map(|one| StatementId::Experience(one.id)) {
            marked.marks.entry(id).or_default().hidden = Some(true);
        }
        let mut without = record.clone();
        without.experiences.clear();
        without.marks.retain(|id, _| !matches!(id, StatementId::Experience(_)));
        let (hidden, _) = document(&marked);
        prop_assert_eq!(hidden, document(&without).0);
    }

    #[test]
    fn the_note_counts_what_is_lost(record in record()) {
        let (document, note) = document(&record);
        let whole = record.assemble();
        let hidden = whole.timeline.standing().iter().filter(|statement| statement.hidden).count();
        prop_assert_eq!(count(&note, LossKind::Hidden) as usize, hidden);
        let text = document.to_string();
        let known = text.matches("\"knownUntil\"").count();
        prop_assert_eq!(count(&note, LossKind::EvidenceHorizon) as usize, known);
        prop_assert_eq!(count(&note, LossKind::Disputes) as usize, text.matches("\"disputed\"").count());
        prop_assert!(!text.contains("18.000"), "no salary");
        prop_assert!(note.losses.is_sorted_by_key(|loss| loss.kind));
        prop_assert!(note.losses.iter().all(|loss| loss.count != Some(0)));
        prop_assert_eq!(count(&note, LossKind::NotSigned), 1);
    }
}

/// A record of one job, declared and attested, and one that is hidden.
fn sample() -> Record {
    let client = "00000000-0000-0000-0000-000000000100";
    let source = |by: Value| json!({ "by": by, "via": "infojobs", "at": "2025-03-01T10:00:00Z" });
    let fields = crate::experience::Field::ALL.map(|field| (field.wire_name().to_owned(), json!(0)));
    let sources = json!({
        "sources": [source(json!({ "kind": "person", "id": "00000000-0000-0000-0000-000000000001" }))],
        "fields": fields.into_iter().collect::<serde_json::Map<_, _>>(),
    });
    let experience = |id: u64, company: &str| {
        json!({
            "id": id, "curriculum": "00000000-0000-0000-0000-000000000200", "version": 1,
            "content": {
                "company": company, "job": "Cook", "description": "Soups.", "starting_date": "2020-01-15",
                "end": "on_course", "industry": null, "level": "empleado-a", "staff": null, "reporting_to": null,
                "category": "turismo-restauracion", "subcategories": ["cocina"],
                "salary": {"period": "bruto-ano", "min": "18.000", "max": "24.000"},
                "hide_salary": true, "visible": true, "expertise": ["Broth"],
            },
            "sources": sources, "created_at": "2025-03-01T10:00:00Z", "changed_at": "2025-04-01T10:00:00Z",
        })
    };
    let submission = "00000000-0000-0000-0000-000000000301";
    let mark = |hidden: Value, dispute: Value| json!({ "hidden": hidden, "dispute": dispute, "changed_at": "2025-06-01T10:00:00Z" });
    let dispute = json!({ "note": "I never left.", "tell_partner": false, "at": "2025-06-01T10:00:00Z" });
    let record = json!({
        "person": {
            "id": "00000000-0000-0000-0000-000000000001", "address": "kim@example.org", "name": "Kim Roe",
            "created_at": "2025-01-01T00:00:00Z",
        },
        "curricula": [{
            "id": "00000000-0000-0000-0000-000000000200", "code": "E5B265D1-FA87-96B3-6A5EC0BE3125817E", "name": "CV",
            "principal": true, "created_at": "2025-01-01T00:00:00Z",
        }],
        "experiences": [experience(7, "Acme"), experience(8, "Secret")],
        "credentials": [{
            "submission": submission, "client": client, "received_at": "2025-05-01T10:00:00Z",
            "accepted_at": "2025-05-02T10:00:00Z", "credential_id": "c-1",
            "credential": {
                "full_name": "K. Roe", "partner_chain": [{"name": "Union"}],
                "employment": [
                    {"organisation": "ACME Pty Ltd", "role_title": "Cook", "start_date": "2020-01",
                     "last_processed_month": "2025-04"},
                ],
            },
        }],
        "marks": {
            "experience/8": mark(json!(true), Value::Null),
            format!("credential/{submission}/1"): mark(Value::Null, dispute),
        },
        "clients": [{ "id": client, "kind": "partner", "name": "Payroll" }],
    });
    serde_json::from_value(record).unwrap()
}

#[test]
fn ledger_169_one_entry_for_each_job_with_its_sources_in_meta() {
    let (document, note) = document(&sample());
    assert!(PUBLISHED.is_valid(&document));
    assert_eq!(
        document,
        json!({
            "$schema": SCHEMA,
            "basics": { "name": "Kim Roe", "email": "kim@example.org" },
            "work": [{
                "name": "Acme", "position": "Cook", "startDate": "2020-01-15", "summary": "Soups.",
                "highlights": ["Broth"],
            }],
            "meta": {
                "version": "v1.0.0",
                "lastModified": "2025-06-01T10:00:00",
                "tenure": {
                    "on": "2026-11-21",
                    "policy": POLICY.id().to_string(),
                    "work": [{
                        "verdict": "stale",
                        "statements": [
                            {
                                "kind": "declared", "name": "Acme", "position": "Cook", "startDate": "2020-01-15",
                                "current": true,
                                "source": { "by": "person", "via": "infojobs", "at": "2025-03-01T10:00:00Z" },
                            },
                            {
                                "kind": "attested", "name": "ACME Pty Ltd", "position": "Cook",
                                "startDate": "2020-01", "knownUntil": "2025-04",
                                "source": {
                                    "by": "partner", "name": "Payroll", "via": "seekpass",
                                    "at": "2025-05-01T10:00:00Z",
                                },
                                "disputed": { "note": "I never left.", "at": "2025-06-01T10:00:00Z" },
                            },
                        ],
                    }],
                },
            },
        })
    );
    let kinds: Vec<(&str, Option<u32>)> =
        note.losses.iter().map(|loss| (loss.kind.word(), loss.count)).collect();
    assert_eq!(
        kinds,
        [
            ("hidden", Some(1)),
            ("evidence_horizon", Some(1)),
            ("current", Some(1)),
            ("other_statements", Some(1)),
            ("verdicts", Some(1)),
            ("field_sources", Some(1)),
            ("disputes", Some(1)),
            ("salary", Some(1)),
            ("keys", Some(1)),
            ("visibility", Some(1)),
            ("curricula", Some(1)),
            ("credential_details", Some(1)),
            ("partner_chain", Some(1)),
            ("history", None),
            ("not_signed", None),
        ]
    );
    let words = note.to_string();
    assert!(
        words
            .starts_with("What json-resume cannot carry of this record:\n  Statements that the person hides")
    );
    assert!(words.contains("are left out. (1)\n"), "{words}");
}

#[test]
fn an_address_that_the_schema_does_not_allow_is_left_out_and_told() {
    let mut record = sample();
    record.person.address = "kím@example.org".to_owned();
    record.person.name = None;
    let (document, note) = document(&record);
    assert_eq!(document["basics"], json!({}));
    assert_eq!(count(&note, LossKind::Address), 1);
}

#[test]
fn a_note_is_written_as_json_too() {
    let note: Value = serde_json::from_str(&loss::of_credential().written().unwrap()).unwrap();
    assert_eq!(note["format"], "tenure-credential");
    assert_eq!(note["losses"][1]["kind"], "history");
    assert_eq!(note["losses"][1]["words"], "The history of the record is left out.");
    assert_eq!(loss::of_whole().losses.len(), 4);
}
