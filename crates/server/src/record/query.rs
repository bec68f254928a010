//! Parameters of a query. What is unknown, stands twice or has another form is refused (LEDGER 186): whoever slipped
//! with the pen is not to read something else than they meant.

use career::when::When;
use jiff::civil::Date;

use super::errors::Error;

/// The parameters that were sent, each once and each known.
#[derive(Debug)]
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads a query.
    pub(super) fn read(query: Option<&str>, known: &[&str]) -> Result<Self, Error> {
        let sent = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        let mut read: Vec<(String, String)> = Vec::new();
        for (name, value) in sent.into_owned() {
            if !known.contains(&name.as_str()) {
                let allowed = match known {
                    [] => "takes none".to_owned(),
                    known => format!("takes {}", known.join(" and ")),
                };
                let detail = format!("`{name}` is no parameter of this operation, which {allowed}.");
                return Err(Error::Parameter(detail));
            }
            if read.iter().any(|(other, _)| *other == name) {
                return Err(Error::Parameter(format!("The parameter `{name}` stands twice.")));
            }
            read.push((name, value));
        }
        Ok(Self(read))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A day.
    pub(super) fn day(&self, name: &str) -> Result<Option<Date>, Error> {
        let day = |text: &str| match text.parse() {
            Ok(When::Day(day)) => Ok(day),
            Ok(When::Month(_)) | Err(_) => Err(Error::Parameter(format!(
                "`{name}` is a day of the calendar from 1900-01-01 to 2200-12-31, written YYYY-MM-DD, not `{text}`."
            ))),
        };
        self.get(name).map(day).transpose()
    }

    /// A whole number from one to another, in digits.
    pub(super) fn number(&self, name: &str, least: u64, most: u64) -> Result<Option<u64>, Error> {
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            let number = digits.then(|| text.parse().ok()).flatten();
            number.filter(|number| (least..=most).contains(number)).ok_or_else(|| {
                Error::Parameter(format!("`{name}` is a whole number from {least} to {most}, not `{text}`."))
            })
        };
        self.get(name).map(number).transpose()
    }
}
