//! Dropping legal forms from the names of organisations.

use std::collections::HashSet;

use crate::fold::fold;

/// The shipped list.
pub(super) const SHIPPED: &str = include_str!("../../../../policies/legal-forms.toml");

/// Legal forms, folded and without spaces, so that `S. A.`, `S.A.` and `SA` are one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct LegalForms {
    behind: HashSet<String>,
    before: HashSet<String>,
    /// Forms in scripts that are written without spaces, the longest first: they are dropped inside a word too.
    attached: Vec<String>,
    /// The greatest number of words that a form may be parted into.
    longest: usize,
}

impl LegalForms {
    /// The forms that stand behind a name, and those that stand before it.
    pub(super) fn new<'a>(
        behind: impl IntoIterator<Item = &'a str>,
        before: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut forms = Self::default();
        for form in behind {
            let joined = forms.join(form);
            forms.behind.insert(joined);
        }
        for form in before {
            let joined = forms.join(form);
            forms.before.insert(joined);
        }
        forms
            .attached
            .sort_by(|one, other| other.chars().count().cmp(&one.chars().count()).then(one.cmp(other)));
        forms.attached.dedup();
        forms
    }

    fn join(&mut self, form: &str) -> String {
        let folded = fold(form);
        let joined: String = folded.split(' ').collect();
        // Each full stop may have parted what it now joins.
        let letters = if joined.is_ascii() { joined.len().min(8) } else { 1 };
        self.longest = self.longest.max(folded.split(' ').count()).max(letters);
        if joined.chars().count() > 1 && joined.chars().all(is_unspaced) {
            self.attached.push(joined.clone());
        }
        joined
    }

    /// Every form, sorted, for the policy's hash.
    pub(super) fn sorted(&self) -> (Vec<&str>, Vec<&str>) {
        let mut behind: Vec<&str> = self.behind.iter().map(String::as_str).collect();
        let mut before: Vec<&str> = self.before.iter().map(String::as_str).collect();
        behind.sort_unstable();
        before.sort_unstable();
        (behind, before)
    }

    /// A folded name without its legal forms. A name that is nothing else stays as it is.
    pub(super) fn strip(&self, folded: &str) -> String {
        let mut words: Vec<&str> = folded.split(' ').collect();
        while self.strip_once(&mut words) {}
        if let Some(first) = words.first_mut() {
            *first = self.cut(first, |word, form| word.strip_prefix(form));
        }
        if let Some(last) = words.last_mut() {
            *last = self.cut(last, |word, form| word.strip_suffix(form));
        }
        words.join(" ")
    }

    fn strip_once(&self, words: &mut Vec<&str>) -> bool {
        let most = self.longest.min(words.len().saturating_sub(1));
        for count in (1..=most).rev() {
            let rest = words.len() - count;
            if self.behind.contains(&words[rest..].concat()) {
                words.truncate(rest);
                // What joined the form to the name (`Meyer & Co`).
                if rest > 1 && words.last() == Some(&"and") {
                    words.pop();
                }
                return true;
            }
            if self.before.contains(&words[..count].concat()) {
                words.drain(..count);
                return true;
            }
        }
        false
    }

    /// A word without the first form that it begins or ends with, where something is left.
    fn cut<'a>(&self, word: &'a str, strip: impl Fn(&'a str, &str) -> Option<&'a str>) -> &'a str {
        if word.is_ascii() {
            return word;
        }
        self.attached
            .iter()
            .find_map(|form| strip(word, form).filter(|rest| !rest.is_empty()))
            .unwrap_or(word)
    }
}

/// Han, kana, Hangul, Thai, Lao, Khmer and Burmese are written without spaces between words, or joined to a form.
fn is_unspaced(character: char) -> bool {
    matches!(
        character,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
            | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'
    )
}
