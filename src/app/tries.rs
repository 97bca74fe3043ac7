//! How long somebody who types wrong passphrases waits. Nothing is stored: a new start begins anew, and each guess costs the time
//! that its key takes all the same.

use chrono::TimeDelta;

/// So many slips are free.
pub const FREE: u32 = 2;

/// Nobody waits longer than so many seconds.
const LONGEST: i64 = 60;

/// The wait before the next try, after so many wrong ones in a row: none after two, then a second, doubled each time, up to a
/// minute.
#[must_use]
pub fn wait_after(wrong: u32) -> TimeDelta {
    let Some(doublings) = wrong.checked_sub(FREE + 1) else { return TimeDelta::zero() };
    TimeDelta::seconds(1_i64.checked_shl(doublings).filter(|seconds| (1..LONGEST).contains(seconds)).unwrap_or(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_slips_are_free_and_the_wait_grows_to_a_minute() {
        let seconds: Vec<_> = (0..12).map(|wrong| wait_after(wrong).num_seconds()).collect();
        assert_eq!(seconds, [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
        assert!([63, 64, 65, 66, 67, 68, 1000, u32::MAX].map(|wrong| wait_after(wrong).num_seconds()) == [60; 8]);
    }
}
