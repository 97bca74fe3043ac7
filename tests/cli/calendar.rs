//! `mendlog calendar`: the file held to RFC 5545 by a reader of our own; `tests/outside` has an independent one.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::home::{Home, pus_on_day_3};

/// The properties of a part, and the parts in it.
#[derive(Debug, Default)]
struct Part {
    kind: String,
    properties: BTreeMap<String, Vec<String>>,
    parts: Vec<Part>,
}

impl Part {
    fn one(&self, name: &str) -> &str {
        match self.properties.get(name).map(Vec::as_slice) {
            Some([value]) => value,
            other => panic!("{} has {other:?} for {name}", self.kind),
        }
    }
}

/// Reads a file strictly: CRLF, at most 75 octets a line, names before values, every BEGIN with its END.
fn read(text: &str) -> Part {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "lines end with CRLF");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "lines have at most 75 octets");
    let unfolded = text.replace("\r\n ", "");
    let mut open: Vec<Part> = vec![Part::default()];
    for line in unfolded.trim_end().split("\r\n") {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no value: {line}"));
        let name = name.split(';').next().unwrap();
        assert!(name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-'), "{line}");
        match name {
            "BEGIN" => open.push(Part { kind: value.to_owned(), ..Part::default() }),
            "END" => {
                let part = open.pop().unwrap();
                assert_eq!(part.kind, value);
                open.last_mut().unwrap().parts.push(part);
            }
            _ => open.last_mut().unwrap().properties.entry(name.to_owned()).or_default().push(value.to_owned()),
        }
    }
    assert_eq!(open.len(), 1, "every part is closed");
    open.pop().unwrap().parts.pop().unwrap()
}

fn is_local_time(value: &str) -> bool {
    value.len() == 15
        && value.as_bytes()[8] == b'T'
        && value.bytes().enumerate().all(|(at, byte)| at == 8 || byte.is_ascii_digit())
}

#[test]
fn the_file_holds_the_coming_check_ins_with_alarms_and_neutral_titles() {
    let text = Home::healing().run(&["calendar"]).out;
    let calendar = read(&text);
    assert_eq!((calendar.kind.as_str(), calendar.one("VERSION")), ("VCALENDAR", "2.0"));
    assert!(!calendar.one("PRODID").is_empty());
    let mut names = std::collections::BTreeSet::new();
    let mut starts = Vec::new();
    for event in &calendar.parts {
        assert_eq!((event.kind.as_str(), event.one("SUMMARY")), ("VEVENT", "Journal"));
        assert!(names.insert(event.one("UID").to_owned()));
        assert_eq!(event.one("DTSTAMP"), "20260306T000000Z");
        assert!(
            is_local_time(event.one("DTSTART")) && event.one("DTSTART") < event.one("DTEND"),
            "floating: {event:?}"
        );
        let [alarm] = &event.parts[..] else { panic!("{event:?}") };
        assert_eq!((alarm.kind.as_str(), alarm.one("ACTION")), ("VALARM", "DISPLAY"));
        assert_eq!(alarm.one("DESCRIPTION"), "A look at your journal is due.");
        assert!(alarm.one("TRIGGER").contains('P'), "a span of time: {alarm:?}");
        starts.push(event.one("DTSTART").to_owned());
    }
    // The treatment was on 2 March; it is past seven on 6 March, day 4.
    // The first rating of the result is asked for a week after it, beside that day's check-in.
    assert_eq!(starts.len(), 10 + 8 + 1);
    assert_eq!((starts[0].as_str(), starts[11].as_str()), ("20260307T190000", "20260319T190000"));
    assert_eq!(starts.iter().filter(|start| *start == "20260309T190000").count(), 2);
    assert!(starts.is_sorted());
    for word in ["skin", "needl", "mendlog", "healing", "treatment"] {
        assert!(!text.to_lowercase().contains(word), "{word}: {text}");
    }
}

#[test]
fn the_same_journal_on_the_same_day_gives_the_same_bytes_and_another_hour_keeps_the_names() {
    let home = Home::healing();
    let first = home.run(&["calendar"]).out;
    assert_eq!(home.run(&["calendar"]).out, first);
    let later = home.run(&["calendar", "--after", "21"]).out;
    let names = |text: &str| {
        let events = read(text).parts;
        events.iter().map(|event| event.one("UID").to_owned()).collect::<Vec<_>>()
    };
    assert!(names(&later).ends_with(&names(&first)), "today at nine is still ahead, the others moved");
    assert!(later.contains("DTSTART:20260306T210000"));
}

#[test]
fn the_file_is_the_patient_s_alone_and_never_replaced_unasked() {
    let home = Home::healing();
    let path = home.folder.path().join("journal.ics");
    let told = home.run(&["calendar", "-o", "journal.ics"]);
    assert!(told.code == 0 && told.out.is_empty() && told.err.contains("19 events"), "{}", told.err);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(home.run(&["calendar", "-o", "journal.ics"]).code, 2);
    assert_eq!(home.run(&["calendar", "-o", "journal.ics", "--force"]).code, 0);
}

#[test]
fn what_is_open_is_looked_at_tomorrow_and_when_nothing_lies_ahead_no_file_is_written() {
    let mut home = Home::new();
    home.run(&["import", &home.file("journal.json", pus_on_day_3())]);
    home.now = "2026-05-20T08:00:00+02:00";
    let open = read(&home.run(&["calendar"]).out);
    assert_eq!(open.parts.len(), 2, "a look, and the next rating of the result");
    assert_eq!(open.parts[0].one("DTSTART"), "20260520T190000");
    let mut quiet = Home::healing();
    quiet.now = "2029-06-20T08:00:00+02:00";
    let told = quiet.run(&["calendar", "-o", "journal.ics"]);
    assert!(told.code == 0 && told.err.contains("Nothing lies ahead"), "{}", told.err);
    assert!(!quiet.folder.path().join("journal.ics").exists());
    let nobody = Home::new().run(&["calendar"]);
    assert!(nobody.code == 0 && nobody.out.is_empty() && nobody.err.contains("mendlog treatment add"));
}
