//! The treatments, and the one in focus in words.
//!
//! Uses `app::treatments` and `domain`.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::panel::{in_sight, panel};
use super::theme::{Meaning, Theme};
use super::wrap::shortened;
use super::{beside, reading};
use crate::app::Model;
use crate::app::reading::{Passage, Reading, Tone};
use crate::app::rejudged::before_treatment;
use crate::app::session_reading::{gap, summary};
use crate::app::today::moment_in_words;
use crate::app::treatment_reading::{entries_in_words, state_in_words};
use crate::app::treatments::{Item, Mode, focus, items, page as words_about};
use crate::domain::plan::countdown;
use crate::domain::spacing::Coming;
use crate::domain::{Area, Plan, Treatment};
use crate::report::sessions::in_short;

/// Draws the treatments, the newest first, and all about the one in focus.
///
/// ```text
///  2 treatments, the newest first · 1 planned
///  next fits 2 Apr to 16 Apr 2026 · paid 1280.00 USD
///    Planned Thu 2 Apr 2026, in 24 days
///      Harbour Skin Clinic
///  ▸ Thu 5 Mar 2026, 14:30  day 4 now  shown
///      4 check-ins · pen · 1.5 mm · face · Harbour Skin Clinic
///    Thu 22 Jan 2026, 10:00  42 days, then the next
///      18 check-ins · pen · 1 mm · face · Harbour Skin Clinic
/// ╭ Treatment Thu 5 Mar 2026, 14:30 ─────────────────────────────╮
/// │ The other screens show the healing after this one.           │
/// ╰────────────────────────────────────────────── more: Space ───╯
/// ```
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    if let Mode::Asking(treatment) = &model.treatments.mode {
        return ask(model, treatment, theme, frame, area);
    }
    let listed = items(model);
    let here = focus(model, &listed);
    let Some(item) = listed.get(here) else {
        return reading::view(&nothing(), theme, frame, area);
    };
    let mut page = words_about(model, *item);
    let (list, text) = match model.treatments.mode {
        Mode::Reading(scroll) => {
            page.scroll = scroll;
            beside::reading(area)
        }
        _ => beside::split(area, listed.len() * 2 + 2),
    };
    let list_has_keys = !matches!(model.treatments.mode, Mode::Reading(_));
    beside::text(&page, list_has_keys, theme, frame, text);
    if let Some(list) = list {
        draw(model, &listed, here, theme, frame, list);
    }
}

