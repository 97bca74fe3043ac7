//! What belongs to which healing, what is known of the treatment before, and what an entry is compared with.

use mendlog::domain::Cost;
use mendlog::domain::comparison::{Comparable, how_it_stands};
use mendlog::domain::{Area, AssessedEntry, Device, Diary, Moment, NeedleDepth, Provider, Treatment, Triage};

use super::small_course::{LIBRARY, SmallCourse, at};

/// Three treatments, typed out of order, each with an entry on its second evening.
fn journal() -> SmallCourse {
    let mut course = SmallCourse::judged_by("{ sign = 'pus' }");
    course.treated_before("earliest", 60);
    course.treated_before("later", -20);
    course.treated_before("before", 30);
    for (treatment, when) in [("earliest", "-58"), ("before", "-28"), ("t1", "2"), ("later", "22")] {
        course.on(when, "pain 1").treatment = treatment.into();
    }
    course
}

fn ids(treatments: &[&Treatment]) -> Vec<String> {
    treatments.iter().map(|treatment| treatment.id.to_string()).collect()
}

#[test]
fn treatments_stand_in_the_order_of_time() {
    let course = journal();
    assert_eq!(ids(&course.diary.treatments_by_time()), ["earliest", "before", "t1", "later"]);
    assert_eq!(course.diary.treatment(&"before".into()).unwrap().id.as_str(), "before");
    assert!(course.diary.treatment(&"lost".into()).is_none());
}

#[test]
fn a_healing_knows_its_own_entries_and_the_treatments_before() {
    let mut course = journal();
    course.act("asked", "3", mendlog::domain::warning::Act::Called);
    let Diary { treatments, .. } = &course.diary;
    let healing = course.diary.healing(&treatments[0]);
    assert_eq!(healing.entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), ["2"]);
    assert_eq!(ids(&healing.earlier), ["earliest", "before"]);
    assert_eq!(healing.events.len(), 1);
    let previous = healing.previous.unwrap();
    assert_eq!(previous.treatment.id.as_str(), "before");
    assert_eq!(previous.entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), ["-28"]);
    let other = course.diary.healing(course.diary.treatment(&"later".into()).unwrap());
    assert!(other.events.is_empty(), "what was done about one healing is not about another");
}

#[test]
fn of_the_treatment_before_only_what_came_before_this_one_is_known() {
    let mut course = SmallCourse::judged_by("{ sign = 'pus' }");
    course.treated_before("before", 5);
    for when in ["0 09:59", "0 10:00", "1"] {
        course.on(when, "pain 1").treatment = "before".into();
    }
    let treatment = course.diary.treatment(&"t1".into()).unwrap();
    let entries = course.diary.healing(treatment).previous.unwrap().entries;
    assert_eq!(entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), ["0 09:59"]);
}

#[test]
fn a_treatment_at_the_same_moment_is_not_before() {
    let mut course = SmallCourse::judged_by("{ sign = 'pus' }");
    course.treated_before("twin", 0);
    let treatment = course.diary.treatment(&"t1".into()).unwrap();
    assert!(course.diary.healing(treatment).earlier.is_empty());
}

/// A treatment of which everything is known.
fn known() -> Treatment {
    let mut known = Treatment::new("t1".into(), Moment::At(at("0 10:00")));
    known.device = Some(Device::Pen);
    known.needle_depth = NeedleDepth::try_from(1.5).ok();
    known.area = Some(Area::Cheeks);
    (known.prp, known.at_home) = (Some(true), Some(false));
    known.retinoid_resumed_on = Some(at("6").date_naive());
    known.provider = Provider { name: "Dr Moreau".into(), phone: "1".into(), out_of_hours: "2".into() };
    known.cost = Some(Cost { amount: "90".into(), currency: "EUR".into() });
    known.note = "second session".into();
    known
}

#[test]
fn what_a_treatment_does_not_say_is_taken_from_what_was_known() {
    let bare = Treatment::new("t1".into(), Moment::At(at("0 10:00")));
    assert_eq!(bare.filled_in(known()), known());
}

#[test]
fn what_a_treatment_says_stands() {
    let mut told = known();
    told.device = Some(Device::Rf);
    told.needle_depth = NeedleDepth::try_from(0.5).ok();
    told.area = Some(Area::Neck);
    (told.prp, told.at_home) = (Some(false), Some(true));
    told.retinoid_resumed_on = Some(at("9").date_naive());
    told.provider = Provider { name: "Dr Roe".into(), phone: "3".into(), out_of_hours: "4".into() };
    told.cost = None;
    told.note = "third session".into();
    let wanted = Treatment { cost: known().cost, ..told.clone() };
    assert_eq!(told.filled_in(known()), wanted);
}

fn entry(says: &str) -> AssessedEntry {
    SmallCourse::judged_by("{ sign = 'pus' }").with(&[("3", says)]).assessment().entries.remove(0)
}

#[test]
fn an_entry_says_what_of_it_was_compared() {
    let cases = [
        ("", Comparable::Nothing, "Nothing graded yet"),
        ("pain ?", Comparable::Nothing, "Nothing graded yet"),
        ("fever no", Comparable::SignsAlone, "No danger sign among those answered"),
        ("pain ?, fever no", Comparable::SignsAlone, "No danger sign among those answered"),
        ("pain 0", Comparable::Grades, "within the range described for day 3."),
        ("pain 0, fever no", Comparable::Grades, "within the range described for day 3."),
    ];
    for (says, comparable, within) in cases {
        let entry = entry(says);
        assert_eq!(entry.comparable(), comparable, "{says}");
        assert!(entry.within().contains(within), "{says}: {}", entry.within());
        assert_eq!(entry.word(), if comparable == Comparable::Nothing { "NOT GRADED" } else { "EXPECTED" });
    }
    assert_eq!(entry("pus yes").word(), "CALL CLINIC");
}

#[test]
fn how_it_stands_is_what_to_do_or_what_was_compared() {
    let last = entry("pain 0");
    assert_eq!(how_it_stands(Triage::Watch, Some(&last)), Triage::Watch.advice());
    assert_eq!(how_it_stands(Triage::Urgent, None), Triage::Urgent.advice());
    assert_eq!(how_it_stands(Triage::Expected, Some(&last)), last.within());
    assert!(how_it_stands(Triage::Expected, None).starts_with("Nothing is recorded"));
}

#[test]
fn a_sheet_is_titled_with_its_name_and_provider_and_answers_by_topic() {
    use mendlog::domain::CareTopic;
    let text =
        "kind = 'sheet'\nname = 'Aftercare'\nversion = '7'\nprovider = 'Dr Moreau'\n[care]\nwashing = 'Water only.'";
    let sheet =
        mendlog::protocols::Sheet::read("clinic.toml", text, &LIBRARY).unwrap_or_else(|fault| panic!("{fault}"));
    let protocol = sheet.over(LIBRARY.standard());
    let note = protocol.sheet.unwrap();
    assert_eq!(note.title(), "\"Aftercare\" of Dr Moreau, version 7");
    assert_eq!(note.stamp(), "Ranges: sheet version 7 of Dr Moreau, \"Aftercare\"");
    assert_eq!(note.care(CareTopic::Washing), Some("Water only."));
    assert_eq!((note.words_about("cleanse"), note.words_about("exercise")), (Some("Water only."), None));
    assert!(!note.sets_task(&"cleanse".into()) && !note.gives(&"cleanse".into()));
    assert_eq!(note.care(CareTopic::Exercise), None);
}
