//! Why an entry got its verdict: what spoke, what came close, where the ranges come from, where sources disagree.
//!
//! Uses the walk through the healing and what it saw.

use std::sync::Arc;

use super::assess::AssessedEntry;
use super::closeness::{Close, close};
use super::diary::Healing;
use super::disagreement::Disagreement;
use super::finding::{Evidence, Finding, Presence};
use super::fold::Fold;
use super::id::EntryId;
use super::patient::Patient;
use super::protocol::{Bands, Protocol};
use super::range_origin::{RangeOrigin, ranges};
use super::rule::Rule;
use super::scene::Scene;

/// Everything behind the verdict on one entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// The entry with its verdict.
    pub judged: AssessedEntry,
    /// What held, the loudest first.
    pub fired: Vec<Fired>,
    /// What nearly held, the nearest and loudest first.
    pub close: Vec<Close>,
    /// The range of every graded symptom.
    pub ranges: Vec<RangeOrigin>,
    /// Where sources disagree about any of it.
    pub disagreements: Vec<Disagreement>,
}

/// A rule that held for an entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Fired {
    /// What it found.
    pub finding: Finding,
    /// Whether the verdict tells it.
    pub voice: Voice,
}

/// Whether a verdict tells a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// It does.
    Told,
    /// It does not: another finding, as loud or louder, says the same.
    Echo,
}

/// Why an entry got its verdict; `None` when it is not part of this healing.
#[must_use]
pub fn why(healing: &Healing<'_>, protocol: &Protocol, entry: &EntryId) -> Option<Why> {
    let bands = Bands::new(protocol, healing.patient, &healing.treatment);
    Fold::new(healing, protocol, &bands).look_at(entry, |judged, scene| {
        let fired = fired(judged, scene, protocol);
        let held: Vec<_> = fired.iter().map(|Fired { finding, .. }| held(finding)).collect();
        let close = close(judged, &held, scene, protocol);
        let ranges = ranges(judged, healing, protocol);
        let disagreements = disagreements(&fired, &close, judged, healing.patient, protocol);
        Why { judged: judged.clone(), fired, close, ranges, disagreements }
    })
}

fn held(finding: &Finding) -> (Arc<Rule>, Vec<Evidence>) {
    (Arc::clone(&finding.rule), finding.evidence.clone())
}

/// What the verdict tells, and what it leaves out because another finding says the same.
fn fired(judged: &AssessedEntry, scene: &Scene<'_>, protocol: &Protocol) -> Vec<Fired> {
    let told = |rule: &Rule| judged.findings.iter().any(|finding| finding.rule.id == rule.id);
    let left_out = protocol.rules.iter().filter(|rule| !told(rule));
    let echoes = left_out.filter_map(|rule| {
        let finding = Finding {
            rule: Arc::clone(rule),
            day: judged.day,
            evidence: scene.evidence_for(rule)?,
            since: judged.entry.at,
            presence: Presence::Shown,
            care: None,
        };
        Some(Fired { finding, voice: Voice::Echo })
    });
    let told = judged.findings.iter().map(|finding| Fired { finding: finding.clone(), voice: Voice::Told });
    told.chain(echoes).collect()
}

/// The disagreements about what held, then about what is there, then about what came close.
fn disagreements(
    fired: &[Fired],
    close: &[Close],
    judged: &AssessedEntry,
    patient: &Patient,
    protocol: &Protocol,
) -> Vec<Disagreement> {
    let rank = |about: &super::disagreement::About| {
        let names = |rule: &Rule| about.rules.contains(&rule.id);
        let present = |symptom| judged.entry.grade(symptom).is_some_and(|grade| grade.number() > 0);
        if fired.iter().any(|fired| names(&fired.finding.rule)) {
            Some(0)
        } else if about.symptoms.iter().any(present) || about.patient.iter().any(|fact| patient.has(*fact)) {
            Some(1)
        } else {
            close.iter().take(Why::CLOSE_SHOWN).any(|close| names(&close.rule)).then_some(2)
        }
    };
    let mut found: Vec<_> =
        protocol.disagreements.iter().filter_map(|one| Some((rank(&one.about)?, one.clone()))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, one)| one).collect()
}

impl Why {
    /// So many rules that came close are told in full; the others are named.
    pub const CLOSE_SHOWN: usize = 6;
}
