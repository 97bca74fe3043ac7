//! What must not be overlooked on any screen: open warnings, and what the unfinished check-in would raise.
//!
//! May use `domain`.

use super::call::provider;
use super::model::Model;
use crate::domain::call::whom_to_ring;
use crate::domain::finding::{Presence, covers, strength};
use crate::domain::{Care, Evidence, Finding, Rule, TreatmentId, Triage, Warning, WarningState};

/// Where an alarm comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A warning that is open, and where it stands.
    Warning(WarningState),
    /// The check-in that is being typed.
    Unsaved,
    /// Nothing was entered after something that should have been followed.
    Silence,
}

/// One thing that must not be overlooked.
#[derive(Clone, Debug, PartialEq)]
pub struct Alarm {
    /// How loud.
    pub triage: Triage,
    /// What, in a few words.
    pub title: String,
    /// What to do.
    pub advice: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The treatment it is about.
    pub treatment: Option<TreatmentId>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// Where it stands, where that is more than a word: until when it is under care.
    pub standing: Option<String>,
}

impl Alarm {
    /// Whether it asks for attention; what the patient has read stays, in a lower voice, unless it is an emergency.
    #[must_use]
    pub fn is_loud(&self) -> bool {
        self.triage == Triage::Emergency
            || !matches!(self.origin, Origin::Warning(state) if state != WarningState::Raised)
    }

    /// Whether another alarm says all that this one says, louder or with more besides, so that one voice is enough.
    fn is_said_by(&self, other: &Self) -> bool {
        let wider =
            other.triage > self.triage || (other.triage == self.triage && !covers(&self.evidence, &other.evidence));
        wider && covers(&other.evidence, &self.evidence) && (other.is_loud() || !self.is_loud())
    }
}

/// All alarms, the loudest first, and whom to ring about them.
#[derive(Clone, Debug, PartialEq)]
pub struct Banner {
    /// The alarms; never empty.
    pub alarms: Vec<Alarm>,
    /// Whom to ring, in a line.
    pub whom: String,
}

impl Banner {
    /// How loud the loudest is.
    #[must_use]
    pub fn triage(&self) -> Triage {
        self.alarms.iter().map(|alarm| alarm.triage).max().unwrap_or_default()
    }

    /// The treatment that the loudest is about.
    #[must_use]
    pub fn about(&self) -> Option<&TreatmentId> {
        self.alarms.first()?.treatment.as_ref()
    }

    /// Whether any of it asks for attention.
    #[must_use]
    pub fn is_loud(&self) -> bool {
        self.alarms.iter().any(Alarm::is_loud)
    }
}

/// The banner, while there is anything to say.
#[must_use]
pub fn banner(model: &Model) -> Option<Banner> {
    let record = &model.record;
    let open = record.open_warnings();
    let mut alarms: Vec<Alarm> = open
        .iter()
        .map(|warning| {
            let Warning { rule, treatment, evidence, care, .. } = warning;
            let standing = care.as_ref().filter(|care| care.is_under_care()).map(Care::in_short);
            Alarm {
                triage: warning.triage(),
                advice: warning.advice(),
                standing,
                ..alarm(rule, Origin::Warning(warning.state()), Some(treatment.clone()), evidence)
            }
        })
        .collect();
    let silent = record.silence().iter().map(|finding| (finding, Origin::Silence));
    let typed =
        record.live.iter().flat_map(|live| &live.findings).filter(|finding| finding.presence == Presence::Shown);
    for (finding, origin) in silent.chain(typed.map(|finding| (finding, Origin::Unsaved))) {
        match alarms.iter_mut().find(|known| known.title == finding.rule.title) {
            Some(known) if finding.triage() > known.triage || is_worse(finding, open) => {
                (known.origin, known.triage, known.advice) = (origin, finding.triage(), finding.advice());
            }
            None if finding.triage().warns() => {
                let (triage, advice, treatment) = (finding.triage(), finding.advice(), healing_of(model, origin));
                alarms.push(Alarm { triage, advice, ..alarm(&finding.rule, origin, treatment, &finding.evidence) });
            }
            _ => {}
        }
    }
    let echoes: Vec<_> = alarms.iter().map(|alarm| alarms.iter().any(|other| alarm.is_said_by(other))).collect();
    let mut alarms: Vec<_> = alarms.into_iter().zip(echoes).filter(|(_, echo)| !echo).map(|(alarm, _)| alarm).collect();
    alarms.sort_by_key(|alarm| std::cmp::Reverse((alarm.triage, alarm.is_loud())));
    let Alarm { triage, treatment, .. } = alarms.first()?;
    Some(Banner { whom: whom_to_ring(*triage, provider(model, treatment.as_ref()), model.now), alarms })
}

/// The treatment that silence or the unfinished check-in is about.
fn healing_of(model: &Model, origin: Origin) -> Option<TreatmentId> {
    let record = &model.record;
    match origin {
        Origin::Silence => record.state.as_ref().and_then(|state| state.treatment.clone()),
        _ => record.live.as_ref().map(|live| live.entry.treatment.clone()),
    }
}

/// Whether a finding shows more than the warning that is open about it.
fn is_worse(finding: &Finding, open: &[Warning]) -> bool {
    let mut same = open.iter().filter(|warning| warning.rule.id == finding.rule.id);
    !finding.is_under_care() && same.any(|warning| strength(&finding.evidence) > strength(&warning.evidence))
}

fn alarm(rule: &Rule, origin: Origin, treatment: Option<TreatmentId>, evidence: &[Evidence]) -> Alarm {
    Alarm {
        triage: rule.triage,
        title: rule.title.clone(),
        advice: rule.advice.clone(),
        origin,
        treatment,
        evidence: evidence.to_vec(),
        standing: None,
    }
}
