//! The ledger: every kind of row that is never overwritten, in one table of descriptors, and what holds for all of them.
//!
//! May use SQL and the modules of the single kinds.

use rusqlite::{Connection, Row};

use super::act::Act;
use super::column::Column;
use super::revision::Presence;
use super::{entries, outcomes, plans, treatments};

/// One kind of thing that the journal keeps the history of.
#[derive(Debug)]
pub(super) struct Kind {
    /// The table whose rows each say what holds from then on.
    pub table: &'static str,
    /// The columns that say what a row is about. Rows that agree in all of them are about the same thing; a table without
    /// any is about one thing altogether.
    pub about: &'static [&'static str],
    /// What else a row says, beside when it was saved and whether it hides the thing.
    pub says: &'static [&'static str],
    /// The column that tells whether a row hides the thing; the patient's own answers cannot be hidden.
    pub hides: Option<&'static str>,
    /// Tables whose rows belong to a row of this one by their column `revision`.
    pub parts: &'static [Part],
    /// Points the table of things at the row of that number, where there is such a table.
    pub point: Option<fn(&Connection, i64) -> rusqlite::Result<()>>,
}

/// A row that was put on top of another, or on top of one that was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Above {
    /// Its number.
    pub number: i64,
    /// The act that wrote it, if one did.
    pub act: Option<i64>,
    /// Whether nothing was put on top of it.
    pub is_top: bool,
}

/// A table whose rows belong to a row of the ledger by their column `revision`.
#[derive(Debug)]
pub(super) struct Part {
    /// The table.
    pub table: &'static str,
    /// Its columns beside `revision`.
    pub columns: &'static [&'static str],
}

pub(super) const PROFILE: Kind = Kind {
    table: "profile_revision",
    about: &[],
    says: &[
        "skin_type",
        "acne_prone",
        "herpes_history",
        "keloid_history",
        "weak_immunity",
        "blood_thinners",
        "isotretinoin_within_6_months",
        "day_end",
    ],
    hides: None,
    parts: &[],
    point: None,
};

pub(super) const TREATMENT: Kind = Kind {
    table: "treatment_revision",
    about: &["treatment"],
    says: &[
        "performed_at",
        "protocol",
        "device",
        "needle_depth_mm",
        "area",
        "prp",
        "at_home",
        "retinoid_resumed_on",
        "provider_name",
        "provider_phone",
        "out_of_hours_phone",
        "cost_amount",
        "cost_currency",
        "note",
        "passes",
        "severity_before",
        "active_lesions",
    ],
    hides: Some("deleted"),
    parts: &[
        Part { table: "treatment_goal", columns: &["place", "goal"] },
        Part { table: "treatment_product", columns: &["place", "kind", "name", "used_at"] },
    ],
    point: Some(treatments::point),
};

pub(super) const ENTRY: Kind = Kind {
    table: "entry_revision",
    about: &["entry"],
    says: &["treatment", "at", "recorded_at", "note"],
    hides: Some("deleted"),
    parts: &[
        Part { table: "grade", columns: &["symptom", "grade"] },
        Part { table: "sign", columns: &["sign", "present"] },
    ],
    point: Some(entries::point),
};

pub(super) const OUTCOME: Kind = Kind {
    table: "outcome_revision",
    about: &["outcome"],
    says: &["treatment", "at", "recorded_at"],
    hides: Some("deleted"),
    parts: &[Part { table: "outcome_score", columns: &["aspect", "score"] }],
    point: Some(outcomes::point),
};

pub(super) const PLAN: Kind = Kind {
    table: "plan_revision",
    about: &["plan"],
    says: &["at", "provider_name", "provider_phone", "out_of_hours_phone", "note"],
    hides: Some("deleted"),
    parts: &[],
    point: Some(plans::point),
};

pub(super) const CARE: Kind = Kind {
    table: "care_note",
    about: &["treatment", "kind", "about", "at", "says", "count"],
    says: &[],
    hides: Some("taken_back"),
    parts: &[],
    point: None,
};

pub(super) const WARNING: Kind = Kind {
    table: "warning_event",
    about: &["treatment", "rule", "at", "act", "words", "better_within_days"],
    says: &[],
    hides: Some("taken_back"),
    parts: &[],
    point: None,
};

pub(super) const SHEET: Kind =
    Kind { table: "provider_sheet", about: &[], says: &["text"], hides: Some("withdrawn"), parts: &[], point: None };

/// Every kind, treatments before what tells about them.
pub(super) const KINDS: [&Kind; 8] = [&PROFILE, &TREATMENT, &ENTRY, &OUTCOME, &PLAN, &CARE, &WARNING, &SHEET];

