//! The pages that a person sees, and the mails: what stands on them, in three languages.
//!
//! Each page is a plain struct with what it shows and an askama template of the same name. Nothing here knows
//! HTTP: a handler fills the struct, calls [`askama::Template::render`] and answers. All words come from the
//! Fluent files in `locales/`, the look from `static/tenure.css` (`docs/design.md`).

mod accept_language;
mod dates;
mod email_address;
mod numbers;
mod page;
mod words;

pub(crate) mod add;
pub(crate) mod applications;
pub(crate) mod consent;
pub(crate) mod curricula;
pub(crate) mod erase;
pub(crate) mod experience;
pub(crate) mod export;
pub(crate) mod history;
pub(crate) mod home;
pub(crate) mod language;
pub(crate) mod mail;
pub(crate) mod marks;
pub(crate) mod me;
pub(crate) mod outbox;
pub(crate) mod problem;
pub(crate) mod sent;
pub(crate) mod shares;
pub(crate) mod sign_in;
pub(crate) mod static_files;
pub(crate) mod timeline;

#[cfg(test)]
mod tests;

pub(crate) use language::Language;
pub(crate) use page::{Page, View};
