//! Each thing that can be wrong with a file, with its name, line, column and reason.

use crate::dictionary::Dictionaries;
use crate::dictionary::shipped::FILES;

/// What is said of the shipped set with one file replaced.
fn told(name: &str, text: &str) -> Vec<String> {
    told_of(&[(name, text)])
}

fn told_of(files: &[(&str, &str)]) -> Vec<String> {
    let faults = Dictionaries::shipped_with(files.iter().copied()).err().unwrap_or_default();
    faults.iter().map(ToString::to_string).collect()
}

/// A file of `staff`, which no other file leans on, with these rows, each on a line of its own from line 3 on.
fn staff(rows: &[&str]) -> String {
    format!("{{ \"dictionary\": \"staff\",\n  \"entries\": [\n{}\n] }}", rows.join(",\n"))
}

fn row(id: i64, key: &str, more: &str) -> String {
    format!(r#"{{"id": {id}, "key": "{key}", "value": "é", "order": 1, "origin": "local"{more}}}"#)
}

/// A shipped text with one thing changed that must be in it.
fn changed(name: &str, from: &str, to: &str) -> String {
    let text = FILES.iter().find(|(known, _)| *known == name).unwrap().1;
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

/// The line of the first occurrence in the shipped text.
fn line_of(name: &str, what: &str) -> usize {
    let text = FILES.iter().find(|(known, _)| *known == name).unwrap().1;
    text[..text.find(what).unwrap()].matches('\n').count() + 1
}

#[test]
fn the_syntax_is_told_with_line_and_column() {
    assert_eq!(
        told("staff.json", "{\n  \"dictionary\": \"staff\",\n  \"entries\": [\n    {\"id\": 1,}\n]}"),
        ["staff.json line 4 column 14: trailing comma"]
    );
    assert_eq!(told("staff.json", ""), ["staff.json line 1 column 1: EOF while parsing a value"]);
    assert_eq!(told("staff.json", "[]"), ["staff.json line 1 column 1: the file must hold one JSON object"]);
}

#[test]
fn the_types_of_a_row_are_told_where_they_stand_whatever_the_formatting() {
    let rows = [
        row(1, "a", ""),
        row(2, "b", r#", "colour": "red""#),
        "{\"id\": 3,\n \"key\": 5}".to_owned(),
        r#"{"id": 4, "value": "x", "order": 1, "origin": "local"}"#.to_owned(),
        "7".to_owned(),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let faults = told("staff.json", &staff(&rows));
    let members =
        "`id`, `key`, `value`, `order`, `parent`, `parent_key`, `alias_of`, `amount`, `period`, `origin`";
    assert_eq!(
        faults,
        [
            format!("staff.json line 4 column 75: unknown field `colour`, expected one of {members}"),
            "staff.json line 6 column 9: invalid type: integer `5`, expected a string".to_owned(),
            "staff.json line 7 column 54: missing field `key`".to_owned(),
            "staff.json line 8 column 1: a row must be an object".to_owned(),
        ]
    );
    let in_one_line = told("staff.json", &staff(&rows).replace('\n', " "));
    assert_eq!(in_one_line.len(), 4);
    assert!(
        in_one_line.iter().all(|fault| fault.starts_with("staff.json line 1 column ")),
        "{in_one_line:?}"
    );
}

#[test]
fn the_members_of_the_file_are_told() {
    let text =
        "{\"dictionary\": \"industry\",\n\"version\": 1,\n\"note\": 2,\n\"entries\": {},\n \"note\": \"x\"}";
    assert_eq!(
        told("staff.json", text),
        [
            "staff.json line 1 column 16: `dictionary` says `industry`, but a file of this name holds `staff`",
            "staff.json line 2 column 1: unknown member `version`, expected `dictionary`, `note`, `entries`",
            "staff.json line 3 column 9: invalid type: integer `2`, expected a string",
            "staff.json line 4 column 12: `entries` must be an array of rows",
            "staff.json line 5 column 2: the member `note` stands here twice",
        ]
    );
    assert_eq!(
        told("staff.json", "{}"),
        ["staff.json: the member `dictionary` is missing", "staff.json: the member `entries` is missing"]
    );
}

#[test]
fn the_names_of_the_files_are_told() {
    let faults = told_of(&[("sector.json", "{}"), ("staff.json", "{}"), ("staff.json", &staff(&[]))]);
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(
        faults[0].starts_with("sector.json: no dictionary file has this name; the set has category.json, ")
    );
    assert_eq!(faults[1], "staff.json: the file was given twice");

    let faults = Dictionaries::parse([]).unwrap_err();
    assert_eq!(faults.len(), FILES.len());
    assert_eq!(faults[0].to_string(), "category.json: the file is missing");
    assert_eq!((faults[0].line, faults[0].column), (None, None));
}

#[test]
fn keys_and_ids_are_told() {
    let long = "ñ".repeat(101);
    let rows = [
        row(1, "a", ""),
        row(2, "a", ""),
        row(1, "b", ""),
        row(4, "", ""),
        row(5, " c", ""),
        row(6, "c\\u0007d", ""),
        row(7, &long, ""),
        row(8, &"ñ".repeat(100), ""),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let unsendable = "holds white space at an end or a control character, so that no request can name it";
    assert_eq!(
        told("staff.json", &staff(&rows)),
        [
            "staff.json line 4 column 1: the key `a` stands on line 3 already".to_owned(),
            "staff.json line 5 column 1: the id 1 stands on line 3 already".to_owned(),
            "staff.json line 6 column 1: the key is empty".to_owned(),
            format!("staff.json line 7 column 1: the key \" c\" {unsendable}"),
            format!("staff.json line 8 column 1: the key \"c\\u{{7}}d\" {unsendable}"),
            format!("staff.json line 9 column 1: the key has 101 characters, 100 are allowed: `{long}`"),
        ]
    );
}

#[test]
fn the_same_key_may_stand_under_several_parents_and_once_under_each() {
    let rows = [
        row(1, "x", r#", "parent": 100, "parent_key": "legal""#),
        row(2, "x", r#", "parent": 70, "parent_key": "finanzas-banca""#),
    ];
    let file =
        |rows: &[String]| format!(r#"{{"dictionary": "subcategory", "entries": [{}]}}"#, rows.join(",\n"));
    let dictionaries = Dictionaries::shipped_with([("subcategory.json", file(&rows).as_str())]).unwrap();
    assert!(dictionaries.is_under("legal", "x") && dictionaries.is_under("finanzas-banca", "x"));
    assert!(!dictionaries.is_under("recursos-humanos", "x"));
    assert_eq!(dictionaries.entry("subcategory", "x").map(|entry| entry.id), Some(1));
    let twice = [rows[0].clone(), rows[1].clone(), rows[1].replace("\"id\": 2", "\"id\": 3")];
    assert_eq!(
        told("subcategory.json", &file(&twice)),
        ["subcategory.json line 3 column 1: the key `x` stands under the parent 70 on line 2 already"]
    );
}

#[test]
fn aliases_are_told() {
    let rows = [
        row(1, "a", ""),
        row(2, "b", r#", "alias_of": "a""#),
        row(3, "c", r#", "alias_of": "b""#),
        row(4, "d", r#", "alias_of": "z""#),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(
        told("staff.json", &staff(&rows)),
        [
            "staff.json line 5 column 1: `alias_of` names `b`, which is an alias itself",
            "staff.json line 6 column 1: `alias_of` names `z`, which no row beside this one has",
        ]
    );
    // The target must stand under the same parent.
    let text = changed(
        "subcategory.json",
        r#""alias_of": "it-gestion-proyectos""#,
        r#""alias_of": "administracion""#,
    );
    let line = line_of("subcategory.json", "\"alias_of\"");
    let reason = "`alias_of` names `administracion`, which no row beside this one has";
    assert_eq!(told("subcategory.json", &text), [format!("subcategory.json line {line} column 5: {reason}")]);
}

#[test]
fn parents_are_told() {
    let file = format!(
        "{{\"dictionary\": \"subcategory\", \"entries\": [\n{},\n{},\n{},\n{}]}}",
        row(1, "a", ""),
        row(2, "b", r#", "parent": 101, "parent_key": "legal""#),
        row(3, "c", r#", "parent": 100, "parent_key": "otros""#),
        row(4, "d", r#", "parent": 100"#),
    );
    assert_eq!(
        told("subcategory.json", &file),
        [
            "subcategory.json line 2 column 1: the row needs a `parent`, the id of a row of `category`",
            "subcategory.json line 3 column 1: no row of `category` has the id 101",
            "subcategory.json line 4 column 1: `parent_key` says `otros`, but the row 100 of `category` is `legal`",
        ]
    );
    assert_eq!(
        told("staff.json", &staff(&[&row(1, "a", r#", "parent": 1"#)])),
        ["staff.json line 3 column 1: the rows of `staff` have no parent"]
    );
    let alias = row(900_200, "law", r#", "alias_of": "legal""#);
    let category = changed("category.json", "\"entries\": [", &format!("\"entries\": [{alias},"));
    let under_alias = format!(
        r#"{{"dictionary": "subcategory", "entries": [{}]}}"#,
        row(1, "a", r#", "parent": 900200, "parent_key": "law""#)
    );
    let faults = told_of(&[("category.json", &category), ("subcategory.json", &under_alias)]);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("the parent 900200 is `law` in `category`, an alias"), "{faults:?}");
}

#[test]
fn a_file_that_cannot_be_read_does_not_make_faults_of_those_that_lean_on_it() {
    assert_eq!(told("category.json", "{").len(), 1);
    assert_eq!(told("salary-period.json", "{").len(), 1);
    assert_eq!(told("professional-level.json", "{").len(), 1);
    assert_eq!(told("country.json", "{\"dictionary\": \"country\", \"entries\": [1]}").len(), 1);
    let alias = row(2, "b", r#", "alias_of": "a""#);
    assert_eq!(told("staff.json", &staff(&[&alias, r#"{"key": "a"}"#])).len(), 1);
}

#[test]
fn amounts_are_told() {
    let file = format!(
        "{{\"dictionary\": \"salary-quantity\", \"entries\": [\n{},\n{},\n{},\n{},\n{}]}}",
        row(0, "seleccionar", ""),
        row(1, "5", r#", "period": "bruto-hora""#),
        row(2, "6", r#", "amount": 6"#),
        row(3, "7", r#", "amount": 7, "period": "bruto-siglo""#),
        row(4, "8", r#", "amount": 8, "period": "seleccionar""#),
    );
    assert_eq!(
        told("salary-quantity.json", &file),
        [
            "salary-quantity.json line 3 column 1: the row `5` needs an `amount`",
            "salary-quantity.json line 4 column 1: the row `6` needs a `period`",
            "salary-quantity.json line 5 column 1: `period` says `bruto-siglo`, which `salary-period` does not have",
            "salary-quantity.json line 6 column 1: `period` says `seleccionar`, which is no period",
        ]
    );
    assert_eq!(
        told("staff.json", &staff(&[&row(1, "a", r#", "amount": 1"#)])),
        ["staff.json line 3 column 1: `amount` and `period` belong to `salary-quantity` alone"]
    );
}

#[test]
fn level_rules_are_told() {
    let text = changed("level-rules.json", "\"empleado-a\"", "\"empleada\"");
    let line = line_of("level-rules.json", "\"empleado-a\"");
    assert_eq!(
        told("level-rules.json", &text),
        [
            "level-rules.json: the level `empleado-a` of `professional-level` has no rules".to_owned(),
            format!("level-rules.json line {line} column 5: `professional-level` has no level `empleada`"),
        ]
    );

    let text = "{\"levels\": {\n\"seleccionar\": {\"reportingTo\": \"maybe\",\n\"staff\": 1, \"wage\": \"required\"},\n\
                \"seleccionar\": 5\n}}";
    let faults: Vec<String> =
        told("level-rules.json", text).into_iter().filter(|fault| fault.contains(" line ")).collect();
    assert_eq!(
        faults,
        [
            "level-rules.json line 2 column 16: the rules of `seleccionar` do not say whether `salary` is required",
            "level-rules.json line 2 column 32: `maybe` is neither `required` nor `optional`",
            "level-rules.json line 3 column 10: invalid type: integer `1`, expected a string",
            "level-rules.json line 3 column 13: unknown member `wage`, expected `reportingTo`, `staff`, `salary`",
            "level-rules.json line 4 column 1: the level `seleccionar` stands here twice",
            "level-rules.json line 4 column 16: the rules of `seleccionar` must be an object",
        ]
    );
    assert_eq!(told("level-rules.json", "{}"), ["level-rules.json: the member `levels` is missing"]);
    assert_eq!(
        told("level-rules.json", "{\"levels\": []}"),
        ["level-rules.json line 1 column 12: `levels` must be an object, a member for each level"]
    );
}

#[test]
fn the_faults_of_several_files_are_told_at_once_sorted() {
    let faults = told_of(&[("workday.json", "{"), ("industry.json", "[]"), ("staff.json", &staff(&["{}"]))]);
    let files: Vec<&str> = faults.iter().filter_map(|fault| fault.split(' ').next()).collect();
    assert_eq!(files, ["industry.json", "staff.json", "workday.json"]);
}
