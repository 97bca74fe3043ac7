//! One milestone, and one rating, in words.
//!
//! May use `domain` and `report`.

use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use super::today::moment_in_words;
use crate::domain::milestone::{Place, Stage};
use crate::domain::{Catalog, Outcome, SourceId};
use crate::report::ahead::{Ahead as Way, who_says};
use crate::report::outcomes::{NO_DANGER_SIGNS, answered, in_words};

/// All about a milestone: when, what, how well supported, who says so and who puts it otherwise.
#[must_use]
pub fn milestone_reading(way: &Way<'_>, stage: &Stage<'_>, catalog: &Catalog) -> Reading {
    let milestone = stage.milestone;
    let mut place = stage.place.word().to_owned();
    if let Some(away) = way.away(stage) {
        place = format!("{place}, {away}");
    }
    let mut passages = vec![
        Passage::led("when", format!("{}: {}", milestone.span(), way.dates(stage))),
        Passage::led("where", place),
        Passage::gap(),
        Passage::new(if stage.place == Place::Here { Tone::Strong } else { Tone::Plain }, milestone.what.clone()),
        Passage::gap(),
        Passage::new(Tone::Strong, milestone.support(catalog)),
    ];
    passages.extend(sources("Who says so", &milestone.sources, catalog));
    passages.extend(sources("Who puts it otherwise", &milestone.differ, catalog));
    passages.push(Passage::gap());
    passages
        .push(Passage::new(Tone::Quiet, "What is described, not a promise. No clinician has reviewed these figures."));
    Reading::new(milestone.title.clone(), passages)
}

fn sources(heading: &str, ids: &[SourceId], catalog: &Catalog) -> Vec<Passage> {
    let lines: Vec<_> = who_says(ids, catalog).into_iter().map(|(lead, text)| Passage::led(lead, text)).collect();
    if lines.is_empty() {
        return lines;
    }
    std::iter::once(Passage::new(Tone::Heading, heading)).chain(lines).collect()
}

/// All about a rating: each answer with its words, and after which treatment it was.
#[must_use]
pub fn rating_reading(model: &Model, outcome: &Outcome) -> Reading {
    let diary = &model.record.diary;
    let catalog = &model.library.catalog;
    let one = |(aspect, scored)| {
        let aspect: &crate::domain::Aspect = aspect;
        Passage::led(aspect.name.to_lowercase(), in_words(aspect, scored))
    };
    let mut passages: Vec<_> = answered(outcome, catalog).map(one).collect();
    passages.push(Passage::gap());
    if let Some(treatment) = diary.treatment(&outcome.treatment) {
        let day = treatment.day_of(outcome.at, diary.day_end);
        let date = moment_in_words(treatment.performed_at);
        passages.push(Passage::new(Tone::Plain, format!("Day {day} after the treatment of {date}.")));
    }
    if let Some(typed) =
        outcome.recorded_at.filter(|typed| diary.day_end.date_of(*typed) > outcome.at.date(diary.day_end))
    {
        let words = format!("Typed later, on {}.", typed.format("%-d %b %Y"));
        passages.push(Passage::new(Tone::Quiet, words));
    }
    passages.push(Passage::gap());
    passages.push(Passage::new(Tone::Quiet, NO_DANGER_SIGNS));
    Reading::new(format!("Rated {}", moment_in_words(outcome.at)), passages)
}