impl Kind {
    /// Rows `one` and `other` are about the same thing.
    pub(super) fn same_thing(&self, one: &str, other: &str) -> String {
        let pairs = self.about.iter().map(|column| format!("{one}.{column} IS {other}.{column}"));
        std::iter::once("TRUE".to_owned()).chain(pairs).collect::<Vec<_>>().join(" AND ")
    }

    /// Nothing was put on top of row `one`.
    pub(super) fn on_top(one: &str) -> String {
        format!("NOT EXISTS (SELECT 1 FROM follows f WHERE f.earlier = {one}.stamp)")
    }

    /// The order in which rows on top count: kept before deleted, then the later, then the greater stamp.
    pub(super) fn first_counts(&self, one: &str) -> String {
        let hides = self.hides.map_or_else(String::new, |column| format!("{one}.{column}, "));
        format!("{hides}unixepoch({one}.saved_at, 'subsec') DESC, {one}.stamp DESC")
    }

    /// The rows on top about the thing that row `number` is about, the one that counts first: more than one is a conflict.
    pub(super) fn heads(&self, db: &Connection, number: i64) -> rusqlite::Result<Vec<i64>> {
        let mut statement = db.prepare_cached(&self.heads_sql())?;
        statement.query_map([number], |row| row.get(0))?.collect()
    }

    fn heads_sql(&self) -> String {
        let Self { table, .. } = self;
        let (same, on_top, order) = (self.same_thing("h", "r"), Self::on_top("h"), self.first_counts("h"));
        format!(
            "SELECT h.number FROM {table} r JOIN {table} h ON {same} WHERE r.number = ?1 AND {on_top} ORDER BY {order}"
        )
    }

    /// Puts row `number`, which was just written, on top of all that was said about its thing, and makes it count.
    pub(super) fn put_on_top(&self, db: &Connection, number: i64) -> rusqlite::Result<()> {
        db.prepare_cached(&self.follow_sql())?.execute([number])?;
        self.point.map_or(Ok(()), |point| point(db, number))
    }

    fn follow_sql(&self) -> String {
        let Self { table, .. } = self;
        let (same, on_top) = (self.same_thing("h", "r"), Self::on_top("h"));
        format!(
            "INSERT INTO follows (revision, earlier) SELECT r.stamp, h.stamp FROM {table} r JOIN {table} h ON {same}
            WHERE r.number = ?1 AND h.number <> r.number AND {on_top}"
        )
    }

    /// Makes the row count that counts for the thing that row `number` is about, after rows came in from elsewhere.
    pub(super) fn settle(&self, db: &Connection, number: i64) -> rusqlite::Result<()> {
        let Some(point) = self.point else { return Ok(()) };
        self.heads(db, number)?.first().map_or(Ok(()), |head| point(db, *head))
    }

    /// Writes what row `number` says once more, as part of an act; whether it is hidden can be said anew. The copy is on top
    /// of nothing yet.
    pub(super) fn copy(
        &self,
        db: &Connection,
        number: i64,
        act: Act,
        presence: Option<Presence>,
    ) -> rusqlite::Result<i64> {
        let mut statement = db.prepare_cached(&self.copy_sql())?;
        let (at, by) = (Column(act.at), act.number);
        let copy = match self.hides {
            Some(_) => statement.insert((number, at, by, presence.map(Presence::is_deleted)))?,
            None => statement.insert((number, at, by))?,
        };
        for Part { table, columns } in self.parts {
            let columns = columns.join(", ");
            let sql = format!(
                "INSERT INTO {table} (revision, {columns}) SELECT ?1, {columns} FROM {table} WHERE revision = ?2"
            );
            db.prepare_cached(&sql)?.execute((copy, number))?;
        }
        Ok(copy)
    }

    fn copy_sql(&self) -> String {
        let Self { table, about, says, .. } = self;
        let said = [*about, *says].concat().join(", ");
        let hides = self.hides.map_or_else(String::new, |column| format!(", {column}"));
        let hidden = self.hides.map_or_else(String::new, |column| format!(", ifnull(?4, {column})"));
        format!(
            "INSERT INTO {table} (saved_at, made_by, stamp, {said}{hides})
            SELECT ?2, ?3, lower(hex(randomblob(16))), {said}{hidden} FROM {table} WHERE number = ?1"
        )
    }

    /// The rows that row `number` was put on top of.
    pub(super) fn earlier(&self, db: &Connection, number: i64) -> rusqlite::Result<Vec<i64>> {
        let Self { table, .. } = self;
        let sql = format!(
            "SELECT e.number FROM {table} r JOIN follows f ON f.revision = r.stamp JOIN {table} e ON e.stamp = f.earlier
            WHERE r.number = ?1 ORDER BY e.number"
        );
        db.prepare_cached(&sql)?.query_map([number], |row| row.get(0))?.collect()
    }