fn draw(model: &Model, items: &[Item<'_>], here: usize, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let summary = summary(model);
    let rows = u16::from(!summary.is_empty() && area.height >= 6);
    let parts = [Constraint::Length(1), Constraint::Length(rows), Constraint::Fill(1)];
    let [heading, under, below] = area.layout(&Layout::vertical(parts));
    frame.render_widget(Line::styled(title(items), theme.style(Meaning::Heading)), heading);
    let summary = shortened(&format!(" {summary}"), usize::from(under.width));
    frame.render_widget(Line::styled(summary, theme.style(Meaning::Plain)), under);
    let width = usize::from(below.width);
    let lines = items.iter().enumerate().flat_map(|(at, one)| match one {
        Item::Plan(plan) => plan_lines(model, plan, at == here, theme, width),
        Item::Treatment(treatment) => item_lines(model, treatment, at == here, theme, width),
    });
    let lines: Vec<_> = lines.collect();
    let sight = in_sight(lines.len(), here * 2, usize::from(below.height));
    let row = u16::try_from((here * 2).saturating_sub(sight.start)).unwrap_or(0);
    frame.render_widget(Paragraph::new(lines[sight].to_vec()), below);
    let cursor = Position::new(below.x, below.y.saturating_add(row));
    if matches!(model.treatments.mode, Mode::List) && below.contains(cursor) {
        frame.set_cursor_position(cursor);
    }
}

fn title(items: &[Item<'_>]) -> String {
    let done = items.iter().filter(|item| matches!(item, Item::Treatment(_))).count();
    let planned = items.len() - done;
    let planned = if planned == 0 { String::new() } else { format!(" · {planned} planned") };
    match done {
        1 => format!(" 1 treatment{planned}"),
        count => format!(" {count} treatments, the newest first{planned}"),
    }
}

/// When it is planned and how long until then; then what speaks against the date, and with whom it is.
fn plan_lines(model: &Model, plan: &Plan, focused: bool, theme: Theme, width: usize) -> [Line<'static>; 2] {
    let style = theme.style(if focused { Meaning::Focus } else { Meaning::Plain });
    let mark = if focused { theme.pointer() } else { "  " };
    let day_end = model.record.diary.day_end;
    let until = countdown(plan.at.date(day_end), day_end.date_of(model.now));
    let head = shortened(&format!("Planned {}, {until}", moment_in_words(plan.at)), width.saturating_sub(2));
    let first = Line::from(Span::styled(format!("{mark}{head}"), style));
    let against = gap(model, Coming::planned(plan.at)).and_then(|(found, _)| in_short(&found));
    let against = against.map_or(String::new(), |words| format!("{words}! "));
    let quiet = theme.style(if focused { Meaning::Plain } else { Meaning::Quiet });
    let rest = shortened(plan.provider.name.trim(), width.saturating_sub(4 + against.chars().count()));
    let against = Span::styled(shortened(&against, width.saturating_sub(4)), theme.style(Meaning::Problem));
    [first, Line::from(vec![Span::raw("    "), against, Span::styled(rest, quiet)])]
}

/// When and how it stands; then what is known about it.
fn item_lines(model: &Model, treatment: &Treatment, focused: bool, theme: Theme, width: usize) -> [Line<'static>; 2] {
    let style = theme.style(if focused { Meaning::Focus } else { Meaning::Plain });
    let mark = if focused { theme.pointer() } else { "  " };
    let is_shown = model.record.chosen.as_ref() == Some(&treatment.id);
    let head = format!("{}  {}", moment_in_words(treatment.performed_at), state_in_words(model, treatment));
    let shown = if is_shown { "  shown" } else { "" };
    let head = shortened(&head, width.saturating_sub(2 + shown.len()));
    let first = Line::from(vec![
        Span::styled(format!("{mark}{head}"), style),
        Span::styled(shown, theme.style(Meaning::Strong)),
    ]);
    let early = match before_treatment(&model.record, &treatment.id) {
        0 => String::new(),
        count => format!("{count} before it! "),
    };
    let rest = shortened(&details(model, treatment), width.saturating_sub(4 + early.len()));
    let quiet = theme.style(if focused { Meaning::Plain } else { Meaning::Quiet });
    let second = vec![Span::raw("    "), Span::styled(early, theme.style(Meaning::Problem)), Span::styled(rest, quiet)];
    [first, Line::from(second)]
}

fn details(model: &Model, treatment: &Treatment) -> String {
    let device = treatment.device.map(|device| device.name().to_owned());
    let depth = treatment.needle_depth.map(|depth| depth.to_string());
    let area = treatment.area.as_ref().map(Area::name).map(str::to_owned);
    let provider = Some(treatment.provider.name.clone()).filter(|name| !name.trim().is_empty());
    let cost = treatment.cost.as_ref().map(ToString::to_string);
    let known = [Some(entries_in_words(model, treatment)), device, depth, area, cost, provider];
    known.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Asks once before a treatment is deleted, and says what goes with it.
fn ask(model: &Model, treatment: &Treatment, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let inside = panel("Delete this treatment?", theme, frame, area);
    let open = model.record.assessment_of(&treatment.id).map_or(0, |judged| judged.open_warnings().len());
    let mut passages = vec![
        Passage::new(Tone::Strong, moment_in_words(treatment.performed_at)),
        Passage::new(Tone::Plain, details(model, treatment)),
        Passage::gap(),
        Passage::new(Tone::Strong, "Its check-ins and its warnings go with it."),
    ];
    if open > 0 {
        let words = "It has a warning that is open: it will not show any more. If it worries you, ring all the same.";
        passages.push(Passage::new(Tone::Strong, words));
    }
    passages.push(Passage::new(Tone::Plain, "u brings all of it back."));
    passages.push(Passage::gap());
    passages.push(Passage::new(Tone::Plain, "y deletes it, n keeps it. To correct its date, use e instead."));
    let lines = reading::lines(&passages, theme, usize::from(inside.width));
    frame.render_widget(Paragraph::new(lines), inside);
    frame.set_cursor_position((inside.x, inside.y));
}

/// What to read while there is no treatment.
fn nothing() -> Reading {
    let passages = vec![
        Passage::new(Tone::Strong, "No treatment is recorded."),
        Passage::new(Tone::Plain, "a adds one: when it was, how it was done, and whom to ring."),
        Passage::new(Tone::Quiet, "u brings back what was deleted last."),
    ];
    Reading::new("Treatments", passages)
}
