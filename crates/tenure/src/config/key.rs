//! The keys of the configuration: one table for the flags, the variables, the file and the help texts.

/// A key of the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Where the server listens.
    Listen,
    /// Its address as the outside knows it.
    PublicUrl,
    /// The folder of the database.
    Data,
    /// The URL of the database, where it is not a folder.
    Database,
    /// The folder of replacement dictionaries.
    Dictionaries,
    /// The proxies that are believed.
    TrustedProxies,
    /// How long a partner's access token lives.
    PartnerTokenLife,
    /// How long a submission's tombstone answers.
    TombstoneLife,
    /// The SMTP relay.
    MailRelay,
    /// The sender of mail.
    MailFrom,
    /// The name with which the relay is greeted.
    MailHelloName,
    /// How many mails with codes go to one address.
    MailsPerAddress,
    /// How many mails with codes one source may ask for.
    MailsPerSource,
    /// How many wrong codes may be entered for one address.
    WrongCodesPerAddress,
    /// How many requests a second a partner may send for good.
    PartnerRatePerSecond,
    /// How many it may send at once.
    PartnerRateBurst,
    /// How many requests a second an application may send for good.
    ApplicationRatePerSecond,
    /// How many it may send at once.
    ApplicationRateBurst,
    /// How many requests for tokens a second may come from one source for good.
    OauthRatePerSecond,
    /// How many may come from it at once.
    OauthRateBurst,
    /// The policy file under which records are reconciled.
    ReconciliationPolicy,
    /// How many connections there may be.
    ConnectionsTotal,
    /// How many of them one source may have.
    ConnectionsPerSource,
    /// How long the head of a request may take.
    HeadTime,
    /// How long the body of a request may take.
    BodyTime,
    /// How long reading an answer may take.
    AnswerTime,
    /// How long the server is not ready before it stops.
    StopNotice,
    /// How long what was accepted may take after that.
    StopDeadline,
    /// Where Prometheus reads the metrics.
    MetricsListen,
    /// The form of the log.
    LogFormat,
    /// How much is logged.
    LogLevel,
}

/// What a value is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    Text,
    /// An integer.
    Number,
    /// An array of strings; in flags and variables, separated by commas.
    List,
}

/// What begins every variable of the environment that is ours.
pub const VARIABLES: &str = "TENURE_";

impl Key {
    /// Every key, in the order in which they are documented.
    pub const ALL: [Self; 31] = [
        Self::Listen,
        Self::PublicUrl,
        Self::Data,
        Self::Database,
        Self::Dictionaries,
        Self::TrustedProxies,
        Self::PartnerTokenLife,
        Self::TombstoneLife,
        Self::MailRelay,
        Self::MailFrom,
        Self::MailHelloName,
        Self::MailsPerAddress,
        Self::MailsPerSource,
        Self::WrongCodesPerAddress,
        Self::PartnerRatePerSecond,
        Self::PartnerRateBurst,
        Self::ApplicationRatePerSecond,
        Self::ApplicationRateBurst,
        Self::OauthRatePerSecond,
        Self::OauthRateBurst,
        Self::ReconciliationPolicy,
        Self::ConnectionsTotal,
        Self::ConnectionsPerSource,
        Self::HeadTime,
        Self::BodyTime,
        Self::AnswerTime,
        Self::StopNotice,
        Self::StopDeadline,
        Self::MetricsListen,
        Self::LogFormat,
        Self::LogLevel,
    ];

