//! The protocols, the catalogue and providers' sheets: loaded, cross-checked, faults named by file, line and column.
//!
//! May use `domain`.

mod check;
mod check_care;
mod difference;
mod difference_care;
mod fault;
mod sheet;
mod sheet_care;
mod sheet_limits;

use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::de::DeTable;

pub use difference::{Difference, differences};
pub use fault::Fault;
pub use sheet::Sheet;

use crate::domain::{Aspect, Catalog, Protocol, SheetNote, Sign, Source, Symptom};

/// The id of the protocol that serves when a journal names one we do not have.
pub const STANDARD: &str = "microneedling";

/// Everything that is known before the patient says a word.
#[derive(Clone, Debug)]
pub struct Library {
    /// Symptoms, signs, sources.
    pub catalog: Arc<Catalog>,
    /// The procedures; the first one is the standard one.
    protocols: Vec<Protocol>,
}

impl Library {
    /// The protocol of that id, or the standard one.
    #[must_use]
    pub fn protocol(&self, id: &str) -> &Protocol {
        let named = self.protocols.iter().find(|protocol| protocol.id == id);
        named.unwrap_or(&self.protocols[0])
    }

    /// All protocols, the standard one first; there is always at least that.
    #[must_use]
    pub fn protocols(&self) -> &[Protocol] {
        &self.protocols
    }

    /// The protocol that serves when a journal names one we do not have.
    #[must_use]
    pub fn standard(&self) -> &Protocol {
        &self.protocols[0]
    }

    /// The provider's own sheet that is in use, if one is.
    #[must_use]
    pub fn sheet(&self) -> Option<&SheetNote> {
        self.standard().sheet.as_deref()
    }

    /// This library, which must have no sheet yet, with a sheet laid over its standard protocol.
    #[must_use]
    pub fn with_sheet(&self, sheet: &Sheet) -> Self {
        let protocol = sheet.over(self.standard());
        let catalog = Arc::clone(&protocol.catalog);
        let mut protocols = self.protocols.clone();
        protocols[0] = protocol;
        for other in &mut protocols {
            other.catalog = Arc::clone(&catalog);
        }
        Self { catalog, protocols }
    }

    /// Reads a file that is a protocol, or by `kind = "sheet"` a provider's sheet.
    ///
    /// # Errors
    /// The first fault, with its place in the file.
    pub fn read(&self, name: &str, text: &str) -> Result<DataFile, Fault> {
        let file = File { name, text };
        let table = DeTable::parse(text).map_err(|error| Fault::unreadable(file, &error))?;
        Fault::in_letters(file, &table)?;
        if table.get_ref().get("kind").is_some() {
            return Sheet::read(name, text, self).map(|sheet| DataFile::Sheet(Box::new(sheet)));
        }
        load_protocol(file, &self.catalog).map(|protocol| DataFile::Protocol(Box::new(protocol)))
    }
}

/// What a file turned out to be.
#[derive(Clone, Debug)]
pub enum DataFile {
    /// A protocol of its own.
    Protocol(Box<Protocol>),
    /// A provider's sheet.
    Sheet(Box<Sheet>),
}

