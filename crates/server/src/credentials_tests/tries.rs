//! Every wrong way to show credentials, and the right ones.

use oauth::scope::Scope;

use super::document::Access;
use super::parties::Parties;
use super::rightly::By;
use crate::testing::{TestClient, basic};

/// A kind of caller: one column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Nobody,
    Malformed,
    WrongSecret,
    UnknownClient,
    OtherContract,
    Expired,
    Ended,
    WithoutScope,
    MixedUp,
    OtherClient,
    OtherPerson,
    /// Another application that the owner allowed the same. It is let in, but for what is the first application's own.
    Fellow,
}

/// What one caller shows.
pub(super) struct Shown {
    pub(super) name: &'static str,
    pub(super) authorization: Option<String>,
    /// In the form, beside what the operation takes.
    pub(super) form: Vec<(&'static str, String)>,
}

impl Shown {
    fn header(name: &'static str, authorization: impl Into<String>) -> Self {
        Self { name, authorization: Some(authorization.into()), form: Vec::new() }
    }

    fn basic(name: &'static str, client: &TestClient) -> Self {
        Self::header(name, format!("Basic {}", basic(client)))
    }

    fn bearer(name: &'static str, token: &str) -> Self {
        Self::header(name, format!("Bearer {token}"))
    }

    fn both(name: &'static str, client: &TestClient, token: &str) -> Self {
        Self::header(name, format!("Basic {},Bearer {token}", basic(client)))
    }

    fn form(name: &'static str, client: &TestClient) -> Self {
        let form = vec![("client_id", client.id.to_string()), ("client_secret", client.secret.clone())];
        Self { name, authorization: None, form }
    }

    const fn nothing() -> Self {
        Self { name: "nothing", authorization: None, form: Vec::new() }
    }
}

/// The right credentials, in every way to show them.
pub(super) fn right(access: Access, by: By, parties: &Parties) -> Vec<Shown> {
    let Parties { application, tokens, partners, .. } = parties;
    let client = by.client(parties);
    match access {
        Access::Nobody => vec![Shown::nothing()],
        Access::Application => vec![Shown::basic("Basic", application)],
        Access::User(_) => vec![Shown::both("Basic and Bearer", application, &tokens.access)],
        Access::Person(_) => vec![
            Shown::bearer("Bearer", &tokens.access),
            Shown::both("Basic and Bearer", application, &tokens.access),
        ],
        Access::Partner(_) => vec![Shown::bearer("Bearer", partners)],
        Access::Client => vec![Shown::basic("Basic", client), Shown::form("form", client)],
    }
}

impl Who {
    /// In the order of the columns.
    pub(super) const ALL: [Self; 12] = [
        Self::Nobody,
        Self::Malformed,
        Self::WrongSecret,
        Self::UnknownClient,
        Self::OtherContract,
        Self::Expired,
        Self::Ended,
        Self::WithoutScope,
        Self::MixedUp,
        Self::OtherClient,
        Self::OtherPerson,
        Self::Fellow,
    ];

    /// The column's heading.
    pub(super) const fn heading(self) -> &'static str {
        match self {
            Self::Nobody => "nothing",
            Self::Malformed => "malformed",
            Self::WrongSecret => "wrong secret",
            Self::UnknownClient => "unknown client",
            Self::OtherContract => "other contract",
            Self::Expired => "expired",
            Self::Ended => "ended",
            Self::WithoutScope => "no scope",
            Self::MixedUp => "mixed up",
            Self::OtherClient => "other client",
            Self::OtherPerson => "other person",
            Self::Fellow => "fellow",
        }
    }

    /// What such callers show to an operation; none where its access has no such thing.
    pub(super) fn shows(self, access: Access, by: By, parties: &Parties) -> Vec<Shown> {
        match access {
            Access::Nobody => Vec::new(),
            Access::Application => self.to_applications(parties),
            Access::User(scope) => self.to_users(scope, parties),
            Access::Person(scope) => self.to_persons(scope, parties),
            Access::Partner(scope) => self.to_partners(scope, parties),
            Access::Client => self.to_clients(by, parties),
        }
    }

