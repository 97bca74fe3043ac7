//! Where a range comes from.

use mendlog::domain::range_origin::SetBy;
use mendlog::domain::{Band, Device, Grade, SourceId};
use mendlog::protocols::Sheet;

use crate::patient::{LIBRARY, diary, evening, why_by, why_last};

fn band(usual: u8, outer: u8) -> Band {
    let grade = |number| Grade::try_from(number).unwrap();
    Band { usual: grade(usual), outer: grade(outer) }
}

#[test]
fn a_range_names_its_support_and_its_sources() {
    let why = why_last(&diary(vec![evening(4, &[("redness", 1), ("pain", 0)], &[])]));
    let ids: Vec<_> = why.ranges.iter().map(|range| range.symptom.as_str()).collect();
    assert_eq!(ids, ["redness", "pain"]);
    let redness = &why.ranges[0];
    assert_eq!((redness.band, redness.set_by), (band(1, 2), SetBy::Published));
    assert!(redness.support.contains("3 hours to 7 days"));
    assert!(redness.sources.contains(&SourceId::from("hk-2018")) && redness.moved.is_empty());
}

#[test]
fn every_step_of_what_moved_it_is_told_and_the_steps_join() {
    let mut diary = diary(vec![evening(9, &[("crusting", 1), ("redness", 1)], &[])]);
    diary.treatments[0].device = Some(Device::Rf);
    diary.treatments[0].needle_depth = 2.0.try_into().ok();
    let why = why_last(&diary);
    let crusting = why.ranges.iter().find(|range| range.symptom.as_str() == "crusting").unwrap();
    let by: Vec<_> = crusting.moved.iter().map(|moved| moved.by.as_str()).collect();
    assert_eq!(by, ["needles of 2 mm and more", "radio frequency"]);
    assert_eq!(crusting.moved[0].from, band(0, 1));
    assert_eq!(crusting.moved[0].to, crusting.moved[1].from);
    assert_eq!(crusting.moved[1].to, crusting.band);
    let redness = why.ranges.iter().find(|range| range.symptom.as_str() == "redness").unwrap();
    assert_eq!(redness.moved.len(), 1, "radio frequency does not move redness");
}

#[test]
fn a_providers_sheet_is_named_as_the_one_who_set_it() {
    let text = "kind = \"sheet\"\nname = \"After needling\"\nversion = \"1\"\nprovider = \"Harbour Clinic\"\n\
        [care]\nnext_session = \"Not before eight weeks.\"\n\
        [[bands]]\nsymptom = \"redness\"\nbands = [[0, 3, 3], [2, 1, 2], [4, 0, 1], [7, 0, 0]]\n";
    let sheet = Sheet::read("clinic.toml", text, &LIBRARY).unwrap();
    let library = LIBRARY.with_sheet(&sheet);
    let diary = diary(vec![evening(4, &[("redness", 1), ("pain", 0)], &[])]);
    let why = why_by(&diary, library.standard(), &diary.entries[0]);
    assert_eq!((why.ranges[0].band, why.ranges[0].set_by), (band(0, 1), SetBy::Sheet(Some(band(1, 2)))));
    assert_eq!(why.ranges[1].set_by, SetBy::Published);
    let used = |id: &str| {
        let one = library.standard().disagreements.iter().find(|one| one.id == id).unwrap();
        one.whose_is_used(library.standard())
    };
    assert!(used("how-long-redness").starts_with("Your provider's range for redness, \"After needling\""));
    assert!(used("how-far-apart").ends_with("Harbour Clinic, version 1: Not before eight weeks."));
    assert!(!used("how-long-swelling").contains("Harbour"), "where the sheet is silent, it does not count");
}
