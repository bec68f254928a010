//! Policies, good and bad.

use super::*;

/// The shipped policy with one text in the place of another.
fn with(old: &str, new: &str) -> Result<Policy, PolicyFault> {
    assert!(DEFAULT.contains(old), "{old}");
    Policy::read(&DEFAULT.replacen(old, new, 1))
}

fn told(old: &str, new: &str) -> String {
    with(old, new).unwrap_err().to_string()
}

fn line_of(text: &str) -> usize {
    DEFAULT.lines().position(|line| line.starts_with(text)).unwrap() + 1
}

#[test]
fn the_shipped_policy_is_what_the_record_says() {
    let policy = Policy::shipped().unwrap();
    assert_eq!(policy.tolerance(), Span::Months(1));
    assert_eq!(policy.stale_after(), Span::Months(6));
    assert_eq!(policy.overlap_share, 500_000);
    assert!(policy.id().to_string().starts_with("default-"), "{}", policy.id());
    assert_eq!(policy.id().to_string().len(), "default-".len() + 32);
}

#[test]
fn the_id_is_a_name_and_a_hash_of_the_content() {
    let id = |old, new| with(old, new).unwrap().id().to_string();
    let shipped = Policy::shipped().unwrap().id().to_string();
    assert_eq!(id("# The policy", "# A comment"), shipped);
    assert_eq!(id("overlap_share = 0.5", "overlap_share  =  0.50"), shipped);
    assert_eq!(
        id("legal_forms_behind = []", "legal_forms_behind = [\"P.L.C.\", \" \"]"),
        shipped,
        "known already"
    );
    assert_ne!(id("legal_forms_behind = []", "legal_forms_behind = [\"Bros\"]"), shipped);
    assert_ne!(id("months = 1", "months = 2"), shipped);
    assert_ne!(id("months = 1", "days = 1"), id("months = 1", "days = 2"));
    let renamed = id("\"default\"", "\"strict\"");
    assert_eq!(renamed.strip_prefix("strict-"), shipped.strip_prefix("default-"));
}

#[test]
fn an_unknown_key_is_refused_with_its_line() {
    let text = told("overlap_share", "tolerence = 1\noverlap_share");
    assert!(
        text.starts_with(&format!("line {}: dates.tolerence: unknown field", line_of("overlap_share"))),
        "{text}"
    );
    let text = told("name =", "nmae =");
    assert!(text.starts_with(&format!("line {}: nmae: unknown field", line_of("name"))), "{text}");
}

#[test]
fn a_negative_tolerance_is_refused() {
    let text = told("{ months = 1 }", "{ months = -1 }");
    assert!(text.starts_with(&format!("line {}: dates.tolerance: ", line_of("tolerance"))), "{text}");
    assert!(text.contains("-1"), "{text}");
    assert!(told("{ months = 1 }", "{ days = -1 }").contains("dates.tolerance"));
    assert!(told("{ months = 1 }", "{ months = 121 }").contains("at most 120 months"));
    assert!(told("{ months = 1 }", "{ weeks = 1 }").contains("dates.tolerance"));
    assert!(told("{ months = 1 }", "1").contains("dates.tolerance"));
}

#[test]
fn every_other_fault_has_its_line_and_key() {
    let line = line_of("overlap_share");
    assert_eq!(
        told("overlap_share = 0.5", "overlap_share = 1.5"),
        format!("line {line}: dates.overlap_share: 1.5 is not from 0 to 1")
    );
    assert!(told("overlap_share = 0.5", "overlap_share = nan").contains("is not from 0 to 1"));
    assert!(told("overlap_share = 0.5", "").contains("overlap_share"));
    assert!(told("\"default\"", "\"\"").starts_with(&format!("line {}: name: ", line_of("name"))));
    assert!(told("threshold = 0.85", "threshold = \"0.85\"").contains("titles.threshold"));
    assert!(Policy::read("name = ").unwrap_err().to_string().starts_with("line 1: name: "));
}

#[test]
fn aliases_are_lists_of_at_least_two_names_that_have_none_in_common() {
    let with = |lists: &str| Policy::read(&format!("{DEFAULT}\n{lists}"));
    let policy = with("[[alias]]\nnames = [\"Telstra\", \"Telecom Australia Ltd\"]").unwrap();
    assert_eq!(policy.organisation("TELECOM AUSTRALIA PTY LTD").0.text, "telstra");
    assert!(policy.organisation("Telecom Australia").1 && !policy.organisation("Telstra Pty Ltd").1);
    for wrong in ["[[alias]]\nnames = [\"One\"]", "[[alias]]\nnames = [\"One\", \" \"]"] {
        assert!(with(wrong).unwrap_err().to_string().contains("alias.names: at least two"), "{wrong}");
    }
    let twice = "[[alias]]\nnames = [\"A1\", \"B1\"]\n[[alias]]\nnames = [\"C1\", \"B1 Ltd\"]";
    assert!(with(twice).unwrap_err().to_string().contains("`B1 Ltd` stands in another list"), "{twice}");
}

#[test]
fn ledger_87_legal_forms_of_many_countries_do_not_count() {
    let policy = Policy::shipped().unwrap();
    for (name, bare) in [
        ("Acme Pty. Ltd.", "acme"),
        ("ACME (PTY) LTD", "acme"),
        ("Telefónica, S.A.", "telefonica"),
        ("Telefónica S. A.", "telefonica"),
        ("Bäckerei Müller GmbH & Co. KG", "backerei muller"),
        ("Cemex, S.A.B. de C.V.", "cemex"),
        ("Cemex S. A. B. de C. V.", "cemex"),
        ("PT Telkom Indonesia (Persero) Tbk", "telkom indonesia"),
        ("株式会社トヨタ", "トヨタ"),
        ("トヨタ自動車株式会社", "トヨタ自動車"),
        ("㈜한국전자", "한국전자"),
        ("삼성전자 주식회사", "삼성전자"),
        ("华为技术有限公司", "华为技术"),
        ("ООО «Ромашка»", "ромашка"),
        ("บริษัท ปตท. จำกัด (มหาชน)", "ปตท"),
        ("บริษัทปตทจำกัด", "ปตท"),
        ("A.P. Møller – Mærsk A/S", "ap moller maersk"),
        ("Arçelik A.Ş.", "arcelik"),
        ("Škoda Auto a.s.", "skoda auto"),
        ("Allegro sp. z o.o.", "allegro"),
        ("Công ty TNHH Hòa Bình", "hoa binh"),
        ("Oy Karl Fazer Ab", "karl fazer"),
        ("Marks & Spencer plc", "marks and spencer"),
        ("Tiffany & Co.", "tiffany"),
        ("בנק הפועלים בע\"מ", "בנק הפועלים"),
        ("AG", "ag"),
        ("Limited", "limited"),
        ("S.A.", "sa"),
        ("***", "***"),
        ("Inc. Magazine", "inc magazine"),
    ] {
        assert_eq!(policy.organisation(name).0.text, bare, "{name}");
    }
}

#[test]
fn names_of_one_employer_come_down_to_the_same() {
    let policy = Policy::read(&format!("{DEFAULT}\n[[alias]]\nnames = [\"Globex\", \"Initech\"]\n")).unwrap();
    for (one, other) in [
        ("Acme", "ACME Pty. Ltd."),
        ("Initech S.A.", "Globex"),
        ("University of Sydney, The", "The University of Sydney"),
    ] {
        assert_eq!(policy.employer(one), policy.employer(other));
    }
    assert_ne!(policy.employer("Commonwelth Bank"), policy.employer("Commonwealth Bank"), "merely alike");
}
