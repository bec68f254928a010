//! From a draft to a credential: the rules of `seekpass.md §3.1`, all of them at once.

use super::{
    CHAIN_MOST, Credential, CredentialDraft, CredentialId, Employment, EmploymentDraft, Intermediary,
    IntermediaryDraft, IntermediaryPart, JsonType, Kept, Location, Members, RECORDS_MOST, RecordPart, Role,
    Rule, TEXT_MOST, UnknownMembers, Violation, Violations,
};
use crate::sent::Sent;
use crate::text;
use crate::year_month::{YearMonth, YearMonthError};

impl CredentialDraft {
    /// Judges the draft. `this_month` is the current month in UTC ([`YearMonth::of`]), `unknown` the client's
    /// setting.
    ///
    /// # Errors
    ///
    /// Every violation, those of the reading included, in the order of [`Location`] (`seekpass.md §3.4`,
    /// LEDGER 38); never none.
    pub fn judge(
        &self,
        this_month: YearMonth,
        unknown: UnknownMembers,
    ) -> Result<(CredentialId, Credential), Violations> {
        let latest = this_month.next().unwrap_or(YearMonth::LAST);
        let mut judge =
            Judge { latest, unknown, reasons: self.reported.is_empty(), found: self.reported.clone() };
        let id = judge.credential_id(&self.credential_id);
        let full_name = judge.text(&self.full_name, &Location::FullName);
        let employment = judge.employment(&self.employment);
        let partner_chain = judge.partner_chain(&self.partner_chain);
        let kept = judge.around(&self.unknown);
        match (id, full_name, employment) {
            (Some(id), Some(full_name), Some(employment)) if judge.found.is_empty() => {
                Ok((id, Credential { full_name, employment, partner_chain, kept }))
            }
            _ => Err(judge.found.into()),
        }
    }
}

/// Judges member by member and remembers what was wrong. Each method gives `None` only where the member is not
/// there or something about it was remembered.
struct Judge {
    /// The latest month allowed.
    latest: YearMonth,
    unknown: UnknownMembers,
    /// Whether reasons are still to be given for unusable members: the reading gave none.
    reasons: bool,
    found: Vec<Violation>,
}

impl Judge {
    fn credential_id(&mut self, sent: &Sent<String>) -> Option<CredentialId> {
        let at = Location::CredentialId;
        let sent = self.required(sent, &at, JsonType::String)?;
        match CredentialId::parse(sent) {
            Ok(id) => Some(id),
            Err(rules) => {
                for rule in rules {
                    self.broken(&at, rule, sent);
                }
                None
            }
        }
    }

    fn employment(&mut self, sent: &Sent<Vec<Sent<EmploymentDraft>>>) -> Option<Vec<Employment>> {
        let records = self.required(sent, &Location::Employment, JsonType::Array)?;
        if records.is_empty() {
            self.report(Location::Employment, Rule::NoRecords);
        }
        if records.len() > RECORDS_MOST {
            self.report(Location::Employment, Rule::TooManyRecords { count: records.len() });
        }
        let records = records.iter().take(RECORDS_MOST).enumerate();
        Some(records.filter_map(|(index, record)| self.record(index, record)).collect())
    }

