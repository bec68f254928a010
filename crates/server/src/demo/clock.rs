//! GET and POST `/demo/clock`: the demo's time, which may be moved forward, so that every rule of the 48 hours can
//! be tried in a minute.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Span, SpanRelativeTo, Timestamp};
use serde_json::{Value, json};

use crate::app::App;
use crate::clock::written;
use crate::demo::DemoControls;
use crate::http::problem::{Problem, ProblemError, of_failure};
use crate::http::{body, json as strict_json};
use crate::operations::sweep;

/// The longest body, in bytes.
const LONGEST_BODY: usize = 1024;

/// What the demo's time never passes.
const LATEST: &str = "2199-01-01T00:00:00Z";

pub(super) async fn tell(State(app): State<App>) -> Response {
    now(&app)
}

fn now(app: &App) -> Response {
    Json(json!({ "now": written(app.now()) })).into_response()
}

/// Moves the time, then lets it take its course: what is over is swept and gone from the database's files before
/// the answer leaves.
pub(super) async fn advance(State(app): State<App>, request: Request) -> Response {
    let Some(controls) = &app.demo_controls else {
        return Problem::new(StatusCode::NOT_FOUND).into_response();
    };
    match advance_by(&app, controls.as_ref(), request).await {
        Ok(()) => now(&app),
        Err(problem) => problem.into_response(),
    }
}

async fn advance_by(app: &App, controls: &dyn DemoControls, request: Request) -> Result<(), Problem> {
    let by = read(app.now(), request).await?;
    let broken = |reason: String| of_failure(&store::Failure::Broken(reason));
    controls.advance(by).map_err(broken)?;
    sweep(app).await.map_err(|failure| of_failure(&failure))?;
    app.store.settle().await.map_err(|failure| of_failure(&failure))?;
    controls.moved(app).await.map_err(broken)
}

async fn read(now: Timestamp, request: Request) -> Result<SignedDuration, Problem> {
    let (parts, body) = request.into_parts();
    if let Some(found) = body::media_type(&parts.headers).filter(|found| !body::is_json(found)) {
        let detail = format!("The header Content-Type is `{found}`; send application/json.");
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE).detail(detail));
    }
    let bytes = body::read(body, LONGEST_BODY).await;
    let bytes = bytes.map_err(|_| Problem::new(StatusCode::PAYLOAD_TOO_LARGE))?;
    let value = strict_json::parse(&bytes).map_err(|error| {
        Problem::new(StatusCode::BAD_REQUEST).detail(format!("The body is not JSON: {error}."))
    })?;
    let wrong = |detail: &str| {
        let error = ProblemError {
            pointer: "/advance".to_owned(),
            code: "not_a_step_forward".to_owned(),
            detail: detail.to_owned(),
        };
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY).errors(vec![error])
    };
    let text = value.get("advance").and_then(Value::as_str);
    let by = text.and_then(duration).ok_or_else(|| {
        wrong("Send `{\"advance\": \"PT48H\"}`: an ISO 8601 duration in weeks, days, hours, minutes and seconds.")
    })?;
    if by <= SignedDuration::ZERO {
        return Err(wrong("The demo's time goes forward only."));
    }
    let latest: Option<Timestamp> = LATEST.parse().ok();
    let then = now.checked_add(by).ok().filter(|then| latest.is_none_or(|latest| *then < latest));
    then.map(|_| by).ok_or_else(|| wrong(&format!("The demo's time ends before {LATEST}.")))
}

/// An ISO 8601 duration; a day has 24 hours and a week 7 days. Months and years have no fixed length.
fn duration(text: &str) -> Option<SignedDuration> {
    let iso = text.strip_prefix('-').unwrap_or(text).starts_with('P');
    let span: Span = text.parse().ok().filter(|_| iso)?;
    span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()
}

#[cfg(test)]
mod tests {
    use oauth::scope::Scope;

    use super::*;
    use crate::testing::Harness;

    #[tokio::test]
    async fn the_clock_goes_forward_and_everything_follows_it() {
        let harness = Harness::new();
        let client = harness.partner().await;
        let token = harness.partner_token(&client, &Scope::PARTNER).await;
        assert_eq!(harness.get("/demo/clock").send().await.body, "{\"now\":\"2026-11-21T12:00:00.000Z\"}");
        let advance = |body: Value| harness.post("/demo/clock").json(&body).send();
        let moved = advance(json!({"advance": "PT48H"})).await;
        assert_eq!(moved.body, "{\"now\":\"2026-11-23T12:00:00.000Z\"}");
        let status = harness.get("/api/partner/v1/submissions/x/status.json").bearer(&token).send().await;
        assert_eq!(status.status, StatusCode::UNAUTHORIZED, "the token is over");
        for wrong in
            [json!({}), json!({"advance": "-PT1S"}), json!({"advance": "PT0S"}), json!({"advance": 5})]
        {
            assert_eq!(advance(wrong.clone()).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        advance(json!({"advance": "P999999D"})).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        let form = harness.post("/demo/clock").form(&[("advance", "PT1H")]).send().await;
        form.expect(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        harness.post("/demo/clock").body("{").send().await.expect(StatusCode::BAD_REQUEST);
        assert_eq!(harness.get("/demo/clock").send().await.body, moved.body, "nothing moved it further");
    }

    #[test]
    fn a_step_is_an_iso_8601_duration_of_a_fixed_length() {
        for (text, hours) in [("PT48H", 48), ("P2D", 48), ("P1W", 168), ("P1DT12H", 36), ("-PT1H", -1)] {
            assert_eq!(duration(text), Some(SignedDuration::from_hours(hours)), "{text}");
        }
        assert_eq!(duration("PT0.5S"), Some(SignedDuration::from_millis(500)));
        for wrong in ["", "48h", "P", "P1M", "P1Y", "PT", "2 days", "PT48", "x"] {
            assert_eq!(duration(wrong), None, "{wrong}");
        }
    }
}
