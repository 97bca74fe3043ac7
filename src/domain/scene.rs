//! What a rule can see: one entry, everything before it, the patient, the treatment. Never anything later.

use std::sync::Arc;

use super::day::Day;
use super::diary::Healing;
use super::entry::Entry;
use super::finding::Evidence;
use super::hold::{EarlyUse, RETINOIDS};
use super::id::{HoldId, RuleId, SignId, SymptomId};
use super::protocol::Bands;
use super::rule::{Condition, Range, Rule};
use super::sign::Answer;
use super::symptom::Grade;
use super::triage::Triage;

/// An entry with its place in the healing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'a> {
    pub entry: &'a Entry,
    pub day: Day,
    pub hours: f64,
}

/// How long nothing was entered, and how loud what was open then is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Silence {
    pub hours: f64,
    pub after: Triage,
}

/// Answers at one moment of a healing, and the entries before it.
#[derive(Clone, Debug)]
pub(super) struct Scene<'a> {
    pub healing: &'a Healing<'a>,
    pub bands: &'a Bands,
    pub day: Day,
    pub hours: f64,
    /// What is graded above none: a symptom that is not there makes no finding.
    pub present: Vec<(&'a SymptomId, Grade)>,
    /// Signs answered with yes; most moments have none, and rules ask for many.
    pub ticked: Vec<&'a SignId>,
    /// Signs answered with "not sure".
    pub unsure: Vec<&'a SignId>,
    /// Entries strictly before this moment, the earliest first.
    pub past: &'a [Placed<'a>],
    /// What was used before it was allowed again, also after this moment.
    pub early: &'a [EarlyUse<'a>],
    pub silence: Option<Silence>,
    /// Warnings that an entry showed to be over, with the day of that entry.
    pub cleared: &'a [Cleared],
}

/// A warning that an entry showed to be over.
#[derive(Clone, Debug)]
pub(super) struct Cleared {
    pub rule: Arc<Rule>,
    /// The day of that entry.
    pub day: Day,
    /// The day of the last entry after which it was still open.
    pub last_open: Day,
}

impl<'a> Scene<'a> {
    /// What the rule rests on here, if it holds.
    pub fn evidence_for(&self, rule: &Rule) -> Option<Vec<Evidence>> {
        match self.bands.narrower_for(rule) {
            Some(bands) => Self { bands, ..self.clone() }.all(&rule.when),
            None => self.all(&rule.when),
        }
    }

    fn all(&self, conditions: &[Condition]) -> Option<Vec<Evidence>> {
        let mut evidence = Vec::new();
        for condition in conditions {
            evidence.extend(self.look(condition)?);
        }
        Some(evidence)
    }

    fn any(&self, conditions: &[Condition]) -> Option<Vec<Evidence>> {
        some(conditions.iter().filter_map(|condition| self.look(condition)))
            .map(|found| found.into_iter().flatten().collect())
    }

    /// `Some` with what was found (nothing for mere circumstances) when the condition holds.
    fn look(&self, condition: &Condition) -> Option<Vec<Evidence>> {
        match condition {
            Condition::Sign(sign) => self.sign(sign).map(|found| vec![found]),
            Condition::AnySign(signs) => some(signs.iter().filter_map(|sign| self.sign(sign))),
            Condition::Unsure(signs) => some(signs.iter().filter_map(|sign| self.unsure(sign))),
            Condition::LastingSign { sign, days } => self.lasting_sign(sign, *days).map(|found| vec![found]),
            Condition::EarlierSign { sign, within_days } => {
                self.earlier_sign(sign, *within_days).map(|found| vec![found])
            }
            Condition::Grade { of, at_least } => some(self.graded_from(of, *at_least).map(|found| self.seen(found))),
            Condition::Above { of, range, by, at_least, count } => {
                let above = self.graded_from(of, *at_least).filter(|found| self.is_above(*found, *range, *by));
                some(above.map(|found| self.seen(found))).filter(|found| found.len() >= usize::from(*count))
            }
            Condition::Early(of) => some(self.graded(of).filter_map(|found| self.early(found))),
            Condition::Rise { of, by, at_least, above, within_hours, from_hours } => some(
                self.graded_from(of, *at_least)
                    .filter(|found| above.is_none_or(|range| self.is_above(*found, range, 1)))
                    .filter_map(|found| {
                        self.rise(found, *by, from_hours.max(self.hours - within_hours.unwrap_or(f64::INFINITY)))
                    }),
            ),
            Condition::Returned { of, at_least, above, gone_on_day } => some(
                self.graded_from(of, *at_least)
                    .filter(|found| above.is_none_or(|range| self.is_above(*found, range, 1)))
                    .filter_map(|found| self.returned(found, Day::new(*gone_on_day))),
            ),
            Condition::Lasting { of, at_least, days } => {
                some(self.graded_from(of, *at_least).filter_map(|found| self.lasting(found, *at_least, *days)))
            }
            Condition::Cleared { from, within_days, open_within_days, except } => {
                self.cleared(*from, *within_days, *open_within_days, except)
            }
            Condition::Silent { hours, after } => {
                let silence = self.silence.filter(|silence| silence.hours >= *hours && silence.after >= *after)?;
                Some(vec![Evidence::Silence(silence.hours)])
            }
            Condition::Day { from, to } => {
                let number = self.day.number();
                holds(from.is_none_or(|from| number >= from) && to.is_none_or(|to| number <= to))
            }
            Condition::Hours { from, to } => {
                holds(from.is_none_or(|from| self.hours >= from) && to.is_none_or(|to| self.hours < to))
            }
            Condition::Given(circumstance) => holds(circumstance.holds(self.healing.patient, &self.healing.treatment)),
            Condition::SinceLastTreatment { below_days } => {
                let days = self.days_since_last_treatment()?;
                (days < *below_days).then(|| vec![Evidence::Spacing(days)])
            }
            Condition::Treatments { at_least, days } => {
                let count = self.treatments_within(*days);
                (count >= *at_least).then(|| vec![Evidence::Treatments(count, *days)])
            }
            Condition::Unhealed { of, at_least, within_days } => {
                some(of.iter().filter_map(|symptom| self.unhealed(symptom, *at_least, *within_days)))
            }
            Condition::RetinoidBefore { day } => self.retinoid(*day),
            Condition::UsedEarly { of, within_hours } => self.used_early(of, *within_hours),
            Condition::All(conditions) => self.all(conditions),
            Condition::Any(conditions) => self.any(conditions),
        }
    }