impl DataFile {
    /// The protocol as it would be used: a sheet is laid over the standard one.
    #[must_use]
    pub fn protocol(self, library: &Library) -> Protocol {
        match self {
            Self::Protocol(protocol) => *protocol,
            Self::Sheet(sheet) => sheet.over(library.standard()),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Symptoms {
    symptoms: Vec<Symptom>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signs {
    signs: Vec<Sign>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Aspects {
    aspects: Vec<Aspect>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sources {
    sources: Vec<Source>,
}

/// A data file: its name for faults, and its text.
#[derive(Clone, Copy, Debug)]
struct File<'a> {
    name: &'a str,
    text: &'a str,
}

macro_rules! embedded {
    ($path:literal) => {
        File { name: concat!("assets/", $path), text: include_str!(concat!("../../assets/", $path)) }
    };
}

const SYMPTOMS: File<'_> = embedded!("symptoms.toml");
const ASPECTS: File<'_> = embedded!("outcomes.toml");
const SIGNS: File<'_> = embedded!("signs.toml");
const SOURCES: File<'_> = embedded!("sources.toml");
const PROTOCOLS: [File<'_>; 1] = [embedded!("protocols/microneedling.toml")];

/// Loads what comes with the program.
///
/// # Errors
/// The first fault in a data file; a test sees to it that there is none in a released program.
pub fn load() -> Result<Library, Fault> {
    let catalog = Arc::new(load_catalog(SYMPTOMS, SIGNS, ASPECTS, SOURCES)?);
    let protocols = PROTOCOLS.iter().map(|file| load_protocol(*file, &catalog)).collect::<Result<_, _>>()?;
    Ok(Library { catalog, protocols })
}

fn load_catalog(symptoms: File<'_>, signs: File<'_>, aspects: File<'_>, sources: File<'_>) -> Result<Catalog, Fault> {
    let catalog = Catalog {
        symptoms: parse::<Symptoms>(symptoms)?.symptoms,
        signs: parse::<Signs>(signs)?.signs,
        aspects: parse::<Aspects>(aspects)?.aspects,
        sources: parse::<Sources>(sources)?.sources,
        ranges_of_sheet: Vec::new(),
    };
    check::symptoms(&catalog).map_err(|fault| fault.in_file(symptoms))?;
    check::signs(&catalog).map_err(|fault| fault.in_file(signs))?;
    check::aspects(&catalog).map_err(|fault| fault.in_file(aspects))?;
    check::sources(&catalog).map_err(|fault| fault.in_file(sources))?;
    Ok(catalog)
}

fn load_protocol(file: File<'_>, catalog: &Arc<Catalog>) -> Result<Protocol, Fault> {
    let mut protocol: Protocol = parse(file)?;
    protocol.catalog = Arc::clone(catalog);
    check::protocol(&protocol).map_err(|fault| fault.in_file(file))?;
    Ok(protocol)
}

fn parse<T: DeserializeOwned>(file: File<'_>) -> Result<T, Fault> {
    toml::from_str(file.text).map_err(|error| Fault::unreadable(file, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault_in(change: impl Fn(String) -> String) -> Fault {
        let catalog = Arc::new(load_catalog(SYMPTOMS, SIGNS, ASPECTS, SOURCES).unwrap());
        let text = change(PROTOCOLS[0].text.to_owned());
        match load_protocol(File { name: "clinic.toml", text: &text }, &catalog) {
            Ok(_) => panic!("no fault was found"),
            Err(fault) => fault,
        }
    }

    fn line_of(text: &str, needle: &str) -> usize {
        text.lines().position(|line| line.contains(needle)).unwrap() + 1
    }

    #[test]
    fn what_comes_with_the_program_is_sound() {
        let library = load().unwrap_or_else(|fault| panic!("{fault}"));
        assert_eq!(library.catalog.symptoms.len(), 13);
        assert_eq!(library.catalog.signs.len(), 31);
    }

    #[test]
    fn every_protocol_file_of_the_folder_is_embedded() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/protocols");
        for file in std::fs::read_dir(folder).unwrap() {
            let name = format!("assets/protocols/{}", file.unwrap().file_name().to_string_lossy());
            assert!(PROTOCOLS.iter().any(|embedded| embedded.name == name), "{name} is not embedded");
        }
    }

    #[test]
    fn a_misspelt_sign_is_named_with_its_line_and_column() {
        let fault = fault_in(|text| text.replacen("{ sign = \"pus\" }", "{ sign = \"puss\" }", 1));
        let line = line_of(PROTOCOLS[0].text, "{ sign = \"pus\" }");
        assert_eq!((fault.file.as_str(), fault.line), ("clinic.toml", line), "{fault}");
        assert!(fault.column > 1 && fault.message.contains("\"puss\""), "{fault}");
    }

    #[test]
    fn a_misspelt_condition_is_named_with_its_line() {
        let fault = fault_in(|text| text.replacen("{ sign = \"pus\" }", "{ sing = \"pus\" }", 1));
        assert_eq!(fault.line, line_of(PROTOCOLS[0].text, "{ sign = \"pus\" }"), "{fault}");
        assert!(fault.message.contains("sing"), "{fault}");
    }

    #[test]
    fn a_band_whose_outer_edge_lies_under_the_usual_is_refused() {
        let fault = fault_in(|text| text.replacen("[0, 3, 4]", "[0, 4, 3]", 1));
        assert!(fault.message.contains("outer"), "{fault}");
    }

    #[test]
    fn milestones_are_checked_with_their_place() {
        let cases = [
            ("id = \"peeling\"", "id = \"barrier\"", "twice"),
            ("to = { day = 21 }", "to = { day = 3 }", "before it begins"),
            ("from = { day = 14 }", "from = { day = 1 }", "the order in which they begin"),
            ("differ = [\"wellness-aesthetic\"]", "differ = [\"nobody\"]", "no source is called \"nobody\""),
            ("to = { day = 1095 }", "to = { day = 9999 }", "ten years"),
        ];
        for (right, wrong, words) in cases {
            let fault = fault_in(|text| {
                assert!(text.contains(right), "{right}");
                text.replacen(right, wrong, 1)
            });
            assert!(fault.message.contains(words), "{right}: {fault}");
            assert!(fault.line > 80, "{fault}");
        }
    }

    #[test]
    fn what_is_rated_is_checked_with_its_place() {
        let cases = [
            ("\"mostly\"", "\"mostly, or so I would say if I were asked on a good day\"", "at most 40 fit"),
            ("id = \"tone\"", "id = \"scars\"", "twice"),
            ("[\"synthesis\"]", "[\"nobody\"]", "no source is called"),
            (", \"fully\"", "", "5"),
        ];
        for (right, wrong, words) in cases {
            let text = ASPECTS.text.replacen(right, wrong, 1);
            let fault =
                load_catalog(SYMPTOMS, SIGNS, File { name: "outcomes.toml", text: &text }, SOURCES).unwrap_err();
            assert!(fault.message.contains(words) && fault.line > 5, "{right}: {fault}");
        }
    }

    #[test]
    fn what_tables_call_things_is_checked_with_its_place() {
        let cases = [
            ("\"erythema\"", "\"itch\"", "can mean one thing alone"),
            ("\"erythema\"", "\"fever\"", "can mean one thing alone"),
            ("\"erythema\"", "\"Erythema\"", "lower case"),
            ("\"erythema\"", "\"\"", "lower case"),
        ];
        for (right, wrong, words) in cases {
            let text = SYMPTOMS.text.replacen(right, wrong, 1);
            let fault = load_catalog(File { name: "symptoms.toml", text: &text }, SIGNS, ASPECTS, SOURCES).unwrap_err();
            assert!(fault.message.contains(words) && fault.line > 5 && fault.column > 1, "{wrong}: {fault}");
        }
    }

    #[test]
    fn a_protocol_that_leaves_a_sign_unjudged_is_refused() {
        let fault = fault_in(|text| text.replace("\"joint_pain\"", "\"pus\""));
        assert!(fault.message.contains("joint_pain"), "{fault}");
    }
}
