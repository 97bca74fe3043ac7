//! The data types that resources are made of, as far as a journal needs them.
//!
//! Uses the names of code systems, and the protocol that some of them belong to.

use std::borrow::Cow;

use serde::Serialize;

use super::code::{System, Terms};
use crate::domain::Protocol;

/// A text that is ours or somebody's.
pub(super) type Text = Cow<'static, str>;

/// A code of a code system.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Coding {
    pub system: Text,
    pub code: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_selected: Option<bool>,
}

impl Coding {
    /// A code with its meaning.
    pub fn new(system: System, code: impl Into<Text>, display: impl Into<Text>) -> Self {
        Self { system: system.url().into(), code: code.into(), display: Some(display.into()), user_selected: None }
    }

    /// A code of a protocol's own with its meaning.
    pub fn of(protocol: &Protocol, terms: Terms, code: impl Into<Text>, display: impl Into<Text>) -> Self {
        let system = terms.url(protocol).into();
        Self { system, code: code.into(), display: Some(display.into()), user_selected: None }
    }

    /// A code of HL7's own, whose meaning every reader knows.
    pub fn hl7(system: &'static str, code: &'static str, display: &'static str) -> Self {
        Self { system: system.into(), code: code.into(), display: Some(display.into()), user_selected: None }
    }
}

/// A thing by its codes, in words, or both.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Concept {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub coding: Vec<Coding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Concept {
    /// A code with words of its own.
    pub fn new(coding: Coding, text: impl Into<Text>) -> Self {
        Self { coding: vec![coding], text: Some(text.into()) }
    }

    /// Words alone.
    pub fn words(text: impl Into<Text>) -> Self {
        Self { coding: Vec::new(), text: Some(text.into()) }
    }
}

impl From<Coding> for Concept {
    fn from(coding: Coding) -> Self {
        Self { coding: vec![coding], text: None }
    }
}

/// A link to another resource.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Reference {
    pub reference: String,
}

/// What every resource says about itself.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Meta {
    tag: Vec<Coding>,
}

impl Meta {
    /// Patient-reported.
    pub fn reported() -> Self {
        Self { tag: vec![mark("patient-reported")] }
    }

    /// The same, with a code that nobody has verified.
    pub fn with_unverified_code() -> Self {
        Self { tag: vec![mark("patient-reported"), mark("unverified-code")] }
    }

    /// Neither reported nor about anybody: what the program brings along.
    pub fn of_the_program() -> Self {
        Self { tag: vec![mark("not-reviewed")] }
    }
}

fn mark(code: &'static str) -> Coding {
    let words = MARKS.iter().find(|(known, _)| *known == code).map_or("", |(_, words)| *words);
    Coding::new(System::Mark, code, words)
}

/// The tags and what they mean.
pub(super) const MARKS: [(&str, &str); 3] = [
    ("patient-reported", "patient-reported, not monitored, figures not clinically reviewed"),
    ("unverified-code", "carries a SNOMED CT code that nobody has verified"),
    ("not-reviewed", "figures and wording not clinically reviewed"),
];

/// Text for readers that show a resource without understanding it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Narrative {
    status: &'static str,
    div: String,
}

impl Narrative {
    /// Sentences, each a paragraph of its own.
    pub fn new(sentences: impl IntoIterator<Item = String>) -> Self {
        let paragraphs: Vec<_> = sentences.into_iter().map(|sentence| escaped(sentence.trim())).collect();
        let paragraphs = paragraphs.join("</p><p>");
        Self {
            status: "generated",
            div: format!("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>{paragraphs}</p></div>"),
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A number with its unit.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Quantity {
    pub value: f64,
    pub unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
}

/// Somebody's own words.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Annotation {
    pub text: String,
}

/// From when to when.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Period {
    pub start: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
}
