//! One person's token never reads or changes another's curriculum, by any operation, id or alias: every operation
//! of [`OPERATIONS`] is tried with all ids swapped. What wrong credentials are answered is in [`crate::credentials_tests`].

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use career::record::Record;
use oauth::client::{Client, ClientKind};
use oauth::scope::Scope;
use serde_json::{Value, json};
use store::clients::AddClient;
use store::record::RecordOf;

use super::testing::{Setting, minimal};
use crate::testing::{Answer, Call, TestClient, TestPerson, Tokens};

/// An operation of `infojobs.md §3`.
struct Operation {
    verb: Method,
    /// As its route has it.
    path: &'static str,
    /// `None` where the application's credentials are enough.
    scope: Option<Scope>,
    /// Whether it takes a body, whose `id` is the experience.
    has_body: bool,
}

impl Operation {
    const fn read(path: &'static str, scope: Option<Scope>) -> Self {
        Self { verb: Method::GET, path, scope, has_body: false }
    }
}

/// A new operation is one more row; [`there_is_a_row_for_every_operation`] asks for it.
static OPERATIONS: [Operation; 8] = [
    Operation::read("/api/2/curriculum", Some(Scope::Cv)),
    Operation::read("/api/2/curriculum/{curriculumId}/experience", Some(Scope::ReadExperience)),
    Operation::read("/api/1/curriculum/{curriculumId}/experience", Some(Scope::ReadExperience)),
    Operation::read(
        "/api/1/curriculum/{curriculumId}/experience/{experienceId}",
        Some(Scope::ReadExperience),
    ),
    Operation {
        verb: Method::PUT,
        path: "/api/4/curriculum/{curriculumId}/experience",
        scope: Some(Scope::EditExperience),
        has_body: true,
    },
    Operation {
        verb: Method::PUT,
        path: "/api/4/offer/curriculum/{curriculumId}/experience",
        scope: Some(Scope::EditExperience),
        has_body: true,
    },
    Operation {
        verb: Method::DELETE,
        path: "/api/1/curriculum/{curriculumId}/experience/{experienceId}",
        scope: Some(Scope::DeleteExperience),
        has_body: false,
    },
    Operation::read("/api/1/dictionary/{dictionaryId}", None),
];

const NO_CURRICULUM: &str = "01234567-89AB-CDEF-0123456789ABCDEF";
const NO_EXPERIENCE: &str = "4711";

/// Two persons, each with an experience, and one application that acts for both with all scopes.
struct Two {
    setting: Setting,
    mine: String,
    other: TestPerson,
    others: Tokens,
    theirs: String,
}

impl Two {
    async fn new() -> Self {
        let setting = Setting::new().await;
        let mine = setting.insert("Mine").await;
        let other = setting.harness.person("other@example.com").await;
        let others = setting.harness.tokens(&setting.client, &other, &Scope::APPLICATION).await;
        let path = format!("/api/4/curriculum/{}/experience", other.curriculum);
        let mut body = minimal();
        body["company"] = "Theirs".into();
        let saved = setting.harness.put(&path).user(&setting.client, &others.access).json(&body).send().await;
        let theirs = saved.expect(StatusCode::OK).json()["id"].as_str().unwrap().to_owned();
        Self { setting, mine, other, others, theirs }
    }

    fn my_curriculum(&self) -> &str {
        self.setting.person.curriculum.as_str()
    }

    fn their_curriculum(&self) -> &str {
        self.other.curriculum.as_str()
    }

    /// A call without credentials.
    fn call(&self, operation: &Operation, curriculum: &str, experience: &str) -> Call<'_> {
        let path = operation.path.replace("{curriculumId}", curriculum).replace("{experienceId}", experience);
        let path = path.replace("{dictionaryId}", "salary-period");
        let call = self.setting.harness.call(operation.verb.clone(), &path);
        if !operation.has_body {
            return call;
        }
        let mut body = minimal();
        body["company"] = "Changed".into();
        body["id"] = experience.into();
        call.json(&body)
    }

    /// A call as the first person.
    async fn try_it(&self, operation: &Operation, curriculum: &str, experience: &str) -> Answer {
        let Setting { client, tokens, .. } = &self.setting;
        self.call(operation, curriculum, experience).user(client, &tokens.access).send().await
    }

    async fn record(&self, person: &TestPerson) -> Record {
        self.setting.harness.app.store.answer(RecordOf { person: person.id }).await.unwrap().unwrap()
    }

    /// What an answer says once the ids that it echoes are taken out.
    fn without_ids(&self, answer: &Answer) -> String {
        let mut shown = answer.shown();
        for id in [self.their_curriculum(), NO_CURRICULUM, &self.theirs, NO_EXPERIENCE] {
            shown = shown.replace(id, "*");
        }
        shown
    }
}

