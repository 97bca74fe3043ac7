//! The walk through a healing: entries and what was done about warnings, in the order of time.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::assess::{AssessedEntry, Standing};
use super::cover::{Known, Visits};
use super::day::{Day, Moment};
use super::diary::Healing;
use super::entry::Entry;
use super::finding::{Evidence, Finding, Presence, strength};
use super::hold::{EarlyUse, early_uses};
use super::id::{EntryId, SignId, SymptomId};
use super::order::{in_time_order, instant_of, past_of};
use super::protocol::{Bands, Protocol};
use super::rule::Rule;
use super::scene::{Cleared, Placed, Scene};
use super::sign::Answer;
use super::symptom::{Grade, Rating};
use super::triage::Triage;
use super::visit::{Care, Visit};
use super::warning::{Act, ClosedBy, Closing, Warning, WarningEvent};

/// So many days after a call about grades alone, one symptom graded within its range is look enough.
const WEEKS_LATER: i32 = 14;

/// Walks through a healing once, carrying the episodes that are open.
pub(super) struct Fold<'a> {
    healing: &'a Healing<'a>,
    protocol: &'a Protocol,
    bands: &'a Bands,
    /// Rules that look at an entry and what came before it.
    rules: Vec<&'a Arc<Rule>>,
    /// Rules that look back on warnings that are over.
    follow_ups: Vec<&'a Arc<Rule>>,
    events: std::iter::Peekable<std::vec::IntoIter<&'a WarningEvent>>,
    /// What was used before it was allowed again.
    early: Vec<EarlyUse<'a>>,
    entries: Vec<AssessedEntry>,
    episodes: Vec<Warning>,
    /// The last definite answer to everything, for telling what an entry leaves open.
    known: Known,
    /// The visits at which the skin was seen.
    visits: Visits,
    /// The warnings that entries showed to be over.
    cleared: Vec<Cleared>,
}

impl<'a> Fold<'a> {
    pub fn new(healing: &'a Healing<'a>, protocol: &'a Protocol, bands: &'a Bands) -> Self {
        let mut events = healing.events.clone();
        events.sort_by(|a, b| (a.at, &a.rule, &a.act).cmp(&(b.at, &b.rule, &b.act)));
        let (follow_ups, rules) = protocol.rules.iter().partition(|rule| rule.follows_up());
        Self {
            healing,
            protocol,
            bands,
            rules,
            follow_ups,
            events: events.into_iter().peekable(),
            early: early_uses(healing, protocol),
            entries: Vec::with_capacity(healing.entries.len()),
            episodes: Vec::new(),
            known: Known::default(),
            visits: Visits::default(),
            cleared: Vec::new(),
        }
    }

    /// Every entry with its verdict, and every episode.
    pub fn run(mut self) -> (Vec<AssessedEntry>, Vec<Warning>) {
        let placed = in_time_order(self.healing);
        for index in 0..placed.len() {
            self.step(&placed, index);
        }
        self.take_remaining_events();
        (self.entries, self.episodes)
    }

