//! Tables kept elsewhere: what is read from them, what is asked for, and that nothing is read as milder than it was written.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod commands;
mod fixtures;
#[path = "../cli/home.rs"]
mod home;
mod layouts;

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta};
use mendlog::domain::{DayEnd, Moment, Treatment};
use mendlog::exchange::foreign_table::{Mapping, Reader, Table, Taken, Whose, Wishes};
use mendlog::exchange::{ReadError, Rules};
use mendlog::protocols::{Library, load};

static LIBRARY: LazyLock<Library> = LazyLock::new(|| load().unwrap());

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-04-20T20:00:00+02:00").unwrap()
}

fn clock(shown: NaiveDateTime) -> DateTime<FixedOffset> {
    shown.and_local_timezone(*now().offset()).single().unwrap()
}

/// Reads a table as telling about a treatment of 2 March 2026; doubts are an error.
fn read(bytes: &[u8], wishes: &Wishes) -> Result<Taken, ReadError> {
    let catalog = &LIBRARY.catalog;
    let table = Table::open(bytes, wishes, catalog)?;
    let mapping = Mapping::of(&table, wishes, catalog)?;
    let treatment = Treatment::new("t1".into(), "2026-03-02".parse::<Moment>().unwrap());
    let whose = Whose::named(treatment, DayEnd::MIDNIGHT);
    let rules = Rules::not_after(now() + TimeDelta::days(1));
    Reader { catalog, wishes, whose: &whose, rules, clock: &clock, now: now() }.read(&table, &mapping)
}
