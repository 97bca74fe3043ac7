//! How far apart treatments are: the gap to the last one, whether it has healed, and when the next one fits.
//!
//! Looks back only, forbids nothing: it says what it found before something is saved. Pure.

use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;

use super::assess::Assessment;
use super::day::{Day, DayEnd, Moment};
use super::diary::Diary;
use super::id::{SourceId, SymptomId, TreatmentId};
use super::rule::Circumstance;
use super::symptom::Grade;
use super::treatment::Treatment;

/// The figures of a protocol for gaps between treatments.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpacingFigures {
    /// Days that a full cycle of the skin takes.
    pub cycle_days: u16,
    /// The next session is suggested from this many days after the last one.
    pub window_from: u16,
    /// And up to this many.
    pub window_to: u16,
    /// The gaps that count as short.
    pub gaps: Gaps,
    /// Treatments so shallow that other gaps count as short for them.
    pub shallow: Shallow,
    /// What counts as not healed; any of these.
    pub unhealed: Vec<StillUp>,
    /// A grade counts when it was recorded at most this many days before the treatment.
    pub looked_within_days: u16,
    /// Sessions are counted over this many days.
    pub counted_days: u16,
    /// Why it matters.
    pub why: String,
    /// What it rests on.
    pub sources: Vec<SourceId>,
}

/// The gaps, in days, under which something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gaps {
    /// Under this: a warning.
    pub warn_below: u16,
    /// Under this: a stronger one.
    pub strong_below: u16,
}

/// Treatments for which other gaps count as short.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shallow {
    /// Which ones: what was not said is never so.
    pub when: Circumstance,
    /// The gaps.
    pub gaps: Gaps,
    /// Why, and who says so.
    pub why: String,
}

/// Symptoms that must have gone before the skin counts as healed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StillUp {
    /// The symptoms.
    pub of: Vec<SymptomId>,
    /// Still up from this grade on.
    pub at_least: Grade,
}

/// How much there is to say against a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    /// Nothing.
    #[default]
    None,
    /// Sooner than most sources ask for.
    Warning,
    /// Sooner than any source names, or over skin that has not healed.
    Strong,
}

/// How deep a treatment goes, as far as gaps depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A full cycle lies between.
    Full,
    /// Short needles: shorter gaps.
    Shallow,
}

/// A sign that the last treatment has not healed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unhealed {
    /// A warning is open: its title.
    Warning(String),
    /// A symptom was still up when it was last graded.
    Symptom {
        /// The symptom.
        symptom: SymptomId,
        /// Its last grade.
        grade: Grade,
        /// The day of that grade after the last treatment.
        day: Day,
    },
}

/// The days on which the next session fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// What is asked about: a treatment that is new, changed or planned.
#[derive(Clone, Copy, Debug)]
pub struct Coming<'a> {
    /// When.
    pub at: Moment,
    /// The treatment, as far as it is known; a plan says nothing about the device.
    pub treatment: Option<&'a Treatment>,
}

impl<'a> Coming<'a> {
    /// A treatment.
    #[must_use]
    pub const fn treatment(treatment: &'a Treatment) -> Self {
        Self { at: treatment.performed_at, treatment: Some(treatment) }
    }

    /// A date that nothing but the date is known of.
    #[must_use]
    pub const fn planned(at: Moment) -> Self {
        Self { at, treatment: None }
    }
}

/// What was found about the gap before a treatment.
#[derive(Clone, Debug, PartialEq)]
pub struct Spacing<'a> {
    /// The treatment before it.
    pub last: &'a Treatment,
    /// Days of the patient's calendar between them.
    pub days: i32,
    /// How much the gap alone says against it.
    pub gap: Concern,
    /// Which gaps count as short.
    pub gaps: Gaps,
    /// Whether shorter gaps count.
    pub reach: Reach,
    /// What shows that the last one has not healed.
    pub unhealed: Vec<Unhealed>,
    /// What was still up when it was last graded, too long before to tell.
    pub not_looked_since: Vec<Unhealed>,
    /// Treatments in the days counted before it, itself left out.
    pub recent: usize,
}

impl Spacing<'_> {
    /// All that speaks against the date.
    #[must_use]
    pub fn concern(&self) -> Concern {
        if self.unhealed.is_empty() { self.gap } else { Concern::Strong }
    }
}

/// When the next session fits after a treatment; none after shallow ones, for which no source gives a figure.
#[must_use]
pub fn window(diary: &Diary, figures: &SpacingFigures, last: &Treatment) -> Option<Window> {
    let date = |days: u16| last.date_of(Day::new(i32::from(days)), diary.day_end);
    (reach(diary, figures, last) == Reach::Full)
        .then(|| Window { from: date(figures.window_from), to: date(figures.window_to) })
}

