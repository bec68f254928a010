//! The two example bodies of the user's document, their missing comma put in.

use jiff::civil::date;

use super::{good, list, said};
use crate::experience::{Draft, End, Experience, Salary};
use crate::sent::Sent;

#[test]
fn the_first_example_is_accepted_with_its_keys_as_they_were_sent() {
    let draft = Draft {
        company: said("InfoJobs"),
        job: said("Web programmer"),
        description: said(
            "Programming as a web developer in several languages like Java, Javascript, HTML, SQL, ...",
        ),
        starting_date: said("2006-09-14"),
        finishing_date: said("2011-06-14"),
        on_course: Sent::Value(false),
        industry: said("servicios-de-ti"),
        level: said("especialista"),
        staff: said("1-5"),
        reporting_to: said("seleccionar"),
        category: said("informatica-telecomunicaciones"),
        subcategories: list(&["arquitectura", "programacion", "gestion-proyectos"]),
        hide_salary: Sent::Value(false),
        salary_min: said("18.000"),
        salary_max: said("24.000"),
        salary_period: said("bruto-ano"),
        visible: Sent::Value(false),
        expertise: Sent::Absent,
    };
    let expected = Experience {
        company: "InfoJobs".into(),
        job: "Web programmer".into(),
        description: draft.description.value().cloned(),
        starting_date: date(2006, 9, 14),
        end: End::Finished(date(2011, 6, 14)),
        industry: Some("servicios-de-ti".into()),
        level: "especialista".into(),
        staff: Some("1-5".into()),
        reporting_to: Some("seleccionar".into()),
        category: "informatica-telecomunicaciones".into(),
        subcategories: vec!["arquitectura".into(), "programacion".into(), "gestion-proyectos".into()],
        salary: Some(Salary { period: "bruto-ano".into(), min: "18.000".into(), max: "24.000".into() }),
        hide_salary: false,
        visible: false,
        expertise: vec![],
    };
    assert_eq!(good(&draft), expected);
}

#[test]
fn the_second_example_is_accepted_without_a_salary() {
    let draft = Draft {
        company: said("InfoJobs"),
        job: said("Script programmer"),
        description: said("Programming little PL/SQL scripts for maintenance."),
        starting_date: said("2005-03-22"),
        finishing_date: said("2006-05-10"),
        industry: said("servicios-de-ti"),
        level: said("becario-practicas"),
        staff: said("0"),
        reporting_to: said("seleccionar"),
        category: said("informatica-telecomunicaciones"),
        subcategories: list(&["arquitectura", "programacion", "gestion-proyectos"]),
        ..Draft::default()
    };
    let experience = good(&draft);
    assert_eq!((experience.level.as_str(), experience.staff.as_deref()), ("becario-practicas", Some("0")));
    assert_eq!(experience.industry.as_deref(), Some("servicios-de-ti"));
    assert_eq!(experience.subcategories, ["arquitectura", "programacion", "gestion-proyectos"]);
    assert_eq!((experience.salary, experience.hide_salary, experience.visible), (None, false, false));
}
