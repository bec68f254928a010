use career::id::PersonId;
use jiff::SignedDuration;

use super::{Database, Fixture, after, noon};
use crate::mail::{
    ClaimMail, GiveMailBack, MailIsLate, MailSent, MailWaiting, NewMail, NewestMail, PostponeMail,
    RenewClaim, SweepMail, Waiting,
};
use crate::people::{
    AskForCode, AskedForCode, EnterCode, EnteredCode, SignInLimits, SignOut, SignOutEverywhere, SignedIn,
};

async fn codes_are_limited_by_address_by_source_and_by_wrong_guesses(database: Database) {
    let fixture = Fixture::on(database).await;
    let ask = |address: &str, source: &str, at: i64| {
        let mail = NewMail {
            id: fixture.uuid(),
            to: address.to_owned(),
            subject: "Code".to_owned(),
            body: "12345678".to_owned(),
            code: None,
        };
        let command = AskForCode {
            address: address.to_owned(),
            browser: fixture.hash(),
            code: "12345678".to_owned(),
            mail,
            source: Some(source.to_owned()),
            limits: SignInLimits { mails_per_source: 7, ..SignInLimits::default() },
            now: after(at),
        };
        fixture.store.apply(command)
    };
    for at in 0..5 {
        assert_eq!(ask("a@example.com", "10.0.0.1", at).await.unwrap(), AskedForCode::Sent);
    }
    let refused = AskedForCode::TooMany { until: after(3600) };
    assert_eq!(ask("a@example.com", "10.0.0.2", 6).await.unwrap(), refused, "five to one address");
    assert_eq!(ask("b@example.com", "10.0.0.1", 7).await.unwrap(), AskedForCode::Sent);
    assert_eq!(ask("c@example.com", "10.0.0.1", 8).await.unwrap(), AskedForCode::Sent);
    assert_eq!(ask("d@example.com", "10.0.0.1", 9).await.unwrap(), refused, "seven from one source");
    assert_eq!(ask("a@example.com", "10.0.0.1", 3600).await.unwrap(), AskedForCode::Sent, "an hour later");

    // Five to the address again, and then the clock is set back by five hours.
    for at in 3601..3605 {
        assert_eq!(ask("a@example.com", "10.0.0.9", at).await.unwrap(), AskedForCode::Sent);
    }
    let hour_later = AskedForCode::TooMany { until: after(-10_800) };
    assert_eq!(
        ask("a@example.com", "10.0.0.3", -14_400).await.unwrap(),
        hour_later,
        "no longer than an hour"
    );
    assert_eq!(ask("a@example.com", "10.0.0.3", -10_801).await.unwrap(), hour_later);
    assert_eq!(ask("a@example.com", "10.0.0.3", -10_800).await.unwrap(), AskedForCode::Sent);

    for _ in 0..4 {
        let asked = self::ask(&fixture, "w@example.com", "12345678").await;
        for _ in 0..5 {
            assert!(matches!(enter(&fixture, &asked, "00000000", noon()).await, EnteredCode::Wrong { .. }));
        }
    }
    let asked = self::ask(&fixture, "w@example.com", "12345678").await;
    assert_eq!(enter(&fixture, &asked, "12345678", noon()).await, EnteredCode::TooManyWrong);
}

struct Asked {
    browser: oauth::secret::SecretHash,
}

async fn ask(fixture: &Fixture, address: &str, code: &str) -> Asked {
    let browser = fixture.hash();
    let mail = NewMail {
        id: fixture.uuid(),
        to: address.to_owned(),
        subject: "Code".to_owned(),
        body: code.to_owned(),
        code: Some(code.to_owned()),
    };
    let command = AskForCode {
        address: address.to_owned(),
        browser,
        code: code.to_owned(),
        mail,
        source: None,
        limits: SignInLimits::default(),
        now: noon(),
    };
    fixture.store.apply(command).await.unwrap();
    Asked { browser }
}

async fn enter(fixture: &Fixture, asked: &Asked, code: &str, now: jiff::Timestamp) -> EnteredCode {
    let command = EnterCode {
        browser: asked.browser,
        code: code.to_owned(),
        session: fixture.hash(),
        person: PersonId::from_uuid(fixture.uuid()),
        curriculum: fixture.first_curriculum(),
        limits: SignInLimits::default(),
        now,
    };
    fixture.store.apply(command).await.unwrap()
}

async fn a_code_signs_in_once_and_the_second_time_finds_the_same_person(database: Database) {
    let fixture = Fixture::on(database).await;
    let asked = ask(&fixture, "a@example.com", "12345678").await;
    let EnteredCode::SignedIn(first) = enter(&fixture, &asked, "12345678", noon()).await else { panic!() };
    assert_eq!(enter(&fixture, &asked, "12345678", noon()).await, EnteredCode::NoCode, "used up");
    let asked = ask(&fixture, "a@example.com", "87654321").await;
    assert_eq!(enter(&fixture, &asked, "87654321", noon()).await, EnteredCode::SignedIn(first));
}

