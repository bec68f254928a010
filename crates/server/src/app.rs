//! What every handler has before it.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use career::id::{
    ClientId, CurriculumCode, CurriculumId, GrantId, PersonId, RequestId, ShareId, SubmissionId,
};
use career::reconciliation::Policy;
use jiff::{SignedDuration, Timestamp};
use oauth::secret::{Kind, Secret};
use store::people::SignInLimits;
use store::{Randomness, Store};
use tokio::sync::Notify;
use uuid::{Builder, Uuid};

use crate::clock::{Clock, whole_milliseconds};
use crate::connections::ConnectionLimits;
use crate::demo::DemoControls;
use crate::http::limits::{Limits, Rates};
use crate::infojobs::{DictionariesInForce, KnownLists};
use crate::operations::metrics::Metrics;
use crate::operations::{HelloName, RelayOutage, RequestLog};
use crate::public_url::PublicUrl;
use crate::reads::ReadsOfToday;

/// What an operator decides.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The issuer, and the base of every link.
    pub public_url: PublicUrl,
    /// How long a partner's access token lives (`seekpass.md §2`: 30 minutes by default).
    pub partner_token_life: SignedDuration,
    /// How long the tombstone of a submission answers its status (`seekpass.md §4`: 90 days by default).
    pub tombstone_life: SignedDuration,
    /// How mail leaves.
    pub mail: MailSettings,
    /// How often somebody may ask for sign-in codes, and enter wrong ones.
    pub sign_in_limits: SignInLimits,
    /// How often clients and sources may ask.
    pub rates: Rates,
    /// The proxies whose `X-Forwarded-For` is believed; nobody else's is.
    pub trusted_proxies: Vec<IpAddr>,
    /// How many connections there may be, and how long each may keep the server waiting.
    pub connections: ConnectionLimits,
}

/// How mail leaves.
#[derive(Debug, Clone)]
pub enum MailSettings {
    /// Not at all: it is kept and shown at `/demo/outbox`, and codes are printed to the log. This is demo mode.
    Demo,
    /// Through a relay.
    Relay(Relay),
}

/// An SMTP relay.
#[derive(Debug, Clone)]
pub struct Relay {
    /// `smtp://host:port` (plain), `smtp://host:port?tls=required` (STARTTLS) or `smtps://host:port` (implicit
    /// TLS), with `user:password@` before the host where the relay wants it.
    pub url: String,
    /// The sender, such as `Career record <no-reply@example.org>`.
    pub from: String,
    /// The name with which the server greets it (EHLO); `None` takes the public URL's host.
    pub hello_name: Option<HelloName>,
}

impl Settings {
    /// True in `tenure demo`.
    pub fn is_demo(&self) -> bool {
        matches!(self.mail, MailSettings::Demo)
    }
}

/// The server's parts. Cloning shares them.
#[derive(Clone)]
pub struct App(Arc<Shared>);

struct Shared {
    parts: Parts,
    reads: ReadsOfToday,
    lists: KnownLists,
    mail_waiting: Notify,
    relay_outage: RelayOutage,
    limits: Limits,
    metrics: Metrics,
    ending: AtomicBool,
}

/// The parts of an [`App`].
pub struct Parts {
    /// Where the record is kept.
    pub store: Store,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where random bytes come from.
    pub randomness: Arc<dyn Randomness>,
    /// The dictionaries in force, with the level rules.
    pub dictionaries: DictionariesInForce,
    /// The policy under which records are reconciled, and by which evidence is stale (`record.md §3`).
    pub policy: Policy,
    /// What the operator decided.
    pub settings: Settings,
    /// Who takes a line for each request; `None` where nobody does.
    pub request_log: Option<Arc<dyn RequestLog>>,
    /// What a demo lets others do; `None` outside of one.
    pub demo_controls: Option<Arc<dyn DemoControls>>,
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0.parts
    }
}

macro_rules! new_ids {
    ($($(#[$doc:meta])* $name:ident => $id:ident;)*) => {
        $(
            $(#[$doc])*
            pub fn $name(&self) -> $id {
                $id::from_uuid(self.new_uuid())
            }
        )*
    };
}

impl App {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        let limits = Limits::new(&parts.settings.rates);
        let (reads, mail_waiting) = (ReadsOfToday::default(), Notify::new());
        let relay_outage = RelayOutage::default();
        let metrics = Metrics::new(parts.clock.now(), parts.store.kind());
        let ending = AtomicBool::new(false);
        let lists = KnownLists::default();
        Self(Arc::new(Shared { parts, reads, lists, mail_waiting, relay_outage, limits, metrics, ending }))
    }

    /// How often one may ask.
    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// Says that the server will end: it is not ready from now on, though it still answers.
    pub fn announce_end(&self) {
        self.0.ending.store(true, Ordering::Relaxed);
    }

    /// True once the server will end.
    pub(crate) fn is_ending(&self) -> bool {
        self.0.ending.load(Ordering::Relaxed)
    }

    /// What this node counts.
    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// Which reads of today are in their history already.
    pub(crate) fn reads(&self) -> &ReadsOfToday {
        &self.0.reads
    }

    /// Lists of experience that were answered lately.
    pub(crate) fn known_lists(&self) -> &KnownLists {
        &self.0.lists
    }

    /// Woken when mail was written.
    pub(crate) fn mail_waiting(&self) -> &Notify {
        &self.0.mail_waiting
    }

    /// Whether mail has been failing to leave.
    pub(crate) fn relay_outage(&self) -> &RelayOutage {
        &self.0.relay_outage
    }

    /// The time now, in whole milliseconds.
    pub fn now(&self) -> Timestamp {
        whole_milliseconds(self.clock.now())
    }

    /// So many random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.randomness.fill(&mut bytes);
        bytes
    }

    /// A new secret of a kind.
    pub fn new_secret(&self, kind: Kind) -> Secret {
        Secret::new(kind, self.random())
    }

    /// A new UUID in the order of time (version 7).
    pub fn new_uuid(&self) -> Uuid {
        let milliseconds = u64::try_from(self.now().as_millisecond()).unwrap_or(0);
        Builder::from_unix_timestamp_millis(milliseconds, &self.random()).into_uuid()
    }

    new_ids! {
        /// A new person's id.
        new_person_id => PersonId;
        /// A new client's id.
        new_client_id => ClientId;
        /// A new curriculum's id.
        new_curriculum_id => CurriculumId;
        /// A new submission's id.
        new_submission_id => SubmissionId;
        /// A new grant's id.
        new_grant_id => GrantId;
    }

    /// The id in a submission's link: random throughout (version 4), for whoever knows it may open it.
    pub fn new_request_id(&self) -> RequestId {
        RequestId::from_uuid(Builder::from_random_bytes(self.random()).into_uuid())
    }

    /// The id in a share's link, random throughout as well.
    pub fn new_share_id(&self) -> ShareId {
        ShareId::from_uuid(Builder::from_random_bytes(self.random()).into_uuid())
    }

    /// A new curriculum's code.
    pub fn new_curriculum_code(&self) -> CurriculumCode {
        CurriculumCode::from_random(self.random())
    }
}
