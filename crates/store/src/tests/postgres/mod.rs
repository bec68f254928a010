//! What only PostgreSQL has: many nodes on one database, and connections that are lost.

mod nodes;
mod opening;
