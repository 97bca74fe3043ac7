//! Charts drawn at sizes and in looks, with a legend of their styles; and what must hold at every size.

use proptest::prelude::*;

use super::*;
use crate::report::course::is_outside;
use crate::report::course::tests::{FULL, Line as Told, redness};
use crate::ui::widgets::chart_style::{Alphabet, ChartStyle};
use crate::ui::widgets::small_chart::{Choice, SmallChart};

const FORTNIGHT: Window = Window { first: Day::TREATMENT, last: Day::new(14) };

fn drawn(
    course: &HealingCourse,
    style: &ChartStyle,
    size: (u16, u16),
    window: Window,
    cursor: Option<usize>,
) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    let chart = HealingChart { course, style, window, last_time: LastTime::Shown, likely: None, cursor };
    chart.render(buf.area, &mut buf);
    buf
}

/// The cells as text, below them a second picture in which each style has a letter, and what the letters mean.
fn picture(buf: &Buffer) -> String {
    let mut styles: Vec<Style> = Vec::new();
    let mut letters = String::new();
    let mut text = String::new();
    for row in buf.area.rows() {
        for cell in row.columns().map(|cell| &buf[cell.as_position()]) {
            let known = styles.iter().position(|style| *style == cell.style());
            let number = known.unwrap_or_else(|| {
                styles.push(cell.style());
                styles.len() - 1
            });
            text.push_str(cell.symbol());
            letters.push(char::from(b"_abcdefghijklmnopqrstuvwxyz"[number]));
        }
        text.push('\n');
        letters.push('\n');
    }
    let legend = styles.iter().zip("_abcdefghijklmnopqrstuvwxyz".chars());
    let legend: Vec<_> = legend.map(|(style, letter)| format!("{letter} {style:?}")).collect();
    format!("{text}\n{letters}\n{}\n", legend.join("\n"))
}

#[test]
fn the_chart_looks_like_this() {
    let course = redness(FULL, 8);
    let looks = [
        ("colour", ChartStyle::ansi(Alphabet::Unicode)),
        ("no-colour", ChartStyle::no_colour(Alphabet::Unicode)),
        ("ascii", ChartStyle::no_colour(Alphabet::Ascii)),
    ];
    for (name, style) in looks {
        for size in [(78, 14), (158, 38), (40, 9)] {
            let buf = drawn(&course, &style, size, FORTNIGHT, Some(3));
            insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), picture(&buf));
        }
    }
}

#[test]
fn small_charts_look_like_this() {
    let course = redness(FULL, 8);
    let style = ChartStyle::ansi(Alphabet::Unicode);
    for (size, choice) in [((26, 4), Choice::Chosen), ((50, 9), Choice::Other), ((14, 2), Choice::Other)] {
        let mut buf = Buffer::empty(Rect::new(0, 0, size.0, size.1));
        let small =
            SmallChart { course: &course, style: &style, window: FORTNIGHT, last_time: LastTime::Hidden, choice };
        small.render(buf.area, &mut buf);
        insta::assert_snapshot!(format!("small-{}x{}", size.0, size.1), picture(&buf));
    }
}

#[test]
fn the_word_outside_is_never_cut_off_by_a_narrow_small_chart() {
    let course = redness(&[("now", 7, 20, "4", 7)], 7);
    let style = ChartStyle::no_colour(Alphabet::Ascii);
    for width in 9..40 {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
        let window = FORTNIGHT;
        let choice = Choice::Other;
        SmallChart { course: &course, style: &style, window, last_time: LastTime::Hidden, choice }
            .render(buf.area, &mut buf);
        assert!(symbols(&buf).contains("4 OUTSIDE"), "{width}: {}", symbols(&buf));
    }
}

