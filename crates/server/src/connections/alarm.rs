//! The one timer of a connection.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use hyper::rt;
use tokio::time::{self, Sleep};

/// Tells a connection that a deadline has passed.
///
/// With each request there is a new one, given up when its head has come. To enter and remove each with the runtime
/// takes a lock that all threads share, so one timer stays entered and is moved where it went off before the deadline
/// that counts (`docs/performance.md`).
pub(super) struct Alarm(Arc<Mutex<Pin<Box<Sleep>>>>);

impl Alarm {
    /// For a connection whose first deadline is after about this time.
    pub(super) fn new(first: Duration) -> Self {
        Self(Arc::new(Mutex::new(Box::pin(time::sleep(first)))))
    }
}

impl rt::Timer for Alarm {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn rt::Sleep>> {
        self.sleep_until(self.now() + duration)
    }

    fn sleep_until(&self, deadline: Instant) -> Pin<Box<dyn rt::Sleep>> {
        Box::pin(Deadline { at: deadline.into(), timer: Arc::clone(&self.0) })
    }

    fn now(&self) -> Instant {
        time::Instant::now().into_std()
    }
}

/// Ready from an instant on.
struct Deadline {
    at: time::Instant,
    timer: Arc<Mutex<Pin<Box<Sleep>>>>,
}

impl rt::Sleep for Deadline {}

impl Future for Deadline {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut timer = self.timer.lock().unwrap_or_else(PoisonError::into_inner);
        if timer.deadline() > self.at {
            timer.as_mut().reset(self.at);
        }
        loop {
            ready!(timer.as_mut().poll(context));
            if timer.deadline() >= self.at {
                return Poll::Ready(());
            }
            timer.as_mut().reset(self.at);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use hyper::rt::Timer as _;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    /// Looks once whether a deadline has passed, as a connection does that goes on to something else.
    async fn has_passed(deadline: &mut Pin<Box<dyn rt::Sleep>>) -> bool {
        poll_fn(|context| Poll::Ready(deadline.as_mut().poll(context).is_ready())).await
    }

    #[tokio::test(start_paused = true)]
    async fn a_later_deadline_is_waited_for_though_the_timer_goes_off_at_an_earlier_one() {
        let (alarm, began) = (Alarm::new(10 * SECOND), time::Instant::now());
        let mut given_up = alarm.sleep(10 * SECOND);
        assert!(!has_passed(&mut given_up).await);
        drop(given_up);
        time::advance(6 * SECOND).await;
        alarm.sleep(10 * SECOND).await;
        assert_eq!(began.elapsed(), 16 * SECOND);
    }

    #[tokio::test(start_paused = true)]
    async fn an_earlier_deadline_is_not_waited_for_longer() {
        let (alarm, began) = (Alarm::new(10 * SECOND), time::Instant::now());
        let mut later = alarm.sleep(10 * SECOND);
        assert!(!has_passed(&mut later).await);
        alarm.sleep(3 * SECOND).await;
        assert_eq!(began.elapsed(), 3 * SECOND);
        later.await;
        assert_eq!(began.elapsed(), 10 * SECOND);
    }

    #[tokio::test(start_paused = true)]
    async fn a_deadline_that_has_passed_is_over_at_once_and_so_is_the_next_one_after_its_time() {
        let alarm = Alarm::new(SECOND);
        time::advance(5 * SECOND).await;
        let mut past = alarm.sleep_until(alarm.now());
        assert!(has_passed(&mut past).await);
        let began = time::Instant::now();
        alarm.sleep(SECOND).await;
        assert_eq!(began.elapsed(), SECOND);
    }
}
