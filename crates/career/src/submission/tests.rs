//! The machine as a table; [`model`] has it against a model that knows nothing of states.

mod model;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::*;

const CREATED: Timestamp = Timestamp::constant(1_700_000_000, 0);

fn person(number: u128) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(number))
}

fn hours(hours: i64) -> Timestamp {
    CREATED + SignedDuration::from_hours(hours)
}

fn an_instant_before(instant: Timestamp) -> Timestamp {
    instant - SignedDuration::from_nanos(1)
}

/// One state of each kind, all of them person 1's where they are anybody's.
fn waiting() -> Submission {
    Submission::new(CREATED)
}

fn bound() -> Submission {
    Submission::Bound { created_at: CREATED, person: person(1) }
}

fn verified() -> Submission {
    Submission::Verified { person: person(1), finalized_at: hours(1) }
}

fn declined() -> Submission {
    Submission::Declined { created_at: CREATED, person: Some(person(1)), finalized_at: hours(1) }
}

fn expired() -> Submission {
    Submission::Expired { created_at: CREATED, finalized_at: hours(48) }
}

fn gone() -> Submission {
    Submission::Gone { finalized_at: hours(1) }
}

#[derive(Debug, Clone, Copy)]
enum Event {
    Open,
    Accept,
    Decline,
    Delete,
}

fn apply(state: Submission, event: Event, by: PersonId, now: Timestamp) -> Transition {
    match event {
        Event::Open => state.open(by, now),
        Event::Accept => state.accept(by, now),
        Event::Decline => state.decline(by, now),
        Event::Delete => state.delete(by),
    }
}

/// A state by the name of its maker above.
type State = fn() -> Submission;

/// What a cell of the table says.
#[derive(Debug, Clone, Copy)]
enum Cell {
    /// The state stays and nothing is wrong.
    Stays,
    /// The next state.
    To(State),
    /// The state stays, and the reason.
    No(Refusal),
}

#[test]
fn every_state_and_event_has_its_outcome() {
    use Cell::{No, Stays, To};
    use Event::{Accept, Decline, Delete, Open};
    use Refusal::{AlreadyAccepted, AlreadyDeclined, Gone, NotAccepted, NotOpened, NotYours};

    // All within 48 hours; the choices fall one hour after creation.
    #[rustfmt::skip]
    let table: [(State, Event, Cell, Cell); 24] = [
        // state   event    by person 1              by person 2
        (waiting,  Open,    To(bound),               To(|| Submission::Bound { created_at: CREATED, person: person(2) })),
        (waiting,  Accept,  No(NotOpened),           No(NotOpened)),
        (waiting,  Decline, No(NotOpened),           No(NotOpened)),
        (waiting,  Delete,  No(NotAccepted),         No(NotAccepted)),
        (bound,    Open,    Stays,                   No(NotYours)),
        (bound,    Accept,  To(verified),            No(NotYours)),
        (bound,    Decline, To(declined),            No(NotYours)),
        (bound,    Delete,  No(NotAccepted),         No(NotYours)),
        (verified, Open,    Stays,                   No(NotYours)),
        (verified, Accept,  Stays,                   No(NotYours)),
        (verified, Decline, No(AlreadyAccepted),     No(NotYours)),
        (verified, Delete,  To(gone),                No(NotYours)),
        (declined, Open,    No(AlreadyDeclined),     No(NotYours)),
        (declined, Accept,  No(AlreadyDeclined),     No(NotYours)),
        (declined, Decline, Stays,                   No(NotYours)),
        (declined, Delete,  No(AlreadyDeclined),     No(NotYours)),
        (expired,  Open,    No(Refusal::Expired),    No(Refusal::Expired)),
        (expired,  Accept,  No(Refusal::Expired),    No(Refusal::Expired)),
        (expired,  Decline, No(Refusal::Expired),    No(Refusal::Expired)),
        (expired,  Delete,  No(Refusal::Expired),    No(Refusal::Expired)),
        (gone,     Open,    No(Gone),                No(Gone)),
        (gone,     Accept,  No(Gone),                No(Gone)),
        (gone,     Decline, No(Gone),                No(Gone)),
        (gone,     Delete,  No(Gone),                No(Gone)),
    ];
    for (state, event, by_its_person, by_another) in table {
        for (by, cell) in [(person(1), by_its_person), (person(2), by_another)] {
            let expected = match cell {
                Stays => Ok(state()),
                To(next) => Ok(next()),
                No(refusal) => Err(Refused { state: state(), refusal }),
            };
            assert_eq!(apply(state(), event, by, hours(1)), expected, "{:?} {event:?} by {by}", state());
        }
    }
}

#[test]
fn after_48_hours_only_what_is_final_stays_as_it_was() {
    for (state, later) in [
        (waiting(), expired()),
        (bound(), expired()),
        (verified(), verified()),
        (declined(), declined()),
        (expired(), expired()),
        (gone(), gone()),
    ] {
        assert_eq!(state.clone().settle(hours(47)), state);
        assert_eq!(state.settle(hours(1000)), later);
    }
}

