//! The list of entries: read, change, fill in, delete, bring back, find.
//!
//! May use `domain`.

use super::back_fill::back_fill;
use super::effect::{Effect, Version};
use super::entry_reading::reading;
use super::key::{Key, Press};
use super::keymap::{Action, Context};
use super::model::Model;
use super::month::{self, MonthView};
use super::reading::Scroll;
use super::rejudged::Verdicts;
use super::screen::Screen;
use super::signs::moved_row;
use super::text::Text;
use super::timeline::{Line, Search, timeline};
use super::today;
use crate::domain::{AssessedEntry, Entry, EntryId};

/// The list of entries, and where in it.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The line in focus.
    pub row: usize,
    /// What the keys are for.
    pub mode: Mode,
    /// Which entries show.
    pub search: Search,
    /// What an entry said at first and later, the oldest first.
    pub versions: Option<(EntryId, Vec<Version>)>,
}

/// What the keys are for.
#[derive(Clone, Debug, Default)]
pub enum Mode {
    /// The list.
    #[default]
    List,
    /// The entry in focus, read as a whole, so far down.
    Reading(Scroll),
    /// Whether to delete this entry.
    Asking(Box<Entry>),
    /// The words to look for, being typed.
    Searching(Text),
    /// A month as a calendar.
    Month(MonthView),
}

impl History {
    /// Where its keys are looked up.
    #[must_use]
    pub const fn context(&self) -> Context {
        match self.mode {
            Mode::List => Context::History,
            Mode::Reading(_) => Context::HistoryReading,
            Mode::Asking(_) => Context::HistoryAsking,
            Mode::Searching(_) => Context::HistoryFilter,
            Mode::Month(_) => Context::HistoryMonth,
        }
    }

    /// Whether words to look for are being typed.
    #[must_use]
    pub const fn is_being_searched(&self) -> bool {
        matches!(self.mode, Mode::Searching(_))
    }

    /// Takes a key that no table names: it is typed.
    pub fn type_key(&mut self, key: Key) {
        if let Mode::Searching(text) = &mut self.mode
            && text.type_key(key)
        {
            self.search = Search::new(text.value());
            self.row = 0;
        }
    }

    /// Takes pasted text while words to look for are being typed.
    pub fn paste(&mut self, pasted: &str) {
        if let Mode::Searching(text) = &mut self.mode {
            text.paste(pasted);
            self.search = Search::new(text.value());
            self.row = 0;
        }
    }
}

/// The lines that show.
#[must_use]
pub fn lines(model: &Model) -> Vec<Line<'_>> {
    timeline(model, &model.history.search)
}

/// The line in focus.
#[must_use]
pub fn focused(model: &Model) -> Option<Line<'_>> {
    let lines = lines(model);
    lines.get(model.history.row.min(lines.len().saturating_sub(1))).copied()
}

/// The check-in in focus, while the list shows.
#[must_use]
pub fn focused_entry(model: &Model) -> Option<&Entry> {
    match focused(model) {
        Some(Line::Entry(judged)) if model.screen == Screen::History => Some(&judged.entry),
        _ => None,
    }
}

/// What to find out when the list is opened.
#[must_use]
pub fn opened() -> Vec<Effect> {
    vec![Effect::ReadEdited]
}

/// Asks for what the entry in focus said before, once it is known to have been changed.
#[must_use]
pub fn versions_wanted(model: &Model) -> Vec<Effect> {
    let Some(Line::Entry(AssessedEntry { entry, .. })) = focused(model) else { return Vec::new() };
    let is_read = model.history.versions.as_ref().is_some_and(|(id, _)| *id == entry.id);
    if is_read || !model.record.edited.contains(&entry.id) {
        Vec::new()
    } else {
        vec![Effect::ReadRevisions(entry.id.clone())]
    }
}

