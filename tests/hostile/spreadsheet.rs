//! Check-ins as a table: exact there and back, harmless in a spreadsheet, and wrong cells shown at their place.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset, TimeDelta};
use mendlog::domain::text::{clean, clean_line};
use mendlog::domain::{Answer, Diary, Entry, EntryId, Grade, Moment, Rating, Treatment, TreatmentId};
use mendlog::exchange::journal_csv::{Reader, to_string};
use mendlog::exchange::{Place, ReadError, Rules};
use mendlog::protocols::{Library, load};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::home::{Home, pus_on_day_3};

static LIBRARY: LazyLock<Library> = LazyLock::new(|| load().unwrap());

const HEAD: &str =
    "treatment,at,day,kind,id,value,state,recorded_at,late,expected_usual,expected_outer,standing,triage,note";

fn start() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-02T10:00:00+01:00").unwrap()
}

/// Reads a table into a journal that knows treatment t1.
fn read(table: &str) -> Result<Diary, ReadError> {
    let reader = Reader::new(&LIBRARY.catalog, Rules::not_after(start() + TimeDelta::days(30)));
    reader.knowing([TreatmentId::from("t1")]).read(table.as_bytes()).map(|read| read.diary)
}

/// A table of these rows, each with its first seven cells.
fn table(rows: &[&str]) -> String {
    let rows = rows.iter().map(|row| format!("{row},,,,,,,\r\n"));
    format!("{HEAD}\r\n{}", rows.collect::<String>())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![3 => "['=+@\\-,;\"\t\r\n a|]{0,8}", 1 => ".{0,20}", 1 => Just(String::new())]
}

fn any_moment() -> impl Strategy<Value = Moment> {
    (0..2_000_i64, 0..1_000_000_000_i64, any::<bool>()).prop_map(|(hours, nanos, is_date)| {
        let at = start() + TimeDelta::hours(hours) + TimeDelta::nanoseconds(nanos);
        if is_date { Moment::On(at.date_naive()) } else { Moment::At(at) }
    })
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let symptoms: Vec<_> = LIBRARY.catalog.symptoms.iter().map(|symptom| symptom.id.clone()).collect();
    let signs: Vec<_> = LIBRARY.catalog.signs.iter().map(|sign| sign.id.clone()).collect();
    let rating = prop_oneof![
        4 => (0..=4_u8).prop_map(|number| Rating::Graded(Grade::try_from(number).unwrap())),
        1 => Just(Rating::NotSure),
    ];
    let answer = select(vec![Answer::Yes, Answer::No, Answer::NotSure]);
    let recorded = option::of((0..3_000_i64).prop_map(|hours| start() + TimeDelta::hours(hours)));
    let answers = (btree_map(select(symptoms), rating, 0..5), btree_map(select(signs), answer, 0..5));
    (any_moment(), recorded, answers, any_text(), 0..2_usize).prop_map(
        |(at, recorded_at, (grades, signs), note, which)| {
            let treatment = TreatmentId::from(["=t1", "t 2"][which]);
            let note = clean(&note).into_owned();
            Entry { recorded_at, grades, signs, note, ..Entry::new("".into(), treatment, at) }
        },
    )
}

fn any_diary() -> impl Strategy<Value = Diary> {
    let named = (any_text(), any_entry()).prop_map(|(name, entry)| (clean_line(&name), entry));
    vec(named, 0..8).prop_map(|named| {
        let treatments = ["=t1", "t 2"].map(|id| Treatment::new(id.into(), Moment::At(start())));
        let entries: BTreeMap<EntryId, Entry> = named
            .into_iter()
            .enumerate()
            .map(|(number, (name, entry))| (format!("{name}{number}").into(), entry))
            .collect();
        let entries = entries.into_iter().map(|(id, entry)| Entry { id, ..entry }).collect();
        Diary { treatments: treatments.into(), entries, ..Diary::default() }
    })
}

fn by_name(diary: &Diary) -> BTreeMap<&EntryId, &Entry> {
    diary.entries.iter().map(|entry| (&entry.id, entry)).collect()
}

