//! Which backups are kept: many of the last days, fewer of the weeks before, one for each month of a year.
//!
//! Pure: names and a moment in, names out.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

use super::name::{Name, Occasion};

/// Of the last days so many backups are kept, whatever their occasion.
const RECENT: usize = 10;
const RECENT_DAYS: i64 = 3;
/// For so many days the last of each day is kept.
const DAYS: i64 = 14;
/// For so many days the last of each week is kept.
const WEEKS: i64 = 8 * 7;
/// For so many days the last of each month is kept.
const MONTHS: i64 = 366;
/// The journal as an older Mendlog left it is kept at least so many days.
const MIGRATION_DAYS: i64 = 30;

/// The backups that nobody is likely to miss. Those made by hand are never among them, nor the newest.
#[must_use]
pub fn superfluous(names: &[Name], now: DateTime<Utc>) -> Vec<Name> {
    let mut newest_first: Vec<_> = names.iter().copied().filter(|name| name.occasion != Occasion::ByHand).collect();
    newest_first.sort_unstable_by(|one, other| other.cmp(one));
    let kept = kept(&newest_first, now);
    newest_first.into_iter().filter(|name| !kept.contains(name)).collect()
}

fn kept(newest_first: &[Name], now: DateTime<Utc>) -> BTreeSet<Name> {
    let within = |days: i64| newest_first.iter().filter(move |name| now - name.at < TimeDelta::days(days)).copied();
    let mut kept: BTreeSet<Name> = newest_first.first().copied().into_iter().collect();
    kept.extend(within(RECENT_DAYS).take(RECENT));
    kept.extend(last_of_each(within(DAYS), |date| (date.year(), date.ordinal())));
    kept.extend(last_of_each(within(WEEKS), |date| (date.iso_week().year(), date.iso_week().week())));
    kept.extend(last_of_each(within(MONTHS), |date| (date.year(), date.month())));
    kept.extend(within(MIGRATION_DAYS).filter(|name| name.occasion == Occasion::BeforeMigration));
    kept
}

/// The newest of each day, week or month.
fn last_of_each(
    newest_first: impl Iterator<Item = Name>,
    span: impl Fn(NaiveDate) -> (i32, u32),
) -> impl Iterator<Item = Name> {
    let mut seen = BTreeSet::new();
    newest_first.filter(move |name| seen.insert(span(name.at.date_naive())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn name(at: DateTime<Utc>, occasion: Occasion) -> Name {
        Name { at, number: 1, occasion }
    }

    /// Makes a backup every so many hours, and removes what is superfluous each time.
    fn lived(hours: i64, days: i64, occasion: Occasion) -> (Vec<Name>, DateTime<Utc>) {
        let start = at("2025-01-01T19:30:00Z");
        let mut names = Vec::new();
        let mut now = start;
        while now < start + TimeDelta::days(days) {
            names.push(name(now, occasion));
            let gone = superfluous(&names, now);
            names.retain(|name| !gone.contains(name));
            now += TimeDelta::hours(hours);
        }
        (names, now)
    }

    #[test]
    fn two_years_of_daily_backups_leave_few_and_no_gap() {
        let (names, now) = lived(24, 730, Occasion::Daily);
        assert!((25..=36).contains(&names.len()), "{}", names.len());
        let ages: Vec<_> = names.iter().map(|name| (now - name.at).num_days()).collect();
        for (span, longest) in [(0..14, 1), (14..56, 7), (56..330, 31)] {
            let of_span: Vec<_> = ages.iter().filter(|age| span.contains(*age)).collect();
            assert!(of_span.windows(2).all(|pair| pair[0] - pair[1] <= longest), "{span:?} {ages:?}");
        }
        assert!(ages.first().is_some_and(|oldest| (330..=366).contains(oldest)), "{ages:?}");
    }

    #[test]
    fn a_hundred_imports_in_a_day_leave_ten() {
        let start = at("2026-03-05T08:00:00Z");
        let names: Vec<_> = (0..100).map(|n| name(start + TimeDelta::minutes(n), Occasion::BeforeImport)).collect();
        let gone = superfluous(&names, start + TimeDelta::minutes(100));
        assert_eq!(gone.len(), 90);
        assert!(names[90..].iter().all(|kept| !gone.contains(kept)));
    }

    #[test]
    fn what_was_made_by_hand_stays_for_ever_and_takes_nobodys_place() {
        let now = at("2030-01-01T00:00:00Z");
        let hand: Vec<_> =
            (0..50).map(|n| name(at("2020-01-01T00:00:00Z") + TimeDelta::hours(n), Occasion::ByHand)).collect();
        let daily = name(at("2029-12-31T10:00:00Z"), Occasion::Daily);
        let later = name(at("2029-12-31T11:00:00Z"), Occasion::ByHand);
        assert_eq!(superfluous(&[&hand[..], &[daily, later]].concat(), now), []);
    }

    #[test]
    fn the_journal_as_an_older_program_left_it_stays_thirty_days() {
        let migration = name(at("2026-03-05T08:00:00Z"), Occasion::BeforeMigration);
        let mut names: Vec<_> =
            (0..20).map(|n| name(migration.at + TimeDelta::hours(n + 1), Occasion::Daily)).collect();
        names.push(migration);
        assert!(!superfluous(&names, at("2026-04-04T07:00:00Z")).contains(&migration));
        assert!(superfluous(&names, at("2026-04-04T09:00:00Z")).contains(&migration));
    }

    #[test]
    fn the_newest_stays_however_old_and_those_of_a_wrong_clock_stay_too() {
        let old = name(at("2020-03-05T08:00:00Z"), Occasion::Daily);
        assert_eq!(superfluous(&[old], at("2026-03-05T08:00:00Z")), []);
        let ahead = name(at("2031-03-05T08:00:00Z"), Occasion::Daily);
        assert_eq!(superfluous(&[old, ahead], at("2026-03-05T08:00:00Z")), [old]);
    }
}
