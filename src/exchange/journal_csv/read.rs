//! Reading check-ins from a table: all of them or none, and a fault names its line, its column and what would be right.
//!
//! Uses the rules of [`super::super::journal_json`], so that both files hold the same journals.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Answered, Cells};
use super::rows::{self, Row};
use crate::domain::{Catalog, Diary, Entry, EntryId, Moment, Treatment, TreatmentId};
use crate::exchange::Rules;
use crate::exchange::journal_json::{Read, decoded, derived_id};
use crate::exchange::located::{ReadError, shortened};

/// Reads tables whose symptoms and signs are those of a catalogue.
#[derive(Clone, Debug)]
pub struct Reader<'c> {
    catalog: &'c Catalog,
    rules: Rules,
    known: BTreeSet<TreatmentId>,
}

/// What makes one check-in of several rows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Named(EntryId),
    /// Its treatment, its moment, and when it was typed, as they are written.
    Told(TreatmentId, String, String),
}

/// A check-in as far as its rows are read.
struct Growing {
    named: Option<EntryId>,
    entry: Entry,
}

impl<'c> Reader<'c> {
    /// A reader that keeps the same rules as the reader of JSON.
    #[must_use]
    pub fn new(catalog: &'c Catalog, rules: Rules) -> Self {
        Self { catalog, rules, known: BTreeSet::new() }
    }

    /// A reader that knows the treatments of these names: check-ins may tell about them, whatever the file says of them.
    #[must_use]
    pub fn knowing(self, known: impl IntoIterator<Item = TreatmentId>) -> Self {
        Self { known: known.into_iter().collect(), ..self }
    }

    /// Reads a whole table.
    ///
    /// # Errors
    /// When the file is too large, no UTF-8, no such table, or says something impossible.
    pub fn read(&self, bytes: &[u8]) -> Result<Read, ReadError> {
        let text = decoded(bytes)?;
        let (mut table, head, warnings) = rows::open(text)?;
        let mut reading =
            Reading { reader: self, treatments: BTreeMap::new(), entries: Vec::new(), places: BTreeMap::new() };
        for (count, row) in rows::each(text, &mut table, &head).enumerate() {
            let row = row?;
            if count >= Rules::MOST_ROWS {
                return Err(
                    row.fault("entry", format!("more than {} rows are too many for a journal", Rules::MOST_ROWS))
                );
            }
            reading.row(&row)?;
        }
        Ok(Read { diary: reading.diary(), sheet: None, study: None, warnings, spellings: BTreeMap::new() })
    }
}

/// One table being read.
struct Reading<'r, 'c> {
    reader: &'r Reader<'c>,
    treatments: BTreeMap<TreatmentId, Treatment>,
    entries: Vec<Growing>,
    places: BTreeMap<Key, usize>,
}

impl Reading<'_, '_> {
    fn row(&mut self, row: &Row<'_>) -> Result<(), ReadError> {
        let treatment = self.treatment(row)?;
        let fresh = self.entry(row, treatment)?;
        let key = match &fresh.named {
            Some(id) => Key::Named(id.clone()),
            None => {
                Key::Told(fresh.entry.treatment.clone(), row.cell("at").to_owned(), row.cell("recorded_at").to_owned())
            }
        };
        let place = *self.places.entry(key).or_insert(self.entries.len());
        if place == self.entries.len() {
            self.entries.push(fresh);
        } else {
            agree(&mut self.entries[place].entry, &fresh.entry, row)?;
        }
        answer(&mut self.entries[place].entry, row, self.reader.catalog)
    }

