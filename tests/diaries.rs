//! Scenario diaries: a course and the triage a careful nurse expects, in one readable file each.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use mendlog::domain::patient::PatientFact;
use mendlog::domain::visit::seen_events;
use mendlog::domain::{
    After, Answer, Area, AssessedEntry, BetterWithin, Day, DayEnd, Device, Diary, Entry, EntryId, Finding, Moment,
    NeedleDepth, Patient, Rating, Rule, Says, SkinType, Told, Treatment, TreatmentId, Triage, Use, Warning, assess,
    finding::Presence, now::now,
};
use mendlog::protocols::{Library, load};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    #[expect(dead_code, reason = "for the reader of the file")]
    title: String,
    #[expect(dead_code, reason = "for the reader of the file")]
    story: String,
    #[serde(default)]
    patient: PatientToml,
    #[serde(default)]
    treatment: TreatmentToml,
    earlier: Option<Earlier>,
    entry: Vec<EntryToml>,
    /// Things on hold that were used.
    #[serde(default)]
    used: Vec<UsedToml>,
    /// What the provider said about a hold.
    #[serde(default)]
    told: Vec<ToldToml>,
    /// "I was seen, they said …"
    #[serde(default)]
    seen: Vec<SeenToml>,
    #[serde(default)]
    now: Vec<NowToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UsedToml {
    hold: String,
    day: i32,
    #[serde(default = "evening")]
    time: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldToml {
    about: String,
    day: i32,
    #[serde(default = "evening")]
    time: String,
    hours: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeenToml {
    day: i32,
    time: String,
    said: String,
    better_within_days: BetterWithin,
    /// About these warnings; about all that are open when left out.
    rules: Option<Vec<String>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PatientToml {
    skin_type: Option<SkinType>,
    #[serde(flatten)]
    facts: BTreeMap<PatientFact, bool>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct TreatmentToml {
    device: Option<Device>,
    needle_depth_mm: Option<NeedleDepth>,
    area: Option<Area>,
    prp: Option<bool>,
    at_home: Option<bool>,
    retinoid_resumed_day: Option<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Earlier {
    days_before: i32,
    device: Option<Device>,
    last_entry: Option<EarlierEntry>,
    /// Treatments before that one, with the same device.
    #[serde(default)]
    also_days_before: Vec<i32>,
}

#[derive(Deserialize)]
struct EarlierEntry {
    days_before: i32,
    #[serde(flatten)]
    grades: BTreeMap<String, Rating>,
}

#[derive(Deserialize)]
struct EntryToml {
    day: i32,
    #[serde(default = "evening")]
    time: String,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
    #[serde(default)]
    unsure: Vec<String>,
    expect: Expected,
    /// Rules that must be among the findings.
    #[serde(default)]
    because: Vec<String>,
    /// Rules that come close and must not be.
    #[serde(default)]
    not_because: Vec<String>,
    #[serde(flatten)]
    grades: BTreeMap<String, Rating>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NowToml {
    day: i32,
    #[serde(default = "evening")]
    time: String,
    expect: Expected,
    /// Rules on silence that must speak.
    #[serde(default)]
    because: Vec<String>,
    /// Rules on silence that come close and must not speak.
    #[serde(default)]
    not_because: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Expected {
    One(Triage),
    Either(Vec<Triage>),
}

impl Expected {
    fn allows(&self, triage: Triage) -> bool {
        match self {
            Self::One(one) => *one == triage,
            Self::Either(several) => several.contains(&triage),
        }
    }

    fn words(&self) -> String {
        match self {
            Self::One(one) => one.to_string(),
            Self::Either(several) => several.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or "),
        }
    }
}

fn evening() -> String {
    "20:00".to_owned()
}

/// Every scenario is treated on this day at 10:00.
fn at(day: i32, time: &str) -> DateTime<FixedOffset> {
    let date = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + TimeDelta::days(i64::from(day));
    let time = NaiveTime::parse_from_str(time, "%H:%M").unwrap();
    let zone = FixedOffset::east_opt(3600).unwrap();
    date.and_time(time).and_local_timezone(zone).unwrap()
}

fn treatment(scenario: &Scenario) -> Treatment {
    let mut treatment = Treatment::new(TreatmentId::from("t1"), Moment::At(at(0, "10:00")));
    let from = &scenario.treatment;
    treatment.device = from.device;
    treatment.needle_depth = from.needle_depth_mm;
    treatment.area.clone_from(&from.area);
    treatment.prp = from.prp;
    treatment.at_home = from.at_home;
    treatment.retinoid_resumed_on = from.retinoid_resumed_day.map(|day| at(day, "12:00").date_naive());
    treatment
}

fn entry(index: usize, from: &EntryToml) -> Entry {
    let moment = Moment::At(at(from.day, &from.time));
    let mut entry = Entry::new(EntryId::from(format!("e{index}")), TreatmentId::from("t1"), moment);
    entry.grades = from.grades.iter().map(|(id, rating)| (id.as_str().into(), *rating)).collect();
    for (signs, answer) in [(&from.yes, Answer::Yes), (&from.no, Answer::No), (&from.unsure, Answer::NotSure)] {
        entry.signs.extend(signs.iter().map(|id| (id.as_str().into(), answer)));
    }
    entry
}

fn diary(scenario: &Scenario) -> Diary {
    let mut patient = Patient { skin_type: scenario.patient.skin_type, ..Patient::default() };
    for (fact, yes) in &scenario.patient.facts {
        *patient.fact_mut(*fact) = Some(*yes);
    }
    let mut diary = Diary { patient, day_end: DayEnd::MIDNIGHT, ..Diary::default() };
    diary.treatments.push(treatment(scenario));
    diary.entries = scenario.entry.iter().enumerate().map(|(index, from)| entry(index, from)).collect();
    let treatment = || TreatmentId::from("t1");
    diary.care.uses.extend(scenario.used.iter().map(|used| Use {
        treatment: treatment(),
        hold: used.hold.as_str().into(),
        at: Moment::At(at(used.day, &used.time)),
    }));
    diary.care.told.extend(scenario.told.iter().map(|told| Told {
        treatment: treatment(),
        about: told.about.clone(),
        at: Moment::At(at(told.day, &told.time)),
        says: Says::Until(After::Hours(told.hours)),
    }));
    if let Some(earlier) = &scenario.earlier {
        for (index, days_before) in std::iter::once(&earlier.days_before).chain(&earlier.also_days_before).enumerate() {
            let id = if index == 0 { "t0".to_owned() } else { format!("t0-{index}") };
            let mut before = Treatment::new(TreatmentId::from(id), Moment::At(at(-days_before, "10:00")));
            before.device = earlier.device;
            diary.treatments.push(before);
        }
        if let Some(last) = &earlier.last_entry {
            let moment = Moment::At(at(-last.days_before, "20:00"));
            let mut entry = Entry::new(EntryId::from("e-earlier"), TreatmentId::from("t0"), moment);
            entry.grades = last.grades.iter().map(|(id, rating)| (id.as_str().into(), *rating)).collect();
            diary.entries.push(entry);
        }
    }
    diary
}

/// The patient shows what is open at each visit, or what the file names of it.
fn be_seen(diary: &mut Diary, scenario: &Scenario, library: &Library) {
    for visit in &scenario.seen {
        let moment = at(visit.day, &visit.time);
        let state = now(diary, |id| library.protocol(id), Moment::At(moment));
        let is_named = |warning: &&Warning| {
            visit.rules.as_ref().is_none_or(|rules| rules.iter().any(|rule| rule == warning.rule.id.as_str()))
        };
        let seen: Vec<_> = state.open_warnings.iter().filter(is_named).collect();
        assert!(!seen.is_empty(), "nothing that could be seen is open on day {}", visit.day);
        diary.events.extend(seen_events(&seen, moment, &visit.said, visit.better_within_days));
    }
}

/// One entry or moment of a file beside what the program makes of it.
struct Judged<'a> {
    at: String,
    expect: &'a Expected,
    because: &'a [String],
    not_because: &'a [String],
    /// The entry; none for a moment of silence.
    entry: Option<AssessedEntry>,
    triage: Triage,
    findings: Vec<Finding>,
}

/// Every entry and moment of a file, judged.
fn judge<'a>(scenario: &'a Scenario, library: &Library) -> Vec<Judged<'a>> {
    let mut diary = diary(scenario);
    be_seen(&mut diary, scenario, library);
    names_are_known(&diary, library);
    let treatment = diary.treatment(&TreatmentId::from("t1")).unwrap();
    let assessment = assess(&diary.healing(treatment), library.protocol("microneedling"));
    let mut judged = Vec::new();
    for (from, entry) in scenario.entry.iter().zip(assessment.entries) {
        assert_eq!(entry.day, Day::new(from.day), "entries must be in the order of time");
        judged.push(Judged {
            at: format!("day {} {}", from.day, from.time),
            expect: &from.expect,
            because: &from.because,
            not_because: &from.not_because,
            triage: entry.triage,
            findings: entry.findings.clone(),
            entry: Some(entry),
        });
    }
    for from in &scenario.now {
        let state = now(&diary, |id| library.protocol(id), Moment::At(at(from.day, &from.time)));
        judged.push(Judged {
            at: format!("now on day {} {}", from.day, from.time),
            expect: &from.expect,
            because: &from.because,
            not_because: &from.not_because,
            entry: None,
            triage: state.triage,
            findings: state.silence,
        });
    }
    judged
}

impl Judged<'_> {
    fn rules(&self) -> BTreeSet<&str> {
        self.findings.iter().map(|finding| finding.rule.id.as_str()).collect()
    }

    /// What the program says otherwise than the file.
    fn differences(&self) -> String {
        let (at, rules) = (&self.at, self.rules());
        let mut report = String::new();
        if !self.expect.allows(self.triage) {
            let words = self.expect.words();
            writeln!(report, "  {at}: expected {words}, judged {} by {rules:?}", self.triage).unwrap();
        }
        for rule in self.because.iter().filter(|rule| !rules.contains(rule.as_str())) {
            writeln!(report, "  {at}: {rule} did not fire, only {rules:?}").unwrap();
        }
        for rule in self.not_because.iter().filter(|rule| rules.contains(rule.as_str())) {
            writeln!(report, "  {at}: {rule} fired").unwrap();
        }
        report
    }

    /// Whether this is a case of the rule: named by the file, and shown here rather than left open by an earlier entry.
    fn is_case_of(&self, rule: &Rule) -> bool {
        let shows = |finding: &Finding| finding.rule.id == rule.id && finding.presence == Presence::Shown;
        self.because.iter().any(|name| rule.id.as_str() == name) && self.findings.iter().any(shows)
    }

    /// Whether this is a near miss of the rule: named by the file, silent here, and about something the rule looks at.
    fn is_near_miss_of(&self, rule: &Rule) -> bool {
        self.not_because.iter().any(|name| rule.id.as_str() == name)
            && !self.rules().contains(rule.id.as_str())
            && self.entry.as_ref().is_none_or(|entry| touches(&entry.entry, rule))
    }
}

/// Whether an entry answers something the rule asks for; a rule that asks nothing of the entry is always touched.
fn touches(entry: &Entry, rule: &Rule) -> bool {
    let (mut asks, mut answered) = (false, false);
    for condition in &rule.when {
        condition.walk(&mut |condition| {
            let (symptoms, signs) = (condition.symptoms(), condition.signs());
            asks |= !symptoms.is_empty() || !signs.is_empty();
            answered |= symptoms.iter().any(|symptom| entry.grades.contains_key(symptom));
            answered |= signs.iter().any(|sign| entry.signs.contains_key(sign));
        });
    }
    answered || !asks
}

fn names_are_known(diary: &Diary, library: &Library) {
    for used in &diary.care.uses {
        assert!(library.standard().hold(used.hold.as_str()).is_some(), "nothing on hold is called {}", used.hold);
    }
    for entry in &diary.entries {
        for symptom in entry.grades.keys() {
            assert!(library.catalog.symptom(symptom).is_some(), "no symptom is called {symptom}");
        }
        for sign in entry.signs.keys() {
            assert!(library.catalog.sign(sign).is_some(), "no sign is called {sign}");
        }
    }
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diaries");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

fn read(path: &Path) -> Scenario {
    let text = std::fs::read_to_string(path).unwrap();
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_diary_is_judged_as_its_file_expects() {
    let library = load().unwrap();
    let mut report = String::new();
    for path in files() {
        let differences: String = judge(&read(&path), &library).iter().map(Judged::differences).collect();
        if !differences.is_empty() {
            writeln!(report, "{}\n{differences}", path.file_name().unwrap().to_string_lossy()).unwrap();
        }
    }
    assert!(report.is_empty(), "judged otherwise than expected:\n{report}");
}

#[test]
fn ordinary_diaries_never_call_and_there_are_many_of_both_kinds() {
    let (ordinary, trouble): (Vec<_>, Vec<_>) =
        files().into_iter().partition(|path| path.file_name().unwrap().to_string_lossy().starts_with("ordinary-"));
    assert!(ordinary.len() >= 30 && trouble.len() >= 30, "{} ordinary, {} others", ordinary.len(), trouble.len());
    for path in ordinary {
        for entry in read(&path).entry {
            let calls = Triage::ALL.into_iter().filter(|triage| triage.warns());
            assert!(calls.into_iter().all(|triage| !entry.expect.allows(triage)), "{}", path.display());
        }
    }
}

#[test]
fn every_rule_has_a_case_and_a_near_miss() {
    let library = load().unwrap();
    let rules = &library.protocol("microneedling").rules;
    let known: BTreeSet<_> = rules.iter().map(|rule| rule.id.as_str()).collect();
    let (mut without_case, mut without_near_miss) = (known.clone(), known.clone());
    for path in files() {
        let scenario = read(&path);
        for judged in judge(&scenario, &library) {
            for name in judged.because.iter().chain(judged.not_because) {
                assert!(known.contains(name.as_str()), "{}: no rule is called {name}", path.display());
            }
            without_case.retain(|id| !rules.iter().any(|rule| rule.id.as_str() == *id && judged.is_case_of(rule)));
            without_near_miss
                .retain(|id| !rules.iter().any(|rule| rule.id.as_str() == *id && judged.is_near_miss_of(rule)));
        }
    }
    assert!(
        without_case.is_empty() && without_near_miss.is_empty(),
        "no diary marks a case of {without_case:?}, or a near miss of {without_near_miss:?}"
    );
}

#[test]
fn the_readme_counts_the_diaries_that_are_there() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (rules, courses): (Vec<_>, Vec<_>) =
        files().into_iter().partition(|path| path.file_name().unwrap().to_string_lossy().starts_with("rule-"));
    let moments: usize =
        courses.iter().map(|path| read(path)).map(|course| course.entry.len() + course.now.len()).sum();
    let about = format!("{},{:02}0", moments / 1000, moments % 1000 / 10);
    for words in [
        format!("the judgement against {} scenario diaries", courses.len()),
        format!("to {} diaries with about {about} judged moments", courses.len()),
        format!("to {} more (`rule-…`)", rules.len()),
    ] {
        assert!(readme.contains(&words), "README.md should say: {words}");
    }
}
