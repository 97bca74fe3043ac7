//! `mendlog explain` and `mendlog protocol`, run as their own process in a home of their own.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[expect(dead_code, reason = "the tests of the command line use the rest of it")]
#[path = "cli/home.rs"]
mod home;

use home::{Home, Told, journal};
use mendlog::domain::rule_words;
use mendlog::protocols::load;

const EXAMPLE: &str = include_str!("../assets/sheets/example-clinic.toml");
const PROTOCOL: &str = include_str!("../assets/protocols/microneedling.toml");

/// A home in which the example sheet is a file.
fn with_sheet(home: &Home) -> String {
    home.file("clinic.toml", EXAMPLE)
}

fn using_sheet() -> Home {
    let home = Home::healing();
    let file = with_sheet(&home);
    let told = home.run(&["protocol", "use", &file, "--yes"]);
    assert_eq!(told.code, 0, "{}", told.err);
    home
}

/// What was said, on one line, so that wrapping does not matter.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn refused(told: &Told, words: &str) {
    assert_eq!(told.code, 2, "{}", told.all());
    assert!(flat(&told.err).contains(words), "{words}: {}", told.err);
}

#[test]
fn every_rule_is_explained_with_its_reason_its_advice_and_its_sources() {
    let library = load().unwrap();
    let home = Home::new();
    for rule in library.standard().rules.iter().step_by(9) {
        let told = home.run(&["explain", rule.id.as_str()]);
        assert_eq!(told.code, 0, "{}", told.err);
        let out = flat(&told.out);
        let mut wanted = vec![rule.title.as_str(), rule.triage.word(), rule.triage.advice(), &rule.why, &rule.advice];
        for source in rule.sources.iter().filter_map(|id| library.catalog.source(id)) {
            wanted.extend([source.title.as_str(), &source.publisher, source.grade.meaning()]);
            wanted.extend(source.url.as_deref());
        }
        assert!(wanted.iter().all(|words| out.contains(&flat(words))), "{wanted:?}: {out}");
        let when = rule_words::when(rule, library.standard());
        assert!(when.iter().all(|said| out.contains(&flat(&said.text))), "{}: {out}", rule.id);
    }
    assert!(!home.journal().exists(), "explaining needs no journal");
}

#[test]
fn without_a_rule_all_are_listed_the_loudest_first() {
    let told = Home::new().run(&["explain"]);
    let library = load().unwrap();
    let rules = &library.standard().rules;
    assert!(rules.iter().all(|rule| told.out.contains(rule.id.as_str()) && told.out.contains(&rule.title)));
    let at = |word: &str| told.out.find(&format!("\n{word}  ")).unwrap_or_else(|| panic!("{word}: {}", told.out));
    let order = ["EMERGENCY", "TODAY", "CALL CLINIC", "WATCH"].map(at);
    assert!(order.is_sorted());
}

#[test]
fn a_rule_that_does_not_exist_brings_the_near_ones() {
    let home = Home::new();
    refused(&home.run(&["explain", "puss"]), "did you mean pus?");
    refused(&home.run(&["explain", "pain_growin"]), "did you mean pain-growing");
    refused(&home.run(&["explain", "headache"]), "`mendlog explain` lists them all");
    assert_eq!(home.run(&["explain", "Pain rising after 48 hours"]).code, 0, "a title serves too");
    assert!(!home.run(&["explain", "\u{1b}[31m"]).err.contains('\u{1b}'));
}

#[test]
fn other_programs_get_json() {
    let home = Home::new();
    let rule = home.run(&["explain", "pain-rising", "--json"]).json();
    assert_eq!((&rule["id"], &rule["level"]), (&"pain-rising".into(), &"urgent".into()));
    assert_eq!(rule["when"][0], "48 hours or more after the treatment");
    assert!(rule["sources"].as_array().unwrap().iter().all(|source| source["grade_words"].is_string()));
    let list = home.run(&["explain", "--json"]).json();
    assert_eq!(list["protocol"], "microneedling");
    assert!(list["rules"].as_array().unwrap().len() > 60);
}

