//! What the marks of a picture mean: the ones that it has.

use career::timeline::State;
use jiff::civil::Date;

use super::Audience;
use super::strip::{Bar, BarEnd, Strip};
use super::voice::Voice;

/// One mark and its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// The mark.
    pub(crate) mark: Mark,
    /// The words.
    pub(crate) words: String,
}

/// A mark of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A bar of the person.
    Declared,
    /// A bar of a partner.
    Attested,
    /// What joins two bars.
    Joint,
    /// What is hatched.
    Difference,
    /// An edge without a day.
    Soft,
    /// An arrow.
    Arrow,
    /// A bar that fades out.
    Fading,
    /// A bar that is too old.
    Stale,
    /// A dashed box.
    Gap,
    /// The line at today.
    Today,
}

/// The meanings of the marks that these strips have.
pub(super) fn meanings(strips: &[&Strip], has_gap: bool, voice: &Voice<'_>, on: Date) -> Vec<Meaning> {
    let page = voice.page;
    let any = |has: fn(&Strip) -> bool| strips.iter().any(|strip| has(strip));
    let has_bar = |is: fn(&Bar) -> bool| strips.iter().any(|strip| strip.bars.iter().any(is));
    let declared = match voice.audience {
        Audience::Owner => page.t("key-declared-you"),
        Audience::Outsider => page.t("key-declared-person"),
    };
    let is_soft = |bar: &Bar| bar.soft_start.is_some() || matches!(bar.end, BarEnd::Soft(_));
    let all = [
        (has_bar(Bar::is_declared), Mark::Declared, declared),
        (has_bar(|bar| bar.state == State::Attested), Mark::Attested, page.t("key-attested")),
        (has_bar(Bar::is_stale), Mark::Stale, page.t("key-stale")),
        (any(|strip| !strip.joints.is_empty()), Mark::Joint, page.t("key-joint")),
        (any(|strip| !strip.differences.is_empty()), Mark::Difference, page.t("key-difference")),
        (has_bar(is_soft), Mark::Soft, page.t("key-soft")),
        (has_bar(Bar::is_lasting), Mark::Arrow, page.t("key-arrow")),
        (has_bar(Bar::is_fading), Mark::Fading, page.t("key-fading")),
        (has_gap, Mark::Gap, page.t("key-gap")),
        (true, Mark::Today, page.t("key-today").with("day", on)),
    ];
    let there = all.into_iter().filter(|(there, ..)| *there);
    there.map(|(_, mark, words)| Meaning { mark, words: words.to_string() }).collect()
}