    /// The rows of the act that wrote row `number` about the same thing, in the order in which they were written.
    pub(super) fn beside(&self, db: &Connection, number: i64) -> rusqlite::Result<Vec<i64>> {
        let (table, same) = (self.table, self.same_thing("o", "r"));
        let sql = format!(
            "SELECT o.number FROM {table} r JOIN {table} o ON o.made_by = r.made_by AND {same}
            WHERE r.number = ?1 ORDER BY o.number"
        );
        db.prepare_cached(&sql)?.query_map([number], |row| row.get(0))?.collect()
    }

    /// What an act wrote about the thing of its row `number`, and all that was put on top of it since, and on top of that.
    pub(super) fn above(&self, db: &Connection, number: i64) -> rusqlite::Result<Vec<Above>> {
        let (table, same, on_top) = (self.table, self.same_thing("o", "r"), Self::on_top("a"));
        let sql = format!(
            "WITH RECURSIVE above (stamp) AS (
                SELECT o.stamp FROM {table} r JOIN {table} o ON o.made_by = r.made_by AND {same} WHERE r.number = ?1
                UNION SELECT f.revision FROM above JOIN follows f ON f.earlier = above.stamp)
            SELECT a.number, a.made_by, {on_top} FROM above JOIN {table} a ON a.stamp = above.stamp ORDER BY a.number"
        );
        let above = |row: &Row<'_>| Ok(Above { number: row.get(0)?, act: row.get(1)?, is_top: row.get(2)? });
        db.prepare_cached(&sql)?.query_map([number], above)?.collect()
    }

    /// Puts row `number` on top of row `earlier` alone.
    pub(super) fn put_over(&self, db: &Connection, number: i64, earlier: i64) -> rusqlite::Result<()> {
        let Self { table, .. } = self;
        let sql = format!(
            "INSERT INTO follows (revision, earlier) SELECT r.stamp, e.stamp FROM {table} r JOIN {table} e
            WHERE r.number = ?1 AND e.number = ?2"
        );
        db.prepare_cached(&sql)?.execute((number, earlier)).map(|_| ())
    }

    /// The rows of one act, in the order in which they were written.
    pub(super) fn made_by(&self, db: &Connection, act: i64) -> rusqlite::Result<Vec<i64>> {
        let sql = format!("SELECT number FROM {} WHERE made_by = ?1 ORDER BY number", self.table);
        db.prepare_cached(&sql)?.query_map([act], |row| row.get(0))?.collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::store::Journal;

    fn journal() -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let Journal { db, .. } = Journal::open(&folder.path().join("journal.db")).unwrap();
        (folder, db)
    }

    fn strings(db: &Connection, sql: &str) -> BTreeSet<String> {
        db.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }

    fn columns(db: &Connection, table: &str) -> BTreeSet<String> {
        strings(db, &format!("SELECT name FROM pragma_table_info('{table}')"))
    }

    #[test]
    fn every_column_of_every_table_with_a_history_is_described() {
        let (_folder, db) = journal();
        for kind in KINDS {
            let own = ["number", "saved_at", "stamp", "made_by"].into_iter().chain(kind.hides);
            let described = own.chain(kind.about.iter().chain(kind.says).copied()).map(str::to_owned).collect();
            assert_eq!(columns(&db, kind.table), described, "{}", kind.table);
            for part in kind.parts {
                let described = part.columns.iter().chain(&["revision"]).map(|&name| name.to_owned()).collect();
                assert_eq!(columns(&db, part.table), described, "{}", part.table);
            }
        }
    }

    #[test]
    fn every_table_with_a_history_and_its_parts_are_described() {
        let (_folder, db) = journal();
        let with = |column| {
            format!("SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE c.name = '{column}'")
        };
        let kinds = KINDS.iter().map(|kind| kind.table.to_owned()).collect();
        assert_eq!(strings(&db, &with("stamp")), kinds);
        let parts = KINDS.iter().flat_map(|kind| kind.parts).map(|part| part.table.to_owned());
        assert_eq!(strings(&db, &with("revision")), parts.chain(["follows".to_owned()]).collect());
    }

    #[test]
    fn no_question_about_a_history_walks_all_of_it() {
        let (_folder, db) = journal();
        for kind in KINDS.into_iter().filter(|kind| !kind.about.is_empty()) {
            for sql in [kind.heads_sql(), kind.follow_sql()] {
                let plan = strings_of_plan(&db, &sql);
                assert!(!plan.iter().any(|step| step.starts_with("SCAN ")), "{sql}: {plan:?}");
            }
        }
    }

    fn strings_of_plan(db: &Connection, sql: &str) -> Vec<String> {
        let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let values = vec![1; statement.parameter_count()];
        let steps = statement.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>("detail"));
        steps.unwrap().collect::<Result<_, _>>().unwrap()
    }
}
