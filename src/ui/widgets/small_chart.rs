//! The small chart of one symptom, for an overview of all of them.
//!
//! May use the values of `report` and ratatui.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;

use super::chart_style::ChartStyle;
use super::ground::put;
use super::plane::Plane;
use super::plot::Plot;
use crate::domain::{Rating, Standing};
use crate::report::course::{HealingCourse, LastTime, Reading, Window, is_outside};

/// One symptom, small: its name, the last answer with a word when it stands out, and the course in the rows below.
///
/// ```text
/// Redness      1 day 4
/// ▒▒▒▄▄
/// ▒▒▒▒▒▒▒░░░
/// ▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░
/// ```
#[derive(Clone, Copy, Debug)]
pub struct SmallChart<'a> {
    /// What is drawn.
    pub course: &'a HealingCourse,
    /// With what.
    pub style: &'a ChartStyle,
    /// The days shown.
    pub window: Window,
    /// Whether the treatment before is drawn as well.
    pub last_time: LastTime,
    /// Whether it is the one that Enter opens.
    pub choice: Choice,
}

/// Whether a small chart is the chosen one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is.
    Chosen,
    /// It is not.
    Other,
}

impl Widget for &SmallChart<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        self.render_head(Rect { height: 1, ..area }, buf);
        let below = Rect { y: area.y + 1, height: area.height - 1, ..area };
        let Some(plane) = Plane::new(below, self.window) else { return };
        let plot = Plot { course: self.course, style: self.style, last_time: self.last_time, cursor: None };
        plot.render(&plane, buf);
        self.render_unsure(&plane, below, buf);
    }
}

impl SmallChart<'_> {
    /// The name, the last grade and, as far as there is room, where it stands and on which day. The word that matters is
    /// never cut: the name gives way to it, other words to the name.
    fn render_head(&self, area: Rect, buf: &mut Buffer) {
        let style = match self.choice {
            Choice::Chosen => self.style.selected.add_modifier(Modifier::BOLD),
            Choice::Other => Style::new().add_modifier(Modifier::BOLD),
        };
        let (said, said_style) = self.last_answer(area.width);
        let said_width = u16::try_from(said.chars().count()).unwrap_or(u16::MAX);
        let room_for_name = usize::from(area.width.saturating_sub(said_width.saturating_add(1)));
        let (end, _) = buf.set_stringn(area.x, area.y, &self.course.name, room_for_name, style);
        let gap = u16::from(end > area.x);
        let column = (area.x + NAME).min(area.right().saturating_sub(said_width));
        let start = column.max(end + gap).min(area.right());
        buf.set_stringn(start, area.y, said, usize::from(area.right() - start), said_style);
    }

    fn last_answer(&self, width: u16) -> (String, Style) {
        let Some(reading) = self.course.readings.iter().rev().find(|one| one.answer.is_some()) else {
            return ("not recorded".to_owned(), self.style.axis);
        };
        let style = if is_outside(reading.standing) { self.style.outside } else { self.style.within };
        let whole = self.told(reading);
        let needed = self.course.name.chars().count() + 1 + whole.chars().count();
        let short = whole.split(' ').next().unwrap_or_default();
        let is_spare = needed > usize::from(width) && !is_outside(reading.standing);
        (if is_spare { short.to_owned() } else { whole }, style)
    }

    fn told(&self, reading: &Reading) -> String {
        let grade = match reading.answer {
            Some(Rating::Graded(grade)) => grade.to_string(),
            _ => "?".to_owned(),
        };
        let word = match reading.standing {
            Standing::AboveOuter => " OUTSIDE",
            Standing::Early => " EARLY",
            Standing::AboveUsual => " above usual",
            Standing::NotSure => " not sure",
            Standing::Expected | Standing::NotRecorded => "",
        };
        let day = if reading.day == self.course.today || !word.is_empty() {
            String::new()
        } else {
            format!(" on day {}", reading.day)
        };
        format!("{grade}{word}{day}")
    }

    fn render_unsure(&self, plane: &Plane, area: Rect, buf: &mut Buffer) {
        let unsure = self.course.readings.iter().filter(|one| one.answer == Some(Rating::NotSure));
        for column in unsure.filter_map(|reading| plane.column(reading.place)) {
            let cell = Position::new(column, area.bottom().saturating_sub(1));
            put(buf, cell, self.style.glyphs.unsure, self.style.within.patch(self.style.on_usual));
        }
    }
}

/// Columns of the longest name and the space behind it.
const NAME: u16 = 12;
