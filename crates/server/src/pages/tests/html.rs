//! A reader of the pages' HTML that is stricter than a browser: what it does not know is an error.

use std::collections::BTreeMap;

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) enum Piece {
    Open(Tag),
    Close(String),
    Text(String),
}

/// An opening tag.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct Tag {
    pub(in super::super) name: String,
    pub(in super::super) attributes: BTreeMap<String, String>,
}

impl Tag {
    pub(in super::super) fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    pub(in super::super) fn is_void(&self) -> bool {
        ["meta", "link", "input", "img"].contains(&self.name.as_str())
    }
}

/// Reads a page; fails on everything that a page here never has.
pub(in super::super) fn read(page: &str) -> Vec<Piece> {
    let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("a page has a document type");
    let mut pieces = Vec::new();
    let mut open: Vec<String> = Vec::new();
    while !rest.is_empty() {
        if let Some(closing) = rest.strip_prefix("</") {
            let (name, after) = closing.split_once('>').expect("a closing tag ends");
            assert_eq!(open.pop().as_deref(), Some(name), "closed at: {}", context(rest));
            pieces.push(Piece::Close(name.to_owned()));
            rest = after;
        } else if let Some(opening) = rest.strip_prefix('<') {
            let (tag, after) = tag(opening);
            if !tag.is_void() {
                open.push(tag.name.clone());
            }
            pieces.push(Piece::Open(tag));
            rest = after;
        } else {
            let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            assert!(!text.contains('>'), "a bare > in: {}", context(text));
            pieces.push(Piece::Text(text.to_owned()));
            rest = after;
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    pieces
}

/// An opening tag, without its first character, and what comes after it.
fn tag(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).expect("a tag ends");
    let (name, mut rest) = text.split_at(end);
    assert!(!name.is_empty(), "a bare < in: {}", context(text));
    let mut attributes = BTreeMap::new();
    loop {
        let trimmed = rest.trim_start();
        if let Some(after) = trimmed.strip_prefix('>') {
            return (Tag { name: name.to_owned(), attributes }, after);
        }
        assert_ne!(trimmed.len(), rest.len(), "no space before: {}", context(trimmed));
        // Capitals and digits stand in the attributes of SVG alone: patternUnits, x1.
        let end =
            trimmed.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).expect("an attribute ends");
        let (attribute, after) = trimmed.split_at(end);
        assert!(!attribute.is_empty(), "no attribute: {}", context(trimmed));
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').expect("a value ends"),
            None => ("", after),
        };
        assert!(!value.contains('<'), "{attribute} holds {value}");
        let before = attributes.insert(attribute.to_owned(), value.to_owned());
        assert_eq!(before, None, "{attribute} stands twice in <{name}>");
        rest = after;
    }
}

fn context(text: &str) -> String {
    text.chars().take(80).collect()
}

/// All text between the opening of each element of that name and its end, tags left out.
pub(in super::super) fn texts_of(pieces: &[Piece], name: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        if !matches!(piece, Piece::Open(tag) if tag.name == name) {
            continue;
        }
        let inner =
            pieces[place + 1..].iter().take_while(|piece| !matches!(piece, Piece::Close(end) if end == name));
        let text = inner.filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            _ => None,
        });
        texts.push(text.collect::<String>().trim().to_owned());
    }
    texts
}
