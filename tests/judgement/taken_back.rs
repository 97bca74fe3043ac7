//! A change taken back leaves the journal as it was before.

use mendlog::domain::change::{Change, Changed, Revised};
use mendlog::domain::warning::Act;
use mendlog::domain::{DayEnd, Diary, Entry, Patient, Treatment};

use super::small_course::{SmallCourse, at};

/// Two check-ins, two treatments, and something done about a warning on each of two days.
fn journal() -> Diary {
    let mut course = SmallCourse::judged_by("{ sign = 'pus' }").with(&[("3", "pus yes"), ("4", "pus no")]);
    course.treated_before("before", 30);
    course.act("asked", "5", Act::Acknowledged);
    course.act("asked", "6", Act::Called);
    course.diary
}

/// The journal after a change of day 5 at 20:00 was taken back.
fn without(what: Changed) -> Diary {
    let mut diary = journal();
    diary.take_back(&Change { at: at("5"), what });
    diary
}

fn entry(what: Revised<Entry>) -> Changed {
    Changed::Entry(Box::new(what))
}

fn treatment(what: Revised<Treatment>) -> Changed {
    Changed::Treatment(Box::new(what))
}

fn noted(entry: &Entry) -> Entry {
    Entry { note: "as it was".into(), ..entry.clone() }
}

fn entries(diary: &Diary) -> Vec<(&str, &str)> {
    diary.entries.iter().map(|entry| (entry.id.as_str(), entry.note.as_str())).collect()
}

#[test]
fn a_check_in_is_again_as_it_was() {
    let [third, fourth] = journal().entries.try_into().unwrap();
    assert_eq!(entries(&without(entry(Revised::Added(fourth.clone())))), [("3", "")]);
    assert_eq!(entries(&without(entry(Revised::Restored(third.clone())))), [("4", "")]);
    let corrected = entry(Revised::Corrected(noted(&third), third));
    assert_eq!(entries(&without(corrected)), [("4", ""), ("3", "as it was")]);
    let lost = Entry { id: "5".into(), ..noted(&fourth) };
    assert_eq!(entries(&without(entry(Revised::Deleted(lost)))), [("3", ""), ("4", ""), ("5", "as it was")]);
}

#[test]
fn a_treatment_is_again_as_it_was() {
    let [first, before] = journal().treatments.try_into().unwrap();
    let told = |what| {
        let diary = without(treatment(what));
        diary.treatments.iter().map(|one| format!("{} {}", one.id, one.note)).collect::<Vec<_>>()
    };
    assert_eq!(told(Revised::Added(before.clone())), ["t1 "]);
    let was = Treatment { note: "as it was".into(), ..first.clone() };
    assert_eq!(told(Revised::Corrected(was, first)), ["before ", "t1 as it was"]);
    let lost = Treatment { id: "lost".into(), ..before };
    assert_eq!(told(Revised::Deleted(lost)), ["t1 ", "before ", "lost "]);
}

#[test]
fn what_the_patient_says_about_themselves_is_again_as_it_was() {
    let weak = Patient { weak_immunity: Some(true), ..Patient::default() };
    let now = (Patient::default(), DayEnd::MIDNIGHT);
    let diary = without(Changed::Profile(Some((weak.clone(), DayEnd::OFFERED)), now.clone()));
    assert_eq!((diary.patient, diary.day_end), (weak, DayEnd::OFFERED));
    let diary = without(Changed::Profile(None, now));
    assert_eq!(
        (diary.patient, diary.day_end),
        (Patient::default(), DayEnd::MIDNIGHT),
        "before set-up nothing was said"
    );
}

#[test]
fn what_was_done_about_warnings_after_the_change_no_longer_counts() {
    let diary = without(Changed::Ranges("1.0.0".into(), "1.1.0".into()));
    assert_eq!(diary.events.iter().map(|event| event.at).collect::<Vec<_>>(), [at("5")]);
    assert_eq!((diary.entries.len(), diary.treatments.len()), (2, 2));
}

#[test]
fn what_is_merely_added_corrects_nothing() {
    let (one, session) = (journal().entries.remove(0), journal().treatments.remove(0));
    let profile = (Patient::default(), DayEnd::MIDNIGHT);
    for added in [
        entry(Revised::Added(one.clone())),
        treatment(Revised::Added(session.clone())),
        Changed::Profile(None, profile.clone()),
    ] {
        assert!(!added.is_correction(), "{added:?}");
    }
    for correction in [
        entry(Revised::Corrected(one.clone(), one.clone())),
        entry(Revised::Deleted(one.clone())),
        entry(Revised::Restored(one)),
        treatment(Revised::Deleted(session)),
        Changed::Profile(Some(profile.clone()), profile),
        Changed::Sheet(None, None),
        Changed::Ranges(String::new(), String::new()),
    ] {
        assert!(correction.is_correction(), "{correction:?}");
    }
}
