//! The healing chart: which symptom, which days, which entry the cursor reads.
//!
//! May use `domain`, `protocols` and the values of `report`.

use super::beside;
use super::effect::Effect;
use super::key::Press;
use super::keymap::Action;
use super::model::Model;
use super::record::Record;
use crate::domain::forecast::{forecasts, forecasts_judged};
use crate::domain::{Day, EntryId, Forecast, Moment, TreatmentId};
use crate::protocols::Library;
use crate::report::comparison::Comparison;
use crate::report::course::{HealingCourse, LastTime, Reading, Window};
use crate::report::occasion;

/// How many small charts stand side by side in the overview.
pub const COLUMNS: usize = 3;

/// The healing chart, and where in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The courses of all symptoms in the order of the form, put together when the journal changes; none before the first treatment.
    pub courses: Vec<HealingCourse>,
    /// What can be said about the end of each symptom after the latest treatment; none where another healing is shown.
    pub forecasts: Vec<Forecast>,
    /// The treatment shown beside another one; none before the second treatment.
    pub comparison: Option<Comparison>,
    /// The treatment that was chosen to stand beside; none for the one before.
    pub beside: Option<TreatmentId>,
    /// Which of them is looked at.
    pub symptom: usize,
    /// How it is shown.
    pub face: Face,
    /// How many days are looked at.
    pub zoom: Zoom,
    /// Whether the treatment before is drawn as well.
    pub last_time: LastTime,
    /// Lines scrolled in the table; the view stops at the end.
    pub scroll: usize,
    /// The entry under the cursor; none for the newest.
    entry: Option<EntryId>,
}

/// How courses are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// One symptom, large.
    Large,
    /// All symptoms, small.
    Overview,
    /// One symptom as a table.
    Table,
}

/// How many days are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zoom {
    /// Fifteen, those around the cursor.
    Fortnight,
    /// Thirty-one, those around the cursor.
    Month,
    /// All.
    All,
}

impl Zoom {
    const STEPS: [Self; 3] = [Self::Fortnight, Self::Month, Self::All];

    /// The days of one page; `None` for all.
    const fn days(self) -> Option<i32> {
        match self {
            Self::Fortnight => Some(15),
            Self::Month => Some(31),
            Self::All => None,
        }
    }
}

impl Default for Chart {
    fn default() -> Self {
        Self {
            courses: Vec::new(),
            forecasts: Vec::new(),
            comparison: None,
            beside: None,
            symptom: 0,
            face: Face::Large,
            zoom: Zoom::All,
            last_time: LastTime::Shown,
            scroll: 0,
            entry: None,
        }
    }
}

impl Chart {
    /// Puts the courses together anew; for whenever the journal or the day has changed.
    pub fn refresh(&mut self, record: &Record, library: &Library, now: Moment) {
        self.courses = self.courses_of(record, library, now);
        self.comparison = self.compared(record, library, now);
        self.forecasts = foretold(record, library, now);
    }

    fn courses_of(&self, record: &Record, library: &Library, now: Moment) -> Vec<HealingCourse> {
        let Some((treatment, assessment)) = record.treatment().zip(record.assessment()) else { return Vec::new() };
        let (diary, catalog) = (&record.diary, &library.catalog);
        let today = treatment.day_of(now, diary.day_end).max(Day::TREATMENT);
        let healing = diary.healing(treatment);
        let other = self.beside.as_ref().and_then(|_| beside::other(record, self.beside.as_ref()));
        let before = record.treatment_before(&treatment.id).map(|before| &before.id);
        let chosen = other.filter(|other| Some(&other.id) != before);
        let treatments = diary.treatments_by_time();
        let course = |id| {
            let course = HealingCourse::new(id, &healing, assessment, catalog, today);
            match chosen {
                None => course,
                Some(other) => {
                    let when = occasion::when(other, &treatments, diary.day_end);
                    course.beside(other, &beside::entries_of(record, &other.id), diary.day_end, when)
                }
            }
        };
        catalog.symptoms.iter().map(|symptom| course(&symptom.id)).collect()
    }

    fn compared(&self, record: &Record, library: &Library, now: Moment) -> Option<Comparison> {
        let (shown, other) = record.treatment().zip(beside::other(record, self.beside.as_ref()))?;
        Some(Comparison::new(&record.diary, shown, other, &library.catalog, now))
    }

    /// The course that is looked at.
    #[must_use]
    pub fn course(&self) -> Option<&HealingCourse> {
        self.courses.get(self.symptom)
    }

    /// The place of the reading under the cursor; the newest when none was chosen.
    #[must_use]
    pub fn cursor(&self) -> Option<usize> {
        let readings = &self.course()?.readings;
        let chosen = readings.iter().position(|reading| Some(&reading.entry) == self.entry.as_ref());
        chosen.or_else(|| readings.len().checked_sub(1))
    }

    /// The reading under the cursor.
    #[must_use]
    pub fn reading(&self) -> Option<&Reading> {
        self.course()?.readings.get(self.cursor()?)
    }

