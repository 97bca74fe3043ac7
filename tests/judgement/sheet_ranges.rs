//! Under a provider's sheet, what calls for help today or names a sign goes by the narrower of both ranges.
//!
//! Published, swelling is described up to outer grade 2 on day 1, 1 on day 5; the sheet allows 3 on day 1, none on day 5.

use std::sync::Arc;

use mendlog::domain::{Rule, SourceId};
use mendlog::protocols::Sheet;

use super::small_course::{LIBRARY, SmallCourse, rule};

const SHEET: &str = "kind = 'sheet'\nname = 'Aftercare'\nversion = '1'\nprovider = 'Dr Moreau'\n[[bands]]\n\
                     symptom = 'swelling'\nonset = 1\nbands = [[0, 2, 3], [1, 2, 3], [2, 1, 2], [3, 0, 1], [5, 0, 0]]";

/// A course judged by one rule, with the sheet laid over.
fn under_the_sheet(rule: Rule, entries: &[(&str, &str)]) -> SmallCourse {
    let mut course = SmallCourse::by_rules(Vec::new()).with(entries);
    let sheet = Sheet::read("clinic.toml", SHEET, &LIBRARY).unwrap_or_else(|fault| panic!("{fault}"));
    let mut protocol = sheet.over(LIBRARY.standard());
    protocol.rules = vec![Arc::new(rule)];
    course.protocol = protocol;
    course
}

fn shown(triage: &str, when: &str, entries: &[(&str, &str)]) -> Vec<String> {
    under_the_sheet(rule("asked", triage, when), entries).shown("asked")
}

const ABOVE: &str = "{ above = { of = ['swelling'], range = 'outer' } }";

#[test]
fn a_call_about_grades_alone_goes_by_the_sheet() {
    assert_eq!(shown("contact_provider", ABOVE, &[("1", "swelling 3"), ("5", "swelling 1")]), ["5"]);
}

#[test]
fn a_call_for_help_today_goes_by_the_narrower_range() {
    assert_eq!(shown("urgent", ABOVE, &[("1", "swelling 3"), ("5", "swelling 1")]), ["1", "5"]);
    assert!(shown("urgent", ABOVE, &[("1", "swelling 2")]).is_empty());
}

#[test]
fn what_names_a_sign_anywhere_goes_by_the_narrower_range() {
    let with_sign = |sign: &str| format!("{ABOVE}, {{ any = [{{ day = {{ from = 0 }} }}, {sign}] }}");
    for sign in ["{ sign = 'warmth' }", "{ all = [{ unsure = ['warmth'] }] }"] {
        assert_eq!(shown("watch", &with_sign(sign), &[("1", "swelling 3")]), ["1"], "{sign}");
    }
}

#[test]
fn the_usual_edge_and_the_first_day_described_are_narrowed_too() {
    let usual = "{ above = { of = ['redness', 'swelling'], range = 'usual' } }";
    assert_eq!(shown("urgent", usual, &[("2", "swelling 1"), ("3", "swelling 1")]), ["3"]);
    let early = "{ early = ['swelling'] }";
    assert_eq!(shown("urgent", early, &[("0", "swelling 4"), ("1", "swelling 4")]), ["0"]);
    assert!(shown("urgent", early, &[("0", "swelling 3")]).is_empty(), "that much lies within the range of the day");
}

#[test]
fn ranges_the_sheet_does_not_name_stay_those_published() {
    let pain = "{ above = { of = ['pain'], range = 'outer' } }";
    assert_eq!(shown("urgent", pain, &[("2", "pain 1"), ("3", "pain 2")]), ["3"]);
}

/// What the finding of the only entry is compared with, and what it rests on.
fn rests_on(triage: &str, when: &str, says: &str) -> (String, Vec<String>) {
    let mut rule = rule("asked", triage, when);
    rule.sources = vec!["handout".into()];
    let course = under_the_sheet(rule, &[("5", says)]);
    let finding = course.assessment().entries.remove(0).findings.remove(0);
    let catalog = &course.protocol.catalog;
    let sources = finding.sources(catalog).into_iter().map(SourceId::to_string).collect();
    let warning = course.episodes("asked").remove(0);
    assert_eq!(
        (warning.expected(catalog), warning.sources(catalog)),
        (finding.expected(catalog), finding.sources(catalog))
    );
    assert_eq!(warning.observed(catalog, false), finding.observed(catalog, false));
    (finding.expected(catalog), sources)
}

#[test]
fn where_the_sheets_range_decided_it_is_named_as_the_source() {
    let (expected, sources) = rests_on("contact_provider", ABOVE, "swelling 2");
    assert_eq!(expected, "Swelling up to 0 is described for day 5, by your provider's sheet");
    assert_eq!(sources, ["provider-sheet", "handout"]);
}

#[test]
fn where_it_did_not_decide_it_is_not_named() {
    let pain = "{ above = { of = ['pain'], range = 'outer' } }";
    for (triage, when, says) in [
        ("contact_provider", pain, "pain 2"),
        ("urgent", ABOVE, "swelling 2"),
        ("contact_provider", "{ sign = 'pus' }", "pus yes"),
    ] {
        let (expected, sources) = rests_on(triage, when, says);
        assert!(!expected.contains("sheet"), "{expected}");
        assert_eq!(sources, ["handout"], "{triage}: {when}");
    }
}
