//! Times as they are typed: by the clock of the machine's zone on that day.

use serde_json::Value;

use crate::home::{Home, Told};

/// A clock that goes an hour ahead from the last Sunday of March to the last of October.
const ZONE: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// Runs a command by the machine's own clock, in that zone.
fn run(home: &Home, arguments: &[&str]) -> Told {
    home.command(arguments).env_remove("MENDLOG_NOW").env("TZ", ZONE).output().unwrap().into()
}

fn described(home: &Home) -> Vec<String> {
    let journal = run(home, &["export"]).json();
    let mut moments: Vec<_> =
        journal["entries"].as_array().unwrap().iter().map(|entry| entry["at"].as_str().unwrap().to_owned()).collect();
    moments.sort();
    moments
}

#[test]
fn a_typed_time_is_of_the_clock_of_its_own_day() {
    let home = Home::new();
    assert_eq!(run(&home, &["treatment", "add", "--date", "2025-03-28 20:00"]).code, 0);
    for date in ["2025-03-29 20:00", "2025-03-30 02:30", "2025-03-30 20:00", "2025-10-26 02:30", "2025-11-01 20:00"] {
        let told = run(&home, &["log", "redness=1", "--date", date]);
        assert_eq!(told.code, 0, "{date}: {}", told.err);
    }
    let moments = [
        "2025-03-29T20:00:00+01:00",
        // This half hour never came: the clock as it went the day before tells it.
        "2025-03-30T02:30:00+01:00",
        "2025-03-30T20:00:00+02:00",
        // This half hour came twice: the first.
        "2025-10-26T02:30:00+02:00",
        "2025-11-01T20:00:00+01:00",
    ];
    assert_eq!(described(&home), moments);
    let entries = run(&home, &["status", "--json"]).json()["entries"].clone();
    let placed: Vec<_> = entries.as_array().unwrap().iter().map(|entry| (&entry["day"], &entry["hours"])).collect();
    let wanted = [(1, 24.0), (2, 29.5 + 1.0), (2, 47.0)].map(|(day, hours)| (Value::from(day), Value::from(hours)));
    assert_eq!(placed[..3], wanted.each_ref().map(|(day, hours)| (day, hours)));
}

#[test]
fn a_treatment_of_which_only_the_date_is_known_has_its_own_day_by_the_clock_of_the_patient() {
    for zone in ["+13:00", "-08:00"] {
        let mut home = Home::new();
        home.now = if zone == "+13:00" { "2026-03-06T20:00:00+13:00" } else { "2026-03-06T20:00:00-08:00" };
        assert_eq!(home.run(&["treatment", "add", "--date", "2026-03-02"]).code, 0);
        for (date, hours) in [("2026-03-02 20:00", 8.0), ("2026-03-03 12:00", 24.0)] {
            let told = home.run(&["log", "redness=1", "--date", date]);
            assert_eq!(told.code, 0, "{zone}, {date}: {}", told.err);
            let entries = home.run(&["status", "--json"]).json()["entries"].clone();
            assert_eq!(entries.as_array().unwrap().last().unwrap()["hours"], hours, "{zone}, {date}");
        }
        let morning = home.run(&["log", "redness=2", "--date", "2026-03-02 09:00"]);
        assert_eq!(morning.code, 0, "{}", morning.err);
        assert_eq!(home.run(&["status", "--json"]).json()["entries"][0]["hours"], 0.0);
    }
}
