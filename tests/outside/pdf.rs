//! The printed report, read by two programs that others wrote: its text can be selected and stands in reading order, its
//! typefaces are in it, it is tagged, and it is as large as the paper.

use mendlog::report::page::{Page, Paper, pdf};

use crate::program::{agrees, refuses};

#[path = "../pdf/sample.rs"]
mod sample;

/// Writes a page into a file of its own, and hands it to the script with what to expect.
fn check(page: &Page, paper: Paper, sheets: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.pdf");
    std::fs::write(&file, pdf::to_bytes(page, paper).unwrap()).unwrap();
    agrees("pdf.py", &[file.to_str().unwrap(), paper.id(), sheets]);
}

#[test]
#[ignore = "needs Python packages; see README, Checks by other programs"]
fn the_report_of_four_weeks_is_one_tagged_sheet() {
    for paper in Paper::ALL {
        check(&sample::page(), paper, "1");
    }
}

#[test]
#[ignore = "needs Python packages; see README, Checks by other programs"]
fn a_report_full_of_hostile_text_can_be_read_as_well() {
    for paper in Paper::ALL {
        check(&sample::hostile(), paper, "any");
    }
}

#[test]
#[ignore = "needs Python packages; see README, Checks by other programs"]
fn another_size_of_paper_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.pdf");
    std::fs::write(&file, pdf::to_bytes(&sample::page(), Paper::A4).unwrap()).unwrap();
    let said = refuses("pdf.py", &[file.to_str().unwrap(), "letter", "1"]);
    assert!(said.contains("612"), "{said}");
}
