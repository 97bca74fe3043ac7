//! Judging a healing: every entry by itself and what came before it, and the state at a given moment.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::day::{Day, Moment};
use super::diary::{Diary, Healing, start_of};
use super::entry::Entry;
use super::finding::{Evidence, Finding, Presence, strength};
use super::id::{SignId, SymptomId, TreatmentId};
use super::protocol::{Bands, Protocol};
use super::rule::Rule;
use super::scene::{Placed, Scene, Silence};
use super::sign::Answer;
use super::symptom::Rating;
use super::triage::Triage;
use super::warning::{Act, ClosedBy, Closing, Warning, WarningEvent};

/// Where one symptom of one entry stands beside the range described for its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The patient did not rate it.
    NotRecorded,
    /// The patient could not tell.
    NotSure,
    /// At or under the usual grade.
    Expected,
    /// Above the usual grade, up to the outer one.
    AboveUsual,
    /// Above the outer grade.
    AboveOuter,
    /// There before the first day on which it is described.
    Early,
}

impl Standing {
    /// The standing of a rating on a day.
    #[must_use]
    pub fn of(bands: &Bands, symptom: &SymptomId, rating: Option<Rating>, day: Day) -> Self {
        let grade = match rating {
            None => return Self::NotRecorded,
            Some(Rating::NotSure) => return Self::NotSure,
            Some(Rating::Graded(grade)) => grade,
        };
        match bands.band(symptom, day) {
            None => Self::Expected,
            Some(band) if grade <= band.usual => Self::Expected,
            Some(band) if grade <= band.outer => Self::AboveUsual,
            Some(_) if bands.onset(symptom).is_some_and(|onset| day < onset) => Self::Early,
            Some(_) => Self::AboveOuter,
        }
    }

    /// The standing in words.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotRecorded => "not recorded",
            Self::NotSure => "not sure",
            Self::Expected => "within",
            Self::AboveUsual => "above usual",
            Self::AboveOuter => "outside",
            Self::Early => "early",
        }
    }
}

/// One entry with its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct AssessedEntry {
    /// The entry.
    pub entry: Entry,
    /// Its day.
    pub day: Day,
    /// Hours since the treatment.
    pub hours: f64,
    /// The loudest of its findings.
    pub triage: Triage,
    /// Where every symptom of the protocol stands.
    pub standings: BTreeMap<SymptomId, Standing>,
    /// What the rules found, the loudest first.
    pub findings: Vec<Finding>,
}

/// The healing after one treatment, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The treatment.
    pub treatment: TreatmentId,
    /// Its entries in time order.
    pub entries: Vec<AssessedEntry>,
    /// All episodes of findings, also quiet and closed ones, in the order they were raised.
    pub episodes: Vec<Warning>,
    /// The ranges described for this patient after this treatment.
    pub bands: Bands,
}

impl Assessment {
    /// The warnings, open and closed: episodes of findings from [`Triage::ContactProvider`] on.
    #[must_use = "it is lazy"]
    pub fn warnings(&self) -> impl DoubleEndedIterator<Item = &Warning> {
        self.episodes.iter().filter(|episode| episode.triage().warns())
    }

    /// The warnings that are not over, the loudest first.
    #[must_use]
    pub fn open_warnings(&self) -> Vec<&Warning> {
        let mut open: Vec<_> = self.warnings().filter(|warning| warning.is_open()).collect();
        open.sort_by_key(|warning| std::cmp::Reverse(warning.triage()));
        open
    }
}

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
    /// What silence since the last entry means.
    pub silence: Vec<Finding>,
}

/// Rules on trends look back so far: longer than any course described, short enough that years of entries stay quick.
const LOOK_BACK_DAYS: i32 = 60;

/// Judges every entry of a healing from itself and the earlier ones alone.
#[must_use]
pub fn assess(healing: &Healing<'_>, protocol: &Protocol) -> Assessment {
    let bands = Bands::new(protocol, healing.patient, healing.treatment);
    let placed = in_time_order(healing);
    let mut fold = Fold::new(healing, protocol, &bands);
    for (index, here) in placed.iter().enumerate() {
        fold.take_events_before(instant_of(healing, here.entry));
        let before = placed[..index].partition_point(|earlier| earlier.hours < here.hours);
        let recent = placed[..before].partition_point(|earlier| earlier.day.since(here.day) < -LOOK_BACK_DAYS);
        fold.take_entry(*here, &placed[recent..before]);
    }
    fold.take_remaining_events();
    let Fold { entries, episodes, .. } = fold;
    Assessment { treatment: healing.treatment.id.clone(), entries, episodes, bands }
}

