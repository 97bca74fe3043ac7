//! Laws of judging many journals, on made-up ones with blank and broken lines between them.

use std::io::{self, Cursor, Read};
use std::sync::LazyLock;

use mendlog::domain::Triage;
use mendlog::exchange::assessment_json::{self, Rows, judge};
use mendlog::exchange::cohort::{Bench, Figures, Form, Summary, judge_lines};
use mendlog::exchange::journal_json::{Reader, Study, write_line};
use mendlog::exchange::schema::Schema;
use mendlog::protocols::{Library, load};
use mendlog::trial::{Course, Words};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| load().unwrap());

/// A line of a cohort.
#[derive(Clone, Debug)]
enum Made {
    Journal(u64),
    Blank(&'static str),
    Broken(&'static str),
}

impl Made {
    fn text(&self) -> String {
        match self {
            Self::Journal(number) => journal(*number),
            Self::Blank(text) | Self::Broken(text) => format!("{text}\n"),
        }
    }
}

/// A made-up journal on one line.
fn journal(number: u64) -> String {
    let course = Course::new(number, &Words::new(&LIBRARY.catalog));
    let study = Study { patient: format!("p{number}"), label: course.nature.label().to_owned() };
    let mut line = Vec::new();
    write_line(&course.diary, None, Some(&study), &mut line).unwrap();
    String::from_utf8(line).unwrap()
}

fn lines() -> impl Strategy<Value = Vec<Made>> {
    let broken = ["{", "x", "[]", "{\"format\":\"mendlog-journal\",\"version\":2}", "\u{feff}nothing", "{}{}", "null"];
    let one = prop_oneof![
        4 => (0_u64..10_000).prop_map(Made::Journal),
        1 => prop::sample::select(vec!["", " \t", "\r"]).prop_map(Made::Blank),
        2 => prop::sample::select(broken.to_vec()).prop_map(Made::Broken),
    ];
    vec(one, 0..12)
}

fn bench(form: Form) -> Bench<'static> {
    Bench { catalog: &LIBRARY.catalog, protocols: LIBRARY.protocols(), figures: Figures::Published, at: None, form }
}

fn judged_as(form: Form, input: impl Read + Send + 'static) -> (Vec<String>, Summary) {
    let mut out = Vec::new();
    let summary = judge_lines(input, &bench(form), &mut out).unwrap();
    (String::from_utf8(out).unwrap().lines().map(str::to_owned).collect(), summary)
}

fn judged(text: &str) -> (Vec<String>, Summary) {
    judged_as(Form::Assessments, Cursor::new(text.to_owned().into_bytes()))
}

fn whole(lines: &[Made]) -> String {
    lines.iter().map(Made::text).collect()
}

/// The number of a line said instead of another.
fn on_line(text: &str, number: usize) -> Value {
    let mut value: Value = serde_json::from_str(text).unwrap();
    value["line"] = number.into();
    value
}

/// A stream that hands out a few bytes at a time, so that other lines come to be judged together.
struct Slow {
    text: Cursor<Vec<u8>>,
    steps: Vec<usize>,
    step: usize,
}

impl Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = self.steps[self.step % self.steps.len()].clamp(1, buffer.len());
        self.step += 1;
        if self.step.is_multiple_of(7) {
            std::thread::yield_now();
        }
        self.text.read(&mut buffer[..most])
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn each_line_is_answered_in_its_place_as_if_it_were_alone(lines in lines()) {
        let (answers, summary) = judged(&whole(&lines));
        let told: Vec<_> = lines.iter().enumerate().filter(|(_, line)| !matches!(line, Made::Blank(_))).collect();
        prop_assert_eq!(answers.len(), told.len());
        prop_assert_eq!(summary.lines, told.len() as u64);
        let broken = told.iter().filter(|(_, line)| matches!(line, Made::Broken(_))).count();
        prop_assert_eq!(summary.unread, broken as u64);
        for (answer, (index, line)) in answers.iter().zip(told) {
            let (alone, _) = judged(&line.text());
            prop_assert_eq!(on_line(answer, index + 1), on_line(&alone[0], index + 1));
            let number = serde_json::from_str::<Value>(answer).unwrap()["line"].as_u64().unwrap();
            prop_assert_eq!(number, index as u64 + 1);
        }
    }

