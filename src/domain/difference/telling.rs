//! A difference in lines to read: what comes, what goes, what becomes another, and not too many of them.
//!
//! Uses its siblings in `domain` only.

use super::{Difference, Differs, Kind, Value, What};

/// What stands above what came, what went and what changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headings {
    /// Above what only the second journal has.
    pub added: &'static str,
    /// Above what only the first journal has.
    pub gone: &'static str,
    /// Above what both have with other values.
    pub changed: &'static str,
}

/// Of a thing with many other values so many are told.
const VALUES: usize = 6;

impl Difference {
    /// Everything in lines, what goes first; of more than `most` things some of each kind, and the others counted.
    #[must_use]
    pub fn told(&self, headings: Headings, most: usize) -> Vec<String> {
        let kinds = [(Kind::Gone, headings.gone), (Kind::Added, headings.added), (Kind::Changed, headings.changed)];
        let groups = kinds.map(|(kind, heading)| (heading, self.of_kind(kind).collect::<Vec<_>>()));
        let room = shared([groups[0].1.len(), groups[1].1.len(), groups[2].1.len()], most);
        let groups = groups.iter().zip(room).filter(|((_, group), _)| !group.is_empty());
        groups.flat_map(|((heading, group), room)| in_lines(heading, group, room)).collect()
    }
}

/// How many of each group are told, so that all together are at most so many and none takes the room of another.
fn shared(sizes: [usize; 3], most: usize) -> [usize; 3] {
    let mut room = [0; 3];
    for _ in 0..most {
        let waiting = (0..3).filter(|at| room[*at] < sizes[*at]);
        match waiting.min_by_key(|at| room[*at]) {
            Some(next) => room[next] += 1,
            None => break,
        }
    }
    room
}

fn in_lines(heading: &str, group: &[&Differs], room: usize) -> Vec<String> {
    let mut lines = vec![format!("{heading} ({}):", group.len())];
    lines.extend(group.iter().take(room).map(|differs| format!("  {}", differs.words())));
    if group.len() > room {
        lines.push(format!("  and {}", counted(&group[room..])));
    }
    lines
}

impl Differs {
    /// Its name, and what of it is another.
    #[must_use]
    pub fn words(&self) -> String {
        let name = self.before.as_ref().or(self.after.as_ref()).map_or("", String::as_str);
        if self.values.is_empty() {
            return name.to_owned();
        }
        let values = self.values.iter().take(VALUES).map(Value::words).collect::<Vec<_>>().join("; ");
        match self.values.len().saturating_sub(VALUES) {
            0 => format!("{name}: {values}"),
            1 => format!("{name}: {values}; and another value"),
            more => format!("{name}: {values}; and {more} other values"),
        }
    }
}

impl Value {
    fn words(&self) -> String {
        let said = |side: &Option<String>| side.clone().unwrap_or_else(|| "not said".to_owned());
        let (before, after) = (said(&self.before), said(&self.after));
        // Two values may differ where what is shown of them does not: at the end of a long note, or in the offset of a clock.
        if before == after { format!("{} differs", self.name) } else { format!("{} {before} to {after}", self.name) }
    }
}

impl What {
    const ALL: [Self; 7] =
        [Self::Answers, Self::Treatment, Self::CheckIn, Self::Rating, Self::Plan, Self::CareNote, Self::Act];

    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Answers => ("set of answers about yourself", "sets of answers about yourself"),
            Self::Treatment => ("treatment", "treatments"),
            Self::CheckIn => ("check-in", "check-ins"),
            Self::Rating => ("rating", "ratings"),
            Self::Plan => ("plan", "plans"),
            Self::CareNote => ("note about care", "notes about care"),
            Self::Act => ("act about a warning", "acts about warnings"),
        }
    }
}

/// How many things of each sort: `12 more: 10 check-ins, 2 ratings`.
fn counted(rest: &[&Differs]) -> String {
    let of = |what: What| rest.iter().filter(|differs| differs.what == what).count();
    let counts = What::ALL.into_iter().map(|what| (of(what), what.names())).filter(|(count, _)| *count > 0);
    let counts = counts.map(|(count, (one, many))| format!("{count} {}", if count == 1 { one } else { many }));
    format!("{} more: {}", rest.len(), counts.collect::<Vec<_>>().join(", "))
}
