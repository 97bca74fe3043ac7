//! When it will be over: the forecasts of all symptoms to read, and a line that holds the next ones.
//!
//! May use `domain` and the words of `report`.

use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use crate::domain::{Moment, Outlook};
use crate::report::forecast::{HOW_MEANT, TITLE, Telling};

/// So many symptoms are named in one line.
const IN_A_LINE: usize = 3;

/// What tells the forecasts of the treatment shown; none before the first treatment.
#[must_use]
pub fn telling(model: &Model) -> Option<Telling<'_>> {
    let treatment = model.record.treatment()?;
    let diary = &model.record.diary;
    let today = treatment.day_of(Moment::At(model.now), diary.day_end);
    Some(Telling { diary, treatment, catalog: &model.library.catalog, today })
}

/// All forecasts, to read.
#[must_use]
pub fn reading(model: &Model) -> Reading {
    let mut passages = Vec::new();
    if let Some(telling) = telling(model) {
        let graded = |outlook: &Outlook| !matches!(outlook, Outlook::NotRecorded);
        let told = model.chart.forecasts.iter().filter(|forecast| graded(&forecast.outlook));
        passages.extend(told.map(|forecast| {
            let tone = if matches!(forecast.outlook, Outlook::AskProvider(_)) { Tone::Strong } else { Tone::Plain };
            Passage::new(tone, telling.sentence(forecast))
        }));
    }
    if model.chart.forecasts.is_empty() && model.record.treatment().is_some() {
        let words =
            "The healing shown is not the latest one. R shows the treatments, where you choose which one is shown.";
        passages.push(Passage::new(Tone::Plain, words));
    } else if passages.is_empty() {
        passages.push(Passage::new(Tone::Plain, "No symptom is graded yet, so there is nothing to go by."));
    }
    passages.push(Passage::gap());
    passages.push(Passage::new(Tone::Quiet, HOW_MEANT));
    Reading::new(TITLE, passages)
}

/// The forecasts in one line, those that end last; none where there is no range.
#[must_use]
pub fn line(model: &Model) -> Option<String> {
    let telling = telling(model)?;
    let last = |outlook: &Outlook| match outlook {
        Outlook::Going(range) => Some(range.last),
        _ => None,
    };
    let mut going: Vec<_> = model.chart.forecasts.iter().filter(|forecast| last(&forecast.outlook).is_some()).collect();
    going.sort_by_key(|forecast| std::cmp::Reverse(last(&forecast.outlook)));
    let named: Vec<_> = going.iter().take(IN_A_LINE).filter_map(|forecast| telling.in_short(forecast)).collect();
    let more = going.len().saturating_sub(IN_A_LINE);
    let more = if more > 0 { format!(", {more} more") } else { String::new() };
    (!named.is_empty()).then(|| format!("{TITLE} Likely gone: {}{more} (press f)", named.join(", ")))
}

/// The forecast of the symptom on the chart, without what it rests on; none where nothing is to be said.
#[must_use]
pub fn of_chart(model: &Model) -> Option<String> {
    let course = model.chart.course()?;
    let forecast = model.chart.forecasts.iter().find(|forecast| forecast.symptom == course.symptom)?;
    let is_there = !matches!(forecast.outlook, Outlook::NotRecorded | Outlook::NeverThere(_) | Outlook::Gone { .. });
    is_there.then(|| telling(model).map(|telling| telling.brief(forecast))).flatten()
}