    /// The treatment of a row; the first row that says when it was performed makes it.
    fn treatment(&mut self, row: &Row<'_>) -> Result<TreatmentId, ReadError> {
        let id = TreatmentId::from(name(row, "treatment", "the treatment's id")?);
        let told = match row.cell("performed_at") {
            "" => None,
            _ => Some(self.moment(row, "performed_at")?),
        };
        if let Some(known) = self.treatments.get(&id) {
            if told.is_some_and(|at| at != known.performed_at) {
                let words = format!("treatment \"{}\" has another time than in an earlier row", shortened(id.as_str()));
                return Err(row.fault("performed_at", words));
            }
            return Ok(id);
        }
        match told {
            Some(performed_at) => {
                let mut treatment = Treatment::new(id.clone(), performed_at);
                if !row.cell("protocol").is_empty() {
                    treatment.protocol = name(row, "protocol", "the protocol's name")?;
                }
                if self.treatments.len() >= Rules::MOST_TREATMENTS {
                    return Err(row.fault("treatment", Rules::too_many("treatments", Rules::MOST_TREATMENTS)));
                }
                self.treatments.insert(id.clone(), treatment);
            }
            None if self.reader.known.contains(&id) => {}
            None => {
                let words = format!(
                    "your journal has no treatment \"{}\", and the column \"performed_at\" does not say when it was",
                    shortened(id.as_str())
                );
                return Err(row.fault("treatment", words));
            }
        }
        Ok(id)
    }

    fn entry(&self, row: &Row<'_>, treatment: TreatmentId) -> Result<Growing, ReadError> {
        let named = match row.cell("entry") {
            "" => None,
            _ => Some(EntryId::from(name(row, "entry", "the check-in's id")?)),
        };
        let at = self.moment(row, "at")?;
        let mut entry = Entry::new(named.clone().unwrap_or_else(|| "".into()), treatment, at);
        entry.recorded_at = match row.cell("recorded_at") {
            "" => None,
            _ => match self.moment(row, "recorded_at")? {
                Moment::At(at) => Some(at),
                Moment::On(_) => return Err(row.not("recorded_at", Rules::CLOCK_TIME)),
            },
        };
        entry.note = Rules::note(row.cell("note")).ok_or_else(|| row.not("note", &Rules::note_wanted()))?;
        Ok(Growing { named, entry })
    }

    fn moment(&self, row: &Row<'_>, column: &str) -> Result<Moment, ReadError> {
        let moment: Moment = row.cell(column).parse().map_err(|_| row.not(column, Rules::MOMENT))?;
        self.reader.rules.past(moment).map_err(|words| row.fault(column, words))?;
        Ok(moment)
    }

    /// Check-ins without a name get one from what they say.
    fn diary(self) -> Diary {
        let mut taken: BTreeSet<EntryId> = self.entries.iter().filter_map(|growing| growing.named.clone()).collect();
        let named = |Growing { named, entry }: Growing| {
            let id = named.unwrap_or_else(|| derived_id(&entry, &mut taken));
            Entry { id, ..entry }
        };
        let entries = self.entries.into_iter().map(named).collect();
        Diary { treatments: self.treatments.into_values().collect(), entries, ..Diary::default() }
    }
}

fn name(row: &Row<'_>, column: &str, what: &str) -> Result<String, ReadError> {
    Rules::name(row.cell(column)).ok_or_else(|| row.not(column, &Rules::name_wanted(what)))
}

/// A later row of a check-in says the same of it as the first; the note may stand in any one of them.
fn agree(known: &mut Entry, later: &Entry, row: &Row<'_>) -> Result<(), ReadError> {
    let other =
        |column: &str| Err(row.fault(column, "this row of the check-in says something else than an earlier row of it"));
    if known.treatment != later.treatment {
        return other("treatment");
    }
    if known.at != later.at {
        return other("at");
    }
    if known.recorded_at != later.recorded_at {
        return other("recorded_at");
    }
    if known.note.is_empty() {
        known.note.clone_from(&later.note);
    } else if !later.note.is_empty() && later.note != known.note {
        return other("note");
    }
    Ok(())
}

fn answer(entry: &mut Entry, row: &Row<'_>, catalog: &Catalog) -> Result<(), ReadError> {
    let cells =
        Cells { kind: row.cell("kind"), id: row.cell("id"), value: row.cell("value"), state: row.cell("state") };
    let is_new = match cells.read(catalog).map_err(|(column, wanted)| row.not(column, &wanted))? {
        Answered::Symptom(symptom, rating) => entry.grades.insert(symptom, rating).is_none(),
        Answered::Sign(sign, answer) => entry.signs.insert(sign, answer).is_none(),
        Answered::Nothing => true,
    };
    if is_new { Ok(()) } else { Err(row.fault("id", "this is answered twice in the check-in; keep one of the rows")) }
}
