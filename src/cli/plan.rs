//! `mendlog plan`: plans the next treatment, and tells what speaks against its date and what comes before it.

use clap::Subcommand;

use super::output::{print, print_file, say};
use super::session::{Sessions, lines};
use super::setting::Setting;
use super::treatment::contact;
use super::{Outcome, chosen_date, free_text, session_json, wrong};
use crate::domain::spacing::Coming;
use crate::domain::text::clean_line;
use crate::domain::{Diary, Plan, plan};
use crate::host;
use crate::report::sessions;

/// Plan the next treatment
#[derive(Debug, Subcommand)]
pub enum Command {
    Add(Add),
    List(List),
    /// Drop a plan
    Drop {
        /// Its number or id in `mendlog plan list`
        plan: String,
    },
    Done(Done),
}

/// Plan a treatment
#[derive(Debug, clap::Args)]
pub struct Add {
    /// When it is to be: tomorrow, YYYY-MM-DD or "YYYY-MM-DD HH:MM"
    #[arg(long)]
    date: String,
    /// Your provider's name; the one of the last treatment when left out
    #[arg(long, value_name = "NAME")]
    provider: Option<String>,
    /// Your provider's phone number; the one of the last treatment when left out
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// The number for nights and weekends; the one of the last treatment when left out
    #[arg(long, value_name = "NUMBER")]
    out_of_hours: Option<String>,
    /// Anything to ask or to bring
    #[arg(long)]
    note: Option<String>,
}

/// List what is planned: how long until then, what speaks against it, what to stop before
#[derive(Debug, clap::Args)]
pub struct List {
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

/// Turn a plan whose day has come into a treatment
#[derive(Debug, clap::Args)]
pub struct Done {
    /// Its number or id in `mendlog plan list`
    plan: String,
    /// When it was, if not as planned: today, yesterday, YYYY-MM-DD or "YYYY-MM-DD HH:MM"
    #[arg(long)]
    date: Option<String>,
}

/// Does what was asked about plans.
pub fn run(command: &Command, setting: &Setting) -> anyhow::Result<Outcome> {
    let diary = setting.diary()?;
    match command {
        Command::Add(add) => add.run(&diary, setting)?,
        Command::List(list) => list.run(&diary, setting)?,
        Command::Drop { plan } => {
            let plan = named(&diary, plan)?;
            setting.journal()?.drop_plan(&plan.id, setting.now)?;
            say(&format!("Dropped the plan of {}.", plan.at.date(diary.day_end).format("%-d %B %Y")));
        }
        Command::Done(done) => done.run(&diary, setting)?,
    }
    Ok(Outcome::Done)
}

impl Add {
    fn run(&self, diary: &Diary, setting: &Setting) -> anyhow::Result<()> {
        let at = chosen_date::ahead(&self.date, setting.now, diary.day_end)?;
        let plan = Plan {
            provider: contact(diary, [&self.provider, &self.phone, &self.out_of_hours])?,
            note: free_text("--note", self.note.as_deref())?,
            ..Plan::new(host::new_id().into(), at)
        };
        setting.journal()?.save_plan(&plan, setting.now)?;
        say("Planned.");
        let sessions = Sessions::new(diary, &setting.library);
        print(&told(&sessions, &plan, setting))
    }
}

impl List {
    fn run(&self, diary: &Diary, setting: &Setting) -> anyhow::Result<()> {
        let sessions = Sessions::new(diary, &setting.library);
        let today = diary.day_end.date_of(setting.now);
        if self.json {
            return print_file(&format!("{:#}\n", session_json::plans(&sessions, today)));
        }
        let mut said = Vec::new();
        for (number, plan) in (1..).zip(sessions.plans()) {
            said.push(format!("Plan {number}, id {}", clean_line(plan.id.as_str())));
            said.extend(told(&sessions, plan, setting));
            said.push(String::new());
        }
        if said.is_empty() {
            say("Nothing is planned. `mendlog plan add --date 2026-12-04` plans a treatment.");
        }
        if !diary.treatments.is_empty() {
            said.extend(lines(&sessions::next_session(sessions.window(), sessions.protocol, today)));
        }
        print(&said)
    }
}

impl Done {
    fn run(&self, diary: &Diary, setting: &Setting) -> anyhow::Result<()> {
        let plan = named(diary, &self.plan)?;
        let today = diary.day_end.date_of(setting.now);
        if self.date.is_none() && !plan.has_come(today, diary.day_end) {
            return Err(wrong(
                "its day has not come yet; --date says when it was, if it was sooner. Nothing was saved.",
            ));
        }
        let typed = chosen_date::moment(self.date.as_deref(), setting.now, diary.day_end)?;
        let is_over = plan.at.instant(*setting.now.offset()) <= setting.now;
        let at = if self.date.is_none() && is_over { plan.at } else { typed };
        let treatment = plan.performed(host::new_id().into(), at, diary.treatments_by_time().last().copied());
        setting.journal()?.perform_plan(&plan.id, &treatment, setting.now)?;
        say(&format!("Saved the treatment of {}.", treatment.performed_at.date(diary.day_end).format("%-d %B %Y")));
        say("Device, area and goals are those of the last one; `mendlog` changes them.");
        Ok(())
    }
}

/// All about a plan.
fn told(sessions: &Sessions<'_>, plan: &Plan, setting: &Setting) -> Vec<String> {
    let day_end = sessions.diary.day_end;
    let (date, today) = (plan.at.date(day_end), day_end.date_of(setting.now));
    let mut said = vec![sessions::when(plan.at, date, today)];
    if !plan.provider.name.is_empty() {
        said.push(clean_line(&format!("With {} {}", plan.provider.name, plan.provider.phone)));
    }
    if !plan.note.is_empty() {
        said.push(format!("Note: {}", clean_line(&plan.note)));
    }
    let found = sessions.gap(Coming::planned(plan.at));
    said.extend(found.iter().flat_map(|found| lines(&sessions::found(found, sessions.protocol, day_end))));
    said.extend(lines(&sessions::before(sessions.protocol, &sessions.diary.patient, date, today)));
    said
}

fn named<'a>(diary: &'a Diary, name: &str) -> anyhow::Result<&'a Plan> {
    let plans = plan::by_time(&diary.plans);
    let by_id = plans.iter().find(|plan| plan.id.as_str() == name);
    let by_number = || name.parse::<usize>().ok()?.checked_sub(1).and_then(|index| plans.get(index));
    by_id.or_else(by_number).copied().ok_or_else(|| {
        wrong(format!("there is no plan \"{}\"; `mendlog plan list` shows those there are", clean_line(name)))
    })
}
