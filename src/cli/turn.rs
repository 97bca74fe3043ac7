//! `mendlog undo` and `mendlog redo`: one act after another, whatever was done and wherever.

use chrono::{DateTime, FixedOffset};

use super::Outcome;
use super::output::{print, say, wrapped};
use super::setting::Setting;
use crate::app::change_words::in_words;
use crate::app::rejudged::Verdicts;
use crate::domain::{Turn, Undone};
use crate::store::Journal;

/// So many acts are listed.
const LISTED: usize = 20;

/// What to undo, or to do again.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Only list what can be undone or done again, the next first; nothing is changed
    #[arg(long)]
    list: bool,
}

/// Undoes what was done last, or does it again, and tells what that was and which verdicts it changed.
pub fn run(arguments: &Arguments, turn: Turn, setting: &Setting) -> anyhow::Result<Outcome> {
    let Some(mut journal) = setting.existing_journal()? else {
        say(nothing(turn));
        return Ok(Outcome::Done);
    };
    if arguments.list {
        return list(turn, &journal, setting);
    }
    let before = Verdicts::of_diary(&journal.diary()?, &setting.library);
    let undone = match turn {
        Turn::Undo => journal.undo(setting.now)?,
        Turn::Redo => journal.redo(setting.now)?,
    };
    let Some(undone) = undone else {
        say(nothing(turn));
        return Ok(Outcome::Done);
    };
    say(&said(turn, &undone, setting));
    let after = Verdicts::of_diary(&journal.diary()?, &setting.library);
    before.what_changed(&after).into_iter().for_each(|words| say(&words));
    Ok(Outcome::Done)
}

const fn nothing(turn: Turn) -> &'static str {
    match turn {
        Turn::Undo => "There is nothing left to undo.",
        Turn::Redo => "There is nothing to do again: nothing was undone since something was done last.",
    }
}

fn said(turn: Turn, undone: &Undone, setting: &Setting) -> String {
    let (what, when) = (in_words(undone, &setting.library), moment(undone.at));
    match turn {
        Turn::Undo => format!("Undone: {what} ({when}). `mendlog redo` does it again."),
        Turn::Redo => format!("Done again: {what} ({when}). `mendlog undo` undoes it."),
    }
}

fn moment(at: DateTime<FixedOffset>) -> String {
    at.format("%-d %B %Y, %H:%M").to_string()
}

fn list(turn: Turn, journal: &Journal, setting: &Setting) -> anyhow::Result<Outcome> {
    let acts = match turn {
        Turn::Undo => journal.undoable(LISTED)?,
        Turn::Redo => journal.redoable(LISTED)?,
    };
    if acts.is_empty() {
        say(nothing(turn));
    }
    let line =
        |undone: &Undone| wrapped("", &format!("{}  {}.", moment(undone.at), in_words(undone, &setting.library)));
    print(&acts.iter().flat_map(line).collect::<Vec<_>>())?;
    Ok(Outcome::Done)
}
