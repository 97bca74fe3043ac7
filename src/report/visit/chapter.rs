//! One treatment of a report, with its days and all that is judged of them.
//!
//! May use `domain`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};

use super::days::Year;
use super::{Choices, Chosen, Recorded};
use crate::domain::diary::Healing;
use crate::domain::{
    AssessedEntry, Assessment, Catalog, Change, Changed, Day, Diary, EntryId, Moment, Outcome, Protocol, Revised,
    Treatment, assess,
};

/// One treatment of a report.
pub(super) struct Chapter<'a> {
    pub treatment: &'a Treatment,
    pub healing: Healing<'a>,
    pub protocol: &'a Protocol,
    pub assessment: Assessment,
    /// The patient's ratings of the result, the earliest first.
    pub outcomes: Vec<&'a Outcome>,
    /// The check-ins that were changed after they were saved.
    pub edited: BTreeSet<EntryId>,
    /// The first of its days that are told.
    pub first: Day,
    /// The last of them, not before the first.
    pub last: Day,
    /// Its day at the end of the period; while that day lasts a check-in may still come.
    pub end: Day,
}

/// The chapters of a journal that is cut at the end of the period.
pub(super) fn chapters<'a, 'p: 'a>(
    diary: &'a Diary,
    recorded: Recorded<'p>,
    choices: &Choices,
    end: DateTime<FixedOffset>,
) -> Vec<Chapter<'a>> {
    let treatments = diary.treatments_by_time();
    let chosen = match &choices.treatments {
        Chosen::All => treatments,
        Chosen::Latest => treatments.last().copied().into_iter().collect(),
        Chosen::One(id) => diary.treatment(id).into_iter().collect(),
    };
    let chapters = chosen.into_iter().map(|treatment| Chapter::new(treatment, diary, recorded, end));
    chapters.filter_map(|chapter| chapter.from(choices, diary)).collect()
}

impl<'a> Chapter<'a> {
    /// From the treatment, or the first check-in about it, to the end; to the next treatment, or the last check-in about this one.
    fn new<'p: 'a>(
        treatment: &'a Treatment,
        diary: &'a Diary,
        recorded: Recorded<'p>,
        end: DateTime<FixedOffset>,
    ) -> Self {
        let (healing, protocol) = (diary.healing(treatment), recorded.protocol(treatment));
        let mut assessment = assess(&healing, protocol);
        let end = treatment.day_of(Moment::At(end), diary.day_end);
        assessment.let_days_pass(end);
        let days = || assessment.entries.iter().map(|judged| judged.day);
        let first = days().min().map_or(Day::TREATMENT, |first| first.min(Day::TREATMENT));
        let last = next_after(treatment, diary).map_or(end, |next| end.min(next.plus(-1)));
        let last = days().max().map_or(last, |own| own.max(last)).max(first);
        let (outcomes, edited) = (diary.outcomes_of(treatment), edited(recorded.changes));
        Self { treatment, healing, protocol, assessment, outcomes, edited, first, last, end }
    }

    /// The same from the chosen date on; none when nothing of it lies there.
    fn from(self, choices: &Choices, diary: &Diary) -> Option<Self> {
        let from = choices.from.map_or(self.first, |date| self.treatment.day_of_date(date, diary.day_end));
        let first = self.first.max(from);
        (first <= self.last).then_some(Self { first, ..self })
    }

    pub fn catalog(&self) -> &'a Catalog {
        &self.protocol.catalog
    }

    /// Its check-ins in time order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &AssessedEntry> {
        self.assessment.entries.iter().filter(|judged| self.holds(judged.day))
    }

    pub fn holds(&self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Its days in order.
    pub fn days(&self) -> impl Iterator<Item = Day> + use<> {
        (self.first.number()..=self.last.number()).map(Day::new)
    }

    pub fn day_of(&self, moment: Moment) -> Day {
        self.treatment.day_of(moment, self.healing.day_end)
    }

    /// The date of a day, such as `5 Mar`.
    pub fn date(&self, day: Day) -> String {
        self.year().date(self.treatment.date_of(day, self.healing.day_end))
    }

    /// The year of the treatment.
    pub fn year(&self) -> Year {
        Year::of(self.treatment.performed_at.date(self.healing.day_end))
    }

    /// Its check-ins by their days.
    pub fn by_day(&self) -> BTreeMap<Day, Vec<&AssessedEntry>> {
        let mut days: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for judged in self.entries() {
            days.entry(judged.day).or_default().push(judged);
        }
        days
    }
}

/// The check-ins that say something else than when they were saved first.
fn edited(changes: &[Change]) -> BTreeSet<EntryId> {
    let corrected = changes.iter().filter_map(|change| match &change.what {
        Changed::Entry(revised) => match &**revised {
            Revised::Corrected(before, after) if before != after => Some(after.id.clone()),
            _ => None,
        },
        _ => None,
    });
    corrected.collect()
}

/// The day of the treatment that follows another.
fn next_after(treatment: &Treatment, diary: &Diary) -> Option<Day> {
    let treatments = diary.treatments_by_time();
    let place = treatments.iter().position(|other| other.id == treatment.id)?;
    let next = treatments.get(place + 1)?;
    Some(treatment.day_of(next.performed_at, diary.day_end))
}
