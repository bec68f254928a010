//! Statements out of what the two contracts brought (`record.md`).

use super::{Attestation, Kind, Origin, Origins, Statement};
use crate::credential::{Credential, Employment};
use crate::experience::sources::FieldSources;
use crate::experience::{self, Experience, Field};
use crate::id::{ClientId, ExperienceId, SubmissionId};
use crate::source::Source;
use crate::when::{End, Period, PeriodError, When, WhenError};

/// Why a stored statement cannot stand in a timeline. Rules that were drawn tighter since may bring it about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// A date outside the range.
    #[error(transparent)]
    When(#[from] WhenError),
    /// An end before its start.
    #[error(transparent)]
    Period(#[from] PeriodError),
}

impl Statement {
    /// A declared statement: an experience with the sources of its fields. Its id is `experience/` and the number.
    ///
    /// # Errors
    ///
    /// [`Unusable`] where its dates break a rule that the experience was not judged by.
    pub fn declared(
        id: ExperienceId,
        experience: &Experience,
        sources: &FieldSources,
        hidden: bool,
    ) -> Result<Self, Unusable> {
        let origin = |field| Origin::from(*sources.source_of(field));
        let (end, end_field) = match experience.end {
            experience::End::Finished(day) => (End::Ended(When::day(day)?), Field::FinishingDate),
            experience::End::OnCourse => (End::Current, Field::OnCourse),
        };
        Ok(Self {
            id: format!("experience/{id}"),
            kind: Kind::Declared,
            organisation: experience.company.clone(),
            title: Some(experience.job.clone()),
            classification: None,
            period: Period::new(When::day(experience.starting_date)?, end)?,
            hidden,
            origin: origin(Field::Company),
            origins: Origins {
                title: Some(origin(Field::Job)),
                start: Some(origin(Field::StartingDate)),
                end: Some(origin(end_field)),
                ..Origins::default()
            },
        })
    }

    /// The attested statements of an accepted credential, one for each employment in it. The id of each is
    /// `credential/`, the submission's id, and its place in the credential from 1.
    ///
    /// # Errors
    ///
    /// [`Unusable`] where a record's dates break a rule that the credential was not judged by.
    pub fn attested(
        submission: SubmissionId,
        client: ClientId,
        credential: &Credential,
        received: Source,
        hidden: bool,
    ) -> Result<Vec<Self>, Unusable> {
        let attestation = Attestation {
            client: client.to_string(),
            received: received.at,
            credential: submission.to_string(),
        };
        let one = |(index, employment): (usize, &Employment)| {
            let end =
                employment.end.map_or(End::NotReported(employment.last_processed_month.into()), |end| {
                    End::Ended(end.into())
                });
            Ok(Self {
                id: format!("credential/{submission}/{}", index + 1),
                kind: Kind::Attested(attestation.clone()),
                organisation: employment.organisation.clone(),
                title: employment.role.title().map(str::to_owned),
                classification: employment.role.classification().map(str::to_owned),
                period: Period::new(employment.start.into(), end)?,
                hidden,
                origin: received.into(),
                origins: Origins::default(),
            })
        };
        credential.employment.iter().enumerate().map(one).collect()
    }
}
