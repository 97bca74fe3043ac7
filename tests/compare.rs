//! `mendlog compare` and `mendlog forecast`, run as their own processes.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "cli/home.rs"]
#[expect(dead_code, reason = "each test binary uses its part of it")]
mod home;

use home::Home;

/// A treatment in January whose redness took four days, and the one of 2 March, now on day 4.
fn twice() -> Home {
    let home = Home::healing();
    let before = ["treatment", "add", "--date", "2026-01-12 10:00", "--device", "pen", "--depth", "1.0"];
    assert_eq!(home.run(&before).code, 0);
    for (day, grade) in [(12, 3), (13, 2), (14, 2), (15, 1), (16, 0)] {
        let (answer, date) = (format!("redness={grade}"), format!("2026-01-{day}"));
        let logged = home.run(&["log", &answer, "--date", &date, "--treatment", "1"]);
        assert_eq!(logged.code, 0, "{}", logged.err);
    }
    for (day, answers) in
        [(2, ["redness=3", "peeling=0"]), (3, ["redness=1", "peeling=0"]), (4, ["redness=0", "peeling=1"])]
    {
        let date = format!("2026-03-0{day}");
        assert_eq!(home.run(&["log", answers[0], answers[1], "--date", &date]).code, 0);
    }
    home
}

#[test]
fn two_treatments_are_told_and_listed_day_by_day() {
    let home = twice();
    let told = home.run(&["compare"]);
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    assert!(
        told.out.starts_with("Beside the treatment in January, 1 symptom graded both times: 1 gone earlier."),
        "{}",
        told.out
    );
    assert!(
        told.out.contains("Redness gone two days earlier than in January (day 2; day 4 in January)."),
        "{}",
        told.out
    );
    let redness = home.run(&["compare", "2", "1", "--symptom", "redness"]).out;
    assert!(redness.contains("Redness on day 2: 0 now, 2 in January."), "{redness}");
    assert!(redness.contains("day  in March  in January") && redness.contains("1    1         2"), "{redness}");
    assert!(home.run(&["compare", "1", "2"]).out.contains("Redness gone two days later than in March"));
    assert!(redness.is_ascii() && redness.lines().all(|line| line.len() <= 88), "{redness}");
}

#[test]
fn the_comparison_as_json_keeps_gaps_and_ends() {
    let told = twice().run(&["compare", "--symptom", "redness", "--json"]).json();
    let redness = &told["symptoms"][0];
    assert_eq!((&redness["one"]["state"], &redness["one"]["gone_by_day"]), (&"gone".into(), &2.into()));
    assert_eq!(redness["other"]["worst_by_day"]["3"], 1);
    assert!(redness["one"]["worst_by_day"].get("3").is_none(), "{redness}");
}

#[test]
fn what_cannot_be_compared_is_said_kindly_or_refused() {
    let one = Home::healing().run(&["compare"]);
    assert_eq!((one.code, one.out.as_str()), (0, ""));
    assert!(one.err.contains("nothing to compare it with yet"), "{}", one.err);
    assert!(Home::new().run(&["compare"]).err.contains("mendlog treatment add"));
    let home = twice();
    for wrong in [&["compare", "1", "1"][..], &["compare", "9"], &["compare", "--symptom", "freckles"]] {
        assert_eq!(home.run(wrong).code, 2, "{wrong:?}");
    }
}

#[test]
fn forecasts_are_told_with_their_dates_and_as_json() {
    let home = Home::healing();
    let nothing = home.run(&["forecast"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (0, ""));
    assert!(nothing.err.contains("No symptom is graded"), "{}", nothing.err);
    for (day, grade) in [(2, 3), (3, 3), (4, 2), (5, 2), (6, 1)] {
        let (answer, date) = (format!("redness={grade}"), format!("2026-03-0{day}"));
        assert_eq!(home.run(&["log", &answer, "--date", &date]).code, 0);
    }
    let told = home.run(&["forecast"]).out.replace('\n', " ");
    assert!(told.starts_with("Redness: likely gone ") && told.contains(" March"), "{told}");
    assert!(told.contains("From 5 check-ins of yours and the range described."), "{told}");
    assert!(told.contains("A range is no promise"), "{told}");
    let json = home.run(&["forecast", "--json"]).json();
    let redness = &json["forecasts"][0];
    assert_eq!((&redness["symptom"], &redness["state"], &json["day"]), (&"redness".into(), &"going".into(), &4.into()));
    assert!(redness["first_day"].as_i64() >= Some(4) && redness["last_day"].as_i64() >= redness["likely_day"].as_i64());
    assert_eq!(json["forecasts"][1]["state"], "not_recorded");
}
