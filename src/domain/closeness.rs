//! Rules that did not hold for an entry and nearly did: one thing is changed, and the same rule is asked again.
//!
//! Uses the scene the rules saw; judges nothing by itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::assess::AssessedEntry;
use super::entry::Entry;
use super::finding::{Evidence, covers};
use super::fold::Fold;
use super::id::{RuleId, SignId, SymptomId};
use super::protocol::{Bands, Protocol};
use super::rule::{Circumstance, Condition, Rule};
use super::scene::Scene;
use super::sign::Answer;
use super::symptom::Grade;
use super::untold::{Untold, untold};

/// A rule that nearly held.
#[derive(Clone, Debug, PartialEq)]
pub struct Close {
    /// The rule.
    pub rule: Arc<Rule>,
    /// What was missing, the nearest first: each of these alone would do.
    pub missing: Vec<Missing>,
}

/// One thing that, had it been otherwise, would have made a rule hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Missing {
    /// One grade more.
    Grade {
        /// The symptom.
        symptom: SymptomId,
        /// What was recorded.
        was: Grade,
        /// What would do.
        would_do: Grade,
    },
    /// Yes to a sign.
    Sign {
        /// The sign.
        sign: SignId,
        /// What was answered; none when it was not asked.
        was: Option<Answer>,
    },
    /// A day earlier or later.
    Time(Condition),
    /// A fact about patient or treatment that was not told.
    Fact(Circumstance),
}

impl Missing {
    /// How far away it is: a doubt of the patient is nearest, something that is not there at all furthest.
    const fn distance(&self) -> u8 {
        match self {
            Self::Sign { was: Some(Answer::NotSure), .. } => 0,
            Self::Grade { was, .. } if was.number() > 0 => 1,
            Self::Time(_) => 2,
            Self::Fact(_) => 3,
            Self::Sign { .. } => 4,
            Self::Grade { .. } => 5,
        }
    }
}

/// The rules that came close to holding for an entry, the nearest and among them the loudest first.
pub(super) fn close(
    judged: &AssessedEntry,
    fired: &[(Arc<Rule>, Vec<Evidence>)],
    scene: &Scene<'_>,
    protocol: &Protocol,
) -> Vec<Close> {
    let asking = Asking { judged, fired, scene, protocol };
    let mut missing: BTreeMap<&RuleId, (usize, Vec<Missing>)> = BTreeMap::new();
    for (place, rule, what) in asking.all() {
        let (_, known) = missing.entry(&rule.id).or_insert_with(|| (place, Vec::new()));
        if !known.contains(&what) {
            known.push(what);
        }
    }
    let mut close: Vec<_> = missing
        .into_values()
        .map(|(place, mut missing)| {
            missing.sort_by_key(Missing::distance);
            (place, Close { rule: Arc::clone(&protocol.rules[place]), missing })
        })
        .collect();
    let distance = |close: &Close| close.missing.first().map(Missing::distance);
    close.sort_by_key(|(place, close)| (distance(close), std::cmp::Reverse(close.rule.triage), *place));
    close.into_iter().map(|(_, close)| close).collect()
}

/// A rule by its place in the protocol, and what was missing.
type Found<'a> = (usize, &'a Arc<Rule>, Missing);

/// A rule that holds once something is changed, by its place in the protocol, and what it rests on then.
type Holding<'a> = (usize, &'a Arc<Rule>, Vec<Evidence>);

/// Asks the rules that did not hold, with one thing changed at a time.
struct Asking<'a> {
    judged: &'a AssessedEntry,
    fired: &'a [(Arc<Rule>, Vec<Evidence>)],
    scene: &'a Scene<'a>,
    protocol: &'a Protocol,
}

