//! Beside the check-in: what the grades of the line in focus mean, and the verdict as it stands.
//!
//! Uses `app::verdict` and `domain`.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::reading;
use super::theme::{Meaning, Theme};
use super::today::clock;
use super::wrap::{badge, led, styled};
use crate::app::Model;
use crate::app::reading::{Passage, Tone};
use crate::app::today::{Row, focused, last_before, moment_in_words, same_day};
use crate::app::verdict::{in_full, in_short, what_to_do};
use crate::domain::comparison::NOT_MONITORED;
use crate::domain::{AssessedEntry, Grade, Symptom, Triage};

/// Draws the question of the line in focus with the words of each grade.
///
/// ```text
///  How red, or changed in colour, is the treated skin?
///  0 my usual colour  1 a flush only I would notice  2 clearly pink, others might notice …
/// ```
pub fn choices(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let lines = match focused(model) {
        Row::Symptom(id) => match model.library.catalog.symptom(&id) {
            Some(symptom) if area.height >= 7 => listed(model, symptom, theme, width),
            Some(symptom) => flowing(model, symptom, theme, width),
            None => Vec::new(),
        },
        Row::Signs => {
            styled("s shows the danger signs to look for. 0 there: none of these.", width, theme.style(Meaning::Plain))
        }
        Row::Note => styled(
            "n writes a note: what you see, feel, used or did. Enter saves the check-in.",
            width,
            theme.style(Meaning::Plain),
        ),
    };
    frame.render_widget(Paragraph::new(lines), area);
}

fn listed(model: &Model, symptom: &Symptom, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let darker_skin = model.record.diary.patient.has_darker_skin();
    let mut lines = styled(&symptom.question, width, theme.style(Meaning::Heading));
    for grade in Grade::ALL {
        let number = Span::styled(format!("{grade} "), theme.style(Meaning::Key));
        lines.extend(led(number, symptom.words(grade, darker_skin), width, theme.style(Meaning::Plain)));
    }
    lines.extend(
        compare(symptom, darker_skin)
            .map(|words| styled(words, width, theme.style(Meaning::Quiet)))
            .unwrap_or_default(),
    );
    lines
}

fn flowing(model: &Model, symptom: &Symptom, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let darker_skin = model.record.diary.patient.has_darker_skin();
    let mut lines: Vec<Line<'static>> = vec![Line::default()];
    let mut used = 0;
    for grade in Grade::ALL {
        let words = symptom.words(grade, darker_skin);
        let needed = words.chars().count() + 4;
        if used > 0 && used + needed > width + 2 {
            lines.push(Line::default());
            used = 0;
        }
        used += needed;
        if let Some(line) = lines.last_mut() {
            line.push_span(Span::styled(format!("{grade} "), theme.style(Meaning::Key)));
            line.push_span(Span::styled(format!("{words}  "), theme.style(Meaning::Plain)));
        }
    }
    lines
}

fn compare(symptom: &Symptom, darker_skin: bool) -> Option<&str> {
    symptom.look_for_darker_skin.as_deref().filter(|_| darker_skin)
}

/// The verdict in a few lines: of the check-in being typed, else of the last one saved.
///
/// ```text
///   WATCH  Redness above the usual range: Redness 2 (clearly pink, others might notice).
///   Look again tomorrow, and mention it at the next visit.
/// ```
#[must_use]
pub fn short(model: &Model, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let darker_skin = model.record.diary.patient.has_darker_skin();
    let Some((entry, before)) = shown(model) else {
        let words = "Nothing is recorded yet. Grade what you see: 0 none, 1 slight, 2 clear, 3 marked, 4 extreme.";
        return styled(words, width, theme.style(Meaning::Plain));
    };
    let word = badge(entry.word(), theme.style(Meaning::Level(entry.triage)));
    let text = format!("{before}{}", in_short(entry, &model.library.catalog, darker_skin));
    let mut lines = led(word, &text, width, theme.style(Meaning::Plain));
    lines.extend(match entry.triage {
        Triage::Expected => styled(NOT_MONITORED, width, theme.style(Meaning::Quiet)),
        _ => styled(&what_to_do(model, entry), width, theme.style(Meaning::Strong)),
    });
    lines
}

/// Said where a window has no room for all of a verdict.
const REST: &str = "… the rest is in History (H), once it is saved.";

/// Draws the whole verdict, and the other check-ins of the day.
pub fn full(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let mut passages = Vec::new();
    match shown(model) {
        None => passages.push(Passage::new(Tone::Quiet, NOT_MONITORED)),
        Some((entry, before)) => {
            if !before.is_empty() {
                passages.push(Passage::new(Tone::Quiet, before));
            }
            let advice = what_to_do(model, entry);
            if advice != entry.advice() {
                passages.push(Passage::new(Tone::Strong, advice));
            }
            let darker_skin = model.record.diary.patient.has_darker_skin();
            passages.extend(in_full(entry, &model.library.catalog, darker_skin));
        }
    }
    let saved = same_day(model);
    if !saved.is_empty() {
        passages.push(Passage::gap());
        passages.push(Passage::new(Tone::Heading, "Saved for that day"));
        passages.extend(saved.into_iter().map(|entry| Passage::led(clock(entry.entry.at), entry.word())));
    }
    let mut lines = reading::lines(&passages, theme, usize::from(area.width));
    let height = usize::from(area.height);
    if lines.len() > height {
        let rest = styled(REST, usize::from(area.width), theme.style(Meaning::Key));
        lines.truncate(height.saturating_sub(rest.len()));
        lines.extend(rest);
    }
    frame.render_widget(Paragraph::new(lines), area);
}

fn shown(model: &Model) -> Option<(&AssessedEntry, String)> {
    if let Some(live) = &model.record.live {
        return Some((live, String::new()));
    }
    let last = last_before(model)?;
    Some((last, format!("Last check-in, {}: ", moment_in_words(last.entry.at))))
}
