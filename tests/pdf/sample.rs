//! A page made up for the tests: four weeks after a treatment, with a warning, gaps, late and edited check-ins.

use chrono::NaiveDate;
use mendlog::domain::{Band, Day, Grade, Standing, Triage};
use mendlog::report::course::{Revised, Typed};
use mendlog::report::page::chart::{DescribedRange, Joined, Mark};
use mendlog::report::page::{Cell, Fact, Grid, GridDay, GridRow, Page, PageChart, Part, Table, Tone, Words};

/// Days with a check-in, the grades of redness, swelling and breakouts; `-` where the symptom was left out.
const COURSE: [(i32, &str); 24] = [
    (0, "32-"),
    (1, "32-"),
    (2, "22-"),
    (3, "210"),
    (4, "110"),
    (5, "100"),
    (6, "100"),
    (7, "100"),
    (8, "001"),
    (9, "001"),
    (13, "102"),
    (14, "203"),
    (15, "203"),
    (16, "202"),
    (17, "102"),
    (18, "101"),
    (19, "101"),
    (20, "001"),
    (21, "001"),
    (22, "000"),
    (23, "000"),
    (24, "000"),
    (25, "000"),
    (27, "000"),
];

/// Usual and outer grade from a day on, for redness, swelling and breakouts.
const RANGES: [&[(i32, u8, u8)]; 3] = [
    &[(0, 3, 4), (2, 2, 3), (4, 1, 2), (8, 0, 1)],
    &[(0, 2, 3), (3, 1, 2), (5, 0, 1)],
    &[(0, 0, 1), (3, 1, 2), (11, 0, 1)],
];

const NAMES: [&str; 3] = ["Redness", "Swelling", "Breakouts"];

fn grade(number: u8) -> Grade {
    Grade::try_from(number).unwrap()
}

fn answer(answers: &str, symptom: usize) -> Option<u8> {
    let letter = answers.as_bytes()[symptom];
    (letter != b'-').then(|| letter - b'0')
}

fn band(symptom: usize, day: i32) -> Band {
    let (_, usual, outer) = *RANGES[symptom].iter().rev().find(|(from, ..)| *from <= day).unwrap();
    Band { usual: grade(usual), outer: grade(outer) }
}

fn standing(symptom: usize, day: i32, number: u8) -> Standing {
    let band = band(symptom, day);
    match grade(number) {
        above if above > band.outer => Standing::AboveOuter,
        above if above > band.usual => Standing::AboveUsual,
        _ => Standing::Expected,
    }
}

/// The chart of one of the three symptoms.
pub fn chart(symptom: usize) -> PageChart {
    let mut ranges: Vec<DescribedRange> = Vec::new();
    for (at, (from, usual, outer)) in RANGES[symptom].iter().enumerate() {
        let to = RANGES[symptom].get(at + 1).map_or(27, |next| next.0 - 1);
        let band = Band { usual: grade(*usual), outer: grade(*outer) };
        ranges.push(DescribedRange { from: Day::new(*from), to: Day::new(to), band });
    }
    let mut marks: Vec<Mark> = Vec::new();
    for (day, answers) in COURSE {
        let Some(number) = answer(answers, symptom) else { continue };
        let joined = marks.last().is_some_and(|before| day - before.day.number() == 1);
        marks.push(Mark {
            day: Day::new(day),
            place: f64::from(day) + 0.5,
            grade: grade(number),
            standing: standing(symptom, day, number),
            typed: if matches!(day, 5 | 15 | 16) { Typed::Late } else { Typed::OnTime },
            revised: if day == 3 { Revised::Edited } else { Revised::No },
            joined: if joined { Joined::ToTheOneBefore } else { Joined::No },
        });
    }
    PageChart {
        title: NAMES[symptom].to_owned(),
        first: Day::new(0),
        last: Day::new(27),
        ranges,
        marks,
        sentence: format!(
            "{} over 28 days, 24 check-ins; outside the range described on days 14 to 16.",
            NAMES[symptom]
        ),
    }
}

fn grid() -> Grid {
    let start = NaiveDate::from_ymd_opt(2026, 3, 5).unwrap();
    let date = |day: i32| (start + chrono::TimeDelta::days(i64::from(day))).format("%-d %b").to_string();
    let mut days: Vec<_> = COURSE.iter().map(|(day, _)| *day).collect();
    days.insert(10, 10);
    let number = |day: &i32| if *day == 10 { "10-12".to_owned() } else { day.to_string() };
    let cell = |symptom: usize, day: &i32| {
        let Some((_, answers)) = COURSE.iter().find(|(known, _)| known == day) else {
            return Cell::new("·", Tone::Quiet);
        };
        match answer(answers, symptom) {
            None => Cell::new("–", Tone::Quiet),
            Some(number) => match standing(symptom, *day, number) {
                Standing::AboveOuter => Cell::new(format!("{number}▲"), Tone::Outside),
                Standing::AboveUsual => Cell::new(format!("{number}△"), Tone::Strong),
                _ => Cell::plain(number.to_string()),
            },
        }
    };
    let mut rows: Vec<_> = (0..3)
        .map(|symptom| GridRow {
            name: NAMES[symptom].to_owned(),
            cells: days.iter().map(|day| cell(symptom, day)).collect(),
        })
        .collect();
    for name in ["Peeling or flaking", "Tightness", "Itch", "Pain or tenderness", "Warmth"] {
        let cells = days
            .iter()
            .map(|day| if *day == 10 { Cell::new("·", Tone::Quiet) } else { Cell::plain((day % 2).to_string()) });
        rows.push(GridRow { name: name.to_owned(), cells: cells.collect() });
    }
    let head = |day: &i32| GridDay { number: number(day), date: date(*day) };
    Grid {
        title: "Grades by day".to_owned(),
        days: days.iter().map(head).collect(),
        rows,
        key: "0 none, 1 slight, 2 clear, 3 marked, 4 extreme. △ above usual, ▲ outside the range described for that day, \
              – left out, · no check-in."
            .to_owned(),
    }
}

