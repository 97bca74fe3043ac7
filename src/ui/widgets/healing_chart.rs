//! The healing chart: one symptom's course over the range described for it, with axes and a legend.
//!
//! May use the values of `report` and ratatui.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget, Wrap};

use super::chart_style::ChartStyle;
use super::ground::put;
use super::plane::{Plane, ROOMY};
use super::plot::Plot;
use crate::domain::{Day, Grade, Rating};
use crate::report::course::{HealingCourse, LastTime, Window};

/// One symptom, large.
///
/// ```text
/// extreme 4 ┤
///  marked 3 ┤▒▒▒●▒▒▒░░░░
///   clear 2 ┤▒▒▒▒▒●▒▒▒▒▒▒▒▲
///  slight 1 ┤▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
///    none 0 ┤▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
///           └─┬───┬───┬───┬───┬──
///             0   1   2   3   4
///           2 Mar     4 Mar   today
/// ▒ usual  ░ described  ● yours  ▲ outside  ○ typed later
/// ```
#[derive(Clone, Copy, Debug)]
pub struct HealingChart<'a> {
    /// What is drawn.
    pub course: &'a HealingCourse,
    /// With what.
    pub style: &'a ChartStyle,
    /// The days shown.
    pub window: Window,
    /// Whether the treatment before is drawn as well.
    pub last_time: LastTime,
    /// The days on which it is likely gone, where that can be said.
    pub likely: Option<Window>,
    /// The selected reading, by its place in the course.
    pub cursor: Option<usize>,
}

/// The parts of the chart's area; a part without room is empty.
#[derive(Clone, Copy, Debug)]
struct Parts {
    plot: Rect,
    grades: Rect,
    floor: Rect,
    days: Rect,
    dates: Rect,
    legend: Rect,
}

/// `extreme 4 `, the widest label of the vertical axis, and the axis itself.
const WIDE_LABELS: u16 = 11;
/// From so many columns on the grades are written out.
const WIDE: u16 = 44;
/// Under so many columns or rows there is no chart, only words.
const SMALLEST: (u16, u16) = (12, ROOMY);

impl Widget for &HealingChart<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            Paragraph::new(self.course.sentence()).wrap(Wrap { trim: true }).render(area, buf);
            return;
        }
        let parts = Parts::of(area);
        let Some(plane) = Plane::new(parts.plot, self.window) else { return };
        self.plot().render(&plane, buf);
        self.render_grades(&plane, parts.grades, buf);
        self.render_floor(&plane, parts.floor, buf);
        self.render_days(&plane, parts.days, buf);
        self.render_dates(&plane, parts.dates, buf);
        self.legend(parts.legend.width).render(parts.legend, buf);
    }
}

impl Parts {
    /// Gives rows to what matters most first: the plot, the days, their axis, the dates, the legend.
    fn of(area: Rect) -> Self {
        let mut spare = area.height.saturating_sub(ROOMY);
        let mut row = || {
            let given = spare.min(1);
            spare -= given;
            given
        };
        let (days, floor, dates, legend) = (row(), row(), row(), row());
        let labels = if area.width < WIDE { 3 } else { WIDE_LABELS };
        let plot_height = area.height - days - floor - dates - legend;
        let right = Rect { x: area.x + labels, width: area.width - labels, ..area };
        let line = |above: u16, height: u16| Rect { y: right.y + plot_height + above, height, ..right };
        Self {
            plot: Rect { height: plot_height, ..right },
            grades: Rect { width: labels, height: plot_height, ..area },
            floor: line(0, floor),
            days: line(floor, days),
            dates: line(floor + days, dates),
            legend: Rect { x: area.x, width: area.width, ..line(floor + days + dates, legend) },
        }
    }
}