    fn to_applications(self, parties: &Parties) -> Vec<Shown> {
        let Parties { application, partner, other_application, tokens, .. } = parties;
        let nameless = TestClient { id: application.id, secret: String::new() };
        match self {
            Self::Nobody => vec![Shown::nothing(), Shown::bearer("a token alone", &tokens.access)],
            Self::Malformed => malformed_basic(),
            Self::WrongSecret => vec![
                Shown::basic("a wrong secret", &parties.with_wrong_secret(application)),
                Shown::basic("no secret", &nameless),
                Shown::both(
                    "a wrong secret and a token",
                    &parties.with_wrong_secret(application),
                    &tokens.access,
                ),
            ],
            Self::UnknownClient => vec![Shown::basic("an unknown client", &parties.unknown_client())],
            Self::OtherContract => vec![Shown::basic("a partner", partner)],
            Self::Fellow => vec![Shown::basic("another application", other_application)],
            _ => Vec::new(),
        }
    }

    fn to_users(self, scope: Scope, parties: &Parties) -> Vec<Shown> {
        let Parties { application, partner, other_application, tokens, .. } = parties;
        let access = tokens.access.as_str();
        let nameless = TestClient { id: application.id, secret: String::new() };
        let with = |name, token: &str| Shown::both(name, application, token);
        match self {
            Self::Nobody => vec![
                Shown::nothing(),
                Shown::bearer("the token alone", access),
                Shown::basic("the application alone", application),
            ],
            Self::Malformed => {
                let mut shown = malformed_basic();
                shown.push(Shown::header(
                    "two tokens",
                    format!("{},Bearer x", with("", access).authorization.unwrap_or_default()),
                ));
                shown.extend(no_tokens(parties).map(|(name, token)| with(name, token)));
                shown
            }
            Self::WrongSecret => vec![
                Shown::both("a wrong secret", &parties.with_wrong_secret(application), access),
                Shown::both("no secret", &nameless, access),
                with("a made-up token", &parties.made_up.access),
            ],
            Self::UnknownClient => vec![Shown::both("an unknown client", &parties.unknown_client(), access)],
            Self::OtherContract => vec![
                Shown::both("a partner beside the token", partner, access),
                Shown::both("a partner and its token", partner, &parties.partners),
                with("a partner's token", &parties.partners),
                with("a partner's token with the scope", &parties.partners_mistaken),
            ],
            Self::Expired => vec![with("an expired token", &parties.expired.access)],
            Self::Ended => vec![with("a token that was ended", &parties.ended.access)],
            Self::WithoutScope => vec![with("a token without the scope", &parties.lacking[&scope])],
            Self::MixedUp => vec![
                with("another application's token", &parties.other_applications.access),
                Shown::both("another application beside the token", other_application, access),
            ],
            Self::OtherClient => vec![Shown::both(
                "another application for another person",
                other_application,
                &parties.other_strangers.access,
            )],
            Self::OtherPerson => vec![with("another person's token", &parties.strangers.access)],
            Self::Fellow => vec![Shown::both(
                "another application",
                other_application,
                &parties.other_applications.access,
            )],
        }
    }

    fn to_persons(self, scope: Scope, parties: &Parties) -> Vec<Shown> {
        let Parties { application, partner, other_application, tokens, .. } = parties;
        let access = tokens.access.as_str();
        match self {
            Self::Nobody => {
                vec![Shown::nothing(), Shown::basic("the application alone", application)]
            }
            Self::Malformed => malformed_bearer(parties, access),
            Self::WrongSecret => vec![
                Shown::bearer("a made-up token", &parties.made_up.access),
                Shown::both("a wrong secret", &parties.with_wrong_secret(application), access),
            ],
            Self::UnknownClient => {
                vec![Shown::both("an unknown client", &parties.unknown_client(), access)]
            }
            Self::OtherContract => vec![
                Shown::bearer("a partner's token", &parties.partners),
                Shown::bearer("a partner's token with the scope", &parties.partners_mistaken),
                Shown::both("a partner beside the token", partner, access),
            ],
            Self::Expired => vec![Shown::bearer("an expired token", &parties.expired.access)],
            Self::Ended => vec![Shown::bearer("a token that was ended", &parties.ended.access)],
            Self::WithoutScope => {
                vec![Shown::bearer("a token without the scope", &parties.lacking[&scope])]
            }
            Self::MixedUp => vec![
                Shown::both("another application's token", application, &parties.other_applications.access),
                Shown::both("another application beside the token", other_application, access),
            ],
            Self::OtherClient => {
                vec![Shown::bearer("another application for another person", &parties.other_strangers.access)]
            }
            Self::OtherPerson => vec![Shown::bearer("another person's token", &parties.strangers.access)],
            Self::Fellow => vec![Shown::bearer("another application", &parties.other_applications.access)],
        }
    }