proptest! {
    #[test]
    fn check_ins_come_back_the_same(diary in any_diary()) {
        let written = to_string(&diary, |id| LIBRARY.protocol(id)).unwrap();
        let again = Reader::new(&LIBRARY.catalog, Rules::default()).read(written.as_bytes()).unwrap();
        prop_assert_eq!(by_name(&again.diary), by_name(&diary));
        prop_assert!(again.warnings.is_empty());
        prop_assert_eq!(to_string(&again.diary, |id| LIBRARY.protocol(id)).unwrap(), written);
    }

    #[test]
    fn no_text_in_a_table_begins_like_a_formula(diary in any_diary()) {
        let written = to_string(&diary, |id| LIBRARY.protocol(id)).unwrap();
        let mut table = csv::Reader::from_reader(written.as_bytes());
        for row in table.records() {
            let row = row.unwrap();
            for column in [0, 13, 14, 16] {
                prop_assert!(!row[column].trim_start().starts_with(['=', '+', '-', '@', '\t']), "{:?}", row);
            }
        }
    }
}

#[test]
fn a_row_says_what_was_answered_and_what_is_described_for_the_day() {
    let mut entry = Entry::new("e1".into(), "t1".into(), Moment::At(start() + TimeDelta::hours(82)));
    entry.recorded_at = Some(start() + TimeDelta::hours(120));
    entry.grades.insert("redness".into(), Grade::NONE.into());
    entry.grades.insert("peeling".into(), Rating::NotSure);
    entry.signs.insert("pus".into(), Answer::Yes);
    entry.note = "=1+1".to_owned();
    let treatments = vec![Treatment::new("t1".into(), Moment::At(start()))];
    let diary = Diary { treatments, entries: vec![entry], ..Diary::default() };
    let written = to_string(&diary, |id| LIBRARY.protocol(id)).unwrap();
    let at = "t1,2026-03-05T20:00:00+01:00,3";
    let typed = "2026-03-07T10:00:00+01:00,true";
    let row = |start: &str| {
        let start = format!("{at},{start}");
        written.lines().find(|row| row.starts_with(&start)).unwrap_or_else(|| panic!("no {start} in {written}"))
    };
    assert!(written.starts_with(&format!("{HEAD},entry,performed_at,protocol\r\n")), "{written}");
    assert!(row("symptom,redness,0,recorded,").contains(&format!("{typed},")), "{written}");
    assert!(row("symptom,redness,").contains(",expected,urgent,"), "{written}");
    assert!(row("symptom,peeling,,not_sure,").contains(",not_sure,urgent,"), "{written}");
    assert!(row("symptom,swelling,,not_recorded,").contains(",not_recorded,urgent,"), "{written}");
    assert!(row("sign,pus,true,recorded,").contains(",,,,urgent,"), "{written}");
    assert_eq!(written.matches("'=1+1").count(), 1, "{written}");
    assert!(written.lines().nth(1).unwrap().contains("'=1+1"), "{written}");
}

#[test]
fn an_empty_value_is_never_a_zero() {
    let empty = read(&table(&["t1,2026-03-05,3,symptom,redness,,", "t1,2026-03-05,3,symptom,peeling,,not_recorded"]));
    assert!(empty.unwrap().entries[0].grades.is_empty());
    let zero = read(&table(&["t1,2026-03-05,3,symptom,redness,0,"])).unwrap();
    assert_eq!(zero.entries[0].grade(&"redness".into()), Some(Grade::NONE));
    let recorded = read(&table(&["t1,2026-03-05,3,symptom,redness,,recorded"])).unwrap_err();
    assert!(recorded.message.contains("an answer, because the state is recorded"), "{recorded}");
}

#[test]
fn rows_in_any_order_make_the_same_check_ins() {
    let rows =
        ["t1,2026-03-05,3,symptom,redness,1,", "t1,2026-03-06,4,symptom,redness,2,", "t1,2026-03-05,3,sign,pus,TRUE,"];
    let forth = read(&table(&rows)).unwrap();
    let back = read(&table(&[rows[2], rows[1], rows[0]])).unwrap();
    assert_eq!(by_name(&forth), by_name(&back));
    assert_eq!(forth.entries.len(), 2);
}

