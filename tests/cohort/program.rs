//! `mendlog assess --ndjson` and `mendlog trial --write`, as programs in a pipe.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::{Place, Told, made_up};

const FHIR_LINE: &str = r#"{"resourceType":"Patient","id":"1"}"#;

#[test]
fn the_same_seed_makes_the_same_bytes_in_a_pipe_and_in_a_private_file() {
    let place = Place::new();
    let write = |name: &str, seed: &str| place.run(&["trial", "--courses", "600", "--seed", seed, "--write", name]);
    let told = write("cohort.ndjson", "1");
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.err.contains("Wrote 600 made-up journals to cohort.ndjson"), "{}", told.err);
    let file = fs::read_to_string(place.path("cohort.ndjson")).unwrap();
    assert!(file == made_up(600), "a pipe gets what a file gets");
    assert!(file.starts_with(&made_up(20)), "fewer are the first of more");
    assert!(file != write("-", "2").out);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(place.path("cohort.ndjson")).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let again = write("cohort.ndjson", "2");
    assert_eq!(again.code, 2, "{}", again.err);
    assert!(fs::read_to_string(place.path("cohort.ndjson")).unwrap() == file);
}

#[test]
fn each_made_up_patient_has_a_name_and_a_label() {
    let place = Place::new();
    let told = place.pipe(&["assess", "-", "--ndjson"], &made_up(40));
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    let lines = told.lines();
    for (index, line) in lines.iter().enumerate() {
        assert_eq!(line["format"], "mendlog-assessment");
        assert_eq!(line["line"], index + 1);
        assert_eq!(line["patient"], format!("made-up-{}", 10_000_000 + index));
        assert_eq!(line["label"] == "ordinary", index % 2 == 0, "{}", line["label"]);
        assert!(line.get("reading_warnings").is_none());
    }
}

#[test]
fn a_bad_line_is_answered_in_its_place_and_told_at_the_end() {
    let place = Place::new();
    let (good, bad) = (made_up(2), "{\"format\":\"mendlog-journal\",\"version\":1,\"treatments\":7}");
    let many = "{}\n".repeat(6);
    let mut lines = good.lines();
    let text = format!("{}\n\n{bad}\n{}\n{many}", lines.next().unwrap(), lines.next().unwrap());
    place.file("cohort.ndjson", &text);
    let told = place.run(&["assess", "cohort.ndjson", "--ndjson", "--exit-code"]);
    assert_eq!(told.code, 2);
    let answers = told.lines();
    assert_eq!(answers.len(), 9);
    assert_eq!((&answers[0]["line"], &answers[2]["line"]), (&1.into(), &4.into()));
    assert_eq!(answers[1]["format"], "mendlog-assessment-error");
    assert_eq!(
        (&answers[1]["version"], &answers[1]["line"], &answers[1]["column"]),
        (&1.into(), &3.into(), &54.into())
    );
    assert!(answers[1]["error"].as_str().unwrap().contains("the treatments, a list"), "{}", answers[1]);
    assert!(told.err.contains("7 of 9 lines of cohort.ndjson could not be read"), "{}", told.err);
    assert!(told.err.contains("line 3: column 54: 7 stands where") && told.err.contains("and 2 more"), "{}", told.err);
    assert!(told.err.lines().count() <= 8, "{}", told.err);
}

#[test]
fn the_exit_code_tells_the_loudest() {
    let place = Place::new();
    let all = made_up(60);
    let code = |text: &str| place.pipe(&["assess", "-", "--ndjson", "--exit-code"], text).code;
    let each: Vec<_> = all.lines().map(code).collect();
    assert!(each.contains(&0) && each.contains(&11), "{each:?}");
    assert_eq!(Some(code(&all)), each.into_iter().max());
    assert_eq!(place.pipe(&["assess", "-", "--ndjson"], &all).code, 0);
}

