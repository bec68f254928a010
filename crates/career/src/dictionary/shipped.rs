//! The files that the program carries with it.

/// The file of the level rules.
pub(super) const LEVEL_RULES: &str = "level-rules.json";

macro_rules! shipped {
    ($($id:literal),+ $(,)?) => {
        /// Every dictionary: its id and its file's name, sorted.
        pub(super) const DICTIONARIES: &[(&str, &str)] = &[$(($id, concat!($id, ".json"))),+];

        /// The name and the text of every shipped file.
        pub(super) const FILES: &[(&str, &str)] = &[
            $((
                concat!($id, ".json"),
                include_str!(concat!("../../../../dictionaries/", $id, ".json")),
            ),)+
            (LEVEL_RULES, include_str!("../../../../dictionaries/level-rules.json")),
        ];
    };
}

shipped!(
    "category",
    "contract-type",
    "country",
    "experience-min",
    "industry",
    "language",
    "manager-professional-level",
    "professional-level",
    "province",
    "salary-period",
    "salary-quantity",
    "staff",
    "study",
    "subcategory",
    "teleworking",
    "workday",
);
