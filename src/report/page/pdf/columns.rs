//! How wide the columns of a table are, by what stands in them.
//!
//! May use nothing else.

/// What a column asks for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wish {
    /// The width of its longest word.
    pub least: f32,
    /// The width at which nothing in it is broken.
    pub whole: f32,
}

/// Widths that fill the room: each as wide as it wishes where that fits, otherwise each its least and a share of the rest.
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
    let share = (room - least) / (whole - least);
    wishes.iter().map(|wish| wish.least + (wish.whole - wish.least) * share).collect()
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
        assert_eq!(filled(&[(100.0, 100.0), (300.0, 900.0)], 200.0), [50, 150]);
        assert_eq!(filled(&[], 200.0), Vec::<i32>::new());
    }
}
