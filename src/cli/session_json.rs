//! Treatments, plans and what they cost as JSON.
//!
//! Amounts are texts, so that no reader rounds them.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::session::Sessions;
use crate::domain::before::for_patient;
use crate::domain::cost::totals;
use crate::domain::spacing::{Coming, Unhealed};
use crate::domain::{Concern, NeedleDepth, Passes, Plan, Spacing, Treatment};

/// All treatments with what they cost together.
pub fn treatments(sessions: &Sessions<'_>) -> Value {
    let treatments = sessions.diary.treatments_by_time();
    let rows: Vec<_> = (1..).zip(&treatments).map(|(number, one)| treatment(sessions, number, one)).collect();
    let published = sessions.protocol.cost.as_ref().map(|cost| {
        json!({ "from": cost.from, "to": cost.to, "about": cost.about, "currency": cost.currency, "says": cost.says,
                "sources": cost.sources })
    });
    json!({ "format": "mendlog-treatments", "version": 1, "treatments": rows, "next_session": next(sessions),
            "totals": sums(&treatments), "published_cost": published })
}

/// All plans, each with the gap to the last treatment and what comes before it.
pub fn plans(sessions: &Sessions<'_>, today: NaiveDate) -> Value {
    let rows: Vec<_> = (1..).zip(sessions.plans()).map(|(number, one)| plan(sessions, number, one, today)).collect();
    json!({ "format": "mendlog-plans", "version": 1, "plans": rows, "next_session": next(sessions) })
}

fn treatment(sessions: &Sessions<'_>, number: usize, one: &Treatment) -> Value {
    let entries = sessions.diary.entries.iter().filter(|entry| entry.treatment == one.id).count();
    let cost = one.cost.as_ref().map(|cost| json!({ "amount": cost.amount, "currency": cost.currency }));
    let products = one.products.iter();
    let products: Vec<_> =
        products.map(|one| json!({ "kind": one.kind, "name": one.name, "used_at": one.used_at })).collect();
    json!({
        "number": number, "id": one.id, "performed_at": one.performed_at, "device": one.device,
        "needle_depth_mm": one.needle_depth.map(NeedleDepth::mm), "area": one.area, "entries": entries,
        "passes": one.passes.map(Passes::number), "goals": one.goals, "severity_before": one.severity_before,
        "active_lesions": one.active_lesions, "products": products, "cost": cost,
        "gap": sessions.gap(Coming::treatment(one)).as_ref().map(gap),
    })
}

fn plan(sessions: &Sessions<'_>, number: usize, one: &Plan, today: NaiveDate) -> Value {
    let date = one.at.date(sessions.diary.day_end);
    let before = for_patient(sessions.protocol, &sessions.diary.patient).into_iter().map(|before| {
        json!({ "id": before.id, "title": before.title, "from": before.begins(date), "what": before.what,
                "why": before.why, "sources": before.sources })
    });
    json!({
        "number": number, "id": one.id, "at": one.at, "days": one.days_from(today, sessions.diary.day_end),
        "provider": { "name": one.provider.name, "phone": one.provider.phone,
                      "out_of_hours": one.provider.out_of_hours },
        "note": one.note, "gap": sessions.gap(Coming::planned(one.at)).as_ref().map(gap),
        "before": before.collect::<Vec<_>>(),
    })
}

fn gap(found: &Spacing<'_>) -> Value {
    let concern = match found.concern() {
        Concern::None => "none",
        Concern::Warning => "warning",
        Concern::Strong => "strong",
    };
    let unhealed = found.unhealed.iter().map(|one| match one {
        Unhealed::Warning(title) => json!({ "warning": title }),
        Unhealed::Symptom { symptom, grade, day } => json!({ "symptom": symptom, "grade": grade, "day": day }),
    });
    json!({ "last_treatment": found.last.id, "days": found.days, "concern": concern,
            "unhealed": unhealed.collect::<Vec<_>>() })
}

fn next(sessions: &Sessions<'_>) -> Option<Value> {
    sessions.window().map(|window| json!({ "from": window.from, "to": window.to }))
}

fn sums(treatments: &[&Treatment]) -> Vec<Value> {
    let sums = totals(treatments.iter().filter_map(|one| one.cost.as_ref()));
    let sum = sums
        .iter()
        .map(|sum| json!({ "amount": sum.amount.to_string(), "currency": sum.currency, "treatments": sum.treatments }));
    sum.collect()
}
