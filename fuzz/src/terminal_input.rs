//! The whole program without its shell: keys, pastes, sizes, time, other windows and failing saves, as bytes.
//!
//! The first byte chooses the journal. After it a byte below 0x80 is the key a terminal would send as such; above, see
//! [`Session::step`].

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{DateTime, FixedOffset, TimeDelta};
use mendlog::app::{Effect, Key, Look, Model, Msg, Press, Read, Record, Start, Version, update};
use mendlog::demo;
use mendlog::domain::{Answer, Change, Changed, Diary, Entry, EntryId, Moment, Revised, TreatmentId};

use super::checks::{LIBRARY, now};
use super::screens::{assert_sound, healed, read};

/// Tries bytes as a session at the terminal.
///
/// # Panics
/// When the program does, or when a picture on the way is unsound.
pub fn try_with(bytes: &[u8]) {
    let Some((first, steps)) = bytes.split_first() else { return };
    let mut session = Session::begun(*first & 31);
    let mut rest = Bytes(steps);
    session.draw();
    while let Some(byte) = rest.next() {
        session.step(byte, &mut rest);
        session.draw();
    }
}

/// What is still to come.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> i64 {
        i64::from(self.next().unwrap_or_default())
    }

    fn size(&mut self) -> (u16, u16) {
        let (width, height) = (self.next().unwrap_or(80), self.next().unwrap_or(24));
        (u16::from(width), u16::from(height))
    }

    fn text(&mut self) -> String {
        let length = usize::from(self.next().unwrap_or_default()).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }
}

/// Whether the journal can be written just now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Disk {
    Writable,
    Full,
}

thread_local! {
    /// Sessions at their beginning, by the byte that chooses them: judging a journal takes longer than all keys together.
    static BEGUN: RefCell<BTreeMap<u8, Session>> = const { RefCell::new(BTreeMap::new()) };
}

/// A journal that is kept in memory, and the program in front of it.
#[derive(Clone)]
struct Session {
    model: Model,
    kept: Record,
    has_profile: bool,
    versions: BTreeMap<EntryId, Vec<Version>>,
    changes: Vec<Change>,
    draft: Option<String>,
    disk: Disk,
    now: DateTime<FixedOffset>,
    size: (u16, u16),
    names: usize,
}

impl Session {
    fn begun(choice: u8) -> Self {
        BEGUN.with_borrow_mut(|begun| begun.entry(choice).or_insert_with(|| Self::new(choice)).clone())
    }

    fn new(choice: u8) -> Self {
        let mut diary = if choice & 1 == 0 {
            demo::diary(&LIBRARY, now()).expect("the demo journal is sound")
        } else {
            Diary::default()
        };
        if choice & 2 != 0 {
            worsen(&mut diary);
        }
        let mut kept = Record::new(Read::default());
        kept.diary = diary;
        let has_profile = choice & 1 == 0 || choice & 4 != 0;
        let look = Look { colour: choice & 8 == 0, unicode: choice & 16 == 0 };
        let start = Start { read: Read::default(), draft: None, notice: None, now: now() };
        let mut session = Self {
            model: Model::new(LIBRARY.clone(), look, start),
            kept,
            has_profile,
            versions: BTreeMap::new(),
            changes: Vec::new(),
            draft: None,
            disk: Disk::Writable,
            now: now(),
            size: (80, 24),
            names: 0,
        };
        session.begin();
        session
    }

    /// Starts the program on the journal as it is now.
    fn begin(&mut self) {
        let start = Start { read: self.read(), draft: self.draft.clone(), notice: None, now: self.now };
        self.model = Model::new(LIBRARY.clone(), self.model.look, start);
        let unread = self.model.after_first_picture();
        self.carry_out(unread);
    }

    fn read(&self) -> Read {
        let mut read = read(&self.kept.diary, 3);
        read.profile = self.has_profile.then(|| (self.kept.diary.patient.clone(), self.kept.diary.day_end));
        read
    }

    fn draw(&self) {
        assert_sound(&self.model, self.size.0, self.size.1);
    }

    fn step(&mut self, byte: u8, rest: &mut Bytes<'_>) {
        match byte {
            b'\r' | b'\n' => self.press(Key::Enter),
            b'\t' => self.press(Key::Tab),
            0x1b => self.press(Key::Esc),
            0x7f => self.press(Key::Backspace),
            0..=0x1a => self.press(Key::Ctrl(char::from(byte + 0x60))),
            0x20..0x80 => self.press(Key::Char(char::from(byte))),
            0x80..0x90 => self.press(named(byte)),
            0x90 => self.size = rest.size(),
            0x91 => self.tick(TimeDelta::minutes(rest.number() * 10)),
            0x92 => self.tick(TimeDelta::days(rest.number())),
            0x93 => self.tick(-TimeDelta::hours(rest.number())),
            0x94 => self.send(Msg::Paste(rest.text(), self.now)),
            0x95 => self.write_elsewhere(rest.number()),
            0x96 => self.delete_elsewhere(rest.number()),
            0x97 => self.disk = Disk::Full,
            0x98 => self.disk = Disk::Writable,
            0x99 => self.begin(),
            0x9a => self.press(Key::Char(
                char::from_u32(u32::try_from(rest.number() << 8 | rest.number()).unwrap_or(65)).unwrap_or('x'),
            )),
            _ => rest.text().chars().for_each(|letter| self.press(Key::Char(letter))),
        }
    }

