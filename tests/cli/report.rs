//! `mendlog report` and `mendlog call`: the page to take along, and what to have at hand when ringing.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::home::{Home, Told};

/// A healing with an infection on day 3 that was rung about, told on day 4.
fn infected() -> Home {
    let home = Home::healing();
    let log = |arguments: &[&str]| {
        let told = home.run(&[&["log"], arguments].concat());
        assert_eq!(told.code, 0, "{}", told.err);
    };
    log(&["redness=2", "--date", "2026-03-04"]);
    log(&["pain=3", "--sign", "pus", "--date", "2026-03-05 20:00", "--note", "May I wash it?"]);
    home
}

fn wrong(home: &Home, arguments: &[&str], words: &[&str]) {
    let told = home.run(&[&["report"], arguments].concat());
    assert_eq!((told.code, told.out.as_str()), (2, ""), "{arguments:?}: {}", told.err);
    for words in words {
        assert!(told.err.contains(words), "{arguments:?}: {}", told.err);
    }
}

#[test]
fn the_report_is_read_as_text_where_nothing_else_is_asked_for() {
    let told = infected().run(&["report"]);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.out.starts_with("Healing after microneedling on 2 March 2026\n====="), "{}", told.out);
    let said = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in
        ["TODAY:", "Grades by day", "- May I wash it?", "Patient-reported, not monitored", "Typed on a later day"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(told.out.lines().all(|line| line.chars().count() <= 80));
    assert_eq!(told.out, infected().run(&["report"]).out.as_str(), "frozen");
}

#[test]
fn the_form_follows_the_ending_of_the_file_and_the_file_is_for_its_owner_alone() {
    let home = infected();
    for (name, begins) in
        [("a.txt", "Healing after"), ("a.md", "# Healing after"), ("a.html", "<!DOCTYPE html>"), ("a.pdf", "%PDF-")]
    {
        let told = home.run(&["report", "-o", name]);
        assert_eq!((told.code, told.out.as_str()), (0, ""), "{name}: {}", told.err);
        let said = told.err.replace('\n', " ");
        assert!(said.contains("is not encrypted: whoever gets it can read it"), "{said}");
        let path = home.folder.path().join(name);
        assert!(fs::read(&path).unwrap().starts_with(begins.as_bytes()), "{name}");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_file_that_is_there_is_only_replaced_on_demand() {
    let home = infected();
    fs::write(home.folder.path().join("visit.txt"), "mine").unwrap();
    wrong(&home, &["-o", "visit.txt"], &["already there", "--force"]);
    assert_eq!(fs::read_to_string(home.folder.path().join("visit.txt")).unwrap(), "mine");
    assert_eq!(home.run(&["report", "-o", "visit.txt", "--force"]).code, 0);
    assert!(fs::read_to_string(home.folder.path().join("visit.txt")).unwrap().starts_with("Healing after"));
}

#[test]
fn a_name_and_questions_are_printed_and_kept_nowhere() {
    let home = infected();
    let told = home.run(&["report", "--name", "Ada Roe", "--question", "And the sun?", "--question", "When again?"]);
    assert!(told.out.contains("\nAda Roe\n") && told.out.contains("- And the sun?\n- When again?"), "{}", told.out);
    assert!(!home.run(&["export"]).out.contains("Ada Roe"));
    assert!(home.run(&["report"]).out.contains("\nName: ____"));
}

#[test]
fn items_are_chosen_by_name() {
    let home = infected();
    let only = home.run(&["report", "--items", "grades,call"]).out;
    assert!(
        only.contains("Grades by day") && only.contains("Words for the call") && !only.contains("What was outside")
    );
    let without = home.run(&["report", "--without", "grades", "--without", "question"]).out;
    assert!(
        !without.contains("Grades by day") && !without.contains("Questions") && without.contains("What was outside")
    );
    assert!(without.contains("TODAY:"), "how things stand is never left out");
    wrong(&home, &["--items", "grade,wether"], &["\"wether\" is no item", "call, charts, grades"]);
}

#[test]
fn what_cannot_be_is_answered_with_what_could() {
    let home = infected();
    wrong(&home, &["--treatment", "7"], &["no treatment \"7\"", "number 1"]);
    wrong(&home, &["--to", "2026-02-30"], &["--to", "YYYY-MM-DD"]);
    wrong(&home, &["--to", "2026-03-07"], &["future", "today is 2026-03-06"]);
    wrong(&home, &["--from", "2026-03-05", "--to", "2026-03-04"], &["lies after"]);
    wrong(&home, &["-o", "visit.doc"], &["visit.doc", ".pdf, .html, .md, .txt"]);
    wrong(&home, &["--format", "doc"], &["md", "txt"]);
    wrong(&home, &["--force"], &["--output"]);
}

#[test]
fn a_period_is_told_alone() {
    let told = infected().run(&["report", "--to", "2026-03-04"]).out;
    assert!(told.contains("2 to 4 March 2026") && !told.contains("May I wash it?"), "{told}");
    let said = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains(">> TODAY: Get medical advice today") && said.contains("This is new since the end of 4 March"),
        "{said}"
    );
}

#[test]
fn a_report_through_a_pipe_is_the_file_itself() {
    let home = infected();
    let piped = home.command(&["report", "--format", "pdf", "--paper", "letter"]).output().unwrap();
    assert!(piped.stdout.starts_with(b"%PDF-"));
    assert_eq!(home.run(&["report", "--paper", "letter", "-o", "visit.pdf"]).code, 0);
    assert!(piped.stdout == fs::read(home.folder.path().join("visit.pdf")).unwrap());
}

#[test]
fn a_home_without_a_treatment_is_told_how_to_begin() {
    for command in ["report", "call"] {
        let Told { code, out, err } = Home::new().run(&[command]);
        assert_eq!((code, out.as_str()), (0, ""));
        assert!(err.contains("mendlog treatment add"), "{err}");
    }
}

#[test]
fn the_demo_has_a_report_and_a_call() {
    let home = Home::new();
    assert!(home.run(&["--demo", "report"]).out.contains("What was outside, and why"));
    assert!(home.run(&["--demo", "call"]).out.contains("You can say:"));
}

#[test]
fn the_call_says_whom_to_ring_and_three_sentences() {
    let told = infected().run(&["call"]);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(
        told.out.starts_with("Ring 555-0199 (out of hours), Dr. Roe\nTODAY  Get medical advice today"),
        "{}",
        told.out
    );
    let said = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
    let at = |words: &str| said.find(words).unwrap_or_else(|| panic!("{words}: {said}"));
    assert!(at("1. I had microneedling with a pen device") < at("2. On day 3"));
    assert!(at("2. On day 3") < at("3. What should I do, and should someone see my skin today?"));
    assert!(!said.contains(" 4. ") && said.contains("Nobody monitors this journal"), "{said}");
    let calm = Home::healing();
    calm.run(&["log", "redness=1"]);
    let said = calm.run(&["call"]).out;
    assert!(said.contains("2. What I graded last, on day 4, is within the range described"), "{said}");
}
