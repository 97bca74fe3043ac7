//! The clock on the patient's wall: what typed days and times are read by.
//!
//! May use `domain`. The machine's time zone is handed in by the shell.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Timelike};

use crate::domain::{DayEnd, Moment};

/// How the patient's clock goes over the year.
#[derive(Clone, Copy, Debug, Default)]
pub enum Zone {
    /// As it goes now; nothing more is known.
    #[default]
    AsNow,
    /// As this tells for what a clock showed: an hour that came twice is the first, one that never came is told by the clock
    /// as it went before.
    Told(fn(NaiveDateTime) -> DateTime<FixedOffset>),
}

/// The clock on the patient's wall.
#[derive(Clone, Copy, Debug)]
pub struct WallClock {
    /// What it shows.
    pub now: DateTime<FixedOffset>,
    /// How it went and goes on other days.
    pub zone: Zone,
    /// When the patient's day ends.
    pub day_end: DayEnd,
}

impl WallClock {
    /// The journal's date.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.day_end.date_of(self.now)
    }

    /// When the clock showed this. Of the running minute it is now.
    #[must_use]
    pub fn at(&self, shown: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        // "14:30" typed at 14:30:20 must not lie before what happened at 14:30:10.
        let this_minute = self.now.naive_local().with_second(0)?.with_nanosecond(0)?;
        if shown == this_minute {
            return Some(self.now);
        }
        match self.zone {
            Zone::AsNow => shown.and_local_timezone(*self.now.offset()).single(),
            Zone::Told(at_clock) => Some(at_clock(shown)),
        }
    }

    /// Whether a moment is still to come.
    #[must_use]
    pub fn is_to_come(&self, moment: Moment) -> bool {
        match moment {
            Moment::At(at) => at > self.now,
            Moment::On(date) => date > self.today(),
        }
    }

    /// A day alone that is today is meant as the present moment: noon may still be to come, and what is typed now is not.
    #[must_use]
    pub fn present_if_today(&self, moment: Moment) -> Moment {
        if moment == Moment::On(self.today()) { Moment::At(self.now) } else { moment }
    }
}
