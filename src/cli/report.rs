//! `mendlog report`: the page to take along to a visit.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::ValueEnum;

use super::near::near;
use super::new_file::{Already, save};
use super::output::{print_bytes, print_file, say, say_wrapped};
use super::setting::{NO_TREATMENT, Setting, treatment_named};
use super::{Outcome, free_text, wrong};
use crate::domain::Diary;
use crate::report::page::{Form, Paper, written};
use crate::report::visit::{Choices, Chosen, Item, Recorded, page};
use crate::store::Protection;

/// Write the page to take along to a visit: how it went, what was outside, what was done, your questions
///
/// It keeps to one sheet of paper where it can. Your name is in no journal: --name prints it, else there is a line to write it
/// on. Questions are the lines of your notes that end with a question mark, and those you add with --question.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  mendlog report                                  read it here, as text
  mendlog report -o visit.pdf                     to print: one sheet where it can be
  mendlog report -o visit.html                    to print, or to send to a phone
  mendlog report -o visit.md --name \"Ada Roe\"     for a mail or a text file
  mendlog report --question \"May I run again?\"    a question beside those in your notes
  mendlog report --treatment 1 --to 2026-02-01    an earlier treatment, up to a date
  mendlog report --items charts,grades            these items alone
  mendlog report --without notes,care             all but these

A PDF prints a sign that its typeface lacks (as of Chinese or Arabic script, or an emoji) by its number, such as [U+76AE];
HTML shows what your browser can.

Items: call, charts, grades, outside, warnings, care, products, time, notes, questions. Who and what it is about, how
things stand and whose ranges were used are in every report.")]
pub struct Arguments {
    /// Which treatment: its number or id in `mendlog treatment list`, or all; the latest when left out
    #[arg(long, value_name = "TREATMENT")]
    treatment: Option<String>,
    /// From which date on: YYYY-MM-DD; from the treatment on when left out
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Up to which date: YYYY-MM-DD, yesterday or today; today when left out
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// In which form; when left out, what the ending of the file says, and text where there is no file
    #[arg(long)]
    format: Option<Format>,
    /// Into which file, readable by you alone; to the terminal or pipe when left out
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace a file that is already there
    #[arg(long, requires = "output")]
    force: bool,
    /// The size of paper
    #[arg(long, default_value = "a4")]
    paper: Sheet,
    /// Your name, to be printed and kept nowhere
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// A question to ask at the visit; may be given several times
    #[arg(long, value_name = "TEXT")]
    question: Vec<String>,
    /// Only these items, with commas
    #[arg(long, value_name = "ITEMS", value_delimiter = ',')]
    items: Vec<String>,
    /// All but these items, with commas
    #[arg(long, value_name = "ITEMS", value_delimiter = ',')]
    without: Vec<String>,
}

/// The forms a report is written in.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// PDF, to print
    Pdf,
    /// One file for a browser, to read and to print
    Html,
    /// Markdown, for a mail or a text program
    Md,
    /// Plain text of at most 80 columns
    Txt,
}

/// The sizes of paper.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Sheet {
    /// 210 by 297 mm
    A4,
    /// 8.5 by 11 inches
    Letter,
}

impl From<Format> for Form {
    fn from(format: Format) -> Self {
        match format {
            Format::Pdf => Self::Pdf,
            Format::Html => Self::Html,
            Format::Md => Self::Markdown,
            Format::Txt => Self::Text,
        }
    }
}

impl From<Sheet> for Paper {
    fn from(sheet: Sheet) -> Self {
        match sheet {
            Sheet::A4 => Self::A4,
            Sheet::Letter => Self::Letter,
        }
    }
}

/// Builds the report and writes it.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let form = form(arguments)?;
    let diary = setting.diary()?;
    let choices = choices(arguments, &diary, setting)?;
    if diary.treatments.is_empty() {
        return nothing_to_report(arguments, form);
    }
    let changes = setting.existing_journal()?.map(|journal| journal.changes()).transpose()?;
    let changes = changes.map(|(_, changes)| changes).unwrap_or_default();
    let protocol_of = |id: &str| setting.library.protocol(id);
    let recorded = Recorded { diary: &diary, changes: &changes, protocol_of: &protocol_of, now: setting.now };
    let bytes = written(&page(recorded, &choices), form, arguments.paper.into())?;
    match &arguments.output {
        Some(path) => {
            save(path, &bytes, Already::unless(arguments.force))?;
            say_wrapped(&format!("Wrote the report to {}. {}", path.display(), who_can_read(setting)));
        }
        None if form.is_for_terminals() => print_file(&String::from_utf8_lossy(&bytes))?,
        None => print_bytes(&bytes)?,
    }
    Ok(Outcome::Done)
}

