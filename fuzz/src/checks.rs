//! What every target asks of texts and diaries.

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset};
use mendlog::domain::text::steers;
use mendlog::domain::{Diary, Moment};
use mendlog::exchange::assessment_json::{judge, write};
use mendlog::protocols::{Library, load};

/// Everything the program knows.
pub static LIBRARY: LazyLock<Library> = LazyLock::new(|| load().expect("the program's own files are sound"));

/// The moment of everything here.
pub fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-09T20:14:00+01:00").expect("a moment")
}

/// Panics when a terminal or a reader's eye could obey a text.
pub fn assert_harmless(text: &str, what: &str) {
    if let Some(steering) = text.chars().find(|c| *c != '\n' && steers(*c)) {
        panic!("{what} holds {steering:?}: {text:?}");
    }
}

/// Panics when what a person reads about a fault is harmful or a flood.
pub fn assert_readable(fault: &str) {
    assert_harmless(fault, "what is said about a fault");
    assert!(fault.chars().count() < 4_000, "a flood is said about a fault: {fault}");
    assert!(!fault.is_empty());
}

/// Judges a diary at several moments, as it stands and by what it would show then.
pub fn judge_at_all_times(diary: &Diary, library: &Library) {
    let far = |text: &str| Moment::At(DateTime::parse_from_rfc3339(text).expect("a moment"));
    let moments = [None, Some(Moment::At(now())), Some(far("1900-01-01T00:00:00Z")), Some(far("2200-01-01T00:00:00Z"))];
    for at in moments {
        let judged = judge(diary, |id| library.protocol(id), at);
        let mut told = Vec::new();
        write(&judged, &std::collections::BTreeMap::new(), &mut told).expect("memory takes everything");
        let told = String::from_utf8(told).expect("JSON is UTF-8");
        assert_harmless(&told, "an assessment");
    }
}