/// Looks back from a treatment that comes; none when there is no earlier one.
#[must_use]
pub fn spacing<'a>(
    diary: &'a Diary,
    figures: &SpacingFigures,
    assessment: impl Fn(&TreatmentId) -> Option<&'a Assessment>,
    coming: Coming<'_>,
) -> Option<Spacing<'a>> {
    let earlier = earlier(diary, coming);
    let last = *earlier.last()?;
    let date = coming.at.date(diary.day_end);
    let days = last.day_of_date(date, diary.day_end).number();
    let shallow = [Some(last), coming.treatment].into_iter().flatten();
    let reach = shallow.map(|one| reach(diary, figures, one)).find(|reach| *reach == Reach::Full);
    let (reach, gaps) = match reach {
        Some(full) => (full, figures.gaps),
        None => (Reach::Shallow, figures.shallow.gaps),
    };
    let judged = assessment(&last.id);
    let up = judged.map(|judged| still_up(judged, figures, date, last, diary.day_end)).unwrap_or_default();
    let looked_from = date.checked_sub_signed(TimeDelta::days(i64::from(figures.looked_within_days)));
    let is_recent = |(_, seen): &(Unhealed, NaiveDate)| looked_from.is_none_or(|from| *seen >= from);
    let (recent, old): (Vec<_>, Vec<_>) = up.into_iter().partition(is_recent);
    let open = judged.map(|judged| open_warnings(judged, date, diary.day_end)).unwrap_or_default();
    Some(Spacing {
        last,
        days,
        gap: gaps.concern(days),
        gaps,
        reach,
        unhealed: open.into_iter().chain(recent.into_iter().map(|(one, _)| one)).collect(),
        not_looked_since: old.into_iter().map(|(one, _)| one).collect(),
        recent: earlier.iter().filter(|one| within(one, date, figures.counted_days, diary.day_end)).count(),
    })
}

impl Gaps {
    fn concern(self, days: i32) -> Concern {
        match days {
            days if days < i32::from(self.strong_below) => Concern::Strong,
            days if days < i32::from(self.warn_below) => Concern::Warning,
            _ => Concern::None,
        }
    }
}

fn reach(diary: &Diary, figures: &SpacingFigures, treatment: &Treatment) -> Reach {
    if figures.shallow.when.holds(&diary.patient, treatment) { Reach::Shallow } else { Reach::Full }
}

/// The treatments before it, the earliest first.
fn earlier<'a>(diary: &'a Diary, coming: Coming<'_>) -> Vec<&'a Treatment> {
    let date = coming.at.date(diary.day_end);
    let is_earlier = |one: &Treatment| match (one.performed_at, coming.at) {
        (Moment::At(one), Moment::At(coming)) => one < coming,
        (one, _) => one.date(diary.day_end) <= date,
    };
    let own = coming.treatment.map(|treatment| &treatment.id);
    let mut earlier = diary.treatments_by_time();
    earlier.retain(|one| Some(&one.id) != own && is_earlier(one));
    earlier
}

fn within(one: &Treatment, date: NaiveDate, days: u16, day_end: DayEnd) -> bool {
    one.day_of_date(date, day_end).number() <= i32::from(days)
}

/// What was still up at the last look before a date, and the date of that look.
fn still_up(
    judged: &Assessment,
    figures: &SpacingFigures,
    until: NaiveDate,
    last: &Treatment,
    day_end: DayEnd,
) -> Vec<(Unhealed, NaiveDate)> {
    let mut found = Vec::new();
    for StillUp { of, at_least } in &figures.unhealed {
        for symptom in of {
            let grades = judged.entries.iter().rev().filter_map(|entry| {
                let seen = last.date_of(entry.day, day_end);
                Some((entry.entry.grades.get(symptom)?.grade()?, entry.day, seen))
            });
            let latest = { grades }.find(|(_, _, seen)| *seen <= until);
            if let Some((grade, day, seen)) = latest.filter(|(grade, ..)| grade >= at_least) {
                found.push((Unhealed::Symptom { symptom: symptom.clone(), grade, day }, seen));
            }
        }
    }
    found
}

fn open_warnings(judged: &Assessment, until: NaiveDate, day_end: DayEnd) -> Vec<Unhealed> {
    let open = judged.open_warnings().into_iter().filter(|warning| warning.since.date(day_end) <= until);
    open.map(|warning| Unhealed::Warning(warning.rule.title.clone())).collect()
}
