//! What was given for the keys, and where: by flags, by the environment, by the file.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;

use super::fault::Fault;
use super::key::{Key, VARIABLES, meant};

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A flag.
    Flag(Key),
    /// A variable of the environment.
    Variable(Key),
    /// The configuration file.
    File {
        /// As it was named.
        path: String,
        /// Counted from 1.
        line: usize,
    },
    /// Nobody said anything.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(key) => write!(formatter, "--{}", key.flag()),
            Self::Variable(key) => formatter.write_str(&key.variable()),
            Self::File { path, line } => write!(formatter, "{path} line {line}"),
            Self::Default => formatter.write_str("the default"),
        }
    }
}

/// A value as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The text.
    pub text: String,
    /// Where it came from.
    pub origin: Origin,
}

/// What was given for each key.
pub type Values = BTreeMap<Key, Given>;

/// Reads the variables that begin with `TENURE_`. An empty one counts as not set.
pub fn of_environment(
    variables: impl IntoIterator<Item = (OsString, OsString)>,
    faults: &mut Vec<Fault>,
) -> Values {
    let mut values = Values::new();
    for (name, value) in variables {
        let Some(name) = name.to_str().filter(|name| name.starts_with(VARIABLES)) else {
            continue;
        };
        let Some(key) = Key::ALL.into_iter().find(|key| key.variable() == name) else {
            if name != CONFIG && !is_service_link(name) {
                faults.push(unknown(name));
            }
            continue;
        };
        match value.into_string() {
            Ok(text) if text.is_empty() => {}
            Ok(text) => {
                let origin = Origin::Variable(key);
                values.insert(key, Given { text, origin });
            }
            Err(_) => faults.push(Fault::new(format!("{name}: the value is not UTF-8"))),
        }
    }
    values
}

/// The variable that names the configuration file.
pub const CONFIG: &str = "TENURE_CONFIG";

/// Kubernetes gives every container the addresses of the services around it; one that is called `tenure` gets
/// variables that look like ours.
fn is_service_link(name: &str) -> bool {
    name.contains("_SERVICE_") || name.ends_with("_PORT") || name.contains("_PORT_")
}

fn unknown(name: &str) -> Fault {
    let known: Vec<String> = Key::ALL.iter().map(|key| key.variable()).chain([CONFIG.to_owned()]).collect();
    // What all of them begin with says nothing of how near two of them are.
    let ends = known.iter().filter_map(|known| known.strip_prefix(VARIABLES));
    let hint = meant(name.strip_prefix(VARIABLES).unwrap_or(name), ends).map_or_else(
        || format!("the variables are {}", known.join(", ")),
        |near| format!("did you mean {VARIABLES}{near}?"),
    );
    Fault::new(format!("{name} (a variable of the environment) is no setting; {hint}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> (Values, Vec<String>) {
        let mut faults = Vec::new();
        let variables = variables.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        let values = of_environment(variables, &mut faults);
        (values, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_variable_sets_its_key_and_an_empty_one_does_not() {
        let (values, faults) =
            read(&[("TENURE_MAIL_FROM", "a@b.example"), ("TENURE_DATA", ""), ("HOME", "/")]);
        assert_eq!(values.len(), 1);
        assert_eq!(values.get(&Key::MailFrom).map(|given| given.text.as_str()), Some("a@b.example"));
        assert!(faults.is_empty());
    }

    #[test]
    fn an_unknown_variable_is_named() {
        let (_, faults) = read(&[("TENURE_LISTN", "x"), ("TENURE_COLOUR", "red")]);
        assert_eq!(
            faults.first().map(String::as_str),
            Some("TENURE_LISTN (a variable of the environment) is no setting; did you mean TENURE_LISTEN?")
        );
        assert!(
            faults
                .get(1)
                .is_some_and(|fault| fault.contains("TENURE_COLOUR") && fault.contains("TENURE_DATA"))
        );
    }

    #[test]
    fn what_kubernetes_sets_for_a_service_of_this_name_is_none_of_ours() {
        let (values, faults) = read(&[
            ("TENURE_CONFIG", "tenure.toml"),
            ("TENURE_PORT", "tcp://10.0.0.1:80"),
            ("TENURE_SERVICE_HOST", "10.0.0.1"),
            ("TENURE_PORT_80_TCP_ADDR", "10.0.0.1"),
        ]);
        assert!(values.is_empty());
        assert!(faults.is_empty(), "{faults:?}");
    }
}
