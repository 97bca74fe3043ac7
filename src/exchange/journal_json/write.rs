//! Writing a journal as JSON, every field of it.

use std::collections::BTreeMap;
use std::io;

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use serde::{Serialize, Serializer};

use super::{FORMAT, SheetUsed, Study, VERSION};
use crate::domain::{
    After, Answer, Area, AspectId, DayEnd, Device, Diary, Entry, EntryId, Goal, Grade, HoldId, Moment, NeedleDepth,
    Outcome, OutcomeId, Passes, Patient, PatientFact, Plan, PlanId, Product, ProductKind, Provider, Rating, Says,
    Scored, SignId, SkinType, SymptomId, TaskId, Tick, Told, Treatment, TreatmentId, Use, UsedAt, WarningEvent,
};

/// Writes a journal and the sheet it goes by, indented, with a line break at the end.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(diary: &Diary, sheet: Option<&SheetUsed>, mut out: impl io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, &Journal { sheet, ..Journal::from(diary) })?;
    out.write_all(b"\n")
}

/// Writes a journal on a single line, as [`crate::exchange::cohort`] reads many of them; with whose it is in a study.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_line(
    diary: &Diary,
    sheet: Option<&SheetUsed>,
    study: Option<&Study>,
    mut out: impl io::Write,
) -> io::Result<()> {
    serde_json::to_writer(&mut out, &Journal { sheet, study, ..Journal::from(diary) })?;
    out.write_all(b"\n")
}

/// A journal as [`write()`] writes it.
///
/// # Errors
/// When JSON cannot hold a value; a diary has none such.
pub fn to_string(diary: &Diary, sheet: Option<&SheetUsed>) -> io::Result<String> {
    let mut bytes = Vec::new();
    write(diary, sheet, &mut bytes)?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// What an entry says without its name, in a form that is the same wherever it is written.
pub(super) fn content(entry: &Entry) -> String {
    let unnamed = EntryOut { id: None, ..EntryOut::from(entry) };
    serde_json::to_string(&unnamed).unwrap_or_default()
}

/// What a rating says without its name, in a form that is the same wherever it is written.
pub(super) fn rating_content(outcome: &Outcome) -> String {
    let unnamed = OutcomeOut { id: None, ..OutcomeOut::from(outcome) };
    serde_json::to_string(&unnamed).unwrap_or_default()
}

#[derive(Serialize)]
struct Journal<'a> {
    format: &'static str,
    version: u64,
    settings: Settings,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a SheetUsed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    study: Option<&'a Study>,
    patient: PatientOut<'a>,
    treatments: Vec<TreatmentOut<'a>>,
    entries: Vec<EntryOut<'a>>,
    warnings: &'a [WarningEvent],
    ticks: Vec<TickOut<'a>>,
    uses: Vec<UseOut<'a>>,
    told: Vec<ToldOut<'a>>,
    outcomes: Vec<OutcomeOut<'a>>,
    plans: Vec<PlanOut<'a>>,
}

#[derive(Serialize)]
struct Settings {
    day_ends_at: DayEnd,
}

#[derive(Serialize)]
pub(super) struct PatientOut<'a> {
    skin_type: Option<SkinType>,
    #[serde(flatten, serialize_with = "facts")]
    facts: &'a Patient,
}

#[derive(Serialize)]
pub(super) struct TreatmentOut<'a> {
    id: &'a TreatmentId,
    performed_at: Moment,
    protocol: &'a str,
    device: Option<Device>,
    needle_depth_mm: Option<NeedleDepth>,
    area: Option<&'a Area>,
    prp: Option<bool>,
    at_home: Option<bool>,
    passes: Option<Passes>,
    products: Vec<ProductOut<'a>>,
    goals: &'a [Goal],
    severity_before: Option<Grade>,
    active_lesions: Option<bool>,
    retinoid_resumed_on: Option<NaiveDate>,
    provider: ProviderOut<'a>,
    cost: Option<CostOut<'a>>,
    note: &'a str,
}

#[derive(Serialize)]
pub(super) struct ProviderOut<'a> {
    name: &'a str,
    phone: &'a str,
    out_of_hours: &'a str,
}

#[derive(Serialize)]
pub(super) struct ProductOut<'a> {
    kind: ProductKind,
    name: &'a str,
    used_at: UsedAt,
}

#[derive(Serialize)]
pub(super) struct PlanOut<'a> {
    id: &'a PlanId,
    at: Moment,
    provider: ProviderOut<'a>,
    note: &'a str,
}

#[derive(Serialize)]
pub(super) struct CostOut<'a> {
    amount: &'a str,
    currency: &'a str,
}

#[derive(Serialize)]
pub(super) struct EntryOut<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a EntryId>,
    treatment: &'a TreatmentId,
    at: Moment,
    #[serde(serialize_with = "instant")]
    recorded_at: Option<DateTime<FixedOffset>>,
    grades: &'a BTreeMap<SymptomId, Rating>,
    signs: &'a BTreeMap<SignId, Answer>,
    note: &'a str,
}

#[derive(Serialize)]
pub(super) struct TickOut<'a> {
    treatment: &'a TreatmentId,
    task: &'a TaskId,
    at: Moment,
}

#[derive(Serialize)]
pub(super) struct UseOut<'a> {
    treatment: &'a TreatmentId,
    hold: &'a HoldId,
    at: Moment,
}

