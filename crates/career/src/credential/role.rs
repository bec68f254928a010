//! What somebody was at an employer: a classification, a title, or both, and never neither.

use serde::{Deserialize, Serialize};

/// The role of one employment: at least one of the two members that the contract has for it (`seekpass.md §3.1`).
/// Each is 1 to 200 characters, trimmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RoleMembers", into = "RoleMembers")]
pub enum Role {
    /// Only `role_classification` was sent.
    Classification(String),
    /// Only `role_title` was sent.
    Title(String),
    /// Both were sent.
    Both {
        /// The category of the position: `role_classification`.
        classification: String,
        /// The official title: `role_title`.
        title: String,
    },
}

impl Role {
    /// A role of what is there. `None` where neither is.
    pub fn new(classification: Option<String>, title: Option<String>) -> Option<Self> {
        match (classification, title) {
            (Some(classification), Some(title)) => Some(Self::Both { classification, title }),
            (Some(classification), None) => Some(Self::Classification(classification)),
            (None, Some(title)) => Some(Self::Title(title)),
            (None, None) => None,
        }
    }

    /// The category of the position: `role_classification`.
    pub fn classification(&self) -> Option<&str> {
        match self {
            Self::Classification(classification) | Self::Both { classification, .. } => Some(classification),
            Self::Title(_) => None,
        }
    }

    /// The official title: `role_title`.
    pub fn title(&self) -> Option<&str> {
        match self {
            Self::Title(title) | Self::Both { title, .. } => Some(title),
            Self::Classification(_) => None,
        }
    }
}

/// A role as JSON members.
#[derive(Serialize, Deserialize)]
struct RoleMembers {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role_classification: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role_title: Option<String>,
}

impl From<Role> for RoleMembers {
    fn from(role: Role) -> Self {
        let (role_classification, role_title) = match role {
            Role::Classification(classification) => (Some(classification), None),
            Role::Title(title) => (None, Some(title)),
            Role::Both { classification, title } => (Some(classification), Some(title)),
        };
        Self { role_classification, role_title }
    }
}

impl TryFrom<RoleMembers> for Role {
    type Error = &'static str;

    fn try_from(members: RoleMembers) -> Result<Self, Self::Error> {
        Self::new(members.role_classification, members.role_title)
            .ok_or("neither role_classification nor role_title is there")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_has_at_least_one_of_its_two_members() {
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(Role::new(None, None), None);
        for (classification, title) in [(text("C"), None), (None, text("T")), (text("C"), text("T"))] {
            let role = Role::new(classification.clone(), title.clone()).unwrap();
            assert_eq!(role.classification(), classification.as_deref());
            assert_eq!(role.title(), title.as_deref());
            let json = serde_json::to_string(&role).unwrap();
            assert_eq!(serde_json::from_str::<Role>(&json).unwrap(), role);
        }
        assert!(serde_json::from_str::<Role>("{}").is_err());
    }
}
