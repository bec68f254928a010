//! The lines of requests. Every request has one, so they are not put together by the library, which looks at each part of
//! a line for what it might be: nothing in them is anything but words of ours and numbers.

use std::cell::RefCell;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use serde::ser::SerializeMap;
use server::{RequestLine, RequestLog};
use tracing::level_filters::LevelFilter;

use super::gathered::Out;
use super::line::{Form, Head, Said};
use crate::config::Level;
use crate::machine;

/// Where in the program these lines say that they come from.
const TARGET: &str = "server::requests";

/// Writes the lines of requests.
pub(super) struct Requests<W> {
    out: Out<W>,
    form: Form,
    tells: AtomicBool,
    now: fn() -> Timestamp,
}

thread_local! {
    static LINE: RefCell<String> = const { RefCell::new(String::new()) };
}

impl<W: Write> Requests<W> {
    pub(super) fn new(out: Out<W>, form: Form, level: Level) -> Self {
        let requests = Self { out, form, tells: AtomicBool::new(false), now: machine::precisely };
        requests.set_level(level);
        requests
    }

    /// They are told where information is.
    pub(super) fn set_level(&self, level: Level) {
        self.tells.store(level >= LevelFilter::INFO, Ordering::Relaxed);
    }
}

impl<W: Write + Send + 'static> RequestLog for Requests<W> {
    fn take(&self, told: &RequestLine<'_>) {
        if !self.tells.load(Ordering::Relaxed) {
            return;
        }
        LINE.with_borrow_mut(|line| {
            line.clear();
            push(line, (self.now)(), self.form, told);
            // Nobody is left to be told that it failed.
            drop(self.out.gather(line.as_bytes()));
        });
    }
}

impl Said for RequestLine<'_> {
    fn add<M: SerializeMap>(&self, mut map: M) -> Result<M, M::Error> {
        map.serialize_entry("message", message(self))?;
        map.serialize_entry("method", self.method)?;
        map.serialize_entry("route", self.route)?;
        if let Some(status) = self.status {
            map.serialize_entry("status", &status)?;
        }
        map.serialize_entry("micros", &micros(self))?;
        Ok(map)
    }
}

/// Adds the line of a request.
fn push(line: &mut String, time: Timestamp, form: Form, told: &RequestLine<'_>) {
    let head = Head { time, level: tracing::Level::INFO, identity: told.identity, target: TARGET };
    if form == Form::Json {
        return head.push_json(line, told);
    }
    head.push_text(line, form);
    line.push_str(message(told));
    line.push_str(" method=\"");
    line.push_str(told.method);
    line.push_str("\" route=\"");
    line.push_str(told.route);
    line.push('"');
    let mut digits = itoa::Buffer::new();
    if let Some(status) = told.status {
        line.push_str(" status=");
        line.push_str(digits.format(status));
    }
    line.push_str(" micros=");
    line.push_str(digits.format(micros(told)));
    line.push('\n');
}

