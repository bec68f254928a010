use career::history::What;
use career::id::{ClientId, GrantId, PersonId};
use oauth::authorization::AuthorizationRequest;
use oauth::code::CodeRefusal;
use oauth::presented::PresentedSecret;
use oauth::scope::{Scope, Scopes};
use oauth::secret::SecretHash;

use super::{Database, Fixture, after, noon};
use crate::NotDone;
use crate::clients::{ClientById, ClientRefusal, Clients, RemoveClient, RotateClientSecret};
use crate::grants::{
    Authenticate, Authorize, EndGrants, GrantState, GrantsOf, NewPair, Newest, NothingGranted, RedeemCode,
    RedeemRefusal, RefreshRefusal, RefreshTokens, Refreshed, RevokeToken, SweepTokens, TokenByHash,
};
use crate::record::{EnterRead, ReadKind};

struct Granted {
    client: ClientId,
    person: PersonId,
    code: SecretHash,
}

async fn granted(fixture: &Fixture) -> Granted {
    let client = fixture.application().await;
    let (person, _) = fixture.person("a@example.com").await;
    granted_to(fixture, client, person).await
}

async fn granted_to(fixture: &Fixture, client: ClientId, person: PersonId) -> Granted {
    let request = AuthorizationRequest {
        redirect_uri: "https://app.example/cb".to_owned(),
        scopes: Scope::APPLICATION.into_iter().collect(),
        state: None,
        challenge: None,
    };
    let code = fixture.hash();
    let grant = GrantId::from_uuid(fixture.uuid());
    fixture.store.apply(Authorize { grant, client, person, request, code, now: noon() }).await.unwrap();
    Granted { client, person, code }
}

fn pair(fixture: &Fixture) -> NewPair {
    NewPair { access: fixture.hash(), refresh: fixture.hash() }
}

async fn redeem(fixture: &Fixture, granted: &Granted, pair: NewPair) -> Result<Scopes, RedeemRefusal> {
    let redirect_uri = Some("https://app.example/cb".to_owned());
    let Granted { client, code, .. } = *granted;
    let command = RedeemCode { code, client, redirect_uri, verifier: None, pair, now: after(1) };
    fixture.store.apply(command).await.unwrap()
}

async fn refresh(
    fixture: &Fixture,
    granted: &Granted,
    token: SecretHash,
    new: NewPair,
    at: i64,
) -> Refreshed {
    let sealed_answer = new.access.as_bytes().to_vec();
    let command = RefreshTokens {
        token,
        client: granted.client,
        scopes: None,
        pair: new,
        sealed_answer,
        now: after(at),
    };
    fixture.store.apply(command).await.unwrap()
}

async fn lives(fixture: &Fixture, token: SecretHash) -> bool {
    let found = fixture.store.answer(Authenticate { client: None, token: Some(token) }).await.unwrap();
    found.token.is_some()
}

async fn a_code_used_twice_ends_its_tokens(database: Database) {
    let fixture = Fixture::on(database).await;
    let granted = granted(&fixture).await;
    let first = pair(&fixture);
    assert_eq!(
        redeem(&fixture, &granted, first).await.unwrap().to_string().split(' ').count(),
        Scope::APPLICATION.len()
    );
    assert!(lives(&fixture, first.access).await);
    let again = redeem(&fixture, &granted, pair(&fixture)).await;
    assert_eq!(again, Err(RedeemRefusal::Rule(CodeRefusal::Replayed)));
    assert!(!lives(&fixture, first.access).await);
    assert_eq!(
        refresh(&fixture, &granted, first.refresh, pair(&fixture), 2).await,
        Refreshed::Refused(RefreshRefusal::Unknown)
    );
    let said = super::stored::chain(&fixture, granted.person).await;
    assert_eq!(said[2..], ["granted", "ended"]);
}

