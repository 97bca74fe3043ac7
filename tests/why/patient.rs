//! A patient treated on 2 March at ten, and their check-ins.

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset, TimeDelta};
use mendlog::domain::closeness::{Close, Missing};
use mendlog::domain::{Answer, Device, Diary, Entry, Grade, Moment, Protocol, Treatment, Why, why};
use mendlog::protocols::{Library, load};

pub static LIBRARY: LazyLock<Library> = LazyLock::new(|| load().unwrap());

pub fn at(day: i64, hour: i64) -> DateTime<FixedOffset> {
    let midnight = DateTime::parse_from_rfc3339("2026-03-02T00:00:00+01:00").unwrap();
    midnight + TimeDelta::days(day) + TimeDelta::hours(hour)
}

/// An evening's check-in.
pub fn evening(day: i64, grades: &[(&str, u8)], signs: &[(&str, Answer)]) -> Entry {
    let mut entry = Entry::new(format!("day-{day}").into(), "t1".into(), Moment::At(at(day, 20)));
    entry.grades = grades.iter().map(|(id, grade)| ((*id).into(), Grade::try_from(*grade).unwrap().into())).collect();
    entry.signs = signs.iter().map(|(id, answer)| ((*id).into(), *answer)).collect();
    entry
}

/// A journal with a pen treatment of 1 mm that tells nothing else.
pub fn diary(entries: Vec<Entry>) -> Diary {
    let mut treatment = Treatment::new("t1".into(), Moment::At(at(0, 10)));
    treatment.device = Some(Device::Pen);
    treatment.needle_depth = 1.0.try_into().ok();
    Diary { treatments: vec![treatment], entries, ..Diary::default() }
}

pub fn why_by(diary: &Diary, protocol: &Protocol, entry: &Entry) -> Why {
    why(&diary.healing(diary.treatment(&"t1".into()).unwrap()), protocol, &entry.id).unwrap()
}

/// The why of the last check-in.
pub fn why_last(diary: &Diary) -> Why {
    why_by(diary, LIBRARY.standard(), diary.entries.last().unwrap())
}

pub fn close_to<'w>(why: &'w Why, rule: &str) -> Option<&'w Close> {
    why.close.iter().find(|close| close.rule.id.as_str() == rule)
}

pub fn fired(why: &Why, rule: &str) -> bool {
    why.fired.iter().any(|fired| fired.finding.rule.id.as_str() == rule)
}

/// What was missing for a rule; none when it did not come close.
pub fn missing<'w>(why: &'w Why, rule: &str) -> &'w [Missing] {
    close_to(why, rule).map_or(&[], |close| &close.missing)
}
