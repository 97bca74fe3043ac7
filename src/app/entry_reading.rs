//! An entry in words: what was answered, how it stands, when it was described and typed, and what it said before.
//!
//! May use `domain`.

use std::fmt::Write;

use super::conflict_words::Told;
use super::model::Model;
use super::reading::{Passage, Reading, Tone};
use super::timeline::{Gap, Line, date_of};
use super::today::moment_in_words;
use super::verdict::{finding_in_full, in_short, tone};
use crate::domain::{
    Answer, AssessedEntry, Band, Catalog, Entry, Moment, Rating, SignId, Standing, SymptomId, Treatment,
};

/// Everything about a line of the list.
#[must_use]
pub fn reading(model: &Model, line: &Line<'_>) -> Reading {
    match line {
        Line::Entry(entry) => {
            let title = format!("Day {}, {}", entry.day, moment_in_words(entry.entry.at));
            Reading::new(title, about_entry(model, entry))
        }
        Line::Gap(gap) => Reading::new("No check-in", about_gap(model, gap)),
        Line::Treatment(treatment) => Reading::new("Treatment", about_treatment(model, treatment)),
        Line::Unread(_) => {
            Reading::new("Still reading", vec![Passage::new(Tone::Plain, "Older check-ins are still being read.")])
        }
    }
}

/// The grades of an entry in one line, the strongest first.
#[must_use]
pub fn grades_in_short(entry: &Entry, catalog: &Catalog) -> String {
    let mut rated: Vec<_> = entry.grades.iter().filter_map(|(id, rating)| Some((rating.grade()?, id))).collect();
    let place = |id: &SymptomId| catalog.symptoms.iter().position(|symptom| symptom.id == *id);
    rated.sort_by_key(|(grade, id)| (std::cmp::Reverse(*grade), place(id)));
    let signs = entry.signs.iter().filter(|(_, answer)| **answer == Answer::Yes).map(|(id, _)| catalog.sign_name(id));
    let signs = signs.map(|name| format!("{}: YES", name.to_lowercase()));
    let grades = rated.into_iter().map(|(grade, id)| format!("{} {grade}", catalog.symptom_name(id).to_lowercase()));
    signs.chain(grades).collect::<Vec<_>>().join(" · ")
}

/// What is special about an entry: entered later, changed, with a note.
#[must_use]
pub fn marks(model: &Model, entry: &Entry) -> String {
    let late = entry.is_late(model.record.diary.day_end).then_some("late");
    let edited = model.record.edited.contains(&entry.id).then_some("edited");
    let note = (!entry.note.trim().is_empty()).then_some("note");
    let parted = parted(model, entry).map(|_| "two versions");
    let marks: Vec<_> = [parted, late, edited, note].into_iter().flatten().collect();
    marks.join(", ")
}

/// What two machines say differently about an entry.
fn parted<'a>(model: &'a Model, entry: &Entry) -> Option<&'a Told> {
    model.conflicts.iter().find(|told| told.entry.as_ref() == Some(&entry.id))
}

/// What another version would say that is worse stands beside the verdict.
fn of_two_machines(model: &Model, entry: &Entry) -> Vec<Passage> {
    let Some(told) = parted(model, entry) else { return Vec::new() };
    let tone = told.loudest.map_or(Tone::Strong, Tone::Level);
    let worse = told.worse.iter().map(|words| Passage::new(tone, words.clone()));
    let words = "Two machines say something different about this check-in. X shows both versions.";
    std::iter::once(Passage::new(Tone::Strong, words)).chain(worse).collect()
}

fn about_entry(model: &Model, judged: &AssessedEntry) -> Vec<Passage> {
    let catalog = &model.library.catalog;
    let darker_skin = model.record.diary.patient.has_darker_skin();
    let head = match judged.findings[..] {
        [] => in_short(judged, catalog, darker_skin),
        _ => judged.advice(),
    };
    let mut passages = vec![Passage::new(tone(judged), head)];
    passages.extend(of_two_machines(model, &judged.entry));
    passages.extend(times(model, &judged.entry));
    if !judged.entry.note.trim().is_empty() {
        passages.push(Passage::led("Note", judged.entry.note.clone()));
    }
    passages.push(Passage::gap());
    passages.extend(grades(model, judged));
    passages.push(Passage::gap());
    passages.extend(signs(&judged.entry, catalog));
    for finding in &judged.findings {
        passages.push(Passage::gap());
        passages.extend(finding_in_full(finding, catalog, darker_skin));
    }
    passages.extend(earlier_versions(model, &judged.entry));
    passages
}

