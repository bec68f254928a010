//! What the second person of a demo did, counted back in months from the month in which the demo begins, so that what
//! is recent stays recent.

use Ending::{After, Known, Lasts};

/// A day, so many months before the demo's month.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day(pub(super) i64, pub(super) i8);

/// What the person declares.
#[derive(Debug)]
pub(super) struct Declared {
    /// Who sent it: the application, or the person themselves.
    pub(super) by_application: bool,
    pub(super) company: &'static str,
    pub(super) job: &'static str,
    pub(super) description: Option<&'static str>,
    pub(super) start: Day,
    /// `None` where it lasts.
    pub(super) end: Option<Day>,
}

/// How a partner says that an employment ends.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ending {
    /// In the month so many months ago.
    After(i64),
    /// No end reported; known until the month so many months ago.
    Known(i64),
    /// No end reported; sent once for each of so many months, up to the last one.
    Lasts(i64),
}

/// Which partner attests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Payroll,
    Pension,
}

/// What a partner attests.
#[derive(Debug)]
pub(super) struct Attested {
    pub(super) by: By,
    pub(super) organisation: &'static str,
    pub(super) title: &'static str,
    /// The month of the start, so many months ago.
    pub(super) start: i64,
    pub(super) ending: Ending,
}

pub(super) const DECLARED: [Declared; 7] = [
    Declared {
        by_application: true,
        company: "Northwind Energy",
        job: "Platform engineer",
        description: Some("Keeps the meters of two million homes talking."),
        start: Day(26, 4),
        end: None,
    },
    // A month of precision is no difference: the payroll's month of the start is the next one, a day later.
    Declared {
        by_application: true,
        company: "Adventure Works",
        job: "Site reliability engineer",
        description: None,
        start: Day(58, 28),
        end: Some(Day(29, 15)),
    },
    // A gap of some months lies before this.
    Declared {
        by_application: false,
        company: "Wide World Importers",
        job: "Software developer",
        description: Some("Customs papers for furniture."),
        start: Day(94, 2),
        end: Some(Day(59, 27)),
    },
    // The pension fund knows the buyer's name only.
    Declared {
        by_application: true,
        company: "Fabrikam Software",
        job: "Software developer",
        description: None,
        start: Day(131, 1),
        end: Some(Day(101, 28)),
    },
    // Paid by the agency.
    Declared {
        by_application: true,
        company: "Contoso Retail",
        job: "Data analyst",
        description: None,
        start: Day(143, 5),
        end: Some(Day(132, 20)),
    },
    // The month of the payroll says half a year less.
    Declared {
        by_application: false,
        company: "Tailspin Toys",
        job: "Warehouse clerk",
        description: None,
        start: Day(170, 1),
        end: Some(Day(145, 27)),
    },
    Declared {
        by_application: false,
        company: "Alpine Ski House",
        job: "Ski instructor",
        description: Some("Winters only."),
        start: Day(185, 1),
        end: Some(Day(172, 15)),
    },
];

pub(super) const ATTESTED: [Attested; 8] = [
    Attested {
        by: By::Payroll,
        organisation: "NORTHWIND ENERGY PTY LTD",
        title: "Platform Engineer",
        start: 26,
        ending: Lasts(3),
    },
    Attested {
        by: By::Payroll,
        organisation: "Adventure Works Ltd",
        title: "Site Reliability Engineer",
        start: 57,
        ending: After(29),
    },
    Attested {
        by: By::Payroll,
        organisation: "Wide World Importers Inc.",
        title: "Software Developer",
        start: 94,
        ending: After(59),
    },
    // The two partners contradict each other about its end.
    Attested {
        by: By::Pension,
        organisation: "Wide World Importers",
        title: "Software developer",
        start: 94,
        ending: After(64),
    },
    Attested {
        by: By::Pension,
        organisation: "Litware GmbH",
        title: "Software developer",
        start: 131,
        ending: After(101),
    },
    Attested {
        by: By::Payroll,
        organisation: "Brightstaff Agency",
        title: "Data Analyst",
        start: 143,
        ending: After(132),
    },
    Attested {
        by: By::Payroll,
        organisation: "Tailspin Toys",
        title: "Warehouse Clerk",
        start: 170,
        ending: After(151),
    },
    // A second job that nobody spoke of again: stale.
    Attested {
        by: By::Pension,
        organisation: "School of Fine Art",
        title: "Evening teacher",
        start: 40,
        ending: Known(14),
    },
];
