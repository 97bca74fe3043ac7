//! `mendlog calendar`: the coming check-ins as a file for any calendar.

use std::path::PathBuf;

use super::Outcome;
use super::new_file::{Already, save};
use super::output::{counted, print_file, say};
use super::remind::{AFTER_HELP, hour};
use super::setting::{NO_TREATMENT, Setting};
use crate::domain::reminder::{ReminderHour, ahead};
use crate::exchange::calendar;

/// Write the coming check-ins as a calendar file (.ics), each with an alarm and a neutral title
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Into which file, readable by you alone; to the terminal or pipe when left out
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace a file that is already there
    #[arg(long, requires = "output")]
    force: bool,
    #[arg(long, value_name = "HOUR", default_value = "19", value_parser = hour, help = AFTER_HELP)]
    after: ReminderHour,
}

/// Writes the calendar out.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let diary = setting.diary()?;
    if diary.treatments.is_empty() {
        say(NO_TREATMENT);
        return Ok(Outcome::Done);
    }
    let ahead = ahead(&diary, |id| setting.library.protocol(id), setting.now, arguments.after);
    let Some(text) = calendar::to_string(&ahead, diary.day_end.date_of(setting.now)) else {
        say("Nothing lies ahead: no check-in is asked for any more, and nothing is open. No file was written.");
        return Ok(Outcome::Done);
    };
    let Some(path) = &arguments.output else {
        print_file(&text)?;
        return Ok(Outcome::Done);
    };
    save(path, text.as_bytes(), Already::unless(arguments.force))?;
    let events = counted(ahead.len(), "event", "events");
    let path = path.display();
    say(&format!("Wrote {events} to {path}. Open it with your calendar; reading a later one in moves them along."));
    Ok(Outcome::Done)
}
