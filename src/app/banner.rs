//! What must not be overlooked on any screen: open warnings, and what the unfinished check-in would raise.
//!
//! May use `domain`.

use super::model::Model;
use crate::domain::finding::{Presence, covers, strength};
use crate::domain::{Evidence, Finding, Provider, Rule, Triage, Warning, WarningState, call};

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
    /// What it rests on.
    pub evidence: Vec<Evidence>,
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
    let mut alarms: Vec<Alarm> =
        open.iter().map(|warning| alarm(&warning.rule, Origin::Warning(warning.state()), &warning.evidence)).collect();
    let silent = record.silence().iter().map(|finding| (finding, Origin::Silence));
    let typed =
        record.live.iter().flat_map(|live| &live.findings).filter(|finding| finding.presence == Presence::Shown);
    for (finding, origin) in silent.chain(typed.map(|finding| (finding, Origin::Unsaved))) {
        match alarms.iter_mut().find(|known| known.title == finding.rule.title) {
            Some(known) if is_worse(finding, open) => known.origin = origin,
            None if finding.rule.triage.warns() => alarms.push(alarm(&finding.rule, origin, &finding.evidence)),
            _ => {}
        }
    }
    let echoes: Vec<_> = alarms.iter().map(|alarm| alarms.iter().any(|other| alarm.is_said_by(other))).collect();
    let mut alarms: Vec<_> = alarms.into_iter().zip(echoes).filter(|(_, echo)| !echo).map(|(alarm, _)| alarm).collect();
    alarms.sort_by_key(|alarm| std::cmp::Reverse((alarm.triage, alarm.is_loud())));
    let loudest = alarms.first()?.triage;
    Some(Banner { whom: call::whom_to_ring(loudest, provider(model), model.now), alarms })
}

/// Whom to ring: the provider of the treatment shown, else of the latest treatment that has a number, else who wrote the
/// provider's sheet.
#[must_use]
pub fn provider(model: &Model) -> &Provider {
    const NOBODY: &Provider = &Provider { name: String::new(), phone: String::new(), out_of_hours: String::new() };
    let treatments = model.record.treatments();
    let sheet = model.library.sheet().map(|sheet| &sheet.contact);
    let latest_first = treatments.into_iter().rev().map(|treatment| &treatment.provider);
    let shown = model.record.treatment().map(|treatment| &treatment.provider);
    let known = shown.into_iter().chain(latest_first).chain(sheet);
    known.clone().find(|provider| provider.has_number()).or(shown).unwrap_or(NOBODY)
}

/// Whether a finding shows more than the warning that is open about it.
fn is_worse(finding: &Finding, open: &[Warning]) -> bool {
    let mut same = open.iter().filter(|warning| warning.rule.id == finding.rule.id);
    same.any(|warning| strength(&finding.evidence) > strength(&warning.evidence))
}

fn alarm(rule: &Rule, origin: Origin, evidence: &[Evidence]) -> Alarm {
    Alarm {
        triage: rule.triage,
        title: rule.title.clone(),
        advice: rule.advice.clone(),
        origin,
        evidence: evidence.to_vec(),
    }
}
