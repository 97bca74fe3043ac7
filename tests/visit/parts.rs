//! The grid, the charts, and what time did to the record.

use std::collections::BTreeSet;

use mendlog::domain::Day;
use mendlog::protocols::{Sheet, load};
use mendlog::report::page::{Grid, Page, Part, Tone};
use mendlog::report::visit::Choices;

use super::journal::{changes, diary};
use super::{flat, reported, reported_by, table};

fn page() -> Page {
    reported(&diary(), &changes(), &Choices::default())
}

fn grid(page: &Page) -> &Grid {
    page.parts.iter().find_map(|part| if let Part::Grid(grid) = part { Some(grid) } else { None }).unwrap()
}

fn row<'a>(grid: &'a Grid, name: &str) -> Vec<&'a str> {
    let row = grid.rows.iter().find(|row| row.name == name).unwrap();
    row.cells.iter().map(|cell| cell.text.as_str()).collect()
}

#[test]
fn days_without_a_check_in_are_gaps_and_not_zero() {
    let page = page();
    let grid = grid(&page);
    let days: Vec<_> = grid.days.iter().map(|day| (day.number.as_str(), day.date.as_str())).collect();
    let wanted = [
        ("0", "2 Mar"),
        ("1", "3 Mar"),
        ("2", "4 Mar"),
        ("3", "5 Mar"),
        ("4", "6 Mar"),
        ("5", "7 Mar"),
        ("6", "8 Mar"),
        ("7-11", "9-13 Mar"),
        ("12", "14 Mar"),
    ];
    assert_eq!(days, wanted);
    assert_eq!(row(grid, "Check-ins"), ["1", "2 E", "1 L", "1", "none", "1", "1", "none", "1"]);
    assert_eq!(row(grid, "Redness")[4], "");
    assert_eq!(row(grid, "Swelling")[3], "-");
    assert_eq!(row(grid, "Itching")[1], "?");
}

#[test]
fn a_day_shows_its_worst_grade_and_what_is_outside_needs_no_colour() {
    let page = page();
    let grid = grid(&page);
    assert_eq!(row(grid, "Redness")[1], "3");
    let pain = grid.rows.iter().find(|row| row.name == "Pain").unwrap();
    assert_eq!((pain.cells[3].text.as_str(), pain.cells[3].tone), ("3!", Tone::Outside));
    let pus = grid.rows.iter().find(|row| row.name == "Pus or yellow crust").unwrap();
    assert_eq!((pus.cells[3].text.as_str(), pus.cells[3].tone), ("yes!", Tone::Outside));
    assert!(grid.rows.iter().all(|row| row.name != "Fever"), "only ever answered with no");
    assert!(grid.key.contains("! outside the range described, or a danger sign"), "{}", grid.key);
}

#[test]
fn charts_show_first_what_was_outside() {
    let page = page();
    let charts: Vec<_> =
        page.parts.iter().flat_map(|part| if let Part::Charts(charts) = part { &charts[..] } else { &[] }).collect();
    assert_eq!([&charts[0].title, &charts[1].title], ["Redness", "Pain"], "each outside, and as strong");
    assert_eq!((charts[2].title.as_str(), charts.len()), ("Swelling", 3));
    assert!(charts.len() <= 6 && charts.iter().all(|chart| (chart.first, chart.last) == (Day::new(0), Day::new(12))));
    assert!(
        charts.iter().any(|chart| chart.sentence.contains("outside") || chart.sentence.contains("within the range"))
    );
}

#[test]
fn danger_signs_come_first_among_what_was_outside_and_no_days_are_told_twice() {
    let page = page();
    let rows = &table(&page, "What was outside").rows;
    let wanted = "TODAY: Pus or honey-coloured crusts; Strong pain after the first days; ";
    assert!(rows[0][0].text.starts_with(wanted), "{}", rows[0][0].text);
    assert_eq!(rows[0][1].text, "3");
    assert!(rows[0][4].text.ends_with(')'), "who says so: {}", rows[0][4].text);
    let days: BTreeSet<_> = rows.iter().map(|row| &row[1].text).collect();
    assert_eq!(days.len(), rows.len());
}

#[test]
fn late_changed_and_deleted_check_ins_are_told_with_what_they_said() {
    let said = flat(&page());
    for words in [
        "No check-in: days 4, 7-11",
        "Typed on a later day: day 2 (4 Mar 20:00) on 5 Mar 18:30",
        "Edited: day 1 (3 Mar 21:00) on 3 Mar 21:30: swelling was 4, now 1",
        "Deleted: day 7 (9 Mar 20:00) on 9 Mar 20:05; it said redness 4, \"wrong day\"",
        "Treatment edited: on 2 Mar 13:00: date was 1 Mar 2026, now 2 Mar 2026 10:00",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
}

#[test]
fn care_and_products_are_told_with_what_was_too_early() {
    let said = flat(&page());
    for words in [
        "Gentle cleanser, lukewarm water: 3 of 14",
        "day 2, described from day 7 on",
        "Make-up: from day 3 on (noted 2 Mar 12:00)",
        "serum: hyaluronic acid",
        "Given for home: cleanser",
        "day 11 (13 Mar): tone 4, of 5",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
}

#[test]
fn a_sheet_in_use_is_named_with_its_version_and_what_it_lies_over() {
    let library = load().unwrap();
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sheets/example-clinic.toml")).unwrap();
    let sheet = Sheet::read("example-clinic.toml", &text, &library).unwrap();
    let in_use = library.with_sheet(&sheet);
    let note = in_use.sheet().unwrap();
    let foot = reported_by(&in_use, &diary(), &[], &Choices::default()).foot;
    assert!(foot.contains(&note.stamp()) && foot.contains("over published microneedling, version"), "{foot}");
}
