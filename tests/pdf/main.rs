//! The printed report: one sheet for an ordinary course, the same bytes every time, and no text that stops it.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod anything;
mod sample;

use std::time::{Duration, Instant};

use mendlog::report::page::{Page, Paper, Part, Words, pdf};
use proptest::prelude::*;

fn written(page: &Page, paper: Paper) -> Vec<u8> {
    let bytes = pdf::to_bytes(page, paper).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"), "no PDF");
    bytes
}

/// How many sheets the file has: each is an object of its own, with its boxes.
fn sheets(bytes: &[u8]) -> usize {
    bytes.windows(9).filter(|letters| letters == b"/MediaBox").count()
}

/// Whether the writer's checks for screen readers were passed: the file says so only then.
fn is_checked(bytes: &[u8]) -> bool {
    bytes.windows(12).any(|letters| letters == b"pdfuaid:part")
}

#[test]
fn four_weeks_fit_on_one_sheet_of_either_paper() {
    for paper in Paper::ALL {
        assert_eq!(sheets(&written(&sample::page(), paper)), 1, "{paper:?}");
    }
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    for page in [sample::page(), sample::hostile()] {
        assert!(written(&page, Paper::A4) == written(&page.clone(), Paper::A4));
    }
    let mut other = sample::page();
    other.foot.push('!');
    assert!(written(&sample::page(), Paper::A4) != written(&other, Paper::A4));
}

#[test]
fn a_hostile_text_does_not_lose_the_checks_for_screen_readers() {
    for paper in Paper::ALL {
        assert!(is_checked(&written(&sample::hostile(), paper)), "{paper:?}");
    }
}

#[test]
fn a_page_without_a_word_is_a_file_all_the_same() {
    let page = Page {
        title: String::new(),
        subtitle: String::new(),
        parts: Vec::new(),
        foot: String::new(),
        ..sample::page()
    };
    assert!(is_checked(&written(&page, Paper::A4)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn anything_is_written_in_good_time_and_passes_the_checks(page in anything::page()) {
        let start = Instant::now();
        let bytes = written(&page, Paper::A4);
        prop_assert!(is_checked(&bytes));
        prop_assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    }
}

#[test]
fn a_note_of_a_hundred_thousand_letters_is_written_in_good_time() {
    let start = Instant::now();
    for note in
        ["word ".repeat(20_000), "x".repeat(100_000), "e\u{301}\u{302}".repeat(33_000), "\u{301}".repeat(100_000)]
    {
        let mut page = sample::page();
        page.parts.push(Part::Paragraph(Words::plain(note)));
        assert!(sheets(&written(&page, Paper::A4)) > 2);
    }
    assert!(start.elapsed() < Duration::from_secs(150), "{:?}", start.elapsed());
}

#[test]
#[ignore = "writes files to look at"]
fn files_to_look_at() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    for paper in Paper::ALL {
        for (name, page) in [("sample", sample::page()), ("hostile", sample::hostile())] {
            std::fs::write(folder.join(format!("{name}-{}.pdf", paper.id())), written(&page, paper)).unwrap();
        }
    }
}
