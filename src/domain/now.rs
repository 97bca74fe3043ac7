//! The state of a journal at a given moment, also when nothing was entered.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::assess::{Assessment, assess};
use super::care_record::{CareRecord, Use};
use super::day::{Day, Moment};
use super::diary::{Diary, Healing};
use super::entry::Entry;
use super::finding::{Evidence, Finding, Presence};
use super::hold::early_uses;
use super::id::TreatmentId;
use super::order::in_time_order;
use super::outcome::Outcome;
use super::protocol::Protocol;
use super::scene::{Scene, Silence};
use super::treatment::Treatment;
use super::triage::Triage;
use super::warning::Warning;

/// The state of a journal at one moment, also when nothing was entered lately.
#[derive(Clone, Debug, PartialEq)]
pub struct Now {
    /// The moment.
    pub at: Moment,
    /// The treatment the patient is healing from; none before the first.
    pub treatment: Option<TreatmentId>,
    /// Its day.
    pub day: Option<Day>,
    /// How loud things stand.
    pub triage: Triage,
    /// Warnings of all treatments that are not over, the loudest first.
    pub open_warnings: Vec<Warning>,
    /// Warnings of all treatments that are over, in the order they were raised, the earliest treatment first.
    pub closed_warnings: Vec<Warning>,
    /// What silence since the last entry means.
    pub silence: Vec<Finding>,
}

/// The state of the whole journal at a moment: only what was described up to then counts.
#[must_use]
pub fn now<'a>(diary: &Diary, protocol_of: impl Fn(&str) -> &'a Protocol, at: Moment) -> Now {
    let until = diary.until(at);
    let judged: BTreeMap<_, _> = until
        .treatments
        .iter()
        .map(|treatment| (&treatment.id, assess(&until.healing(treatment), protocol_of(&treatment.protocol))))
        .collect();
    standing(&until, protocol_of, |treatment| judged.get(treatment), at)
}

/// The same for a journal that describes nothing later than the moment ([`Diary::ends_by`]) and is judged already;
/// treatments that are not judged are left out.
pub fn standing<'a, 'b>(
    diary: &Diary,
    protocol_of: impl Fn(&str) -> &'a Protocol,
    assessment_of: impl Fn(&TreatmentId) -> Option<&'b Assessment>,
    at: Moment,
) -> Now {
    let mut state = Now {
        at,
        treatment: None,
        day: None,
        triage: Triage::Expected,
        open_warnings: Vec::new(),
        closed_warnings: Vec::new(),
        silence: Vec::new(),
    };
    let treatments = diary.treatments_by_time();
    for treatment in &treatments {
        let Some(assessment) = assessment_of(&treatment.id) else { continue };
        let day = treatment.day_of(at, diary.day_end);
        state.open_warnings.extend(assessment.open_warnings().into_iter().cloned().map(|mut warning| {
            warning.let_days_pass(day);
            warning
        }));
        state.closed_warnings.extend(assessment.warnings().filter(|warning| !warning.is_open()).cloned());
    }
    state.open_warnings.sort_by_key(|warning| std::cmp::Reverse(warning.triage()));
    state.triage = state.open_warnings.first().map(Warning::triage).unwrap_or_default();
    if let Some(current) = treatments.last() {
        state.treatment = Some(current.id.clone());
        let day = current.day_of(at, diary.day_end);
        state.day = Some(day);
        if let Some(assessment) = assessment_of(&current.id) {
            state.silence = silence_findings(&diary.healing(current), protocol_of(&current.protocol), assessment, at);
            state.triage = state.triage.max(open_triage(assessment, day));
        }
    }
    state.triage = state.silence.iter().map(|finding| finding.rule.triage).fold(state.triage, Ord::max);
    state
}

impl Diary {
    /// The point in time of a moment told by the patient of this journal.
    fn instant_of(&self, at: Moment) -> DateTime<FixedOffset> {
        let at_noon = || at.instant(at.offset());
        self.treatments_by_time().last().map_or_else(at_noon, |last| last.instant_of(at, self.day_end))
    }

    /// Whether the journal describes nothing later than a moment.
    #[must_use]
    pub fn ends_by(&self, at: Moment) -> bool {
        let end = self.instant_of(at);
        self.treatments.iter().all(|treatment| self.has_come(treatment, treatment.performed_at, at))
            && self.events.iter().all(|event| event.at <= end)
            && self.entries.iter().all(|entry| self.is_described_by(entry, at))
            && self.care.uses.iter().all(|used| self.is_used_by(used, at))
            && self.outcomes.iter().all(|outcome| self.is_rated_by(outcome, at))
    }