    /// Its name in the file. What stands before a dot is the name of a table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Listen => "listen",
            Self::PublicUrl => "public_url",
            Self::Data => "data",
            Self::Database => "database",
            Self::Dictionaries => "dictionaries",
            Self::TrustedProxies => "trusted_proxies",
            Self::PartnerTokenLife => "partner_token_life",
            Self::TombstoneLife => "tombstone_life",
            Self::MailRelay => "mail.relay",
            Self::MailFrom => "mail.from",
            Self::MailHelloName => "mail.hello_name",
            Self::MailsPerAddress => "sign_in.mails_per_address",
            Self::MailsPerSource => "sign_in.mails_per_source",
            Self::WrongCodesPerAddress => "sign_in.wrong_codes_per_address",
            Self::PartnerRatePerSecond => "partner_rate.per_second",
            Self::PartnerRateBurst => "partner_rate.burst",
            Self::ApplicationRatePerSecond => "application_rate.per_second",
            Self::ApplicationRateBurst => "application_rate.burst",
            Self::OauthRatePerSecond => "oauth_rate.per_second",
            Self::OauthRateBurst => "oauth_rate.burst",
            Self::ReconciliationPolicy => "reconciliation.policy",
            Self::ConnectionsTotal => "connections.total",
            Self::ConnectionsPerSource => "connections.per_source",
            Self::HeadTime => "connections.head_time",
            Self::BodyTime => "connections.body_time",
            Self::AnswerTime => "connections.answer_time",
            Self::StopNotice => "stop.notice",
            Self::StopDeadline => "stop.deadline",
            Self::MetricsListen => "metrics.listen",
            Self::LogFormat => "log.format",
            Self::LogLevel => "log.level",
        }
    }

    /// Its flag, without the dashes before it: `mail-relay`.
    pub fn flag(self) -> String {
        self.name().replace(['.', '_'], "-")
    }

    /// Its variable of the environment: `TENURE_MAIL_RELAY`.
    pub fn variable(self) -> String {
        format!("{VARIABLES}{}", self.name().replace('.', "_").to_ascii_uppercase())
    }

    /// What its value is called in help texts.
    pub const fn value_name(self) -> &'static str {
        match self {
            Self::Listen | Self::MetricsListen => "ADDRESS:PORT",
            Self::PublicUrl | Self::Database | Self::MailRelay => "URL",
            Self::Data | Self::Dictionaries => "FOLDER",
            Self::ReconciliationPolicy => "FILE",
            Self::PartnerTokenLife
            | Self::TombstoneLife
            | Self::HeadTime
            | Self::BodyTime
            | Self::AnswerTime
            | Self::StopNotice
            | Self::StopDeadline => "TIME",
            Self::MailFrom => "MAILBOX",
            Self::MailHelloName => "DOMAIN",
            Self::TrustedProxies => "IP,IP,…",
            Self::MailsPerAddress
            | Self::MailsPerSource
            | Self::WrongCodesPerAddress
            | Self::PartnerRatePerSecond
            | Self::PartnerRateBurst
            | Self::ApplicationRatePerSecond
            | Self::ApplicationRateBurst
            | Self::OauthRatePerSecond
            | Self::OauthRateBurst
            | Self::ConnectionsTotal
            | Self::ConnectionsPerSource => "NUMBER",
            Self::LogFormat => "FORMAT",
            Self::LogLevel => "LEVEL",
        }
    }

    /// What holds where nobody says otherwise.
    pub const fn default(self) -> Option<&'static str> {
        match self {
            Self::Listen => Some("127.0.0.1:8080"),
            Self::Data => Some("./tenure-data"),
            Self::PartnerTokenLife => Some("30m"),
            Self::TombstoneLife => Some("90 days"),
            Self::LogFormat => Some("text"),
            Self::LogLevel => Some("info"),
            Self::MailsPerAddress => Some("5"),
            Self::MailsPerSource => Some("60"),
            Self::WrongCodesPerAddress => Some("20"),
            Self::PartnerRatePerSecond => Some("100"),
            Self::PartnerRateBurst => Some("400"),
            Self::ApplicationRatePerSecond | Self::OauthRateBurst => Some("500"),
            Self::ApplicationRateBurst => Some("2000"),
            Self::OauthRatePerSecond => Some("50"),
            Self::ConnectionsTotal => Some("4096"),
            Self::ConnectionsPerSource => Some("256"),
            Self::HeadTime => Some("15s"),
            Self::BodyTime | Self::StopDeadline => Some("30s"),
            Self::AnswerTime => Some("60s"),
            Self::StopNotice => Some("0s"),
            Self::PublicUrl
            | Self::Database
            | Self::Dictionaries
            | Self::TrustedProxies
            | Self::ReconciliationPolicy
            | Self::MailRelay
            | Self::MailFrom
            | Self::MailHelloName
            | Self::MetricsListen => None,
        }
    }

    /// One sentence for help texts.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Listen => "Where to listen: an IP address and a port (0 takes a free one)",
            Self::PublicUrl => {
                "The server's address as people and clients know it: the base of every link, and the OAuth issuer. \
                 https, or plain http on loopback [default: http:// and the address it listens on]"
            }
            Self::Data => "The folder of the database, tenure.sqlite3; made where there is none",
            Self::Database => {
                "A PostgreSQL database in the place of the data folder, which is then not used: \
                 postgres://USER:PASSWORD@HOST:PORT,HOST:PORT/NAME?sslmode=verify-full (a URL with a password is better \
                 in the file or the variable: flags are seen by everybody on the machine) [default: none]"
            }
            Self::Dictionaries => {
                "A folder of dictionary files that replace the shipped ones of the same name [default: none]"
            }
            Self::TrustedProxies => {
                "The addresses of proxies before this server whose header X-Forwarded-For is believed [default: none]"
            }
            Self::ReconciliationPolicy => {
                "A policy file, in TOML, under which declared and attested statements are held against each other \
                 [default: the shipped one]"
            }
            Self::PartnerTokenLife => "How long a partner's access token lives, 1s to 24h",
            Self::TombstoneLife => {
                "How long the status of a declined or expired submission is still answered, 1s to 3650 days"
            }
            Self::MailRelay => {
                "The SMTP relay that mail leaves through: smtp://HOST:PORT (plain), smtp://HOST:PORT?tls=required \
                 (STARTTLS) or smtps://HOST:PORT, with USER:PASSWORD@ before the host where it wants them (better \
                 in the file or the variable: flags are seen by everybody on the machine)"
            }
            Self::MailFrom => "The sender of mail, such as \"Career record <no-reply@example.org>\"",
            Self::MailHelloName => {
                "The domain with which the server greets the relay (EHLO) [default: the host of public_url]"
            }
            Self::MailsPerAddress => "How many mails with sign-in codes go to one address within an hour",
            Self::MailsPerSource => {
                "How many of them may be asked for from one source address within an hour"
            }
            Self::WrongCodesPerAddress => "How many wrong codes may be entered for one address within a day",
            Self::PartnerRatePerSecond => "How many requests a second one partner may send for good",
            Self::PartnerRateBurst => "How many requests one partner may send at once",
            Self::ApplicationRatePerSecond => "How many requests a second one application may send for good",
            Self::ApplicationRateBurst => "How many requests one application may send at once",
            Self::OauthRatePerSecond => {
                "How many requests for tokens a second may come from one source address for good"
            }
            Self::OauthRateBurst => "How many requests for tokens may come from one source address at once",
            Self::ConnectionsTotal => "How many connections there may be at once",
            Self::ConnectionsPerSource => {
                "How many of them one source address may have; loopback and trusted proxies have no limit of their own"
            }
            Self::HeadTime => {
                "How long the head of a request may take, and how long a connection may lie idle, 1s to 10m"
            }
            Self::BodyTime => "How long the body of a request may take, 1s to 1h",
            Self::AnswerTime => "How long the other side may take to read an answer, 1s to 1h",
            Self::StopNotice => {
                "How long /readyz says 503 after a signal while requests are still taken, so that whatever sends them \
                 can turn away first, 0s to 10m"
            }
            Self::StopDeadline => {
                "How long requests that were taken may then take before they are cut, 1s to 10m"
            }
            Self::MetricsListen => {
                "Where Prometheus reads /metrics, an address of its own that only the operator should reach, such as \
                 127.0.0.1:9464 [default: none, there are no metrics]"
            }
            Self::LogFormat => "The form of the log on standard error: text or json",
            Self::LogLevel => "How much is logged: error, warn, info, debug or trace",
        }
    }

    /// What its value is in the file.
    pub const fn kind(self) -> Kind {
        match self {
            Self::TrustedProxies => Kind::List,
            Self::MailsPerAddress
            | Self::MailsPerSource
            | Self::WrongCodesPerAddress
            | Self::PartnerRatePerSecond
            | Self::PartnerRateBurst
            | Self::ApplicationRatePerSecond
            | Self::ApplicationRateBurst
            | Self::OauthRatePerSecond
            | Self::OauthRateBurst
            | Self::ConnectionsTotal
            | Self::ConnectionsPerSource => Kind::Number,
            _ => Kind::Text,
        }
    }

    /// The key with this name in the file.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }

    /// True where the value may hold a password, which no message may show.
    pub const fn is_secret(self) -> bool {
        matches!(self, Self::Database | Self::MailRelay)
    }
}

