//! The list of warnings, open and over.
//!
//! May use `domain`.

use serde::{Deserialize, Serialize};

use super::effect::{Effect, Extent};
use super::key::Press;
use super::keymap::{Action, Context};
use super::model::Model;
use super::reading::Scroll;
use super::signs::moved_row;
use super::warning_acts::{do_about, do_about_all};
use super::warning_reading::reading;
use crate::domain::warning::Act;
use crate::domain::{Assessment, Catalog, Evidence, Finding, Moment, RuleId, TreatmentId, Triage, Warning};

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
    /// The text about the line in focus, so far down.
    Reading(Scroll),
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
            Self::Silence(_, finding) => finding.triage(),
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
        Action::Acknowledge | Action::Called | Action::TheySaid | Action::Seen | Action::Over => {
            do_about(model, action, press)
        }
        Action::AcknowledgeAll => do_about_all(model, &Act::Acknowledged, press),
        Action::CalledAll => do_about_all(model, &Act::Called, press),
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
        (_, Action::Read) => Warnings { chosen: Some(item.episode()), pane: Pane::Reading(Scroll::default()) },
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
