//! The screen of a locked journal. It shows no word of the journal.
//!
//! Uses `app::unlock`.

use ratatui::Frame;
use ratatui::layout::{Constraint, Flex, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::panel::panel;
use super::theme::{Meaning, Theme};
use super::wrap::{shortened, styled};
use super::{LEAST, ascii, footer};
use crate::app::Unlock;
use crate::app::keymap::Context;
use crate::app::unlock::{EMERGENCY, Holds, Sight, Stage};

const LOCKED: &str = "This journal is locked";
const NOBODY: &str = "Nobody monitors this journal: ring when you are worried, whatever it says.";
const HELD: &str = "Your unfinished check-in could not be saved when the journal was locked. It waits here until you open the \
                    journal; if you leave now, it is gone.";

/// The widest that is pleasant to read here.
const WIDEST: u16 = 76;

/// Draws it. The emergency line stands first and is never cut off, in the smallest window too.
///
/// ```text
///  Mendlog
///  In an emergency call 112, 911 or 999.
/// ╭ This journal is locked ──────────────╮
/// │ Your passphrase or your recovery key │
/// │ ▸ ••••••••                           │
/// │ That does not open this journal, …   │
/// ╰──────────────────────────────────────╯
///  Enter open   Ctrl-U empty   Esc leave
/// ```
pub fn view(unlock: &Unlock, frame: &mut Frame<'_>) {
    let theme = Theme::new(unlock.look);
    let area = frame.area();
    if area.width < LEAST.0 || area.height < LEAST.1 {
        small(unlock, theme, frame, area);
    } else {
        whole(unlock, theme, frame, area);
    }
    if !unlock.look.unicode {
        ascii::fold(frame.buffer_mut());
    }
}

fn whole(unlock: &Unlock, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let [column] = area.layout(&Layout::horizontal([Constraint::Max(WIDEST)]).flex(Flex::Center));
    let width = usize::from(column.width.saturating_sub(2));
    let mut above = styled("Mendlog", width, theme.style(Meaning::Heading));
    above.extend(styled(EMERGENCY, width, theme.style(Meaning::Strong)));
    if area.height > LEAST.1 {
        above.extend(styled(NOBODY, width, theme.style(Meaning::Plain)));
    }
    let said = said(unlock, theme, width.saturating_sub(2));
    let rows = [
        Constraint::Length(area.height.saturating_sub(20) / 4),
        Constraint::Length(length(&above)),
        Constraint::Max(length(&said).saturating_add(6).max(8)),
        Constraint::Length(1),
        Constraint::Fill(1),
    ];
    let [_, top, middle, keys, _] = column.layout(&Layout::vertical(rows));
    let indented = Rect { x: top.x.saturating_add(1), width: top.width.saturating_sub(2), ..top };
    frame.render_widget(Paragraph::new(above), indented);
    let inside = panel(LOCKED, theme, frame, middle);
    body(unlock, said, theme, frame, inside);
    footer::keys(Context::Unlock, theme, frame, keys);
}

fn length(lines: &[Line<'_>]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

fn body(unlock: &Unlock, said: Vec<Line<'static>>, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let rows = [Constraint::Length(1), Constraint::Length(1), Constraint::Max(1), Constraint::Min(length(&said))];
    let [asked, field, _, below] = area.layout(&Layout::vertical(rows));
    frame.render_widget(Line::styled("Your passphrase or your recovery key:", theme.style(Meaning::Plain)), asked);
    field_view(unlock, theme, frame, field);
    frame.render_widget(Paragraph::new(said), below);
}

/// What stands for a character that is hidden.
pub(super) const fn mark(theme: Theme) -> char {
    if theme.look().unicode { '•' } else { '*' }
}

/// Draws what is typed: a mark for each character, so that a key that did not arrive, or came twice, is noticed. Whoever looks
/// over a shoulder can count the keys anyhow.
fn field_view(unlock: &Unlock, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let pointer = theme.pointer();
    let room = usize::from(area.width).saturating_sub(2);
    let (text, cursor) = unlock.typed.shown(room, (unlock.sight == Sight::Hidden).then(|| mark(theme)));
    let before: String = text.chars().take(cursor).collect();
    let column = u16::try_from(2 + Span::raw(before).width()).unwrap_or(0).min(area.width.saturating_sub(1));
    let spans = vec![
        Span::styled(pointer, theme.style(Meaning::Focus)),
        Span::styled(text.as_str(), theme.style(Meaning::Strong)),
    ];
    frame.render_widget(Line::from(spans), area);
    frame.set_cursor_position((area.x.saturating_add(column), area.y));
}

/// What there is to say below the field.
fn said(unlock: &Unlock, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if unlock.stage == Stage::Opening {
        return styled("Opening … Keys pressed now are left out.", width, theme.style(Meaning::Strong));
    }
    if let Some(words) = &unlock.said {
        lines.extend(styled(words, width, theme.style(Meaning::Problem)));
    }
    if let Some(words) = counted(unlock) {
        lines.extend(styled(&words, width, theme.style(Meaning::Plain)));
    }
    if unlock.holds == Holds::Draft {
        lines.extend(styled(HELD, width, theme.style(Meaning::Strong)));
    }
    if lines.is_empty() {
        let words = "Each character shows as one mark. Nothing of the journal is on this screen.";
        lines.extend(styled(words, width, theme.style(Meaning::Quiet)));
    }
    lines
}

/// How often it was tried, and when it can be tried again.
fn counted(unlock: &Unlock) -> Option<String> {
    let tries = match unlock.tries {
        0 => return None,
        1 => "1 try so far.".to_owned(),
        tries => format!("{tries} tries so far."),
    };
    Some(match unlock.seconds_left() {
        Some(seconds) => format!("{tries} The next one in {seconds} s; what you type until then is kept."),
        None => format!("{tries} You can try again now."),
    })
}

/// The most important first: where lines are missing, they are missing at the end.
fn small(unlock: &Unlock, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let top = styled(EMERGENCY, width, theme.style(Meaning::Strong));
    let state = match (unlock.stage, unlock.tries) {
        (Stage::Opening, _) => "Opening …".to_owned(),
        (Stage::Resting(_), _) => format!("Wrong. Wait {} s.", unlock.seconds_left().unwrap_or(0)),
        (Stage::Asking, 0) => "Mendlog is locked.".to_owned(),
        (Stage::Asking, tries) => format!("Wrong {tries}x. Try again."),
    };
    let above = Rect { height: length(&top).min(area.height), ..area };
    let below = Rect { y: above.bottom(), height: area.height - above.height, ..area };
    let rows = [Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)];
    let [state_row, field, rest] = below.layout(&Layout::vertical(rows));
    frame.render_widget(Paragraph::new(top), above);
    frame.render_widget(Line::styled(shortened(&state, width), theme.style(Meaning::Plain)), state_row);
    field_view(unlock, theme, frame, field);
    let said = unlock.said.as_deref().unwrap_or("Enter opens. Esc leaves.");
    frame.render_widget(Paragraph::new(styled(said, width, theme.style(Meaning::Quiet))), rest);
}
