//! `mendlog why`: why an entry got its verdict, as the screen tells it.

use super::output::{Paint, print, print_file, say, wrapped};
use super::setting::{NO_TREATMENT, Setting};
use super::why_json::WhyOut;
use super::{Outcome, chosen_date, wrong};
use crate::domain::text::clean_line;
use crate::domain::why_told::{Told, sections};
use crate::domain::{Diary, Entry, Moment, Protocol, Why, why};

/// Tell why a check-in got its verdict: what spoke, what came close, where the ranges come from, where sources disagree
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The last check-in of this day: today, yesterday, YYYY-MM-DD; or up to "YYYY-MM-DD HH:MM". The last of all when left out
    date: Option<String>,
    /// The check-in of this id
    #[arg(long, value_name = "ID", conflicts_with = "date")]
    entry: Option<String>,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

/// Tells why the entry asked for got its verdict.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let diary = setting.diary()?;
    if diary.treatments.is_empty() {
        say(NO_TREATMENT);
        return Ok(Outcome::Done);
    }
    let entry = chosen(arguments, &diary, setting)?;
    let treatment = diary.treatment(&entry.treatment).ok_or_else(|| wrong("this check-in belongs to no treatment"))?;
    let protocol = setting.library.protocol(&treatment.protocol);
    let why = why(&diary.healing(treatment), protocol, &entry.id).ok_or_else(|| wrong("there is no such check-in"))?;
    if arguments.json {
        let out = WhyOut::new(&why, protocol, diary.patient.has_darker_skin());
        print_file(&format!("{}\n", serde_json::to_string_pretty(&out)?))?;
    } else {
        print(&told(&why, protocol, &diary, setting.paint))?;
    }
    Ok(Outcome::Done)
}

fn chosen<'a>(arguments: &Arguments, diary: &'a Diary, setting: &Setting) -> anyhow::Result<&'a Entry> {
    if let Some(id) = &arguments.entry {
        let found = diary.entries.iter().find(|entry| entry.id.as_str() == id);
        return found.ok_or_else(|| wrong(format!("there is no check-in \"{}\"", clean_line(id))));
    }
    let Some(typed) = &arguments.date else {
        let none = "there is no check-in yet. Begin with `mendlog log redness=2 peeling=1`, or `mendlog`.";
        return last(diary, |_| true).ok_or_else(|| wrong(none));
    };
    let upto = chosen_date::moment(Some(typed), setting.now, diary.day_end)?;
    let date = upto.date(diary.day_end);
    let is_before = |entry: &Entry| match (entry.at, upto) {
        (Moment::At(at), Moment::At(upto)) => at <= upto,
        _ => true,
    };
    let of_day = |entry: &Entry| entry.at.date(diary.day_end) == date && is_before(entry);
    last(diary, of_day)
        .ok_or_else(|| wrong(format!("there is no check-in of {date}; `mendlog` shows them all under History")))
}

/// The last such entry, by the time it describes.
fn last(diary: &Diary, is_such: impl Fn(&Entry) -> bool) -> Option<&Entry> {
    let described = |entry: &Entry| {
        let treatment = diary.treatment(&entry.treatment);
        treatment.map(|treatment| treatment.instant_of(entry.at, diary.day_end))
    };
    diary.entries.iter().filter(|entry| is_such(entry)).max_by_key(|entry| (described(entry), entry.recorded_at))
}

fn told(why: &Why, protocol: &Protocol, diary: &Diary, paint: Paint) -> Vec<String> {
    let judged = &why.judged;
    let at = match judged.entry.at {
        Moment::At(at) => at.format("%-d %B %Y %H:%M").to_string(),
        Moment::On(date) => date.format("%-d %B %Y").to_string(),
    };
    let mut lines = vec![format!("Why {}: the check-in of day {}, {at}.", judged.word(), judged.day)];
    for section in sections(why, protocol, diary.patient.has_darker_skin()) {
        lines.extend([String::new(), section.heading.to_owned()]);
        lines.extend(section.lines.iter().flat_map(|line| in_lines(line, paint)));
    }
    lines
}

fn in_lines(told: &Told, paint: Paint) -> Vec<String> {
    match told {
        Told::Level(level, text) => vec![format!("  {}: {text}", paint.level(*level))],
        Told::Name(text) | Told::Plain(text) | Told::Quiet(text) => wrapped("  ", text),
        Told::Led("It", text) => wrapped("    ", &format!("It {text}.")),
        Told::Led(lead, text) => wrapped(&format!("    {:<11}", format!("{lead}:")), text),
        Told::Gap => vec![String::new()],
    }
}
