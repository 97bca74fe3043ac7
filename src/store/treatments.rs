//! Treatments: rows and values.
//!
//! May use SQL and the domain.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::diary::start_of;
use crate::domain::{Area, Cost, Device, Grade, Moment, NeedleDepth, Passes, Provider, Treatment, TreatmentId};

use super::Journal;
use super::act::Act;
use super::column::{Column, Small};
use super::entries;
use super::error::StoreError;
use super::ledger::TREATMENT;
use super::revision::{Presence, Saved, same_moment};
use super::treatment_lists::{self, with_lists};

const IN_TIME_ORDER: &str = "SELECT r.* FROM treatment t JOIN treatment_revision r ON r.number = t.newest
    WHERE t.deleted = 0 ORDER BY t.instant, t.id";

const NEWEST: &str = "SELECT r.* FROM treatment t JOIN treatment_revision r ON r.number = t.newest WHERE t.id = ?1";

const APPEND: &str = "INSERT INTO treatment_revision (treatment, performed_at, protocol, device, needle_depth_mm, area,
        prp, at_home, retinoid_resumed_on, provider_name, provider_phone, out_of_hours_phone, cost_amount,
        cost_currency, note, saved_at, deleted, passes, severity_before, active_lesions, made_by, stamp)
    VALUES (:treatment, :performed_at, :protocol, :device, :needle_depth_mm, :area, :prp, :at_home,
        :retinoid_resumed_on, :provider_name, :provider_phone, :out_of_hours_phone, :cost_amount, :cost_currency,
        :note, :saved_at, :deleted, :passes, :severity_before, :active_lesions, :act, lower(hex(randomblob(16))))";

const REVISION: &str = "SELECT * FROM treatment_revision WHERE number = ?1";

const POINT_AT_NEWEST: &str = "INSERT INTO treatment (id, instant, deleted, newest) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (id) DO UPDATE SET instant = excluded.instant, deleted = excluded.deleted, newest = excluded.newest";

impl Journal {
    /// The treatments in time order, without deleted ones.
    pub fn treatments(&self) -> Result<Vec<Treatment>, StoreError> {
        self.read("read the treatments", in_time_order)
    }

    /// Saves a treatment, new or corrected; its earlier values are kept.
    pub fn save_treatment(&mut self, treatment: &Treatment, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("save the treatment", now, |db, act| save(db, treatment, act).map(|_| ()))
    }

    /// Hides a treatment and all that tells about it.
    pub fn delete_treatment(&mut self, id: &TreatmentId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("delete the treatment", now, |db, act| set_presence(db, id, Presence::Deleted, act))
    }

    /// Shows a deleted treatment again, as it was.
    pub fn restore_treatment(&mut self, id: &TreatmentId, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
        self.act("bring the treatment back", now, |db, act| set_presence(db, id, Presence::Kept, act))
    }
}

/// All that are not deleted, the earliest first.
pub(super) fn in_time_order(db: &Connection) -> rusqlite::Result<Vec<Treatment>> {
    db.prepare_cached(IN_TIME_ORDER)?.query_map([], |row| from_row(db, row))?.collect()
}

/// What counts for a treatment now, and whether it is deleted.
pub(super) fn newest(db: &Connection, id: &TreatmentId) -> rusqlite::Result<Option<(Treatment, Presence)>> {
    let mut statement = db.prepare_cached(NEWEST)?;
    statement.query_row([id.as_str()], |row| Ok((from_row(db, row)?, presence(row)?))).optional()
}

/// Puts a treatment on top of what was known about it.
pub(super) fn save(db: &Connection, treatment: &Treatment, act: Act) -> rusqlite::Result<Saved> {
    let saved = match newest(db, &treatment.id)? {
        None | Some((_, Presence::Deleted)) => Saved::Added,
        Some((old, Presence::Kept)) if is_same(&old, treatment) => return Ok(Saved::AlreadyThere),
        Some(_) => Saved::Changed,
    };
    append(db, treatment, Presence::Kept, act)?;
    Ok(saved)
}

/// Hides or shows a treatment, with its entries.
pub(super) fn set_presence(db: &Connection, id: &TreatmentId, presence: Presence, act: Act) -> rusqlite::Result<()> {
    let (treatment, was) = newest(db, id)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    if was == presence { Ok(()) } else { append(db, &treatment, presence, act) }
}

