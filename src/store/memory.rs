//! A journal copied into memory, row by row into tables of our own making: for rehearsals, and to read another machine's journal.
//! Nothing of it ever is a file.
//!
//! May use SQL and the shape of the tables.

use rusqlite::types::Value;
use rusqlite::{Connection, ffi, params_from_iter};

use super::schema;

const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
const COLUMNS: &str = "SELECT name FROM pragma_table_info(?1)";

/// Everything in a journal of this or an older version, with its tables as they were in that version.
pub(super) fn copy_of(journal: &Connection) -> rusqlite::Result<Connection> {
    let reading = journal.unchecked_transaction()?;
    let mut copy = Connection::open_in_memory()?;
    copy.pragma_update(None, "temp_store", "MEMORY")?;
    schema::found(&copy)?;
    schema::advance_to(&mut copy, schema::version_of(&reading)?)?;
    // Rows arrive table by table, so that what they refer to may come later.
    copy.pragma_update(None, "foreign_keys", false)?;
    let writing = copy.transaction()?;
    for table in names(&writing, TABLES, None)? {
        copy_table(&reading, &writing, &table)?;
    }
    writing.commit()?;
    if copy.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CORRUPT), None));
    }
    copy.pragma_update(None, "foreign_keys", true)?;
    reading.commit()?;
    Ok(copy)
}

fn names(db: &Connection, sql: &str, of: Option<&str>) -> rusqlite::Result<Vec<String>> {
    db.prepare(sql)?.query_map(params_from_iter(of), |row| row.get(0))?.collect()
}

fn copy_table(from: &Connection, to: &Connection, table: &str) -> rusqlite::Result<()> {
    let columns = names(to, COLUMNS, Some(table))?;
    let places = vec!["?"; columns.len()].join(", ");
    let columns = columns.join(", ");
    let mut insert = to.prepare(&format!("INSERT INTO {table} ({columns}) VALUES ({places})"))?;
    let mut select = from.prepare(&format!("SELECT {columns} FROM {table}"))?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let values = (0..row.as_ref().column_count()).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>()?;
        insert.execute(params_from_iter(values))?;
    }
    Ok(())
}
