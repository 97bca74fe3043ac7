//! What waits for the patient at a moment, and what will in the days ahead; asked for less and less often as the skin heals.
//!
//! Pure: uses the journal, its judgement and the moment it is given.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use super::assess::{Assessment, assess};
use super::day::{Day, DayEnd, Moment};
use super::diary::Diary;
use super::id::TreatmentId;
use super::now::standing;
use super::protocol::Protocol;
use super::treatment::Treatment;
use super::triage::Triage;

/// All that is said where others may read along: no word on health.
pub const NEUTRAL: &str = "A look at your journal is due.";

/// For so many days after the entry that showed something to watch, another look is asked for each day.
const WATCHED_DAYS: i32 = 7;

/// The hour of the patient's clock, 0–23, from which the check-in of a day is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReminderHour(u8);

impl ReminderHour {
    /// In the evening, when the day can be told.
    pub const EVENING: Self = Self(19);

    /// The hour, when it is one of the clock's.
    #[must_use]
    pub const fn new(hour: u8) -> Option<Self> {
        if hour < 24 { Some(Self(hour)) } else { None }
    }

    /// Whether it has come on the patient's own day, which may last beyond midnight.
    #[must_use]
    pub fn has_come(self, at: DateTime<FixedOffset>, day_end: DayEnd) -> bool {
        let hours_into_day = |hour: u32| (hour + 24 - u32::from(day_end.hour())) % 24;
        hours_into_day(at.hour()) >= hours_into_day(u32::from(self.0))
    }

    /// The time by the patient's clock at which it comes on one of their days.
    #[must_use]
    pub fn on(self, date: NaiveDate, day_end: DayEnd) -> NaiveDateTime {
        let after_midnight = i64::from(self.0 < day_end.hour());
        date.and_time(chrono::NaiveTime::MIN) + TimeDelta::days(after_midnight) + TimeDelta::hours(i64::from(self.0))
    }
}

/// Something that waits for the patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// Another look at something that is not over.
    Look {
        /// How loud it is.
        triage: Triage,
        /// What it is, in a few words.
        title: String,
        /// The day of the entry that first showed it.
        since: Day,
        /// The last day by which those who saw it said that it should be better, while that is to come.
        better_by: Option<NaiveDate>,
    },
    /// The check-in of this day.
    CheckIn(Day),
}

impl Due {
    /// What waits, in full words; they tell about health.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Look { triage, title, since, better_by } => {
                let care = better_by.map(|date| format!(", under care until {}", date.format("%A %-d %B")));
                let care = care.unwrap_or_default();
                format!("Look again: {title} ({}), open since day {since}{care}.", triage.word())
            }
            Self::CheckIn(day) => format!("The check-in of day {day} is not made yet."),
        }
    }
}

/// Something that will be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// When, by the patient's clock wherever they are.
    pub at: NaiveDateTime,
    /// What.
    pub what: Asked,
}

/// What will be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The check-in of a day after a treatment.
    CheckIn(TreatmentId, Day),
    /// Another look, on this date, at something that is not over.
    Look(NaiveDate),
}

impl Asked {
    /// A name that stays the same for the same thing, today and tomorrow.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::CheckIn(treatment, day) => format!("check-in {treatment} {day}"),
            Self::Look(date) => format!("look {date}"),
        }
    }
}

/// Whether a check-in is asked for on a day: daily to day 14, then every third day to day 28, then weekly to day 60.
#[must_use]
pub const fn is_asked_on(day: Day) -> bool {
    match day.number() {
        0..=14 => true,
        number @ 15..=28 => (number - 14) % 3 == 0,
        // Counted from day 26, the last of the third days, so that no pause is longer than a week.
        number @ 29..=60 => (number - 26) % 7 == 0,
        _ => false,
    }
}

/// What waits at a moment, the most urgent first; nothing once it is done.
#[must_use]
pub fn due<'a>(
    diary: &Diary,
    protocol_of: impl Fn(&str) -> &'a Protocol,
    at: DateTime<FixedOffset>,
    hour: ReminderHour,
) -> Vec<Due> {
    let scene = Scene::new(diary, protocol_of, at);
    let evening = hour.has_come(at, diary.day_end);
    let mut due = scene.looks();
    due.retain(|look| evening || matches!(look, Due::Look { triage, .. } if triage.warns()));
    due.extend(scene.check_in().filter(|_| evening).map(Due::CheckIn));
    due
}

/// What will be asked for after a moment, the earliest first, if nothing new turns up.
#[must_use]
pub fn ahead<'a>(
    diary: &Diary,
    protocol_of: impl Fn(&str) -> &'a Protocol,
    at: DateTime<FixedOffset>,
    hour: ReminderHour,
) -> Vec<Ahead> {
    let scene = Scene::new(diary, protocol_of, at);
    let mut ahead: Vec<_> = scene.check_ins_ahead().chain(scene.looks_ahead()).collect();
    ahead.sort_by_key(|(date, _)| *date);
    let timed = ahead.into_iter().map(|(date, what)| Ahead { at: hour.on(date, diary.day_end), what });
    timed.filter(|ahead| ahead.at > at.naive_local()).collect()
}

/// The journal as it stands at a moment, judged.
struct Scene {
    diary: Diary,
    today: NaiveDate,
    current: Option<Treatment>,
    open: Vec<Due>,
}

