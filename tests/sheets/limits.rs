//! What a sheet may and may not say, with the place and the reason.

use super::{read, sheet};
use mendlog::protocols::Fault;

fn refused(lines: &str) -> Fault {
    read(&sheet(lines)).err().unwrap_or_else(|| panic!("accepted: {lines}"))
}

fn bands(symptom: &str, bands: &str) -> String {
    format!("[[bands]]\nsymptom = \"{symptom}\"\nbands = {bands}")
}

#[test]
fn whatever_reaches_for_safety_is_refused_with_the_reason() {
    let cases = [
        ("[[rules]]\nid = \"pus\"\ntriage = \"watch\"", (5, 3), "cannot change what calls for help"),
        ("signs = []", (5, 1), "danger signs"),
        ("[care]\ntriage = \"watch\"", (6, 1), "cannot change what calls for help"),
        ("[[modifiers]]\nid = \"deep-needles\"", (5, 3), "what moves the ranges"),
        ("[[bands]]\nsymptom = \"redness\"\nsign = \"pus\"\nbands = [[0, 0, 0]]", (7, 1), "danger signs"),
        ("[[bands]]\nsymptom = \"pus\"\nbands = [[0, 0, 1]]", (6, 11), "is a danger sign"),
    ];
    for (lines, (line, column), reason) in cases {
        let fault = refused(lines);
        assert_eq!((fault.file.as_str(), fault.line, fault.column), ("clinic.toml", line, column), "{fault}");
        assert!(fault.message.contains(reason), "{fault}");
    }
}

#[test]
fn a_range_that_would_hide_trouble_is_refused_with_the_reason() {
    let cases = [
        ("pain", "[[0, 2, 3], [1, 1, 4], [2, 1, 1], [3, 0, 0]]", (7, 21), "one grade is day-to-day wobble"),
        ("redness", "[[0, 3, 4], [3, 2, 4]]", (7, 21), "The most that is published for that day is grade 2"),
        ("redness", "[[0, 3, 4], [2, 2, 3], [4, 0, 1], [12, 0, 1]]", (7, 43), "comes to its end on day 7"),
        ("swelling", "[[0, 2, 3], [3, 0, 1]]", (7, 21), "comes to its end on day 5"),
        ("bruising", "[[0, 1, 2], [1, 4, 4]]", (7, 21), "more than any published source"),
    ];
    for (symptom, steps, (line, column), reason) in cases {
        let fault = refused(&bands(symptom, steps));
        assert_eq!((fault.line, fault.column), (line, column), "{fault}");
        assert!(fault.message.contains(reason), "{fault}");
    }
}

#[test]
fn a_sheet_may_narrow_freely_and_widen_up_to_the_limit() {
    for accepted in [
        bands("redness", "[[0, 0, 0]]"),
        bands("redness", "[[0, 3, 4], [3, 2, 3], [4, 2, 3], [6, 1, 2], [8, 0, 1], [12, 0, 0]]"),
        bands("breakouts", "[[0, 0, 1], [2, 2, 3], [6, 1, 2], [10, 1, 1]]"),
        bands("pain", "[[0, 1, 1], [6, 0, 0]]").replace("bands = ", "onset = 0\nbands = "),
    ] {
        read(&sheet(&accepted)).unwrap_or_else(|fault| panic!("{fault}: {accepted}"));
    }
}

