//! No sheet makes a danger sign quieter, nor anything that calls for help today.

use chrono::{DateTime, FixedOffset, TimeDelta};
use mendlog::domain::finding::Presence;
use mendlog::domain::{
    Answer, Assessment, Day, Device, Diary, Entry, EntryId, Grade, Moment, NeedleDepth, Patient, PatientFact, Protocol,
    Rating, RuleId, SignId, SymptomId, Treatment, Triage, assess,
};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;

use super::{LIBRARY, laid_over, read, sheet};

fn start() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-02T10:00:00+01:00").unwrap()
}

/// The published course of a symptom with every edge moved, and all of it later by some days.
fn moved(symptom: &SymptomId, by: &[(i8, i8)], later: i32) -> String {
    let course = LIBRARY.standard().course(symptom).unwrap();
    let last = course.bands.last().unwrap().from;
    let step = |(step, (usual, outer)): (&mendlog::domain::protocol::Step, &(i8, i8))| {
        let edge = |grade: Grade, by: i8| {
            // What never ends would be refused, and then nothing of this course would be tried.
            let by = if step.from == last { by.min(0) } else { by };
            grade.number().saturating_add_signed(by).min(4)
        };
        let outer = edge(step.band.outer, *outer);
        let usual = edge(step.band.usual, *usual).min(outer).min(step.band.outer.number());
        let day = if step.from.number() == 0 { 0 } else { step.from.number() + later };
        format!("[{day}, {usual}, {outer}]")
    };
    let steps: Vec<_> = course.bands.iter().zip(by.iter().cycle()).map(step).collect();
    format!("[[bands]]\nsymptom = \"{symptom}\"\nbands = [{}]\n", steps.join(", "))
}

/// Sheets that are accepted, from some that are much narrower to some as wide as a sheet may be.
fn accepted(least: i8) -> impl Strategy<Value = String> {
    let symptoms: Vec<_> = LIBRARY.catalog.symptoms.iter().map(|symptom| symptom.id.clone()).collect();
    let moves = vec((least..=1, least..=1), 1..6);
    vec((select(symptoms), moves, 0..5i32), 1..14).prop_map(|courses| {
        let mut text = sheet("");
        for (symptom, by, later) in courses {
            let wider = format!("{text}{}", moved(&symptom, &by, later));
            if read(&wider).is_ok() {
                text = wider;
            }
        }
        text
    })
}

fn entry() -> impl Strategy<Value = Entry> {
    let symptoms: Vec<_> = LIBRARY.catalog.symptoms.iter().map(|symptom| symptom.id.clone()).collect();
    let signs: Vec<_> = LIBRARY.catalog.signs.iter().map(|sign| sign.id.clone()).collect();
    let answer = prop_oneof![3 => Just(Answer::No), 1 => Just(Answer::NotSure), 2 => Just(Answer::Yes)];
    let grade = (0..=4u8).prop_map(|number| Rating::Graded(Grade::try_from(number).unwrap()));
    (0..400i64, btree_map(select(symptoms), grade, 0..7), btree_map(select(signs), answer, 0..3)).prop_map(
        |(hours, grades, signs)| {
            let at = Moment::At(start() + TimeDelta::hours(hours));
            Entry { grades, signs, ..Entry::new(EntryId::from(hours.to_string()), "t1".into(), at) }
        },
    )
}

fn diary() -> impl Strategy<Value = Diary> {
    let facts = vec(proptest::option::of(any::<bool>()), 6);
    let device = proptest::option::of(select(Device::ALL.to_vec()));
    let depth = proptest::option::of(0.2..4.0f64);
    (facts, device, depth, vec(entry(), 1..10)).prop_map(|(facts, device, depth, entries)| {
        let mut diary = Diary { entries, ..Diary::default() };
        for (fact, answer) in PatientFact::ALL.into_iter().zip(facts) {
            *diary.patient.fact_mut(fact) = answer;
        }
        let needle_depth = depth.map(|mm| NeedleDepth::try_from(mm).unwrap());
        diary.treatments = vec![Treatment { device, needle_depth, ..Treatment::new("t1".into(), Moment::At(start())) }];
        diary
    })
}

fn judged(diary: &Diary, protocol: &Protocol) -> Assessment {
    assess(&diary.healing(&diary.treatments[0]), protocol)
}

