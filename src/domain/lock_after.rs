//! After how long without a key a locked journal locks itself on the screens.
//!
//! Uses nothing but the standard library.

use std::time::Duration;

/// After how long without a key a locked journal locks itself: after 1 to 3600 seconds, or never. The screens offer whole
/// minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockAfter(Option<u16>);

/// The most seconds.
const MOST: u16 = 3600;

impl LockAfter {
    /// Only when the patient says so.
    pub const NEVER: Self = Self(None);

    /// What holds until the patient chooses.
    pub const OFFERED: Self = Self(Some(5 * 60));

    /// How long that is; none for never.
    #[must_use]
    pub fn pause(self) -> Option<Duration> {
        self.0.map(|seconds| Duration::from_secs(seconds.into()))
    }

    /// So many seconds; none for never.
    #[must_use]
    pub const fn seconds(self) -> Option<u16> {
        self.0
    }

    /// In words that go on from "locks itself".
    #[must_use]
    pub fn in_words(self) -> String {
        match self.0 {
            None => "only when you say so".to_owned(),
            Some(60) => "after 1 minute without a key".to_owned(),
            Some(seconds) if seconds % 60 == 0 => format!("after {} minutes without a key", seconds / 60),
            Some(seconds) => format!("after {seconds} seconds without a key"),
        }
    }
}

/// A time that is too short to read a screen, or too long to protect it.
#[derive(Debug, thiserror::Error)]
#[error("a journal locks itself after 1 to {MOST} seconds, or never, not after {0}")]
pub struct NotInTheHour(u16);

impl TryFrom<u16> for LockAfter {
    type Error = NotInTheHour;

    fn try_from(seconds: u16) -> Result<Self, NotInTheHour> {
        if (1..=MOST).contains(&seconds) { Ok(Self(Some(seconds))) } else { Err(NotInTheHour(seconds)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_within_the_hour() {
        assert!(LockAfter::try_from(0).is_err() && LockAfter::try_from(3601).is_err());
        assert_eq!(LockAfter::try_from(60).unwrap().in_words(), "after 1 minute without a key");
        assert_eq!(LockAfter::OFFERED.in_words(), "after 5 minutes without a key");
        assert_eq!(LockAfter::NEVER.pause(), None);
    }
}
