//! The provider's own sheet, as the patient took it into use; what was in use before is kept as history.
//!
//! May use SQL. What the sheet says is not read here.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension};

use super::act::Act;
use super::column::Column;
use super::ledger::SHEET;
use super::revision::Presence;

pub(super) const NEWEST: &str = "SELECT text, saved_at, withdrawn FROM provider_sheet s
    WHERE NOT EXISTS (SELECT 1 FROM follows f WHERE f.earlier = s.stamp)
    ORDER BY withdrawn, unixepoch(saved_at, 'subsec') DESC, stamp DESC LIMIT 1";
const APPEND: &str = "INSERT INTO provider_sheet (text, saved_at, withdrawn, made_by, stamp)
    VALUES (?1, ?2, ?3, ?4, lower(hex(randomblob(16))))";

/// A sheet as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptSheet {
    /// The file's text.
    pub text: String,
    /// Since when it is in use.
    pub saved_at: DateTime<FixedOffset>,
}

/// The sheet in use.
pub(super) fn in_use(db: &Connection) -> rusqlite::Result<Option<KeptSheet>> {
    let newest = db.prepare_cached(NEWEST)?.query_row([], |row| {
        let Column(saved_at) = row.get(1)?;
        let withdrawn: bool = row.get(2)?;
        Ok((!withdrawn).then_some(KeptSheet { text: row.get(0)?, saved_at }))
    });
    newest.optional().map(Option::flatten)
}

/// Takes a sheet into use.
pub(super) fn keep(db: &Connection, text: &str, act: Act) -> rusqlite::Result<()> {
    append(db, text, Presence::Kept, act)
}

/// Takes the sheet in use out of it.
pub(super) fn withdraw(db: &Connection, act: Act) -> rusqlite::Result<Option<KeptSheet>> {
    let kept = in_use(db)?;
    if let Some(sheet) = &kept {
        append(db, &sheet.text, Presence::Deleted, act)?;
    }
    Ok(kept)
}

fn append(db: &Connection, text: &str, presence: Presence, act: Act) -> rusqlite::Result<()> {
    let values = (text, Column(act.at), presence.is_deleted(), act.number);
    let number = db.prepare_cached(APPEND)?.insert(values)?;
    SHEET.put_on_top(db, number)
}
