//! The forms of this server's own pages, as a browser would read them. This is no parser for anybody else's HTML.

/// A form with the inputs that a browser would send as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Where it goes; empty for the page itself.
    pub action: String,
    /// The names and values of its hidden inputs.
    pub hidden: Vec<(String, String)>,
    /// The names of everything else that can be filled in or pressed.
    pub names: Vec<String>,
}

impl Form {
    /// The form of a page that has a field or a button of this name.
    pub fn with(page: &str, name: &str) -> Option<Self> {
        all(page).into_iter().find(|form| form.names.iter().any(|known| known == name))
    }

    /// What is sent when the form is filled in like this.
    pub fn filled(self, more: &[(&str, &str)]) -> Vec<(String, String)> {
        let more = more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.hidden.into_iter().chain(more).collect()
    }
}

/// The text between `<title>` and `</title>`, without the marks that keep names of other scripts apart.
pub fn title(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("<title>")?;
    let (title, _) = rest.split_once("</title>")?;
    Some(unescaped(title.trim()).replace(['\u{2068}', '\u{2069}'], ""))
}

fn all(page: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut open = false;
    for piece in page.split('<').skip(1) {
        let end = piece.find(|character: char| !character.is_ascii_alphanumeric() && character != '/');
        let (name, rest) = piece.split_at(end.unwrap_or(piece.len()));
        let attribute = |wanted: &str| attributes(rest).into_iter().find(|(name, _)| name == wanted);
        let value = |wanted: &str| attribute(wanted).map(|(_, value)| value).unwrap_or_default();
        match name {
            "form" => {
                open = true;
                forms.push(Form { action: value("action"), hidden: Vec::new(), names: Vec::new() });
            }
            "/form" => open = false,
            "input" | "button" | "select" | "textarea" if open => {
                let Some(form) = forms.last_mut() else { continue };
                if value("type") == "hidden" {
                    form.hidden.push((value("name"), value("value")));
                } else {
                    form.names.push(value("name"));
                }
            }
            _ => {}
        }
    }
    forms
}

/// The attributes of a tag: `name="value"`, `name='value'`, `name=value` and `name`.
fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|character: char| character.is_whitespace() || character == '/');
        let end = rest.find(|character: char| character.is_whitespace() || "=>/".contains(character));
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        if name.is_empty() {
            return attributes;
        }
        let (value, after) = match after.trim_start().strip_prefix('=').map(str::trim_start) {
            Some(quoted) if quoted.starts_with(['"', '\'']) => {
                let (quote, inner) = quoted.split_at(1);
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            Some(bare) => {
                let end = bare.find(|character: char| character.is_whitespace() || character == '>');
                bare.split_at(end.unwrap_or(bare.len()))
            }
            None => ("", after),
        };
        attributes.push((name.to_ascii_lowercase(), unescaped(value)));
        rest = after;
    }
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let found = after.split_once(';').and_then(|(entity, after)| Some((character(entity)?, after)));
        let (character, after) = found.unwrap_or(('&', after));
        out.push(character);
        rest = after;
    }
    out + rest
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        other => {
            let number = other.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><title>A &amp; &#x2068;B&#x2069;</title>
        <form method="post" action="/language"><input type=hidden name=next value='/x'><button name="l">EN</button></form>
        <input type="hidden" name="stray" value="1">
        <form class="form" action="/add/1?a=1&#38;b=2" method="post" novalidate>
          <input type="hidden" name="csrf" value="a&quot;b&#x3D;"/>
          <p>text</p><input name="email" required type="email">
          <button name="decision" value="accept">Yes</button></form>"#;

    #[test]
    fn a_form_is_found_by_what_can_be_filled_in() {
        let form = Form::with(PAGE, "decision").unwrap();
        assert_eq!(form.action, "/add/1?a=1&b=2");
        assert_eq!(form.names, ["email", "decision"]);
        assert_eq!(
            form.filled(&[("decision", "accept")]),
            [("csrf".to_owned(), "a\"b=".to_owned()), ("decision".to_owned(), "accept".to_owned())]
        );
        let form = Form::with(PAGE, "l").unwrap();
        assert_eq!(form.hidden, [("next".to_owned(), "/x".to_owned())]);
        assert_eq!(Form::with(PAGE, "stray"), None);
    }

    #[test]
    fn a_title_is_read_as_text() {
        assert_eq!(title(PAGE).as_deref(), Some("A & B"));
        assert_eq!(title("<p>none</p>"), None);
        assert_eq!(unescaped("a & b &unknown; &#99999999;"), "a & b &unknown; &#99999999;");
    }
}
