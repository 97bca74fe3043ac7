//! `mendlog import` of a table, as a patient uses it.

use std::fs;

use serde_json::Value;

use crate::home::{Home, Told};

/// A journal of someone treated on 2 March; now is the evening of 6 March.
fn import(home: &Home, table: &str, options: &[&str]) -> Told {
    let file = home.file("skin.csv", table);
    home.run(&[&["import", &file], options].concat())
}

fn entries(home: &Home) -> Vec<Value> {
    home.run(&["export"]).json()["entries"].as_array().unwrap().clone()
}

const TABLE: &str =
    "Date,Redness,Flaking,Mood\n2026-03-03,3,0,good\n2026-03-04,3,,\n,,,\n2026-03-05,4,2,\n2026-03-06,,,\n";

#[test]
fn a_dry_run_shows_what_would_be_read_and_changes_nothing() {
    let home = Home::healing();
    let told = import(&home, TABLE, &["--scale", "0-4", "--dry-run"]);
    assert_eq!(told.code, 0, "{}", told.err);
    let told = told.err.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    for words in [
        "a table of 4 rows in UTF-8, separated by commas, with its head in line 1",
        "C Flaking peeling, 0-4 as you said",
        "D Mood LEFT OUT: not known",
        "1 row is empty and left out: line 4.",
        "1 row answers nothing and is left out: line 6.",
        "3 new check-ins:",
        "Tue 3 Mar 2026, day 1: peeling 0, redness 3",
        "Wed 4 Mar 2026, day 2: redness 3",
        "CALL CLINIC: day 3",
        "Nothing was changed. An import would take in 0 new treatments and 3 new check-ins",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(entries(&home).is_empty());
}

#[test]
fn an_import_marks_what_was_typed_later_and_can_be_taken_back() {
    let home = Home::healing();
    let told = import(&home, TABLE, &["--scale", "0-4", "--yes"]);
    assert!(told.code == 0 && told.err.contains("Imported 0 new treatments and 3 new check-ins"), "{}", told.err);
    let taken = entries(&home);
    assert_eq!(taken[1]["grades"], serde_json::json!({ "redness": 3 }), "an empty cell is no answer");
    assert!(taken.iter().all(|entry| entry["recorded_at"] == home.now));
    assert!(home.run(&["export", "--format", "csv"]).out.contains(",true,"), "late");
    assert!(told.err.contains("mendlog restore"), "{}", told.err);
    assert_eq!(home.run(&["undo"]).code, 0);
    assert!(entries(&home).is_empty());
}

#[test]
fn the_same_table_twice_makes_no_doubles_and_keeps_corrections() {
    let home = Home::healing();
    import(&home, TABLE, &["--scale", "0-4", "--yes"]);
    let first = entries(&home);
    let later = Home { now: "2026-03-07T08:00:00+01:00", ..home };
    let again = import(&later, TABLE, &["--scale", "0-4", "--yes"]);
    assert!(again.err.contains("3 check-ins were taken in before"), "{}", again.err);
    assert!(again.err.contains("Nothing in this table is new"), "{}", again.err);
    assert_eq!(entries(&later), first);
    let grown = format!("{TABLE}2026-03-07,1,,\n");
    let told = import(&later, &grown, &["--scale", "0-4", "--yes"]);
    assert!(told.err.contains("0 new treatments and 1 new check-in"), "{}", told.err);
    assert_eq!(entries(&later).len(), 4);
}

#[test]
fn what_nobody_can_know_is_asked_for_all_at_once() {
    let home = Home::new();
    let told = import(&home, "Date,Redness\n3/2/2026,3\n3/4/2026,2\n", &["--yes"]);
    assert_eq!(told.code, 2);
    for words in ["--date-format dmy", "--scale 0-4", "--treatment-date 2026-03-02", "Nothing was imported"] {
        assert!(told.err.contains(words), "{words}: {}", told.err);
    }
    assert!(!home.journal().exists());
}

#[test]
fn a_treatment_is_made_once_for_a_journal_that_has_none() {
    let home = Home::new();
    let options = ["--scale", "0-4", "--treatment-date", "2026-03-02", "--yes"];
    let told = import(&home, TABLE, &options);
    assert!(told.err.contains("Imported 1 new treatment and 3 new check-ins"), "{}", told.err);
    let again = import(&home, TABLE, &options);
    assert!(again.err.contains("Nothing in this table is new"), "{}", again.err);
    assert_eq!(home.run(&["export"]).json()["treatments"].as_array().unwrap().len(), 1);
}

#[test]
fn nothing_is_half_imported() {
    let home = Home::healing();
    let wrong = TABLE.replace("2026-03-05,4", "2026-03-05,9");
    let told = import(&home, &wrong, &["--scale", "0-4", "--yes"]);
    assert_eq!(told.code, 2);
    assert!(told.err.contains("line 5, column 2") && told.err.contains("\"9\""), "{}", told.err);
    assert!(told.err.contains("Nothing was imported"), "{}", told.err);
    assert!(entries(&home).is_empty());
}

#[test]
fn through_a_pipe_it_has_to_be_said_that_it_is_meant_so() {
    let home = Home::healing();
    let told = home.pipe(&["import", "-", "--scale", "0-4"], TABLE.as_bytes());
    assert!(told.code == 2 && told.err.contains("--yes"), "{}", told.err);
    assert!(entries(&home).is_empty());
    assert_eq!(home.pipe(&["import", "-", "--scale", "0-4", "--yes"], TABLE.as_bytes()).code, 0);
    assert_eq!(entries(&home).len(), 3);
}

#[test]
fn a_mapping_is_written_edited_and_used() {
    let home = Home::healing();
    let told = import(&home, TABLE, &["--write-mapping", "mapping.toml"]);
    assert!(told.code == 0 && told.err.contains("imported nothing"), "{}", told.err);
    let path = home.folder.path().join("mapping.toml");
    let written = fs::read_to_string(&path).unwrap();
    assert!(written.contains("\"Mood\" = \"-\"") && written.contains("# To be said:"), "{written}");
    assert_eq!(import(&home, TABLE, &["--mapping", "mapping.toml"]).code, 2, "the scale is still to be said");
    fs::write(&path, written.replace("date_format", "# ").replace("[columns]", "scale = \"0-4\"\n[columns]")).unwrap();
    let told = import(&home, TABLE, &["--mapping", "mapping.toml"]);
    assert!(told.code == 0 && entries(&home).len() == 3, "{}", told.err);
    fs::write(&path, "scale = \"0-4\"\n[columns]\nDate = \"dat\"\n").unwrap();
    let told = import(&home, TABLE, &["--mapping", "mapping.toml"]);
    assert!(told.err.contains("mapping.toml, line 3, column 8"), "{}", told.err);
    let told = import(&home, TABLE, &["--write-mapping", "mapping.toml"]);
    assert!(told.code == 2 && told.err.contains("name another file"), "a file is not replaced: {}", told.err);
    assert!(!told.err.contains("--force"), "there is none: {}", told.err);
}

#[test]
fn what_was_said_wrong_is_answered_with_what_would_be_right() {
    let home = Home::healing();
    for (options, words) in [
        (["--map", "Mood"], "write for example Rougeur=redness"),
        (["--map", "Mood=happiness"], "a symptom (redness"),
        (["--map", "Moood=-"], "there is no column \"moood\""),
        (["--scale", "0-7"], "0-4, 0-10"),
        (["--scale", "mood=0-4"], "is no symptom"),
        (["--words", "good"], "mild=1"),
        (["--words", "good=9"], "not_sure"),
        (["--date-format", "american"], "dmy, mdy"),
        (["--treatment", "7"], "there is one, number 1"),
    ] {
        let told = import(&home, TABLE, &[&options[..], &["--dry-run"]].concat());
        assert!(told.code == 2 && told.err.contains(words), "{options:?}: {}", told.err);
    }
    let json = home.pipe(&["import", "-", "--scale", "0-4"], crate::home::pus_on_day_3().as_bytes());
    assert!(json.code == 2 && json.err.contains("--scale and the like are for tables"), "{}", json.err);
    let assess = home.pipe(&["assess", "-"], TABLE.as_bytes());
    assert!(assess.code == 2 && assess.err.contains("mendlog import FILE --dry-run"), "{}", assess.err);
}

#[test]
fn rows_go_to_the_treatment_before_them_and_what_lies_before_all_is_asked_about() {
    let home = Home::healing();
    assert_eq!(home.run(&["treatment", "add", "--date", "2026-01-12", "--device", "pen"]).code, 0);
    let table = "Date,Redness\n2026-01-14,none\n2026-03-04,none\n";
    assert_eq!(import(&home, table, &["--yes"]).code, 0);
    let taken = entries(&home);
    assert_ne!(taken[0]["treatment"], taken[1]["treatment"]);
    let early = import(&home, "Date,Redness\n2026-01-02,none\n", &["--yes"]);
    assert!(early.code == 2 && early.err.contains("--treatment-date"), "{}", early.err);
    let days = import(&home, "Day,Redness\n3,none\n", &["--yes"]);
    assert!(days.code == 2 && days.err.contains("2 treatments"), "{}", days.err);
    let days = import(&home, "Day,Redness\n3,slight\n", &["--yes", "--treatment", "1"]);
    assert!(days.code == 0 && days.err.contains("15 Jan 2026, day 3"), "{}", days.err);
}

#[test]
fn a_hostile_table_reaches_no_terminal() {
    let home = Home::healing();
    let escape = "\u{1b}]0;gone\u{7}\u{1b}[2J\u{202e}\u{9b}";
    let table = format!("Date,Redness,{escape},Note\n2026-03-03,none,{escape},{escape}\n2026-03-04,{escape},,\n");
    let good = table.replace(&format!("2026-03-04,{escape}"), "2026-03-04,mild");
    for told in [
        import(&home, &table, &["--yes"]),
        import(&home, &good, &["--yes"]),
        home.run(&["history"]),
        home.run(&["export", "--format", "csv"]),
    ] {
        let hostile = |c: char| (c.is_control() && c != '\n' && c != '\r') || c == '\u{202e}';
        assert!(!told.all().chars().any(hostile), "{:?}", told.all());
    }
    assert_eq!(entries(&home).len(), 2);
}

#[test]
fn a_table_of_our_own_needs_no_mapping() {
    let home = Home::healing();
    import(&home, TABLE, &["--scale", "0-4", "--yes"]);
    let own = home.run(&["export", "--format", "csv"]).out;
    let again = home.pipe(&["import", "-"], own.as_bytes());
    assert!(again.code == 0 && again.err.contains("4 were just like this"), "{}", again.err);
}

#[test]
fn a_table_that_lies_before_its_treatment_as_a_whole_is_not_taken_in_unasked() {
    let home = Home::healing();
    let table = "Date,Redness\n2005-03-26,none\n2006-03-26,none\n";
    let look = import(&home, table, &["--treatment", "1", "--dry-run"]);
    assert!(look.code == 0 && look.err.contains("CHECK THE DATES"), "{}", look.err);
    let told = import(&home, table, &["--treatment", "1", "--yes"]);
    assert!(told.code == 2 && told.err.contains("every row lies before its treatment"), "{}", told.err);
    assert!(entries(&home).is_empty());
    let both = format!("{table}2026-03-03,none\n");
    let told = import(&home, &both, &["--treatment", "1", "--yes"]);
    assert!(told.code == 0 && entries(&home).len() == 3, "{}", told.err);
}

#[test]
fn every_scale_that_folds_is_shown_and_the_help_says_what_is_not_asked() {
    let home = Home::healing();
    let table = "Date,Redness,Peeling,Pain\n2026-03-03,3,2,1\n";
    let told =
        import(&home, table, &["--scale", "0-4", "--scale", "redness=0-3", "--scale", "pain=0-100", "--dry-run"]);
    let words = told.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Of 0-3 become: 0 none, 1 clear, 2 marked, 3 extreme."), "{words}");
    assert!(words.contains("Of 0-100 become: 0 none, 1-25 slight"), "{words}");
    assert!(!words.contains("Of 0-4 become") && !words.contains("Of 0-10 become"), "{words}");
    let help = home.run(&["import", "--help"]).out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("by a mapping that was kept, and take it in without asking"), "{help}");
}
