//! Entity tags: a record's version in quotes, and conditions on it (RFC 9110 §8.8, §13.1).

use axum::http::header::{ETAG, IF_MATCH, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponseParts, ResponseParts};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use store::experiences::IfMatch;

use super::hash::sha_256;

/// The header `ETag` of a version.
pub(crate) fn header(version: i64) -> EntityTag {
    EntityTag::new(&format!("\"{version}\""))
}

/// A strong entity tag, quotes included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EntityTag(HeaderValue);

impl EntityTag {
    /// A tag with its quotes. Digits and the characters of base64 can stand in one; of others none is made.
    pub(crate) fn new(text: &str) -> Self {
        Self(HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("\"\"")))
    }

    /// The tag of a representation, made of its bytes alone.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self::new(&format!("\"{}\"", URL_SAFE_NO_PAD.encode(&sha_256(bytes)[..12])))
    }
}

impl From<EntityTag> for HeaderValue {
    fn from(tag: EntityTag) -> Self {
        tag.0
    }
}

impl IntoResponseParts for EntityTag {
    type Error = std::convert::Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Self::Error> {
        parts.headers_mut().insert(ETAG, self.0);
        Ok(parts)
    }
}

/// What `If-Match` demands. A tag that is weak or none of ours matches nothing.
pub(crate) fn if_match(headers: &HeaderMap) -> Option<IfMatch> {
    let tags = tags(headers, &IF_MATCH)?;
    if tags.contains(&"*") {
        return Some(IfMatch::Any);
    }
    let version = |tag: &&str| tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok();
    Some(IfMatch::Versions(tags.iter().filter_map(version).collect()))
}

/// True where `If-None-Match` names this tag: the client has it (304). Weak comparison.
pub(crate) fn is_known(headers: &HeaderMap, tag: &EntityTag) -> bool {
    let tags = tags(headers, &IF_NONE_MATCH).unwrap_or_default();
    tags.iter().any(|known| *known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag.0)
}

fn tags<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<Vec<&'a str>> {
    let mut lines = headers.get_all(name).iter().peekable();
    lines.peek()?;
    let texts = lines.filter_map(|line| line.to_str().ok());
    Some(texts.flat_map(|text| text.split(',')).map(str::trim).filter(|tag| !tag.is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: HeaderName, value: &'static str) -> HeaderMap {
        [(name, HeaderValue::from_static(value))].into_iter().collect()
    }

    #[test]
    fn if_match_names_versions() {
        assert_eq!(if_match(&HeaderMap::new()), None);
        assert_eq!(if_match(&with(IF_MATCH, "*")), Some(IfMatch::Any));
        assert_eq!(if_match(&with(IF_MATCH, "\"1\", \"22\"")), Some(IfMatch::Versions(vec![1, 22])));
        assert_eq!(if_match(&with(IF_MATCH, "W/\"1\", \"x\", 3")), Some(IfMatch::Versions(vec![])));
    }

    #[test]
    fn if_none_match_knows_a_tag_weakly() {
        let tag = EntityTag::new("\"a\"");
        assert!(is_known(&with(IF_NONE_MATCH, "\"b\", W/\"a\""), &tag));
        assert!(is_known(&with(IF_NONE_MATCH, "*"), &tag));
        assert!(!is_known(&with(IF_NONE_MATCH, "\"b\""), &tag));
        assert!(!is_known(&HeaderMap::new(), &tag));
    }
}
