//! What lies ahead as an iCalendar file (RFC 5545), with alarms and without a word on health: calendars are synced to clouds.
//!
//! May use `domain`. Times are floating: seven in the evening by the clock of wherever the patient is.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use icalendar::{Alarm, Calendar, Class, Component, Event, EventLike, Property};
use uuid::Uuid;

use crate::domain::reminder::{Ahead, NEUTRAL};

/// The title of everything.
const TITLE: &str = "Journal";

/// A look at the journal takes about so long.
const LENGTH: TimeDelta = TimeDelta::minutes(10);

/// The names of our events are made in this space, so that they are ours alone and tell nothing.
const NAMES: Uuid = Uuid::from_u128(0x6d65_6e64_6c6f_4763_a1c7_656e_6461_7200);

/// The file; none when nothing lies ahead, since a calendar without an event is not allowed. The same events on the same date
/// give the same bytes, and an event keeps its name, so that reading the file in again moves it instead of doubling it.
#[must_use]
pub fn to_string(ahead: &[Ahead], today: NaiveDate) -> Option<String> {
    if ahead.is_empty() {
        return None;
    }
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Journal//Reminders//EN"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.name(TITLE);
    for one in ahead {
        calendar.push(event(one, today));
    }
    Some(without_stamps_in_alarms(&calendar.to_string()))
}

fn event(ahead: &Ahead, today: NaiveDate) -> Event {
    let stamp = today.and_time(NaiveTime::MIN).and_utc();
    let name = Uuid::new_v5(&NAMES, ahead.what.key().as_bytes()).to_string();
    let mut event = Event::with_uid(&name);
    event.summary(TITLE).starts(ahead.at).ends(ahead.at + LENGTH);
    event.timestamp(stamp).sequence(edition(today)).class(Class::Private);
    event.add_property("TRANSP", "TRANSPARENT");
    let mut alarm = Alarm::display(NEUTRAL, TimeDelta::zero());
    event.alarm(alarm.uid(&format!("{name}-alarm")).timestamp(stamp).done());
    event.done()
}

/// Grows by one each day, so that a calendar takes the later file for the newer one.
fn edition(today: NaiveDate) -> u32 {
    let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
    u32::try_from((today - first).num_days()).unwrap_or(0)
}

/// The writer puts a stamp into every part; in an alarm the format has none.
fn without_stamps_in_alarms(text: &str) -> String {
    let mut in_alarm = false;
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive("\r\n") {
        in_alarm = (in_alarm || line.starts_with("BEGIN:VALARM")) && !line.starts_with("END:VALARM");
        if !(in_alarm && line.starts_with("DTSTAMP")) {
            kept.push_str(line);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Day;
    use crate::domain::reminder::Asked;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn one(day: i32, at: &str) -> Ahead {
        Ahead { at: at.parse().unwrap(), what: Asked::CheckIn("t1".into(), Day::new(day)) }
    }

    fn line<'a>(text: &'a str, start: &str) -> &'a str {
        text.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no {start}: {text}"))
    }

    #[test]
    fn nothing_ahead_is_no_file() {
        assert_eq!(to_string(&[], date("2026-03-06")), None);
    }

    #[test]
    fn an_event_has_an_alarm_a_floating_time_and_a_neutral_title() {
        let text = to_string(&[one(4, "2026-03-09T19:00:00")], date("2026-03-06")).unwrap();
        let wanted =
            ["SUMMARY:Journal", "DTSTART:20260309T190000", "DTEND:20260309T191000", "ACTION:DISPLAY", "TRIGGER:"];
        for start in wanted {
            line(&text, start);
        }
        assert_eq!(line(&text, "DTSTAMP"), "DTSTAMP:20260306T000000Z");
        assert_eq!(text.matches("DTSTAMP").count(), 1, "an alarm has none: {text}");
        assert!(!["skin", "check-in", "needling", "endlog", "t1"].iter().any(|word| text.contains(word)), "{text}");
    }

    #[test]
    fn the_same_event_keeps_its_name_and_a_later_file_counts_as_newer() {
        let first = to_string(&[one(4, "2026-03-09T19:00:00")], date("2026-03-06")).unwrap();
        let again = to_string(&[one(4, "2026-03-09T19:00:00")], date("2026-03-06")).unwrap();
        let moved = to_string(&[one(4, "2026-03-09T21:00:00")], date("2026-03-07")).unwrap();
        assert_eq!(first, again);
        assert_eq!(line(&first, "UID"), line(&moved, "UID"));
        let edition = |text| line(text, "SEQUENCE:")[9..].parse::<u32>().unwrap();
        assert_eq!(edition(&moved), edition(&first) + 1);
        assert_ne!(
            line(&first, "UID"),
            line(&to_string(&[one(5, "2026-03-10T19:00:00")], date("2026-03-06")).unwrap(), "UID")
        );
    }
}
