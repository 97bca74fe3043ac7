//! A check-in as a `QuestionnaireResponse`: every answer in the words that were chosen.
//!
//! Uses the check-in of `domain` and the form.

use std::collections::BTreeMap;

use serde::Serialize;

use super::edited::Said;
use super::element::{Coding, Meta, Reference};
use super::naming::{Id, Names, date_time, full_url, instant, text};
use super::questionnaire::{DESCRIBED, NOTE, SIGNS, SYMPTOMS, Wording, answered, rated};
use crate::domain::{Catalog, Entry, Protocol};

/// A check-in.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct QuestionnaireResponse {
    pub id: Id,
    meta: Meta,
    part_of: [Reference; 1],
    questionnaire: String,
    status: &'static str,
    subject: Reference,
    #[serde(skip_serializing_if = "Option::is_none")]
    authored: Option<String>,
    author: Reference,
    source: Reference,
    item: Vec<Item>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    link_id: String,
    text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    answer: Vec<Given>,
    #[serde(rename = "item", skip_serializing_if = "Vec::is_empty")]
    items: Vec<Item>,
}

#[derive(Clone, Debug, Serialize)]
enum Given {
    #[serde(rename = "valueCoding")]
    Coding(Coding),
    #[serde(rename = "valueDateTime")]
    DateTime(String),
    #[serde(rename = "valueString")]
    Text(String),
}

impl QuestionnaireResponse {
    /// A check-in, `completed` or `amended`.
    pub fn new(names: Names, entry: &Entry, protocol: &Protocol, wording: Wording, said: Said) -> Self {
        let catalog = &protocol.catalog;
        let described = answer(DESCRIBED, Given::DateTime(date_time(entry.at)));
        let groups = [(SYMPTOMS, symptoms(entry, catalog, wording)), (SIGNS, signs(entry, catalog))];
        let answered = groups.into_iter().filter(|(_, items)| !items.is_empty());
        let groups = answered.map(|((link, words), items)| Item { items, ..unanswered(link, words) });
        let note = text(&entry.note).map(|note| answer(NOTE, Given::Text(note)));
        Self {
            id: names.id("QuestionnaireResponse", entry.id.as_str()),
            meta: Meta::reported(),
            part_of: [names.link("Procedure", entry.treatment.as_str())],
            questionnaire: full_url(wording.id(protocol)),
            status: said.answered(),
            subject: names.patient(),
            authored: entry.recorded_at.map(instant),
            author: names.patient(),
            source: names.patient(),
            item: std::iter::once(described).chain(groups).chain(note).collect(),
        }
    }
}

fn symptoms(entry: &Entry, catalog: &Catalog, wording: Wording) -> Vec<Item> {
    let item = |(id, rating): (&_, &_)| {
        let symptom = catalog.symptom(id);
        let words = symptom.map_or(id.as_str(), |symptom| &symptom.question);
        answer((id.as_str(), words), Given::Coding(rated(symptom, *rating, wording)))
    };
    in_order(&entry.grades, catalog.symptoms.iter().map(|symptom| &symptom.id)).map(item).collect()
}

fn signs(entry: &Entry, catalog: &Catalog) -> Vec<Item> {
    let item = |(id, given): (&_, &_)| {
        let words = catalog.sign(id).map_or(id.as_str(), |sign| &sign.question);
        answer((id.as_str(), words), Given::Coding(answered(*given)))
    };
    in_order(&entry.signs, catalog.signs.iter().map(|sign| &sign.id)).map(item).collect()
}

/// What was answered, in the order of the form; what the form does not know comes last.
pub(super) fn in_order<'a, K: Ord + 'a, V>(
    answers: &'a BTreeMap<K, V>,
    form: impl Iterator<Item = &'a K> + Clone,
) -> impl Iterator<Item = (&'a K, &'a V)> {
    let asked = form.clone().filter_map(|id| answers.get_key_value(id));
    asked.chain(answers.iter().filter(move |(id, _)| form.clone().all(|asked| asked != *id)))
}

fn unanswered(link: &str, words: &str) -> Item {
    Item { link_id: link.to_owned(), text: words.to_owned(), answer: Vec::new(), items: Vec::new() }
}

fn answer((link, words): (&str, &str), given: Given) -> Item {
    Item { answer: vec![given], ..unanswered(link, words) }
}
