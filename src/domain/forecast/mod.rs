//! When a symptom will be over: the range described, the patient's own slope, and their earlier treatments.
//!
//! Uses the diary, its assessment, and nothing that lies ahead of the moment asked at.

mod odds;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::assess::{Assessment, Standing, assess};
use super::day::{Day, Moment};
use super::diary::{Diary, start_of};
use super::entry::Entry;
use super::gone::{Gone, has_come, worst_by_day};
use super::id::{SymptomId, TreatmentId};
use super::protocol::{Bands, Protocol};
use super::symptom::Grade;
use super::treatment::Treatment;
use super::triage::Triage;
use super::warning::Warning;
use odds::{Calendar, Odds};

/// So many graded entries a forecast needs.
pub const LEAST_ENTRIES: usize = 2;
/// A last grade older than so many days says too little about now.
const LATEST_GRADE: i32 = 3;
/// So many earlier treatments are looked back on, the latest ones.
const LOOK_BACK: usize = 3;
/// So many graded entries are looked at, the latest ones; older ones say nothing new.
const MOST_ENTRIES: usize = 40;

/// What can be said at a moment about the end of one symptom.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// The symptom.
    pub symptom: SymptomId,
    /// What can be said.
    pub outlook: Outlook,
}

/// What can be said about the end of a symptom.
#[derive(Clone, Debug, PartialEq)]
pub enum Outlook {
    /// It was never graded.
    NotRecorded,
    /// It was graded none in every entry, so many of them.
    NeverThere(usize),
    /// It was there, and the last grade is none.
    Gone {
        /// The day of the first none after it.
        on: Day,
    },
    /// It is there, and its course is as described.
    Going(Range),
    /// It is there, and a forecast would be the wrong answer.
    AskProvider(Reason),
    /// It is there, and only so many entries grade it.
    TooLittle(usize),
    /// It was there when it was last graded, on this day, too long ago.
    Stale(Day),
    /// It is there, and nobody describes when it ends.
    NothingDescribed,
}

/// Why the provider is to be asked instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A warning of this title is open.
    OpenWarning(String),
    /// The last grade lies outside the range described.
    Outside,
}

/// The days on which a symptom is likely gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// As likely gone by this day as not.
    pub likely: Day,
    /// The first day of the range; where it is the day asked on, it may be gone already.
    pub first: Day,
    /// The last day of the range.
    pub last: Day,
    /// How many graded entries it rests on.
    pub entries: usize,
    /// The earlier treatments it rests on, the latest first.
    pub earlier: Vec<EarlierEnd>,
}

/// How long a symptom was there after an earlier treatment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierEnd {
    /// The treatment.
    pub treatment: TreatmentId,
    /// Its date.
    pub date: NaiveDate,
    /// The last day above none.
    pub last_there: Day,
    /// The first day graded none after it.
    pub gone: Day,
}

/// One graded entry.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Graded {
    /// Hours since the treatment.
    hours: f64,
    day: Day,
    grade: Grade,
    standing: Standing,
}

/// The forecasts for some symptoms at a moment. Whatever the journal says about later times is left out.
#[must_use]
pub fn forecasts<'a>(
    diary: &Diary,
    treatment: &Treatment,
    protocol: &Protocol,
    symptoms: impl Iterator<Item = &'a SymptomId>,
    at: Moment,
) -> Vec<Forecast> {
    let until = diary.until(at);
    let assessment = assess(&until.healing(treatment), protocol);
    forecasts_judged(&until, treatment, &assessment, symptoms, at)
}

/// The same for a journal that describes nothing later than the moment ([`Diary::ends_by`]) and is judged already.
#[must_use]
pub fn forecasts_judged<'a>(
    diary: &Diary,
    treatment: &Treatment,
    assessment: &Assessment,
    symptoms: impl Iterator<Item = &'a SymptomId>,
    at: Moment,
) -> Vec<Forecast> {
    let scene = Scene { diary, treatment, assessment, at, calendar: Calendar::new(treatment, diary.day_end) };
    symptoms.map(|symptom| Forecast { symptom: symptom.clone(), outlook: scene.outlook(symptom) }).collect()
}

struct Scene<'a> {
    diary: &'a Diary,
    treatment: &'a Treatment,
    assessment: &'a Assessment,
    at: Moment,
    calendar: Calendar,
}

