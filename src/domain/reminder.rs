//! What waits for the patient at a moment, and what will in the days ahead; asked for less and less often as the skin heals.
//!
//! Pure: uses the journal, its judgement and the moment it is given.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use super::assess::{Assessment, assess};
use super::care::{self, Rhythm, TaskState};
use super::day::{Day, DayEnd, Moment};
use super::diary::Diary;
use super::id::{PlanId, TreatmentId};
use super::now::standing;
use super::outcome::{self, Asking};
use super::plan::Plan;
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
    /// Tasks of the care plan, by their titles.
    Care(Vec<String>),
    /// A rating of the result, until this day.
    Rating(NaiveDate),
    /// A planned treatment, today or tomorrow.
    Planned(NaiveDate),
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
            Self::Care(titles) => format!("To do: {}.", titles.join("; ")),
            Self::Rating(until) => {
                format!("Five short questions on how your skin is by now, until {}.", until.format("%A %-d %B"))
            }
            Self::Planned(date) => format!("A treatment is planned for {}.", date.format("%A %-d %B")),
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
    /// A rating of the result, from this date on.
    Rating(NaiveDate),
    /// A planned treatment, the evening before.
    Planned(PlanId),
}

impl Asked {
    /// A name that stays the same for the same thing, today and tomorrow.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::CheckIn(treatment, day) => format!("check-in {treatment} {day}"),
            Self::Look(date) => format!("look {date}"),
            Self::Rating(date) => format!("rating {date}"),
            Self::Planned(plan) => format!("plan {plan}"),
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
    due.extend(scene.care(at, evening));
    due.extend(scene.rating(at).filter(|_| evening));
    due.extend(scene.planned(evening));
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
    ahead.extend(scene.rating_ahead(at));
    ahead.extend(scene.plans_ahead());
    ahead.sort_by_key(|(date, _)| *date);
    let timed = ahead.into_iter().map(|(date, what)| Ahead { at: hour.on(date, diary.day_end), what });
    timed.filter(|ahead| ahead.at > at.naive_local()).collect()
}

/// The journal as it stands at a moment, judged.
struct Scene<'p> {
    diary: Diary,
    today: NaiveDate,
    current: Option<Treatment>,
    protocol: Option<&'p Protocol>,
    open: Vec<Due>,
    /// How loud things stand.
    triage: Triage,
}

impl<'p> Scene<'p> {
    fn new(diary: &Diary, protocol_of: impl Fn(&str) -> &'p Protocol, at: DateTime<FixedOffset>) -> Self {
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
        let protocol = current.as_ref().map(|treatment| protocol_of(&treatment.protocol));
        Self { today: diary.day_end.date_of(at), diary, current, protocol, open, triage: state.triage }
    }

    /// What is to be done every few hours at any hour, the rest of the day in the evening; only for those who use the plan, or
    /// were given something by their provider.
    fn care(&self, at: DateTime<FixedOffset>, evening: bool) -> Option<Due> {
        let (treatment, protocol) = (self.current.as_ref()?, self.protocol?);
        let healing = self.diary.healing(treatment);
        let tasks = care::tasks(&healing, protocol, at);
        let wanted = tasks.iter().filter(|due| {
            let by_hours = matches!(due.task.rhythm, Rhythm::EveryHours(_));
            let used = !healing.ticks.is_empty() || due.task.needs.is_some();
            matches!(due.state, TaskState::Due(_)) && used && (by_hours || evening)
        });
        let titles: Vec<_> = wanted.map(|due| due.task.title.clone()).collect();
        (!titles.is_empty()).then_some(Due::Care(titles))
    }

    fn asking(&self, at: DateTime<FixedOffset>) -> Option<Asking> {
        let treatment = self.current.as_ref()?;
        let outcomes = self.diary.outcomes_of(treatment);
        Some(outcome::asking(treatment, self.diary.day_end, &outcomes, self.triage, at))
    }

    fn rating(&self, at: DateTime<FixedOffset>) -> Option<Due> {
        match self.asking(at)? {
            Asking::Due(_, until) => Some(Due::Rating(until)),
            _ => None,
        }
    }

    fn rating_ahead(&self, at: DateTime<FixedOffset>) -> Option<(NaiveDate, Asked)> {
        match self.asking(at)? {
            Asking::From(date) => Some((date, Asked::Rating(date))),
            _ => None,
        }
    }

    /// A plan of today, and in the evening one of tomorrow.
    fn planned(&self, evening: bool) -> Option<Due> {
        let days = self.diary.plans.iter().map(|plan| plan.at.date(self.diary.day_end));
        let near = days.filter(|date| match (*date - self.today).num_days() {
            0 => true,
            1 => evening,
            _ => false,
        });
        near.min().map(Due::Planned)
    }

    fn plans_ahead(&self) -> impl Iterator<Item = (NaiveDate, Asked)> {
        let evening_before = |plan: &Plan| plan.at.date(self.diary.day_end).pred_opt();
        let plans = self.diary.plans.iter();
        plans.filter_map(move |plan| Some((evening_before(plan)?, Asked::Planned(plan.id.clone()))))
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
            _ => None,
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
        Due::CheckIn(_) | Due::Care(_) | Due::Rating(_) | Due::Planned(_) => Triage::Expected,
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