#[test]
fn what_is_wrong_is_shown_with_line_column_and_what_would_be_right() {
    let good = "t1,2026-03-05,3,symptom,redness,1,recorded";
    let cases = [
        ("t9,2026-03-05,3,symptom,redness,1,", (3, 1), "no treatment \"t9\""),
        ("t1,2026-02-30,3,symptom,redness,1,", (3, 2), "a date of the calendar"),
        ("t1,2027-03-05,3,symptom,redness,1,", (3, 2), "lies in the future"),
        ("t1,2026-03-06,3,mood,redness,1,", (3, 4), "\"symptom\", \"sign\" or \"entry\""),
        ("t1,2026-03-06,3,symptom,rednes,1,", (3, 5), "a symptom: redness, peeling"),
        ("t1,2026-03-06,3,sign,puss,true,", (3, 5), "a sign: "),
        ("t1,2026-03-06,3,symptom,redness,5,", (3, 6), "a grade: 0 (none)"),
        ("t1,2026-03-06,3,sign,pus,1,", (3, 6), "true or false"),
        ("t1,2026-03-06,3,symptom,redness,1,sure", (3, 7), "\"recorded\", \"not_sure\" or \"not_recorded\""),
        ("t1,2026-03-06,3,symptom,redness,1,not_sure", (3, 6), "nothing, because the state is not_sure"),
        ("t1,2026-03-05,3,symptom,redness,2,", (3, 5), "answered twice"),
        (",2026-03-05,3,symptom,redness,2,", (3, 1), "nothing stands where there should be the treatment's id"),
    ];
    for (bad, (line, column), words) in cases {
        let fault = read(&table(&[good, bad])).unwrap_err();
        assert_eq!(fault.place, Some(Place { line, column }), "{bad}: {fault}");
        assert!(fault.message.contains(words), "{bad}: {fault}");
    }
}

#[test]
fn a_table_of_another_shape_is_refused() {
    let row = "t1,2026-03-05,3,symptom,redness,1,,,,,,,,";
    let cases = [
        (format!("{}\r\n{row}\r\n", HEAD.replace(",value", "")), "there is no column \"value\""),
        (format!("{}\r\n", HEAD.replace(',', ";")), "separated by commas"),
        (format!("{HEAD},at\r\n"), "\"at\" is there twice"),
        (format!("{HEAD}\r\n{row},extra\r\n"), "this row has 15 cells, and the first line names 14 columns"),
        (format!("{HEAD}\r\n{row}\"never closed\r\n{row}\r\n"), "a quote is opened here and never closed"),
        (format!("{HEAD}\r\n{row}\"closed\" early\r\n"), "closed in the middle of a cell"),
    ];
    for (table, words) in cases {
        let fault = read(&table).unwrap_err();
        assert!(fault.message.contains(words), "{fault}");
    }
    let broken = format!("{HEAD}\r\n{}\"two\r\nlines\"\r\n\r\nt1,yesterday,,,,,,,,,,,,\r\n", &row[..row.len()]);
    let fault = read(&broken).unwrap_err();
    assert_eq!(fault.place, Some(Place { line: 5, column: 2 }), "{fault}");
    let warned = Reader::new(&LIBRARY.catalog, Rules::default()).read(format!("{HEAD},mood\r\n").as_bytes()).unwrap();
    assert!(warned.warnings[0].contains("\"mood\" is not known here"), "{:?}", warned.warnings);
}

#[test]
fn the_program_writes_a_table_and_takes_it_back() {
    let (home, other) = (Home::new(), Home::new());
    assert_eq!(home.pipe(&["import", "-"], pus_on_day_3().as_bytes()).code, 0);
    assert_eq!(home.run(&["log", "redness=2", "--note", "=HYPERLINK(\"http://x\")\n- list"]).code, 0);
    let told = home.run(&["export", "--format", "csv", "-o", "table.csv"]);
    assert!(told.code == 0 && told.err.contains("2 check-ins") && told.err.contains("table.csv"), "{}", told.err);
    let again = home.run(&["import", "table.csv"]);
    assert!(again.err.contains("0 new treatments and 0 new check-ins"), "{}", again.err);
    assert!(again.err.contains("0 had other values"), "{}", again.err);

    let table = home.run(&["export", "--format", "csv"]).out;
    let taken = other.pipe(&["import", "-"], table.as_bytes());
    assert!(taken.err.contains("1 new treatment and 2 new check-ins"), "{}", taken.err);
    let entries = |home: &Home| home.run(&["export"]).json()["entries"].clone();
    assert_eq!(entries(&home), entries(&other));
    assert_eq!(other.run(&["assess", &home.file("a.csv", &table), "--exit-code"]).code, 11);
}