/// The ways to write one id, right and wrong.
fn spellings(id: &str) -> Vec<String> {
    vec![
        id.to_owned(),
        id.to_lowercase(),
        format!("%{:02X}{}", id.as_bytes()[0], &id[1..]),
        format!("%20{id}"),
        format!("{id}%20"),
        format!("{id}%00"),
        format!("{id}.0"),
        format!("+{id}"),
        format!("-{id}"),
        format!("000{id}"),
        format!("{id}%2F.."),
        format!("%7B{id}%7D"),
        format!("{id},{id}"),
        format!("{id}?x=1"),
        format!("{id}%3B"),
        String::new(),
    ]
}

#[tokio::test]
async fn there_is_a_row_for_every_operation() {
    let two = Two::new().await;
    let (_, document) = super::routes();
    let routes: BTreeSet<&str> = document.paths.paths.keys().map(String::as_str).collect();
    let rows: BTreeSet<&str> = OPERATIONS.iter().map(|operation| operation.path).collect();
    assert_eq!(routes, rows);
    for path in rows {
        let verbs = OPERATIONS.iter().filter(|operation| operation.path == path);
        let verbs: BTreeSet<&str> = verbs.map(|operation| operation.verb.as_str()).collect();
        let nothing = Operation { verb: Method::PATCH, path, scope: None, has_body: false };
        let answer = two.call(&nothing, "x", "x").send().await;
        let allowed: BTreeSet<&str> = answer.header("allow").unwrap().split(',').collect();
        assert_eq!(&allowed - &BTreeSet::from(["HEAD"]), verbs, "{path}");
    }
}

#[tokio::test]
async fn no_operation_reaches_anothers_data_with_any_ids() {
    let two = Two::new().await;
    let (before, my_record) = (two.record(&two.other).await, two.record(&two.setting.person).await);
    let mut tried = 0;
    for operation in OPERATIONS.iter().filter(|operation| operation.path.contains("{curriculumId}")) {
        let place = format!("{} {}", operation.verb, operation.path);
        // Their curriculum is as unknown as none, whatever stands beside it.
        for (theirs, none) in spellings(two.their_curriculum()).iter().zip(spellings(NO_CURRICULUM)) {
            let mut experiences = vec![two.mine.clone(), String::new()];
            experiences.extend(spellings(&two.theirs));
            for experience in experiences {
                let answer = two.try_it(operation, theirs, &experience).await;
                let unknown = two.try_it(operation, &none, &experience).await;
                assert!(answer.status.is_client_error(), "{place}: {theirs} {experience}: {}", answer.body);
                assert_eq!(
                    two.without_ids(&answer),
                    two.without_ids(&unknown),
                    "{place}: {theirs} {experience}"
                );
                tried += 2;
            }
        }
        // Nor is their experience to be found in my curriculum.
        if !operation.path.contains("{experienceId}") && !operation.has_body {
            continue;
        }
        for (theirs, none) in spellings(&two.theirs).iter().zip(spellings(NO_EXPERIENCE)) {
            if theirs.is_empty() && operation.has_body {
                continue; // an insert into my own curriculum
            }
            for mine in [two.my_curriculum().to_owned(), two.my_curriculum().to_lowercase()] {
                let answer = two.try_it(operation, &mine, theirs).await;
                let unknown = two.try_it(operation, &mine, &none).await;
                assert!(answer.status.is_client_error(), "{place}: {mine} {theirs}: {}", answer.body);
                assert_eq!(two.without_ids(&answer), two.without_ids(&unknown), "{place}: {mine} {theirs}");
                tried += 2;
            }
        }
    }
    println!("{tried} calls with swapped ids");
    assert!(tried > 1_000);
    assert_eq!(two.record(&two.other).await, before, "the other's record is what it was");
    assert_eq!(two.record(&two.setting.person).await, my_record, "and so is mine");

    // The same calls with nothing swapped do their work, on mine alone.
    for operation in &OPERATIONS {
        two.try_it(operation, &two.my_curriculum().to_lowercase(), &two.mine).await.expect(StatusCode::OK);
    }
    assert_eq!(two.record(&two.other).await, before);
    assert_ne!(two.record(&two.setting.person).await, my_record);
}

#[tokio::test]
async fn what_is_read_without_an_id_is_ones_own() {
    let two = Two::new().await;
    let Setting { harness, client, tokens, .. } = &two.setting;
    let theirs = two.their_curriculum();
    for path in
        ["/api/2/curriculum".to_owned(), format!("/api/2/curriculum?curriculumId={theirs}&code={theirs}")]
    {
        let mine = harness.get(&path).user(client, &tokens.access).send().await.json();
        assert_eq!(mine.as_array().unwrap().len(), 1);
        assert_eq!(mine[0]["code"], two.my_curriculum());
        let others = harness.get(&path).user(client, &two.others.access).send().await.json();
        assert_ne!((&others[0]["code"], &others[0]["id"]), (&mine[0]["code"], &mine[0]["id"]));
    }
    let path = two.setting.path(2, &format!("?curriculumId={theirs}&experienceId={}", two.theirs));
    let list = two.setting.get(&path).await.json();
    assert_eq!(list["experience"].as_array().unwrap().len(), 1);
    assert_eq!(list["experience"][0]["company"], "Mine");
}

