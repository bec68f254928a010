//! The way of a partner's link: from the fragment to the choice (`seekpass.md §5`).

use askama::Template;
use career::credential::Credential;
use career::id::RequestId;
use jiff::Timestamp;

use super::email_address;
use super::page::{Page, View};
use super::words::Text;

/// Where a partner's link leads: `/partner/add/careerHistory` and `/partner/add/batch`. `add.js` reads the
/// fragment and goes on to `/add/{request id}`; without scripts the form sends `content` to `/add` by GET.
#[derive(Debug, Template)]
#[template(path = "add/landing.html")]
pub(crate) struct Landing<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// What was entered before, if anything.
    pub(crate) entered: &'a str,
    /// Why no code could be read from it.
    pub(crate) fault: Option<CodeFault>,
}

/// How many characters a code has.
const CODE_LENGTH: usize = 36;

/// Why there is no whole code in what was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeFault {
    /// Nothing was entered.
    Missing,
    /// It is the beginning of a code, or another part of one.
    CutShort {
        /// From 1 to 35.
        length: usize,
    },
    /// It is no code at all.
    NoCode,
}

impl Landing<'_> {
    fn problem(&self) -> Option<Text> {
        Some(match self.fault? {
            CodeFault::Missing => self.page.t("landing-missing"),
            CodeFault::CutShort { length } => {
                self.page.t("landing-code-cut-short").with("most", CODE_LENGTH).with("length", length)
            }
            CodeFault::NoCode => self.page.t("landing-not-a-code").with("most", CODE_LENGTH),
        })
    }
}

impl View for Landing<'_> {
    fn title(&self) -> Text {
        self.page.t("landing-title")
    }

    fn has_error(&self) -> bool {
        self.fault.is_some()
    }
}

/// The request in what a person pasted: the code alone, or the whole link, with whatever stood around it.
///
/// # Errors
/// [`CodeFault`] where there is no whole code in it.
pub(crate) fn pasted_request(entered: &str) -> Result<RequestId, CodeFault> {
    if entered.trim().is_empty() {
        return Err(CodeFault::Missing);
    }
    let after = entered.rsplit_once("content=").map_or(entered, |(_, after)| after);
    let code = after.split('&').next().unwrap_or_default();
    let code = code.trim_matches(|character: char| !character.is_ascii_alphanumeric());
    let length = code.chars().count();
    if length > 0 && length < CODE_LENGTH && code.chars().all(is_of_a_code) {
        return Err(CodeFault::CutShort { length });
    }
    // The hyphenated form alone, which the link has.
    let request = if length == CODE_LENGTH { code.parse().ok() } else { None };
    request.ok_or(CodeFault::NoCode)
}

const fn is_of_a_code(character: char) -> bool {
    character.is_ascii_hexdigit() || character == '-'
}

/// For somebody who is signed in already: with this account, or another one? Posts `account`, `continue` or
/// `other`, to `action`.
#[derive(Debug, Template)]
#[template(path = "add/continue.html")]
pub(crate) struct Continue<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The address of the account. The page shows it masked.
    pub(crate) address: &'a str,
    /// Where the form goes.
    pub(crate) action: &'a str,
}

impl Continue<'_> {
    fn masked(&self) -> String {
        email_address::masked(self.address)
    }
}

impl View for Continue<'_> {
    fn title(&self) -> Text {
        self.page.t("continue-title")
    }
}

/// What a partner sent, with the choice. Posts `decision`, `accept` or `decline`, to `action`.
#[derive(Debug, Template)]
#[template(path = "add/offer.html")]
pub(crate) struct Offer<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// Who sends it.
    pub(crate) client_name: &'a str,
    /// What was sent.
    pub(crate) credential: &'a Credential,
    /// The person's own name, where it is known and differs from the one that was sent.
    pub(crate) own_name: Option<&'a str>,
    /// Until when it can be accepted.
    pub(crate) expires_at: Timestamp,
    /// Now.
    pub(crate) now: Timestamp,
    /// Where the form goes.
    pub(crate) action: &'a str,
}