async fn ledger_21_a_family_survives_a_retry_and_dies_of_reuse(database: Database) {
    let fixture = Fixture::on(database).await;
    let granted = granted(&fixture).await;
    let first = pair(&fixture);
    redeem(&fixture, &granted, first).await.unwrap();
    let second = pair(&fixture);
    assert_eq!(refresh(&fixture, &granted, first.refresh, second, 10).await, Refreshed::Rotated);
    let retried = refresh(&fixture, &granted, first.refresh, pair(&fixture), 39).await;
    assert_eq!(retried, Refreshed::SameSuccessor(second.access.as_bytes().to_vec()));
    assert!(lives(&fixture, first.access).await, "earlier access tokens live on");
    assert!(lives(&fixture, second.access).await);

    let other = fixture.application().await;
    let stolen = Granted { client: other, ..granted };
    assert_eq!(
        refresh(&fixture, &stolen, second.refresh, pair(&fixture), 39).await,
        Refreshed::Refused(RefreshRefusal::Unknown),
        "another client's"
    );

    let reused = refresh(&fixture, &granted, first.refresh, pair(&fixture), 40).await;
    assert_eq!(reused, Refreshed::Refused(RefreshRefusal::Reused));
    for token in [first.access, second.access] {
        assert!(!lives(&fixture, token).await, "the family is dead");
    }
    assert_eq!(
        refresh(&fixture, &granted, second.refresh, pair(&fixture), 41).await,
        Refreshed::Refused(RefreshRefusal::Unknown)
    );
}

async fn a_refresh_may_narrow_the_scopes_and_not_widen_them(database: Database) {
    let fixture = Fixture::on(database).await;
    let granted = granted(&fixture).await;
    let first = pair(&fixture);
    redeem(&fixture, &granted, first).await.unwrap();
    let ask = |scope: Scope, pair: NewPair, token| RefreshTokens {
        token,
        client: granted.client,
        scopes: Some([scope].into_iter().collect()),
        pair,
        sealed_answer: vec![1],
        now: after(2),
    };
    let wide =
        fixture.store.apply(ask(Scope::WriteCareerHistory, pair(&fixture), first.refresh)).await.unwrap();
    assert_eq!(wide, Refreshed::Refused(RefreshRefusal::Scope));
    let narrow = pair(&fixture);
    let rotated = fixture.store.apply(ask(Scope::Cv, narrow, first.refresh)).await.unwrap();
    assert_eq!(rotated, Refreshed::Rotated);
    let token = fixture.store.answer(TokenByHash { token: narrow.access }).await.unwrap().unwrap();
    assert_eq!(token.scopes.to_string(), "cv");
}

async fn revoking_a_refresh_token_ends_the_grant_and_only_for_its_client(database: Database) {
    let fixture = Fixture::on(database).await;
    let granted = granted(&fixture).await;
    let first = pair(&fixture);
    redeem(&fixture, &granted, first).await.unwrap();
    let other = fixture.application().await;
    let revoke = |client| RevokeToken { token: first.refresh, client, now: after(3) };
    fixture.store.apply(revoke(other)).await.unwrap();
    assert!(lives(&fixture, first.access).await);
    fixture.store.apply(revoke(granted.client)).await.unwrap();
    assert!(!lives(&fixture, first.access).await);
}

async fn a_sweep_takes_what_is_over(database: Database) {
    let fixture = Fixture::on(database).await;
    let granted = granted(&fixture).await;
    let first = pair(&fixture);
    redeem(&fixture, &granted, first).await.unwrap();
    fixture.store.apply(SweepTokens { now: after(43_200) }).await.unwrap();
    assert!(lives(&fixture, first.access).await, "issued one second after noon");
    fixture.store.apply(SweepTokens { now: after(43_201) }).await.unwrap();
    assert!(!lives(&fixture, first.access).await);
    let again = redeem(&fixture, &granted, pair(&fixture)).await;
    assert_eq!(again, Err(RedeemRefusal::Rule(CodeRefusal::Replayed)), "a used code is remembered for a day");
    fixture.store.apply(SweepTokens { now: after(86_401) }).await.unwrap();
    let again = redeem(&fixture, &granted, pair(&fixture)).await;
    assert_eq!(again, Err(RedeemRefusal::Unknown));
}

async fn a_client_gets_a_new_secret_and_is_removed(database: Database) {
    let fixture = Fixture::on(database).await;
    let operators = fixture.another_node().await;
    let granted = granted(&fixture).await;
    let first = pair(&fixture);
    redeem(&fixture, &granted, first).await.unwrap();
    let id = granted.client;
    let secret = SecretHash::of("new");
    let known = async |client| {
        let query = Authenticate { client, token: Some(first.access) };
        fixture.store.answer(query).await.unwrap().client
    };
    // It is the token's where none is named, and the named one where one is.
    let before = known(Some(id)).await.unwrap();
    assert_eq!(known(None).await.as_ref(), Some(&before));
    assert_eq!(known(Some(ClientId::from_uuid(fixture.uuid()))).await, None);
    operators.apply(RotateClientSecret { id, secret }).await.unwrap();
    let stored = fixture.store.answer(ClientById { id }).await.unwrap().unwrap();
    let new = PresentedSecret::of("new");
    assert!(stored.has_secret(&new) && !before.has_secret(&new));
    assert_eq!(known(Some(id)).await.as_deref(), Some(&stored), "what is known of it is not what it was");
    assert_eq!(fixture.store.answer(Clients).await.unwrap().len(), 1);
    operators.apply(RemoveClient { id, now: after(9) }).await.unwrap();
    assert_eq!(fixture.store.answer(ClientById { id }).await.unwrap(), None);
    assert_eq!(known(Some(id)).await, None);
    assert!(!lives(&fixture, first.access).await);
    let again = operators.apply(RemoveClient { id, now: after(9) }).await;
    assert!(matches!(again, Err(NotDone::Refused(ClientRefusal::Unknown))));
}