    /// The days that are looked at: all, or the page on which the cursor stands.
    #[must_use]
    pub fn window(&self) -> Window {
        let Some(course) = self.course() else { return Window { first: Day::TREATMENT, last: Day::TREATMENT } };
        let Some(days) = self.zoom.days() else { return course.window() };
        let here = self.reading().map_or(course.today, |reading| reading.day).number();
        let first = here - here.rem_euclid(days);
        Window { first: Day::new(first), last: Day::new(first + days - 1) }
    }

    /// Whether zooming in shows fewer days, or zooming out more.
    fn zoomed(&self, by: isize) -> Zoom {
        let days = |zoom: Zoom| zoom.days().map_or(i64::from(u32::MAX), i64::from);
        let whole = self.course().map_or(0, |course| i64::from(course.window().days()));
        let useful: Vec<_> = Zoom::STEPS.into_iter().filter(|zoom| *zoom == Zoom::All || days(*zoom) < whole).collect();
        let here = useful.iter().position(|zoom| *zoom == self.zoom).unwrap_or(useful.len() - 1);
        useful[here.saturating_add_signed(by).min(useful.len() - 1)]
    }

    fn move_cursor(&mut self, by: isize) {
        let Some((here, course)) = self.cursor().zip(self.course()) else { return };
        let there = here.saturating_add_signed(by).min(course.readings.len() - 1);
        self.entry = Some(course.readings[there].entry.clone());
    }

    fn move_symptom(&mut self, by: isize) {
        let last = self.courses.len().saturating_sub(1);
        self.symptom = self.symptom.saturating_add_signed(by).min(last);
        self.scroll = 0;
    }

    fn toggle(&mut self, face: Face) {
        self.face = if self.face == face { Face::Large } else { face };
        self.scroll = 0;
    }

    fn toggle_last_time(&mut self) {
        self.last_time = match self.last_time {
            LastTime::Shown => LastTime::Hidden,
            LastTime::Hidden => LastTime::Shown,
        };
    }

    fn act_large(&mut self, action: Action) {
        match action {
            Action::Up => self.move_symptom(-1),
            Action::Down => self.move_symptom(1),
            Action::Left => self.move_cursor(-1),
            Action::Right => self.move_cursor(1),
            Action::First => self.move_cursor(isize::MIN),
            Action::Last => self.move_cursor(isize::MAX),
            _ => {}
        }
    }

    fn act_overview(&mut self, action: Action) {
        let row = isize::try_from(COLUMNS).unwrap_or(1);
        match action {
            Action::Up if self.symptom >= COLUMNS => self.move_symptom(-row),
            Action::Down if self.symptom + COLUMNS < self.courses.len() => self.move_symptom(row),
            Action::Left => self.move_symptom(-1),
            Action::Right => self.move_symptom(1),
            Action::First => self.move_symptom(isize::MIN),
            Action::Last => self.move_symptom(isize::MAX),
            Action::Enter => self.face = Face::Large,
            _ => {}
        }
    }

    fn act_table(&mut self, action: Action) {
        let last = self.course().map_or(0, |course| course.rows(course.first, course.last).len()).saturating_sub(1);
        self.scroll = match action {
            Action::Left => return self.move_symptom(-1),
            Action::Right => return self.move_symptom(1),
            moved => super::signs::moved_row(self.scroll, moved, last),
        };
    }
}

/// The forecasts of the latest treatment, if it is the one shown.
fn foretold(record: &Record, library: &Library, now: Moment) -> Vec<Forecast> {
    let latest = record.treatments().last().copied().filter(|latest| Some(&latest.id) == record.chosen.as_ref());
    let Some((treatment, assessment)) = latest.zip(record.assessment()) else { return Vec::new() };
    let symptoms = library.catalog.symptoms.iter().map(|symptom| &symptom.id);
    if record.diary.ends_by(now) {
        forecasts_judged(&record.diary, treatment, assessment, symptoms, now)
    } else {
        forecasts(&record.diary, treatment, library.protocol(&treatment.protocol), symptoms, now)
    }
}

/// Does what a key asks for.
pub fn act(model: &mut Model, action: Action, _press: &Press) -> Vec<Effect> {
    let chart = &mut model.chart;
    match (action, chart.face) {
        (Action::Overview, _) => chart.toggle(Face::Overview),
        (Action::Table, _) => chart.toggle(Face::Table),
        (Action::LastTime, _) => chart.toggle_last_time(),
        (Action::Beside, _) => return beside::choose_next(model),
        (Action::Compare, _) => return beside::compare(model),
        (Action::Closer, _) => chart.zoom = chart.zoomed(-1),
        (Action::Wider, _) => chart.zoom = chart.zoomed(1),
        (Action::Back, _) => chart.face = Face::Large,
        (action, Face::Large) => chart.act_large(action),
        (action, Face::Overview) => chart.act_overview(action),
        (action, Face::Table) => chart.act_table(action),
    }
    Vec::new()
}
