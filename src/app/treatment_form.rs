//! The questions about a treatment, and the treatment they make.
//!
//! Uses `app::form` and `domain`.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::form::{Ask, Field, Form};
use super::spoken_time::{spoken, written};
use super::wall_clock::WallClock;
use crate::domain::{
    Area, Cost, Device, Goal, Grade, Moment, NeedleDepth, Passes, Product, Provider, Treatment, TreatmentId, UsedAt,
    goal, product,
};

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

/// What goals may be typed.
const GOALS: &str = "ageing, wrinkles, texture, tightening, discolouration, scars, stretch marks, hair";

/// How products are typed.
const PRODUCTS: &str = "for example serum: hyaluronic acid; numbing; gel. Divide them by ;";

/// How marked something was, in words.
fn severities() -> Vec<String> {
    Grade::ALL.iter().map(|grade| grade.word().to_owned()).collect()
}

/// The questions that the first run leaves out, filled with what is known.
fn more_fields(known: &Treatment) -> Vec<Field> {
    let resumed = known.retinoid_resumed_on.map_or(String::new(), |date| date.to_string());
    let cost = known.cost.as_ref().map_or(String::new(), Cost::to_string);
    let severity = known.severity_before.map(|grade| usize::from(grade.number()));
    let passes = known.passes.map_or(String::new(), |passes| passes.number().to_string());
    let [used, given] = [UsedAt::Clinic, UsedAt::Home].map(|place| product::in_words(&known.products, place));
    vec![
        Field::typed(Ask::Goals, "What for", GOALS, &goal::in_words(&known.goals)).opening("More about it"),
        Field::chosen(Ask::Severity, "Before it, that was", severities(), severity),
        Field::yes_no(Ask::ActiveLesions, "Sores or infection there?", known.active_lesions),
        Field::typed(Ask::Passes, "Passes", "how often over the same place, 1 to 20; or empty", &passes),
        Field::typed(Ask::ProductsUsed, "Used at the clinic", PRODUCTS, &used),
        Field::typed(Ask::ProductsGiven, "Given for home", PRODUCTS, &given),
        Field::yes_no(Ask::Prp, "With platelet-rich plasma?", known.prp),
        Field::typed(
            Ask::RetinoidResumed,
            "Retinoid again since",
            "the day, for example 2026-03-12; or empty",
            &resumed,
        ),
        Field::typed(Ask::Cost, "Cost", "for example 640.00 USD", &cost),
        Field::typed(Ask::TreatmentNote, "Note", "anything you want to remember about it", &known.note),
    ]
}

