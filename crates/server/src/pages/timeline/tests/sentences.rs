//! The reasons in plain sentences.

use super::super::super::{Language, Page};
use super::super::Audience;
use super::super::table::Part;
use super::{Scene, bare};

/// All sentences of a scene, those against an agreement first.
fn sentences(scene: &Scene, language: Language, audience: Audience) -> String {
    let picture = scene.picture(Page { language, ..Page::default() }, audience);
    let mut lines = Vec::new();
    for part in &picture.table {
        if let Part::Job(job) = part {
            lines.push(format!("{}: {}. {}", job.employer, job.outcome.word, job.outcome.meaning));
            lines.extend(job.reasons.against.iter().map(|sentence| format!("≠ {}", bare(sentence))));
            lines.extend(job.reasons.agreeing.iter().map(|sentence| format!("= {}", bare(sentence))));
        }
    }
    lines.join("\n")
}

fn english(lines: &[&str], aliases: &[&[&str]]) -> String {
    sentences(&Scene::of(lines, aliases), Language::English, Audience::Owner)
}

const DIFFERS: [&str; 2] = [
    "mine | person  | Acme         | Director  | 2019-06-03 | 2021-09",
    "pay  | Payroll | Acme Pty Ltd | Assistant | 2020-01    | 2021-03",
];

