//! A course that fills every field, to be saved and found again.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use mendlog::domain::warning::Act;
use mendlog::domain::{
    After, Answer, Area, BetterWithin, CareRecord, Cost, DayEnd, Device, Entry, Grade, NeedleDepth, Patient, Provider,
    Rating, Says, SkinType, Tick, Told, Treatment, Use, WarningEvent,
};
use mendlog::store::{Journal, Profile};
use tempfile::TempDir;

/// A moment of the clock.
pub fn clock(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

/// When the tests save.
pub fn now() -> DateTime<FixedOffset> {
    clock("2026-03-05T20:01:12.345+01:00")
}

/// A folder of its own, and the place of a journal in it.
pub fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    (folder, path)
}

/// A new journal with the full treatment in it.
pub fn journal() -> (TempDir, Journal) {
    let (folder, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    journal.save_treatment(&full_treatment(), now()).unwrap();
    (folder, journal)
}

/// A profile with every answer given, yes and no.
pub fn full_profile() -> Profile {
    let patient = Patient {
        skin_type: Some(SkinType::try_from(5).unwrap()),
        acne_prone: Some(true),
        herpes_history: Some(false),
        keloid_history: None,
        weak_immunity: Some(true),
        blood_thinners: Some(false),
        isotretinoin_within_6_months: Some(true),
    };
    Profile { patient, day_end: DayEnd::try_from(3).unwrap() }
}

/// A treatment with every field filled in.
pub fn full_treatment() -> Treatment {
    Treatment {
        id: "t1".into(),
        performed_at: "2026-03-02T10:00:00+01:00".parse().unwrap(),
        protocol: "microneedling".to_owned(),
        device: Some(Device::Rf),
        needle_depth: Some(NeedleDepth::try_from(1.3).unwrap()),
        area: Some(Area::Other("left elbow".to_owned())),
        prp: Some(true),
        at_home: Some(false),
        retinoid_resumed_on: "2026-03-12".parse().ok(),
        provider: Provider { name: "Dr. Ōe".to_owned(), phone: "1".to_owned(), out_of_hours: "2".to_owned() },
        cost: Some(Cost { amount: "640.00".to_owned(), currency: "USD".to_owned() }),
        note: "first\nsession; '); DROP TABLE entry; --".to_owned(),
    }
}

/// An entry with every kind of answer.
pub fn full_entry() -> Entry {
    let mut entry = Entry::new("e1".into(), "t1".into(), "2026-03-05T20:00:00+01:00".parse().unwrap());
    entry.recorded_at = Some(clock("2026-03-06T08:01:12.5+01:00"));
    entry.grades.insert("redness".into(), grade(0));
    entry.grades.insert("peeling".into(), grade(4));
    entry.grades.insert("itching".into(), Rating::NotSure);
    entry.grades.insert("symptom-of-a-later-catalogue".into(), grade(2));
    entry.signs.insert("pus".into(), Answer::No);
    entry.signs.insert("fever".into(), Answer::Yes);
    entry.signs.insert("warmth".into(), Answer::NotSure);
    entry.signs.insert("sign-of-a-later-catalogue".into(), Answer::Yes);
    Entry { note: "tight, a little better \u{1b}[31m\0 皮".to_owned(), ..entry }
}

/// One event of each kind.
pub fn all_events() -> Vec<WarningEvent> {
    let seen =
        Act::Seen { words: "antibiotics for a week".to_owned(), better_within: BetterWithin::try_from(3).unwrap() };
    let answered = Act::Answered("come on Monday".to_owned());
    let acts = [Act::Acknowledged, Act::Called, answered, Act::Closed(String::new()), seen];
    let event = |(minute, act)| WarningEvent {
        treatment: "t1".into(),
        rule: "warmth-after-day-1".into(),
        at: clock(&format!("2026-03-05T21:0{minute}:00-05:00")),
        act,
    };
    acts.into_iter().enumerate().map(event).collect()
}

/// One note of each kind about care.
pub fn all_care() -> CareRecord {
    let treatment = || "t1".into();
    let told = |about: &str, at: &str, says| Told {
        treatment: treatment(),
        about: about.to_owned(),
        at: at.parse().unwrap(),
        says,
    };
    CareRecord {
        ticks: vec![
            Tick { treatment: treatment(), task: "cleanse".into(), at: "2026-03-04T08:00:00+01:00".parse().unwrap() },
            Tick { treatment: treatment(), task: "of-a-later-protocol".into(), at: "2026-03-04".parse().unwrap() },
        ],
        uses: vec![Use {
            treatment: treatment(),
            hold: "make-up".into(),
            at: "2026-03-03T07:30:00-05:00".parse().unwrap(),
        }],
        told: vec![
            told("make-up", "2026-03-02T11:00:00+01:00", Says::Until(After::Hours(48))),
            told("retinoids", "2026-03-02T11:00:00+01:00", Says::Until(After::Day(10))),
            told("serum-first-day", "2026-03-02T11:00:00+01:00", Says::Do),
            told("sunscreen", "2026-03-02", Says::LeaveOut),
        ],
    }
}

/// A grade.
pub fn grade(number: u8) -> Rating {
    Rating::Graded(Grade::try_from(number).unwrap())
}
