//! Planned treatments: rows and values.
//!
//! May use SQL and the domain.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::{Moment, Plan, PlanId, Treatment};

use super::Journal;
use super::act::Act;
use super::column::Column;
use super::error::StoreError;
use super::ledger::PLAN;
use super::revision::{Presence, Saved, same_moment};
use super::treatments::{self, provider_from};

const KEPT: &str = "SELECT r.* FROM plan p JOIN plan_revision r ON r.number = p.newest WHERE p.deleted = 0
    ORDER BY p.rowid";

const NEWEST: &str = "SELECT r.* FROM plan p JOIN plan_revision r ON r.number = p.newest WHERE p.id = ?1";

const APPEND: &str =
    "INSERT INTO plan_revision (plan, at, provider_name, provider_phone, out_of_hours_phone, note, saved_at,
        deleted, made_by, stamp)
    VALUES (:plan, :at, :provider_name, :provider_phone, :out_of_hours_phone, :note, :saved_at,
        :deleted, :act, lower(hex(randomblob(16))))";

const POINT_AT: &str = "INSERT INTO plan (id, deleted, newest)
    SELECT plan, deleted, number FROM plan_revision WHERE number = ?1
    ON CONFLICT (id) DO UPDATE SET deleted = excluded.deleted, newest = excluded.newest";

impl Journal {
    /// The planned treatments, the earliest first, without dropped ones.
    pub fn plans(&self) -> Result<Vec<Plan>, StoreError> {
        self.read("read what is planned", kept)
    }

    /// Saves a plan, new or changed; its earlier values are kept.
    pub fn save_plan(&mut self, plan: &Plan, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("save the plan", now, |db, act| save(db, plan, act).map(|_| ()))
    }

    /// Hides a plan.
    pub fn drop_plan(&mut self, id: &PlanId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("drop the plan", now, |db, act| set_presence(db, id, Presence::Deleted, act))
    }

    /// Shows a dropped plan again, as it was.
    pub fn restore_plan(&mut self, id: &PlanId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("bring the plan back", now, |db, act| set_presence(db, id, Presence::Kept, act))
    }

    /// Saves the treatment that a plan became, and drops the plan: both or neither.
    pub fn perform_plan(
        &mut self,
        id: &PlanId,
        treatment: &Treatment,
        now: DateTime<FixedOffset>,
    ) -> Result<(), StoreError> {
        self.act("save the treatment", now, |db, act| {
            treatments::save(db, treatment, act)?;
            set_presence(db, id, Presence::Deleted, act)
        })
    }
}

/// All that are not deleted, the earliest first.
pub(super) fn kept(db: &Connection) -> rusqlite::Result<Vec<Plan>> {
    let plans: Vec<_> = db.prepare_cached(KEPT)?.query_map([], from_row)?.collect::<Result<_, _>>()?;
    Ok(crate::domain::plan::by_time(&plans).into_iter().cloned().collect())
}

/// Puts a plan on top of what was known about it.
pub(super) fn save(db: &Connection, plan: &Plan, act: Act) -> rusqlite::Result<Saved> {
    let saved = match newest(db, &plan.id)? {
        None | Some((_, Presence::Deleted)) => Saved::Added,
        Some((old, Presence::Kept)) if old == *plan && same_moment(old.at, plan.at) => return Ok(Saved::AlreadyThere),
        Some(_) => Saved::Changed,
    };
    append(db, plan, Presence::Kept, act)?;
    Ok(saved)
}

/// Hides or shows a plan.
pub(super) fn set_presence(db: &Connection, id: &PlanId, presence: Presence, act: Act) -> rusqlite::Result<()> {
    let (plan, was) = newest(db, id)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    if was == presence { Ok(()) } else { append(db, &plan, presence, act) }
}

fn newest(db: &Connection, id: &PlanId) -> rusqlite::Result<Option<(Plan, Presence)>> {
    let mut statement = db.prepare_cached(NEWEST)?;
    let read = |row: &Row<'_>| Ok((from_row(row)?, row.get("deleted").map(Presence::from_deleted)?));
    statement.query_row([id.as_str()], read).optional()
}

fn append(db: &Connection, plan: &Plan, presence: Presence, act: Act) -> rusqlite::Result<()> {
    let Plan { id, at, provider, note } = plan;
    let revision = db.prepare_cached(APPEND)?.insert(named_params! {
        ":plan": id.as_str(),
        ":at": Column(*at),
        ":provider_name": provider.name,
        ":provider_phone": provider.phone,
        ":out_of_hours_phone": provider.out_of_hours,
        ":note": note,
        ":saved_at": Column(act.at),
        ":deleted": presence.is_deleted(),
        ":act": act.number,
    })?;
    PLAN.put_on_top(db, revision)
}

/// Makes a revision the one that counts.
pub(super) fn point(db: &Connection, revision: i64) -> rusqlite::Result<()> {
    db.prepare_cached(POINT_AT)?.execute([revision]).map(|_| ())
}

/// The value of a row.
pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Plan> {
    let id: String = row.get("plan")?;
    Ok(Plan {
        id: id.into(),
        at: row.get::<_, Column<Moment>>("at")?.0,
        provider: provider_from(row)?,
        note: row.get("note")?,
    })
}
