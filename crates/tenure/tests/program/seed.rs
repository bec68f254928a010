//! What a load needs in a database before it can begin: a partner, an application, and a person who allowed it
//! everything.

use std::sync::Arc;

use career::credential::UnknownMembers;
use career::id::{ClientId, CurriculumCode, CurriculumId, GrantId, PersonId};
use career::source::Way;
use jiff::Timestamp;
use oauth::authorization::AuthorizationRequest;
use oauth::client::{Client, ClientKind};
use oauth::redirect_uri::RedirectUri;
use oauth::scope::Scope;
use oauth::secret::{Kind, Secret};
use serde_json::{Value, json};
use store::clients::AddClient;
use store::grants::{Authorize, NewPair, RedeemCode};
use store::people::{FirstCurriculum, RegisterPerson};
use store::testing::RepeatableRandomness;
use store::{PostgresUrl, Randomness, Store};

const REDIRECT_URI: &str = "https://app.example/callback";

/// The time, which is the programs' own too.
#[expect(
    clippy::disallowed_methods,
    reason = "the program under test asks the machine, and so must who fills its database"
)]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// Opens a database as another program would.
pub(crate) async fn open(url: &str) -> Store {
    let randomness: Arc<dyn Randomness> = Arc::new(RepeatableRandomness::default());
    Store::open_postgres(&PostgresUrl::parse(url).unwrap(), &randomness).await.unwrap()
}

/// Fills a database as `demo.json` would say it, without an address. `now` is the time of the tokens.
pub(crate) async fn seed(store: &Store, now: Timestamp) -> Value {
    let randomness = RepeatableRandomness::default();
    let random = || {
        let mut bytes = [0; 32];
        randomness.fill(&mut bytes);
        bytes
    };
    let half = || <[u8; 16]>::try_from(&random()[..16]).unwrap();
    let uuid = || uuid::Builder::from_random_bytes(half()).into_uuid();
    let client = async |name: &str, kind, scopes: &[Scope]| {
        let id = ClientId::from_uuid(uuid());
        let scopes = scopes.iter().copied().collect();
        let client = Client { id, name: name.to_owned(), scopes, kind };
        store.apply(AddClient { client, now }).await.unwrap();
        id
    };
    let (paid, applied) = (Secret::new(Kind::Client, random()), Secret::new(Kind::Client, random()));
    let kind = ClientKind::Partner { secret: paid.hash(), unknown_members: UnknownMembers::Refuse };
    let partner = client("Payroll", kind, &Scope::PARTNER).await;
    let redirect_uris = vec![RedirectUri::parse(REDIRECT_URI).unwrap()];
    let kind = ClientKind::Application { secret: Some(applied.hash()), redirect_uris };
    let application = client("Job Board", kind, &Scope::APPLICATION).await;

    let code = CurriculumCode::from_random(half());
    let curriculum =
        FirstCurriculum { id: CurriculumId::from_uuid(uuid()), code: code.clone(), name: "CV".to_owned() };
    let register = RegisterPerson {
        address: "candidate@example.com".to_owned(),
        person: PersonId::from_uuid(uuid()),
        curriculum,
        via: Way::CommandLine,
        now,
    };
    let person = store.apply(register).await.unwrap();
    let [redeemed, access, refresh] =
        [Kind::Code, Kind::Access, Kind::Refresh].map(|kind| Secret::new(kind, random()));
    let request = AuthorizationRequest {
        redirect_uri: REDIRECT_URI.to_owned(),
        scopes: Scope::APPLICATION.into_iter().collect(),
        state: None,
        challenge: None,
    };
    let grant = GrantId::from_uuid(uuid());
    let authorize = Authorize { grant, client: application, person, request, code: redeemed.hash(), now };
    store.apply(authorize).await.unwrap();
    let redeem = RedeemCode {
        code: redeemed.hash(),
        client: application,
        redirect_uri: Some(REDIRECT_URI.to_owned()),
        verifier: None,
        pair: NewPair { access: access.hash(), refresh: refresh.hash() },
        now,
    };
    store.apply(redeem).await.unwrap().unwrap();
    json!({
        "partner": { "client_id": partner, "client_secret": paid.expose() },
        "application": { "client_id": application, "client_secret": applied.expose() },
        "person": { "access_token": access.expose(), "curriculum_id": code },
    })
}