fn row(cells: [&str; 4], tone: Tone) -> Vec<Cell> {
    let [first, second, third, fourth] = cells;
    vec![Cell::plain(first), Cell::new(second, tone), Cell::plain(third), Cell::plain(fourth)]
}

fn warnings() -> Table {
    Table {
        title: String::new(),
        heads: ["Raised", "Level", "What was found", "What was done"].map(str::to_owned).to_vec(),
        rows: vec![
            row(
                [
                    "19 Mar, day 14",
                    "CALL CLINIC",
                    "Breakouts marked (3) on day 14 and 15, outside the range described for these days.",
                    "Seen 19 Mar; clinic rung 20 Mar; advised to leave out the oil and come by. Closed 24 Mar.",
                ],
                Tone::Level(Triage::ContactProvider),
            ),
            row(
                ["8 Mar, day 3", "WATCH", "Swelling clear for the third day.", "Looked again next day."],
                Tone::Level(Triage::Watch),
            ),
        ],
    }
}

fn facts() -> Vec<Fact> {
    [
        ("Treatment", "Microneedling, face and neck, 5 March 2026"),
        ("Depth", "1.0 mm, device with pen"),
        ("Days shown", "0 to 27 (5 March to 1 April 2026)"),
        ("Check-ins", "24 of 28 days; 3 typed later, 1 changed since"),
        ("Skin", "Prone to breakouts; darker skin: no"),
        ("Provider", "Dr. Example, Clinic am Park"),
        ("Ranges", "Microneedling protocol, version 4, with the sheet of the clinic"),
        ("Sessions before", "2, the last on 12 January 2026"),
    ]
    .map(|(name, words)| Fact::new(name, words))
    .to_vec()
}

/// The whole page.
pub fn page() -> Page {
    let list = |items: &[&str]| Part::List(items.iter().map(|item| Words::plain(*item)).collect());
    let call = Words::plain("")
        .and(Tone::Strong, "Breakouts outside the range described for days 14 and 15. ")
        .and(Tone::Plain, "Closed on 24 March after the clinic was rung. Nothing is open today.");
    Page {
        title: "Healing after microneedling".to_owned(),
        subtitle: "Ana Example, born 1990".to_owned(),
        made_on: NaiveDate::from_ymd_opt(2026, 4, 2).unwrap(),
        parts: vec![
            Part::Notice(Triage::ContactProvider, call),
            Part::Facts(facts()),
            Part::Heading("Course".to_owned()),
            Part::Charts((0..3).map(chart).collect()),
            Part::Grid(grid()),
            Part::Heading("Warnings and what was done".to_owned()),
            Part::Table(warnings()),
            Part::Heading("Care and products".to_owned()),
            Part::Paragraph(Words::plain(
                "Gentle cleansing kept on 22 of 24 days, sunscreen on 19; make-up again from day 3 (described from day 2 on), \
                 an oil on the face on days 10 to 14 (not yet described). Products: hyaluronic serum (fragrance-free), zinc \
                 sunscreen SPF 50, an almond oil.",
            )),
            Part::Heading("My questions".to_owned()),
            list(&["Was the oil the reason, and may I use it again?", "Can the next session be before the summer?"]),
            Part::Lines(2),
        ],
        foot: "Patient-reported, not monitored; the figures were not clinically reviewed. Written by Mendlog 0.1.0."
            .to_owned(),
    }
}

/// The same, with what somebody may have typed or pasted.
pub fn hostile() -> Page {
    let mut page = page();
    "Анна Παπαδοπούλου 皮膚 עברית مرحبا 🙂 <b>&amp;".clone_into(&mut page.subtitle);
    page.parts.push(Part::Heading("Notes".to_owned()));
    let table = Table {
        title: "Notes by day".to_owned(),
        heads: ["Day", "Note"].map(str::to_owned).to_vec(),
        rows: (0..40)
            .map(|day| {
                let note = match day % 5 {
                    0 => "皮膚が赤い".to_owned(),
                    1 => "W".repeat(300),
                    2 => format!("tower e{} of marks", "\u{301}".repeat(20)),
                    3 => "evil \u{202e}txet desrever\u{202c} \u{1b}[31m \u{0}".to_owned(),
                    _ => "Warm and tight in the evening, better after the serum; slept well.\nSecond line.".to_owned(),
                };
                vec![Cell::plain(day.to_string()), Cell::plain(note)]
            })
            .collect(),
    };
    page.parts.push(Part::Table(table));
    page.parts.push(Part::Paragraph(Words::plain("No spaces at all: ".to_owned() + &"abcdefghij".repeat(400))));
    page
}
