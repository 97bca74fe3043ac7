//! What can be done with a planned treatment: plan one, change it, drop it, turn it into a treatment.
//!
//! May use `domain`.

use super::effect::Effect;
use super::key::Press;
use super::model::Model;
use super::plan_form::plan_form;
use super::screen::{Overlay, Purpose};
use super::treatment_form::treatment_form;
use super::treatments::ItemId;
use crate::domain::spacing::window;
use crate::domain::{Moment, Plan, PlanId};

/// Asks about a new plan: on the first day on which it fits, with the provider of the last treatment.
pub fn plan(model: &mut Model, press: &Press) {
    let diary = &model.record.diary;
    let today = diary.day_end.date_of(press.now);
    let last = diary.treatments_by_time().last().copied();
    let figures = last.and_then(|last| model.library.protocol(&last.protocol).spacing.as_ref());
    let fits = last.zip(figures).and_then(|(last, figures)| window(diary, figures, last));
    let tomorrow = today.succ_opt().unwrap_or(today);
    let at = Moment::On(fits.map_or(tomorrow, |fits| fits.from.max(tomorrow)));
    let provider = super::call::provider(model, None).clone();
    open_form(model, Plan { provider, ..Plan::new(PlanId::from(press.fresh_id.as_str()), at) });
}

/// Asks about a plan, filled with what is known.
pub fn open_form(model: &mut Model, plan: Plan) {
    let form = plan_form(&plan);
    model.open(Overlay::Form(Purpose::Plan(Box::new(plan)), form));
}

/// Asks about the treatment that a plan became, filled with what was planned; not before its day has come.
pub fn perform(model: &mut Model, plan: &Plan, press: &Press) {
    let diary = &model.record.diary;
    let today = diary.day_end.date_of(press.now);
    if !plan.has_come(today, diary.day_end) {
        model.notice = Some("Its day has not come yet. Enter makes a treatment of it then; e changes it.".to_owned());
        return;
    }
    let is_over = plan.at.instant(*press.now.offset()) <= press.now;
    let at = if is_over { plan.at } else { Moment::At(press.now) };
    let last = diary.treatments_by_time().last().copied();
    let treatment = plan.performed(press.fresh_id.as_str().into(), at, last);
    let form = treatment_form(&treatment);
    model.open(Overlay::Form(Purpose::Performed(Box::new(treatment), Box::new(plan.clone())), form));
}

/// The journal keeps a change of the plans: says so.
pub fn saved(model: &mut Model, effect: &Effect) {
    match effect {
        Effect::SavePlan(plan) => {
            model.treatments.focus = Some(ItemId::Plan(plan.id.clone()));
            model.notice = Some("Planned. What to stop before it, and from which day, stands beside it.".to_owned());
        }
        Effect::DropPlan(_) => {
            model.treatments.focus = None;
            model.notice = Some("Dropped. u brings it back.".to_owned());
        }
        _ => {}
    }
}
