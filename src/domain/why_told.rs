//! The why of a verdict in plain words, section by section: what screens and the command line both show.
//!
//! Uses the why and the names of the protocol.

use super::assess::Standing;
use super::catalog::Catalog;
use super::closeness::Close;
use super::closeness_words::lacking;
use super::disagreement::Disagreement;
use super::id::SourceId;
use super::protocol::{Band, Protocol};
use super::range_origin::{Moved, RangeOrigin, SetBy};
use super::source::EvidenceGrade;
use super::symptom::Grade;
use super::triage::Triage;
use super::why::{Fired, Voice, Why};

/// A part of the why under its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: &'static str,
    /// What it tells.
    pub lines: Vec<Told>,
}

/// One thing told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A rule with its level.
    Level(Triage, String),
    /// A name of its own, for what follows.
    Name(String),
    /// Something with a word before it.
    Led(&'static str, String),
    /// A sentence.
    Plain(String),
    /// A sentence that may be overlooked.
    Quiet(String),
    /// A break.
    Gap,
}

/// The whole why, in the order in which it is read; it ends with who reviewed the figures.
#[must_use]
pub fn sections(why: &Why, protocol: &Protocol, darker_skin: bool) -> Vec<Section> {
    let teller = Teller { why, protocol, catalog: &protocol.catalog, darker_skin };
    vec![
        Section { heading: "What spoke", lines: teller.spoke() },
        Section { heading: "What came close", lines: teller.came_close() },
        Section { heading: "The range and where it comes from", lines: teller.ranges() },
        Section { heading: "Where sources disagree", lines: teller.disagreements() },
        Section { heading: "Who reviewed this", lines: vec![Told::Plain(protocol.review.clone())] },
    ]
}

#[derive(Clone, Copy)]
struct Teller<'a> {
    why: &'a Why,
    protocol: &'a Protocol,
    catalog: &'a Catalog,
    darker_skin: bool,
}

