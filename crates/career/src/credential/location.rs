//! Where in a body something stands, whatever the envelope.

/// The two shapes in which a credential is sent (`seekpass.md §3`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Envelope {
    /// `{"id", "document_type", "credential_type", "data": {"credential": {…}}}` (`seekpass.md §3.3`).
    V1,
    /// `{"credential_id", "fields": {…}, "partner_chain"}` (`seekpass.md §3.1`).
    V2,
}

impl Envelope {
    /// The pointer of the object with `full_name` and `employment`.
    fn fields(self) -> &'static str {
        match self {
            Self::V1 => "/data/credential",
            Self::V2 => "/fields",
        }
    }

    /// The pointer of the partner chain.
    fn partner_chain(self) -> &'static str {
        match self {
            Self::V1 => "/data/credential/partner_chain",
            Self::V2 => "/partner_chain",
        }
    }

    /// The pointer of the partner's own id.
    fn credential_id(self) -> &'static str {
        match self {
            Self::V1 => "/id",
            Self::V2 => "/credential_id",
        }
    }
}

/// A place in a body. The order of places is the order in which violations are told: an object before its
/// members, members as the contract lists them, unknown members after the known ones of the same object, by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// The body as a whole.
    Body,
    /// The partner's own id.
    CredentialId,
    /// `document_type`; only v1 has it.
    DocumentType,
    /// `credential_type`; only v1 has it.
    CredentialType,
    /// `data`; only v1 has it.
    Data,
    /// The object with `full_name` and `employment`.
    Fields,
    /// `full_name`.
    FullName,
    /// `employment` as a whole.
    Employment,
    /// One employment record, or a member of it.
    Record {
        /// The place in the array, from 0.
        index: usize,
        /// Which part of the record.
        part: RecordPart,
    },
    /// An unknown member beside `full_name` and `employment`.
    UnknownInFields(String),
    /// `partner_chain` as a whole.
    PartnerChain,
    /// One intermediary, or its name.
    Intermediary {
        /// The place in the array, from 0.
        index: usize,
        /// Which part of the intermediary.
        part: IntermediaryPart,
    },
    /// An unknown member of `data`; only v1 has that object.
    UnknownInData(String),
    /// An unknown member of the body itself.
    UnknownInBody(String),
}

/// A part of an employment record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordPart {
    /// The record as a whole.
    Whole,
    /// `organisation`.
    Organisation,
    /// `role_classification`.
    RoleClassification,
    /// `role_title`.
    RoleTitle,
    /// `start_date`.
    StartDate,
    /// `end_date`.
    EndDate,
    /// `last_processed_month`.
    LastProcessedMonth,
    /// An unknown member.
    Unknown(String),
}

/// A part of an intermediary. The members beside `name` are free, so that nothing can be wrong with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IntermediaryPart {
    /// The intermediary as a whole.
    Whole,
    /// `name`.
    Name,
}

impl RecordPart {
    /// The member's name. `None` for the record as a whole.
    pub fn member(&self) -> Option<&str> {
        match self {
            Self::Whole => None,
            Self::Organisation => Some("organisation"),
            Self::RoleClassification => Some("role_classification"),
            Self::RoleTitle => Some("role_title"),
            Self::StartDate => Some("start_date"),
            Self::EndDate => Some("end_date"),
            Self::LastProcessedMonth => Some("last_processed_month"),
            Self::Unknown(name) => Some(name),
        }
    }
}

