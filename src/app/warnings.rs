//! The list of warnings, open and over, and what the patient does about them.
//!
//! May use `domain`.

use super::effect::{Effect, Extent};
use super::form::{Ask, Field, Form};
use super::key::Press;
use super::keymap::{Action, Context};
use super::model::Model;
use super::screen::{Overlay, Purpose};
use super::signs::moved_row;
use super::warning_reading::reading;
use crate::domain::warning::Act;
use crate::domain::{
    Assessment, Catalog, Evidence, Finding, Moment, RuleId, TreatmentId, Triage, Warning, WarningEvent, WarningState,
};

/// The list of warnings, and where in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Warnings {
    /// The warning in focus, wherever it stands in the list; none for the first.
    pub chosen: Option<Episode>,
    /// What the keys move.
    pub pane: Pane,
}

/// What the keys move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The list.
    #[default]
    List,
    /// The text about the line in focus, so many lines down.
    Reading(usize),
}

impl Warnings {
    /// Where its keys are looked up.
    #[must_use]
    pub const fn context(&self) -> Context {
        match self.pane {
            Pane::List => Context::Warnings,
            Pane::Reading(_) => Context::WarningsReading,
        }
    }
}

/// The name of one episode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Episode {
    /// The treatment whose healing it belongs to.
    pub treatment: TreatmentId,
    /// The rule that holds.
    pub rule: RuleId,
    /// The moment described by the entry that raised it.
    pub since: Moment,
}

/// One line of the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Item<'a> {
    /// A warning, open or over.
    Warning(&'a Warning),
    /// Nothing was entered after something that should have been followed; the next entry ends it.
    Silence(&'a TreatmentId, &'a Finding),
}

impl Item<'_> {
    /// How loud it is.
    #[must_use]
    pub fn triage(&self) -> Triage {
        match self {
            Self::Warning(warning) => warning.triage(),
            Self::Silence(_, finding) => finding.rule.triage,
        }
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Warning(warning) => &warning.rule.title,
            Self::Silence(_, finding) => &finding.rule.title,
        }
    }

    /// What it is, and about which symptoms where the title does not say.
    #[must_use]
    pub fn headline(&self, catalog: &Catalog) -> String {
        let evidence = match self {
            Self::Warning(warning) => &warning.evidence,
            Self::Silence(_, finding) => &finding.evidence,
        };
        let title = self.title().to_lowercase();
        let mut about: Vec<String> = Vec::new();
        for symptom in evidence.iter().filter_map(Evidence::symptom) {
            let name = catalog.symptom_name(symptom).to_lowercase();
            if !about.contains(&name) && !title.contains(&name) {
                about.push(name);
            }
        }
        if about.is_empty() { self.title().to_owned() } else { format!("{} ({})", self.title(), about.join(", ")) }
    }

    /// Whether it is not over.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match self {
            Self::Warning(warning) => warning.is_open(),
            Self::Silence(..) => true,
        }
    }

    /// Its name.
    #[must_use]
    pub fn episode(&self) -> Episode {
        let (treatment, rule, since) = match self {
            Self::Warning(warning) => (&warning.treatment, &warning.rule, warning.since),
            Self::Silence(treatment, finding) => (*treatment, &finding.rule, finding.since),
        };
        Episode { treatment: treatment.clone(), rule: rule.id.clone(), since }
    }
}

/// All warnings of all treatments: the open ones first and the loudest of them first, then those that are over, the
/// newest first. Nothing is left out.
#[must_use]
pub fn items(model: &Model) -> Vec<Item<'_>> {
    let record = &model.record;
    let judged = record.treatments().into_iter().filter_map(|treatment| record.assessment_of(&treatment.id));
    let mut warnings: Vec<&Warning> = judged.flat_map(Assessment::warnings).collect();
    warnings.sort_by_key(|warning| std::cmp::Reverse(warning.raised_at));
    let (open, over): (Vec<_>, Vec<_>) = warnings.into_iter().map(Item::Warning).partition(Item::is_open);
    let here = record.state.as_ref().and_then(|state| state.treatment.as_ref());
    let silence = here.into_iter().flat_map(|here| record.silence().iter().map(move |one| Item::Silence(here, one)));
    let mut items: Vec<_> = open.into_iter().chain(silence.filter(|item| item.triage().warns())).collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.triage()));
    items.extend(over);
    items
}

