//! All resources of one patient, one after the other.
//!
//! Uses `domain`: every check-in is judged by the protocol of its treatment.

use std::collections::BTreeMap;

use super::Record;
use super::answers::Answers;
use super::detail::{of_patient, of_treatment};
use super::edited::Said;
use super::element::Meta;
use super::naming::Names;
use super::observation::Observation;
use super::procedure::Procedure;
use super::questionnaire::Wording;
use super::resource::{Kind, Patient, Resource};
use super::response::QuestionnaireResponse;
use super::warning::Flag;
use crate::domain::{Assessment, Protocol, Treatment, Warning, assess};

/// All resources of one patient in a fixed order: the patient, what they said about themselves, then treatment by treatment in
/// time order what it was like, each check-in with its answers, ratings of the result, warnings. They are made one check-in at
/// a time: beside them there is the assessment of one treatment in memory, and nothing more.
pub fn resources(record: Record<'_>) -> impl Iterator<Item = Resource> {
    let names = Names::of(&record);
    let patient = Patient { id: names.patient_id(), meta: Meta::reported() };
    let about = of_patient(names, &record.diary.patient).into_iter().map(observed);
    let treatments = record.diary.treatments_by_time().into_iter();
    let healings = treatments.flat_map(move |treatment| of_healing(record, names, treatment));
    std::iter::once(Kind::Patient(patient)).chain(about).chain(healings).map(Resource::from)
}

fn of_healing<'a>(record: Record<'a>, names: Names, treatment: &'a Treatment) -> impl Iterator<Item = Kind> + use<'a> {
    let protocol = (record.protocol_of)(&treatment.protocol);
    let assessment = assess(&record.diary.healing(treatment), protocol);
    let wording = Wording::of(record.diary.patient.has_darker_skin());
    let flags = flags(names, &assessment, protocol, wording);
    let Assessment { entries, bands, .. } = assessment;
    let answers = Answers { record, names, treatment, protocol, wording, bands };
    let outcomes = record.diary.outcomes_of(treatment);
    let rated: Vec<_> = outcomes.into_iter().flat_map(|outcome| answers.of_outcome(outcome)).collect();
    let check_ins = entries.into_iter().flat_map(move |judged| {
        let said = Said::of(&judged.entry.id, &record.edited.entries);
        let response = QuestionnaireResponse::new(names, &judged.entry, protocol, wording, said);
        let observations = answers.of_entry(&judged).into_iter().map(observed);
        std::iter::once(Kind::QuestionnaireResponse(response)).chain(observations)
    });
    let procedure = Kind::Procedure(Box::new(Procedure::new(names, treatment, protocol)));
    let details =
        of_treatment(names, treatment, Said::of(&treatment.id, &record.edited.treatments)).into_iter().map(observed);
    let before = std::iter::once(procedure).chain(details);
    before.chain(check_ins).chain(rated.into_iter().map(observed)).chain(flags)
}

fn observed(observation: Observation) -> Kind {
    Kind::Observation(Box::new(observation))
}

fn flags(names: Names, assessment: &Assessment, protocol: &Protocol, wording: Wording) -> Vec<Kind> {
    let mut raised = BTreeMap::new();
    let flag = |warning: &Warning| {
        let nth = raised.entry(format!("{}\n{}", warning.rule.id, warning.since)).or_insert(0);
        *nth += 1;
        Kind::Flag(Box::new(Flag::new(names, warning, *nth, protocol, wording)))
    };
    assessment.warnings().map(flag).collect()
}
