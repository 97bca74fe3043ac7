//! `mendlog explain`: what a rule asks for, why, what to do then, and who says so.

use serde::Serialize;

use super::near::near;
use super::output::{counted, print, print_file, wrapped};
use super::setting::Setting;
use super::{Outcome, wrong};
use crate::domain::text::clean_line;
use crate::domain::{Catalog, Protocol, Rule, Source, Triage, rule_words};

/// Explain a rule in plain words: when it holds, why, what to do, and who says so; without a rule, list them all
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The rule's id, such as pain-rising
    rule: Option<String>,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

/// Explains one rule, or lists all.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let protocol = setting.library.standard();
    match (&arguments.rule, arguments.json) {
        (Some(typed), false) => print(&explained(named(typed, protocol)?, protocol, setting))?,
        (Some(typed), true) => print_json(&RuleOut::new(named(typed, protocol)?, protocol))?,
        (None, false) => print(&listed(protocol, setting))?,
        (None, true) => {
            let rules: Vec<_> = by_level(protocol).map(|rule| RuleOut::new(rule, protocol)).collect();
            print_json(&ListOut { protocol: &protocol.id, version: &protocol.version, rules })?;
        }
    }
    Ok(Outcome::Done)
}

fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    print_file(&format!("{}\n", serde_json::to_string_pretty(value)?))
}

fn named<'p>(typed: &str, protocol: &'p Protocol) -> anyhow::Result<&'p Rule> {
    let wanted = typed.trim().to_lowercase().replace(['_', ' '], "-");
    let by_title = |rule: &&std::sync::Arc<Rule>| rule.title.to_lowercase() == typed.trim().to_lowercase();
    let found = protocol.rule(&wanted).or_else(|| protocol.rules.iter().find(by_title));
    found.map(AsRef::as_ref).ok_or_else(|| {
        let near = near(&wanted, protocol.rules.iter().map(|rule| rule.id.as_str()));
        let meant = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) };
        let ending = if near.is_empty() { ";" } else { "" };
        wrong(format!("there is no rule \"{}\"{meant}{ending} `mendlog explain` lists them all", clean_line(typed)))
    })
}

/// The rules, the loudest level first, as the protocol orders them within one.
fn by_level(protocol: &Protocol) -> impl Iterator<Item = &Rule> {
    let levels = Triage::ALL.into_iter().rev();
    levels.flat_map(|level| protocol.rules.iter().map(AsRef::as_ref).filter(move |rule: &&Rule| rule.triage == level))
}

fn listed(protocol: &Protocol, setting: &Setting) -> Vec<String> {
    let width = protocol.rules.iter().map(|rule| rule.id.as_str().len()).max().unwrap_or(0);
    let mut lines = vec![format!(
        "{} of {} {}. `mendlog explain RULE` tells one in full.",
        counted(protocol.rules.len(), "rule", "rules"),
        protocol.name,
        clean_line(&protocol.version)
    )];
    let mut level = None;
    for rule in by_level(protocol) {
        if level.replace(rule.triage) != Some(rule.triage) {
            lines.push(String::new());
            lines.push(format!("{}  {}", setting.paint.level(rule.triage), rule.triage.advice()));
        }
        lines.push(format!("  {:<width$}  {}", rule.id, rule.title));
    }
    lines
}

fn explained(rule: &Rule, protocol: &Protocol, setting: &Setting) -> Vec<String> {
    let mut lines = vec![
        format!("{} ({})", rule.title, rule.id),
        format!("{}  {}", setting.paint.level(rule.triage), rule.triage.advice()),
        String::new(),
        if rule.when.len() > 1 { "When all of these hold:" } else { "When" }.to_owned(),
    ];
    for said in rule_words::when(rule, protocol) {
        let bullet = if rule.when.len() > 1 || said.depth > 0 { "- " } else { "" };
        lines.extend(wrapped(&format!("{}{bullet}", "  ".repeat(said.depth + 1)), &said.text));
    }
    lines.push(String::new());
    lines.extend(wrapped("Why:         ", &rule.why));
    lines.extend(wrapped("What to do:  ", &rule.advice));
    lines.push(String::new());
    lines.push("Who says so".to_owned());
    lines.extend(sources(rule, &protocol.catalog).flat_map(source));
    lines.push(String::new());
    lines.extend(wrapped("", &protocol.review));
    lines
}

fn sources<'a>(rule: &'a Rule, catalog: &'a Catalog) -> impl Iterator<Item = &'a Source> {
    rule.sources.iter().filter_map(|id| catalog.source(id))
}

/// A source with all that is known about it.
pub fn source(source: &Source) -> Vec<String> {
    let mut lines = wrapped("  - ", &format!("{}, {}", source.title, source.publisher));
    lines.extend(wrapped("    ", &source.says));
    lines.extend(wrapped("    ", &format!("Grade {}: {}", source.grade, source.grade.meaning())));
    lines.extend(source.url.iter().flat_map(|url| wrapped("    ", url)));
    lines
}

#[derive(Serialize)]
struct ListOut<'a> {
    protocol: &'a str,
    version: &'a str,
    rules: Vec<RuleOut<'a>>,
}

#[derive(Serialize)]
struct RuleOut<'a> {
    id: &'a str,
    level: Triage,
    level_words: &'a str,
    title: &'a str,
    when: Vec<String>,
    why: &'a str,
    advice: &'a str,
    sources: Vec<SourceOut<'a>>,
}

#[derive(Serialize)]
struct SourceOut<'a> {
    id: &'a str,
    title: &'a str,
    publisher: &'a str,
    url: Option<&'a str>,
    grade: String,
    grade_words: &'a str,
    says: &'a str,
}

impl<'a> RuleOut<'a> {
    fn new(rule: &'a Rule, protocol: &'a Protocol) -> Self {
        let source = |source: &'a Source| SourceOut {
            id: source.id.as_str(),
            title: &source.title,
            publisher: &source.publisher,
            url: source.url.as_deref(),
            grade: source.grade.to_string(),
            grade_words: source.grade.meaning(),
            says: &source.says,
        };
        Self {
            id: rule.id.as_str(),
            level: rule.triage,
            level_words: rule.triage.advice(),
            title: &rule.title,
            when: rule_words::when(rule, protocol).iter().map(ToString::to_string).collect(),
            why: &rule.why,
            advice: &rule.advice,
            sources: sources(rule, &protocol.catalog).map(source).collect(),
        }
    }
}
