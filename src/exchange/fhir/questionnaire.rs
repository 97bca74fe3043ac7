//! The check-in form as a Questionnaire: every symptom with its five worded answers, every sign.
//!
//! Uses the catalogue.

use serde::Serialize;

use super::code::{NOT_SURE, System};
use super::element::{Coding, Meta, Text};
use super::naming::{Id, definition_id, full_url, name_in};
use crate::domain::{Answer, Grade, Protocol, Rating, Sign, Symptom};

/// In whose words a form asks: colour reads differently on brown and black skin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    /// For skin types 1–3 and where none was named.
    Lighter,
    /// For skin types 4–6.
    Darker,
}

impl Wording {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Lighter, Self::Darker];

    /// The wording for a skin.
    pub const fn of(darker_skin: bool) -> Self {
        if darker_skin { Self::Darker } else { Self::Lighter }
    }

    /// The name of the form in these words.
    pub const fn form(self) -> &'static str {
        match self {
            Self::Lighter => "check-in",
            Self::Darker => "check-in-darker-skin",
        }
    }

    /// The id of a protocol's form in these words.
    pub fn id(self, protocol: &Protocol) -> Id {
        definition_id("Questionnaire", &name_in(protocol, self.form()))
    }
}

/// The form.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Questionnaire {
    pub id: Id,
    #[serde(skip)]
    pub wording: Wording,
    meta: Meta,
    url: String,
    version: String,
    name: &'static str,
    title: &'static str,
    status: &'static str,
    subject_type: [&'static str; 1],
    description: &'static str,
    item: Vec<Item>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    link_id: String,
    text: String,
    #[serde(rename = "type")]
    kind: &'static str,
    required: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    answer_option: Vec<Choice>,
    #[serde(rename = "item", skip_serializing_if = "Vec::is_empty")]
    items: Vec<Item>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Choice {
    value_coding: Coding,
}

/// The `linkId` of what is no symptom and no sign, and its words.
pub(super) const DESCRIBED: (&str, &str) = ("described", "The moment or day described");
/// The group of symptoms.
pub(super) const SYMPTOMS: (&str, &str) = ("symptoms", "How is the skin?");
/// The group of signs.
pub(super) const SIGNS: (&str, &str) = ("signs", "Is any of this there?");
/// The note.
pub(super) const NOTE: (&str, &str) = ("note", "Anything else");

impl Questionnaire {
    /// The form in some wording.
    pub fn new(protocol: &Protocol, wording: Wording) -> Self {
        let catalog = &protocol.catalog;
        let symptoms = catalog.symptoms.iter().map(|one| symptom(one, wording)).collect();
        let signs = catalog.signs.iter().map(sign).collect();
        Self {
            id: wording.id(protocol),
            wording,
            meta: Meta::of_the_program(),
            url: full_url(wording.id(protocol)),
            version: protocol.version.clone(),
            name: match wording {
                Wording::Lighter => "MendlogCheckIn",
                Wording::Darker => "MendlogCheckInDarkerSkin",
            },
            title: "Check-in after microneedling",
            status: "active",
            subject_type: ["Patient"],
            description: "No question has to be answered. What is left out was not recorded, which is not a 0 and not a no.",
            item: vec![
                plain(DESCRIBED, "dateTime"),
                group(SYMPTOMS, symptoms),
                group(SIGNS, signs),
                plain(NOTE, "text"),
            ],
        }
    }
}

fn plain((link, words): (&str, &str), kind: &'static str) -> Item {
    let (answer_option, items) = (Vec::new(), Vec::new());
    Item { link_id: link.to_owned(), text: words.to_owned(), kind, required: false, answer_option, items }
}

fn group(named: (&str, &str), items: Vec<Item>) -> Item {
    Item { items, ..plain(named, "group") }
}

fn symptom(symptom: &Symptom, wording: Wording) -> Item {
    let grades = Grade::ALL.into_iter().map(Rating::Graded).chain([Rating::NotSure]);
    let choices = grades.map(|rating| Choice { value_coding: rated(Some(symptom), rating, wording) });
    Item { answer_option: choices.collect(), ..plain((symptom.id.as_str(), &symptom.question), "choice") }
}

fn sign(sign: &Sign) -> Item {
    let answers = [Answer::Yes, Answer::No, Answer::NotSure];
    let choices = answers.map(|answer| Choice { value_coding: answered(answer) });
    Item { answer_option: choices.into(), ..plain((sign.id.as_str(), &sign.question), "choice") }
}

/// A grade in the words of the form.
pub(super) fn rated(symptom: Option<&Symptom>, rating: Rating, wording: Wording) -> Coding {
    let Rating::Graded(grade) = rating else { return not_sure() };
    let words = symptom.map_or(Text::Borrowed(grade.word()), |symptom| {
        Text::Owned(symptom.words(grade, wording == Wording::Darker).to_owned())
    });
    Coding::new(System::Answer, grade.to_string(), words)
}

/// A yes or no.
pub(super) fn answered(answer: Answer) -> Coding {
    match answer {
        Answer::Yes => Coding::new(System::Answer, "yes", "yes"),
        Answer::No => Coding::new(System::Answer, "no", "no"),
        Answer::NotSure => not_sure(),
    }
}

fn not_sure() -> Coding {
    Coding::new(System::Answer, NOT_SURE.0, NOT_SURE.1)
}
