//! The `Authorization` header: Basic for the application, Bearer for the person, or both at once.

use base64::Engine as _;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

/// What the header carries.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Credentials<'a> {
    /// The client's id and secret.
    pub basic: Option<Basic>,
    /// The token.
    pub bearer: Option<&'a str>,
}

/// A client's id and secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Basic {
    /// With a colon between them.
    pair: String,
    colon: usize,
}

impl Basic {
    fn new(id: &str, secret: &str) -> Self {
        Self { pair: format!("{id}:{secret}"), colon: id.len() }
    }

    /// The id.
    pub fn id(&self) -> &str {
        self.pair.split_at(self.colon).0
    }

    /// The secret.
    pub fn secret(&self) -> &str {
        self.pair.split_at(self.colon + 1).1
    }
}

/// Why a header cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Basic is not the base64 of `id:secret` in UTF-8.
    #[error("Basic is not the base64 of client_id:client_secret")]
    Basic,
    /// A scheme stands twice.
    #[error("a scheme stands twice")]
    Twice,
    /// Neither Basic nor Bearer.
    #[error("there is a scheme that is neither Basic nor Bearer")]
    Scheme,
}

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Reads the values of all `Authorization` lines. The two schemes may stand in one line with a comma between
/// them, in either order, with any white space that a header can hold, or in two lines (`infojobs.md §2.2`, LEDGER 20).
///
/// # Errors
/// [`Unreadable`] where a part cannot be understood.
pub fn read<'a>(lines: impl IntoIterator<Item = &'a str>) -> Result<Credentials<'a>, Unreadable> {
    let mut read = Credentials::default();
    for part in lines.into_iter().flat_map(|line| line.split(',')).map(str::trim_ascii) {
        if part.is_empty() {
            continue;
        }
        let (scheme, value) = part.split_once([' ', '\t']).unwrap_or((part, ""));
        let value = value.trim_ascii();
        let twice = if scheme.eq_ignore_ascii_case("basic") {
            read.basic.replace(basic(value)?).is_some()
        } else if scheme.eq_ignore_ascii_case("bearer") {
            read.bearer.replace(value).is_some()
        } else {
            return Err(Unreadable::Scheme);
        };
        if twice {
            return Err(Unreadable::Twice);
        }
    }
    Ok(read)
}

/// RFC 6749 §2.3.1 has id and secret urlencoded before they are joined. Some clients do so, down to the `-` and
/// `_` that need no encoding, and most do not. Ids and secrets of this server hold neither `%` nor `+`, so both ways
/// of sending them read the same.
fn basic(value: &str) -> Result<Basic, Unreadable> {
    let bytes = BASE64.decode(value).map_err(|_| Unreadable::Basic)?;
    let pair = String::from_utf8(bytes).map_err(|_| Unreadable::Basic)?;
    let colon = pair.find(':').ok_or(Unreadable::Basic)?;
    let sent = Basic { pair, colon };
    let encoded = [b'%', b'+'].iter().any(|mark| sent.pair.as_bytes().contains(mark));
    Ok(if encoded { Basic::new(&urldecoded(sent.id()), &urldecoded(sent.secret())) } else { sent })
}

fn urldecoded(text: &str) -> String {
    // As the one value of a form, in which only `&` would end it.
    let form = format!("={}", text.replace('&', "%26"));
    let mut pairs = url::form_urlencoded::parse(form.as_bytes());
    pairs.next().map(|(_, value)| value.into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn both() -> Credentials<'static> {
        Credentials { basic: Some(Basic::new("id", "secret")), bearer: Some("token") }
    }

    #[test]
    fn ledger_20_both_schemes_in_any_order_with_any_white_space_or_in_two_lines() {
        let table: [&[&str]; 8] = [
            &["Basic aWQ6c2VjcmV0,Bearer token"],
            &["Basic aWQ6c2VjcmV0, Bearer token"],
            &["Basic aWQ6c2VjcmV0 ,\t Bearer   token  "],
            &["Bearer token,Basic aWQ6c2VjcmV0"],
            &["basic aWQ6c2VjcmV0,BEARER token"],
            &["Basic aWQ6c2VjcmV0", "Bearer token"],
            &["Bearer token", "Basic aWQ6c2VjcmV0"],
            &["Basic aWQ6c2VjcmV0,Bearer token,"],
        ];
        for lines in table {
            assert!(read(lines.iter().copied()) == Ok(both()), "{lines:?}");
        }
    }

    #[test]
    fn id_and_secret_may_be_urlencoded_before_they_are_joined() {
        let read =
            |pair: &str| read([format!("Basic {}", BASE64.encode(pair)).as_str()]).unwrap().basic.unwrap();
        for pair in ["a-b:tnr_cs_x-y", "a%2Db:tnr%5Fcs%5Fx%2Dy", "a-b:tnr%5fcs_x%2dy"] {
            let basic = read(pair);
            assert_eq!((basic.id(), basic.secret()), ("a-b", "tnr_cs_x-y"), "{pair}");
        }
        let odd = read("a+b:c&d=e:%zz%");
        assert_eq!((odd.id(), odd.secret()), ("a b", "c&d=e:%zz%"));
        let colons = read("a%3Ab:%3A");
        assert_eq!((colons.id(), colons.secret()), ("a:b", ":"));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let table = [
            ("Basic ???", Unreadable::Basic),
            ("Basic aWQ", Unreadable::Basic),
            ("Basic", Unreadable::Basic),
            ("Basic /////w==", Unreadable::Basic),
            ("Bearer a,Bearer b", Unreadable::Twice),
            ("Digest x", Unreadable::Scheme),
        ];
        for (line, error) in table {
            assert!(read([line]) == Err(error), "{line}");
        }
        assert!(read([]) == Ok(Credentials::default()));
    }

    proptest! {
        #[test]
        fn no_header_makes_it_panic(lines in proptest::collection::vec(".*", 0..4)) {
            let _ = read(lines.iter().map(String::as_str));
        }
    }
}