#[test]
fn ledger_40_48_hours_are_over_at_the_instant_itself_whether_or_not_a_sweep_ran() {
    let over = hours(48);
    let before = an_instant_before(over);
    for state in [waiting(), bound()] {
        assert_eq!(state.status(before), Status::Incomplete);
        assert_eq!(state.expires_at(before), Some(over));
        assert!(state.has_payload(before));
        assert_eq!(state.on_same_id(before), SameId::Replay);
        assert_eq!(state.status(over), Status::Canceled);
        assert_eq!(state.expires_at(over), None);
        assert!(!state.has_payload(over));
        assert_eq!(state.on_same_id(over), SameId::StartAnew);
        for event in [Event::Open, Event::Accept, Event::Decline] {
            let refused = Refused { state: expired(), refusal: Refusal::Expired };
            assert_eq!(apply(state.clone(), event, person(1), over), Err(refused), "{event:?}");
        }
    }
    assert!(bound().accept(person(1), before).is_ok());
}

#[test]
fn ledger_40_opening_the_link_does_not_let_the_48_hours_slide() {
    let late =
        waiting().open(person(1), hours(47)).unwrap().open(person(1), an_instant_before(hours(48))).unwrap();
    assert_eq!(late.expires_at(hours(47)), Some(hours(48)));
    assert_eq!(late.settle(hours(48)), expired());
}

#[test]
fn ledger_41_a_declined_id_is_taken_until_48_hours_after_creation() {
    for declined_at in [hours(0), hours(1), an_instant_before(hours(48))] {
        let declined = bound().decline(person(1), declined_at).unwrap();
        assert!(!declined.has_payload(declined_at), "the payload goes at once");
        assert_eq!(declined.status(declined_at), Status::Canceled);
        assert_eq!(declined.finalized_at(hours(1000)), Some(declined_at));
        assert_eq!(declined.on_same_id(an_instant_before(hours(48))), SameId::Replay);
        assert_eq!(declined.on_same_id(hours(48)), SameId::StartAnew);
    }
}

#[test]
fn ledger_42_a_deleted_accepted_credential_keeps_its_status_and_its_id_for_good() {
    let gone = verified().delete(person(1)).unwrap();
    let years_later = hours(100_000);
    assert_eq!(gone.status(years_later), Status::Verified);
    assert_eq!(gone.finalized_at(years_later), Some(hours(1)));
    assert_eq!(gone.on_same_id(years_later), SameId::Replay);
    assert!(!gone.has_payload(hours(2)));
    assert_eq!(gone.person(), None);
    assert_eq!(verified().on_same_id(years_later), SameId::Replay);
}

#[test]
fn ledger_43_an_expired_submission_was_finalized_at_its_expiry_instant() {
    for state in [waiting(), bound()] {
        for now in [hours(48), hours(49), hours(100_000)] {
            assert_eq!(state.finalized_at(now), Some(hours(48)));
        }
    }
}

#[test]
fn ledger_156_with_the_person_goes_every_trace_of_them_and_the_partners_status_stays() {
    let nobodys = Submission::Declined { created_at: CREATED, person: None, finalized_at: hours(1) };
    for (state, now, left) in [
        (waiting(), hours(2), waiting()),
        (bound(), hours(1), nobodys.clone()),
        (bound(), hours(48), expired()),
        (verified(), hours(2), gone()),
        (declined(), hours(2), nobodys.clone()),
        (expired(), hours(50), expired()),
        (gone(), hours(2), gone()),
    ] {
        let erased = state.clone().erase(person(1), now);
        assert_eq!(erased, left, "{state:?}");
        assert_eq!(erased.person(), None);
        if state != bound() {
            assert_eq!(erased.status(now), state.status(now), "{state:?}");
            assert_eq!(erased.finalized_at(now), state.finalized_at(now), "{state:?}");
        }
        assert_eq!(state.clone().erase(person(2), now), state, "of another person nothing goes");
    }
    for event in [Event::Open, Event::Accept, Event::Decline, Event::Delete] {
        let refused = Refused { state: nobodys.clone(), refusal: Refusal::NotYours };
        assert_eq!(apply(nobodys.clone(), event, person(1), hours(3)), Err(refused), "{event:?}");
    }
    assert_eq!(nobodys.on_same_id(hours(47)), SameId::Replay);
    assert_eq!(nobodys.on_same_id(hours(48)), SameId::StartAnew);
}

#[test]
fn an_expiry_beyond_the_end_of_time_is_the_end_of_time() {
    assert_eq!(expiry(Timestamp::MAX), Timestamp::MAX);
}

#[test]
fn a_status_is_one_of_three_words() {
    for (status, word) in
        [(Status::Incomplete, "incomplete"), (Status::Verified, "verified"), (Status::Canceled, "canceled")]
    {
        assert_eq!(status.word(), word);
        assert_eq!(serde_json::to_value(status).unwrap(), word);
    }
}