/// Headers and bodies change nothing about it: 361 comes before the rules about content, 655 before `If-Match`.
#[tokio::test]
async fn no_header_and_no_body_tells_theirs_from_none() {
    let two = Two::new().await;
    let Setting { harness, client, tokens, .. } = &two.setting;
    let before = two.record(&two.other).await;
    let mut bodies = vec![json!({}), json!([]), json!({"company": 5}), minimal()];
    for id in
        [json!(two.theirs), json!(two.theirs.parse::<u64>().unwrap()), json!(two.mine), json!("0"), json!({})]
    {
        let mut body = minimal();
        body["id"] = id;
        bodies.push(body);
    }
    let headers = [
        ("accept", "application/json"),
        ("accept", "application/problem+json"),
        ("if-match", "\"1\""),
        ("if-match", "*"),
        ("idempotency-key", "k"),
        ("content-type", "text/plain"),
    ];
    for operation in OPERATIONS.iter().filter(|operation| operation.has_body) {
        for body in &bodies {
            for (name, value) in headers {
                let put = |curriculum: &str| {
                    let path = operation.path.replace("{curriculumId}", curriculum);
                    let call = harness.put(&path).user(client, &tokens.access).header(name, value);
                    call.body(body.to_string()).send()
                };
                let (answer, unknown) = (put(two.their_curriculum()).await, put(NO_CURRICULUM).await);
                assert!(answer.status.is_client_error(), "{body} {name}: {}", answer.body);
                assert_eq!(two.without_ids(&answer), two.without_ids(&unknown), "{body} {name}: {value}");
            }
        }
    }
    for (id, conditions) in [(&two.theirs, ["\"1\"", "*"]), (&NO_EXPERIENCE.to_owned(), ["\"1\"", "\"9\""])] {
        for condition in conditions {
            let mut body = minimal();
            body["id"] = id.as_str().into();
            let call = harness.put(&two.setting.path(4, "")).user(client, &tokens.access);
            let answer = call.header("if-match", condition).json(&body).send().await;
            assert_eq!(answer.code(), (404, "655".to_owned()), "{id} {condition}");
        }
    }
    assert_eq!(two.record(&two.other).await, before);
}

#[tokio::test]
async fn an_idempotency_key_never_answers_with_anothers_record() {
    let two = Two::new().await;
    let Setting { harness, client, tokens, .. } = &two.setting;
    let put = |curriculum: &str, access: &str, body: &Value| {
        let path = format!("/api/4/curriculum/{curriculum}/experience");
        harness.put(&path).user(client, access).header("idempotency-key", "the-same").json(body).send()
    };
    let theirs = put(two.their_curriculum(), &two.others.access, &minimal()).await;
    let mine = put(two.my_curriculum(), &tokens.access, &minimal()).await;
    let (theirs, mine) = (theirs.expect(StatusCode::OK).json(), mine.expect(StatusCode::OK).json());
    assert_ne!(theirs["id"], mine["id"], "each has their own");
    let mut other_body = minimal();
    other_body["company"] = "Guess".into();
    let guessed = put(two.their_curriculum(), &tokens.access, &other_body).await;
    assert_eq!(guessed.code(), (404, "361".to_owned()), "not that the key is known");
}

/// An application without a secret (LEDGER 24) proves itself by its id alone; what counts is the person's token,
/// which is good with that id and no other.
#[tokio::test]
async fn ledger_24_a_public_application_calls_with_its_id_and_the_persons_token() {
    let two = Two::new().await;
    let Setting { harness, client: confidential, person, tokens } = &two.setting;
    let public = |_| TestClient { id: harness.app.new_client_id(), secret: String::new() };
    let [public, stranger] = [0, 1].map(public);
    for client in [&public, &stranger] {
        let client = Client {
            id: client.id,
            name: "Test Phone App".to_owned(),
            scopes: Scope::APPLICATION.into_iter().collect(),
            kind: ClientKind::Application { secret: None, redirect_uris: Vec::new() },
        };
        harness.app.store.apply(AddClient { client, now: harness.app.now() }).await.unwrap();
    }
    let own = harness.tokens(&public, person, &Scope::APPLICATION).await;
    for operation in &OPERATIONS {
        let call = || two.call(operation, two.my_curriculum(), &two.mine);
        if operation.scope.is_some() {
            for (client, access) in [(&stranger, &own), (&public, tokens), (confidential, &own)] {
                let answer = call().user(client, &access.access).send().await;
                assert_eq!(answer.code(), (401, "101".to_owned()), "{}", operation.path);
            }
        }
        let wrong = TestClient { id: public.id, secret: "x".to_owned() };
        let answer = call().user(&wrong, &own.access).send().await;
        assert_eq!(answer.code(), (401, "102".to_owned()), "{}", operation.path);
        call().user(&public, &own.access).send().await.expect(StatusCode::OK);
    }
}