fn append(db: &Connection, treatment: &Treatment, presence: Presence, act: Act) -> rusqlite::Result<()> {
    let Treatment { id, provider, .. } = treatment;
    let revision = db.prepare_cached(APPEND)?.insert(named_params! {
        ":treatment": id.as_str(),
        ":performed_at": Column(treatment.performed_at),
        ":protocol": treatment.protocol,
        ":device": treatment.device.map(Device::id),
        ":needle_depth_mm": treatment.needle_depth.map(NeedleDepth::mm),
        ":area": treatment.area.as_ref().map(Area::id),
        ":prp": treatment.prp,
        ":at_home": treatment.at_home,
        ":retinoid_resumed_on": treatment.retinoid_resumed_on.map(Column),
        ":provider_name": provider.name,
        ":provider_phone": provider.phone,
        ":out_of_hours_phone": provider.out_of_hours,
        ":cost_amount": treatment.cost.as_ref().map(|cost| &cost.amount),
        ":cost_currency": treatment.cost.as_ref().map(|cost| &cost.currency),
        ":note": treatment.note,
        ":saved_at": Column(act.at),
        ":deleted": presence.is_deleted(),
        ":passes": treatment.passes.map(Passes::number),
        ":severity_before": treatment.severity_before.map(Grade::number),
        ":active_lesions": treatment.active_lesions,
        ":act": act.number,
    })?;
    treatment_lists::append(db, revision, treatment)?;
    TREATMENT.put_on_top(db, revision)
}

/// Makes a revision the one that counts.
pub(super) fn point(db: &Connection, revision: i64) -> rusqlite::Result<()> {
    let (treatment, presence) =
        db.prepare_cached(REVISION)?.query_row([revision], |row| Ok((without_lists(row)?, presence(row)?)))?;
    let instant = start_of(&treatment).timestamp_micros();
    let head = (treatment.id.as_str(), instant, presence.is_deleted(), revision);
    db.prepare_cached(POINT_AT_NEWEST)?.execute(head)?;
    entries::follow_offset(db, &treatment)
}

fn is_same(one: &Treatment, other: &Treatment) -> bool {
    one == other && same_moment(one.performed_at, other.performed_at)
}

fn presence(row: &Row<'_>) -> rusqlite::Result<Presence> {
    row.get("deleted").map(Presence::from_deleted)
}

pub(super) fn from_row(db: &Connection, row: &Row<'_>) -> rusqlite::Result<Treatment> {
    with_lists(db, row.get("number")?, without_lists(row)?)
}

fn without_lists(row: &Row<'_>) -> rusqlite::Result<Treatment> {
    let area: Option<String> = row.get("area")?;
    let id: String = row.get("treatment")?;
    Ok(Treatment {
        protocol: row.get("protocol")?,
        device: row.get::<_, Option<Column<Device>>>("device")?.map(|Column(device)| device),
        needle_depth: row.get::<_, Option<Column<NeedleDepth>>>("needle_depth_mm")?.map(|Column(depth)| depth),
        area: area.map(Area::from),
        prp: row.get("prp")?,
        at_home: row.get("at_home")?,
        passes: row.get::<_, Option<Small<Passes>>>("passes")?.map(|Small(passes)| passes),
        severity_before: row.get::<_, Option<Small<Grade>>>("severity_before")?.map(|Small(grade)| grade),
        active_lesions: row.get("active_lesions")?,
        retinoid_resumed_on: row.get::<_, Option<Column<NaiveDate>>>("retinoid_resumed_on")?.map(|Column(date)| date),
        provider: provider_from(row)?,
        cost: cost_from(row)?,
        note: row.get("note")?,
        ..Treatment::new(id.into(), row.get::<_, Column<Moment>>("performed_at")?.0)
    })
}

pub(super) fn provider_from(row: &Row<'_>) -> rusqlite::Result<Provider> {
    Ok(Provider {
        name: row.get("provider_name")?,
        phone: row.get("provider_phone")?,
        out_of_hours: row.get("out_of_hours_phone")?,
    })
}

fn cost_from(row: &Row<'_>) -> rusqlite::Result<Option<Cost>> {
    let amount: Option<String> = row.get("cost_amount")?;
    let currency: Option<String> = row.get("cost_currency")?;
    Ok(amount.zip(currency).map(|(amount, currency)| Cost { amount, currency }))
}
