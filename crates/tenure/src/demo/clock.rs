//! The demo's clock: the machine's, moved forward by as much as somebody asked for (`POST /demo/clock`).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use server::{App, Clock, DemoControls, DemoCredentials};

use super::descriptor::Descriptor;
use super::{replace, seed};
use crate::machine::SystemClock;
use crate::problem::Problem;

/// The file in a demo's folder: how far the clock was moved, as an ISO 8601 duration.
pub const FILE: &str = "demo-clock";

/// A clock that can be moved forward and keeps that over restarts.
pub struct DemoClock {
    folder: PathBuf,
    ahead: Mutex<SignedDuration>,
    moving: tokio::sync::Mutex<()>,
}

impl DemoClock {
    /// Takes up where an earlier run left the clock.
    ///
    /// # Errors
    /// [`Problem`] where the file cannot be read, or is not what a demo wrote.
    pub fn open(folder: &Path) -> Result<Self, Problem> {
        let path = folder.join(FILE);
        let words = |error: &dyn std::fmt::Display| Problem::Folder {
            path: path.clone(),
            words: format!("this is not what a demo wrote: {error}; begin anew with --fresh"),
        };
        let ahead = match fs::read_to_string(&path) {
            Ok(text) => text.trim().parse().map_err(|error: jiff::Error| words(&error))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => SignedDuration::ZERO,
            Err(error) => return Err(words(&error)),
        };
        Ok(Self {
            folder: folder.to_owned(),
            ahead: Mutex::new(ahead),
            moving: tokio::sync::Mutex::default(),
        })
    }

    fn ahead(&self) -> SignedDuration {
        *self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Timestamp {
        SystemClock.now().checked_add(self.ahead()).unwrap_or(Timestamp::MAX)
    }
}

impl DemoControls for DemoClock {
    fn advance(&self, by: SignedDuration) -> Result<(), String> {
        let mut ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        let moved = ahead.checked_add(by).ok_or("the clock would be out of range")?;
        replace::file(&self.folder.join(FILE), format!("{moved}\n").as_bytes())
            .map_err(|error| error.to_string())?;
        *ahead = moved;
        Ok(())
    }

    fn credentials(&self) -> Option<DemoCredentials> {
        let demo = Descriptor::read(&self.folder).ok().flatten()?;
        Some(DemoCredentials {
            partner: (demo.partner.client_id, demo.partner.client_secret),
            application: (demo.application.client_id, demo.application.client_secret),
            access_token: demo.person.access_token,
            refresh_token: demo.person.refresh_token,
            curriculum: demo.person.curriculum_id,
        })
    }

    /// Tokens follow the clock, so `demo.json` gets a fresh pair; the old one lives until its own end.
    fn moved<'a>(&'a self, app: &'a App) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>> {
        Box::pin(async move {
            let _one_at_a_time = self.moving.lock().await;
            self.renew(app).await.map_err(|problem| problem.to_string())
        })
    }
}

impl DemoClock {
    async fn renew(&self, app: &App) -> Result<(), Problem> {
        if let Some(mut demo) = Descriptor::read(&self.folder)? {
            seed::fresh_pair(app, &mut demo).await?;
            demo.write(&self.folder)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_clock_stays_moved_over_a_restart() {
        let folder = tempfile::TempDir::new().unwrap();
        let clock = DemoClock::open(folder.path()).ok().unwrap();
        assert_eq!(clock.ahead(), SignedDuration::ZERO);
        clock.advance(SignedDuration::from_hours(48)).unwrap();
        clock.advance(SignedDuration::from_secs(1)).unwrap();
        let again = DemoClock::open(folder.path()).ok().unwrap();
        assert_eq!(again.ahead(), SignedDuration::from_secs(48 * 3600 + 1));
        fs::write(folder.path().join(FILE), "yesterday").unwrap();
        assert!(DemoClock::open(folder.path()).err().unwrap().to_string().contains("--fresh"));
    }
}
