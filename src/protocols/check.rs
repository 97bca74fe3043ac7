//! Cross-checks between data files: everything named exists, nothing contradicts itself, no sign is left unjudged.

use std::collections::BTreeSet;

use super::check_care::{care, care_exists, holds_exist};
use super::fault::Contradiction;
use crate::domain::protocol::{Modifier, Phase};
use crate::domain::{
    After, Area, Catalog, Circumstance, Condition, Course, Disagreement, Milestone, Protocol, Rule, RuleId, SignId,
    SourceId, SymptomId, Triage,
};

mod sessions;

pub(super) type Checked = Result<(), Contradiction>;

/// One stanza of a file, for naming it in a contradiction.
#[derive(Clone, Copy)]
pub(super) struct Stanza {
    pub stanzas: &'static str,
    pub index: usize,
}

impl Stanza {
    fn wrong(self, word: &str, message: String) -> Contradiction {
        Contradiction { stanzas: self.stanzas, index: self.index, word: Some(word.to_owned()), message }
    }

    pub fn refuse_if(self, wrong: bool, word: &str, message: impl FnOnce() -> String) -> Checked {
        if wrong { Err(self.wrong(word, message())) } else { Ok(()) }
    }
}

pub(super) fn stanzas<'a, T>(stanzas: &'static str, items: &'a [T]) -> impl Iterator<Item = (Stanza, &'a T)> {
    items.iter().enumerate().map(move |(index, item)| (Stanza { stanzas, index }, item))
}

pub(super) fn unique<'a>(ids: impl Iterator<Item = (Stanza, &'a str)>) -> Checked {
    let mut seen = BTreeSet::new();
    for (stanza, id) in ids {
        stanza.refuse_if(!seen.insert(id), id, || format!("{id:?} is there twice; every id must be its own"))?;
    }
    Ok(())
}

pub(super) fn at_most(stanza: Stanza, columns: usize, text: &str) -> Checked {
    let length = text.chars().count();
    stanza.refuse_if(length > columns, text, || format!("{text:?} has {length} characters; at most {columns} fit"))
}

pub(super) fn symptoms(catalog: &Catalog) -> Checked {
    unique(stanzas("symptoms", &catalog.symptoms).map(|(stanza, symptom)| (stanza, symptom.id.as_str())))?;
    for (stanza, symptom) in stanzas("symptoms", &catalog.symptoms) {
        at_most(stanza, 12, &symptom.name)?;
        for words in symptom.grades.iter().chain(symptom.grades_darker_skin.iter().flatten()) {
            at_most(stanza, 40, words)?;
        }
        other_names(stanza, &symptom.name, &symptom.also, catalog)?;
    }
    Ok(())
}

/// One word in the head of a table means one thing alone.
fn other_names(stanza: Stanza, name: &str, also: &[String], catalog: &Catalog) -> Checked {
    let symptoms = catalog
        .symptoms
        .iter()
        .flat_map(|one| std::iter::once(one.name.as_str()).chain(one.also.iter().map(String::as_str)));
    let signs = catalog
        .signs
        .iter()
        .flat_map(|one| std::iter::once(one.name.as_str()).chain(one.also.iter().map(String::as_str)));
    let all: Vec<_> = symptoms.chain(signs).map(str::to_lowercase).collect();
    for word in also.iter().map(String::as_str).chain([name]) {
        let lower = word.to_lowercase();
        let is_plain = !lower.is_empty() && lower.trim() == lower && (word == name || word == lower);
        stanza.refuse_if(!is_plain, word, || format!("write {word:?} in lower case, without blanks around it"))?;
        let count = all.iter().filter(|other| **other == lower).count();
        stanza.refuse_if(count > 1, word, || {
            format!("{word:?} is what another symptom or sign is called, too; a word can mean one thing alone")
        })?;
    }
    Ok(())
}