    fn to_partners(self, scope: Option<Scope>, parties: &Parties) -> Vec<Shown> {
        match self {
            Self::Nobody => {
                vec![Shown::nothing(), Shown::basic("the partner's id and secret", &parties.partner)]
            }
            Self::Malformed => malformed_bearer(parties, &parties.partners),
            Self::WrongSecret => vec![Shown::bearer("a made-up token", &parties.made_up.access)],
            Self::OtherContract => vec![Shown::bearer("an application's token", &parties.tokens.access)],
            Self::Expired => vec![Shown::bearer("an expired token", &parties.partners_expired)],
            Self::Ended => vec![Shown::bearer("a token that was ended", &parties.partners_ended)],
            Self::WithoutScope => {
                let lacking = scope.map(|scope| &parties.lacking[&scope]);
                lacking.into_iter().map(|token| Shown::bearer("a token without the scope", token)).collect()
            }
            Self::OtherClient => vec![Shown::bearer("another partner", &parties.other_partners)],
            Self::UnknownClient | Self::MixedUp | Self::OtherPerson | Self::Fellow => Vec::new(),
        }
    }

    fn to_clients(self, by: By, parties: &Parties) -> Vec<Shown> {
        let client = by.client(parties);
        let in_both_ways =
            |client: &TestClient| vec![Shown::basic("Basic", client), Shown::form("form", client)];
        match self {
            Self::Nobody => vec![Shown::nothing(), Shown::bearer("a token", &parties.tokens.access)],
            Self::Malformed => malformed_basic(),
            Self::WrongSecret => {
                let nameless = TestClient { id: client.id, secret: String::new() };
                [parties.with_wrong_secret(client), nameless].iter().flat_map(in_both_ways).collect()
            }
            Self::UnknownClient => in_both_ways(&parties.unknown_client()),
            Self::OtherContract => in_both_ways(by.other_contract(parties)),
            Self::OtherClient => in_both_ways(by.other(parties)),
            _ => Vec::new(),
        }
    }
}

fn malformed_basic() -> Vec<Shown> {
    vec![
        Shown::header("Basic without base64", "Basic ?"),
        Shown::header("Basic of nothing", "Basic"),
        Shown::header("Basic without a colon", "Basic bm90aGluZw=="),
        Shown::header("another scheme", "Digest username=\"x\""),
        Shown::header("an empty header", ""),
    ]
}

fn malformed_bearer(parties: &Parties, good: &str) -> Vec<Shown> {
    let mut shown = vec![
        Shown::header("Basic without base64", format!("Basic ?,Bearer {good}")),
        Shown::header("another scheme", "Digest username=\"x\""),
        Shown::header("the token without its scheme", good),
        Shown::header("two tokens", format!("Bearer {good},Bearer {good}")),
        Shown::header("an empty header", ""),
    ];
    shown.extend(no_tokens(parties).map(|(name, token)| Shown::bearer(name, token)));
    shown
}

/// What is not an access token at all.
fn no_tokens(parties: &Parties) -> impl Iterator<Item = (&'static str, &str)> {
    [
        ("nothing for a token", ""),
        ("half a token", &parties.tokens.access[..30]),
        ("a refresh token", parties.tokens.refresh.as_str()),
        ("a code", parties.made_up.code.as_str()),
        ("the application's secret", parties.application.secret.as_str()),
        ("the partner's secret", parties.partner.secret.as_str()),
    ]
    .into_iter()
}
