//! What a table would bring, shown before it is taken in.
//!
//! Words on stderr, like everything that `mendlog import` says.

use std::collections::{BTreeMap, BTreeSet};

use super::table::Fresh;
use crate::app::rejudged::Verdicts;
use crate::cli::log;
use crate::cli::output::{NARROW, counted, say, say_wrapped, table as aligned, wrapped_to};
use crate::cli::setting::Setting;
use crate::domain::text::clean_line;
use crate::domain::{self, AssessedEntry, Diary, Entry, Moment, Triage};
use crate::exchange::foreign_table::{Mapping, Scale, Table, Wishes};

/// So many check-ins are shown as they would be.
const SHOWN: usize = 4;

/// So many check-ins that call for a look are told one by one.
const LOUD: usize = 6;

/// So many lines are named one by one.
const LINES: usize = 12;

/// Shows how a table is understood.
pub fn tell_mapping(name: &str, table: &Table, mapping: &Mapping, wishes: &Wishes, setting: &Setting) {
    say_wrapped(&format!("{name}: {}.", table.told()));
    let rows = mapping.told(wishes, &setting.library.catalog);
    let rows: Vec<Vec<String>> = rows.into_iter().map(|row| row.map(|cell| clean_line(&cell)).into()).collect();
    for line in aligned(&rows) {
        say(&format!("  {line}"));
    }
    for column in mapping.left_out() {
        let cells = counted(column.filled, "cell", "cells");
        let key = &column.key;
        say_wrapped(&format!(
            "\"{key}\" is not known here and is left out, {cells}. If it is a symptom or a danger sign, --map \"{key}=itching\" and \
             the like say which, as long as its head turns nothing round (as \"no\" or \"0 = worst\" would); --map \"{key}=-\" says \
             that it is none."
        ));
    }
    for scale in mapping.scales().collect::<BTreeSet<Scale>>() {
        if let Some(grades) = scale.folding() {
            say_wrapped(&format!("Of {} become: {grades}. The number itself is kept in the note.", scale.id()));
        }
    }
}

/// A table that was read.
pub struct Preview<'a> {
    /// As it lies there.
    pub table: &'a Table,
    /// What is new in it.
    pub fresh: &'a Fresh,
    /// The journal as it is.
    pub here: &'a Diary,
    /// Where and when.
    pub setting: &'a Setting,
}