/// Says how to begin. Where a file was asked for, none came about, and a script has to know it.
fn nothing_to_report(arguments: &Arguments, form: Form) -> anyhow::Result<Outcome> {
    if arguments.output.is_some() || !form.is_for_terminals() {
        anyhow::bail!("nothing was written: {NO_TREATMENT}");
    }
    say(NO_TREATMENT);
    Ok(Outcome::Done)
}

/// What a file out of the journal is worth knowing about.
fn who_can_read(setting: &Setting) -> &'static str {
    if setting.protection() == Protection::Locked {
        "Your journal is locked, and this file is not: whoever gets it can read it. Here only your own account can open it."
    } else {
        "The file is not encrypted: whoever gets it can read it. Here only your own account can open it."
    }
}

/// What was asked for, else what the file's ending says, else text. What only a program can read is not thrown at a terminal.
fn form(arguments: &Arguments) -> anyhow::Result<Form> {
    let form = match (arguments.format, &arguments.output) {
        (Some(format), _) => format.into(),
        (None, Some(path)) => by_ending(path)?,
        (None, None) => Form::Text,
    };
    if arguments.output.is_none() && !form.is_for_terminals() && std::io::stdout().is_terminal() {
        let ending = form.ending();
        return Err(wrong(format!(
            "a terminal cannot show {ending}; name a file, as in `mendlog report -o visit.{ending}`"
        )));
    }
    Ok(form)
}

fn by_ending(path: &Path) -> anyhow::Result<Form> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    Form::of_ending(&ending).ok_or_else(|| {
        let known: Vec<_> = Form::ALL.iter().map(|form| format!(".{}", form.ending())).collect();
        let path = path.display();
        wrong(format!("{path} does not say in which form; end it in {}, or add --format", known.join(", ")))
    })
}

fn choices(arguments: &Arguments, diary: &Diary, setting: &Setting) -> anyhow::Result<Choices> {
    let today = diary.day_end.date_of(setting.now);
    let (from, to) = (date("--from", arguments.from.as_deref(), today)?, date("--to", arguments.to.as_deref(), today)?);
    if let Some((from, to)) = from.zip(to).filter(|(from, to)| from > to) {
        return Err(wrong(format!("--from {from} lies after --to {to}; swap them")));
    }
    let questions = arguments.question.iter().map(|question| free_text("--question", Some(question)));
    Ok(Choices {
        treatments: treatments(arguments.treatment.as_deref(), diary)?,
        from,
        to,
        items: items(arguments)?,
        name: free_text("--name", arguments.name.as_deref())?,
        questions: questions.collect::<Result<_, _>>()?,
    })
}

fn treatments(typed: Option<&str>, diary: &Diary) -> anyhow::Result<Chosen> {
    match typed.map(str::trim) {
        None => Ok(Chosen::Latest),
        Some("all") => Ok(Chosen::All),
        Some(name) => treatment_named(diary, name).map(|treatment| Chosen::One(treatment.id.clone())),
    }
}

fn date(option: &str, typed: Option<&str>, today: NaiveDate) -> anyhow::Result<Option<NaiveDate>> {
    let Some(typed) = typed.map(str::trim) else { return Ok(None) };
    let date = match typed {
        "today" => Some(today),
        "yesterday" => today.pred_opt(),
        typed => NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok(),
    };
    match date {
        Some(date) if date > today => Err(wrong(format!("{option} {date} lies in the future; today is {today}"))),
        Some(date) => Ok(Some(date)),
        None => {
            let typed: String = typed.chars().take(40).collect();
            Err(wrong(format!(
                "{option}: \"{typed}\" is no date of the calendar; write YYYY-MM-DD, today or yesterday"
            )))
        }
    }
}

fn items(arguments: &Arguments) -> anyhow::Result<std::collections::BTreeSet<Item>> {
    let named = |typed: &Vec<String>| typed.iter().map(|typed| item(typed)).collect::<anyhow::Result<Vec<_>>>();
    let (only, without) = (named(&arguments.items)?, named(&arguments.without)?);
    let wanted = if only.is_empty() { Item::ALL.to_vec() } else { only };
    Ok(wanted.into_iter().filter(|item| !without.contains(item)).collect())
}

fn item(typed: &str) -> anyhow::Result<Item> {
    Item::named(typed).ok_or_else(|| {
        let short: String = typed.chars().take(40).collect();
        let meant = near(typed, Item::ALL.iter().map(|item| item.id()));
        let meant = meant.first().map_or_else(String::new, |item| format!(" Did you mean {item}?"));
        let all: Vec<_> = Item::ALL.iter().map(|item| item.id()).collect();
        wrong(format!("\"{short}\" is no item of the report.{meant} There are {}", all.join(", ")))
    })
}