/// The state of the whole journal at a moment: only what was described up to then counts.
#[must_use]
pub fn now<'a>(diary: &Diary, protocol_of: impl Fn(&str) -> &'a Protocol, at: Moment) -> Now {
    let treatments = diary.treatments_by_time();
    let offset = treatments.last().map_or_else(|| at.offset(), |last| last.performed_at.offset());
    let instant = at.instant(offset);
    let until = diary.until(instant);
    let mut state = Now {
        at,
        treatment: None,
        day: None,
        triage: Triage::Expected,
        open_warnings: Vec::new(),
        silence: Vec::new(),
    };
    for treatment in until.treatments_by_time() {
        let healing = until.healing(treatment);
        let protocol = protocol_of(&treatment.protocol);
        let assessment = assess(&healing, protocol);
        state.treatment = Some(treatment.id.clone());
        state.day = Some(treatment.day_of(at, diary.day_end));
        state.silence = silence_findings(&healing, protocol, &assessment, at);
        let open = assessment.episodes.iter().filter(|episode| episode.is_open());
        let is_current = |episode: &&Warning| episode.triage().warns() || assessment.treatment == last_of(&until);
        state.triage = open.filter(is_current).map(Warning::triage).fold(state.triage, Ord::max);
        state.open_warnings.extend(assessment.open_warnings().into_iter().cloned());
    }
    state.open_warnings.sort_by_key(|warning| std::cmp::Reverse(warning.triage()));
    state.triage = state.silence.iter().map(|finding| finding.rule.triage).fold(state.triage, Ord::max);
    state
}

fn last_of(diary: &Diary) -> TreatmentId {
    diary.treatments_by_time().last().map_or_else(|| TreatmentId::from(""), |treatment| treatment.id.clone())
}

impl Diary {
    /// The journal as far as it describes times up to `instant`.
    fn until(&self, instant: DateTime<FixedOffset>) -> Self {
        let described = |entry: &&Entry| {
            self.treatment(&entry.treatment)
                .is_some_and(|treatment| treatment.instant_of(entry.at, self.day_end) <= instant)
        };
        Self {
            patient: self.patient.clone(),
            day_end: self.day_end,
            treatments: self.treatments.iter().filter(|treatment| start_of(treatment) <= instant).cloned().collect(),
            entries: self.entries.iter().filter(described).cloned().collect(),
            events: self.events.iter().filter(|event| event.at <= instant).cloned().collect(),
        }
    }
}

/// What the rules make of the time since the last entry.
fn silence_findings(healing: &Healing<'_>, protocol: &Protocol, assessment: &Assessment, at: Moment) -> Vec<Finding> {
    let Some(last) = assessment.entries.last() else { return Vec::new() };
    let (day, hours) = (healing.treatment.day_of(at, healing.day_end), healing.treatment.hours_to(at, healing.day_end));
    let placed = in_time_order(healing);
    let scene = Scene {
        healing,
        bands: &assessment.bands,
        day,
        hours,
        grades: &BTreeMap::new(),
        signs: &BTreeMap::new(),
        past: &placed,
        silence: Some(Silence { hours: hours - last.hours, after: open_triage(assessment) }),
    };
    let about_silence = |evidence: &[Evidence]| evidence.iter().any(|one| matches!(one, Evidence::Silence(_)));
    protocol
        .rules
        .iter()
        .filter_map(|rule| Some((rule, scene.evidence_for(rule).filter(|evidence| about_silence(evidence))?)))
        .map(|(rule, evidence)| Finding {
            rule: Arc::clone(rule),
            day,
            evidence,
            since: last.entry.at,
            presence: Presence::Shown,
        })
        .collect()
}

/// How loud what is not over yet is.
fn open_triage(assessment: &Assessment) -> Triage {
    let open = assessment.episodes.iter().filter(|episode| episode.is_open());
    open.map(Warning::triage).max().unwrap_or_default()
}

fn instant_of(healing: &Healing<'_>, entry: &Entry) -> DateTime<FixedOffset> {
    healing.treatment.instant_of(entry.at, healing.day_end)
}

