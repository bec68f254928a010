//! Refresh tokens: rotated at each use, with a grace for retries (`infojobs.md §2.4`, RFC 9700 §4.14.2).

use jiff::{SignedDuration, Timestamp};

/// A refresh token that is not used for so long ends (LEDGER 25).
pub const IDLE_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);

/// For so long after its use, a refresh token answers the same successor (LEDGER 21). Where the clock was set back
/// since, it is as long before its use, and not until the clock has caught up (LEDGER 124).
pub const GRACE: SignedDuration = SignedDuration::from_secs(30);

/// A refresh token as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefreshToken {
    /// It was not used yet.
    Living {
        /// When it ends unused: it is expired at this very instant.
        expires_at: Timestamp,
    },
    /// It was used.
    Rotated {
        /// When.
        at: Timestamp,
        /// What was answered, sealed under the token itself.
        sealed_answer: Vec<u8>,
    },
}

/// What presenting a refresh token leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presented {
    /// A successor.
    Rotate,
    /// The successor that was made before, sealed.
    SameSuccessor(Vec<u8>),
    /// Nothing: it is over.
    Expired,
    /// Nothing, and the whole family dies: somebody else has it.
    RevokeFamily,
}

impl RefreshToken {
    /// What presenting it at `now` leads to.
    pub fn present(self, now: Timestamp) -> Presented {
        match self {
            Self::Living { expires_at } if now < expires_at => Presented::Rotate,
            Self::Living { .. } => Presented::Expired,
            Self::Rotated { at, sealed_answer } if now.duration_since(at).abs() < GRACE => {
                Presented::SameSuccessor(sealed_answer)
            }
            Self::Rotated { .. } => Presented::RevokeFamily,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLISECOND: SignedDuration = SignedDuration::from_millis(1);

    #[test]
    fn ledger_25_a_refresh_token_ends_after_90_idle_days() {
        let now: Timestamp = "2026-11-21T09:00:00Z".parse().unwrap();
        let living = RefreshToken::Living { expires_at: now + IDLE_LIFE };
        assert_eq!(living.clone().present(now + IDLE_LIFE - MILLISECOND), Presented::Rotate);
        assert_eq!(living.present(now + IDLE_LIFE), Presented::Expired);
    }

    #[test]
    fn ledger_21_a_retry_gets_the_same_successor_and_a_later_one_ends_the_family() {
        let at: Timestamp = "2026-11-21T09:00:00Z".parse().unwrap();
        let rotated = RefreshToken::Rotated { at, sealed_answer: vec![1] };
        assert_eq!(rotated.clone().present(at), Presented::SameSuccessor(vec![1]));
        assert_eq!(rotated.clone().present(at + GRACE - MILLISECOND), Presented::SameSuccessor(vec![1]));
        assert_eq!(rotated.present(at + GRACE), Presented::RevokeFamily);
    }

    #[test]
    fn ledger_124_a_clock_that_was_set_back_makes_the_grace_no_longer() {
        let at: Timestamp = "2026-11-21T09:00:00Z".parse().unwrap();
        let rotated = RefreshToken::Rotated { at, sealed_answer: vec![1] };
        let slightly = at - GRACE + MILLISECOND;
        assert_eq!(rotated.clone().present(slightly), Presented::SameSuccessor(vec![1]));
        assert_eq!(rotated.present(at - GRACE), Presented::RevokeFamily);
    }
}
