//! Any walk through what a patient can do, undone and done again.

use chrono::{DateTime, FixedOffset, TimeDelta};
use mendlog::domain::warning::Act;
use mendlog::domain::{CareNote, Diary, Entry, Outcome, Plan, Tick, Treatment, WarningEvent};
use mendlog::store::{Journal, Profile};
use proptest::prelude::*;
use rusqlite::Connection;

use crate::course::{full_profile, grade, now, place, score};

/// Something a patient does, about the first, second or third thing of its kind.
#[derive(Clone, Debug)]
enum Doing {
    Treatment(u8, u8),
    DeleteTreatment(u8),
    RestoreTreatment(u8),
    Entry(u8, u8),
    DeleteEntry(u8),
    RestoreEntry(u8),
    Outcome(u8, u8),
    DeleteOutcome(u8),
    Plan(u8, u8),
    DropPlan(u8),
    Perform(u8, u8),
    Tick(u8),
    TakeBack(u8),
    Warning(u8, u8),
    Profile(u8),
    Sheet(u8),
    Withdraw,
    Import(u8, u8),
    Draft,
}

fn doing() -> impl Strategy<Value = Doing> {
    let (id, what) = (0..3_u8, 0..4_u8);
    prop_oneof![
        (id.clone(), what.clone()).prop_map(|(id, what)| Doing::Treatment(id, what)),
        id.clone().prop_map(Doing::DeleteTreatment),
        id.clone().prop_map(Doing::RestoreTreatment),
        (id.clone(), what.clone()).prop_map(|(id, what)| Doing::Entry(id, what)),
        id.clone().prop_map(Doing::DeleteEntry),
        id.clone().prop_map(Doing::RestoreEntry),
        (id.clone(), what.clone()).prop_map(|(id, what)| Doing::Outcome(id, what)),
        id.clone().prop_map(Doing::DeleteOutcome),
        (id.clone(), what.clone()).prop_map(|(id, what)| Doing::Plan(id, what)),
        id.clone().prop_map(Doing::DropPlan),
        (id.clone(), what.clone()).prop_map(|(id, what)| Doing::Perform(id, what)),
        what.clone().prop_map(Doing::Tick),
        what.clone().prop_map(Doing::TakeBack),
        (id.clone(), what.clone()).prop_map(|(id, what)| Doing::Warning(id, what)),
        what.clone().prop_map(Doing::Profile),
        what.clone().prop_map(Doing::Sheet),
        Just(Doing::Withdraw),
        (id, what).prop_map(|(id, what)| Doing::Import(id, what)),
        Just(Doing::Draft),
    ]
}

fn treatment(id: u8, what: u8) -> Treatment {
    let at = ["2026-03-02T10:00:00+01:00", "2026-03-02", "2026-03-02T10:00:00-05:00", "2026-01-10"];
    Treatment {
        note: what.to_string(),
        ..Treatment::new(format!("t{id}").into(), at[usize::from(what)].parse().unwrap())
    }
}

fn entry(id: u8, what: u8) -> Entry {
    let mut entry = Entry::new(format!("e{id}").into(), "t0".into(), format!("2026-03-0{}", 3 + what).parse().unwrap());
    entry.grades.insert("redness".into(), grade(what));
    entry
}

fn outcome(id: u8, what: u8) -> Outcome {
    let mut outcome = Outcome::new(format!("r{id}").into(), "t0".into(), "2026-05-02".parse().unwrap());
    outcome.ratings.insert("tone".into(), score(what + 1));
    outcome
}

fn plan(id: u8, what: u8) -> Plan {
    Plan { note: what.to_string(), ..Plan::new(format!("p{id}").into(), "2026-06-02".parse().unwrap()) }
}

fn tick(what: u8) -> CareNote {
    let at = format!("2026-03-0{}", 3 + what).parse().unwrap();
    CareNote::Tick(Tick { treatment: "t0".into(), task: "cleanse".into(), at })
}

fn events(count: u8, what: u8) -> Vec<WarningEvent> {
    let event = |minute| WarningEvent {
        treatment: "t0".into(),
        rule: "pus".into(),
        at: now() + TimeDelta::minutes(i64::from(minute)),
        act: if what.is_multiple_of(2) { Act::Called } else { Act::Answered(what.to_string()) },
    };
    (0..=count).map(event).collect()
}

