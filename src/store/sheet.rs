//! The provider's own sheet, as the patient took it into use; what was in use before is kept as history.
//!
//! May use SQL. What the sheet says is not read here.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension};

use super::column::Column;

const NEWEST: &str = "SELECT text, saved_at, withdrawn FROM provider_sheet ORDER BY number DESC LIMIT 1";
const APPEND: &str = "INSERT INTO provider_sheet (text, saved_at, withdrawn) VALUES (?1, ?2, ?3)";

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
pub(super) fn keep(db: &Connection, text: &str, now: DateTime<FixedOffset>) -> rusqlite::Result<()> {
    db.prepare_cached(APPEND)?.execute((text, Column(now), false)).map(|_| ())
}

/// Takes the sheet in use out of it.
pub(super) fn withdraw(db: &Connection, now: DateTime<FixedOffset>) -> rusqlite::Result<Option<KeptSheet>> {
    let kept = in_use(db)?;
    if let Some(sheet) = &kept {
        db.prepare_cached(APPEND)?.execute((&sheet.text, Column(now), true))?;
    }
    Ok(kept)
}
