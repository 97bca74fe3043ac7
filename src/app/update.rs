//! How the state changes: a message in, effects out, nothing else touched.
//!
//! Uses only its siblings in `app`.

use super::call::call_reading;
use super::effect::{Effect, Msg};
use super::form::{Ask, Form, FormTurn};
use super::help::help;
use super::key::Press;
use super::keymap::{self, Action};
use super::meanwhile::{self, Meanwhile};
use super::model::Model;
use super::plan_form::read_plan;
use super::profile_form::{profile_form, read_profile};
use super::rating_form::read_rating;
use super::screen::{Overlay, Purpose, Screen};
use super::session_guard::{self, Guard};
use super::treatment_form::{read_treatment, treatment_form};
use super::trouble::Trouble;
use super::why_reading::ask_why;
use super::{
    ahead, back_fill, care, care_acts, changes, chart, described, first_run, forecast, history, key_paper, lock,
    passphrase_form, past_reading, plans, settings, settling, signs, today, treatments, turns, typing, visit,
    visit_form, warning_acts, warnings,
};
use crate::domain::{Entry, Turn};

/// Takes a message; tells the shell what to do.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let effects = turn(model, msg);
    typing::keep(model, effects)
}

fn turn(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Press(press) => on_press(model, &press),
        Msg::Paste(text, now) => on_paste(model, &text, now),
        Msg::Tick(now) => {
            model.now = now;
            model.rejudge_moment();
            Vec::new()
        }
        Msg::Saved(effect) => {
            let mut effects = on_saved(model, &effect);
            effects.extend(settling::look_again(model));
            effects
        }
        Msg::Conflicts(conflicts) => {
            settling::found(model, conflicts);
            Vec::new()
        }
        Msg::Settled(read, healed) => settling::settled(model, *read, healed),
        Msg::Reread(read) => {
            let mut effects = model.reread(read, Vec::new());
            effects.extend(model.visit.report.as_ref().map(|_| Effect::ReadVisit));
            effects
        }
        Msg::Turned(turn, turned) => turns::turned(model, turn, turned),
        Msg::Behind(effect, read) => on_behind(model, effect, read),
        Msg::HandedOut(words) => {
            match &mut model.overlay {
                Some(Overlay::Trouble(trouble)) => trouble.say(words),
                _ => model.notice = Some(words),
            }
            Vec::new()
        }
        Msg::Sealed(lock, lines, about) => {
            lock::sealed(model, lock, lines, about);
            Vec::new()
        }
        Msg::NotSealed(asked, words) => {
            passphrase_form::refused(model, asked, words);
            Vec::new()
        }
        Msg::NotSaved(effect, why) => on_not_saved(model, effect, &why),
        Msg::Loaded(healed) => {
            let treatment = healed.treatment.clone();
            model.record.take_in(healed);
            model.rejudge_healing(&treatment);
            Vec::new()
        }
        Msg::Edited(entries) => {
            model.record.edited = entries;
            history::versions_wanted(model)
        }
        Msg::Changes(diary, changes) => over(model, changes::told(&model.library, *diary, &changes)),
        Msg::Visit(diary, changes) => {
            visit::read(model, *diary, changes);
            Vec::new()
        }
        Msg::Past(changes) => {
            let reading = past_reading::reading(&changes, &model.library);
            over(model, Overlay::Reading(reading))
        }
        Msg::Revisions(entry, versions) => {
            model.history.versions = Some((entry, versions));
            Vec::new()
        }
    }
}

fn on_press(model: &mut Model, press: &Press) -> Vec<Effect> {
    model.now = press.now;
    let context = model.context();
    let Some(action) = keymap::action(context, press.key) else {
        return on_typed(model, press);
    };
    if !matches!(action, Action::Redraw | Action::Suspend) {
        model.notice = None;
    }
    match action {
        Action::Quit => vec![Effect::Quit],
        Action::Suspend => vec![Effect::Suspend],
        Action::Redraw => vec![Effect::Redraw],
        Action::Lock => lock::lock(model),
        Action::Help => over(model, Overlay::Reading(help(context))),
        Action::Call => {
            let reading = call_reading(model);
            over(model, Overlay::Reading(reading))
        }
        Action::Visit => visit::open(model),
        Action::Forecast => {
            let reading = forecast::reading(model);
            over(model, Overlay::Reading(reading))
        }
        Action::Why => {
            ask_why(model);
            Vec::new()
        }
        Action::Undo => turns::turn(model, Turn::Undo),
        Action::Redo => turns::turn(model, Turn::Redo),
        Action::Conflicts => {
            let focused = history::focused_entry(model).cloned();
            settling::open(model, focused.as_ref());
            Vec::new()
        }
        Action::GoTo(screen) => go_to(model, screen),
        Action::NextScreen => go_to(model, model.screen.step(1)),
        Action::PreviousScreen => go_to(model, model.screen.step(-1)),
        action if model.overlay.is_some() => act_over(model, action, press),
        action => act_on_screen(model, action, press),
    }
}

