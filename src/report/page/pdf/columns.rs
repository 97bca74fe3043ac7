//! How wide the columns of a table are, by what stands in them.
//!
//! May use nothing else.

use super::style::count;

/// What a column asks for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wish {
    /// The width of its longest word.
    pub least: f32,
    /// The width at which nothing in it is broken.
    pub whole: f32,
}

/// Widths that fill the room: each as wide as it wishes where that fits. Otherwise short columns get their wish, so that no
/// date is broken, and the long ones share the rest, none less than its longest word where that can be.
pub(super) fn widths(wishes: &[Wish], room: f32) -> Vec<f32> {
    let least: f32 = wishes.iter().map(|wish| wish.least).sum();
    let whole: f32 = wishes.iter().map(|wish| wish.whole).sum();
    if whole <= room {
        let more = if whole > 0.0 { room / whole } else { 1.0 };
        return wishes.iter().map(|wish| wish.whole * more).collect();
    }
    if least >= room {
        return wishes.iter().map(|wish| wish.least * room / least).collect();
    }
    shared(wishes, room)
}

/// Settles the columns that wish less than an even share, then those that need more than theirs, and shares the rest by the
/// roots of what is wished: ten times the text is not worth ten times the width.
fn shared(wishes: &[Wish], room: f32) -> Vec<f32> {
    let mut settled = small_ones(wishes, room);
    loop {
        let taken: f32 = settled.iter().flatten().sum();
        let open = wishes.iter().zip(&settled).filter(|(_, settled)| settled.is_none());
        let weights: f32 = open.map(|(wish, _)| wish.whole.sqrt()).sum();
        let share = |wish: &Wish| (room - taken) * wish.whole.sqrt() / weights;
        let settle = |(wish, settled): (&Wish, &Option<f32>)| {
            settled.or_else(|| (share(wish) < wish.least).then_some(wish.least))
        };
        let next: Vec<_> = wishes.iter().zip(&settled).map(settle).collect();
        if next == settled {
            return wishes.iter().zip(settled).map(|(wish, width)| width.unwrap_or_else(|| share(wish))).collect();
        }
        settled = next;
    }
}

/// Columns that wish no more than an even share get it, as long as the longest words of the others still fit.
fn small_ones(wishes: &[Wish], room: f32) -> Vec<Option<f32>> {
    let even = room / count(wishes.len().max(1));
    let small = |wish: &&Wish| wish.whole <= even;
    let taken: f32 = wishes.iter().filter(small).map(|wish| wish.whole).sum();
    let needed: f32 = wishes.iter().filter(|wish| !small(wish)).map(|wish| wish.least).sum();
    let fits = taken + needed <= room;
    wishes.iter().map(|wish| (fits && small(&wish)).then_some(wish.whole)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(wishes: &[(f32, f32)], room: f32) -> Vec<i32> {
        let wishes: Vec<_> = wishes.iter().map(|(least, whole)| Wish { least: *least, whole: *whole }).collect();
        #[expect(clippy::cast_possible_truncation, reason = "a few points")]
        let rounded = widths(&wishes, room).into_iter().map(|width| width.round() as i32).collect();
        rounded
    }

    #[test]
    fn columns_fill_the_room() {
        assert_eq!(filled(&[(10.0, 50.0), (10.0, 100.0)], 300.0), [100, 200]);
        assert_eq!(filled(&[(20.0, 20.0), (30.0, 400.0)], 100.0), [20, 80]);
        assert_eq!(filled(&[(20.0, 50.0), (30.0, 400.0), (30.0, 900.0)], 300.0), [50, 100, 150]);
        assert_eq!(filled(&[(20.0, 50.0), (150.0, 400.0), (30.0, 900.0)], 300.0), [50, 150, 100]);
        assert_eq!(filled(&[(100.0, 100.0), (300.0, 900.0)], 200.0), [50, 150]);
        assert_eq!(filled(&[], 200.0), Vec::<i32>::new());
    }
}
