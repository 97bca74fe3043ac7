//! What is in a backup, as far as it can be told without taking it out.
//!
//! May use SQL and files.

use std::path::Path;

use crate::store::error::StoreError;
use crate::store::key::Seal;
use crate::store::opening;
use crate::store::schema;
use crate::store::unlocking::salt_of;

use super::copying::is_whole;

const TREATMENTS: &str = "SELECT count(*) FROM treatment WHERE deleted = 0";
const CHECK_INS: &str = "SELECT count(*) FROM entry e JOIN treatment t ON t.id = e.treatment
    WHERE e.deleted = 0 AND t.deleted = 0";

/// What a look into a backup found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// A whole journal.
    Whole {
        /// How many treatments it has.
        treatments: u32,
        /// How many check-ins about them.
        check_ins: u32,
    },
    /// Locked, with another passphrase than the journal or where none is known.
    Locked,
    /// A newer Mendlog wrote it.
    Newer,
    /// It is damaged, or no journal at all.
    Damaged,
}

/// Looks into a backup that is sealed in one way.
pub(in crate::store) fn look(backup: &Path, seal: &Seal) -> Contents {
    let salt = salt_of(backup).ok().flatten();
    let is_ours = match (seal, salt) {
        (Seal::Key(key), Some(salt)) => *key.salt() == salt,
        (Seal::None, Some(_)) => false,
        // A plain backup can be read whether or not the journal is locked by now.
        (_, None) => return read(backup, &Seal::None).unwrap_or(Contents::Damaged),
    };
    if is_ours { read(backup, seal).unwrap_or(Contents::Damaged) } else { Contents::Locked }
}

fn read(backup: &Path, seal: &Seal) -> rusqlite::Result<Contents> {
    match opening::check_header(backup, seal) {
        Ok(()) => {}
        Err(StoreError::Newer { .. }) => return Ok(Contents::Newer),
        Err(_) => return Ok(Contents::Damaged),
    }
    let db = opening::connect_to_read(backup, seal)?;
    if schema::version_of(&db)? > schema::VERSION {
        return Ok(Contents::Newer);
    }
    if opening::refuse_torn(&db, backup, seal).is_err() || !is_whole(&db)? {
        return Ok(Contents::Damaged);
    }
    let count = |sql| db.query_row(sql, [], |row| row.get(0));
    Ok(Contents::Whole { treatments: count(TREATMENTS)?, check_ins: count(CHECK_INS)? })
}
