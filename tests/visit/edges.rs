//! Days that leave things open, other years, signs without a row, and what the mark is made of.

use std::process::Command;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use mendlog::domain::{Answer, Diary, Entry, Moment};
use mendlog::protocols::load;
use mendlog::report::page::{Page, Part};
use mendlog::report::visit::{Choices, Item, Recorded, page};

use super::journal::{at, diary, entries, entry};
use super::{flat, reported, table, text};

/// The same treatment with other check-ins.
fn with(entries: Vec<Entry>) -> Diary {
    Diary { entries, events: Vec::new(), ..diary() }
}

/// A check-in about another moment than those of March 2026, typed on the evening of day 3.
fn long_ago(moment: &str) -> Entry {
    let mut entry = entry("ago", "5 18:30", "redness 1", "");
    entry.at = Moment::At(DateTime::parse_from_rfc3339(moment).unwrap());
    entry
}

fn outside(page: &Page) -> Vec<Vec<&str>> {
    table(page, "What was outside").rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect()
}

#[test]
fn each_observation_stands_with_its_own_day() {
    let days = ["5 20:00", "6 20:00"];
    let said = ["pus yes, redness 3", "pus yes, redness 4"];
    let entries = days.iter().zip(said).map(|(when, said)| entry(when, when, said, "")).collect();
    let page = reported(&with(entries), &[], &Choices::default());
    let rows = outside(&page);
    let of = |title: &str| rows.iter().find(|row| row[0].contains(title)).unwrap();
    assert_eq!((of("Pus")[1], of("Pus")[2]), ("3-4", "Pus or yellow crust: yes (day 3)"));
    let redness = of("Outside the range described");
    assert!(
        redness[1] == "3-4" && redness[2].starts_with("Redness 4") && redness[2].ends_with("(day 4)"),
        "{redness:?}"
    );
}

#[test]
fn each_rule_of_a_row_says_why_and_who_says_so() {
    let page = reported(&diary(), &[], &Choices::default());
    let rows = outside(&page);
    for why in ["point to a bacterial infection", "Pain that is hard to ignore", "retinoid taken up again before day 5"]
    {
        assert!(rows[0][4].contains(why), "{why}: {}", rows[0][4]);
    }
    assert!(rows[0][4].matches(" (").count() >= 5, "a source for each: {}", rows[0][4]);
}

#[test]
fn days_that_only_leave_it_open_say_so() {
    let entries = vec![entry("a", "5 20:00", "pus yes", ""), entry("b", "7 20:00", "redness 0", "")];
    let later = Choices { from: Some(at("6 20:00").date_naive()), ..Choices::default() };
    let page = reported(&with(entries), &[], &later);
    let rows = outside(&page);
    let wanted = "Pus or yellow crust: yes (earlier, and nothing since says that it is over)";
    assert_eq!(rows[0][2], wanted);
}

#[test]
fn another_year_is_said() {
    let said = flat(&reported(&with(vec![long_ago("2025-03-04T20:00:00+01:00")]), &[], &Choices::default()));
    assert!(said.contains("day -363 (4 Mar 2025 20:00) on 5 Mar 2026 18:30"), "{said}");
    assert!(said.contains("5 Mar 2025-13 Mar 2026"), "the gap in the grid: {said}");
}

#[test]
fn a_check_in_decades_early_keeps_no_report_waiting() {
    let mut entries = entries();
    entries.push(long_ago("1900-01-01T08:00:00+01:00"));
    let begun = Instant::now();
    assert!(text(&reported(&with(entries), &[], &Choices::default())).contains("1 Jan 1900"));
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[test]
fn before_the_treatment_nothing_is_called_within_a_range() {
    let entries = vec![
        entry("a", "1 08:00", "redness 2", ""),
        entry("b", "2 20:00", "redness 2", ""),
        entry("c", "3 20:00", "redness 1", ""),
    ];
    let said = flat(&reported(&with(entries), &[], &Choices::default()));
    assert!(said.contains("within the range described on 2 of 2 recorded days; none described for 1 more"), "{said}");
}

#[test]
fn signs_that_were_only_denied_and_those_nobody_asked_about_are_told() {
    let page = reported(&diary(), &[], &Choices::default());
    let facts = page.parts.iter().filter_map(|part| if let Part::Facts(facts) = part { Some(facts) } else { None });
    let facts: Vec<_> = facts.flatten().collect();
    let of = |name: &str| facts.iter().find(|fact| fact.name == name).unwrap().words.text();
    assert_eq!(of("Signs answered no"), "fever (in 3 of 8 check-ins); not asked: 28 signs");
    let mut entries = entries();
    for sign in load().unwrap().catalog.signs.iter().filter(|sign| sign.id.as_str() != "fever").skip(2) {
        entries[0].signs.entry(sign.id.clone()).or_insert(Answer::No);
    }
    let said = flat(&reported(&with(entries), &[], &Choices::default()));
    assert!(said.contains("(in 1 of 8 check-ins); not asked: trouble breathing, sudden face swelling"), "{said}");
}

#[test]
fn not_sure_stays_visible_beside_a_grade() {
    let entries = vec![entry("a", "3 08:00", "redness ?", ""), entry("b", "3 20:00", "redness 0", "")];
    let page = reported(&with(entries), &[], &Choices::default());
    let grid = page.parts.iter().find_map(|part| if let Part::Grid(grid) = part { Some(grid) } else { None }).unwrap();
    let redness = grid.rows.iter().find(|row| row.name == "Redness").unwrap();
    assert!(redness.cells.iter().any(|cell| cell.text == "0 ?"), "{redness:?}");
    assert!(grid.key.contains("? not sure"), "{}", grid.key);
}

fn told_at(now: DateTime<FixedOffset>) -> Page {
    let (library, diary) = (load().unwrap(), diary());
    let protocol_of = |id: &str| library.protocol(id);
    let recorded = Recorded { diary: &diary, changes: &[], protocol_of: &protocol_of, now };
    page(recorded, &Choices { items: [Item::Call].into(), ..Choices::default() })
}

#[test]
fn a_page_names_both_numbers_whatever_the_hour() {
    let (morning, evening) = (told_at(at("13 10:00")), told_at(at("13 19:00")));
    assert!(flat(&morning).contains("Ring 555-0142; out of hours 555-0199 (Dr Roe)."), "{}", flat(&morning));
    assert_eq!(morning, evening);
}

#[test]
fn the_mark_is_made_of_the_points_of_the_charts_too() {
    let mut entries = entries();
    let (morning, evening) = (entries[1].grades["redness"], entries[2].grades["redness"]);
    assert_ne!(morning, evening);
    let page = reported(&with(entries.clone()), &[], &Choices::default());
    entries[1].grades.insert("redness".into(), evening);
    entries[2].grades.insert("redness".into(), morning);
    let other = reported(&with(entries), &[], &Choices::default());
    let said = |page: &Page| flat(page).rsplit_once(" Mark ").unwrap().0.to_owned();
    assert_eq!(said(&page), said(&other), "their words are the same");
    assert_ne!(page.foot, other.foot);
}

#[test]
fn a_file_that_cannot_be_written_for_want_of_a_treatment_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, file) = (folder.path().join("none.db"), folder.path().join("visit.pdf"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_mendlog"));
    let told = command.arg("--db").arg(&journal).args(["report", "-o"]).arg(&file).output().unwrap();
    let said = String::from_utf8(told.stderr).unwrap();
    assert_eq!(told.status.code(), Some(1), "{said}");
    assert!(said.contains("nothing was written") && said.contains("mendlog treatment add"), "{said}");
    assert!(!file.exists());
}
