//! All symptoms, signs and sources that protocols, entries and reports may name.

use super::aspect::Aspect;
use super::id::{AspectId, SignId, SourceId, SymptomId};
use super::sign::Sign;
use super::source::Source;
use super::symptom::Symptom;

/// Symptoms and signs in the order forms show them, and the sources that claims rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    /// Everything rated 0–4.
    pub symptoms: Vec<Symptom>,
    /// Every danger sign, the most dangerous first.
    pub signs: Vec<Sign>,
    /// Everything rated in the long run.
    pub aspects: Vec<Aspect>,
    /// Every source.
    pub sources: Vec<Source>,
    /// The symptoms whose range is that of the provider's own sheet, where one is in use.
    pub ranges_of_sheet: Vec<SymptomId>,
}

impl Catalog {
    /// The symptom of that id.
    #[must_use]
    pub fn symptom(&self, id: &SymptomId) -> Option<&Symptom> {
        self.symptoms.iter().find(|symptom| symptom.id == *id)
    }

    /// The sign of that id.
    #[must_use]
    pub fn sign(&self, id: &SignId) -> Option<&Sign> {
        self.signs.iter().find(|sign| sign.id == *id)
    }

    /// What is rated in the long run, of that id.
    #[must_use]
    pub fn aspect(&self, id: &AspectId) -> Option<&Aspect> {
        self.aspects.iter().find(|aspect| aspect.id == *id)
    }

    /// The source of that id.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }

    /// The symptom's name for people; its id when the catalogue does not know it.
    #[must_use]
    pub fn symptom_name<'a>(&'a self, id: &'a SymptomId) -> &'a str {
        self.symptom(id).map_or(id.as_str(), |symptom| &symptom.name)
    }

    /// The sign's name for people; its id when the catalogue does not know it.
    #[must_use]
    pub fn sign_name<'a>(&'a self, id: &'a SignId) -> &'a str {
        self.sign(id).map_or(id.as_str(), |sign| &sign.name)
    }
}
