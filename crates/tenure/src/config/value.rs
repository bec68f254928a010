//! From the texts of the configuration to values that cannot be wrong.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use jiff::{SignedDuration, Span, SpanRelativeTo};
use server::{ConnectionLimits, HelloName, PublicUrl, Rate, Rates, Relay, SignInLimits};
use store::PostgresUrl;
use tracing::level_filters::LevelFilter;
use url::Url;

use super::fault::Fault;
use super::given::{Given, Origin, Values};
use super::key::Key;
use super::{Config, Database, Log, StopTimes};

/// The form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines: one JSON object a line.
    Json,
}

/// How much is logged.
pub type Level = LevelFilter;

/// Reads every value; `None` comes with at least one fault.
pub(super) fn config(values: &Values, faults: &mut Vec<Fault>) -> Option<Config> {
    let reader = &mut Reader { values, faults };
    let listens = reader.read(Key::Listen, listen);
    let public_url = reader.public_url(listens);
    let database = reader.database();
    let partner_token_life = reader.read(Key::PartnerTokenLife, |text| time(text, "24h", 24));
    let tombstone_life = reader.read(Key::TombstoneLife, |text| time(text, "3650 days", 24 * 3650));
    let trusted_proxies = reader.trusted_proxies();
    let mails_per_address = reader.read(Key::MailsPerAddress, number);
    let mails_per_source = reader.read(Key::MailsPerSource, number);
    let wrong_codes_per_address = reader.read(Key::WrongCodesPerAddress, number);
    let partner = reader.rate(Key::PartnerRatePerSecond, Key::PartnerRateBurst);
    let application = reader.rate(Key::ApplicationRatePerSecond, Key::ApplicationRateBurst);
    let oauth = reader.rate(Key::OauthRatePerSecond, Key::OauthRateBurst);
    let relay = reader.relay();
    let connections = reader.connections();
    let stop = reader.stop();
    let metrics = reader.read(Key::MetricsListen, listen);
    let format = reader.read(Key::LogFormat, log_format);
    let level = reader.read(Key::LogLevel, log_level);
    Some(Config {
        listen: listens?,
        public_url,
        database: database?,
        dictionaries: values.get(&Key::Dictionaries).map(|given| PathBuf::from(&given.text)),
        partner_token_life: partner_token_life?,
        tombstone_life: tombstone_life?,
        trusted_proxies: trusted_proxies?,
        sign_in_limits: SignInLimits {
            mails_per_address: mails_per_address?.get(),
            mails_per_source: mails_per_source?.get(),
            wrong_codes_per_address: wrong_codes_per_address?.get(),
        },
        rates: Rates { partner: partner?, application: application?, oauth: oauth? },
        policy: values.get(&Key::ReconciliationPolicy).map(|given| PathBuf::from(&given.text)),
        relay,
        connections: connections?,
        stop: stop?,
        metrics,
        log: Log { format: format?, level: level? },
    })
}

/// Reads where the database is; `None` comes with a fault.
pub(super) fn database(values: &Values, faults: &mut Vec<Fault>) -> Option<Database> {
    Reader { values, faults }.database()
}

struct Reader<'a> {
    values: &'a Values,
    faults: &'a mut Vec<Fault>,
}

impl Reader<'_> {
    fn given(&self, key: Key) -> Option<Given> {
        self.values.get(&key).cloned().or_else(|| {
            let text = key.default()?.to_owned();
            let origin = Origin::Default;
            Some(Given { text, origin })
        })
    }

    /// Reads a value with a function that answers either it or what is allowed.
    fn read<T>(&mut self, key: Key, parse: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let given = self.given(key)?;
        match parse(&given.text) {
            Ok(value) => Some(value),
            Err(allowed) => {
                self.faults.push(Fault::value(key, &given, allowed));
                None
            }
        }
    }

    fn public_url(&mut self, listen: Option<SocketAddr>) -> Option<PublicUrl> {
        let given = self.given(Key::PublicUrl).is_some();
        if let Some(listen) = listen.filter(|listen| !given && !listen.ip().is_loopback()) {
            self.faults.push(Fault::new(format!(
                "public_url is not set, and http://{listen} cannot be it, for plain http is allowed on loopback \
                 only: set public_url = \"https://…\" (or --public-url, or TENURE_PUBLIC_URL), the address under \
                 which people and clients reach this server through TLS"
            )));
        }
        self.read(Key::PublicUrl, |text| PublicUrl::parse(text).map_err(|error| error.to_string()))
    }

    fn database(&mut self) -> Option<Database> {
        if self.given(Key::Database).is_none() {
            return self.given(Key::Data).map(|given| Database::Folder(PathBuf::from(given.text)));
        }
        let url =
            self.read(Key::Database, |text| PostgresUrl::parse(text).map_err(|error| error.to_string()));
        Some(Database::Postgres(Box::new(url?)))
    }

    fn trusted_proxies(&mut self) -> Option<Vec<IpAddr>> {
        if self.given(Key::TrustedProxies).is_none() {
            return Some(Vec::new());
        }
        self.read(Key::TrustedProxies, addresses)
    }

    fn rate(&mut self, per_second: Key, burst: Key) -> Option<Rate> {
        let (per_second, burst) = (self.read(per_second, number), self.read(burst, number));
        Some(Rate { per_second: per_second?, burst: burst? })
    }

    fn connections(&mut self) -> Option<ConnectionLimits> {
        let total = self.read(Key::ConnectionsTotal, number);
        let per_source = self.read(Key::ConnectionsPerSource, number);
        let head_time = self.read(Key::HeadTime, |text| wait(text, 1, "10m", 600));
        let body_time = self.read(Key::BodyTime, |text| wait(text, 1, "1h", 3600));
        let answer_time = self.read(Key::AnswerTime, |text| wait(text, 1, "1h", 3600));
        Some(ConnectionLimits {
            total: total?,
            per_source: per_source?,
            head_time: head_time?,
            body_time: body_time?,
            answer_time: answer_time?,
        })
    }

    fn stop(&mut self) -> Option<StopTimes> {
        let notice = self.read(Key::StopNotice, |text| wait(text, 0, "10m", 600));
        let deadline = self.read(Key::StopDeadline, |text| wait(text, 1, "10m", 600));
        Some(StopTimes { notice: notice?, deadline: deadline? })
    }

    fn relay(&mut self) -> Option<Relay> {
        let url = self.read(Key::MailRelay, relay);
        let from = self.read(Key::MailFrom, mailbox);
        let hello_name = match self.given(Key::MailHelloName) {
            Some(_) => self.read(Key::MailHelloName, hello_name).map(Some),
            None => Some(None),
        };
        if self.given(Key::MailRelay).is_some() && self.given(Key::MailFrom).is_none() {
            let words = "mail.from is not set, and mail.relay is: set from = \"Career record \
                         <no-reply@example.org>\" under [mail] (or --mail-from, or TENURE_MAIL_FROM)";
            self.faults.push(Fault::new(words));
        }
        Some(Relay { url: url?, from: from?, hello_name: hello_name? })
    }
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    let allowed = "an IP address and a port are wanted, such as 127.0.0.1:8080 or [::1]:8080";
    text.parse().map_err(|_| allowed.to_owned())
}

