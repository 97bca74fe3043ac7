//! The command line, run as its own process in a home of its own.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "cli/ahead.rs"]
mod ahead;
#[path = "cli/calendar.rs"]
mod calendar;
#[path = "cli/care.rs"]
mod care;
#[path = "cli/clock.rs"]
mod clock;
#[path = "cli/files.rs"]
mod files;
#[path = "cli/home.rs"]
mod home;
#[path = "cli/month.rs"]
mod month;
#[path = "cli/remind.rs"]
mod remind;
#[path = "cli/report.rs"]
mod report;
#[path = "cli/turn.rs"]
mod turn;

use std::fs;
use std::process::Stdio;

use home::{Home, NOW, Told, pus_on_day_3};
use serde_json::Value;

#[test]
fn an_empty_home_is_told_how_to_begin_and_stays_empty() {
    let home = Home::new();
    let status = home.run(&["status"]);
    assert_eq!((status.code, status.out.as_str()), (0, ""));
    assert!(status.err.contains("mendlog treatment add"), "{}", status.err);
    let log = home.run(&["log", "redness=2"]);
    assert_eq!(log.code, 2);
    assert!(log.err.contains("mendlog treatment add"), "{}", log.err);
    assert!(home.run(&["export"]).json()["entries"].as_array().unwrap().is_empty());
    assert!(!home.journal().exists());
}

#[test]
fn an_ordinary_day_is_saved_and_within_the_range() {
    let home = Home::healing();
    let log = home.run(&["log", "redness=1", "peeling=2", "itch=not_sure", "--none-of-these", "--note", "fine"]);
    assert_eq!(log.code, 0, "{}", log.err);
    assert!(
        log.err.contains("Saved: itching not sure, peeling 2, redness 1, no to 11 danger signs, a note."),
        "{}",
        log.err
    );
    assert!(log.out.starts_with("EXPECTED"), "{}", log.out);
    assert!(log.out.contains("Day 4") && log.out.contains("Nobody monitors this journal"), "{}", log.out);
    let entry = &home.run(&["export"]).json()["entries"][0];
    assert_eq!(entry["grades"], serde_json::json!({"redness": 1, "peeling": 2, "itching": "not_sure"}));
    assert_eq!((&entry["at"], &entry["recorded_at"]), (&Value::from(NOW), &Value::from(NOW)));
    let signs = entry["signs"].as_object().unwrap();
    assert!(signs["pus"] == false && signs.values().all(|answer| answer == false));
    assert!(!signs.contains_key("raised_scar"), "not asked on day 4");
}

#[test]
fn within_the_range_is_said_only_of_what_was_compared() {
    let home = Home::healing();
    let status = home.run(&["status"]).out;
    assert!(status.starts_with("Nothing is recorded after this treatment yet, so nothing was compared."), "{status}");
    for nothing in [&["redness=not_sure"][..], &["--note", "slept well"]] {
        let log = home.run(&[&["log"], nothing].concat()).out;
        assert!(log.starts_with("Nothing graded yet, so there is nothing to compare."), "{nothing:?}: {log}");
        let status = home.run(&["status"]).out;
        assert!(status.starts_with("Nothing graded yet") && !status.contains("EXPECTED"), "{nothing:?}: {status}");
    }
    let signs = home.run(&["log", "--none-of-these"]).out;
    assert!(signs.starts_with("EXPECTED  No danger sign among those answered; no symptom is graded."), "{signs}");
    home.run(&["log", "redness=1"]);
    let status = home.run(&["status"]).out;
    assert!(status.starts_with("EXPECTED  What you graded is within the range described for day 4."), "{status}");
}

#[test]
fn none_of_these_answers_for_every_device_when_the_device_is_unknown() {
    let answered = |device: &[&str]| {
        let home = Home::new();
        home.run(&[&["treatment", "add", "--date", "2026-03-02"], device].concat());
        home.run(&["log", "redness=1", "--none-of-these"]);
        home.run(&["export"]).json()["entries"][0]["signs"]["numbness"].clone()
    };
    assert_eq!(answered(&[]), false);
    assert_eq!(answered(&["--device", "rf"]), false);
    assert_eq!(answered(&["--device", "pen"]), Value::Null);
}

