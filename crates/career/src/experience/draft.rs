//! What was sent as an experience, before any rule.

use super::{End, Experience};
use crate::sent::Sent;

/// An experience as it was sent: its members have the right JSON types, and no rule was looked at.
///
/// By default nothing was sent. A member of the wrong type is [`Sent::Unusable`], an array with an element of the
/// wrong type likewise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// `company`
    pub company: Sent<String>,
    /// `job`
    pub job: Sent<String>,
    /// `description`
    pub description: Sent<String>,
    /// `startingDate`: `yyyy-MM-dd`, or an RFC 3339 date-time whose date part counts.
    pub starting_date: Sent<String>,
    /// `finishingDate`: as `startingDate`.
    pub finishing_date: Sent<String>,
    /// `onCourse`: false where it is absent.
    pub on_course: Sent<bool>,
    /// `industry`
    pub industry: Sent<String>,
    /// `level`
    pub level: Sent<String>,
    /// `staff`
    pub staff: Sent<String>,
    /// `reportingTo`
    pub reporting_to: Sent<String>,
    /// `category`
    pub category: Sent<String>,
    /// `subcategories`
    pub subcategories: Sent<Vec<String>>,
    /// `salaryPeriod`
    pub salary_period: Sent<String>,
    /// `salaryMin`
    pub salary_min: Sent<String>,
    /// `salaryMax`
    pub salary_max: Sent<String>,
    /// `hideSalary`: false where it is absent.
    pub hide_salary: Sent<bool>,
    /// `visible`: false where it is absent.
    pub visible: Sent<bool>,
    /// `expertise`: the skills.
    pub expertise: Sent<Vec<String>>,
}

/// The draft that a form shows for an experience; under the same dictionaries it is judged to the same experience.
impl From<&Experience> for Draft {
    fn from(experience: &Experience) -> Self {
        let salary = experience.salary.as_ref();
        Self {
            company: Sent::Value(experience.company.clone()),
            job: Sent::Value(experience.job.clone()),
            description: experience.description.clone().into(),
            starting_date: Sent::Value(experience.starting_date.to_string()),
            finishing_date: experience.end.finished().map(|date| date.to_string()).into(),
            on_course: Sent::Value(experience.end == End::OnCourse),
            industry: experience.industry.clone().into(),
            level: Sent::Value(experience.level.clone()),
            staff: experience.staff.clone().into(),
            reporting_to: experience.reporting_to.clone().into(),
            category: Sent::Value(experience.category.clone()),
            subcategories: Sent::Value(experience.subcategories.clone()),
            salary_period: salary.map(|salary| salary.period.clone()).into(),
            salary_min: salary.map(|salary| salary.min.clone()).into(),
            salary_max: salary.map(|salary| salary.max.clone()).into(),
            hide_salary: Sent::Value(experience.hide_salary),
            visible: Sent::Value(experience.visible),
            expertise: Sent::Value(experience.expertise.clone()),
        }
    }
}
