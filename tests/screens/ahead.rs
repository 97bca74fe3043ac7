//! The way ahead: the milestones, rating the result, the chart over the months, and changing or deleting a rating.

use mendlog::app::{Effect, Look, Model, Screen};
use mendlog::domain::{AspectId, Outcome, Score, Scored, Treatment, TreatmentId};

use crate::patient::{LIBRARY, LOOK, at, newcomer, ordinary, start, treatment, type_keys, worrying};
use crate::pictures::{compare, drawn, text};

fn rating(id: &str, treatment: &str, time: &str, scores: [u8; 5]) -> Outcome {
    let moment = mendlog::domain::Moment::At(at(time));
    let mut outcome = Outcome::new(id.into(), TreatmentId::from(treatment), moment);
    outcome.recorded_at = Some(at(time));
    let names = ["tone", "texture", "scars", "pigment", "satisfaction"];
    let answer = |number| Score::try_from(number).map_or(Scored::NotSure, Scored::At);
    outcome.ratings = names.into_iter().map(AspectId::from).zip(scores.map(answer)).collect();
    outcome
}

/// Seven months after the treatment, a second one in between, on the Ahead screen.
fn months_later(look: Look) -> Model {
    let mut start = start(ordinary());
    let mut second = Treatment { id: "t2".into(), ..treatment() };
    second.performed_at = mendlog::domain::Moment::At(at("2026-04-16T14:30"));
    start.read.treatments.push(second);
    start.read.outcomes = vec![
        rating("r1", "t1", "2026-03-13T20:00", [2, 2, 2, 3, 2]),
        rating("r2", "t1", "2026-03-27T20:00", [3, 3, 0, 3, 3]),
        rating("r3", "t2", "2026-05-20T20:00", [4, 3, 3, 3, 4]),
        rating("r4", "t2", "2026-09-18T20:00", [4, 4, 4, 4, 5]),
    ];
    start.now = at("2026-10-10T20:14");
    let mut model = Model::new(LIBRARY.clone(), look, start);
    model.notice = None;
    model.record.chosen = Some("t1".into());
    type_keys(&mut model, "M");
    model
}

fn seen(model: &Model, width: u16, height: u16) -> String {
    text(&drawn(model, width, height))
}

#[test]
fn pictures_of_the_way_ahead() {
    let sizes = [(80, 24), (160, 50)];
    let mut early = crate::patient::model(ordinary());
    type_keys(&mut early, "M");
    compare("ahead-day-4", &early, &[(80, 24), (160, 50), (60, 18), (40, 12)]);
    let mut model = months_later(LOOK);
    compare("ahead", &model, &sizes);
    type_keys(&mut model, "o");
    compare("ratings", &model, &[(80, 24), (160, 50), (60, 18), (40, 12)]);
    type_keys(&mut model, "d");
    compare("rating-asking", &model, &[(80, 24)]);
    type_keys(&mut model, "n r 34");
    compare("rating-form", &model, &[(80, 24), (40, 12)]);
    let mut plain = months_later(Look { colour: false, unicode: false });
    type_keys(&mut plain, "o");
    compare("ratings-plain", &plain, &[(80, 24)]);
}

