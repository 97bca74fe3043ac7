//! `mendlog trial`: how well made-up courses of known truth are judged; for those who build Mendlog.

use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;

use super::new_file::{Already, NewFile};
use super::output::{print, print_file, say};
use super::setting::Setting;
use super::{Outcome, given_file, verdict::Telling};
use crate::domain::{Protocol, Triage, assess};
use crate::exchange::journal_json::{self, Study};
use crate::protocols::STANDARD;
use crate::trial::{Course, Earlier, Examples, Foretold, Missed, Spread, Tally, Words};

/// Measure the judgement on made-up courses; for those who build it
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How many courses, half of them ordinary
    #[arg(long, value_name = "COUNT", default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    courses: u32,
    /// Which courses
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u32,
    /// On so many threads; on every core when left out
    #[arg(long, value_name = "COUNT")]
    threads: Option<usize>,
    /// Measure the forecasts instead, on so many ordinary courses
    #[arg(long)]
    forecast: bool,
    /// Write the courses as journals instead, one a line, as `mendlog assess --ndjson` reads them; - for a pipe
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["threads", "forecast"])]
    write: Option<String>,
    /// Print one course as a journal, and its verdicts on stderr
    #[arg(long, value_name = "COURSE", conflicts_with_all = ["courses", "seed", "threads", "forecast", "write"])]
    show: Option<u64>,
}

/// Room for the courses of one seed.
const COURSES_OF_A_SEED: u64 = 10_000_000;

/// So many rules and complications are named.
const NAMED: usize = 12;

/// Runs the trial, or shows one course of it.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    if let Some(number) = arguments.show {
        return show(number, setting);
    }
    let threads = arguments.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let first = u64::from(arguments.seed) * COURSES_OF_A_SEED;
    if let Some(name) = &arguments.write {
        return written(name, first..first + u64::from(arguments.courses), setting);
    }
    let began = Instant::now();
    let (courses, protocol) = (u64::from(arguments.courses), setting.library.protocol(STANDARD));
    if arguments.forecast {
        print(&foretold(first, courses, protocol, threads))?;
    } else {
        print(&table(&Tally::of(first, courses, protocol, threads)))?;
    }
    say(&format!("{} courses in {:.1} s", arguments.courses, began.elapsed().as_secs_f64()));
    Ok(Outcome::Done)
}

/// So many courses are made before they are written.
const MADE_AT_ONCE: u64 = 512;

/// Writes courses as journals, one a line.
fn written(name: &str, courses: Range<u64>, setting: &Setting) -> anyhow::Result<Outcome> {
    let words = Words::new(&setting.library.catalog);
    if name == "-" {
        let out = BufWriter::with_capacity(1 << 18, io::stdout());
        write_courses(courses, &words, out)?;
        return Ok(Outcome::Done);
    }
    let count = courses.end - courses.start;
    let mut file = NewFile::begin(Path::new(name), Already::STAYS)?;
    write_courses(courses, &words, &mut file)?;
    file.keep()?;
    say(&format!("Wrote {count} made-up journals to {}, one on each line.", given_file::shown(name)));
    Ok(Outcome::Done)
}

/// Courses are made on all cores and written in the order of their numbers, some hundreds at a time.
fn write_courses(courses: Range<u64>, words: &Words<'_>, mut out: impl Write) -> anyhow::Result<()> {
    let mut first = courses.start;
    while first < courses.end {
        let next = (first + MADE_AT_ONCE).min(courses.end);
        let lines: io::Result<Vec<_>> = (first..next).into_par_iter().map(|number| line(number, words)).collect();
        lines?.iter().try_for_each(|line| out.write_all(line))?;
        first = next;
    }
    Ok(out.flush()?)
}

fn line(number: u64, words: &Words<'_>) -> io::Result<Vec<u8>> {
    let course = Course::new(number, words);
    let study = Study { patient: format!("made-up-{number}"), label: course.nature.label().to_owned() };
    let mut text = Vec::new();
    journal_json::write_line(&course.diary, None, Some(&study), &mut text)?;
    Ok(text)
}

/// The forecasts measured without an earlier treatment, after one that went alike, and after one that did not.
fn foretold(first: u64, courses: u64, protocol: &Protocol, threads: usize) -> Vec<String> {
    let of = |earlier| Foretold::of(first, courses, earlier, protocol, threads);
    let (alone, alike, unlike) = (of(None), of(Some(Earlier::Alike)), of(Some(Earlier::Unlike)));
    let mut lines = vec!["Truth inside the range of the forecast (share, 95 % interval), days in a range".to_owned()];
    lines.push(spread("first treatment", &alone.all));
    lines.push(spread("after one alike", &alike.all));
    lines.push(spread("after one unlike", &unlike.all));
    lines.push("First treatment, by the day asked on".to_owned());
    lines.extend(alone.by_day.iter().map(|(day, found)| spread(&format!("day {day}"), found)));
    lines.push("First treatment, by symptom".to_owned());
    lines.extend(alone.by_symptom.iter().map(|(symptom, found)| spread(symptom.as_str(), found)));
    lines
}

