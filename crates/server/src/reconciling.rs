//! Reconciling a person's record without keeping everybody else waiting.

use career::reconciliation::{Reconciliation, reconcile};
use career::timeline::Timeline;
use jiff::civil::Date;

use crate::app::App;
use crate::clock::day_of;

/// So many statements are reconciled in a moment, whatever their shape (`docs/reconciliation.md`, What holds always).
const FEW: usize = 300;

/// Today by the server's clock, in UTC.
pub(crate) fn today(app: &App) -> Date {
    day_of(app.now())
}

/// Reconciles a timeline under the policy in force; a long one on a thread of its own.
pub(crate) async fn reconciled(app: &App, timeline: &Timeline, on: Date) -> Reconciliation {
    if timeline.standing().len() <= FEW {
        return reconcile(timeline, &app.policy, on);
    }
    let (own, timeline) = (app.clone(), timeline.clone());
    let long = tokio::task::spawn_blocking(move || reconcile(&timeline, &own.policy, on));
    // The thread is never given up; what panics there panics here, and is answered as any panic is.
    long.await.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}
