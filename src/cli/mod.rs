//! The command line: one file per subcommand; data on stdout, words on stderr.
//!
//! Part of the shell: may use everything below it, and reads clock and environment through `host`.

mod ahead;
mod answers;
mod assess;
mod assess_many;
mod backup;
mod calendar;
mod call;
mod care;
mod care_json;
mod changes;
mod chart;
mod chosen_date;
mod compare;
mod confirm;
mod conflicts;
mod doctor;
mod erase;
mod explain;
mod export;
mod forecast;
mod given_file;
mod history;
mod import;
mod log;
mod merge;
mod month;
mod near;
mod new_file;
mod output;
mod passphrase;
mod paths;
mod plan;
mod privacy;
mod protocol;
mod rate;
mod remind;
mod report;
mod restore;
mod schema;
mod screen;
mod seen;
mod session;
mod session_json;
mod setting;
mod status;
mod treatment;
mod trial;
mod turn;
mod unlocking;
mod verdict;
mod why;
mod why_json;

use std::fmt;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::domain::text::{LONGEST, clean};
use crate::domain::{Triage, Turn};

/// What `--help` says after the options.
const AFTER_HELP: &str = "\
Examples:
  mendlog                                        open the journal
  mendlog --demo                                 look around in a made-up journal, nothing is kept
  mendlog treatment add --date today --device pen --depth 1.0 --phone \"555 0100\"
  mendlog plan add --date 2026-12-04             plan the next one: is it too soon, what to stop before
  mendlog log redness=2 peeling=1 --none-of-these
  mendlog log pain=not_sure --sign warmth --date yesterday
  mendlog status --exit-code                     for shell prompts and scripts
  mendlog care                                   what to do today, and what not yet
  mendlog care done cleanse                      a care task is done
  mendlog seen --days 3 antibiotics              you were seen: what they said, better by when
  mendlog chart redness                          how a symptom went, beside what is described
  mendlog compare --symptom redness              this time and last time, day by day
  mendlog forecast                               when each symptom is likely gone, as a range of days
  mendlog month                                  the month as a calendar of worst grades and verdicts
  mendlog report -o visit.pdf                    the page to take along to a visit, with your questions
  mendlog call                                   whom to ring, and three sentences to read out
  mendlog remind                                 what waits for you; silent once it is done
  mendlog calendar -o journal.ics                the coming check-ins for your calendar, with alarms and neutral titles
  mendlog changes                                what was corrected, and which verdicts that changed
  mendlog history                                what each thing said before, and from when to when
  mendlog undo                                   undo what was done last; redo does it again, --list lists
  mendlog why                                    why the last check-in got its verdict, and what came close
  mendlog ahead                                  the milestones ahead, and where you are
  mendlog rate --tone 3 --texture 4              rate the result; alone, it shows the ratings so far
  mendlog explain pain-rising                    when a rule holds, why, and who says so
  mendlog protocol use sheet.toml                go by your provider's own sheet
  mendlog merge stick/journal.db                 take over what another machine of yours recorded
  mendlog conflicts                              what two machines say differently, and how to settle it
  mendlog backup                                 a checked copy of the journal beside it
  mendlog restore                                the backups there are, and how to go back to one
  mendlog doctor                                 is the journal well? changes nothing
  mendlog privacy                                what is stored where, and who can read it
  mendlog passphrase set                         lock the journal; it shows a recovery key to write down
  mendlog export -o journal.json                 a copy of everything, for you or another program
  mendlog export --format fhir -o bundle.json    the same for a clinic's or your own health record (FHIR R4)
  mendlog assess - --ndjson < cohort.ndjson      many patients' journals, one a line, judged on all cores

Exit codes:
  0   done; with --exit-code: within the range described, or watch
  1   it could not be done
  2   wrong usage or wrong input
  3   with remind --exit-code: something waits for you
  10  with --exit-code: ring the clinic within a day or two
  11  with --exit-code: medical advice today
  12  with --exit-code: emergency number now

The journal is one file on this machine; nothing ever leaves it. Nobody is monitoring it.
No clinician has reviewed the figures. It is not medical advice.";