fn addresses(text: &str) -> Result<Vec<IpAddr>, String> {
    let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
    let addresses = items.map(str::parse).collect::<Result<_, _>>();
    addresses.map_err(|_| "IP addresses separated by commas are wanted, such as 10.0.0.2,10.0.0.3".to_owned())
}

fn number(text: &str) -> Result<NonZeroU32, String> {
    let number = text.parse().ok().filter(|number: &NonZeroU32| number.get() <= 1_000_000);
    number.ok_or_else(|| "a whole number from 1 to 1000000 is wanted".to_owned())
}

fn time(text: &str, most: &str, most_hours: i64) -> Result<SignedDuration, String> {
    let allowed = || format!("a time from 1s to {most} is wanted, such as 90s, 30m, 12h or 2 days");
    let time = duration(text).ok_or_else(allowed)?;
    let fits = time >= SignedDuration::from_secs(1) && time <= SignedDuration::from_hours(most_hours);
    if fits { Ok(time) } else { Err(allowed()) }
}

/// A time that somebody waits for.
fn wait(text: &str, least_seconds: u64, most: &str, most_seconds: u64) -> Result<Duration, String> {
    let allowed = || format!("a time from {least_seconds}s to {most} is wanted, such as 10s, 1500ms or 2m");
    let time = duration(text).and_then(|time| Duration::try_from(time).ok()).ok_or_else(allowed)?;
    let fits = time >= Duration::from_secs(least_seconds) && time <= Duration::from_secs(most_seconds);
    if fits { Ok(time) } else { Err(allowed()) }
}

fn duration(text: &str) -> Option<SignedDuration> {
    let span: Span = text.parse().ok()?;
    span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()
}

fn relay(text: &str) -> Result<String, String> {
    let allowed = "smtp://HOST:PORT, smtp://HOST:PORT?tls=required or smtps://HOST:PORT is wanted";
    let url = Url::parse(text).map_err(|error| format!("{allowed} ({error})"))?;
    let fits = matches!(url.scheme(), "smtp" | "smtps") && url.host().is_some();
    if fits { Ok(text.to_owned()) } else { Err(allowed.to_owned()) }
}

fn mailbox(text: &str) -> Result<String, String> {
    let allowed = || {
        "an address is wanted, with or without a name: no-reply@example.org, or Career record \
         <no-reply@example.org>"
            .to_owned()
    };
    let address = match text.rsplit_once('<') {
        Some((_, rest)) => rest.strip_suffix('>').ok_or_else(allowed)?,
        None => text,
    };
    let (local, domain) = address.rsplit_once('@').ok_or_else(allowed)?;
    let odd = |character: char| character.is_whitespace() || character.is_control();
    if local.is_empty() || domain.is_empty() || address.contains(odd) || text.contains(char::is_control) {
        return Err(allowed());
    }
    Ok(text.to_owned())
}

fn hello_name(text: &str) -> Result<HelloName, String> {
    HelloName::parse(text).map_err(|error| error.to_string())
}

fn log_format(text: &str) -> Result<LogFormat, String> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err("text or json is wanted".to_owned()),
    }
}

fn log_level(text: &str) -> Result<Level, String> {
    match text {
        "error" => Ok(LevelFilter::ERROR),
        "warn" => Ok(LevelFilter::WARN),
        "info" => Ok(LevelFilter::INFO),
        "debug" => Ok(LevelFilter::DEBUG),
        "trace" => Ok(LevelFilter::TRACE),
        _ => Err("error, warn, info, debug or trace is wanted".to_owned()),
    }
}