    /// Walks up to an entry, and looks at its verdict and at what the rules saw there.
    pub fn look_at<T>(mut self, entry: &EntryId, look: impl FnOnce(&AssessedEntry, &Scene<'_>) -> T) -> Option<T> {
        let placed = in_time_order(self.healing);
        let last = placed.iter().position(|here| here.entry.id == *entry)?;
        for index in 0..=last {
            self.step(&placed, index);
        }
        let (here, past) = (placed[last], past_of(&placed, last));
        let scene = Scene { cleared: &self.cleared, ..self.scene(here, past, &here.entry.grades, &here.entry.signs) };
        Some(look(self.entries.last()?, &scene))
    }

    fn step(&mut self, placed: &[Placed<'_>], index: usize) {
        self.take_events_before(instant_of(self.healing, placed[index].entry));
        self.take_entry(placed[index], past_of(placed, index));
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
        let Healing { treatment, day_end, .. } = self.healing;
        let moment = Moment::At(event.at);
        match &event.act {
            Act::Closed(why) if episode.is_open() && event.at >= episode.raised_at => {
                episode.closed = Some(Closing { at: moment, by: ClosedBy::Patient(why.clone()) });
                episode.cleared_since_closing = false;
                let still_open = episode.last_day;
                self.cleared.extend(cleared(episode, treatment.day_of(moment, *day_end), still_open));
            }
            // Whoever sees the skin sees it as it is, also what is written down about it only later.
            Act::Seen { words, better_within } if episode.is_open() && episode.rule.triage.warns() => {
                let visit = Visit::new(event.at, words, *better_within, treatment, *day_end);
                let hours = treatment.hours_to(moment, *day_end);
                episode.care = Some(self.visits.take_in(visit, hours, episode, &self.known));
            }
            _ => {}
        }
    }

    fn take_entry(&mut self, here: Placed<'_>, past: &[Placed<'_>]) {
        let mut findings = self.findings(here, past);
        self.remember(here.entry);
        self.visits.look_at(here, past, self.bands, &findings);
        self.episodes.iter_mut().for_each(|episode| episode.let_days_pass(here.day));
        for finding in &mut findings {
            self.note_shown(here, past, finding);
        }
        let open = self.note_not_shown(here, past, &findings);
        findings.extend(open);
        findings.extend(self.follow_up(here, past));
        let mut findings = without_echoes(findings);
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.triage()));
        let triage = findings.iter().map(Finding::triage).max().unwrap_or_default();
        let standings = self.standings(here);
        let Placed { entry, day, hours } = here;
        self.entries.push(AssessedEntry { entry: entry.clone(), day, hours, triage, standings, findings });
    }

    /// What is left to find once it is known which warnings this entry shows to be over: a course steps down with the
    /// evidence, not at once. A step that ends here may itself be followed by a quieter one.
    fn follow_up(&mut self, here: Placed<'_>, past: &[Placed<'_>]) -> Vec<Finding> {
        if self.cleared.is_empty() {
            return Vec::new();
        }
        let held = self.followed_up(here, past);
        let open = self.episodes.iter_mut().filter(|episode| episode.is_open() && episode.rule.follows_up());
        for episode in open.filter(|episode| held.iter().all(|finding| finding.rule.id != episode.rule.id)) {
            episode.closed = Some(Closing { at: here.entry.at, by: ClosedBy::Entry(here.entry.id.clone()) });
            self.cleared.extend(cleared(episode, here.day, look_before(past, episode)));
        }
        let mut findings = self.followed_up(here, past);
        for finding in &mut findings {
            self.note_shown(here, past, finding);
        }
        findings
    }

    fn followed_up(&self, here: Placed<'_>, past: &[Placed<'_>]) -> Vec<Finding> {
        let scene = Scene { cleared: &self.cleared, ..self.scene(here, past, &here.entry.grades, &here.entry.signs) };
        found(&self.follow_ups, &scene, here)
    }

    fn findings(&self, here: Placed<'_>, past: &[Placed<'_>]) -> Vec<Finding> {
        let scene = self.scene(here, past, &here.entry.grades, &here.entry.signs);
        found(&self.rules, &scene, here)
    }

    fn scene<'b>(
        &'b self,
        here: Placed<'b>,
        past: &'b [Placed<'b>],
        grades: &'b BTreeMap<SymptomId, Rating>,
        signs: &'b BTreeMap<SignId, Answer>,
    ) -> Scene<'b> {
        let Placed { day, hours, .. } = here;
        let Self { healing, bands, early, .. } = self;
        let answered =
            |wanted| signs.iter().filter(move |(_, answer)| **answer == wanted).map(|(sign, _)| sign).collect();
        let (ticked, unsure) = (answered(Answer::Yes), answered(Answer::NotSure));
        let present = grades.iter().filter_map(|(symptom, rating)| Some((symptom, rating.grade()?)));
        let present = present.filter(|(_, grade)| *grade > Grade::NONE).collect();
        Scene { healing, bands, day, hours, present, ticked, unsure, past, early, silence: None, cleared: &[] }
    }

    /// The same moment with the last definite answer to everything, however long ago.
    fn scene_as_known<'b>(&'b self, here: Placed<'b>, past: &'b [Placed<'b>]) -> Scene<'b> {
        self.scene(here, past, &self.known.grades, &self.known.signs)
    }

    /// What the visits make of a finding. What the last answers no longer show, though nothing says that it is over, counts as
    /// no better.
    fn care_of(&self, here: Placed<'_>, past: &[Placed<'_>], finding: &Finding) -> Option<Care> {
        let strength_now = || {
            let now = self.scene_as_known(here, past).evidence_for(&finding.rule);
            now.map_or(u32::MAX, |evidence| strength(&evidence))
        };
        if self.visits.is_empty() { None } else { self.visits.care_of(finding, here.day, strength_now) }
    }

    fn remember(&mut self, entry: &Entry) {
        for (symptom, rating) in entry.grades.iter().filter(|(_, rating)| rating.grade().is_some()) {
            self.known.grades.insert(symptom.clone(), *rating);
        }
        for (sign, answer) in entry.signs.iter().filter(|(_, answer)| **answer != Answer::NotSure) {
            self.known.signs.insert(sign.clone(), *answer);
        }
    }

    /// Opens an episode for what an entry shows, or continues the one that is open.
    fn note_shown(&mut self, here: Placed<'_>, past: &[Placed<'_>], finding: &mut Finding) {
        let typed = self.typed(here.entry);
        finding.care = self.care_of(here, past, finding);
        let last = self.episodes.iter_mut().rev().find(|episode| episode.rule.id == finding.rule.id);
        match last {
            Some(episode) if episode.is_open() => {
                finding.since = episode.since;
                episode.seen_again(here, finding, typed);
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
                last_hours: here.hours,
                evidence: finding.evidence.clone(),
                closed: None,
                care: finding.care.clone(),
                acts: Vec::new(),
                worst: strength(&finding.evidence),
                cleared_since_closing: false,
            }),
        }
    }

    /// Closes the episodes that an entry shows to be over; the others stay, and loud ones are findings of this entry too.
    fn note_not_shown(&mut self, here: Placed<'_>, past: &[Placed<'_>], shown: &[Finding]) -> Vec<Finding> {
        let mut episodes = std::mem::take(&mut self.episodes);
        let mut open = Vec::new();
        for episode in &mut episodes {
            let is_shown = shown.iter().any(|finding| finding.rule.id == episode.rule.id);
            if is_shown || episode.rule.follows_up() || episode.is_over_for_good() {
                continue;
            }
            let over = self.is_over(episode, here, past);
            if over && !episode.is_open() {
                episode.cleared_since_closing = true;
            } else if over {
                let by = ClosedBy::Entry(here.entry.id.clone());
                episode.closed = Some(Closing { at: here.entry.at, by });
                self.cleared.extend(cleared(episode, here.day, look_before(past, episode)));
            } else if episode.is_open() && episode.rule.triage.warns() {
                episode.leave_out_what_is_better_in(here.entry);
                let mut finding = Finding {
                    rule: Arc::clone(&episode.rule),
                    day: episode.last_day,
                    evidence: episode.evidence.clone(),
                    since: episode.since,
                    presence: Presence::StillOpen,
                    care: None,
                };
                finding.care = self.care_of(here, past, &finding);
                episode.take_care(finding.care.clone(), self.typed(here.entry));
                open.push(finding);
            }
        }
        self.episodes = episodes;
        open
    }

    /// Whether an entry that does not show a finding says that it is over. Silence does not: what the entry leaves out
    /// counts as it was last answered, and something the finding rested on must be better now.
    /// Of two entries about the same moment the worse one counts. A quiet finding is over with the next day's entry that does not show it, and a call about grades alone with a
    /// broad look some days later in which everything is within its range.
    fn is_over(&self, episode: &Warning, here: Placed<'_>, past: &[Placed<'_>]) -> bool {
        if here.hours <= episode.last_hours {
            return false;
        }
        if !episode.rule.triage.warns() && here.day > episode.last_day {
            return !(here.entry.grades.is_empty() && here.entry.signs.is_empty());
        }
        let days = here.day.since(episode.last_day);
        let enough = if days >= WEEKS_LATER { 1 } else { 3 };
        if rests_on_grades_alone(episode) && days >= 2 && self.is_calm(here, &episode.rule, enough) {
            return true;
        }
        !holds_still(&self.scene_as_known(here, past), &episode.rule) && is_better(here.entry, &episode.evidence)
    }

    /// Whether an entry grades so many symptoms, each within the range the rule goes by, and has no sign.
    fn is_calm(&self, here: Placed<'_>, rule: &Rule, enough: usize) -> bool {
        let bands = self.bands.narrower_for(rule).unwrap_or(self.bands);
        let within = |(symptom, grade): (&SymptomId, Grade)| {
            bands.band(symptom, here.day).is_some_and(|band| grade <= band.outer)
        };
        let mut graded = here.entry.grades.iter().filter_map(|(symptom, rating)| Some((symptom, rating.grade()?)));
        let no_sign = here.entry.signs.values().all(|answer| *answer == Answer::No);
        no_sign && graded.clone().count() >= enough && graded.all(within)
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

/// What is left to follow up of a warning that is over: nothing of a quiet one, and nothing of one that rested on dates alone.
fn cleared(episode: &Warning, day: Day, last_open: Day) -> Option<Cleared> {
    let is_told =
        |one: &Evidence| one.symptom().is_some() || one.sign().is_some() || matches!(one, Evidence::Cleared(..));
    let follows = episode.rule.triage.warns() && episode.evidence.iter().any(is_told);
    follows.then(|| Cleared { rule: Arc::clone(&episode.rule), day, last_open })
}

/// The day of the entry before the one that shows a warning to be over: until then it was open.
fn look_before(past: &[Placed<'_>], episode: &Warning) -> Day {
    past.last().map_or(episode.last_day, |last| last.day.max(episode.last_day))
}

/// What the rules make of a scene.
fn found(rules: &[&Arc<Rule>], scene: &Scene<'_>, here: Placed<'_>) -> Vec<Finding> {
    rules
        .iter()
        .filter_map(|rule| Some((rule, scene.evidence_for(rule)?)))
        .map(|(rule, evidence)| Finding {
            rule: Arc::clone(rule),
            day: here.day,
            evidence,
            since: here.entry.at,
            presence: Presence::Shown,
            care: None,
        })
        .collect()
}

/// Whether a warning of the quietest kind rests on grades and no sign.
fn rests_on_grades_alone(episode: &Warning) -> bool {
    episode.rule.triage == Triage::ContactProvider
        && !episode.evidence.is_empty()
        && episode.evidence.iter().all(|evidence| evidence.symptom().is_some())
}

/// Leaves out the quiet findings that only repeat what a louder one says, or one as quiet whose rule stands before: one
/// voice is enough then.
fn without_echoes(findings: Vec<Finding>) -> Vec<Finding> {
    let is_echo: Vec<_> = findings
        .iter()
        .enumerate()
        .map(|(index, quiet)| {
            !quiet.rule.triage.warns()
                && (findings.iter().any(|louder| quiet.is_covered_by(louder))
                    || findings[..index].iter().any(|before| quiet.repeats(before)))
        })
        .collect();
    findings.into_iter().zip(is_echo).filter(|(_, echo)| !echo).map(|(finding, _)| finding).collect()
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
    evidence.iter().any(|one| one.is_better_in(entry))
}