/// The entries by the time they describe; what they say breaks ties, so that the order of typing never matters.
fn in_time_order<'a>(healing: &Healing<'a>) -> Vec<Placed<'a>> {
    let mut entries = healing.entries.clone();
    entries.sort_by_cached_key(|entry| {
        (instant_of(healing, entry), entry.grades.clone(), entry.signs.clone(), entry.id.clone())
    });
    entries
        .into_iter()
        .map(|entry| Placed {
            entry,
            day: healing.treatment.day_of(entry.at, healing.day_end),
            hours: healing.treatment.hours_to(entry.at, healing.day_end),
        })
        .collect()
}

/// Walks through a healing once, carrying the episodes that are open.
struct Fold<'a> {
    healing: &'a Healing<'a>,
    protocol: &'a Protocol,
    bands: &'a Bands,
    events: std::iter::Peekable<std::vec::IntoIter<&'a WarningEvent>>,
    entries: Vec<AssessedEntry>,
    episodes: Vec<Warning>,
    /// The last definite answer to everything, for telling what an entry leaves open.
    last_grades: BTreeMap<SymptomId, Rating>,
    last_signs: BTreeMap<SignId, Answer>,
}

impl<'a> Fold<'a> {
    fn new(healing: &'a Healing<'a>, protocol: &'a Protocol, bands: &'a Bands) -> Self {
        let mut events = healing.events.clone();
        events.sort_by(|a, b| (a.at, &a.rule).cmp(&(b.at, &b.rule)));
        Self {
            healing,
            protocol,
            bands,
            events: events.into_iter().peekable(),
            entries: Vec::with_capacity(healing.entries.len()),
            episodes: Vec::new(),
            last_grades: BTreeMap::new(),
            last_signs: BTreeMap::new(),
        }
    }

    fn take_events_before(&mut self, instant: DateTime<FixedOffset>) {
        while let Some(event) = self.events.next_if(|event| event.at < instant) {
            self.take_event(event);
        }
    }

    fn take_remaining_events(&mut self) {
        while let Some(event) = self.events.next() {
            self.take_event(event);
        }
    }

    /// An event belongs to the last episode of its rule, if it was done after that was raised.
    fn take_event(&mut self, event: &WarningEvent) {
        let Some(episode) = self.episodes.iter_mut().rev().find(|episode| episode.rule.id == event.rule) else {
            return;
        };
        episode.acts.push((event.at, event.act.clone()));
        if let Act::Closed(why) = &event.act
            && episode.is_open()
            && event.at >= episode.raised_at
        {
            episode.closed = Some(Closing { at: Moment::At(event.at), by: ClosedBy::Patient(why.clone()) });
            episode.cleared_since_closing = false;
        }
    }

