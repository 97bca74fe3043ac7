//! The way ahead: the milestones with the one in focus in words, and the ratings with their chart.
//!
//! Uses `app::ahead`, `report` and `domain`.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::panel::{in_sight, panel};
use super::theme::{Meaning, Theme};
use super::wrap::{fitted, shortened, wrap};
use super::{beside, reading};
use crate::app::Model;
use crate::app::ahead::{Mode, View, asking_now, milestone_in_focus, page, ratings, way};
use crate::app::reading::{Passage, Reading, Tone};
use crate::app::today::moment_in_words;
use crate::domain::milestone::{Place, Stage};
use crate::domain::{Catalog, Outcome};
use crate::report::ahead::{Ahead as Way, asking_in_words};
use crate::report::outcome_chart::{OutcomeChart, Strokes};
use crate::report::outcomes::{NO_DANGER_SIGNS, in_short};

/// The longest span, such as `first 24 hours`, and a space.
const SPAN: usize = 19;
/// The words behind a title: its grade, and whether it is now.
const TAIL: usize = 12;
/// Rows of a chart that shows each lane in one row, and its frame.
const LEAST_CHART: u16 = 10;
/// Rows of a chart whose lanes show every height, and its frame.
const TALL_CHART: u16 = 34;

/// Draws the milestones or the ratings, and all about the one in focus.
///
/// ```text
///  A rating would be good by 15 March 2026: five quick answers.   ╭ Most of the redness fades ──╮
///    ● 24 to 48 hours    Most of the redness fades      grade C   │ when  24 to 48 hours: …     │
///  ▸ ◐ 3 to 7 days       Peeling comes and goes         grade A now│ Who says so                 │
///  ──── You are here: day 4, Mon 9 Mar 2026 ────────────────────  ╰─────────────────────────────╯
///    ○ 2 to 3 weeks      Tone and texture begin to …    grade C   Tone         2  3
///    ○ 6 to 9 months     The final result               grade D   Texture      3  3
/// ```
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let Some(way) = way(model) else {
        return reading::view(&no_treatment(), theme, frame, area);
    };
    match (&model.ahead.mode, model.ahead.view) {
        (Mode::Asking(outcome), _) => ask(outcome, &model.library.catalog, theme, frame, area),
        (_, View::Milestones) => milestones(model, &way, theme, frame, area),
        (_, View::Ratings) => rated(model, theme, frame, area),
    }
}

fn milestones(model: &Model, way: &Way<'_>, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let above = asking_lines(model, theme, usize::from(area.width));
    let rows = way.stages.len() + 1 + above.len();
    let (list, text) = match model.ahead.mode {
        Mode::Reading(_) => beside::reading(area),
        _ => beside::split(area, rows),
    };
    let (text, chart) = with_chart(model, area, list, text);
    draw_page(model, theme, frame, text);
    if let Some(chart) = chart {
        draw_chart(model, theme, frame, chart);
    }
    if let Some(list) = list {
        draw_milestones(model, way, theme, frame, list);
    }
}

/// Where list and text stand side by side, the chart takes the lower half of the text's place.
fn with_chart(model: &Model, area: Rect, list: Option<Rect>, text: Option<Rect>) -> (Option<Rect>, Option<Rect>) {
    let (Some(list), Some(text)) = (list, text) else { return (text, None) };
    let is_beside = list.width < area.width && text.height >= 2 * LEAST_CHART;
    if !is_beside || ratings(model).is_empty() {
        return (Some(text), None);
    }
    let height = (text.height / 2).min(TALL_CHART);
    let [text, chart] = text.layout(&Layout::vertical([Constraint::Fill(1), Constraint::Length(height)]));
    (Some(text), Some(chart))
}

fn asking_lines(model: &Model, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let words = asking_now(model).map_or_else(String::new, asking_in_words);
    let lines = wrap(&words, width.saturating_sub(2)).into_iter();
    lines.map(|line| Line::styled(format!(" {line}"), theme.style(Meaning::Heading))).collect()
}

