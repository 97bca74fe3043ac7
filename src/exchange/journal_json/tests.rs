//! Journals go out and come back the same; what is wrong is shown at its place.

use chrono::{DateTime, FixedOffset, NaiveDate};
use proptest::prelude::*;

use super::{Read, Reader, to_string};
use crate::domain::text::{clean, clean_line};
use crate::domain::warning::Act;
use crate::domain::{
    After, Answer, Area, Aspect, BetterWithin, CareNote, CareRecord, Catalog, Cost, DayEnd, Device, Diary, Entry, Goal,
    Grade, Moment, NeedleDepth, Outcome, Passes, Patient, PatientFact, Plan, Product, ProductKind, Provider, Rating,
    Says, Score, Scored, Sign, SkinType, Symptom, Tick, Told, Treatment, TreatmentId, Use, UsedAt, WarningEvent,
};
use crate::exchange::{Place, ReadError, Rules};

const SYMPTOMS: [&str; 3] = ["redness", "peeling", "itching"];
const SIGNS: [&str; 3] = ["pus", "fever", "warmth"];
const ASPECTS: [&str; 2] = ["tone", "scars"];

fn catalog() -> Catalog {
    let symptom = |id: &str| Symptom {
        id: id.into(),
        name: id.to_owned(),
        also: Vec::new(),
        question: String::new(),
        grades: std::array::from_fn(|grade| format!("{id} {grade}")),
        grades_darker_skin: None,
        look_for_darker_skin: None,
    };
    let sign = |id: &str| Sign {
        id: id.into(),
        name: id.to_owned(),
        also: Vec::new(),
        question: String::new(),
        call: String::new(),
        ask: crate::domain::sign::AskDays::default(),
        only_for: Vec::new(),
        only_if: Vec::new(),
    };
    let aspect = |id: &str| Aspect {
        id: id.into(),
        name: id.to_owned(),
        question: String::new(),
        scores: std::array::from_fn(|score| format!("{id} {score}")),
        sources: Vec::new(),
    };
    Catalog {
        symptoms: SYMPTOMS.map(symptom).into(),
        signs: SIGNS.map(sign).into(),
        aspects: ASPECTS.map(aspect).into(),
        ..Catalog::default()
    }
}

fn read(text: &str) -> Result<Read, ReadError> {
    Reader::new(&catalog()).read(text.as_bytes())
}

/// A journal of one treatment with these fields and one entry with those.
fn journal(treatment: &str, entry: &str) -> String {
    format!(
        r#"{{"format": "mendlog-journal", "version": 1,
"treatments": [{{"id": "t1", "performed_at": "2026-03-02T10:00:00+01:00", "protocol": "microneedling"{treatment}}}],
"entries": [
{{"treatment": "t1", "at": "2026-03-05"{entry}}}]}}"#
    )
}

/// The fault of a file; it must name its place.
fn fault(text: &str) -> (Place, String) {
    let error = read(text).expect_err(text);
    (error.place.unwrap_or_else(|| panic!("no place: {error}")), error.message)
}

#[test]
fn what_is_left_out_or_null_means_not_said() {
    let read = read(
        r#"{"format": "mendlog-journal", "version": 1, "patient": null,
        "treatments": [{"id": "t1", "performed_at": "2026-03-02", "protocol": "microneedling",
                        "device": null, "needle_depth_mm": null, "provider": null, "cost": null, "note": null}]}"#,
    )
    .unwrap();
    assert_eq!(read.warnings, Vec::<String>::new());
    assert_eq!(read.diary.patient, Patient::default());
    let expected = Treatment::new("t1".into(), "2026-03-02".parse().unwrap());
    assert_eq!(read.diary.treatments, [expected]);
    assert!(read.diary.entries.is_empty());
}