#[test]
fn what_is_written_wrongly_is_named_with_its_place() {
    let cases = [
        (bands("rednes", "[[0, 0, 0]]"), (6, 11), "there are redness, peeling"),
        (bands("redness", "[[1, 0, 0]]"), (7, 9), "begin on day 0"),
        (bands("redness", "[]"), (7, 9), "begin on day 0"),
        (bands("redness", "[[0, 3, 3], [2, 0, 0], [2, 0, 0]]"), (7, 32), "in the order of their days"),
        (bands("redness", "[[0, 3, 2]]"), (7, 10), "[day, usual, outer]"),
        (bands("redness", "[[0, 3, 3], [61, 0, 0]]"), (7, 21), "after day 60"),
        (bands("redness", "[[0, 3, 7]]"), (7, 10), "0 (none) to 4 (extreme)"),
        (format!("{0}\n{0}", bands("redness", "[[0, 0, 0]]")), (9, 11), "twice"),
        (bands("redness", "[[0, 0, 0]]").replace("bands = ", "onset = -1\nbands = "), (7, 9), "from 0 to 60"),
        ("[contact]\nphone = \"ask me\"".to_owned(), (6, 9), "no phone number"),
        ("[care]\nwashing = \"  \"".to_owned(), (6, 11), "this is empty"),
        (format!("[care]\nwashing = \"{}\"", "x".repeat(601)), (6, 11), "at most 600"),
        ("[care]\nwashing = \"\\u001b[31m\"".to_owned(), (6, 11), "does not print"),
        ("[care]\nwashing = \"a \\u202e b\"".to_owned(), (6, 11), "does not print"),
        ("[care]\nsauna = \"no\"".to_owned(), (6, 1), "sauna"),
        ("colour = \"red\"".to_owned(), (5, 1), "colour"),
        ("[care".to_owned(), (5, 6), ""),
    ];
    for (lines, (line, column), reason) in cases {
        let fault = refused(&lines);
        assert_eq!((fault.line, fault.column), (line, column), "{fault}");
        assert!(fault.message.contains(reason), "{fault}");
    }
}

#[test]
fn a_sheet_says_whose_it_is() {
    for missing in ["name", "version", "provider"] {
        let whole = sheet("");
        let lines: Vec<_> = whole.lines().filter(|line| !line.starts_with(missing)).collect();
        let text = lines.join("\n");
        let fault = read(&text).unwrap_err();
        assert!(fault.message.contains(missing), "{fault}");
    }
    let fault = read(&sheet("").replace("\"sheet\"", "\"recipe\"")).unwrap_err();
    assert_eq!((fault.line, fault.column), (1, 8), "{fault}");
}

#[test]
fn a_hold_may_wait_longer_but_never_less_than_safety_asks_for() {
    let hold = |id: &str, lifts: &str| format!("[[holds]]\nid = \"{id}\"\nlifts = {lifts}");
    for (id, lifts, reason) in [
        ("make-up", "{ hours = 6 }", "for safety no sheet may go under that. You may set it to 12 hours or later"),
        ("retinoids", "{ day = 2 }", "allowed after 2 days"),
        ("next-treatment", "{ day = 10 }", "day 14 or later"),
        ("lipstick", "{ day = 10 }", "nothing on hold is called \"lipstick\"; there are washing, make-up"),
    ] {
        let fault = refused(&hold(id, lifts));
        assert_eq!((fault.file.as_str(), fault.column > 1), ("clinic.toml", true), "{fault}");
        assert!(fault.message.contains(reason), "{fault}");
    }
    for accepted in [hold("make-up", "{ hours = 12 }"), hold("washing", "{ hours = 0 }"), hold("sun", "{ day = 60 }")] {
        read(&sheet(&accepted)).unwrap_or_else(|fault| panic!("{fault}: {accepted}"));
    }
    let twice = format!("{}\n{}", hold("sun", "{ day = 9 }"), hold("sun", "{ day = 8 }"));
    assert!(refused(&twice).message.contains("twice"));
}

#[test]
fn a_task_is_given_left_out_or_done_otherwise() {
    let task = |rest: &str| format!("[[tasks]]\n{rest}");
    for (lines, reason) in [
        (task("id = \"pray\""), "no task is called \"pray\"; there are serum-first-day"),
        (task("id = \"cleanse\"\ngiven = true"), "needs nothing from you"),
        (task("id = \"cleanse\"\nleave_out = true\nto = { day = 3 }"), "nothing else can be said"),
        (task("id = \"cleanse\"\nrhythm = { times_a_day = 0 }"), "this is never"),
        (task("id = \"cleanse\"\nfrom = { day = 9 }"), "end before it begins"),
        (task("id = \"cleanse\"\nrhythm = \"often\""), "unknown variant"),
    ] {
        let fault = refused(&lines);
        assert!(fault.message.contains(reason) && fault.line >= 5, "{fault}");
    }
    read(&sheet(&task("id = \"serum-first-day\"\ngiven = true"))).unwrap();
    read(&sheet(&task("id = \"sunscreen\"\nleave_out = true"))).unwrap();
}
