//! Who speaks to the server: a partner with a token, and an application that people allow everything.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use career::credential::UnknownMembers;
use career::id::{ClientId, GrantId, PersonId};
use jiff::SignedDuration;
use oauth::authorization::AuthorizationRequest;
use oauth::client::{Client, ClientKind};
use oauth::redirect_uri::RedirectUri;
use oauth::scope::{Scope, Scopes};
use oauth::secret::{Kind, Secret};
use store::Store;
use store::clients::AddClient;
use store::grants::{Authorize, IssuePartnerToken, NewPair, RedeemCode};

use super::apply;
use crate::{Problem, machine};

const REDIRECT_URI: &str = "https://app.example/callback";

/// Longer than any measurement.
const TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(12);

pub(super) struct Parties {
    /// What a partner says in the header `Authorization`.
    pub(super) partner: String,
    /// The application's id.
    pub(super) application: ClientId,
    /// What it says in that header about itself.
    basic: String,
}

impl Parties {
    /// Adds both, with new ids.
    pub(super) async fn add(store: &Store) -> Result<Self, Problem> {
        let secret = secret(Kind::Client);
        let kind = ClientKind::Partner { secret: secret.hash(), unknown_members: UnknownMembers::Refuse };
        let partner = client(store, "Payroll", kind, &Scope::PARTNER).await?;
        let token = self::secret(Kind::Access);
        let issue = IssuePartnerToken {
            token: token.hash(),
            client: partner,
            scopes: Scope::PARTNER.into_iter().collect(),
            expires_at: machine::now() + TOKEN_LIFE,
        };
        apply(store, issue).await?;

        let secret = self::secret(Kind::Client);
        let redirect_uris = vec![RedirectUri::parse(REDIRECT_URI)?];
        let kind = ClientKind::Application { secret: Some(secret.hash()), redirect_uris };
        let application = client(store, "Job Board", kind, &Scope::APPLICATION).await?;
        let basic = STANDARD.encode(format!("{application}:{}", secret.expose()));
        Ok(Self {
            partner: format!("Bearer {}", token.expose()),
            application,
            basic: format!("Basic {basic}"),
        })
    }

    /// A person allows the application everything; gives what it says from then on.
    pub(super) async fn allow(&self, store: &Store, person: PersonId) -> Result<String, Problem> {
        let [code, access, refresh] = [Kind::Code, Kind::Access, Kind::Refresh].map(secret);
        let now = machine::now();
        let scopes: Scopes = Scope::APPLICATION.into_iter().collect();
        let request = AuthorizationRequest {
            redirect_uri: REDIRECT_URI.to_owned(),
            scopes,
            state: None,
            challenge: None,
        };
        let grant = GrantId::from_uuid(machine::new_uuid());
        let client = self.application;
        let authorize = Authorize { grant, client, person, request, code: code.hash(), now };
        apply(store, authorize).await?;
        let redeem = RedeemCode {
            code: code.hash(),
            client,
            redirect_uri: Some(REDIRECT_URI.to_owned()),
            verifier: None,
            pair: NewPair { access: access.hash(), refresh: refresh.hash() },
            now,
        };
        apply(store, redeem).await?.map_err(|refused| format!("{refused:?}"))?;
        Ok(format!("{},Bearer {}", self.basic, access.expose()))
    }

    /// What the application says where no person is meant.
    pub(super) fn alone(&self) -> &str {
        &self.basic
    }
}

fn secret(kind: Kind) -> Secret {
    Secret::new(kind, machine::random())
}

async fn client(store: &Store, name: &str, kind: ClientKind, scopes: &[Scope]) -> Result<ClientId, Problem> {
    let id = ClientId::from_uuid(machine::new_uuid());
    let client = Client { id, name: name.to_owned(), scopes: scopes.iter().copied().collect(), kind };
    apply(store, AddClient { client, now: machine::now() }).await?;
    Ok(id)
}
