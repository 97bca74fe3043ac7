//! What the patient does on the care plan: tick, note a use, note what the provider said, take it back.
//!
//! May use `domain` and `report`.

use chrono::{DateTime, FixedOffset};

use super::care::{Line, healing, open};
use super::effect::Effect;
use super::form::{Ask, Field, Form};
use super::key::Press;
use super::keymap::Action;
use super::model::Model;
use super::screen::{Overlay, Purpose};
use super::spoken_time::{EXAMPLES, spoken};
use crate::domain::hold::NEXT_TREATMENT;
use crate::domain::{After, CareNote, HoldId, Moment, Says, Tick, Told, Use};

/// Does about a line what a key asks for, or says why that makes no sense.
pub(super) fn act(model: &mut Model, line: &Line, action: Action, press: &Press) -> Vec<Effect> {
    match (action, line) {
        (Action::Tick, Line::Task(_)) => return tick(model, line, press),
        (Action::Tick, Line::Hold(_)) => open(model, line.clone()),
        (Action::Delete, _) => return take_back(model, line),
        (Action::UsedAlready, Line::Hold(hold)) if hold.as_str() == NEXT_TREATMENT => {
            model.notice = Some("Add it as a treatment: R shows them. Its days are counted from there.".to_owned());
        }
        (Action::UsedAlready, Line::Hold(hold)) => {
            let form = use_form(&title(model, line), press.now);
            model.open(Overlay::Form(Purpose::Used(hold.clone()), form));
        }
        (Action::UsedAlready, Line::Task(_)) => {
            model.notice = Some("That is something to do: Enter ticks it. a is for what is not yet.".to_owned());
        }
        _ => {
            let form = word_form(&title(model, line), line);
            model.open(Overlay::Form(Purpose::Told(line.clone()), form));
        }
    }
    Vec::new()
}

fn tick(model: &mut Model, line: &Line, press: &Press) -> Vec<Effect> {
    let Some(treatment) = model.record.chosen.clone() else { return Vec::new() };
    let at = Moment::At(press.now);
    vec![Effect::SaveCare(CareNote::Tick(Tick { treatment, task: line.id().into(), at }))]
}

/// The last note about a line, whatever kind it is.
fn take_back(model: &mut Model, line: &Line) -> Vec<Effect> {
    let Some((healing, _)) = healing(model) else { return Vec::new() };
    let notes = model.record.diary.care.notes();
    let about = notes.filter(|note| note.treatment() == &healing.treatment.id && note.about() == line.id());
    let last = about.max_by_key(|note| healing.treatment.instant_of(note.at(), healing.day_end));
    if let Some(note) = last {
        return vec![Effect::TakeBackCare(note)];
    }
    model.notice = Some("Nothing is noted about this line yet.".to_owned());
    Vec::new()
}

/// The name of a line for people.
pub(super) fn title(model: &Model, line: &Line) -> String {
    let Some((_, protocol)) = healing(model) else { return String::new() };
    let task = protocol.task(line.id()).map(|task| task.title.clone());
    task.or_else(|| protocol.hold(line.id()).map(|hold| hold.title.clone())).unwrap_or_default()
}

/// The question when something was used.
pub(super) fn use_form(title: &str, now: DateTime<FixedOffset>) -> Form {
    let hint = format!("Enter: just now. {EXAMPLES}");
    Form::new(vec![Field::timed(Ask::UsedAt, &format!("{title}: used"), &hint, Moment::At(now))])
}

/// Takes when something was used. What was allowed by then is no early use, and need not be noted.
pub fn take_use(model: &mut Model, hold: &HoldId, form: &mut Form, press: &Press) -> Vec<Effect> {
    let refused = |form: &mut Form, words: &str| {
        form.complain(&[(Ask::UsedAt, words.to_owned())]);
        Vec::new()
    };
    let day_end = model.record.diary.day_end;
    let clock = model.wall_clock();
    let moment = match spoken(form.text(Ask::UsedAt), &clock) {
        Ok(moment) => clock.present_if_today(moment),
        Err(words) => return refused(form, &words),
    };
    let Some((healing, _)) = healing(model) else { return Vec::new() };
    let instant = healing.treatment.instant_of(moment, day_end);
    if instant > press.now {
        return refused(form, "That is still to come. Write when you used it.");
    }
    if healing.treatment.hours_to(moment, day_end) < 0.0 {
        return refused(form, "That was before this treatment. Write when you used it after it.");
    }
    let treatment = healing.treatment.id.clone();
    vec![Effect::SaveCare(CareNote::Use(Use { treatment, hold: hold.clone(), at: moment }))]
}

/// What a provider can say about a task.
const TO_DO: [&str; 2] = ["do it, it is for me", "leave it out"];

