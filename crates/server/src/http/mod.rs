//! What both contracts need of HTTP: bodies, JSON with line and column, problem details.

pub(crate) mod body;
pub(crate) mod entity_tag;
pub(crate) mod hash;
pub(crate) mod heard;
pub(crate) mod json;
pub(crate) mod limits;
pub(crate) mod problem;
pub(crate) mod punctual;
pub(crate) mod source;
pub(crate) mod trace;
pub(crate) mod unwritten;
