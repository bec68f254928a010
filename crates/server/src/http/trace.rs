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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallId {
    id: Uuid,
    hyphens: bool,
}

impl CallId {
    /// A new one.
    pub const fn new(id: Uuid) -> Self {
        Self { id, hyphens: true }
    }

    /// The one that a proxy gave: a UUID, or its 32 digits alone as some proxies write them. Exactly one header.
    pub(crate) fn given(headers: &HeaderMap) -> Option<Self> {
        let text = only(headers, REQUEST_ID)?;
        let hyphens = match text.len() {
            32 => false,
            36 => true,
            _ => return None,
        };
        Uuid::try_parse(text).ok().map(|id| Self { id, hyphens })
    }

    /// Its text: 36 characters, or 32 where it came without hyphens.
    pub fn text(self, buffer: &mut [u8; 36]) -> &str {
        if self.hyphens {
            self.id.hyphenated().encode_lower(buffer)
        } else {
            self.id.simple().encode_lower(buffer)
        }
    }
}

impl fmt::Display for CallId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.text(&mut [0; 36]))
    }
}

/// The trace that a request belongs to (W3C Trace Context, §3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    trace_id: [u8; 16],
    parent_id: [u8; 8],
}

impl Trace {
    /// What the header says; `None` where it is absent, malformed or there twice.
    pub(crate) fn given(headers: &HeaderMap) -> Option<Self> {
        only(headers, TRACEPARENT).and_then(Self::parse)
    }

    /// Reads the value of a header `traceparent`; `None` where it is malformed.
    pub fn parse(text: &str) -> Option<Self> {
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
        if !well_formed {
            return None;
        }
        let trace_id = u128::from_str_radix(trace_id, 16).ok().filter(|id| *id != 0)?;
        let parent_id = u64::from_str_radix(parent_id, 16).ok().filter(|id| *id != 0)?;
        Some(Self { trace_id: trace_id.to_be_bytes(), parent_id: parent_id.to_be_bytes() })
    }

    /// Of the whole: 32 hexadecimal digits.
    pub fn trace_id(self) -> impl fmt::Display {
        fmt::from_fn(move |formatter| write!(formatter, "{:032x}", u128::from_be_bytes(self.trace_id)))
    }

    /// Of the step that sent this request: 16 hexadecimal digits.
    pub fn parent_id(self) -> impl fmt::Display {
        fmt::from_fn(move |formatter| write!(formatter, "{:016x}", u64::from_be_bytes(self.parent_id)))
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
        let trace = Trace {
            trace_id: 0x4bf9_2f35_77b3_4da6_a3ce_929d_0e0e_4736_u128.to_be_bytes(),
            parent_id: 0x00f0_67aa_0ba9_02b7_u64.to_be_bytes(),
        };
        assert_eq!(
            (trace.trace_id().to_string(), trace.parent_id().to_string()),
            (trace_id.into(), parent_id.into())
        );
        let good = format!("00-{trace_id}-{parent_id}-01");
        assert_eq!(given(&[&good]), Some(trace));
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
