use proptest::prelude::*;

use super::*;
use crate::domain::care_record::{Tick, Told};
use crate::domain::product::{ProductKind, UsedAt};
use crate::domain::warning::Act;
use crate::domain::{
    Answer, CareNote, Entry, Grade, Moment, Outcome, Plan, Product, Rating, Says, Score, Treatment, WarningEvent,
};

const HEADINGS: Headings = Headings { added: "Would come back", gone: "Would be gone", changed: "Would change" };

fn moment(hour: u32) -> Moment {
    format!("2026-03-05T{:02}:00:00+01:00", hour % 24).parse().unwrap()
}

/// A journal in which things have few names, so that two of them often have the same.
fn diaries() -> impl Strategy<Value = Diary> {
    let entry = (0..4_u32, 0..24_u32, 0..5_u8, any::<bool>(), "[a-c]{0,3}");
    let entries = prop::collection::vec(entry, 0..5);
    (entries, 0..3_usize, 0..4_u8, any::<Option<bool>>(), "[a-b]{0,2}").prop_map(
        |(entries, treatments, more, fact, text)| {
            let mut diary = Diary::default();
            diary.patient.acne_prone = fact;
            for number in 0..treatments {
                let mut treatment = Treatment::new(format!("t{number}").into(), moment(u32::from(more)));
                treatment.note.clone_from(&text);
                diary.treatments.push(treatment);
            }
            let mut known = std::collections::BTreeSet::new();
            for (id, hour, grade, sign, note) in entries {
                if known.insert(id) {
                    let mut entry = Entry::new(format!("e{id}").into(), "t0".into(), moment(hour));
                    let grade = Grade::try_from(grade).map_or(Rating::NotSure, Rating::Graded);
                    entry.grades.insert("redness".into(), grade);
                    entry.signs.insert("pus".into(), if sign { Answer::Yes } else { Answer::NotSure });
                    entry.note = note;
                    diary.entries.push(entry);
                }
            }
            for number in 0..more {
                let mut outcome = Outcome::new(format!("o{number}").into(), "t0".into(), moment(u32::from(number)));
                outcome.ratings.insert(
                    "tone".into(),
                    Score::try_from(1 + number % 5).map_or(crate::domain::Scored::NotSure, crate::domain::Scored::At),
                );
                diary.outcomes.push(outcome);
                let mut plan = Plan::new(format!("p{number}").into(), moment(9));
                plan.note.clone_from(&text);
                diary.plans.push(plan);
                diary.care.add(&CareNote::Tick(Tick {
                    treatment: "t0".into(),
                    task: "cleanse".into(),
                    at: moment(number.into()),
                }));
                let told =
                    Told { treatment: "t0".into(), about: "make_up".into(), at: moment(1), says: Says::LeaveOut };
                diary.care.add(&CareNote::Told(told));
                let at = "2026-03-05T20:00:00+01:00".parse().unwrap();
                let act = Act::Answered(format!("{text}{number}"));
                diary.events.push(WarningEvent { treatment: "t0".into(), rule: "r".into(), at, act });
            }
            diary
        },
    )
}

fn between(before: &Diary, after: &Diary) -> Difference {
    Difference::between(before, after, &Catalog::default())
}

proptest! {
    #[test]
    fn a_journal_does_not_differ_from_itself_in_whatever_order_it_is(diary in diaries()) {
        prop_assert!(between(&diary, &diary).is_empty());
        let mut turned = diary.clone();
        turned.entries.reverse();
        turned.treatments.reverse();
        turned.events.reverse();
        turned.care.ticks.reverse();
        prop_assert!(between(&diary, &turned).is_empty());
    }

    #[test]
    fn the_way_back_is_the_mirror_of_the_way(one in diaries(), other in diaries()) {
        prop_assert_eq!(between(&one, &other).mirrored(), between(&other, &one));
    }

    #[test]
    fn nothing_differs_only_where_the_journals_are_equal(one in diaries(), other in diaries()) {
        let sorted = |diary: &Diary| {
            let mut diary = diary.clone();
            diary.entries.sort_by_key(|entry| entry.id.clone());
            diary
        };
        prop_assert_eq!(between(&one, &other).is_empty(), sorted(&one) == sorted(&other));
    }

    #[test]
    fn the_lines_are_never_too_many_and_count_everything(one in diaries(), other in diaries(), most in 0_usize..30) {
        let difference = between(&one, &other);
        let lines = difference.told(HEADINGS, most);
        let told = lines.iter().filter(|line| line.starts_with("  ") && !line.starts_with("  and ")).count();
        prop_assert_eq!(told, difference.differs.len().min(most));
        prop_assert!(lines.len() <= most + 6);
    }
}

