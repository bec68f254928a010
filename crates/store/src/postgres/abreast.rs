//! Commands run abreast: those of different lanes ask the same statements together (`waves.rs`), and send the others on
//! one connection without waiting for each other's answers, so that a batch takes as many turns as its longest command has
//! statements, and not as many as all of them have together. No lane touches what another touches (`Command::lane`), so
//! the outcome is that of one after the other.
//!
//! What they have in common, the histories of their people, is written at the end of the transaction (`heads.rs`).
//!
//! There are no savepoints. Where a command must be undone alone, the whole transaction is given up, and the batch is run
//! in turn. So it is where somebody else's transaction keeps a lock for long: in which order lanes take theirs, nothing
//! says, and two nodes might wait for each other in a circle.

use deadpool_postgres::Object;
use futures_util::future::join_all;

use super::batch::{Desk, Lost, run};
use super::errors::Constraint;
use super::heads::Heads;
use super::job::{Job, Ran};
use super::waves::Waves;
use crate::command::Lane;
use crate::sql::SqlError;

type Jobs = [Box<dyn Job>];

/// What the lanes of a transaction share.
pub(super) struct Abreast {
    pub(super) heads: Heads,
    pub(super) waves: Waves,
}

/// Puts the commands first that are to be run abreast, lane by lane, and says how many they are. Where there is one lane
/// alone, there are none.
pub(super) fn put_first(batch: &mut Jobs) -> usize {
    // Stable: within a lane, and among the others, the order stays.
    batch.sort_by_cached_key(|job| job.lane());
    let abreast = batch.partition_point(|job| job.lane() != Lane::InTurn);
    let lanes = batch[..abreast].chunk_by(|one, other| one.lane().is_shared_with(&other.lane())).count();
    if lanes > 1 { abreast } else { 0 }
}

impl Desk {
    /// Runs commands that [`put_first`] put first, in a transaction that has begun; gives how many were refused. They had
    /// written nothing.
    pub(super) async fn run_abreast(
        &self,
        connection: &Object,
        batch: &mut Jobs,
        constraint: Constraint,
    ) -> Result<u64, Lost> {
        let lanes = batch.chunk_by_mut(|one, other| one.lane().is_shared_with(&other.lane()));
        let lanes: Vec<&mut Jobs> = lanes.collect();
        let abreast = Abreast { heads: Heads::default(), waves: Waves::of(lanes.len()) };
        let lanes = lanes.into_iter().map(|lane| async {
            let refused = self.run_lane(connection, lane, constraint, &abreast).await;
            abreast.waves.end_lane();
            refused
        });
        let cache = &connection.statement_cache;
        let statements = self.connections.statements(connection, cache, constraint);
        let refused = abreast.waves.carry(join_all(lanes), &statements).await;
        let refused = refused.into_iter().sum::<Result<u64, Lost>>()?;
        let statements = self.connections.statements(connection, cache, Constraint::Mistake);
        abreast.heads.write(&statements).await.map_err(|error| in_turn(&error))?;
        Ok(refused)
    }

    /// Runs the commands of one lane, one after the other; gives how many were refused.
    async fn run_lane(
        &self,
        connection: &Object,
        lane: &mut Jobs,
        constraint: Constraint,
        abreast: &Abreast,
    ) -> Result<u64, Lost> {
        let mut refused = 0;
        for job in lane {
            let mut session = self.session(connection, constraint).in_lane(abreast);
            match run(job.as_mut(), &mut session).await {
                Ran::Done => {}
                Ran::Refused if !session.has_written() => refused += 1,
                Ran::Refused | Ran::Failed | Ran::Again => return Err(Lost::Again),
            }
        }
        Ok(refused)
    }
}

/// Whatever it was, it is told to the command that it is about, once that is run in turn.
fn in_turn(error: &SqlError) -> Lost {
    tracing::debug!(%error, "a batch that was run abreast is run again in turn");
    Lost::Again
}
