//! Writers that send each write again, to whichever node answers, until it is acknowledged; and what became of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::parties::{Application, Partner};
use crate::program::text;

/// Between two tries of a write, as a client would wait.
const PAUSE: Duration = Duration::from_millis(20);

/// Longer than any write here takes, the loss of a database included.
const PATIENCE: Duration = Duration::from_mins(2);

/// What a writer writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Experiences, by the application; the same try again carries the same `Idempotency-Key`.
    Experience,
    /// Credentials, by the partner; the same try again carries the same id.
    Credential,
    /// Requests for a sign-in code, each to an address of its own; after one without an answer, another address.
    Mail,
}

/// What was acknowledged.
#[derive(Debug, Default, Clone)]
pub(crate) struct Acknowledged {
    /// Jobs, with the ids of their experiences.
    experiences: BTreeMap<String, String>,
    credentials: BTreeSet<String>,
    /// Addresses that were promised a mail.
    pub(crate) addresses: BTreeSet<String>,
    /// When the latest one was, and the longest time between two.
    latest: Option<Instant>,
    pub(crate) longest_pause: Duration,
}

impl Acknowledged {
    pub(crate) fn count(&self) -> usize {
        self.experiences.len() + self.credentials.len() + self.addresses.len()
    }
}

/// Writers, and the nodes that they write to.
pub(crate) struct Load {
    application: Application,
    partner: Partner,
    http: Client,
    nodes: Mutex<Vec<String>>,
    acknowledged: watch::Sender<Acknowledged>,
    /// How many times a node said "not now".
    refused: watch::Sender<usize>,
    over: AtomicBool,
}

impl Load {
    /// A load for these nodes, with the credentials of a `demo.json`.
    pub(crate) async fn on(nodes: Vec<String>, seeded: &Value) -> Arc<Self> {
        let mut seeded = seeded.clone();
        seeded["base_url"] = json!(nodes[0]);
        Arc::new(Self {
            application: Application::of(&seeded),
            partner: Partner::of(&seeded).await,
            http: Client::builder().redirect(Policy::none()).no_proxy().build().unwrap(),
            nodes: Mutex::new(nodes),
            acknowledged: watch::Sender::default(),
            refused: watch::Sender::default(),
            over: AtomicBool::new(false),
        })
    }

    /// From now on these are the nodes.
    pub(crate) fn moved(&self, nodes: Vec<String>) {
        *self.nodes.lock().unwrap() = nodes;
    }

    /// Starts one writer for each of these.
    pub(crate) fn start(self: &Arc<Self>, kinds: &[Kind]) -> JoinSet<()> {
        let mut writers = JoinSet::new();
        for (number, kind) in kinds.iter().enumerate() {
            let (load, kind) = (Arc::clone(self), *kind);
            writers.spawn(async move {
                for turn in 0.. {
                    if load.over.load(Ordering::Relaxed) {
                        return;
                    }
                    let name = format!("{number}-{turn}");
                    let written = load.write(kind, &name, number + turn);
                    tokio::time::timeout(PATIENCE, written)
                        .await
                        .expect("a write is acknowledged in the end");
                }
            });
        }
        writers
    }

    /// Lets each writer finish what it is at.
    pub(crate) async fn finish(&self, writers: JoinSet<()>) {
        self.over.store(true, Ordering::Relaxed);
        writers.join_all().await;
    }

    /// Waits until so many more were acknowledged.
    pub(crate) async fn acknowledges(&self, more: usize) {
        let most = self.count() + more;
        self.acknowledged.subscribe().wait_for(|acknowledged| acknowledged.count() >= most).await.unwrap();
    }

    /// Waits until "not now" was said so many more times.
    pub(crate) async fn is_refused(&self, more: usize) {
        let most = *self.refused.borrow() + more;
        self.refused.subscribe().wait_for(|refused| *refused >= most).await.unwrap();
    }

    pub(crate) fn count(&self) -> usize {
        self.acknowledged.borrow().count()
    }

    pub(crate) fn acknowledged(&self) -> Acknowledged {
        self.acknowledged.borrow().clone()
    }

    pub(crate) fn refused(&self) -> usize {
        *self.refused.borrow()
    }

