//! Values come back as they were saved, and old values are kept.

use mendlog::store::{Journal, Window};

use crate::course::{all_events, full_entry, full_profile, full_treatment, now, place};

#[test]
fn every_field_comes_back_from_the_file() {
    let (_folder, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    assert_eq!(journal.profile().unwrap(), None);
    journal.save_profile(&full_profile(), now()).unwrap();
    journal.save_treatment(&full_treatment(), now()).unwrap();
    journal.save_entry(&full_entry(), now()).unwrap();
    all_events().iter().for_each(|event| journal.add_event(event).unwrap());
    drop(journal);

    let journal = Journal::open(&path).unwrap();
    assert_eq!(journal.profile().unwrap(), Some(full_profile()));
    assert_eq!(journal.treatments().unwrap(), [full_treatment()]);
    assert_eq!(journal.entries(&"t1".into(), Window::All).unwrap(), [full_entry()]);
    assert_eq!(journal.events(&"t1".into()).unwrap(), all_events());
}
