//! Pages to look at and to check: an ordinary one of 28 days, and one made to break whatever lays it out.

use chrono::NaiveDate;

use mendlog::domain::{Band, Day, Grade, Standing, Triage};
use mendlog::report::course::{Revised, Typed};
use mendlog::report::page::chart::{DescribedRange, Joined, Mark};
use mendlog::report::page::{Cell, Fact, Grid, GridDay, GridRow, Page, PageChart, Part, Table, Tone, Words};

/// Name, the usual and outer grades from a day on, and the grades of 28 days (`.` is none recorded).
type Course = (&'static str, &'static [(i32, u8, u8)], &'static str);

const COURSES: [Course; 8] = [
    ("Redness", &[(0, 3, 4), (2, 2, 3), (4, 1, 2), (7, 0, 1)], "3322211110..0000000000000000"),
    ("Swelling", &[(0, 2, 3), (3, 1, 1), (5, 0, 1)], "2211000000..0000000000000000"),
    ("Warmth", &[(0, 2, 3), (2, 1, 2), (4, 0, 1)], "221133210...00000000000.0000"),
    ("Pain", &[(0, 2, 3), (2, 1, 2), (4, 0, 1)], "2111332100..0000000000000000"),
    ("Peeling", &[(2, 1, 2), (3, 2, 3), (7, 1, 2), (10, 0, 1)], "0012221110..0000000000000000"),
    ("Dryness", &[(1, 2, 3), (7, 1, 2), (14, 0, 1)], "1222211111..1111000000000000"),
    ("Breakouts", &[(2, 1, 2), (10, 1, 1), (14, 0, 1)], "0001111222..2111110000000000"),
    ("Dark spots", &[(0, 0, 1)], "0000000000..0000001111111111"),
];

const DAYS: i32 = 28;

/// What a provider is handed after an ordinary course with one warning.
pub fn ordinary() -> Page {
    Page {
        title: "Visit summary after microneedling".to_owned(),
        subtitle: "Ana Example, treated on 2 March 2026 by Dr Roe: RF microneedling, 1.5 mm, face".to_owned(),
        made_on: NaiveDate::from_ymd_opt(2026, 3, 30).unwrap(),
        parts: parts(),
        foot:
            "Mendlog 0.1.0, protocol microneedling 3. Patient-reported, not monitored, figures not clinically reviewed."
                .to_owned(),
    }
}

fn parts() -> Vec<Part> {
    let mut parts =
        vec![notice(), facts(), heading("How it healed"), Part::Charts(COURSES[..6].iter().map(chart).collect())];
    parts.extend([Part::Grid(grid()), heading("Warnings and what was done"), Part::Table(warnings())]);
    parts.extend([heading("Care followed"), care(), heading("Questions for the visit"), questions(), Part::Lines(2)]);
    parts
}

fn heading(text: &str) -> Part {
    Part::Heading(text.to_owned())
}

fn notice() -> Part {
    let words = Words::default()
        .and(Tone::Strong, "Warmth and pain rose again on day 4, outside the range described for day 4. ")
        .and(Tone::Plain, "The clinic was called on 6 March; the warning was closed on 9 March.");
    Part::Notice(Triage::ContactProvider, words)
}

fn facts() -> Part {
    Part::Facts(vec![
        Fact::new("Days covered", "0 to 27 (2 to 29 March 2026)"),
        Fact::new("Check-ins", "31 on 25 of 28 days; 2 typed late, 1 edited"),
        Fact::new("Skin", "Fitzpatrick V; prone to dark spots"),
        Fact::new("Products", "Gentle cleanser, panthenol cream, SPF 50"),
        Fact::new("Medicines", "None recorded"),
        Fact::new("Days without an answer", "10, 11"),
    ])
}

fn chart((name, steps, grades): &Course) -> PageChart {
    PageChart {
        title: (*name).to_owned(),
        first: Day::new(0),
        last: Day::new(DAYS - 1),
        ranges: ranges(steps),
        marks: marks(steps, grades),
        sentence: format!("{name}: graded on 25 of 28 days; outside the range described on 2 of them."),
    }
}

fn band(steps: &[(i32, u8, u8)], day: i32) -> Option<(u8, u8)> {
    steps.iter().rev().find(|(from, ..)| *from <= day).map(|(_, usual, outer)| (*usual, *outer))
}

fn ranges(steps: &[(i32, u8, u8)]) -> Vec<DescribedRange> {
    let last = |at: usize| steps.get(at + 1).map_or(DAYS - 1, |(from, ..)| from - 1);
    let one = |(at, (from, usual, outer)): (usize, &(i32, u8, u8))| DescribedRange {
        from: Day::new(*from),
        to: Day::new(last(at)),
        band: Band { usual: grade(*usual), outer: grade(*outer) },
    };
    steps.iter().enumerate().map(one).collect()
}

fn grade(number: u8) -> Grade {
    Grade::try_from(number).unwrap()
}

fn graded(grades: &str) -> impl Iterator<Item = (i32, u8)> {
    let number = |c: char| c.to_digit(10).and_then(|number| u8::try_from(number).ok());
    (0..).zip(grades.chars()).filter_map(move |(day, c)| Some((day, number(c)?)))
}

fn marks(steps: &[(i32, u8, u8)], grades: &str) -> Vec<Mark> {
    let mut before = None;
    let one = |(day, number)| {
        let joined = if before == Some(day - 1) { Joined::ToTheOneBefore } else { Joined::No };
        before = Some(day);
        Mark {
            day: Day::new(day),
            place: f64::from(day) + 0.8,
            grade: grade(number),
            standing: standing(steps, day, number),
            typed: if day == 8 { Typed::Late } else { Typed::OnTime },
            revised: if day == 3 { Revised::Edited } else { Revised::No },
            joined,
        }
    };
    graded(grades).map(one).collect()
}

fn standing(steps: &[(i32, u8, u8)], day: i32, number: u8) -> Standing {
    match band(steps, day) {
        None if number > 0 => Standing::Early,
        Some((_, outer)) if number > outer => Standing::AboveOuter,
        Some((usual, _)) if number > usual => Standing::AboveUsual,
        _ => Standing::Expected,
    }
}

fn grid() -> Grid {
    let date = |day: i32| NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + chrono::TimeDelta::days(day.into());
    let days = (0..DAYS).filter(|day| *day != 11).map(|day| GridDay {
        number: if day == 10 { "10-11".to_owned() } else { day.to_string() },
        date: date(day).format("%-d %b").to_string(),
    });
    let row = |(name, steps, grades): &Course| GridRow {
        name: (*name).to_owned(),
        cells: (0..).zip(grades.chars()).filter(|(day, _)| *day != 11).map(|(day, c)| cell(steps, day, c)).collect(),
    };
    Grid {
        title: "Grades by day, 0 none to 4 extreme".to_owned(),
        days: days.collect(),
        rows: COURSES.iter().map(row).collect(),
        key: "! outside the range described for that day; + above usual; l typed late; e edited; - not recorded"
            .to_owned(),
    }
}

fn cell(steps: &[(i32, u8, u8)], day: i32, c: char) -> Cell {
    let Some(number) = c.to_digit(10).and_then(|number| u8::try_from(number).ok()) else {
        return Cell::new("-", Tone::Quiet);
    };
    let (mark, tone) = match standing(steps, day, number) {
        Standing::AboveOuter | Standing::Early => ("!", Tone::Outside),
        Standing::AboveUsual => ("+", Tone::Strong),
        _ => ("", Tone::Plain),
    };
    let late = if day == 8 { "l" } else { "" };
    Cell::new(format!("{number}{mark}{late}"), tone)
}

fn warnings() -> Table {
    let row = |cells: [&str; 5], level| {
        let mut cells = cells.map(Cell::plain).to_vec();
        cells[1].tone = Tone::Level(level);
        cells
    };
    Table {
        title: "Warnings raised in these days".to_owned(),
        heads: ["What", "Level", "Days", "Why", "What was done"].map(str::to_owned).to_vec(),
        rows: vec![
            row(
                [
                    "Warmth and pain rising again",
                    "CALL CLINIC",
                    "4 to 6",
                    "Warmth 3 and pain 3 on day 4, after 1 and 1 on day 3. Rule R12, aftercare sheet of the clinic",
                    "Called the clinic on 6 March, 10:40: keep cool, no make-up, look again on Sunday. Closed on 9 March",
                ],
                Triage::ContactProvider,
            ),
            row(
                [
                    "New dark spots",
                    "WATCH",
                    "18 to 27",
                    "Dark spots 1 on day 18, described as 0",
                    "To be looked at in the visit",
                ],
                Triage::Watch,
            ),
        ],
    }
}

fn care() -> Part {
    Part::List(vec![
        Words::default().and(Tone::Strong, "Sunscreen: ").and(Tone::Plain, "24 of 26 days"),
        Words::default().and(Tone::Strong, "Cream: ").and(Tone::Plain, "27 of 28 days"),
        Words::default()
            .and(Tone::Strong, "Make-up before it was allowed: ")
            .and(Tone::Plain, "once, on day 1 ")
            .and(Tone::Quiet, "(described from day 2 on)"),
    ])
}

fn questions() -> Part {
    Part::List(vec![
        Words::plain("Are the dark spots on the left cheek from the needles or from the sun?"),
        Words::plain("May the next session be before our holiday on 2 May?"),
    ])
}

/// A page whose every text tries to be something else, in scripts of both directions and words without an end.
pub fn hostile() -> Page {
    let mut page = ordinary();
    HOSTILE[0].clone_into(&mut page.title);
    HOSTILE[1].clone_into(&mut page.subtitle);
    HOSTILE[2].clone_into(&mut page.foot);
    page.parts.extend(HOSTILE.iter().map(|text| Part::Heading((*text).to_owned())));
    page.parts.extend(HOSTILE.iter().map(|text| Part::Paragraph(Words::plain(*text))));
    page.parts.extend(
        Triage::ALL.map(|level| Part::Notice(level, Words::plain("Level by level.").and(Tone::Strong, HOSTILE[3]))),
    );
    page.parts.push(Part::Facts(HOSTILE.iter().map(|text| Fact::new(*text, *text)).collect()));
    page.parts
        .push(Part::List(HOSTILE.iter().map(|text| Words::plain("You wrote: ").and(Tone::Quiet, *text)).collect()));
    page.parts.push(Part::Charts(HOSTILE.iter().map(|text| hostile_chart(text)).collect()));
    page.parts.push(Part::Table(hostile_table()));
    page.parts.push(Part::Grid(hostile_grid()));
    page
}

/// What patients type, and what those type who want the page to do something.
pub const HOSTILE: [&str; 8] = [
    "</title><script>document.title='taken'</script>",
    "<img src=x onerror=\"document.body.textContent='taken'\"> & &lt;b&gt; &amp;amp; \" '",
    "</style><style>* { display: none }</style><!-- --> ]]> <svg onload=a()>",
    "האם הכתמים מהשמש? <b>לא</b> (יום 12), תודה!",
    "هل يمكنني السباحة بعد اليوم 7؟ (أحمد) https://example.org/%22onclick=",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsentwurfsbegründungszusammenfassung",
    "皮膚の赤みは五日目に強くなりました。痛みもあります。次の予約は早めたほうがよいでしょうか。",
    "first line\nsecond line\n\n  \u{301}\u{301} - * # | `{{7*7}}` ${x} javascript:alert(1)",
];

fn hostile_chart(text: &str) -> PageChart {
    PageChart { title: text.to_owned(), sentence: text.to_owned(), ..chart(&COURSES[2]) }
}

fn hostile_table() -> Table {
    Table {
        title: HOSTILE[0].to_owned(),
        heads: HOSTILE[..4].iter().map(|text| (*text).to_owned()).collect(),
        rows: HOSTILE.chunks(4).map(|row| row.iter().map(|text| Cell::new(*text, Tone::Outside)).collect()).collect(),
    }
}

fn hostile_grid() -> Grid {
    let mut grid = grid();
    HOSTILE[2].clone_into(&mut grid.title);
    HOSTILE[0].clone_into(&mut grid.key);
    for (row, text) in grid.rows.iter_mut().zip(HOSTILE) {
        text.clone_into(&mut row.name);
    }
    grid.days[1] = GridDay { number: HOSTILE[1].to_owned(), date: HOSTILE[4].to_owned() };
    grid.rows[0].cells[3] = Cell::plain(HOSTILE[5]);
    grid
}
