//! The answers of a check-in, and the ratings of a result, as one Observation each.
//!
//! Uses `domain`: where a grade stands beside the range described for its day.

use super::code::{STANDINGS, System, Terms};
use super::detail::concept;
use super::edited::Said;
use super::element::{Coding, Concept, Meta, Narrative, Quantity};
use super::foreign::snomed_ct;
use super::naming::{Names, date_time, instant, text};
use super::observation::{Observation, Range, Value};
use super::procedure::site;
use super::questionnaire::{Wording, rated};
use super::response::in_order;
use super::{Codes, Record};
use crate::domain::{
    Answer, AssessedEntry, Band, Bands, Day, Grade, Outcome, Protocol, Rating, Scored, SignId, Standing, SymptomId,
    Treatment,
};

/// What it takes to put answers about one treatment into Observations.
pub(super) struct Answers<'a> {
    pub record: Record<'a>,
    pub names: Names,
    pub treatment: &'a Treatment,
    pub protocol: &'a Protocol,
    pub wording: Wording,
    pub bands: Bands,
}

impl Answers<'_> {
    /// Everything a check-in says. What was not recorded or not asked has no Observation.
    pub fn of_entry(&self, judged: &AssessedEntry) -> Vec<Observation> {
        let entry = &judged.entry;
        let catalog = &self.protocol.catalog;
        let symptoms = in_order(&entry.grades, catalog.symptoms.iter().map(|symptom| &symptom.id));
        let symptoms = symptoms.map(|(id, rating)| self.symptom(judged, id, *rating));
        let signs = in_order(&entry.signs, catalog.signs.iter().map(|sign| &sign.id));
        let signs = signs.map(|(id, answer)| self.sign(judged, id, *answer));
        let note = text(&entry.note).map(|note| self.of(judged, "note", "", concept("note"), Value::Text(note)));
        symptoms.chain(signs).chain(note).collect()
    }

    /// Everything a rating of the result says.
    pub fn of_outcome(&self, outcome: &Outcome) -> Vec<Observation> {
        let rated = outcome.ratings.iter().map(|(id, scored)| {
            let name = text(self.protocol.catalog.aspect(id).map_or(id.as_str(), |aspect| &aspect.name));
            let name = name.unwrap_or_default();
            let code = Concept::new(Coding::of(self.protocol, Terms::Aspect, id.to_string(), name.clone()), name);
            let value = match scored {
                Scored::NotSure => Value::not_sure(),
                Scored::At(score) => Value::Integer(score.number()),
            };
            Observation {
                part_of: vec![self.names.link("Procedure", self.treatment.id.as_str())],
                status: Said::of(&outcome.id, &self.record.edited.outcomes).observed(),
                effective_date_time: Some(date_time(outcome.at)),
                issued: outcome.recorded_at.map(instant),
                ..Observation::new(self.names, &format!("rated\n{}\n{id}", outcome.id), code, value)
            }
        });
        rated.collect()
    }

    fn symptom(&self, judged: &AssessedEntry, id: &SymptomId, rating: Rating) -> Observation {
        let code = self.code(Terms::Symptom, id.as_str(), self.protocol.catalog.symptom_name(id));
        let Rating::Graded(grade) = rating else {
            return self.coded(judged, "symptom", id.as_str(), code, Value::not_sure());
        };
        let band = self.bands.band(id, judged.day);
        let standing = judged.standings.get(id).copied().filter(|_| band.is_some());
        let standing = standing.and_then(|standing| self.interpretation(standing, id, judged.day));
        Observation {
            text: Some(self.told(id, grade, judged.day, standing.as_ref())),
            reference_range: band.map(|band| self.ranges(id, band, judged.day)).unwrap_or_default(),
            interpretation: standing.map(|standing| [standing]),
            ..self.coded(judged, "symptom", id.as_str(), code, Value::Integer(grade.number()))
        }
    }

    fn sign(&self, judged: &AssessedEntry, id: &SignId, answer: Answer) -> Observation {
        let code = self.code(Terms::Sign, id.as_str(), self.protocol.catalog.sign_name(id));
        let value = match answer {
            Answer::Yes => Value::Boolean(true),
            Answer::No => Value::Boolean(false),
            Answer::NotSure => Value::not_sure(),
        };
        self.coded(judged, "sign", id.as_str(), code, value)
    }

    /// An answer whose code may have one that nobody verified beside it.
    fn coded(&self, judged: &AssessedEntry, kind: &str, id: &str, code: Concept, value: Value) -> Observation {
        let is_unverified = code.coding.len() > 1;
        let meta = if is_unverified { Meta::with_unverified_code() } else { Meta::reported() };
        Observation { meta, ..self.of(judged, kind, id, code, value) }
    }

    fn of(&self, judged: &AssessedEntry, kind: &str, id: &str, code: Concept, value: Value) -> Observation {
        let (entry, names) = (&judged.entry, self.names);
        Observation {
            part_of: vec![names.link("Procedure", self.treatment.id.as_str())],
            status: Said::of(&entry.id, &self.record.edited.entries).observed(),
            effective_date_time: Some(date_time(entry.at)),
            issued: entry.recorded_at.map(instant),
            body_site: self.treatment.area.as_ref().and_then(site),
            derived_from: vec![names.link("QuestionnaireResponse", entry.id.as_str())],
            ..Observation::new(names, &format!("{kind}\n{}\n{id}", entry.id), code, value)
        }
    }

    fn code(&self, terms: Terms, id: &str, name: &str) -> Concept {
        let own = Coding::of(self.protocol, terms, id.to_owned(), name.to_owned());
        let foreign = snomed_ct(id).filter(|_| self.record.codes == Codes::WithUnverified);
        match foreign {
            None => Concept::new(own, name.to_owned()),
            Some(foreign) => Concept {
                coding: vec![own, foreign],
                text: Some(format!("{name} (SNOMED CT code not verified)").into()),
            },
        }
    }

    fn interpretation(&self, standing: Standing, symptom: &SymptomId, day: Day) -> Option<Concept> {
        let (_, words) = STANDINGS.iter().find(|(known, _)| *known == standing)?;
        let said = match (standing, self.bands.onset(symptom)) {
            (Standing::Early, Some(onset)) => format!("on day {day}, and described from day {onset} on"),
            _ => words.replace("the day", &format!("day {day}")),
        };
        Some(Concept::new(Coding::new(System::Standing, standing.id(), *words), said))
    }

    fn told(&self, id: &SymptomId, grade: Grade, day: Day, standing: Option<&Concept>) -> Narrative {
        let catalog = &self.protocol.catalog;
        let words = rated(catalog.symptom(id), grade.into(), self.wording).display.unwrap_or_default();
        let standing = standing.and_then(|standing| standing.text.as_deref()).map(|said| format!(": {said}"));
        let name = catalog.symptom_name(id);
        let said = format!("Day {day}: {name} {grade} of 4 ({words}){}.", standing.unwrap_or_default());
        Narrative::new([said, "Patient-reported, not monitored, figures not clinically reviewed.".to_owned()])
    }

    fn ranges(&self, symptom: &SymptomId, Band { usual, outer }: Band, day: Day) -> Vec<Range> {
        let whose = self.origin(symptom);
        let range = |kind: &'static str, grade: Grade| Range {
            high: Quantity { value: f64::from(grade.number()), unit: "grade 0 to 4", system: None, code: None },
            kind: Concept::words(kind),
            text: format!("{kind} for day {day}: up to {grade}, by {whose}"),
        };
        if usual == outer {
            vec![range("described", outer)]
        } else {
            vec![range("usual", usual), range("described by some sources", outer)]
        }
    }

    /// Whose range it is.
    fn origin(&self, symptom: &SymptomId) -> String {
        let Protocol { name, version, catalog, sheet, .. } = self.protocol;
        let sheet = sheet.as_ref().filter(|_| catalog.ranges_of_sheet.contains(symptom));
        sheet
            .map_or_else(|| format!("protocol {name} {version}"), |sheet| format!("provider's sheet {}", sheet.title()))
    }
}
