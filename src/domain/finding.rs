//! What a rule found in this journal, and the words for it.

use std::sync::Arc;

use super::after::After;
use super::catalog::Catalog;
use super::day::{Day, Moment};
use super::entry::Entry;
use super::id::{HoldId, SignId, SourceId, SymptomId};
use super::protocol::Band;
use super::rule::Rule;
use super::sheet;
use super::sign::Answer;
use super::symptom::Grade;
use super::triage::Triage;
use super::visit::{self, Care, eased};

/// One thing in the journal on which a finding rests, with the patient's own figures.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// A sign answered with yes.
    Sign(SignId),
    /// A sign answered with "not sure".
    Unsure(SignId),
    /// A sign answered with yes again and again since a day.
    LastingSign(SignId, Day),
    /// A sign answered with yes on an earlier day.
    EarlierSign(SignId, Day),
    /// A grade, beside the range described for the day.
    Graded(SymptomId, Grade, Option<Band>),
    /// A symptom that is there before the first day described.
    Early(SymptomId, Grade, Day),
    /// A symptom that rose from the lowest grade, recorded on the day named, to this one.
    Rise(SymptomId, Grade, Day, Grade),
    /// A symptom that had gone on the day named and is there again.
    Returned(SymptomId, Day, Grade),
    /// A symptom that has been at this grade or above since a day.
    Lasting(SymptomId, Grade, Day),
    /// A warning of this title that was over on the day named.
    Cleared(String, Day),
    /// Hours without an entry.
    Silence(f64),
    /// Days between the treatment before and this one.
    Spacing(i32),
    /// Treatments within so many days.
    Treatments(usize, i32),
    /// A grade still up on the last entry, days before this treatment.
    Unhealed(SymptomId, Grade, i32),
    /// The day on which a retinoid was taken up again.
    Retinoid(Day),
    /// Something on hold, by its title, that was used on the day named, and from when on it is allowed.
    UsedEarly(HoldId, String, Day, After),
}

impl Evidence {
    /// The symptom of this entry it rests on.
    #[must_use]
    pub fn symptom(&self) -> Option<&SymptomId> {
        match self {
            Self::Graded(symptom, ..)
            | Self::Early(symptom, ..)
            | Self::Rise(symptom, ..)
            | Self::Returned(symptom, ..)
            | Self::Lasting(symptom, ..) => Some(symptom),
            _ => None,
        }
    }

    /// The sign of this entry it rests on.
    #[must_use]
    pub fn sign(&self) -> Option<&SignId> {
        match self {
            Self::Sign(sign) | Self::Unsure(sign) | Self::LastingSign(sign, _) => Some(sign),
            _ => None,
        }
    }

    /// The hold it rests on.
    #[must_use]
    pub fn hold(&self) -> Option<&HoldId> {
        match self {
            Self::UsedEarly(hold, ..) => Some(hold),
            _ => None,
        }
    }

    /// Whether an entry answers what it rests on, and answers it better.
    #[must_use]
    pub fn is_better_in(&self, entry: &Entry) -> bool {
        let sign_gone = self.sign().is_some_and(|sign| entry.signs.get(sign) == Some(&Answer::No));
        let here = self.symptom().and_then(|symptom| entry.grade(symptom));
        sign_gone || here.zip(self.grade()).is_some_and(|(here, there)| here < there)
    }

    /// The grade of this entry it rests on.
    #[must_use]
    pub fn grade(&self) -> Option<Grade> {
        match self {
            Self::Graded(_, grade, _)
            | Self::Early(_, grade, _)
            | Self::Rise(_, _, _, grade)
            | Self::Returned(_, _, grade)
            | Self::Lasting(_, grade, _) => Some(*grade),
            _ => None,
        }
    }