impl Scene<'_> {
    fn outlook(&self, symptom: &SymptomId) -> Outlook {
        let graded = self.graded(symptom);
        let Some(last) = graded.last().copied() else { return Outlook::NotRecorded };
        let Some(there) = graded.iter().rposition(|one| one.grade > Grade::NONE) else {
            return Outlook::NeverThere(graded.len());
        };
        if let Some(first_none) = graded.get(there + 1) {
            return Outlook::Gone { on: first_none.day };
        }
        if let Some(reason) = self.reason_to_ask(symptom, last) {
            return Outlook::AskProvider(reason);
        }
        let today = self.treatment.day_of(self.at, self.diary.day_end);
        if today.since(last.day) > LATEST_GRADE {
            return Outlook::Stale(last.day);
        }
        if graded.len() < LEAST_ENTRIES {
            return Outlook::TooLittle(graded.len());
        }
        self.range(symptom, &graded, today).map_or(Outlook::NothingDescribed, Outlook::Going)
    }

    /// The graded entries since the treatment in time order.
    fn graded(&self, symptom: &SymptomId) -> Vec<Graded> {
        let graded = self.assessment.entries.iter().filter_map(|assessed| {
            let grade = assessed.entry.grade(symptom).filter(|_| assessed.hours >= 0.0)?;
            let standing = Standing::of(&self.assessment.bands, symptom, Some(grade.into()), assessed.day);
            Some(Graded { hours: assessed.hours, day: assessed.day, grade, standing })
        });
        graded.collect()
    }

    /// A warning about the symptom, one that rests on no symptom at all, and anything urgent make a forecast the wrong answer.
    fn reason_to_ask(&self, symptom: &SymptomId, last: Graded) -> Option<Reason> {
        let concerns = |warning: &&Warning| {
            let mut about = warning.evidence.iter().filter_map(super::finding::Evidence::symptom).peekable();
            warning.triage() >= Triage::Urgent || about.peek().is_none() || about.any(|one| one == symptom)
        };
        let open = self.assessment.open_warnings().into_iter().find(concerns);
        let warned = open.map(|warning| Reason::OpenWarning(warning.rule.title.clone()));
        let outside = matches!(last.standing, Standing::AboveOuter | Standing::Early).then_some(Reason::Outside);
        warned.or(outside)
    }

    fn range(&self, symptom: &SymptomId, graded: &[Graded], today: Day) -> Option<Range> {
        let (usual, outer) = described_end(&self.assessment.bands, symptom)?;
        let looked_at = &graded[graded.len().saturating_sub(MOST_ENTRIES)..];
        let earlier = self.earlier_ends(symptom);
        let mut odds = Odds::described(usual, outer, looked_at);
        for end in &earlier {
            odds.take_in_earlier(end.last_there, end.gone);
        }
        let (likely, first, last) = odds.range(&self.calendar, today)?;
        Some(Range { likely, first, last, entries: graded.len(), earlier })
    }

    /// How the symptom ended after earlier treatments by the same protocol, the latest first.
    fn earlier_ends(&self, symptom: &SymptomId) -> Vec<EarlierEnd> {
        let start = start_of(self.treatment);
        let before = self.diary.treatments_by_time().into_iter().rev().filter(|other| {
            other.id != self.treatment.id && start_of(other) < start && other.protocol == self.treatment.protocol
        });
        before.filter_map(|other| self.earlier_end(symptom, other)).take(LOOK_BACK).collect()
    }

    fn earlier_end(&self, symptom: &SymptomId, treatment: &Treatment) -> Option<EarlierEnd> {
        let (day_end, start) = (self.diary.day_end, self.treatment.performed_at);
        let until_this = |entry: &&Entry| has_come(treatment, entry.at, start, day_end);
        let worst: BTreeMap<_, _> =
            worst_by_day(symptom, treatment, self.diary.entries.iter().filter(until_this), day_end);
        let date = treatment.performed_at.date(day_end);
        match Gone::of(&worst) {
            Gone::By { last_there, gone } => {
                Some(EarlierEnd { treatment: treatment.id.clone(), date, last_there, gone })
            }
            _ => None,
        }
    }
}

/// The first days from which a symptom is described as none: usually, and at the latest; nothing where no end is described.
fn described_end(bands: &Bands, symptom: &SymptomId) -> Option<(Day, Day)> {
    let first_none = |grade: fn(super::protocol::Band) -> Grade| {
        let is_there = |day: &i32| bands.band(symptom, Day::new(*day)).is_some_and(|band| grade(band) > Grade::NONE);
        (0..=Bands::HORIZON).rev().find(is_there).map_or(0, |last| last + 1)
    };
    let (usual, outer) = (first_none(|band| band.usual), first_none(|band| band.outer));
    let ends = bands.band(symptom, Day::TREATMENT).is_some() && outer > 0 && usual <= Bands::HORIZON;
    ends.then_some((Day::new(usual), Day::new(outer)))
}

#[cfg(test)]
mod tests;
