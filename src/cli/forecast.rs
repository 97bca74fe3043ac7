//! `mendlog forecast`: when each symptom will be over, as a range of days and never a promise.
//!
//! Part of the shell.

use serde_json::{Value, json};

use super::Outcome;
use super::output::{print, print_file, say, wrapped};
use super::setting::{NO_TREATMENT, Setting};
use crate::domain::forecast::{EarlierEnd, Reason, forecasts};
use crate::domain::{Diary, Forecast, Moment, Outlook, Treatment};
use crate::report::forecast::{HOW_MEANT, Telling};

/// Tell when each symptom is likely gone, as a range of days: from the range described, your entries, your earlier treatments
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

/// Tells the forecasts of the latest treatment at this moment.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let diary = setting.diary()?;
    let Some(treatment) = diary.treatments_by_time().last().copied() else {
        say(NO_TREATMENT);
        return Ok(Outcome::Done);
    };
    let catalog = &setting.library.catalog;
    let at = Moment::At(setting.now);
    let symptoms = catalog.symptoms.iter().map(|symptom| &symptom.id);
    let found = forecasts(&diary, treatment, setting.library.protocol(&treatment.protocol), symptoms, at);
    let today = treatment.day_of(at, diary.day_end);
    let telling = Telling { diary: &diary, treatment, catalog, today };
    if arguments.json {
        let forecasts: Vec<_> = found.iter().map(|forecast| as_json(forecast, &telling)).collect();
        let whole = json!({ "treatment": treatment.id, "day": today, "forecasts": forecasts, "how_meant": HOW_MEANT });
        print_file(&(serde_json::to_string_pretty(&whole)? + "\n"))?;
        return Ok(Outcome::Done);
    }
    let told: Vec<_> = found.iter().filter(|forecast| forecast.outlook != Outlook::NotRecorded).collect();
    if told.is_empty() {
        say("No symptom is graded after this treatment yet: `mendlog log redness=2 peeling=1`, or `mendlog`.");
        return Ok(Outcome::Done);
    }
    let mut lines: Vec<_> = told.into_iter().flat_map(|forecast| wrapped("", &telling.sentence(forecast))).collect();
    lines.push(String::new());
    lines.extend(wrapped("", HOW_MEANT));
    print(&lines)?;
    Ok(Outcome::Done)
}

fn as_json(forecast: &Forecast, telling: &Telling<'_>) -> Value {
    let mut told = json!({ "symptom": forecast.symptom, "words": telling.sentence(forecast) });
    let facts = match &forecast.outlook {
        Outlook::NotRecorded => json!({ "state": "not_recorded" }),
        Outlook::NeverThere(entries) => json!({ "state": "never_there", "entries": entries }),
        Outlook::Gone { on } => json!({ "state": "gone", "gone_on_day": on }),
        Outlook::Going(range) => json!({
            "state": "going",
            "likely_day": range.likely,
            "first_day": range.first,
            "last_day": range.last,
            "first_date": date(telling.diary, telling.treatment, range.first),
            "last_date": date(telling.diary, telling.treatment, range.last),
            "entries": range.entries,
            "earlier": range.earlier.iter().map(earlier).collect::<Vec<_>>(),
        }),
        Outlook::AskProvider(reason) => json!({ "state": "ask_provider", "reason": match reason {
            Reason::OpenWarning(title) => title.as_str(),
            Reason::Outside => "outside_range",
        }}),
        Outlook::TooLittle(entries) => json!({ "state": "too_little", "entries": entries }),
        Outlook::Stale(day) => json!({ "state": "stale", "last_graded_on_day": day }),
        Outlook::NothingDescribed => json!({ "state": "nothing_described" }),
    };
    if let (Some(told), Value::Object(facts)) = (told.as_object_mut(), facts) {
        told.extend(facts);
    }
    told
}

fn earlier(end: &EarlierEnd) -> Value {
    json!({ "treatment": end.treatment, "last_there_on_day": end.last_there, "gone_on_day": end.gone })
}

fn date(diary: &Diary, treatment: &Treatment, day: crate::domain::Day) -> String {
    treatment.date_of(day, diary.day_end).to_string()
}
