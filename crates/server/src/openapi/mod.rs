//! The `OpenAPI` document of everything that programs are spoken to by, made of the handlers: paths and schemas stand
//! where the code is that answers. It is served at `/openapi.json`; `docs/openapi.json` is the same as committed, and
//! a test holds the two together.

mod answers;
mod beginning;
mod contract;
pub(crate) mod examples;
mod finish;
mod page;
mod schemas;
mod serve;
#[cfg(test)]
pub(crate) mod tests;

pub use examples::DemoCredentials;

pub(crate) use answers::{
    Refusal, Responses, answers, anywhere, empty, header_of, json, link, of_the_store, refused, with,
};
pub(crate) use contract::{Contract, also_at, contract, together};
pub(crate) use finish::key_component;
pub(crate) use schemas::{
    CONTROL, CONTROL_BUT_LINES, all_words, any_of_types, component, if_none_match, moment,
    optional_parameter, parameters, path_parameter, running_text, schema, text, uuid, words,
};
pub(crate) use serve::routes;
