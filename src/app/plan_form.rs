//! The questions about a planned treatment, and the plan they make.
//!
//! Uses `app::form` and `domain`.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::form::{Ask, Field, Form};
use super::spoken_time::{spoken, written};
use super::treatment_form::{provider_fields, read_provider};
use super::wall_clock::WallClock;
use crate::domain::{Moment, Plan};

/// The form about a plan, filled with what is known.
#[must_use]
pub fn plan_form(known: &Plan) -> Form {
    let hint = "type it (in 4 weeks, 2026-12-04, 4 December 10:00), or [ ] for days";
    let mut fields = vec![Field::timed(Ask::PlannedAt, "Planned for", hint, known.at).opening("The next treatment")];
    fields.extend(provider_fields(&known.provider));
    let note = Field::typed(Ask::PlanNote, "Note", "anything to ask or to bring", &known.note);
    fields.push(note.opening("More about it"));
    Form::new(fields)
}

/// The plan that the answers describe.
///
/// # Errors
/// What is wrong with which answer, and what would be right.
pub fn read_plan(form: &Form, known: &Plan, clock: &WallClock) -> Result<Plan, Vec<(Ask, String)>> {
    let text = form.text(Ask::PlannedAt);
    let at = if text == written(known.at) { Ok(known.at) } else { ahead(text, clock) };
    let at = at.map_err(|words| vec![(Ask::PlannedAt, words)])?;
    if at.date(clock.day_end) < clock.today() {
        let words = "That day is over. A plan lies ahead; a treatment that was done is added with a.";
        return Err(vec![(Ask::PlannedAt, words.to_owned())]);
    }
    let note = form.text(Ask::PlanNote).to_owned();
    Ok(Plan { at, provider: read_provider(form), note, ..known.clone() })
}

/// Reads a day and time to come: a date without its year is the next one of that name.
fn ahead(text: &str, clock: &WallClock) -> Result<Moment, String> {
    let today = clock.today();
    let text = text.trim().to_lowercase();
    if let Some(date) = in_so_long(&text, today) {
        return Ok(Moment::On(date));
    }
    let text = match text.strip_prefix("tomorrow") {
        Some(rest) => format!("{}{rest}", today.succ_opt().unwrap_or(today)),
        None => text,
    };
    let moment = spoken(&text, clock)?;
    let names_year = text.split(|letter: char| !letter.is_ascii_digit()).any(|digits| digits.len() == 4);
    if names_year || moment.date(clock.day_end) >= today {
        return Ok(moment);
    }
    let next_year = |date: NaiveDate| date.with_year(date.year() + 1);
    let moved = match moment {
        Moment::On(date) => next_year(date).map(Moment::On),
        Moment::At(at) => at.with_year(at.year() + 1).map(Moment::At),
    };
    Ok(moved.unwrap_or(moment))
}

/// `in 28 days`, `in 4 weeks`.
fn in_so_long(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (number, unit) = text.strip_prefix("in ")?.trim().split_once(' ')?;
    let number: u16 = number.parse().ok()?;
    let days = match unit.trim() {
        "day" | "days" => i64::from(number),
        "week" | "weeks" => i64::from(number) * 7,
        _ => return None,
    };
    today.checked_add_signed(TimeDelta::days(days)).filter(|date| date.year() <= 2200)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::wall_clock::Zone;
    use crate::domain::DayEnd;

    fn clock() -> WallClock {
        let now = chrono::DateTime::parse_from_rfc3339("2026-11-22T12:00:00+01:00").unwrap();
        WallClock { now, zone: Zone::AsNow, day_end: DayEnd::MIDNIGHT }
    }

    fn read(text: &str) -> Result<String, String> {
        ahead(text, &clock()).map(|moment| moment.to_string())
    }

    #[test]
    fn days_to_come_are_read_as_people_write_them() {
        for (text, moment) in [
            ("in 4 weeks", "2026-12-20"),
            ("In 1 day", "2026-11-23"),
            ("tomorrow", "2026-11-23"),
            ("tomorrow 10:00", "2026-11-23T10:00:00+01:00"),
            ("4 december", "2026-12-04"),
            ("4 December 10:00", "2026-12-04T10:00:00+01:00"),
            ("5 march", "2027-03-05"),
            ("2026-12-04", "2026-12-04"),
            ("2026-03-05", "2026-03-05"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(moment), "{text}");
        }
        assert!(read("soon").is_err() && read("in 9 moons").is_err() && read("in 99999 days").is_err());
    }

    #[test]
    fn a_day_that_is_over_is_no_plan() {
        let known = Plan::new("p1".into(), "2026-11-21".parse().unwrap());
        let problems = read_plan(&plan_form(&known), &known, &clock()).unwrap_err();
        assert!(problems[0].1.contains("a treatment that was done is added with a"));
    }

    #[test]
    fn what_is_not_touched_comes_back_as_it_was() {
        let mut known = Plan::new("p1".into(), "2026-12-04T10:00:20-08:00".parse().unwrap());
        known.provider.phone = "555".to_owned();
        known.note = "bring photos".to_owned();
        assert_eq!(read_plan(&plan_form(&known), &known, &clock()), Ok(known));
    }
}
