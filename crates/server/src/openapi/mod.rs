//! The `OpenAPI` document of everything that programs are spoken to by, made of the handlers: paths and schemas stand
//! where the code is that answers. It is served at `/openapi.json`; `docs/openapi.json` is the same as committed, and
//! a test holds the two together.

mod contract;
mod serve;
#[cfg(test)]
mod tests;

pub(crate) use contract::{Contract, also_at, together};
pub(crate) use serve::routes;
