//! What time does by itself, a few times a minute: open submissions expire and their payload goes, tokens end,
//! mail that nobody can use any more goes.
//! No rule depends on when the sweep runs; it only brings the rows up to date (`seekpass.md §4`).

use std::time::{Duration, Instant};

use store::NotDone;
use store::grants::SweepTokens;
use store::mail::SweepMail;
use store::submissions::SweepSubmissions;

use crate::app::App;

/// Between two sweeps. A payload is to be gone within 60 seconds of its expiry.
const BETWEEN: Duration = Duration::from_secs(15);

/// Sweeps until the task is dropped.
pub(crate) async fn sweep_for_good(app: App) {
    let mut ticks = tokio::time::interval(BETWEEN);
    loop {
        ticks.tick().await;
        app.limits().forget();
        sweep_once(&app).await;
    }
}

/// Sweeps once, and counts how that ended.
pub(crate) async fn sweep_once(app: &App) {
    let began = Instant::now();
    if let Err(failure) = sweep(app).await {
        app.metrics().sweep_failed();
        tracing::warn!(%failure, "a sweep did not finish; the next one goes on");
    } else {
        app.metrics().swept(began.elapsed(), app.now());
    }
}

/// Sweeps once, to the end.
pub(crate) async fn sweep(app: &App) -> Result<(), store::Failure> {
    loop {
        let tombstone_life = app.settings.tombstone_life;
        let swept = app
            .store
            .apply(SweepSubmissions { now: app.now(), tombstone_life })
            .await
            .map_err(NotDone::failure)?;
        if swept.expired > 0 {
            app.metrics().expired(swept.expired);
            tracing::info!(expired = swept.expired, "submissions expired");
        }
        if !swept.more {
            break;
        }
    }
    // The demo's outbox is there to be looked at.
    if !app.settings.is_demo() {
        app.store.apply(SweepMail { now: app.now() }).await.map_err(NotDone::failure)?;
    }
    app.store.apply(SweepTokens { now: app.now() }).await.map_err(NotDone::failure)
}