async fn a_person_sees_what_they_allowed_and_ends_all_of_one_application_at_once(database: Database) {
    let fixture = Fixture::on(database).await;
    let granted = granted(&fixture).await;
    let first = pair(&fixture);
    redeem(&fixture, &granted, first).await.unwrap();
    let again = granted_to(&fixture, granted.client, granted.person).await; // not redeemed
    let (stranger, _) = fixture.person("other@example.com").await;
    let theirs = granted_to(&fixture, granted.client, stranger).await;
    let their_pair = pair(&fixture);
    redeem(&fixture, &theirs, their_pair).await.unwrap();
    let read =
        EnterRead { person: granted.person, client: granted.client, kind: ReadKind::Record, now: after(5) };
    fixture.store.apply(read).await.unwrap();

    let of = |person, at| fixture.store.answer(GrantsOf { person, now: after(at) });
    let states = |found: &crate::grants::GrantsOfPerson| -> Vec<GrantState> {
        found.grants.iter().map(|grant| grant.state).collect()
    };
    let seen = of(granted.person, 9).await.unwrap();
    assert_eq!(states(&seen), [GrantState::Living, GrantState::Living]);
    assert_eq!(seen.newest[&granted.client], Newest { at: after(5), what: What::Read });
    assert_eq!((seen.grants[0].client_name.as_str(), seen.grants[0].created_at), ("Client", noon()));
    assert_eq!(seen.grants[0].scopes, Scope::APPLICATION.into_iter().collect());
    // A code that nobody redeemed lapses, and so do tokens that nobody used.
    let lapsed = states(&of(granted.person, 3_600).await.unwrap());
    assert_eq!(lapsed, [GrantState::Living, GrantState::Lapsed]);
    let lapsed = states(&of(granted.person, 91 * 86_400).await.unwrap());
    assert_eq!(lapsed, [GrantState::Lapsed, GrantState::Lapsed]);

    let end = |person, client| fixture.store.apply(EndGrants { person, client, now: after(10) });
    let other = fixture.application().await;
    for (person, client) in [(granted.person, other), (PersonId::from_uuid(fixture.uuid()), granted.client)] {
        let refused = end(person, client).await;
        assert!(matches!(refused, Err(NotDone::Refused(NothingGranted))));
    }
    assert!(lives(&fixture, first.access).await);
    end(granted.person, granted.client).await.unwrap();
    assert!(!lives(&fixture, first.access).await && lives(&fixture, their_pair.access).await);
    assert_eq!(redeem(&fixture, &again, pair(&fixture)).await, Err(RedeemRefusal::Unknown));
    assert_eq!(
        refresh(&fixture, &granted, first.refresh, pair(&fixture), 11).await,
        Refreshed::Refused(RefreshRefusal::Unknown)
    );
    assert_eq!(states(&of(granted.person, 11).await.unwrap()), [GrantState::Ended(after(10)); 2]);
    assert!(matches!(end(granted.person, granted.client).await, Err(NotDone::Refused(NothingGranted))));
    let said = super::stored::chain(&fixture, granted.person).await;
    assert_eq!(said[2..], ["granted", "granted", "read", "ended", "ended"]);
}

on_every_database! {
    a_person_sees_what_they_allowed_and_ends_all_of_one_application_at_once,
    a_code_used_twice_ends_its_tokens,
    ledger_21_a_family_survives_a_retry_and_dies_of_reuse,
    a_refresh_may_narrow_the_scopes_and_not_widen_them,
    revoking_a_refresh_token_ends_the_grant_and_only_for_its_client,
    a_sweep_takes_what_is_over,
    a_client_gets_a_new_secret_and_is_removed,
}
