//! The machine we run on: its clock, its environment, its folders, its randomness. Read here and nowhere else.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, Local, MappedLocalTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use etcetera::{BaseStrategy, base_strategy::Xdg};

/// The patient's clock. `MENDLOG_NOW` (a date and time with offset) stands in for it in tests and pictures.
#[must_use]
pub fn now() -> DateTime<FixedOffset> {
    pinned().unwrap_or_else(|| Local::now().fixed_offset())
}

/// What the patient's clock showed, with its offset then; of an hour that came twice, the first. An hour that never came,
/// because the clock was put forward over it, is told by the clock as it went the day before.
#[must_use]
pub fn at_clock(shown: NaiveDateTime) -> DateTime<FixedOffset> {
    match pinned() {
        Some(pinned) => at_clock_of(pinned.offset(), shown),
        None => at_clock_of(&Local, shown),
    }
}

fn at_clock_of<Z: TimeZone>(zone: &Z, shown: NaiveDateTime) -> DateTime<FixedOffset> {
    // Of two readings the one further ahead of UTC came first; in which order the zone tells them is not said.
    let first = |shown| match zone.offset_from_local_datetime(&shown) {
        MappedLocalTime::Single(offset) => Some(offset.fix()),
        MappedLocalTime::Ambiguous(one, other) => {
            [one.fix(), other.fix()].into_iter().max_by_key(FixedOffset::local_minus_utc)
        }
        MappedLocalTime::None => None,
    };
    let day_before = || shown.checked_sub_signed(TimeDelta::days(1)).and_then(first);
    let offset = first(shown).or_else(day_before).unwrap_or_else(|| Utc.fix());
    shown.and_local_timezone(offset).earliest().unwrap_or_else(|| shown.and_utc().fixed_offset())
}

fn pinned() -> Option<DateTime<FixedOffset>> {
    let text = std::env::var("MENDLOG_NOW").ok()?;
    DateTime::parse_from_rfc3339(&text).ok()
}

/// A name that no other treatment or entry has, on any machine; later ones sort after earlier ones.
#[must_use]
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// The machine, by a name made of the one it has for programs: nobody is known by it, and it stays the same. Programs that do not
/// see each other's processes are on different ones, however near. Empty where it cannot be told.
#[must_use]
pub fn machine() -> String {
    let Ok(name) = std::fs::read_to_string("/etc/machine-id") else { return String::new() };
    let processes = std::fs::read_link("/proc/self/ns/pid").unwrap_or_default();
    uuid::Uuid::new_v5(&MACHINES, format!("{name}{}", processes.display()).as_bytes()).to_string()
}

const MACHINES: uuid::Uuid = uuid::Uuid::from_u128(0x6f0d_5a3e_91c4_4b0a_8f27_c2d8_5e71_b94d);

/// The machine's latest start; empty where it cannot be told.
#[must_use]
pub fn boot() -> String {
    std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned()
}

/// When a process of this machine began, by a clock that counts from the machine's start, empty where that cannot be told; none
/// when there is no such process any more.
#[cfg(unix)]
#[must_use]
pub fn began(process: u32) -> Option<String> {
    use rustix::process::{Pid, test_kill_process};
    let found = test_kill_process(i32::try_from(process).ok().and_then(Pid::from_raw)?);
    // One that may not be touched is there all the same.
    if found.is_err_and(|error| error != rustix::io::Errno::PERM) {
        return None;
    }
    let Ok(told) = std::fs::read_to_string(format!("/proc/{process}/stat")) else { return Some(String::new()) };
    // The program's own name stands in brackets before the rest, and may hold anything.
    let mut rest = told.rsplit_once(") ").map(|(_, rest)| rest.split(' ')).into_iter().flatten();
    let state = rest.next().unwrap_or_default();
    let is_over = matches!(state, "Z" | "X");
    (!is_over).then(|| rest.nth(18).unwrap_or_default().to_owned())
}

/// Others cannot be asked here, and one window alone is what there mostly is: all but this one count as gone.
#[cfg(not(unix))]
#[must_use]
pub fn began(process: u32) -> Option<String> {
    (process == std::process::id()).then(String::new)
}

/// The journal's file: the one named on the command line or in `MENDLOG_DB`, else the place XDG gives to data.
///
/// # Errors
/// When no home folder is known.
pub fn journal_path(named: Option<PathBuf>) -> Result<PathBuf, NoHome> {
    if let Some(path) = named {
        return Ok(path);
    }
    match std::env::var_os("MENDLOG_DB").filter(|path| !path.is_empty()) {
        Some(path) => Ok(path.into()),
        None => Ok(data_folder()?.join("journal.db")),
    }
}

/// Where the journal lies when nobody says otherwise: `$XDG_DATA_HOME/mendlog`, usually `~/.local/share/mendlog`.
///
/// # Errors
/// When no home folder is known.
pub fn data_folder() -> Result<PathBuf, NoHome> {
    let xdg = Xdg::new().map_err(|_| NoHome)?;
    Ok(xdg.data_dir().join("mendlog"))
}

/// No home folder is known, so there is no place for the journal.
#[derive(Debug, thiserror::Error)]
#[error("no home folder is known, so there is no place for the journal; name one with --db FILE")]
pub struct NoHome;

/// What the terminal can show, as far as the environment tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// Colours are wanted: neither `NO_COLOR` is set nor the terminal is dumb.
    pub colour: bool,
    /// The locale writes UTF-8, so box and braille characters arrive.
    pub unicode: bool,
}

/// Reads `NO_COLOR`, `TERM`, `LC_ALL`, `LC_CTYPE` and `LANG`.
#[must_use]
pub fn terminal() -> Terminal {
    let var = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let dumb = var("TERM").as_deref() == Some("dumb");
    let locale = var("LC_ALL").or_else(|| var("LC_CTYPE")).or_else(|| var("LANG")).unwrap_or_default().to_lowercase();
    let ascii_locale = matches!(locale.as_str(), "c" | "posix") || (locale.contains('.') && !locale.contains("utf"));
    Terminal { colour: var("NO_COLOR").is_none() && !dumb, unicode: !dumb && !ascii_locale }
}

/// How many columns the terminal has; `None` where output goes elsewhere.
#[must_use]
pub fn columns() -> Option<u16> {
    use std::io::IsTerminal;
    let size = ratatui::crossterm::terminal::size().ok().filter(|_| std::io::stdout().is_terminal());
    size.map(|(columns, _)| columns)
}