    fn take_entry(&mut self, here: Placed<'a>, past: &'a [Placed<'a>]) {
        let mut findings = self.findings(here, past);
        self.remember(here.entry);
        for finding in &mut findings {
            self.note_shown(here, finding);
        }
        let open = self.note_not_shown(here, past, &findings);
        findings.extend(open);
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.rule.triage));
        let triage = findings.iter().map(|finding| finding.rule.triage).max().unwrap_or_default();
        let standings = self.standings(here);
        let Placed { entry, day, hours } = here;
        self.entries.push(AssessedEntry { entry: entry.clone(), day, hours, triage, standings, findings });
    }

    fn findings(&self, here: Placed<'a>, past: &'a [Placed<'a>]) -> Vec<Finding> {
        let scene = self.scene(here, past, &here.entry.grades, &here.entry.signs);
        let found = self.protocol.rules.iter().filter_map(|rule| Some((rule, scene.evidence_for(rule)?)));
        found
            .map(|(rule, evidence)| Finding {
                rule: Arc::clone(rule),
                day: here.day,
                evidence,
                since: here.entry.at,
                presence: Presence::Shown,
            })
            .collect()
    }

    fn scene<'b>(
        &self,
        here: Placed<'b>,
        past: &'b [Placed<'b>],
        grades: &'b BTreeMap<SymptomId, Rating>,
        signs: &'b BTreeMap<SignId, Answer>,
    ) -> Scene<'b>
    where
        'a: 'b,
    {
        Scene {
            healing: self.healing,
            bands: self.bands,
            day: here.day,
            hours: here.hours,
            grades,
            signs,
            past,
            silence: None,
        }
    }

    fn remember(&mut self, entry: &Entry) {
        for (symptom, rating) in entry.grades.iter().filter(|(_, rating)| rating.grade().is_some()) {
            self.last_grades.insert(symptom.clone(), *rating);
        }
        for (sign, answer) in entry.signs.iter().filter(|(_, answer)| **answer != Answer::NotSure) {
            self.last_signs.insert(sign.clone(), *answer);
        }
    }

    /// Opens an episode for what an entry shows, or continues the one that is open.
    fn note_shown(&mut self, here: Placed<'a>, finding: &mut Finding) {
        let typed = self.typed(here.entry);
        let last = self.episodes.iter_mut().rev().find(|episode| episode.rule.id == finding.rule.id);
        match last {
            Some(episode) if episode.is_open() => {
                finding.since = episode.since;
                episode.seen_again(here.day, &finding.evidence, typed);
            }
            Some(episode) if episode.still_settled_by(&finding.evidence) => finding.since = episode.since,
            _ => self.episodes.push(Warning {
                treatment: self.healing.treatment.id.clone(),
                rule: Arc::clone(&finding.rule),
                since: here.entry.at,
                since_day: here.day,
                raised_at: typed,
                times_raised: 1,
                last_day: here.day,
                evidence: finding.evidence.clone(),
                closed: None,
                acts: Vec::new(),
                worst: strength(&finding.evidence),
                cleared_since_closing: false,
            }),
        }
    }

    /// Closes the episodes that an entry shows to be over; the others stay, and loud ones are findings of this entry too.
    fn note_not_shown(&mut self, here: Placed<'a>, past: &'a [Placed<'a>], shown: &[Finding]) -> Vec<Finding> {
        let mut episodes = std::mem::take(&mut self.episodes);
        let mut open = Vec::new();
        for episode in &mut episodes {
            if shown.iter().any(|finding| finding.rule.id == episode.rule.id) {
                continue;
            }
            let over = self.is_over(episode, here, past);
            if over && !episode.is_open() {
                episode.cleared_since_closing = true;
            } else if over {
                let by = ClosedBy::Entry(here.entry.id.clone());
                episode.closed = Some(Closing { at: here.entry.at, by });
            } else if episode.is_open() && episode.triage().warns() {
                open.push(Finding {
                    rule: Arc::clone(&episode.rule),
                    day: here.day,
                    evidence: episode.evidence.clone(),
                    since: episode.since,
                    presence: Presence::StillOpen,
                });
            }
        }
        self.episodes = episodes;
        open
    }

    /// Whether an entry that does not show a finding says that it is over. Silence does not: what the entry leaves out
    /// counts as it was last answered, and something the finding rested on must be better now.
    /// A quiet finding is over with the next day's entry that does not show it.
    fn is_over(&self, episode: &Warning, here: Placed<'a>, past: &'a [Placed<'a>]) -> bool {
        if !episode.triage().warns() && here.day > episode.last_day {
            return true;
        }
        let (grades, signs) = (&self.last_grades, &self.last_signs);
        !holds_still(&self.scene(here, past, grades, signs), &episode.rule) && is_better(here.entry, &episode.evidence)
    }

    fn standings(&self, here: Placed<'_>) -> BTreeMap<SymptomId, Standing> {
        let of = |symptom: &SymptomId| {
            let rating = here.entry.grades.get(symptom).copied();
            Standing::of(self.bands, symptom, rating, here.day)
        };
        let symptoms = self.protocol.catalog.symptoms.iter();
        symptoms.map(|symptom| (symptom.id.clone(), of(&symptom.id))).collect()
    }

    fn typed(&self, entry: &Entry) -> DateTime<FixedOffset> {
        let described = instant_of(self.healing, entry);
        entry.recorded_at.map_or(described, |typed| typed.max(described))
    }
}

fn holds_still(scene: &Scene<'_>, rule: &Rule) -> bool {
    scene.evidence_for(rule).is_some()
}

/// Whether an entry answers something that evidence rested on, and answers it better.
fn is_better(entry: &Entry, evidence: &[Evidence]) -> bool {
    let about_entry = |one: &&Evidence| one.symptom().is_some() || one.sign().is_some();
    if !evidence.iter().any(|one| about_entry(&one)) {
        return true;
    }
    evidence.iter().any(|one| {
        let sign_gone = one.sign().is_some_and(|sign| entry.signs.get(sign) == Some(&Answer::No));
        let lower = one
            .symptom()
            .and_then(|symptom| entry.grade(symptom))
            .zip(one.grade())
            .is_some_and(|(here, there)| here < there);
        sign_gone || lower
    })
}
