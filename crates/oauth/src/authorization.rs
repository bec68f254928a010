//! The authorisation request (RFC 6749 §4.1.1, RFC 9700 §2.1) and the way back.

use url::Url;

use crate::client::{Client, ClientKind};
use crate::error::{ErrorCode, OauthError};
use crate::parameters::Parameters;
use crate::pkce::CodeChallenge;
use crate::scope::Scopes;

/// The longest request, in bytes of its query. A request is carried through the sign-in and handed back in part.
pub const LONGEST: usize = 8 * 1024;

/// A request that may be shown to the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizationRequest {
    /// Where the person is sent back to; one of the client's registered URIs allows it.
    pub redirect_uri: String,
    /// What is asked for, a subset of what the client may have.
    pub scopes: Scopes,
    /// Handed back as it came.
    pub state: Option<String>,
    /// The S256 challenge.
    pub challenge: Option<CodeChallenge>,
}

/// Why a request is not shown to the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthorizationRefusal {
    /// The client or the redirect URI is wrong: told on a page, never by a redirect (RFC 6749 §4.1.2.1).
    OnPage(OnPage),
    /// Told to the client by a redirect.
    Redirect {
        /// Where to.
        redirect_uri: String,
        /// What is wrong.
        error: OauthError,
        /// Handed back as it came.
        state: Option<String>,
    },
}

/// What is told on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnPage {
    /// `client_id` is missing, stands twice, or is no application of this server.
    Client,
    /// `redirect_uri` is missing, stands twice, or is none that the application registered.
    RedirectUri,
    /// The request is longer than [`LONGEST`].
    TooLong,
}

/// Judges a request of a client that was found by `client_id`.
///
/// # Errors
/// [`AuthorizationRefusal`], which says whether a redirect is safe.
pub fn check(
    parameters: &Parameters,
    client: Option<&Client>,
) -> Result<AuthorizationRequest, AuthorizationRefusal> {
    let on_page = |reason| Err(AuthorizationRefusal::OnPage(reason));
    let Some(client) = client.filter(|_| !parameters.is_repeated("client_id")) else {
        return on_page(OnPage::Client);
    };
    let ClientKind::Application { redirect_uris, .. } = &client.kind else {
        return on_page(OnPage::Client);
    };
    let Some(redirect_uri) = parameters.get("redirect_uri") else {
        return on_page(OnPage::RedirectUri);
    };
    let registered = redirect_uris.iter().any(|registered| registered.allows(redirect_uri));
    if !registered || parameters.is_repeated("redirect_uri") {
        return on_page(OnPage::RedirectUri);
    }
    let state = parameters.get("state").filter(|_| !parameters.is_repeated("state")).map(str::to_owned);
    let asked = parameters.clone().once().and_then(|parameters| asked(&parameters, client));
    match asked {
        Ok((scopes, challenge)) => {
            Ok(AuthorizationRequest { redirect_uri: redirect_uri.to_owned(), scopes, state, challenge })
        }
        Err(error) => {
            Err(AuthorizationRefusal::Redirect { redirect_uri: redirect_uri.to_owned(), error, state })
        }
    }
}

fn asked(parameters: &Parameters, client: &Client) -> Result<(Scopes, Option<CodeChallenge>), OauthError> {
    let response_type = parameters.required("response_type")?;
    if response_type != "code" {
        let description = "Only response_type=code is served.";
        return Err(OauthError::new(ErrorCode::UnsupportedResponseType, description));
    }
    if parameters.get("response_mode").is_some_and(|mode| mode != "query") {
        let description = "Only response_mode=query is served.";
        return Err(OauthError::new(ErrorCode::InvalidRequest, description));
    }
    Ok((scopes(parameters.get("scope"), client)?, challenge(parameters, client)?))
}

/// A request without `scope` asks for everything that the client may have (RFC 6749 §3.3).
fn scopes(asked: Option<&str>, client: &Client) -> Result<Scopes, OauthError> {
    let invalid = |description: String| OauthError::new(ErrorCode::InvalidScope, description);
    let scopes = Scopes::parse(asked.unwrap_or_default()).map_err(|error| invalid(format!("{error}.")))?;
    if scopes.is_empty() {
        return Ok(client.scopes.clone());
    }
    if let Some(scope) = scopes.iter().find(|scope| !client.scopes.contains(*scope)) {
        return Err(invalid(format!("The client may not have the scope {}.", scope.wire_name())));
    }
    Ok(scopes)
}

