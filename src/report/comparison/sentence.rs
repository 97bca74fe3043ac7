//! The comparison in sentences.
//!
//! May use `domain`.

use super::{Compared, Comparison, Ending, Occasion, Stage};
use crate::domain::{Day, Gone, Grade};
use crate::report::occasion::in_words;

impl Comparison {
    /// When a symptom was gone, beside the other treatment; nothing where it was graded after neither.
    #[must_use]
    pub fn end_sentence(&self, compared: &Compared) -> Option<String> {
        if !compared.is_graded() {
            return None;
        }
        let (name, other) = (&compared.name, &self.other.when);
        let (one_end, other_end) = (ended(compared.one.gone, &self.one), ended(compared.other.gone, &self.other));
        let both = || format!("{one_end}; {other} {other_end}");
        Some(match compared.ending() {
            Ending::Earlier(0) => format!("{name} gone on the same day as {other}: {}.", gone_day(compared.one.gone)),
            Ending::Earlier(days) => {
                let (here, there) = (gone_day(compared.one.gone), gone_day(compared.other.gone));
                let direction = if days > 0 { "earlier" } else { "later" };
                format!("{name} gone {} {direction} than {other} ({here}; {there} {other}).", days_in_words(days.abs()))
            }
            Ending::Sooner => format!("{name} gone earlier than {other}: {}.", both()),
            Ending::Later if matches!(compared.one.gone, Gone::NotYet { .. }) => {
                format!("{name} lasts longer than {other}: {}.", both())
            }
            Ending::Later => format!("{name} gone later than {other}: {}.", both()),
            Ending::Open => format!("{name}: {}.", both()),
        })
    }

    /// The grades of one day of both healings: the last one graded after the one treatment.
    #[must_use]
    pub fn day_sentence(&self, compared: &Compared) -> Option<String> {
        let (day, grade) = compared.one.worst.last_key_value()?;
        let now = match self.one.stage {
            Stage::Latest => "now".to_owned(),
            Stage::Past => self.one.when.clone(),
        };
        let then = graded(compared.other.worst.get(day).copied());
        Some(format!("{} on day {day}: {grade} {now}, {then} {}.", compared.name, self.other.when))
    }

    /// All symptoms in one sentence.
    #[must_use]
    pub fn overall(&self) -> String {
        let twice: Vec<_> = self.symptoms.iter().filter(|compared| compared.is_graded_twice()).collect();
        let other = &self.other.when;
        if twice.is_empty() {
            return format!("No symptom is graded both times, so nothing can be compared with the treatment {other}.");
        }
        let count = |is: fn(&Compared) -> bool| twice.iter().filter(|compared| is(compared)).count();
        let parts = [
            (count(Compared::was_never_there), "never there either time"),
            (count(Compared::is_earlier), "gone earlier"),
            (count(Compared::is_same_day), "on the same day"),
            (count(Compared::is_later), "later or still there"),
        ];
        let told: usize = parts.iter().map(|(count, _)| count).sum();
        let open = (twice.len() - told, "where it cannot be told yet");
        let parts = parts.into_iter().chain([open]).filter(|(count, _)| *count > 0);
        let parts: Vec<_> = parts.map(|(count, words)| format!("{count} {words}")).collect();
        let plural = if twice.len() == 1 { "symptom" } else { "symptoms" };
        format!("Beside the treatment {other}, {} {plural} graded both times: {}.", twice.len(), parts.join(", "))
    }
}

impl Compared {
    fn was_never_there(&self) -> bool {
        self.one.gone == Gone::NeverThere && self.other.gone == Gone::NeverThere
    }

    fn is_earlier(&self) -> bool {
        matches!(self.ending(), Ending::Sooner) || matches!(self.ending(), Ending::Earlier(days) if days > 0)
    }

    fn is_same_day(&self) -> bool {
        self.ending() == Ending::Earlier(0)
    }

    fn is_later(&self) -> bool {
        matches!(self.ending(), Ending::Later) || matches!(self.ending(), Ending::Earlier(days) if days < 0)
    }
}

/// How it ended after one treatment, in a few words.
#[must_use]
pub(super) fn ended(gone: Gone, occasion: &Occasion) -> String {
    match (gone, occasion.stage) {
        (Gone::NotRecorded, _) => "not recorded".to_owned(),
        (Gone::NeverThere, _) => "never there".to_owned(),
        (Gone::NotYet { last_there }, Stage::Latest) => format!("not gone yet, last graded on day {last_there}"),
        (Gone::NotYet { last_there }, Stage::Past) => {
            format!("still there when last graded, on day {last_there}")
        }
        (Gone::By { last_there, gone }, _) if gone.since(last_there) == 1 => format!("gone on day {gone}"),
        (Gone::By { last_there, gone }, _) => {
            format!("gone between day {} and day {gone}, not graded in between", last_there.plus(1))
        }
    }
}

fn gone_day(gone: Gone) -> String {
    gone.exactly().map_or_else(String::new, |day: Day| format!("day {day}"))
}

fn days_in_words(days: i32) -> String {
    format!("{} {}", in_words(days), if days == 1 { "day" } else { "days" })
}

fn graded(grade: Option<Grade>) -> String {
    grade.map_or_else(|| "not recorded".to_owned(), |grade| grade.to_string())
}