#[test]
fn the_ranges_are_shown_by_day_also_without_a_journal() {
    let home = Home::new();
    let told = home.run(&["protocol", "show"]);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.out.contains("No provider's sheet is in use") && !told.out.contains("For you"), "{}", told.out);
    let row = |name: &str| flat(told.out.lines().find(|line| line.starts_with(name)).unwrap());
    assert_eq!(row("Day"), "Day 0 1 2 3 4 5 6 7 8-10 11-14 15+");
    assert_eq!(row("Redness"), "Redness 3/4 3 2/3 2 1/2 1/2 0/1 0/1 - - -");
    let one = home.run(&["protocol", "show", "swel"]).out;
    assert!(one.contains("Swelling  2/3  2  1/2  0/1  -"), "{one}");
    assert!(flat(&one).contains("BHSkin (clinic)") && !one.contains("Redness  "), "{one}");
    assert!(!home.journal().exists());
}

#[test]
fn what_moves_the_ranges_for_this_patient_is_named_with_its_reason() {
    let home = Home::new();
    let add = ["treatment", "add", "--date", "2026-03-02 10:00", "--device", "rf", "--depth", "2.5", "--area", "neck"];
    assert_eq!(home.run(&add).code, 0);
    let told = home.run(&["protocol", "show", "redness"]);
    let (plain, own) = told.out.split_once("For you").unwrap();
    assert!(plain.contains("Redness  3/4  3  2/3  2  1/2  0/1  -"), "{plain}");
    assert!(own.contains("0-3  4  5    6  7-8  9-10  11+"), "{own}");
    let own = flat(own);
    for words in
        ["needles of 2 mm and more", "neck or chest", "hold longer by 2 days", "downtime", "Needle depth guide"]
    {
        assert!(own.contains(words), "{words}: {own}");
    }
    assert!(!own.contains("crusts and swelling are described"), "radio frequency does not move redness: {own}");
    let whole = home.run(&["protocol", "show"]).out;
    assert!(whole.lines().all(|line| line.chars().count() <= 88), "{whole}");
    let calm = Home::healing().run(&["protocol", "show", "redness", "--treatment", "1"]);
    assert!(calm.out.contains("Nothing that you told moves these ranges."), "{}", calm.out);
    refused(&home.run(&["protocol", "show", "--treatment", "7"]), "no treatment \"7\"");
}

#[test]
fn files_are_checked_and_faults_named_with_their_place() {
    let home = Home::new();
    let sound = home.run(&["protocol", "check", &with_sheet(&home)]);
    assert_eq!(sound.code, 0, "{}", sound.err);
    assert!(flat(&sound.out).contains("is sound: a provider's sheet, \"After your microneedling\" of Example Clinic"));
    let own = home.run(&["protocol", "check", &home.file("own.toml", PROTOCOL)]);
    assert!(own.code == 0 && flat(&own.out).contains("is sound: a protocol of its own"), "{}", own.all());
    let line = PROTOCOL.lines().position(|line| line.contains("{ sign = \"pus\" }")).unwrap() + 1;
    let broken = home.file("broken.toml", PROTOCOL.replacen("{ sign = \"pus\" }", "{ sign = \"puss\" }", 1));
    refused(&home.run(&["protocol", "check", &broken]), &format!("broken.toml, line {line}, column"));
    let rules = home.file("rules.toml", format!("{EXAMPLE}\n[[rules]]\nid = \"pus\"\n"));
    refused(&home.run(&["protocol", "check", &rules]), "cannot change what calls for help");
    let text = home.file("latin.toml", b"kind = \"sheet\"\nname = \"\xe9\"".as_slice());
    refused(&home.run(&["protocol", "check", &text]), "line 2: this is no text");
    refused(&home.run(&["protocol", "check", "nowhere.toml"]), "could not read nowhere.toml");
    let piped = home.pipe(&["protocol", "check", "-"], EXAMPLE.as_bytes());
    assert!(piped.code == 0 && piped.out.starts_with("what came through the pipe is sound"), "{}", piped.all());
    refused(&home.pipe(&["protocol", "check", "-"], &vec![b'#'; 2 << 20]), "larger than 1 MiB");
    assert!(!home.journal().exists());
}

