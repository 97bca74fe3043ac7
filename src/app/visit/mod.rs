//! The report for a visit as people will read it, and what it is to tell.
//!
//! May use `domain` and `report`.

pub mod asking;
pub mod file;
pub mod items;

use super::effect::Effect;
use super::form::Form;
use super::keymap::Action;
use super::model::Model;
use super::reading::Scroll;
use super::screen::{Overlay, Purpose};
use crate::domain::{Change, Diary};
use crate::report::page::{Page, text};
use crate::report::visit::{Choices, Chosen, Item, Recorded, page, words_for_the_call};

/// What the report is to tell, and the report while it is open.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// What it is to tell; kept until the program ends.
    pub choices: Choices,
    /// The report, while it lies over a screen or something lies over it.
    pub report: Option<Report>,
}

/// The report, and what it is made of.
#[derive(Clone, Debug)]
pub struct Report {
    diary: Diary,
    changes: Vec<Change>,
    /// What it says.
    pub page: Page,
    /// How far down it is scrolled.
    pub scroll: Scroll,
}

/// Asks for the whole journal, out of which the report is made.
pub fn open(model: &mut Model) -> Vec<Effect> {
    model.overlay = None;
    model.visit.report = None;
    vec![Effect::ReadVisit]
}

/// Makes the report out of a journal that was read; what lies over it stays.
pub fn read(model: &mut Model, diary: Diary, changes: Vec<Change>) {
    if let Chosen::One(id) = &model.visit.choices.treatments
        && diary.treatment(id).is_none()
    {
        model.visit.choices.treatments = Chosen::Latest;
    }
    let scroll = model.visit.report.take().map(|report| report.scroll).unwrap_or_default();
    let page = made_of(model, &diary, &changes);
    model.visit.report = Some(Report { diary, changes, page, scroll });
    if model.overlay.is_none() {
        show(model);
    }
}

/// Lays the report over the screen again, if there is one.
pub fn show(model: &mut Model) {
    if model.visit.report.is_some() {
        model.open(Overlay::Visit);
    }
}

/// Makes the report anew; for whenever something was chosen.
pub fn make_anew(model: &mut Model) {
    let Some(mut report) = model.visit.report.take() else { return };
    report.page = made_of(model, &report.diary, &report.changes);
    model.visit.report = Some(report);
}

fn made_of(model: &Model, diary: &Diary, changes: &[Change]) -> Page {
    let protocol_of = |id: &str| model.library.protocol(id);
    page(Recorded { diary, changes, protocol_of: &protocol_of, now: model.now }, &model.visit.choices)
}

/// Does what a key asks for while the report shows.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Back => {
            model.visit.report = None;
            return Vec::new();
        }
        Action::NextTreatment => next_treatment(model),
        Action::Items => {
            model.open(Overlay::VisitItems(0));
            return Vec::new();
        }
        Action::Edit => return over(model, Purpose::Visit, asking::form(&model.visit.choices)),
        Action::WriteOut => return over(model, Purpose::VisitFile, file::form(model)),
        Action::CopyOut => {
            show(model);
            return copied(model);
        }
        action => scroll(model, action),
    }
    show(model);
    Vec::new()
}

fn over(model: &mut Model, purpose: Purpose, form: Form) -> Vec<Effect> {
    model.open(Overlay::Form(purpose, form));
    Vec::new()
}

fn scroll(model: &mut Model, action: Action) {
    let Some(report) = &mut model.visit.report else { return };
    let most = text::to_string(&report.page).len() / 20;
    report.scroll = report.scroll.moved(action, most);
}

