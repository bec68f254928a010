//! Ids in paths.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use career::id::{CurriculumCode, ExperienceId};

use super::errors::Error;

/// What axum made of a path with one id.
pub(super) type One = Result<Path<String>, PathRejection>;
/// What axum made of a path with two ids.
pub(super) type Two = Result<Path<(String, String)>, PathRejection>;

/// The curriculum of a path, or 361.
pub(super) fn curriculum(path: One) -> Result<CurriculumCode, Error> {
    let sent = path.map(|Path(sent)| sent).unwrap_or_default();
    CurriculumCode::parse(&sent).ok_or_else(|| Error::no_curriculum(&sent))
}

/// The curriculum and the experience of a path. An experience that cannot be is left to be not found, so that
/// the curriculum is judged first.
pub(super) fn experience(path: Two) -> Result<(CurriculumCode, Option<ExperienceId>), Error> {
    let (curriculum, experience) = path.map(|Path(sent)| sent).unwrap_or_default();
    let code = CurriculumCode::parse(&curriculum).ok_or_else(|| Error::no_curriculum(&curriculum))?;
    let digits = !experience.is_empty() && experience.bytes().all(|byte| byte.is_ascii_digit());
    let id = digits.then(|| experience.parse().ok()).flatten().and_then(ExperienceId::new);
    Ok((code, id))
}
