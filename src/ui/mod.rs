//! The picture: `view(&Model, &mut Frame)`, one file per screen, paired with `app`.
//!
//! A pure function of the model and the size of the terminal. May use `app`, `domain`, `protocols` and `report`.

pub mod ahead;
pub mod ascii;
pub mod banner;
pub mod beside;
pub mod card;
pub mod care;
pub mod chart;
pub mod check_in;
pub mod first_run;
pub mod footer;
pub mod form;
pub mod history;
pub mod judged;
pub mod month;
pub mod note;
pub mod panel;
pub mod passphrase;
pub mod reading;
pub mod settings;
pub mod signs;
pub mod small;
pub mod tabs;
pub mod theme;
pub mod today;
pub mod treatments;
pub mod unlock;
pub mod visit;
pub mod warnings;
pub mod widgets;
pub mod wrap;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::Paragraph;

use crate::app::{Model, Overlay, Screen};
use theme::Theme;

/// The least terminal that holds a screen; below it, only what must be said is said.
pub const LEAST: (u16, u16) = (40, 12);

/// Draws everything.
///
/// ```text
///  Today  Care  Chart  History  Warnings  Treatments  Ahead  Settings tabs
///  CALL CLINIC  Redness is back …                               banner, while there is anything to say
///  … the screen, or what lies over it …                         body
///  Put away. D brings it back.                                  notice
///  0-4 grade   s signs   n note   Enter save   ? help           footer
/// ```
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let theme = Theme::new(model.look);
    let area = frame.area();
    if area.width < LEAST.0 || area.height < LEAST.1 {
        small::view(model, theme, frame, area);
    } else {
        whole(model, theme, frame, area);
    }
    if !model.look.unicode {
        ascii::fold(frame.buffer_mut());
    }
}

fn whole(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let alarm = banner::lines(model, theme, area);
    let height = u16::try_from(alarm.len()).unwrap_or(u16::MAX);
    let words = footer::notice_lines(model, theme, area);
    let roomy = area.height >= footer::ROOMY;
    let for_notice = u16::try_from(words.len()).unwrap_or(u16::MAX).max(u16::from(roomy));
    let for_keys = u16::from(roomy || words.is_empty());
    let rows = [
        Constraint::Length(1),
        Constraint::Length(height),
        Constraint::Fill(1),
        Constraint::Length(for_notice),
        Constraint::Length(for_keys),
    ];
    let [tabs, above, body, notice, footer] = area.layout(&Layout::vertical(rows));
    tabs::view(model, theme, frame, tabs);
    banner::view(alarm, frame, above);
    match &model.overlay {
        None => screen(model, theme, frame, body),
        Some(overlay) => over(model, overlay, theme, frame, body),
    }
    frame.render_widget(Paragraph::new(words), notice);
    footer::view(model, theme, frame, footer);
}

fn screen(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    match model.screen {
        Screen::FirstRun => first_run::view(model, theme, frame, area),
        Screen::Today => today::view(model, theme, frame, area),
        Screen::Care => care::view(model, theme, frame, area),
        Screen::Chart => chart::view(model, theme, frame, area),
        Screen::History => history::view(model, theme, frame, area),
        Screen::Warnings => warnings::view(model, theme, frame, area),
        Screen::Treatments => treatments::view(model, theme, frame, area),
        Screen::Ahead => ahead::view(model, theme, frame, area),
        Screen::Settings => settings::view(model, theme, frame, area),
    }
}

fn over(model: &Model, overlay: &Overlay, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    match overlay {
        Overlay::Reading(reading) => reading::view(reading, theme, frame, area),
        Overlay::Guard(guard) => reading::view(&guard.reading, theme, frame, area),
        Overlay::Meanwhile(found) => reading::view(&found.reading, theme, frame, area),
        Overlay::Settling(settling) => reading::view(&settling.reading, theme, frame, area),
        Overlay::Trouble(trouble) => reading::view(&trouble.reading, theme, frame, area),
        Overlay::Passphrase(form) => passphrase::form(form, theme, frame, area),
        Overlay::KeyPaper(paper) => passphrase::paper(paper, theme, frame, area),
        Overlay::Signs(list) => signs::view(model, list, theme, frame, area),
        Overlay::Note(text) => note::view(text, theme, frame, area),
        Overlay::Visit => visit::view(model, None, theme, frame, area),
        Overlay::VisitItems(row) => visit::view(model, Some(*row), theme, frame, area),
        Overlay::Form(purpose, form) => form::view(purpose.title(), form, theme, frame, area),
    }
}