pub(super) fn signs(catalog: &Catalog) -> Checked {
    unique(stanzas("signs", &catalog.signs).map(|(stanza, sign)| (stanza, sign.id.as_str())))?;
    for (stanza, sign) in stanzas("signs", &catalog.signs) {
        at_most(stanza, 24, &sign.name)?;
        at_most(stanza, 70, &sign.question)?;
        other_names(stanza, &sign.name, &sign.also, catalog)?;
    }
    Ok(())
}

pub(super) fn aspects(catalog: &Catalog) -> Checked {
    let names = Names { catalog };
    unique(stanzas("aspects", &catalog.aspects).map(|(stanza, aspect)| (stanza, aspect.id.as_str())))?;
    for (stanza, aspect) in stanzas("aspects", &catalog.aspects) {
        at_most(stanza, 12, &aspect.name)?;
        at_most(stanza, 44, &aspect.question)?;
        aspect.scores.iter().try_for_each(|words| at_most(stanza, 40, words))?;
        names.sources(stanza, &aspect.sources)?;
    }
    Ok(())
}

pub(super) fn sources(catalog: &Catalog) -> Checked {
    unique(stanzas("sources", &catalog.sources).map(|(stanza, source)| (stanza, source.id.as_str())))
}

pub(super) fn protocol(protocol: &Protocol) -> Checked {
    let names = Names { catalog: &protocol.catalog };
    phases(protocol, &names)?;
    courses(protocol, &names)?;
    modifiers(protocol, &names)?;
    rules(protocol, &names)?;
    care(protocol, &names)?;
    milestones(protocol, &names)?;
    disagreements(protocol, &names)?;
    sessions::sessions(protocol, &names)?;
    every_sign_is_judged(protocol)
}

/// Looks up what stanzas name.
pub(super) struct Names<'a> {
    catalog: &'a Catalog,
}

impl Names<'_> {
    fn symptoms(&self, stanza: Stanza, ids: &[SymptomId]) -> Checked {
        let known = self.catalog.symptoms.iter().map(|symptom| symptom.id.as_str());
        known_only(stanza, "symptom", ids.iter().map(SymptomId::as_str), &known.collect::<Vec<_>>())
    }

    fn signs(&self, stanza: Stanza, ids: &[SignId]) -> Checked {
        let known = self.catalog.signs.iter().map(|sign| sign.id.as_str());
        known_only(stanza, "sign", ids.iter().map(SignId::as_str), &known.collect::<Vec<_>>())
    }

    pub fn sources(&self, stanza: Stanza, ids: &[SourceId]) -> Checked {
        let owner = Stanza { ..stanza };
        owner.refuse_if(ids.is_empty(), "sources", || {
            "no source is named; name \"synthesis\" when it is our own".to_owned()
        })?;
        for id in ids {
            stanza.refuse_if(self.catalog.source(id).is_none(), id.as_str(), || {
                format!("no source is called \"{id}\"; the sources are in assets/sources.toml")
            })?;
        }
        Ok(())
    }
}

fn known_only<'a>(stanza: Stanza, kind: &str, ids: impl Iterator<Item = &'a str>, known: &[&str]) -> Checked {
    for id in ids {
        stanza.refuse_if(!known.contains(&id), id, || {
            format!("no {kind} is called {id:?}; there are {}", known.join(", "))
        })?;
    }
    Ok(())
}

fn phases(protocol: &Protocol, names: &Names<'_>) -> Checked {
    let mut next = Some(0);
    for (stanza, Phase { name, from_day, to_day, sources, .. }) in stanzas("phases", &protocol.phases) {
        names.sources(stanza, sources)?;
        stanza.refuse_if(next != Some(*from_day), "from_day", || {
            format!("phase {name:?} must begin on the day after the one before it ends, the first on day 0")
        })?;
        next = to_day.map(|day| day + 1);
    }
    let last = Stanza { stanzas: "phases", index: protocol.phases.len().saturating_sub(1) };
    last.refuse_if(next.is_some(), "to_day", || "the last phase must have no last day".to_owned())
}