fn times(model: &Model, entry: &Entry) -> [Passage; 2] {
    let day_end = model.record.diary.day_end;
    let typed = match entry.recorded_at {
        None => "not known: this check-in came from a file".to_owned(),
        Some(typed) if entry.is_late(day_end) => {
            let days = (day_end.date_of(typed) - entry.at.date(day_end)).num_days();
            let later = if days == 1 { "the day after".to_owned() } else { format!("{days} days later") };
            format!("{} (late: {later})", moment_in_words(Moment::At(typed)))
        }
        Some(typed) => moment_in_words(Moment::At(typed)),
    };
    let described = match entry.at {
        Moment::At(_) => moment_in_words(entry.at),
        Moment::On(_) => format!("{}, time of day not given", moment_in_words(entry.at)),
    };
    [Passage::led("Describes", described), Passage::led("Typed", typed)]
}

/// Each rated symptom with its words and where it stands; the others in one line.
fn grades(model: &Model, judged: &AssessedEntry) -> Vec<Passage> {
    let catalog = &model.library.catalog;
    let mut passages = vec![Passage::new(Tone::Heading, "Grades")];
    let rated = catalog.symptoms.iter().filter_map(|symptom| Some((symptom, judged.entry.grades.get(&symptom.id)?)));
    passages.extend(rated.map(|(symptom, rating)| {
        Passage::led(symptom.name.clone(), rating_in_full(model, judged, &symptom.id, *rating))
    }));
    let left_out = catalog.symptoms.iter().filter(|symptom| !judged.entry.grades.contains_key(&symptom.id));
    let names: Vec<_> = left_out.map(|symptom| symptom.name.to_lowercase()).collect();
    if !names.is_empty() {
        passages.push(Passage::new(Tone::Quiet, format!("Not recorded: {}", names.join(", "))));
    }
    passages
}

fn rating_in_full(model: &Model, judged: &AssessedEntry, id: &SymptomId, rating: Rating) -> String {
    let Rating::Graded(grade) = rating else { return "not sure".to_owned() };
    let darker_skin = model.record.diary.patient.has_darker_skin();
    let symptom = model.library.catalog.symptom(id);
    let meaning = symptom.map_or(grade.word(), |symptom| symptom.words(grade, darker_skin));
    let mut words = format!("{grade} {meaning}");
    let standing = judged.standings.get(id).copied().unwrap_or(Standing::NotRecorded);
    let assessment = model.record.assessment_of(&judged.entry.treatment);
    if let Some(band) = assessment.and_then(|assessment| assessment.bands.band(id, judged.day)) {
        // Writing to a String cannot fail.
        let _ = write!(words, " · {} ({})", standing.word(), range(band));
    }
    words
}

fn range(Band { usual, outer }: Band) -> String {
    if usual == outer { format!("up to {usual} described") } else { format!("{usual} usual, up to {outer} described") }
}

/// Every sign with an answer, yes first; those not asked are counted.
fn signs(entry: &Entry, catalog: &Catalog) -> Vec<Passage> {
    let mut passages = vec![Passage::new(Tone::Heading, "Danger signs")];
    let names = |wanted: Answer| {
        let answered = entry.signs.iter().filter(move |(_, answer)| **answer == wanted);
        answered.map(|(id, _)| catalog.sign_name(id).to_lowercase()).collect::<Vec<_>>().join(", ")
    };
    for (answer, lead) in [(Answer::Yes, "YES"), (Answer::NotSure, "Not sure"), (Answer::No, "No")] {
        let names = names(answer);
        if !names.is_empty() {
            passages.push(Passage::led(lead, names));
        }
    }
    let asked = |id: &SignId| entry.signs.contains_key(id);
    let not_asked = catalog.signs.iter().filter(|sign| !asked(&sign.id)).count();
    let words = match (entry.signs.is_empty(), not_asked) {
        (true, _) => "None was asked, which is not the same as no.".to_owned(),
        (false, 0) => return passages,
        (false, count) => format!("Not asked: {count} others, which is not the same as no."),
    };
    passages.push(Passage::new(Tone::Quiet, words));
    passages
}

