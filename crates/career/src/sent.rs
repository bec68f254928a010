//! What a sender said about one member: nothing, something of the wrong type, or a value.

/// One member of a request after its JSON type was looked at and before any rule was.
///
/// `null` is [`Sent::Absent`] in both contracts. [`Sent::Unusable`] keeps a member of the wrong type, which was
/// reported already, from being reported once more as missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Sent<T> {
    /// The member is not there, or is `null`.
    #[default]
    Absent,
    /// The member is there with a type that the contract does not know; this has been reported.
    Unusable,
    /// The member's value.
    Value(T),
}

impl<T> Sent<T> {
    /// The value, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Unusable => None,
        }
    }

    /// True only where nothing was sent.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T> From<Option<T>> for Sent<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}
