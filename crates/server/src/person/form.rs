//! Forms as browsers send them.

/// The fields of a form, in their order.
#[derive(Debug, Default)]
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// Reads an urlencoded body or query.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(bytes).into_owned().collect())
    }

    /// A field's value; of a repeated one, the first.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Every value of a repeated field.
    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let fields = self.0.iter().filter(move |(known, _)| known == name);
        fields.map(|(_, value)| value.as_str())
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
    fn of_a_repeated_field_there_is_the_first_and_there_are_all() {
        let form = Form::read(b"a=1&b=%C3%B1+x&a=2&c");
        assert_eq!(
            (form.get("a"), form.get("b"), form.get("c"), form.get("d")),
            (Some("1"), Some("ñ x"), Some(""), None)
        );
        assert_eq!(form.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(form.all("d").count(), 0);
    }

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