async fn a_code_has_five_tries_and_ten_minutes_and_dies_with_the_next(database: Database) {
    let fixture = Fixture::on(database).await;
    let asked = ask(&fixture, "a@example.com", "12345678").await;
    for tries_left in (0..5).rev() {
        assert_eq!(enter(&fixture, &asked, "00000000", noon()).await, EnteredCode::Wrong { tries_left });
    }
    assert_eq!(enter(&fixture, &asked, "12345678", noon()).await, EnteredCode::NoCode, "no tries left");

    let asked = ask(&fixture, "a@example.com", "12345678").await;
    assert_eq!(enter(&fixture, &asked, "12345678", after(600)).await, EnteredCode::NoCode, "too late");

    let old = ask(&fixture, "a@example.com", "12345678").await;
    let new = ask(&fixture, "a@example.com", "11111111").await;
    assert_eq!(
        enter(&fixture, &old, "12345678", noon()).await,
        EnteredCode::NoCode,
        "a new code kills the old"
    );
    let just = noon() + SignedDuration::from_millis(599_999);
    assert!(matches!(enter(&fixture, &new, "11111111", just).await, EnteredCode::SignedIn(_)));
}

async fn a_code_opens_only_in_the_browser_that_asked(database: Database) {
    let fixture = Fixture::on(database).await;
    ask(&fixture, "a@example.com", "12345678").await;
    let other = ask(&fixture, "b@example.com", "99999999").await;
    assert_eq!(enter(&fixture, &other, "12345678", noon()).await, EnteredCode::Wrong { tries_left: 4 });
}

async fn sessions_end_one_by_one_all_at_once_and_after_30_days(database: Database) {
    let fixture = Fixture::on(database).await;
    let mut sessions = Vec::new();
    for code in ["11111111", "22222222", "33333333"] {
        let asked = ask(&fixture, "a@example.com", code).await;
        let session = fixture.hash();
        let command = EnterCode {
            browser: asked.browser,
            code: code.to_owned(),
            session,
            person: PersonId::from_uuid(fixture.uuid()),
            curriculum: fixture.first_curriculum(),
            limits: SignInLimits::default(),
            now: noon(),
        };
        fixture.store.apply(command).await.unwrap();
        sessions.push(session);
    }
    let who = |session, now| fixture.store.answer(SignedIn { session, now });
    let person = who(sessions[0], noon()).await.unwrap().unwrap();
    assert_eq!(person.address, "a@example.com");
    assert_eq!(who(sessions[0], after(30 * 86_400)).await.unwrap(), None);
    fixture.store.apply(SignOut { session: sessions[0] }).await.unwrap();
    assert_eq!(who(sessions[0], noon()).await.unwrap(), None);
    assert!(who(sessions[1], noon()).await.unwrap().is_some());
    fixture.store.apply(SignOutEverywhere { person: person.id }).await.unwrap();
    assert_eq!(who(sessions[1], noon()).await.unwrap(), None);
    assert_eq!(who(sessions[2], noon()).await.unwrap(), None);
}

async fn a_mail_is_claimed_by_one_and_left_to_the_next_if_that_one_dies(database: Database) {
    let fixture = Fixture::on(database).await;
    ask(&fixture, "a@example.com", "12345678").await;
    let waiting = |now| fixture.store.answer(MailWaiting { now });
    assert_eq!(waiting(noon()).await.unwrap(), Waiting { mails: 1, since: Some(noon()) });
    assert_eq!(waiting(after(600)).await.unwrap(), Waiting { mails: 0, since: None }, "its code is dead");
    let claim = |now| fixture.store.apply(ClaimMail { now });
    let mails = claim(noon()).await.unwrap();
    assert_eq!(mails.len(), 1);
    assert_eq!(claim(after(119)).await.unwrap().len(), 0, "claimed");
    let again = claim(after(120)).await.unwrap();
    assert_eq!((again.len(), again[0].tries), (1, 2), "the claim ran out");
    let id = again[0].content.id;
    fixture.store.apply(PostponeMail { id, until: after(500) }).await.unwrap();
    assert_eq!(claim(after(499)).await.unwrap().len(), 0);
    assert_eq!(claim(after(500)).await.unwrap().len(), 1);
    fixture.store.apply(MailSent { id, now: after(500), keep: false }).await.unwrap();
    assert_eq!(fixture.store.answer(NewestMail).await.unwrap().len(), 0, "a sent mail is deleted");
    assert_eq!(waiting(after(500)).await.unwrap(), Waiting { mails: 0, since: None });
}

async fn ledger_123_a_mail_is_never_claimed_once_its_code_is_dead(database: Database) {
    let fixture = Fixture::on(database).await;
    let claim = |now| fixture.store.apply(ClaimMail { now });
    let left = async || fixture.store.answer(NewestMail).await.unwrap().len();
    ask(&fixture, "a@example.com", "12345678").await;
    let last = noon() + SignedDuration::from_millis(599_999);
    let living = claim(last).await.unwrap();
    assert!(!living[0].is_dead(last) && living[0].is_dead(after(600)));
    let id = living[0].content.id;
    fixture.store.apply(PostponeMail { id, until: after(600) }).await.unwrap();
    assert_eq!(claim(after(600)).await.unwrap().len(), 0, "the code is dead at this very instant");
    fixture.store.apply(SweepMail { now: last }).await.unwrap();
    assert_eq!(left().await, 1);
    fixture.store.apply(SweepMail { now: after(600) }).await.unwrap();
    assert_eq!(left().await, 0);

    ask(&fixture, "a@example.com", "11111111").await;
    ask(&fixture, "b@example.com", "22222222").await;
    ask(&fixture, "a@example.com", "33333333").await;
    let mut codes: Vec<String> =
        claim(noon()).await.unwrap().into_iter().map(|mail| mail.content.body).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["22222222", "33333333"], "a new code kills the old, and its mail");
}