/// A provider's word has one of the last three fields.
#[derive(Serialize)]
pub(super) struct ToldOut<'a> {
    treatment: &'a TreatmentId,
    about: &'a str,
    at: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u16>,
    #[serde(rename = "do", skip_serializing_if = "Option::is_none")]
    do_it: Option<bool>,
}

#[derive(Serialize)]
pub(super) struct OutcomeOut<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a OutcomeId>,
    treatment: &'a TreatmentId,
    at: Moment,
    #[serde(serialize_with = "instant")]
    recorded_at: Option<DateTime<FixedOffset>>,
    ratings: &'a BTreeMap<AspectId, Scored>,
}

impl<'a> From<&'a Diary> for Journal<'a> {
    fn from(diary: &'a Diary) -> Self {
        let Diary { patient, day_end, treatments, entries, events, care, outcomes, plans } = diary;
        Self {
            format: FORMAT,
            version: VERSION,
            settings: Settings { day_ends_at: *day_end },
            sheet: None,
            study: None,
            patient: PatientOut::from(patient),
            treatments: treatments.iter().map(TreatmentOut::from).collect(),
            entries: entries.iter().map(EntryOut::from).collect(),
            warnings: events,
            ticks: care.ticks.iter().map(TickOut::from).collect(),
            uses: care.uses.iter().map(UseOut::from).collect(),
            told: care.told.iter().map(ToldOut::from).collect(),
            outcomes: outcomes.iter().map(OutcomeOut::from).collect(),
            plans: plans.iter().map(PlanOut::from).collect(),
        }
    }
}

impl<'a> From<&'a Treatment> for TreatmentOut<'a> {
    fn from(treatment: &'a Treatment) -> Self {
        let cost = treatment.cost.as_ref();
        Self {
            id: &treatment.id,
            performed_at: treatment.performed_at,
            protocol: &treatment.protocol,
            device: treatment.device,
            needle_depth_mm: treatment.needle_depth,
            area: treatment.area.as_ref(),
            prp: treatment.prp,
            at_home: treatment.at_home,
            passes: treatment.passes,
            products: treatment.products.iter().map(ProductOut::from).collect(),
            goals: &treatment.goals,
            severity_before: treatment.severity_before,
            active_lesions: treatment.active_lesions,
            retinoid_resumed_on: treatment.retinoid_resumed_on,
            provider: ProviderOut::from(&treatment.provider),
            cost: cost.map(|cost| CostOut { amount: &cost.amount, currency: &cost.currency }),
            note: &treatment.note,
        }
    }
}

impl<'a> From<&'a Provider> for ProviderOut<'a> {
    fn from(provider: &'a Provider) -> Self {
        Self { name: &provider.name, phone: &provider.phone, out_of_hours: &provider.out_of_hours }
    }
}

impl<'a> From<&'a Product> for ProductOut<'a> {
    fn from(product: &'a Product) -> Self {
        Self { kind: product.kind, name: &product.name, used_at: product.used_at }
    }
}

impl<'a> From<&'a Plan> for PlanOut<'a> {
    fn from(plan: &'a Plan) -> Self {
        Self { id: &plan.id, at: plan.at, provider: ProviderOut::from(&plan.provider), note: &plan.note }
    }
}

impl<'a> From<&'a Patient> for PatientOut<'a> {
    fn from(patient: &'a Patient) -> Self {
        Self { skin_type: patient.skin_type, facts: patient }
    }
}

impl<'a> From<&'a Entry> for EntryOut<'a> {
    fn from(entry: &'a Entry) -> Self {
        let Entry { id, treatment, at, recorded_at, grades, signs, note } = entry;
        Self { id: Some(id), treatment, at: *at, recorded_at: *recorded_at, grades, signs, note }
    }
}

impl<'a> From<&'a Tick> for TickOut<'a> {
    fn from(Tick { treatment, task, at }: &'a Tick) -> Self {
        Self { treatment, task, at: *at }
    }
}

impl<'a> From<&'a Use> for UseOut<'a> {
    fn from(Use { treatment, hold, at }: &'a Use) -> Self {
        Self { treatment, hold, at: *at }
    }
}

impl<'a> From<&'a Told> for ToldOut<'a> {
    fn from(Told { treatment, about, at, says }: &'a Told) -> Self {
        let (hours, day, do_it) = match *says {
            Says::Until(After::Hours(hours)) => (Some(hours), None, None),
            Says::Until(After::Day(day)) => (None, Some(day), None),
            Says::Do => (None, None, Some(true)),
            Says::LeaveOut => (None, None, Some(false)),
        };
        Self { treatment, about, at: *at, hours, day, do_it }
    }
}

impl<'a> From<&'a Outcome> for OutcomeOut<'a> {
    fn from(outcome: &'a Outcome) -> Self {
        let Outcome { id, treatment, at, recorded_at, ratings } = outcome;
        Self { id: Some(id), treatment, at: *at, recorded_at: *recorded_at, ratings }
    }
}

fn facts<S: Serializer>(patient: &Patient, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(PatientFact::ALL.into_iter().map(|fact| (fact, patient.fact(fact))))
}

/// Written like every other moment of the file; serde would write a zero offset as `Z`.
#[expect(clippy::ref_option, reason = "serde hands the field over like this")]
fn instant<S: Serializer>(at: &Option<DateTime<FixedOffset>>, serializer: S) -> Result<S::Ok, S::Error> {
    at.map(|at| at.to_rfc3339_opts(SecondsFormat::AutoSi, false)).serialize(serializer)
}
