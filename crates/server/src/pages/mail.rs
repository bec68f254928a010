//! The mails.

use super::language::Language;
use super::sign_in::CODE_MINUTES;

/// A mail's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    /// The subject line. Never with the code in it: subjects stand on locked screens and in logs.
    pub(crate) subject: String,
    /// The text, plain, its lines ended by `\n`.
    pub(crate) body: String,
}

/// The mail that carries a sign-in code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SignInCode<'a> {
    /// The code: 8 digits.
    pub(crate) code: &'a str,
    /// The host of the public URL, so that the person knows where the code belongs.
    pub(crate) host: &'a str,
}

impl SignInCode<'_> {
    /// The mail in that language.
    pub(crate) fn write(&self, language: Language) -> Words {
        let subject = language.t("mail-code-subject").plain("host", self.host);
        let opening = language.t("mail-code-opening").plain("host", self.host);
        let life = language.t("mail-code-life").with("minutes", CODE_MINUTES);
        let warning = language.t("mail-code-warning");
        let code = self.code;
        Words {
            subject: subject.to_string(),
            body: format!(
                "{opening}\n\n    {code}\n\n{life}\n\n{warning}\n\n-- \nTenure, {host}\n",
                host = self.host
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_stands_alone_in_its_line_and_not_in_the_subject() {
        for language in Language::ALL {
            let words = SignInCode { code: "12345678", host: "tenure.example" }.write(language);
            assert!(words.body.contains("\n    12345678\n"), "{}", words.body);
            assert!(words.body.contains("10"), "{}", words.body);
            assert!(words.subject.contains("tenure.example"), "{}", words.subject);
            assert!(
                !words.subject.contains("12345678") && !words.subject.contains('\n'),
                "{}",
                words.subject
            );
            let invisible = |text: &str| text.contains(['\u{2068}', '\u{2069}']);
            assert!(!invisible(&words.subject) && !invisible(&words.body));
        }
    }
}
