//! What changed for the check-ins when something that all judging rests on was corrected.
//!
//! May use `domain`.

use std::collections::BTreeMap;

use super::record::Record;
use crate::domain::{Day, EntryId, RuleId, TreatmentId, Triage};

/// Day and verdict of every check-in at one moment, to be compared with a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdicts(BTreeMap<EntryId, (Day, Verdict)>);

/// How loud, and by which rules.
type Verdict = (Triage, Vec<RuleId>);

impl Verdicts {
    /// As they stand in a record.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let entries = record.assessments().flat_map(|assessment| &assessment.entries);
        Self(
            entries
                .map(|judged| {
                    let rules = judged.findings.iter().map(|finding| finding.rule.id.clone()).collect();
                    (judged.entry.id.clone(), (judged.day, (judged.triage, rules)))
                })
                .collect(),
        )
    }

    /// What is different now, in a sentence.
    #[must_use]
    pub fn compared_with(&self, now: &Self) -> String {
        let both = || self.0.iter().filter_map(|(id, before)| Some((before, now.0.get(id)?)));
        let days = both().filter(|(before, after)| before.0 != after.0).count();
        let verdicts = both().filter(|(before, after)| before.1 != after.1).count();
        match (days, verdicts) {
            (0, 0) => "No day number and no verdict changed.".to_owned(),
            (0, some) => format!("No day number changed; the verdict of {} changed.", check_ins(some)),
            (1, 0) => "The day number of 1 check-in changed; no verdict did.".to_owned(),
            (days, 0) => format!("Day numbers of {days} check-ins changed; no verdict did."),
            (1, some) => format!("The day number of 1 check-in changed; the verdict of {some} changed."),
            (days, some) => format!("Day numbers of {days} check-ins changed; the verdict of {some} changed."),
        }
    }
}

/// How many check-ins about a treatment describe a moment before it.
#[must_use]
pub fn before_treatment(record: &Record, treatment: &TreatmentId) -> usize {
    let entries = record.assessment_of(treatment).map_or(&[][..], |assessment| &assessment.entries);
    entries.iter().filter(|judged| judged.hours < 0.0).count()
}

/// Points out the check-ins that describe a moment before their treatment; none when there are none.
#[must_use]
pub fn pointed_out(record: &Record, treatment: &TreatmentId) -> Option<String> {
    match before_treatment(record, treatment) {
        0 => None,
        1 => {
            Some("1 check-in lies before this treatment. It is kept; History lists it under the treatment.".to_owned())
        }
        count => Some(format!(
            "{count} check-ins lie before this treatment. They are kept; History lists them under the treatment."
        )),
    }
}

/// A number of check-ins in words.
#[must_use]
pub fn check_ins(count: usize) -> String {
    if count == 1 { "1 check-in".to_owned() } else { format!("{count} check-ins") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts(of: &[(&str, i32, Triage)]) -> Verdicts {
        let one = |&(id, day, triage): &(&str, i32, Triage)| (EntryId::from(id), (Day::new(day), (triage, Vec::new())));
        Verdicts(of.iter().map(one).collect())
    }

    #[test]
    fn only_what_is_there_before_and_after_is_counted() {
        let before = verdicts(&[("a", 1, Triage::Expected), ("b", 2, Triage::Watch), ("gone", 3, Triage::Watch)]);
        let same = before.clone();
        assert_eq!(before.compared_with(&same), "No day number and no verdict changed.");
        let days = verdicts(&[("a", 2, Triage::Expected), ("b", 3, Triage::Watch), ("new", 9, Triage::Watch)]);
        assert_eq!(before.compared_with(&days), "Day numbers of 2 check-ins changed; no verdict did.");
        let one = verdicts(&[("a", 1, Triage::Urgent), ("b", 2, Triage::Watch)]);
        assert_eq!(before.compared_with(&one), "No day number changed; the verdict of 1 check-in changed.");
        let both = verdicts(&[("a", 2, Triage::Urgent), ("b", 3, Triage::Watch)]);
        assert_eq!(before.compared_with(&both), "Day numbers of 2 check-ins changed; the verdict of 1 changed.");
    }
}
