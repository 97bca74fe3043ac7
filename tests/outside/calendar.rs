//! The calendar file, read by another program than ours.

use std::fs;

use crate::home::Home;
use crate::program::{agrees, refuses};

#[test]
#[ignore = "needs Python packages; see README, Checks by other programs"]
fn a_calendar_is_read_with_every_event_and_its_alarm() {
    let home = Home::healing();
    let told = home.run(&["calendar", "-o", "journal.ics"]);
    assert!(told.err.contains("19 events"), "{}", told.err);
    assert_eq!(agrees("ics.py", &[home.folder.path().join("journal.ics")]).trim(), "19");
}

/// A journal whose texts would end a line, open a part or run over it.
fn hostile(performed_at: &str) -> String {
    let text = r"END:VEVENT\r\nBEGIN:VALARM\nSUMMARY:skin;,\\\\";
    let text = format!("{text} {}", "\u{1f9d1}\u{200d}\u{e9}".repeat(24));
    format!(
        r#"{{"format": "mendlog-journal", "version": 1, "treatments": [{{"id": "=t;1", "performed_at": "{performed_at}",
"protocol": "microneedling", "area": "{text}", "provider": {{"name": "{text}", "phone": "{text}"}}, "note": "{text}"}}],
"plans": [{{"id": "p1", "at": "2027-01-04", "provider": {{"name": "{text}"}}, "note": "{text}"}}]}}"#
    )
}

/// Around the nights in which clocks are changed, in Europe and in America, and around the turn of a year.
const NIGHTS: [(&str, &str); 6] = [
    ("2026-03-27T10:00:00+01:00", "2026-03-28T20:00:00+01:00"),
    ("2026-03-27T10:00:00+01:00", "2026-03-29T02:30:00+01:00"),
    ("2026-10-23T10:00:00+02:00", "2026-10-25T02:30:00+02:00"),
    ("2026-03-06T10:00:00-08:00", "2026-03-07T23:30:00-08:00"),
    ("2026-10-30T10:00:00-07:00", "2026-11-01T01:30:00-07:00"),
    ("2026-12-30", "2026-12-31T23:59:59+13:45"),
];

#[test]
#[ignore = "needs Python packages; see README, Checks by other programs"]
fn no_text_and_no_changed_clock_breaks_it() {
    for (performed_at, now) in NIGHTS {
        let home = Home { now, ..Home::new() };
        let taken = home.pipe(&["import", "-"], hostile(performed_at).as_bytes());
        assert_eq!(taken.code, 0, "{}", taken.err);
        let calendar = home.run(&["calendar"]).out;
        let events = agrees("ics.py", &[home.file("journal.ics", &calendar)]);
        assert!(events.trim().parse::<usize>().unwrap() > 15, "{now}: {events}");
        assert!(!calendar.contains("skin") && !calendar.contains('\u{e9}'), "{calendar}");
    }
}

#[test]
#[ignore = "needs Python packages; see README, Checks by other programs"]
fn a_broken_calendar_is_refused() {
    let home = Home::healing();
    let good = home.run(&["calendar"]).out;
    for (right, wrong) in [
        ("\r\n", "\n"),
        ("SUMMARY:Journal", "SUMMARY:Skin"),
        ("ACTION:DISPLAY", "ACTION:EMAIL"),
        ("DTSTART:2026", "DTSTART:x026"),
        ("DTSTAMP", "X-DTSTAMP"),
        ("UID:", "X-UID:"),
        ("PRODID:", "PRODID:-----------------------------------------------------------------------------"),
    ] {
        assert!(good.contains(right), "{right}");
        let path = home.folder.path().join("broken.ics");
        fs::write(&path, good.replace(right, wrong)).unwrap();
        refuses("ics.py", &[path]);
    }
}