/// What the entry said before, if it was changed: only what differs.
fn earlier_versions(model: &Model, entry: &Entry) -> Vec<Passage> {
    let Some((_, versions)) = model.history.versions.as_ref().filter(|(id, _)| *id == entry.id) else {
        return Vec::new();
    };
    let mut passages = Vec::new();
    for pair in versions.windows(2).rev() {
        let [old, new] = pair else { continue };
        let mut differences = differences(&old.entry, &new.entry, &model.library.catalog);
        differences.extend(verdicts(model, &old.entry, &new.entry));
        if !differences.is_empty() {
            let heading = format!("Changed {}", moment_in_words(Moment::At(new.saved_at)));
            passages.extend([Passage::gap(), Passage::new(Tone::Heading, heading)]);
            passages.extend(differences);
        }
    }
    passages
}

/// How the day was judged before a correction and after it, by the ranges and rules that hold now.
fn verdicts(model: &Model, old: &Entry, new: &Entry) -> Option<Passage> {
    let judged = |entry: &Entry| model.record.judged_as(&model.library, entry);
    let (was, is) = (judged(old)?, judged(new)?);
    let words = if was.word() == is.word() {
        format!("{}, as before", is.word())
    } else {
        format!("was {}, now {}", was.word(), is.word())
    };
    Some(Passage::led("Verdict", words))
}

/// What an entry says otherwise than before: name, old and new answer.
#[must_use]
pub fn differences(old: &Entry, new: &Entry, catalog: &Catalog) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut differ = |name: &str, was: String, is: String| {
        if was != is {
            found.push(Passage::led(name, format!("was {was}, now {is}")));
        }
    };
    differ("Describes", moment_in_words(old.at), moment_in_words(new.at));
    for symptom in &catalog.symptoms {
        let rating = |entry: &Entry| rating_in_short(entry.grades.get(&symptom.id));
        differ(&symptom.name, rating(old), rating(new));
    }
    for sign in &catalog.signs {
        let answer = |entry: &Entry| entry.signs.get(&sign.id).map_or("not asked", |answer| answer.word()).to_owned();
        differ(&sign.name, answer(old), answer(new));
    }
    differ("Note", quoted(&old.note), quoted(&new.note));
    found
}

fn rating_in_short(rating: Option<&Rating>) -> String {
    match rating {
        None => "not recorded".to_owned(),
        Some(Rating::NotSure) => "not sure".to_owned(),
        Some(Rating::Graded(grade)) => format!("{grade} {}", grade.word()),
    }
}

fn quoted(note: &str) -> String {
    if note.trim().is_empty() { "empty".to_owned() } else { format!("\"{}\"", note.trim()) }
}

fn about_gap(model: &Model, gap: &Gap<'_>) -> Vec<Passage> {
    let mut words = gap.words();
    words[..1].make_ascii_uppercase();
    let date = |day| moment_in_words(Moment::On(date_of(model, gap.treatment, day)));
    let dates =
        if gap.first == gap.last { date(gap.first) } else { format!("{} to {}", date(gap.first), date(gap.last)) };
    vec![
        Passage::new(Tone::Strong, format!("{words}.")),
        Passage::new(Tone::Plain, dates),
        Passage::gap(),
        Passage::new(
            Tone::Plain,
            "That is no fault. If you remember how it was, b fills a day in; it is marked as entered later.",
        ),
    ]
}

fn about_treatment(model: &Model, treatment: &Treatment) -> Vec<Passage> {
    let entries = model.record.assessment_of(&treatment.id).map_or(0, |assessment| assessment.entries.len());
    let counted = match entries {
        0 => "No check-in yet.".to_owned(),
        1 => "One check-in.".to_owned(),
        count => format!("{count} check-ins."),
    };
    vec![
        Passage::new(Tone::Strong, treatment_in_words(treatment)),
        Passage::new(Tone::Plain, counted),
        Passage::new(
            Tone::Quiet,
            "R shows the treatments, where its date can be corrected; v there tells what that changed.",
        ),
    ]
}

/// A treatment in one line.
#[must_use]
pub fn treatment_in_words(treatment: &Treatment) -> String {
    let device = treatment.device.map(|device| device.name().to_owned());
    let depth = treatment.needle_depth.map(|depth| depth.to_string());
    let area = treatment.area.as_ref().map(|area| area.name().to_owned());
    let known: Vec<_> = [device, depth, area].into_iter().flatten().collect();
    let details = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
    format!("Treatment {}{details}", moment_in_words(treatment.performed_at))
}
