//! What a career record is.
//!
//! Pure: nothing here does I/O, reads a clock, or knows that HTTP or SQL exists. A person has one record in
//! which two kinds of statement stand side by side: an [`experience`] is *declared* by the person, an
//! employment inside a [`credential`] is *attested* by a partner.

mod bytes;
pub mod credential;
pub mod curriculum;
pub mod dictionary;
pub mod experience;
pub mod export;
pub mod fold;
pub mod history;
pub mod id;
pub mod object_text;
pub mod person_name;
pub mod reconciliation;
pub mod record;
pub mod sent;
pub mod share;
pub mod signature;
pub mod source;
pub mod submission;
pub mod text;
pub mod timeline;
pub mod when;
pub mod year_month;
