//! What `mendlog treatment` and `mendlog plan` share: the gap to the last treatment, and sentences as lines.
//!
//! Uses `report` and `domain`.

use std::collections::BTreeMap;

use super::output::wrapped;
use crate::domain::spacing::{Coming, Window, spacing, window};
use crate::domain::{Assessment, Diary, Plan, Protocol, Spacing, TreatmentId, assess, plan};
use crate::protocols::Library;
use crate::report::sessions::Said;

/// A journal whose healings are judged.
pub struct Sessions<'a> {
    pub diary: &'a Diary,
    pub protocol: &'a Protocol,
    judged: BTreeMap<TreatmentId, Assessment>,
}

impl<'a> Sessions<'a> {
    /// Judges the healings of a journal; gaps go by the figures of the last treatment.
    pub fn new(diary: &'a Diary, library: &'a Library) -> Self {
        let treatments = diary.treatments_by_time();
        let protocol = library.protocol(treatments.last().map_or("", |last| &last.protocol));
        let judge = |id: &TreatmentId| {
            let treatment = diary.treatment(id)?;
            Some((id.clone(), assess(&diary.healing(treatment), library.protocol(&treatment.protocol))))
        };
        let judged = treatments.iter().filter_map(|treatment| judge(&treatment.id)).collect();
        Self { diary, protocol, judged }
    }

    /// The gap before something that comes.
    pub fn gap(&self, coming: Coming<'_>) -> Option<Spacing<'_>> {
        spacing(self.diary, self.protocol.spacing.as_ref()?, |id| self.judged.get(id), coming)
    }

    /// When the next session fits.
    pub fn window(&self) -> Option<Window> {
        let last = self.diary.treatments_by_time().last().copied()?;
        window(self.diary, self.protocol.spacing.as_ref()?, last)
    }

    /// The plans, the earliest first.
    pub fn plans(&self) -> Vec<&Plan> {
        plan::by_time(&self.diary.plans)
    }
}

/// Sentences as lines, each wrapped under what stands before it.
pub fn lines(said: &[Said]) -> Vec<String> {
    let lead = |said: &Said| if said.lead.is_empty() { String::new() } else { format!("{:<14}", said.lead) };
    said.iter().flat_map(|said| wrapped(&lead(said), &said.text)).collect()
}
