//! What the measured requests send: the bodies in `bench/bodies`, as types.

use serde::{Deserialize, Serialize};

/// The body of PUT experience.
pub(crate) const EXPERIENCE: &str = include_str!("../bodies/experience.json");

/// An experience as the `InfoJobs` contract sends it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Experience {
    pub(crate) id: String,
    pub(crate) company: String,
    pub(crate) job: String,
    pub(crate) description: Option<String>,
    pub(crate) starting_date: String,
    pub(crate) finishing_date: Option<String>,
    #[serde(default)]
    pub(crate) on_course: bool,
    pub(crate) industry: Option<String>,
    pub(crate) level: String,
    pub(crate) staff: Option<String>,
    pub(crate) reporting_to: Option<String>,
    pub(crate) category: String,
    pub(crate) subcategories: Vec<String>,
    #[serde(default)]
    pub(crate) hide_salary: bool,
    pub(crate) salary_min: Option<String>,
    pub(crate) salary_max: Option<String>,
    pub(crate) salary_period: Option<String>,
    #[serde(default)]
    pub(crate) visible: bool,
}

/// A credential as the SEEK Pass contract sends it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Credential {
    pub(crate) credential_id: String,
    pub(crate) fields: Fields,
}

/// What a credential attests.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Fields {
    pub(crate) full_name: String,
    pub(crate) employment: Vec<Employment>,
}

/// One employment of a credential.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Employment {
    pub(crate) organisation: String,
    pub(crate) role_classification: Option<String>,
    pub(crate) role_title: Option<String>,
    pub(crate) start_date: String,
    pub(crate) end_date: Option<String>,
    pub(crate) last_processed_month: String,
}
