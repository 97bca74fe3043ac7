//! The way ahead after one treatment: its milestones with their dates, and where on it one is.
//!
//! May use `domain`.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::after::After;
use crate::domain::milestone::{Place, Stage, known, stages, you_are_before};
use crate::domain::outcome::Asking;
use crate::domain::{Catalog, Day, DayEnd, Moment, Protocol, Source, Treatment};

/// The milestones after one treatment, seen from a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ahead<'a> {
    /// The stages, the earliest first.
    pub stages: Vec<Stage<'a>>,
    /// The stage before which "you are here" stands, counted from 0.
    pub here: usize,
    /// The day it is.
    pub day: Day,
    now: DateTime<FixedOffset>,
    day_end: DayEnd,
}

impl<'a> Ahead<'a> {
    /// The way ahead after a treatment.
    #[must_use]
    pub fn new(protocol: &'a Protocol, treatment: &Treatment, day_end: DayEnd, now: DateTime<FixedOffset>) -> Self {
        let stages = stages(protocol, treatment, day_end, now);
        let here = you_are_before(&stages);
        let day = treatment.day_of(Moment::At(now), day_end);
        Self { stages, here, day, now, day_end }
    }

    /// Where one is, in a line.
    #[must_use]
    pub fn you_are_here(&self) -> String {
        let date = self.day_end.date_of(self.now).format("%a %-d %b %Y");
        match self.day.number() {
            ..0 => format!("You are here: {date}, before the treatment"),
            day if day < 60 => format!("You are here: day {day}, {date}"),
            day if day < 730 => format!("You are here: month {}, day {day}, {date}", day * 12 / 365),
            day => format!("You are here: year {}, day {day}, {date}", day / 365 + 1),
        }
    }

    /// From when to when a stage is, by the calendar.
    #[must_use]
    pub fn dates(&self, stage: &Stage<'_>) -> String {
        let Stage { milestone, begins, ends, .. } = stage;
        match (milestone.from, milestone.to) {
            (After::Hours(_), After::Hours(_)) => {
                let clock = |at: &DateTime<FixedOffset>| at.format("%a %-d %b, %H:%M").to_string();
                format!("{} to {}", clock(begins), clock(ends))
            }
            _ => self.days(self.day_end.date_of(*begins), self.day_end.date_of(*ends).pred_opt()),
        }
    }

    fn days(&self, first: NaiveDate, last: Option<NaiveDate>) -> String {
        let format = if self.day.number() < 60 && first.format("%Y").to_string() == self.now.format("%Y").to_string() {
            "%a %-d %b"
        } else {
            "%-d %b %Y"
        };
        match last {
            Some(last) if last != first => format!("{} to {}", first.format(format), last.format("%-d %b %Y")),
            _ => first.format("%a %-d %b %Y").to_string(),
        }
    }

    /// How long until a stage begins or ends, in words; nothing about one that is over.
    #[must_use]
    pub fn away(&self, stage: &Stage<'_>) -> Option<String> {
        let until = |at: DateTime<FixedOffset>| {
            let days = (self.day_end.date_of(at) - self.day_end.date_of(self.now)).num_days();
            match days {
                ..=0 => "today".to_owned(),
                1 => "tomorrow".to_owned(),
                days if days < 60 => format!("in {days} days"),
                days if days < 700 => format!("in {} months", (days + 15) / 30),
                days => format!("in {} years", (days + 182) / 365),
            }
        };
        match stage.place {
            Place::Ahead => Some(format!("begins {}", until(stage.begins))),
            Place::Here => Some(format!("over {}", until(stage.ends))),
            Place::Passed => None,
        }
    }
}

/// Who says a thing, one line a source, with its grade in letters and words.
#[must_use]
pub fn who_says<'a>(ids: &'a [crate::domain::SourceId], catalog: &'a Catalog) -> Vec<(String, String)> {
    let line = |source: &Source| {
        let lead = format!("grade {}", source.grade);
        (lead, format!("{} ({}; {})", source.title, source.publisher, source.grade.meaning()))
    };
    known(ids, catalog).map(line).collect()
}

/// Whether a rating is asked for, in a line.
#[must_use]
pub fn asking_in_words(asking: Asking) -> String {
    let date = |date: NaiveDate| date.format("%-d %B %Y").to_string();
    match asking {
        Asking::Due(_, until) => format!("A rating would be good by {}: five quick answers.", date(until)),
        Asking::From(first) => format!("The next rating is asked for from {} on.", date(first)),
        Asking::NotNow => "No rating is asked for while something urgent is open.".to_owned(),
        Asking::Over => "No more ratings are asked for after this treatment.".to_owned(),
    }
}
