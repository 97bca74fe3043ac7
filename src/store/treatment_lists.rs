//! What a treatment has several of: goals and products, by revision.
//!
//! May use SQL and the domain.

use rusqlite::Connection;

use crate::domain::{Goal, Product, ProductKind, Treatment, UsedAt};

use super::column::unknown_word;

const GOALS: &str = "SELECT goal FROM treatment_goal WHERE revision = ?1 ORDER BY place";
const ADD_GOAL: &str = "INSERT INTO treatment_goal (revision, place, goal) VALUES (?1, ?2, ?3)";
const PRODUCTS: &str = "SELECT kind, name, used_at FROM treatment_product WHERE revision = ?1 ORDER BY place";
const ADD_PRODUCT: &str =
    "INSERT INTO treatment_product (revision, place, kind, name, used_at) VALUES (?1, ?2, ?3, ?4, ?5)";

/// Writes the lists of a revision.
pub(super) fn append(db: &Connection, revision: i64, treatment: &Treatment) -> rusqlite::Result<()> {
    for (place, goal) in (0_i64..).zip(&treatment.goals) {
        db.prepare_cached(ADD_GOAL)?.execute((revision, place, goal.id()))?;
    }
    for (place, Product { kind, name, used_at }) in (0_i64..).zip(&treatment.products) {
        db.prepare_cached(ADD_PRODUCT)?.execute((revision, place, kind.id(), name, used_at.id()))?;
    }
    Ok(())
}

/// The treatment with the lists of its revision.
pub(super) fn with_lists(db: &Connection, revision: i64, treatment: Treatment) -> rusqlite::Result<Treatment> {
    let goals =
        db.prepare_cached(GOALS)?.query_map([revision], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let products = db
        .prepare_cached(PRODUCTS)?
        .query_map([revision], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<Vec<(String, String, String)>, _>>()?;
    Ok(Treatment {
        goals: goals.iter().map(|goal| Goal::named(goal).ok_or_else(unknown_word)).collect::<Result<_, _>>()?,
        products: products.into_iter().map(product).collect::<Result<_, _>>()?,
        ..treatment
    })
}

fn product((kind, name, used_at): (String, String, String)) -> rusqlite::Result<Product> {
    let kind = ProductKind::named(&kind).ok_or_else(unknown_word)?;
    let used_at = if used_at == UsedAt::Home.id() { UsedAt::Home } else { UsedAt::Clinic };
    Ok(Product { kind, name, used_at })
}
