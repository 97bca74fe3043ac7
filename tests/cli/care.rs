//! `mendlog care`: the plan of a day, and what is noted about it.

use super::home::Home;

#[test]
fn before_any_treatment_it_says_how_to_begin() {
    let home = Home::new();
    let told = home.run(&["care"]);
    assert_eq!((told.code, told.out.as_str()), (0, ""));
    assert!(told.err.contains("mendlog treatment add"), "{}", told.err);
    assert_eq!(home.run(&["care", "done", "cleanse"]).code, 2);
}

#[test]
fn the_plan_is_told_for_today_and_for_days_to_come() {
    let home = Home::healing();
    let today = home.run(&["care"]);
    assert_eq!(today.code, 0, "{}", today.err);
    for words in
        ["Day 4", "Do today: 0 of 6 today", "(cleanse)", "3 of 11 are back; next: sauna", "look older this week"]
    {
        assert!(today.out.contains(words), "{words}: {}", today.out);
    }
    let later = home.run(&["care", "--date", "2026-03-20"]).out;
    assert!(later.contains("Day 18") && later.contains("10 of 11 are back"), "{later}");
    let json = home.run(&["care", "--json"]).json();
    assert_eq!(json["day"], 4);
    let hold = |id: &str| json["holds"].as_array().unwrap().iter().find(|hold| hold["id"] == id).unwrap().clone();
    assert_eq!((hold("make-up")["state"].as_str(), hold("sauna")["state"].as_str()), (Some("back"), Some("waiting")));
    assert_eq!(hold("sauna")["whose"], "published");
    assert_eq!(json["tasks"][0]["id"], "cleanse");
}

#[test]
fn what_was_done_used_and_told_is_kept_exported_and_taken_back() {
    let home = Home::healing();
    for arguments in [
        &["care", "done", "cleanse"][..],
        &["care", "done", "cleanse", "--at", "2026-03-06 08:00"],
        &["care", "used", "sauna", "--at", "yesterday"],
        &["care", "told", "retinoids", "--days", "10"],
        &["care", "told", "sunscreen", "--leave-out"],
    ] {
        let told = home.run(arguments);
        assert_eq!((told.code, told.err.starts_with("Noted")), (0, true), "{arguments:?}: {}", told.err);
    }
    let plan = home.run(&["care"]).out;
    for words in ["2 of 2", "used early, Thu 5 Mar", "Thu 12 Mar", "left out on their word"] {
        assert!(plan.contains(words), "{words}: {plan}");
    }
    let exported = home.run(&["export"]);
    let json = exported.json();
    let count = |list: &str| json[list].as_array().unwrap().len();
    assert_eq!((count("ticks"), count("uses"), count("told")), (2, 1, 2));
    assert_eq!(json["told"][0]["day"], 10);
    let other = Home::new();
    let import = other.pipe(&["import", "-"], exported.out.as_bytes());
    assert!(import.err.contains("5 notes about care"), "{}", import.err);
    assert_eq!(other.run(&["export"]).json()["uses"], json["uses"]);
    assert!(home.run(&["care", "undo", "cleanse"]).err.contains("Taken back"));
    assert_eq!(home.run(&["export"]).json()["ticks"].as_array().unwrap().len(), 1);
}

#[test]
fn an_early_use_is_judged_with_the_next_entry() {
    let home = Home::healing();
    let used = home.run(&["care", "used", "acids", "--at", "2026-03-06 19:00"]);
    assert!(used.err.contains("That was early") && used.err.contains("leave it off"), "{}", used.err);
    let log = home.run(&["log", "burning=2"]).out;
    assert!(log.contains("A reaction after an early product"), "{log}");
}

#[test]
fn what_makes_no_sense_is_refused_with_what_would_be_right() {
    let home = Home::healing();
    for (arguments, words) in [
        (&["care", "done", "clense"][..], "there is no task \"clense\"; there are cleanse"),
        (&["care", "used", "lipstick"], "there are washing, make-up"),
        (&["care", "used", "next-treatment"], "mendlog treatment add"),
        (&["care", "used", "sauna", "--at", "2026-03-01"], "before the treatment"),
        (&["care", "used", "sauna", "--at", "2026-03-07"], "future"),
        (&["care", "told", "make-up", "--hours", "3"], "before 12 hours"),
        (&["care", "told", "make-up", "--leave-out"], "--hours 48"),
        (&["care", "told", "make-up"], "required"),
        (&["care", "told", "make-up", "--hours", "3", "--days", "2"], "cannot be used with"),
        (&["care", "undo", "sauna"], "nothing is noted"),
    ] {
        let told = home.run(arguments);
        assert_eq!(told.code, 2, "{arguments:?}: {}", told.all());
        assert!(told.err.contains(words), "{arguments:?}: {}", told.err);
    }
    let json = home.run(&["export"]).json();
    assert!(["ticks", "uses", "told"].iter().all(|list| json[list].as_array().unwrap().is_empty()));
}

#[test]
fn why_tells_whose_word_it_is_and_who_says_so() {
    let home = Home::healing();
    let why = home.run(&["care", "why", "washing"]);
    for words in [
        "not for 72 hours",
        "Used here",
        "Whose word",
        "published advice",
        "Who says so",
        "Chelsea and Westminster NHS",
        "Grade D",
    ] {
        assert!(why.out.contains(words), "{words}: {}", why.out);
    }
    assert!(home.run(&["care", "why", "serum-first-day"]).out.contains("not asked for on this day"));
    assert_eq!(home.run(&["care", "why", "nothing"]).code, 2);
}
