//! `mendlog care`: what to do today, what not yet, what was done, used and told.

use chrono::{DateTime, FixedOffset};

use super::chosen_date::{SHAPES, moment};
use super::explain::source;
use super::near::near;
use super::output::{print, say, table, wrapped};
use super::setting::{NO_TREATMENT, Setting, treatment_named};
use super::{Outcome, care_json, wrong};
use crate::domain::hold::{NEXT_TREATMENT, holds};
use crate::domain::text::clean_line;
use crate::domain::{After, CareNote, Diary, Hold, Moment, Protocol, Says, SourceId, Tick, Told, Treatment, Use};
use crate::report::care::{CareReport, Detail, When, began, hold_details, task_details};

/// Tell what to do today and what not yet; note what was done, used already, or said by your provider
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// For another day: today, yesterday, YYYY-MM-DD or "YYYY-MM-DD HH:MM"; a day to come is fine
    #[arg(long, value_name = "WHEN")]
    date: Option<String>,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
    /// Which treatment: its number or id in `mendlog treatment list`; the latest when left out
    #[arg(long, global = true, value_name = "TREATMENT")]
    treatment: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Tell all about a task or hold: what, when, whose word, why, and who says so
    Why {
        /// Its name, as `mendlog care` shows it in brackets
        name: String,
    },
    /// Note that a task was done
    Done {
        /// The task, such as cleanse
        task: String,
        /// When; now when left out
        #[arg(long, value_name = "WHEN", help = format!("When: {SHAPES}; now when left out"))]
        at: Option<String>,
    },
    /// Note that you used something already
    Used {
        /// What, such as make-up
        hold: String,
        #[arg(long, value_name = "WHEN", help = format!("When: {SHAPES}; now when left out"))]
        at: Option<String>,
    },
    /// Note what your provider said about a task or hold, for this treatment
    Told(Word),
    /// Take the last note about a task or hold back
    Undo {
        /// The task or hold
        name: String,
    },
}

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false, id = "word")]
struct Answer {
    /// Not before so many hours after the treatment; for a task: do it for so long
    #[arg(long, value_parser = clap::value_parser!(u16).range(0..=i64::from(After::LAST_HOUR)))]
    hours: Option<u16>,
    /// Not before this day after the treatment; for a task: do it up to this day
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(0..=i64::from(After::LAST_DAY)))]
    days: Option<u16>,
    /// Do this task, it is for you
    #[arg(long = "do")]
    do_it: bool,
    /// Leave this task out
    #[arg(long)]
    leave_out: bool,
}

#[derive(Debug, clap::Args)]
struct Word {
    /// The task or hold, such as make-up
    about: String,
    #[command(flatten)]
    answer: Answer,
}

/// Tells the care of a day, or notes something about it.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let diary = setting.diary()?;
    let treatment = match &arguments.treatment {
        Some(name) => Some(treatment_named(&diary, name)?),
        None => diary.treatments_by_time().last().copied(),
    };
    let Some(treatment) = treatment else {
        return if arguments.command.is_some() {
            Err(wrong(NO_TREATMENT))
        } else {
            say("What to do and what not yet begins with a treatment: `mendlog treatment add --date today`.");
            Ok(Outcome::Done)
        };
    };
    let protocol = setting.library.protocol(&treatment.protocol);
    let about = About { diary: &diary, treatment, protocol, setting };
    match &arguments.command {
        None => about.tell(arguments.date.as_deref(), arguments.json),
        Some(Command::Why { name }) => about.tell_why(name),
        Some(Command::Done { task, at }) => about.done(task, at.as_deref()),
        Some(Command::Used { hold, at }) => about.used(hold, at.as_deref()),
        Some(Command::Told(word)) => about.told(word),
        Some(Command::Undo { name }) => about.undo(name),
    }?;
    Ok(Outcome::Done)
}

/// The treatment that the command is about.
struct About<'a> {
    diary: &'a Diary,
    treatment: &'a Treatment,
    protocol: &'a Protocol,
    setting: &'a Setting,
}