    fn press(&mut self, key: Key) {
        self.names += 1;
        self.send(Msg::Press(Press { key, now: self.now, fresh_id: format!("new-{}", self.names) }));
    }

    fn tick(&mut self, by: TimeDelta) {
        self.now += by;
        self.send(Msg::Tick(self.now));
    }

    fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        let mut done = 0;
        while let Some(effect) = waiting.pop_front() {
            done += 1;
            assert!(done < 1_000, "effects without end: {effect:?}");
            match effect {
                Effect::Quit => self.begin(),
                Effect::Suspend | Effect::Redraw => {}
                effect => {
                    let answer = self.carry(effect);
                    waiting.extend(update(&mut self.model, answer));
                }
            }
        }
    }

    fn carry(&mut self, effect: Effect) -> Msg {
        match &effect {
            Effect::Load(treatment) => Msg::Loaded(healed(&self.kept.diary, treatment)),
            Effect::ReadEdited => Msg::Edited(self.edited()),
            Effect::ReadChanges => Msg::Changes(Box::new(self.kept.diary.clone()), self.changes.clone()),
            Effect::ReadRevisions(id) => Msg::Revisions(id.clone(), self.versions.get(id).cloned().unwrap_or_default()),
            _ if self.disk == Disk::Full => Msg::NotSaved(effect, "the disk is full. Nothing was changed.".to_owned()),
            _ => {
                self.keep(&effect);
                Msg::Saved(effect)
            }
        }
    }

    fn keep(&mut self, effect: &Effect) {
        match effect {
            Effect::SaveDraft(text) => self.draft = Some(text.clone()),
            Effect::ClearDraft => self.draft = None,
            Effect::SaveProfile(..) => self.has_profile = true,
            Effect::SaveEntry(entry) => self.note_version(entry),
            _ => {}
        }
        self.kept.apply(effect);
    }

    fn note_version(&mut self, entry: &Entry) {
        let known = self.versions.entry(entry.id.clone()).or_default();
        let revised = match known.last() {
            Some(earlier) => Revised::Corrected(earlier.entry.clone(), entry.clone()),
            None => Revised::Added(entry.clone()),
        };
        known.push(Version { entry: entry.clone(), saved_at: self.now });
        self.changes.push(Change { at: self.now, what: Changed::Entry(Box::new(revised)) });
    }

    fn edited(&self) -> BTreeSet<EntryId> {
        self.versions.iter().filter(|(_, versions)| versions.len() > 1).map(|(id, _)| id.clone()).collect()
    }

    fn write_elsewhere(&mut self, what: i64) {
        let Some(treatment) = self.kept.treatments().last().map(|treatment| treatment.id.clone()) else { return };
        self.names += 1;
        let at = Moment::At(self.now - TimeDelta::hours(what));
        let mut entry = Entry::new(format!("elsewhere-{}", self.names).into(), treatment, at);
        entry.note = "\u{301}".repeat(usize::try_from(what).unwrap_or_default());
        if what % 3 == 0 {
            entry.signs.insert("pus".into(), Answer::Yes);
        }
        self.keep(&Effect::SaveEntry(entry));
        self.send(Msg::Reread(self.read()));
    }

    fn delete_elsewhere(&mut self, what: i64) {
        let newest = self.kept.diary.entries.last().cloned();
        let treatment: Option<TreatmentId> = self.kept.treatments().last().map(|treatment| treatment.id.clone());
        match (what % 2, newest, treatment) {
            (0, Some(entry), _) => self.keep(&Effect::DeleteEntry(entry)),
            (_, _, Some(treatment)) => self.keep(&Effect::DeleteTreatment(treatment)),
            _ => {}
        }
        self.send(Msg::Reread(self.read()));
    }
}

/// A journal with words as long, wide and strange as they may be, and a sign that asks for the loudest warning.
fn worsen(diary: &mut Diary) {
    for treatment in &mut diary.treatments {
        treatment.provider.name = "\u{6f22}\u{5b57}\u{301}\u{301}".repeat(30);
        treatment.provider.out_of_hours = "W".repeat(120);
        treatment.note = "\u{200d}\u{5d0} \u{e1} ".repeat(40);
    }
    if let Some(entry) = diary.entries.last_mut() {
        entry.signs.insert("breathing_difficulty".into(), Answer::Yes);
        entry.note = "x".repeat(2_000);
    }
}

fn named(byte: u8) -> Key {
    match byte {
        0x80 => Key::Up,
        0x81 => Key::Down,
        0x82 => Key::Left,
        0x83 => Key::Right,
        0x84 => Key::Home,
        0x85 => Key::End,
        0x86 => Key::PageUp,
        0x87 => Key::PageDown,
        0x88 => Key::BackTab,
        0x89 => Key::Delete,
        0x8a => Key::Alt('x'),
        other => Key::F(other - 0x8a),
    }
}
