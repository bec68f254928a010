//! What a line of the log looks like. Each one says when, how grave, for which request, where in the program, and what.

use std::fmt;

use jiff::Timestamp;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer as _};
use server::RequestIdentity;
use tracing::{Event, Level, Subscriber};
use tracing_serde::SerdeMapVisitor;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

use super::time;
use crate::machine;

/// How lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Words.
    Text,
    /// Words with colours.
    Coloured,
    /// A JSON object in each line. What is said stands beside its time and level, the request under `span`.
    Json,
}

/// Writes all lines but those of requests.
pub(super) struct Lines {
    form: Form,
    now: fn() -> Timestamp,
}

impl Lines {
    pub(super) fn new(form: Form) -> Self {
        Self { form, now: machine::precisely }
    }
}

impl<S, N> FormatEvent<S, N> for Lines
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut to: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let (level, target) = (*event.metadata().level(), event.metadata().target());
        let head = Head { time: (self.now)(), level, identity: RequestIdentity::current(), target };
        let mut line = String::new();
        if self.form == Form::Json {
            head.push_json(&mut line, event);
            return to.write_str(&line);
        }
        head.push_text(&mut line, self.form);
        to.write_str(&line)?;
        context.format_fields(to.by_ref(), event)?;
        writeln!(to)
    }
}

/// What every line says.
pub(super) struct Head<'a> {
    pub(super) time: Timestamp,
    pub(super) level: Level,
    pub(super) identity: Option<RequestIdentity>,
    pub(super) target: &'a str,
}

/// What a line says of itself, as members of a JSON object.
pub(super) trait Said {
    /// Adds them.
    fn add<M: SerializeMap>(&self, map: M) -> Result<M, M::Error>;
}

impl Said for Event<'_> {
    fn add<M: SerializeMap>(&self, map: M) -> Result<M, M::Error> {
        let mut visitor = SerdeMapVisitor::new(map);
        self.record(&mut visitor);
        visitor.take_serializer()
    }
}

impl Head<'_> {
    /// Begins a line of words; what is said follows.
    pub(super) fn push_text(&self, line: &mut String, form: Form) {
        let paint = |line: &mut String, code: &str| {
            if form == Form::Coloured {
                line.push_str(code);
            }
        };
        paint(line, DIM);
        time::push(line, self.time);
        paint(line, PLAIN);
        let (word, colour) = word(self.level);
        paint(line, colour);
        line.push_str(word);
        paint(line, PLAIN);
        if let Some(RequestIdentity { id, trace }) = self.identity {
            line.push_str("request{request_id=");
            line.push_str(id.text(&mut [0; 36]));
            if let Some(trace) = trace {
                line.push_str(" trace_id=");
                line.push_str(&trace.trace_id().to_string());
                line.push_str(" parent_id=");
                line.push_str(&trace.parent_id().to_string());
            }
            line.push_str("}: ");
        }
        paint(line, DIM);
        line.push_str(self.target);
        line.push(':');
        paint(line, PLAIN);
        line.push(' ');
    }

    /// A whole line of JSON.
    pub(super) fn push_json(&self, line: &mut String, said: &impl Said) {
        let mut written = Vec::new();
        // What cannot be written is not said; words, numbers and times always can.
        if self.write_json(&mut written, said).is_ok() {
            line.push_str(&String::from_utf8_lossy(&written));
            line.push('\n');
        }
    }

    fn write_json(&self, written: &mut Vec<u8>, said: &impl Said) -> Result<(), serde_json::Error> {
        let mut moment = String::new();
        time::push(&mut moment, self.time);
        let mut serializer = serde_json::Serializer::new(written);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("timestamp", &moment)?;
        map.serialize_entry("level", self.level.as_str())?;
        let mut map = said.add(map)?;
        map.serialize_entry("target", self.target)?;
        if let Some(RequestIdentity { id, trace }) = self.identity {
            map.serialize_entry(
                "span",
                &Span {
                    name: "request",
                    request_id: id.text(&mut [0; 36]),
                    trace_id: trace.map(|trace| trace.trace_id().to_string()),
                    parent_id: trace.map(|trace| trace.parent_id().to_string()),
                },
            )?;
        }
        map.end()
    }
}