impl About<'_> {
    fn tell(&self, date: Option<&str>, json: bool) -> anyhow::Result<()> {
        let at = self.moment_of(date)?;
        let healing = self.diary.healing(self.treatment);
        let report = CareReport::new(&healing, self.protocol, at);
        if json {
            return care_json::print(&report, self.treatment, at);
        }
        print(&lines(&report, self.treatment, at))
    }

    /// Any moment, also one to come; a day that is not today is told as at its noon.
    fn moment_of(&self, date: Option<&str>) -> anyhow::Result<DateTime<FixedOffset>> {
        let (now, day_end) = (self.setting.now, self.diary.day_end);
        let told = match date.and_then(|text| text.trim().parse::<chrono::NaiveDate>().ok()) {
            Some(date) if date > day_end.date_of(now) => Moment::On(date),
            _ => moment(date, now, day_end)?,
        };
        Ok(self.treatment.instant_of(told, day_end))
    }

    fn tell_why(&self, name: &str) -> anyhow::Result<()> {
        let healing = self.diary.healing(self.treatment);
        let now = When { at: self.setting.now, day_end: self.diary.day_end };
        let report = CareReport::new(&healing, self.protocol, now.at);
        let tasks = report.tasks.iter().find(|line| line.due.task.id.as_str() == name);
        let holds = report.holds.iter().find(|line| line.held.hold.id.as_str() == name);
        let lines = match (tasks, holds) {
            (Some(line), _) => self.in_full(
                &line.due.task.title,
                task_details(line, &healing, self.protocol, now),
                &line.due.task.sources,
            ),
            (_, Some(line)) => {
                let hold = line.held.hold;
                self.in_full(&hold.title, hold_details(line, &healing, self.protocol), &hold.sources)
            }
            _ => {
                self.known(name)?;
                vec![format!("{} is not asked for on this day.", clean_line(name))]
            }
        };
        print(&lines)
    }

    fn in_full(&self, title: &str, details: Vec<Detail>, sources: &[SourceId]) -> Vec<String> {
        let mut lines = vec![title.to_owned(), String::new()];
        lines.extend(details.into_iter().flat_map(|(lead, words)| wrapped(&format!("{lead:<14}"), &words)));
        lines.push(String::new());
        lines.push("Who says so".to_owned());
        let catalog = &self.protocol.catalog;
        lines.extend(sources.iter().filter_map(|id| catalog.source(id)).flat_map(source));
        lines
    }

    fn done(&self, name: &str, at: Option<&str>) -> anyhow::Result<()> {
        let Some(task) = self.protocol.task(name) else {
            return Err(self.unknown(name, "task", self.protocol.care.iter().map(|task| task.id.as_str())));
        };
        let at = self.moment_after(at)?;
        self.keep(&CareNote::Tick(Tick { treatment: self.treatment.id.clone(), task: task.id.clone(), at }))?;
        say(&format!("Noted: {}, done {}.", task.title, began(at)));
        Ok(())
    }

    fn used(&self, name: &str, at: Option<&str>) -> anyhow::Result<()> {
        let hold = self.hold(name)?;
        if name == NEXT_TREATMENT {
            return Err(wrong("add it with `mendlog treatment add`, so that its days are counted. Nothing was saved."));
        }
        let at = self.moment_after(at)?;
        self.keep(&CareNote::Use(Use { treatment: self.treatment.id.clone(), hold: hold.id.clone(), at }))?;
        say(&format!("Noted: {}, used {}. Your next check-in takes it into account.", hold.title, began(at)));
        if self.is_early(hold, at) {
            say(&format!("That was early. {}", hold.early));
        }
        Ok(())
    }

    fn is_early(&self, hold: &Hold, at: Moment) -> bool {
        let healing = self.diary.healing(self.treatment);
        let instant = self.treatment.instant_of(at, self.diary.day_end);
        let all = holds(&healing, self.protocol, instant);
        all.iter().any(|held| held.hold.id == hold.id && instant < held.lifts_at)
    }

    fn told(&self, word: &Word) -> anyhow::Result<()> {
        let says = match &word.answer {
            Answer { hours: Some(hours), .. } => Says::Until(After::Hours(*hours)),
            Answer { days: Some(days), .. } => Says::Until(After::Day(*days)),
            Answer { leave_out: true, .. } => Says::LeaveOut,
            Answer { .. } => Says::Do,
        };
        let title = self.known(&word.about)?;
        if let Some(hold) = self.protocol.hold(&word.about) {
            check(hold, says)?;
        }
        let (treatment, at) = (self.treatment.id.clone(), Moment::At(self.setting.now));
        self.keep(&CareNote::Told(Told { treatment, about: word.about.clone(), at, says }))?;
        say(&format!("Noted for this treatment: what your provider said about \"{title}\" comes first."));
        Ok(())
    }

    fn undo(&self, name: &str) -> anyhow::Result<()> {
        let title = self.known(name)?;
        let notes = self.diary.care.notes();
        let about = notes.filter(|note| *note.treatment() == self.treatment.id && note.about() == name);
        let last = about.max_by_key(|note| self.treatment.instant_of(note.at(), self.diary.day_end));
        let note = last.ok_or_else(|| wrong(format!("nothing is noted about \"{title}\" yet")))?;
        self.setting.journal()?.take_back_care(&note, self.setting.now)?;
        say(&format!("Taken back: the note about \"{title}\" of {}. Nothing else was changed.", began(note.at())));
        Ok(())
    }

    fn keep(&self, note: &CareNote) -> anyhow::Result<()> {
        Ok(self.setting.journal()?.save_care(note, self.setting.now)?)
    }

    /// When something was done or used: not before the treatment, not to come.
    fn moment_after(&self, text: Option<&str>) -> anyhow::Result<Moment> {
        let at = moment(text, self.setting.now, self.diary.day_end)?;
        if self.treatment.hours_to(at, self.diary.day_end) < 0.0 {
            return Err(wrong(format!("{at} lies before the treatment. Nothing was saved.")));
        }
        Ok(at)
    }

    fn hold(&self, name: &str) -> anyhow::Result<&Hold> {
        let ids = self.protocol.holds.iter().map(|hold| hold.id.as_str());
        self.protocol.hold(name).ok_or_else(|| self.unknown(name, "hold", ids))
    }

    /// The title of a task or hold.
    fn known(&self, name: &str) -> anyhow::Result<&str> {
        let task = self.protocol.task(name).map(|task| task.title.as_str());
        let title = task.or_else(|| self.protocol.hold(name).map(|hold| hold.title.as_str()));
        let tasks = self.protocol.care.iter().map(|task| task.id.as_str());
        let holds = self.protocol.holds.iter().map(|hold| hold.id.as_str());
        title.ok_or_else(|| self.unknown(name, "task or hold", tasks.chain(holds)))
    }

    #[expect(clippy::unused_self, reason = "reads like its neighbours")]
    fn unknown<'n>(&self, name: &str, what: &str, names: impl Iterator<Item = &'n str>) -> anyhow::Error {
        let names: Vec<_> = names.collect();
        let meant = near(name, names.iter().copied());
        let meant = if meant.is_empty() { names } else { meant };
        let shown = clean_line(name);
        wrong(format!("there is no {what} \"{shown}\"; there are {}. Nothing was saved.", meant.join(", ")))
    }
}

