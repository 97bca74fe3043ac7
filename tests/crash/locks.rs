//! Folders that refuse locks, as some network folders do: told from a window that is busy.

use crate::home::DAY_3;
use crate::scenarios::SAVE;
use crate::shim::{self, Fault};
use crate::state;

#[test]
fn a_folder_without_locks_is_named_and_nothing_is_changed() {
    if !shim::is_there() {
        return;
    }
    let home = (SAVE.prepare)();
    let root = home.folder.path();
    let before = state::of(root);
    let beside = || state::files(state::journal(root).parent().unwrap());
    let files = beside();
    for fault in [Fault::NoLocks, Fault::Denied] {
        let ended = shim::run(root, DAY_3, SAVE.line, &[], fault, None);
        assert_eq!(ended.status.code(), Some(1), "{}", ended.said);
        let said = ended.said.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in ["does not let programs lock files", "nothing was changed", "--db FILE"] {
            assert!(said.contains(words), "{fault:?}: {said}");
        }
        assert_eq!(state::of(root), before);
        assert_eq!(beside(), files, "something is left beside the journal");
    }
}
