//! What the document says of these endpoints beside what stands at their handlers: the forms, and what is answered.

use oauth::error::ErrorCode;
use serde_json::{Value, json};
use utoipa::openapi::schema::Type;
use utoipa::openapi::{ObjectBuilder, ResponseBuilder};

use super::errors;
use crate::openapi::examples::{
    ACCESS_TOKEN, APPLICATION_ID, APPLICATION_SECRET, PARTNER_ID, PARTNER_SECRET, REFRESH_TOKEN,
};
use crate::openapi::{
    Refusal, answers, anywhere, component, empty, header_of, json as answer, of_the_store, refused, schema,
    text, with, words,
};

/// The wire structures of these endpoints, as components.
#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(
    errors::ErrorOut<'static>,
    super::introspect::Introspection,
    super::metadata::Metadata,
    OauthTokens,
)))]
pub(super) struct Components;

schema! {
    /// What a token endpoint takes.
    OauthTokenRequest => form(["authorization_code", "refresh_token", "client_credentials"])
        .property("code", text("With `authorization_code`: what the authorisation page sent."))
        .property("redirect_uri", text("With `authorization_code`: the same as at the authorisation page."))
        .property("code_verifier", text("With `authorization_code`: what the challenge was made of (PKCE)."))
        .property("refresh_token", text("With `refresh_token`: the one that came with the tokens before."))
        .property("scope", scope("With `refresh_token` no more than before; everything where it is left out."))
        .examples([json!({
            "grant_type": "refresh_token",
            "client_id": APPLICATION_ID,
            "client_secret": APPLICATION_SECRET,
            "refresh_token": REFRESH_TOKEN,
        })])
        .build();
    /// What the partner's token endpoint takes.
    OauthPartnerTokenRequest => form(["client_credentials"])
        .property("scope", scope("Everything that the partner may have where it is left out."))
        .examples([json!({
            "grant_type": "client_credentials",
            "client_id": PARTNER_ID,
            "client_secret": PARTNER_SECRET,
            "scope": "write.career_history",
        })])
        .build();
    /// What revocation takes.
    OauthTokenToEnd => with_client(ObjectBuilder::new().required("token"))
        .property("token", text("An access token or a refresh token.").min_length(Some(1)))
        .examples([json!({
            "token": "tnr_at_one-that-is-not-known-is-answered-just-the-same",
            "client_id": APPLICATION_ID,
            "client_secret": APPLICATION_SECRET,
        })])
        .build();
    /// What introspection takes.
    OauthTokenAskedAbout => with_client(ObjectBuilder::new().required("token"))
        .property("token", text("An access token or a refresh token.").min_length(Some(1)))
        .examples([json!({
            "token": ACCESS_TOKEN,
            "client_id": APPLICATION_ID,
            "client_secret": APPLICATION_SECRET,
        })])
        .build();
    /// What a token endpoint answers (`oauth::token::TokenAnswer`).
    OauthTokens => ObjectBuilder::new()
        .description(Some("Tokens (RFC 6749 §5.1)."))
        .required("access_token")
        .property("access_token", text("Goes into `Authorization: Bearer`.").pattern(Some("^tnr_at_[A-Za-z0-9_-]{49}$")))
        .required("token_type")
        .property("token_type", words(["Bearer", "bearer"]).description(Some("Letter case has no meaning in it.")))
        .required("expires_in")
        .property(
            "expires_in",
            ObjectBuilder::new()
                .schema_type(Type::Integer)
                .minimum(Some(1))
                .description(Some("How long the access token lives, in seconds.")),
        )
        .property(
            "refresh_token",
            text("What the next tokens are got with; only of a person's grant.")
                .pattern(Some("^tnr_rt_[A-Za-z0-9_-]{49}$")),
        )
        .property("scope", text("What the token is good for, separated by spaces, where it is told."))
        .build();
}