/// A hold can only be told as a time, and never under what safety asks for.
fn check(hold: &Hold, says: Says) -> anyhow::Result<()> {
    let Says::Until(after) = says else {
        return Err(wrong("say when it is allowed: --hours 48 or --days 3. Nothing was saved."));
    };
    match hold.not_before.filter(|least| after.hours() < least.hours()) {
        Some(least) => Err(wrong(format!(
            "no published source allows it before {} after the treatment; for safety it cannot be noted as earlier. \
             Nothing was saved.",
            least.length()
        ))),
        None => Ok(()),
    }
}

fn lines(report: &CareReport<'_>, treatment: &Treatment, at: DateTime<FixedOffset>) -> Vec<String> {
    let zone = treatment.performed_at.offset();
    let mut lines = vec![format!("Day {}, {}", report.day, at.with_timezone(&zone).format("%a %-d %b %Y %H:%M"))];
    lines.push(String::new());
    lines.push(format!("Do today: {}", report.done));
    let tasks = report.tasks.iter().map(|line| {
        vec![format!("  {} ({})", line.due.task.title, line.due.task.id), line.count.clone(), line.when.clone()]
    });
    lines.extend(table(&tasks.collect::<Vec<_>>()));
    lines.push(String::new());
    lines.push(format!("Not yet: {}", report.countdown));
    let holds = report.holds.iter().map(|line| {
        let countdown = if line.used.is_empty() { line.countdown.clone() } else { line.used.clone() };
        vec![format!("  {} ({})", line.held.hold.title, line.held.hold.id), line.when.clone(), countdown]
    });
    lines.extend(table(&holds.collect::<Vec<_>>()));
    if let Some(phase) = report.phase {
        lines.push(String::new());
        lines.extend(wrapped("", &format!("{}: {}", phase.name, phase.happening)));
    }
    for card in &report.cards {
        let often = if card.myth { "Set straight: " } else { "" };
        lines.push(String::new());
        lines.extend(wrapped("", &format!("{often}{}. {}", card.title, card.words)));
    }
    lines.push(String::new());
    lines.extend(wrapped(
        "",
        "`mendlog care why NAME` tells why and who says so. Your provider's own word comes first.",
    ));
    lines
}
