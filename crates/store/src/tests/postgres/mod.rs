//! What only PostgreSQL has: many nodes on one database, and connections that are lost.

pub(super) mod conflicts;
mod nodes;
mod opening;