#[test]
fn you_are_here_stands_between_what_has_begun_and_what_is_ahead() {
    let mut model = crate::patient::model(ordinary());
    type_keys(&mut model, "M");
    assert_eq!(model.screen, Screen::Ahead);
    let seen = seen(&model, 80, 24);
    let row =
        |words: &str| seen.lines().position(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {seen}"));
    assert!(row("Peeling comes and goes") < row("You are here: day 4, Mon 9 Mar 2026"), "{seen}");
    assert!(row("You are here") < row("Tone and texture begin"), "{seen}");
    assert!(seen.lines().nth(row("Peeling comes")).unwrap().contains("now"), "{seen}");
}

#[test]
fn the_late_milestones_say_how_little_they_rest_on() {
    let mut model = crate::patient::model(ordinary());
    type_keys(&mut model, "M G Enter");
    let seen = seen(&model, 80, 24);
    for words in ["Slackening", "Grade D: only an unattributed handout says so", "Who puts it otherwise", "grade C"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
}

#[test]
fn five_digits_and_enter_rate_the_result() {
    let mut model = months_later(LOOK);
    let effects = type_keys(&mut model, "r 34256 Enter");
    let [Effect::SaveOutcome(outcome)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(outcome.treatment.as_str(), "t2", "the latest treatment before it");
    let numbers: Vec<_> = LIBRARY.catalog.aspects.iter().map(|one| outcome.score(&one.id).map(Score::number)).collect();
    assert_eq!(numbers, [Some(3), Some(4), Some(2), Some(5), None]);
    assert_eq!(outcome.ratings["satisfaction"], Scored::NotSure);
    let notice = model.notice.clone().unwrap();
    assert!(notice.contains("scars lower") && notice.contains("check-in"), "{notice}");
    assert!(seen(&model, 80, 24).contains("5 ratings, the newest first"));
}

#[test]
fn nothing_rated_is_not_saved_and_what_is_left_open_stays_open() {
    let mut model = months_later(LOOK);
    assert!(type_keys(&mut model, "r Ctrl-S").is_empty());
    assert!(seen(&model, 80, 24).contains("Nothing is rated yet: answer one of them"));
    let effects = type_keys(&mut model, "4 Ctrl-S");
    let [Effect::SaveOutcome(outcome)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(outcome.ratings.len(), 1);
}

#[test]
fn a_day_before_the_first_treatment_or_to_come_is_refused() {
    for (date, words) in [("2026-03-01", "before the first treatment"), ("2026-12-24", "still to come")] {
        let mut model = months_later(LOOK);
        type_keys(&mut model, "r 33333");
        date.chars().for_each(|letter| {
            crate::patient::press_at(&mut model, mendlog::app::Key::Char(letter), at("2026-10-10T20:14"));
        });
        assert!(type_keys(&mut model, "Enter").is_empty());
        assert!(seen(&model, 80, 24).contains(words), "{}", seen(&model, 80, 24));
    }
}

#[test]
fn a_rating_is_changed_and_deleted() {
    let mut model = months_later(LOOK);
    let effects = type_keys(&mut model, "o Down e 1 Ctrl-S");
    let [Effect::SaveOutcome(changed)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((changed.id.as_str(), changed.recorded_at), ("r3", Some(at("2026-05-20T20:00"))));
    assert_eq!(changed.ratings.len(), 5, "the other answers stay");
    assert_eq!(type_keys(&mut model, "d n"), []);
    let deleted = type_keys(&mut model, "d y");
    assert!(matches!(deleted.as_slice(), [Effect::DeleteOutcome(outcome)] if outcome.id.as_str() == "r3"));
    assert_eq!(model.record.diary.outcomes.len(), 3);
    assert_eq!(model.notice.as_deref(), Some("Deleted. u brings it back."));
}

#[test]
fn who_opens_the_program_is_asked_once_gently_and_never_in_an_emergency() {
    let asked = |entries, now: &str| {
        let mut start = start(entries);
        start.now = at(now);
        let model = Model::new(LIBRARY.clone(), LOOK, start);
        model.notice.is_some_and(|words| words.contains("How is your skin by now?"))
    };
    assert!(!asked(ordinary(), "2026-03-09T20:14"), "day 4");
    assert!(asked(ordinary(), "2026-03-12T20:14"), "day 7");
    assert!(!asked(worrying(), "2026-03-12T20:14"), "pus is still open");
}

#[test]
fn without_a_treatment_the_screen_says_what_to_do() {
    let mut model = newcomer();
    model.screen = Screen::Ahead;
    assert!(seen(&model, 80, 24).contains("No treatment is recorded yet"));
    type_keys(&mut model, "r");
    assert!(model.overlay.is_none());
}
