//! A moment as people type it: today, yesterday, a date, a date with the time of day.
//!
//! Reads the clock's offset through `host`.

use chrono::{DateTime, FixedOffset, NaiveDateTime};

use super::wrong;
use crate::domain::{DayEnd, Moment};
use crate::host;

/// What `--date` may be, for its help.
pub const SHAPES: &str = "today, yesterday, YYYY-MM-DD or \"YYYY-MM-DD HH:MM\"";

/// The moment that `text` means; now when nothing was typed. What is not yet over is refused, what is today means now.
pub fn moment(text: Option<&str>, now: DateTime<FixedOffset>, day_end: DayEnd) -> anyhow::Result<Moment> {
    let today = day_end.date_of(now);
    let moment = match text.map(str::trim) {
        None | Some("today" | "now") => Moment::At(now),
        Some("yesterday") => Moment::On(today.pred_opt().unwrap_or(today)),
        Some(typed) => read(typed)?,
    };
    match moment {
        Moment::On(date) if date == today => Ok(Moment::At(now)),
        Moment::On(date) if date > today => {
            Err(wrong(format!("{date} lies in the future; today is {today}. Nothing was saved.")))
        }
        Moment::At(at) if at > now => {
            let (at, now) = (at.format("%Y-%m-%d %H:%M"), now.format("%Y-%m-%d %H:%M"));
            Err(wrong(format!("{at} lies in the future; it is {now} now. Nothing was saved.")))
        }
        past => Ok(past),
    }
}

/// The moment ahead that `text` means: today or later.
pub fn ahead(text: &str, now: DateTime<FixedOffset>, day_end: DayEnd) -> anyhow::Result<Moment> {
    let today = day_end.date_of(now);
    let moment = match text.trim() {
        "today" => Moment::On(today),
        "tomorrow" => Moment::On(today.succ_opt().unwrap_or(today)),
        typed => read(typed)?,
    };
    if moment.date(day_end) < today {
        let words = "a treatment that was done goes in with `mendlog treatment add`";
        return Err(wrong(format!("{} is over; {words}. Nothing was saved.", moment.date(day_end))));
    }
    Ok(moment)
}

fn read(typed: &str) -> anyhow::Result<Moment> {
    let shapes = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S"];
    let local = shapes.iter().find_map(|shape| NaiveDateTime::parse_from_str(typed, shape).ok());
    let text = local.map_or_else(|| typed.to_owned(), |local| Moment::At(host::at_clock(local)).to_string());
    text.parse().map_err(|_| {
        let typed: String = typed.chars().take(40).collect();
        wrong(format!("\"{typed}\" is no date of the calendar; write {SHAPES}. Nothing was saved."))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_at(text: &str, hour: &str) -> Result<String, String> {
        let now = DateTime::parse_from_rfc3339(&format!("2026-03-06T{hour}:00:00+01:00")).unwrap();
        let three = DayEnd::try_from(3).unwrap();
        moment(Some(text), now, three).map(|moment| moment.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn words_and_dates_are_understood() {
        assert_eq!(read_at("today", "20").unwrap(), "2026-03-06T20:00:00+01:00");
        assert_eq!(read_at("2026-03-06", "20").unwrap(), "2026-03-06T20:00:00+01:00");
        assert_eq!(read_at("yesterday", "20").unwrap(), "2026-03-05");
        assert_eq!(read_at("2026-03-01", "20").unwrap(), "2026-03-01");
        assert!(read_at("2026-03-01 07:30", "20").unwrap().starts_with("2026-03-01T07:30:00"));
    }

    #[test]
    fn after_midnight_yesterday_is_the_day_before_the_one_that_still_lasts() {
        assert_eq!(read_at("yesterday", "01").unwrap(), "2026-03-04");
    }

    #[test]
    fn what_is_not_over_or_no_date_is_refused() {
        assert!(read_at("2026-03-07", "20").unwrap_err().contains("today is 2026-03-06"));
        assert!(read_at("2026-12-24 07:30", "20").unwrap_err().contains("future"));
        for text in ["2026-02-30", "tomorrow", "2026-03-01 25:00", "", "1.3.2026"] {
            assert!(read_at(text, "20").unwrap_err().contains("YYYY-MM-DD"), "{text}");
        }
    }
}