#[test]
fn every_difference_is_told_with_both_values_their_sources_its_range_and_the_rule() {
    insta::assert_snapshot!(english(&DIFFERS, &[]), @"
    Acme: Differs: start, end, position. Declared and attested are the same job, but not in every respect.
    ≠ The starts differ: 3 June 2019 (you) and January 2020 (Payroll). They lie between 6 and 8 months apart; only up to 1 month counts as the same.
    ≠ The ends differ: September 2021 (you) and March 2021 (Payroll). They lie between 5 and 7 months apart; only up to 1 month counts as the same.
    ≠ The positions differ: “Director” (you) and “Assistant” (Payroll). Letter case, accents and the order of words do not count, and nearly alike is enough.
    = The employer is the same: “Acme” (you) and “Acme Pty Ltd” (Payroll). Letter case, accents, punctuation and legal forms do not count.
    ");
}

#[test]
fn in_spanish() {
    insta::assert_snapshot!(sentences(&Scene::of(&DIFFERS, &[]), Language::Spanish, Audience::Owner), @"
    Acme: No coincide: inicio, final, puesto. Lo declarado y lo acreditado son el mismo empleo, pero no coinciden en todo.
    ≠ Los inicios no coinciden: 3 de junio de 2019 (tú) y enero de 2020 (Payroll). La distancia es de entre 6 y 8 meses; solo hasta 1 mes cuenta como lo mismo.
    ≠ Los finales no coinciden: septiembre de 2021 (tú) y marzo de 2021 (Payroll). La distancia es de entre 5 y 7 meses; solo hasta 1 mes cuenta como lo mismo.
    ≠ Los puestos no coinciden: «Director» (tú) y «Assistant» (Payroll). No cuentan mayúsculas, acentos ni el orden de las palabras, y basta con que sean casi iguales.
    = La empresa es la misma: «Acme» (tú) y «Acme Pty Ltd» (Payroll). No cuentan mayúsculas, acentos, puntuación ni formas jurídicas.
    ");
}

#[test]
fn in_indonesian() {
    insta::assert_snapshot!(sentences(&Scene::of(&DIFFERS, &[]), Language::Indonesian, Audience::Owner), @"
    Acme: Berbeda: mulai, selesai, posisi. Pernyataan dan keterangan mitra mengenai pekerjaan yang sama, tetapi tidak cocok dalam semua hal.
    ≠ Mulainya berbeda: 3 Juni 2019 (Anda) dan Januari 2020 (Payroll). Selisihnya antara 6 dan 8 bulan; hanya sampai 1 bulan yang dianggap sama.
    ≠ Akhirnya berbeda: September 2021 (Anda) dan Maret 2021 (Payroll). Selisihnya antara 5 dan 7 bulan; hanya sampai 1 bulan yang dianggap sama.
    ≠ Posisinya berbeda: “Director” (Anda) dan “Assistant” (Payroll). Huruf besar-kecil, aksen, dan urutan kata tidak diperhitungkan, dan hampir sama sudah cukup.
    = Perusahaannya sama: “Acme” (Anda) dan “Acme Pty Ltd” (Payroll). Huruf besar-kecil, aksen, tanda baca, dan bentuk badan hukum tidak diperhitungkan.
    ");
}

#[test]
fn an_outsider_reads_of_the_person() {
    let told = sentences(&Scene::of(&DIFFERS, &[]), Language::English, Audience::Outsider);
    assert!(told.contains("(the person)") && !told.to_lowercase().contains("(you)"), "{told}");
}

#[test]
fn what_agrees_is_told_as_well() {
    insta::assert_snapshot!(english(&[
        "mine | person  | Initech    | Cook | 2020-01-17 | 2021-03-02",
        "pay  | Payroll | Globex Inc | [Cook] | 2020-01  | 2021-04",
        "m2   | person  | Commonwelth Bank  | Teller | 2022-01-01 | current",
        "p2   | Payroll | Commonwealth Bank | Teller | 2022-01-01 | known until 2025-12",
    ], &[&["Globex", "Initech"]]), @"
    Commonwelth Bank: Confirmed. What is declared and what is attested agree.
    = The employer is taken to be the same: “Commonwelth Bank” (you) and “Commonwealth Bank” (Payroll). The names are nearly alike.
    = The starts agree: 1 January 2022 (you) and 1 January 2022 (Payroll).
    = The ends do not contradict each other: still there (you) and at least until December 2025 (Payroll). No end was reported.
    = The positions agree: “Teller” (you) and “Teller” (Payroll).
    Initech: Confirmed. What is declared and what is attested agree.
    = The employer is the same: “Initech” (you) and “Globex Inc” (Payroll). This server knows both as names of one employer.
    = The starts agree: 17 January 2020 (you) and January 2020 (Payroll). Where only a month is known, they can be the same day.
    = The ends agree: 2 March 2021 (you) and April 2021 (Payroll). They lie between 30 and 59 days apart; up to 1 month counts as the same.
    = The kind of position fits: “Cook” (you) and “Cook” (Payroll). It can speak for an agreement, never against one.
    ");
}

#[test]
fn the_three_kinds_of_end_are_told_apart() {
    insta::assert_snapshot!(english(&[
        "a1 | person  | Acme   | Cook | 2020-01 | current",
        "a2 | Payroll | Acme   | Cook | 2020-01 | 2025-06-30",
        "b1 | person  | Globex | Cook | 2018-01 | 2025-03",
        "b2 | Payroll | Globex | Cook | 2018-01 | known until 2025-10",
        "c1 | person  | Initech | Cook | 2015-01 | 2017-11",
        "c2 | Agency  | Initech | Cook | 2015-01 | known until 2017-08",
        "c3 | Payroll | Initech | Cook | 2015-01 | known until 2016-02",
    ], &[]), @"
    Acme: Differs: end. Declared and attested are the same job, but not in every respect.
    ≠ One says that it lasts, the other that it ended: still there (you) and 30 June 2025 (Payroll). From that end to 1 January 2026 it is between 6 and 7 months; only up to 1 month counts as the same.
    = The employer is the same: “Acme” (you) and “Acme” (Payroll).
    = The starts agree: January 2020 (you) and January 2020 (Payroll).
    = The positions agree: “Cook” (you) and “Cook” (Payroll).
    Globex: Differs: end. Declared and attested are the same job, but not in every respect.
    ≠ Known to be at work after the end: March 2025 (you) and at least until October 2025 (Payroll). They lie between 6 and 8 months apart; only up to 1 month counts as the same.
    = The employer is the same: “Globex” (you) and “Globex” (Payroll).
    = The starts agree: January 2018 (you) and January 2018 (Payroll).
    = The positions agree: “Cook” (you) and “Cook” (Payroll).
    Initech: Old evidence. No end was reported, and what is known is old. It may have gone on or ended since.
    ≠ Nothing newer is known: at least until August 2017 (Agency). What is more than 6 months old counts as old.
    = The employer is the same: “Initech” (you) and “Initech” (Agency).
    = The starts agree: January 2015 (you) and January 2015 (Agency).
    = The ends do not contradict each other: November 2017 (you) and at least until August 2017 (Agency).
    = The positions agree: “Cook” (you) and “Cook” (Agency).
    = The employer is the same: “Initech” (you) and “Initech” (Payroll).
    = The starts agree: January 2015 (you) and January 2015 (Payroll).
    = The ends do not contradict each other: November 2017 (you) and at least until February 2016 (Payroll).
    = The positions agree: “Cook” (you) and “Cook” (Payroll).
    = The employer is the same: “Initech” (Agency) and “Initech” (Payroll).
    = The starts agree: January 2015 (Agency) and January 2015 (Payroll).
    = No end was reported, by either: at least until August 2017 (Agency) and at least until February 2016 (Payroll). The later one counts.
    = The positions agree: “Cook” (Agency) and “Cook” (Payroll).
    ");
}

#[test]
fn two_partners_that_contradict_each_other_are_named() {
    insta::assert_snapshot!(english(&[
        "one | Agency  | Acme | Cook | 2020-01 | 2021-03",
        "two | Payroll | Acme | Cook | 2020-01 | 2022-03",
    ], &[]), @"
    Acme: Partners disagree: end. Two partners contradict each other about the same job.
    ≠ The ends differ: March 2021 (Agency) and March 2022 (Payroll). They lie between 11 and 13 months apart; only up to 1 month counts as the same.
    = The employer is the same: “Acme” (Agency) and “Acme” (Payroll).
    = The starts agree: January 2020 (Agency) and January 2020 (Payroll).
    = The positions agree: “Cook” (Agency) and “Cook” (Payroll).
    ");
}