fn spread(name: &str, found: &Spread) -> String {
    let (inside, sooner) = (found.inside, 100.0 * found.sooner.rate());
    let (mean, median) = (found.mean_width(), found.median_width());
    format!("  {name:16} {inside}; sooner {sooner:.1} %; days: median {median}, mean {mean:.1}")
}

fn table(tally: &Tally) -> Vec<String> {
    let mut lines = vec![
        "Ordinary courses told to call (share, 95 % interval)".to_owned(),
        format!("  moments   {}", tally.false_alarm_moments),
        format!("  courses   {}", tally.false_alarm_courses),
        "Complications judged too quietly".to_owned(),
    ];
    lines.extend(Triage::ALL.into_iter().skip(1).map(|level| {
        let missed = tally.missed[level as usize];
        format!("  {:17} {missed}", format!("{level}:"))
    }));
    lines.extend([
        format!("  emergency below urgent             {}", tally.hushed_emergencies),
        format!("  urgent or more, expected or watch  {}", tally.waved_off),
        format!("Found without a ticked sign   {}", tally.trends_found),
        format!("Louder than accepted          {}", tally.too_loud),
        String::new(),
    ]);
    lines.extend(levels(tally));
    lines.extend(ranked("Rules behind calls on ordinary courses", tally.false_alarms.iter()));
    lines.extend(ranked("Rules too loud in a complication", tally.loud_rules.iter()));
    lines.extend(missed(tally));
    lines
}

fn levels(tally: &Tally) -> Vec<String> {
    let row = |name: &str, cells: Vec<String>| {
        cells.into_iter().fold(format!("{name:18}"), |row, cell| row + &format!("{cell:>18}"))
    };
    let heading = row("at least \\ judged", Triage::ALL.iter().map(ToString::to_string).collect());
    let rows = Triage::ALL
        .into_iter()
        .map(|least| row(least.id(), tally.levels[least as usize].iter().map(ToString::to_string).collect()));
    std::iter::once(heading).chain(rows).chain([String::new()]).collect()
}

fn ranked<'a>(heading: &str, counts: impl Iterator<Item = (&'a String, &'a Examples)>) -> Vec<String> {
    let mut counts: Vec<_> = counts.collect();
    counts.sort_by_key(|(_, examples)| std::cmp::Reverse(examples.count));
    let rows = counts
        .into_iter()
        .take(NAMED)
        .map(|(name, Examples { count, course })| format!("  {count:>7}  {name:52} --show {course}"));
    std::iter::once(heading.to_owned()).chain(rows).chain([String::new()]).collect()
}

fn missed(tally: &Tally) -> Vec<String> {
    let mut missed: Vec<_> = tally.missed_complications.iter().filter(|(_, missed)| missed.moments.count > 0).collect();
    missed.sort_by(|(_, a), (_, b)| b.moments.rate().total_cmp(&a.moments.rate()));
    let rows = missed
        .into_iter()
        .take(NAMED)
        .map(|(id, Missed { moments, course })| format!("  {id:24} {moments}, --show {}", course.unwrap_or_default()));
    std::iter::once("Complications missed most".to_owned()).chain(rows).collect()
}

fn show(number: u64, setting: &Setting) -> anyhow::Result<Outcome> {
    let protocol = setting.library.protocol(STANDARD);
    let course = Course::new(number, &Words::new(&setting.library.catalog));
    print_file(&journal_json::to_string(&course.diary, None)?)?;
    say(course.nature.label());
    let telling = Telling { library: &setting.library, diary: &course.diary, paint: setting.paint };
    let assessment = assess(&course.diary.healing(course.treatment()), protocol);
    for (truth, judged) in course.truths.iter().zip(&assessment.entries) {
        let wrong = if judged.triage < truth.least || judged.triage > truth.most { "  <- not so" } else { "" };
        let rules: Vec<_> = judged.findings.iter().map(|finding| finding.rule.id.as_str()).collect();
        say(&format!(
            "{}, day {}, hour {:.1}: {} (may be {} to {}){wrong}: {}",
            judged.entry.id,
            judged.day,
            judged.hours,
            judged.triage,
            truth.least,
            truth.most,
            rules.join(", ")
        ));
        for line in telling.findings(judged.findings.iter().filter(|_| !wrong.is_empty())) {
            say(&line);
        }
    }
    Ok(Outcome::Done)
}
