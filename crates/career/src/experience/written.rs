//! An experience as the JSON that is kept.

use super::{End, Experience, Salary};
use crate::object_text::ObjectText;

/// Most experiences are shorter, and written without that the place for them grows.
const ROOM: usize = 1024;

impl Experience {
    /// What `serde` writes, put together by hand: every change of an experience writes it.
    pub fn to_json(&self) -> String {
        let Self {
            company,
            job,
            description,
            starting_date,
            end,
            industry,
            level,
            staff,
            reporting_to,
            category,
            subcategories,
            salary,
            hide_salary,
            visible,
            expertise,
        } = self;
        let mut object = ObjectText::with_room(ROOM);
        object.text("company", company);
        object.text("job", job);
        object.text_or_null("description", description.as_deref());
        object.plain("starting_date", starting_date);
        match end {
            End::Finished(date) => {
                let mut finished = ObjectText::with_room(32);
                finished.plain("finished", date);
                object.json("end", &finished.end());
            }
            End::OnCourse => object.text("end", "on_course"),
        }
        object.text_or_null("industry", industry.as_deref());
        object.text("level", level);
        object.text_or_null("staff", staff.as_deref());
        object.text_or_null("reporting_to", reporting_to.as_deref());
        object.text("category", category);
        object.texts("subcategories", subcategories);
        match salary {
            Some(Salary { period, min, max }) => {
                let mut range = ObjectText::with_room(128);
                range.text("period", period);
                range.text("min", min);
                range.text("max", max);
                object.json("salary", &range.end());
            }
            None => object.json("salary", "null"),
        }
        object.truth("hide_salary", *hide_salary);
        object.truth("visible", *visible);
        object.texts("expertise", expertise);
        object.end()
    }
}
