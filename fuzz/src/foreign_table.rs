//! A table kept elsewhere: understood, read, and what was read judged and shown.

use chrono::NaiveDateTime;
use mendlog::domain::{DayEnd, Diary, Moment, Rating, Treatment};
use mendlog::exchange::Rules;
use mendlog::exchange::foreign_table::{Mapping, Reader, Table, Whose, Wishes, read_mapping, write_mapping};

use super::checks::{LIBRARY, assert_harmless, assert_readable, judge_at_all_times, now};
use super::screens;

/// Tries bytes as a table, with nothing said about it and with all that can be said.
///
/// # Panics
/// When a fault is told harmfully, or when what was read cannot be judged and shown, or is read differently by its own mapping.
pub fn try_with(bytes: &[u8]) {
    let mut told = Wishes::default();
    told.scale("0-10", &LIBRARY.catalog).expect("a scale");
    told.date_format("dmy").expect("a format");
    for wishes in [Wishes::default(), told] {
        if let Some(diary) = read(bytes, &wishes) {
            let ratings = diary.entries.iter().flat_map(|entry| entry.grades.values());
            assert!(ratings.filter_map(|rating: &Rating| rating.grade()).all(|grade| grade.number() <= 4));
            diary.entries.iter().for_each(|entry| assert_harmless(&entry.note, "a note"));
            judge_at_all_times(&diary, &LIBRARY);
            screens::show(&diary);
        }
    }
}

fn read(bytes: &[u8], wishes: &Wishes) -> Option<Diary> {
    let catalog = &LIBRARY.catalog;
    let table = Table::open(bytes, wishes, catalog);
    let table = table.map_err(|fault| assert_readable(&fault.to_string())).ok()?;
    let mapping = Mapping::of(&table, wishes, catalog).map_err(|fault| assert_readable(&fault.to_string())).ok()?;
    let written = write_mapping(&mapping, wishes);
    assert_harmless(&written, "a mapping");
    let kept = read_mapping(&written, catalog).expect("what was written can be read");
    let treatment = Treatment::new("t1".into(), "2026-03-02".parse::<Moment>().expect("a date"));
    let whose = Whose::named(treatment.clone(), DayEnd::MIDNIGHT);
    let clock = |shown: NaiveDateTime| shown.and_utc().fixed_offset();
    let reader = Reader { catalog, wishes, whose: &whose, rules: Rules::not_after(now()), clock: &clock, now: now() };
    let taken = reader.read(&table, &mapping).map_err(|fault| assert_readable(&fault.to_string())).ok()?;
    let again = Mapping::of(&table, &kept, catalog).expect("its own mapping fits a table");
    let same = Reader { wishes: &kept, ..reader }.read(&table, &again).expect("its own mapping reads a table");
    assert_eq!(same, taken);
    let entries = taken.entries.into_iter().map(|(_, entry)| entry).collect();
    Some(Diary { treatments: vec![treatment], entries, ..Diary::default() })
}
