//! The form for "I was seen": what they said, within how many days it should be better, and about which warnings.
//!
//! May use `domain`.

use super::effect::Effect;
use super::form::{Ask, Field, Form};
use super::key::Press;
use super::model::Model;
use super::warnings::{Episode, Item};
use crate::domain::visit::seen_events;
use crate::domain::{BetterWithin, Warning};

/// The questions about a visit. One visit usually sees the whole skin: all that is open is proposed.
#[must_use]
pub fn visit_form(model: &Model, about: &Episode) -> Form {
    let hint = "In your words, for example: antibiotics for a week, keep it dry. Enter goes on; may stay empty.";
    let days = "1 to 28; 3 when they named none. Until then it waits, unless anything is new or worse.";
    let offered = BetterWithin::OFFERED.days().to_string();
    let mut fields = vec![
        Field::typed(Ask::ProviderSaid, "They said", hint, ""),
        Field::typed(Ask::BetterWithin, "Better within (days)", days, &offered).at_most(2),
    ];
    let open = open_warnings(model, about);
    if open.len() > 1 {
        let titles: Vec<_> = open.iter().map(|warning| warning.rule.title.as_str()).collect();
        let options = vec![format!("all {} that are open", open.len()), "only this one".to_owned()];
        let mut which = Field::chosen(Ask::WhichSeen, "They saw", options, Some(0));
        which.hint = format!("All: {}.", titles.join("; "));
        fields.push(which);
    }
    Form::new(fields)
}

/// Takes what was said at a visit.
pub fn take_visit(model: &Model, about: &Episode, form: &mut Form, press: &Press) -> Vec<Effect> {
    let days = form.text(Ask::BetterWithin).parse::<u8>().ok().and_then(|days| BetterWithin::try_from(days).ok());
    let Some(better_within) = days else {
        form.complain(&[(Ask::BetterWithin, "Write a number of days from 1 to 28, such as 3.".to_owned())]);
        return Vec::new();
    };
    let mut seen = open_warnings(model, about);
    if form.choice(Ask::WhichSeen) == Some(1) {
        seen.retain(|warning| Item::Warning(warning).episode() == *about);
    }
    // An entry that names only its day stands for noon, which may be still to come: nobody sees a warning before it is raised.
    let at = seen.iter().map(|warning| warning.raised_at).fold(press.now, Ord::max);
    let events = seen_events(&seen, at, form.text(Ask::ProviderSaid), better_within);
    vec![Effect::AddEvents(events)]
}

/// The warnings of the same healing that are open.
fn open_warnings<'a>(model: &'a Model, about: &Episode) -> Vec<&'a Warning> {
    model.record.assessment_of(&about.treatment).map(crate::domain::Assessment::open_warnings).unwrap_or_default()
}
