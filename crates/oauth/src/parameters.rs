//! Parameters in the form of `application/x-www-form-urlencoded`, from one place or several.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use crate::error::{ErrorCode, OauthError};

/// Parameters by name. One without a value counts as omitted (RFC 6749 §3.1); one that stands more than once
/// with different values is an error (§3.2), the same value twice is not: clients send it in the query and in
/// the body. Values may be secrets, so the `Debug` form shows the names alone.
#[derive(Clone, Default)]
pub struct Parameters {
    values: HashMap<String, String>,
    repeated: BTreeSet<String>,
}

impl fmt::Debug for Parameters {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: BTreeSet<&String> = self.values.keys().collect();
        formatter.debug_tuple("Parameters").field(&names).finish()
    }
}

impl Parameters {
    /// Reads parameters from urlencoded texts, such as the query and the body.
    pub fn read<'a>(places: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut read = Self::default();
        for place in places {
            for (name, value) in url::form_urlencoded::parse(place) {
                if value.is_empty() {
                    continue;
                }
                match read.values.get(name.as_ref()) {
                    Some(known) if *known != value => drop(read.repeated.insert(name.into_owned())),
                    Some(_) => {}
                    None => {
                        read.values.insert(name.into_owned(), value.into_owned());
                    }
                }
            }
        }
        read
    }

    /// The parameters, where none stands twice with different values.
    ///
    /// # Errors
    /// `invalid_request` with the parameter's name.
    pub fn once(self) -> Result<Self, OauthError> {
        match self.repeated.first() {
            Some(name) => {
                let description = format!("The parameter {} stands more than once.", name.escape_debug());
                Err(OauthError::new(ErrorCode::InvalidRequest, description))
            }
            None => Ok(self),
        }
    }

    /// True for a parameter that stands more than once with different values.
    pub fn is_repeated(&self, name: &str) -> bool {
        self.repeated.contains(name)
    }

    /// A parameter's value; of a repeated one, the first.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// A parameter that must be there.
    ///
    /// # Errors
    /// `invalid_request` with the parameter's name.
    pub fn required(&self, name: &str) -> Result<&str, OauthError> {
        self.get(name).ok_or_else(|| {
            OauthError::new(ErrorCode::InvalidRequest, format!("The parameter {name} is missing."))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn query_and_body_count_as_one() {
        let read = Parameters::read([b"a=1&b=&c=x%20y".as_slice(), b"a=1&d=%C3%B1"]).once().unwrap();
        assert_eq!(read.get("a"), Some("1"));
        assert_eq!(read.get("b"), None, "an empty value counts as omitted");
        assert_eq!(read.get("c"), Some("x y"));
        assert_eq!(read.get("d"), Some("ñ"));
        assert_eq!(read.required("e").unwrap_err().description, "The parameter e is missing.");
    }

    #[test]
    fn a_parameter_with_two_values_is_refused() {
        let error = Parameters::read([b"a=1&a=2".as_slice()]).once().unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidRequest);
        assert!(error.description.contains(" a "));
    }

    #[test]
    fn values_are_not_for_logs() {
        let read = Parameters::read([b"client_secret=hush&code=hush".as_slice()]);
        assert_eq!(format!("{read:?}"), "Parameters({\"client_secret\", \"code\"})");
    }
}