#[test]
fn what_is_left_out_of_a_line_is_said_in_its_answer() {
    let line = made_up(1).replacen("{\"format\"", "{\"mood\":3,\"format\"", 1).replace("\"microneedling\"", "\"peel\"");
    let place = Place::new();
    let told = place.pipe(&["assess", "-", "--ndjson"], &line);
    assert_eq!(told.code, 0);
    assert!(told.err.contains("1 of 1 journals were read with warnings"), "{}", told.err);
    let warnings = told.lines()[0]["reading_warnings"].to_string();
    assert!(warnings.contains("[\"the field \\\"mood\\\" of a journal is not known here"), "{warnings}");
    assert!(warnings.contains("the protocol \\\"peel\\\" is not known here"), "{warnings}");
    for rows in ["warnings", "entries", "findings"] {
        let told = place.pipe(&["assess", "-", "--ndjson", "--rows", rows], &format!("{line}{}", made_up(1)));
        assert!(told.err.contains("1 of 2 journals") && told.err.contains("without --rows"), "{}", told.err);
        let counted = told.lines().iter().filter(|row| row["line"] == 1).all(|row| row["reading_warnings"] == 2);
        let clean = told.lines().iter().filter(|row| row["line"] == 2).all(|row| row["reading_warnings"] == 0);
        assert!(counted && clean, "{}", told.out);
    }
    let entries = place.pipe(&["assess", "-", "--ndjson", "--rows", "entries"], &line);
    assert!(!entries.lines().is_empty(), "{}", entries.out);
}

#[test]
fn the_moment_asked_for_is_the_moment_of_every_line() {
    let told = Place::new().pipe(&["assess", "-", "--ndjson", "--at", "2027-03-01T12:00:00+00:00"], &made_up(6));
    assert!(told.lines().iter().all(|line| line["now"]["at"] == "2027-03-01T12:00:00+00:00"));
}

#[test]
fn a_sheet_is_gone_by_on_every_line() {
    let sheet = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sheets/example-clinic.toml");
    let told = Place::new().pipe(&["assess", "-", "--ndjson", "--sheet", sheet], &made_up(3));
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.lines().iter().all(|line| line["protocol"]["sheet"].is_string()), "{}", told.out);
}

#[test]
fn what_is_no_journal_a_line_is_told_with_the_command_that_writes_one() {
    let place = Place::new();
    let spread_out = "{\n  \"format\": \"mendlog-journal\"\n}\n";
    for (text, word) in [(FHIR_LINE, "FHIR resource"), (spread_out, "goes on below")] {
        let told = place.pipe(&["assess", "-", "--ndjson"], text);
        assert_eq!(told.code, 2);
        assert!(told.err.contains(word) && told.err.contains("--one-line"), "{}", told.err);
    }
    let empty = place.pipe(&["assess", "-", "--ndjson"], "\n\n");
    assert_eq!((empty.code, empty.out.as_str()), (0, ""));
    assert!(empty.err.contains("nothing to judge"), "{}", empty.err);
    assert_eq!(place.run(&["assess", "no-such-file", "--ndjson"]).code, 2);
    assert_eq!(place.run(&["assess", "-", "--rows", "warnings"]).code, 2);
}

#[test]
fn an_answer_comes_while_the_pipe_is_still_open() {
    let place = Place::new();
    let mut child = place.command(&["assess", "-", "--ndjson"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (sender, receiver) = mpsc::channel();
    let reading = thread::spawn(move || out.lines().for_each(|line| drop(sender.send(line.unwrap()))));
    for (index, line) in made_up(3).lines().enumerate() {
        writeln!(stdin, "{line}").unwrap();
        let answer = receiver.recv_timeout(Duration::from_mins(1)).unwrap();
        assert!(answer.contains(&format!("\"line\":{}", index + 1)));
    }
    drop(stdin);
    reading.join().unwrap();
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let place = Place::new();
    place.file("cohort.ndjson", &made_up(400));
    for arguments in [&["assess", "cohort.ndjson", "--ndjson"][..], &["trial", "--courses", "3000", "--write", "-"]] {
        let mut child = place.command(arguments).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut String::new()).unwrap();
        drop(out);
        let told = Told::by(child);
        assert_eq!((told.code, told.err.as_str()), (0, ""), "{arguments:?}");
    }
}