#[test]
fn a_danger_sign_names_reason_source_phone_and_words_to_say() {
    let home = Home::healing();
    let log = home.run(&["log", "redness=2", "--sign", "pus"]);
    assert!(log.out.starts_with("TODAY"), "{}", log.out);
    for words in
        ["You noted:", "Described:", "Why:", "What to do:", "Who says so:", "555-0199 (out of hours)", "You can say"]
    {
        assert!(log.out.contains(words), "{words}: {}", log.out);
    }
    let status = home.run(&["status", "--exit-code"]);
    assert_eq!(status.code, 11);
    assert!(status.out.contains("Since day 4, raised") && status.out.contains("555-0199"), "{}", status.out);
    assert_eq!(home.run(&["status"]).code, 0);
}

#[test]
fn exit_codes_tell_how_loud_things_stand() {
    let cases = [("redness=1", "fever", 11), ("redness=1", "breathing_difficulty", 12), ("redness=1", "hives", 10)];
    for (grade, sign, code) in cases {
        let home = Home::healing();
        assert_eq!(home.run(&["log", grade, "--sign", sign]).code, 0);
        assert_eq!(home.run(&["status", "--exit-code"]).code, code, "{sign}");
    }
}

#[test]
fn days_before_today_can_be_filled_in_and_keep_both_times() {
    let home = Home::healing();
    assert_eq!(home.run(&["log", "redness=2", "--date", "yesterday"]).code, 0);
    assert_eq!(home.run(&["log", "redness=3", "--date", "2026-03-03 08:30"]).code, 0);
    let export = home.run(&["export"]).json();
    let at: Vec<_> = export["entries"].as_array().unwrap().iter().map(|entry| entry["at"].as_str().unwrap()).collect();
    assert_eq!(at, ["2026-03-03T08:30:00+01:00", "2026-03-05"]);
    assert!(export["entries"].as_array().unwrap().iter().all(|entry| entry["recorded_at"] == NOW));
}

#[test]
fn what_makes_no_sense_is_refused_and_says_what_would() {
    let home = Home::healing();
    let cases: [(&[&str], &str); 14] = [
        (&["redness=7"], "0 (none)"),
        (&["redness=maybe"], "not_sure"),
        (&["rednes"], "redness=2"),
        (&["colour=2"], "redness, peeling, breakouts"),
        (&["b=2"], "breakouts or"),
        (&["redness=1", "redness=2"], "twice"),
        (&["--sign", "plague"], "pus"),
        (&["--sign", "pus", "--no-sign", "pus"], "two ways"),
        (&["redness=1", "--date", "2026-03-01"], "before the treatment of 2026-03-02"),
        (&["redness=1", "--date", "2026-03-02 09:00"], "before the treatment"),
        (&["redness=1", "--date", "2026-03-07"], "future"),
        (&["redness=1", "--date", "2026-02-30"], "YYYY-MM-DD"),
        (&["redness=1", "--treatment", "9"], "number 1"),
        (&[], "mendlog log redness=2"),
    ];
    for (arguments, wanted) in cases {
        let told = home.run(&[&["log"], arguments].concat());
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{arguments:?}: {}", told.err);
        assert!(told.err.contains(wanted), "{arguments:?}: {}", told.err);
    }
    assert!(home.run(&["export"]).json()["entries"].as_array().unwrap().is_empty());
}

#[test]
fn treatments_in_the_future_or_out_of_range_are_refused() {
    let home = Home::new();
    let long = "9".repeat(121);
    let cases: [&[&str]; 7] = [
        &["--provider", &long],
        &["--out-of-hours", &long],
        &["--date", "2026-12-24"],
        &["--date", "2026-02-30"],
        &["--depth", "9"],
        &["--depth", "-1"],
        &["--device", "laser"],
    ];
    for arguments in cases {
        assert_eq!(home.run(&[&["treatment", "add"], arguments].concat()).code, 2, "{arguments:?}");
    }
    assert!(!home.journal().exists());
}

