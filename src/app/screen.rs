//! Which screen shows, and what lies over it.
//!
//! Uses only its siblings in `app`.

use chrono::NaiveDate;

use super::care::Line;
use super::form::Form;
use super::key_paper::KeyPaper;
use super::keymap::Context;
use super::meanwhile::Meanwhile;
use super::passphrase_form::PassphraseForm;
use super::reading::Reading;
use super::session_guard::Guard;
use super::settling::Settling;
use super::signs::Checklist;
use super::text::Text;
use super::trouble::Trouble;
use super::warnings::Episode;
use crate::domain::{HoldId, Outcome, Plan, Treatment, TreatmentId};

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Screen {
    /// The guide of the first run.
    FirstRun,
    /// The check-in and the verdict.
    Today,
    /// What to do, and what not yet.
    Care,
    /// The healing chart.
    Chart,
    /// All entries.
    History,
    /// All warnings.
    Warnings,
    /// All treatments.
    Treatments,
    /// The milestones and the ratings of the result.
    Ahead,
    /// What the patient said about themselves, and how the program behaves.
    Settings,
}

impl Screen {
    /// The screens of the tab bar, in its order.
    pub const TABS: [Self; 8] = [
        Self::Today,
        Self::Care,
        Self::Chart,
        Self::History,
        Self::Warnings,
        Self::Treatments,
        Self::Ahead,
        Self::Settings,
    ];

    /// The name in the tab bar.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirstRun => "Welcome",
            Self::Today => "Today",
            Self::Care => "Care",
            Self::Chart => "Chart",
            Self::History => "History",
            Self::Warnings => "Warnings",
            Self::Treatments => "Treatments",
            Self::Ahead => "Ahead",
            Self::Settings => "Settings",
        }
    }

    /// The tab so many places on, round and round.
    #[must_use]
    pub fn step(self, by: isize) -> Self {
        let here = Self::TABS.iter().position(|tab| *tab == self).unwrap_or(0);
        let count = Self::TABS.len();
        let steps = by.rem_euclid(isize::try_from(count).unwrap_or(1));
        Self::TABS[(here + usize::try_from(steps).unwrap_or(0)) % count]
    }
}

/// Something that lies over the screen and takes the keys.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Text to read: help, call script, confirmation.
    Reading(Reading),
    /// The danger signs of the check-in.
    Signs(Checklist),
    /// The note of the check-in.
    Note(Text),
    /// Questions, and what their answers are for.
    Form(Purpose, Form),
    /// What speaks against saving something so soon.
    Guard(Box<Guard>),
    /// Something that was changed elsewhere while it was being corrected here.
    Meanwhile(Box<Meanwhile>),
    /// What two machines say differently.
    Settling(Box<Settling>),
    /// Something that could not be kept.
    Trouble(Box<Trouble>),
    /// The passphrase being set, changed or taken off.
    Passphrase(Box<PassphraseForm>),
    /// The recovery key to write down.
    KeyPaper(Box<KeyPaper>),
    /// The report for a visit.
    Visit,
    /// The parts the report has, one of them in focus.
    VisitItems(usize),
}

/// What the answers of a form over a screen are for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// The day and time the check-in describes.
    Described,
    /// A treatment, new or known; what the form does not ask stays as it is here.
    Treatment(Box<Treatment>),
    /// A planned treatment, new or known.
    Plan(Box<Plan>),
    /// The treatment that a plan became.
    Performed(Box<Treatment>, Box<Plan>),
    /// What the patient says about themselves, and when their day ends.
    Profile,
    /// What the provider said about a warning.
    Answer(Episode),
    /// What was said when a warning was seen.
    Seen(Episode),
    /// Why a warning is over.
    Closing(Episode),
    /// When something on hold was used.
    Used(HoldId),
    /// What the provider said about a line of the care plan.
    Told(Line),
    /// A rating of the result, new or known.
    Rating(Box<Outcome>),
    /// Where to write what could not be kept.
    WriteOut(Box<Trouble>),
    /// After how long without a key the journal locks itself.
    LockAfter,
    /// What the report for a visit is to tell beside the journal.
    Visit,
    /// Where the report for a visit is written.
    VisitFile,
    /// Which of these days to fill in.
    BackFill(TreatmentId, Vec<NaiveDate>),
}

impl Purpose {
    /// The form's heading.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Described => "Which day and time does this check-in describe?",
            Self::Treatment(_) => "The treatment",
            Self::Plan(_) => "A planned treatment",
            Self::Performed(..) => "The treatment that was planned",
            Self::Profile => "About you",
            Self::Answer(_) => "What did they say?",
            Self::Seen(_) => "You were seen: what did they say?",
            Self::Closing(_) => "Why is it over?",
            Self::Used(_) => "When did you use it?",
            Self::Told(_) => "What did your provider say about it?",
            Self::Rating(_) => "How is your skin by now?",
            Self::WriteOut(_) => "Which file shall take it?",
            Self::Visit => "What shall the report tell?",
            Self::VisitFile => "Write the report to a file",
            Self::LockAfter => "When does the journal lock itself?",
            Self::BackFill(..) => "Which day do you want to fill in?",
        }
    }
}

impl Overlay {
    /// Whether it holds what was typed and is handed over already.
    #[must_use]
    pub const fn holds_what_was_typed(&self) -> bool {
        matches!(self, Self::Trouble(_) | Self::Guard(_) | Self::Meanwhile(_) | Self::Form(Purpose::WriteOut(_), _))
    }

    /// Where its keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        match self {
            Self::Reading(reading) if reading.verdict_on.is_some() => Context::Verdict,
            Self::Reading(_) => Context::Reading,
            Self::Signs(_) => Context::Signs,
            Self::Note(_) => Context::Note,
            Self::Form(_, form) => form.context(),
            Self::Guard(_) => Context::Guard,
            Self::Meanwhile(_) => Context::Meanwhile,
            Self::Settling(_) => Context::Settling,
            Self::Trouble(_) => Context::Trouble,
            Self::Passphrase(_) => Context::Passphrase,
            Self::KeyPaper(paper) => paper.context(),
            Self::Visit => Context::Visit,
            Self::VisitItems(_) => Context::VisitItems,
        }
    }
}