/// Does it; what makes no sense is refused, which changes nothing.
fn carry_out(journal: &mut Journal, doing: &Doing, at: DateTime<FixedOffset>) {
    let id = |prefix: &str, id: u8| format!("{prefix}{id}");
    let _ = match *doing {
        Doing::Treatment(one, what) => journal.save_treatment(&treatment(one, what), at),
        Doing::DeleteTreatment(one) => journal.delete_treatment(&id("t", one).into(), at),
        Doing::RestoreTreatment(one) => journal.restore_treatment(&id("t", one).into(), at),
        Doing::Entry(one, what) => journal.save_entry(&entry(one, what), at),
        Doing::DeleteEntry(one) => journal.delete_entry(&id("e", one).into(), at),
        Doing::RestoreEntry(one) => journal.restore_entry(&id("e", one).into(), at),
        Doing::Outcome(one, what) => journal.save_outcome(&outcome(one, what), at),
        Doing::DeleteOutcome(one) => journal.delete_outcome(&id("r", one).into(), at),
        Doing::Plan(one, what) => journal.save_plan(&plan(one, what), at),
        Doing::DropPlan(one) => journal.drop_plan(&id("p", one).into(), at),
        Doing::Perform(one, what) => journal.perform_plan(&id("p", one).into(), &treatment(2, what), at),
        Doing::Tick(what) => journal.save_care(&tick(what), at),
        Doing::TakeBack(what) => journal.take_back_care(&tick(what), at),
        Doing::Warning(count, what) => journal.add_events(&events(count, what), at),
        Doing::Profile(what) => {
            let mut patient = full_profile().patient;
            patient.acne_prone = [None, Some(true), Some(false), None][usize::from(what)];
            journal.save_profile(&Profile { patient, ..full_profile() }, at)
        }
        Doing::Sheet(what) => journal.save_sheet(&format!("version = {what}"), at),
        Doing::Withdraw => journal.withdraw_sheet(at).map(|_| ()),
        Doing::Import(one, what) => {
            let diary = Diary {
                treatments: vec![treatment(one, 0)],
                entries: if one == 0 { vec![entry(1, what), entry(2, what)] } else { Vec::new() },
                plans: vec![plan(one, what)],
                ..Diary::default()
            };
            journal.import(&diary, at).map(|_| ())
        }
        Doing::Draft => journal.save_draft("half", at),
    };
}

/// All that counts: what is there, and the text of the sheet in use.
fn state(journal: &Journal) -> (Diary, Option<String>) {
    (journal.diary().unwrap(), journal.sheet().unwrap().map(|sheet| sheet.text))
}

/// Every row that is never overwritten, whole.
fn rows(journal: &Journal) -> Vec<String> {
    let raw = Connection::open(journal.path()).unwrap();
    let tables = [
        "profile_revision",
        "treatment_revision",
        "treatment_goal",
        "treatment_product",
        "entry_revision",
        "grade",
        "sign",
        "outcome_revision",
        "outcome_score",
        "plan_revision",
        "care_note",
        "warning_event",
        "provider_sheet",
        "act",
        "follows",
    ];
    let mut all = Vec::new();
    for table in tables {
        let mut statement = raw.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let width = statement.column_count();
        let line = |row: &rusqlite::Row<'_>| {
            let values: Vec<_> = (0..width).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
            Ok(format!("{table} {}", values.join(" ")))
        };
        all.extend(statement.query_map([], line).unwrap().map(Result::unwrap));
    }
    all
}

fn at(step: usize) -> DateTime<FixedOffset> {
    now() + TimeDelta::seconds(i64::try_from(step).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn undone_and_done_again_every_state_comes_back(
        walk in proptest::collection::vec(doing(), 1..14), back in 0..14_usize, reopened: bool,
    ) {
        let (_folder, path) = place();
        let mut journal = Journal::open(&path).unwrap();
        journal.save_profile(&full_profile(), now()).unwrap();
        let mut states = vec![state(&journal)];
        for (step, doing) in walk.iter().enumerate() {
            let acts = journal.undoable(99).unwrap().len();
            carry_out(&mut journal, doing, at(step));
            if journal.undoable(99).unwrap().len() > acts {
                states.push(state(&journal));
            }
        }
        prop_assert_eq!(&state(&journal), states.last().unwrap(), "whatever is no act changes nothing");
        let last = states.len() - 1;
        prop_assert_eq!(journal.undoable(99).unwrap().len(), last);
        let kept = rows(&journal);
        let back = back.min(last);
        for step in 1..=back {
            journal.undo(at(20 + step)).unwrap().unwrap();
            prop_assert_eq!(&state(&journal), &states[last - step]);
            if reopened {
                drop(std::mem::replace(&mut journal, Journal::open(&path).unwrap()));
            }
        }
        prop_assert_eq!(journal.redoable(99).unwrap().len(), back);
        for step in (0..back).rev() {
            journal.redo(at(60 - step)).unwrap().unwrap();
            prop_assert_eq!(&state(&journal), &states[last - step]);
        }
        prop_assert_eq!(journal.redo(at(80)).unwrap(), None);
        while journal.undo(at(81)).unwrap().is_some() {}
        prop_assert_eq!(&state(&journal), &states[0]);
        let now_kept: std::collections::BTreeSet<_> = rows(&journal).into_iter().collect();
        for row in kept {
            prop_assert!(now_kept.contains(&row), "gone: {row}");
        }
    }
}