    fn observed(&self, catalog: &Catalog, darker_skin: bool) -> String {
        let graded = |symptom: &SymptomId, grade: Grade| {
            let name = catalog.symptom_name(symptom);
            match catalog.symptom(symptom) {
                Some(symptom) => format!("{name} {grade} ({})", symptom.words(grade, darker_skin)),
                None => format!("{name} {grade}"),
            }
        };
        match self {
            Self::Sign(sign) => format!("{}: yes", catalog.sign_name(sign)),
            Self::Unsure(sign) => format!("{}: not sure", catalog.sign_name(sign)),
            Self::LastingSign(sign, since) => format!("{}: yes since day {since}", catalog.sign_name(sign)),
            Self::EarlierSign(sign, day) => format!("{}: yes on day {day}", catalog.sign_name(sign)),
            Self::Graded(symptom, grade, _) | Self::Early(symptom, grade, _) => graded(symptom, *grade),
            Self::Rise(symptom, from, day, to) => {
                format!("{}, up from {from} on day {day}", graded(symptom, *to))
            }
            Self::Returned(symptom, day, grade) => {
                format!("{}, back after it had gone on day {day}", graded(symptom, *grade))
            }
            Self::Lasting(symptom, grade, since) => {
                format!("{}, not gone since day {since}", graded(symptom, *grade))
            }
            Self::Cleared(title, day) => format!("\"{title}\" was over on day {day}"),
            Self::Silence(hours) => format!("no check-in for {hours:.0} hours"),
            Self::Spacing(days) => format!("{days} days after the treatment before"),
            Self::Treatments(count, days) => format!("{count} treatments within {days} days"),
            Self::Unhealed(symptom, grade, days) => {
                format!("{}, recorded {days} days before this treatment", graded(symptom, *grade))
            }
            Self::Retinoid(day) => format!("retinoid taken up again on day {day}"),
            Self::UsedEarly(_, title, day, _) => format!("{title}: used on day {day}"),
        }
    }

    fn expected(&self, catalog: &Catalog, day: Day) -> String {
        match self {
            Self::Graded(symptom, _, Some(band)) => {
                let name = catalog.symptom_name(symptom);
                if band.usual == band.outer {
                    format!("{name} up to {} is described for day {day}", band.usual)
                } else {
                    let Band { usual, outer } = band;
                    format!("{name} up to {usual} is usual on day {day}, up to {outer} is described")
                }
            }
            Self::Early(symptom, _, onset) => {
                format!("{} is described from day {onset} on", catalog.symptom_name(symptom))
            }
            Self::Graded(symptom, _, None) => {
                format!("no range is described for {} on day {day}", catalog.symptom_name(symptom).to_lowercase())
            }
            Self::Rise(symptom, ..) => format!("{} is described as going down", catalog.symptom_name(symptom)),
            Self::Returned(symptom, ..) => {
                format!("{} is described as staying away once gone", catalog.symptom_name(symptom))
            }
            Self::Lasting(symptom, ..) => {
                format!("{} is described as gone or less by day {day}", catalog.symptom_name(symptom))
            }
            Self::Sign(sign) | Self::Unsure(sign) | Self::LastingSign(sign, _) | Self::EarlierSign(sign, _) => {
                format!("{}: no", catalog.sign_name(sign))
            }
            Self::Cleared(..) => "some calm days after a warning".to_owned(),
            Self::Silence(_) => "a check-in after an unsettled one".to_owned(),
            Self::Spacing(_) | Self::Treatments(..) => "a healed skin and weeks between treatments".to_owned(),
            Self::Unhealed(symptom, ..) => {
                format!("{} gone before the next treatment", catalog.symptom_name(symptom))
            }
            Self::Retinoid(_) => "no retinoid in the first days".to_owned(),
            Self::UsedEarly(_, title, _, After::Hours(hours)) => {
                format!("{title}: not in the first {hours} hours")
            }
            Self::UsedEarly(_, title, _, After::Day(day)) => format!("{title}: not before day {day}"),
        }
    }
}

/// A rule that holds for an entry, with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: Arc<Rule>,
    /// The day of the entry.
    pub day: Day,
    /// What was found, in the order of the rule's conditions.
    pub evidence: Vec<Evidence>,
    /// Since when the rule has held without being cleared.
    pub since: Moment,
    /// Whether the entry shows it, or merely does not say that it is over.
    pub presence: Presence,
    /// The visit at which it was seen, and what became of it since.
    pub care: Option<Care>,
}

/// Where a finding stands in its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The entry itself shows it.
    Shown,
    /// An earlier entry showed it, and this one says nothing that clears it.
    StillOpen,
}

impl Finding {
    /// How loud it is: as loud as its rule, unless it was seen since.
    #[must_use]
    pub fn triage(&self) -> Triage {
        eased(self.rule.triage, self.care.as_ref())
    }