impl Offer<'_> {
    /// How long the choice is open, rounded down.
    fn time_left(&self) -> Text {
        let left = self.expires_at.duration_since(self.now);
        match u32::try_from(left.as_hours()).unwrap_or(0) {
            0 => {
                self.page.t("offer-minutes-left").with("minutes", u32::try_from(left.as_mins()).unwrap_or(0))
            }
            hours => self.page.t("offer-hours-left").with("hours", hours),
        }
    }
}

impl View for Offer<'_> {
    fn title(&self) -> Text {
        self.page.t("offer-title").with("client", self.client_name)
    }
}

/// A link that offers nothing any more.
#[derive(Debug, Template)]
#[template(path = "add/ended.html")]
pub(crate) struct Ended<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// Why.
    pub(crate) how: Ending,
    /// Where a form goes that says with which account to go on, if that may help.
    pub(crate) account_action: Option<&'a str>,
}

/// Why a link offers nothing any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// 48 hours went by without a choice.
    Expired,
    /// The person declined.
    Declined,
    /// The person accepted: it is in their record.
    Accepted,
    /// It was accepted and then deleted.
    Gone,
    /// Unknown or somebody else's. The page is the same for both and tells nothing.
    Nothing,
}

impl Ended<'_> {
    fn what_happened(&self) -> Text {
        match self.how {
            Ending::Expired => self.page.t("ended-expired"),
            Ending::Declined => self.page.t("ended-declined"),
            Ending::Accepted => self.page.t("ended-accepted"),
            Ending::Gone => self.page.t("ended-gone"),
            Ending::Nothing => self.page.t("ended-nothing"),
        }
    }

    fn what_to_do(&self) -> Option<Text> {
        match self.how {
            Ending::Expired => Some(self.page.t("ended-expired-todo")),
            Ending::Declined => Some(self.page.t("ended-declined-todo")),
            Ending::Accepted | Ending::Gone => None,
            Ending::Nothing => Some(self.page.t("ended-nothing-todo")),
        }
    }
}

impl View for Ended<'_> {
    fn title(&self) -> Text {
        match self.how {
            Ending::Expired => self.page.t("ended-expired-title"),
            Ending::Declined => self.page.t("ended-declined-title"),
            Ending::Accepted => self.page.t("ended-accepted-title"),
            Ending::Gone => self.page.t("ended-gone-title"),
            Ending::Nothing => self.page.t("ended-nothing-title"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_alone_and_in_the_whole_link() {
        const CODE: &str = "0b0d7c52-66f0-4f0e-9d7a-3f1c1f2f6a10";
        let request: RequestId = CODE.parse().unwrap();
        for pasted in [
            CODE.to_owned(),
            format!("  {CODE}\n"),
            CODE.to_uppercase(),
            format!("content={CODE}"),
            format!("#clientId=abc&content={CODE}"),
            format!(
                "https://tenure.example/partner/add/careerHistory#clientId=abc&documentType=none&content={CODE}"
            ),
            format!("https://tenure.example/partner/add/batch#content={CODE}&clientId=abc"),
        ] {
            assert_eq!(pasted_request(&pasted), Ok(request), "{pasted}");
        }
        for around in [format!("<{CODE}>"), format!("content={CODE}."), format!("“{CODE}”")] {
            assert_eq!(pasted_request(&around), Ok(request), "{around}");
        }
    }

    #[test]
    fn a_shortened_code_is_told_from_no_code() {
        const CODE: &str = "0b0d7c52-66f0-4f0e-9d7a-3f1c1f2f6a10";
        let link = "https://tenure.example/partner/add/careerHistory#clientId=abc&content=";
        for length in [1, 8, 22, 35] {
            let cut_short = Err(CodeFault::CutShort { length });
            assert_eq!(pasted_request(&CODE[..length]), cut_short);
            assert_eq!(pasted_request(&format!("{link}{}", &CODE[..length])), cut_short);
            assert_eq!(pasted_request(&CODE[36 - length..]), cut_short);
        }
        assert_eq!(pasted_request(&CODE.replace('-', "")), Err(CodeFault::CutShort { length: 32 }));
        assert_eq!(pasted_request(" \n"), Err(CodeFault::Missing));
        let longer = format!("{CODE}0");
        let other = CODE.replace('f', "g");
        for wrong in ["content=", link, &longer, &other, "https://tenure.example/", "é", "?!"] {
            assert_eq!(pasted_request(wrong), Err(CodeFault::NoCode), "{wrong}");
        }
    }
}
