//! The healing charts of a report: each in its sentence and its picture, side by side where there is room.
//!
//! Uses the theme, the chart's widgets and the values of `report`.

use ratatui::text::{Line, Span};

use super::words::flowing;
use crate::report::page::{PageChart, Tone, Words};
use crate::ui::theme::Theme;
use crate::ui::widgets::chart_style::{Alphabet, ChartStyle};
use crate::ui::widgets::page_chart::{self, PagePlot};

/// The columns of a chart that is pleasant to read, and between two.
const PLEASANT: usize = 44;
const GAP: usize = 3;
/// No chart is wider.
const WIDEST: usize = 60;

/// All charts, and what their symbols mean.
pub(super) fn lines(charts: &[PageChart], theme: Theme, width: usize) -> Vec<Line<'static>> {
    let style = style(theme);
    let beside = if width >= 2 * PLEASANT + GAP { 2 } else { 1 };
    let each = ((width - (beside - 1) * GAP) / beside).min(WIDEST.max(width / 2));
    let mut lines = Vec::new();
    for row in charts.chunks(beside) {
        let pictures: Vec<_> = row.iter().map(|chart| one(chart, &style, theme, each)).collect();
        lines.extend(side_by_side(&pictures, each));
        lines.push(Line::default());
    }
    lines.extend(legend(&style, width));
    lines
}

/// The chart in a sentence, then its picture.
fn one(chart: &PageChart, style: &ChartStyle, theme: Theme, width: usize) -> [Vec<Line<'static>>; 2] {
    let columns = u16::try_from(width.min(WIDEST)).unwrap_or(u16::MAX);
    let (name, rest) = match chart.sentence.strip_prefix(&chart.title) {
        Some(rest) => (chart.title.as_str(), rest),
        None => ("", chart.sentence.as_str()),
    };
    let sentence = Words::default().and(Tone::Strong, name).and(Tone::Plain, rest);
    [flowing(&sentence, theme, width), page_chart::lines(&PagePlot { chart, style }, columns)]
}

/// Charts beside each other, their pictures on the same rows.
fn side_by_side(charts: &[[Vec<Line<'static>>; 2]], width: usize) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = Vec::new();
    for part in 0..2 {
        let top = lines.len();
        let height = charts.iter().map(|chart| chart[part].len()).max().unwrap_or(0);
        lines.extend(vec![Line::default(); height]);
        for (place, chart) in charts.iter().enumerate() {
            for (line, own) in lines[top..].iter_mut().zip(&chart[part]) {
                let before = (place * (width + GAP)).saturating_sub(line.width());
                line.push_span(Span::raw(" ".repeat(before)));
                line.extend(own.spans.iter().cloned().map(|span| span.patch_style(own.style)));
            }
        }
    }
    lines
}

fn legend(style: &ChartStyle, width: usize) -> Vec<Line<'static>> {
    let mut lines = vec![Line::default()];
    for item in page_chart::legend(style).chunks(2) {
        let wide: usize = item.iter().map(Span::width).sum();
        if lines.last().is_some_and(|line| line.width() > 0 && line.width() + 2 + wide > width) {
            lines.push(Line::default());
        }
        if let Some(line) = lines.last_mut() {
            if line.width() > 0 {
                line.push_span(Span::raw("  "));
            }
            line.extend(item.iter().cloned());
        }
    }
    lines
}

fn style(theme: Theme) -> ChartStyle {
    let look = theme.look();
    let alphabet = if look.unicode { Alphabet::Unicode } else { Alphabet::Ascii };
    if look.colour { ChartStyle::ansi(alphabet) } else { ChartStyle::no_colour(alphabet) }
}