/// S256 is accepted from all and demanded of public clients (LEDGER 24).
fn challenge(parameters: &Parameters, client: &Client) -> Result<Option<CodeChallenge>, OauthError> {
    let invalid = |description: &str| Err(OauthError::new(ErrorCode::InvalidRequest, description));
    match (parameters.get("code_challenge"), parameters.get("code_challenge_method")) {
        (Some(challenge), Some("S256")) => match CodeChallenge::parse(challenge) {
            Some(challenge) => Ok(Some(challenge)),
            None => invalid("code_challenge must be the base64url of a SHA-256: 43 characters."),
        },
        (Some(_), _) => invalid("Only code_challenge_method=S256 is served."),
        (None, Some(_)) => invalid("code_challenge_method was sent without code_challenge."),
        (None, None) if client.is_public() => invalid("A public client must send code_challenge (RFC 7636)."),
        (None, None) => Ok(None),
    }
}

/// The way back with a code. `iss` is the issuer (RFC 9207).
pub fn success_redirect(redirect_uri: &str, code: &str, state: Option<&str>, issuer: &str) -> Option<String> {
    redirect(redirect_uri, &[("code", Some(code)), ("state", state), ("iss", Some(issuer))])
}

/// The way back with an error (RFC 6749 §4.1.2.1). `iss` is the issuer (RFC 9207).
pub fn error_redirect(
    redirect_uri: &str,
    error: &OauthError,
    state: Option<&str>,
    issuer: &str,
) -> Option<String> {
    let parameters = [
        ("error", Some(error.code.word())),
        ("error_description", Some(error.description.as_str())),
        ("state", state),
        ("iss", Some(issuer)),
    ];
    redirect(redirect_uri, &parameters)
}

/// Adds to the query that the URI has. `None` only where the URI is not one that can be registered.
fn redirect(redirect_uri: &str, parameters: &[(&str, Option<&str>)]) -> Option<String> {
    let mut url = Url::parse(redirect_uri).ok()?;
    let present = parameters.iter().filter_map(|(name, value)| value.map(|value| (*name, value)));
    url.query_pairs_mut().extend_pairs(present);
    Some(url.into())
}

#[cfg(test)]
mod tests {
    use career::credential::UnknownMembers;
    use career::id::ClientId;

    use super::*;
    use crate::redirect_uri::RedirectUri;
    use crate::scope::Scope;
    use crate::secret::SecretHash;

    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn application(secret: Option<SecretHash>) -> Client {
        Client {
            id: ClientId::from_uuid(uuid::Uuid::nil()),
            name: "App".to_owned(),
            scopes: [Scope::Cv, Scope::EditExperience].into_iter().collect(),
            kind: ClientKind::Application {
                secret,
                redirect_uris: vec![RedirectUri::parse("https://app.example/cb?x=1").unwrap()],
            },
        }
    }

    fn ask(query: &str, client: &Client) -> Result<AuthorizationRequest, AuthorizationRefusal> {
        check(&Parameters::read([query.as_bytes()]), Some(client))
    }

    fn error(query: &str, client: &Client) -> ErrorCode {
        match ask(query, client) {
            Err(AuthorizationRefusal::Redirect { error, .. }) => error.code,
            other => panic!("{other:?}"),
        }
    }

    const BASE: &str = "redirect_uri=https://app.example/cb?x%3D1&state=s";

    #[test]
    fn a_wrong_client_or_uri_is_told_on_a_page() {
        let client = application(None);
        let page = |query: &str| ask(query, &client);
        assert_eq!(page("response_type=code"), Err(AuthorizationRefusal::OnPage(OnPage::RedirectUri)));
        let other = "response_type=code&redirect_uri=https://evil.example/";
        assert_eq!(page(other), Err(AuthorizationRefusal::OnPage(OnPage::RedirectUri)));
        let nobody = check(&Parameters::read([BASE.as_bytes()]), None);
        assert_eq!(nobody, Err(AuthorizationRefusal::OnPage(OnPage::Client)));
        let two = format!("{BASE}&response_type=code&redirect_uri=https://evil.example/");
        assert_eq!(page(&two), Err(AuthorizationRefusal::OnPage(OnPage::RedirectUri)));
        let two = format!("client_id=1&{BASE}&response_type=code&client_id=2");
        assert_eq!(page(&two), Err(AuthorizationRefusal::OnPage(OnPage::Client)));
        let kind =
            ClientKind::Partner { secret: SecretHash::of("x"), unknown_members: UnknownMembers::Refuse };
        let partner = Client { kind, ..client };
        assert_eq!(ask(BASE, &partner), Err(AuthorizationRefusal::OnPage(OnPage::Client)));
    }

