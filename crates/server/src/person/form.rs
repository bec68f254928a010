//! Forms as browsers send them.

use std::collections::HashMap;

/// The fields of a form; of a repeated one, the first.
#[derive(Debug, Default)]
pub(crate) struct Form(HashMap<String, String>);

impl Form {
    /// Reads an urlencoded body or query.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut fields = HashMap::new();
        for (name, value) in url::form_urlencoded::parse(bytes) {
            fields.entry(name.into_owned()).or_insert_with(|| value.into_owned());
        }
        Self(fields)
    }

    /// A field's value.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Where to go on: a path of this server alone, or else the person's record.
    pub(crate) fn next(&self) -> &str {
        self.get("next").filter(|path| is_local(path)).unwrap_or("/me")
    }
}

/// True for a path that stays on this server, whatever a browser makes of it.
fn is_local(path: &str) -> bool {
    let other_host = path.starts_with("//") || path.starts_with("/\\");
    path.starts_with('/') && !other_host && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_never_leaves_this_server() {
        for (sent, next) in [
            ("/add/1?x=2", "/add/1?x=2"),
            ("//evil.example", "/me"),
            ("/\\evil.example", "/me"),
            ("/a\\b", "/me"),
            ("https://evil.example", "/me"),
            ("/a\nb", "/me"),
            ("/\t/evil.example", "/me"),
            ("", "/me"),
        ] {
            let body =
                url::form_urlencoded::Serializer::new(String::new()).append_pair("next", sent).finish();
            assert_eq!(Form::read(body.as_bytes()).next(), next, "{sent}");
        }
    }
}
