//! `mendlog treatment`: records a treatment, and lists them.

use clap::{Subcommand, ValueEnum};

use super::output::{counted, print, say, table};
use super::setting::Setting;
use super::{Outcome, chosen_date, wrong};
use crate::app::rejudged::Verdicts;
use crate::domain::text::clean_line;
use crate::domain::{Area, Device, Diary, NeedleDepth, Provider, Treatment};
use crate::host;

/// Record and list treatments
#[derive(Debug, Subcommand)]
pub enum Command {
    Add(Add),
    /// List the treatments with their numbers, the earliest first
    List,
}

/// Record a treatment
#[derive(Debug, clap::Args)]
pub struct Add {
    /// When it was: today, yesterday, YYYY-MM-DD or "YYYY-MM-DD HH:MM"; now when left out
    #[arg(long)]
    date: Option<String>,
    /// What the skin was needled with
    #[arg(long)]
    device: Option<DeviceName>,
    /// How deep, in millimetres: above 0 and at most 5
    #[arg(long, value_name = "MM", allow_negative_numbers = true)]
    depth: Option<f64>,
    /// Where, such as face, neck, scalp or your own word
    #[arg(long)]
    area: Option<String>,
    /// Your provider's name; the one of the treatment before when left out
    #[arg(long, value_name = "NAME")]
    provider: Option<String>,
    /// Your provider's phone number; the one of the treatment before when left out
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// The number for nights and weekends; the one of the treatment before when left out
    #[arg(long, value_name = "NUMBER")]
    out_of_hours: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DeviceName {
    /// A powered pen.
    Pen,
    /// A roller.
    Roller,
    /// A stamp.
    Stamp,
    /// Needles with radio frequency.
    Rf,
}

impl From<DeviceName> for Device {
    fn from(name: DeviceName) -> Self {
        match name {
            DeviceName::Pen => Self::Pen,
            DeviceName::Roller => Self::Roller,
            DeviceName::Stamp => Self::Stamp,
            DeviceName::Rf => Self::Rf,
        }
    }
}

/// Does what was asked about treatments.
pub fn run(command: &Command, setting: &Setting) -> anyhow::Result<Outcome> {
    match command {
        Command::Add(add) => add.run(setting)?,
        Command::List => list(&setting.diary()?)?,
    }
    Ok(Outcome::Done)
}

impl Add {
    fn run(&self, setting: &Setting) -> anyhow::Result<()> {
        let diary = setting.diary()?;
        let library = setting.library_in_use()?.0;
        let treatment = self.treatment(&diary, setting)?;
        setting.journal()?.save_treatment(&treatment, setting.now)?;
        say(&format!("Saved the treatment of {}.", treatment.performed_at.date(diary.day_end).format("%-d %B %Y")));
        let date = |treatment: &Treatment| treatment.performed_at.date(diary.day_end);
        if diary.treatments.iter().any(|other| date(other) == date(&treatment)) {
            say("There is another treatment of that day; if this one is there by mistake, delete it in `mendlog`.");
        }
        let before = Verdicts::of_diary(&diary, &library);
        let after = Verdicts::of_diary(&setting.diary()?, &library);
        before.what_changed(&after).iter().for_each(|words| say(words));
        if treatment.provider.phone.is_empty() && treatment.provider.out_of_hours.is_empty() {
            say("No phone number of your provider is saved yet; a warning can show it only when it is there.");
        }
        Ok(())
    }

    fn treatment(&self, diary: &Diary, setting: &Setting) -> anyhow::Result<Treatment> {
        let performed_at = chosen_date::moment(self.date.as_deref(), setting.now, diary.day_end)?;
        let depth =
            |mm| NeedleDepth::try_from(mm).map_err(|error| wrong(format!("--depth: {error}. Nothing was saved.")));
        let area = self.area.as_deref().map(clean_line).filter(|area| !area.is_empty());
        let before = diary.treatments_by_time().last().map(|last| last.provider.clone()).unwrap_or_default();
        let said = |typed: &Option<String>, before: String| match typed.as_deref().map(clean_line) {
            Some(typed) if typed.chars().count() > Provider::LONGEST => Err(wrong(format!(
                "a provider's name or number has at most {} characters; shorten it. Nothing was saved.",
                Provider::LONGEST
            ))),
            typed => Ok(typed.unwrap_or(before)),
        };
        Ok(Treatment {
            device: self.device.map(Device::from),
            needle_depth: self.depth.map(depth).transpose()?,
            area: area.map(|area| Area::from(area.to_lowercase().replace(' ', "_"))),
            provider: Provider {
                name: said(&self.provider, before.name)?,
                phone: said(&self.phone, before.phone)?,
                out_of_hours: said(&self.out_of_hours, before.out_of_hours)?,
            },
            ..Treatment::new(host::new_id().into(), performed_at)
        })
    }
}

fn list(diary: &Diary) -> anyhow::Result<()> {
    let treatments = diary.treatments_by_time();
    if treatments.is_empty() {
        say("No treatment is recorded yet; `mendlog treatment add --help` shows how.");
    }
    let rows: Vec<_> = (1..).zip(treatments).map(|(number, treatment)| row(number, treatment, diary)).collect();
    print(&table(&rows))
}

/// Number, date, device, depth and area, how many entries, id.
fn row(number: usize, treatment: &Treatment, diary: &Diary) -> Vec<String> {
    let entries = diary.entries.iter().filter(|entry| entry.treatment == treatment.id).count();
    let area = treatment.area.as_ref().map_or("", Area::name);
    let depth = treatment.needle_depth.map_or_else(String::new, |depth| depth.to_string());
    vec![
        number.to_string(),
        treatment.performed_at.date(diary.day_end).to_string(),
        treatment.device.map_or("", Device::name).to_owned(),
        format!("{depth} {}", clean_line(area)).trim().to_owned(),
        counted(entries, "check-in", "check-ins"),
        clean_line(treatment.id.as_str()),
    ]
}
