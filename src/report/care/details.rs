//! All about one task or hold: what, when, whose answer that is, why, and who says so.
//!
//! Uses `domain`.

use super::words::{When, began};
use super::{HoldLine, TaskLine};
use crate::domain::diary::Healing;
use crate::domain::{After, HoldState, Moment, Protocol, TaskState, Whose};

/// A heading of a few words and what belongs to it.
pub type Detail = (&'static str, String);

/// All about a task.
#[must_use]
pub fn task_details(line: &TaskLine<'_>, healing: &Healing<'_>, protocol: &Protocol, now: When) -> Vec<Detail> {
    let (due, task) = (&line.due, line.due.task);
    let until = due.to.map_or_else(String::new, |to| format!(", until {}", now.say(to)));
    let mut details = vec![
        ("What to do", task.what.clone()),
        ("How often", format!("{}, from {}{until}", task.rhythm.words(), now.say(due.from))),
    ];
    if let TaskState::NotGiven = due.state {
        let kind = task.needs.map_or("this", |kind| kind.words());
        details.push(("Only if", format!("your provider gave you {kind} for it")));
    }
    let ticks = healing.ticks.iter().filter(|tick| tick.task == task.id);
    if let Some(last) = ticks.max_by_key(|tick| instant_of(healing, tick.at)) {
        let count = if line.count.is_empty() { String::new() } else { format!("{}; ", line.count) };
        details.push(("Done", format!("{count}last {}", began(last.at))));
    }
    details.push(("Whose word", whose(due.whose, protocol)));
    details.extend(in_their_words(task.id.as_str(), protocol));
    details.push(("Why", task.why.clone()));
    details.extend(disagreements(task.id.as_str(), due.whose, protocol));
    details
}

/// All about a hold.
#[must_use]
pub fn hold_details(line: &HoldLine<'_>, healing: &Healing<'_>, protocol: &Protocol) -> Vec<Detail> {
    let held = &line.held;
    let lifts = match held.state {
        HoldState::Waiting => format!("{} after the treatment: {}, {}", held.lifts.length(), line.when, line.countdown),
        HoldState::Back => format!("{} after the treatment: since {}", held.lifts.length(), line.when),
    };
    let mut details = vec![("Back", lifts)];
    if held.is_kept_by_safety(healing) {
        let least = held.hold.not_before.map_or_else(String::new, After::length);
        details.push(("For safety", format!("never before {least}, whoever says so.")));
    }
    let early: Vec<_> = held.early_uses(healing).iter().map(|used| began(used.at)).collect();
    if !early.is_empty() {
        details.push(("Used early", format!("{}. Your next check-in takes it into account.", early.join("; "))));
    }
    let what = if early.is_empty() { "If used early" } else { "What to do" };
    details.push((what, held.hold.early.clone()));
    details.push(("Whose word", whose(held.whose, protocol)));
    details.extend(in_their_words(held.hold.id.as_str(), protocol));
    details.push(("Why", held.hold.why.clone()));
    details.extend(disagreements(held.hold.id.as_str(), held.whose, protocol));
    details
}

fn instant_of(healing: &Healing<'_>, at: Moment) -> chrono::DateTime<chrono::FixedOffset> {
    healing.treatment.instant_of(at, healing.day_end)
}

/// Whose answer counts.
fn whose(whose: Whose, protocol: &Protocol) -> String {
    match (whose, protocol.sheet.as_deref()) {
        (Whose::ToldYou, _) => "your provider's, for this treatment, as you wrote it down".to_owned(),
        (Whose::Sheet, Some(sheet)) => format!("your provider's sheet {}", sheet.title()),
        _ => "published advice; your provider's own word comes first".to_owned(),
    }
}

/// Where sources answer differently: each answer with who gives it, and whose is used. Never averaged.
fn disagreements(id: &str, whose: Whose, protocol: &Protocol) -> Vec<Detail> {
    let about = protocol.disagreements.iter().filter(|one| one.about.care.iter().any(|care| care == id));
    let told = about.flat_map(|one| {
        let title = |id| protocol.catalog.source(id).map_or(String::new(), |source| source.publisher.clone());
        let answers = one.answers.iter().map(move |answer| {
            let who: Vec<_> = answer.sources.iter().map(title).collect();
            ("Some say", format!("{}: {}", answer.says, who.join("; ")))
        });
        let heading = std::iter::once(("They differ", one.question.clone()));
        let used = match whose {
            Whose::ToldYou => "your provider's word for this treatment".to_owned(),
            Whose::Sheet | Whose::Published => one.whose_is_used(protocol),
        };
        heading.chain(answers).chain([("Used here", used)])
    });
    told.collect()
}

fn in_their_words(id: &str, protocol: &Protocol) -> Option<Detail> {
    let sheet = protocol.sheet.as_deref()?;
    Some(("They write", sheet.words_about(id)?.to_owned()))
}
