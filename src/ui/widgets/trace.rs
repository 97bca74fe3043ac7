//! Lines between points, drawn with braille dots or with dashes.
//!
//! May use nothing but the standard library and ratatui's geometry.

use std::collections::BTreeMap;

use ratatui::layout::Position;

use super::chart_style::Trace;

/// How strong a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Two dots high.
    Strong,
    /// One dot high.
    Fine,
    /// One dot high, every other dot left out.
    Faint,
}

/// A spot in dots, two across and four down to a cell.
pub type Dot = (i32, i32);

/// The cells that lines pass through, and what stands in each.
#[must_use]
pub fn cells(lines: &[(Dot, Dot)], trace: Trace, weight: Weight) -> BTreeMap<Position, char> {
    match trace {
        Trace::Braille => braille(lines, weight),
        Trace::Dashes => dashes(lines, weight),
    }
}

fn braille(lines: &[(Dot, Dot)], weight: Weight) -> BTreeMap<Position, char> {
    let mut patterns: BTreeMap<Position, u32> = BTreeMap::new();
    for (number, (across, down)) in lines.iter().flat_map(|line| steps(*line).into_iter().enumerate()) {
        if weight == Weight::Faint && number % 2 == 1 {
            continue;
        }
        let thickness = if weight == Weight::Strong { 2 } else { 1 };
        for down in (down..).take(thickness) {
            if let Some(cell) = position(across / 2, down / 4) {
                *patterns.entry(cell).or_default() |= dot_bit(across, down);
            }
        }
    }
    patterns.into_iter().filter_map(|(cell, bits)| Some((cell, char::from_u32(0x2800 + bits)?))).collect()
}

/// The bit of a dot in the braille block's numbering.
const fn dot_bit(across: i32, down: i32) -> u32 {
    let left = across.rem_euclid(2) == 0;
    match (down.rem_euclid(4), left) {
        (0, true) => 0x01,
        (1, true) => 0x02,
        (2, true) => 0x04,
        (0, false) => 0x08,
        (1, false) => 0x10,
        (2, false) => 0x20,
        (_, true) => 0x40,
        (_, false) => 0x80,
    }
}

fn dashes(lines: &[(Dot, Dot)], weight: Weight) -> BTreeMap<Position, char> {
    let mut drawn = BTreeMap::new();
    for &((from_x, from_y), (to_x, to_y)) in lines {
        let line = ((from_x / 2, from_y / 4), (to_x / 2, to_y / 4));
        for (number, (across, down, stroke)) in strokes(line).into_iter().enumerate() {
            let stroke = if weight == Weight::Faint { '\'' } else { stroke };
            if let Some(cell) = position(across, down).filter(|_| weight != Weight::Faint || number % 2 == 0) {
                drawn.insert(cell, stroke);
            }
        }
    }
    drawn
}

/// The cells of a line with the stroke that fits its way on from there.
fn strokes(line: (Dot, Dot)) -> Vec<(i32, i32, char)> {
    let spots = steps(line);
    let next = spots.iter().skip(1).chain(spots.last());
    let stroke = |from: &Dot, to: &Dot| match (to.0 - from.0, to.1 - from.1) {
        (0, 0) => '-',
        (0, _) => '|',
        (_, 0) => '-',
        (_, down) if down > 0 => '\\',
        _ => '/',
    };
    spots.iter().zip(next).map(|(from, to)| (from.0, from.1, stroke(from, to))).collect()
}

/// Every spot of a straight line, from one end to the other.
fn steps(((from_x, from_y), (to_x, to_y)): (Dot, Dot)) -> Vec<Dot> {
    let (wide, high) = (to_x - from_x, to_y - from_y);
    let count = wide.abs().max(high.abs());
    let part = |from: i32, way: i32, step: i32| from + rounded(way * step, count);
    (0..=count).map(|step| (part(from_x, wide, step), part(from_y, high, step))).collect()
}

/// `number / by`, rounded to the nearest whole number.
const fn rounded(number: i32, by: i32) -> i32 {
    if by == 0 { 0 } else { (2 * number + by).div_euclid(2 * by) }
}

fn position(across: i32, down: i32) -> Option<Position> {
    Some(Position::new(u16::try_from(across).ok()?, u16::try_from(down).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_touches_both_ends_and_skips_nothing() {
        for end in [(7, 0), (7, 3), (2, 9), (0, 5), (0, 0), (5, -4)] {
            let spots = steps(((0, 4), (end.0, end.1 + 4)));
            assert_eq!((spots.first(), spots.last()), (Some(&(0, 4)), Some(&(end.0, end.1 + 4))));
            assert!(spots.windows(2).all(|pair| (pair[1].0 - pair[0].0) <= 1 && (pair[1].1 - pair[0].1).abs() <= 1));
        }
    }

    #[test]
    fn dashes_lean_the_way_the_line_goes() {
        let text = |line| cells(&[line], Trace::Dashes, Weight::Strong).into_values().collect::<String>();
        assert_eq!(text(((0, 0), (6, 0))), "----");
        assert!(text(((0, 0), (6, 12))).starts_with("\\\\\\"));
        assert!(text(((0, 12), (6, 0))).contains('/'));
    }

    #[test]
    fn braille_is_written_in_the_blocks_own_order() {
        let drawn = cells(&[((0, 1), (1, 1))], Trace::Braille, Weight::Strong);
        assert_eq!(drawn.into_values().collect::<String>(), "⠶");
    }
}
