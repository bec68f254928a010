//! The timeline of a record, with the person's marks brought to bear.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Dispute, Mark, Record};
use crate::fold::fold;
use crate::id::StatementId;
use crate::source::{Actor, Source, Way};
use crate::timeline::{Statement, Superseded, Timeline, Unusable};
use crate::when::End;

/// A record as a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Assembled {
    /// All statements; [`Statement::hidden`] says what the person hides.
    pub timeline: Timeline,
    /// What the person says against statements that stand, by their ids.
    pub disputes: BTreeMap<String, Dispute>,
    /// What cannot stand in a timeline.
    pub left_out: Vec<LeftOut>,
}

/// Something that cannot stand in a timeline, for a rule that was drawn tighter since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The id of the statement, or where the ids of a credential's statements begin.
    pub id: String,
    /// Why.
    pub why: Unusable,
}

impl Record {
    /// The timeline of the record.
    ///
    /// A partner that attests a job again supersedes its older statement, and the person's marks go over to the newer
    /// one: hidden stays hidden; a dispute stays as long as the newer one says the same, its horizon apart (LEDGER 141).
    /// What the person marked the newer one with comes first.
    pub fn assemble(&self) -> Assembled {
        let (mut statements, mut left_out) = (Vec::new(), Vec::new());
        for experience in &self.experiences {
            let judged = Statement::declared(experience.id, &experience.content, &experience.sources, false);
            match judged {
                Ok(statement) => statements.push(statement),
                Err(why) => {
                    left_out.push(LeftOut { id: StatementId::Experience(experience.id).to_string(), why });
                }
            }
        }
        for accepted in &self.credentials {
            let received =
                Source { by: Actor::Partner(accepted.client), via: Way::Seekpass, at: accepted.received_at };
            let (submission, client) = (accepted.submission, accepted.client);
            match Statement::attested(submission, client, &accepted.credential, received, false) {
                Ok(mut attested) => statements.append(&mut attested),
                Err(why) => left_out.push(LeftOut { id: StatementId::of_credential(submission), why }),
            }
        }
        let timeline = Timeline::of_distinct(statements);
        let marks: HashMap<String, &Mark> =
            self.marks.iter().map(|(id, mark)| (id.to_string(), mark)).collect();
        let inherited = Inherited::of(&timeline, &marks);
        let timeline = timeline.hiding(|id| inherited.hidden.contains(id));
        Assembled { timeline, disputes: inherited.disputes, left_out }
    }
}

impl Assembled {
    /// The record as if what the person hides was not there (LEDGER 183): neither the statements that they hide, nor those
    /// that these took the place of. What the others superseded stays with them.
    #[must_use]
    pub fn without_hidden(self) -> Self {
        let mut hidden: BTreeSet<String> =
            self.timeline.standing().iter().filter(|one| one.hidden).map(id).collect();
        let older = heirs(self.timeline.superseded()).into_iter();
        let older: Vec<String> =
            older.filter(|(_, heir)| hidden.contains(heir)).map(|(old, _)| old).collect();
        hidden.extend(older);
        let mut disputes = self.disputes;
        disputes.retain(|id, _| !hidden.contains(id));
        Self { timeline: self.timeline.without(&hidden), disputes, left_out: Vec::new() }
    }

    /// What others than the person may see of what stands: all but what is hidden.
    #[must_use]
    pub fn for_others(self) -> Self {
        self.keeping(|statement| !statement.hidden)
    }

    /// Some of the statements. An id of a superseded one stands for the one that stands now.
    #[must_use]
    pub fn only(self, chosen: &BTreeSet<StatementId>) -> Self {
        let heirs = heirs(self.timeline.superseded());
        let chosen: BTreeSet<String> =
            chosen.iter().map(ToString::to_string).map(|id| heirs.get(&id).cloned().unwrap_or(id)).collect();
        self.keeping(|statement| chosen.contains(&statement.id))
    }

    /// The ids of the statements that the person hides, with those that they took the place of.
    pub fn hidden(&self) -> BTreeSet<String> {
        let standing = self.timeline.standing().iter().filter(|statement| statement.hidden);
        let mut hidden: BTreeSet<String> = standing.map(|statement| statement.id.clone()).collect();
        let mut older = heirs(self.timeline.superseded());
        older.retain(|_, heir| hidden.contains(heir));
        hidden.extend(older.into_keys());
        hidden
    }

    fn keeping(self, keep: impl Fn(&Statement) -> bool) -> Self {
        let timeline = self.timeline.keeping(keep);
        let standing: BTreeSet<&str> = timeline.standing().iter().map(|statement| &*statement.id).collect();
        let mut disputes = self.disputes;
        disputes.retain(|id, _| standing.contains(id.as_str()));
        Self { disputes, left_out: Vec::new(), timeline }
    }
}

fn id(statement: &Statement) -> String {
    statement.id.clone()
}

/// For each superseded statement, the one that stands in its place.
fn heirs(superseded: &[Superseded]) -> HashMap<String, String> {
    let by: HashMap<&str, &String> =
        superseded.iter().map(|old| (old.statement.id.as_str(), &old.by)).collect();
    let heir = |old: &Superseded| {
        let mut heir = &old.by;
        while let Some(newer) = by.get(heir.as_str()) {
            heir = newer;
        }
        (old.statement.id.clone(), heir.clone())
    };
    superseded.iter().map(heir).collect()
}

/// The marks that count for the statements that stand.
#[derive(Default)]
struct Inherited {
    hidden: BTreeSet<String>,
    disputes: BTreeMap<String, Dispute>,
}

impl Inherited {
    fn of(timeline: &Timeline, marks: &HashMap<String, &Mark>) -> Self {
        let older: HashMap<&str, &Statement> =
            timeline.superseded().iter().map(|old| (old.by.as_str(), &old.statement)).collect();
        let mut found = Self::default();
        for standing in timeline.standing() {
            let mut line = vec![standing];
            while let Some(older) = line.last().and_then(|statement| older.get(statement.id.as_str())) {
                line.push(older);
            }
            let marks = || line.iter().map(|statement| marks.get(&statement.id));
            if marks().flatten().find_map(|mark| mark.hidden) == Some(true) {
                found.hidden.insert(standing.id.clone());
            }
            let saying_the_same =
                line.iter().take_while(|statement| says_the_same(standing, statement)).count();
            let dispute = marks().take(saying_the_same).flatten().find_map(|mark| mark.dispute.as_ref());
            if let Some(dispute) = dispute.filter(|dispute| dispute.note.is_some()) {
                found.disputes.insert(standing.id.clone(), dispute.clone());
            }
        }
        found
    }
}

/// Whether two attestations of one job differ in nothing but how far the partner knew.
fn says_the_same(newer: &Statement, older: &Statement) -> bool {
    let text = |text: &Option<String>| text.as_deref().map(fold);
    let end = match (newer.period.end(), older.period.end()) {
        (End::NotReported(_), End::NotReported(_)) => true,
        (newer, older) => newer == older,
    };
    end && newer.period.start() == older.period.start()
        && fold(&newer.organisation) == fold(&older.organisation)
        && text(&newer.title) == text(&older.title)
        && text(&newer.classification) == text(&older.classification)
}
