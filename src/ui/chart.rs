//! The healing chart: one symptom large, all of them small, or one as a table.
//!
//! Uses `app`, the values of `report`, and the chart's widgets.

mod overview;
mod table;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::theme::Theme;
use super::widgets::chart_style::{Alphabet, ChartStyle};
use super::widgets::healing_chart::HealingChart;
use super::wrap::{shortened, styled, wrap};
use crate::app::chart::{Chart, Face};
use crate::app::{Model, forecast};
use crate::domain::{Outlook, SheetNote};
use crate::report::course::{HealingCourse, LastTime, Reading, Window, is_outside};

/// Draws the healing chart.
///
/// ```text
/// Redness: 3 on day 0, down to 1 on day 4; within the range described on 5 of 5 recorded days.
/// Redness: likely gone between day 5, Saturday 7 March and day 6, Sunday 8 March.
///  marked 3 ┤▒▒●▒▒▒▒░░░░
///   clear 2 ┤▒▒▒▒▒▒▒●▒▒▒▒▒░░░
///  slight 1 ┤▒▒▒▒▒▒▒▒▒▒▒▒▒▒●▒▒▒▒
/// ▒ usual  ░ described  ● yours  ▲ outside  ═ likely gone
/// Day 4, Fri 6 Mar 20:00 | this entry: WATCH | typed later
/// Redness 1, a flush only I would notice: within the range described for day 4 (usual 0-1, up to 2)
/// the note
/// ```
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let style = style(theme);
    let stamp = model.library.sheet().filter(|_| area.height >= LOWEST_STAMPED).map(SheetNote::stamp);
    let rows = [Constraint::Fill(1), Constraint::Length(u16::from(stamp.is_some()))];
    let [chart, below] = area.layout(&Layout::vertical(rows));
    frame.render_widget(&ChartView { chart: &model.chart, further: further(model), style: &style }, chart);
    frame.render_widget(
        Line::styled(shortened(&stamp.unwrap_or_default(), usize::from(below.width)), style.axis),
        below,
    );
}

/// What is said below the sentence where there is room: when it will be over, and how it went beside the other treatment.
fn further(model: &Model) -> Vec<String> {
    let chart = &model.chart;
    let compared = chart.comparison.as_ref().zip(chart.course()).filter(|_| chart.last_time == LastTime::Shown);
    let end = compared.and_then(|(comparison, course)| comparison.end_sentence(comparison.symptom(&course.symptom)?));
    forecast::of_chart(model).into_iter().chain(end).collect()
}

/// The fewest rows in which there is room to say by whose sheet the ranges are drawn.
const LOWEST_STAMPED: u16 = 14;

fn style(theme: Theme) -> ChartStyle {
    let look = theme.look();
    let alphabet = if look.unicode { Alphabet::Unicode } else { Alphabet::Ascii };
    if look.colour { ChartStyle::ansi(alphabet) } else { ChartStyle::no_colour(alphabet) }
}

/// The chart's state, with what it is drawn with.
#[derive(Clone, Debug)]
struct ChartView<'a> {
    chart: &'a Chart,
    /// Sentences for which the chart gives way as far as it stays pleasant.
    further: Vec<String>,
    style: &'a ChartStyle,
}

/// The fewest rows a chart is worth drawing in.
const LOWEST_CHART: u16 = 7;
/// The fewest rows a chart keeps beside further sentences.
const PLEASANT_CHART: u16 = 10;
/// The most rows of a note.
const NOTE_ROWS: usize = 4;

impl Widget for &ChartView<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let Some(course) = self.chart.course() else {
            let words = "No treatment is recorded yet. Once one is, each symptom's course is drawn here.";
            Paragraph::new(styled(words, usize::from(area.width), Style::new())).render(area, buf);
            return;
        };
        match self.chart.face {
            Face::Large => self.render_large(course, area, buf),
            Face::Overview => self.render_overview(area, buf),
            Face::Table => self.render_table(course, area, buf),
        }
    }
}

impl ChartView<'_> {
    /// What the cursor reads is never cut for the chart's sake: where room is short, the chart gives way.
    fn render_large(&self, course: &HealingCourse, area: Rect, buf: &mut Buffer) {
        let below = self.reading_lines(course, area.width);
        let spare = area.height.saturating_sub(rows(below.len()));
        let mut above = self.sentence_lines(course, area.width);
        if spare < LOWEST_CHART.saturating_add(rows(above.len())) {
            above.truncate(usize::from(spare.saturating_sub(LOWEST_CHART)));
        }
        for sentence in &self.further {
            let lines = styled(sentence, usize::from(area.width), self.style.axis);
            if spare >= PLEASANT_CHART.saturating_add(rows(above.len() + lines.len())) {
                above.extend(lines);
            }
        }
        let parts = [rows(above.len()), spare.saturating_sub(rows(above.len())), rows(below.len())];
        let [sentence, chart, reading] = area.layout(&Layout::vertical(parts.map(Constraint::Length)));
        Paragraph::new(above).render(sentence, buf);
        self.healing_chart(course).render(chart, buf);
        Paragraph::new(below).render(reading, buf);
    }

    fn healing_chart<'a>(&'a self, course: &'a HealingCourse) -> HealingChart<'a> {
        HealingChart {
            course,
            style: self.style,
            window: self.chart.window(),
            last_time: self.chart.last_time,
            likely: self.likely(course),
            cursor: self.chart.cursor(),
        }
    }

    /// The days on which the symptom is likely gone.
    fn likely(&self, course: &HealingCourse) -> Option<Window> {
        let forecast = self.chart.forecasts.iter().find(|forecast| forecast.symptom == course.symptom)?;
        match &forecast.outlook {
            Outlook::Going(range) => Some(Window { first: range.first, last: range.last }),
            _ => None,
        }
    }

    /// The course in one sentence, its name standing out.
    fn sentence_lines(&self, course: &HealingCourse, width: u16) -> Vec<Line<'static>> {
        let bold = self.style.axis.add_modifier(Modifier::BOLD);
        let mut lines = wrap(&course.sentence(), usize::from(width)).into_iter();
        let first = lines.next().unwrap_or_default();
        let first = match first.strip_prefix(course.name.as_str()) {
            Some(rest) => Line::from(vec![
                Span::styled(course.name.clone(), bold),
                Span::styled(rest.to_owned(), self.style.axis),
            ]),
            None => Line::styled(first, bold),
        };
        std::iter::once(first).chain(lines.map(|line| Line::styled(line, self.style.axis))).collect()
    }

    fn reading_lines(&self, course: &HealingCourse, width: u16) -> Vec<Line<'static>> {
        let Some(reading) = self.chart.reading() else {
            let words = "No check-in yet. What you enter on Today appears here.";
            return styled(words, usize::from(width), self.style.axis);
        };
        self.told(course, reading, usize::from(width))
    }

    fn told(&self, course: &HealingCourse, reading: &Reading, width: usize) -> Vec<Line<'static>> {
        let told = course.told(reading);
        let bold = self.style.axis.add_modifier(Modifier::BOLD);
        let mut head = format!("{} | this check-in: {}", told.when, told.verdict);
        if !told.marks.is_empty() {
            head.push_str(" | ");
            head.push_str(&told.marks);
        }
        let answer = if is_outside(reading.standing) { self.style.outside } else { self.style.axis };
        let mut lines = styled(&head, width, bold);
        lines.extend(styled(&told.what, width, answer));
        if !told.note.is_empty() {
            lines.extend(styled(&told.note, width, self.style.axis).into_iter().take(NOTE_ROWS));
        }
        lines
    }
}

fn rows(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests;
