//! A report as lines of a width.
//!
//! Uses the theme and the values of `report`.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::words::{beside, flowing};
use super::{charts, grid, table};
use crate::domain::Triage;
use crate::report::page::{Fact, Page, Part, Words};
use crate::ui::theme::{Meaning, Theme};
use crate::ui::wrap::{badge, fitted, styled};

/// The whole report.
#[must_use]
pub fn lines(page: &Page, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let mut lines = styled(&page.title, width, theme.style(Meaning::Heading));
    lines.extend(styled(&page.subtitle, width, theme.style(Meaning::Plain)));
    let made = format!("Made on {}", page.made_on.format("%-d %B %Y"));
    lines.extend(styled(&made, width, theme.style(Meaning::Quiet)));
    for part in &page.parts {
        lines.push(Line::default());
        lines.extend(part_lines(part, theme, width));
    }
    lines.push(Line::default());
    lines.extend(styled(&page.foot, width, theme.style(Meaning::Quiet)));
    lines
}

fn part_lines(part: &Part, theme: Theme, width: usize) -> Vec<Line<'static>> {
    match part {
        Part::Heading(text) => styled(text, width, theme.style(Meaning::Heading)),
        Part::Paragraph(words) => flowing(words, theme, width),
        Part::Notice(level, words) => notice(*level, words, theme, width),
        Part::Facts(facts) => facts_lines(facts, theme, width),
        Part::Charts(all) => charts::lines(all, theme, width),
        Part::Grid(grid) => grid::lines(grid, theme, width),
        Part::Table(table) => table::lines(table, theme, width),
        Part::List(items) => items.iter().flat_map(|words| beside(Span::raw("- "), words, theme, width)).collect(),
        Part::Lines(count) => {
            let line = Line::styled("_".repeat(width), theme.style(Meaning::Quiet));
            (0..*count).flat_map(|_| [Line::default(), line.clone()]).skip(1).collect()
        }
    }
}

/// The word of the level stands before the notice, and nothing under it.
fn notice(level: Triage, words: &Words, theme: Theme, width: usize) -> Vec<Line<'static>> {
    beside(badge(level.word(), theme.style(Meaning::Level(level))), words, theme, width)
}

fn facts_lines(facts: &[Fact], theme: Theme, width: usize) -> Vec<Line<'static>> {
    let longest = facts.iter().map(|fact| fact.name.width()).max().unwrap_or(0);
    let column = (longest + 2).min(width / 3);
    let style = theme.style(Meaning::Heading);
    let fact = |fact: &Fact| {
        let has_room = fact.name.width() < column;
        let mut lines = if has_room { Vec::new() } else { styled(&fact.name, width, style) };
        let name = if has_room { fact.name.as_str() } else { "" };
        lines.extend(beside(Span::styled(fitted(name, column), style), &fact.words, theme, width));
        lines
    };
    facts.iter().flat_map(fact).collect()
}
