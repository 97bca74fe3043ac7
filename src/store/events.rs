//! What was done about warnings: rows and values.
//!
//! May use SQL and the domain.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, Row};

use crate::domain::warning::Act;
use crate::domain::{BetterWithin, TreatmentId, WarningEvent};

use super::Journal;
use super::act::Act as Doing;
use super::column::{Column, Small, unknown_word};
use super::error::StoreError;
use super::ledger::WARNING;

/// Doing the same at the same moment is one event. It keeps its place when it is taken back and done again.
pub(super) const OF_TREATMENT: &str = "SELECT treatment, rule, at, act, words, better_within_days FROM warning_event e
    WHERE treatment = ?1 GROUP BY rule, at, act, words, better_within_days
    HAVING max(taken_back = 0 AND NOT EXISTS (SELECT 1 FROM follows f WHERE f.earlier = e.stamp))
    ORDER BY min(number)";

const THERE: &str = "SELECT 1 FROM warning_event e
    WHERE treatment = ?1 AND rule = ?2 AND at = ?3 AND act = ?4 AND words = ?5 AND better_within_days IS ?6
        AND taken_back = 0 AND NOT EXISTS (SELECT 1 FROM follows f WHERE f.earlier = e.stamp)";

const ADD: &str = "INSERT INTO warning_event
        (treatment, rule, at, act, words, better_within_days, saved_at, taken_back, made_by, stamp)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, lower(hex(randomblob(16))))";

impl Journal {
    /// What was done about the warnings of a treatment, the earliest first.
    pub fn events(&self, treatment: &TreatmentId) -> Result<Vec<WarningEvent>, StoreError> {
        self.read("read what was done about warnings", |db| of_treatment(db, treatment))
    }

    /// Adds what was done about one warning or several, as one act.
    pub fn add_events(&mut self, events: &[WarningEvent], now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("save what was done about the warning", now, |db, act| {
            events.iter().try_for_each(|event| add(db, event, act))
        })
    }
}

/// Those of a treatment, the earliest first.
pub(super) fn of_treatment(db: &Connection, treatment: &TreatmentId) -> rusqlite::Result<Vec<WarningEvent>> {
    let mut statement = db.prepare_cached(OF_TREATMENT)?;
    let mut events: Vec<_> = statement.query_map([treatment.as_str()], from_row)?.collect::<Result<_, _>>()?;
    events.sort_by_key(|event: &WarningEvent| event.at);
    Ok(events)
}

/// Adds an event; one that is already there stays one.
pub(super) fn add(db: &Connection, event: &WarningEvent, doing: Doing) -> rusqlite::Result<()> {
    let WarningEvent { treatment, rule, at, act } = event;
    let days = act.better_within().map(BetterWithin::days);
    let (treatment, rule, words) = (treatment.as_str(), rule.as_str(), act.words().unwrap_or_default());
    if db.prepare_cached(THERE)?.exists((treatment, rule, Column(*at), act.id(), words, days))? {
        return Ok(());
    }
    let (saved_at, by) = (Column(doing.at), doing.number);
    let values = (treatment, rule, Column(*at), act.id(), words, days, saved_at, by);
    let number = db.prepare_cached(ADD)?.insert(values)?;
    WARNING.put_on_top(db, number)
}

/// The value of a row.
pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<WarningEvent> {
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