fn courses(protocol: &Protocol, names: &Names<'_>) -> Checked {
    unique(stanzas("courses", &protocol.courses).map(|(stanza, course)| (stanza, course.symptom.as_str())))?;
    for (stanza, course) in stanzas("courses", &protocol.courses) {
        names.symptoms(stanza, std::slice::from_ref(&course.symptom))?;
        names.sources(stanza, &course.sources)?;
        bands(stanza, course)?;
    }
    let last = Stanza { stanzas: "courses", index: protocol.courses.len().saturating_sub(1) };
    for symptom in &protocol.catalog.symptoms {
        last.refuse_if(protocol.course(&symptom.id).is_none(), "symptom", || {
            format!("no course describes \"{}\"; every symptom needs one", symptom.id)
        })?;
    }
    Ok(())
}

fn bands(stanza: Stanza, course: &Course) -> Checked {
    let Course { symptom, bands, .. } = course;
    stanza.refuse_if(bands.first().is_none_or(|step| step.from.number() != 0), "bands", || {
        format!("the bands of \"{symptom}\" must begin on day 0")
    })?;
    stanza.refuse_if(!bands.is_sorted_by(|a, b| a.from < b.from), "bands", || {
        format!("the bands of \"{symptom}\" must be in the order of their days")
    })?;
    stanza.refuse_if(bands.iter().any(|step| step.band.outer < step.band.usual), "bands", || {
        format!("a band of \"{symptom}\" has its outer grade under its usual grade; write [day, usual, outer]")
    })
}

fn milestones(protocol: &Protocol, names: &Names<'_>) -> Checked {
    unique(stanzas("milestones", &protocol.milestones).map(|(stanza, one)| (stanza, one.id.as_str())))?;
    let mut before = 0;
    for (stanza, one) in stanzas("milestones", &protocol.milestones) {
        let Milestone { title, from, to, sources, differ, .. } = one;
        at_most(stanza, 44, title)?;
        names.sources(stanza, sources)?;
        if !differ.is_empty() {
            names.sources(stanza, differ)?;
        }
        stanza.refuse_if(to.hours() < from.hours(), "to", || format!("milestone {title:?} ends before it begins"))?;
        stanza.refuse_if(to.hours() > u32::from(After::LAST_DAY) * 24, "to", || {
            format!("milestone {title:?} lies more than ten years ahead")
        })?;
        stanza.refuse_if(from.hours() < before, "from", || {
            format!("milestone {title:?} is out of place; write them in the order in which they begin")
        })?;
        before = from.hours();
    }
    Ok(())
}

fn disagreements(protocol: &Protocol, names: &Names<'_>) -> Checked {
    unique(stanzas("disagreements", &protocol.disagreements).map(|(stanza, one)| (stanza, one.id.as_str())))?;
    for (stanza, one) in stanzas("disagreements", &protocol.disagreements) {
        let Disagreement { about, answers, used, .. } = one;
        let nothing =
            about.symptoms.is_empty() && about.rules.is_empty() && about.patient.is_empty() && about.care.is_empty();
        stanza.refuse_if(nothing, "about", || "this is about nothing, so it would never be shown".to_owned())?;
        names.symptoms(stanza, &about.symptoms)?;
        rules_exist(stanza, &about.rules, protocol)?;
        care_exists(stanza, &about.care, protocol)?;
        answers.iter().try_for_each(|answer| names.sources(stanza, &answer.sources))?;
        let different: BTreeSet<_> =
            answers.iter().map(|answer| answer.sources.iter().collect::<BTreeSet<_>>()).collect();
        stanza.refuse_if(different.len() < 2, "answers", || {
            "a disagreement needs at least two answers from different sources".to_owned()
        })?;
        stanza.refuse_if(used.trim().is_empty(), "used", || "say whose answer is used, and why".to_owned())?;
    }
    Ok(())
}

fn rules_exist<'a>(stanza: Stanza, ids: impl IntoIterator<Item = &'a RuleId>, protocol: &Protocol) -> Checked {
    for id in ids {
        stanza
            .refuse_if(protocol.rule(id.as_str()).is_none(), id.as_str(), || format!("no rule is called \"{id}\""))?;
    }
    Ok(())
}