async fn a_mail_that_waited_when_the_clock_was_set_back_is_due(database: Database) {
    let fixture = Fixture::on(database).await;
    ask(&fixture, "a@example.com", "12345678").await;
    let claim = |now| fixture.store.apply(ClaimMail { now });
    let wait = ClaimMail::LONGEST_WAIT;
    assert_eq!(claim(noon() - wait).await.unwrap().len(), 0, "so long a mail may wait");
    let earlier = noon() - wait - SignedDuration::from_millis(1);
    assert_eq!(claim(earlier).await.unwrap().len(), 1);
    assert_eq!(claim(earlier).await.unwrap().len(), 0, "claimed");
}

async fn a_claim_is_renewed_only_by_whoever_has_it(database: Database) {
    let fixture = Fixture::on(database).await;
    ask(&fixture, "a@example.com", "12345678").await;
    let claim = |now| fixture.store.apply(ClaimMail { now });
    let id = claim(noon()).await.unwrap()[0].content.id;
    let renew = |claimed_at, now| fixture.store.apply(RenewClaim { id, claimed_at, now });
    assert!(renew(noon(), after(60)).await.unwrap());
    assert!(!renew(noon(), after(60)).await.unwrap(), "that claim was renewed and is another one");
    assert_eq!(claim(after(179)).await.unwrap().len(), 0);
    assert_eq!(claim(after(180)).await.unwrap().len(), 1);
    assert!(!renew(after(60), after(180)).await.unwrap(), "somebody else has it");
    assert!(renew(after(180), after(299)).await.unwrap());
    assert!(!renew(after(299), after(600)).await.unwrap(), "its code is dead");
}

async fn a_mail_that_was_given_back_untried_is_due_at_once(database: Database) {
    let fixture = Fixture::on(database).await;
    ask(&fixture, "a@example.com", "12345678").await;
    let claim = |now| fixture.store.apply(ClaimMail { now });
    let id = claim(noon()).await.unwrap()[0].content.id;
    let give_back = |claimed_at, now| fixture.store.apply(GiveMailBack { id, claimed_at, now });
    give_back(noon(), after(1)).await.unwrap();
    let late = MailIsLate { to: "a@example.com".to_owned(), now: after(1) };
    assert!(!fixture.store.answer(late).await.unwrap(), "nothing was tried");
    let again = claim(after(1)).await.unwrap();
    assert_eq!((again.len(), again[0].tries), (1, 1));
    give_back(noon(), after(2)).await.unwrap();
    assert_eq!(claim(after(2)).await.unwrap().len(), 0, "somebody else has it");
}

async fn a_mail_is_late_once_it_was_refused_and_until_it_is_sent(database: Database) {
    let fixture = Fixture::on(database).await;
    ask(&fixture, "a@example.com", "12345678").await;
    let late = |to: &str| fixture.store.answer(MailIsLate { to: to.to_owned(), now: after(7) });
    let claim = |now| fixture.store.apply(ClaimMail { now });
    assert!(!late("a@example.com").await.unwrap(), "not tried yet");
    let id = claim(after(1)).await.unwrap()[0].content.id;
    assert!(!late("a@example.com").await.unwrap(), "on its way");
    fixture.store.apply(PostponeMail { id, until: after(6) }).await.unwrap();
    assert!(late("a@example.com").await.unwrap(), "refused");
    assert!(!late("b@example.com").await.unwrap(), "somebody else's");
    claim(after(6)).await.unwrap();
    assert!(late("a@example.com").await.unwrap(), "on its way again");
    fixture.store.apply(MailSent { id, now: after(7), keep: true }).await.unwrap();
    assert!(!late("a@example.com").await.unwrap(), "sent");
}

on_every_database! {
    codes_are_limited_by_address_by_source_and_by_wrong_guesses,
    a_code_signs_in_once_and_the_second_time_finds_the_same_person,
    a_code_has_five_tries_and_ten_minutes_and_dies_with_the_next,
    a_code_opens_only_in_the_browser_that_asked,
    sessions_end_one_by_one_all_at_once_and_after_30_days,
    a_mail_is_claimed_by_one_and_left_to_the_next_if_that_one_dies,
    ledger_123_a_mail_is_never_claimed_once_its_code_is_dead,
    a_mail_that_waited_when_the_clock_was_set_back_is_due,
    a_claim_is_renewed_only_by_whoever_has_it,
    a_mail_that_was_given_back_untried_is_due_at_once,
    a_mail_is_late_once_it_was_refused_and_until_it_is_sent,
}
