//! What `mendlog privacy` says is how things are.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::home::Home;

fn told(home: &Home) -> String {
    home.run(&["privacy"]).out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn it_tells_places_rights_and_the_lock_as_they_are() {
    let home = Home::new();
    let nothing = told(&home);
    assert!(nothing.contains("not there yet") && nothing.contains("nothing is locked"), "{nothing}");
    assert!(!home.journal().exists());

    let home = Home::healing();
    home.run(&["backup"]);
    let plain = told(&home);
    let path = home.journal().display().to_string();
    assert!(plain.contains(&path) && plain.contains(&format!("{path}.backups (1 there)")), "{plain}");
    assert!(plain.contains("journal.db: rights 600") && plain.contains("No other user of it"), "{plain}");
    assert!(plain.contains("NOT locked now") && plain.contains("no network code"), "{plain}");
    fs::set_permissions(home.journal(), fs::Permissions::from_mode(0o640)).unwrap();
    let open = told(&home);
    assert!(open.contains("rights 640") && open.contains("OTHER USERS"), "{open}");
}

#[cfg(feature = "encryption")]
#[test]
fn a_locked_journal_is_told_as_locked_without_its_passphrase() {
    use mendlog::store::{Journal, Passphrase};
    let home = Home::healing();
    let words = Passphrase::new(zeroize::Zeroizing::new("four small words here".to_owned()));
    drop(Journal::open(&home.journal()).unwrap().set_passphrase(&words).unwrap());
    let locked = told(&home);
    assert!(locked.contains("LOCKED with a passphrase now") && locked.contains("watches you type"), "{locked}");
}
