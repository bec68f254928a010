//! Lines of text as the library writes them, in a third of the time. Every request leaves a line, and the library spends
//! more on one than the database on finding who sends it. A line that has anything in it but plain words and whole
//! numbers is left to the library.

use std::cell::RefCell;
use std::fmt::{self, Debug, Write as _};

use jiff::Timestamp;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::fmt::format::{Format, Full, Writer};
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields, FormattedFields};
use tracing_subscriber::registry::{LookupSpan, Scope};

/// Writes lines without colours.
pub(super) struct Text {
    now: Now,
    library: Format<Full, Now>,
}

/// What time it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Now(pub(super) fn() -> Timestamp);

impl Text {
    pub(super) fn new(now: Now) -> Self {
        Self { now, library: tracing_subscriber::fmt::format().with_timer(now).with_ansi(false) }
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
        LINE.with(|line| {
            // Where writing a line writes a line, the inner one is the library's.
            if let Ok(mut line) = line.try_borrow_mut() {
                line.clear();
                if self.write(&mut line, context, event) == Ok(true) {
                    return to.write_str(&line);
                }
            }
            self.library.format_event(context, to, event)
        })
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
        let mut fields = Fields { first: true, plain: true, line };
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

/// The fields of an event.
struct Fields<'a> {
    line: &'a mut String,
    first: bool,
    /// False once there was anything but plain words and whole numbers.
    plain: bool,
}

impl Fields<'_> {
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

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() != "message" || !std::mem::take(&mut self.first) {
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

    use tracing_subscriber::Registry;
    use tracing_subscriber::fmt::MakeWriter;
    use tracing_subscriber::fmt::format::DefaultFields;
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

    fn logged<F>(format: F, what: impl Fn()) -> String
    where
        F: FormatEvent<Registry, DefaultFields> + Send + Sync + 'static,
    {
        let written = Written::default();
        let layer = tracing_subscriber::fmt::layer()
            .with_writer(written.clone())
            .with_ansi(false)
            .event_format(format);
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), what);
        let bytes = written.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    fn request(method: &str, route: &str) {
        let span = tracing::error_span!("request", request_id = %"01a2", trace_id = tracing::field::Empty);
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
        tracing::error!(error = &error as &dyn std::error::Error, since = -1, ok = true, "it failed");
        tracing::debug!(r#type = "x", list = ?[1, 2], "raw {}", "name");
        tracing::trace!("alone");
        tracing::info!(only = "a field");
        tracing::info!(message = "as a text");
        let _outer = tracing::info_span!("outer").entered();
        let _inner = tracing::info_span!("inner", a = 1, b = "two").entered();
        tracing::info!(count = 3_u64, "inside of two");
        tracing::info!(inner = %logs(), "outside");
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
        let ours = logged(Text::new(NOW), of_every_kind);
        let theirs =
            logged(tracing_subscriber::fmt::format().with_timer(NOW).with_ansi(false), of_every_kind);
        assert_eq!(ours, theirs);
        assert!(ours.starts_with(
            "2026-11-22T06:37:51.218244Z  INFO request{request_id=01a2}: tenure::log::text::tests: request \
             method=\"PUT\" route=\"/api/4/curriculum/{curriculumId}/experience\" status=200 \
             micros=18446744073709551615\n"
        ), "{ours}");
    }
}
