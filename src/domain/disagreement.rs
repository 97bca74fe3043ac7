//! Where sources disagree: the question, each answer with who gives it, and whose is used. Never an average.
//!
//! Uses ids and the provider's sheet.

use serde::Deserialize;

use super::id::{RuleId, SourceId, SymptomId};
use super::patient::PatientFact;
use super::protocol::Protocol;
use super::sheet::CareTopic;

/// A question that sources answer differently.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disagreement {
    /// Name in files.
    pub id: String,
    /// The question.
    pub question: String,
    /// What it matters to.
    pub about: About,
    /// The answers, from the shortest or mildest on.
    pub answers: Vec<Position>,
    /// Whose answer is used, and why.
    pub used: String,
    /// The instruction of a provider's sheet that settles it.
    #[serde(default)]
    pub settled_by: Option<CareTopic>,
}

/// What a question matters to: any of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct About {
    /// Symptoms whose range depends on the answer.
    pub symptoms: Vec<SymptomId>,
    /// Rules that depend on it.
    pub rules: Vec<RuleId>,
    /// Facts about the patient.
    pub patient: Vec<PatientFact>,
    /// Care tasks and holds, by their ids.
    pub care: Vec<String>,
}

/// One answer, and who gives it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The answer in a few words.
    pub says: String,
    /// Who gives it; for a gap that no source fills, our own synthesis.
    pub sources: Vec<SourceId>,
}

impl Disagreement {
    /// Whose answer holds for this patient: where their provider's sheet speaks, the provider's.
    #[must_use]
    pub fn whose_is_used(&self, protocol: &Protocol) -> String {
        let sheet = protocol.sheet.as_deref();
        if let Some((sheet, words)) = sheet.and_then(|sheet| Some((sheet, sheet.care(self.settled_by?)?))) {
            return format!("Your provider's, {}: {words}", sheet.title());
        }
        let of_sheet = &protocol.catalog.ranges_of_sheet;
        let own: Vec<_> = self.about.symptoms.iter().filter(|symptom| of_sheet.contains(symptom)).collect();
        match (sheet, own.as_slice()) {
            (Some(sheet), [_, ..]) => {
                let names: Vec<_> =
                    own.iter().map(|symptom| protocol.catalog.symptom_name(symptom).to_lowercase()).collect();
                format!("Your provider's range for {}, {}. Else: {}", names.join(", "), sheet.title(), self.used)
            }
            _ => self.used.clone(),
        }
    }
}
