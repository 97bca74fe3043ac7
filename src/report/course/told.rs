//! One reading in words: when, what, where it stands, and how it came into the journal.
//!
//! May use `domain`.

use super::{HealingCourse, Reading, Revised, Typed};
use crate::domain::text::clean;
use crate::domain::{Band, Day, Grade, Moment, Rating, Standing};

/// One reading in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Day, date and time.
    pub when: String,
    /// The answer with its words, and where it stands beside what is described.
    pub what: String,
    /// How it was typed and changed; empty when it was typed on its day and left so.
    pub marks: String,
    /// The verdict on the whole entry, in one short word.
    pub verdict: &'static str,
    /// The entry's note, on one line.
    pub note: String,
}

impl HealingCourse {
    /// Tells one of its readings.
    #[must_use]
    pub fn told(&self, reading: &Reading) -> Told {
        Told {
            when: self.when(reading),
            what: self.what(reading),
            marks: marks(reading).join(", "),
            verdict: reading.verdict.word(),
            note: one_line(&reading.note),
        }
    }

    fn when(&self, reading: &Reading) -> String {
        let date = self.date(reading.day).format("%a %-d %b");
        match reading.at {
            Moment::At(at) => format!("Day {}, {date} {}", reading.day, at.format("%H:%M")),
            Moment::On(_) => format!("Day {}, {date}", reading.day),
        }
    }

    fn what(&self, reading: &Reading) -> String {
        let name = &self.name;
        match reading.answer {
            None => format!("{name} not recorded in this check-in"),
            Some(Rating::NotSure) => format!("{name} not sure; {}", described(self.band(reading.day), reading.day)),
            Some(Rating::Graded(grade)) => {
                let words = &self.words[usize::from(grade.number())];
                format!("{name} {grade}, {words}: {}", self.stands(reading))
            }
        }
    }

    fn stands(&self, reading: &Reading) -> String {
        let (band, day) = (self.band(reading.day), reading.day);
        match reading.standing {
            Standing::AboveUsual => format!("above usual, within the range described for day {day}{}", edges(band)),
            Standing::AboveOuter => format!("OUTSIDE the range described for day {day}{}", edges(band)),
            Standing::Early => format!("EARLIER than described; OUTSIDE the range for day {day}{}", edges(band)),
            _ if band.is_none() => described(band, day),
            _ => format!("within the range described for day {day}{}", edges(band)),
        }
    }
}

fn described(band: Option<Band>, day: Day) -> String {
    match band {
        Some(_) => format!("described for day {day}{}", edges(band)),
        None => format!("no range is described for day {day}"),
    }
}

/// ` (usual 0-1, up to 2)`.
fn edges(band: Option<Band>) -> String {
    let Some(Band { usual, outer }) = band else { return String::new() };
    let usual_words = if usual == Grade::NONE { usual.to_string() } else { format!("0-{usual}") };
    if usual == outer { format!(" (usual {usual_words})") } else { format!(" (usual {usual_words}, up to {outer})") }
}

fn marks(reading: &Reading) -> Vec<&'static str> {
    let late = (reading.typed == Typed::Late).then_some("typed later");
    let edited = (reading.revised == Revised::Edited).then_some("edited");
    late.into_iter().chain(edited).collect()
}

/// A note on one line.
fn one_line(note: &str) -> String {
    clean(note).split_whitespace().collect::<Vec<_>>().join(" ")
}
