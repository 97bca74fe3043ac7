//! How things stand at the end of the period, and the words to say when ringing now.
//!
//! May use `domain`.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use super::Recorded;
use crate::domain::comparison::{Comparable, NOT_MONITORED, how_it_stands};
use crate::domain::now::now;
use crate::domain::text::clean_line;
use crate::domain::{
    AssessedEntry, Care, Diary, Moment, Now, Provider, Treatment, TreatmentId, Triage, Warning, assess, call,
};
use crate::report::page::{Part, Tone, Words};

/// How a journal stands at a moment.
pub(super) struct Standing {
    now: Now,
    /// The journal's date of it.
    date: NaiveDate,
    /// The last check-in after the latest treatment.
    last: Option<AssessedEntry>,
}

impl Standing {
    pub fn new(recorded: Recorded<'_>, at: DateTime<FixedOffset>) -> Self {
        let diary = recorded.diary.until(Moment::At(at));
        let now = now(&diary, recorded.protocol_of, Moment::At(at));
        let latest = diary.treatments_by_time().last().copied();
        let last = latest.and_then(|treatment| last_entry(&diary, treatment, recorded));
        Self { now, date: diary.day_end.date_of(at), last }
    }

    pub const fn triage(&self) -> Triage {
        self.now.triage
    }

    /// What the level asks for, and what is open; where it is louder today than it was then, today first. A form says the
    /// level itself. Where nothing was compared there is none, which no word may make sound like a verdict.
    pub fn part(&self, today: &Self) -> Part {
        let mut words = Words::default();
        if today.triage() > self.triage() {
            let advice = today.triage().advice();
            let date = self.date.format(if self.date.year() == today.date.year() { "%-d %B" } else { "%-d %B %Y" });
            words = words
                .and(Tone::Strong, advice)
                .and(Tone::Plain, format!(" This is new since the end of {date}, when it was: "));
        }
        words = words.and(Tone::Strong, how_it_stands(self.triage(), self.last.as_ref()));
        for open in self.open() {
            words = words.and(Tone::Plain, format!(" {open}"));
        }
        let words = words.and(Tone::Quiet, format!(" {NOT_MONITORED}"));
        let level = self.triage().max(today.triage());
        let is_compared = self.last.as_ref().is_some_and(|last| last.comparable() != Comparable::Nothing);
        if level > Triage::Expected || is_compared { Part::Notice(level, words) } else { Part::Paragraph(words) }
    }

    /// What is open, the loudest first, and what silence means.
    fn open(&self) -> Vec<String> {
        let warning = |warning: &Warning| {
            let title = clean_line(&warning.rule.title);
            format!("Open since day {}: {title} ({}).", warning.since_day, state_of(warning))
        };
        let silent = self.now.silence.iter().map(|finding| format!("{}.", clean_line(&finding.rule.title)));
        let none = self.now.open_warnings.is_empty() && self.last.is_some();
        let none = none.then(|| "No warning is open.".to_owned());
        let open = self.now.open_warnings.iter().map(warning);
        open.chain(none).chain(self.watched()).chain(silent).collect()
    }

    /// What the last check-in asks to watch, where that is all it asks for.
    fn watched(&self) -> Option<String> {
        let findings = self.last.iter().flat_map(|last| &last.findings);
        let titles: Vec<_> = findings
            .filter(|finding| !finding.rule.triage.warns())
            .map(|finding| finding.rule.title.as_str())
            .collect();
        (self.triage() == Triage::Watch && !titles.is_empty()).then(|| format!("To watch: {}.", titles.join("; ")))
    }
}

/// Where an open warning stands.
pub(super) fn state_of(warning: &Warning) -> String {
    let state = || warning.state().word().to_owned();
    warning.care.as_ref().map_or_else(state, Care::in_short)
}

/// Whom to ring now about the loudest that is open, else about the latest treatment, and three sentences to read out.
#[must_use]
pub fn words_for_the_call(recorded: Recorded<'_>) -> Option<CallWords> {
    let standing = Standing::new(recorded, recorded.now);
    let diary = recorded.diary.until(Moment::At(recorded.now));
    let loudest = standing.now.open_warnings.first().and_then(|warning| diary.treatment(&warning.treatment));
    let treatments = diary.treatments_by_time();
    let treatment = loudest.or_else(|| treatments.last().copied())?;
    let protocol = recorded.protocol(treatment);
    let sheet = protocol.sheet.as_deref().map(|sheet| &sheet.contact);
    let provider = call::provider(Some(treatment), &treatments, sheet);
    let warnings = standing.now.open_warnings.iter().chain(&standing.now.closed_warnings);
    let warnings: Vec<_> = warnings.filter(|warning| warning.treatment == treatment.id).collect();
    let last = last_entry(&diary, treatment, recorded);
    let (patient, at) = (&diary.patient, recorded.now);
    let said = call::script(patient, treatment, diary.day_end, &warnings, last.as_ref(), &protocol.catalog, at);
    Some(CallWords {
        treatment: treatment.id.clone(),
        triage: standing.triage(),
        whom: clean_line(&call::whom_to_ring(standing.triage(), provider, at)),
        at_any_hour: clean_line(&at_any_hour(standing.triage(), provider, at)),
        sentences: said.map(|sentence| clean_line(&sentence)),
    })
}

/// What to have at hand when ringing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallWords {
    /// The treatment they are about.
    pub treatment: TreatmentId,
    /// How loud things stand now.
    pub triage: Triage,
    /// Whom to ring, and the number for this hour.
    pub whom: String,
    /// The same for a page that is read at another hour: both numbers, where there are two.
    pub at_any_hour: String,
    /// What to read out.
    pub sentences: [String; 3],
}

impl CallWords {
    pub(super) fn parts(self) -> Vec<Part> {
        let whom = Words::default().and(Tone::Strong, format!("{}.", self.at_any_hour.trim_end_matches('.')));
        let said = self.sentences.into_iter().map(Words::plain);
        vec![Part::Heading("Words for the call".to_owned()), Part::Paragraph(whom), Part::List(said.collect())]
    }
}

fn at_any_hour(triage: Triage, provider: &Provider, at: DateTime<FixedOffset>) -> String {
    let [phone, out_of_hours, name] = [&provider.phone, &provider.out_of_hours, &provider.name].map(|text| text.trim());
    if triage == Triage::Emergency || phone.is_empty() || out_of_hours.is_empty() {
        return call::whom_to_ring(triage, provider, at);
    }
    let whose = if name.is_empty() { String::new() } else { format!(" ({name})") };
    format!("Ring {phone}; out of hours {out_of_hours}{whose}")
}

fn last_entry(diary: &Diary, treatment: &Treatment, recorded: Recorded<'_>) -> Option<AssessedEntry> {
    assess(&diary.healing(treatment), recorded.protocol(treatment)).entries.pop()
}
