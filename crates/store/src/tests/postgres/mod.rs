//! What only PostgreSQL has: many nodes on one database, connections that are lost, and what stands in between.

pub(super) mod conflicts;
mod letting_in;
mod nodes;
mod opening;
mod pooled;
mod waiting;
pub(super) mod waves;
