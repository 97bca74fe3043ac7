//! Gathering what a journal says about each day of a month.
//!
//! May use `domain`.

use chrono::NaiveDate;

use super::{Lies, Month, MonthDay, Recorded, Worst};
use crate::domain::comparison::Comparable;
use crate::domain::{AssessedEntry, DayEnd, Entry, Rating, SymptomId, Triage, Warning};

impl MonthDay {
    /// A day of which only its place is known.
    pub(super) fn empty(date: NaiveDate, recorded: Recorded<'_>) -> Self {
        let Recorded { diary, today, .. } = recorded;
        let begun = diary.treatments.iter().filter(|treatment| treatment.performed_at.date(diary.day_end) <= date);
        let latest = begun.max_by_key(|treatment| treatment.performed_at.date(diary.day_end));
        let lies = match latest {
            _ if date > today => Lies::Ahead,
            None => Lies::BeforeTreatment,
            Some(_) => Lies::Healing,
        };
        Self {
            date,
            lies,
            day: latest.map(|treatment| treatment.day_of_date(date, diary.day_end)),
            check_ins: 0,
            worst: Worst::NotRecorded,
            verdict: None,
            treatments: 0,
            open_warnings: 0,
            late: 0,
            edited: 0,
        }
    }

    fn take_in(&mut self, judged: &AssessedEntry, symptom: Option<&SymptomId>, recorded: Recorded<'_>) {
        let entry = &judged.entry;
        self.check_ins += 1;
        self.late += usize::from(entry.is_late(recorded.diary.day_end));
        self.edited += usize::from(recorded.edited.contains(&entry.id));
        let worst = worst_of(entry, symptom);
        // Of equal grades the first one said stays, so that the name does not jump about.
        if rank(&worst) > rank(&self.worst) {
            self.worst = worst;
        }
        self.verdict = self.verdict.max(verdict_of(judged));
    }
}

impl Month {
    pub(super) fn gather(&mut self, recorded: Recorded<'_>) {
        let day_end = recorded.diary.day_end;
        let symptom = self.symptom.clone();
        for treatment in &recorded.diary.treatments {
            if let Some(day) = self.day_mut(treatment.performed_at.date(day_end)) {
                day.treatments += 1;
            }
        }
        for judged in recorded.assessments.iter().flat_map(|assessment| &assessment.entries) {
            if let Some(day) = self.day_mut(judged.entry.at.date(day_end)) {
                day.take_in(judged, symptom.as_ref(), recorded);
            }
        }
        for warning in recorded.assessments.iter().flat_map(|assessment| assessment.warnings()) {
            let under_way = self.days.iter_mut().filter(|day| is_under_way(warning, day.date, day_end, recorded.today));
            under_way.for_each(|day| day.open_warnings += 1);
        }
    }

    fn day_mut(&mut self, date: NaiveDate) -> Option<&mut MonthDay> {
        let at = usize::try_from((date - self.first).num_days()).ok()?;
        self.days.get_mut(at)
    }
}

/// From the day that raised it up to the day before the one that ended it, or up to today.
fn is_under_way(warning: &Warning, date: NaiveDate, day_end: DayEnd, today: NaiveDate) -> bool {
    let since = warning.since.date(day_end);
    let closed = warning.closed.as_ref().map(|closing| closing.at.date(day_end));
    date == since || (since < date && date <= today && closed.is_none_or(|closed| date < closed))
}

/// The loudest verdict; none where nothing could be compared.
fn verdict_of(judged: &AssessedEntry) -> Option<Triage> {
    let is_compared = judged.triage > Triage::Expected || judged.comparable() != Comparable::Nothing;
    is_compared.then_some(judged.triage)
}

fn worst_of(entry: &Entry, symptom: Option<&SymptomId>) -> Worst {
    let asked = entry.grades.iter().filter(|(id, _)| symptom.is_none_or(|symptom| symptom == *id));
    let answers = asked.map(|(id, rating)| match rating {
        Rating::NotSure => Worst::NotSure,
        Rating::Graded(grade) => Worst::Graded(*grade, id.clone()),
    });
    answers.max_by(|one, other| rank(one).cmp(&rank(other)).then_with(|| other.cmp(one))).unwrap_or(Worst::NotRecorded)
}

fn rank(worst: &Worst) -> u8 {
    match worst {
        Worst::NotRecorded => 0,
        Worst::NotSure => 1,
        Worst::Graded(grade, _) => 2 + grade.number(),
    }
}