fn act_on_screen(model: &mut Model, action: Action, press: &Press) -> Vec<Effect> {
    match model.screen {
        Screen::FirstRun => first_run::act(model, action, press),
        Screen::Today => today::act(model, action, press),
        Screen::Care => care::act(model, action, press),
        Screen::Chart => chart::act(model, action, press),
        Screen::History => history::act(model, action, press),
        Screen::Warnings => warnings::act(model, action, press),
        Screen::Treatments => treatments::act(model, action, press),
        Screen::Ahead => ahead::act(model, action, press),
        Screen::Settings => settings::act(model, action, press),
    }
}

fn act_over(model: &mut Model, action: Action, press: &Press) -> Vec<Effect> {
    match model.overlay.take() {
        Some(Overlay::Note(text)) if action == Action::Enter => {
            let note = text.value().trim().to_owned();
            today::change(model, press, |draft| draft.note = note)
        }
        None | Some(Overlay::Note(_)) => Vec::new(),
        Some(Overlay::Reading(mut reading)) => {
            if action == Action::Back {
                visit::show(model);
            } else {
                reading.act(action);
                model.open(Overlay::Reading(reading));
            }
            Vec::new()
        }
        Some(Overlay::Signs(list)) => {
            model.open(Overlay::Signs(list));
            signs::act(model, action, press)
        }
        Some(Overlay::Form(purpose, form)) => act_on_form(model, purpose, form, action, press),
        Some(Overlay::Passphrase(form)) => passphrase_form::act(model, form, action),
        Some(Overlay::KeyPaper(paper)) => {
            key_paper::act(model, paper, action, &press.fresh_id);
            Vec::new()
        }
        Some(Overlay::Visit) => visit::act(model, action),
        Some(Overlay::VisitItems(row)) => visit::items::act(model, row, action),
        Some(Overlay::Guard(guard)) => session_guard::act(model, guard, action),
        Some(Overlay::Meanwhile(found)) => meanwhile::act(model, *found, action),
        Some(Overlay::Settling(settling)) => settling::act(model, settling, action),
        Some(Overlay::Trouble(mut trouble)) => match action {
            Action::Retry => vec![trouble.effect],
            Action::Back => {
                what_was_typed(model, trouble.effect);
                Vec::new()
            }
            Action::CopyOut => {
                let text = trouble.as_text(&model.library.catalog);
                model.open(Overlay::Trouble(trouble));
                vec![Effect::CopyOut(text)]
            }
            Action::WriteOut => over(model, Overlay::Form(Purpose::WriteOut(trouble), Trouble::file_form())),
            action => {
                trouble.reading.act(action);
                over(model, Overlay::Trouble(trouble))
            }
        },
    }
}

/// A form whose answers could not be kept opens again with them.
fn what_was_typed(model: &mut Model, effect: Effect) {
    match effect {
        Effect::SaveTreatment(treatment) if model.screen == Screen::Treatments => {
            treatments::open_form(model, treatment);
        }
        Effect::PerformPlan(plan, treatment) => {
            let form = treatment_form(&treatment);
            model.open(Overlay::Form(Purpose::Performed(Box::new(treatment), Box::new(plan)), form));
        }
        Effect::SavePlan(plan) => plans::open_form(model, plan),
        Effect::SaveProfile(patient, day_end) if model.screen == Screen::Settings => {
            model.open(Overlay::Form(Purpose::Profile, profile_form(&patient, day_end)));
        }
        Effect::SaveOutcome(outcome) => ahead::open_form(model, outcome),
        _ => {}
    }
}

