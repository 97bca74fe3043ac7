//! `mendlog undo`, `mendlog redo` and `mendlog history`.

use super::home::Home;

#[test]
fn what_was_done_last_is_undone_and_done_again_and_told() {
    let home = Home::healing();
    assert_eq!(home.run(&["log", "redness=4", "--none-of-these"]).code, 0);
    let listed = home.run(&["undo", "--list"]);
    let lines: Vec<_> = listed.out.lines().collect();
    assert!(lines[0].contains("The check-in about Fri 6 Mar 2026, 20:00 was added"), "{}", listed.out);
    assert!(lines[1].contains("The treatment of Mon 2 Mar 2026, 10:00 was added"), "{}", listed.out);
    assert_eq!(lines.len(), 2);
    let undone = home.run(&["undo"]);
    assert_eq!((undone.code, undone.out.as_str()), (0, ""));
    let words = "Undone: The check-in about Fri 6 Mar 2026, 20:00 was added (6 March 2026, 20:00)";
    assert!(undone.err.contains(words), "{}", undone.err);
    assert_eq!(home.run(&["export"]).json()["entries"].as_array().unwrap().len(), 0);
    assert!(home.run(&["redo", "--list"]).out.contains("The check-in about Fri 6 Mar 2026"));
    assert!(home.run(&["redo"]).err.contains("Done again: The check-in about"));
    assert_eq!(home.run(&["export"]).json()["entries"].as_array().unwrap().len(), 1);
    assert!(home.run(&["redo"]).err.contains("nothing to do again"));
    for _ in 0..2 {
        assert_eq!(home.run(&["undo"]).code, 0);
    }
    assert!(home.run(&["undo"]).err.contains("nothing left to undo"));
}

#[test]
fn without_a_journal_there_is_nothing_to_undo_and_none_is_made() {
    let home = Home::new();
    let undone = home.run(&["undo"]);
    assert_eq!((undone.code, undone.out.as_str()), (0, ""));
    assert!(undone.err.contains("nothing left to undo"), "{}", undone.err);
    assert!(home.run(&["history"]).err.contains("Nothing was changed"));
    assert!(!home.journal().exists());
}

#[test]
fn the_history_tells_each_version_and_from_when_to_when() {
    let home = Home::healing();
    home.run(&["rate", "--tone", "3"]);
    home.run(&["plan", "add", "--date", "2026-04-09"]);
    home.run(&["undo"]);
    let told = home.run(&["history"]);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(!told.out.contains("rating"), "what never changed is left out: {}", told.out);
    for words in ["The plan for Thu 9 Apr 2026 was added. From 6 March 2026, 20:00 until", "was deleted. Since"] {
        assert!(told.out.contains(words), "{words}: {}", told.out);
    }
    let all = home.run(&["history", "--all"]).out;
    assert!(all.contains("The rating of") && all.contains("3 of 5"), "{all}");
    assert!(all.contains("Device: ") && all.contains("Needle depth: 1"), "{all}");
    let json = home.run(&["history", "--json"]).json();
    assert_eq!((json["format"].as_str(), json["version"].as_u64()), (Some("mendlog-history"), Some(1)));
    let plan = json["things"].as_array().unwrap().iter().find(|thing| thing["kind"] == "plan").unwrap();
    let versions = plan["versions"].as_array().unwrap();
    assert_eq!((versions[0]["became"].as_str(), versions[1]["became"].as_str()), (Some("added"), Some("deleted")));
    assert_eq!(versions[0]["until"], versions[1]["from"]);
    assert!(versions[1]["until"].is_null());
    assert_eq!(versions[0]["says"]["at"], "2026-04-09");
}