    #[test]
    fn how_the_lines_arrive_changes_no_byte(lines in lines(), steps in vec(1_usize..70_000, 1..5)) {
        let text = whole(&lines);
        let slow = Slow { text: Cursor::new(text.clone().into_bytes()), steps, step: 0 };
        prop_assert_eq!(judged_as(Form::Assessments, slow), judged(&text));
    }

    #[test]
    fn a_broken_line_changes_nothing_about_the_others(lines in lines(), place in any::<prop::sample::Index>()) {
        let mut with = lines.clone();
        let place = place.index(lines.len() + 1);
        with.insert(place, Made::Broken("{\"treatments\": 1}"));
        let (before, quiet) = judged(&whole(&lines));
        let (mut after, loud) = judged(&whole(&with));
        let index = after.iter().position(|line| on_line(line, 0) == on_line(&judged("{\"treatments\": 1}").0[0], 0));
        after.remove(index.unwrap());
        let unnumbered = |lines: &[String]| lines.iter().map(|line| on_line(line, 0)).collect::<Vec<_>>();
        prop_assert_eq!(unnumbered(&before), unnumbered(&after));
        prop_assert_eq!((quiet.unread + 1, quiet.loudest), (loud.unread, loud.loudest));
    }
}

#[test]
fn a_line_says_what_the_assessment_of_that_journal_alone_says() {
    for number in 0..30 {
        let text = journal(number);
        let read = Reader::new(&LIBRARY.catalog).read(text.as_bytes()).unwrap();
        let mut alone = Vec::new();
        let verdict = judge(&read.diary, |id| LIBRARY.protocol(id), None);
        assessment_json::write(&verdict, &read.spellings, &mut alone).unwrap();
        let mut of_line: Value = serde_json::from_str(&judged(&text).0[0]).unwrap();
        let fields = of_line.as_object_mut().unwrap();
        assert_eq!(fields.remove("line"), Some(1.into()));
        assert_eq!(fields.remove("patient"), Some(format!("p{number}").into()));
        assert!(fields.remove("label").is_some());
        assert_eq!(of_line, serde_json::from_slice::<Value>(&alone).unwrap());
    }
}

#[test]
fn lines_and_their_answers_fit_the_published_schemas() {
    let schema = |schema: Schema| jsonschema::draft202012::new(&serde_json::from_str(schema.text()).unwrap()).unwrap();
    let (of_journals, of_answers) = (schema(Schema::Journal), schema(Schema::Assessment));
    for number in 0..40 {
        let text = journal(number).replacen("{\"format\"", "{\"mood\":1,\"format\"", 1);
        let answer = judged(&text).0.remove(0);
        assert!(answer.contains("reading_warnings"));
        for (schema, text) in [(&of_journals, &text), (&of_answers, &answer)] {
            let document = serde_json::from_str(text).unwrap();
            let faults: Vec<_> = schema.iter_errors(&document).map(|fault| fault.to_string()).collect();
            assert_eq!(faults, Vec::<String>::new(), "{number}");
        }
    }
}

#[test]
fn the_loudest_of_all_is_told() {
    let all: Vec<_> = (0..40).map(journal).collect();
    let each: Vec<_> = all.iter().map(|one| judged(one).1.loudest).collect();
    assert!(each.contains(&Triage::Expected) && each.iter().any(|triage| *triage >= Triage::Urgent));
    assert_eq!(Some(judged(&all.concat()).1.loudest), each.into_iter().max());
}

/// The rows of made-up journals, beside their assessments.
fn beside(rows: Rows) -> Vec<(Value, Vec<Value>)> {
    let one = |number: u64| {
        let text = journal(number);
        let input = Cursor::new(text.clone().into_bytes());
        let rows = judged_as(Form::Rows(rows), input).0.iter().map(|row| serde_json::from_str(row).unwrap()).collect();
        (serde_json::from_str(&judged(&text).0[0]).unwrap(), rows)
    };
    (0..24).map(one).collect()
}

