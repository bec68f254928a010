//! The reasons of a verdict in plain sentences: both values, who said them and when, how far they lie apart, and the
//! rule that was applied.

use career::reconciliation::{Policy, Reason, Rule, Side};
use career::timeline::Statement;
use jiff::civil::Date;

use super::super::words::Text;
use super::employers::Job;
use super::length::{self, Range};
use super::strip::date_of;
use super::voice::Voice;

/// Why a verdict came out as it did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Reasons {
    /// What stands against an agreement.
    pub(crate) against: Vec<String>,
    /// What speaks for one.
    pub(crate) agreeing: Vec<String>,
}

/// What the sentences are about.
pub(super) struct Explainer<'a> {
    pub(super) voice: Voice<'a>,
    pub(super) policy: &'a Policy,
    pub(super) on: Date,
}

/// A side of a reason with the statement that it stands in.
type Stated<'a> = (&'a Side, &'a Statement);

impl Explainer<'_> {
    /// All reasons of a job.
    pub(super) fn reasons(&self, job: &Job<'_>) -> Reasons {
        let mut reasons = Reasons::default();
        for reason in &job.group.reasons {
            let into = if reason.agrees { &mut reasons.agreeing } else { &mut reasons.against };
            into.extend(self.sentence(job, reason));
        }
        reasons
    }

    /// `None` where a statement that it speaks of is not in the job.
    fn sentence<'b>(&self, job: &Job<'b>, reason: &'b Reason) -> Option<String> {
        let stated = |side: &'b Side| -> Option<Stated<'b>> {
            job.statements.iter().find(|one| one.id == side.statement).map(|one| (side, *one))
        };
        match reason.sides.as_slice() {
            [one] => Some(self.stale(stated(one)?)),
            [one, other] => Some(self.of_two(reason, stated(one)?, stated(other)?)),
            _ => None,
        }
    }

    fn of_two(&self, reason: &Reason, one: Stated<'_>, other: Stated<'_>) -> String {
        let page = self.voice.page;
        let texts = |text: Text| {
            text.plain("one", self.quoted(one.0)).plain("other", self.quoted(other.0)).to_string()
        };
        // Texts that are the same need no rule to be so.
        let ruled = |text: Text, rule: Text| {
            let sentence = texts(text);
            if one.0.value == other.0.value { sentence } else { format!("{sentence} {rule}") }
        };
        match reason.rule {
            Rule::OrganisationSame => {
                ruled(page.t("reason-organisation-same"), page.t("reason-organisation-rule"))
            }
            Rule::OrganisationAlias => texts(page.t("reason-organisation-alias")),
            Rule::OrganisationAlike => texts(page.t("reason-organisation-alike")),
            Rule::Title if reason.agrees => ruled(page.t("reason-title-agrees"), page.t("reason-title-rule")),
            Rule::Title => ruled(page.t("reason-title-differs"), page.t("reason-title-rule")),
            Rule::Classification => texts(page.t("reason-classification")),
            Rule::Start
            | Rule::End
            | Rule::HorizonAgainstEnd
            | Rule::CurrentAgainstEnd
            | Rule::CurrentWithoutEnd
            | Rule::Horizons
            | Rule::Stale => self.dates(reason, one, other),
        }
    }

    fn dates(&self, reason: &Reason, one: Stated<'_>, other: Stated<'_>) -> String {
        let page = self.voice.page;
        let at_start = reason.rule == Rule::Start;
        let text = match (reason.rule, reason.agrees) {
            (Rule::Start, true) => page.t("reason-start-agrees"),
            (Rule::Start, false) => page.t("reason-start-differs"),
            (Rule::End, true) => page.t("reason-end-agrees"),
            (Rule::End, false) => page.t("reason-end-differs"),
            (Rule::HorizonAgainstEnd, false) => page.t("reason-seen-after-end"),
            (Rule::CurrentAgainstEnd, false) => page.t("reason-lasting-and-ended"),
            (Rule::Horizons, _) => page.t("reason-horizons"),
            (Rule::CurrentWithoutEnd, _) => page.t("reason-lasting-without-end"),
            _ => page.t("reason-ends-compatible"),
        };
        let value = |stated| if at_start { self.start(stated) } else { self.end(stated) };
        let sentence = text.plain("one", value(one)).plain("other", value(other)).to_string();
        match self.apart(reason, one.1, other.1) {
            Some(more) => format!("{sentence} {more}"),
            None => sentence,
        }
    }

    /// How far two dates lie apart, and how far they may. `None` where nothing is to be said about that.
    fn apart(&self, reason: &Reason, one: &Statement, other: &Statement) -> Option<Text> {
        let page = self.voice.page;
        let difference = reason.difference?;
        let at_start = reason.rule == Rule::Start;
        let (one, other) = (date_of(one, at_start, self.on), date_of(other, at_start, self.on));
        if difference.greatest_days == 0 {
            return None;
        }
        let Some(range) = Range::apart(one, other).filter(|_| difference.least_days > 0) else {
            // An end after what a partner knew of, too, is nothing that would have to be measured.
            let is_compared = matches!(reason.rule, Rule::Start | Rule::End) && one != other;
            return is_compared.then(|| page.t("reason-may-be-one-day"));
        };
        let allowed = length::of_policy(page, self.policy.tolerance());
        let text = match (reason.agrees, allowed) {
            (true, Some(allowed)) => page.t("reason-within").plain("allowed", allowed.to_string()),
            (false, Some(allowed)) if reason.rule == Rule::CurrentAgainstEnd => {
                page.t("reason-beyond-today").plain("allowed", allowed.to_string()).with("day", self.on)
            }
            (false, Some(allowed)) => page.t("reason-beyond").plain("allowed", allowed.to_string()),
            (_, None) => page.t("reason-beyond-nothing"),
        };
        Some(text.plain("length", range.words(page).to_string()))
    }

    fn stale(&self, stated: Stated<'_>) -> String {
        let page = self.voice.page;
        let text = match length::of_policy(page, self.policy.stale_after()) {
            Some(age) => page.t("reason-stale").plain("age", age.to_string()),
            None => page.t("reason-stale-at-once"),
        };
        text.plain("one", self.end(stated)).to_string()
    }

    fn start(&self, (side, statement): Stated<'_>) -> String {
        let text = self.voice.page.t("reason-value").with("value", statement.period.start());
        text.plain("who", self.voice.source(&side.source)).to_string()
    }

    fn end(&self, (side, statement): Stated<'_>) -> String {
        let text = self.voice.page.t("reason-value").plain("value", self.voice.end_undated(statement));
        text.plain("who", self.voice.source(&side.source)).to_string()
    }

    fn quoted(&self, side: &Side) -> String {
        let text = self.voice.page.t("reason-quoted").with("value", side.value.as_str());
        text.plain("who", self.voice.source(&side.source)).to_string()
    }
}