impl Location {
    /// The JSON Pointer (RFC 6901) of this place in a body of that envelope; it names the member itself, whether
    /// or not it is there (`seekpass.md §3.4`, LEDGER 37). The body as a whole is the empty text.
    pub fn pointer(&self, envelope: Envelope) -> String {
        match self {
            Self::Body => String::new(),
            Self::CredentialId => envelope.credential_id().to_owned(),
            Self::DocumentType => "/document_type".to_owned(),
            Self::CredentialType => "/credential_type".to_owned(),
            Self::Data => "/data".to_owned(),
            Self::Fields => envelope.fields().to_owned(),
            Self::FullName => format!("{}/full_name", envelope.fields()),
            Self::Employment => format!("{}/employment", envelope.fields()),
            Self::Record { index, part } => {
                let record = format!("{}/employment/{index}", envelope.fields());
                part.member().map_or(record.clone(), |name| member(&record, name))
            }
            Self::UnknownInFields(name) => member(envelope.fields(), name),
            Self::PartnerChain => envelope.partner_chain().to_owned(),
            Self::Intermediary { index, part: IntermediaryPart::Whole } => {
                format!("{}/{index}", envelope.partner_chain())
            }
            Self::Intermediary { index, part: IntermediaryPart::Name } => {
                format!("{}/{index}/name", envelope.partner_chain())
            }
            Self::UnknownInData(name) => member("/data", name),
            Self::UnknownInBody(name) => member("", name),
        }
    }
}

/// The pointer of a member of the object at `object`, its name escaped (RFC 6901 §3).
fn member(object: &str, name: &str) -> String {
    format!("{object}/{}", name.replace('~', "~0").replace('/', "~1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ledger_37_a_pointer_names_the_place_in_the_body_as_it_was_sent() {
        let record = |part| Location::Record { index: 3, part };
        let link = |part| Location::Intermediary { index: 19, part };
        let unknown = || "a/b~c".to_owned();
        for (location, v2, v1) in [
            (Location::Body, "", ""),
            (Location::CredentialId, "/credential_id", "/id"),
            (Location::Fields, "/fields", "/data/credential"),
            (Location::FullName, "/fields/full_name", "/data/credential/full_name"),
            (Location::Employment, "/fields/employment", "/data/credential/employment"),
            (record(RecordPart::Whole), "/fields/employment/3", "/data/credential/employment/3"),
            (
                record(RecordPart::EndDate),
                "/fields/employment/3/end_date",
                "/data/credential/employment/3/end_date",
            ),
            (
                record(RecordPart::Unknown(unknown())),
                "/fields/employment/3/a~1b~0c",
                "/data/credential/employment/3/a~1b~0c",
            ),
            (Location::UnknownInFields(unknown()), "/fields/a~1b~0c", "/data/credential/a~1b~0c"),
            (Location::PartnerChain, "/partner_chain", "/data/credential/partner_chain"),
            (link(IntermediaryPart::Whole), "/partner_chain/19", "/data/credential/partner_chain/19"),
            (
                link(IntermediaryPart::Name),
                "/partner_chain/19/name",
                "/data/credential/partner_chain/19/name",
            ),
            (Location::UnknownInBody(unknown()), "/a~1b~0c", "/a~1b~0c"),
            (Location::UnknownInBody(String::new()), "/", "/"),
            (Location::UnknownInBody("~1".to_owned()), "/~01", "/~01"),
        ] {
            assert_eq!(location.pointer(Envelope::V2), v2);
            assert_eq!(location.pointer(Envelope::V1), v1);
        }
        for (location, v1) in [
            (Location::DocumentType, "/document_type"),
            (Location::CredentialType, "/credential_type"),
            (Location::Data, "/data"),
            (Location::UnknownInData(unknown()), "/data/a~1b~0c"),
        ] {
            assert_eq!(location.pointer(Envelope::V1), v1);
        }
    }

    #[test]
    fn every_known_member_of_a_record_has_its_contract_name() {
        let record = |part| Location::Record { index: 0, part }.pointer(Envelope::V2);
        assert_eq!(record(RecordPart::Organisation), "/fields/employment/0/organisation");
        assert_eq!(record(RecordPart::RoleClassification), "/fields/employment/0/role_classification");
        assert_eq!(record(RecordPart::RoleTitle), "/fields/employment/0/role_title");
        assert_eq!(record(RecordPart::StartDate), "/fields/employment/0/start_date");
        assert_eq!(record(RecordPart::LastProcessedMonth), "/fields/employment/0/last_processed_month");
    }
}
