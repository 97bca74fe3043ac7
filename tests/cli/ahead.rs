//! `mendlog ahead` and `mendlog rate`: the milestones, and the ratings of the result.

use serde_json::Value;

use crate::home::Home;

#[test]
fn the_milestones_say_where_you_are_and_how_much_they_weigh() {
    let home = Home::healing();
    let told = home.run(&["ahead"]);
    assert_eq!(told.code, 0, "{}", told.err);
    for words in [
        "--- You are here: day 4",
        "Peeling comes and goes (you are here",
        "Slackening, still better than before (ahead",
        "Grade D: only an unattributed handout says so",
        "Otherwise:",
        "No clinician has reviewed",
    ] {
        assert!(told.out.contains(words), "{words}: {}", told.out);
    }
    assert!(told.out.lines().all(|line| line.chars().count() <= 88));
    let json = home.run(&["ahead", "--json"]).json();
    let places: Vec<_> = json["milestones"].as_array().unwrap().iter().map(|one| one["place"].clone()).collect();
    assert_eq!(places.first(), Some(&Value::from("passed")));
    assert!(places.contains(&Value::from("here")) && places.last() == Some(&Value::from("ahead")));
    assert_eq!(json["rating"]["due"], false);
    assert_eq!(json["milestones"][0]["begins"], json["milestones"][0]["begins"].as_str().unwrap());
}

#[test]
fn a_rating_is_saved_shown_and_exported() {
    let home = Home::healing();
    let saved = home.run(&["rate", "--tone", "3", "--pigment", "not_sure", "--list"]);
    assert_eq!(saved.code, 0, "{}", saved.err);
    assert!(saved.err.contains("tone 3 of 5, uneven in some places; pigment not sure"), "{}", saved.err);
    assert!(saved.out.contains("Ratings raise no warning") && saved.out.contains("month"), "{}", saved.out);
    let export = home.run(&["export"]).json();
    assert_eq!(export["outcomes"][0]["ratings"], serde_json::json!({"tone": 3, "pigment": "not_sure"}));
    let lower = home.run(&["rate", "--pigment", "3"]);
    assert!(!lower.err.contains("lower"), "not sure is no score: {}", lower.err);
    let lower = home.run(&["rate", "--pigment", "2"]);
    assert!(lower.err.contains("pigment lower"), "{}", lower.err);
    assert!(home.run(&["rate"]).out.lines().next().unwrap().contains("satisfaction"));
}

#[test]
fn what_makes_no_sense_is_refused_and_nothing_is_saved() {
    let home = Home::healing();
    for (arguments, words) in [
        (&["rate", "--tone", "6"][..], "1 (the least)"),
        (&["rate", "--tone", "3", "--at", "2020-01-01"], "before the first treatment"),
        (&["rate", "--tone", "3", "--at", "2099-01-01"], "future"),
        (&["rate", "--at", "yesterday"], "nothing was given to rate"),
    ] {
        let told = home.run(arguments);
        assert_eq!(told.code, 2, "{arguments:?}: {}", told.err);
        assert!(told.err.contains(words) && told.err.contains("Nothing was saved"), "{words}: {}", told.err);
    }
    assert!(home.run(&["rate"]).err.contains("Nothing is rated yet"));
    assert!(home.run(&["rate", "--words"]).out.contains("5  even all over"));
    let empty = Home::new();
    assert!(empty.run(&["ahead"]).err.contains("mendlog treatment add"));
    assert_eq!(empty.run(&["rate", "--tone", "3"]).code, 2);
    assert!(!empty.journal().exists());
}
