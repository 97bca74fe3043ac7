//! The settings in words: what the patient said and what follows from it, and how the program behaves.
//!
//! May use `domain`.

use super::lock::Lock;
use super::model::Model;
use super::profile_form::skin_in_words;
use super::reading::{Passage, Reading, Tone};
use crate::domain::{PatientFact, Treatment};

/// What the patient said, and what follows from it.
#[must_use]
pub fn about_you(model: &Model) -> Reading {
    let patient = &model.record.diary.patient;
    let skin = patient.skin_type.map_or("left open".to_owned(), |skin| skin_in_words(skin).to_owned());
    let mut passages =
        vec![Passage::led("your skin", skin), Passage::new(Tone::Plain, what_skin_changes(model)), Passage::gap()];
    passages.extend(PatientFact::ALL.into_iter().map(|fact| {
        let answer = patient.fact(fact).map_or("left open", |yes| if yes { "yes" } else { "no" });
        Passage::led(answer, fact.words())
    }));
    passages.push(Passage::gap());
    passages.push(Passage::led("day ends at", day_end_in_words(model)));
    passages.push(Passage::gap());
    passages.extend(what_follows(model));
    passages.push(Passage::gap());
    passages.push(Passage::new(
        Tone::Strong,
        "e changes your answers. Everything is then judged anew; v tells later what that changed.",
    ));
    Reading::new("About you", passages)
}

fn what_skin_changes(model: &Model) -> &'static str {
    match model.record.diary.patient.skin_type {
        Some(skin) if skin.is_darker() => {
            "Redness reads low on this skin: the words ask for warmth, soreness and a darker tone, and the rules look at \
             pain and at how things change."
        }
        Some(_) => "Nothing else changes with it: grades are worded by how red the skin is.",
        None => "Grades are worded by how red the skin is. On brown or black skin redness reads low: say so with e.",
    }
}

fn day_end_in_words(model: &Model) -> String {
    match model.record.diary.day_end.hour() {
        0 => "midnight".to_owned(),
        hour => format!("{hour}:00; until then a check-in still belongs to the evening before"),
    }
}

/// What the answers and the treatment shown move.
fn what_follows(model: &Model) -> Vec<Passage> {
    let heading = Passage::new(Tone::Heading, "What moves the ranges you are compared with");
    let Some(treatment) = model.record.treatment() else {
        return vec![heading, Passage::new(Tone::Quiet, "There is no treatment yet.")];
    };
    let mut passages = vec![heading];
    passages.extend(model.library.sheet().map(|sheet| Passage::led("your provider's sheet", sheet.title())));
    passages.extend(modifiers(model, treatment));
    if passages.len() == 1 {
        passages.push(Passage::new(Tone::Plain, "Nothing: the ranges are those described for everybody."));
    }
    let more = "Cold sores, raised scars and weak immunity move no range; they decide which danger signs are asked and how \
                soon to ring. No answer can silence a danger sign.";
    passages.push(Passage::new(Tone::Quiet, more));
    passages
}

fn modifiers<'a>(model: &'a Model, treatment: &'a Treatment) -> impl Iterator<Item = Passage> + 'a {
    let protocol = model.library.protocol(&treatment.protocol);
    let moved = protocol.modifiers_for(&model.record.diary.patient, treatment);
    moved.map(|modifier| Passage::led(modifier.name.clone(), modifier.why.clone()))
}

/// How the program behaves, where everything lies, and what it rests on.
#[must_use]
pub fn about_program(model: &Model) -> Reading {
    let protocol = model.library.protocol(model.record.treatment().map_or("", |treatment| &treatment.protocol));
    let place = model.place.clone().unwrap_or_else(|| "not said by the shell".to_owned());
    let sheet = protocol.sheet.as_ref().map(|sheet| Passage::led("Your sheet", sheet.title()));
    let mut passages = vec![Passage::led("Ranges", format!("{}, version {}", protocol.name, protocol.version))];
    passages.extend(sheet);
    passages.extend([
        Passage::led("Reviewed", protocol.review.clone()),
        Passage::led("Journal", place),
        Passage::led("Look", look_in_words(model)),
        Passage::gap(),
        Passage::new(Tone::Heading, "The lock"),
        Passage::new(Tone::Plain, lock_in_words(model)),
        Passage::gap(),
        Passage::new(Tone::Heading, "The report for your visit"),
        Passage::new(
            Tone::Plain,
            "V, on every screen, shows what your provider needs to know on a page, and writes it to a file to print or send.",
        ),
        Passage::gap(),
        Passage::new(Tone::Heading, "Nothing leaves this machine"),
        Passage::new(
            Tone::Plain,
            "The journal is one file, here, that only your user can read. There is no account, and the program has no way \
             to reach the network. A copy of the file is a copy of everything.",
        ),
        Passage::new(Tone::Strong, "Nobody monitors this journal. When you are worried, ring, whatever it says."),
    ]);
    Reading::new("This program", passages)
}

fn lock_in_words(model: &Model) -> String {
    match model.lock {
        Lock::Impossible => {
            "None: whoever can open the file can read it. This build of Mendlog cannot lock journals.".to_owned()
        }
        Lock::Absent => "None: whoever can open the file can read it. p sets a passphrase, if you want one.".to_owned(),
        Lock::Set(after) => format!(
            "A passphrase locks the journal and its backups. L locks it at once, also Ctrl-X while you type; it locks itself \
             {}. p changes the passphrase, i when it locks itself, o takes the lock off.",
            after.in_words()
        ),
    }
}

fn look_in_words(model: &Model) -> &'static str {
    match (model.look.colour, model.look.unicode) {
        (true, true) => "colours and symbols, as found in your terminal",
        (true, false) => "colours, and plain letters instead of symbols",
        (false, true) => "symbols without colours",
        (false, false) => "plain letters without colours",
    }
}