    /// Whether it is what was seen, within the days that were named.
    #[must_use]
    pub fn is_under_care(&self) -> bool {
        self.care.as_ref().is_some_and(Care::is_under_care)
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> String {
        visit::advice(self.rule.triage, &self.rule.advice, self.care.as_ref())
    }

    /// The first symptom it rests on.
    #[must_use]
    pub fn symptom(&self) -> Option<&SymptomId> {
        self.evidence.iter().find_map(Evidence::symptom)
    }

    /// The first sign it rests on.
    #[must_use]
    pub fn sign(&self) -> Option<&SignId> {
        self.evidence.iter().find_map(Evidence::sign)
    }

    /// What the patient entered, in words and figures.
    #[must_use]
    pub fn observed(&self, catalog: &Catalog, darker_skin: bool) -> String {
        let seen = observed(&self.evidence, catalog, darker_skin);
        let presence = match self.presence {
            Presence::Shown => None,
            Presence::StillOpen => Some("earlier, and nothing since says that it is over".to_owned()),
        };
        let beside: Vec<_> = presence.into_iter().chain(self.care.as_ref().map(Care::in_short)).collect();
        if beside.is_empty() { seen } else { format!("{seen} ({})", beside.join("; ")) }
    }

    /// Whether everything this rests on is part of a louder finding too.
    #[must_use]
    pub fn is_covered_by(&self, louder: &Self) -> bool {
        louder.rule.triage > self.rule.triage && covers(&louder.evidence, &self.evidence)
    }

    /// Whether it is as loud as another and rests on the same symptoms and signs.
    #[must_use]
    pub fn repeats(&self, other: &Self) -> bool {
        let same = covers(&other.evidence, &self.evidence) && covers(&self.evidence, &other.evidence);
        other.rule.triage == self.rule.triage && same
    }

    /// What is described for that day.
    #[must_use]
    pub fn expected(&self, catalog: &Catalog) -> String {
        expected(&self.rule, &self.evidence, catalog, self.day)
    }

    /// What it rests on: the provider's sheet where its range decided, then the sources of the rule.
    #[must_use]
    pub fn sources<'a>(&'a self, catalog: &'a Catalog) -> Vec<&'a SourceId> {
        sources(&self.rule, &self.evidence, catalog)
    }
}

/// What the patient entered, in words and figures.
#[must_use]
pub fn observed(evidence: &[Evidence], catalog: &Catalog, darker_skin: bool) -> String {
    let telling = evidence.iter().filter(|one| !is_told_elsewhere(one, evidence));
    joined(telling.map(|one| one.observed(catalog, darker_skin)))
}

/// Whether a mere grade is told again, with its history, by other evidence.
fn is_told_elsewhere(one: &Evidence, all: &[Evidence]) -> bool {
    let Evidence::Graded(symptom, ..) = one else { return false };
    let mut same = all.iter().filter(|other| other.symptom() == Some(symptom));
    same.any(|other| !matches!(other, Evidence::Graded(..)))
}

/// What is described for a day in place of the evidence.
#[must_use]
pub fn expected(rule: &Rule, evidence: &[Evidence], catalog: &Catalog, day: Day) -> String {
    joined(evidence.iter().map(|one| {
        let whose = if goes_by_sheet(rule, one, catalog) { ", by your provider's sheet" } else { "" };
        format!("{}{whose}", one.expected(catalog, day))
    }))
}

/// What a rule with this evidence rests on: the provider's sheet where its range decided, then the sources of the rule.
#[must_use]
pub fn sources<'a>(rule: &'a Rule, evidence: &[Evidence], catalog: &'a Catalog) -> Vec<&'a SourceId> {
    let by_sheet = evidence.iter().any(|one| goes_by_sheet(rule, one, catalog));
    let sheet = catalog.source(&SourceId::from(sheet::SOURCE)).filter(|_| by_sheet).map(|sheet| &sheet.id);
    sheet.into_iter().chain(&rule.sources).collect()
}

/// Whether the range of the provider's own sheet decided. What no sheet may make quieter goes by the narrower range, which may
/// be the published one.
fn goes_by_sheet(rule: &Rule, evidence: &Evidence, catalog: &Catalog) -> bool {
    matches!(evidence, Evidence::Graded(symptom, _, Some(_)) if catalog.ranges_of_sheet.contains(symptom))
        && !rule.is_safeguarded()
}

/// Whether all symptoms, signs and early uses that the second evidence is about are among those of the first.
#[must_use]
pub fn covers(wide: &[Evidence], narrow: &[Evidence]) -> bool {
    let about = |evidence: &Evidence| (evidence.symptom().cloned(), evidence.sign().cloned(), evidence.hold().cloned());
    let is_same = |subject| subject != (None, None, None) && wide.iter().any(|other| about(other) == subject);
    narrow.iter().map(about).all(is_same)
}

/// How much a finding rests on: grows with each grade and each sign.
#[must_use]
pub fn strength(evidence: &[Evidence]) -> u32 {
    evidence
        .iter()
        .map(|evidence| match evidence.grade() {
            Some(grade) => u32::from(grade.number()),
            None => u32::from(!matches!(evidence, Evidence::Unsure(_) | Evidence::EarlierSign(..))),
        })
        .sum()
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    let mut seen = Vec::new();
    for part in parts {
        if !seen.contains(&part) {
            seen.push(part);
        }
    }
    seen.join("; ")
}