/// What an entry itself shows of what no sheet may quieten.
fn shown(assessment: &Assessment, index: usize) -> Vec<RuleId> {
    let findings = assessment.entries[index].findings.iter();
    let guarded = findings
        .filter(|finding| finding.rule.triage.warns() && finding.rule.is_safeguarded() && !finding.rule.follows_up());
    guarded.filter(|finding| finding.presence == Presence::Shown).map(|finding| finding.rule.id.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// What an entry shows of a danger sign, or of what calls for help today, it shows under any sheet.
    #[test]
    fn no_sheet_hides_what_is_safeguarded(text in prop_oneof![accepted(-4), accepted(0), accepted(1)], diary in diary()) {
        let (plain, under) = (judged(&diary, LIBRARY.standard()), judged(&diary, &laid_over(&text)));
        for index in 0..plain.entries.len() {
            let there = shown(&under, index);
            for rule in shown(&plain, index) {
                prop_assert!(there.contains(&rule), "{rule} is gone under\n{text}");
            }
        }
    }

    /// A sheet that only widens leaves every entry that calls for help today as loud as it was.
    #[test]
    fn no_wider_sheet_lowers_urgent_or_emergency(text in prop_oneof![accepted(0), accepted(1)], diary in diary()) {
        let (plain, under) = (judged(&diary, LIBRARY.standard()), judged(&diary, &laid_over(&text)));
        for (before, after) in plain.entries.iter().zip(&under.entries) {
            prop_assert!(before.triage < Triage::Urgent || after.triage >= before.triage, "under\n{text}");
        }
    }

    /// A sign alone is as loud under any sheet as without it, for any patient.
    #[test]
    fn no_sheet_silences_a_sign(
        text in accepted(-4),
        diary in diary(),
        sign in select(LIBRARY.catalog.signs.iter().map(|sign| sign.id.clone()).collect::<Vec<SignId>>()),
        answer in select(vec![Answer::Yes, Answer::NotSure]),
        day in 0..40i64,
    ) {
        let mut diary = diary;
        let at = Moment::At(start() + TimeDelta::days(day) + TimeDelta::hours(8));
        let mut entry = Entry::new("sign".into(), "t1".into(), at);
        entry.signs.insert(sign, answer);
        diary.entries = vec![entry];
        let (plain, under) = (judged(&diary, LIBRARY.standard()), judged(&diary, &laid_over(&text)));
        prop_assert_eq!(plain.entries[0].triage, under.entries[0].triage);
    }

    /// No accepted range is wider than the published one by more than a grade, nor lasts longer by more than four days.
    #[test]
    fn an_accepted_range_stays_near_the_published_one(text in accepted(-1), day in 0..90i32) {
        let protocol = laid_over(&text);
        for course in &protocol.courses {
            let published = LIBRARY.standard().course(&course.symptom).unwrap();
            let outer = |course: &mendlog::domain::Course, day| course.band(Day::new(day)).unwrap().outer.number();
            prop_assert!(outer(course, day) <= outer(published, day) + 1);
            let four_days_before = (0..=4).map(|back| outer(published, (day - back).max(0))).max().unwrap();
            prop_assert!(outer(course, day) == 0 || four_days_before > 0 || day < published.bands.last().unwrap().from.number() + 4);
        }
    }

    /// Any text is read or refused, and nothing panics.
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}", number in any::<i64>(), grade in any::<i64>()) {
        let _ = read(&text);
        let _ = read(&sheet(&text));
        let _ = read(&sheet(&format!("[[bands]]\nsymptom = \"redness\"\nonset = {number}\nbands = [[{number}, {grade}, 1]]")));
        let _ = read(&sheet(&format!("[[bands]]\nsymptom = \"redness\"\nbands = [[0, 0, 1], [{number}, 0, {grade}]]")));
    }
}

/// The guard has work to do: without it a sheet could turn an emergency into a lesser thing.
#[test]
fn fever_over_skin_that_the_sheet_allows_is_an_emergency_still() {
    let lines = "[[bands]]\nsymptom = \"redness\"\nbands = [[0, 3, 4], [2, 2, 3], [4, 1, 2], [6, 0, 1], [8, 0, 0]]";
    let at = Moment::At(start() + TimeDelta::days(3) + TimeDelta::hours(8));
    let mut entry = Entry::new("e1".into(), "t1".into(), at);
    entry.grades.insert("redness".into(), Rating::Graded(Grade::ALL[3]));
    let treatments = vec![Treatment::new("t1".into(), Moment::At(start()))];
    let mut diary = Diary { patient: Patient::default(), treatments, entries: vec![entry], ..Diary::default() };
    let protocol = laid_over(&sheet(lines));
    assert_eq!(judged(&diary, LIBRARY.standard()).entries[0].triage, Triage::ContactProvider);
    assert!(judged(&diary, &protocol).entries[0].triage < Triage::ContactProvider, "the sheet's own range holds");
    diary.entries[0].signs.insert("fever".into(), Answer::Yes);
    assert_eq!(judged(&diary, &protocol).entries[0].triage, Triage::Emergency);
    let urgent = judged(&diary, &protocol);
    let emergency = &urgent.entries[0].findings[0];
    let said = emergency.expected(&protocol.catalog);
    assert!(said.contains("Redness up to 2 is described") && !said.contains("sheet"), "{said}");
    assert_eq!(emergency.sources(&protocol.catalog), emergency.rule.sources.iter().collect::<Vec<_>>());
}
