//! Conditions about the patient, the treatment and the treatments before, each on both sides of its edges.

use mendlog::domain::{Area, Device, Moment, NeedleDepth, SkinType};

use super::small_course::{SmallCourse, at};

/// Whether a rule that asks for the circumstance speaks after these changes.
fn holds(circumstance: &str, change: impl Fn(&mut SmallCourse)) -> bool {
    let mut course = SmallCourse::judged_by(&format!("{{ given = {circumstance} }}")).with(&[("1", "pain 1")]);
    change(&mut course);
    !course.shown("asked").is_empty()
}

fn needles(mm: f64) -> impl Fn(&mut SmallCourse) {
    move |course| course.treatment().needle_depth = Some(NeedleDepth::try_from(mm).unwrap())
}

#[test]
fn what_was_not_said_is_never_so() {
    for circumstance in [
        "{ patient = ['herpes_history'] }",
        "{ device = ['pen'] }",
        "{ area = ['eyes'] }",
        "{ needle_from = 0.1 }",
        "{ needle_below = 5.0 }",
        "{ skin_type_from = 1 }",
        "{ at_home = true }",
        "{ at_home = false }",
        "{ prp = true }",
        "{ prp = false }",
    ] {
        assert!(!holds(circumstance, |_| ()), "{circumstance}");
    }
    assert!(holds("{ device_other_than = ['pen'] }", |_| ()), "a device that was not said is none of those named");
}

#[test]
fn one_of_the_facts_is_enough_and_a_no_is_none() {
    let facts = "{ patient = ['herpes_history', 'weak_immunity'] }";
    assert!(holds(facts, |course| course.diary.patient.weak_immunity = Some(true)));
    assert!(!holds(facts, |course| course.diary.patient.weak_immunity = Some(false)));
    assert!(!holds(facts, |course| course.diary.patient.acne_prone = Some(true)));
}

#[test]
fn devices_and_areas_are_those_named() {
    assert!(holds("{ device = ['pen', 'rf'] }", |course| course.treatment().device = Some(Device::Rf)));
    assert!(!holds("{ device = ['pen', 'rf'] }", |course| course.treatment().device = Some(Device::Roller)));
    assert!(!holds("{ device_other_than = ['rf'] }", |course| course.treatment().device = Some(Device::Rf)));
    assert!(holds("{ device_other_than = ['rf'] }", |course| course.treatment().device = Some(Device::Pen)));
    assert!(holds("{ area = ['eyes'] }", |course| course.treatment().area = Some(Area::Eyes)));
    assert!(!holds("{ area = ['eyes'] }", |course| course.treatment().area = Some(Area::Face)));
}

#[test]
fn needle_lengths_and_skin_types_count_from_the_figure_named_on() {
    assert!(holds("{ needle_from = 2.0 }", needles(2.0)) && !holds("{ needle_from = 2.0 }", needles(1.9)));
    assert!(holds("{ needle_below = 0.5 }", needles(0.4)) && !holds("{ needle_below = 0.5 }", needles(0.5)));
    let skin =
        |number| move |course: &mut SmallCourse| course.diary.patient.skin_type = SkinType::try_from(number).ok();
    assert!(holds("{ skin_type_from = 4 }", skin(4)) && !holds("{ skin_type_from = 4 }", skin(3)));
}

#[test]
fn home_and_plasma_are_asked_for_either_way() {
    for (wanted, said) in [(true, true), (true, false), (false, true), (false, false)] {
        let home = holds(&format!("{{ at_home = {wanted} }}"), |course| course.treatment().at_home = Some(said));
        let plasma = holds(&format!("{{ prp = {wanted} }}"), |course| course.treatment().prp = Some(said));
        assert_eq!((home, plasma), (wanted == said, wanted == said));
    }
}

#[test]
fn everything_a_circumstance_names_must_be_so() {
    let both = "{ device = ['rf'], at_home = true }";
    assert!(!holds(both, |course| course.treatment().device = Some(Device::Rf)));
    assert!(!holds(both, |course| course.treatment().at_home = Some(true)));
    assert!(holds(both, |course| {
        course.treatment().device = Some(Device::Rf);
        course.treatment().at_home = Some(true);
    }));
}

