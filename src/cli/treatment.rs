//! `mendlog treatment`: records a treatment, and lists them.

use clap::{Subcommand, ValueEnum};

use super::output::{counted, print, print_file, say, table};
use super::session::{Sessions, lines};
use super::setting::Setting;
use super::{Outcome, chosen_date, session_json, wrong};
use crate::app::rejudged::Verdicts;
use crate::domain::spacing::Coming;
use crate::domain::text::clean_line;
use crate::domain::{
    Area, Concern, Cost, Device, Diary, Goal, Grade, NeedleDepth, Passes, Product, Provider, Treatment, UsedAt,
};
use crate::host;
use crate::report::sessions;

/// Record and list treatments
#[derive(Debug, Subcommand)]
pub enum Command {
    Add(Box<Add>),
    List(List),
}

/// List the treatments with their numbers, the earliest first, and what they cost together
#[derive(Debug, clap::Args)]
pub struct List {
    /// Print it as JSON
    #[arg(long)]
    json: bool,
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
    /// How often the needles went over the same place, 1 to 20
    #[arg(long)]
    passes: Option<u8>,
    /// What for: ageing, wrinkles, texture, tightening, discolouration, scars, stretch marks, hair
    #[arg(long, value_name = "GOALS")]
    goals: Option<String>,
    /// How marked that was before: 0 none, 1 slight, 2 clear, 3 marked, 4 extreme
    #[arg(long, value_name = "0-4")]
    severity: Option<u8>,
    /// Whether there were sores, a cold sore or infected spots on the area that day
    #[arg(long, value_name = "yes|no")]
    sores: Option<YesNo>,
    /// A product used at the clinic, such as "numbing" or "serum: hyaluronic acid"; may be given again
    #[arg(long = "product", value_name = "PRODUCT")]
    products: Vec<String>,
    /// A product given for home, such as "gel"; may be given again
    #[arg(long = "given", value_name = "PRODUCT")]
    given: Vec<String>,
    /// What it cost, such as "640.00 USD"
    #[arg(long, value_name = "AMOUNT CURRENCY")]
    cost: Option<String>,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum YesNo {
    /// Yes.
    Yes,
    /// No.
    No,
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
        Command::List(list) => list.run(setting)?,
    }
    Ok(Outcome::Done)
}

impl Add {
    fn run(&self, setting: &Setting) -> anyhow::Result<()> {
        let diary = setting.diary()?;
        let library = setting.library_in_use()?.0;
        let treatment = self.treatment(&diary, setting)?;
        point_out(&treatment, &diary, setting);
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
        let depth = |mm| checked("--depth", NeedleDepth::try_from(mm));
        let area = self.area.as_deref().map(clean_line).filter(|area| !area.is_empty());
        Ok(Treatment {
            device: self.device.map(Device::from),
            needle_depth: self.depth.map(depth).transpose()?,
            area: area.map(|area| Area::from(area.to_lowercase().replace(' ', "_"))),
            provider: contact(diary, [&self.provider, &self.phone, &self.out_of_hours])?,
            passes: self.passes.map(|number| checked("--passes", Passes::try_from(number))).transpose()?,
            goals: checked("--goals", Goal::list(self.goals.as_deref().unwrap_or_default()))?,
            severity_before: self.severity.map(|number| checked("--severity", Grade::try_from(number))).transpose()?,
            active_lesions: self.sores.map(|sores| sores == YesNo::Yes),
            products: self.products()?,
            cost: self.cost.as_deref().map(cost).transpose()?,
            ..Treatment::new(host::new_id().into(), performed_at)
        })
    }
}

impl Add {
    fn products(&self) -> anyhow::Result<Vec<Product>> {
        let used = self.products.iter().map(|text| Product::spoken(&clean_line(text), UsedAt::Clinic));
        let given = self.given.iter().map(|text| Product::spoken(&clean_line(text), UsedAt::Home));
        let products: Vec<_> = used.chain(given).collect();
        let is_long = |one: &Product| one.name.chars().count() > Product::LONGEST;
        if products.len() > Product::MOST || products.iter().any(is_long) {
            let (most, longest) = (Product::MOST, Product::LONGEST);
            return Err(wrong(format!(
                "at most {most} products, each with a name of at most {longest} characters. Nothing was saved."
            )));
        }
        Ok(products)
    }
}

/// Whom to ring: what was typed, and for the rest what the treatment before says.
pub fn contact(diary: &Diary, [name, phone, out_of_hours]: [&Option<String>; 3]) -> anyhow::Result<Provider> {
    let before = diary.treatments_by_time().last().map(|last| last.provider.clone()).unwrap_or_default();
    let said = |typed: &Option<String>, before: String| match typed.as_deref().map(clean_line) {
        Some(typed) if typed.chars().count() > Provider::LONGEST => Err(wrong(format!(
            "a provider's name or number has at most {} characters; shorten it. Nothing was saved.",
            Provider::LONGEST
        ))),
        typed => Ok(typed.unwrap_or(before)),
    };
    Ok(Provider {
        name: said(name, before.name)?,
        phone: said(phone, before.phone)?,
        out_of_hours: said(out_of_hours, before.out_of_hours)?,
    })
}

fn checked<T, E: std::fmt::Display>(option: &str, read: Result<T, E>) -> anyhow::Result<T> {
    read.map_err(|error| wrong(format!("{option}: {error}. Nothing was saved.")))
}

fn cost(text: &str) -> anyhow::Result<Cost> {
    let cost = text
        .trim()
        .split_once(' ')
        .map(|(amount, currency)| Cost { amount: amount.to_owned(), currency: currency.trim().to_uppercase() });
    let is_sound = |cost: &Cost| Cost::is_amount(&cost.amount) && Cost::is_currency(&cost.currency);
    cost.filter(is_sound).ok_or_else(|| {
        wrong(
            "--cost: write an amount and the three letters of its currency, such as \"640.00 USD\". Nothing was saved.",
        )
    })
}

/// Says before saving what speaks against a treatment so soon after the last. It forbids nothing.
fn point_out(treatment: &Treatment, diary: &Diary, setting: &Setting) {
    let sessions = Sessions::new(diary, &setting.library);
    let found = sessions.gap(Coming::treatment(treatment)).filter(|found| found.concern() > Concern::None);
    for line in found.iter().flat_map(|found| lines(&sessions::found(found, sessions.protocol, diary.day_end))) {
        say(&line);
    }
}

impl List {
    fn run(&self, setting: &Setting) -> anyhow::Result<()> {
        let diary = setting.diary()?;
        let sessions = Sessions::new(&diary, &setting.library);
        if self.json {
            return print_file(&format!("{:#}\n", session_json::treatments(&sessions)));
        }
        let treatments = diary.treatments_by_time();
        if treatments.is_empty() {
            say("No treatment is recorded yet; `mendlog treatment add --help` shows how.");
            return Ok(());
        }
        let rows: Vec<_> = (1..).zip(&treatments).map(|(number, treatment)| row(number, treatment, &diary)).collect();
        let mut said = table(&rows);
        said.push(String::new());
        said.extend(lines(&sessions::money(&treatments, sessions.protocol)));
        let today = diary.day_end.date_of(setting.now);
        said.extend(lines(&sessions::next_session(sessions.window(), sessions.protocol, today)));
        print(&said)
    }
}

/// Number, date, device, depth and area, how many entries, what it cost, id.
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
        treatment.cost.as_ref().map_or_else(String::new, Cost::to_string),
        clean_line(treatment.id.as_str()),
    ]
}
