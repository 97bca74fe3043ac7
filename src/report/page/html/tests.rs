//! A file for a browser says all of its page, in an order that can be heard as well as seen.

use chrono::NaiveDate;

use super::to_string;
use crate::domain::{Band, Day, Grade, Standing, Triage};
use crate::report::course::{Revised, Typed};
use crate::report::page::chart::{DescribedRange, Joined, Mark};
use crate::report::page::{
    Cell, Fact, Grid, GridDay, GridRow, Page, PageChart, Paper, Part, Piece, Table, Tone, Words,
};

fn file(parts: Vec<Part>) -> String {
    to_string(&page(parts), Paper::A4)
}

fn page(parts: Vec<Part>) -> Page {
    Page {
        title: "Visit summary".to_owned(),
        subtitle: "Ana".to_owned(),
        made_on: NaiveDate::from_ymd_opt(2026, 3, 9).unwrap(),
        parts,
        foot: "not monitored".to_owned(),
    }
}

/// The body of a file.
fn body(parts: Vec<Part>) -> String {
    let file = file(parts);
    file[file.find("<body>").unwrap()..].to_owned()
}

fn chart() -> PageChart {
    let mark = Mark {
        day: Day::new(1),
        place: 1.5,
        grade: Grade::EXTREME,
        standing: Standing::AboveOuter,
        typed: Typed::OnTime,
        revised: Revised::No,
        joined: Joined::No,
    };
    let band = Band { usual: Grade::NONE, outer: Grade::NONE.plus(1) };
    PageChart {
        title: "Redness".to_owned(),
        first: Day::new(0),
        last: Day::new(6),
        ranges: vec![DescribedRange { from: Day::new(0), to: Day::new(6), band }],
        marks: vec![mark],
        sentence: "Redness: 4 on day 1.".to_owned(),
    }
}

fn grid(days: u32) -> Grid {
    Grid {
        title: "Grades by day".to_owned(),
        days: (0..days).map(|day| GridDay { number: format!("d{day};"), date: "5 Mar".to_owned() }).collect(),
        rows: vec![GridRow {
            name: "Warmth".to_owned(),
            cells: (0..days).map(|day| Cell::plain(format!("c{day};"))).collect(),
        }],
        key: "! outside".to_owned(),
    }
}

#[test]
fn title_subtitle_date_and_foot_are_there() {
    let body = body(vec![]);
    for said in [
        "<h1 dir=\"auto\">Visit summary</h1>",
        "<p class=\"subtitle\" dir=\"auto\">Ana</p>",
        "<time datetime=\"2026-03-09\">9 March 2026</time>",
        "<footer><p dir=\"auto\">not monitored</p></footer>",
    ] {
        assert!(body.contains(said), "{said}");
    }
    assert!(file(vec![]).contains("<title>Visit summary</title>"));
}

#[test]
fn the_same_page_is_the_same_file_and_the_paper_is_all_that_differs() {
    let page = page(vec![Part::Charts(vec![chart()]), Part::Grid(grid(40))]);
    assert_eq!(to_string(&page, Paper::A4), to_string(&page.clone(), Paper::A4));
    let (a4, letter) = (to_string(&page, Paper::A4), to_string(&page, Paper::Letter));
    assert_ne!(a4, letter);
    assert_eq!(a4.replace("size: a4;", "size: letter;"), letter);
}

#[test]
fn nothing_runs_and_nothing_is_fetched() {
    let file = file(vec![Part::Charts(vec![chart()]), Part::Grid(grid(3))]);
    assert!(
        file.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"")
    );
    for outward in ["<script", "http:", "https:", "//", "href", "src=", "url(", "@import", "<link", "<a "] {
        assert!(!file.contains(outward), "{outward}");
    }
}

#[test]
fn a_heading_begins_a_section_that_it_names() {
    let heading = |text: &str| Part::Heading(text.to_owned());
    let body = body(vec![Part::Paragraph(Words::plain("before")), heading("One"), Part::Lines(1), heading("Two")]);
    let main = body.split("<main>").nth(1).unwrap().split("</main>").next().unwrap();
    assert_eq!(
        main,
        "<p dir=\"auto\">before</p>\
         <section class=\"short\" aria-labelledby=\"part-2\"><h2 id=\"part-2\" dir=\"auto\">One</h2>\
         <div class=\"lines\" role=\"img\" aria-label=\"Empty lines to write on by hand\"><div></div></div></section>\
         <section class=\"short\" aria-labelledby=\"part-4\"><h2 id=\"part-4\" dir=\"auto\">Two</h2></section>"
    );
}