fn draw_milestones(model: &Model, way: &Way<'_>, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let above = asking_lines(model, theme, width);
    let heights = [Constraint::Length(u16::try_from(above.len()).unwrap_or(1)), Constraint::Fill(1)];
    let [heading, below] = area.layout(&Layout::vertical(heights));
    frame.render_widget(Paragraph::new(above), heading);
    let focus = milestone_in_focus(model, way);
    let mut lines: Vec<_> = way
        .stages
        .iter()
        .enumerate()
        .map(|(at, stage)| milestone_line(model, stage, at == focus, theme, width))
        .collect();
    lines.insert(way.here.min(lines.len()), here_line(way, theme, width));
    let row = focus + usize::from(focus >= way.here);
    draw_lines(model, &lines, row, frame, below);
}

/// Draws the lines of a list that are in sight, and puts the cursor on the one in focus.
fn draw_lines(model: &Model, lines: &[Line<'static>], focus: usize, frame: &mut Frame<'_>, area: Rect) {
    let sight = in_sight(lines.len(), focus, usize::from(area.height));
    let row = u16::try_from(focus.saturating_sub(sight.start)).unwrap_or(0);
    frame.render_widget(Paragraph::new(lines[sight].to_vec()), area);
    let cursor = Position::new(area.x, area.y.saturating_add(row));
    if matches!(model.ahead.mode, Mode::List) && area.contains(cursor) {
        frame.set_cursor_position(cursor);
    }
}

fn milestone_line(model: &Model, stage: &Stage<'_>, focused: bool, theme: Theme, width: usize) -> Line<'static> {
    let (mark, meaning) = match stage.place {
        Place::Passed => ("● ", Meaning::Plain),
        Place::Here => ("◐ ", Meaning::Strong),
        Place::Ahead => ("○ ", Meaning::Plain),
    };
    let style = theme.style(if focused { Meaning::Focus } else { meaning });
    let title = fitted(&stage.milestone.title, width.saturating_sub(4 + SPAN + TAIL + 1).min(44));
    let now = if stage.place == Place::Here { " now" } else { "" };
    let grade = format!(" grade {}{now}", stage.milestone.grade(&model.library.catalog));
    Line::from(vec![
        Span::styled(if focused { theme.pointer() } else { "  " }, style),
        Span::styled(mark, style),
        Span::styled(fitted(&stage.milestone.span(), SPAN), style),
        Span::styled(title, style),
        Span::styled(grade, theme.style(if focused { Meaning::Focus } else { Meaning::Quiet })),
    ])
}

fn here_line(way: &Way<'_>, theme: Theme, width: usize) -> Line<'static> {
    let words = shortened(&format!("── {} ", way.you_are_here()), width.saturating_sub(1));
    let rest = width.saturating_sub(words.chars().count() + 2);
    Line::styled(format!(" {words}{}", "─".repeat(rest)), theme.style(Meaning::Key))
}

fn rated(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let ratings = ratings(model);
    if ratings.is_empty() {
        return reading::view(&no_rating(model), theme, frame, area);
    }
    let is_reading = matches!(model.ahead.mode, Mode::Reading(_));
    let (list, text) = if is_reading { beside::reading(area) } else { beside::split(area, 0) };
    let is_beside = list.zip(text).is_some_and(|(list, text)| list.y == text.y);
    if is_beside {
        let (text, chart) = with_chart(model, area, list, text);
        draw_page(model, theme, frame, text);
        if let Some(chart) = chart {
            draw_chart(model, theme, frame, chart);
        }
    } else if is_reading {
        draw_page(model, theme, frame, text);
    }
    match list {
        Some(list) if is_beside => draw_ratings(model, &ratings, theme, frame, list),
        Some(_) => chart_above(model, &ratings, theme, frame, area),
        None => {}
    }
}

/// The chart above the list; the list alone where there is no room for both.
fn chart_above(model: &Model, ratings: &[&Outcome], theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let for_list = u16::try_from(ratings.len()).unwrap_or(u16::MAX).saturating_add(1).clamp(4, area.height / 3 + 1);
    let for_chart = area.height.saturating_sub(for_list);
    let for_chart = if for_chart >= LEAST_CHART - 2 { for_chart } else { 0 };
    let [chart, list] = area.layout(&Layout::vertical([Constraint::Length(for_chart), Constraint::Fill(1)]));
    draw_chart(model, theme, frame, chart);
    draw_ratings(model, ratings, theme, frame, list);
}

fn draw_ratings(model: &Model, ratings: &[&Outcome], theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let [heading, below] = area.layout(&Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]));
    let count = ratings.len();
    let words = if count == 1 { "1 rating".to_owned() } else { format!("{count} ratings, the newest first") };
    frame.render_widget(Line::styled(format!(" {words}"), theme.style(Meaning::Heading)), heading);
    let here = model.ahead.rating.min(count.saturating_sub(1));
    let width = usize::from(below.width);
    let line = |(at, outcome): (usize, &&Outcome)| rating_line(model, outcome, at == here, theme, width);
    let lines: Vec<_> = ratings.iter().enumerate().map(line).collect();
    draw_lines(model, &lines, here, frame, below);
}

fn rating_line(model: &Model, outcome: &Outcome, focused: bool, theme: Theme, width: usize) -> Line<'static> {
    let style = theme.style(if focused { Meaning::Focus } else { Meaning::Plain });
    let mark = if focused { theme.pointer() } else { "  " };
    let day_end = model.record.diary.day_end;
    let date = fitted(&outcome.at.date(day_end).format("%a %-d %b %Y").to_string(), 15);
    let words = shortened(&format!("{date} {}", in_short(outcome, &model.library.catalog)), width.saturating_sub(2));
    Line::from(vec![Span::styled(mark, style), Span::styled(words, style)])
}

