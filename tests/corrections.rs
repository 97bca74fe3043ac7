//! What was corrected, when, and what that changed: told at once, and readable later from the old values.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[expect(dead_code, reason = "the tests of the command line use the rest of it")]
#[path = "cli/home.rs"]
mod home;

use chrono::{DateTime, FixedOffset};
use home::Home;
use mendlog::app::changes::{Correction, corrections, reading};
use mendlog::domain::{Answer, CareNote, DayEnd, Diary, Entry, Grade, Treatment, Use};
use mendlog::protocols::load;
use mendlog::store::{Journal, Profile};
use tempfile::TempDir;

const SHEET: &str = "kind = \"sheet\"\nname = \"Aftercare\"\nversion = \"2\"\nprovider = \"Dr Moreau\"\n\
                     [[bands]]\nsymptom = \"redness\"\nbands = [[0, 0, 0]]\n";

fn clock(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("2026-{text}:00+01:00")).unwrap()
}

fn entry(id: &str, at: &str, redness: u8) -> Entry {
    let mut entry = Entry::new(id.into(), "t1".into(), format!("2026-{at}:00+01:00").parse().unwrap());
    entry.grades.insert("redness".into(), Grade::try_from(redness).unwrap().into());
    entry
}

/// A treatment on 2 March and quiet check-ins on days 1 to 4.
fn healing() -> (TempDir, Journal) {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(&folder.path().join("journal.db")).unwrap();
    let treatment = Treatment::new("t1".into(), "2026-03-02T10:00:00+01:00".parse().unwrap());
    journal.save_profile(&Profile::default(), clock("03-02T12:00")).unwrap();
    journal.save_treatment(&treatment, clock("03-02T12:01")).unwrap();
    for (id, at, redness) in [("e1", "03-03T20:00", 2), ("e2", "03-04T20:00", 1), ("e3", "03-05T20:00", 1)] {
        journal.save_entry(&entry(id, at, redness), clock(at)).unwrap();
    }
    (folder, journal)
}

fn told(journal: &Journal) -> Vec<Correction> {
    let (diary, changes) = journal.changes().unwrap();
    corrections(diary, &changes, &load().unwrap())
}

#[test]
fn nothing_is_a_correction_before_something_is_corrected() {
    let (_folder, journal) = healing();
    assert_eq!(told(&journal), []);
    assert_eq!(reading(&[]).passages[0].text, "Nothing was corrected yet.");
}

#[test]
fn a_corrected_check_in_tells_both_answers_and_both_verdicts() {
    let (_folder, mut journal) = healing();
    let mut corrected = entry("e2", "03-04T20:00", 1);
    corrected.signs.insert("pus".into(), Answer::Yes);
    journal.save_entry(&corrected, clock("03-06T09:00")).unwrap();
    // What comes later has no part in what the correction changed.
    journal.save_entry(&entry("e4", "03-06T20:00", 1), clock("03-06T20:00")).unwrap();
    let [correction] = &told(&journal)[..] else { panic!("one correction") };
    assert_eq!(correction.at, clock("03-06T09:00"));
    assert_eq!(correction.what, "The check-in about Wed 4 Mar 2026, 20:00 was corrected");
    assert_eq!(correction.details, ["Pus or yellow crust: was not asked, now yes"]);
    let wanted = "No day number changed; the verdict of 2 check-ins changed: day 2 from EXPECTED to TODAY, \
                  day 3 from EXPECTED to TODAY.";
    assert_eq!(correction.verdicts, wanted);
}

#[test]
fn a_deleted_check_in_and_its_return_are_told() {
    let (_folder, mut journal) = healing();
    let mut alarming = entry("e2", "03-04T20:00", 1);
    alarming.signs.insert("pus".into(), Answer::Yes);
    journal.save_entry(&alarming, clock("03-06T09:00")).unwrap();
    journal.delete_entry(&"e2".into(), clock("03-06T10:00")).unwrap();
    journal.restore_entry(&"e2".into(), clock("03-06T11:00")).unwrap();
    let told = told(&journal);
    let heads: Vec<_> = told.iter().map(|one| one.what.rsplit_once(" was ").unwrap().1).collect();
    assert_eq!(heads, ["brought back", "deleted", "corrected"]);
    assert!(told[0].verdicts.contains("day 3 from EXPECTED to TODAY"), "{}", told[0].verdicts);
    assert!(told[1].verdicts.contains("day 3 from TODAY to EXPECTED"), "{}", told[1].verdicts);
}

#[test]
fn a_corrected_treatment_date_and_another_end_of_the_day_tell_the_day_numbers() {
    let (_folder, mut journal) = healing();
    let treatment = Treatment::new("t1".into(), "2026-03-01T10:00:00+01:00".parse().unwrap());
    journal.save_treatment(&treatment, clock("03-06T09:00")).unwrap();
    let profile = Profile { day_end: DayEnd::try_from(21).unwrap(), ..Profile::default() };
    journal.save_profile(&profile, clock("03-07T09:00")).unwrap();
    let [ends, date] = &told(&journal)[..] else { panic!("two corrections") };
    assert_eq!(date.what, "The treatment of Mon 2 Mar 2026, 10:00 was corrected");
    assert_eq!(date.details, ["Treated on: was Mon 2 Mar 2026, 10:00, now Sun 1 Mar 2026, 10:00"]);
    assert!(date.verdicts.starts_with("Day numbers of 3 check-ins changed"), "{}", date.verdicts);
    assert_eq!(ends.details, ["the day ends at: was 0:00, now 21:00"]);
}