impl<'a> Asking<'a> {
    fn all(&self) -> Vec<Found<'a>> {
        let entry = &self.judged.entry;
        let mut found = Vec::new();
        for (symptom, was) in entry.grades.iter().filter_map(|(symptom, rating)| Some((symptom, rating.grade()?))) {
            found.extend(self.with_grade(symptom, was));
        }
        for sign in &self.protocol.catalog.signs {
            found.extend(self.with_sign(&sign.id, entry.signs.get(&sign.id).copied()));
        }
        for untold in untold(self.protocol, self.scene.healing.patient, &self.scene.healing.treatment) {
            found.extend(self.with_fact(untold));
        }
        found.extend(self.with_time());
        found
    }

    /// The rules that did not hold, with their places.
    fn silent(&self) -> impl Iterator<Item = (usize, &'a Arc<Rule>)> + use<'a, '_> {
        let fired = |rule: &Rule| self.fired.iter().any(|(other, _)| other.id == rule.id);
        self.protocol.rules.iter().enumerate().filter(move |(_, rule)| !fired(rule))
    }

    /// What one change makes hold, without what would only repeat a louder voice.
    fn told(&self, holding: &[Holding<'a>], missing: &Missing) -> Vec<Found<'a>> {
        let adds = |rule: &Rule, evidence: &[Evidence]| {
            let louder = |(other, wide): (&Rule, &[Evidence])| other.triage > rule.triage && covers(wide, evidence);
            let fired = self.fired.iter().any(|(other, wide)| louder((other, wide)));
            let together = holding.iter().any(|(_, other, wide)| louder((other, wide)));
            !fired && (rule.triage.warns() || !together)
        };
        let telling = holding.iter().filter(|(_, rule, evidence)| adds(rule, evidence));
        telling.map(|(place, rule, _)| (*place, *rule, missing.clone())).collect()
    }

    fn with_grade(&self, symptom: &'a SymptomId, was: Grade) -> Vec<Found<'a>> {
        if was == Grade::EXTREME {
            return Vec::new();
        }
        let would_do = was.plus(1);
        let mut scene = self.scene.clone();
        scene.present.retain(|(present, _)| *present != symptom);
        scene.present.push((symptom, would_do));
        let mut changed = self.judged.entry.clone();
        changed.grades.insert(symptom.clone(), would_do.into());
        self.told(&self.holding(&scene, &changed), &Missing::Grade { symptom: symptom.clone(), was, would_do })
    }

    /// A sign that was not ticked comes close only where the rule has found something else about the entry.
    fn with_sign(&self, sign: &'a SignId, was: Option<Answer>) -> Vec<Found<'a>> {
        if was == Some(Answer::Yes) {
            return Vec::new();
        }
        let mut scene = self.scene.clone();
        scene.unsure.retain(|unsure| *unsure != sign);
        scene.ticked.push(sign);
        let mut changed = self.judged.entry.clone();
        changed.signs.insert(sign.clone(), Answer::Yes);
        let near = |evidence: &[Evidence]| {
            let other = |one: &Evidence| one.symptom().is_some() || one.sign().is_some_and(|about| about != sign);
            was == Some(Answer::NotSure) || evidence.iter().any(other)
        };
        let mut holding = self.holding(&scene, &changed);
        holding.retain(|(_, _, evidence)| near(evidence));
        self.told(&holding, &Missing::Sign { sign: sign.clone(), was })
    }

    /// The rules that hold in a changed scene. What was over by then may be another matter for the changed entry, so rules
    /// that look back on that are asked after a walk with it.
    fn holding(&self, scene: &Scene<'_>, changed: &Entry) -> Vec<Holding<'a>> {
        let holding = self.silent().filter_map(|(place, rule)| Some((place, rule, evidence(scene, rule)?)));
        holding.filter(|(_, rule, _)| !rule.follows_up() || self.holds_after_walk(rule, changed)).collect()
    }

    fn holds_after_walk(&self, rule: &Rule, changed: &Entry) -> bool {
        let mut healing = self.scene.healing.clone();
        healing.entries.retain(|entry| entry.id != changed.id);
        healing.entries.push(changed);
        let fold = Fold::new(&healing, self.protocol, self.scene.bands);
        fold.look_at(&changed.id, |_, scene| scene.evidence_for(rule).is_some()).unwrap_or(false)
    }

    fn with_fact(&self, untold: Untold) -> Vec<Found<'a>> {
        let Untold { fact, patient, treatment } = untold;
        let healing = super::diary::Healing {
            patient: &patient,
            treatment: std::borrow::Cow::Borrowed(&treatment),
            ..self.scene.healing.clone()
        };
        let bands = Bands::new(self.protocol, &patient, &treatment);
        let scene = Scene { healing: &healing, bands: &bands, ..self.scene.clone() };
        let asked = self.silent().filter(|(_, rule)| !rule.follows_up());
        let holding: Vec<_> = asked.filter_map(|(place, rule)| Some((place, rule, evidence(&scene, rule)?))).collect();
        self.told(&holding, &Missing::Fact(fact))
    }

    fn with_time(&self) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        for (place, rule) in self.silent() {
            for (when, lacking) in a_day_wider(&rule.when) {
                let wider = Rule { when, ..Rule::clone(rule) };
                if let Some(evidence) = evidence(self.scene, &wider) {
                    found.extend(self.told(&[(place, rule, evidence)], &Missing::Time(lacking)));
                }
            }
        }
        found
    }
}

/// What a rule rests on in a scene; a rule that holds without any evidence has nothing to tell.
fn evidence(scene: &Scene<'_>, rule: &Rule) -> Option<Vec<Evidence>> {
    scene.evidence_for(rule).filter(|evidence| !evidence.is_empty())
}

/// The conditions with one of those on days or hours a day wider, and that one as it is; once for each of them.
fn a_day_wider(conditions: &[Condition]) -> Vec<(Vec<Condition>, Condition)> {
    let mut found = Vec::new();
    for (index, condition) in conditions.iter().enumerate() {
        let inside = match condition {
            Condition::All(inner) => {
                a_day_wider(inner).into_iter().map(|(all, one)| (Condition::All(all), one)).collect()
            }
            Condition::Any(inner) => {
                a_day_wider(inner).into_iter().map(|(any, one)| (Condition::Any(any), one)).collect()
            }
            single => wider(single).map(|wider| (wider, single.clone())).into_iter().collect::<Vec<_>>(),
        };
        found.extend(inside.into_iter().map(|(changed, lacking)| {
            let mut all = conditions.to_vec();
            all[index] = changed;
            (all, lacking)
        }));
    }
    found
}

fn wider(condition: &Condition) -> Option<Condition> {
    Some(match condition {
        Condition::Day { from, to } => Condition::Day { from: from.map(|day| day - 1), to: to.map(|day| day + 1) },
        Condition::Hours { from, to } => {
            Condition::Hours { from: from.map(|hours| hours - 24.0), to: to.map(|hours| hours + 24.0) }
        }
        Condition::Lasting { of, at_least, days } => {
            Condition::Lasting { of: of.clone(), at_least: *at_least, days: days - 1 }
        }
        Condition::LastingSign { sign, days } => Condition::LastingSign { sign: sign.clone(), days: days - 1 },
        Condition::SinceLastTreatment { below_days } => Condition::SinceLastTreatment { below_days: below_days + 1 },
        _ => return None,
    })
}
