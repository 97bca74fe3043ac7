//! Pages of anything: any text in any part, as somebody may have typed, pasted or imported it.

use chrono::NaiveDate;
use mendlog::domain::{Band, Day, Grade, Standing, Triage};
use mendlog::report::course::{Revised, Typed};
use mendlog::report::page::chart::{DescribedRange, Joined, Mark};
use mendlog::report::page::{Cell, Fact, Grid, GridDay, GridRow, Page, PageChart, Part, Piece, Table, Tone, Words};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Ordinary words, any characters at all, and what is known to be hard.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Zäöüß ,.!?-]{0,60}",
        ".{0,40}",
        any::<String>(),
        vec(any::<char>(), 0..30).prop_map(String::from_iter),
        select(vec![
            String::new(),
            " ".repeat(500),
            "x".repeat(3_000),
            "e\u{301}".repeat(200),
            "\u{301}\u{302}".repeat(100),
            "\u{202e}עברית\u{2069} مرحبا\n\r\t\u{0}\u{feff}\u{fffe}".to_owned(),
            "皮膚 🙂 👩‍👩‍👧 ☐ ﷽ ﬁ Ǆ".to_owned(),
            "fi ffi -> <= 10:30 1x2 \u{ad}\u{200b}\u{a0}\u{2028}".to_owned(),
        ]),
    ]
}

fn tone() -> impl Strategy<Value = Tone> {
    select(vec![Tone::Plain, Tone::Strong, Tone::Quiet, Tone::Outside, Tone::Level(Triage::Emergency)])
}

fn words() -> impl Strategy<Value = Words> {
    vec((text(), tone()).prop_map(|(text, tone)| Piece { text, tone }), 0..4).prop_map(Words)
}

fn cell() -> impl Strategy<Value = Cell> {
    (text(), tone()).prop_map(|(text, tone)| Cell { text, tone })
}

fn grade() -> impl Strategy<Value = Grade> {
    select(Grade::ALL.to_vec())
}

fn mark() -> impl Strategy<Value = Mark> {
    let standing = select(vec![Standing::Expected, Standing::AboveUsual, Standing::AboveOuter, Standing::NotSure]);
    (any::<i32>(), any::<f64>(), grade(), standing, any::<[bool; 3]>()).prop_map(
        |(day, place, grade, standing, [late, edited, joined])| Mark {
            day: Day::new(day),
            place,
            grade,
            standing,
            typed: if late { Typed::Late } else { Typed::OnTime },
            revised: if edited { Revised::Edited } else { Revised::No },
            joined: if joined { Joined::ToTheOneBefore } else { Joined::No },
        },
    )
}

fn chart() -> impl Strategy<Value = PageChart> {
    let range = (any::<i32>(), any::<i32>(), grade(), grade()).prop_map(|(from, to, usual, outer)| DescribedRange {
        from: Day::new(from),
        to: Day::new(to),
        band: Band { usual, outer },
    });
    (text(), any::<i32>(), any::<i32>(), vec(range, 0..4), vec(mark(), 0..6), text()).prop_map(
        |(title, first, last, ranges, marks, sentence)| PageChart {
            title,
            first: Day::new(first),
            last: Day::new(last),
            ranges,
            marks,
            sentence,
        },
    )
}

fn grid() -> impl Strategy<Value = Grid> {
    let day = (text(), text()).prop_map(|(number, date)| GridDay { number, date });
    let row = (text(), vec(cell(), 0..5)).prop_map(|(name, cells)| GridRow { name, cells });
    (text(), vec(day, 0..5), vec(row, 0..4), text()).prop_map(|(title, days, rows, key)| Grid {
        title,
        days,
        rows,
        key,
    })
}

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![
        text().prop_map(Part::Heading),
        words().prop_map(Part::Paragraph),
        (select(Triage::ALL.to_vec()), words()).prop_map(|(level, words)| Part::Notice(level, words)),
        vec((text(), words()).prop_map(|(name, words)| Fact { name, words }), 0..4).prop_map(Part::Facts),
        vec(chart(), 0..4).prop_map(Part::Charts),
        grid().prop_map(Part::Grid),
        (text(), vec(text(), 0..5), vec(vec(cell(), 0..6), 0..4)).prop_map(|(title, heads, rows)| Part::Table(Table {
            title,
            heads,
            rows
        })),
        vec(words(), 0..4).prop_map(Part::List),
        any::<u8>().prop_map(Part::Lines),
    ]
}

/// Any page.
pub fn page() -> impl Strategy<Value = Page> {
    (text(), text(), vec(part(), 0..6), text(), any::<i32>()).prop_map(|(title, subtitle, parts, foot, year)| Page {
        title,
        subtitle,
        made_on: NaiveDate::from_ymd_opt(year % 200_000, 2, 28).unwrap_or(NaiveDate::MIN),
        parts,
        foot,
    })
}