/// The place of the line in focus.
#[must_use]
pub fn focus(model: &Model, items: &[Item<'_>]) -> usize {
    let chosen = model.warnings.chosen.as_ref();
    chosen.and_then(|chosen| items.iter().position(|item| item.episode() == *chosen)).unwrap_or(0)
}

/// Whether entries that could hold warnings are still to be read.
#[must_use]
pub fn is_still_reading(model: &Model) -> bool {
    model.record.treatments().iter().any(|treatment| model.record.extent(&treatment.id) != Some(Extent::All))
}

/// Does what a key asks for.
pub fn act(model: &mut Model, action: Action, press: &Press) -> Vec<Effect> {
    match action {
        Action::Acknowledge | Action::Called | Action::TheySaid | Action::Over => do_about(model, action, press),
        Action::Back => {
            model.warnings.pane = Pane::List;
            Vec::new()
        }
        moved => {
            move_on(model, moved);
            Vec::new()
        }
    }
}

fn move_on(model: &mut Model, action: Action) {
    let items = items(model);
    let here = focus(model, &items);
    let Some(item) = items.get(here) else { return };
    let warnings = match (model.warnings.pane, action) {
        (_, Action::Read) => Warnings { chosen: Some(item.episode()), pane: Pane::Reading(0) },
        (Pane::Reading(scroll), moved) => {
            let mut page = reading(model, item);
            page.scroll = scroll;
            page.act(moved);
            Warnings { chosen: Some(item.episode()), pane: Pane::Reading(page.scroll) }
        }
        (Pane::List, moved) => {
            let next = moved_row(here, moved, items.len().saturating_sub(1));
            Warnings { chosen: items.get(next).map(Item::episode), pane: Pane::List }
        }
    };
    model.warnings = warnings;
}

fn do_about(model: &mut Model, action: Action, press: &Press) -> Vec<Effect> {
    let about = match warning_in_focus(model, action) {
        Ok(warning) => warning,
        Err(words) => {
            model.notice = Some(words.to_owned());
            return Vec::new();
        }
    };
    let (episode, triage) = (Item::Warning(about).episode(), about.triage());
    model.warnings.chosen = Some(episode.clone());
    match action {
        Action::TheySaid => model.open(Overlay::Form(Purpose::Answer(episode), answer_form())),
        Action::Over => model.open(Overlay::Form(Purpose::Closing(episode), closing_form(triage))),
        Action::Called => return vec![event(model, &episode, Act::Called, press)],
        _ => return vec![event(model, &episode, Act::Acknowledged, press)],
    }
    Vec::new()
}

/// The warning in focus, if the action makes sense there; else why not.
fn warning_in_focus(model: &Model, action: Action) -> Result<&Warning, &'static str> {
    let items = items(model);
    let warning = match items.get(focus(model, &items)) {
        None => return Err("There is no warning to do something about."),
        Some(Item::Silence(..)) => return Err("This one ends with your next entry: T opens the check-in."),
        Some(Item::Warning(warning)) => *warning,
    };
    let ends_something = matches!(action, Action::Acknowledge | Action::Over);
    if !warning.is_open() && (ends_something || !is_latest_of_its_kind(model, warning)) {
        return Err("This one is over. It stays in the list; nothing is left to do.");
    }
    if action == Action::Acknowledge && warning.state() != WarningState::Raised {
        return Err("You have read it already. It stays open until an entry or you end it.");
    }
    Ok(warning)
}

/// Whatever is done about a rule belongs to the last episode of that rule.
fn is_latest_of_its_kind(model: &Model, warning: &Warning) -> bool {
    let assessment = model.record.assessment_of(&warning.treatment);
    let mut latest_first = assessment.into_iter().flat_map(|assessment| assessment.episodes.iter().rev());
    latest_first.find(|other| other.rule.id == warning.rule.id).is_some_and(|last| std::ptr::eq(last, warning))
}

/// What was done, at the moment of the key, but never before the warning was raised: an entry that names only its day
/// stands for noon, which may be still to come.
fn event(model: &Model, about: &Episode, act: Act, press: &Press) -> Effect {
    let items = items(model);
    let raised = items.iter().find(|item| item.episode() == *about).map(|item| match item {
        Item::Warning(warning) => warning.raised_at,
        Item::Silence(..) => press.now,
    });
    let at = raised.map_or(press.now, |raised| raised.max(press.now));
    Effect::AddEvent(WarningEvent { treatment: about.treatment.clone(), rule: about.rule.clone(), at, act })
}

fn answer_form() -> Form {
    let hint = "In your words, for example: cool it, send a photo, come in on Friday. Enter keeps it with the warning.";
    Form::new(vec![Field::typed(Ask::ProviderSaid, "They said", hint, "")])
}

/// Why a warning can be over.
const REASONS: [&str; 2] = ["my provider has seen it", "it has gone"];

fn closing_form(triage: Triage) -> Form {
    let reasons = REASONS.map(str::to_owned).to_vec();
    let mut because = Field::chosen(Ask::OverBecause, "It is over because", reasons, None);
    let mut in_words =
        Field::typed(Ask::OverInWords, "Or in your words", "Enter closes the warning, Esc leaves it open.", "");
    "Press 1 or 2, or Enter to say it in your own words.".clone_into(&mut because.hint);
    if triage >= Triage::Urgent {
        because = because.opening("A danger sign that is entered again is raised again.");
        in_words.hint.push_str(" If you enter this danger sign again, you are warned again.");
    }
    Form::new(vec![because, in_words])
}

/// Takes what the provider said.
pub fn take_answer(model: &Model, about: &Episode, form: &mut Form, press: &Press) -> Vec<Effect> {
    let words = form.text(Ask::ProviderSaid).to_owned();
    if words.is_empty() {
        form.complain(&[(Ask::ProviderSaid, "Write down a word or two, or press Esc to leave it.".to_owned())]);
        return Vec::new();
    }
    vec![event(model, about, Act::Answered(words), press)]
}

/// Takes why a warning is over.
pub fn take_closing(model: &Model, about: &Episode, form: &mut Form, press: &Press) -> Vec<Effect> {
    let chosen = form.choice(Ask::OverBecause).and_then(|at| REASONS.get(at).copied());
    let words = form.text(Ask::OverInWords);
    let reasons: Vec<_> = chosen.into_iter().chain((!words.is_empty()).then_some(words)).collect();
    let why = reasons.join(": ");
    if why.is_empty() {
        form.complain(&[(
            Ask::OverBecause,
            "Say why: press 1 or 2, or write it below. Esc leaves it open.".to_owned(),
        )]);
        return Vec::new();
    }
    vec![event(model, about, Act::Closed(why), press)]
}

/// The journal keeps what was done: it is said in a line.
pub fn saved(model: &mut Model, event: &WarningEvent) {
    let words = match &event.act {
        Act::Acknowledged => "Noted: you have read it. It stays open until it is over.",
        Act::Called => "Noted: you called. r writes down what they said.",
        Act::Answered(_) => "Noted with the warning: what they said.",
        Act::Closed(_) => "Closed. It stays in this list, with your reason.",
    };
    model.notice = Some(words.to_owned());
}
