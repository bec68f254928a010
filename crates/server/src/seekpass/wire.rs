//! The JSON of the SEEK Pass contract's bodies and answers. What a credential must be is in
//! [`career::credential`].

use axum::body::Body;
use axum::http::HeaderMap;
use career::credential::CredentialId;
use career::id::{ClientId, RequestId};
use serde::Serialize;
use serde_json::Value;
use store::submissions::{Link, StatusOf};
use utoipa::ToSchema;
use utoipa::openapi::ObjectBuilder;
use utoipa::openapi::schema::{SchemaType, Type};

use super::errors::{Error, LONGEST_BODY};
use crate::clock::written;
use crate::http::{body, json};
use crate::openapi::{moment, words};
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
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SeekpassAdded)]
pub(super) struct Added {
    /// The link that the person is to follow. Its first opener gets the request: send it to the person alone.
    #[schema(pattern = "^https?://[^#]+/partner/add/(careerHistory|batch)#clientId=")]
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
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SeekpassStatus, description = "What became of a submission.")]
pub(super) struct StatusOut<'a> {
    /// The partner's own id.
    id: &'a str,
    /// `incomplete` until the person accepted (`verified`) or declined, or 48 hours were over (`canceled`).
    #[schema(schema_with = statuses)]
    status: &'static str,
    /// When it was accepted, declined or over; null before.
    #[schema(schema_with = moment_or_null)]
    finalized_at: Option<String>,
    /// What the person disputes of it and wants the partner to know; left out where there is nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(min_items = 1)]
    dispute: Vec<DisputeOut>,
}

/// What the person says against one employment record of what was sent.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SeekpassDispute)]
struct DisputeOut {
    /// The place of the record in `employment`, from 1.
    #[schema(minimum = 1, maximum = 200)]
    employment_record: u16,
    /// In the person's words.
    note: String,
    /// When they said it.
    #[schema(schema_with = moment)]
    since: String,
}

fn statuses() -> ObjectBuilder {
    words(["incomplete", "verified", "canceled"])
}

fn moment_or_null() -> ObjectBuilder {
    moment().schema_type(SchemaType::from_iter([Type::String, Type::Null]))
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
