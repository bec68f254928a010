//! The fields of an experience, as the contract names them.

use serde::{Deserialize, Serialize};

/// A field of the `PUT experience` body (`infojobs.md §4`), in the order of the contract's own document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    /// `company`
    Company,
    /// `job`
    Job,
    /// `description`
    Description,
    /// `startingDate`
    StartingDate,
    /// `finishingDate`
    FinishingDate,
    /// `onCourse`
    OnCourse,
    /// `industry`
    Industry,
    /// `level`
    Level,
    /// `staff`
    Staff,
    /// `category`
    Category,
    /// `reportingTo`
    ReportingTo,
    /// `subcategories`
    Subcategories,
    /// `salaryMin`
    SalaryMin,
    /// `salaryMax`
    SalaryMax,
    /// `salaryPeriod`
    SalaryPeriod,
    /// `hideSalary`
    HideSalary,
    /// `visible`
    Visible,
    /// `expertise`
    Expertise,
}

impl Field {
    /// Every field, each at the place of its own number.
    pub const ALL: [Self; 18] = [
        Self::Company,
        Self::Job,
        Self::Description,
        Self::StartingDate,
        Self::FinishingDate,
        Self::OnCourse,
        Self::Industry,
        Self::Level,
        Self::Staff,
        Self::Category,
        Self::ReportingTo,
        Self::Subcategories,
        Self::SalaryMin,
        Self::SalaryMax,
        Self::SalaryPeriod,
        Self::HideSalary,
        Self::Visible,
        Self::Expertise,
    ];

    /// The name of the JSON member.
    pub const fn wire_name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Job => "job",
            Self::Description => "description",
            Self::StartingDate => "startingDate",
            Self::FinishingDate => "finishingDate",
            Self::OnCourse => "onCourse",
            Self::Industry => "industry",
            Self::Level => "level",
            Self::Staff => "staff",
            Self::Category => "category",
            Self::ReportingTo => "reportingTo",
            Self::Subcategories => "subcategories",
            Self::SalaryMin => "salaryMin",
            Self::SalaryMax => "salaryMax",
            Self::SalaryPeriod => "salaryPeriod",
            Self::HideSalary => "hideSalary",
            Self::Visible => "visible",
            Self::Expertise => "expertise",
        }
    }

    /// The id of the dictionary whose keys the field holds; `None` where it holds something else.
    pub const fn dictionary(self) -> Option<&'static str> {
        match self {
            Self::Industry => Some("industry"),
            Self::Level => Some("professional-level"),
            Self::Staff => Some("staff"),
            Self::Category => Some("category"),
            Self::ReportingTo => Some("manager-professional-level"),
            Self::Subcategories => Some("subcategory"),
            Self::SalaryMin | Self::SalaryMax => Some("salary-quantity"),
            Self::SalaryPeriod => Some("salary-period"),
            Self::Company
            | Self::Job
            | Self::Description
            | Self::StartingDate
            | Self::FinishingDate
            | Self::OnCourse
            | Self::HideSalary
            | Self::Visible
            | Self::Expertise => None,
        }
    }
}
