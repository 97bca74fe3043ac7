//! `mendlog chart`, run as its own process: the sentence, the drawing and the table say the same.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "cli/home.rs"]
#[expect(dead_code, reason = "each test binary uses its part of it")]
mod home;

use home::Home;

/// Four days of redness: on time, late, and the last one far above what is described.
fn four_days() -> Home {
    let home = Home::healing();
    for (date, grade) in [("2026-03-03", "3"), ("2026-03-04", "2"), ("2026-03-05", "not_sure"), ("2026-03-06", "4")] {
        let answer = format!("redness={grade}");
        assert_eq!(home.run(&["log", &answer, "--date", date]).code, 0);
    }
    home
}

#[test]
fn one_symptom_is_told_drawn_and_listed() {
    let told = four_days().run(&["chart", "redness", "--ascii"]);
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    assert!(told.out.is_ascii(), "{}", told.out);
    assert!(told.out.starts_with("Redness: 3 on day 1, up to 4 on day 4, lowest 2 on day 2;"), "{}", told.out);
    let drawing: Vec<_> = told.out.lines().filter(|line| line.contains(" 4 +")).collect();
    assert!(drawing[0].contains('!'), "what lies outside has its symbol: {}", told.out);
    let row = |day: &str| told.out.lines().find(|line| line.starts_with(day)).unwrap();
    assert!(row("4  ").contains("outside") && row("2  ").contains("2 late"), "{}", told.out);
    assert!(row("3  ").contains("not sure") && row("0  ").contains("no check-in"), "{}", told.out);
    assert!(told.out.lines().all(|line| line.len() <= 88), "{}", told.out);
}

#[test]
fn without_a_symptom_each_recorded_one_gets_its_sentence() {
    let told = four_days().run(&["chart"]);
    assert!(told.out.starts_with("Redness:") && !told.out.contains("Peeling"), "{}", told.out);
}

#[test]
fn what_is_not_there_is_said_and_nothing_is_made() {
    let home = Home::new();
    let told = home.run(&["chart", "redness"]);
    assert_eq!((told.code, told.out.as_str()), (0, ""));
    assert!(told.err.contains("mendlog treatment add"), "{}", told.err);
    assert_eq!(home.run(&["chart", "freckles"]).code, 2);
    assert_eq!(Home::healing().run(&["chart", "redness", "--treatment", "7"]).code, 2);
}
