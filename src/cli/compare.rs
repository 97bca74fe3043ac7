//! `mendlog compare`: two treatments beside each other, in sentences and day by day.
//!
//! Part of the shell.

use serde_json::{Value, json};

use super::output::{print, print_file, say, table, wrapped};
use super::setting::{NO_TREATMENT, Setting, treatment_named};
use super::{Outcome, answers, wrong};
use crate::domain::{Diary, Gone, Moment, Treatment};
use crate::report::comparison::{Compared, Comparison, DayByDay, ONLY_ONE};

/// Compare two treatments: when each symptom was gone, and with --symptom its grades day by day
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The treatment to talk about: its number or id in `mendlog treatment list`; the latest when left out
    #[arg(value_name = "A")]
    one: Option<String>,
    /// The treatment to compare it with; the one before when left out
    #[arg(value_name = "B")]
    other: Option<String>,
    /// Only this symptom, day by day
    #[arg(long)]
    symptom: Option<String>,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

/// Compares, and tells it.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let catalog = &setting.library.catalog;
    let symptom = arguments.symptom.as_deref().map(|typed| answers::symptom(typed, catalog)).transpose()?;
    let diary = setting.diary()?;
    let Some((one, other)) = chosen(&diary, arguments)? else { return Ok(Outcome::Done) };
    let mut comparison = Comparison::new(&diary, one, other, catalog, Moment::At(setting.now));
    if let Some(symptom) = &symptom {
        comparison.symptoms.retain(|compared| compared.symptom == *symptom);
    }
    if arguments.json {
        print_file(&(serde_json::to_string_pretty(&as_json(&comparison))? + "\n"))?;
    } else if symptom.is_some() {
        print(&day_by_day(&comparison))?;
    } else {
        print(&told(&comparison))?;
    }
    Ok(Outcome::Done)
}

/// The two treatments; nothing, after a word about it, where there are not two.
fn chosen<'a>(diary: &'a Diary, arguments: &Arguments) -> anyhow::Result<Option<(&'a Treatment, &'a Treatment)>> {
    let treatments = diary.treatments_by_time();
    let named = |name: &Option<String>| name.as_deref().map(|name| treatment_named(diary, name)).transpose();
    let (one, other) = (named(&arguments.one)?, named(&arguments.other)?);
    if treatments.len() < 2 {
        say(if treatments.is_empty() { NO_TREATMENT } else { ONLY_ONE });
        return Ok(None);
    }
    let Some(one) = one.or(treatments.last().copied()) else { return Ok(None) };
    let here = treatments.iter().position(|treatment| treatment.id == one.id).unwrap_or(0);
    let beside = if here == 0 { treatments.get(1) } else { treatments.get(here - 1) };
    let Some(other) = other.or(beside.copied()) else { return Ok(None) };
    if one.id == other.id {
        return Err(wrong(
            "a treatment cannot be compared with itself; name two, as `mendlog treatment list` shows them",
        ));
    }
    Ok(Some((one, other)))
}

fn told(comparison: &Comparison) -> Vec<String> {
    let sentences = comparison.symptoms.iter().filter_map(|compared| comparison.end_sentence(compared));
    let all = std::iter::once(comparison.overall()).chain(sentences);
    all.flat_map(|sentence| wrapped("", &sentence)).collect()
}

fn day_by_day(comparison: &Comparison) -> Vec<String> {
    let Some(compared) = comparison.symptoms.first() else { return Vec::new() };
    let Some(end) = comparison.end_sentence(compared) else {
        say(&format!("{} is recorded after neither of the two treatments.", compared.name));
        return Vec::new();
    };
    let sentences = std::iter::once(end).chain(comparison.day_sentence(compared));
    let mut lines: Vec<_> = sentences.flat_map(|sentence| wrapped("", &sentence)).collect();
    lines.push(String::new());
    lines.extend(table(&comparison.table(compared)));
    lines
}

fn as_json(comparison: &Comparison) -> Value {
    let symptom = |compared: &Compared| {
        json!({
            "symptom": compared.symptom,
            "one": side(&compared.one),
            "other": side(&compared.other),
            "words": comparison.end_sentence(compared),
        })
    };
    json!({
        "one": comparison.one.treatment,
        "other": comparison.other.treatment,
        "overall": comparison.overall(),
        "symptoms": comparison.symptoms.iter().filter(|compared| compared.is_graded()).map(symptom).collect::<Vec<_>>(),
    })
}

fn side(side: &DayByDay) -> Value {
    let worst: serde_json::Map<_, _> =
        side.worst.iter().map(|(day, grade)| (day.to_string(), json!(grade.number()))).collect();
    let (state, last_there, gone) = match side.gone {
        Gone::NotRecorded => ("not_recorded", None, None),
        Gone::NeverThere => ("never_there", None, None),
        Gone::NotYet { last_there } => ("not_yet", Some(last_there), None),
        Gone::By { last_there, gone } => ("gone", Some(last_there), Some(gone)),
    };
    json!({ "state": state, "last_there_on_day": last_there, "gone_by_day": gone, "worst_by_day": worst })
}