/// Does what a key asks for.
pub fn act(model: &mut Model, action: Action, _press: &Press) -> Vec<Effect> {
    match (std::mem::take(&mut model.history.mode), action) {
        (Mode::Month(view), action) => return month::act(model, view, action),
        (Mode::Asking(entry), Action::Yes) => return vec![Effect::DeleteEntry(*entry)],
        (Mode::Asking(_), Action::No) | (Mode::Searching(_), Action::Enter) | (Mode::Reading(_), Action::Back) => {}
        (Mode::Asking(entry), _) => model.history.mode = Mode::Asking(entry),
        (Mode::Searching(_) | Mode::List, Action::Back) => show_all(model),
        (Mode::Searching(text), _) => model.history.mode = Mode::Searching(text),
        (_, Action::Edit) => return change(model),
        (_, Action::Delete) => ask_to_delete(model),
        (_, Action::BackFill) => return back_fill(model),
        (_, Action::Find) => model.history.mode = Mode::Searching(Text::new(&model.history.search.text())),
        (_, Action::Month) => month::open(model),
        (_, Action::Read) => model.history.mode = Mode::Reading(Scroll::default()),
        (Mode::Reading(scroll), moved) => model.history.mode = Mode::Reading(scrolled(model, scroll, moved)),
        (Mode::List, moved) => {
            let last = lines(model).len().saturating_sub(1);
            model.history.row = moved_row(model.history.row.min(last), moved, last);
        }
    }
    versions_wanted(model)
}

fn scrolled(model: &Model, scroll: Scroll, action: Action) -> Scroll {
    let Some(line) = focused(model) else { return scroll };
    let mut page = reading(model, &line);
    page.scroll = scroll;
    page.act(action);
    page.scroll
}

/// Shows everything again, the line in focus still in focus.
fn show_all(model: &mut Model) {
    let entry = match focused(model) {
        Some(Line::Entry(entry)) => Some(entry.entry.id.clone()),
        _ => None,
    };
    model.history.search = Search::default();
    if let Some(id) = entry {
        focus_on(model, &id);
    }
}

/// Puts an entry in focus, if it shows.
pub fn focus_on(model: &mut Model, id: &EntryId) {
    let is_it = |line: &Line<'_>| matches!(line, Line::Entry(entry) if entry.entry.id == *id);
    if let Some(row) = lines(model).iter().position(is_it) {
        model.history.row = row;
    }
}

fn change(model: &mut Model) -> Vec<Effect> {
    match focused(model) {
        Some(Line::Entry(entry)) => {
            let entry = entry.entry.clone();
            today::edit(model, &entry)
        }
        Some(Line::Gap(_)) => back_fill(model),
        Some(Line::Treatment(_)) => noticed(model, "This is the treatment itself: R shows the treatments."),
        Some(Line::Unread(_)) => noticed(model, "These check-ins are still being read. Wait a moment."),
        None => noticed(model, "There is no check-in here. T begins one."),
    }
}

fn ask_to_delete(model: &mut Model) {
    let Some(Line::Entry(AssessedEntry { entry, .. })) = focused(model) else {
        model.notice = Some("There is no check-in in this line to delete.".to_owned());
        return;
    };
    if model.today.draft.is_correction() && model.today.draft.id.as_ref() == Some(&entry.id) {
        model.notice =
            Some("You are changing this check-in on Today: save it there first, or leave it with Esc.".to_owned());
        return;
    }
    model.history.mode = Mode::Asking(Box::new(entry.clone()));
}

/// The journal keeps a change.
pub fn saved(model: &mut Model, effect: &Effect) {
    match effect {
        Effect::DeleteEntry(_) => model.notice = Some("Deleted. u brings it back.".to_owned()),
        Effect::SaveEntry(_) => model.history.versions = None,
        _ => {}
    }
}

/// Says what an entry that went or came changed for the others.
pub fn others_rejudged(model: &mut Model, entry: &Entry, before: &Verdicts) {
    let words = before.beside(&entry.id, &Verdicts::of(&model.record));
    if let (Some(notice), Some(words)) = (&mut model.notice, words) {
        notice.push(' ');
        notice.push_str(&words);
    }
}

fn noticed(model: &mut Model, words: &str) -> Vec<Effect> {
    model.notice = Some(words.to_owned());
    Vec::new()
}