#[test]
fn the_word_of_the_level_stands_first_in_a_notice() {
    for level in Triage::ALL {
        let body = body(vec![Part::Notice(level, Words::plain("Ring them."))]);
        let notice = body.split("role=\"note\">").nth(1).unwrap();
        let expected = format!("<strong class=\"level\">{}</strong><p dir=\"auto\">Ring them.", level.word());
        assert!(notice.starts_with(&expected), "{notice}");
    }
}

#[test]
fn weights_are_told_and_each_of_several_pieces_keeps_its_own_direction() {
    let piece = |text: &str, tone| Piece { text: text.to_owned(), tone };
    let tones = [Tone::Plain, Tone::Strong, Tone::Quiet, Tone::Outside, Tone::Level(Triage::Urgent)];
    let body = body(vec![Part::List(vec![Words(tones.map(|tone| piece("x", tone)).to_vec())])]);
    assert!(body.contains(
        "<li dir=\"auto\"><bdi>x</bdi><strong dir=\"auto\">x</strong><span class=\"quiet\" dir=\"auto\">x</span>\
         <span class=\"outside\" dir=\"auto\">x</span><span class=\"urgent\" dir=\"auto\">x</span></li>"
    ));
}

#[test]
fn a_chart_is_told_to_those_who_do_not_see_it() {
    let body = body(vec![Part::Charts(vec![chart(), chart()])]);
    assert!(body.contains("role=\"img\" aria-labelledby=\"part-1-2-name part-1-2-told\""));
    assert!(
        body.contains(
            "<title id=\"part-1-1-name\">Redness</title><desc id=\"part-1-1-told\">Redness: 4 on day 1.</desc>"
        )
    );
    assert!(body.contains("aria-hidden=\"true\""), "samples of the key are named by the words beside them");
    assert!(body.contains("class=\"fill-outside edge-outside\" stroke-width=\"0.8\""));
    assert!(body.contains("stroke-dasharray=\""), "the edge that only some describe is dashed");
}

#[test]
fn facts_and_tables_name_what_they_hold() {
    let table = Table {
        title: "Warnings".to_owned(),
        heads: ["What", "Level"].map(str::to_owned).to_vec(),
        rows: vec![vec![Cell::plain("Warmth"), Cell::new("CALL CLINIC", Tone::Level(Triage::ContactProvider))]],
    };
    let body = body(vec![Part::Facts(vec![Fact::new("Skin", "V")]), Part::Table(table)]);
    for said in [
        "<div><dt dir=\"auto\">Skin</dt><dd dir=\"auto\">V</dd></div>",
        "<caption id=\"part-2\" dir=\"auto\">Warnings</caption>",
        "<th scope=\"row\" role=\"rowheader\" dir=\"auto\">Warmth</th>",
        "<td role=\"cell\" class=\"contact_provider\" data-head=\"Level\" dir=\"auto\">CALL CLINIC</td>",
    ] {
        assert!(body.contains(said), "{said} in {body}");
    }
}

#[test]
fn a_grid_of_very_many_days_goes_on_in_a_second_table_and_loses_none() {
    for days in [0, 1, 31, 32, 100] {
        let body = body(vec![Part::Grid(grid(days))]);
        for day in 0..days {
            assert_eq!(body.matches(&format!("<b>d{day};</b>")).count(), 1, "{days} days, day {day}");
            assert_eq!(body.matches(&format!(">c{day};</td>")).count(), 1, "{days} days, day {day}");
        }
        let tables = days.div_ceil(31).max(1) as usize;
        assert_eq!(body.matches("<table").count(), tables);
        assert_eq!(body.matches("Grades by day, continued").count(), tables - 1);
        assert_eq!(body.matches("! outside</p>").count(), 1);
    }
}