#[test]
fn a_gap_stays_a_gap() {
    let course = redness(&[("now", 1, 20, "1", 1), ("now", 4, 20, "1", 4), ("now", 5, 20, "1", 5)], 5);
    let style = ChartStyle::no_colour(Alphabet::Unicode);
    let buf = drawn(&course, &style, (78, 14), FORTNIGHT, None);
    let row = symbols(&buf).lines().find(|line| line.contains('●')).unwrap().to_owned();
    let points: Vec<_> = row.split('●').collect();
    assert_eq!(points.len(), 4, "{row}");
    let is_braille = |letter: char| ('\u{2801}'..='\u{28ff}').contains(&letter);
    assert!(!points[1].chars().any(is_braille), "day 1 to day 4 is joined: {row}");
    assert!(points[2].chars().all(is_braille), "day 4 to day 5 is not joined: {row}");
}

#[test]
fn no_two_meanings_share_a_symbol() {
    for style in [
        ChartStyle::ansi(Alphabet::Unicode),
        ChartStyle::no_colour(Alphabet::Unicode),
        ChartStyle::no_colour(Alphabet::Ascii),
    ] {
        let g = style.glyphs;
        let symbols = [g.on_time, g.late, g.outside, g.outside_late, g.unsure, g.left_out, g.earlier, g.usual, g.outer];
        let different: std::collections::BTreeSet<_> = symbols.iter().collect();
        assert_eq!(different.len(), symbols.len(), "{symbols:?}");
        let strokes = [g.axis[0], g.axis[1], g.floor[0], g.floor[1], g.floor[2], g.cursor];
        for symbol in symbols.into_iter().chain(strokes) {
            assert_eq!(unicode_width::UnicodeWidthChar::width(symbol), Some(1), "{symbol:?}");
        }
    }
}

fn symbols(buf: &Buffer) -> String {
    buf.area
        .rows()
        .map(|row| row.columns().map(|cell| buf[cell.as_position()].symbol().to_owned()).collect::<String>() + "\n")
        .collect()
}

fn any_line() -> impl Strategy<Value = Told> {
    let treatment = prop::sample::select(vec!["now", "now", "before"]);
    let answer = prop::sample::select(vec!["0", "1", "2", "3", "4", "?", "-"]);
    (treatment, -3..60_i32, 0..24_u32, answer, 0..5_i32)
        .prop_map(|(treatment, day, hour, answer, late)| (treatment, day, hour, answer, day + late))
}

fn any_style() -> impl Strategy<Value = ChartStyle> {
    prop::sample::select(vec![
        ChartStyle::ansi(Alphabet::Unicode),
        ChartStyle::no_colour(Alphabet::Unicode),
        ChartStyle::ansi(Alphabet::Ascii),
        ChartStyle::no_colour(Alphabet::Ascii),
    ])
}

proptest! {
    #[test]
    fn no_size_and_no_diary_panics_and_what_is_outside_has_a_symbol(
        lines in prop::collection::vec(any_line(), 0..30),
        style in any_style(),
        (width, height) in (0..=500_u16, 0..=200_u16),
        (first, days) in (-5..40_i32, 0..80_i32),
        today in 0..90_i32,
        cursor in prop::option::of(0..40_usize),
    ) {
        let course = redness(&lines, today);
        let window = Window { first: Day::new(first), last: Day::new(first + days) };
        let buf = drawn(&course, &style, (width, height), window, cursor);
        let area = buf.area;
        let mut small = Buffer::empty(area);
        let last_time = LastTime::Shown;
        SmallChart { course: &course, style: &style, window, last_time, choice: Choice::Chosen }.render(area, &mut small);
        if width >= SMALLEST.0 && height >= SMALLEST.1 {
            every_point_outside_is_marked(&course, &style, window, &buf);
        }
    }
}

fn every_point_outside_is_marked(course: &HealingCourse, style: &ChartStyle, window: Window, buf: &Buffer) {
    let plane = Plane::new(Parts::of(buf.area).plot, window).unwrap();
    let outside = course.graded().filter(|reading| is_outside(reading.standing) && window.holds(reading.day));
    for reading in outside {
        let cell = plane.cell(reading.place, reading.grade().unwrap()).unwrap();
        let symbol = buf[cell].symbol().chars().next().unwrap();
        assert!([style.glyphs.outside, style.glyphs.outside_late].contains(&symbol), "{symbol:?} for {reading:?}");
    }
}
