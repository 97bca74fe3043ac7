//! Everything the journal ever said, as JSON: `mendlog history --json`.
//!
//! Uses `domain`, and how single things are written in a journal.

use std::io;

use serde::Serialize;

use super::write::{EntryOut, OutcomeOut, PatientOut, PlanOut, TickOut, ToldOut, TreatmentOut, UseOut};
use crate::domain::past::{Past, Version};
use crate::domain::{CareNote, Changed, DayEnd, Patient, Revised, WarningEvent};

/// What the field `format` says.
const FORMAT: &str = "mendlog-history";

/// The version this program writes.
const VERSION: u64 = 1;

/// Writes the past of each thing.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write_pasts(pasts: &[Past<'_>], mut out: impl io::Write) -> io::Result<()> {
    let things = pasts.iter().map(ThingOut::from).collect();
    serde_json::to_writer_pretty(&mut out, &HistoryOut { format: FORMAT, version: VERSION, things })?;
    writeln!(out)
}

#[derive(Serialize)]
struct HistoryOut<'a> {
    format: &'static str,
    version: u64,
    things: Vec<ThingOut<'a>>,
}

#[derive(Serialize)]
struct ThingOut<'a> {
    kind: &'static str,
    id: Option<&'a str>,
    versions: Vec<VersionOut<'a>>,
}

#[derive(Serialize)]
struct VersionOut<'a> {
    from: String,
    until: Option<String>,
    became: &'static str,
    says: Option<Says<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Says<'a> {
    Patient { day_ends_at: DayEnd, patient: PatientOut<'a> },
    Treatment(Box<TreatmentOut<'a>>),
    Entry(EntryOut<'a>),
    Outcome(OutcomeOut<'a>),
    Plan(PlanOut<'a>),
    Tick { tick: TickOut<'a> },
    Use { used: UseOut<'a> },
    Told { told: ToldOut<'a> },
    Warning(&'a WarningEvent),
    Sheet { toml: &'a str },
    Ranges { version: &'a str },
}

impl<'a> From<&Past<'a>> for ThingOut<'a> {
    fn from(Past { kind, id, versions }: &Past<'a>) -> Self {
        Self { kind: kind.id(), id: *id, versions: versions.iter().map(VersionOut::from).collect() }
    }
}

impl<'a> From<&Version<'a>> for VersionOut<'a> {
    fn from(Version { from, until, what }: &Version<'a>) -> Self {
        let (became, says) = (became(what), says(what));
        Self { from: from.to_rfc3339(), until: until.map(|until| until.to_rfc3339()), became, says }
    }
}

const fn became(what: &Changed) -> &'static str {
    match what {
        Changed::Profile(None, _) | Changed::Sheet(None, _) => "added",
        Changed::Sheet(_, None) => "deleted",
        Changed::Profile(..) | Changed::Sheet(..) | Changed::Ranges(..) => "corrected",
        Changed::Treatment(revised) => of(revised),
        Changed::Entry(revised) => of(revised),
        Changed::Outcome(revised) => of(revised),
        Changed::Plan(revised) => of(revised),
        Changed::Care(revised) => of(revised),
        Changed::Warning(revised) => of(revised),
    }
}

const fn of<T>(revised: &Revised<T>) -> &'static str {
    match revised {
        Revised::Added(_) => "added",
        Revised::Corrected(..) => "corrected",
        Revised::Deleted(_) => "deleted",
        Revised::Restored(_) => "restored",
    }
}

fn says(what: &Changed) -> Option<Says<'_>> {
    Some(match what {
        Changed::Profile(_, (patient, day_end)) => of_patient(patient, *day_end),
        Changed::Treatment(revised) => Says::Treatment(Box::new(revised.said().into())),
        Changed::Entry(revised) => Says::Entry(revised.said().into()),
        Changed::Outcome(revised) => Says::Outcome(revised.said().into()),
        Changed::Plan(revised) => Says::Plan(revised.said().into()),
        Changed::Care(revised) => match revised.said() {
            CareNote::Tick(tick) => Says::Tick { tick: tick.into() },
            CareNote::Use(used) => Says::Use { used: used.into() },
            CareNote::Told(told) => Says::Told { told: told.into() },
        },
        Changed::Warning(revised) => Says::Warning(revised.said()),
        Changed::Sheet(before, after) => Says::Sheet { toml: after.as_deref().or(before.as_deref())? },
        Changed::Ranges(_, version) => Says::Ranges { version },
    })
}

fn of_patient(patient: &Patient, day_ends_at: DayEnd) -> Says<'_> {
    Says::Patient { day_ends_at, patient: PatientOut::from(patient) }
}
