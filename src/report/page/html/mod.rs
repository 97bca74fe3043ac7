//! A page as one file for a browser: readable on a phone, printable on one sheet if it fits, without scripts, and with
//! nothing fetched from anywhere.
//!
//! May use `domain`.

mod chart;
mod grid;
mod style;
mod svg;
mod table;
mod words;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Fact, Page, Paper, Part, Words};
use crate::domain::Triage;
use words::{Said, pieces};

/// What a browser may do with the file: apply the styles in it, and nothing else.
const ALLOWED: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The file, to be printed on this paper.
#[must_use]
pub fn to_string(page: &Page, paper: Paper) -> String {
    let document = html! {
        (DOCTYPE)
        html lang="en" {
            head { (head(page, paper)) }
            body {
                (header(page))
                main { (sections(&page.parts)) }
                footer { p dir="auto" { (Said(&page.foot)) } }
            }
        }
    };
    let mut file = document.into_string();
    file.push('\n');
    file
}

fn head(page: &Page, paper: Paper) -> Markup {
    html! {
        meta charset="utf-8";
        meta http-equiv="Content-Security-Policy" content=(ALLOWED);
        meta name="viewport" content="width=device-width, initial-scale=1";
        meta name="color-scheme" content="light dark";
        meta name="referrer" content="no-referrer";
        meta name="robots" content="noindex";
        meta name="format-detection" content="telephone=no";
        title { (Said(&page.title)) }
        // Every letter of the style sheet is the program's own.
        style { (PreEscaped(style::sheet(paper))) }
    }
}

fn header(page: &Page) -> Markup {
    html! {
        header {
            h1 dir="auto" { (Said(&page.title)) }
            @if !page.subtitle.is_empty() { p.subtitle dir="auto" { (Said(&page.subtitle)) } }
            p.made {
                "Made on "
                time datetime=(page.made_on.format("%Y-%m-%d")) { (page.made_on.format("%-d %B %Y")) }
            }
        }
    }
}

/// A section for every heading, and what comes before the first one.
fn sections(parts: &[Part]) -> Markup {
    let is_heading = |part: &Part| matches!(part, Part::Heading(_));
    let starts = parts.iter().enumerate().filter(|(at, part)| *at > 0 && is_heading(part)).map(|(at, _)| at);
    let edges: Vec<usize> = [0].into_iter().chain(starts).chain([parts.len()]).collect();
    html! {
        @for edge in edges.windows(2) { (section(&parts[edge[0]..edge[1]], edge[0])) }
    }
}

/// One section; `at` is where it starts among all parts, and makes its marks its own.
fn section(parts: &[Part], at: usize) -> Markup {
    let body = |parts: &[Part], at: usize| {
        html! { @for (place, one) in parts.iter().enumerate() { (part(one, at + place)) } }
    };
    match parts {
        [] => html! {},
        [Part::Heading(heading), rest @ ..] => html! {
            section.short[is_short(rest)] aria-labelledby=(mark(at)) {
                h2 id=(mark(at)) dir="auto" { (Said(heading)) }
                (body(rest, at + 1))
            }
        },
        before => body(before, at),
    }
}

/// Whether it holds a few words alone, and may stand beside another such section on paper.
fn is_short(parts: &[Part]) -> bool {
    parts.iter().all(|part| matches!(part, Part::Paragraph(_) | Part::Facts(_) | Part::List(_) | Part::Lines(_)))
}

fn part(part: &Part, at: usize) -> Markup {
    match part {
        Part::Heading(heading) => html! { h2 dir="auto" { (Said(heading)) } },
        Part::Paragraph(words) => html! { p dir="auto" { (pieces(&words.0)) } },
        Part::Notice(level, words) => notice(*level, words),
        Part::Facts(facts) => self::facts(facts),
        Part::Charts(charts) => chart::charts(charts, &mark(at)),
        Part::Grid(grid) => grid::grid(grid, &mark(at)),
        Part::Table(table) => table::table(table, &mark(at)),
        Part::List(items) => list(items),
        Part::Lines(count) => lines(*count),
    }
}

/// What names a part inside the file.
fn mark(at: usize) -> String {
    format!("part-{}", at + 1)
}

/// A notice: the word of its level first of all.
fn notice(level: Triage, words: &Words) -> Markup {
    html! {
        div class={ "notice " (level.id()) } role="note" {
            strong class="level" { (level.word()) }
            p dir="auto" { (pieces(&words.0)) }
        }
    }
}

fn facts(facts: &[Fact]) -> Markup {
    html! {
        @if !facts.is_empty() {
            dl.facts {
                @for fact in facts {
                    div { dt dir="auto" { (Said(&fact.name)) } dd dir="auto" { (pieces(&fact.words.0)) } }
                }
            }
        }
    }
}

fn list(items: &[Words]) -> Markup {
    html! {
        @if !items.is_empty() {
            ul { @for words in items { li dir="auto" { (pieces(&words.0)) } } }
        }
    }
}

fn lines(count: u8) -> Markup {
    html! {
        @if count > 0 {
            div.lines role="img" aria-label="Empty lines to write on by hand" { @for _ in 0..count { div {} } }
        }
    }
}

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod tests;
