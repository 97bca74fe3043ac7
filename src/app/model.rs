//! Everything the screens show, and nothing that depends on the size of the terminal.
//!
//! May use `domain` and `protocols`.

use chrono::{DateTime, DurationRound, FixedOffset, TimeDelta};

use super::ahead::{self, Ahead};
use super::care::Care;
use super::chart::Chart;
use super::conflict_words::Told;
use super::effect::{Effect, Extent, Healed, Read};
use super::first_run::FirstRun;
use super::history::{self, History};
use super::keymap::Context;
use super::lock::Lock;
use super::record::Record;
use super::screen::{Overlay, Screen};
use super::settings::Settings;
use super::settling;
use super::taken_up::take_up;
use super::today::Today;
use super::treatments::Treatments;
use super::typing::{Typing, Unfinished};
use super::visit::Visit;
use super::wall_clock::{WallClock, Zone};
use super::warnings::Warnings;
use crate::domain::outcome::Asking;
use crate::domain::{Moment, TreatmentId};
use crate::protocols::Library;

/// What the terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Colours are wanted.
    pub colour: bool,
    /// More than ASCII arrives.
    pub unicode: bool,
}

/// What the shell read from the journal before the first picture.
#[derive(Clone, Debug)]
pub struct Start {
    /// The profile, the treatments and the latest entries.
    pub read: Read,
    /// The unfinished check-in, as it was kept.
    pub draft: Option<String>,
    /// Something to say at the start.
    pub notice: Option<String>,
    /// The moment.
    pub now: DateTime<FixedOffset>,
}

/// The state of the whole program.
#[derive(Clone, Debug)]
pub struct Model {
    /// What is known before the patient says a word.
    pub library: Library,
    /// What the terminal can show.
    pub look: Look,
    /// Where the journal lies, once the shell has said so.
    pub place: Option<String>,
    /// The moment of the last message.
    pub now: DateTime<FixedOffset>,
    /// How the patient's clock goes over the year, once the shell has said so.
    pub zone: Zone,
    /// The lock of the journal, once the shell has said so.
    pub lock: Lock,
    /// The journal, as far as read, and what it amounts to.
    pub record: Record,
    /// What two machines say differently, in words.
    pub conflicts: Vec<Told>,
    /// Which screen shows.
    pub screen: Screen,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// A sentence at the foot of the screen, until the next key.
    pub notice: Option<String>,
    /// What is being typed outside the check-in, as it was last kept.
    pub typing: Option<Typing>,
    /// The guide of the first run.
    pub first_run: FirstRun,
    /// The check-in.
    pub today: Today,
    /// The care plan.
    pub care: Care,
    /// The healing chart.
    pub chart: Chart,
    /// The list of entries.
    pub history: History,
    /// The list of warnings.
    pub warnings: Warnings,
    /// The list of treatments.
    pub treatments: Treatments,
    /// The milestones and the ratings.
    pub ahead: Ahead,
    /// The settings.
    pub settings: Settings,
    /// The report for a visit.
    pub visit: Visit,
}

impl Model {
    /// The state at the start.
    #[must_use]
    pub fn new(library: Library, look: Look, start: Start) -> Self {
        let Start { read, draft, notice, now } = start;
        let is_first_run = read.profile.is_none();
        let mut record = Record::new(read);
        record.judge_all(&library, now);
        let mut model = Self {
            library,
            look,
            place: None,
            now,
            zone: Zone::default(),
            lock: Lock::default(),
            record,
            conflicts: Vec::new(),
            screen: if is_first_run { Screen::FirstRun } else { Screen::Today },
            overlay: None,
            notice,
            typing: None,
            first_run: FirstRun::Welcome,
            today: Today::default(),
            care: Care::default(),
            chart: Chart::default(),
            history: History::default(),
            warnings: Warnings::default(),
            treatments: Treatments::default(),
            ahead: Ahead::default(),
            settings: Settings::default(),
            visit: Visit::default(),
        };
        model.refresh_chart();
        settling::refresh(&mut model);
        if let Some(text) = draft {
            model.restore_draft(&text);
        }
        model.ask_for_rating();
        model
    }

    /// What to read once the first picture is on the screen.
    #[must_use]
    pub fn after_first_picture(&self) -> Vec<Effect> {
        let unread = |id: &&TreatmentId| self.record.extent(id) != Some(Extent::All);
        let latest_first = self.record.treatments().into_iter().rev().map(|treatment| &treatment.id);
        latest_first.filter(unread).cloned().map(Effect::Load).collect()
    }