#[test]
fn a_rehearsal_changes_nothing() {
    let home = Home::healing();
    let log = home.run(&["log", "redness=4", "--sign", "pus", "--dry-run"]);
    assert!(log.out.starts_with("TODAY") && log.err.contains("Nothing is saved"), "{}", log.all());
    let file = home.file("journal.json", pus_on_day_3());
    let import = home.run(&["import", &file, "--dry-run"]);
    assert!(import.err.contains("1 new treatment and 1 new check-in"), "{}", import.err);
    let export = home.run(&["export"]).json();
    assert_eq!((export["treatments"].as_array().unwrap().len(), export["entries"].as_array().unwrap().len()), (1, 0));
}

#[test]
fn the_demo_shows_a_healing_and_leaves_nothing_behind() {
    let home = Home::new();
    let status = home.run(&["--demo", "status"]);
    assert_eq!(status.code, 0, "{}", status.err);
    assert!(status.out.contains("Day 4 after the treatment of 2 March 2026"), "{}", status.out);
    let list = home.run(&["treatment", "list", "--demo"]).out;
    assert!(list.contains("demo-first") && list.contains("Paid so far   700.00 USD, for 2 treatments"), "{list}");
    assert_eq!(fs::read_dir(home.temporary()).unwrap().count(), 0);
    assert!(!home.journal().exists());
}

#[test]
fn places_can_be_named_and_are_printed() {
    let home = Home::new();
    assert_eq!(home.run(&["paths"]).out.trim(), home.journal().to_str().unwrap());
    assert_eq!(home.run(&["--db", "mine.db", "paths"]).out.trim(), "mine.db");
    let mut command = home.command(&["paths"]);
    command.env("MENDLOG_DB", "/elsewhere/j.db");
    assert_eq!(Told::from(command.output().unwrap()).out.trim(), "/elsewhere/j.db");
    let mut homeless = home.command(&["--db", "mine.db", "status"]);
    homeless.env_remove("HOME");
    assert_eq!(Told::from(homeless.output().unwrap()).code, 0);
    assert!(!home.folder.path().join("mine.db").exists());
}

#[test]
fn without_a_terminal_the_screen_says_what_works_and_makes_nothing() {
    let home = Home::new();
    let told = home.run(&[]);
    assert_eq!((told.code, told.out.as_str()), (1, ""));
    assert!(told.err.contains("mendlog status"), "{}", told.err);
    assert!(!home.journal().exists());
}

#[test]
fn status_as_json_is_the_assessment_at_this_moment() {
    let home = Home::healing();
    home.run(&["log", "redness=1", "--date", "yesterday"]);
    let status = home.run(&["status", "--json"]).json();
    assert_eq!((&status["format"], &status["now"]["at"]), (&"mendlog-assessment".into(), &NOW.into()));
    assert_eq!((&status["now"]["day"], &status["entries"][0]["day"]), (&4.into(), &3.into()));
}

#[test]
fn a_second_treatment_of_a_day_is_pointed_out_and_keeps_the_phone_number() {
    let home = Home::healing();
    let told = home.run(&["treatment", "add", "--date", "2026-03-02 15:00", "--area", "Neck"]);
    assert!(told.code == 0 && told.err.contains("another treatment of that day"), "{}", told.err);
    let treatment = &home.run(&["export"]).json()["treatments"][1];
    assert_eq!((&treatment["area"], &treatment["provider"]["phone"]), (&"neck".into(), &"555-0142".into()));
}