#[test]
fn a_deleted_treatment_takes_nothing_from_what_is_told_of_before() {
    let (_folder, mut journal) = healing();
    let mut corrected = entry("e2", "03-04T20:00", 1);
    corrected.signs.insert("pus".into(), Answer::Yes);
    journal.save_entry(&corrected, clock("03-06T09:00")).unwrap();
    journal.delete_treatment(&"t1".into(), clock("03-06T10:00")).unwrap();
    let told = told(&journal);
    assert_eq!(told[0].what, "The treatment of Mon 2 Mar 2026, 10:00 was deleted");
    assert!(told[1].verdicts.contains("day 2 from EXPECTED to TODAY"), "{}", told[1].verdicts);
}

#[test]
fn what_was_used_counts_in_what_is_told_of_a_treatment_deleted_since() {
    let (_folder, mut journal) = healing();
    let at = "2026-03-03T12:00:00+01:00".parse().unwrap();
    let used = CareNote::Use(Use { treatment: "t1".into(), hold: "acids".into(), at });
    journal.save_care(&used, clock("03-03T13:00")).unwrap();
    let mut corrected = entry("e1", "03-03T20:00", 1);
    corrected.grades.insert("burning".into(), Grade::try_from(3).unwrap().into());
    journal.save_entry(&corrected, clock("03-06T09:00")).unwrap();
    let before = told(&journal).remove(0);
    journal.delete_treatment(&"t1".into(), clock("03-06T10:00")).unwrap();
    assert_eq!(told(&journal)[1], before);
    assert!(before.verdicts.contains("day 1 from WATCH"), "{}", before.verdicts);
}

#[test]
fn a_sheet_and_other_ranges_are_told_with_their_versions() {
    let (_folder, mut journal) = healing();
    journal.note_protocol("microneedling", "0.9.0", clock("03-02T12:00")).unwrap();
    journal.note_protocol("microneedling", "1.0.0", clock("03-06T08:00")).unwrap();
    journal.save_sheet(SHEET, clock("03-06T09:00")).unwrap();
    journal.note_protocol("microneedling", "1.0.0 + Dr Moreau 2", clock("03-06T09:01")).unwrap();
    journal.withdraw_sheet(clock("03-06T10:00")).unwrap();
    let [withdrawn, used, ranges] = &told(&journal)[..] else { panic!("three: {:?}", told(&journal)) };
    assert_eq!(used.what, "From then on the ranges go by the sheet \"Aftercare\" of Dr Moreau, version 2");
    assert!(used.verdicts.contains("day 1 from EXPECTED to") && withdrawn.verdicts.contains("to EXPECTED"), "{used:?}");
    assert!(
        ranges.what.contains("version 1.0.0, before 0.9.0") && ranges.verdicts.contains("is not kept"),
        "{ranges:?}"
    );
}

#[test]
fn taking_every_change_back_leaves_an_empty_journal() {
    let (_folder, mut journal) = healing();
    journal.delete_entry(&"e2".into(), clock("03-06T10:00")).unwrap();
    journal.delete_treatment(&"t1".into(), clock("03-06T11:00")).unwrap();
    journal.restore_treatment(&"t1".into(), clock("03-06T12:00")).unwrap();
    let (mut diary, changes) = journal.changes().unwrap();
    changes.iter().rev().for_each(|change| diary.take_back(change));
    assert_eq!(diary, Diary::default());
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_command_line_says_at_once_and_later_what_changed() {
    let mut home = Home::healing();
    home.run(&["log", "redness=1"]);
    home.now = "2026-03-06T21:00:00+01:00";
    let told = home.run(&["log", "redness=1", "--sign", "pus", "--date", "2026-03-05 20:00"]);
    assert!(
        flat(&told.err).contains("The verdict of 1 other check-in changed: day 4 from EXPECTED to TODAY."),
        "{}",
        told.err
    );
    assert_eq!(home.run(&["changes"]).err, "Nothing was corrected yet.\n");
    let sheet = home.file("clinic.toml", SHEET);
    let used = home.run(&["protocol", "use", &sheet, "--yes"]);
    assert!(flat(&used.err).contains("No day number"), "{}", used.err);
    home.now = "2026-03-07T09:00:00+01:00";
    let told = home.run(&["treatment", "add", "--date", "2026-03-01"]);
    assert_eq!(told.code, 0, "{}", told.err);
    let changes = home.run(&["changes"]);
    assert!(changes.out.starts_with("6 March 2026, 21:00 From then on the ranges go by the sheet"), "{}", changes.out);
}