impl Preview<'_> {
    /// Tells what would come, what would not, and how it would be judged.
    pub fn tell(&self) -> anyhow::Result<()> {
        self.tell_left_out();
        self.tell_entries();
        self.tell_verdicts()
    }

    fn tell_left_out(&self) {
        let Fresh { known, beside, silent, early, .. } = self.fresh;
        let rows = |lines: &[usize], one: &str, many: &str| {
            if !lines.is_empty() {
                say_wrapped(&format!("{}: {}.", counted(lines.len(), one, many), in_lines(lines)));
            }
        };
        rows(&self.table.empty, "row is empty and left out", "rows are empty and left out");
        rows(silent, "row answers nothing and is left out", "rows answer nothing and are left out");
        rows(early, "row lies before its treatment and is kept so", "rows lie before their treatment and are kept so");
        if *known > 0 {
            let told = counted(*known, "check-in was", "check-ins were");
            say_wrapped(&format!("{told} taken in before and would stay as they are now."));
        }
        if *beside > 0 {
            let told = counted(*beside, "of the new check-ins describes", "of the new check-ins describe");
            say_wrapped(&format!("{told} a moment of which your journal has another one; both would be kept."));
        }
    }

    fn tell_entries(&self) {
        let entries = &self.fresh.diary.entries;
        if let Some(made) = self.fresh.diary.treatments.first() {
            let date = made.performed_at.date(self.here.day_end);
            say(&format!("A treatment of {} would be added.", date.format("%-d %B %Y")));
        }
        let count = counted(entries.len(), "new check-in", "new check-ins");
        let shown = entries.len().min(SHOWN);
        say(&match entries.len() {
            0 => format!("{count}."),
            all if all > shown => format!("{count}; the first {shown}:"),
            _ => format!("{count}:"),
        });
        for entry in entries.iter().take(SHOWN) {
            say(&wrapped_to(NARROW, "  ", &self.told(entry)).join("\n"));
        }
    }

    fn told(&self, entry: &Entry) -> String {
        let when = match entry.at {
            Moment::At(at) => at.format("%a %-d %b %Y %H:%M").to_string(),
            Moment::On(date) => date.format("%a %-d %b %Y").to_string(),
        };
        let treatments = self.fresh.diary.treatments.iter().chain(&self.here.treatments);
        let treatment = treatments.into_iter().find(|treatment| treatment.id == entry.treatment);
        let day = treatment
            .map_or_else(String::new, |treatment| format!(", day {}", treatment.day_of(entry.at, self.here.day_end)));
        let note = short(&clean_line(&entry.note));
        let note = if note.is_empty() { note } else { format!(" \"{note}\"") };
        format!("{when}{day}: {}{note}", log::told(entry, &self.setting.library.catalog))
    }

    /// How the new ones would be judged, and what that would change for those that are here.
    fn tell_verdicts(&self) -> anyhow::Result<()> {
        if self.fresh.diary.entries.is_empty() {
            return Ok(());
        }
        let library = self.setting.library_in_use()?.0;
        let mut then = self.here.clone();
        then.treatments.extend(self.fresh.diary.treatments.iter().cloned());
        then.entries.extend(self.fresh.diary.entries.iter().cloned());
        let assess = |treatment| domain::assess(&then.healing(treatment), library.protocol(&treatment.protocol));
        let assessments: Vec<_> = then.treatments.iter().map(assess).collect();
        let new: BTreeSet<_> = self.fresh.diary.entries.iter().map(|entry| &entry.id).collect();
        let judged = assessments.iter().flat_map(|assessment| &assessment.entries);
        self.tell_judged(&judged.filter(|judged| new.contains(&judged.entry.id)).collect::<Vec<_>>());
        let (before, after) = (Verdicts::of_diary(self.here, &library), Verdicts::of_diary(&then, &library));
        if !self.here.entries.is_empty() {
            let changed = before.what_changed(&after);
            say_wrapped(
                &changed.unwrap_or_else(|| "No verdict on what is in your journal already would change.".to_owned()),
            );
        }
        Ok(())
    }

    fn tell_judged(&self, judged: &[&AssessedEntry]) {
        let mut counts: BTreeMap<(Triage, &str), usize> = BTreeMap::new();
        for one in judged {
            *counts.entry((one.triage, one.word())).or_default() += 1;
        }
        let counts: Vec<_> = counts.iter().rev().map(|((_, word), count)| format!("{count} {word}")).collect();
        say_wrapped(&format!("Judged by the ranges described, the new ones would be: {}.", counts.join(", ")));
        let mut loud: Vec<_> = judged.iter().filter(|one| one.triage >= Triage::ContactProvider).collect();
        loud.sort_by_key(|one| (std::cmp::Reverse(one.triage), one.day));
        for one in loud.iter().take(LOUD) {
            let why: Vec<_> = one
                .findings
                .iter()
                .filter(|finding| finding.triage() == one.triage)
                .map(|finding| finding.rule.title.clone())
                .collect();
            let date = one.entry.at.date(self.here.day_end);
            let told = format!("{}: day {}, {date}: {}", one.triage.word(), one.day, why.join("; "));
            say(&wrapped_to(NARROW, "  ", &told).join("\n"));
        }
        if loud.len() > LOUD {
            say(&format!("  and {} more", loud.len() - LOUD));
        }
    }
}

/// The lines by their numbers.
fn in_lines(lines: &[usize]) -> String {
    let first: Vec<_> = lines.iter().take(LINES).map(usize::to_string).collect();
    let word = if lines.len() == 1 { "line" } else { "lines" };
    match lines.len().saturating_sub(LINES) {
        0 => format!("{word} {}", first.join(", ")),
        more => format!("{word} {} and {more} more", first.join(", ")),
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