#[test]
fn the_treatment_that_fits_the_date_is_chosen() {
    let home = Home::healing();
    assert_eq!(home.run(&["treatment", "add", "--date", "2026-01-12"]).code, 0);
    let list = home.run(&["treatment", "list"]).out;
    assert!(list.starts_with("1  2026-01-12") && list.contains("\n2  2026-03-02  pen  1 mm"), "{list}");
    let log = home.run(&["log", "redness=1", "--date", "2026-01-16"]);
    assert!(log.out.contains("Day 4 after the treatment of 12 January 2026"), "{}", log.out);
    let log = home.run(&["log", "redness=0", "--treatment", "1"]);
    assert!(log.out.contains("after the treatment of 12 January 2026"), "{}", log.out);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let home = Home::new();
    let mut child = home.command(&["--demo", "export"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let told = child.wait_with_output().unwrap();
    assert_eq!((told.status.code(), String::from_utf8(told.stderr).unwrap().as_str()), (Some(0), ""));
}

#[test]
fn help_tells_examples_and_exit_codes_and_colour_is_only_where_wanted() {
    let home = Home::healing();
    let help = home.run(&["--help"]);
    assert!(help.out.contains("Examples:") && help.out.contains("Exit codes:") && help.out.contains("--demo"));
    assert!(home.run(&["log", "--help"]).out.contains("history"));
    assert!(home.run(&["--version"]).out.starts_with("mendlog "));
    home.run(&["log", "redness=1"]);
    assert!(!home.run(&["status"]).out.contains('\u{1b}'));
    assert!(home.run(&["status", "--color", "always"]).out.contains('\u{1b}'));
    assert_eq!(home.run(&["dance"]).code, 2);
}

#[test]
fn who_was_seen_is_told_until_when_it_waits() {
    let home = Home::healing();
    assert!(home.run(&["seen", "cream"]).err.contains("no warning is open"));
    home.run(&["log", "redness=2", "--sign", "pus", "--date", "yesterday"]);
    assert!(home.run(&["seen", "--days", "29", "cream"]).err.contains("from 1 to 28"));
    assert!(home.run(&["seen", "--rule", "puss", "cream"]).err.contains("open: pus"));
    assert!(home.run(&["seen", "--at", "2026-03-03", "cream"]).err.contains("began on day 3"));
    home.run(&["seen", "--dry-run", "cream"]);
    assert_eq!(home.run(&["status", "--exit-code"]).code, 11);
    let told = home.run(&["seen", "antibiotics", "for", "a", "week"]).out;
    assert!(told.starts_with("WATCH: ") && told.contains("they said: antibiotics for a week"), "{told}");
    let status = home.run(&["status", "--exit-code"]);
    assert_eq!(status.code, 0);
    assert!(status.out.contains("under care until Monday 9 March"), "{}", status.out);
    let json = home.run(&["status", "--json"]).json();
    let warning = &json["now"]["open_warnings"][0];
    assert_eq!((&warning["triage"], &warning["state"]), (&"watch".into(), &"under care".into()));
    assert_eq!(warning["seen"]["until"], "2026-03-09");
    home.run(&["log", "redness=2", "--sign", "pus,fever"]);
    assert_eq!(home.run(&["status", "--exit-code"]).code, 12);
    let file = home.run(&["export", "--format", "json"]).out;
    assert!(file.contains("\"act\": \"seen\"") && file.contains("\"better_within_days\": 3"), "{file}");
}

#[test]
fn why_tells_what_spoke_what_came_close_and_whose_figures_they_are() {
    let home = Home::healing();
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(home.run(&["why"]).code, 2, "there is no check-in yet");
    home.run(&["log", "redness=2", "pain=0", "--date", "2026-03-05 20:00"]);
    home.run(&["log", "redness=1", "--sign", "fever"]);
    let last = home.run(&["why"]);
    assert_eq!(last.code, 0, "{}", last.err);
    assert!(last.out.starts_with("Why TODAY: the check-in of day 4, 6 March 2026 20:00."), "{}", last.out);
    let out = flat(&last.out);
    for words in [
        "What spoke TODAY: Fever You noted: Fever: yes",
        "What came close",
        "Signs of skin infection with fever (would be EMERGENCY) It would hold with yes to",
        "The range and where it comes from",
        "Where sources disagree What does a fever mean while the skin is calm?",
        "No clinician has reviewed them.",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    let earlier = home.run(&["why", "yesterday"]);
    assert!(flat(&earlier.out).contains("It would hold with redness 3 instead of 2."), "{}", earlier.out);
    let none = home.run(&["why", "2026-03-03"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("no check-in of 2026-03-03"), "{}", none.err);
}

#[test]
fn why_as_json_holds_the_same() {
    let home = Home::healing();
    home.run(&["log", "redness=2", "--sign", "fever", "--date", "2026-03-05 20:00"]);
    let why = home.run(&["why", "--json"]).json();
    assert_eq!((&why["format"], &why["version"]), (&Value::from("mendlog-why"), &Value::from(1)));
    assert_eq!(why["fired"][0]["rule"], "fever");
    let close = why["close"].as_array().unwrap().iter().find(|close| close["rule"] == "above-outer").unwrap();
    let missing = serde_json::json!({"kind": "grade", "symptom": "redness", "was": 2, "would_do": 3});
    assert!(close["missing"].as_array().unwrap().contains(&missing), "{close}");
    assert_eq!(why["ranges"][0]["sources"][0]["grade"], "A");
    assert_eq!(why["disagreements"][0]["id"], "fever-alone");
    let id = why["entry"]["id"].as_str().unwrap();
    assert_eq!(home.run(&["why", "--entry", id, "--json"]).json(), why);
    assert_eq!(home.run(&["why", "--entry", "nobody"]).code, 2);
}

/// A home of a patient who gets cold sores, healing since 2 March; now is day 4.
fn with_cold_sores() -> Home {
    let home = Home::healing();
    let file = home.file(
        "me.json",
        r#"{"format": "mendlog-journal", "version": 1, "patient": {"herpes_history": true, "blood_thinners": false}}"#,
    );
    assert_eq!(home.run(&["import", &file]).code, 0);
    home
}

#[test]
fn a_plan_counts_down_and_says_what_comes_before_it() {
    let home = with_cold_sores();
    let told = home.run(&["plan", "add", "--date", "2026-04-09 10:00", "--note", "bring the photos"]);
    assert_eq!((told.code, told.err.as_str()), (0, "Planned.\n"), "{}", told.out);
    for words in [
        "in 34 days, Thursday 9 April 2026, 10:00",
        "With Dr. Roe 555-0142",
        "It is 38 days after the treatment of Mon 2 Mar 2026.",
        "From Thu 26 Mar 2026, in 20 days: Keep the area out of strong sun",
        "From Thu 2 Apr 2026, in 27 days: Leave off retinoids",
        "Ask about tablets against cold sores",
        "Sources differ: 2 weeks, as done in a trial",
    ] {
        assert!(told.out.contains(words), "{words}: {}", told.out);
    }
    assert!(!told.out.contains("blood thinners"), "she said no: {}", told.out);
    let listed = home.run(&["plan", "list"]).out;
    assert!(listed.contains("Plan 1") && listed.contains("Note: bring the photos"), "{listed}");
    assert!(listed.contains("Next session  Mon 30 Mar 2026 to Mon 13 Apr 2026, which begins in 24 days"), "{listed}");
    let json = home.run(&["plan", "list", "--json"]).json();
    assert_eq!(json["plans"][0]["days"], 34);
    assert_eq!(json["plans"][0]["gap"]["concern"], "none");
    assert_eq!(json["next_session"]["from"], "2026-03-30");
    assert_eq!(home.run(&["plan", "drop", "1"]).code, 0);
    assert!(home.run(&["plan", "list"]).err.contains("Nothing is planned"));
}

#[test]
fn a_plan_too_soon_is_kept_and_told() {
    let home = Home::healing();
    let told = home.run(&["plan", "add", "--date", "2026-03-14"]);
    assert_eq!(told.code, 0);
    assert!(told.out.contains("TOO SOON: only 12 days after the treatment of Mon 2 Mar 2026"), "{}", told.out);
    assert!(told.out.contains("Nothing here forbids it."), "{}", told.out);
    let json = home.run(&["plan", "list", "--json"]).json();
    assert_eq!(json["plans"][0]["gap"]["concern"], "strong");
}

#[test]
fn plans_that_make_no_sense_are_refused() {
    let home = Home::healing();
    for (arguments, words) in [
        (&["plan", "add", "--date", "2026-03-01"][..], "is over"),
        (&["plan", "add", "--date", "soon"], "YYYY-MM-DD"),
        (&["plan", "drop", "3"], "there is no plan \"3\""),
        (&["plan", "done", "x"], "there is no plan \"x\""),
        (&["treatment", "add", "--passes", "0"], "1 to 20"),
        (&["treatment", "add", "--goals", "youth"], "wrinkles"),
        (&["treatment", "add", "--severity", "7"], "--severity"),
        (&["treatment", "add", "--cost", "lots"], "640.00 USD"),
    ] {
        let told = home.run(arguments);
        assert_eq!(told.code, 2, "{arguments:?} {}", told.err);
        assert!(told.err.contains(words), "{words}: {}", told.err);
    }
    assert!(home.run(&["plan", "list", "--json"]).json()["plans"].as_array().unwrap().is_empty());
}

#[test]
fn a_plan_whose_day_has_come_becomes_a_treatment() {
    let mut home = Home::healing();
    home.run(&["plan", "add", "--date", "2026-04-09 10:00", "--provider", "Dr. Neu", "--phone", "777"]);
    assert!(home.run(&["plan", "done", "1"]).err.contains("has not come yet"));
    home.now = "2026-04-09T12:00:00+02:00";
    let told = home.run(&["plan", "done", "1"]);
    assert!(told.code == 0 && told.err.contains("Saved the treatment of 9 April 2026."), "{}", told.err);
    let json = home.run(&["treatment", "list", "--json"]).json();
    assert_eq!(json["treatments"].as_array().unwrap().len(), 2);
    assert_eq!(json["treatments"][1]["device"], "pen");
    assert_eq!(json["treatments"][1]["gap"]["days"], 38);
    assert!(home.run(&["plan", "list", "--json"]).json()["plans"].as_array().unwrap().is_empty());
}

#[test]
fn treatments_tell_what_they_cost_together_beside_what_was_published() {
    let home = Home::healing();
    let session =
        ["treatment", "add", "--date", "2026-01-20", "--device", "pen", "--passes", "3", "--goals", "scars, texture"];
    let more =
        ["--severity", "3", "--sores", "no", "--product", "numbing", "--given", "serum: B5", "--cost", "640.10 usd"];
    assert_eq!(home.run(&[&session[..], &more[..]].concat()).code, 0);
    home.run(&["treatment", "add", "--date", "2025-11-20", "--device", "pen", "--cost", "300.2 USD"]);
    home.run(&["treatment", "add", "--date", "2025-09-20", "--device", "pen", "--cost", "250 EUR"]);
    let listed = home.run(&["treatment", "list"]).out;
    for words in [
        "640.10 USD",
        "Paid so far   250 EUR and 940.30 USD, for 3 of 4 treatments; of 1 no cost is known",
        "300 to 700 USD a session. One survey in the USA, quoted without a date",
        "(D)",
        "Next session",
    ] {
        assert!(listed.contains(words), "{words}: {listed}");
    }
    let json = home.run(&["treatment", "list", "--json"]).json();
    assert_eq!(json["totals"][1]["amount"], "940.30");
    let one = &json["treatments"][2];
    assert_eq!(
        (&one["passes"], &one["severity_before"], &one["active_lesions"]),
        (&3.into(), &3.into(), &false.into())
    );
    assert_eq!(one["products"][1]["used_at"], "home");
    assert_eq!(one["goals"][0], "scars");
}

#[test]
fn a_treatment_too_soon_is_pointed_out_and_saved() {
    let home = Home::healing();
    let told = home.run(&["treatment", "add", "--date", "today", "--device", "pen"]);
    assert_eq!(told.code, 0);
    assert!(told.err.contains("TOO SOON: only 4 days after"), "{}", told.err);
    assert!(told.err.contains("Saved the treatment of 6 March 2026."), "{}", told.err);
}
