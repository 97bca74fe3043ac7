//! What was done about warnings: rows and values.
//!
//! May use SQL and the domain.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, Row};

use crate::domain::warning::Act;
use crate::domain::{TreatmentId, WarningEvent};

use super::column::{Column, unknown_word};

const OF_TREATMENT: &str =
    "SELECT treatment, rule, at, act, words FROM warning_event WHERE treatment = ?1 ORDER BY number";

const ADD: &str = "INSERT INTO warning_event (treatment, rule, at, act, words) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (treatment, rule, at, act, words) DO NOTHING";

/// Those of a treatment, the earliest first.
pub(super) fn of_treatment(db: &Connection, treatment: &TreatmentId) -> rusqlite::Result<Vec<WarningEvent>> {
    let mut statement = db.prepare_cached(OF_TREATMENT)?;
    let mut events: Vec<_> = statement.query_map([treatment.as_str()], from_row)?.collect::<Result<_, _>>()?;
    events.sort_by_key(|event: &WarningEvent| event.at);
    Ok(events)
}

/// Adds an event; one that is already there stays one.
pub(super) fn add(db: &Connection, event: &WarningEvent) -> rusqlite::Result<()> {
    let (act, words) = match &event.act {
        Act::Acknowledged => ("acknowledged", ""),
        Act::Called => ("called", ""),
        Act::Answered(words) => ("answered", words.as_str()),
        Act::Closed(words) => ("closed", words.as_str()),
    };
    let values = (event.treatment.as_str(), event.rule.as_str(), Column(event.at), act, words);
    db.prepare_cached(ADD)?.execute(values).map(|_| ())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<WarningEvent> {
    let (treatment, rule): (String, String) = (row.get("treatment")?, row.get("rule")?);
    Ok(WarningEvent {
        treatment: treatment.into(),
        rule: rule.into(),
        at: row.get::<_, Column<DateTime<FixedOffset>>>("at")?.0,
        act: act_from(row)?,
    })
}

fn act_from(row: &Row<'_>) -> rusqlite::Result<Act> {
    let (act, words): (String, String) = (row.get("act")?, row.get("words")?);
    match act.as_str() {
        "acknowledged" => Ok(Act::Acknowledged),
        "called" => Ok(Act::Called),
        "answered" => Ok(Act::Answered(words)),
        "closed" => Ok(Act::Closed(words)),
        _ => Err(unknown_word()),
    }
}
