//! The report tells of any journal: it is written in every form, names all that called for advice, and marks what came late or was
//! changed.

use chrono::{DateTime, FixedOffset, TimeDelta};
use mendlog::domain::{AssessedEntry, Change, Changed, Diary, Entry, Grade, Rating, Revised, TreatmentId};
use mendlog::report::page::{Form, Grid, Page, Paper, Part, written};
use mendlog::report::visit::{Choices, Chosen, Item, Recorded, page};
use proptest::collection::vec;
use proptest::prelude::*;

use super::journals::{LIBRARY, diary, judged, start};

fn now() -> DateTime<FixedOffset> {
    start() + TimeDelta::hours(2100)
}

fn reported(diary: &Diary, changes: &[Change], choices: &Choices) -> Page {
    let protocol_of = |id: &str| LIBRARY.protocol(id);
    page(Recorded { diary, changes, protocol_of: &protocol_of, now: now() }, choices)
}

/// A journal in which no two check-ins share a name; some were typed two days after the day they describe.
fn journal() -> impl Strategy<Value = Diary> {
    (diary(), vec(any::<bool>(), 14)).prop_map(|(mut diary, late)| {
        let mut known = Vec::new();
        diary.entries.retain(|entry| {
            !known.contains(&entry.id) && {
                known.push(entry.id.clone());
                true
            }
        });
        for (entry, late) in diary.entries.iter_mut().zip(late) {
            let at = entry.at.instant(*start().offset());
            entry.recorded_at = Some(if late { at + TimeDelta::days(2) } else { at });
        }
        diary
    })
}

/// Corrections of some check-ins: each had a redness before that it has not now.
fn corrections(diary: &Diary, which: &[bool]) -> Vec<Change> {
    let chosen = diary.entries.iter().zip(which).filter(|(_, chosen)| **chosen);
    let change = |(entry, _): (&Entry, &bool)| {
        let mut before = entry.clone();
        let was = if entry.grade(&"redness".into()) == Some(Grade::NONE) { Grade::EXTREME } else { Grade::NONE };
        before.grades.insert("redness".into(), Rating::Graded(was));
        let revised = Revised::Corrected(before, entry.clone());
        Change { at: now(), what: Changed::Entry(Box::new(revised)) }
    };
    chosen.map(change).collect()
}

fn grid(page: &Page) -> Option<&Grid> {
    page.parts.iter().find_map(|part| if let Part::Grid(grid) = part { Some(grid) } else { None })
}

/// What the grid says of the check-ins of a day.
fn marks(page: &Page, assessed: &AssessedEntry) -> String {
    let grid = grid(page).unwrap();
    let place = grid.days.iter().position(|day| day.number == assessed.day.to_string()).unwrap();
    grid.rows[0].cells[place].text.clone()
}

fn of_first(diary: &Diary) -> Choices {
    let one = diary.treatment(&TreatmentId::from("t1")).map(|treatment| Chosen::One(treatment.id.clone()));
    Choices { treatments: one.unwrap(), ..Choices::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// No journal stops a report, and no line of its text is too long.
    #[test]
    fn every_journal_has_a_report_in_every_form(diary in journal(), from in -40..90i64, length in 0..90i64) {
        let date = |days: i64| (start() + TimeDelta::days(days)).date_naive();
        let some_days = Choices { from: Some(date(from)), to: Some(date(from + length)), ..Choices::default() };
        let everything = Choices { treatments: Chosen::All, ..Choices::default() };
        for choices in [Choices::default(), some_days, everything] {
            let page = reported(&diary, &[], &choices);
            for form in Form::ALL.into_iter().filter(|form| *form != Form::Pdf) {
                prop_assert!(!written(&page, form, Paper::A4).unwrap().is_empty());
            }
            let text = String::from_utf8(written(&page, Form::Text, Paper::A4).unwrap()).unwrap();
            prop_assert!(text.lines().all(|line| line.chars().count() <= 80), "{}", text);
        }
    }

    /// Whatever called for advice within the days told is named, with its day.
    #[test]
    fn what_called_for_advice_is_named(diary in journal()) {
        let page = reported(&diary, &[], &of_first(&diary));
        let said = format!("{page:?}");
        for assessed in judged(&diary).entries {
            for finding in assessed.findings.iter().filter(|finding| finding.rule.triage.warns()) {
                let title = &finding.rule.title;
                prop_assert!(said.contains(&**title), "day {}: {title}", assessed.day);
            }
        }
    }

    /// A check-in that was typed later or changed is marked on its day, and told with the dates.
    #[test]
    fn late_and_changed_check_ins_are_marked(diary in journal(), which in vec(any::<bool>(), 14)) {
        let changes = corrections(&diary, &which);
        let page = reported(&diary, &changes, &of_first(&diary));
        let said = format!("{page:?}");
        for assessed in judged(&diary).entries {
            let entry = &assessed.entry;
            let is_edited = changes.iter().any(|change| change.what.id() == Some(entry.id.as_str()));
            let marks = marks(&page, &assessed);
            if entry.is_late(diary.day_end) {
                prop_assert!(marks.contains('L'), "day {}: {marks}", assessed.day);
                prop_assert!(said.contains("Typed on a later day"));
            }
            if is_edited {
                prop_assert!(marks.contains('E'), "day {}: {marks}", assessed.day);
                let told = format!(": day {} (", assessed.day);
                prop_assert!(said.contains("Edited") && said.contains(&told), "{told}");
            }
        }
    }

    /// The order in which things stand in a journal does not matter, and the same journal gives the same page.
    #[test]
    fn the_order_of_the_journal_does_not_matter(diary in journal(), which in vec(any::<bool>(), 14)) {
        let changes = corrections(&diary, &which);
        let everything = Choices { treatments: Chosen::All, ..Choices::default() };
        let page = reported(&diary, &changes, &everything);
        let mut other = diary.clone();
        other.entries.reverse();
        other.treatments.reverse();
        other.care.uses.reverse();
        prop_assert_eq!(&reported(&other, &changes, &everything), &page);
        prop_assert_eq!(&reported(&diary, &changes, &everything), &page);
    }

    /// A report up to a day tells nothing of the days after it.
    #[test]
    fn a_report_up_to_a_day_is_what_it_was_then(diary in journal(), days in 0..30i64) {
        let last = diary.day_end.date_of(start() + TimeDelta::days(days));
        let choices = Choices { to: Some(last), items: [Item::Grades, Item::Outside, Item::Warnings].into(), ..of_first(&diary) };
        let mut then = diary.clone();
        then.entries.retain(|entry| entry.at.date(diary.day_end) <= last);
        then.events.retain(|event| diary.day_end.date_of(event.at) <= last);
        let (page, then) = (reported(&diary, &[], &choices), reported(&then, &[], &choices));
        prop_assert_eq!(grid(&page), grid(&then));
        let tables = |page: &Page| page.parts.iter().filter(|part| matches!(part, Part::Table(_))).cloned().collect::<Vec<_>>();
        prop_assert_eq!(tables(&page), tables(&then));
    }
}
