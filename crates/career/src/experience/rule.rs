//! The rules of an experience and the contract's code of each.

/// A rule that a draft can break. The order of the variants is the order in which the contract answers: of several
/// broken rules the first is told (`infojobs.md §5`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// 225: a value of the wrong type. Whoever read the JSON reported it already, and knows more about it.
    WrongType,
    /// 672: `company` is required.
    MissingCompany,
    /// 671: `job` is required.
    MissingJob,
    /// 673: `startingDate` is required.
    MissingStartingDate,
    /// 674: `finishingDate` or `onCourse` is required.
    MissingEnd,
    /// 677: `level` is required.
    MissingLevel,
    /// 657: the level requires `staff`.
    MissingStaff,
    /// 749: the level requires `reportingTo`.
    MissingReportingTo,
    /// 675: `category` is required.
    MissingCategory,
    /// 676: at least one subcategory is required.
    MissingSubcategories,
    /// 678: the level requires `salaryPeriod`.
    MissingSalaryPeriod,
    /// 679: the level requires `salaryMin`.
    MissingSalaryMin,
    /// 682: the level requires `salaryMax`.
    MissingSalaryMax,
    /// 656: one of the salary's members is missing where another one was sent, and the level requires none.
    SalaryIncomplete,
    /// 684: `company` has more than 150 characters.
    TooLongCompany,
    /// 683: `job` has more than 150 characters.
    TooLongJob,
    /// 685: `description` has more than 4000 characters.
    TooLongDescription,
    /// 201: a control character other than `\n`, `\r` and `\t`.
    ControlCharacter,
    /// 201: more than 50 skills, or a skill of none or more than 100 characters.
    ExpertiseOutOfLimits,
    /// 691: `level` is not in `professional-level`.
    UnknownLevel,
    /// 696: `staff` is not in `staff` (`infojobs.md §7.11`).
    UnknownStaff,
    /// 695: `reportingTo` is not in `manager-professional-level`.
    UnknownReportingTo,
    /// 688: `category` is not in `category`.
    UnknownCategory,
    /// 689: a subcategory is not in `subcategory`.
    UnknownSubcategory,
    /// 690: `industry` is not in `industry`.
    UnknownIndustry,
    /// 686: `salaryPeriod` is not in `salary-period` (`infojobs.md §7.10`).
    UnknownSalaryPeriod,
    /// 687: `salaryMin` is not in `salary-quantity`.
    UnknownSalaryMin,
    /// 692: `salaryMax` is not in `salary-quantity`.
    UnknownSalaryMax,
    /// 226: no date of the contract's two forms, or outside 1900-01-01 to 2200-12-31.
    MalformedDate,
    /// 658: `finishingDate` and `onCourse` = true together.
    FinishedAndOnCourse,
    /// 654: `finishingDate` is not later than `startingDate`.
    NotLaterThanStart,
    /// 670: a subcategory is not under the category.
    SubcategoryNotUnderCategory,
    /// 716: `salaryMin` or `salaryMax` belongs to another period than `salaryPeriod`.
    AmountOfOtherPeriod,
    /// 659: `salaryMax` is lower than `salaryMin`.
    MaxBelowMin,
}

impl Rule {
    /// Whether it depends on the dictionaries and level rules in force: what broke none of them once may break one now,
    /// and stays as it is (`infojobs.md §6`).
    pub const fn hangs_on_dictionaries(self) -> bool {
        match self {
            Self::MissingStaff
            | Self::MissingReportingTo
            | Self::MissingSalaryPeriod
            | Self::MissingSalaryMin
            | Self::MissingSalaryMax
            | Self::UnknownLevel
            | Self::UnknownStaff
            | Self::UnknownReportingTo
            | Self::UnknownCategory
            | Self::UnknownSubcategory
            | Self::UnknownIndustry
            | Self::UnknownSalaryPeriod
            | Self::UnknownSalaryMin
            | Self::UnknownSalaryMax
            | Self::SubcategoryNotUnderCategory
            | Self::AmountOfOtherPeriod
            | Self::MaxBelowMin => true,
            Self::WrongType
            | Self::MissingCompany
            | Self::MissingJob
            | Self::MissingStartingDate
            | Self::MissingEnd
            | Self::MissingLevel
            | Self::MissingCategory
            | Self::MissingSubcategories
            | Self::SalaryIncomplete
            | Self::TooLongCompany
            | Self::TooLongJob
            | Self::TooLongDescription
            | Self::ControlCharacter
            | Self::ExpertiseOutOfLimits
            | Self::MalformedDate
            | Self::FinishedAndOnCourse
            | Self::NotLaterThanStart => false,
        }
    }

    /// Every rule, the one that is told first at the front (`infojobs.md §5`).
    pub const ALL: [Self; 34] = [
        Self::WrongType,
        Self::MissingCompany,
        Self::MissingJob,
        Self::MissingStartingDate,
        Self::MissingEnd,
        Self::MissingLevel,
        Self::MissingStaff,
        Self::MissingReportingTo,
        Self::MissingCategory,
        Self::MissingSubcategories,
        Self::MissingSalaryPeriod,
        Self::MissingSalaryMin,
        Self::MissingSalaryMax,
        Self::SalaryIncomplete,
        Self::TooLongCompany,
        Self::TooLongJob,
        Self::TooLongDescription,
        Self::ControlCharacter,
        Self::ExpertiseOutOfLimits,
        Self::UnknownLevel,
        Self::UnknownStaff,
        Self::UnknownReportingTo,
        Self::UnknownCategory,
        Self::UnknownSubcategory,
        Self::UnknownIndustry,
        Self::UnknownSalaryPeriod,
        Self::UnknownSalaryMin,
        Self::UnknownSalaryMax,
        Self::MalformedDate,
        Self::FinishedAndOnCourse,
        Self::NotLaterThanStart,
        Self::SubcategoryNotUnderCategory,
        Self::AmountOfOtherPeriod,
        Self::MaxBelowMin,
    ];

    /// The contract's code (`infojobs.md §5`).
    pub const fn code(self) -> u16 {
        match self {
            Self::WrongType => 225,
            Self::MissingCompany => 672,
            Self::MissingJob => 671,
            Self::MissingStartingDate => 673,
            Self::MissingEnd => 674,
            Self::MissingLevel => 677,
            Self::MissingStaff => 657,
            Self::MissingReportingTo => 749,
            Self::MissingCategory => 675,
            Self::MissingSubcategories => 676,
            Self::MissingSalaryPeriod => 678,
            Self::MissingSalaryMin => 679,
            Self::MissingSalaryMax => 682,
            Self::SalaryIncomplete => 656,
            Self::TooLongCompany => 684,
            Self::TooLongJob => 683,
            Self::TooLongDescription => 685,
            Self::ControlCharacter | Self::ExpertiseOutOfLimits => 201,
            Self::UnknownLevel => 691,
            Self::UnknownStaff => 696,
            Self::UnknownReportingTo => 695,
            Self::UnknownCategory => 688,
            Self::UnknownSubcategory => 689,
            Self::UnknownIndustry => 690,
            Self::UnknownSalaryPeriod => 686,
            Self::UnknownSalaryMin => 687,
            Self::UnknownSalaryMax => 692,
            Self::MalformedDate => 226,
            Self::FinishedAndOnCourse => 658,
            Self::NotLaterThanStart => 654,
            Self::SubcategoryNotUnderCategory => 670,
            Self::AmountOfOtherPeriod => 716,
            Self::MaxBelowMin => 659,
        }
    }
}
