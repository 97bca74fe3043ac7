//! Erasing that is interrupted: what is left opens or is clearly garbage, and erasing again removes the rest.

use std::path::Path;

use mendlog::store::{Contents, Journal, StoreError, backups, look_into};

use crate::disk::{Disk, Operation, recorded, spread};
use crate::home::{DAY_3, Home};
use crate::random::Dice;
use crate::scenarios::{backed_up, copied, healing};
use crate::shim::{self, Fault};
use crate::{folders, state};

const LINE: &[&str] = &["erase", "--yes"];

fn prepared() -> Home {
    folders::begin();
    backed_up(healing())
}

/// Nothing is there by halves, and erasing again removes what is left.
fn is_erased_by_doing_it_again(root: &Path, before: Option<&str>, when: &str) {
    let path = state::journal(root);
    // After a power cut any sector may be overwritten, so what it holds is not asked.
    if let Some(before) = before.filter(|_| path.exists()) {
        let kept = folders::folder();
        state::copy(root, kept.path());
        match Journal::open(&state::journal(kept.path())) {
            Ok(_) => assert_eq!(state::of(kept.path()), before, "{when}"),
            Err(StoreError::NotAJournal { .. } | StoreError::Damaged { .. } | StoreError::Torn { .. }) => {}
            Err(error) => panic!("{when}: {error}"),
        }
    }
    for backup in backups(&path).unwrap() {
        let found = look_into(&backup.path);
        let is_whole = matches!(found, Contents::Whole { treatments: 1, check_ins: 3 });
        assert!(is_whole || found == Contents::Damaged, "{when}: {found:?}");
    }
    let ended = shim::run(root, DAY_3, LINE, &[], Fault::None, None);
    assert!(ended.status.success(), "{when}: {}", ended.said);
    let folder = path.parent().unwrap();
    assert!(!folder.exists() || state::files(folder).is_empty(), "{when}: {:?}", state::files(folder));
    assert!(state::telling(root).is_empty(), "{when}: {:?}", state::telling(root));
}

#[test]
fn an_erasing_killed_anywhere_is_finished_by_doing_it_again() {
    if !shim::is_there() {
        return;
    }
    let (home, records) = (prepared(), folders::folder());
    let log = records.path().join("log");
    let (finished, before) = (copied(&home), state::of(copied(&home).path()));
    let ended = shim::run(finished.path(), DAY_3, LINE, &[], Fault::None, Some(&log));
    assert!(ended.status.success(), "{}", ended.said);
    let operations = recorded(&log);
    for at in 1..=operations.len() {
        let is_write = matches!(operations[at - 1], Operation::Write { .. });
        for fault in [Some(Fault::Kill(at)), is_write.then_some(Fault::Torn(at))].into_iter().flatten() {
            let folder = copied(&home);
            let ended = shim::run(folder.path(), DAY_3, LINE, &[], fault, None);
            assert!(ended.was_killed(), "{fault:?}: {}", ended.said);
            is_erased_by_doing_it_again(folder.path(), Some(&before), &format!("{fault:?}"));
        }
    }
    let mut disk = Disk::of(home.folder.path(), finished.path());
    let mut dice = Dice::of(7);
    let tried = spread(0, operations.len(), 20);
    for (at, operation) in operations.iter().enumerate() {
        disk.carry_out(operation);
        if tried.contains(&at) {
            let folder = folders::folder();
            disk.after_power_cut(folder.path(), &mut dice);
            is_erased_by_doing_it_again(folder.path(), None, &format!("power cut after operation {}", at + 1));
        }
    }
}