/// The whole form about one treatment, as the Treatments screen uses it.
#[must_use]
pub fn treatment_form(known: &Treatment) -> Form {
    let mut fields = treatment_fields(known);
    fields.extend(provider_fields(&known.provider));
    fields.extend(more_fields(known));
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
pub fn read_treatment(form: &Form, known: &Treatment, clock: &WallClock) -> Result<Treatment, Vec<(Ask, String)>> {
    let mut problems = Vec::new();
    let mut treatment = known.clone();
    match performed_at(form, known, clock) {
        Ok(moment) => treatment.performed_at = moment,
        Err(words) => problems.push((Ask::PerformedAt, words)),
    }
    match depth(form.text(Ask::Depth)) {
        Ok(depth) => treatment.needle_depth = depth,
        Err(words) => problems.push((Ask::Depth, words)),
    }
    treatment.device = form.choice(Ask::Device).and_then(|at| Device::ALL.get(at).copied());
    treatment.area = area(form.text(Ask::Area));
    treatment.at_home = form.yes_no(Ask::AtHome);
    treatment.provider = read_provider(form);
    problems.extend(read_more(form, &mut treatment, clock));
    if problems.is_empty() { Ok(treatment) } else { Err(problems) }
}

pub(super) fn read_provider(form: &Form) -> Provider {
    let text = |ask| form.text(ask).to_owned();
    Provider { name: text(Ask::ProviderName), phone: text(Ask::Phone), out_of_hours: text(Ask::OutOfHours) }
}

fn performed_at(form: &Form, known: &Treatment, clock: &WallClock) -> Result<Moment, String> {
    let text = form.text(Ask::PerformedAt);
    // What is not touched keeps its seconds and the offset of the clock it was told by.
    let is_untouched = text == written(known.performed_at);
    let moment = if is_untouched { known.performed_at } else { spoken(text, clock)? };
    if clock.is_to_come(moment) {
        return Err("That is still to come. A treatment can be entered once it is done.".to_owned());
    }
    let noon_is_to_come = moment.instant(*clock.now.offset()) > clock.now;
    Ok(if noon_is_to_come { clock.present_if_today(moment) } else { moment })
}

/// Takes the answers that the first run does not ask for, where they are asked.
fn read_more(form: &Form, treatment: &mut Treatment, clock: &WallClock) -> Vec<(Ask, String)> {
    if form.field(Ask::Cost).is_none() {
        return Vec::new();
    }
    let mut problems = Vec::new();
    treatment.prp = form.yes_no(Ask::Prp);
    treatment.severity_before = form.choice(Ask::Severity).and_then(|at| Grade::ALL.get(at).copied());
    treatment.active_lesions = form.yes_no(Ask::ActiveLesions);
    problems.extend(read_session(form, treatment));
    form.text(Ask::TreatmentNote).clone_into(&mut treatment.note);
    match past_day(form.text(Ask::RetinoidResumed), clock) {
        Ok(day) => treatment.retinoid_resumed_on = day,
        Err(words) => problems.push((Ask::RetinoidResumed, words)),
    }
    match cost(form.text(Ask::Cost)) {
        Ok(cost) => treatment.cost = cost,
        Err(words) => problems.push((Ask::Cost, words)),
    }
    problems
}

/// Takes what is typed about the session itself.
fn read_session(form: &Form, treatment: &mut Treatment) -> Vec<(Ask, String)> {
    let mut problems = Vec::new();
    match Goal::list(form.text(Ask::Goals)) {
        Ok(goals) => treatment.goals = goals,
        Err(error) => problems.push((Ask::Goals, format!("{error}."))),
    }
    match passes(form.text(Ask::Passes)) {
        Ok(passes) => treatment.passes = passes,
        Err(words) => problems.push((Ask::Passes, words)),
    }
    for (ask, place) in [(Ask::ProductsUsed, UsedAt::Clinic), (Ask::ProductsGiven, UsedAt::Home)] {
        let text = form.text(ask);
        // What is not touched keeps a name with a semicolon in one piece.
        if text == product::in_words(&treatment.products, place).trim() {
            continue;
        }
        let typed = product::list(text, place);
        if typed.iter().any(|one| one.name.chars().count() > Product::LONGEST) || typed.len() > Product::MOST / 2 {
            let words = "At most 12 products, each with a name of at most 80 characters, divided by semicolons.";
            problems.push((ask, words.to_owned()));
            continue;
        }
        treatment.products.retain(|one| one.used_at != place);
        treatment.products.extend(typed);
    }
    problems
}

fn passes(text: &str) -> Result<Option<Passes>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let passes = text.parse::<u8>().ok().and_then(|number| Passes::try_from(number).ok());
    passes.map(Some).ok_or_else(|| "A whole number from 1 to 20. Empty when unknown.".to_owned())
}

fn past_day(text: &str, clock: &WallClock) -> Result<Option<NaiveDate>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let date = spoken(text, clock)?.date(clock.day_end);
    if date > clock.today() {
        return Err("That is still to come. Write it down once it is so.".to_owned());
    }
    Ok(Some(date))
}

