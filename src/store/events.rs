//! What was done about warnings: rows and values.
//!
//! May use SQL and the domain.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, Row};

use crate::domain::warning::Act;
use crate::domain::{BetterWithin, TreatmentId, WarningEvent};

use super::column::{Column, Small, unknown_word};

const OF_TREATMENT: &str = "SELECT treatment, rule, at, act, words, better_within_days FROM warning_event
    WHERE treatment = ?1 ORDER BY number";

const ADD: &str = "INSERT INTO warning_event (treatment, rule, at, act, words, better_within_days)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING";

/// Those of a treatment, the earliest first.
pub(super) fn of_treatment(db: &Connection, treatment: &TreatmentId) -> rusqlite::Result<Vec<WarningEvent>> {
    let mut statement = db.prepare_cached(OF_TREATMENT)?;
    let mut events: Vec<_> = statement.query_map([treatment.as_str()], from_row)?.collect::<Result<_, _>>()?;
    events.sort_by_key(|event: &WarningEvent| event.at);
    Ok(events)
}

/// Adds an event; one that is already there stays one.
pub(super) fn add(db: &Connection, event: &WarningEvent) -> rusqlite::Result<()> {
    let WarningEvent { treatment, rule, at, act } = event;
    let days = act.better_within().map(BetterWithin::days);
    let values = (treatment.as_str(), rule.as_str(), Column(*at), act.id(), act.words().unwrap_or_default(), days);
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
        "seen" => Ok(Act::Seen { words, better_within: row.get::<_, Small<BetterWithin>>("better_within_days")?.0 }),
        _ => Err(unknown_word()),
    }
}