    fn record(&mut self, index: usize, sent: &Sent<EmploymentDraft>) -> Option<Employment> {
        let at = |part| Location::Record { index, part };
        let record = self.required(sent, &at(RecordPart::Whole), JsonType::Object)?;
        let organisation = self.text(&record.organisation, &at(RecordPart::Organisation));
        let role = self.role(record, index);
        let start = self.required(&record.start_date, &at(RecordPart::StartDate), JsonType::String);
        let start = start.and_then(|sent| self.month(sent, &at(RecordPart::StartDate)));
        let end = self.optional(&record.end_date, &at(RecordPart::EndDate));
        let end = end.and_then(|sent| self.month(sent, &at(RecordPart::EndDate)));
        let last_at = at(RecordPart::LastProcessedMonth);
        let last = self.required(&record.last_processed_month, &last_at, JsonType::String);
        let last = last.and_then(|sent| self.month(sent, &last_at));
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            self.broken(&at(RecordPart::EndDate), Rule::EndBeforeStart { start }, &end.to_string());
        }
        if let (Some(start), Some(last)) = (start, last)
            && last < start
        {
            self.broken(&last_at, Rule::LastProcessedBeforeStart { start }, &last.to_string());
        }
        let kept = self.free(&record.unknown, |name| at(RecordPart::Unknown(name)));
        Some(Employment {
            organisation: organisation?,
            role: role?,
            start: start?,
            end,
            last_processed_month: last?,
            kept,
        })
    }

    /// The role: what is blank counts as absent (LEDGER 32).
    fn role(&mut self, record: &EmploymentDraft, index: usize) -> Option<Role> {
        let at = |part| Location::Record { index, part };
        let mut unclear = false;
        let mut member = |sent: &Sent<String>, part| {
            let at = at(part);
            let text = self.optional(sent, &at).filter(|text| !text.trim().is_empty());
            let good = text.and_then(|text| self.good_text(text, &at));
            unclear |= matches!(sent, Sent::Unusable) || (text.is_some() && good.is_none());
            good
        };
        let classification = member(&record.role_classification, RecordPart::RoleClassification);
        let title = member(&record.role_title, RecordPart::RoleTitle);
        let role = Role::new(classification, title);
        if role.is_none() && !unclear {
            self.report(at(RecordPart::Whole), Rule::RoleRequired);
        }
        role
    }

    fn partner_chain(&mut self, sent: &Sent<Vec<Sent<IntermediaryDraft>>>) -> Option<Vec<Intermediary>> {
        let chain = match sent {
            Sent::Absent => return None,
            present => self.required(present, &Location::PartnerChain, JsonType::Array)?,
        };
        if chain.len() > CHAIN_MOST {
            self.report(Location::PartnerChain, Rule::TooManyIntermediaries { count: chain.len() });
        }
        let chain = chain.iter().take(CHAIN_MOST).enumerate();
        Some(chain.filter_map(|(index, intermediary)| self.intermediary(index, intermediary)).collect())
    }

    fn intermediary(&mut self, index: usize, sent: &Sent<IntermediaryDraft>) -> Option<Intermediary> {
        let at = |part| Location::Intermediary { index, part };
        let intermediary = self.required(sent, &at(IntermediaryPart::Whole), JsonType::Object)?;
        let name = self.text(&intermediary.name, &at(IntermediaryPart::Name))?;
        Some(Intermediary { name, rest: intermediary.rest.clone() })
    }

    /// The unknown members around the records.
    fn around(&mut self, sent: &Kept) -> Kept {
        Kept {
            fields: self.free(&sent.fields, Location::UnknownInFields),
            data: self.free(&sent.data, Location::UnknownInData),
            body: self.free(&sent.body, Location::UnknownInBody),
        }
    }

    /// Unknown members: kept, or each of them a violation (LEDGER 36).
    fn free(&mut self, sent: &Members, at: impl Fn(String) -> Location) -> Members {
        match self.unknown {
            UnknownMembers::Keep => sent.clone(),
            UnknownMembers::Refuse => {
                for (name, _) in sent.iter() {
                    self.report(at(name.to_owned()), Rule::UnknownMember);
                }
                Members::default()
            }
        }
    }

    /// A text that must be there: 1 to 200 characters after trimming (LEDGER 34).
    fn text(&mut self, sent: &Sent<String>, at: &Location) -> Option<String> {
        let sent = self.required(sent, at, JsonType::String)?;
        self.good_text(sent, at)
    }

    fn good_text(&mut self, sent: &str, at: &Location) -> Option<String> {
        let trimmed = sent.trim();
        let length = text::length(trimmed);
        let before = self.found.len();
        if length == 0 {
            self.broken(at, Rule::Blank { most: TEXT_MOST }, sent);
        }
        if length > TEXT_MOST {
            self.broken(at, Rule::TooLong { length, most: TEXT_MOST }, sent);
        }
        if let Some(character) = text::control_character(trimmed) {
            self.broken(at, Rule::ControlCharacter(character), sent);
        }
        (self.found.len() == before).then(|| trimmed.to_owned())
    }

    fn month(&mut self, sent: &str, at: &Location) -> Option<YearMonth> {
        match sent.parse::<YearMonth>() {
            Ok(month) => {
                // Its order with the other months is judged all the same.
                if month > self.latest {
                    self.broken(at, Rule::MonthInFuture { latest: self.latest }, sent);
                }
                Some(month)
            }
            Err(error) => {
                let rule = match error {
                    YearMonthError::Form | YearMonthError::Month(_) => Rule::NotAMonth,
                    YearMonthError::Year(_) => Rule::MonthOutOfRange,
                };
                self.broken(at, rule, sent);
                None
            }
        }
    }

    /// A member that must be there.
    fn required<'a, T>(&mut self, sent: &'a Sent<T>, at: &Location, expected: JsonType) -> Option<&'a T> {
        match sent {
            Sent::Value(value) => return Some(value),
            Sent::Absent => self.report(at.clone(), Rule::Required),
            Sent::Unusable => self.unusable(at, expected),
        }
        None
    }

    /// A text that may be absent.
    fn optional<'a>(&mut self, sent: &'a Sent<String>, at: &Location) -> Option<&'a str> {
        match sent {
            Sent::Value(value) => return Some(value),
            Sent::Absent => {}
            Sent::Unusable => self.unusable(at, JsonType::String),
        }
        None
    }

    /// The reading has said why, unless the draft was made otherwise.
    fn unusable(&mut self, at: &Location, expected: JsonType) {
        if self.reasons {
            self.report(at.clone(), Rule::WrongType { expected, found: None });
        }
    }

    fn broken(&mut self, at: &Location, rule: Rule, sent: &str) {
        self.found.push(Violation { at: at.clone(), rule, sent: Some(sent.to_owned()) });
    }

    fn report(&mut self, at: Location, rule: Rule) {
        self.found.push(Violation { at, rule, sent: None });
    }
}
