//! A patient, what they recorded, and the keys they press.

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset};
use mendlog::app::{Effect, Extent, Healed, Key, Look, Model, Msg, Press, Read, Start, update};
use mendlog::domain::{
    Answer, Area, DayEnd, Device, Entry, EntryId, Grade, Moment, NeedleDepth, Patient, Provider, SignId, SkinType,
    SymptomId, Treatment, TreatmentId,
};
use mendlog::protocols::{Library, load};

/// Everything the program knows.
pub static LIBRARY: LazyLock<Library> = LazyLock::new(|| load().unwrap());

/// A terminal that shows everything.
pub const LOOK: Look = Look { colour: true, unicode: true };

/// A moment of the patient's clock.
pub fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("{text}:00+01:00")).unwrap()
}

/// The evening of day 4, a Monday.
pub fn now() -> DateTime<FixedOffset> {
    at("2026-03-09T20:14")
}

pub fn treatment() -> Treatment {
    let mut treatment = Treatment::new(TreatmentId::from("t1"), Moment::At(at("2026-03-05T14:30")));
    treatment.device = Some(Device::Pen);
    treatment.needle_depth = NeedleDepth::try_from(1.5).ok();
    treatment.area = Some(Area::Face);
    treatment.provider = Provider {
        name: "Harbour Skin Clinic".to_owned(),
        phone: "555 0100".to_owned(),
        out_of_hours: "555 0199".to_owned(),
    };
    treatment
}

/// An entry with grades of redness, peeling and breakouts.
pub fn entry(id: &str, time: &str, grades: [u8; 3]) -> Entry {
    let mut entry = Entry::new(EntryId::from(id), TreatmentId::from("t1"), Moment::At(at(time)));
    entry.recorded_at = Some(at(time));
    for (symptom, grade) in ["redness", "peeling", "breakouts"].into_iter().zip(grades) {
        entry.grades.insert(SymptomId::from(symptom), Grade::try_from(grade).unwrap().into());
    }
    entry
}

/// An ordinary course, with one entry a day.
pub fn ordinary() -> Vec<Entry> {
    vec![
        entry("e0", "2026-03-05T20:00", [3, 0, 0]),
        entry("e1", "2026-03-06T20:00", [3, 0, 0]),
        entry("e2", "2026-03-07T20:00", [2, 1, 0]),
        entry("e3", "2026-03-08T20:00", [1, 2, 0]),
    ]
}

/// The same, with pus on day 3.
pub fn worrying() -> Vec<Entry> {
    let mut entries = ordinary();
    entries[3].signs.insert(SignId::from("pus"), Answer::Yes);
    entries
}

pub fn start(entries: Vec<Entry>) -> Start {
    let patient = Patient { skin_type: SkinType::try_from(2).ok(), ..Patient::default() };
    Start {
        read: Read {
            profile: Some((patient, DayEnd::try_from(3).unwrap())),
            treatments: vec![treatment()],
            outcomes: Vec::new(),
            plans: Vec::new(),
            conflicts: Vec::new(),
            latest: Some(Healed {
                treatment: TreatmentId::from("t1"),
                entries,
                events: Vec::new(),
                care: mendlog::domain::CareRecord::default(),
                extent: Extent::All,
            }),
        },
        draft: None,
        notice: None,
        now: now(),
    }
}

pub fn model(entries: Vec<Entry>) -> Model {
    Model::new(LIBRARY.clone(), LOOK, start(entries))
}

/// The program before its first run.
pub fn newcomer() -> Model {
    let start = Start { read: Read::default(), draft: None, notice: None, now: now() };
    Model::new(LIBRARY.clone(), LOOK, start)
}

/// Keys by name: letters, or names as the help writes them.
pub fn keys(text: &str) -> Vec<Key> {
    let named = |word: &str| match word {
        "Enter" => Some(Key::Enter),
        "Esc" => Some(Key::Esc),
        "Tab" => Some(Key::Tab),
        "Down" => Some(Key::Down),
        "Up" => Some(Key::Up),
        "Right" => Some(Key::Right),
        "Backspace" => Some(Key::Backspace),
        "Ctrl-S" => Some(Key::Ctrl('s')),
        _ => None,
    };
    text.split(' ')
        .flat_map(|word| named(word).map_or_else(|| word.chars().map(Key::Char).collect(), |key| vec![key]))
        .collect()
}

/// Presses a key, a journal at hand that keeps everything. Returns what was asked of it.
pub fn press_at(model: &mut Model, key: Key, now: DateTime<FixedOffset>) -> Vec<Effect> {
    let press = Press { key, now, fresh_id: format!("id-{}", model.record.diary.entries.len()) };
    let mut waiting = update(model, Msg::Press(press));
    let mut done = Vec::new();
    while !waiting.is_empty() {
        let effect = waiting.remove(0);
        done.push(effect.clone());
        let answer = match effect {
            Effect::ReadVisit => Msg::Visit(Box::new(model.record.diary.clone()), Vec::new()),
            effect => Msg::Saved(effect),
        };
        waiting.extend(update(model, answer));
    }
    done
}

/// Types keys one after another; that forms and notes are kept as they are typed is left out of what comes of it.
pub fn type_keys(model: &mut Model, text: &str) -> Vec<Effect> {
    let now = model.now;
    let all: Vec<_> = keys(text).into_iter().flat_map(|key| press_at(model, key, now)).collect();
    let asks_more = all.iter().any(|effect| !matches!(effect, Effect::ClearDraft));
    let is_aside = |effect: &Effect| match effect {
        Effect::SaveDraft(text) => text.contains("\"typing\":"),
        Effect::ClearDraft => asks_more,
        _ => false,
    };
    all.into_iter().filter(|effect| !is_aside(effect)).collect()
}

/// The entry that was saved.
pub fn saved(effects: &[Effect]) -> Option<&Entry> {
    effects.iter().find_map(|effect| match effect {
        Effect::SaveEntry(entry) => Some(entry),
        _ => None,
    })
}
