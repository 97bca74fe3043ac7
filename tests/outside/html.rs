//! The file for a browser, in a browser: on a phone, a tablet and a wide screen, by day, in the dark, and printed.

use std::fs;
use std::path::PathBuf;

use mendlog::report::page::{Page, Paper, html};

use crate::example_page::{HOSTILE, hostile, ordinary};
use crate::program::{agrees, here, refuses};

/// A file that stays where a person can look at it, with the pictures beside it.
fn written(name: &str, contents: &str) -> PathBuf {
    let folder = here("target/outside/pages");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, contents).unwrap();
    path
}

fn arguments(file: PathBuf, paper: Paper, most_sheets: &str, views: &str) -> Vec<PathBuf> {
    vec![file, paper.id().into(), most_sheets.into(), views.into()]
}

fn is_good_to_read(page: &Page, name: &str, most_sheets: &str, texts: &[&str]) {
    // The paper changes nothing on a screen.
    for (paper, views) in [(Paper::A4, "every"), (Paper::Letter, "none")] {
        let file = written(&format!("{name}-{}.html", paper.id()), &html::to_string(page, paper));
        let mut arguments = arguments(file, paper, most_sheets, views);
        arguments.extend(texts.iter().map(PathBuf::from));
        agrees("html.py", &arguments);
    }
}

#[test]
#[ignore = "needs Chromium and Python packages; see README, Checks by other programs"]
fn an_ordinary_page_is_good_to_read_everywhere_and_one_sheet_of_paper() {
    is_good_to_read(&ordinary(), "ordinary", "1", &["CALL CLINIC", "31 on 25 of 28 days", "Dark spots"]);
}

#[test]
#[ignore = "needs Chromium and Python packages; see README, Checks by other programs"]
fn a_hostile_page_is_text_and_stays_in_its_place() {
    is_good_to_read(&hostile(), "hostile", "9", &HOSTILE);
}

#[test]
#[ignore = "needs Chromium and Python packages; see README, Checks by other programs"]
fn the_browser_sees_what_would_be_wrong() {
    let good = html::to_string(&ordinary(), Paper::A4);
    let wrongs = [
        ("asks for", "<main>", "<main><img src=\"other.png\" alt=\"\">"),
        ("the browser says", "<main>", "<main><img src=\"data:image/png;base64,AA==\" alt=\"\">"),
        ("scrolls sideways", "<main>", "<main><div style=\"width: 120rem\">wide</div>"),
        ("letters of 9.0 px", "<main>", "<main><p style=\"font-size: 9px\">small</p>"),
        ("contrast of", "<main>", "<main><p style=\"color: #8c8c8c; background: #777\">pale</p>"),
        ("cut off", "<main>", "<main><p style=\"height: 5px\">cut</p>"),
        ("2 sheets", "<main>", "<main><div style=\"height: 60rem\"></div>"),
        ("has no foot", "<footer>", "<footer style=\"display: none\">"),
        ("not one first heading", "<h1", "<h2"),
        ("are told in the printed file", "role=\"img\" aria-labelledby", "role=\"none\" data-labels"),
    ];
    for (complaint, from, to) in wrongs {
        let file = written("wrong.html", &good.replacen(from, to, usize::MAX));
        let said = refuses("html.py", &arguments(file, Paper::A4, "1", "one"));
        assert!(said.contains(complaint), "{complaint} in {said}");
    }
}
