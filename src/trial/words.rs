//! The ids that made-up journals use, taken once from the catalogue.

use crate::domain::{Catalog, Sign, SignId, SymptomId};

use super::complaint::Complaint;

/// The catalogue as the trial writes with it.
#[derive(Debug)]
pub struct Words<'c> {
    symptoms: Vec<SymptomId>,
    /// The danger signs, in the order of the catalogue.
    pub signs: &'c [Sign],
}

impl<'c> Words<'c> {
    /// Reads the catalogue.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        let symptoms = Complaint::ALL.iter().map(|complaint| complaint.id().into()).collect();
        Self { symptoms, signs: &catalog.signs }
    }

    /// The symptom's id.
    pub(super) fn symptom(&self, complaint: Complaint) -> SymptomId {
        self.symptoms[complaint as usize].clone()
    }

    /// The sign's id.
    pub(super) fn sign(&self, name: &str) -> SignId {
        let known = self.signs.iter().find(|sign| sign.id.as_str() == name);
        known.map_or_else(|| name.into(), |sign| sign.id.clone())
    }
}
