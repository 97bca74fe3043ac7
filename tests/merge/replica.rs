//! Journals made by random acts on several machines, and what can be compared of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, TimeDelta};
use mendlog::domain::assess;
use mendlog::domain::warning::{Act, WarningEvent};
use mendlog::domain::{
    Answer, CareNote, DayEnd, Entry, Grade, Moment, Outcome, Patient, Plan, Product, ProductKind, Score, Scored, Tick,
    Treatment, UsedAt, now::now,
};
use mendlog::protocols::{Library, load};
use mendlog::store::{Journal, MergeCounts, Profile, StoreError};
use proptest::collection::vec;
use proptest::prelude::*;
use rusqlite::Connection;
use std::sync::LazyLock;
use tempfile::TempDir;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| load().unwrap());

/// One thing a patient does, in small numbers so that two machines often mean the same thing.
#[derive(Clone, Copy, Debug)]
pub struct Deed {
    what: u8,
    which: u8,
    value: u8,
    /// Clocks are coarse and sometimes go backwards.
    minute: u8,
}

pub fn deeds(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    let deed = (0..22u8, 0..3u8, 0..4u8, 0..6u8);
    vec(deed.prop_map(|(what, which, value, minute)| Deed { what, which, value, minute }), 0..most)
}

pub fn at(minute: u8) -> DateTime<FixedOffset> {
    let start: DateTime<FixedOffset> = "2026-03-10T20:00:00+01:00".parse().unwrap();
    let moment = start + TimeDelta::minutes(minute.into());
    // Two clocks may tell the same instant with another offset.
    if minute.is_multiple_of(2) { moment } else { moment.with_timezone(&FixedOffset::east_opt(7200).unwrap()) }
}

fn treatment(which: u8, value: u8) -> Treatment {
    let mut treatment = Treatment::new(format!("t{which}").into(), "2026-03-02T10:00:00+01:00".parse().unwrap());
    if value % 2 == 1 {
        // Of two treatments of one date none is the earlier.
        treatment.performed_at = "2026-03-02".parse().unwrap();
        let product = Product { kind: ProductKind::Serum, name: format!("no {value}"), used_at: UsedAt::Home };
        treatment.products = vec![product];
    }
    if value > 1 { "other machine" } else { "" }.clone_into(&mut treatment.note);
    treatment
}

fn entry(which: u8, value: u8) -> Entry {
    let described: Moment = if value == 3 { "2026-03-05" } else { "2026-03-05T19:00:00+01:00" }.parse().unwrap();
    let mut entry = Entry::new(format!("e{which}").into(), format!("t{}", which / 2).as_str().into(), described);
    entry.grades.insert("redness".into(), Grade::try_from(value).unwrap().into());
    entry.grades.insert("pain".into(), Grade::try_from(which + 1).unwrap().into());
    if value > 1 {
        entry.signs.insert("pus".into(), if value == 2 { Answer::Yes } else { Answer::NotSure });
    }
    entry
}

fn outcome(which: u8, value: u8) -> Outcome {
    let mut outcome = Outcome::new(format!("r{which}").into(), "t0".into(), "2026-03-30".parse().unwrap());
    outcome.ratings.insert("tone".into(), Scored::At(Score::try_from(value + 1).unwrap()));
    outcome
}

fn plan(which: u8, value: u8) -> Plan {
    let at = format!("2026-05-0{}", value + 1).parse().unwrap();
    Plan { id: format!("p{which}").into(), at, provider: mendlog::domain::Provider::default(), note: String::new() }
}

fn event(which: u8, value: u8) -> WarningEvent {
    let act = [Act::Acknowledged, Act::Called, Act::Answered("cream".into()), Act::Closed("fine".into())];
    let rule = LIBRARY.standard().rules[usize::from(which)].id.clone();
    WarningEvent { treatment: "t0".into(), rule, at: at(which), act: act[usize::from(value)].clone() }
}

fn tick(which: u8, value: u8) -> CareNote {
    let at = Moment::At(at(value));
    CareNote::Tick(Tick { treatment: "t0".into(), task: format!("task{which}").as_str().into(), at })
}

fn profile(value: u8) -> Profile {
    let patient = Patient { acne_prone: Some(value.is_multiple_of(2)), ..Patient::default() };
    Profile { patient, day_end: DayEnd::try_from(value).unwrap() }
}

impl Deed {
    /// Does it; what does not apply to this journal is not done.
    fn on(self, journal: &mut Journal) {
        let Self { what, which, value, minute } = self;
        let (now, t, e) = (at(minute), format!("t{}", which / 2), format!("e{which}"));
        let done = match what {
            0 | 1 => journal.save_treatment(&treatment(which / 2, value), now),
            2 if value == 0 => journal.delete_treatment(&t.into(), now),
            3 => journal.restore_treatment(&t.into(), now),
            4..=8 => journal.save_entry(&entry(which, value), now),
            9 => journal.delete_entry(&e.into(), now),
            10 => journal.restore_entry(&e.into(), now),
            11 => journal.save_outcome(&outcome(which, value), now),
            12 => journal.delete_outcome(&format!("r{which}").into(), now),
            13 => journal.save_plan(&plan(which, value), now),
            14 => journal.drop_plan(&format!("p{which}").into(), now),
            15 => journal.add_events(&[event(which, value)], now),
            16 => journal.save_care(&tick(which, value), now),
            17 => journal.take_back_care(&tick(which, value), now),
            18 => journal.save_profile(&profile(value), now),
            19 if value == 0 => journal.withdraw_sheet(now).map(|_| ()),
            19 => journal.save_sheet(&format!("sheet {value}"), now),
            20 if value < 2 => journal.undo(now).map(|_| ()),
            20 => journal.redo(now).map(|_| ()),
            _ => settle(journal, usize::from(value), now),
        };
        match done {
            Ok(()) | Err(StoreError::Unknown { .. } | StoreError::Overtaken { .. }) => {}
            Err(error) => panic!("{self:?}: {error:?}"),
        }
    }
}

