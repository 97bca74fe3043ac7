//! What a visit covers: the same as was seen, and nothing that is new or worse.
//!
//! A journal that was seen is judged as ever; only what the visit covers speaks more quietly, and only in entries in which
//! nothing is new or worse. So a worse entry is never quieter, and what no doctor knows of is never hidden.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::day::Day;
use super::finding::{Evidence, Finding, Presence, strength};
use super::id::{SignId, SymptomId};
use super::protocol::Bands;
use super::rule::Rule;
use super::scene::Placed;
use super::sign::Answer;
use super::symptom::{Grade, Rating};
use super::triage::Triage;
use super::visit::{Care, Since, Visit};
use super::warning::Warning;

/// The last definite answers to everything.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub grades: BTreeMap<SymptomId, Rating>,
    pub signs: BTreeMap<SignId, Answer>,
}

/// A warning as it stood when it was seen.
#[derive(Clone, Debug)]
struct Seen {
    rule: Arc<Rule>,
    evidence: Vec<Evidence>,
}

/// One visit, what was seen, and what was known then.
#[derive(Clone, Debug)]
struct Attended {
    visit: Arc<Visit>,
    /// Hours from the treatment to the visit.
    hours: f64,
    seen: Vec<Seen>,
    known: Known,
    /// Hours from the treatment to the first entry in which something was new or worse.
    broken: Option<f64>,
    /// Whether it covers anything of the entry being looked at.
    holds: bool,
}

/// All visits of a healing, the earliest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Visits(Vec<Attended>);

impl Visits {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes in that a warning was seen; what an earlier visit said about it no longer counts.
    pub fn take_in(&mut self, visit: Visit, hours: f64, warning: &Warning, known: &Known) -> Care {
        for earlier in &mut self.0 {
            earlier.seen.retain(|seen| seen.rule.id != warning.rule.id);
        }
        let seen = Seen { rule: Arc::clone(&warning.rule), evidence: warning.evidence.clone() };
        let same = self.0.iter_mut().find(|attended| *attended.visit == visit);
        let visit = if let Some(same) = same {
            same.seen.push(seen);
            Arc::clone(&same.visit)
        } else {
            let visit = Arc::new(visit);
            let (known, of_visit) = (known.clone(), Arc::clone(&visit));
            self.0.push(Attended { visit: of_visit, hours, seen: vec![seen], known, broken: None, holds: true });
            visit
        };
        self.0.retain(|attended| !attended.seen.is_empty());
        Care { visit, since: Since::AsSeen }
    }

    /// Looks whether an entry shows something new or worse, which ends what a visit covers.
    pub fn look_at(&mut self, here: Placed<'_>, past: &[Placed<'_>], bands: &Bands, shown: &[Finding]) {
        let emergency = shown.iter().any(|finding| finding.rule.triage == Triage::Emergency);
        for attended in &mut self.0 {
            let is_worse = emergency || attended.is_new_or_worse(here, past, bands);
            attended.holds = !is_worse && attended.broken.is_none_or(|at| here.hours <= at);
            if is_worse {
                attended.broken.get_or_insert(here.hours);
            }
        }
    }

    /// What the visits make of a finding, of several the kindest; `strength_now` tells how much it rests on by all that is
    /// known now.
    pub fn care_of(&self, finding: &Finding, day: Day, strength_now: impl Fn() -> u32) -> Option<Care> {
        let newest_first = self.0.iter().rev();
        let cares = newest_first.filter_map(|attended| {
            let since = attended.since(finding, day, &strength_now)?;
            Some(Care { visit: Arc::clone(&attended.visit), since })
        });
        cares.min_by_key(|care| care.since.at_most())
    }
}

impl Attended {
    fn since(&self, finding: &Finding, day: Day, strength_now: impl Fn() -> u32) -> Option<Since> {
        let seen = self.seen.iter().find(|seen| seen.rule.id == finding.rule.id);
        if !self.holds {
            return seen.map(|_| Since::Worse);
        }
        if day > self.visit.last_day {
            let is_less = |seen: &Seen| strength_now() < strength(&seen.evidence);
            return seen.map(|seen| if is_less(seen) { Since::Better } else { Since::NotBetter });
        }
        let merely_open = finding.presence == Presence::StillOpen && seen.is_some();
        (merely_open || self.covers(finding)).then_some(Since::AsSeen)
    }

