//! What a journal that comes from a file may say, whatever the file's form: sizes, lengths, times.
//!
//! May use `domain`.

use chrono::{DateTime, FixedOffset, SecondsFormat};

use crate::domain::Moment;
use crate::domain::text::{LONGEST, clean, clean_line};

/// What a journal from a file may say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules {
    not_after: Option<DateTime<FixedOffset>>,
}

impl Rules {
    /// The largest file: ten years of several entries a day stay far below.
    pub const MAX_BYTES: u64 = 64 * 1024 * 1024;
    /// The most treatments, and the most plans.
    pub const MOST_TREATMENTS: usize = 1_000;
    /// The most of anything else: check-ins, ratings, notes about care, acts on warnings.
    pub const MOST: usize = 100_000;
    /// The most rows of a table.
    pub const MOST_ROWS: usize = 2_000_000;
    /// The longest name by which parts of a file refer to each other.
    pub const LONGEST_NAME: usize = 200;

    /// What a moment looks like.
    pub(super) const MOMENT: &str =
        "a date of the calendar, such as \"2026-03-05\", or \"2026-03-05T20:00:00+01:00\" with the time zone's offset";
    /// What a reading of the clock looks like.
    pub(super) const CLOCK_TIME: &str =
        "a date and time with the time zone's offset, such as \"2026-03-05T20:00:00+01:00\"";

    /// Refuses treatments and entries later than `latest`.
    #[must_use]
    pub const fn not_after(latest: DateTime<FixedOffset>) -> Self {
        Self { not_after: Some(latest) }
    }

    /// A name by which parts of a file refer to each other; none when there is nothing, or too much.
    #[must_use]
    pub fn name(text: &str) -> Option<String> {
        let name = clean_line(text);
        (!name.is_empty()).then_some(name).filter(|name| fits(name, Self::LONGEST_NAME))
    }

    pub(super) fn name_wanted(what: &str) -> String {
        format!("{what}, of 1 to {} characters", Self::LONGEST_NAME)
    }

    /// Free text; none when it is longer than a journal takes.
    pub(super) fn note(text: &str) -> Option<String> {
        fits(text, LONGEST).then(|| clean(text).into_owned()).filter(|note| fits(note, LONGEST))
    }

    pub(super) fn note_wanted() -> String {
        format!("a text of at most {LONGEST} characters")
    }

    /// What is said about more than so many things.
    pub(super) fn too_many(what: &str, most: usize) -> String {
        format!("there are more than {most} {what}, which no journal has; nothing of the file is taken in")
    }

    /// Says why a moment cannot be, when it lies in the future.
    pub(super) fn past(self, moment: Moment) -> Result<(), String> {
        let Some(latest) = self.not_after else { return Ok(()) };
        let future = match moment {
            Moment::At(at) => at > latest,
            Moment::On(date) => date > latest.date_naive(),
        };
        let latest = latest.to_rfc3339_opts(SecondsFormat::Secs, false);
        if !future {
            return Ok(());
        }
        Err(format!("{moment} lies in the future; the latest this machine's clock allows is {latest}"))
    }
}

/// Whether a text has at most so many characters.
pub(super) fn fits(text: &str, most: usize) -> bool {
    text.len() <= most || text.chars().nth(most).is_none()
}
