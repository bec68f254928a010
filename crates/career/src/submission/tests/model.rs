//! Random lives against a model that knows nothing of states.

use proptest::prelude::*;

use super::*;

/// What happened, without states: everything else is computed from it each time.
struct Model {
    created_at: i128,
    opened_by: Option<PersonId>,
    chosen: Option<(Event, i128)>,
    deleted: bool,
}

impl Model {
    fn over(&self, now: i128) -> bool {
        now - self.created_at >= 48 * 3600 * 1_000_000_000
    }

    fn attempt(&mut self, event: Event, by: PersonId, now: i128) -> Result<(), Refusal> {
        if self.deleted {
            return Err(Refusal::Gone);
        }
        if self.chosen.is_none() && self.over(now) {
            return Err(Refusal::Expired);
        }
        let Some(opener) = self.opened_by else {
            return match event {
                Event::Open => {
                    self.opened_by = Some(by);
                    Ok(())
                }
                Event::Accept | Event::Decline => Err(Refusal::NotOpened),
                Event::Delete => Err(Refusal::NotAccepted),
            };
        };
        if opener != by {
            return Err(Refusal::NotYours);
        }
        match (event, self.chosen.map(|(choice, _)| choice)) {
            (Event::Delete, Some(Event::Accept)) => self.deleted = true,
            (Event::Delete, None) => return Err(Refusal::NotAccepted),
            (Event::Accept | Event::Decline, None) => self.chosen = Some((event, now)),
            (Event::Decline, Some(Event::Accept)) => return Err(Refusal::AlreadyAccepted),
            (Event::Open | Event::Accept | Event::Delete, Some(Event::Decline)) => {
                return Err(Refusal::AlreadyDeclined);
            }
            _ => {}
        }
        Ok(())
    }

    fn told(&self, now: i128) -> (&'static str, Option<i128>) {
        match self.chosen {
            Some((Event::Accept, at)) => ("verified", Some(at)),
            Some((_, at)) => ("canceled", Some(at)),
            None if self.over(now) => ("canceled", Some(self.created_at + 48 * 3600 * 1_000_000_000)),
            None => ("incomplete", None),
        }
    }

    fn replays(&self, now: i128) -> bool {
        matches!(self.chosen, Some((Event::Accept, _))) || !self.over(now)
    }

    fn has_payload(&self, now: i128) -> bool {
        !self.deleted && (self.told(now).0 != "canceled")
    }
}

proptest! {
    #[test]
    fn random_lives_agree_with_the_model(
        steps in prop::collection::vec(
            (
                prop_oneof![
                    Just(0_i64),
                    0..20 * 3_600_000_000_000_i64,
                    Just(24 * 3_600_000_000_000),
                    Just(48 * 3_600_000_000_000 - 1),
                    Just(48 * 3_600_000_000_000),
                ],
                prop_oneof![Just(Event::Open), Just(Event::Accept), Just(Event::Decline), Just(Event::Delete)],
                prop_oneof![4 => Just(1_u128), 1 => Just(2)],
                any::<bool>(),
            ),
            0..12,
        ),
    ) {
        let mut state = Submission::new(CREATED);
        let mut model =
            Model { created_at: CREATED.as_nanosecond(), opened_by: None, chosen: None, deleted: false };
        let mut now = CREATED;
        for (pause, event, by, sweep) in steps {
            now += SignedDuration::from_nanos(pause);
            // A deletion has no time of its own, so that a state that nobody settled shows there.
            if sweep || matches!(event, Event::Delete) {
                state = state.settle(now);
            }
            let expected = model.attempt(event, person(by), now.as_nanosecond());
            let actual = match apply(state, event, person(by), now) {
                Ok(next) => { state = next; Ok(()) }
                Err(refused) => { state = refused.state; Err(refused.refusal) }
            };
            prop_assert_eq!(actual, expected);
            let told = (state.status(now).word(), state.finalized_at(now).map(Timestamp::as_nanosecond));
            prop_assert_eq!(told, model.told(now.as_nanosecond()));
            prop_assert_eq!(state.on_same_id(now) == SameId::Replay, model.replays(now.as_nanosecond()));
            prop_assert_eq!(state.has_payload(now), model.has_payload(now.as_nanosecond()));
        }
    }
}
