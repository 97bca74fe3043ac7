//! A framed panel over a screen, and the lines of a list that are in sight.
//!
//! Uses only the theme.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Constraint, Flex, Layout, Margin, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Block, BorderType, Clear};

use super::theme::{Meaning, Theme};

/// The most columns of text that are pleasant to read.
const WIDEST: u16 = 96;

/// Draws an empty panel with a heading; gives the area inside. Where room is short it does without a frame.
pub fn panel(title: &str, theme: Theme, frame: &mut Frame<'_>, area: Rect) -> Rect {
    let [area] = area.layout(&Layout::horizontal([Constraint::Max(WIDEST)]).flex(Flex::Center));
    frame.render_widget(Clear, area);
    let heading = Line::styled(format!(" {title} "), theme.style(Meaning::Heading));
    if area.height < 8 {
        frame.render_widget(heading, area);
        return Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area }
            .intersection(frame.area());
    }
    let border = if theme.look().unicode { BorderType::Rounded } else { BorderType::Plain };
    let block = Block::bordered().border_type(border).border_style(theme.style(Meaning::Frame));
    let inside = block.inner(area).inner(Margin::new(1, 0));
    frame.render_widget(block, area);
    // Drawn over the frame, not in it: a title would take on the frame's faintness.
    let place = Rect { x: area.x.saturating_add(1), width: area.width.saturating_sub(2), height: 1, ..area };
    let place = Rect { width: place.width.min(u16::try_from(heading.width()).unwrap_or(u16::MAX)), ..place };
    frame.render_widget(Clear, place);
    frame.render_widget(heading, place);
    inside
}

/// The lines of a list to show, so that the one in focus is in sight and the list fills its place.
#[must_use]
pub fn in_sight(count: usize, focus: usize, height: usize) -> Range<usize> {
    let half = height / 2;
    let last_start = count.saturating_sub(height);
    let start = focus.saturating_sub(half).min(last_start);
    start..count.min(start + height)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_in_focus_is_in_sight() {
        for (count, focus, height) in [(15, 0, 5), (15, 7, 5), (15, 14, 5), (3, 2, 10), (4, 3, 1), (4, 9, 2)] {
            let sight = in_sight(count, focus, height);
            assert!(sight.len() <= height && sight.end <= count);
            assert!(focus >= count || sight.contains(&focus), "{count} {focus} {height}: {sight:?}");
        }
        assert_eq!(in_sight(0, 0, 0), 0..0);
    }
}
