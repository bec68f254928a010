//! What the document begins with: what it is about, the tags, and how callers prove who they are.

use oauth::scope::Scope;
use utoipa::OpenApi as _;
use utoipa::openapi::info::{ContactBuilder, InfoBuilder, LicenseBuilder};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, ClientCredentials, Flow, HttpAuthScheme, HttpBuilder, OAuth2, Scopes, SecurityScheme,
};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{Components, OpenApi, ServerBuilder};

use super::contract::FURTHER_ADDRESSES;
use super::examples::{self, ACCESS_TOKEN, APPLICATION_ID, APPLICATION_SECRET, PARTNER_ID, PARTNER_SECRET};
use crate::http::problem::Problem;

/// What several contracts share.
#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(Problem)))]
struct Shared;

/// A document without operations.
pub(super) fn beginning() -> OpenApi {
    let mut document = Shared::openapi();
    document.info = InfoBuilder::new()
        .title("Tenure")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(include_str!("introduction.md")))
        .contact(Some(ContactBuilder::new().name(Some("Whoever runs this server")).build()))
        .license(Some(LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build()))
        .build();
    document.servers = Some(vec![ServerBuilder::new().url("/").description(Some("This server.")).build()]);
    document.tags =
        Some(TAGS.map(|(name, about)| TagBuilder::new().name(name).description(Some(about)).build()).into());
    let schemes = document.components.get_or_insert_with(Components::new);
    for (name, scheme) in schemes_of_callers() {
        schemes.add_security_scheme(name, scheme);
    }
    document
}

const TAGS: [(&str, &str); 6] = [
    (
        "SEEK Pass",
        "Partners push employment that they attest. A request is answered with a link, which the partner sends to the \
         person alone: its first opener gets the request. It is `incomplete` until the person accepts it (`verified`) \
         or declines it (`canceled`), and `canceled` 48 hours after it was made.",
    ),
    (
        "InfoJobs",
        "Candidates' applications edit the experience of a curriculum. Errors have numeric codes, one in each answer: \
         the first in the order in which the descriptions list them. A path or a version that there is not is 404, \
         and a verb 405, both with code `1`.",
    ),
    (
        "Record",
        "Applications read the record as a whole, as far as the person does not hide it: what is declared and attested, \
         the timeline, how the two agree, and what happened. With another scope they make links by which others see a \
         part of it.",
    ),
    (
        "OAuth",
        "Tokens: a partner's own, those of a person's grant to an application, and what becomes of them. A person \
         grants on the page `/api/oauth/user-authorize/index.xhtml`, by the authorisation code flow (RFC 6749, with \
         PKCE).",
    ),
    ("Operation", "What a load balancer asks."),
    (
        FURTHER_ADDRESSES,
        "The same operations once more, under the other addresses that the contracts' documents name.",
    ),
];

fn schemes_of_callers() -> [(&'static str, SecurityScheme); 4] {
    let scopes = Scopes::one(Scope::WriteCareerHistory.wire_name(), "Push employment.");
    let flow = Flow::ClientCredentials(ClientCredentials::new("/api/partner/v1/oauth/token.json", scopes));
    let partner = format!(
        "A partner's own token, by the client credentials flow. `client_id`: `{PARTNER_ID}`, `client_secret`: \
         `{PARTNER_SECRET}`."
    );
    let infojobs = format!(
        "The application and the person in one header: paste the whole value, `Basic <base64 of \
         client_id:client_secret>,Bearer <access token>`, such as\n\n`Basic {},Bearer {ACCESS_TOKEN}`",
        examples::basic(APPLICATION_ID, APPLICATION_SECRET)
    );
    let person = format!(
        "The access token of a person's grant to an application, with the operation's scope, such as\n\n`{ACCESS_TOKEN}`"
    );
    let client =
        format!("A client's id and secret. Username: `{APPLICATION_ID}`, password: `{APPLICATION_SECRET}`.");
    let http = |scheme, description: &str| {
        SecurityScheme::Http(HttpBuilder::new().scheme(scheme).description(Some(description)).build())
    };
    [
        ("partner", SecurityScheme::OAuth2(OAuth2::with_description([flow], partner))),
        (
            "infojobs",
            SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::with_description("Authorization", &infojobs))),
        ),
        ("person", http(HttpAuthScheme::Bearer, &person)),
        ("client", http(HttpAuthScheme::Basic, &client)),
    ]
}
