//! A list with the text about its line in focus: side by side where there is room, else one above the other.
//!
//! Uses the theme and `app::reading`.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use super::reading;
use super::theme::Theme;
use crate::app::reading::Reading;

/// From here on list and text stand side by side.
const SIDE_BY_SIDE: u16 = 110;
/// A text in fewer rows than this tells nothing.
const LEAST_TEXT: u16 = 6;
/// A list in fewer rows than this cannot be moved in.
const LEAST_LIST: u16 = 4;

/// The place of a list with so many rows, and that of the text; one of them alone where there is no room for both.
///
/// ```text
///  ▸ Mon 9 Mar  CALL CLINIC …  ╭ Day 4 ─────────────╮        ▸ Mon 9 Mar  CALL CLINIC …
///    Sun 8 Mar  EXPECTED …     │ You noted  Redness │          Sun 8 Mar  EXPECTED …
///    Sat 7 Mar  EXPECTED …     ╰────────────────────╯        ╭ Day 4 ──────────────────╮
/// ```
#[must_use]
pub fn split(area: Rect, rows: usize) -> (Option<Rect>, Option<Rect>) {
    if area.width >= SIDE_BY_SIDE {
        return side_by_side(area);
    }
    let wanted = u16::try_from(rows).unwrap_or(u16::MAX).max(LEAST_LIST);
    let height = wanted.min(area.height / 2).max(LEAST_LIST);
    if area.height.saturating_sub(height) < LEAST_TEXT {
        return (Some(area), None);
    }
    let [list, text] = area.layout(&Layout::vertical([Constraint::Length(height), Constraint::Fill(1)]));
    (Some(list), Some(text))
}

/// The same while the text is being read: it takes the place of the list where they do not stand side by side.
#[must_use]
pub fn reading(area: Rect) -> (Option<Rect>, Option<Rect>) {
    if area.width >= SIDE_BY_SIDE { side_by_side(area) } else { (None, Some(area)) }
}

fn side_by_side(area: Rect) -> (Option<Rect>, Option<Rect>) {
    let parts = Layout::horizontal([Constraint::Percentage(46), Constraint::Fill(1)]).spacing(1);
    let [list, text] = area.layout(&parts);
    (Some(list), Some(text))
}

/// Draws the text about the line in focus, and how to see more of it.
pub fn text(page: &Reading, list_has_keys: bool, theme: Theme, frame: &mut Frame<'_>, area: Option<Rect>) {
    let more = if list_has_keys { "more: Space" } else { "more: j or Down" };
    if let Some(area) = area {
        reading::page(page, more, theme, frame, area);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heights(area: Rect, rows: usize) -> (u16, u16) {
        let height = |part: Option<Rect>| part.map_or(0, |part| part.height);
        let (list, text) = split(area, rows);
        (height(list), height(text))
    }

    #[test]
    fn a_small_window_keeps_the_list() {
        assert_eq!(heights(Rect::new(0, 0, 60, 8), 30), (8, 0));
        assert_eq!(heights(Rect::new(0, 0, 80, 18), 30), (9, 9));
        assert_eq!(heights(Rect::new(0, 0, 80, 18), 2), (4, 14));
        assert_eq!(heights(Rect::new(0, 0, 160, 40), 3), (40, 40));
    }
}
