//! The ratings over the months as a chart of plain text: a lane for each aspect, each score a digit at its own height.
//!
//! May use `domain`. Digits say what heights show, so that nothing depends on colour; days without a rating stay empty.

use chrono::{DateTime, FixedOffset};

use crate::domain::{Catalog, Diary, Moment, Score, Scored, Treatment};

/// The characters that are not digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strokes {
    floor: char,
    tick: char,
    treatment: char,
}

impl Strokes {
    /// Box characters.
    pub const UNICODE: Self = Self { floor: '─', tick: '┬', treatment: '┆' };
    /// ASCII alone.
    pub const ASCII: Self = Self { floor: '-', tick: '+', treatment: '|' };
}

/// The ratings from one treatment on, whatever treatments came later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeChart {
    lanes: Vec<Lane>,
    /// Later treatments, in days after the first.
    treatments: Vec<i32>,
    last: i32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Lane {
    name: String,
    /// Days after the treatment with what was answered, the earliest first.
    marks: Vec<(i32, Scored)>,
}

/// A chart is never shorter than three months.
const SHORTEST: i32 = 91;
/// Columns of the longest name and the space behind it.
const NAMES: usize = 13;
/// The most rows of a lane: one for each score.
const TALLEST: usize = 5;
/// Rows below the lanes: the floor, the months, the legend.
const BELOW: usize = 3;

impl OutcomeChart {
    /// The ratings since a treatment, up to a moment.
    #[must_use]
    pub fn new(diary: &Diary, treatment: &Treatment, catalog: &Catalog, now: DateTime<FixedOffset>) -> Self {
        let day = |moment: Moment| treatment.day_of(moment, diary.day_end).number();
        let mut outcomes: Vec<_> = diary.outcomes.iter().filter(|one| day(one.at) >= 0).collect();
        outcomes.sort_by_cached_key(|one| (treatment.instant_of(one.at, diary.day_end), one.id.clone()));
        let lane = |aspect: &crate::domain::Aspect| Lane {
            name: aspect.name.clone(),
            marks: outcomes.iter().filter_map(|one| Some((day(one.at), *one.ratings.get(&aspect.id)?))).collect(),
        };
        let later = diary.treatments.iter().filter(|other| other.id != treatment.id);
        let mut treatments: Vec<_> = later.map(|other| day(other.performed_at)).filter(|day| *day >= 0).collect();
        treatments.sort_unstable();
        let ends = outcomes.iter().map(|one| day(one.at)).chain(treatments.iter().copied());
        let last = ends.fold(day(Moment::At(now)).max(SHORTEST), i32::max);
        Self { lanes: catalog.aspects.iter().map(lane).collect(), treatments, last }
    }

    /// Whether nothing was rated.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lanes.iter().all(|lane| lane.marks.is_empty())
    }

    /// The chart in at most so many columns and rows; none where there is no room for a row a lane.
    #[must_use]
    pub fn lines(&self, width: usize, height: usize, strokes: Strokes) -> Vec<String> {
        let count = self.lanes.len();
        if count == 0 || height < count + BELOW || width < NAMES + 12 {
            return Vec::new();
        }
        let tall = ((height - BELOW + 1) / count).saturating_sub(1).clamp(1, TALLEST);
        let apart = usize::from(count * (tall + 1) <= height - BELOW + 1);
        let columns = width - NAMES;
        let mut lines = Vec::new();
        for (at, lane) in self.lanes.iter().enumerate() {
            if at > 0 {
                lines.extend(std::iter::repeat_n(row("", &self.empty(columns, strokes)), apart));
            }
            lines.extend(self.lane(lane, tall, columns, strokes));
        }
        lines.extend(self.below(columns, strokes));
        lines.iter().map(|line| line.trim_end().to_owned()).collect()
    }

    /// A row with the later treatments alone.
    fn empty(&self, columns: usize, strokes: Strokes) -> Vec<char> {
        let mut cells = vec![' '; columns];
        for day in &self.treatments {
            cells[self.column(*day, columns)] = strokes.treatment;
        }
        cells
    }

    fn lane(&self, lane: &Lane, tall: usize, columns: usize, strokes: Strokes) -> Vec<String> {
        let mut rows = vec![self.empty(columns, strokes); tall];
        let mut taken = vec![None; columns];
        for (day, scored) in &lane.marks {
            // Where two fall on one column, the later one shows; the list has both.
            taken[self.column(*day, columns)] = Some(*scored);
        }
        for (column, scored) in taken.into_iter().enumerate() {
            let Some(scored) = scored else { continue };
            let (up, symbol) = match scored {
                Scored::NotSure => (0, '?'),
                Scored::At(score) => (height_of(score, tall), char::from(b'0' + score.number())),
            };
            rows[tall - 1 - up][column] = symbol;
        }
        let name_at = tall / 2;
        let named = |(at, cells): (usize, &Vec<char>)| row(if at == name_at { &lane.name } else { "" }, cells);
        rows.iter().enumerate().map(named).collect()
    }

    fn below(&self, columns: usize, strokes: Strokes) -> Vec<String> {
        let mut floor = vec![strokes.floor; columns];
        let mut labels = vec![' '; columns + 4];
        let mut free = 0;
        for month in (0..).step_by(self.months_apart(columns)) {
            let day = month * 1461 / 48;
            if day > self.last {
                break;
            }
            let column = self.column(day, columns);
            floor[column] = strokes.tick;
            if column >= free {
                let label = month.to_string();
                labels[column..].iter_mut().zip(label.chars()).for_each(|(cell, digit)| *cell = digit);
                free = column + label.len() + 1;
            }
        }
        labels.truncate(columns);
        let scores = "1 the least, 5 the best, ? not sure";
        let legend = match self.treatments.as_slice() {
            [] => scores.to_owned(),
            _ => format!("{scores}, {} a later treatment", strokes.treatment),
        };
        vec![row("", &floor), row("month", &labels), legend]
    }

    /// So many months lie between two labels, so that they do not touch.
    fn months_apart(&self, columns: usize) -> usize {
        let months = usize::try_from(self.last * 48 / 1461).unwrap_or(1).max(1);
        [1, 2, 3, 6].into_iter().find(|apart| columns * apart / months >= 4).unwrap_or(12)
    }

    fn column(&self, day: i32, columns: usize) -> usize {
        let day = usize::try_from(day.clamp(0, self.last)).unwrap_or(0);
        let last = usize::try_from(self.last).unwrap_or(1).max(1);
        (day * columns.saturating_sub(1) / last).min(columns.saturating_sub(1))
    }
}

