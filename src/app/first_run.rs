//! The guide of the first run: a few true words, then one form, under a minute.
//!
//! May use `domain`.

use super::effect::Effect;
use super::form::{Ask, Form, FormTurn};
use super::key::Press;
use super::keymap::{Action, Context};
use super::model::Model;
use super::profile_form::{day_fields, patient_fields, read_profile};
use super::screen::Screen;
use super::treatment_form::{new_treatment, provider_fields, read_treatment, treatment_fields};
use super::typing::Typing;
use super::wall_clock::WallClock;
use crate::domain::{DayEnd, Patient, Provider, Treatment, TreatmentId};

/// What is said before anything is asked.
pub const WELCOME: [&str; 3] = [
    "Nothing you write leaves this machine. There is no account, and the program cannot reach the network.",
    "Nobody is monitoring what you enter. When you are worried, ring your provider, whatever it says here.",
    "The ranges come from published aftercare. No clinician has reviewed them, and they are not medical advice.",
];

/// Where in the guide one is.
#[derive(Clone, Debug)]
pub enum FirstRun {
    /// At the first words.
    Welcome,
    /// At the questions; the treatment is what they began from, unless one is in the journal already.
    Asking(Option<Box<Treatment>>, Form),
}

impl FirstRun {
    /// Where keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        match self {
            Self::Welcome => Context::Welcome,
            Self::Asking(_, form) => form.context(),
        }
    }
}

/// Does what a key asks for.
pub fn act(model: &mut Model, action: Action, press: &Press) -> Vec<Effect> {
    let clock = model.wall_clock();
    let FirstRun::Asking(_, form) = &mut model.first_run else {
        begin(model, action, press);
        return Vec::new();
    };
    match form.act(action, &clock) {
        FormTurn::Going => Vec::new(),
        FormTurn::Leave => {
            model.notice =
                Some("Ctrl-S keeps what is filled in and opens your journal. Ctrl-C ends the program.".into());
            Vec::new()
        }
        FormTurn::Finish => finish(model),
    }
}

fn begin(model: &mut Model, action: Action, press: &Press) {
    if action == Action::Enter {
        let is_untreated = model.record.diary.treatments.is_empty();
        model.first_run = asking(is_untreated.then(|| new_treatment(&press.fresh_id, press.now)));
    }
}

fn asking(treatment: Option<Treatment>) -> FirstRun {
    let mut fields = treatment.as_ref().map(treatment_fields).unwrap_or_default();
    fields.extend(patient_fields(&Patient::default()));
    if treatment.is_some() {
        fields.extend(provider_fields(&Provider::default()));
    }
    fields.extend(day_fields(DayEnd::OFFERED));
    FirstRun::Asking(treatment.map(Box::new), Form::new(fields))
}

/// Asks again, with the answers given before the program ended; not when the journal keeps them already.
pub fn take_up(model: &mut Model, treatment: Option<&TreatmentId>, typing: &Typing) -> bool {
    let is_kept = treatment.is_none_or(|id| model.record.diary.treatment(id).is_some());
    if is_kept && model.screen != Screen::FirstRun {
        return false;
    }
    let new = treatment.filter(|_| model.record.diary.treatments.is_empty());
    model.first_run = asking(new.map(|id| new_treatment(id.as_str(), model.now)));
    if let FirstRun::Asking(_, form) = &mut model.first_run {
        typing.fill(form);
    }
    model.screen = Screen::FirstRun;
    true
}

fn finish(model: &mut Model) -> Vec<Effect> {
    let clock = model.wall_clock();
    let FirstRun::Asking(known, form) = &mut model.first_run else { return Vec::new() };
    let profile = read_profile(form);
    let day_end = profile.as_ref().map_or(clock.day_end, |(_, day_end)| *day_end);
    let clock = WallClock { day_end, ..clock };
    let treatment = known.as_ref().map(|known| read_treatment(form, known, &clock)).transpose();
    match (treatment, profile) {
        (Ok(treatment), Ok((patient, day_end))) => {
            let profile = Effect::SaveProfile(patient, day_end);
            std::iter::once(profile).chain(treatment.map(Effect::SaveTreatment)).collect()
        }
        (treatment, profile) => {
            let mut problems: Vec<(Ask, String)> = treatment.err().unwrap_or_default();
            problems.extend(profile.err().unwrap_or_default());
            form.complain(&problems);
            Vec::new()
        }
    }
}

/// Whether the journal now keeps all that was asked for: the profile, and a treatment.
#[must_use]
pub fn is_over(model: &Model, saved: &Effect) -> bool {
    let is_ours = matches!(saved, Effect::SaveProfile(..) | Effect::SaveTreatment(_));
    model.screen == Screen::FirstRun && is_ours && !model.record.diary.treatments.is_empty()
}

/// All is kept: the journal opens.
pub fn finished(model: &mut Model) {
    model.screen = Screen::Today;
    model.notice = Some("Your journal is open. Grade what you see with 0 to 4; ? shows all keys. If others use this computer, a passphrase can lock it: S, then p.".to_owned());
}
