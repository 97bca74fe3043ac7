//! Whatever a patient types stands in the file as text, where it belongs, and makes nothing else.

use chrono::NaiveDate;
use html5gum::{DefaultEmitter, HtmlString, Token, Tokenizer};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::to_string;
use crate::domain::{Band, Day, Grade, Standing, Triage, text};
use crate::report::course::{Revised, Typed};
use crate::report::page::chart::{DescribedRange, Joined, Mark};
use crate::report::page::{
    Cell, Fact, Grid, GridDay, GridRow, Page, PageChart, Paper, Part, Piece, Table, Tone, Words,
};

const HOSTILE: [&str; 9] = [
    "</title></style></script><script>x()</script>",
    "\"><img src=x onerror=x()> ' style='",
    "&lt;b&gt;&amp;#60;&#0;&NewLine;",
    "<!-- --!> ]]> <![CDATA[ <?x ?>",
    "</td></tr></table></main></body></html>",
    "<svg><style>*{display:none}</style></svg>",
    "\u{1b}[31m\u{202e}\0\r\n\u{9b}",
    "האם זה מהשמש? (יום 3) {{7*7}} ${x}",
    "  \n\n\t ",
];

/// Stands around the number of a text in a page without its texts; no other text has it.
const PLACE: char = '\u{2042}';

fn said() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), select(HOSTILE.as_slice()).prop_map(str::to_owned), "[<>&\"'=/a-z ]{0,12}"]
}

fn level() -> impl Strategy<Value = Triage> {
    select(Triage::ALL.as_slice())
}

fn tone() -> impl Strategy<Value = Tone> {
    prop_oneof![
        Just(Tone::Plain),
        Just(Tone::Strong),
        Just(Tone::Quiet),
        Just(Tone::Outside),
        level().prop_map(Tone::Level)
    ]
}

fn words() -> impl Strategy<Value = Words> {
    vec((said(), tone()).prop_map(|(text, tone)| Piece { text, tone }), 0..4).prop_map(Words)
}

fn cells(count: usize) -> impl Strategy<Value = Vec<Cell>> {
    vec((said(), tone()).prop_map(|(text, tone)| Cell { text, tone }), count)
}

fn grade() -> impl Strategy<Value = Grade> {
    select(Grade::ALL.as_slice())
}

fn mark() -> impl Strategy<Value = Mark> {
    let standing = select([Standing::Expected, Standing::AboveUsual, Standing::AboveOuter, Standing::Early].as_slice());
    (any::<i32>(), any::<f64>(), grade(), standing, any::<[bool; 3]>()).prop_map(|(day, place, grade, standing, is)| {
        Mark {
            day: Day::new(day),
            place,
            grade,
            standing,
            typed: if is[0] { Typed::Late } else { Typed::OnTime },
            revised: if is[1] { Revised::Edited } else { Revised::No },
            joined: if is[2] { Joined::ToTheOneBefore } else { Joined::No },
        }
    })
}

fn range() -> impl Strategy<Value = DescribedRange> {
    (any::<i32>(), any::<i32>(), grade(), grade()).prop_map(|(from, to, usual, outer)| DescribedRange {
        from: Day::new(from),
        to: Day::new(to),
        band: Band { usual, outer },
    })
}

