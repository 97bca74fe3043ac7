//! The questions about a treatment, and the treatment they make.
//!
//! Uses `app::form` and `domain`.

use chrono::{DateTime, FixedOffset};

use super::form::{Ask, Field, Form};
use super::spoken_time::spoken;
use crate::domain::{Area, DayEnd, Device, Moment, NeedleDepth, Provider, Treatment, TreatmentId};

/// The questions about the treatment itself, filled with what is known.
#[must_use]
pub fn treatment_fields(known: &Treatment) -> Vec<Field> {
    let devices = Device::ALL.iter().map(|device| device.name().to_owned()).collect();
    let device = known.device.and_then(|device| Device::ALL.iter().position(|other| *other == device));
    let depth = known.needle_depth.map_or(String::new(), |depth| depth.mm().to_string());
    let area = known.area.as_ref().map_or("", Area::name);
    vec![
        Field::timed(
            Ask::PerformedAt,
            "Treatment was on",
            "type it (yesterday 14:30, 2026-03-05 14:30), or - + for hours and [ ] for days",
            known.performed_at,
        )
        .opening("The treatment"),
        Field::chosen(Ask::Device, "Device", devices, device),
        Field::typed(Ask::Depth, "Needle depth, mm", "for example 1.5; leave it empty when unknown", &depth),
        Field::typed(Ask::Area, "Area", "face, cheeks, forehead, eyes, lips, neck, chest, scalp, hands, body…", area),
        Field::yes_no(Ask::AtHome, "Done at home?", known.at_home),
    ]
}

/// The questions about whom to ring, filled with what is known.
#[must_use]
pub fn provider_fields(known: &Provider) -> Vec<Field> {
    let fields = [
        Field::typed(Ask::ProviderName, "Provider", "the person or clinic that treated you", &known.name)
            .opening("Whom to ring"),
        Field::typed(Ask::Phone, "Phone", "shown with every warning", &known.phone),
        Field::typed(Ask::OutOfHours, "Phone out of hours", "for nights and weekends", &known.out_of_hours),
    ];
    fields.map(|field| field.at_most(Provider::LONGEST)).to_vec()
}

/// The whole form about one treatment, as the Treatments screen uses it.
#[must_use]
pub fn treatment_form(known: &Treatment) -> Form {
    let mut fields = treatment_fields(known);
    fields.extend(provider_fields(&known.provider));
    Form::new(fields)
}

/// A treatment that is just over, for a form about a new one.
#[must_use]
pub fn new_treatment(fresh_id: &str, now: DateTime<FixedOffset>) -> Treatment {
    Treatment::new(TreatmentId::from(fresh_id), Moment::At(now))
}

/// The treatment that the answers describe; what the form does not ask stays as it was known.
///
/// # Errors
/// What is wrong with which answer, and what would be right.
pub fn read_treatment(
    form: &Form,
    known: &Treatment,
    now: DateTime<FixedOffset>,
    day_end: DayEnd,
) -> Result<Treatment, Vec<(Ask, String)>> {
    let mut problems = Vec::new();
    let mut noted = |ask, words| problems.push((ask, words));
    let mut treatment = known.clone();
    match performed_at(form, now, day_end) {
        Ok(moment) => treatment.performed_at = moment,
        Err(words) => noted(Ask::PerformedAt, words),
    }
    match depth(form.text(Ask::Depth)) {
        Ok(depth) => treatment.needle_depth = depth,
        Err(words) => noted(Ask::Depth, words),
    }
    treatment.device = form.choice(Ask::Device).and_then(|at| Device::ALL.get(at).copied());
    treatment.area = area(form.text(Ask::Area));
    treatment.at_home = form.yes_no(Ask::AtHome);
    treatment.provider = read_provider(form);
    if problems.is_empty() { Ok(treatment) } else { Err(problems) }
}

fn read_provider(form: &Form) -> Provider {
    let text = |ask| form.text(ask).to_owned();
    Provider { name: text(Ask::ProviderName), phone: text(Ask::Phone), out_of_hours: text(Ask::OutOfHours) }
}

fn performed_at(form: &Form, now: DateTime<FixedOffset>, day_end: DayEnd) -> Result<Moment, String> {
    let moment = spoken(form.text(Ask::PerformedAt), now, day_end)?;
    let is_future = match moment {
        Moment::At(at) => at > now,
        Moment::On(date) => date > day_end.date_of(now),
    };
    if is_future {
        return Err("That is still to come. A treatment can be entered once it is done.".to_owned());
    }
    Ok(moment)
}

fn depth(text: &str) -> Result<Option<NeedleDepth>, String> {
    let number = text.trim().trim_end_matches("mm").trim().replace(',', ".");
    if number.is_empty() {
        return Ok(None);
    }
    let mm = number.parse::<f64>().ok().and_then(|mm| NeedleDepth::try_from(mm).ok());
    mm.map(Some).ok_or_else(|| {
        "A needle depth is above 0 and at most 5 millimetres, for example 0.5 or 1.5. Empty when unknown.".to_owned()
    })
}

fn area(text: &str) -> Option<Area> {
    let text = text.trim();
    let named = Area::NAMED.into_iter().find(|area| area.name().eq_ignore_ascii_case(text));
    (!text.is_empty()).then(|| named.unwrap_or_else(|| Area::from(text.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::key::Key;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-03-09T12:00:00+01:00").unwrap()
    }

    fn form_with(ask: Ask, text: &str) -> (Form, Treatment) {
        let known = new_treatment("t1", now());
        let mut form = treatment_form(&known);
        form.focus = form.fields.iter().position(|field| field.ask == ask).unwrap();
        text.chars().for_each(|letter| form.type_key(Key::Char(letter)));
        (form, known)
    }

    fn problem(ask: Ask, text: &str) -> String {
        let (form, known) = form_with(ask, text);
        let problems = read_treatment(&form, &known, now(), DayEnd::MIDNIGHT).unwrap_err();
        assert_eq!(problems[0].0, ask);
        problems[0].1.clone()
    }

    #[test]
    fn bad_answers_are_told_what_would_be_right() {
        assert!(problem(Ask::Depth, "9").contains("at most 5"));
        assert!(problem(Ask::Depth, "deep").contains("1.5"));
        assert!(problem(Ask::PerformedAt, "2026-02-30").contains("for example"));
        assert!(problem(Ask::PerformedAt, "2026-03-10 10:00").contains("still to come"));
        assert!(problem(Ask::PerformedAt, "12:01").contains("still to come"));
    }

    #[test]
    fn good_answers_make_the_treatment() {
        let (mut form, known) = form_with(Ask::Depth, "1,5 mm");
        form.fields[3].answer = crate::app::form::Answering::Typed(crate::app::text::Text::new("Full face and neck"));
        let treatment = read_treatment(&form, &known, now(), DayEnd::MIDNIGHT).unwrap();
        assert_eq!(treatment.needle_depth.unwrap().to_string(), "1.5 mm");
        assert_eq!(treatment.area, Some(Area::FullFaceNeck));
        assert_eq!(treatment.device, None);
    }

    #[test]
    fn what_is_not_touched_comes_back_as_it_was() {
        let mut known = new_treatment("t1", now());
        known.area = Some(Area::Other("left knee".to_owned()));
        known.device = Some(Device::Rf);
        known.note = "second of three".to_owned();
        let again = read_treatment(&treatment_form(&known), &known, now(), DayEnd::MIDNIGHT);
        assert_eq!(again, Ok(known));
    }
}
