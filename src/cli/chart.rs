//! `mendlog chart`: the healing course in a sentence, a drawing and a table.
//!
//! Part of the shell; the drawing is the screen's own widget, printed as text.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::output::{print, say, wrapped};
use super::setting::{NO_TREATMENT, Setting, treatment_named};
use super::{Outcome, answers};
use crate::domain::{Day, Diary, EntryId, Moment, SymptomId, Treatment, assess};
use crate::host;
use crate::report::course::{HealingCourse, LastTime};
use crate::ui::widgets::chart_style::{Alphabet, ChartStyle};
use crate::ui::widgets::healing_chart::HealingChart;

/// Show the healing course: for one symptom a sentence, a drawing and a table, else a sentence for each that is recorded
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Which symptom, such as redness; all of them when left out
    symptom: Option<String>,
    /// After which treatment: its number or id in `mendlog treatment list`; the latest when left out
    #[arg(long, value_name = "TREATMENT")]
    treatment: Option<String>,
}

/// Rows of the drawing.
const HEIGHT: u16 = 15;
/// Columns of the drawing where no terminal tells how many there are, and the most that are pleasant to read.
const WIDTH: (u16, u16) = (80, 120);

/// Tells the course of one symptom, or of all that are recorded.
pub fn run(arguments: &Arguments, setting: &Setting, ascii: bool) -> anyhow::Result<Outcome> {
    let catalog = &setting.library.catalog;
    let symptom = arguments.symptom.as_deref().map(|typed| answers::symptom(typed, catalog)).transpose()?;
    let diary = setting.diary()?;
    let edited = setting.existing_journal()?.map(|journal| journal.edited()).transpose()?.unwrap_or_default();
    let treatment = match &arguments.treatment {
        Some(name) => Some(treatment_named(&diary, name)?),
        None => diary.treatments_by_time().last().copied(),
    };
    match (treatment, symptom) {
        (None, _) => say(NO_TREATMENT),
        (Some(treatment), None) => tell_all(&diary, treatment, setting, &edited)?,
        (Some(treatment), Some(symptom)) => {
            let course = course(&symptom, &diary, treatment, setting, &edited);
            let mut lines = told(&course, alphabet(ascii));
            lines.extend(stamp(setting));
            print(&lines)?;
        }
    }
    Ok(Outcome::Done)
}

fn tell_all(diary: &Diary, treatment: &Treatment, setting: &Setting, edited: &BTreeSet<EntryId>) -> anyhow::Result<()> {
    let mut lines = Vec::new();
    for symptom in &setting.library.catalog.symptoms {
        let course = course(&symptom.id, diary, treatment, setting, edited);
        if course.is_recorded() {
            lines.extend(wrapped("", &course.sentence()));
        }
    }
    if lines.is_empty() {
        say("No symptom is recorded after this treatment yet: `mendlog log redness=2 peeling=1`, or `mendlog`.");
    }
    lines.extend(stamp(setting));
    print(&lines)
}

fn stamp(setting: &Setting) -> Vec<String> {
    let sheet = setting.library.sheet();
    sheet.into_iter().flat_map(|sheet| wrapped("", &format!("{}.", sheet.stamp()))).collect()
}

fn course(
    symptom: &SymptomId,
    diary: &Diary,
    treatment: &Treatment,
    setting: &Setting,
    edited: &BTreeSet<EntryId>,
) -> HealingCourse {
    let healing = diary.healing(treatment);
    let assessment = assess(&healing, setting.library.protocol(&treatment.protocol));
    let today = treatment.day_of(Moment::At(setting.now), diary.day_end).max(Day::TREATMENT);
    let course = HealingCourse::new(symptom, &healing, &assessment, &setting.library.catalog, today);
    course.with_edited(|entry| edited.contains(entry))
}

fn told(course: &HealingCourse, alphabet: Alphabet) -> Vec<String> {
    let mut lines = wrapped("", &course.sentence());
    lines.push(String::new());
    lines.extend(drawn(course, alphabet));
    lines.push(String::new());
    lines.extend(course.text().lines().map(str::to_owned));
    lines
}

/// The screen's chart as lines of text, without colour.
fn drawn(course: &HealingCourse, alphabet: Alphabet) -> Vec<String> {
    let width = host::columns().unwrap_or(WIDTH.0).min(WIDTH.1);
    let style = ChartStyle::no_colour(alphabet);
    let window = course.window();
    let mut buf = Buffer::empty(Rect::new(0, 0, width, HEIGHT));
    HealingChart { course, style: &style, window, last_time: LastTime::Shown, likely: None, cursor: None }
        .render(buf.area, &mut buf);
    let line = |row: Rect| row.columns().map(|cell| buf[cell.as_position()].symbol()).collect::<String>();
    buf.area.rows().map(|row| line(row).trim_end().to_owned()).collect()
}

fn alphabet(ascii: bool) -> Alphabet {
    if ascii || !host::terminal().unicode { Alphabet::Ascii } else { Alphabet::Unicode }
}