    /// Whether a moment told about a treatment has come by another: a date alone has come as soon as its day has.
    fn has_come(&self, treatment: &Treatment, told: Moment, at: Moment) -> bool {
        match told {
            Moment::On(date) => date <= at.date(self.day_end),
            Moment::At(_) => treatment.instant_of(told, self.day_end) <= self.instant_of(at),
        }
    }

    fn is_described_by(&self, entry: &Entry, at: Moment) -> bool {
        let treatment = self.treatment(&entry.treatment);
        treatment.is_some_and(|treatment| self.has_come(treatment, entry.at, at))
    }

    fn is_used_by(&self, used: &Use, at: Moment) -> bool {
        let treatment = self.treatment(&used.treatment);
        treatment.is_some_and(|treatment| self.has_come(treatment, used.at, at))
    }

    fn is_rated_by(&self, outcome: &Outcome, at: Moment) -> bool {
        let treatment = self.treatment(&outcome.treatment);
        treatment.is_some_and(|treatment| self.has_come(treatment, outcome.at, at))
    }

    /// The journal as far as it describes times up to a moment. What a provider said is a fact about the treatment, whenever
    /// it was written down.
    #[must_use]
    pub fn until(&self, at: Moment) -> Self {
        let instant = self.instant_of(at);
        let begun = |treatment: &&Treatment| self.has_come(treatment, treatment.performed_at, at);
        Self {
            patient: self.patient.clone(),
            day_end: self.day_end,
            treatments: self.treatments.iter().filter(begun).cloned().collect(),
            entries: self.entries.iter().filter(|entry| self.is_described_by(entry, at)).cloned().collect(),
            events: self.events.iter().filter(|event| event.at <= instant).cloned().collect(),
            care: CareRecord {
                uses: self.care.uses.iter().filter(|used| self.is_used_by(used, at)).cloned().collect(),
                ..self.care.clone()
            },
            outcomes: self.outcomes.iter().filter(|outcome| self.is_rated_by(outcome, at)).cloned().collect(),
            plans: self.plans.clone(),
        }
    }
}

/// What the rules make of the time since the last entry.
fn silence_findings(healing: &Healing<'_>, protocol: &Protocol, assessment: &Assessment, at: Moment) -> Vec<Finding> {
    let Some(last) = assessment.entries.last() else { return Vec::new() };
    let (day, hours) = (healing.treatment.day_of(at, healing.day_end), healing.treatment.hours_to(at, healing.day_end));
    let placed = in_time_order(healing);
    let early = early_uses(healing, protocol);
    let scene = Scene {
        healing,
        bands: &assessment.bands,
        day,
        hours,
        present: Vec::new(),
        ticked: Vec::new(),
        unsure: Vec::new(),
        past: &placed,
        early: &early,
        cleared: &[],
        silence: Some(Silence { hours: hours_since_look(healing, at), after: open_triage(assessment, day) }),
    };
    let about_silence = |evidence: &[Evidence]| evidence.iter().any(|one| matches!(one, Evidence::Silence(_)));
    let found = protocol
        .rules
        .iter()
        .filter_map(|rule| Some((rule, scene.evidence_for(rule).filter(|evidence| about_silence(evidence))?)));
    let loudest = found.max_by_key(|(rule, _)| rule.triage);
    loudest
        .map(|(rule, evidence)| Finding {
            rule: Arc::clone(rule),
            day,
            evidence,
            since: last.entry.at,
            presence: Presence::Shown,
            care: None,
        })
        .into_iter()
        .collect()
}

/// Hours since the patient last looked: since the last moment described, or since that was typed, if it was typed later.
fn hours_since_look(healing: &Healing<'_>, at: Moment) -> f64 {
    let hours_to = |moment| healing.treatment.hours_to(moment, healing.day_end);
    let now = hours_to(at);
    let looks = healing.entries.iter().map(|entry| {
        let typed = entry.recorded_at.map(|typed| hours_to(Moment::At(typed))).filter(|typed| *typed <= now);
        typed.map_or(hours_to(entry.at), |typed| typed.max(hours_to(entry.at)))
    });
    now - looks.fold(f64::NEG_INFINITY, f64::max)
}

/// How loud what is not over yet is on a day.
fn open_triage(assessment: &Assessment, day: Day) -> Triage {
    let open = assessment.episodes.iter().filter(|episode| episode.is_open());
    open.map(|episode| episode.triage_on(day)).max().unwrap_or_default()
}