/// The known name that was probably meant, if one is near enough.
pub fn meant<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = known.into_iter().map(|other| (distance(name, other), other)).min()?;
    (near.0 * 3 <= name.chars().count()).then_some(near.1)
}

/// How many characters must be put in, left out or replaced to make one name of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, character) in one.chars().enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        for (cell, also) in row.iter_mut().skip(1).zip(&other) {
            let replaced = diagonal + usize::from(character != *also);
            diagonal = *cell;
            left = replaced.min(diagonal + 1).min(left + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = index + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_a_flag_and_a_variable() {
        assert_eq!(Key::MailRelay.flag(), "mail-relay");
        assert_eq!(Key::MailRelay.variable(), "TENURE_MAIL_RELAY");
        assert_eq!(Key::PartnerTokenLife.flag(), "partner-token-life");
        for key in Key::ALL {
            assert_eq!(Key::named(key.name()), Some(key));
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        let names = ["listen", "public_url", "data"];
        assert_eq!(meant("lisen", names), Some("listen"));
        assert_eq!(meant("public-url", names), Some("public_url"));
        assert_eq!(meant("dta", names), Some("data"));
        assert_eq!(meant("port", names), None);
        assert_eq!(meant("x", names), None);
        assert_eq!((distance("abc", "abc"), distance("", "abc"), distance("kitten", "sitting")), (0, 3, 3));
    }
}