impl Scene {
    fn new<'a>(diary: &Diary, protocol_of: impl Fn(&str) -> &'a Protocol, at: DateTime<FixedOffset>) -> Self {
        let diary = diary.until(Moment::At(at));
        let judged: Vec<_> = diary
            .treatments
            .iter()
            .map(|treatment| assess(&diary.healing(treatment), protocol_of(&treatment.protocol)))
            .collect();
        let of = |id: &TreatmentId| judged.iter().find(|assessment| assessment.treatment == *id);
        let state = standing(&diary, &protocol_of, of, Moment::At(at));
        let current = diary.treatments_by_time().last().copied().cloned();
        let latest = current.as_ref().and_then(|treatment| of(&treatment.id));
        let mut open: Vec<_> = state
            .open_warnings
            .iter()
            .map(|warning| {
                let care = warning.care.as_ref().filter(|care| care.is_under_care());
                let better_by = care.map(|care| care.visit.last_date);
                look(warning.triage(), &warning.rule.title, warning.since_day, better_by)
            })
            .collect();
        open.extend(latest.into_iter().flat_map(|latest| watched(latest, state.day)));
        open.extend(state.silence.iter().map(|finding| {
            let since =
                current.as_ref().map_or(finding.day, |treatment| treatment.day_of(finding.since, diary.day_end));
            look(finding.rule.triage, &finding.rule.title, since, None)
        }));
        open.sort_by_key(|due| std::cmp::Reverse(triage_of(due)));
        Self { today: diary.day_end.date_of(at), diary, current, open }
    }

    /// Whether any check-in describes today: one look serves for all that is open.
    fn has_looked(&self) -> bool {
        let today = |entry: &&super::Entry| entry.at.date(self.diary.day_end) == self.today;
        self.diary.entries.iter().filter(today).any(|entry| !entry.is_empty())
    }

    fn looks(&self) -> Vec<Due> {
        if self.has_looked() { Vec::new() } else { self.open.clone() }
    }

    /// The day whose check-in is not made yet: the last one that was asked for.
    fn check_in(&self) -> Option<Day> {
        let treatment = self.current.as_ref()?;
        let today = treatment.day_of_date(self.today, self.diary.day_end);
        if today.number() > LAST_ASKED.number() {
            return None;
        }
        let asked = (0..=today.number()).rev().map(Day::new).find(|day| is_asked_on(*day))?;
        (!self.is_told_since(treatment, asked)).then_some(asked)
    }

    fn is_told_since(&self, treatment: &Treatment, day: Day) -> bool {
        let mut own = self.diary.entries.iter().filter(|entry| entry.treatment == treatment.id && !entry.is_empty());
        own.any(|entry| {
            treatment.hours_to(entry.at, self.diary.day_end) >= 0.0
                && treatment.day_of(entry.at, self.diary.day_end) >= day
        })
    }

    fn check_ins_ahead(&self) -> impl Iterator<Item = (NaiveDate, Asked)> {
        let days = self.current.iter().flat_map(|treatment| {
            let today = treatment.day_of_date(self.today, self.diary.day_end).number().max(0);
            (today..=LAST_ASKED.number()).map(move |day| (treatment, Day::new(day)))
        });
        let wanted = days.filter(|(treatment, day)| is_asked_on(*day) && !self.is_told_since(treatment, *day));
        wanted.map(|(treatment, day)| {
            (treatment.date_of(day, self.diary.day_end), Asked::CheckIn(treatment.id.clone(), day))
        })
    }

    /// The next look at what is open, and one when the days named at a visit are over; none on a day whose check-in is asked for
    /// anyway.
    fn looks_ahead(&self) -> impl Iterator<Item = (NaiveDate, Asked)> {
        let next = if self.has_looked() { self.today.succ_opt() } else { Some(self.today) };
        let next = next.filter(|_| !self.open.is_empty());
        let over = self.open.iter().filter_map(|due| match due {
            Due::Look { better_by, .. } => better_by.and_then(|date| date.succ_opt()),
            Due::CheckIn(_) => None,
        });
        let dates: BTreeSet<_> = next.into_iter().chain(over).collect();
        let is_asked = |date: &NaiveDate| self.check_ins_ahead().any(|(asked, _)| asked == *date);
        dates.into_iter().filter(move |date| !is_asked(date)).map(|date| (date, Asked::Look(date)))
    }
}

/// After this day nothing is asked for, unless something is open.
const LAST_ASKED: Day = Day::new(60);

fn look(triage: Triage, title: &str, since: Day, better_by: Option<NaiveDate>) -> Due {
    Due::Look { triage, title: title.to_owned(), since, better_by }
}

const fn triage_of(due: &Due) -> Triage {
    match due {
        Due::Look { triage, .. } => *triage,
        Due::CheckIn(_) => Triage::Expected,
    }
}

/// What is only to be watched, for some days after it was last seen; it cannot be closed by hand, so it must not ask for ever.
fn watched(assessment: &Assessment, today: Option<Day>) -> impl Iterator<Item = Due> {
    let quiet = assessment.episodes.iter().filter(|episode| episode.is_open() && episode.rule.triage == Triage::Watch);
    let recent = quiet.filter(move |episode| today.is_some_and(|today| today.since(episode.last_day) <= WATCHED_DAYS));
    recent.map(|episode| look(episode.triage(), &episode.rule.title, episode.since_day, None))
}

#[cfg(test)]
mod tests;
