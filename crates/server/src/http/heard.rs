//! What a connection has heard last. A client sends the same credentials with each of its requests: to decode and to hash
//! them once is enough, for what they say follows from their text alone. Whether they are good is judged each time.

use std::hint::black_box;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::HeaderValue;
use oauth::credentials::Unreadable;
use oauth::presented::{self, Presented};

/// The credentials that came last by one connection; they are forgotten when it ends. Cloning shares it.
#[derive(Clone, Default)]
pub(crate) struct Heard(Arc<Mutex<Option<Last>>>);

struct Last {
    line: Box<[u8]>,
    said: Arc<Presented>,
}

impl Heard {
    /// Reads the one `Authorization` line of a request.
    pub(crate) fn read(&self, line: &HeaderValue) -> Result<Arc<Presented>, Unreadable> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = &*last
            && is_same(&last.line, line.as_bytes())
        {
            return Ok(Arc::clone(&last.said));
        }
        let said = Arc::new(read([line])?);
        *last = Some(Last { line: line.as_bytes().into(), said: Arc::clone(&said) });
        Ok(said)
    }
}

/// Reads all `Authorization` lines of a request.
pub(crate) fn read<'a>(lines: impl IntoIterator<Item = &'a HeaderValue>) -> Result<Presented, Unreadable> {
    presented::read(lines.into_iter().map(|line| line.to_str().unwrap_or("?")))
}

/// Compares in a time that tells nothing but the length: a proxy may send many clients' requests by one connection.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    let differ = |all, (one, other): (&u8, &u8)| all | (one ^ other);
    one.len() == other.len() && black_box(one.iter().zip(other).fold(0, differ)) == 0
}

#[cfg(test)]
mod tests {
    use oauth::secret::{Kind, Secret};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_connection_believes_each_line_for_what_it_says() {
        let heard = Heard::default();
        let token = |number| format!("Bearer {}", Secret::new(Kind::Access, [number; 32]).expose());
        let lines = [token(1), token(1), token(2), "Basic YTpi".to_owned(), "Basic ?".to_owned(), token(1)];
        for line in lines {
            let value = HeaderValue::try_from(line.clone()).unwrap();
            let fresh = presented::read([line.as_str()]);
            assert_eq!(heard.read(&value).map(|said| (*said).clone()), fresh, "{line}");
        }
    }

    #[test]
    fn the_same_line_is_read_once() {
        let heard = Heard::default();
        let line = HeaderValue::from_static("Basic YTpi");
        let (first, second) = (heard.read(&line).unwrap(), heard.clone().read(&line).unwrap());
        assert!(Arc::ptr_eq(&first, &second));
        let other = heard.read(&HeaderValue::from_static("Basic YTpj")).unwrap();
        assert!(!Arc::ptr_eq(&first, &other));
    }

    proptest! {
        #[test]
        fn lines_are_the_same_where_all_their_bytes_are(one in "[ab]{0,9}", other in "[ab]{0,9}") {
            prop_assert_eq!(is_same(one.as_bytes(), other.as_bytes()), one == other);
        }
    }
}