/// Heading of the options that every command has.
const EVERYWHERE: &str = "Options everywhere";

/// Help of `--db`.
const DB_HELP: &str = "The journal's file; else the one in MENDLOG_DB, else the usual place (see `mendlog paths`)";

/// A journal for the weeks after microneedling: grade a day, see how it compares with what is described, be warned.
#[derive(Debug, Parser)]
#[command(name = "mendlog", version, after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Draw the screen with ASCII characters only
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    ascii: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = EVERYWHERE)]
    color: Colour,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Which journal.
#[derive(Debug, clap::Args)]
struct Place {
    /// The journal's file
    #[arg(long, global = true, value_name = "FILE", help = DB_HELP, help_heading = EVERYWHERE)]
    db: Option<PathBuf>,
    /// Use a made-up journal in a temporary file, which is gone afterwards
    #[arg(long, global = true, conflicts_with = "db", help_heading = EVERYWHERE)]
    demo: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// On a terminal that has it, unless the environment asks for none.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    Log(log::Arguments),
    Status(status::Arguments),
    Care(care::Arguments),
    Seen(seen::Arguments),
    Chart(chart::Arguments),
    Compare(compare::Arguments),
    Forecast(forecast::Arguments),
    Changes(changes::Arguments),
    History(history::Arguments),
    /// Undo what was done last, in the screens or on the command line; again, what was done before it
    Undo(turn::Arguments),
    /// Do again what was undone last
    Redo(turn::Arguments),
    Export(export::Arguments),
    Import(import::Arguments),
    Schema(schema::Arguments),
    Merge(merge::Arguments),
    Conflicts(conflicts::Arguments),
    Backup(backup::Arguments),
    Restore(restore::Arguments),
    Doctor(doctor::Arguments),
    Privacy(privacy::Arguments),
    Erase(erase::Arguments),
    Assess(assess::Arguments),
    Explain(explain::Arguments),
    Why(why::Arguments),
    Month(month::Arguments),
    Remind(remind::Arguments),
    Calendar(calendar::Arguments),
    Report(report::Arguments),
    Call(call::Arguments),
    Ahead(ahead::Arguments),
    Rate(rate::Arguments),
    #[command(subcommand)]
    Protocol(protocol::Command),
    #[command(subcommand)]
    Treatment(treatment::Command),
    #[command(subcommand)]
    Plan(plan::Command),
    Trial(trial::Arguments),
    #[command(subcommand)]
    Passphrase(passphrase::Command),
    /// Print where the journal lies
    Paths,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// It did what was asked, and was asked to tell how things stand.
    Stands(Triage),
    /// It did what was asked, was asked to tell, and something waits for the patient.
    Waits,
    /// It looked, and something is not as it should be.
    Unwell,
}

impl Outcome {
    /// The exit code of `formats.md`.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Done | Self::Stands(Triage::Expected | Triage::Watch) => 0,
            Self::Unwell => 1,
            Self::Waits => 3,
            Self::Stands(Triage::ContactProvider) => 10,
            Self::Stands(Triage::Urgent) => 11,
            Self::Stands(Triage::Emergency) => 12,
        }
    }

    const fn told(wanted: bool, triage: Triage) -> Self {
        if wanted { Self::Stands(triage) } else { Self::Done }
    }
}

/// What was typed or handed over is wrong, in words that say what would be right; exit code 2.
#[derive(Debug)]
pub struct WrongInput(String);

impl fmt::Display for WrongInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WrongInput {}

/// An error about what was typed.
fn wrong(message: impl Into<String>) -> anyhow::Error {
    WrongInput(message.into()).into()
}

/// Free text from the command line, harmless, and short enough that an export of it can be imported again.
fn free_text(what: &str, typed: Option<&str>) -> anyhow::Result<String> {
    let typed = typed.unwrap_or_default();
    if typed.chars().nth(LONGEST).is_some() {
        return Err(wrong(format!("{what}: a text has at most {LONGEST} characters; shorten it. Nothing was saved.")));
    }
    Ok(clean(typed).into_owned())
}