#[test]
fn a_difference_is_told_against_the_published_figures_or_another_file() {
    let home = Home::new();
    let sheet = with_sheet(&home);
    let told = flat(&home.run(&["protocol", "diff", &sheet]).out);
    for words in [
        "From Microneedling 1.0.0 to Microneedling 1.0.0 + Example Clinic 2026-02",
        "day 3: up to grade 1 (before: up to grade 2), narrower",
        "phone: 555-0134 (new)",
        "Exercise: No sport, sauna or hot bath for 72 hours. (new)",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let newer = home.file("newer.toml", EXAMPLE.replace("2026-02", "2026-08").replace("72 hours", "48 hours"));
    let told = flat(&home.run(&["protocol", "diff", &sheet, &newer]).out);
    assert!(told.contains("48 hours. (before: No sport, sauna or hot bath for 72 hours.)"), "{told}");
    assert!(!told.contains("Redness"), "{told}");
    let own = home.file("own.toml", PROTOCOL);
    assert!(home.run(&["protocol", "diff", &own]).out.contains("Nothing is different."));
    refused(&home.run(&["protocol", "diff", &own, &own]), "both files are the same");
}

#[test]
fn a_sheet_is_used_only_when_the_patient_agrees() {
    let home = Home::healing();
    let sheet = with_sheet(&home);
    refused(&home.run(&["protocol", "use", &sheet]), "nobody answered; add --yes");
    let no = home.pipe(&["protocol", "use", &sheet], b"n\n");
    assert!(no.code == 0 && no.err.contains("Nothing was changed"), "{}", no.err);
    assert!(home.run(&["protocol", "show"]).out.contains("No provider's sheet is in use"));
    let yes = home.pipe(&["protocol", "use", &sheet], b"yes\n");
    assert_eq!(yes.code, 0);
    assert!(yes.out.contains("day 3: up to grade 1") && yes.err.contains("Danger signs"), "{}", yes.all());
    assert!(
        flat(&home.run(&["protocol", "show"]).out).contains("under your provider's sheet \"After your microneedling\"")
    );
    let again = home.run(&["protocol", "use", &sheet, "--yes"]);
    assert!(again.err.contains("in use already"), "{}", again.err);
    let own = home.file("own.toml", PROTOCOL);
    refused(&home.run(&["protocol", "use", &own, "--yes"]), "only a provider's sheet");
    let piped = home.pipe(&["protocol", "use", "-"], EXAMPLE.replace("555-0134", "555-0135").as_bytes());
    refused(&piped, "add --yes");
}

#[test]
fn the_journal_goes_by_the_sheet_until_it_is_dropped() {
    let home = using_sheet();
    let log = |home: &Home| home.run(&["log", "redness=2", "--dry-run"]);
    let under = log(&home);
    assert!(under.out.starts_with("CALL CLINIC"), "{}", under.out);
    let out = flat(&under.out);
    assert!(out.contains("Redness up to 1 is described for day 4, by your provider's sheet"), "{out}");
    assert!(out.contains("Who says so: After your microneedling, version 2026-02"), "{out}");
    assert!(out.contains("Ring 555-0199 (out of hours), Dr. Roe"), "the treatment's own number comes first: {out}");
    assert_eq!(home.run(&["log", "redness=1"]).code, 0);
    let status = flat(&home.run(&["status"]).out);
    assert!(
        status.contains("Your provider's sheet is used: \"After your microneedling\" of Example Clinic"),
        "{status}"
    );
    assert_eq!(home.run(&["status", "--json"]).json()["protocol"]["version"], "1.0.0 + Example Clinic 2026-02");
    assert!(home.run(&["chart", "redness"]).code == 0);
    let drop = home.run(&["protocol", "drop"]);
    assert!(drop.code == 0 && flat(&drop.err).contains("published figures again"), "{}", drop.err);
    assert!(!log(&home).out.starts_with("CALL CLINIC"));
    assert!(!home.run(&["status"]).out.contains("sheet"));
    assert!(home.run(&["protocol", "drop"]).err.contains("No sheet is in use"));
}

#[test]
fn the_sheets_number_is_rung_where_the_treatment_has_none() {
    let home = Home::new();
    assert_eq!(home.run(&["treatment", "add", "--date", "2026-03-02 10:00"]).code, 0);
    let log = |home: &Home| flat(&home.run(&["log", "redness=1", "--sign", "pus", "--dry-run"]).out);
    assert!(log(&home).contains("No number saved"));
    assert_eq!(home.run(&["protocol", "use", &with_sheet(&home), "--yes"]).code, 0);
    assert!(log(&home).contains("Ring 555-0187 (out of hours), Example Clinic, Dr Moreau"));
}

#[test]
fn a_file_is_assessed_by_the_published_figures_unless_a_sheet_is_named() {
    let home = using_sheet();
    let entry = r#"{"treatment": "t1", "at": "2026-03-06T12:00:00+01:00", "grades": {"redness": 2}}"#;
    let file = home.file("journal.json", journal(entry));
    let plain = home.run(&["assess", &file, "--json"]).json();
    assert_eq!(plain["protocol"]["version"], "1.0.0");
    assert_ne!(plain["entries"][0]["triage"], "contact_provider");
    let sheet = with_sheet(&home);
    let under = home.run(&["assess", &file, "--json", "--sheet", &sheet]).json();
    assert_eq!(under["protocol"]["version"], "1.0.0 + Example Clinic 2026-02");
    assert_eq!(under["entries"][0]["triage"], "contact_provider");
    assert_eq!(under["entries"][0]["findings"][0]["sources"][0], "provider-sheet");
    refused(&home.run(&["assess", &file, "--sheet", &file]), "journal.json, line 1, column");
}

#[test]
fn a_kept_sheet_that_does_not_pass_any_more_is_left_out_with_a_word() {
    let home = Home::healing();
    let mut journal = mendlog::store::Journal::open(&home.journal()).unwrap();
    let now = chrono::DateTime::parse_from_rfc3339(home.now).unwrap();
    journal.save_sheet("kind = \"sheet\"\n[[rules]]\n", now).unwrap();
    drop(journal);
    for command in [&["status"][..], &["log", "redness=1"], &["protocol", "show"]] {
        let told = home.run(command);
        assert_eq!(told.code, 0, "{}", told.err);
        assert!(flat(&told.err).contains("the published figures are used. Nothing was lost"), "{}", told.err);
    }
    assert_eq!(home.run(&["protocol", "use", &with_sheet(&home), "--yes"]).code, 0);
    assert!(!home.run(&["status"]).err.contains("Nothing was lost"));
}

#[test]
fn whose_sheet_it_is_stands_wherever_something_is_judged_by_it() {
    let home = using_sheet();
    home.run(&["log", "redness=2"]);
    let title = "Ranges: sheet version 2026-02 of Example Clinic, \"After your microneedling\"";
    assert!(
        flat(&home.run(&["status"]).out).contains("\"After your microneedling\" of Example Clinic, version 2026-02")
    );
    for chart in [&["chart"][..], &["chart", "redness"]] {
        assert!(flat(&home.run(chart).out).contains(title), "{chart:?}");
    }
    let protocol = home.run(&["status", "--json"]).json()["protocol"].clone();
    assert_eq!(
        (&protocol["sheet"], &protocol["sheet_version"]),
        (&"After your microneedling".into(), &"2026-02".into())
    );
    home.run(&["protocol", "drop"]);
    assert!(!home.run(&["chart"]).out.contains("sheet"));
    assert!(home.run(&["status", "--json"]).json()["protocol"].get("sheet").is_none());
}

#[test]
fn an_export_tells_the_sheet_and_an_import_says_that_it_takes_none_into_use() {
    let home = using_sheet();
    let text = home.run(&["export"]).out;
    let sheet = home.run(&["export"]).json()["sheet"].clone();
    assert_eq!((&sheet["provider"], &sheet["toml"]), (&"Example Clinic".into(), &EXAMPLE.into()));
    let other = Home::new();
    let file = other.file("journal.json", &text);
    for arguments in [&["import", &file][..], &["import", &file, "--dry-run"], &["assess", &file]] {
        let told = other.run(arguments);
        let said = flat(&told.err);
        assert!(told.code == 0 && said.contains("the sheet \"After your microneedling\" of Example Clinic"), "{said}");
        assert!(!said.contains("not known"), "{said}");
    }
    assert!(other.run(&["export"]).json().get("sheet").is_none());
}