/// The questions what the provider said about a line.
pub(super) fn word_form(title: &str, line: &Line) -> Form {
    let mut fields = Vec::new();
    let (label, hint) = match line {
        Line::Task(_) => {
            let choices = TO_DO.map(str::to_owned).to_vec();
            fields.push(Field::chosen(Ask::ToldToDo, &format!("{title}: they said"), choices, None));
            (
                "Until".to_owned(),
                "For how long: 10 days, or 48 hours after the treatment. Leave it empty for the usual time.",
            )
        }
        Line::Hold(_) => {
            (format!("{title}: not before"), "How long after the treatment: 48 hours, 3 days or day 7. Enter keeps it.")
        }
    };
    fields.push(Field::typed(Ask::ToldUntil, &label, hint, ""));
    Form::new(fields)
}

/// Takes what the provider said.
pub fn take_word(model: &mut Model, line: &Line, form: &mut Form, press: &Press) -> Vec<Effect> {
    let says = match word(model, line, form) {
        Ok(says) => says,
        Err(problem) => {
            form.complain(&[problem]);
            return Vec::new();
        }
    };
    let Some(treatment) = model.record.chosen.clone() else { return Vec::new() };
    let told = Told { treatment, about: line.id().to_owned(), at: Moment::At(press.now), says };
    vec![Effect::SaveCare(CareNote::Told(told))]
}

fn word(model: &Model, line: &Line, form: &Form) -> Result<Says, (Ask, String)> {
    let text = form.text(Ask::ToldUntil);
    match form.choice(Ask::ToldToDo) {
        Some(1) if text.is_empty() => return Ok(Says::LeaveOut),
        Some(1) => return Err((Ask::ToldUntil, "Left out has no end: empty this, or choose 1.".to_owned())),
        Some(_) if text.is_empty() => return Ok(Says::Do),
        None if text.is_empty() && matches!(line, Line::Task(_)) => {
            return Err((Ask::ToldToDo, "Press 1 or 2, or write until when. Esc leaves it as it was.".to_owned()));
        }
        _ => {}
    }
    let after = after_read(text).ok_or_else(|| {
        (Ask::ToldUntil, "Write 48 hours, 3 days or day 7, counted from the treatment. Esc leaves it.".to_owned())
    })?;
    check_safe(model, line, after).map_err(|words| (Ask::ToldUntil, words))?;
    Ok(Says::Until(after))
}

/// What safety asks for is not for anybody to shorten.
fn check_safe(model: &Model, line: &Line, after: After) -> Result<(), String> {
    let Some((_, protocol)) = healing(model) else { return Ok(()) };
    let least = protocol.hold(line.id()).and_then(|hold| hold.not_before);
    match least.filter(|least| after.hours() < least.hours()) {
        Some(least) => Err(format!(
            "No published source allows it before {} after the treatment; for safety it cannot be noted as earlier. \
             If your provider is sure, do as they say and write it into a note.",
            least.length()
        )),
        None => Ok(()),
    }
}

/// Reads `48 hours`, `48h`, `3 days`, `day 7`, `2 weeks`.
#[must_use]
pub fn after_read(text: &str) -> Option<After> {
    let text = text.trim().to_lowercase();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let number: u16 = digits.parse().ok()?;
    let unit: String = text.chars().filter(|letter| letter.is_alphabetic()).collect();
    let is_whole = text.matches(|letter: char| !letter.is_alphanumeric() && letter != ' ').count() == 0;
    let after = match unit.as_str() {
        "h" | "hour" | "hours" | "hrs" => After::Hours(number),
        "d" | "day" | "days" => After::Day(number),
        "w" | "week" | "weeks" => After::Day(number.checked_mul(7)?),
        _ => return None,
    };
    let is_near = match after {
        After::Hours(hours) => hours <= After::LAST_HOUR,
        After::Day(day) => day <= After::LAST_DAY,
    };
    (is_whole && is_near).then_some(after)
}

/// The journal keeps it: said in a line, and what to do about an early use is shown at once.
pub fn saved(model: &mut Model, note: &CareNote) {
    let words = match note {
        CareNote::Tick(_) => "Done, noted. u takes it back.",
        CareNote::Told(_) => "Noted. For this treatment your provider's word comes first. u takes it back.",
        CareNote::Use(used) => {
            let line = Line::Hold(used.hold.clone());
            open(model, line);
            "Noted, no harm in saying so. Your next check-in takes it into account: T. u takes it back."
        }
    };
    model.notice = Some(words.to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        let cases = [
            ("48 hours", Some(After::Hours(48))),
            ("48h", Some(After::Hours(48))),
            ("1 hour", Some(After::Hours(1))),
            ("3 days", Some(After::Day(3))),
            ("Day 7", Some(After::Day(7))),
            ("2 weeks", Some(After::Day(14))),
            ("7", None),
            ("soon", None),
            ("-3 days", None),
            ("1.5 days", None),
            ("99999 days", None),
            ("2000 hours", None),
            ("", None),
        ];
        for (text, after) in cases {
            assert_eq!(after_read(text), after, "{text}");
        }
    }
}
