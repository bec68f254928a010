//! The words of OAuth errors.

/// An error code on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// RFC 6749 §4.1.2.1, §5.2; RFC 6750 §3.1.
    InvalidRequest,
    /// RFC 6749 §5.2.
    InvalidClient,
    /// RFC 6749 §5.2.
    InvalidGrant,
    /// RFC 6749 §4.1.2.1, §5.2.
    UnauthorizedClient,
    /// RFC 6749 §5.2.
    UnsupportedGrantType,
    /// RFC 6749 §4.1.2.1.
    UnsupportedResponseType,
    /// RFC 6749 §4.1.2.1, §5.2.
    InvalidScope,
    /// RFC 6749 §4.1.2.1.
    AccessDenied,
    /// RFC 6749 §4.1.2.1.
    TemporarilyUnavailable,
    /// RFC 6750 §3.1.
    InvalidToken,
    /// RFC 6750 §3.1.
    InsufficientScope,
}

impl ErrorCode {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::InvalidScope => "invalid_scope",
            Self::AccessDenied => "access_denied",
            Self::TemporarilyUnavailable => "temporarily_unavailable",
            Self::InvalidToken => "invalid_token",
            Self::InsufficientScope => "insufficient_scope",
        }
    }
}

/// The longest description, in characters.
const LONGEST: usize = 200;

/// An error of the token, revocation or introspection endpoint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {description}", code.word())]
pub struct OauthError {
    /// The word for programs.
    pub code: ErrorCode,
    /// The sentence for people.
    pub description: String,
}

impl OauthError {
    /// An error with its sentence. Words of the request may stand in it, and it goes on to the client's pages; so
    /// it has no other characters than RFC 6749 §4.1.2.1 and §5.2 allow, and an end.
    pub fn new(code: ErrorCode, description: impl Into<String>) -> Self {
        let allowed = |character| matches!(character, ' '..='!' | '#'..='[' | ']'..='~');
        let description: String = description.into();
        let description = description.chars().take(LONGEST);
        let description =
            description.map(|character| if allowed(character) { character } else { '?' }).collect();
        Self { code, description }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_has_only_the_characters_that_are_allowed_and_an_end() {
        let description = |text: &str| OauthError::new(ErrorCode::InvalidScope, text).description;
        assert_eq!(
            description("`cv` is no scope [of] {this} server!"),
            "`cv` is no scope [of] {this} server!"
        );
        assert_eq!(description("a\"b\\c\r\nd\u{0}ñ\u{202e}\u{7f}"), "a?b?c??d????");
        assert_eq!(description(&"x".repeat(5_000)).len(), LONGEST);
    }
}