    /// Takes in that the journal was written to, beside what the screens asked for, with healings that were read as a whole.
    /// What is being typed stays.
    pub fn reread(&mut self, read: Read, healed: Vec<Healed>) -> Vec<Effect> {
        let chosen = self.record.chosen.take();
        let edited = std::mem::take(&mut self.record.edited);
        self.record = Record::new(read);
        self.record.edited = edited;
        self.history.versions = None;
        for healed in healed {
            self.record.take_in(healed);
        }
        let still_there = chosen.filter(|id| self.record.diary.treatment(id).is_some());
        self.record.chosen = still_there.or_else(|| self.record.chosen.take());
        self.rejudge();
        let mut unread = self.after_first_picture();
        if self.screen == Screen::History {
            unread.extend(history::opened());
        }
        unread
    }

    /// Where keys are looked up now.
    #[must_use]
    pub fn context(&self) -> Context {
        if let Some(overlay) = &self.overlay {
            return overlay.context();
        }
        match self.screen {
            Screen::FirstRun => self.first_run.context(),
            Screen::Today => Context::Today,
            Screen::Care => self.care.context(),
            Screen::Chart => Context::Chart,
            Screen::History => self.history.context(),
            Screen::Warnings => self.warnings.context(),
            Screen::Treatments => self.treatments.context(),
            Screen::Ahead => self.ahead.context(),
            Screen::Settings => Context::Settings,
        }
    }

    /// The next moment at which the picture changes by itself.
    #[must_use]
    pub fn next_change(&self) -> DateTime<FixedOffset> {
        let hour = TimeDelta::hours(1);
        let full_hour = self.now.duration_trunc(hour).unwrap_or(self.now) + hour;
        let Some(Moment::At(start)) = self.record.treatment().map(|treatment| treatment.performed_at) else {
            return full_hour;
        };
        let since = (self.now - start).num_seconds().rem_euclid(3600);
        full_hour.min(self.now + TimeDelta::seconds(3600 - since))
    }

    /// The clock that typed days and times are read by.
    #[must_use]
    pub fn wall_clock(&self) -> WallClock {
        WallClock { now: self.now, zone: self.zone, day_end: self.record.diary.day_end }
    }

    /// Lays something over the screen.
    pub fn open(&mut self, overlay: Overlay) {
        self.overlay = Some(overlay);
    }

    /// Shows the healing after another treatment; refused while a check-in about this one is unfinished.
    pub fn choose_treatment(&mut self, id: &TreatmentId) {
        if !self.today.draft.is_empty() {
            self.notice =
                Some("A check-in is not saved yet: save it, or put it away with D on Today, first.".to_owned());
            return;
        }
        self.record.chosen = Some(id.clone());
        self.rejudge();
    }

    /// Judges everything anew; for whenever something that all healings rest on has changed.
    pub fn rejudge(&mut self) {
        self.record.judge_all(&self.library, self.now);
        self.take_up_verdicts();
    }

    /// Judges one healing anew; for whenever its entries or warnings have changed.
    pub fn rejudge_healing(&mut self, treatment: &TreatmentId) {
        self.record.judge(&self.library, treatment, self.now);
        self.take_up_verdicts();
    }

    /// Judges the moment anew; for whenever only time has passed.
    pub fn rejudge_moment(&mut self) {
        self.record.judge_state(&self.library, self.now);
        self.take_up_verdicts();
    }

    /// Asks for a rating in one sentence at the start, when one is due and there is nothing else to say.
    fn ask_for_rating(&mut self) {
        if let Some(Asking::Due(..)) = ahead::asking_now(self) {
            let words = "How is your skin by now? M, then r: five quick answers. Or leave it.";
            self.notice.get_or_insert_with(|| words.to_owned());
        }
    }

    fn take_up_verdicts(&mut self) {
        self.refresh_chart();
        settling::refresh(self);
        self.rejudge_draft();
    }

    /// Puts the courses, the forecasts and the comparison together anew.
    pub fn refresh_chart(&mut self) {
        self.chart.refresh(&self.record, &self.library, Moment::At(self.now));
    }

    /// Judges the unfinished check-in anew; for whenever it has changed.
    pub fn rejudge_draft(&mut self) {
        let entry = self.today.draft.entry(self.record.chosen.as_ref(), self.now);
        self.record.judge_draft(&self.library, entry);
    }

    fn restore_draft(&mut self, text: &str) {
        let Ok(Unfinished { draft, typing }) = serde_json::from_str(text) else {
            let words = "An unfinished check-in could not be read again. What was saved is untouched.";
            self.notice.get_or_insert_with(|| words.to_owned());
            return;
        };
        let is_new = !draft.is_empty() && !self.record.holds_already(&draft);
        if is_new {
            let known = draft.treatment.clone().filter(|id| self.record.diary.treatment(id).is_some());
            self.record.chosen = known.or_else(|| self.record.chosen.clone());
            self.today.draft = draft;
            self.rejudge_draft();
        }
        let is_typed = typing.is_some_and(|typing| take_up(self, typing));
        if is_new || is_typed {
            let words = if is_new {
                "Your unfinished check-in is as you left it."
            } else {
                "What you were typing is as you left it."
            };
            self.notice.get_or_insert_with(|| words.to_owned());
        }
    }
}
