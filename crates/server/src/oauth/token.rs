//! The token endpoints of people's grants: the `InfoJobs` dialect and the standard one.

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use oauth::client::Client;
use oauth::code::CodeRefusal;
use oauth::error::{ErrorCode, OauthError};
use oauth::scope::Scopes;
use oauth::sealed;
use oauth::secret::{Kind, Secret};
use oauth::token::{TokenAnswer, USER_LIFE};
use store::NotDone;
use store::grants::{NewPair, RedeemCode, RedeemRefusal, RefreshRefusal, RefreshTokens, Refreshed};

use super::client::{self, OauthRequest, Places};
use super::documented::{AnswersOfToken, AnswersOfVendorToken, OauthTokenRequest};
use super::errors::Error;
use super::partner_token;
use super::{TAG, TOKEN, VENDOR_TOKEN};
use crate::app::App;

/// How the answers of the two endpoints differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    /// `bearer`, no `scope` (`infojobs.md §2.4`).
    Vendor,
    /// `Bearer`, with `scope` (RFC 6749 §5.1).
    Standard,
}

/// Get tokens of a person's grant, as `InfoJobs` does
///
/// With a code of the authorisation page, or a refresh token, which is replaced by the one of the answer. Parameters may
/// stand in the form, in the query, or in both, if they say the same; a body of another type is not looked at. Whatever
/// is wrong is 400. `/oauth/token` is the same by the standard.
#[utoipa::path(
    post, path = VENDOR_TOKEN, tag = TAG, operation_id = "issueInfoJobsToken",
    request_body(content = OauthTokenRequest, content_type = "application/x-www-form-urlencoded"),
    security(("client" = []), ()), responses(AnswersOfVendorToken),
)]
pub(super) async fn vendor(State(app): State<App>, request: Request) -> Result<Response, Error> {
    let request = client::read(request, Places::FormAndQuery).await?;
    answer(&app, &request, Dialect::Vendor).await
}

/// Get tokens
///
/// With a code of the authorisation page or a refresh token, for a person's grant; with the client credentials grant, a
/// partner's own token. The client proves itself by Basic or in the form; one without a secret by `code_verifier` alone.
///
/// A refresh token works once; the same request within 30 seconds is answered with the same tokens, later it ends the
/// grant. A code lives 60 seconds and works once.
#[utoipa::path(
    post, path = TOKEN, tag = TAG, operation_id = "issueToken",
    request_body(content = OauthTokenRequest, content_type = "application/x-www-form-urlencoded"),
    security(("client" = []), ()), responses(AnswersOfToken),
)]
pub(super) async fn standard(State(app): State<App>, request: Request) -> Result<Response, Error> {
    let request = client::read(request, Places::Form).await?;
    answer(&app, &request, Dialect::Standard).await
}

async fn answer(app: &App, request: &OauthRequest, dialect: Dialect) -> Result<Response, Error> {
    let grant_type = request.parameters.required("grant_type")?;
    if !matches!(grant_type, "authorization_code" | "refresh_token" | "client_credentials") {
        let description = "grant_type must be authorization_code, refresh_token or client_credentials.";
        return Err(OauthError::new(ErrorCode::UnsupportedGrantType, description).into());
    }
    let client = request.client(app).await?;
    if grant_type == "client_credentials" {
        return partner_token::issue(app, &client, &request.parameters).await;
    }
    if client.is_partner() {
        let description = "A partner gets its tokens with grant_type=client_credentials alone.";
        return Err(OauthError::new(ErrorCode::UnauthorizedClient, description).into());
    }
    let answer = if grant_type == "refresh_token" {
        refresh(app, request, &client, dialect).await?
    } else {
        redeem(app, request, &client, dialect).await?
    };
    Ok(Json(answer).into_response())
}

/// A pair of tokens before it is handed out.
struct Fresh {
    access: Secret,
    refresh: Secret,
}

impl Fresh {
    fn new(app: &App) -> Self {
        Self { access: app.new_secret(Kind::Access), refresh: app.new_secret(Kind::Refresh) }
    }

    fn pair(&self) -> NewPair {
        NewPair { access: self.access.hash(), refresh: self.refresh.hash() }
    }

