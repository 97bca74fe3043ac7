//! `mendlog month`: a month as a sentence, a calendar and, when asked, a line for each day.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::output::{WIDTH, print, print_file, say, wrapped};
use super::setting::{NO_TREATMENT, Setting};
use super::{Outcome, answers, wrong};
use crate::domain::{SymptomId, Triage, assess};
use crate::report::month::{Month, MonthDay, Recorded, Worst, legend};

/// Show a month: a sentence, then a calendar with the worst grade and the loudest verdict of each day
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Which month, as YYYY-MM; this one when left out
    month: Option<String>,
    /// The grades of one symptom, such as redness, in place of the worst of all
    #[arg(long, value_name = "SYMPTOM")]
    symptom: Option<String>,
    /// Tell each day in words, a line each, in place of the calendar
    #[arg(long, conflicts_with = "json")]
    days: bool,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

/// Tells the month asked for.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let catalog = &setting.library.catalog;
    let symptom = arguments.symptom.as_deref().map(|typed| answers::symptom(typed, catalog)).transpose()?;
    let diary = setting.diary()?;
    let today = diary.day_end.date_of(setting.now);
    let date = arguments.month.as_deref().map_or(Ok(today), chosen)?;
    if diary.treatments.is_empty() && !arguments.json {
        say(NO_TREATMENT);
        return Ok(Outcome::Done);
    }
    let edited = setting.existing_journal()?.map(|journal| journal.edited()).transpose()?.unwrap_or_default();
    let judged: Vec<_> = diary
        .treatments
        .iter()
        .map(|treatment| assess(&diary.healing(treatment), setting.library.protocol(&treatment.protocol)))
        .collect();
    let judged: Vec<_> = judged.iter().collect();
    let recorded = Recorded { diary: &diary, assessments: &judged, edited: &edited, today };
    let month = Month::of(date, symptom.as_ref(), recorded);
    if arguments.json {
        print_file(&format!("{}\n", serde_json::to_string_pretty(&as_json(&month))?))?;
    } else {
        print(&told(&month, arguments.days, setting))?;
    }
    Ok(Outcome::Done)
}

fn chosen(typed: &str) -> anyhow::Result<NaiveDate> {
    let date = NaiveDate::parse_from_str(&format!("{}-01", typed.trim()), "%Y-%m-%d").ok();
    date.filter(|date| (1900..=2200).contains(&date.year())).ok_or_else(|| {
        let typed: String = typed.chars().take(40).collect();
        wrong(format!("\"{typed}\" is no month; write YYYY-MM, such as 2026-03"))
    })
}

fn told(month: &Month, days: bool, setting: &Setting) -> Vec<String> {
    let catalog = &setting.library.catalog;
    let mut lines = wrapped("", &month.sentence(catalog));
    lines.push(String::new());
    if days {
        lines.extend(month.day_lines(catalog));
    } else {
        lines.extend(month.grid());
        lines.push(String::new());
        lines.extend(legend(WIDTH));
    }
    lines
}

fn as_json(month: &Month) -> Value {
    json!({
        "month": month.first.format("%Y-%m").to_string(),
        "symptom": month.symptom.as_ref().map(SymptomId::as_str),
        "days": month.days.iter().map(day_as_json).collect::<Vec<_>>(),
    })
}

fn day_as_json(day: &MonthDay) -> Value {
    let (worst, of) = match &day.worst {
        Worst::NotRecorded => (Value::Null, None),
        Worst::NotSure => (Value::from("not_sure"), None),
        Worst::Graded(grade, symptom) => (Value::from(grade.number()), Some(symptom.as_str())),
    };
    json!({
        "date": day.date.to_string(),
        "day": day.day.map(crate::domain::Day::number),
        "check_ins": day.check_ins,
        "worst_grade": worst,
        "worst_symptom": of,
        "verdict": day.verdict.map(Triage::id),
        "treatments": day.treatments,
        "open_warnings": day.open_warnings,
        "typed_later": day.late,
        "changed": day.edited,
    })
}
