//! The configuration file, in TOML.

use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::fault::Fault;
use super::given::{Given, Origin, Values};
use super::key::{Key, Kind, meant};

/// Reads a configuration file.
pub fn read(path: &Path, faults: &mut Vec<Fault>) -> Values {
    match std::fs::read_to_string(path) {
        Ok(text) => parse(&path.display().to_string(), &text, faults),
        Err(error) => {
            let path = path.display();
            faults.push(Fault::new(format!("the configuration file {path} cannot be read: {error}")));
            Values::new()
        }
    }
}

/// Reads the text of a configuration file that is called `path` in messages.
pub fn parse(path: &str, text: &str, faults: &mut Vec<Fault>) -> Values {
    let mut file = File { path, text, values: Values::new(), faults: Vec::new() };
    match DeTable::parse(text) {
        Ok(table) => file.take_table(None, table.get_ref()),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            file.fault(at, &format!("this is not TOML: {}", error.message().trim()));
        }
    }
    file.faults.sort_by_key(|(line, _)| *line);
    faults.extend(file.faults.into_iter().map(|(_, fault)| fault));
    file.values
}

struct File<'a> {
    path: &'a str,
    text: &'a str,
    values: Values,
    faults: Vec<(usize, Fault)>,
}

impl File<'_> {
    /// Takes what stands at the top, or in a table of this name.
    fn take_table(&mut self, table: Option<&str>, members: &DeTable<'_>) {
        for (name, value) in members {
            let at = name.span().start;
            let name = name.get_ref();
            match (table, value.get_ref()) {
                (None, DeValue::Table(inner)) if is_table(name) => self.take_table(Some(name), inner),
                (None, _) => self.take(name, at, value.get_ref()),
                (Some(table), _) => self.take(&format!("{table}.{name}"), at, value.get_ref()),
            }
        }
    }

    fn take(&mut self, name: &str, at: usize, value: &DeValue<'_>) {
        let Some(key) = Key::named(name) else {
            let words = if is_table(name) {
                format!("`{name}` is a table: write [{name}], and its keys under it")
            } else {
                unknown(name)
            };
            self.fault(at, &words);
            return;
        };
        if let Some(text) = text(key, value) {
            let origin = Origin::File { path: self.path.to_owned(), line: self.line(at) };
            self.values.insert(key, Given { text, origin });
        } else {
            let (wanted, sent) = (wanted(key), kind(value));
            self.fault(at, &format!("{name}: {wanted} is wanted, not {sent}"));
        }
    }

    fn fault(&mut self, at: usize, words: &str) {
        let line = self.line(at);
        self.faults.push((line, Fault::new(format!("{} line {line}: {words}", self.path))));
    }

    fn line(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or(self.text);
        before.matches('\n').count() + 1
    }
}

fn is_table(name: &str) -> bool {
    Key::ALL.iter().any(|key| key.name().split_once('.').is_some_and(|(table, _)| table == name))
}

fn unknown(name: &str) -> String {
    let names = Key::ALL.iter().map(|key| key.name());
    let hint = meant(name, names.clone()).map_or_else(
        || format!("the keys are {}", names.collect::<Vec<_>>().join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    format!("`{name}` is no key of the configuration; {hint}")
}

/// The value as a flag would give it; `None` where it is of another type.
fn text(key: Key, value: &DeValue<'_>) -> Option<String> {
    match (key.kind(), value) {
        (Kind::Text, DeValue::String(text)) => Some(text.as_ref().to_owned()),
        (Kind::Number, DeValue::Integer(number)) if number.radix() == 10 => Some(number.as_str().to_owned()),
        (Kind::List, DeValue::Array(list)) => {
            let items: Option<Vec<&str>> = list.iter().map(|item| item.get_ref().as_str()).collect();
            Some(items?.join(","))
        }
        _ => None,
    }
}

fn wanted(key: Key) -> String {
    let example = key.default().unwrap_or("…");
    match key.kind() {
        Kind::Text => format!("a string, such as \"{example}\","),
        Kind::Number => format!("a number, such as {example},"),
        Kind::List => "an array of strings".to_owned(),
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "such an array",
        DeValue::Table(_) => "a table",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let mut faults = Vec::new();
        parse("t.toml", text, &mut faults);
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn keys_stand_alone_or_in_their_table() {
        let mut faults = Vec::new();
        let values = parse(
            "t.toml",
            "listen = \"[::1]:80\"\nlog.level = \"warn\"\n[mail]\nrelay = \"smtp://localhost\"\n",
            &mut faults,
        );
        assert!(faults.is_empty());
        let place = |key| values.get(&key).map(|given| (given.text.as_str(), given.origin.to_string()));
        assert_eq!(place(Key::Listen), Some(("[::1]:80", "t.toml line 1".to_owned())));
        assert_eq!(place(Key::LogLevel), Some(("warn", "t.toml line 2".to_owned())));
        assert_eq!(place(Key::MailRelay), Some(("smtp://localhost", "t.toml line 4".to_owned())));
    }

    #[test]
    fn an_unknown_key_is_named_with_its_file_and_line() {
        assert_eq!(
            faults("# a comment\n\nlisen = \"x\"\n[mail]\nrely = \"x\"\n[colours]\nred = 1\n"),
            [
                "t.toml line 3: `lisen` is no key of the configuration; did you mean `listen`?",
                "t.toml line 5: `mail.rely` is no key of the configuration; did you mean `mail.relay`?",
                "t.toml line 6: `colours` is no key of the configuration; the keys are listen, public_url, data, \
                 database, dictionaries, trusted_proxies, partner_token_life, tombstone_life, mail.relay, mail.from, \
                 mail.hello_name, sign_in.mails_per_address, sign_in.mails_per_source, sign_in.wrong_codes_per_address, \
                 partner_rate.per_second, partner_rate.burst, application_rate.per_second, \
                 application_rate.burst, oauth_rate.per_second, oauth_rate.burst, reconciliation.policy, \
                 connections.total, connections.per_source, connections.head_time, connections.body_time, \
                 connections.answer_time, stop.notice, stop.deadline, metrics.listen, log.format, log.level",
            ]
        );
    }

    #[test]
    fn a_value_of_another_type_is_named() {
        assert_eq!(
            faults(
                "listen = 8080\nmail = \"smtp://localhost\"\ntrusted_proxies = [1]\nsign_in.mails_per_source = \"5\"\n"
            ),
            [
                "t.toml line 1: listen: a string, such as \"127.0.0.1:8080\", is wanted, not an integer",
                "t.toml line 2: `mail` is a table: write [mail], and its keys under it",
                "t.toml line 3: trusted_proxies: an array of strings is wanted, not such an array",
                "t.toml line 4: sign_in.mails_per_source: a number, such as 60, is wanted, not a string",
            ]
        );
    }

    #[test]
    fn what_is_no_toml_is_named_with_its_line() {
        let faults = faults("listen = \"127.0.0.1:1\"\ndata = \n");
        assert!(
            faults.iter().all(|fault| fault.starts_with("t.toml line 2: this is not TOML: ")),
            "{faults:?}"
        );
        assert_eq!(faults.len(), 1);
    }
}
