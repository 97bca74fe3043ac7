//! What time did to the record: days without a check-in, check-ins typed later, changed or deleted since.
//!
//! May use `domain`.

use super::chapter::Chapter;
use super::days::{date_of, listed};
use crate::domain::past::{Kind, Past, pasts};
use crate::domain::text::clean_line;
use crate::domain::{
    AssessedEntry, Catalog, Change, Changed, Entry, Moment, Rating, Revised, SignId, SymptomId, Treatment,
};
use crate::report::page::{Part, Tone, Words};

/// So many characters of an old note are told; `mendlog history` tells all of it.
const OLD_NOTE: usize = 80;

/// Everything that time did to the record of the period.
pub(super) fn parts(chapter: &Chapter<'_>, changes: &[Change]) -> Vec<Part> {
    let mut told: Vec<_> = gaps(chapter).into_iter().chain(late(chapter)).collect();
    let pasts = pasts(changes);
    told.extend(pasts.iter().filter(|past| past.kind == Kind::Entry).flat_map(|past| of_entry(past, chapter)));
    told.extend(pasts.iter().filter(|past| past.kind == Kind::Treatment).flat_map(|past| of_treatment(past, chapter)));
    if told.is_empty() {
        return Vec::new();
    }
    vec![Part::Heading("Gaps, late and changed entries".to_owned()), Part::List(told)]
}

fn led(lead: &str, words: impl Into<String>) -> Words {
    Words::default().and(Tone::Strong, lead).and(Tone::Plain, format!(": {}", words.into()))
}

fn gaps(chapter: &Chapter<'_>) -> Option<Words> {
    let told = chapter.by_day();
    let gaps: Vec<_> = chapter.days().filter(|day| *day < chapter.end && !told.contains_key(day)).collect();
    match gaps.len() {
        0 => None,
        1 => Some(led("No check-in", format!("day {}", listed(gaps)))),
        _ => Some(led("No check-in", format!("days {}", listed(gaps)))),
    }
}

fn late(chapter: &Chapter<'_>) -> Option<Words> {
    let late = |judged: &AssessedEntry| {
        let typed = judged.entry.recorded_at.filter(|_| judged.entry.is_late(chapter.healing.day_end))?;
        let at = judged.entry.at;
        let year = chapter.year().shared([date_of(at), typed.date_naive()]);
        Some(format!("day {} ({}) on {}", judged.day, year.moment(at), year.clock(typed)))
    };
    let late: Vec<_> = chapter.entries().filter_map(late).collect();
    (!late.is_empty()).then(|| led("Typed on a later day", late.join("; ")))
}

/// Each change of a check-in that lies in the period, or did when it was deleted.
fn of_entry(past: &Past<'_>, chapter: &Chapter<'_>) -> Vec<Words> {
    let Some(last) = past.versions.last() else { return Vec::new() };
    let Changed::Entry(now) = last.what else { return Vec::new() };
    let entry = now.said();
    let day = chapter.day_of(entry.at);
    if entry.treatment != chapter.treatment.id || !chapter.holds(day) {
        return Vec::new();
    }
    let told = past.versions.iter().filter_map(|version| {
        let Changed::Entry(revised) = version.what else { return None };
        let year = chapter.year().shared([date_of(entry.at), version.from.date_naive()]);
        let (about, at) = (format!("day {day} ({})", year.moment(entry.at)), year.clock(version.from));
        match &**revised {
            Revised::Added(_) => None,
            Revised::Corrected(before, after) => {
                let said = differences(before, after, chapter.catalog());
                (!said.is_empty()).then(|| led("Edited", format!("{about} on {at}: {}", said.join("; "))))
            }
            Revised::Deleted(entry) => {
                Some(led("Deleted", format!("{about} on {at}{}", it_said(entry, chapter.catalog()))))
            }
            Revised::Restored(_) => Some(led("Brought back", format!("{about} on {at}"))),
        }
    });
    told.collect()
}