    /// Whether an entry has a sign that was not there at the visit or had gone since, or a grade above what is usual for the
    /// day that is higher than at the visit, or rose again by two after it had fallen by two.
    fn is_new_or_worse(&self, here: Placed<'_>, past: &[Placed<'_>], bands: &Bands) -> bool {
        let since = || past.iter().filter(|placed| placed.hours > self.hours).map(|placed| placed.entry);
        let is_new_sign = |sign: &SignId| {
            self.known.signs.get(sign) != Some(&Answer::Yes)
                || since().any(|entry| entry.signs.get(sign) == Some(&Answer::No))
        };
        let is_worse_grade = |symptom: &SymptomId, grade: Grade| {
            let then = self.grade_known(symptom);
            let lowest = since().filter_map(|entry| entry.grade(symptom)).min();
            grade > bands.strictest_usual(symptom, here.day)
                && (grade > then || lowest.is_some_and(|lowest| lowest.number() + 2 <= then.min(grade).number()))
        };
        let mut ticked = here.entry.signs.iter().filter(|(_, answer)| **answer == Answer::Yes);
        let mut graded = here.entry.grades.iter().filter_map(|(symptom, rating)| Some((symptom, rating.grade()?)));
        ticked.any(|(sign, _)| is_new_sign(sign)) || graded.any(|(symptom, grade)| is_worse_grade(symptom, grade))
    }

    /// Whether all that a finding rests on was seen, at least as strong, under a warning at least as loud.
    fn covers(&self, finding: &Finding) -> bool {
        let Finding { rule, evidence, .. } = finding;
        let level = self.seen.iter().map(|seen| seen.rule.triage).max().unwrap_or_default();
        let is_of_seen_rule = self.seen.iter().any(|seen| seen.rule.id == rule.id);
        // Being sure of a sign ends a rule about "not sure", and being rid of it begins one about stepping down: neither may be
        // louder than the sign itself, as long as no grade is worse.
        let is_beside_a_sign = evidence.iter().any(|one| matches!(one, Evidence::Unsure(_) | Evidence::Cleared(..)));
        let covers_one = |one: &Evidence| match (one, one.symptom().zip(one.grade())) {
            (Evidence::EarlierSign(_, day), _) => *day <= self.visit.day(),
            (Evidence::Cleared(title, _), _) => self.seen.iter().any(|seen| seen.rule.title == *title),
            // What was used since is not what was seen.
            (Evidence::UsedEarly(_, _, day, _), _) => is_of_seen_rule && *day <= self.visit.day(),
            (Evidence::Unsure(sign), _) => self.evidence().any(|seen| seen.sign() == Some(sign)),
            (_, Some((symptom, grade))) => {
                is_beside_a_sign || self.grade_seen(symptom).is_some_and(|seen| grade <= seen)
            }
            (one, None) => one.sign().map_or(is_of_seen_rule, |sign| self.saw(sign)),
        };
        rule.triage < Triage::Emergency
            && rule.triage <= level
            && (is_of_seen_rule || !evidence.is_empty())
            && evidence.iter().all(covers_one)
    }

    fn evidence(&self) -> impl Iterator<Item = &Evidence> {
        self.seen.iter().flat_map(|seen| &seen.evidence)
    }

    fn saw(&self, sign: &SignId) -> bool {
        self.evidence().any(|seen| !matches!(seen, Evidence::Unsure(_)) && seen.sign() == Some(sign))
    }

    /// How strong a symptom was on which a warning rested; what was answered better before the visit was seen better.
    fn grade_seen(&self, symptom: &SymptomId) -> Option<Grade> {
        let of_symptom = self.evidence().filter(|seen| seen.symptom() == Some(symptom));
        of_symptom.filter_map(Evidence::grade).max().map(|grade| grade.min(self.grade_known(symptom)))
    }

    fn grade_known(&self, symptom: &SymptomId) -> Grade {
        self.known.grades.get(symptom).copied().and_then(Rating::grade).unwrap_or_default()
    }
}
