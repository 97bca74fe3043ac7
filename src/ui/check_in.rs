//! The check-in as a table: each symptom with its grade, its words, the range of the day, and where it stands.
//!
//! Uses `app::today` and `domain`.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::panel::in_sight;
use super::theme::{Meaning, Theme};
use super::wrap::{fitted, shortened};
use crate::app::Model;
use crate::app::signs::{Shown, signs_of};
use crate::app::today::{Row, day_described, rows};
use crate::domain::{Answer, Band, Grade, Rating, Standing, Symptom};

const NAME: usize = 12;
const STANDING: usize = 14;

/// The columns at a width; those that do not fit are left out, the words first.
#[derive(Clone, Copy)]
struct Columns {
    name: usize,
    scale: usize,
    words: usize,
    range: usize,
}

impl Columns {
    fn at(width: usize) -> Self {
        let (name, scale, range) = match width {
            0..46 => (10, 3, 10),
            46..96 => (NAME + 1, 4, 10),
            _ => (NAME + 1, 11, 19),
        };
        let fixed = 2 + name + scale + range + STANDING;
        let words = width.saturating_sub(fixed + 1);
        Self { name, scale, words: if words >= 8 { words } else { 0 }, range }
    }
}

/// Draws the lines that are in sight, and puts the cursor on the grade of the one in focus.
///
/// ```text
///   Symptom      You In words                            Usual     Beside it
/// ▸ Redness      2   clearly pink, others might notice   0–1, to 2 △ above usual
///   Peeling      (1) a few fine flakes                   0–2       proposed
///   Breakouts    ·                                       0         · not recorded
/// ```
pub fn view(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let columns = Columns::at(usize::from(area.width));
    let heading = usize::from(area.height > 3);
    let all = rows(model);
    let sight = in_sight(all.len(), model.today.row, usize::from(area.height) - heading);
    let top = sight.start;
    let mut lines = Vec::new();
    if heading == 1 {
        lines.push(titles(columns, theme, &sight, all.len()));
    }
    for (at, row) in all.iter().enumerate().take(sight.end).skip(top) {
        lines.push(line(model, row, at == model.today.row, columns, theme, usize::from(area.width)));
    }
    frame.render_widget(Paragraph::new(lines), area);
    let row = u16::try_from(model.today.row.saturating_sub(top) + heading).unwrap_or(0);
    let behind_the_scale = if columns.scale > 4 { 10 } else { 0 };
    let column = u16::try_from(2 + columns.name + behind_the_scale).unwrap_or(0).min(area.width.saturating_sub(1));
    frame.set_cursor_position((area.x + column, area.y + row.min(area.height - 1)));
}

fn titles(columns: Columns, theme: Theme, sight: &Range<usize>, count: usize) -> Line<'static> {
    let first =
        if sight.len() < count { format!("{}–{}/{count}", sight.start + 1, sight.end) } else { "Symptom".to_owned() };
    let words = if columns.words > 0 { fitted("In words", columns.words + 1) } else { String::new() };
    let text = format!(
        "  {}{}{words}{}{}",
        fitted(&first, columns.name),
        fitted("You", columns.scale),
        fitted(if columns.range > 12 { "Usual, described" } else { "Described" }, columns.range),
        fitted("Beside it", STANDING),
    );
    Line::styled(text, theme.style(Meaning::Quiet))
}

fn line(model: &Model, row: &Row, focused: bool, columns: Columns, theme: Theme, width: usize) -> Line<'static> {
    let mark = if focused { theme.pointer() } else { "  " };
    let name_style = theme.style(if focused { Meaning::Focus } else { Meaning::Plain });
    let mut spans = vec![Span::styled(mark, name_style)];
    let named = |name: &str| Span::styled(fitted(name, NAME + 1), name_style);
    match row {
        Row::Symptom(id) => {
            let Some(symptom) = model.library.catalog.symptom(id) else { return Line::default() };
            spans.push(Span::styled(fitted(&symptom.name, columns.name), name_style));
            spans.extend(symptom_cells(model, symptom, columns, theme));
        }
        Row::Signs => {
            spans.push(named("Danger signs"));
            let (words, meaning) = signs_in_words(model);
            spans.push(Span::styled(shortened(&words, width.saturating_sub(NAME + 3)), theme.style(meaning)));
        }
        Row::Note => {
            spans.push(named("Note"));
            let note = &model.today.draft.note;
            let (words, meaning) =
                if note.is_empty() { ("n writes one", Meaning::Quiet) } else { (note.as_str(), Meaning::Plain) };
            spans.push(Span::styled(shortened(words, width.saturating_sub(NAME + 3)), theme.style(meaning)));
        }
    }
    Line::from(spans)
}

