//! What changed for the check-ins when something that all judging rests on was corrected.
//!
//! May use `domain` and `protocols`.

use std::collections::BTreeMap;

use super::record::Record;
use crate::domain::{self, Assessment, Day, Diary, EntryId, RuleId, TreatmentId, Triage};
use crate::protocols::Library;

/// Day and verdict of every check-in at one moment, to be compared with a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdicts(BTreeMap<EntryId, (Day, Verdict)>);

/// How loud, and by which rules.
type Verdict = (Triage, Vec<RuleId>);

/// So many changed verdicts are told one by one; the others are counted.
const TOLD: usize = 3;

impl Verdicts {
    /// As they stand in a record.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        Self::of_assessments(record.assessments())
    }

    /// As a whole journal is judged by a library.
    #[must_use]
    pub fn of_diary(diary: &Diary, library: &Library) -> Self {
        let judged = |treatment| domain::assess(&diary.healing(treatment), library.protocol(&treatment.protocol));
        Self::of_assessments(&diary.treatments.iter().map(judged).collect::<Vec<_>>())
    }

    fn of_assessments<'a>(assessments: impl IntoIterator<Item = &'a Assessment>) -> Self {
        let entries = assessments.into_iter().flat_map(|assessment| &assessment.entries);
        Self(
            entries
                .map(|judged| {
                    let rules = judged.findings.iter().map(|finding| finding.rule.id.clone()).collect();
                    (judged.entry.id.clone(), (judged.day, (judged.triage, rules)))
                })
                .collect(),
        )
    }

    /// What is different now, in a sentence or two.
    #[must_use]
    pub fn compared_with(&self, now: &Self) -> String {
        self.what_changed(now).unwrap_or_else(|| "No day number and no verdict changed.".to_owned())
    }

    /// The same; none when nothing is different for what was there before.
    #[must_use]
    pub fn what_changed(&self, now: &Self) -> Option<String> {
        let days = self.both(now).filter(|(_, before, after)| before.0 != after.0).count();
        let changed = self.changed(now, None);
        let verdicts = match (days, &changed[..]) {
            (0, []) => return None,
            (_, []) => "no verdict did.".to_owned(),
            (0, some) => format!("the verdict of {} changed: {}.", check_ins(some.len()), told(some)),
            (_, some) => format!("the verdict of {} changed: {}.", some.len(), told(some)),
        };
        Some(match days {
            0 => format!("No day number changed; {verdicts}"),
            1 => format!("The day number of 1 check-in changed; {verdicts}"),
            days => format!("Day numbers of {days} check-ins changed; {verdicts}"),
        })
    }

    /// What is different now for the check-ins beside one; none when nothing is.
    #[must_use]
    pub fn beside(&self, one: &EntryId, now: &Self) -> Option<String> {
        let changed = self.changed(now, Some(one));
        let others =
            if changed.len() == 1 { "1 other check-in".to_owned() } else { format!("{} others", changed.len()) };
        (!changed.is_empty()).then(|| format!("The verdict of {others} changed: {}.", told(&changed)))
    }

    /// What became of the verdict on one check-in that was there before; none when it stayed.
    #[must_use]
    pub fn own(&self, one: &EntryId, now: &Self) -> Option<String> {
        self.both(now).find(|(id, ..)| *id == one).and_then(|(_, before, after)| change_of(before, after))
    }

    fn both<'a>(
        &'a self,
        now: &'a Self,
    ) -> impl Iterator<Item = (&'a EntryId, &'a (Day, Verdict), &'a (Day, Verdict))> {
        self.0.iter().filter_map(|(id, before)| Some((id, before, now.0.get(id)?)))
    }

    /// Every changed verdict, the loudest first.
    fn changed(&self, now: &Self, except: Option<&EntryId>) -> Vec<String> {
        let mut changed: Vec<_> = self
            .both(now)
            .filter(|(id, ..)| Some(*id) != except)
            .filter_map(|(_, before, after)| Some((after.1.0.max(before.1.0), after.0, change_of(before, after)?)))
            .collect();
        changed.sort_by_key(|(loudest, day, _)| (std::cmp::Reverse(*loudest), *day));
        changed.into_iter().map(|(.., words)| words).collect()
    }
}

fn change_of((_, before): &(Day, Verdict), (day, after): &(Day, Verdict)) -> Option<String> {
    if before == after {
        return None;
    }
    let (was, is) = (before.0.word(), after.0.word());
    Some(if was == is { format!("day {day} {is} for another reason") } else { format!("day {day} from {was} to {is}") })
}

fn told(changed: &[String]) -> String {
    let first = changed.iter().take(TOLD).cloned().collect::<Vec<_>>().join(", ");
    match changed.len().saturating_sub(TOLD) {
        0 => first,
        more => format!("{first}, and {more} more"),
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
        assert_eq!(
            before.compared_with(&one),
            "No day number changed; the verdict of 1 check-in changed: day 1 from EXPECTED to TODAY."
        );
        let both = verdicts(&[("a", 2, Triage::Urgent), ("b", 3, Triage::Watch)]);
        assert_eq!(
            before.compared_with(&both),
            "Day numbers of 2 check-ins changed; the verdict of 1 changed: day 2 from EXPECTED to TODAY."
        );
    }

    #[test]
    fn the_loudest_changes_are_told_and_the_others_counted() {
        let quiet = |day| (["a", "b", "c", "d", "e"][day], i32::try_from(day).unwrap(), Triage::Expected);
        let before = verdicts(&(0..5).map(quiet).collect::<Vec<_>>());
        let louder = |day, triage| (quiet(day).0, quiet(day).1, triage);
        let [watch, today] = [Triage::Watch, Triage::Urgent];
        let after = verdicts(&[quiet(0), louder(1, watch), louder(2, watch), louder(3, watch), louder(4, today)]);
        let wanted = "The verdict of 4 others changed: day 4 from EXPECTED to TODAY, day 1 from EXPECTED to WATCH, \
                      day 2 from EXPECTED to WATCH, and 1 more.";
        assert_eq!(before.beside(&EntryId::from("a"), &after).as_deref(), Some(wanted));
        assert_eq!(before.own(&EntryId::from("e"), &after).as_deref(), Some("day 4 from EXPECTED to TODAY"));
        assert_eq!(before.own(&EntryId::from("a"), &after), None);
    }
}