const fn message(told: &RequestLine<'_>) -> &'static str {
    if told.status.is_some() { "request" } else { "the sender of a request left" }
}

fn micros(told: &RequestLine<'_>) -> u64 {
    u64::try_from(told.took.as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use server::{CallId, RequestIdentity, Trace};
    use uuid::Uuid;

    use super::super::gathered::at_once;
    use super::super::testing::Written;
    use super::*;

    const TIME: Timestamp = Timestamp::constant(1_795_329_471, 218_244_999);

    fn answered() -> RequestLine<'static> {
        let id = CallId::new(Uuid::from_u128(0x0193_a5e2_4a6b_7c8d_9e0f_a1b2_c3d4_e5f6));
        RequestLine {
            identity: Some(RequestIdentity { id, trace: None }),
            method: "PUT",
            route: "/api/4/curriculum/{curriculumId}/experience",
            status: Some(200),
            took: Duration::from_nanos(1_234_999),
        }
    }

    /// Of a request that was answered, one whose sender left, and one that belongs to a trace.
    fn lines(form: Form) -> String {
        let gone = RequestLine { identity: None, status: None, took: Duration::MAX, ..answered() };
        let trace = Trace::parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        let traced = answered().identity.map(|identity| RequestIdentity { trace, ..identity });
        let mut lines = String::new();
        for told in [answered(), gone, RequestLine { identity: traced, ..answered() }] {
            push(&mut lines, TIME, form, &told);
        }
        lines
    }

    #[test]
    fn a_request_is_a_line_of_words() {
        assert_eq!(
            lines(Form::Text),
            "2026-11-22T06:37:51.218244Z  INFO request{request_id=0193a5e2-4a6b-7c8d-9e0f-a1b2c3d4e5f6}: \
             server::requests: request method=\"PUT\" route=\"/api/4/curriculum/{curriculumId}/experience\" \
             status=200 micros=1234\n\
             2026-11-22T06:37:51.218244Z  INFO server::requests: the sender of a request left method=\"PUT\" \
             route=\"/api/4/curriculum/{curriculumId}/experience\" micros=18446744073709551615\n\
             2026-11-22T06:37:51.218244Z  INFO request{request_id=0193a5e2-4a6b-7c8d-9e0f-a1b2c3d4e5f6 \
             trace_id=4bf92f3577b34da6a3ce929d0e0e4736 parent_id=00f067aa0ba902b7}: server::requests: request \
             method=\"PUT\" route=\"/api/4/curriculum/{curriculumId}/experience\" status=200 micros=1234\n"
        );
        let colours = ["\u{1b}[2m", "\u{1b}[32m", "\u{1b}[0m"];
        let coloured = lines(Form::Coloured);
        assert!(
            coloured.starts_with("\u{1b}[2m2026-11-22T06:37:51.218244Z\u{1b}[0m\u{1b}[32m  INFO \u{1b}[0m")
        );
        assert_eq!(
            colours.iter().fold(coloured, |lines, colour| lines.replace(colour, "")),
            lines(Form::Text)
        );
    }

    #[test]
    fn a_request_is_an_object_of_json() {
        assert_eq!(
            lines(Form::Json),
            "{\"timestamp\":\"2026-11-22T06:37:51.218244Z\",\"level\":\"INFO\",\"message\":\"request\",\
             \"method\":\"PUT\",\"route\":\"/api/4/curriculum/{curriculumId}/experience\",\"status\":200,\
             \"micros\":1234,\"target\":\"server::requests\",\"span\":{\"name\":\"request\",\
             \"request_id\":\"0193a5e2-4a6b-7c8d-9e0f-a1b2c3d4e5f6\"}}\n\
             {\"timestamp\":\"2026-11-22T06:37:51.218244Z\",\"level\":\"INFO\",\
             \"message\":\"the sender of a request left\",\"method\":\"PUT\",\
             \"route\":\"/api/4/curriculum/{curriculumId}/experience\",\"micros\":18446744073709551615,\
             \"target\":\"server::requests\"}\n\
             {\"timestamp\":\"2026-11-22T06:37:51.218244Z\",\"level\":\"INFO\",\"message\":\"request\",\
             \"method\":\"PUT\",\"route\":\"/api/4/curriculum/{curriculumId}/experience\",\"status\":200,\
             \"micros\":1234,\"target\":\"server::requests\",\"span\":{\"name\":\"request\",\
             \"request_id\":\"0193a5e2-4a6b-7c8d-9e0f-a1b2c3d4e5f6\",\
             \"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"parent_id\":\"00f067aa0ba902b7\"}}\n"
        );
    }

    #[test]
    fn requests_are_told_where_information_is() {
        let written = Written::default();
        let requests = Requests::new(at_once(written.clone()), Form::Text, LevelFilter::WARN);
        for (level, lines) in [
            (LevelFilter::OFF, 0),
            (LevelFilter::WARN, 0),
            (LevelFilter::INFO, 1),
            (LevelFilter::TRACE, 2),
            (LevelFilter::ERROR, 2),
        ] {
            requests.set_level(level);
            requests.take(&answered());
            assert_eq!(written.text().lines().count(), lines, "{level}");
        }
    }
}
