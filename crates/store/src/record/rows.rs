//! What a history entry vouches for: every column of the row that it left, in one hash (`record.md §4`). The hashes are
//! `career`'s, for an export is held against them too.

pub(crate) use career::record::rows::{CredentialRow, CurriculumRow, ExperienceRow, MarkRow, PersonRow};