/// What is said otherwise: each grade, sign and text with its value before.
fn differences(before: &Entry, after: &Entry, catalog: &Catalog) -> Vec<String> {
    let mut said = Vec::new();
    let mut tell = |name: String, was: String, is: String| {
        if was != is {
            said.push(format!("{name} was {was}, now {is}"));
        }
    };
    tell("the moment described".to_owned(), moment_in_full(before.at), moment_in_full(after.at));
    for symptom in before.grades.keys().chain(after.grades.keys()) {
        tell(symptom_name(symptom, catalog), grade(before, symptom), grade(after, symptom));
    }
    for sign in before.signs.keys().chain(after.signs.keys()) {
        tell(sign_name(sign, catalog), answer(before, sign), answer(after, sign));
    }
    tell("the note".to_owned(), quoted(&before.note), quoted(&after.note));
    let mut once = Vec::new();
    said.retain(|words| {
        !once.contains(words) && {
            once.push(words.clone());
            true
        }
    });
    if said.is_empty() && before.treatment != after.treatment {
        said.push("moved to another treatment".to_owned());
    }
    said
}

fn it_said(entry: &Entry, catalog: &Catalog) -> String {
    let grades =
        entry.grades.keys().map(|symptom| format!("{} {}", symptom_name(symptom, catalog), grade(entry, symptom)));
    let signs = entry.signs.keys().map(|sign| format!("{} {}", sign_name(sign, catalog), answer(entry, sign)));
    let note = (!entry.note.trim().is_empty()).then(|| quoted(&entry.note));
    let said: Vec<_> = grades.chain(signs).chain(note).collect();
    if said.is_empty() { String::new() } else { format!("; it said {}", said.join(", ")) }
}

fn symptom_name(symptom: &SymptomId, catalog: &Catalog) -> String {
    catalog.symptom_name(symptom).to_lowercase()
}

fn sign_name(sign: &SignId, catalog: &Catalog) -> String {
    catalog.sign_name(sign).to_lowercase()
}

fn grade(entry: &Entry, symptom: &SymptomId) -> String {
    match entry.grades.get(symptom) {
        None => "not recorded".to_owned(),
        Some(Rating::NotSure) => "not sure".to_owned(),
        Some(Rating::Graded(grade)) => grade.to_string(),
    }
}

fn answer(entry: &Entry, sign: &SignId) -> String {
    entry.signs.get(sign).map_or("not asked", |answer| answer.word()).to_owned()
}

fn quoted(note: &str) -> String {
    let note = clean_line(note);
    match note.chars().nth(OLD_NOTE) {
        _ if note.is_empty() => "empty".to_owned(),
        None => format!("\"{note}\""),
        Some(_) => format!("\"{} …\"", note.chars().take(OLD_NOTE).collect::<String>()),
    }
}

fn moment_in_full(at: Moment) -> String {
    match at {
        Moment::At(at) => at.format("%-d %b %Y %H:%M").to_string(),
        Moment::On(date) => date.format("%-d %b %Y").to_string(),
    }
}

/// Corrections of the treatment that days and ranges rest on.
fn of_treatment(past: &Past<'_>, chapter: &Chapter<'_>) -> Vec<Words> {
    if past.id != Some(chapter.treatment.id.as_str()) {
        return Vec::new();
    }
    let told = past.versions.iter().filter_map(|version| {
        let Changed::Treatment(revised) = version.what else { return None };
        let Revised::Corrected(before, after) = &**revised else { return None };
        let said = otherwise(before, after);
        (!said.is_empty())
            .then(|| led("Treatment edited", format!("on {}: {}", chapter.year().clock(version.from), said.join("; "))))
    });
    told.collect()
}

fn otherwise(before: &Treatment, after: &Treatment) -> Vec<String> {
    let sides = [before, after].map(|treatment| {
        let or_open = |text: Option<String>| text.unwrap_or_else(|| "left open".to_owned());
        let yes_no = |answer: Option<bool>| or_open(answer.map(|yes| if yes { "yes" } else { "no" }.to_owned()));
        [
            ("date", moment_in_full(treatment.performed_at)),
            ("device", or_open(treatment.device.map(|device| device.name().to_owned()))),
            ("depth", or_open(treatment.needle_depth.map(|depth| depth.to_string()))),
            ("area", or_open(treatment.area.as_ref().map(|area| clean_line(area.name())))),
            ("PRP", yes_no(treatment.prp)),
            ("at home", yes_no(treatment.at_home)),
        ]
    });
    let [before, after] = sides;
    let pairs = before.into_iter().zip(after).filter(|((_, was), (_, is))| was != is);
    pairs.map(|((name, was), (_, is))| format!("{name} was {was}, now {is}")).collect()
}
