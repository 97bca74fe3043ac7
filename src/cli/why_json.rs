//! The why of a verdict as JSON: the same things that its words tell.
//!
//! Uses `domain` only.

use serde::Serialize;

use crate::domain::closeness::{Close, Missing};
use crate::domain::closeness_words::lacking;
use crate::domain::finding::Presence;
use crate::domain::range_origin::{Moved, RangeOrigin, SetBy};
use crate::domain::rule_words;
use crate::domain::why::{Fired, Voice};
use crate::domain::{Answer, Band, Catalog, Disagreement, Grade, Protocol, SourceId, Standing, Triage, Why};

#[derive(Serialize)]
pub struct WhyOut<'a> {
    format: &'static str,
    version: u8,
    entry: EntryOut<'a>,
    fired: Vec<FiredOut<'a>>,
    close: Vec<CloseOut<'a>>,
    ranges: Vec<RangeOut<'a>>,
    disagreements: Vec<DisagreementOut<'a>>,
    review: &'a str,
}

#[derive(Serialize)]
struct EntryOut<'a> {
    id: &'a str,
    treatment: &'a str,
    at: String,
    day: i32,
    triage: Triage,
}

#[derive(Serialize)]
struct FiredOut<'a> {
    rule: &'a str,
    triage: Triage,
    title: &'a str,
    told: bool,
    still_open: bool,
    observed: String,
    expected: String,
    why: &'a str,
    advice: &'a str,
    sources: Vec<SourceOut<'a>>,
}

#[derive(Serialize)]
struct CloseOut<'a> {
    rule: &'a str,
    triage: Triage,
    title: &'a str,
    lacking: Vec<String>,
    missing: Vec<MissingOut<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum MissingOut<'a> {
    Grade { symptom: &'a str, was: Grade, would_do: Grade },
    Sign { sign: &'a str, was: Option<Answer> },
    Time { condition: String },
    Fact { fact: String },
}

#[derive(Serialize)]
struct RangeOut<'a> {
    symptom: &'a str,
    grade: Grade,
    standing: Standing,
    usual: Grade,
    outer: Grade,
    onset: Option<i32>,
    set_by: &'static str,
    support: &'a str,
    sources: Vec<SourceOut<'a>>,
    moved: Vec<MovedOut<'a>>,
}

#[derive(Serialize)]
struct MovedOut<'a> {
    by: &'a str,
    why: &'a str,
    from: [Grade; 2],
    to: [Grade; 2],
    sources: Vec<SourceOut<'a>>,
}

#[derive(Serialize)]
struct DisagreementOut<'a> {
    id: &'a str,
    question: &'a str,
    answers: Vec<AnswerOut<'a>>,
    used: String,
}

#[derive(Serialize)]
struct AnswerOut<'a> {
    says: &'a str,
    sources: Vec<SourceOut<'a>>,
}

#[derive(Serialize)]
struct SourceOut<'a> {
    id: &'a str,
    title: &'a str,
    publisher: &'a str,
    grade: String,
    grade_words: &'a str,
}

impl<'a> WhyOut<'a> {
    /// Everything behind a verdict.
    pub fn new(why: &'a Why, protocol: &'a Protocol, darker_skin: bool) -> Self {
        let (judged, catalog) = (&why.judged, &*protocol.catalog);
        let entry = EntryOut {
            id: judged.entry.id.as_str(),
            treatment: judged.entry.treatment.as_str(),
            at: judged.entry.at.to_string(),
            day: judged.day.number(),
            triage: judged.triage,
        };
        Self {
            format: "mendlog-why",
            version: 1,
            entry,
            fired: why.fired.iter().map(|fired| spoke(fired, catalog, darker_skin)).collect(),
            close: why.close.iter().map(|close| came_close(close, why, protocol)).collect(),
            ranges: why.ranges.iter().map(|range| origin(range, catalog)).collect(),
            disagreements: why.disagreements.iter().map(|one| disagreement(one, protocol)).collect(),
            review: &protocol.review,
        }
    }
}

fn spoke<'a>(Fired { finding, voice }: &'a Fired, catalog: &'a Catalog, darker_skin: bool) -> FiredOut<'a> {
    let rule = &finding.rule;
    FiredOut {
        rule: rule.id.as_str(),
        triage: finding.triage(),
        title: &rule.title,
        told: *voice == Voice::Told,
        still_open: finding.presence == Presence::StillOpen,
        observed: finding.observed(catalog, darker_skin),
        expected: finding.expected(catalog),
        why: &rule.why,
        advice: &rule.advice,
        sources: sources(finding.sources(catalog), catalog),
    }
}

fn came_close<'a>(close: &'a Close, why: &'a Why, protocol: &'a Protocol) -> CloseOut<'a> {
    CloseOut {
        rule: close.rule.id.as_str(),
        triage: close.rule.triage,
        title: &close.rule.title,
        lacking: lacking(close, &why.judged, &protocol.catalog),
        missing: close.missing.iter().map(|one| missing(one, protocol)).collect(),
    }
}

fn missing<'a>(missing: &'a Missing, protocol: &Protocol) -> MissingOut<'a> {
    match missing {
        Missing::Grade { symptom, was, would_do } => {
            MissingOut::Grade { symptom: symptom.as_str(), was: *was, would_do: *would_do }
        }
        Missing::Sign { sign, was } => MissingOut::Sign { sign: sign.as_str(), was: *was },
        Missing::Time(condition) => MissingOut::Time { condition: rule_words::condition(condition, protocol) },
        Missing::Fact(fact) => MissingOut::Fact { fact: fact.words() },
    }
}

fn origin<'a>(range: &'a RangeOrigin, catalog: &'a Catalog) -> RangeOut<'a> {
    RangeOut {
        symptom: range.symptom.as_str(),
        grade: range.grade,
        standing: range.standing,
        usual: range.band.usual,
        outer: range.band.outer,
        onset: range.onset.map(crate::domain::Day::number),
        set_by: match range.set_by {
            SetBy::Published => "published",
            SetBy::Sheet(_) => "provider_sheet",
        },
        support: &range.support,
        sources: sources(&range.sources, catalog),
        moved: range.moved.iter().map(|one| moved(one, catalog)).collect(),
    }
}

fn moved<'a>(Moved { by, why, sources: rests_on, from, to }: &'a Moved, catalog: &'a Catalog) -> MovedOut<'a> {
    let edges = |Band { usual, outer }: Band| [usual, outer];
    MovedOut { by, why, from: edges(*from), to: edges(*to), sources: sources(rests_on, catalog) }
}

fn disagreement<'a>(one: &'a Disagreement, protocol: &'a Protocol) -> DisagreementOut<'a> {
    let answer = |says: &'a str, ids: &'a [SourceId]| AnswerOut { says, sources: sources(ids, &protocol.catalog) };
    DisagreementOut {
        id: &one.id,
        question: &one.question,
        answers: one.answers.iter().map(|position| answer(&position.says, &position.sources)).collect(),
        used: one.whose_is_used(protocol),
    }
}

fn sources<'a>(ids: impl IntoIterator<Item = &'a SourceId>, catalog: &'a Catalog) -> Vec<SourceOut<'a>> {
    let known = ids.into_iter().filter_map(|id| catalog.source(id));
    known
        .map(|source| SourceOut {
            id: source.id.as_str(),
            title: &source.title,
            publisher: &source.publisher,
            grade: source.grade.to_string(),
            grade_words: source.grade.meaning(),
        })
        .collect()
}
