//! `mendlog remind`: what waits for the patient, for a prompt, cron or a timer; silent when nothing does.
//!
//! Looks at the journal without making, changing or waiting for anything.

use clap::ValueEnum;

use super::Outcome;
use super::output::{print, print_file, say};
use super::setting::Setting;
use crate::domain::reminder::{Due, NEUTRAL, ReminderHour, due};
use crate::store::StoreError;

/// Say what waits for you, and nothing when nothing does
///
/// A check-in is asked for daily to day 14, every third day to day 28, weekly to day 60; something that is not over asks for
/// a look each day. One check-in a day silences it.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Say what it is; without this nothing tells about health, so that others may read along
    #[arg(long)]
    words: bool,
    /// End with exit code 3 when something waits
    #[arg(long)]
    exit_code: bool,
    #[arg(long, value_name = "HOUR", default_value = "19", value_parser = hour, help = AFTER_HELP)]
    after: ReminderHour,
    /// Print a sample to copy instead: for the shell's prompt, for cron, or for a systemd timer with a desktop notification
    #[arg(long, value_name = "WHERE", conflicts_with_all = ["words", "exit_code", "after"])]
    sample: Option<Sample>,
}

/// Help of `--after`.
pub const AFTER_HELP: &str = "The hour from which the day's check-in is asked for, 0 to 23";

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Sample {
    /// A mark in the shell's prompt.
    Prompt,
    /// A line for `crontab -e`.
    Cron,
    /// A service and its timer.
    Systemd,
}

impl Sample {
    const fn text(self) -> &'static str {
        match self {
            Self::Prompt => include_str!("../../assets/reminders/prompt.sh"),
            Self::Cron => include_str!("../../assets/reminders/crontab"),
            Self::Systemd => include_str!("../../assets/reminders/systemd.txt"),
        }
    }
}

/// An hour of the clock as it is typed.
pub fn hour(typed: &str) -> Result<ReminderHour, String> {
    let hour = typed.parse().ok().and_then(ReminderHour::new);
    hour.ok_or_else(|| "an hour is a whole number from 0 to 23, such as 19".to_owned())
}

/// Says what waits.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    if let Some(sample) = arguments.sample {
        print_file(sample.text())?;
        return Ok(Outcome::Done);
    }
    let due = match waiting(arguments, setting) {
        // Another program writes just now: whoever would be reminded is at the journal.
        Err(error) if is_busy(&error) => return Ok(Outcome::Done),
        Err(error) if is_locked(&error) => {
            say(LOCKED);
            return Ok(Outcome::Done);
        }
        due => due?,
    };
    if due.is_empty() {
        return Ok(Outcome::Done);
    }
    let lines = if arguments.words { due.iter().map(Due::words).collect() } else { vec![NEUTRAL.to_owned()] };
    print(&lines)?;
    Ok(if arguments.exit_code { Outcome::Waits } else { Outcome::Done })
}

fn is_busy(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(StoreError::Busy { .. }))
}

fn is_locked(error: &anyhow::Error) -> bool {
    use StoreError::{Locked, WrongPassphrase, WrongRecoveryKey};
    matches!(error.downcast_ref(), Some(Locked { .. } | WrongPassphrase { .. } | WrongRecoveryKey { .. }))
}

/// Said when nobody but the patient can open the journal; the patient is not to be asked by a clock.
const LOCKED: &str = "\
Your journal is locked, so Mendlog cannot see whether something waits for you. Open it with `mendlog`, or let your keyring answer: \
`mendlog passphrase remember`.";

fn waiting(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Vec<Due>> {
    let Some(journal) = setting.glance()? else { return Ok(Vec::new()) };
    let (library, trouble) = setting.library_by(journal.sheet()?);
    if let Some(trouble) = trouble.filter(|_| arguments.words) {
        say(&trouble);
    }
    let diary = journal.diary()?;
    Ok(due(&diary, |id| library.protocol(id), setting.now, arguments.after))
}
