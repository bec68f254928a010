//! Lines of text as the library writes them, in a third of the time. Every request leaves a line, and the library spends
//! more on one than the database on finding who sends it. A line or a span that has anything in it but plain words and
//! numbers is left to the library.

use std::cell::RefCell;
use std::error::Error;
use std::fmt::{self, Debug, Write as _};

use jiff::Timestamp;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::field::RecordFields;
use tracing_subscriber::fmt::format::{DefaultFields, Format, Full, Writer};
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields, FormattedFields};
use tracing_subscriber::registry::{LookupSpan, Scope};

/// Writes lines without colours.
pub(super) struct Text {
    now: Now,
    library: Format<Full, Now>,
}

/// Writes the fields of spans, for the lines inside of them.
pub(super) struct SpanFields(DefaultFields);

/// What time it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Now(pub(super) fn() -> Timestamp);

impl Text {
    pub(super) fn new(now: Now) -> Self {
        Self { now, library: tracing_subscriber::fmt::format().with_timer(now).with_ansi(false) }
    }
}

impl SpanFields {
    pub(super) fn new() -> Self {
        Self(DefaultFields::new())
    }
}

impl Now {
    /// To the microsecond, in UTC.
    fn write(self, to: &mut dyn fmt::Write) -> fmt::Result {
        write!(to, "{:.6}", self.0())
    }
}

impl FormatTime for Now {
    fn format_time(&self, to: &mut Writer<'_>) -> fmt::Result {
        self.write(to)
    }
}

thread_local! {
    static LINE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Writes what `write` puts together; `None` where it says false, for that is the library's.
fn written(
    to: &mut Writer<'_>,
    write: impl FnOnce(&mut String) -> Result<bool, fmt::Error>,
) -> Option<fmt::Result> {
    LINE.with(|line| {
        // Where writing a line writes a line, the inner one is the library's.
        let mut line = line.try_borrow_mut().ok()?;
        line.clear();
        (write(&mut line) == Ok(true)).then(|| to.write_str(&line))
    })
}

impl<S, N> FormatEvent<S, N> for Text
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
        let written = written(&mut to, |line| self.write(line, context, event));
        written.unwrap_or_else(|| self.library.format_event(context, to, event))
    }
}

impl<'to> FormatFields<'to> for SpanFields {
    fn format_fields<R: RecordFields>(&self, mut to: Writer<'to>, fields: R) -> fmt::Result {
        let written = written(&mut to, |line| {
            let mut writing = Fields::new(line);
            fields.record(&mut writing);
            Ok(writing.plain)
        });
        written.unwrap_or_else(|| self.0.format_fields(to, fields))
    }
}

impl Text {
    /// Writes the line; false where it is one for the library.
    fn write<S, N>(
        &self,
        line: &mut String,
        context: &FmtContext<'_, S, N>,
        event: &Event<'_>,
    ) -> Result<bool, fmt::Error>
    where
        S: Subscriber + for<'a> LookupSpan<'a>,
        N: for<'a> FormatFields<'a> + 'static,
    {
        self.now.write(line)?;
        line.push_str(level(*event.metadata().level()));
        let mut inside = false;
        for span in context.event_scope().into_iter().flat_map(Scope::from_root) {
            inside = true;
            line.push_str(span.metadata().name());
            let extensions = span.extensions();
            if let Some(fields) = extensions.get::<FormattedFields<N>>().filter(|fields| !fields.is_empty()) {
                line.push('{');
                line.push_str(fields);
                line.push('}');
            }
            line.push(':');
        }
        if inside {
            line.push(' ');
        }
        line.push_str(event.metadata().target());
        line.push_str(": ");
        let mut fields = Fields::new(line);
        event.record(&mut fields);
        let plain = fields.plain;
        line.push('\n');
        Ok(plain)
    }
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::TRACE => " TRACE ",
        Level::DEBUG => " DEBUG ",
        Level::INFO => "  INFO ",
        Level::WARN => "  WARN ",
        Level::ERROR => " ERROR ",
    }
}

/// The fields of an event or a span.
struct Fields<'a> {
    line: &'a mut String,
    first: bool,
    /// False once there was anything but plain words and numbers.
    plain: bool,
}

impl<'a> Fields<'a> {
    fn new(line: &'a mut String) -> Self {
        Self { line, first: true, plain: true }
    }

    fn begin(&mut self, field: &Field) {
        if !std::mem::take(&mut self.first) {
            self.line.push(' ');
        }
        self.plain &= !field.name().starts_with("r#");
        self.line.push_str(field.name());
        self.line.push('=');
    }
}

/// True for text that nobody escapes.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\'))
}