#[test]
fn unknown_fields_are_left_out_and_named_with_their_line() {
    let read = read(&journal("", r#", "mood": "low", "grades": {"redness": 1}"#)).unwrap();
    assert_eq!(read.warnings, ["line 4: the field \"mood\" of an entry is not known here and was left out"]);
    assert_eq!(read.diary.entries[0].grade(&"redness".into()), Some(Grade::ALL[1]));
}

#[test]
fn unknown_values_are_refused_with_place_and_what_would_be_right() {
    let entry = |fields: &str| journal("", fields);
    let treatment = |fields: &str| journal(fields, "");
    let endless = "9".repeat(121);
    let cases = [
        (treatment(&format!(r#", "provider": {{"name": "{endless}"}}"#)), "\"999", "at most 120 characters"),
        (treatment(&format!(r#", "provider": {{"out_of_hours": "{endless}"}}"#)), "\"999", "at most 120 characters"),
        (entry(r#", "grades": {"redness": 7}"#), "7}", "0 (none)"),
        (entry(r#", "grades": {"redness": "maybe"}"#), "\"maybe", "not_sure"),
        (entry(r#", "grades": {"redness": 2.5}"#), "2.5", "0 (none)"),
        (entry(r#", "grades": {"redness": -1}"#), "-1}", "0 (none)"),
        (entry(r#", "grades": {"redness": null}"#), "null", "leave it out"),
        (entry(r#", "grades": {"rednes": 1}"#), "\"rednes", "redness, peeling, itching"),
        (entry(r#", "signs": {"puss": true}"#), "\"puss", "pus, fever, warmth"),
        (entry(r#", "signs": {"pus": 1}"#), "1}}]", "true, false or \"not_sure\""),
        (entry(r#", "recorded_at": "2026-03-06""#), "\"2026-03-06", "offset"),
        (treatment(r#", "device": "laser""#), "\"laser", "\"stamp\""),
        (treatment(r#", "needle_depth_mm": 0"#), "0}]", "at most 5"),
        (treatment(r#", "cost": {"amount": "lots", "currency": "USD"}"#), "\"lots", "640.00"),
        (treatment(r#", "passes": 0"#), "0}]", "1 to 20"),
        (treatment(r#", "passes": 2.5"#), "2.5", "1 to 20"),
        (treatment(r#", "goals": ["youth"]"#), "\"youth", "stretch_marks"),
        (treatment(r#", "severity_before": 5"#), "5}]", "0 (none) to 4"),
        (treatment(r#", "active_lesions": "no""#), "\"no", "true, false"),
        (treatment(r#", "products": [{"kind": "potion"}]"#), "\"potion", "numbing"),
        (treatment(r#", "products": [{"kind": "serum", "used_at": "car"}]"#), "\"car", "\"home\""),
        (treatment(r#", "retinoid_resumed_on": "2026-02-30""#), "\"2026-02-30", "2026-03-05"),
    ];
    for (text, wrong, right) in cases {
        let (place, message) = fault(&text);
        let (line, content) = (1..).zip(text.lines()).find(|(_, content)| content.contains(wrong)).unwrap();
        assert_eq!(place, Place { line, column: content.find(wrong).unwrap() + 1 }, "{text}\n{message}");
        assert!(message.contains(right), "{message}");
    }
}

#[test]
fn plans_may_lie_ahead_and_each_has_a_name_of_its_own() {
    let file = |plans: &str| format!("{{\"format\": \"mendlog-journal\", \"version\": 1,\n\"plans\": [{plans}]}}");
    let one = r#"{"id": "p1", "at": "2026-12-04T10:00:00+01:00", "colour": 1}"#;
    let latest = DateTime::parse_from_rfc3339("2026-11-22T10:00:00+01:00").unwrap();
    let read = Reader::by(&catalog(), Rules::not_after(latest)).read(file(one).as_bytes()).unwrap();
    assert_eq!(read.diary.plans[0].at.to_string(), "2026-12-04T10:00:00+01:00");
    assert!(read.warnings[0].contains("\"colour\" of a plan"), "{:?}", read.warnings);
    assert!(fault(&file(&format!("{one}, {one}"))).1.contains("two plans \"p1\""));
    assert!(fault(&file(r#"{"id": "p1", "at": "soon"}"#)).1.contains("2026-03-05"));
    assert!(fault(&file(r#"{"id": "p1"}"#)).1.contains("\"at\""));
}

#[test]
fn a_visit_has_its_days_and_nothing_else_has() {
    let with = |event: &str| {
        let warnings = format!(
            r#""warnings": [{{"treatment": "t1", "rule": "pus", "at": "2026-03-05T21:00:00+01:00", {event}}}]"#
        );
        format!(
            "{{\"format\": \"mendlog-journal\", \"version\": 1,\n\
             \"treatments\": [{{\"id\": \"t1\", \"performed_at\": \"2026-03-02\", \"protocol\": \"microneedling\"}}],\n{warnings}}}"
        )
    };
    let visit = read(&with(r#""act": "seen", "text": "cream", "better_within_days": 3"#)).unwrap();
    let better_within = BetterWithin::try_from(3).unwrap();
    assert_eq!(visit.diary.events[0].act, Act::Seen { words: "cream".to_owned(), better_within });
    for days in ["0", "29", "2.5", "-1", "\"3\"", "null"] {
        let text = with(&format!(r#""act": "seen", "better_within_days": {days}"#));
        let (place, message) = fault(&text);
        assert_eq!(place.line, 3, "{message}");
        assert!(message.contains("better"), "{message}");
    }
    assert!(fault(&with(r#""act": "seen""#)).1.contains("better_within_days"));
    assert!(fault(&with(r#""act": "healed""#)).1.contains("\"closed\" or \"seen\""));
    let other = read(&with(r#""act": "called", "better_within_days": 3"#)).unwrap();
    assert_eq!(other.warnings.len(), 1, "days without a visit are left out, with a word on it");
}

#[test]
fn a_file_that_contradicts_itself_is_refused() {
    let twice = r#", "signs": {"pus": false, "pus": true}"#;
    assert!(fault(&journal("", twice)).1.contains("\"pus\" is given twice"));
    let impossible = journal("", "").replace("2026-03-05", "2026-02-30");
    assert!(fault(&impossible).1.contains("date of the calendar"));
    let stranger = journal("", "").replace(r#""treatment": "t1""#, r#""treatment": "t9""#);
    assert!(fault(&stranger).1.contains("no treatment \"t9\"; it has t1"));
    let same = journal(r#"}, {"id": "t1", "performed_at": "2026-03-03", "protocol": "microneedling""#, "");
    assert!(fault(&same).1.contains("two treatments \"t1\""));
    let same = journal("", r#", "id": "e1"}, {"id": "e1", "treatment": "t1", "at": "2026-03-06""#);
    assert!(fault(&same).1.contains("two entries \"e1\""));
}

#[test]
fn other_formats_and_newer_versions_are_refused_in_words() {
    let newer = journal("", "").replace("\"version\": 1", "\"version\": 2");
    assert!(fault(&newer).1.contains("newer Mendlog"));
    let foreign = journal("", "").replace("mendlog-journal", "other");
    assert!(fault(&foreign).1.contains("mendlog-journal"));
    assert!(fault("{}").1.contains("\"format\""));
    assert!(fault("[]").1.contains("a journal"));
    assert!(fault("null").1.contains("a journal"));
}

#[test]
fn what_is_no_text_or_too_large_is_refused() {
    let catalog = catalog();
    let error = Reader::new(&catalog).read(b"{\n\xff}").unwrap_err();
    assert!(error.to_string().contains("line 2"), "{error}");
    let huge = vec![b' '; usize::try_from(Rules::MAX_BYTES).unwrap() + 1];
    assert!(Reader::new(&catalog).read(&huge).unwrap_err().message.contains("64 MiB"));
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    assert!(read(&format!("\u{feff}{}", journal("", ""))).is_ok());
}

#[test]
fn the_future_is_refused_only_when_asked() {
    let catalog = catalog();
    let latest = DateTime::parse_from_rfc3339("2026-03-04T12:00:00+01:00").unwrap();
    let text = journal("", "");
    assert!(Reader::new(&catalog).read(text.as_bytes()).is_ok());
    let error = Reader::by(&catalog, Rules::not_after(latest)).read(text.as_bytes()).unwrap_err();
    assert_eq!(error.place, Some(Place { line: 4, column: 27 }));
    assert!(error.message.contains("future"), "{error}");
}

#[test]
fn hostile_text_is_harmless_in_what_was_read_and_in_what_is_said() {
    let escape = r"\u001b]0;gone\u0007\u202e";
    let text = journal("", &format!(r#", "note": "{escape}", "{escape}": 1"#));
    let read = read(&text).unwrap();
    let hostile = |text: &str| text.chars().any(|c| c.is_control() || c == '\u{202e}');
    assert!(!hostile(&read.diary.entries[0].note));
    assert!(!read.warnings.is_empty() && !read.warnings.iter().any(|warning| hostile(warning)));
    let (_, message) = fault(&text.replace("\"t1\", \"at\"", &format!("\"{escape}\", \"at\"")));
    assert!(!hostile(&message), "{message:?}");
}

#[test]
fn entries_without_a_name_get_the_same_one_wherever_they_are_read() {
    let text =
        journal("", r#", "grades": {"redness": 1}}, {"treatment": "t1", "at": "2026-03-05", "grades": {"redness": 1}"#);
    let (one, other) = (read(&text).unwrap().diary, read(&text.replace('\n', " ")).unwrap().diary);
    assert_eq!(one, other);
    assert_ne!(one.entries[0].id, one.entries[1].id);
}

#[test]
fn the_spelling_of_moments_is_remembered() {
    let read = read(&journal("", "").replace("\"2026-03-05\"", "\"2026-03-05T20:00:00.000Z\"")).unwrap();
    assert_eq!(read.spellings["2026-03-05T20:00:00+00:00"], "2026-03-05T20:00:00.000Z");
}

fn moment() -> impl Strategy<Value = Moment> {
    let on = (0..80_000_i32).prop_map(|days| {
        Moment::On(NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + chrono::TimeDelta::days(i64::from(days)))
    });
    prop_oneof![instant().prop_map(Moment::At), on]
}

fn instant() -> impl Strategy<Value = DateTime<FixedOffset>> {
    (0..4_000_000_000_i64, -14 * 60..14 * 60_i32, prop_oneof![Just(0), 0..1_000_000_000_u32]).prop_map(
        |(seconds, minutes, nanos)| {
            let offset = FixedOffset::east_opt(minutes * 60).unwrap();
            DateTime::from_timestamp(seconds, nanos).unwrap().with_timezone(&offset)
        },
    )
}

fn line() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| clean_line(&clean_line(&text)))
}

fn note() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| clean(&text).into_owned())
}

fn patient() -> impl Strategy<Value = Patient> {
    (proptest::option::of(1..=6_u8), any::<[Option<bool>; 6]>()).prop_map(|(skin, answers)| {
        let skin_type = skin.map(|number| SkinType::try_from(number).unwrap());
        let mut patient = Patient { skin_type, ..Patient::default() };
        for (fact, answer) in PatientFact::ALL.into_iter().zip(answers) {
            *patient.fact_mut(fact) = answer;
        }
        patient
    })
}

fn treatment(number: usize) -> impl Strategy<Value = Treatment> {
    let needles = (proptest::option::of(0..4_usize), proptest::option::of(1..=50_u8), line());
    let cost = proptest::option::of(("[0-9]{1,6}\\.[0-9]{2}", "[A-Z]{3}"));
    (moment(), needles, any::<[Option<bool>; 2]>(), (line(), line(), line()), cost, note(), session()).prop_map(
        move |(at, (device, depth, area), [prp, at_home], (name, phone, out_of_hours), cost, note, session)| {
            Treatment {
                device: device.map(|index| Device::ALL[index]),
                needle_depth: depth.map(|tenths| NeedleDepth::try_from(f64::from(tenths) / 10.0).unwrap()),
                area: (!area.is_empty()).then(|| Area::from(area)),
                prp,
                at_home,
                retinoid_resumed_on: prp.and(NaiveDate::from_ymd_opt(2026, 3, 9)),
                provider: Provider { name, phone, out_of_hours },
                cost: cost.map(|(amount, currency)| Cost { amount, currency }),
                note,
                id: format!("t{number}").into(),
                performed_at: at,
                ..session
            }
        },
    )
}

fn rating() -> impl Strategy<Value = Rating> {
    (0..=5_usize).prop_map(|number| Grade::ALL.get(number).map_or(Rating::NotSure, |grade| Rating::Graded(*grade)))
}

fn entry(number: usize) -> impl Strategy<Value = Entry> {
    let grades =
        proptest::collection::btree_map(proptest::sample::select(&SYMPTOMS[..]).prop_map(Into::into), rating(), 0..3);
    let answer = proptest::sample::select(vec![Answer::Yes, Answer::No, Answer::NotSure]);
    let signs =
        proptest::collection::btree_map(proptest::sample::select(&SIGNS[..]).prop_map(Into::into), answer, 0..3);
    (moment(), proptest::option::of(instant()), grades, signs, note()).prop_map(
        move |(at, recorded_at, grades, signs, note)| Entry {
            recorded_at,
            grades,
            signs,
            note,
            ..Entry::new(format!("e{number}").into(), "t0".into(), at)
        },
    )
}

fn event() -> impl Strategy<Value = WarningEvent> {
    let act = prop_oneof![
        Just(Act::Acknowledged),
        Just(Act::Called),
        note().prop_map(Act::Answered),
        note().prop_map(Act::Closed),
        (note(), 1..=28u8)
            .prop_map(|(words, days)| Act::Seen { words, better_within: BetterWithin::try_from(days).unwrap() }),
    ];
    (instant(), act).prop_map(|(at, act)| WarningEvent { treatment: "t0".into(), rule: "some-rule".into(), at, act })
}

fn outcome(number: usize) -> impl Strategy<Value = Outcome> {
    let scored =
        (0..=5_usize).prop_map(|number| Score::ALL.get(number).map_or(Scored::NotSure, |score| Scored::At(*score)));
    let aspect = proptest::sample::select(&ASPECTS[..]).prop_map(Into::into);
    let ratings = proptest::collection::btree_map(aspect, scored, 0..3);
    (moment(), proptest::option::of(instant()), ratings).prop_map(move |(at, recorded_at, ratings)| Outcome {
        recorded_at,
        ratings,
        ..Outcome::new(format!("r{number}").into(), "t0".into(), at)
    })
}

fn rated(outcomes: &str) -> String {
    journal("", "").replace("\"entries\"", &format!("\"outcomes\": [{outcomes}],\n  \"entries\""))
}

#[test]
fn what_is_no_rating_is_named_with_its_place() {
    let one = |rest: &str| rated(&format!(r#"{{"treatment": "t1", "at": "2026-04-03", {rest}}}"#));
    let cases = [
        (one(r#""ratings": {"tone": 0}"#), "0}", "1 (the least) to 5 (the best)"),
        (one(r#""ratings": {"tone": 6}"#), "6}", "1 (the least)"),
        (one(r#""ratings": {"tone": "good"}"#), "\"good", "not_sure"),
        (one(r#""ratings": {"glow": 3}"#), "\"glow", "there are tone, scars"),
        (one(r#""ratings": [3]"#), "[3]", "the scores, an object"),
        (rated(r#"{"treatment": "t7", "at": "2026-04-03"}"#), "\"t7", "it has t1"),
        (rated(r#"{"treatment": "t1"}"#), "{\"treatment\": \"t1\"}", "\"at\""),
    ];
    for (text, wrong, right) in cases {
        let (place, message) = fault(&text);
        let (line, content) = (1..).zip(text.lines()).find(|(_, content)| content.contains(wrong)).unwrap();
        assert_eq!(place, Place { line, column: content.find(wrong).unwrap() + 1 }, "{text}\n{message}");
        assert!(message.contains(right), "{message}");
    }
}

#[test]
fn a_rating_without_a_name_gets_the_same_everywhere_and_is_there_once() {
    let one = r#"{"treatment": "t1", "at": "2026-04-03", "ratings": {"tone": 3}}"#;
    let single = read(&rated(one)).unwrap().diary.outcomes;
    let twice = read(&rated(&format!("{one}, {one}"))).unwrap().diary.outcomes;
    assert_eq!(single, twice);
    assert_eq!(single[0].id.as_str().len(), 36);
    let named = one.replace("{\"treat", "{\"id\": \"r1\", \"treat");
    assert!(fault(&rated(&format!("{named}, {named}"))).1.contains("two ratings"));
}

fn product() -> impl Strategy<Value = Product> {
    let place = proptest::sample::select(vec![UsedAt::Clinic, UsedAt::Home]);
    (proptest::sample::select(&ProductKind::ALL[..]), line(), place)
        .prop_map(|(kind, name, used_at)| Product { kind, name: name.chars().take(40).collect(), used_at })
        .prop_filter("a name of one line", |product| clean_line(&product.name) == product.name)
}

/// What a session was like beyond its device.
fn session() -> impl Strategy<Value = Treatment> {
    let lists = (
        proptest::collection::vec(product(), 0..3),
        proptest::sample::subsequence(&Goal::ALL[..], 0..4),
        proptest::option::of(1..=20_u8),
        proptest::option::of(0..=4_usize),
        any::<Option<bool>>(),
    );
    lists.prop_map(|(products, goals, passes, severity, active_lesions)| Treatment {
        products,
        goals,
        passes: passes.map(|passes| Passes::try_from(passes).unwrap()),
        severity_before: severity.map(|severity| Grade::ALL[severity]),
        active_lesions,
        ..Treatment::new("".into(), Moment::On(NaiveDate::default()))
    })
}

fn plans() -> impl Strategy<Value = Vec<Plan>> {
    let plan = (moment(), line(), note());
    proptest::collection::vec(plan, 0..3).prop_map(|plans| {
        let plan = |(number, (at, phone, note)): (usize, (Moment, String, String))| Plan {
            provider: Provider { phone, ..Provider::default() },
            note,
            ..Plan::new(format!("p{number}").into(), at)
        };
        plans.into_iter().enumerate().map(plan).collect()
    })
}

prop_compose! {
    fn diary()(
        patient in patient(),
        hour in 0..24_u8,
        treatments in (treatment(0), treatment(1)),
        entries in (entry(0), entry(1), entry(2)),
        events in proptest::collection::vec(event(), 0..3),
        care in proptest::collection::vec(care_note(), 0..6),
        outcomes in (outcome(0), outcome(1)),
        plans in plans(),
    ) -> Diary {
        Diary {
            patient,
            day_end: DayEnd::try_from(hour).unwrap(),
            treatments: [treatments.0, treatments.1].into(),
            entries: [entries.0, entries.1, entries.2].into(),
            events,
            care: recorded(&care),
            outcomes: [outcomes.0, outcomes.1].into(),
            plans,
        }
    }
}

fn recorded(notes: &[CareNote]) -> CareRecord {
    let mut record = CareRecord::default();
    for note in notes {
        record.add(note);
    }
    record
}

fn care_note() -> impl Strategy<Value = CareNote> {
    let treatment: TreatmentId = "t0".into();
    let says = prop_oneof![
        (0..=After::LAST_HOUR).prop_map(|hours| Says::Until(After::Hours(hours))),
        (0..=After::LAST_DAY).prop_map(|day| Says::Until(After::Day(day))),
        Just(Says::Do),
        Just(Says::LeaveOut),
    ];
    (moment(), says, 0..3_u8).prop_map(move |(at, says, kind)| {
        let treatment = treatment.clone();
        match kind {
            0 => CareNote::Tick(Tick { treatment, task: "sunscreen".into(), at }),
            1 => CareNote::Use(Use { treatment, hold: "make-up".into(), at }),
            _ => CareNote::Told(Told { treatment, about: "make-up".to_owned(), at, says }),
        }
    })
}

fn with_care(care: &str) -> String {
    journal("", "").replace("\"entries\"", &format!("{care},\n  \"entries\""))
}

#[test]
fn what_is_no_care_is_named_with_its_place() {
    let told = |rest: &str| {
        with_care(&format!(r#""told": [{{"treatment": "t1", "about": "make-up", "at": "2026-03-03"{rest}}}]"#))
    };
    let cases = [
        (told(r#", "hours": 1e3"#), "1e3", "hours, a whole number from 0 to 1440"),
        (told(r#", "hours": 9999"#), "9999", "0 to 1440"),
        (told(r#", "day": -1"#), "-1", "0 to 3650"),
        (told(r#", "do": "yes""#), "\"yes", "true, false"),
        (told(""), "{\"treatment\": \"t1\", \"about", "one of the fields \"hours\", \"day\" and \"do\""),
        (told(r#", "day": 3, "hours": 3"#), "{\"treatment\": \"t1\", \"about", "one of the fields"),
        (with_care(r#""ticks": [{"treatment": "t1", "task": "", "at": "2026-03-03"}]"#), "\"\"", "the task's name"),
        (with_care(r#""uses": [{"treatment": "t7", "hold": "sun", "at": "2026-03-03"}]"#), "\"t7", "it has t1"),
    ];
    for (text, wrong, right) in cases {
        let (place, message) = fault(&text);
        let (line, content) = (1..).zip(text.lines()).find(|(_, content)| content.contains(wrong)).unwrap();
        assert_eq!(place, Place { line, column: content.find(wrong).unwrap() + 1 }, "{text}\n{message}");
        assert!(message.contains(right), "{message}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_journal_comes_back_as_it_went_out(diary in diary()) {
        let text = to_string(&diary, None).unwrap();
        let read = read(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(&read.warnings, &Vec::<String>::new());
        prop_assert_eq!(to_string(&read.diary, None).unwrap(), text);
        prop_assert_eq!(read.diary, diary);
    }

    #[test]
    fn no_torn_file_is_half_read(diary in diary(), share in 0.0..1.0_f64) {
        let text = to_string(&diary, None).unwrap();
        let text = text.trim_end();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short text")]
        let cut = text.floor_char_boundary((text.len() as f64 * share) as usize);
        prop_assert!(read(&text[..cut]).is_err());
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let catalog = catalog();
        let _ = Reader::new(&catalog).read(&bytes);
    }
}
