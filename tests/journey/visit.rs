//! The report for a visit, read, put together and written to a file by keys alone.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::home::{DAY_3, Home};
use crate::terminal::flat;

#[test]
fn a_report_goes_from_the_screen_to_a_file_that_only_its_owner_can_read() {
    let home = Home::healing();
    let mut terminal = home.open(DAY_3, &[]);
    terminal.shows("Day 3");
    terminal.press("V");
    terminal.shows("Healing after microneedling on 6 March 2026");
    terminal.press("e");
    terminal.shows("What shall the report tell?");
    terminal.press("\r\rAda Roe\r");
    terminal.press("May I run again?");
    terminal.press("\u{13}");
    terminal.shows("Ada Roe");
    terminal.press("G");
    terminal.shows("May I run again?");
    terminal.press("w");
    terminal.shows("mendlog-visit-2026-03-09.pdf");
    terminal.press("\r\r");
    terminal.shows("It is not locked");
    let place = home.folder.path().join("mendlog-visit-2026-03-09.pdf");
    assert!(flat(&terminal.screen()).replace(' ', "").contains(place.to_str().unwrap()), "{}", terminal.screen());
    assert!(fs::read(&place).unwrap().starts_with(b"%PDF-"));
    assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o600);
    terminal.press("w");
    terminal.shows("Write the report to a file");
    terminal.press("\r\r");
    terminal.shows("stays as it is");
    terminal.press("\u{1b}");
    terminal.no_longer_shows("The report for your visit");
    terminal.press("q");
    assert_eq!(terminal.left().code, 0);
}
