//! When it will be over, and this time beside another time: on the chart, on Today, and to read.

use mendlog::app::{Extent, Healed, Look, Model, Msg, update};
use mendlog::domain::{CareRecord, Entry, Moment, Treatment, TreatmentId};

use crate::patient::{LIBRARY, LOOK, at, entry, model, ordinary, start, treatment, type_keys, worrying};
use crate::pictures::{compare, drawn, text};

/// Treatments in January and in November before it, each with a redness that was followed to its end.
fn three_treatments(look: Look, entries: Vec<Entry>) -> Model {
    let mut start = start(entries);
    let earlier = [("t0", "2026-01-22", [3, 3, 2, 2, 1, 0]), ("t-1", "2025-11-20", [3, 2, 1, 0, 0, 0])];
    for (id, date, _) in earlier {
        let performed_at = Moment::At(at(&format!("{date}T10:00")));
        start.read.treatments.push(Treatment { id: TreatmentId::from(id), performed_at, ..treatment() });
    }
    let mut model = Model::new(LIBRARY.clone(), look, start);
    for (id, date, grades) in earlier {
        let (month, first) = date.rsplit_once('-').unwrap();
        let first: u32 = first.parse().unwrap();
        let entries = (0..).zip(grades).map(|(day, grade)| {
            let time = format!("{month}-{:02}T20:00", first + day);
            Entry { treatment: TreatmentId::from(id), ..entry(&format!("{id}-{day}"), &time, [grade, 0, 0]) }
        });
        let healed = Healed {
            treatment: TreatmentId::from(id),
            entries: entries.collect(),
            events: Vec::new(),
            care: CareRecord::default(),
            extent: Extent::All,
        };
        update(&mut model, Msg::Loaded(healed));
    }
    model
}

fn shown(model: &Model, width: u16, height: u16) -> String {
    text(&drawn(model, width, height))
}

#[test]
fn the_chart_says_when_it_is_over_and_how_it_was_then() {
    let mut model = three_treatments(LOOK, ordinary());
    type_keys(&mut model, "C");
    compare("chart-forecast", &model, &[(80, 24), (160, 50)]);
    let picture = shown(&model, 80, 24);
    for words in ["Redness: likely gone ", "in January gone on day 5", "═ likely gone", "◇ last time"] {
        assert!(picture.contains(words), "{words}: {picture}");
    }
}

#[test]
fn any_other_treatment_can_stand_beside_it_and_the_first_comes_round_again() {
    let mut model = three_treatments(LOOK, ordinary());
    type_keys(&mut model, "Cb");
    let picture = shown(&model, 80, 24).split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "◇ in November",
        "Redness lasts longer than in November",
        "in November gone on day 3",
        "in November it was",
        "Beside it stands the treatment in November",
    ] {
        assert!(picture.contains(words), "{words}: {picture}");
    }
    compare("chart-beside", &model, &[(80, 24)]);
    type_keys(&mut model, "b");
    assert!(shown(&model, 80, 24).contains("in January gone on day 5"));
    type_keys(&mut model, "B");
    compare("both-times", &model, &[(80, 24)]);
    let picture = shown(&model, 80, 24);
    assert!(picture.contains("Beside the treatment in January"), "{picture}");
}

#[test]
fn an_earlier_healing_is_compared_too_and_has_no_forecast() {
    let mut model = three_treatments(LOOK, ordinary());
    model.choose_treatment(&TreatmentId::from("t0"));
    type_keys(&mut model, "C");
    let picture = shown(&model, 160, 50);
    assert!(picture.contains("Redness gone two days later than in November"), "{picture}");
    assert!(!picture.contains("likely gone"), "{picture}");
    type_keys(&mut model, "f");
    assert!(shown(&model, 80, 24).contains("not the latest one"));
}

#[test]
fn with_one_treatment_it_is_said_kindly_that_there_is_nothing_to_compare() {
    let mut model = model(ordinary());
    type_keys(&mut model, "Cb");
    assert!(model.notice.as_deref().unwrap().contains("The next one will stand beside it here"));
    type_keys(&mut model, "B");
    assert!(shown(&model, 80, 24).contains("There is one treatment so far"));
}

#[test]
fn all_forecasts_are_one_key_away() {
    let mut model = three_treatments(LOOK, ordinary());
    assert!(shown(&model, 160, 50).contains("When will it be over? Likely gone: "));
    assert!(!shown(&model, 80, 24).contains("When will it be over?"), "no row is taken from the check-in");
    type_keys(&mut model, "f");
    compare("forecasts", &model, &[(80, 24), (160, 50)]);
    let picture = shown(&model, 80, 24);
    assert!(picture.contains("A range is no promise"), "{picture}");
}

#[test]
fn a_warning_leaves_no_forecast() {
    let mut model = three_treatments(LOOK, worrying());
    assert!(!shown(&model, 160, 50).contains("Likely gone"));
    type_keys(&mut model, "f");
    let picture = shown(&model, 80, 24);
    assert!(picture.contains("ask your provider instead of a forecast"), "{picture}");
    assert!(!picture.contains("likely gone"), "{picture}");
}

#[test]
fn without_colour_the_other_treatment_has_marks_of_its_own() {
    let mut model = three_treatments(Look { colour: false, unicode: false }, ordinary());
    type_keys(&mut model, "C");
    compare("chart-forecast-plain", &model, &[(80, 24)]);
    let picture = shown(&model, 80, 24);
    assert!(picture.contains("= likely gone") && picture.contains("+ last time"), "{picture}");
}
