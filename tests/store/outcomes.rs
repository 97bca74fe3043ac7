//! Ratings of the result: kept with their history, hidden with their treatment, imported as a whole.

use mendlog::domain::{Outcome, Scored};
use mendlog::store::Journal;

use crate::course::{clock, full_outcome, full_treatment, journal, now, place, score};

#[test]
fn a_rating_comes_back_as_it_was_saved() {
    let (_folder, mut journal) = journal();
    journal.save_outcome(&full_outcome(), now()).unwrap();
    assert_eq!(journal.outcomes(&"t1".into()).unwrap(), [full_outcome()]);
    assert_eq!(journal.diary().unwrap().outcomes, [full_outcome()]);
}

#[test]
fn a_corrected_rating_keeps_what_it_said() {
    let (_folder, mut journal) = journal();
    journal.save_outcome(&full_outcome(), now()).unwrap();
    let mut better = full_outcome();
    better.ratings.insert("tone".into(), score(4));
    better.ratings.remove("scars");
    let later = clock("2026-04-01T08:00:00+02:00");
    journal.save_outcome(&better, later).unwrap();
    journal.save_outcome(&better, clock("2026-04-02T08:00:00+02:00")).unwrap();
    let revisions = journal.outcome_revisions(&"r1".into()).unwrap();
    let said: Vec<_> = revisions.iter().map(|revision| (revision.outcome.clone(), revision.saved_at)).collect();
    assert_eq!(said, [(full_outcome(), now()), (better.clone(), later)], "saving the same again is no change");
    assert_eq!(journal.outcomes(&"t1".into()).unwrap(), [better]);
}

#[test]
fn a_deleted_rating_can_be_brought_back_and_its_history_stays() {
    let (_folder, mut journal) = journal();
    journal.save_outcome(&full_outcome(), now()).unwrap();
    journal.delete_outcome(&"r1".into(), now()).unwrap();
    journal.delete_outcome(&"r1".into(), now()).unwrap();
    assert!(journal.outcomes(&"t1".into()).unwrap().is_empty() && journal.diary().unwrap().outcomes.is_empty());
    let deleted: Vec<_> = journal.outcome_revisions(&"r1".into()).unwrap().iter().map(|one| one.deleted).collect();
    assert_eq!(deleted, [false, true]);
    journal.restore_outcome(&"r1".into(), now()).unwrap();
    assert_eq!(journal.outcomes(&"t1".into()).unwrap(), [full_outcome()]);
    let error = journal.delete_outcome(&"nobody".into(), now()).unwrap_err().to_string();
    assert!(error.contains("Nothing was changed"), "{error}");
}

#[test]
fn ratings_go_and_come_with_their_treatment() {
    let (_folder, mut journal) = journal();
    journal.save_outcome(&full_outcome(), now()).unwrap();
    journal.delete_treatment(&"t1".into(), now()).unwrap();
    assert!(journal.diary().unwrap().outcomes.is_empty());
    journal.restore_treatment(&"t1".into(), now()).unwrap();
    assert_eq!(journal.diary().unwrap().outcomes, [full_outcome()]);
    let stray = Outcome::new("r9".into(), "t9".into(), "2026-04-03".parse().unwrap());
    journal.save_outcome(&stray, now()).unwrap_err();
}

#[test]
fn an_import_counts_ratings_and_a_second_one_changes_nothing() {
    let (_folder, mut source) = journal();
    source.save_outcome(&full_outcome(), now()).unwrap();
    let mut diary = source.diary().unwrap();
    assert_eq!(diary.treatments, [full_treatment()]);
    let (_other, path) = place();
    let mut target = Journal::open(&path).unwrap();
    let counts = target.import(&diary, now()).unwrap();
    assert_eq!((counts.added_outcomes, counts.changed_outcomes, counts.already_there), (1, 0, 0));
    let counts = target.import(&diary, now()).unwrap();
    assert_eq!((counts.added_outcomes, counts.changed_outcomes, counts.already_there), (0, 0, 2));
    diary.outcomes[0].ratings.insert("tone".into(), Scored::NotSure);
    let counts = target.import(&diary, now()).unwrap();
    assert_eq!((counts.added_outcomes, counts.changed_outcomes), (0, 1));
    assert_eq!(target.outcome_revisions(&"r1".into()).unwrap().len(), 2);
    assert_eq!(target.diary().unwrap(), diary);
}