/// Does what was asked.
///
/// # Errors
/// When it cannot be done, or when what was asked makes no sense ([`WrongInput`]).
pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let Arguments { place, ascii, color, command } = arguments;
    let setting = setting::Setting::new(place, color)?;
    match command {
        None => screen::open(&setting, ascii),
        Some(Command::Log(log)) => log::run(&log, &by_sheet(setting)?),
        Some(Command::Status(status)) => status::run(&status, &by_sheet(setting)?),
        Some(Command::Care(care)) => care::run(&care, &by_sheet(setting)?),
        Some(Command::Seen(seen)) => seen::run(&seen, &by_sheet(setting)?),
        Some(Command::Chart(chart)) => chart::run(&chart, &by_sheet(setting)?, ascii),
        Some(Command::Compare(compare)) => compare::run(&compare, &by_sheet(setting)?),
        Some(Command::Forecast(forecast)) => forecast::run(&forecast, &by_sheet(setting)?),
        Some(Command::Changes(_)) => changes::run(&setting),
        Some(Command::History(history)) => history::run(&history, &setting),
        Some(Command::Undo(undo)) => turn::run(&undo, Turn::Undo, &by_sheet(setting)?),
        Some(Command::Redo(redo)) => turn::run(&redo, Turn::Redo, &by_sheet(setting)?),
        Some(Command::Export(export)) => export::run(&export, &setting),
        Some(Command::Import(import)) => import::run(&import, &setting),
        Some(Command::Schema(schema)) => schema::run(&schema),
        Some(Command::Merge(merge)) => merge::run(&merge, &setting),
        Some(Command::Conflicts(conflicts)) => conflicts::run(&conflicts, &by_sheet(setting)?),
        Some(Command::Backup(backup)) => backup::run(&backup, &setting),
        Some(Command::Restore(restore)) => restore::run(&restore, &setting),
        Some(Command::Doctor(doctor)) => doctor::run(&doctor, &setting),
        Some(Command::Privacy(_)) => privacy::run(&setting),
        Some(Command::Erase(erase)) => erase::run(&erase, &setting),
        Some(Command::Assess(assess)) => assess::run(&assess, &setting),
        Some(Command::Explain(explain)) => explain::run(&explain, &setting),
        Some(Command::Ahead(ahead)) => ahead::run(&ahead, &by_sheet(setting)?),
        Some(Command::Rate(rate)) => rate::run(&rate, &by_sheet(setting)?, ascii),
        Some(Command::Why(why)) => why::run(&why, &by_sheet(setting)?),
        Some(Command::Month(month)) => month::run(&month, &by_sheet(setting)?),
        Some(Command::Remind(remind)) => remind::run(&remind, &setting),
        Some(Command::Calendar(calendar)) => calendar::run(&calendar, &by_sheet(setting)?),
        Some(Command::Report(report)) => report::run(&report, &by_sheet(setting)?),
        Some(Command::Call(_)) => call::run(&by_sheet(setting)?),
        Some(Command::Protocol(protocol)) => protocol::run(&protocol, &setting),
        Some(Command::Treatment(treatment)) => treatment::run(&treatment, &by_sheet(setting)?),
        Some(Command::Plan(plan)) => plan::run(&plan, &by_sheet(setting)?),
        Some(Command::Trial(trial)) => trial::run(&trial, &setting),
        Some(Command::Passphrase(passphrase)) => passphrase::run(&passphrase, &setting),
        Some(Command::Paths) => paths::run(&setting),
    }
}

/// Goes by the patient's own sheet, and says so when it cannot be used.
fn by_sheet(setting: setting::Setting) -> anyhow::Result<setting::Setting> {
    let setting = setting.by_kept_sheet()?;
    if let Some(trouble) = &setting.notice {
        output::say(trouble);
    }
    Ok(setting)
}

/// The exit code for an error, after it was told on stderr. A reader of our output that has gone is no error.
#[must_use]
pub fn report_error(error: &anyhow::Error) -> u8 {
    if output::is_closed_pipe(error) {
        return 0;
    }
    output::say(&format!("mendlog: {error:#}"));
    if error.is::<WrongInput>() { 2 } else { 1 }
}
