//! The report for a visit: what a provider needs to know about a healing, in the order in which they read.
//!
//! May use `domain`.

mod care;
mod chapter;
mod charts;
mod choices;
mod days;
mod grades;
mod notes;
mod outside;
mod stamp;
mod standing;
mod time;
mod warnings;
mod who;

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta};

use chapter::{Chapter, chapters};
use standing::Standing;

use super::page::{Page, Part, Words};
use crate::domain::{Change, Diary, Moment, Protocol, Treatment, Triage};

pub use choices::{Choices, Chosen, Item};
pub use standing::{CallWords, words_for_the_call};

/// What a report is made of.
#[derive(Clone, Copy)]
pub struct Recorded<'a> {
    /// The journal as it is.
    pub diary: &'a Diary,
    /// Every change that made it so, the earliest first.
    pub changes: &'a [Change],
    /// The protocol of an id, with the provider's sheet laid over it where one is in use; the standard one for an unknown id.
    pub protocol_of: &'a dyn Fn(&str) -> &'a Protocol,
    /// Now, by the patient's clock.
    pub now: DateTime<FixedOffset>,
}

impl<'a> Recorded<'a> {
    fn protocol(self, treatment: &Treatment) -> &'a Protocol {
        (self.protocol_of)(&treatment.protocol)
    }
}

impl fmt::Debug for Recorded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded").field("now", &self.now).finish_non_exhaustive()
    }
}

/// The report. The same journal, choices and moment give the same page.
#[must_use]
pub fn page(recorded: Recorded<'_>, choices: &Choices) -> Page {
    let end = end_of_period(recorded, choices);
    let until = recorded.diary.until(Moment::At(end));
    let chapters = chapters(&until, recorded, choices, end);
    let mut parts = opening(&chapters, recorded, end);
    if choices.tells(Item::Call) && end == recorded.now {
        // Words for now have no place on a page about an earlier treatment.
        let is_told = |call: &CallWords| chapters.iter().any(|chapter| chapter.treatment.id == call.treatment);
        parts.extend(words_for_the_call(recorded).filter(is_told).map(CallWords::parts).unwrap_or_default());
    }
    for chapter in &chapters {
        parts.extend(about(chapter, recorded, choices, end, chapters.len()));
    }
    if choices.tells(Item::Questions) {
        parts.extend(notes::questions(&chapters, choices));
    }
    let page = Page {
        title: who::title(&chapters),
        subtitle: who::subtitle(choices),
        made_on: recorded.diary.day_end.date_of(recorded.now),
        parts,
        foot: stamp::foot(recorded, &chapters),
    };
    stamp::marked(page)
}

/// The end of the last day chosen, with all that is told of that day; never later than now.
fn end_of_period(recorded: Recorded<'_>, choices: &Choices) -> DateTime<FixedOffset> {
    let Recorded { diary, now, .. } = recorded;
    let today = diary.day_end.date_of(now);
    let Some(to) = choices.to.filter(|to| *to < today) else { return now };
    let midnight = to.and_time(NaiveTime::MIN) + TimeDelta::days(1);
    let end = midnight + TimeDelta::hours(diary.day_end.hour().into()) - TimeDelta::seconds(1);
    end.and_local_timezone(*now.offset()).single().map_or(now, |end| end.min(now))
}

/// Who and what it is about, and how things stand; what calls for help today comes first.
fn opening(chapters: &[Chapter<'_>], recorded: Recorded<'_>, end: DateTime<FixedOffset>) -> Vec<Part> {
    let (standing, today) = (Standing::new(recorded, end), Standing::new(recorded, recorded.now));
    let mut facts = vec![who::about_patient(&recorded.diary.patient)];
    if let [chapter] = chapters {
        let treatment = who::about_treatment(chapter);
        let place = treatment.len().min(2);
        facts.extend(treatment);
        facts[..=place].rotate_left(1);
    }
    let mut parts = vec![Part::Facts(facts), standing.part(&today)];
    if standing.triage().max(today.triage()) >= Triage::Urgent {
        parts.reverse();
    }
    if chapters.is_empty() {
        parts.push(Part::Paragraph(Words::plain("No treatment has a day in the period that was chosen.")));
    }
    parts
}

/// Everything about one treatment; of several each under its name.
fn about(
    chapter: &Chapter<'_>,
    recorded: Recorded<'_>,
    choices: &Choices,
    end: DateTime<FixedOffset>,
    chapters: usize,
) -> Vec<Part> {
    let mut parts = Vec::new();
    if chapters > 1 {
        parts.push(Part::Heading(capitalised(&who::name_of(chapter))));
        parts.push(Part::Facts(who::about_treatment(chapter)));
    }
    for item in Item::ALL.into_iter().filter(|item| choices.tells(*item)) {
        parts.extend(match item {
            Item::Call | Item::Questions => Vec::new(),
            // Where care is told, too, both stand under one head.
            Item::Products if choices.tells(Item::Care) => Vec::new(),
            Item::Charts => charts::parts(chapter),
            Item::Grades => grades::parts(chapter),
            Item::Outside => outside::part(chapter).into_iter().collect(),
            Item::Warnings => warnings::part(chapter).into_iter().collect(),
            Item::Care | Item::Products => care::parts(chapter, end, choices),
            Item::Time => time::parts(chapter, recorded.changes),
            Item::Notes => notes::notes(chapter),
        });
    }
    parts
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
