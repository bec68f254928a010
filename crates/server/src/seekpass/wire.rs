//! The JSON of the SEEK Pass contract's bodies and answers. What a credential must be is in
//! [`career::credential`].

use axum::body::Body;
use axum::http::HeaderMap;
use career::credential::CredentialId;
use career::id::{ClientId, RequestId};
use serde::Serialize;
use serde_json::Value;
use store::submissions::{Link, StatusOf};

use super::errors::{Error, LONGEST_BODY};
use crate::clock::written;
use crate::http::{body, json};
use crate::public_url::PublicUrl;

/// What the header `Content-Type` has to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ContentType {
    /// JSON, or nothing.
    Json,
    /// Anything: the official sample of the status calls sends none (`seekpass.md §3.4`).
    Whatever,
}

/// Reads a body as JSON.
pub(super) async fn read(headers: &HeaderMap, body: Body, content_type: ContentType) -> Result<Value, Error> {
    if content_type == ContentType::Json
        && let Some(found) = body::media_type(headers).filter(|found| !body::is_json(found))
    {
        return Err(Error::ContentType(found));
    }
    let bytes = body::read(body, LONGEST_BODY).await.map_err(|unread| match unread {
        body::Unread::TooLong => Error::TooLong,
        body::Unread::Broken => Error::Broken,
    })?;
    json::parse(&bytes).map_err(Error::NotJson)
}

/// The answer to an add request.
#[derive(Debug, Serialize)]
pub(super) struct Added {
    redirect_uri: String,
}

impl Added {
    /// The link that the person is to follow (`seekpass.md §3.2`).
    pub(super) fn new(url: &PublicUrl, client: ClientId, request: RequestId, link: Link) -> Self {
        let (page, document_type) = match link {
            Link::V1 => ("careerHistory", "&documentType=none"),
            Link::V2 => ("careerHistory", ""),
            Link::Batch => ("batch", ""),
        };
        let path = format!("/partner/add/{page}#clientId={client}{document_type}&content={request}");
        Self { redirect_uri: url.with(&path) }
    }
}

/// A submission's status (`seekpass.md §4`). What the person disputes of it stands there only where there is something
/// that they want the partner to know (`record.md §5`, LEDGER 148).
#[derive(Debug, Serialize)]
pub(super) struct StatusOut<'a> {
    id: &'a str,
    status: &'static str,
    finalized_at: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dispute: Vec<DisputeOut>,
}

/// What the person says against one employment record of what was sent.
#[derive(Debug, Serialize)]
struct DisputeOut {
    /// The place of the record in `employment`, from 1.
    employment_record: u16,
    note: String,
    since: String,
}

impl<'a> StatusOut<'a> {
    /// True where this is the status of that id.
    pub(super) fn is_of(&self, id: &str) -> bool {
        self.id == id
    }

    pub(super) fn new(id: &'a CredentialId, found: StatusOf) -> Self {
        let StatusOf { status, finalized_at, disputes } = found;
        let dispute = disputes.into_iter().map(|dispute| DisputeOut {
            employment_record: dispute.place,
            note: dispute.note.into(),
            since: written(dispute.at),
        });
        Self {
            id: id.as_str(),
            status: status.word(),
            finalized_at: finalized_at.map(written),
            dispute: dispute.collect(),
        }
    }
}