fn symptom_cells(model: &Model, symptom: &Symptom, columns: Columns, theme: Theme) -> Vec<Span<'static>> {
    let draft = &model.today.draft;
    let (rating, proposed) = match draft.grades.get(&symptom.id) {
        Some(rating) => (Some(*rating), false),
        None => (draft.proposed.get(&symptom.id).copied(), true),
    };
    let proposed = proposed && rating.is_some();
    let style = theme.style(match (rating, proposed) {
        (None, _) => Meaning::Quiet,
        (_, true) => Meaning::Proposed,
        _ => Meaning::Plain,
    });
    let mut spans = if columns.scale > 4 {
        scale(rating, proposed, theme)
    } else {
        vec![short(rating, proposed, columns.scale, style)]
    };
    if columns.words > 0 {
        let darker_skin = model.record.diary.patient.has_darker_skin();
        let words = match rating {
            None => "",
            Some(Rating::NotSure) => "not sure",
            Some(Rating::Graded(grade)) => symptom.words(grade, darker_skin),
        };
        spans.push(Span::styled(fitted(words, columns.words) + " ", style));
    }
    let band = band(model, symptom);
    spans.push(Span::styled(fitted(&range(band, columns.range > 12), columns.range), theme.style(Meaning::Quiet)));
    spans.push(standing(model, symptom, rating, proposed, theme));
    spans
}

fn band(model: &Model, symptom: &Symptom) -> Option<Band> {
    model.record.assessment()?.bands.band(&symptom.id, day_described(model)?)
}

/// The range described for the day: `usual 0–1, up to 2`, or `0–1, to 2` where room is short.
#[must_use]
pub fn range(band: Option<Band>, long: bool) -> String {
    let Some(Band { usual, outer }) = band else { return "none given".to_owned() };
    let usual_words = if usual == Grade::NONE { "0".to_owned() } else { format!("0–{usual}") };
    match (usual == outer, long) {
        (true, _) => usual_words,
        (false, true) => format!("usual {usual_words}, up to {outer}"),
        (false, false) => format!("{usual_words}, to {outer}"),
    }
}

fn short(rating: Option<Rating>, proposed: bool, width: usize, style: Style) -> Span<'static> {
    let text = match rating {
        None => "·".to_owned(),
        Some(Rating::NotSure) => "?".to_owned(),
        Some(Rating::Graded(grade)) => grade.to_string(),
    };
    let text = if proposed { format!("({text})") } else { text };
    Span::styled(fitted(&text, width), style.add_modifier(ratatui::style::Modifier::BOLD))
}

fn scale(rating: Option<Rating>, proposed: bool, theme: Theme) -> Vec<Span<'static>> {
    let mut spans: Vec<_> = Grade::ALL
        .into_iter()
        .map(|grade| match (rating == Some(grade.into()), proposed) {
            (true, false) => vec![Span::styled(grade.to_string(), theme.style(Meaning::Chosen)), Span::raw(" ")],
            (true, true) => vec![Span::styled(grade.to_string(), theme.style(Meaning::Proposed)), Span::raw("?")],
            (false, _) => vec![Span::styled(format!("{grade} "), theme.style(Meaning::Quiet))],
        })
        .collect::<Vec<_>>()
        .concat();
    let unsure = if rating == Some(Rating::NotSure) { Meaning::Chosen } else { Meaning::Plain };
    spans.push(Span::styled(if rating == Some(Rating::NotSure) { "?" } else { " " }, theme.style(unsure)));
    spans
}

fn standing(model: &Model, symptom: &Symptom, rating: Option<Rating>, proposed: bool, theme: Theme) -> Span<'static> {
    if proposed {
        return Span::styled("  proposed", theme.style(Meaning::Proposed));
    }
    let standing = match (model.record.assessment(), day_described(model)) {
        (Some(assessment), Some(day)) => Standing::of(&assessment.bands, &symptom.id, rating, day),
        _ => Standing::NotRecorded,
    };
    let text = match standing {
        Standing::NotRecorded => standing.word().to_owned(),
        told => format!("{} {}", theme.standing_symbol(told), told.word()),
    };
    Span::styled(text, theme.style(Meaning::Standing(standing)))
}

/// What is answered about danger signs, in a line.
#[must_use]
pub fn signs_in_words(model: &Model) -> (String, Meaning) {
    let signs = &model.today.draft.signs;
    let of = |answer: Answer| {
        signs.iter().filter(move |(_, given)| **given == answer).map(|(sign, _)| model.library.catalog.sign_name(sign))
    };
    let (yes, unsure): (Vec<_>, Vec<_>) = (of(Answer::Yes).collect(), of(Answer::NotSure).collect());
    match (signs.len(), yes.is_empty(), unsure.is_empty()) {
        (0, ..) => {
            let count = signs_of(model, Shown::OfTheDay).len();
            (format!("not asked yet: s shows the {count} to look for"), Meaning::Quiet)
        }
        (answered, true, true) => (format!("none of the {answered} answered"), Meaning::Plain),
        (_, true, false) => (format!("not sure: {}", unsure.join(", ")), Meaning::Problem),
        (_, false, true) => (format!("YES: {}", yes.join(", ")), Meaning::Problem),
        (_, false, false) => (format!("YES: {}; not sure: {}", yes.join(", "), unsure.join(", ")), Meaning::Problem),
    }
}
