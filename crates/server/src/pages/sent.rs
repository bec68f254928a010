//! What a partner sent, as it is shown: on the page that offers it and in the record.

use career::credential::{Credential, Employment, Members};

/// A member that the contract gives no meaning to, as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptMember {
    /// Its name.
    pub(crate) name: String,
    /// Its value: a text as it is, everything else as JSON.
    pub(crate) value: String,
}

/// The members as they are shown, in their order.
pub(crate) fn kept(members: &Members) -> Vec<KeptMember> {
    let shown = members.iter().map(|(name, value)| KeptMember {
        name: name.to_owned(),
        value: value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned),
    });
    shown.collect()
}

/// What was kept around the employment records, wherever it stood in the body.
pub(crate) fn kept_around(credential: &Credential) -> Vec<KeptMember> {
    let kept_in = &credential.kept;
    [&kept_in.fields, &kept_in.data, &kept_in.body].into_iter().flat_map(kept).collect()
}

/// What somebody was, for the heading: the title, else the classification. A role has at least one of them.
pub(crate) fn role(employment: &Employment) -> &str {
    employment.role.title().or(employment.role.classification()).unwrap_or_default()
}

/// The classification, where it is not the heading already.
pub(crate) fn classification(employment: &Employment) -> Option<&str> {
    employment.role.title().and(employment.role.classification())
}