fn act_on_form(model: &mut Model, purpose: Purpose, mut form: Form, action: Action, press: &Press) -> Vec<Effect> {
    let turn = form.act(action, &model.wall_clock());
    match (&purpose, action) {
        (Purpose::Rating(_), Action::Choose(_)) => form.go_on(),
        (Purpose::VisitFile, _) => visit::file::follow(&mut form),
        _ => {}
    }
    let effects = match turn {
        FormTurn::Leave => {
            match purpose {
                Purpose::WriteOut(trouble) => model.open(Overlay::Trouble(trouble)),
                Purpose::Visit | Purpose::VisitFile => visit::show(model),
                _ => {}
            }
            return Vec::new();
        }
        FormTurn::Going => Vec::new(),
        FormTurn::Finish => finish_form(model, &purpose, &mut form, press),
    };
    if let Some(reading) = meanwhile::of_form(model, &purpose, &effects) {
        let found = Meanwhile { reading, effects, form: Some((purpose, form)) };
        return over(model, Overlay::Meanwhile(Box::new(found)));
    }
    if let Some(reading) = session_guard::objection(model, &effects) {
        return over(model, Overlay::Guard(Box::new(Guard { reading, effects, purpose, form })));
    }
    let has_problem = form.fields.iter().any(|field| field.problem.is_some());
    if turn == FormTurn::Going || has_problem {
        model.open(Overlay::Form(purpose, form));
    }
    effects
}

fn finish_form(model: &mut Model, purpose: &Purpose, form: &mut Form, press: &Press) -> Vec<Effect> {
    let read = match purpose {
        Purpose::LockAfter => return lock::take_time(form),
        Purpose::Visit => return visit::asking::take(model, form),
        Purpose::VisitFile => return visit::file::take(model, form),
        Purpose::Described => return described::take_moment(model, form),
        Purpose::BackFill(treatment, days) => return back_fill::take_day(model, treatment, days, form),
        Purpose::Answer(about) => return warning_acts::take_answer(model, about, form, press),
        Purpose::Seen(about) => return visit_form::take_visit(model, about, form, press),
        Purpose::Closing(about) => return warning_acts::take_closing(model, about, form, press),
        Purpose::Used(hold) => return care_acts::take_use(model, hold, form, press),
        Purpose::Told(line) => return care_acts::take_word(model, line, form, press),
        Purpose::WriteOut(trouble) => {
            let (name, text) = (form.text(Ask::FileName).to_owned(), trouble.as_text(&model.library.catalog));
            model.open(Overlay::Trouble(trouble.clone()));
            return vec![Effect::WriteOut(name, text.into_bytes())];
        }
        Purpose::Performed(known, plan) => read_treatment(form, known, &model.wall_clock())
            .map(|treatment| vec![Effect::PerformPlan((**plan).clone(), treatment)]),
        Purpose::Plan(known) => read_plan(form, known, &model.wall_clock()).map(|plan| vec![Effect::SavePlan(plan)]),
        Purpose::Treatment(known) => {
            read_treatment(form, known, &model.wall_clock()).map(|treatment| vec![Effect::SaveTreatment(treatment)])
        }
        Purpose::Rating(known) => read_rating(form, known, model).map(|outcome| vec![Effect::SaveOutcome(outcome)]),
        Purpose::Profile => read_profile(form).map(|(patient, day_end)| vec![Effect::SaveProfile(patient, day_end)]),
    };
    read.unwrap_or_else(|problems| {
        form.complain(&problems);
        Vec::new()
    })
}

fn on_typed(model: &mut Model, press: &Press) -> Vec<Effect> {
    match (&mut model.overlay, &mut model.first_run) {
        (Some(Overlay::Note(text)), _) => {
            text.type_key(press.key);
        }
        (Some(Overlay::Form(_, form)), _) => form.type_key(press.key),
        (Some(Overlay::Passphrase(form)), _) => form.type_key(press.key),
        (Some(Overlay::KeyPaper(paper)), _) => paper.type_key(press.key),
        (None, first_run::FirstRun::Asking(_, form)) if model.screen == Screen::FirstRun => form.type_key(press.key),
        (None, _) if model.screen == Screen::History => model.history.type_key(press.key),
        _ => {}
    }
    Vec::new()
}

/// Pasted text goes where text is being typed, and nowhere else: it presses no keys.
fn on_paste(model: &mut Model, text: &str, now: chrono::DateTime<chrono::FixedOffset>) -> Vec<Effect> {
    model.now = now;
    match (&mut model.overlay, &mut model.first_run) {
        (Some(Overlay::Note(note)), _) => note.paste(text),
        (Some(Overlay::Form(_, form)), _) => form.paste(text),
        (Some(Overlay::Passphrase(form)), _) => form.paste(text),
        (None, first_run::FirstRun::Asking(_, form)) if model.screen == Screen::FirstRun => form.paste(text),
        (None, _) if model.screen == Screen::History && model.history.is_being_searched() => model.history.paste(text),
        _ => model.notice = Some("Pasted text was left out: nothing is being written here.".to_owned()),
    }
    Vec::new()
}