#[test]
fn the_treatment_before_counts_by_whole_days() {
    let within_28 = |days: &[i64]| {
        let mut course =
            SmallCourse::judged_by("{ since_last_treatment = { below_days = 28 } }").with(&[("1", "pain 1")]);
        for (index, days) in days.iter().enumerate() {
            course.treated_before(&format!("before {index}"), *days);
        }
        !course.shown("asked").is_empty()
    };
    assert!(within_28(&[27]) && !within_28(&[28]) && !within_28(&[]));
    assert!(within_28(&[60, 20]) && within_28(&[20, 60]), "the latest counts, however the file is ordered");
    assert!(!within_28(&[-5]), "a treatment that comes later is none before");
}

#[test]
fn treatments_are_counted_back_over_so_many_days_this_one_included() {
    let three_in_30 = |days: &[i64]| {
        let mut course =
            SmallCourse::judged_by("{ treatments = { at_least = 3, days = 30 } }").with(&[("1", "pain 1")]);
        for (index, days) in days.iter().enumerate() {
            course.treated_before(&format!("before {index}"), *days);
        }
        !course.shown("asked").is_empty()
    };
    assert!(three_in_30(&[10, 30]) && !three_in_30(&[10, 31]) && !three_in_30(&[10]));
}

/// A treatment four weeks before, the last entries about it, and whether the rule finds the skin unhealed.
fn unhealed(entries: &[(&str, &str)]) -> bool {
    let condition = "{ unhealed = { of = ['redness', 'pain'], at_least = 1, within_days = 7 } }";
    let mut course = SmallCourse::judged_by(condition).with(&[("1", "pain 1")]);
    course.treated_before("before", 28);
    for (when, says) in entries {
        course.on(when, says).treatment = "before".into();
    }
    !course.shown("asked").is_empty()
}

#[test]
fn skin_is_unhealed_when_the_last_grade_before_the_needles_was_up() {
    assert!(unhealed(&[("-7", "redness 1")]) && !unhealed(&[("-8", "redness 1")]));
    assert!(!unhealed(&[("-3", "redness 2"), ("-2", "redness 0")]), "the last grade counts");
    assert!(unhealed(&[("-3", "redness 2"), ("-2", "pain 0")]), "of each symptom by itself");
    assert!(unhealed(&[("-2", "redness 1"), ("-3", "redness 0")]), "however the file is ordered");
    assert!(unhealed(&[("0 09:59", "redness 1")]) && !unhealed(&[("0 10:00", "redness 1")]), "only until the needles");
    assert!(!unhealed(&[("-2", "itching 3")]) && !unhealed(&[]));
}

#[test]
fn a_retinoid_counts_from_the_day_it_was_taken_up_again() {
    let shown = |resumed: &str, condition: &str| {
        let mut course = SmallCourse::judged_by(condition).with(&[("2", "pain 1"), ("3", "pain 1"), ("4", "pain 1")]);
        course.treatment().retinoid_resumed_on = Some(at(resumed).date_naive());
        course.shown("asked")
    };
    let before_5 = "{ retinoid_before = { day = 5 } }";
    assert_eq!(shown("3", before_5), ["3", "4"], "not before that day has come");
    assert_eq!(shown("4", before_5), ["4"]);
    assert!(shown("4", "{ retinoid_before = { day = 4 } }").is_empty(), "the day named is late enough");
    assert_eq!(shown("0", before_5).len(), 3, "on the very day of the needles is too early too");
    assert!(shown("-1", before_5).is_empty(), "what was taken before the needles is no restart");
}

#[test]
fn the_patients_day_decides_which_day_a_treatment_lies_back() {
    let mut course = SmallCourse::judged_by("{ since_last_treatment = { below_days = 3 } }").with(&[("1", "pain 1")]);
    course.treated_before("before", 3).performed_at = Moment::At(at("-2 01:00"));
    assert_eq!(course.shown("asked"), ["1"]);
    course.diary.day_end = 3.try_into().unwrap();
    assert!(course.shown("asked").is_empty(), "one in the morning still belongs to the evening before");
}