fn draw_page(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Option<Rect>) {
    let Some(mut page) = page(model) else { return };
    if let Mode::Reading(scroll) = model.ahead.mode {
        page.scroll = scroll;
    }
    beside::text(&page, matches!(model.ahead.mode, Mode::List), theme, frame, area);
}

/// Draws the chart of the ratings since the treatment that shows.
fn draw_chart(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let Some(treatment) = model.record.treatment() else { return };
    let chart = OutcomeChart::new(&model.record.diary, treatment, &model.library.catalog, model.now);
    let inside = area.intersection(frame.area());
    let lines = chart.lines(usize::from(inside.width).saturating_sub(2), usize::from(inside.height), Strokes::UNICODE);
    let last = lines.len().saturating_sub(1);
    let styled = |(at, line): (usize, String)| {
        let meaning = if at == last { Meaning::Quiet } else { Meaning::Plain };
        let (name, cells) = line.split_at(line.char_indices().nth(12).map_or(line.len(), |(at, _)| at));
        if at == last {
            return Line::styled(format!(" {line}"), theme.style(meaning));
        }
        let name = Span::styled(format!(" {name}"), theme.style(Meaning::Heading));
        Line::from(vec![name, Span::styled(cells.to_owned(), theme.style(Meaning::Strong))])
    };
    frame.render_widget(Paragraph::new(lines.into_iter().enumerate().map(styled).collect::<Vec<_>>()), inside);
}

/// Asks once before a rating is deleted.
fn ask(outcome: &Outcome, catalog: &Catalog, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let inside = panel("Delete this rating?", theme, frame, area);
    let passages = [
        Passage::new(Tone::Strong, moment_in_words(outcome.at)),
        Passage::new(Tone::Plain, in_short(outcome, catalog)),
        Passage::gap(),
        Passage::new(Tone::Plain, "y deletes it, n keeps it. u brings it back."),
    ];
    frame.render_widget(Paragraph::new(reading::lines(&passages, theme, usize::from(inside.width))), inside);
    frame.set_cursor_position((inside.x, inside.y));
}

fn no_treatment() -> Reading {
    let words = "No treatment is recorded yet, so there are no dates to count from. R opens the treatments.";
    Reading::new("Ahead", vec![Passage::new(Tone::Strong, words)])
}

/// What to read while nothing is rated.
fn no_rating(model: &Model) -> Reading {
    let asking = asking_now(model).map_or_else(String::new, asking_in_words);
    let passages = vec![
        Passage::new(Tone::Strong, "Nothing is rated yet since this treatment."),
        Passage::new(Tone::Plain, "r asks five questions: tone, texture, scars, pigment, and how content you are."),
        Passage::new(Tone::Plain, asking),
        Passage::new(
            Tone::Plain,
            "You are asked once a week up to week 8, once a month up to month 12, then every three months up to three years; after three silences in a row, not again until the rhythm slows. You can rate at any time.",
        ),
        Passage::gap(),
        Passage::new(Tone::Quiet, NO_DANGER_SIGNS),
        Passage::new(Tone::Quiet, "The wording of the scores is our own (grade S). No clinician has reviewed it."),
    ];
    Reading::new("Over the months", passages)
}