    #[test]
    fn anything_else_is_told_by_a_redirect() {
        let client = application(Some(SecretHash::of("x")));
        assert_eq!(error(BASE, &client), ErrorCode::InvalidRequest);
        assert_eq!(
            error(&format!("{BASE}&response_type=token"), &client),
            ErrorCode::UnsupportedResponseType
        );
        let code = format!("{BASE}&response_type=code");
        assert_eq!(error(&format!("{code}&scope=candidate_read_skills"), &client), ErrorCode::InvalidScope);
        let more = "candidate_delete_curriculum_experience";
        assert_eq!(error(&format!("{code}&scope={more}"), &client), ErrorCode::InvalidScope);
        assert_eq!(error(&format!("{code}&state=other"), &client), ErrorCode::InvalidRequest);
        let plain = format!("{code}&code_challenge={CHALLENGE}&code_challenge_method=plain");
        assert_eq!(error(&plain, &client), ErrorCode::InvalidRequest);
        assert_eq!(error(&format!("{code}&code_challenge={CHALLENGE}"), &client), ErrorCode::InvalidRequest);
    }

    #[test]
    fn a_state_that_stands_twice_is_not_handed_back() {
        let client = application(Some(SecretHash::of("x")));
        let refused = ask(&format!("{BASE}&response_type=code&state=other"), &client).unwrap_err();
        assert!(matches!(refused, AuthorizationRefusal::Redirect { state: None, .. }), "{refused:?}");
    }

    #[test]
    fn ledger_69_another_way_back_is_refused_and_unknown_parameters_are_not() {
        let client = application(Some(SecretHash::of("x")));
        let code = format!("{BASE}&response_type=code");
        for mode in ["fragment", "form_post", "query.jwt"] {
            assert_eq!(error(&format!("{code}&response_mode={mode}"), &client), ErrorCode::InvalidRequest);
        }
        assert!(ask(&format!("{code}&response_mode=query&prompt=none&nonce=1&x=y"), &client).is_ok());
    }

    #[test]
    fn ledger_24_pkce_is_accepted_from_all_and_demanded_of_public_clients() {
        let (confidential, public) = (application(Some(SecretHash::of("x"))), application(None));
        let code = format!("{BASE}&response_type=code");
        let with = format!("{code}&code_challenge={CHALLENGE}&code_challenge_method=S256");
        assert_eq!(ask(&code, &confidential).unwrap().challenge, None);
        assert!(ask(&with, &confidential).unwrap().challenge.is_some());
        assert!(ask(&with, &public).unwrap().challenge.is_some());
        assert_eq!(error(&code, &public), ErrorCode::InvalidRequest);
    }

    #[test]
    fn no_scope_asks_for_all_that_the_client_may_have() {
        let client = application(Some(SecretHash::of("x")));
        let code = format!("{BASE}&response_type=code");
        assert_eq!(ask(&code, &client).unwrap().scopes, client.scopes);
        assert_eq!(ask(&format!("{code}&scope=CV"), &client).unwrap().scopes.to_string(), "cv");
    }

    #[test]
    fn the_way_back_keeps_the_query_and_names_the_issuer() {
        assert_eq!(
            success_redirect("https://app.example/cb?x=1", "c", Some("a b"), "https://t.example").as_deref(),
            Some("https://app.example/cb?x=1&code=c&state=a+b&iss=https%3A%2F%2Ft.example")
        );
        let denied = OauthError::new(ErrorCode::AccessDenied, "no");
        assert_eq!(
            error_redirect("org.example.app:/cb", &denied, None, "https://t.example").as_deref(),
            Some("org.example.app:/cb?error=access_denied&error_description=no&iss=https%3A%2F%2Ft.example")
        );
    }
}