    fn sign(&self, sign: &SignId) -> Option<Evidence> {
        self.ticked.contains(&sign).then(|| Evidence::Sign(sign.clone()))
    }

    fn unsure(&self, sign: &SignId) -> Option<Evidence> {
        self.unsure.contains(&sign).then(|| Evidence::Unsure(sign.clone()))
    }

    fn lasting_sign(&self, sign: &SignId, days: i32) -> Option<Evidence> {
        self.sign(sign)?;
        let first = self
            .past
            .iter()
            .rev()
            .filter_map(|placed| Some((placed.day, *placed.entry.signs.get(sign)?)))
            .filter(|(_, answer)| *answer != Answer::NotSure)
            .map_while(|(day, answer)| (answer == Answer::Yes).then_some(day))
            .last()?;
        (self.day.since(first) >= days).then(|| Evidence::LastingSign(sign.clone(), first))
    }

    fn earlier_sign(&self, sign: &SignId, within_days: i32) -> Option<Evidence> {
        let last = self.past.iter().rev().find(|placed| placed.entry.has_sign(sign))?;
        (self.day.since(last.day) <= within_days).then(|| Evidence::EarlierSign(sign.clone(), last.day))
    }

    /// Those of the symptoms that are there.
    fn graded<'b>(&'b self, of: &'b [SymptomId]) -> impl Iterator<Item = (&'b SymptomId, Grade)> + use<'a, 'b> {
        of.iter().filter_map(|symptom| {
            let (_, grade) = self.present.iter().find(|(present, _)| *present == symptom)?;
            Some((symptom, *grade))
        })
    }

    /// Those that are there at least so.
    fn graded_from<'b>(
        &'b self,
        of: &'b [SymptomId],
        at_least: Grade,
    ) -> impl Iterator<Item = (&'b SymptomId, Grade)> + use<'a, 'b> {
        self.graded(of).filter(move |(_, grade)| *grade >= at_least)
    }

    fn seen(&self, (symptom, grade): (&SymptomId, Grade)) -> Evidence {
        Evidence::Graded(symptom.clone(), grade, self.bands.band(symptom, self.day))
    }

    fn is_above(&self, (symptom, grade): (&SymptomId, Grade), range: Range, by: u8) -> bool {
        self.bands.band(symptom, self.day).is_some_and(|band| {
            let edge = if range == Range::Usual { band.usual } else { band.outer };
            grade.number() >= edge.number().saturating_add(by)
        })
    }

    fn early(&self, (symptom, grade): (&SymptomId, Grade)) -> Option<Evidence> {
        let onset = self.bands.onset(symptom)?;
        let outer = self.bands.band(symptom, self.day)?.outer;
        (self.day < onset && grade > outer).then(|| Evidence::Early(symptom.clone(), grade, onset))
    }

    /// Earlier grades of a symptom, the latest first.
    fn before<'b>(&self, symptom: &'b SymptomId) -> impl Iterator<Item = (Placed<'a>, Grade)> + use<'a, 'b> {
        let past = self.past;
        past.iter().rev().filter_map(|placed| Some((*placed, placed.entry.grade(symptom)?)))
    }

    fn rise(&self, (symptom, grade): (&SymptomId, Grade), by: u8, from_hours: f64) -> Option<Evidence> {
        let (lowest_at, lowest) =
            self.before(symptom).filter(|(placed, _)| placed.hours >= from_hours).min_by_key(|(_, grade)| *grade)?;
        (grade.number() >= lowest.number().saturating_add(by))
            .then(|| Evidence::Rise(symptom.clone(), lowest, lowest_at.day, grade))
    }

    fn returned(&self, (symptom, grade): (&SymptomId, Grade), gone_on: Day) -> Option<Evidence> {
        let (gone, _) = self.before(symptom).find(|(placed, grade)| *grade == Grade::NONE && placed.day >= gone_on)?;
        let was_there = self.before(symptom).any(|(placed, grade)| grade > Grade::NONE && placed.hours < gone.hours);
        was_there.then(|| Evidence::Returned(symptom.clone(), gone.day, grade))
    }

    fn lasting(&self, (symptom, grade): (&SymptomId, Grade), at_least: Grade, days: i32) -> Option<Evidence> {
        let (first, _) = self.before(symptom).take_while(|(_, grade)| *grade >= at_least).last()?;
        (self.day.since(first.day) >= days).then(|| Evidence::Lasting(symptom.clone(), grade, first.day))
    }

    fn cleared(
        &self,
        from: Triage,
        within_days: i32,
        open_within_days: Option<i32>,
        except: &[RuleId],
    ) -> Option<Vec<Evidence>> {
        let counts = |cleared: &&Cleared| {
            cleared.rule.triage >= from
                && self.day.since(cleared.day) <= within_days
                && open_within_days.is_none_or(|days| self.day.since(cleared.last_open) <= days)
                && !except.contains(&cleared.rule.id)
        };
        let told = |cleared: &Cleared| Evidence::Cleared(cleared.rule.title.clone(), cleared.day);
        some(self.cleared.iter().filter(counts).map(told))
    }

    fn days_since_last_treatment(&self) -> Option<i32> {
        let last = &self.healing.previous.as_ref()?.treatment;
        let day_end = self.healing.day_end;
        Some(last.day_of(self.healing.treatment.performed_at, day_end).number())
    }

    fn treatments_within(&self, days: i32) -> usize {
        let Healing { treatment, day_end, earlier, .. } = self.healing;
        let recent = earlier.iter().filter(|other| other.day_of(treatment.performed_at, *day_end).number() <= days);
        recent.count() + 1
    }

    fn unhealed(&self, symptom: &SymptomId, at_least: Grade, within_days: i32) -> Option<Evidence> {
        let Healing { treatment, day_end, previous, .. } = self.healing;
        let previous = previous.as_ref()?;
        let (last, grade) = previous
            .entries
            .iter()
            .filter_map(|entry| Some((previous.treatment.instant_of(entry.at, *day_end), entry, entry.grade(symptom)?)))
            .max_by_key(|(instant, _, grade)| (*instant, *grade))
            .map(|(_, entry, grade)| (entry, grade))?;
        let days = -treatment.day_of(last.at, *day_end).number();
        (grade >= at_least && days <= within_days).then(|| Evidence::Unhealed(symptom.clone(), grade, days))
    }

    /// The day a retinoid was taken up again: the one named with the treatment, or that of a use that was logged.
    fn retinoid(&self, before_day: i32) -> Option<Vec<Evidence>> {
        let Healing { treatment, day_end, uses, .. } = self.healing;
        let named = treatment.retinoid_resumed_on.map(|date| treatment.day_of_date(date, *day_end));
        let logged = uses
            .iter()
            .filter(|used| used.hold.as_str() == RETINOIDS && treatment.hours_to(used.at, *day_end) <= self.hours);
        let logged = logged.map(|used| treatment.day_of(used.at, *day_end));
        let resumed = named.into_iter().chain(logged).filter(|day| *day >= Day::TREATMENT && *day <= self.day).min()?;
        (resumed.number() < before_day).then(|| vec![Evidence::Retinoid(resumed)])
    }

    /// The last early use of each, as long as it is no longer ago than this.
    fn used_early(&self, of: &[HoldId], within_hours: f64) -> Option<Vec<Evidence>> {
        let counts = |early: &&EarlyUse<'_>| early.hours <= self.hours && self.hours - early.hours <= within_hours;
        some(of.iter().filter_map(|hold| {
            let last = self.early.iter().rev().filter(counts).find(|early| early.hold.id == *hold)?;
            Some(Evidence::UsedEarly(hold.clone(), last.hold.title.clone(), last.day, last.lifts))
        }))
    }
}

fn holds(so: bool) -> Option<Vec<Evidence>> {
    so.then(Vec::new)
}

fn some<T>(found: impl Iterator<Item = T>) -> Option<Vec<T>> {
    let found: Vec<_> = found.collect();
    (!found.is_empty()).then_some(found)
}