fn chart() -> impl Strategy<Value = PageChart> {
    (said(), any::<i32>(), any::<i32>(), vec(range(), 0..3), vec(mark(), 0..5), said()).prop_map(
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
    (0..40_usize).prop_flat_map(|days| {
        let day = (said(), said()).prop_map(|(number, date)| GridDay { number, date });
        let row = (said(), cells(days)).prop_map(|(name, cells)| GridRow { name, cells });
        (said(), vec(day, days), vec(row, 0..3), said()).prop_map(|(title, days, rows, key)| Grid {
            title,
            days,
            rows,
            key,
        })
    })
}

fn table() -> impl Strategy<Value = Table> {
    (0..5_usize).prop_flat_map(|columns| {
        (said(), vec(said(), columns), vec(cells(columns), 0..4)).prop_map(|(title, heads, rows)| Table {
            title,
            heads,
            rows,
        })
    })
}

fn part() -> impl Strategy<Value = Part> {
    let fact = (said(), words()).prop_map(|(name, words)| Fact { name, words });
    prop_oneof![
        said().prop_map(Part::Heading),
        words().prop_map(Part::Paragraph),
        (level(), words()).prop_map(|(level, words)| Part::Notice(level, words)),
        vec(fact, 0..3).prop_map(Part::Facts),
        vec(chart(), 0..3).prop_map(Part::Charts),
        grid().prop_map(Part::Grid),
        table().prop_map(Part::Table),
        vec(words(), 0..3).prop_map(Part::List),
        any::<u8>().prop_map(Part::Lines),
    ]
}

fn page() -> impl Strategy<Value = Page> {
    let parts = vec(part(), 0..5);
    (said(), said(), parts, said()).prop_map(|(title, subtitle, parts, foot)| Page {
        title,
        subtitle,
        made_on: NaiveDate::from_ymd_opt(2026, 3, 9).unwrap(),
        parts,
        foot,
    })
}

/// Does something to every text of a page.
fn each_text(page: &mut Page, with: &mut impl FnMut(&mut String)) {
    [&mut page.title, &mut page.subtitle, &mut page.foot].into_iter().for_each(&mut *with);
    for part in &mut page.parts {
        for text in texts_of(part) {
            with(text);
        }
    }
}

fn texts_of(part: &mut Part) -> Vec<&mut String> {
    fn of(words: &mut Words) -> impl Iterator<Item = &mut String> {
        words.0.iter_mut().map(|piece| &mut piece.text)
    }
    fn of_cells(cells: &mut [Cell]) -> impl Iterator<Item = &mut String> {
        cells.iter_mut().map(|cell| &mut cell.text)
    }
    match part {
        Part::Heading(text) => vec![text],
        Part::Paragraph(words) | Part::Notice(_, words) => of(words).collect(),
        Part::Facts(facts) => {
            facts.iter_mut().flat_map(|fact| [&mut fact.name].into_iter().chain(of(&mut fact.words))).collect()
        }
        Part::Charts(charts) => charts.iter_mut().flat_map(|chart| [&mut chart.title, &mut chart.sentence]).collect(),
        Part::Grid(grid) => {
            let days = grid.days.iter_mut().flat_map(|day| [&mut day.number, &mut day.date]);
            let rows = grid.rows.iter_mut().flat_map(|row| [&mut row.name].into_iter().chain(of_cells(&mut row.cells)));
            [&mut grid.title, &mut grid.key].into_iter().chain(days).chain(rows).collect()
        }
        Part::Table(table) => {
            let cells = table.rows.iter_mut().flat_map(|row| of_cells(row));
            [&mut table.title].into_iter().chain(&mut table.heads).chain(cells).collect()
        }
        Part::List(items) => items.iter_mut().flat_map(of).collect(),
        Part::Lines(_) => vec![],
    }
}

/// What a browser reads in a file: elements with their attributes, and the text between them. What the style sheet is told
/// to count is left out, as it goes with the text.
fn read(file: &str) -> Vec<String> {
    let mut reader = DefaultEmitter::default();
    reader.naively_switch_states(true);
    let text = |bytes: &HtmlString| String::from_utf8(bytes.to_vec()).unwrap();
    let mut read: Vec<String> = Vec::new();
    for token in Tokenizer::new_with_emitter(file, reader) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter().filter(|(name, _)| name.as_slice() != b"style");
                let attributes = attributes.map(|(name, value)| format!(" {}={}", text(name), text(&value.value)));
                read.push(format!("<{}{}>", text(&tag.name), attributes.collect::<String>()));
            }
            Token::EndTag(tag) => read.push(format!("</{}>", text(&tag.name))),
            Token::String(said) => read.push(format!("text {}", text(&said.value))),
            other => read.push(format!("{other:?}")),
        }
    }
    read
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_text_stands_where_it_belongs_and_makes_nothing_else(page in page()) {
        let mut texts = Vec::new();
        let mut harmless = page.clone();
        each_text(&mut harmless, &mut |said| {
            let clean = text::clean(said).into_owned();
            // A text of nothing at all may leave out what would hold it.
            *said = if clean.is_empty() { String::new() } else { format!("{PLACE}{}{PLACE}", texts.len()) };
            texts.push(clean);
        });
        let expected = read(&to_string(&harmless, Paper::A4)).into_iter().map(|token| filled(&token, &texts));
        prop_assert_eq!(read(&to_string(&page, Paper::A4)), expected.collect::<Vec<_>>());
    }
}

/// A token with the texts in their places.
fn filled(token: &str, texts: &[String]) -> String {
    let mut filled = String::new();
    let mut rest = token;
    while let Some((before, place)) = rest.split_once(PLACE) {
        let (number, after) = place.split_once(PLACE).unwrap();
        filled.extend([before, texts[number.parse::<usize>().unwrap()].as_str()]);
        rest = after;
    }
    filled + rest
}