fn cost(text: &str) -> Result<Option<Cost>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let is_number = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let amount: String = text.chars().filter(|letter| is_number(*letter)).collect::<String>().replace(',', ".");
    let rest: String = text.chars().filter(|letter| !is_number(*letter)).collect();
    let currency = rest.trim().to_uppercase();
    if !Cost::is_amount(&amount) || !Cost::is_currency(&currency) {
        return Err("Write an amount and the three letters of its currency, for example 640.00 USD or 500 EUR.".into());
    }
    Ok(Some(Cost { amount, currency }))
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
    use crate::app::wall_clock::Zone;
    use crate::domain::DayEnd;

    fn clock_at(now: DateTime<FixedOffset>) -> WallClock {
        WallClock { now, zone: Zone::AsNow, day_end: DayEnd::MIDNIGHT }
    }

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
        let problems = read_treatment(&form, &known, &clock_at(now())).unwrap_err();
        assert_eq!(problems[0].0, ask);
        problems[0].1.clone()
    }

    #[test]
    fn bad_answers_are_told_what_would_be_right() {
        assert!(problem(Ask::Depth, "9").contains("at most 5"));
        assert!(problem(Ask::Depth, "deep").contains("1.5"));
        assert!(problem(Ask::PerformedAt, "2026-02-30").contains("for example"));
        assert!(problem(Ask::PerformedAt, "2026-03-10 10:00").contains("still to come"));
        assert!(problem(Ask::RetinoidResumed, "2026-03-10").contains("still to come"));
        assert!(problem(Ask::Cost, "a lot").contains("640.00 USD"));
        assert!(problem(Ask::Cost, "640").contains("currency"));
        assert!(problem(Ask::Goals, "youth").contains("wrinkles"));
        assert!(problem(Ask::Passes, "0").contains("1 to 20"));
        assert!(problem(Ask::ProductsUsed, &"x".repeat(81)).contains("80 characters"));
        assert!(problem(Ask::PerformedAt, "12:01").contains("still to come"));
    }

    #[test]
    fn good_answers_make_the_treatment() {
        let (mut form, known) = form_with(Ask::Depth, "1,5 mm");
        form.fields[3].answer = crate::app::form::Answering::Typed(crate::app::text::Text::new("Full face and neck"));
        let treatment = read_treatment(&form, &known, &clock_at(now())).unwrap();
        assert_eq!(treatment.needle_depth.unwrap().to_string(), "1.5 mm");
        assert_eq!(treatment.area, Some(Area::FullFaceNeck));
        assert_eq!(treatment.device, None);
    }

    #[test]
    fn a_treatment_of_today_is_over_even_before_noon() {
        let morning = DateTime::parse_from_rfc3339("2026-03-09T08:00:00+01:00").unwrap();
        let (form, known) = form_with(Ask::PerformedAt, "2026-03-09");
        let read = |now| read_treatment(&form, &known, &clock_at(now)).unwrap().performed_at;
        assert_eq!(read(morning), Moment::At(morning));
        let evening = DateTime::parse_from_rfc3339("2026-03-09T20:00:00+01:00").unwrap();
        assert_eq!(read(evening), Moment::On(morning.date_naive()), "the time of day stays open");
    }

    #[test]
    fn costs_are_read_as_people_write_them() {
        for (text, read) in [("640.00 USD", "640.00 USD"), ("EUR 500", "500 EUR"), ("99,90 chf", "99.90 CHF")] {
            assert_eq!(cost(text).unwrap().unwrap().to_string(), read);
        }
    }

    #[test]
    fn what_is_not_touched_comes_back_as_it_was() {
        let mut known = new_treatment("t1", now());
        known.area = Some(Area::Other("left knee".to_owned()));
        known.device = Some(Device::Rf);
        known.note = "second of three".to_owned();
        known.performed_at = "2026-03-05T14:30:20-08:00".parse().unwrap();
        known.prp = Some(true);
        known.passes = Passes::try_from(3).ok();
        known.goals = vec![Goal::StretchMarks, Goal::Scars];
        known.severity_before = Some(Grade::EXTREME);
        known.active_lesions = Some(false);
        known.products = vec![
            Product::spoken("numbing", UsedAt::Clinic),
            Product { name: "A; B".to_owned(), ..Product::spoken("serum", UsedAt::Home) },
        ];
        known.retinoid_resumed_on = now().date_naive().pred_opt();
        known.cost = Some(Cost { amount: "640.00".to_owned(), currency: "USD".to_owned() });
        let again = read_treatment(&treatment_form(&known), &known, &clock_at(now()));
        assert_eq!(again, Ok(known));
    }
}
