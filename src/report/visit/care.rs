//! Care followed, and what was used on the skin.
//!
//! May use `domain`.

use chrono::{DateTime, FixedOffset};

use super::chapter::Chapter;
use super::choices::{Choices, Item};
use super::days::listed;
use crate::domain::care::tasks;
use crate::domain::hold::holds;
use crate::domain::text::clean_line;
use crate::domain::{Day, DueTask, Held, Moment, Rhythm, Says, TaskState, UsedAt, product};
use crate::report::page::{Fact, Part};

/// Care and products under one head, as far as they are told.
pub(super) fn parts(chapter: &Chapter<'_>, end: DateTime<FixedOffset>, choices: &Choices) -> Vec<Part> {
    let care = if choices.tells(Item::Care) { followed(chapter, end) } else { Vec::new() };
    let products = if choices.tells(Item::Products) { products(chapter, end) } else { Vec::new() };
    let heading = match (care.is_empty(), products.is_empty()) {
        (true, true) => return Vec::new(),
        (false, true) => "Care followed",
        (true, false) => "Products",
        (false, false) => "Care and products",
    };
    vec![Part::Heading(heading.to_owned()), Part::Facts(care.into_iter().chain(products).collect())]
}

/// The care as far as it was noted: tasks ticked off, what was used too early, the provider's own word.
fn followed(chapter: &Chapter<'_>, end: DateTime<FixedOffset>) -> Vec<Fact> {
    let (healing, protocol) = (&chapter.healing, chapter.protocol);
    let held = holds(healing, protocol, end);
    let said = [
        ("Ticked off", ticked(&tasks(healing, protocol, end), chapter)),
        ("Used too early", used_early(&held, chapter)),
        ("Provider's own word", told(chapter)),
    ];
    facts(said)
}

/// What was used on the skin at the treatment, given for home, and taken up again.
fn products(chapter: &Chapter<'_>, end: DateTime<FixedOffset>) -> Vec<Fact> {
    let treatment = chapter.treatment;
    let used = |at| clean_line(&product::in_words(&treatment.products, at));
    let held = holds(&chapter.healing, chapter.protocol, end);
    let said = [
        ("On the skin that day", used(UsedAt::Clinic)),
        ("Given for home", used(UsedAt::Home)),
        ("Used again", used_again(&held, chapter)),
        (
            "Retinoid again",
            treatment.retinoid_resumed_on.map_or_else(String::new, |date| {
                let day = treatment.day_of_date(date, chapter.healing.day_end);
                format!("since day {day} ({})", chapter.date(day))
            }),
        ),
    ];
    facts(said)
}

fn facts<const COUNT: usize>(said: [(&str, String); COUNT]) -> Vec<Fact> {
    said.into_iter().filter(|(_, words)| !words.is_empty()).map(|(name, words)| Fact::new(name, words)).collect()
}

/// Tasks done of tasks asked for. A task that nobody ticked off may have been done all the same.
fn ticked(tasks: &[DueTask<'_>], chapter: &Chapter<'_>) -> String {
    let mut tasks: Vec<_> = tasks.iter().collect();
    let place = |due: &DueTask<'_>| chapter.protocol.care.iter().position(|task| task.id == due.task.id);
    tasks.sort_by_key(|due| place(due));
    let done: Vec<_> = tasks.into_iter().filter_map(|due| count(due, chapter)).collect();
    done.join("; ")
}

fn count(due: &DueTask<'_>, chapter: &Chapter<'_>) -> Option<String> {
    let ticks = chapter.healing.ticks.iter().filter(|tick| tick.task == due.task.id);
    let done = ticks.filter(|tick| chapter.holds(chapter.day_of(tick.at))).count();
    let is_asked = !matches!(due.state, TaskState::NotGiven | TaskState::LeftOut);
    let asked = asked(due, chapter).filter(|_| is_asked);
    match (done, asked) {
        (0, _) => None,
        (done, Some(asked)) => Some(format!("{}: {done} of {}", due.task.title, asked.max(done))),
        (done, None) => Some(format!("{}: {done}", due.task.title)),
    }
}

/// How often a task was to be done on the days told.
fn asked(due: &DueTask<'_>, chapter: &Chapter<'_>) -> Option<usize> {
    match due.task.rhythm {
        Rhythm::AsNeeded => None,
        Rhythm::Once => Some(1),
        Rhythm::EveryHours(_) => due.of,
        Rhythm::TimesADay(times) => {
            let first = chapter.day_of(Moment::At(due.from));
            let last = due.to.map_or(chapter.last, |to| chapter.day_of(Moment::At(to)).plus(-1));
            let days = chapter.days().filter(|day| (first..=last.max(first)).contains(day)).count();
            Some(days * usize::from(times))
        }
    }
}

fn used_early(held: &[Held<'_>], chapter: &Chapter<'_>) -> String {
    let early = held.iter().filter_map(|held| {
        let uses = held.early_uses(&chapter.healing);
        let days = told_days(uses.iter().map(|used| used.at), chapter);
        (!days.is_empty())
            .then(|| format!("{}: day {}, described from {} on", held.hold.title, listed(days), held.lifts))
    });
    early.collect::<Vec<_>>().join("; ")
}

fn used_again(held: &[Held<'_>], chapter: &Chapter<'_>) -> String {
    let again = held.iter().filter_map(|held| {
        let early = held.early_uses(&chapter.healing);
        let later = held.uses.iter().filter(|used| !early.contains(*used)).map(|used| used.at);
        let days = told_days(later, chapter);
        (!days.is_empty()).then(|| format!("{}: day {}", held.hold.title, listed(days)))
    });
    again.collect::<Vec<_>>().join("; ")
}

fn told_days(moments: impl Iterator<Item = Moment>, chapter: &Chapter<'_>) -> Vec<Day> {
    moments.map(|at| chapter.day_of(at)).filter(|day| chapter.holds(*day)).collect()
}

/// What the provider said about this treatment, the latest word on each thing.
fn told(chapter: &Chapter<'_>) -> String {
    let protocol = chapter.protocol;
    let title = |id: &str| {
        let task = protocol.task(id).map(|task| task.title.as_str());
        task.or_else(|| protocol.hold(id).map(|hold| hold.title.as_str())).map_or_else(|| clean_line(id), str::to_owned)
    };
    let mut about: Vec<_> = chapter.healing.told.iter().map(|told| told.about.as_str()).collect();
    about.sort_unstable();
    about.dedup();
    let words = about.into_iter().filter_map(|id| crate::domain::hold::word_about(&chapter.healing, id));
    let words = words.map(|told| {
        let says = match told.says {
            Says::Until(after) if protocol.hold(&told.about).is_some() => format!("from {after} on"),
            Says::Until(after) => format!("until {after}"),
            Says::Do => "do it".to_owned(),
            Says::LeaveOut => "leave it out".to_owned(),
        };
        format!("{}: {says} (noted {})", title(&told.about), chapter.year().moment(told.at))
    });
    words.collect::<Vec<_>>().join("; ")
}