/// A treatment with something in every field.
fn full() -> Treatment {
    let mut treatment = Treatment::new("t1".into(), "2026-03-02T10:00:00+01:00".parse().unwrap());
    treatment.products = vec![Product { kind: ProductKind::Serum, name: String::new(), used_at: UsedAt::Clinic }];
    treatment.note = "a".into();
    treatment
}

#[test]
fn every_field_of_a_treatment_is_compared() {
    let changes: Vec<fn(&mut Treatment)> = vec![
        |one| one.performed_at = "2026-03-02T10:00:00+02:00".parse().unwrap(),
        |one| one.performed_at = "2026-03-02T09:00:00+00:00".parse().unwrap(),
        |one| one.protocol = "other".into(),
        |one| one.device = Some(crate::domain::Device::Rf),
        |one| one.needle_depth = Some(1.5.try_into().unwrap()),
        |one| one.area = Some(crate::domain::Area::Neck),
        |one| one.prp = Some(false),
        |one| one.at_home = Some(true),
        |one| one.passes = Some(3.try_into().unwrap()),
        |one| one.products = vec![Product { kind: ProductKind::Other, name: "serum".into(), used_at: UsedAt::Clinic }],
        |one| one.products[0].used_at = UsedAt::Home,
        |one| one.goals = vec![crate::domain::Goal::Scars],
        |one| one.severity_before = Some(Grade::EXTREME),
        |one| one.active_lesions = Some(false),
        |one| one.retinoid_resumed_on = Some("2026-04-01".parse().unwrap()),
        |one| one.provider.name = "Dr. Roe".into(),
        |one| one.provider.phone = "555-0142".into(),
        |one| one.provider.out_of_hours = "555-0199".into(),
        |one| one.cost = Some(crate::domain::Cost { amount: "300".into(), currency: "USD".into() }),
        |one| one.note = "b".into(),
    ];
    let before = Diary { treatments: vec![full()], ..Diary::default() };
    for (number, change) in changes.into_iter().enumerate() {
        let mut after = before.clone();
        change(&mut after.treatments[0]);
        let difference = between(&before, &after);
        assert_eq!(difference.differs.len(), 1, "change {number}");
        assert!(!difference.differs[0].values.is_empty(), "change {number}");
    }
}

#[test]
fn a_check_in_is_named_by_its_day_and_date_and_its_values_by_what_they_were_and_are() {
    let mut before = Diary { treatments: vec![full()], ..Diary::default() };
    let mut entry = Entry::new("e1".into(), "t1".into(), "2026-03-05T20:00:00+01:00".parse().unwrap());
    entry.grades.insert("redness".into(), Grade::EXTREME.into());
    before.entries.push(entry.clone());
    let mut after = before.clone();
    after.entries[0].grades.insert("redness".into(), Rating::NotSure);
    after.entries[0].note = "x\u{1b}[31m".repeat(30);
    let told = between(&before, &after).told(HEADINGS, 20);
    assert_eq!(told[0], "Would change (1):");
    assert!(told[1].starts_with("  check-in of day 3, 5 March 2026, 20:00: note not said to "), "{told:?}");
    assert!(told[1].ends_with("; redness 4 to not sure") && !told[1].contains('\u{1b}'), "{told:?}");
    let gone = between(&after, &Diary { treatments: vec![full()], ..Diary::default() }).told(HEADINGS, 20);
    assert_eq!(gone, ["Would be gone (1):", "  check-in of day 3, 5 March 2026, 20:00"]);
}

#[test]
fn many_differences_share_the_room_and_the_rest_is_counted() {
    let many = |count: u32| {
        let entries = (0..count).map(|n| Entry::new(format!("e{n}").into(), "t1".into(), moment(n)));
        Diary { entries: entries.collect(), ..Diary::default() }
    };
    let mut after = many(0);
    after.plans.push(Plan::new("p1".into(), moment(9)));
    let told = between(&many(100), &after).told(HEADINGS, 10);
    assert_eq!(told[0], "Would be gone (100):");
    assert_eq!(told[10], "  and 91 more: 91 check-ins");
    assert_eq!(told[11..], ["Would come back (1):", "  plan for 5 March 2026, 09:00"]);
}