fn on_saved(model: &mut Model, effect: &Effect) -> Vec<Effect> {
    let was_first_run = model.screen == Screen::FirstRun;
    let before = changes_verdicts(effect).then(|| treatments::Before::of(model, effect));
    model.record.apply(effect);
    history::saved(model, effect);
    match effect {
        Effect::SaveDraft(_) | Effect::ClearDraft => return Vec::new(),
        Effect::SaveLockAfter(after) => {
            lock::time_saved(model, *after);
            return Vec::new();
        }
        Effect::SavePlan(_) | Effect::DropPlan(_) => {
            plans::saved(model, effect);
            return Vec::new();
        }
        Effect::SaveEntry(entry) => return today::saved(model, entry, before.as_ref()),
        Effect::SaveOutcome(_) | Effect::DeleteOutcome(_) => {
            ahead::saved(model, effect);
            return Vec::new();
        }
        saved if first_run::is_over(model, saved) => first_run::finished(model),
        _ => {}
    }
    match effect {
        Effect::DeleteEntry(Entry { treatment, .. }) => model.rejudge_healing(treatment),
        Effect::AddEvents(events) => events.iter().for_each(|event| model.rejudge_healing(&event.treatment)),
        Effect::SaveCare(note) | Effect::TakeBackCare(note) => model.rejudge_healing(note.treatment()),
        _ => model.rejudge(),
    }
    match (effect, before) {
        (Effect::DeleteEntry(entry), Some(before)) => history::others_rejudged(model, entry, before.verdicts()),
        (Effect::SaveProfile(..), Some(before)) if !was_first_run => settings::saved(model, &before),
        (_, Some(before)) if !was_first_run => treatments::saved(model, effect, &before),
        _ => {}
    }
    match effect {
        Effect::AddEvents(events) => events.iter().for_each(|event| warning_acts::saved(model, event)),
        Effect::SaveCare(note) => care_acts::saved(model, note),
        Effect::TakeBackCare(_) => model.notice = Some("Taken back. Nothing else was changed.".to_owned()),
        _ => {}
    }
    Vec::new()
}

/// Whether verdicts may be others once the journal has carried this out.
const fn changes_verdicts(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::SaveEntry(_)
            | Effect::DeleteEntry(_)
            | Effect::SaveProfile(..)
            | Effect::SaveTreatment(_)
            | Effect::PerformPlan(..)
            | Effect::DeleteTreatment(_)
    )
}

/// Another program wrote between the last look and the save, which was not carried out: it is looked at once more.
fn on_behind(model: &mut Model, effect: Effect, read: super::effect::Read) -> Vec<Effect> {
    let before = meanwhile::held(model, &effect);
    let mut effects = model.reread(read, Vec::new());
    match meanwhile::of_the_moment(before.as_ref(), model, &effect) {
        Some(reading) => {
            model.open(Overlay::Meanwhile(Box::new(Meanwhile { reading, effects: vec![effect], form: None })));
        }
        None => effects.push(effect),
    }
    effects
}

fn on_not_saved(model: &mut Model, effect: Effect, why: &str) -> Vec<Effect> {
    if matches!(effect, Effect::Turn(..) | Effect::Settle(_)) {
        model.notice = Some(format!("Nothing was changed: {why}."));
        return Vec::new();
    }
    let asks = matches!(
        effect,
        Effect::Load(_)
            | Effect::ReadChanges
            | Effect::ReadVisit
            | Effect::ReadEdited
            | Effect::ReadPast(..)
            | Effect::ReadRevisions(_)
            | Effect::ReadConflicts
    );
    if asks || matches!(effect, Effect::SaveDraft(_) | Effect::ClearDraft) {
        model.notice = Some(format!("The journal could not be reached just now: {why} What you typed is still here."));
        return Vec::new();
    }
    let trouble = Trouble::new(effect, why, &model.library.catalog);
    over(model, Overlay::Trouble(Box::new(trouble)))
}

fn go_to(model: &mut Model, screen: Screen) -> Vec<Effect> {
    model.screen = screen;
    if screen == Screen::History { history::opened() } else { Vec::new() }
}

fn over(model: &mut Model, overlay: Overlay) -> Vec<Effect> {
    model.open(overlay);
    Vec::new()
}