impl Teller<'_> {
    fn spoke(self) -> Vec<Told> {
        if self.why.fired.is_empty() {
            return vec![Told::Plain(format!("No rule did. {}", self.why.judged.within()))];
        }
        broken(self.why.fired.iter().map(|fired| self.fired(fired)))
    }

    fn fired(self, Fired { finding, voice }: &Fired) -> Vec<Told> {
        let rule = &finding.rule;
        let observed = finding.observed(self.catalog, self.darker_skin);
        let mut lines = vec![Told::Level(finding.triage(), rule.title.clone()), Told::Led("You noted", observed)];
        lines.extend(finding.care.as_ref().map(|care| Told::Led("Seen", care.advice())));
        if *voice == Voice::Echo {
            let words = "The verdict leaves this one out: something above says the same.";
            lines.push(Told::Quiet(words.to_owned()));
            return lines;
        }
        lines.push(Told::Led("Described", finding.expected(self.catalog)));
        lines.push(Told::Led("Why", rule.why.clone()));
        lines.extend(self.sources(finding.sources(self.catalog)));
        lines
    }

    /// Each source with what its grade of evidence means.
    fn sources<'s>(self, sources: impl IntoIterator<Item = &'s SourceId>) -> Vec<Told> {
        sources.into_iter().map(|id| Told::Led("Source", self.source(id))).collect()
    }

    fn source(self, id: &SourceId) -> String {
        match self.catalog.source(id) {
            Some(source) => {
                format!("{}, {} ({}: {})", source.title, source.publisher, source.grade, source.grade.meaning())
            }
            None => id.to_string(),
        }
    }

    /// Sources with the letter of their grade of evidence.
    fn in_short(self, sources: &[SourceId]) -> String {
        let known = sources.iter().filter_map(|id| self.catalog.source(id));
        known.map(|source| format!("{} ({})", source.title, source.grade)).collect::<Vec<_>>().join("; ")
    }

    fn came_close(self) -> Vec<Told> {
        let close = &self.why.close;
        if close.is_empty() {
            return vec![Told::Plain("No other rule was one step away.".to_owned())];
        }
        let (shown, others) = close.split_at(close.len().min(Why::CLOSE_SHOWN));
        let words = "None of these holds, so the verdict stands. Each would hold if one thing were otherwise.";
        let mut lines = vec![Told::Quiet(words.to_owned()), Told::Gap];
        lines.extend(broken(shown.iter().map(|close| self.close(close))));
        if !others.is_empty() {
            let titles: Vec<_> = others.iter().map(|close| close.rule.title.as_str()).collect();
            let words = format!("And {} more: {}.", others.len(), titles.join("; "));
            lines.extend([Told::Gap, Told::Quiet(words)]);
        }
        lines
    }

    fn close(self, close: &Close) -> Vec<Told> {
        let lacking = lacking(close, &self.why.judged, self.catalog);
        let lacking = lacking.into_iter().map(|words| Told::Led("It", words));
        // No level stands out in colour here: what did not hold must not look like what did.
        let name = format!("{} (would be {})", close.rule.title, close.rule.triage.word());
        std::iter::once(Told::Name(name)).chain(lacking).collect()
    }

    fn ranges(self) -> Vec<Told> {
        if self.why.ranges.is_empty() {
            return vec![Told::Plain("No symptom was graded, so no range was used.".to_owned())];
        }
        let mut ranges: Vec<_> = self.why.ranges.iter().collect();
        // What stands out is read first, what is not there last.
        ranges.sort_by_key(|range| (range.standing == Standing::Expected, range.grade == Grade::NONE));
        let mut lines = vec![Told::Quiet(letters()), Told::Gap];
        lines.extend(broken(ranges.into_iter().map(|range| self.range(range))));
        lines
    }

    fn range(self, range: &RangeOrigin) -> Vec<Told> {
        let name = self.catalog.symptom_name(&range.symptom);
        let day = self.why.judged.day;
        let mut lines = vec![
            Told::Name(format!("{name} {}: {}", range.grade, range.standing.word())),
            Told::Led("Described", format!("{} on day {day}", in_words(range.band))),
        ];
        if let Some(onset) = range.onset {
            lines.push(Told::Led("Begins", format!("described from day {onset} on")));
        }
        lines.extend(set_by_sheet(range.set_by));
        lines.push(Told::Led("Support", range.support.clone()));
        lines.push(Told::Led("Sources", self.in_short(&range.sources)));
        lines.extend(range.moved.iter().map(|moved| self.moved(moved)));
        lines
    }

    fn moved(self, moved: &Moved) -> Told {
        let Moved { by, why, sources, from, to } = moved;
        let (from, to, sources) = (in_words(*from), in_words(*to), self.in_short(sources));
        Told::Led("Moved by", format!("{by}, from \"{from}\" to \"{to}\". {why} Sources: {sources}"))
    }

    fn disagreements(self) -> Vec<Told> {
        if self.why.disagreements.is_empty() {
            return vec![Told::Plain("On nothing that matters to this check-in, as far as we have read.".to_owned())];
        }
        broken(self.why.disagreements.iter().map(|one| self.disagreement(one)))
    }

    fn disagreement(self, one: &Disagreement) -> Vec<Told> {
        let mut lines = vec![Told::Name(one.question.clone())];
        let answers = one.answers.iter().map(|answer| format!("{}: {}", answer.says, self.in_short(&answer.sources)));
        lines.extend(answers.map(|answer| Told::Led("Answer", answer)));
        lines.push(Told::Led("Used here", one.whose_is_used(self.protocol)));
        lines
    }
}

/// A band as it is said.
fn in_words(Band { usual, outer }: Band) -> String {
    match (usual, outer) {
        (Grade::NONE, Grade::NONE) => "none".to_owned(),
        (Grade::NONE, outer) => format!("usually none, at most {outer}"),
        (usual, outer) if usual == outer => format!("up to {outer}"),
        (usual, outer) => format!("usually up to {usual}, at most {outer}"),
    }
}

/// What the letters behind sources mean.
fn letters() -> String {
    let grades = EvidenceGrade::ALL.map(|grade| format!("{grade} {}", grade.meaning()));
    format!("A letter behind a source tells how much it weighs: {}.", grades.join("; "))
}

fn set_by_sheet(set_by: SetBy) -> Option<Told> {
    let SetBy::Sheet(published) = set_by else { return None };
    let published = published.map_or_else(String::new, |band| format!(" Published aftercare: {}.", in_words(band)));
    let words = "your provider's own sheet. Danger signs, and what calls for help today, go by the narrower of both.";
    Some(Told::Led("Set by", format!("{words}{published}")))
}

/// Parts one after another with a break between them.
fn broken(parts: impl Iterator<Item = Vec<Told>>) -> Vec<Told> {
    let mut lines = Vec::new();
    for part in parts {
        if !lines.is_empty() {
            lines.push(Told::Gap);
        }
        lines.extend(part);
    }
    lines
}