fn settle(journal: &mut Journal, which: usize, now: DateTime<FixedOffset>) -> Result<(), StoreError> {
    let conflicts = journal.conflicts()?;
    if let Some(conflict) = conflicts.first() {
        let versions: Vec<_> = conflict.versions().collect();
        assert!(journal.settle(&versions[which % versions.len()].name, now)?);
        assert!(!journal.conflicts()?.contains(conflict));
    }
    Ok(())
}

/// Some machines, each with its journal.
pub struct Machines {
    folder: TempDir,
    count: usize,
}

impl Machines {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), count: 0 }
    }

    fn place(&mut self) -> PathBuf {
        self.count += 1;
        self.folder.path().join(format!("{}.db", self.count))
    }

    /// A journal in which this was done.
    pub fn begun(&mut self, deeds: &[Deed]) -> PathBuf {
        let path = self.place();
        go_on(&path, deeds);
        path
    }

    /// A copy of a journal's file on another machine.
    pub fn copy(&mut self, of: &Path) -> PathBuf {
        let path = self.place();
        fs::copy(of, &path).unwrap();
        path
    }

    /// A copy of the first with the second merged into it.
    pub fn merged(&mut self, one: &Path, other: &Path) -> PathBuf {
        let path = self.copy(one);
        merge(&path, other);
        path
    }
}

pub fn go_on(path: &Path, deeds: &[Deed]) {
    let mut journal = Journal::open(path).unwrap();
    for deed in deeds {
        deed.on(&mut journal);
    }
}

pub fn merge(into: &Path, from: &Path) -> MergeCounts {
    let before = fs::read(from).unwrap();
    let mut journal = Journal::open(into).unwrap();
    let other = journal.read_other(from, None).unwrap();
    let (rehearsed, foretold) = journal.rehearse_merge(&other).unwrap();
    let counts = journal.merge(&other).unwrap();
    assert_eq!(counts, foretold);
    assert_eq!(rehearsed.diary().unwrap(), journal.diary().unwrap());
    assert_eq!(rehearsed.conflicts().unwrap(), journal.conflicts().unwrap());
    assert!(before == fs::read(from).unwrap(), "the other file was changed");
    counts
}

/// All that was ever said in a journal, row by row, by the names that rows have on every machine.
pub fn said(path: &Path) -> BTreeSet<String> {
    let db = Connection::open(path).unwrap();
    let strings = |sql: &str| -> Vec<String> {
        db.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let with = |column: &str| {
        strings(&format!(
            "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE c.name = '{column}'"
        ))
    };
    let columns = |table: &str, without: &[&str]| {
        let all = strings(&format!("SELECT name FROM pragma_table_info('{table}')"));
        let kept = all.into_iter().filter(|name| !without.contains(&name.as_str()));
        kept.map(|name| format!("quote(x.{name})")).collect::<Vec<_>>().join(" || ' ' || ")
    };
    let mut said = BTreeSet::new();
    let kinds = with("stamp");
    for kind in &kinds {
        let row = columns(kind, &["number", "made_by"]);
        said.extend(strings(&format!("SELECT '{kind} ' || {row} FROM {kind} x")));
    }
    for part in with("revision").iter().filter(|part| *part != "follows") {
        let owner = strings(&format!("SELECT \"table\" FROM pragma_foreign_key_list('{part}')")).remove(0);
        let row = columns(part, &["revision"]);
        said.extend(strings(&format!(
            "SELECT '{part} ' || o.stamp || ' ' || {row} FROM {part} x JOIN {owner} o ON o.number = x.revision"
        )));
    }
    said.extend(strings("SELECT 'follows ' || revision || ' ' || earlier FROM follows"));
    said.extend(strings("SELECT 'shown ' || protocol || version || since FROM protocol_shown"));
    assert!(strings("SELECT \"table\" FROM pragma_foreign_key_check").is_empty());
    said
}

/// What a journal amounts to, without the order of things that happened at the same moment.
pub fn amounts_to(path: &Path) -> (BTreeSet<String>, BTreeSet<String>) {
    let journal = Journal::open(path).unwrap();
    let diary = journal.diary().unwrap();
    let mut shows: BTreeSet<_> = BTreeSet::from([format!("{:?} {:?}", diary.patient, diary.day_end)]);
    shows.extend(diary.treatments.iter().map(|one| format!("{one:?} {}", one.performed_at)));
    shows.extend(diary.entries.iter().map(|one| format!("{one:?} {}", one.at)));
    shows.extend(diary.outcomes.iter().map(|one| format!("{one:?}")));
    shows.extend(diary.plans.iter().map(|one| format!("{one:?}")));
    shows.extend(diary.events.iter().map(|one| format!("{one:?}")));
    shows.extend(diary.care.notes().map(|one| format!("{one:?}")));
    shows.insert(format!("{:?}", journal.sheet().unwrap()));
    for treatment in &diary.treatments {
        let judged = assess(&diary.healing(treatment), LIBRARY.protocol(&treatment.protocol));
        shows.insert(format!("{} is judged {judged:?}", treatment.id));
    }
    let state = now(&diary, |id| LIBRARY.protocol(id), Moment::At(at(30)));
    shows.insert(format!("{:?} {:?} {:?}", state.triage, state.open_warnings, state.silence));
    let conflicts = journal.conflicts().unwrap();
    (shows, conflicts.iter().map(|conflict| format!("{conflict:?}")).collect())
}
