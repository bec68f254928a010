//! Which request this is, for the log: an id of its own, and the trace that it belongs to. Only trusted proxies may
//! say either (LEDGER 231, 232).

use std::fmt;

use axum::http::HeaderMap;
use uuid::Uuid;

/// The header of a request's id.
pub(crate) const REQUEST_ID: &str = "x-request-id";

/// The header of W3C Trace Context.
const TRACEPARENT: &str = "traceparent";

/// The id of one request over HTTP: hexadecimal digits in lower case, with hyphens or without as they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CallId(String);

impl CallId {
    /// A new one.
    pub(crate) fn new(id: Uuid) -> Self {
        Self(id.hyphenated().encode_lower(&mut Uuid::encode_buffer()).to_owned())
    }

    /// The one that a proxy gave: a UUID, or its 32 digits alone as some proxies write them. Exactly one header.
    pub(crate) fn given(headers: &HeaderMap) -> Option<Self> {
        let text = only(headers, REQUEST_ID)?;
        let well_formed = matches!(text.len(), 32 | 36) && Uuid::try_parse(text).is_ok();
        well_formed.then(|| Self(text.to_ascii_lowercase()))
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for CallId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The trace that a request belongs to (W3C Trace Context, §3.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trace {
    /// Of the whole: 32 hexadecimal digits.
    pub(crate) trace_id: String,
    /// Of the step that sent this request: 16 hexadecimal digits.
    pub(crate) parent_id: String,
}

impl Trace {
    /// What the header says; `None` where it is absent, malformed or there twice.
    pub(crate) fn given(headers: &HeaderMap) -> Option<Self> {
        let text = only(headers, TRACEPARENT)?;
        let mut parts = text.split('-');
        let (version, trace_id, parent_id, flags) =
            (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        // A later version may have more parts, version 00 has these alone.
        let later = version != "00";
        let well_formed = hex(version, 2)
            && version != "ff"
            && hex(trace_id, 32)
            && hex(parent_id, 16)
            && hex(flags, 2)
            && (later || parts.next().is_none());
        let zero = |id: &str| id.bytes().all(|byte| byte == b'0');
        (well_formed && !zero(trace_id) && !zero(parent_id))
            .then(|| Self { trace_id: trace_id.to_owned(), parent_id: parent_id.to_owned() })
    }
}

fn hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The value of a header that is there once.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    fn headers(name: &'static str, values: &[&str]) -> HeaderMap {
        let name = HeaderName::from_static(name);
        values.iter().map(|value| (name.clone(), value.parse().unwrap())).collect()
    }

    #[test]
    fn ledger_231_an_id_is_a_uuid_or_its_digits() {
        let given = |values: &[&str]| CallId::given(&headers(REQUEST_ID, values)).map(|id| id.to_string());
        let uuid = "0193a5e2-4a6b-7c8d-9e0f-a1b2c3d4e5f6";
        assert_eq!(given(&[uuid]).as_deref(), Some(uuid));
        assert_eq!(given(&[&uuid.to_uppercase()]).as_deref(), Some(uuid));
        let digits = uuid.replace('-', "");
        assert_eq!(given(&[&digits]), Some(digits.clone()));
        let braces = format!("{{{uuid}}}");
        let urn = format!("urn:uuid:{uuid}");
        for wrong in ["", "1", "ana@example.com", "not-a-uuid-but-as-long-as-one-may-be", &braces, &urn] {
            assert_eq!(given(&[wrong]), None, "{wrong}");
        }
        assert_eq!(given(&[uuid, uuid]), None);
        assert_eq!(given(&[]), None);
    }

    #[test]
    fn ledger_232_a_traceparent_is_taken_only_if_it_is_well_formed() {
        let given = |values: &[&str]| Trace::given(&headers(TRACEPARENT, values));
        let (trace_id, parent_id) = ("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
        let trace = Trace { trace_id: trace_id.to_owned(), parent_id: parent_id.to_owned() };
        let good = format!("00-{trace_id}-{parent_id}-01");
        assert_eq!(given(&[&good]), Some(trace.clone()));
        assert_eq!(given(&[&format!("cc-{trace_id}-{parent_id}-01-what-comes-later")]), Some(trace));
        for wrong in [
            format!("00-{trace_id}-{parent_id}-01-more"),
            format!("ff-{trace_id}-{parent_id}-01"),
            format!("00-{}-{parent_id}-01", trace_id.to_uppercase()),
            format!("00-{trace_id}-{parent_id}"),
            format!("00-{}-{parent_id}-01", "0".repeat(32)),
            format!("00-{trace_id}-{}-01", "0".repeat(16)),
            format!("00-{trace_id}0-{parent_id}-01"),
            "ana@example.com".to_owned(),
        ] {
            assert_eq!(given(&[&wrong]), None, "{wrong}");
        }
        assert_eq!(given(&[&good, &good]), None);
    }
}