answers! {
    /// Of a partner's token.
    AnswersOfPartnerToken => with(refused(issuing(false)), 200, tokens(json!({
        "access_token": ACCESS_TOKEN,
        "token_type": "Bearer",
        "expires_in": 1800,
        "scope": "write.career_history",
    })));
    /// Of the standard token endpoint.
    AnswersOfToken => with(refused(issuing(false).into_iter().chain([invalid_grant(false)])), 200, tokens(json!({
        "access_token": ACCESS_TOKEN,
        "token_type": "Bearer",
        "expires_in": 43_199,
        "refresh_token": REFRESH_TOKEN,
        "scope": "cv record.read",
    })));
    /// Of the vendor's.
    AnswersOfVendorToken => with(refused(issuing(true).into_iter().chain([invalid_grant(true)])), 200, tokens(json!({
        "access_token": ACCESS_TOKEN,
        "token_type": "bearer",
        "expires_in": 43_199,
        "refresh_token": REFRESH_TOKEN,
    })));
    /// Of revocation.
    AnswersOfRevoking => with(refused(any(false)), 200, uncached(empty("It does not work any more. The body is empty.")));
    /// Of introspection.
    AnswersOfIntrospection => with(refused(any(false)), 200, uncached(answer(
        "What is known of it.",
        component("OauthIntrospection"),
        json!({
            "active": true,
            "client_id": APPLICATION_ID,
            "scope": "cv record.read",
            "exp": 1_795_299_008,
            "iss": "http://127.0.0.1:8080",
            "token_type": "Bearer",
            "sub": "01a1fdfa-4600-7bc6-b471-c189d78c7646",
        }),
    )));
    /// Of the metadata.
    AnswersOfMetadata => with(refused(anywhere()), 200, answer("What it can do.", component("OauthMetadata"), metadata()));
}

fn form(grant_types: impl IntoIterator<Item = &'static str>) -> ObjectBuilder {
    let grant_type = words(grant_types).description(Some("What the token is asked for with."));
    with_client(ObjectBuilder::new().required("grant_type").property("grant_type", grant_type))
}

/// With the client's credentials, unless Basic has them. Other parameters are ignored, but none may stand twice.
fn with_client(form: ObjectBuilder) -> ObjectBuilder {
    form.schema_type(Type::Object)
        .additional_properties(Some(ObjectBuilder::new().schema_type(Type::String)))
        .property("client_id", text("The client, unless Basic names it."))
        .property("client_secret", text("Its secret, unless Basic has it."))
}

fn scope(description: &str) -> ObjectBuilder {
    text(&format!("Scopes, separated by spaces. {description}"))
}

fn tokens(example: Value) -> ResponseBuilder {
    uncached(answer("The tokens.", component("OauthTokens"), example))
}

fn uncached(response: ResponseBuilder) -> ResponseBuilder {
    response.header("Cache-Control", header_of(text("`no-store`.")))
}

/// Of any request of a client.
fn any(vendor: bool) -> Vec<Refusal> {
    let documented = |code, meaning| errors::documented(code, meaning, vendor);
    let mut refusals = vec![
        documented(
            ErrorCode::InvalidRequest,
            "A parameter is missing or stands twice, or the body is no form.",
        ),
        documented(ErrorCode::InvalidClient, "The client is unknown or its secret is wrong."),
        documented(ErrorCode::TemporarilyUnavailable, "Too many requests come from this address."),
    ];
    refusals.extend(of_the_store());
    refusals.extend(anywhere());
    refusals
}

/// Of any request for tokens.
fn issuing(vendor: bool) -> Vec<Refusal> {
    let documented = |code, meaning| errors::documented(code, meaning, vendor);
    let mut refusals = any(vendor);
    refusals.extend([
        documented(ErrorCode::UnsupportedGrantType, "The grant type is none that this endpoint has."),
        documented(ErrorCode::UnauthorizedClient, "The client may not use this grant type."),
        documented(
            ErrorCode::InvalidScope,
            "A scope is none of this server's, or more than the client may have.",
        ),
    ]);
    refusals
}

fn invalid_grant(vendor: bool) -> Refusal {
    let meaning = "The code or the refresh token is not known, was used before, or has ended.";
    errors::documented(ErrorCode::InvalidGrant, meaning, vendor)
}

fn metadata() -> Value {
    let at = |path: &str| format!("http://127.0.0.1:8080{path}");
    json!({
        "issuer": "http://127.0.0.1:8080",
        "authorization_endpoint": at(super::USER_AUTHORIZE),
        "token_endpoint": at(super::TOKEN),
        "revocation_endpoint": at(super::REVOKE),
        "introspection_endpoint": at(super::INTROSPECT),
        "scopes_supported": oauth::scope::Scope::ALL.map(oauth::scope::Scope::wire_name),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        "revocation_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        "introspection_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        "ui_locales_supported": ["en", "id", "es"],
    })
}
