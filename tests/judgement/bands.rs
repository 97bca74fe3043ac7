//! The ranges described: where they change, how modifiers move them, and where a symptom stands beside them.

use mendlog::domain::assess::Standing;
use mendlog::domain::{Band, Bands, Day, Patient, PatientFact, Rating, Treatment};

use super::small_course::{LIBRARY, SmallCourse, at, grade};

/// The standard's ranges with one modifier of these words.
fn ranges(modifier: &str) -> Bands {
    let text =
        format!("id = 'm'\nname = 'm'\nwhen = {{ patient = ['acne_prone'] }}\n{modifier}\nwhy = ''\nsources = []");
    let protocol =
        mendlog::domain::Protocol { modifiers: vec![toml::from_str(&text).unwrap()], ..LIBRARY.standard().clone() };
    let mut patient = Patient::default();
    *patient.fact_mut(PatientFact::AcneProne) = Some(true);
    Bands::new(&protocol, &patient, &Treatment::new("t1".into(), mendlog::domain::Moment::At(at("0 10:00"))))
}

/// The range of a symptom on a day, as (usual, outer).
fn range(bands: &Bands, symptom: &str, day: i32) -> Option<(u8, u8)> {
    let band = bands.band(&symptom.into(), Day::new(day));
    band.map(|Band { usual, outer }| (usual.number(), outer.number()))
}

#[test]
fn a_range_holds_until_the_next_one_and_the_last_holds_on() {
    let bands = ranges("");
    let days = [(-1, None), (0, Some((2, 3))), (1, Some((1, 2))), (5, Some((0, 1))), (6, Some((0, 0)))];
    for (day, wanted) in days {
        assert_eq!(range(&bands, "pain", day), wanted, "day {day}");
    }
    for day in [60, 61, 5000] {
        assert_eq!(range(&bands, "breakouts", day), Some((0, 1)), "day {day}");
    }
    assert_eq!(range(&bands, "hiccups", 3), None);
}

#[test]
fn a_symptom_may_be_described_from_a_later_day_on_only() {
    let bands = ranges("");
    assert_eq!(bands.onset(&"peeling".into()), Some(Day::new(1)));
    assert_eq!(bands.onset(&"pain".into()), None);
}

#[test]
fn a_modifier_moves_the_symptoms_it_names_and_no_others() {
    let bands = ranges("shift = [{ symptoms = ['pain'], days = 1 }]");
    assert_eq!(range(&bands, "pain", 6), Some((0, 1)), "a day longer");
    assert_eq!(range(&bands, "swelling", 6), Some((0, 0)));
}

#[test]
fn a_raise_lifts_both_edges_from_its_first_to_its_last_day() {
    let bands = ranges("raise = [{ symptoms = ['pain'], from_day = 3, to_day = 5, by = 1 }]");
    let days = [(2, (1, 1)), (3, (1, 2)), (5, (1, 2)), (6, (0, 0))];
    for (day, wanted) in days {
        assert_eq!(range(&bands, "pain", day), Some(wanted), "day {day}");
    }
    assert_eq!(range(&bands, "swelling", 3), Some((0, 1)));
    let bands = ranges("raise = [{ symptoms = ['redness'], from_day = 0, to_day = 0, by = 3 }]");
    assert_eq!(range(&bands, "redness", 0), Some((4, 4)), "no edge lies above the highest grade");
}

#[test]
fn what_a_modifier_does_is_said_in_words() {
    let said = |modifier: &str| {
        let text = format!("id = 'm'\nname = 'm'\nwhen = {{ }}\n{modifier}\nwhy = ''\nsources = []");
        toml::from_str::<mendlog::domain::Modifier>(&text).unwrap().words(&LIBRARY.catalog)
    };
    assert_eq!(
        said("shift = [{ symptoms = ['redness', 'pain'], days = 2 }, { symptoms = ['itching'], days = -1 }]"),
        "redness, pain: ranges hold longer by 2 days; itching: ranges end sooner by 1 day"
    );
    let nothing = said("shift = [{ symptoms = ['pain'], days = 0 }]");
    assert_eq!(nothing, "pain: ranges hold longer by 0 days", "what is not moved does not end sooner");
    assert_eq!(
        said("raise = [{ symptoms = ['bruising'], from_day = 0, to_day = 7, by = 1 }]"),
        "bruising: 1 grade more from day 0 to 7"
    );
}

#[test]
fn a_grade_stands_within_above_usual_or_outside() {
    let bands = ranges("");
    let standing = |symptom: &str, number: u8, day: i32| {
        Standing::of(&bands, &symptom.into(), Some(Rating::Graded(grade(number))), Day::new(day))
    };
    let pain =
        [(0, Standing::Expected), (1, Standing::AboveUsual), (2, Standing::AboveOuter), (4, Standing::AboveOuter)];
    for (number, wanted) in pain {
        assert_eq!(standing("pain", number, 3), wanted, "pain {number}");
    }
    assert_eq!(standing("peeling", 0, 0), Standing::Expected);
    assert_eq!(standing("peeling", 1, 0), Standing::Early, "peeling is described from day 1 on");
    assert_eq!(standing("peeling", 2, 1), Standing::AboveOuter);
    assert_eq!(standing("pain", 4, -1), Standing::Expected, "nothing is described before the treatment");
}

#[test]
fn a_standing_is_told_of_every_symptom_in_its_own_word() {
    let course = SmallCourse::judged_by("{ sign = 'pus' }").with(&[("3", "pain 1, redness ?, swelling 2, itching 1")]);
    let entry = course.assessment().entries.remove(0);
    assert_eq!(entry.standings.len(), LIBRARY.catalog.symptoms.len());
    let words = ["pain", "redness", "swelling", "itching", "burning"].map(|symptom| entry.standings[symptom].word());
    assert_eq!(words, ["above usual", "not sure", "outside", "within", "not recorded"]);
    assert_eq!(Standing::Early.word(), "early");
}

#[test]
fn a_phase_is_that_of_its_days() {
    let phase = |day| LIBRARY.standard().phase(Day::new(day)).map(|phase| phase.name.as_str());
    let days =
        [(-1, None), (0, "First hours".into()), (2, "Settling".into()), (3, "Peeling".into()), (7, "Peeling".into())];
    for (day, wanted) in
        days.into_iter().chain([(28, "Renewal".into()), (29, "Remodelling".into()), (999, "Remodelling".into())])
    {
        assert_eq!(phase(day), wanted, "day {day}");
    }
}