/// The request that a line belongs to.
#[derive(Serialize)]
struct Span<'a> {
    name: &'static str,
    request_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_id: Option<String>,
}

const DIM: &str = "\x1b[2m";
const PLAIN: &str = "\x1b[0m";

const fn word(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::TRACE => (" TRACE ", "\x1b[35m"),
        Level::DEBUG => (" DEBUG ", "\x1b[34m"),
        Level::INFO => ("  INFO ", "\x1b[32m"),
        Level::WARN => ("  WARN ", "\x1b[33m"),
        Level::ERROR => (" ERROR ", "\x1b[31m"),
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use tracing_subscriber::layer::SubscriberExt as _;

    use super::super::testing::Written;
    use super::*;

    fn logged(form: Form) -> String {
        let written = Written::default();
        let lines = Lines { form, now: || Timestamp::constant(1_795_329_471, 218_244_999) };
        let layer = tracing_subscriber::fmt::layer()
            .with_writer(written.clone())
            .with_ansi(form == Form::Coloured)
            .event_format(lines);
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), || {
            let error = io::Error::other("no \u{7} room");
            tracing::warn!(%error, "it \u{1b} failed");
            tracing::error!(error = &error as &dyn std::error::Error, since = -1, ok = true, "it failed");
            tracing::debug!(r#type = "x", list = ?[1, 2], "quo\"te\nand {}", "name");
        });
        written.text()
    }

    #[test]
    fn lines_are_words_and_may_have_colours() {
        let shown = |form| logged(form).escape_debug().to_string().replace("\\n", "\n");
        insta::assert_snapshot!(shown(Form::Text), @r#"
        2026-11-22T06:37:51.218244Z  WARN tenure::log::line::tests: it \\x1b failed error=no \u{7} room
        2026-11-22T06:37:51.218244Z ERROR tenure::log::line::tests: it failed error=no \\x07 room since=-1 ok=true
        2026-11-22T06:37:51.218244Z DEBUG tenure::log::line::tests: quo\"te
        and name type=\"x\" list=[1, 2]
        "#);
        insta::assert_snapshot!(shown(Form::Coloured), @r#"
        \u{1b}[2m2026-11-22T06:37:51.218244Z\u{1b}[0m\u{1b}[33m  WARN \u{1b}[0m\u{1b}[2mtenure::log::line::tests:\u{1b}[0m it \\x1b failed \u{1b}[3merror\u{1b}[0m\u{1b}[2m=\u{1b}[0mno \u{7} room
        \u{1b}[2m2026-11-22T06:37:51.218244Z\u{1b}[0m\u{1b}[31m ERROR \u{1b}[0m\u{1b}[2mtenure::log::line::tests:\u{1b}[0m it failed \u{1b}[3merror\u{1b}[0m\u{1b}[2m=\u{1b}[0mno \\x07 room \u{1b}[3msince\u{1b}[0m\u{1b}[2m=\u{1b}[0m-1 \u{1b}[3mok\u{1b}[0m\u{1b}[2m=\u{1b}[0mtrue
        \u{1b}[2m2026-11-22T06:37:51.218244Z\u{1b}[0m\u{1b}[34m DEBUG \u{1b}[0m\u{1b}[2mtenure::log::line::tests:\u{1b}[0m quo\"te
        and name \u{1b}[3mtype\u{1b}[0m\u{1b}[2m=\u{1b}[0m\"x\" \u{1b}[3mlist\u{1b}[0m\u{1b}[2m=\u{1b}[0m[1, 2]
        "#);
    }

    #[test]
    fn lines_are_objects_of_json() {
        insta::assert_snapshot!(logged(Form::Json), @r#"
        {"timestamp":"2026-11-22T06:37:51.218244Z","level":"WARN","message":"it \u001b failed","error":"no \u0007 room","target":"tenure::log::line::tests"}
        {"timestamp":"2026-11-22T06:37:51.218244Z","level":"ERROR","message":"it failed","error":"no \u0007 room","since":-1,"ok":true,"target":"tenure::log::line::tests"}
        {"timestamp":"2026-11-22T06:37:51.218244Z","level":"DEBUG","message":"quo\"te\nand name","type":"x","list":"[1, 2]","target":"tenure::log::line::tests"}
        "#);
    }
}