/// From the latest treatment to each before it, then to all together.
fn next_treatment(model: &mut Model) {
    let Some(report) = &mut model.visit.report else { return };
    let treatments = report.diary.treatments_by_time();
    let Some((latest, earlier)) = treatments.split_last().filter(|(_, earlier)| !earlier.is_empty()) else {
        let words = match treatments.len() {
            0 => "There is no treatment in the journal yet. R, then a, adds one.",
            _ => "There is one treatment in the journal: the report is about it already.",
        };
        model.notice = Some(words.to_owned());
        return;
    };
    let earlier: Vec<_> = earlier.iter().rev().map(|treatment| treatment.id.clone()).collect();
    let next = |place: usize| earlier.get(place).cloned().map_or(Chosen::All, Chosen::One);
    model.visit.choices.treatments = match &model.visit.choices.treatments {
        Chosen::Latest => next(0),
        Chosen::One(id) if *id == latest.id => next(0),
        Chosen::One(id) => next(earlier.iter().position(|other| other == id).map_or(0, |place| place + 1)),
        Chosen::All => Chosen::Latest,
    };
    report.scroll = Scroll::default();
    make_anew(model);
}

/// Hands the words for the call to the terminal.
fn copied(model: &mut Model) -> Vec<Effect> {
    let protocol_of = |id: &str| model.library.protocol(id);
    let words = model.visit.report.as_ref().and_then(|report| {
        let Report { diary, changes, .. } = report;
        words_for_the_call(Recorded { diary, changes, protocol_of: &protocol_of, now: model.now })
    });
    let Some(words) = words else {
        model.notice = Some("There is no treatment to ring about yet, so nothing was copied.".to_owned());
        return Vec::new();
    };
    let said = words.sentences.join("\n");
    vec![Effect::CopyOut(format!("{}\n\n{said}\n", words.whom))]
}

/// What the report is: which treatment, which days, which parts, and who and what was added by hand.
#[must_use]
pub fn what_it_is(model: &Model) -> Vec<(&'static str, String)> {
    let choices = &model.visit.choices;
    vec![
        ("Treatment", treatment_in_words(model)),
        ("Days", period_in_words(choices)),
        ("Parts", parts_in_words(choices)),
        ("Name", if choices.name.is_empty() { "a line to write on".to_owned() } else { choices.name.clone() }),
        ("Questions", questions_in_words(choices)),
        ("Written as", file::ways_in_words()),
    ]
}

/// The same in a line.
#[must_use]
pub fn in_a_line(model: &Model) -> String {
    let choices = &model.visit.choices;
    let said = [treatment_in_words(model), period_in_words(choices), parts_in_words(choices), file::ways_in_words()];
    said.join(" · ")
}

fn treatment_in_words(model: &Model) -> String {
    let Some(report) = &model.visit.report else { return String::new() };
    let diary = &report.diary;
    let treatments = diary.treatments_by_time();
    let date = |id| diary.treatment(id).map(|one| one.performed_at.date(diary.day_end).format("%-d %b %Y").to_string());
    match &model.visit.choices.treatments {
        _ if treatments.is_empty() => "no treatment yet".to_owned(),
        Chosen::All => format!("all {} treatments", treatments.len()),
        Chosen::One(id) => format!("treatment of {}", date(id).unwrap_or_default()),
        Chosen::Latest if model.visit.choices.to.is_some() => "latest of these days".to_owned(),
        Chosen::Latest => {
            let latest = treatments.last().and_then(|treatment| date(&treatment.id));
            format!("latest, {}", latest.unwrap_or_default())
        }
    }
}

fn period_in_words(choices: &Choices) -> String {
    let day = |date: chrono::NaiveDate| date.format("%-d %b %Y").to_string();
    match (choices.from, choices.to) {
        (None, None) => "all days".to_owned(),
        (Some(from), None) => format!("from {} on", day(from)),
        (None, Some(to)) => format!("up to {}", day(to)),
        (Some(from), Some(to)) => format!("{} to {}", day(from), day(to)),
    }
}

fn parts_in_words(choices: &Choices) -> String {
    match (choices.items.len(), Item::ALL.len()) {
        (told, all) if told == all => "all parts".to_owned(),
        (told, all) => format!("{told} of {all} parts"),
    }
}

fn questions_in_words(choices: &Choices) -> String {
    match choices.questions.len() {
        0 => "those in your notes".to_owned(),
        count => format!("those in your notes, and {count} added"),
    }
}
