//! The passphrase being set, changed or taken off, and the recovery key to write down.
//!
//! Uses `app::passphrase_form` and `app::key_paper`.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::panel::{in_sight, panel};
use super::theme::{Meaning, Theme};
use super::unlock::mark;
use super::wrap::{fitted, styled};
use crate::app::key_paper::{Check, KeyPaper, Step};
use crate::app::passphrase_form::{Asked, Errand, PassphraseForm, Stage};
use crate::app::secret::Secret;
use crate::app::unlock::Sight;

/// Lines, and where the cursor stands among them.
struct Page {
    lines: Vec<Line<'static>>,
    cursor: (usize, usize),
}

/// Draws the form.
///
/// ```text
/// ╭ Set a passphrase ─────────────────────────────╮
/// │ Without it nobody can read this journal …     │
/// │ ▸ New passphrase   ••••••••                   │
/// │   The same again                              │
/// ╰───────────────────────────────────────────────╯
/// ```
pub fn form(form: &PassphraseForm, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let inside = panel(title(form.errand), theme, frame, area);
    let width = usize::from(inside.width);
    let mut page = Page { lines: styled(meaning(form.errand), width, theme.style(Meaning::Plain)), cursor: (0, 0) };
    page.lines.push(Line::raw(""));
    let mark = (form.sight == Sight::Hidden).then(|| mark(theme));
    for (at, (asked, secret)) in form.fields.iter().enumerate() {
        page.field(label(form.errand, *asked), secret, mark, at == form.focus, theme, width);
    }
    page.lines.push(Line::raw(""));
    let (words, how) = match (&form.problem, form.stage) {
        (_, Stage::Working) => ("Working … the journal and its backups are written anew.", Meaning::Strong),
        (Some(problem), _) => (problem.as_str(), Meaning::Problem),
        (None, _) => ("Nothing is done before Enter on the last line. Ctrl-T shows what you type.", Meaning::Quiet),
    };
    page.lines.extend(styled(words, width, theme.style(how)));
    page.draw(frame, inside);
}

const fn title(errand: Errand) -> &'static str {
    match errand {
        Errand::Set => "Set a passphrase",
        Errand::Change => "Change the passphrase",
        Errand::Remove => "Take the lock off",
    }
}

const fn meaning(errand: Errand) -> &'static str {
    match errand {
        Errand::Set => {
            "With a passphrase the journal, its drafts and its backups can only be read with it, or with a recovery key that \
             you write down next. Without both nobody can open them again, and nobody can help. Four or five small words are \
             good; at least 8 characters."
        }
        Errand::Change => {
            "The journal and its backups are locked with the new passphrase, and there is a new recovery key to write down. \
             The old ones open them no more. Copies kept elsewhere still open with the old ones."
        }
        Errand::Remove => {
            "Without a lock everybody who can read your files can read this journal and its backups. Nothing in it is lost. \
             Copies kept elsewhere stay locked."
        }
    }
}

const fn label(errand: Errand, asked: Asked) -> &'static str {
    match (errand, asked) {
        (_, Asked::Present) => "Passphrase now",
        (_, Asked::New) => "New passphrase",
        (_, Asked::Again) => "The same again",
    }
}

/// Draws the recovery key, or the check that it is on paper.
pub fn paper(paper: &KeyPaper, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    match &paper.step {
        Step::Writing => writing(paper, theme, frame, area),
        Step::Checking(check) => checking(check, theme, frame, area),
    }
}

fn writing(paper: &KeyPaper, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let inside = panel("Your recovery key: write it down now", theme, frame, area);
    let width = usize::from(inside.width);
    let mut lines: Vec<_> = paper.lines.iter().flat_map(|line| key_lines(line, theme, width)).collect();
    let count = lines.len();
    for words in [
        "It opens the journal when the passphrase is forgotten. Write it on paper, group by group, and keep the paper \
         where nobody finds the computer. Enter, when it is written down: two groups are asked then.",
        paper.about.as_str(),
    ] {
        lines.push(Line::raw(""));
        lines.extend(styled(words, width, theme.style(Meaning::Plain)));
    }
    if lines.len() > usize::from(inside.height) {
        lines.retain(|line| line.width() > 0);
    }
    let row = u16::try_from(count).unwrap_or(0).min(inside.height.saturating_sub(1));
    frame.render_widget(Paragraph::new(lines), inside);
    frame.set_cursor_position(Position::new(inside.x, inside.y.saturating_add(row)));
}

/// A line of groups, broken between them where it does not fit: a group must not be cut.
fn key_lines(line: &Secret, theme: Theme, width: usize) -> Vec<Line<'static>> {
    styled(&line.text().replace('-', " "), width, theme.style(Meaning::Strong))
}

fn checking(check: &Check, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let inside = panel("Is it on paper?", theme, frame, area);
    let width = usize::from(inside.width);
    let asked = "Type these two groups from your paper. Small letters will do.";
    let mut page = Page { lines: styled(asked, width, theme.style(Meaning::Plain)), cursor: (0, 0) };
    page.lines.push(Line::raw(""));
    for (at, (number, typed)) in check.groups.iter().enumerate() {
        page.field(&format!("Group {number}"), typed, None, at == check.focus, theme, width);
    }
    page.lines.push(Line::raw(""));
    let (words, how) = match &check.problem {
        Some(problem) => (problem.as_str(), Meaning::Problem),
        None => ("Esc shows the key again. Ctrl-S goes on without this.", Meaning::Quiet),
    };
    page.lines.extend(styled(words, width, theme.style(how)));
    page.draw(frame, inside);
}

impl Page {
    fn field(&mut self, label: &str, secret: &Secret, mark: Option<char>, focused: bool, theme: Theme, width: usize) {
        let labels = 15.min(width / 2);
        let room = width.saturating_sub(labels + 3);
        let (text, cursor) = secret.shown(room, mark);
        let (meaning, pointer) = if focused { (Meaning::Focus, theme.pointer()) } else { (Meaning::Plain, "  ") };
        if focused {
            let before: String = text.chars().take(cursor).collect();
            self.cursor = (labels + 3 + Span::raw(before).width(), self.lines.len());
        }
        self.lines.push(Line::from(vec![
            Span::styled(format!("{pointer}{} ", fitted(label, labels)), theme.style(meaning)),
            Span::styled(text.to_string(), theme.style(Meaning::Strong)),
        ]));
    }

    /// Where not all fits, the field in focus is in sight.
    fn draw(self, frame: &mut Frame<'_>, area: Rect) {
        let (column, row) = self.cursor;
        let sight = in_sight(self.lines.len(), row + 1, usize::from(area.height));
        let row = u16::try_from(row.saturating_sub(sight.start)).unwrap_or(0).min(area.height.saturating_sub(1));
        let column = u16::try_from(column).unwrap_or(0).min(area.width.saturating_sub(1));
        frame.render_widget(Paragraph::new(self.lines[sight].to_vec()), area);
        frame.set_cursor_position(Position::new(area.x.saturating_add(column), area.y.saturating_add(row)));
    }
}