fn list<'v>(value: &'v Value, name: &str) -> &'v Vec<Value> {
    value[name].as_array().unwrap()
}

#[test]
fn rows_say_what_the_assessment_says() {
    let mut seen = (0, 0);
    for (assessment, rows) in beside(Rows::Warnings) {
        let now = &assessment["now"];
        let warnings: Vec<_> = list(now, "open_warnings").iter().chain(list(now, "closed_warnings")).collect();
        assert_eq!(rows.len(), warnings.len());
        for (row, warning) in rows.iter().zip(warnings) {
            for column in ["treatment", "rule", "triage", "day", "since", "state", "closed_at", "closed_by"] {
                assert_eq!(row[column], warning[column], "{column}");
            }
            assert_eq!((&row["patient"], &row["label"]), (&assessment["patient"], &assessment["label"]));
            assert_eq!(row["open"], row["closed_at"].is_null());
            if row["open"] == true { seen.0 += 1 } else { seen.1 += 1 }
        }
    }
    assert!(seen.0 > 0 && seen.1 > 0, "open and closed: {seen:?}");
    for (assessment, rows) in beside(Rows::Entries) {
        let entries = list(&assessment, "entries");
        assert_eq!(rows.len(), entries.len());
        for (row, entry) in rows.iter().zip(entries) {
            for column in ["treatment", "at", "day", "hours", "triage"] {
                assert_eq!(row[column], entry[column], "{column}");
            }
            assert_eq!(row["findings"], list(entry, "findings").len());
        }
    }
    for (assessment, rows) in beside(Rows::Findings) {
        let of_entry =
            |entry: &Value| list(entry, "findings").iter().map(|one| (entry["at"].clone(), one.clone())).collect();
        let findings: Vec<(Value, Value)> =
            list(&assessment, "entries").iter().flat_map(|entry| -> Vec<_> { of_entry(entry) }).collect();
        assert_eq!(rows.len(), findings.len());
        for (row, (at, finding)) in rows.iter().zip(findings) {
            for column in ["rule", "triage", "symptom", "sign", "observed", "expected", "since"] {
                assert_eq!(row[column], finding[column], "{column}");
            }
            assert_eq!(row["at"], at);
        }
    }
}

#[test]
fn every_row_of_a_kind_has_the_same_columns_and_nothing_nested() {
    for kind in [Rows::Warnings, Rows::Entries, Rows::Findings] {
        let rows: Vec<_> = beside(kind).into_iter().flat_map(|(_, rows)| rows).collect();
        let columns = |row: &Value| row.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        for row in &rows {
            assert_eq!(columns(row), columns(&rows[0]));
            assert!(row.as_object().unwrap().values().all(|cell| !cell.is_object() && !cell.is_array()), "{row}");
        }
    }
}

/// A stream that ends in the middle, as from a disk that fails.
struct Torn(Cursor<Vec<u8>>);

impl Read for Torn {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("the disk fails")),
            some => Ok(some),
        }
    }
}

#[test]
fn what_came_before_a_failing_disk_is_answered_and_the_failure_told() {
    let text = [journal(2), journal(3), "{\"format\"".to_owned()].concat();
    let mut out = Vec::new();
    let failed = judge_lines(Torn(Cursor::new(text.into_bytes())), &bench(Form::Assessments), &mut out).unwrap_err();
    assert_eq!(failed.to_string(), "the disk fails");
    assert_eq!(String::from_utf8(out).unwrap().lines().count(), 2);
}

#[test]
fn a_line_longer_than_any_journal_is_told_and_passed_over() {
    let text = [journal(2), format!("{{\"note\":\"{}\"}}\n", "x".repeat(65 << 20)), journal(3)].concat();
    let (answers, summary) = judged(&text);
    assert_eq!((answers.len(), summary.unread), (3, 1));
    assert!(answers[1].contains("\"line\":2") && answers[1].contains("longer than 64 MiB"), "{}", answers[1]);
}
