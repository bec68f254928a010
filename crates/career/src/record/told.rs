//! What of a person's history an application is told (`record.md §4`, LEDGER 184).

use std::collections::{BTreeMap, BTreeSet};

use super::Record;
use crate::history::{Event, Subject, What};
use crate::id::{ClientId, ExperienceId, GrantId, StatementId, SubmissionId};
use crate::source::Actor;

/// Which entries one application is told of: the changes to what it is shown of the record, and its own dealings with
/// the person. It is told neither of what the person hides, nor of what they do with others: other applications'
/// grants and reads, shares, exports, and what they declined.
#[derive(Debug)]
pub struct Told {
    client: ClientId,
    grants: BTreeSet<GrantId>,
    untold: BTreeSet<StatementId>,
    credentials: BTreeSet<SubmissionId>,
}

impl Told {
    /// What an application is told. `grants` are those that it has or had from the person; `marked` are the entries of the
    /// history, in order, among them every one that says that the person hid or showed a statement, for the sake of statements that are no
    /// longer in the record: hidden when they went, they stay so.
    pub fn to<'a>(
        client: ClientId,
        grants: BTreeSet<GrantId>,
        record: &Record,
        marked: impl IntoIterator<Item = &'a Event>,
    ) -> Self {
        let timeline = record.assemble().without_hidden().timeline;
        let superseded = timeline.superseded().iter().map(|old| &old.statement);
        let shown: BTreeSet<&str> =
            timeline.standing().iter().chain(superseded).map(|statement| statement.id.as_str()).collect();
        let is_shown = |id: &StatementId| shown.contains(id.to_string().as_str());
        let in_record: BTreeSet<StatementId> = record.statements().collect();
        let mut last: BTreeMap<StatementId, bool> = BTreeMap::new();
        for event in marked {
            if let (What::Hidden | What::Shown, Subject::Mark(id)) = (event.what, event.subject) {
                last.insert(id, event.what == What::Hidden);
            }
        }
        let gone =
            last.into_iter().filter(|(id, hidden)| *hidden && !in_record.contains(id)).map(|(id, _)| id);
        let untold = in_record.iter().copied().filter(|id| !is_shown(id)).chain(gone).collect();
        let credentials = in_record.iter().filter(|id| is_shown(id)).filter_map(|id| match *id {
            StatementId::Employment { submission, .. } => Some(submission),
            StatementId::Experience(_) => None,
        });
        Self { client, grants, untold, credentials: credentials.collect() }
    }

    /// Whether it is told of this.
    pub fn tells(&self, event: &Event) -> bool {
        match event.what {
            What::Hidden | What::Shown | What::Shared | What::Exported | What::Erased => false,
            What::Read => event.source.by == Actor::Application(self.client),
            What::Granted | What::Ended => {
                matches!(event.subject, Subject::Grant(grant) if self.grants.contains(&grant))
            }
            What::Declared
            | What::Edited
            | What::Deleted
            | What::Received
            | What::Opened
            | What::Accepted
            | What::Declined
            | What::Expired
            | What::Disputed
            | What::Withdrawn
            | What::Imported => self.shows(event.subject),
        }
    }

    /// Whether it is shown what an entry is about, or nobody hid that.
    fn shows(&self, subject: Subject) -> bool {
        match subject {
            Subject::Person(_) | Subject::Curriculum(_) => true,
            Subject::Experience(number) => ExperienceId::new(number)
                .is_some_and(|id| !self.untold.contains(&StatementId::Experience(id))),
            Subject::Submission(id) => self.credentials.contains(&id),
            Subject::Mark(id) => !self.untold.contains(&id),
            Subject::Grant(_) | Subject::Share(_) => false,
        }
    }
}

impl Record {
    /// The ids of all statements in the record, superseded ones included.
    pub fn statements(&self) -> impl Iterator<Item = StatementId> {
        let declared = self.experiences.iter().map(|experience| StatementId::Experience(experience.id));
        let attested = self.credentials.iter().flat_map(|accepted| {
            let places =
                (1..=accepted.credential.employment.len()).filter_map(|place| u16::try_from(place).ok());
            places.map(|place| StatementId::Employment { submission: accepted.submission, place })
        });
        declared.chain(attested)
    }
}
