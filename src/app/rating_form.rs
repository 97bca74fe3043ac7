//! The five questions about the result, and what the answers make.
//!
//! Uses `app::form` and `domain`.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::field::Answering;
use super::form::{Ask, Field, Form};
use super::model::Model;
use super::spoken_time::{self, spoken, written};
use super::wall_clock::WallClock;
use crate::domain::diary::start_of;
use crate::domain::{Aspect, AspectId, Catalog, Diary, Moment, Outcome, Score, Scored, Treatment};

/// A rating of this moment that says nothing yet; its treatment is found once it is answered.
#[must_use]
pub fn new_rating(id: &str, now: DateTime<FixedOffset>) -> Outcome {
    Outcome::new(id.into(), "".into(), Moment::At(now))
}

/// The questions, filled with what is known: a digit answers and goes on.
#[must_use]
pub fn rating_form(known: &Outcome, catalog: &Catalog) -> Form {
    let mut fields: Vec<_> = catalog
        .aspects
        .iter()
        .enumerate()
        .map(|(at, aspect)| field(at, aspect, known.ratings.get(&aspect.id)))
        .collect();
    fields.push(Field::timed(Ask::Described, "As of", spoken_time::EXAMPLES, known.at));
    Form::new(fields)
}

fn field(at: usize, aspect: &Aspect, known: Option<&Scored>) -> Field {
    let mut options: Vec<_> = aspect.scores.to_vec();
    options.push("not sure".to_owned());
    let chosen = known.map(|scored| scored.score().map_or(Score::ALL.len(), |score| usize::from(score.number() - 1)));
    let hint = format!("{} 1 to 5, 6 not sure, x leaves it open", aspect.question);
    Field::new(Ask::Aspect(at), &aspect.name, &hint, Answering::Chosen(options, chosen))
}

/// The rating that the answers make.
///
/// # Errors
/// What is wrong with which answer, and what would be right.
pub fn read_rating(form: &Form, known: &Outcome, model: &Model) -> Result<Outcome, Vec<(Ask, String)>> {
    let ratings = read_scores(form, known, &model.library.catalog);
    if ratings.is_empty() {
        let words = "Nothing is rated yet: answer one of them, or leave with Esc.";
        return Err(vec![(Ask::Aspect(0), words.to_owned())]);
    }
    let about_moment = |words| vec![(Ask::Described, words)];
    let at = read_moment(form, known, &model.wall_clock()).map_err(about_moment)?;
    let treatment = treatment_at(&model.record.diary, at).map_err(about_moment)?;
    let recorded_at = known.recorded_at.or(Some(model.now));
    Ok(Outcome { treatment: treatment.id.clone(), at, recorded_at, ratings, ..known.clone() })
}

/// What is answered; what a later catalogue knows stays as it was.
fn read_scores(form: &Form, known: &Outcome, catalog: &Catalog) -> BTreeMap<AspectId, Scored> {
    let mut ratings = known.ratings.clone();
    ratings.retain(|id, _| catalog.aspect(id).is_none());
    for (at, aspect) in catalog.aspects.iter().enumerate() {
        let scored = |chosen: usize| Score::ALL.get(chosen).map_or(Scored::NotSure, |score| Scored::At(*score));
        ratings.extend(form.choice(Ask::Aspect(at)).map(|chosen| (aspect.id.clone(), scored(chosen))));
    }
    ratings
}

fn read_moment(form: &Form, known: &Outcome, clock: &WallClock) -> Result<Moment, String> {
    let text = form.text(Ask::Described);
    if text == written(known.at) {
        return Ok(known.at);
    }
    let moment = spoken(text, clock)?;
    if clock.is_to_come(moment) {
        return Err("That is still to come. Rate today or a day before.".to_owned());
    }
    Ok(clock.present_if_today(moment))
}

/// The treatment whose result is seen at a moment: the latest before it.
///
/// # Errors
/// When the moment lies before the first treatment, or there is none.
pub fn treatment_at(diary: &Diary, at: Moment) -> Result<&Treatment, String> {
    let treatments = diary.treatments_by_time();
    let is_before = |treatment: &&Treatment| {
        treatment.instant_of(at, diary.day_end) >= start_of(treatment)
            && treatment.day_of(at, diary.day_end).number() >= 0
    };
    let Some(first) = treatments.first() else {
        return Err("There is no treatment yet whose result could be rated.".to_owned());
    };
    treatments.iter().copied().rev().find(is_before).ok_or_else(|| {
        let date = first.performed_at.date(diary.day_end);
        format!("That is before the first treatment, of {date}. Name a day from then on.")
    })
}