fn modifiers(protocol: &Protocol, names: &Names<'_>) -> Checked {
    unique(stanzas("modifiers", &protocol.modifiers).map(|(stanza, modifier)| (stanza, modifier.id.as_str())))?;
    for (stanza, Modifier { when, shift, raise, sources, .. }) in stanzas("modifiers", &protocol.modifiers) {
        names.sources(stanza, sources)?;
        circumstance(stanza, when)?;
        shift.iter().try_for_each(|shift| names.symptoms(stanza, &shift.symptoms))?;
        raise.iter().try_for_each(|raise| names.symptoms(stanza, &raise.symptoms))?;
    }
    Ok(())
}

fn circumstance(stanza: Stanza, circumstance: &Circumstance) -> Checked {
    stanza.refuse_if(*circumstance == Circumstance::default(), "when", || {
        "this names no patient, device, area or depth, so it would always hold".to_owned()
    })?;
    for area in &circumstance.area {
        stanza.refuse_if(matches!(area, Area::Other(_)), area.id(), || {
            let named: Vec<_> = Area::NAMED.iter().map(|area| area.id().to_owned()).collect();
            format!("no area is called {:?}; there are {}", area.id(), named.join(", "))
        })?;
    }
    Ok(())
}

fn rules(protocol: &Protocol, names: &Names<'_>) -> Checked {
    unique(stanzas("rules", &protocol.rules).map(|(stanza, rule)| (stanza, rule.id.as_str())))?;
    for (stanza, rule) in stanzas("rules", &protocol.rules) {
        self::rule(stanza, rule, names)?;
        rules_exist(stanza, conditions(&rule.when).into_iter().flat_map(Condition::rules), protocol)?;
        holds_exist(stanza, conditions(&rule.when).into_iter().flat_map(Condition::holds), protocol)?;
    }
    Ok(())
}

fn rule(stanza: Stanza, rule: &Rule, names: &Names<'_>) -> Checked {
    let id = rule.id.as_str();
    names.sources(stanza, &rule.sources)?;
    at_most(stanza, 44, &rule.title)?;
    stanza.refuse_if(rule.triage == Triage::Expected, "expected", || {
        format!("rule {id:?} would find what is expected; a rule starts at \"watch\"")
    })?;
    stanza
        .refuse_if(rule.when.is_empty(), "when", || format!("rule {id:?} has no condition, so it would always hold"))?;
    conditions(&rule.when).into_iter().try_for_each(|condition| self::condition(stanza, condition, names))
}

/// All conditions of a list, also those inside others.
fn conditions(list: &[Condition]) -> Vec<&Condition> {
    let mut all = Vec::new();
    for condition in list {
        condition.walk(&mut |condition| all.push(condition));
    }
    all
}

fn condition(stanza: Stanza, condition: &Condition, names: &Names<'_>) -> Checked {
    names.symptoms(stanza, condition.symptoms())?;
    names.signs(stanza, condition.signs())?;
    match condition {
        Condition::Given(given) => circumstance(stanza, given),
        Condition::All(inner) | Condition::Any(inner) => {
            stanza.refuse_if(inner.is_empty(), "when", || "an empty list of conditions".to_owned())
        }
        _ => Ok(()),
    }
}

/// A yes to any sign must be able to make a finding.
fn every_sign_is_judged(protocol: &Protocol) -> Checked {
    let mut judged = BTreeSet::new();
    for condition in protocol.rules.iter().flat_map(|rule| &rule.when) {
        condition.walk(&mut |condition| {
            if matches!(condition, Condition::Sign(_) | Condition::AnySign(_)) {
                judged.extend(condition.signs());
            }
        });
    }
    let last = Stanza { stanzas: "rules", index: protocol.rules.len().saturating_sub(1) };
    for sign in &protocol.catalog.signs {
        last.refuse_if(!judged.contains(&sign.id), "when", || {
            format!("no rule judges the sign \"{}\"; a danger sign can never be left out", sign.id)
        })?;
    }
    Ok(())
}