    async fn write(&self, kind: Kind, name: &str, first_node: usize) {
        for turn in 0.. {
            let base_url = {
                let nodes = self.nodes.lock().unwrap();
                nodes[(first_node + turn) % nodes.len()].clone()
            };
            let done = match kind {
                Kind::Experience => self.declare(&base_url, name).await,
                Kind::Credential => self.submit(&base_url, name).await,
                Kind::Mail => self.ask_for_code(&base_url, &format!("{name}-{turn}@example.com")).await,
            };
            if done.is_some() {
                return;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn declare(&self, base_url: &str, job: &str) -> Option<()> {
        let request = self.application.at(base_url).put(None, job).header("idempotency-key", job);
        let answer = self.taken(request.send().await)?;
        self.experience_is_there(job, answer).await
    }

    async fn experience_is_there(&self, job: &str, answer: Response) -> Option<()> {
        assert_eq!(answer.status(), StatusCode::OK);
        let saved: Value = answer.json().await.ok()?;
        let id = text(&saved, "/id").to_owned();
        self.note(|acknowledged| {
            acknowledged.experiences.insert(job.to_owned(), id);
        });
        Some(())
    }

    async fn submit(&self, base_url: &str, id: &str) -> Option<()> {
        let answer = self.taken(self.partner.at(base_url).submit(id).send().await)?;
        self.credential_is_there(id, &answer);
        Some(())
    }

    fn credential_is_there(&self, id: &str, answer: &Response) {
        assert!(answer.status().is_success(), "{}", answer.status());
        self.note(|acknowledged| {
            acknowledged.credentials.insert(id.to_owned());
        });
    }

    async fn ask_for_code(&self, base_url: &str, address: &str) -> Option<()> {
        let form = self.http.post(format!("{base_url}/sign-in")).form(&[("email", address), ("next", "")]);
        // Every address asks from elsewhere, for a source may ask only so often.
        let hash = address.bytes().fold(0_u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
        let [_, b, c, d] = hash.to_be_bytes();
        let answer = self.taken(form.header("x-forwarded-for", format!("10.{b}.{c}.{d}")).send().await)?;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        self.note(|acknowledged| {
            acknowledged.addresses.insert(address.to_owned());
        });
        Some(())
    }

    /// The answer, unless there was none or it was "not now", which says when to come back.
    fn taken(&self, answer: reqwest::Result<Response>) -> Option<Response> {
        let answer = answer.ok()?;
        if answer.status() != StatusCode::SERVICE_UNAVAILABLE {
            return Some(answer);
        }
        assert!(answer.headers().contains_key("retry-after"), "{answer:?}");
        self.refused.send_modify(|refused| *refused += 1);
        None
    }

    /// Inserts experiences until "not now" is said; gives that answer. What is acknowledged before counts as all others.
    pub(crate) async fn refused_experience(&self, base_url: &str) -> Response {
        for turn in 0.. {
            let job = format!("until-refused-{}-{turn}", self.refused());
            let answer = self.application.at(base_url).put(None, &job).send().await.unwrap();
            if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
                return answer;
            }
            self.experience_is_there(&job, answer).await.unwrap();
        }
        unreachable!("it goes on until it is refused")
    }

    /// The same with credentials.
    pub(crate) async fn refused_credential(&self, base_url: &str) -> Response {
        for turn in 0.. {
            let id = format!("until-refused-{}-{turn}", self.refused());
            let answer = self.partner.at(base_url).submit(&id).send().await.unwrap();
            if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
                return answer;
            }
            self.credential_is_there(&id, &answer);
        }
        unreachable!("it goes on until it is refused")
    }

    /// The first page of a list that no application has read today.
    pub(crate) async fn curricula(&self, base_url: &str) -> Response {
        self.application.at(base_url).curricula().send().await.unwrap()
    }

    fn note(&self, what: impl FnOnce(&mut Acknowledged)) {
        self.acknowledged.send_modify(|acknowledged| {
            what(acknowledged);
            let now = Instant::now();
            let pause = acknowledged.latest.replace(now).map(|latest| now - latest);
            acknowledged.longest_pause = acknowledged.longest_pause.max(pause.unwrap_or_default());
        });
    }

    /// The same as [`Load::verify`], and no experience is there that was not acknowledged.
    pub(crate) async fn verify_exactly(&self, base_url: &str) {
        self.verify(base_url).await;
        let there = self.application.at(base_url).list().await.len();
        assert_eq!(there, self.acknowledged().experiences.len(), "refused, and there nevertheless");
    }

    /// Asks a node for everything. What was acknowledged must be there, once, and nothing may be there twice.
    pub(crate) async fn verify(&self, base_url: &str) {
        let acknowledged = self.acknowledged();
        let mut there = BTreeMap::<String, Vec<String>>::new();
        for one in self.application.at(base_url).list().await {
            there.entry(text(&one, "/job").to_owned()).or_default().push(text(&one, "/id").to_owned());
        }
        let twice: Vec<_> = there.iter().filter(|(_, ids)| ids.len() > 1).collect();
        assert!(twice.is_empty(), "more than once: {twice:?}");
        let missing: Vec<_> = acknowledged
            .experiences
            .iter()
            .filter(|(job, id)| there.get(*job).is_none_or(|ids| !ids.contains(id)))
            .collect();
        assert!(missing.is_empty(), "acknowledged and not there: {missing:?}");
        let partner = self.partner.at(base_url);
        let ids: Vec<&String> = acknowledged.credentials.iter().collect();
        for ids in ids.chunks(30) {
            let request = partner.request(Method::POST, "/api/partner/v1/submissions/status.json");
            let answer = request.json(&json!({ "ids": ids })).send().await.unwrap();
            let answer: Value = answer.json().await.unwrap();
            assert_eq!(answer["credentials"].as_array().map(Vec::len), Some(ids.len()), "{answer}");
        }
    }
}