    fn answer(&self, scopes: Option<&Scopes>, dialect: Dialect) -> TokenAnswer {
        let vendor = dialect == Dialect::Vendor;
        TokenAnswer {
            access_token: self.access.expose().to_owned(),
            token_type: if vendor { "bearer" } else { "Bearer" }.to_owned(),
            expires_in: USER_LIFE.as_secs() - 1,
            refresh_token: Some(self.refresh.expose().to_owned()),
            scope: scopes.filter(|_| !vendor).map(ToString::to_string),
        }
    }
}

fn invalid_grant(description: impl Into<String>) -> Error {
    OauthError::new(ErrorCode::InvalidGrant, description).into()
}

async fn redeem(
    app: &App,
    request: &OauthRequest,
    client: &Client,
    dialect: Dialect,
) -> Result<TokenAnswer, Error> {
    let unknown = || invalid_grant("The code is not known.");
    let code = Secret::parse(Kind::Code, request.parameters.required("code")?).ok_or_else(unknown)?;
    let fresh = Fresh::new(app);
    let command = RedeemCode {
        code: code.hash(),
        client: client.id,
        redirect_uri: request.parameters.get("redirect_uri").map(str::to_owned),
        verifier: request.parameters.get("code_verifier").map(str::to_owned),
        pair: fresh.pair(),
        now: app.now(),
    };
    match app.store.apply(command).await {
        Ok(Ok(scopes)) => Ok(fresh.answer(Some(&scopes), dialect)),
        // Whoever found another client's code learns nothing of it.
        Ok(Err(RedeemRefusal::Unknown | RedeemRefusal::Rule(CodeRefusal::OtherClient))) => Err(unknown()),
        Ok(Err(RedeemRefusal::Rule(rule))) => Err(invalid_grant(format!("{rule}."))),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Err(NotDone::Refused(never)) => match never {},
    }
}

async fn refresh(
    app: &App,
    request: &OauthRequest,
    client: &Client,
    dialect: Dialect,
) -> Result<TokenAnswer, Error> {
    let unknown = || invalid_grant("The refresh token is not known, or its grant has ended.");
    let token = request.parameters.required("refresh_token")?;
    let token = Secret::parse(Kind::Refresh, token).ok_or_else(unknown)?;
    let invalid_scope = |description: String| OauthError::new(ErrorCode::InvalidScope, description);
    let scopes = request.parameters.get("scope").map(Scopes::parse).transpose();
    let scopes =
        scopes.map_err(|error| invalid_scope(format!("{error}.")))?.filter(|scopes| !scopes.is_empty());
    let fresh = Fresh::new(app);
    let answer = fresh.answer(scopes.as_ref(), dialect);
    let sealed_answer = serde_json::to_vec(&answer).ok().and_then(|answer| sealed::seal(&token, &answer));
    let sealed_answer =
        sealed_answer.ok_or_else(|| store::Failure::Broken("an answer could not be sealed".to_owned()))?;
    let command = RefreshTokens {
        token: token.hash(),
        client: client.id,
        scopes,
        pair: fresh.pair(),
        sealed_answer,
        now: app.now(),
    };
    match app.store.apply(command).await {
        Ok(Refreshed::Rotated) => Ok(answer),
        Ok(Refreshed::SameSuccessor(sealed)) => sealed::open(&token, &sealed)
            .and_then(|answer| serde_json::from_slice(&answer).ok())
            .ok_or_else(|| invalid_grant("The refresh token was used before.")),
        Ok(Refreshed::Refused(RefreshRefusal::Unknown)) => Err(unknown()),
        Ok(Refreshed::Refused(RefreshRefusal::Expired)) => {
            Err(invalid_grant("The refresh token was not used for 90 days and has ended."))
        }
        Ok(Refreshed::Refused(RefreshRefusal::Reused)) => Err(invalid_grant(
            "The refresh token was used before; the grant has ended and the person must allow it again.",
        )),
        Ok(Refreshed::Refused(RefreshRefusal::Scope)) => {
            Err(invalid_scope("A refresh cannot have more scopes than the grant.".to_owned()).into())
        }
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Err(NotDone::Refused(never)) => match never {},
    }
}

#[cfg(test)]
mod tests;
