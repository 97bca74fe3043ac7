//! Judging a healing: every entry by itself and what came before it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::day::Day;
use super::diary::Healing;
use super::entry::Entry;
use super::finding::Finding;
use super::fold::Fold;
use super::id::{SymptomId, TreatmentId};
use super::protocol::{Bands, Protocol};
use super::symptom::Rating;
use super::triage::Triage;
use super::warning::Warning;

/// Where one symptom of one entry stands beside the range described for its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The patient did not rate it.
    NotRecorded,
    /// The patient could not tell.
    NotSure,
    /// At or under the usual grade.
    Expected,
    /// Above the usual grade, up to the outer one.
    AboveUsual,
    /// Above the outer grade.
    AboveOuter,
    /// There before the first day on which it is described.
    Early,
}

impl Standing {
    /// The standing of a rating on a day.
    #[must_use]
    pub fn of(bands: &Bands, symptom: &SymptomId, rating: Option<Rating>, day: Day) -> Self {
        let grade = match rating {
            None => return Self::NotRecorded,
            Some(Rating::NotSure) => return Self::NotSure,
            Some(Rating::Graded(grade)) => grade,
        };
        match bands.band(symptom, day) {
            None => Self::Expected,
            Some(band) if grade <= band.usual => Self::Expected,
            Some(band) if grade <= band.outer => Self::AboveUsual,
            Some(_) if bands.onset(symptom).is_some_and(|onset| day < onset) => Self::Early,
            Some(_) => Self::AboveOuter,
        }
    }

    /// The standing as written in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::NotRecorded => "not_recorded",
            Self::NotSure => "not_sure",
            Self::Expected => "expected",
            Self::AboveUsual => "above_usual",
            Self::AboveOuter => "above_outer",
            Self::Early => "early",
        }
    }

    /// The standing in words.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotRecorded => "not recorded",
            Self::NotSure => "not sure",
            Self::Expected => "within",
            Self::AboveUsual => "above usual",
            Self::AboveOuter => "outside",
            Self::Early => "early",
        }
    }
}

/// One entry with its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct AssessedEntry {
    /// The entry.
    pub entry: Entry,
    /// Its day.
    pub day: Day,
    /// Hours since the treatment.
    pub hours: f64,
    /// The loudest of its findings.
    pub triage: Triage,
    /// Where every symptom of the protocol stands.
    pub standings: BTreeMap<SymptomId, Standing>,
    /// What the rules found, the loudest first.
    pub findings: Vec<Finding>,
}

/// The healing after one treatment, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The treatment.
    pub treatment: TreatmentId,
    /// Its entries in time order.
    pub entries: Vec<AssessedEntry>,
    /// All episodes of findings, also quiet and closed ones, in the order they were raised.
    pub episodes: Vec<Warning>,
    /// The ranges described for this patient after this treatment.
    pub bands: Bands,
}

impl Assessment {
    /// The warnings, open and closed: episodes of findings from [`Triage::ContactProvider`] on.
    #[must_use = "it is lazy"]
    pub fn warnings(&self) -> impl DoubleEndedIterator<Item = &Warning> {
        self.episodes.iter().filter(|episode| episode.rule.triage.warns())
    }

    /// Takes in that a day has come, with no entry since: the days named at a visit may be over.
    pub fn let_days_pass(&mut self, day: Day) {
        self.episodes.iter_mut().for_each(|episode| episode.let_days_pass(day));
    }

    /// The warnings that are not over, the loudest first.
    #[must_use]
    pub fn open_warnings(&self) -> Vec<&Warning> {
        let mut open: Vec<_> = self.warnings().filter(|warning| warning.is_open()).collect();
        open.sort_by_key(|warning| std::cmp::Reverse(warning.triage()));
        open
    }
}

/// Judges every entry of a healing from itself and the earlier ones alone.
#[must_use]
pub fn assess(healing: &Healing<'_>, protocol: &Protocol) -> Assessment {
    let bands = Bands::new(protocol, healing.patient, &healing.treatment);
    let (entries, episodes) = Fold::new(healing, protocol, &bands).run();
    Assessment { treatment: healing.treatment.id.clone(), entries, episodes, bands }
}
