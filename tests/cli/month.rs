//! `mendlog month`: the sentence, the calendar, the days, JSON.

use crate::home::{Home, pus_on_day_3};

fn home() -> Home {
    let home = Home::new();
    assert_eq!(home.run(&["import", &home.file("journal.json", pus_on_day_3())]).code, 0);
    home
}

#[test]
fn a_month_is_a_sentence_and_a_calendar_without_colour() {
    let told = home().run(&["month"]);
    assert_eq!(told.code, 0, "{}", told.err);
    let sentence = "March 2026: 1 check-in on 1 of 5 days; worst grade 1 (redness) on Thu 5 March; loudest verdict TODAY \
                    on Thu 5 March; a warning was open on 2 days; treatment on Mon 2 March.";
    assert_eq!(told.out.split("\n\n").next().unwrap().replace('\n', " "), sentence);
    for words in ["\nMon       Tue", "\n 2 . *", " 5 1T!", " 6 . !", "T TODAY"] {
        assert!(told.out.contains(words), "{words}: {}", told.out);
    }
    assert!(!told.out.contains('\u{1b}'));
    assert!(told.out.lines().all(|line| line.len() <= 88));
}

#[test]
fn another_month_and_another_symptom_are_asked_for_by_name() {
    let home = home();
    let before = home.run(&["month", "2026-02"]).out;
    assert!(before.starts_with("February 2026: nothing is recorded."), "{before}");
    let peeling = home.run(&["month", "--symptom", "peeling"]).out;
    assert!(peeling.starts_with("March 2026, peeling: 1 check-in") && peeling.contains(" 5 .T!"), "{peeling}");
    for wrong in
        [&["month", "2026-13"][..], &["month", "March"], &["month", "--symptom", "sadness"], &["month", "9999-01"]]
    {
        let told = home.run(wrong);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{wrong:?}");
    }
}

#[test]
fn each_day_is_told_in_words_for_whoever_listens() {
    let days = home().run(&["month", "--days"]).out;
    assert!(days.contains("Thu 5 March: day 3, worst grade 1 (redness), TODAY, 1 check-in, 1 warning open"), "{days}");
    assert!(days.contains("Mon 2 March: day 0, treatment, no check-in"), "{days}");
    assert!(!days.contains("7 March"), "tomorrow is not told: {days}");
}

#[test]
fn as_json_every_day_of_the_month_is_there() {
    let month = home().run(&["month", "--json"]).json();
    assert_eq!((&month["month"], month["days"].as_array().unwrap().len()), (&"2026-03".into(), 31));
    let day = &month["days"][4];
    let wanted = serde_json::json!({"date": "2026-03-05", "day": 3, "check_ins": 1, "worst_grade": 1,
        "worst_symptom": "redness", "verdict": "urgent", "treatments": 0, "open_warnings": 1, "typed_later": 0, "changed": 0});
    assert_eq!(*day, wanted);
}

#[test]
fn without_a_treatment_it_says_how_to_begin_and_makes_nothing() {
    let home = Home::new();
    let told = home.run(&["month"]);
    assert!(told.code == 0 && told.out.is_empty() && told.err.contains("mendlog treatment add"), "{}", told.err);
    assert!(!home.journal().exists());
}
