//! A provider's own sheet: a TOML file with their ranges, their instructions and their number.
//!
//! May use `domain`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::fault::Fault;
use super::sheet_care::{OwnCare, Replaced, WrittenHold, WrittenTask};
use super::{File, Library, parse, sheet_limits as limits};
use crate::domain::protocol::Step;
use crate::domain::sheet::CareTopic;
use crate::domain::sheet::SOURCE;
use crate::domain::{Course, Protocol, Provider, SheetNote, SourceId, SymptomId};

/// What a sheet's `kind` says.
const KIND: &str = "sheet";

/// A sheet that was read and found sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    name: String,
    version: String,
    provider: String,
    contact: Provider,
    care: Vec<(CareTopic, String)>,
    bands: Vec<OwnBands>,
    own_care: OwnCare,
}

/// The sheet's range for one symptom.
#[derive(Clone, Debug, PartialEq, Eq)]
struct OwnBands {
    symptom: SymptomId,
    onset: Option<i32>,
    bands: Vec<Step>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    kind: Spanned<String>,
    name: Spanned<String>,
    version: Spanned<String>,
    provider: Spanned<String>,
    #[serde(default)]
    contact: WrittenContact,
    #[serde(default)]
    care: BTreeMap<CareTopic, Spanned<String>>,
    #[serde(default)]
    bands: Vec<WrittenBands>,
    #[serde(default)]
    tasks: Vec<WrittenTask>,
    #[serde(default)]
    holds: Vec<WrittenHold>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenContact {
    name: Option<Spanned<String>>,
    phone: Option<Spanned<String>>,
    out_of_hours: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenBands {
    symptom: Spanned<SymptomId>,
    onset: Option<Spanned<i32>>,
    bands: Spanned<Vec<Spanned<Step>>>,
}

/// A place in the sheet and what is wrong there.
pub(super) type Refusal = (Range<usize>, String);

impl Sheet {
    /// Reads a sheet and checks it against the standard protocol of a library that has no sheet yet.
    ///
    /// # Errors
    /// The first fault with its place; what a sheet must not do is refused with the reason.
    pub fn read(name: &str, text: &str, library: &Library) -> Result<Self, Fault> {
        let file = File { name, text };
        limits::only_what_a_sheet_may_say(file)?;
        let written: Written = parse(file)?;
        Self::checked(&written, library.standard()).map_err(|(place, message)| Fault::at(file, &place, &message))
    }

    fn checked(written: &Written, standard: &Protocol) -> Result<Self, Refusal> {
        if written.kind.get_ref() != KIND {
            return Err((written.kind.span(), format!("a provider's sheet says kind = {KIND:?}")));
        }
        let care = written.care.iter().map(|(topic, words)| Ok((*topic, limits::instruction(words)?)));
        let mut bands: Vec<OwnBands> = Vec::with_capacity(written.bands.len());
        for own in &written.bands {
            let symptom = own.symptom.get_ref();
            if bands.iter().any(|earlier| earlier.symptom == *symptom) {
                return Err((own.symptom.span(), format!("\"{symptom}\" is there twice; keep one of them")));
            }
            bands.push(own_bands(own, standard)?);
        }
        Ok(Self {
            name: limits::line(&written.name)?,
            version: limits::line(&written.version)?,
            provider: limits::line(&written.provider)?,
            contact: contact(&written.contact)?,
            care: care.collect::<Result<_, Refusal>>()?,
            bands,
            own_care: OwnCare::checked(&written.tasks, &written.holds, standard)?,
        })
    }

    /// The protocol with this sheet laid over it.
    #[must_use]
    pub fn over(&self, standard: &Protocol) -> Protocol {
        let mut protocol = standard.clone();
        let mut standard_courses = Vec::new();
        for own in &self.bands {
            let Some(course) = protocol.courses.iter_mut().find(|course| course.symptom == own.symptom) else {
                continue;
            };
            standard_courses.push(std::mem::replace(course, self.course(own, course)));
        }
        let replaced = self.own_care.lay_over(&mut protocol);
        let note = self.note(&standard.version, standard_courses, replaced);
        protocol.version = format!("{} + {} {}", standard.version, self.provider, self.version);
        let mut catalog = (*standard.catalog).clone();
        catalog.sources.push(note.source());
        catalog.ranges_of_sheet = note.standard_courses.iter().map(|course| course.symptom.clone()).collect();
        protocol.catalog = Arc::new(catalog);
        protocol.sheet = Some(Arc::new(note));
        protocol
    }

    fn course(&self, own: &OwnBands, standard: &Course) -> Course {
        Course {
            symptom: own.symptom.clone(),
            onset: own.onset.or(standard.onset),
            bands: own.bands.clone(),
            support: format!("The range of your provider's own sheet, {} version {}.", self.provider, self.version),
            sources: vec![SourceId::from(SOURCE)],
        }
    }

    fn note(&self, standard_version: &str, standard_courses: Vec<Course>, replaced: Replaced) -> SheetNote {
        let Self { name, version, provider, contact, care, .. } = self.clone();
        SheetNote {
            name,
            version,
            provider,
            contact,
            care,
            standard_version: standard_version.to_owned(),
            standard_courses,
            standard_care: replaced.care,
            standard_holds: replaced.holds,
            given: replaced.given,
        }
    }
}

fn own_bands(own: &WrittenBands, standard: &Protocol) -> Result<OwnBands, Refusal> {
    let symptom = own.symptom.get_ref();
    let course = limits::course(&own.symptom, standard)?;
    let onset = own.onset.as_ref().map(limits::onset).transpose()?;
    let steps = limits::steps(symptom, &own.bands, course)?;
    Ok(OwnBands { symptom: symptom.clone(), onset, bands: steps })
}

fn contact(written: &WrittenContact) -> Result<Provider, Refusal> {
    let line = |text: &Option<Spanned<String>>| text.as_ref().map_or(Ok(String::new()), limits::line);
    let phone = |text: &Option<Spanned<String>>| text.as_ref().map_or(Ok(String::new()), limits::phone);
    Ok(Provider {
        name: line(&written.name)?,
        phone: phone(&written.phone)?,
        out_of_hours: phone(&written.out_of_hours)?,
    })
}