impl HealingChart<'_> {
    fn plot(&self) -> Plot<'_> {
        Plot { course: self.course, style: self.style, last_time: self.last_time, cursor: self.cursor }
    }

    fn render_grades(&self, plane: &Plane, area: Rect, buf: &mut Buffer) {
        let [axis, tick] = self.style.glyphs.axis;
        let right = area.right().saturating_sub(1);
        for row in area.rows() {
            put(buf, Position::new(right, row.y), axis, self.style.axis);
        }
        for grade in Grade::ALL {
            let row = plane.row(grade);
            let label =
                if area.width < WIDE_LABELS { grade.to_string() } else { format!("{:>7} {grade}", grade.word()) };
            buf.set_stringn(area.x, row, label, usize::from(area.width) - 1, self.style.axis);
            put(buf, Position::new(right, row), tick, self.style.axis);
        }
    }

    /// The lower axis; what has no grade stands on it.
    fn render_floor(&self, plane: &Plane, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let [line, tick, corner] = self.style.glyphs.floor;
        put(buf, Position::new(area.x.saturating_sub(1), area.y), corner, self.style.axis);
        for column in area.columns() {
            let is_likely = self.likely.is_some_and(|likely| likely.holds(plane.day_at(column.x)));
            put(buf, column.as_position(), if is_likely { self.style.glyphs.likely } else { line }, self.style.axis);
        }
        for column in self.labelled(plane, DAY_LABEL).filter_map(|day| plane.column(middle(day))) {
            put(buf, Position::new(column, area.y), tick, self.style.axis);
        }
        self.render_ungraded(plane, area.y, buf);
    }

    fn render_ungraded(&self, plane: &Plane, row: u16, buf: &mut Buffer) {
        for (number, reading) in self.course.readings.iter().enumerate() {
            let symbol = match reading.answer {
                Some(Rating::Graded(_)) => continue,
                Some(Rating::NotSure) => self.style.glyphs.unsure,
                None => self.style.glyphs.left_out,
            };
            let over = if self.cursor == Some(number) { self.style.selected } else { Style::new() };
            if let Some(column) = plane.column(reading.place) {
                put(buf, Position::new(column, row), symbol, self.style.within.patch(over));
            }
        }
    }

    fn render_days(&self, plane: &Plane, area: Rect, buf: &mut Buffer) {
        let selected = self.selected_day();
        let mut taken = Labels::new(area);
        for day in selected.into_iter().chain(self.labelled(plane, DAY_LABEL)) {
            let style = if Some(day) == selected { self.style.selected } else { self.style.axis };
            taken.write(plane, day, &day.to_string(), style, buf);
        }
    }

    fn render_dates(&self, plane: &Plane, area: Rect, buf: &mut Buffer) {
        let mut taken = Labels::new(area);
        let today = self.course.today;
        taken.write(plane, today, "today", self.style.axis.add_modifier(Modifier::BOLD), buf);
        for day in self.labelled(plane, self.date_label()) {
            taken.write(plane, day, &self.date_text(day), self.style.axis, buf);
        }
    }

    fn date_text(&self, day: Day) -> String {
        let form = if self.window.days() > DAYS_WITHOUT_YEAR { "%b %Y" } else { "%-d %b" };
        self.course.date(day).format(form).to_string()
    }

    fn date_label(&self) -> u16 {
        if self.window.days() > DAYS_WITHOUT_YEAR { 9 } else { 7 }
    }

    fn selected_day(&self) -> Option<Day> {
        Some(self.course.readings.get(self.cursor?)?.day)
    }

    /// The days that get a label of `width` columns without touching their neighbours.
    fn labelled(&self, plane: &Plane, width: u16) -> impl Iterator<Item = Day> + use<> {
        let room = f64::from(plane.area().width) / f64::from(self.window.days());
        let fits = |step: &&i32| f64::from(**step) * room >= f64::from(width);
        let step = STEPS.iter().find(fits).copied().unwrap_or(i32::MAX);
        let first = self.window.first.number();
        let start = first + (-first).rem_euclid(step);
        (start..=self.window.last.number()).step_by(usize::try_from(step).unwrap_or(1)).map(Day::new)
    }

    /// As much of the legend as fits, the most needed first.
    fn legend(&self, width: u16) -> Line<'static> {
        let items = self.legend_items();
        let room = usize::from(width);
        let all: usize = items.iter().map(|(.., word)| word.len() + 4).sum();
        let gap = if all <= room + 2 { "  " } else { " " };
        let mut line = Line::default();
        for (symbol, symbol_style, word) in items {
            let before = if line.spans.is_empty() { "" } else { gap };
            if line.width() + before.len() + word.len() + 2 > room {
                break;
            }
            line.push_span(Span::raw(before));
            line.push_span(Span::styled(symbol.to_string(), symbol_style));
            line.push_span(Span::styled(format!(" {word}"), self.style.axis));
        }
        line
    }

    fn legend_items(&self) -> Vec<(char, Style, &str)> {
        let style = self.style;
        let glyphs = &style.glyphs;
        let mut items = vec![
            (glyphs.usual, style.usual, "usual"),
            (glyphs.outer, style.outer, "described"),
            (glyphs.on_time, style.within, "yours"),
            (glyphs.outside, style.outside, "outside"),
        ];
        if self.likely.is_some() {
            items.push((glyphs.likely, style.axis, "likely gone"));
        }
        if self.last_time == LastTime::Shown && !self.course.earlier.is_empty() {
            items.push((glyphs.earlier, style.earlier[0], self.course.earlier_when.as_str()));
        }
        items.extend([(glyphs.late, style.within, "typed later"), (glyphs.unsure, style.within, "not sure")]);
        items
    }
}

/// Distances at which days are labelled.
const STEPS: [i32; 10] = [1, 2, 5, 7, 14, 28, 91, 182, 364, 1820];
/// Columns a day's number and the space behind it take.
const DAY_LABEL: u16 = 4;
/// A window longer than this shows months and years instead of days and months.
const DAYS_WITHOUT_YEAR: u32 = 300;

fn middle(day: Day) -> f64 {
    f64::from(day.number()) + 0.5
}

/// Labels on one row, none written over another.
struct Labels {
    area: Rect,
    taken: Vec<(u16, u16)>,
}

impl Labels {
    const fn new(area: Rect) -> Self {
        Self { area, taken: Vec::new() }
    }

    /// Writes a label under the middle of a day, if its room is free.
    fn write(&mut self, plane: &Plane, day: Day, text: &str, style: Style, buf: &mut Buffer) {
        let Some(column) = plane.column(middle(day)).filter(|_| !self.area.is_empty()) else { return };
        let width = u16::try_from(text.len()).unwrap_or(u16::MAX);
        let start = column.saturating_sub((width - 1) / 2).min(self.area.right().saturating_sub(width));
        let end = start.saturating_add(width);
        if width <= self.area.width && self.taken.iter().all(|&(from, to)| end < from || start > to) {
            self.taken.push((start, end));
            buf.set_string(start, self.area.y, text, style);
        }
    }
}

#[cfg(test)]
mod tests;