impl Visit for Fields<'_> {
    fn record_u64(&mut self, field: &Field, value: u64) {
        self.begin(field);
        self.plain &= write!(self.line, "{value}").is_ok();
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.begin(field);
        self.plain &= is_plain(value) && field.name() != "message";
        self.line.push('"');
        self.line.push_str(value);
        self.line.push('"');
    }

    /// With all that it was caused by, which is the library's to write.
    fn record_error(&mut self, _: &Field, _: &(dyn Error + 'static)) {
        self.plain = false;
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() != "message" {
            self.begin(field);
        } else if !std::mem::take(&mut self.first) {
            self.plain = false;
            return;
        }
        let before = self.line.len();
        self.plain &= write!(self.line, "{value:?}").is_ok();
        self.plain &= self.line.get(before..).is_some_and(is_plain);
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use tracing::field::Empty;
    use tracing_subscriber::Registry;
    use tracing_subscriber::fmt::MakeWriter;
    use tracing_subscriber::layer::SubscriberExt as _;

    use super::*;

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl MakeWriter<'_> for Written {
        type Writer = Self;

        fn make_writer(&self) -> Self {
            self.clone()
        }
    }

    const NOW: Now = Now(|| Timestamp::constant(1_795_329_471, 218_244_999));

    fn logged<N, F>(fields: N, format: F, what: impl Fn()) -> String
    where
        N: for<'a> FormatFields<'a> + Send + Sync + 'static,
        F: FormatEvent<Registry, N> + Send + Sync + 'static,
    {
        let written = Written::default();
        let layer = tracing_subscriber::fmt::layer()
            .with_writer(written.clone())
            .with_ansi(false)
            .fmt_fields(fields)
            .event_format(format);
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), what);
        let bytes = written.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    fn request(method: &str, route: &str) {
        let span = tracing::error_span!("request", request_id = %"01a2", trace_id = Empty);
        let _inside = span.enter();
        tracing::info!(method, route, status = 200_u64, micros = 18_446_744_073_709_551_615_u64, "request");
    }

    fn of_every_kind() {
        request("PUT", "/api/4/curriculum/{curriculumId}/experience");
        request("quo\"te", "back\\slash");
        request("line\nbreak", "\u{1b}[31mred");
        request("é", "");
        let error = io::Error::other("no \u{7} room");
        tracing::warn!(%error, "it \u{1b} failed");
        tracing::error!(error = &error as &dyn Error, since = -1, ok = true, "it failed");
        tracing::debug!(r#type = "x", list = ?[1, 2], "raw {}", "name");
        tracing::trace!("alone");
        tracing::info!(only = "a field");
        tracing::info!(message = "as a text");
        let _outer = tracing::info_span!("outer").entered();
        let _inner = tracing::info_span!("inner", a = 1, b = "two").entered();
        tracing::info!(count = 3_u64, "inside of two");
        tracing::info!(inner = %logs(), "outside");
        in_spans_of_every_kind();
    }

    fn in_spans_of_every_kind() {
        let traced =
            tracing::error_span!("request", request_id = %"01a2", trace_id = Empty, parent_id = Empty);
        traced.record("trace_id", "4bf9").record("parent_id", "quo\"te");
        traced.in_scope(|| tracing::info!("traced"));
        let bare = tracing::info_span!("bare", later = Empty);
        bare.in_scope(|| tracing::info!("without fields"));
        bare.record("later", -1);
        bare.in_scope(|| tracing::info!("with one"));
        let error = io::Error::other("no \u{7} room");
        let _odd = tracing::info_span!("odd", r#type = "x", %error, list = ?["a"], "said").entered();
        let _caused =
            tracing::info_span!("caused", error = &error as &dyn Error, ok = true, part = 0.5).entered();
        let _inner = tracing::info_span!("inner", inner = %logs()).entered();
        tracing::info!(%error, part = 0.5, "inside of them");
    }

    /// Logs while it is being written.
    fn logs() -> impl fmt::Display {
        fmt::from_fn(|formatter| {
            tracing::info!("inside");
            formatter.write_str("done")
        })
    }

    #[test]
    fn lines_are_the_librarys() {
        let ours = logged(SpanFields::new(), Text::new(NOW), of_every_kind);
        let library = tracing_subscriber::fmt::format().with_timer(NOW).with_ansi(false);
        let theirs = logged(DefaultFields::new(), library, of_every_kind);
        assert_eq!(ours, theirs);
        assert!(ours.starts_with(
            "2026-11-22T06:37:51.218244Z  INFO request{request_id=01a2}: tenure::log::text::tests: request \
             method=\"PUT\" route=\"/api/4/curriculum/{curriculumId}/experience\" status=200 \
             micros=18446744073709551615\n"
        ), "{ours}");
    }
}