/// A name in its column, and the cells behind it.
fn row(name: &str, cells: &[char]) -> String {
    format!("{name:<NAMES$}{}", cells.iter().collect::<String>())
}

/// So many rows above the lowest lies a score in a lane so tall.
fn height_of(score: Score, tall: usize) -> usize {
    usize::from(score.number() - 1) * (tall - 1) / 4
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Aspect, Outcome};

    fn catalog() -> Catalog {
        let aspect = |name: &str| Aspect {
            id: name.to_lowercase().into(),
            name: name.to_owned(),
            question: String::new(),
            scores: std::array::from_fn(|_| String::new()),
            sources: Vec::new(),
        };
        Catalog { aspects: ["Tone", "Scars"].map(aspect).into(), ..Catalog::default() }
    }

    fn treatment(id: &str, on: &str) -> Treatment {
        Treatment::new(id.into(), on.parse().unwrap())
    }

    fn rated(on: &str, tone: u8, scars: Option<u8>) -> Outcome {
        let score = |number| Score::try_from(number).map_or(Scored::NotSure, Scored::At);
        let mut outcome = Outcome::new(on.into(), "t1".into(), on.parse().unwrap());
        outcome.ratings.insert("tone".into(), score(tone));
        outcome.ratings.extend(scars.map(|scars| ("scars".into(), score(scars))));
        outcome
    }

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-09-01T20:00:00+02:00").unwrap()
    }

    fn chart(diary: &Diary) -> OutcomeChart {
        OutcomeChart::new(diary, &diary.treatments[0], &catalog(), now())
    }

    fn course() -> Diary {
        Diary {
            treatments: vec![treatment("t1", "2026-03-02"), treatment("t2", "2026-04-13")],
            outcomes: vec![
                rated("2026-05-18", 4, None),
                rated("2026-03-09", 2, Some(3)),
                rated("2026-03-23", 3, Some(0)),
                rated("2026-08-24", 5, Some(4)),
            ],
            ..Diary::default()
        }
    }

    #[test]
    fn scores_stand_at_their_height_gaps_stay_gaps_and_later_treatments_are_marked() {
        let lines = chart(&course()).lines(70, 14, Strokes::ASCII);
        assert_eq!(
            lines,
            [
                "                         |                                        5",
                "                         |          4",
                "Tone               3     |",
                "               2         |",
                "                         |",
                "                         |",
                "                         |",
                "                         |                                        4",
                "Scars          3         |",
                "                         |",
                "                   ?     |",
                "             +--------+--------+--------+---------+--------+--------+-",
                "month        0        1        2        3         4        5        6",
                "1 the least, 5 the best, ? not sure, | a later treatment",
            ]
        );
    }

    proptest! {
        #[test]
        fn no_size_panics_and_every_line_fits(width in 0..200_usize, height in 0..60_usize, day in 0..1200_i64) {
            let mut diary = course();
            let late = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + chrono::TimeDelta::days(day);
            diary.outcomes.push(rated(&late.to_string(), 1, Some(5)));
            let lines = chart(&diary).lines(width, height, Strokes::UNICODE);
            prop_assert!(lines.len() <= height);
            prop_assert!(lines.iter().take(lines.len().saturating_sub(1)).all(|line| line.chars().count() <= width));
        }
    }
}
