//! What differs between two journals: what came, what went, and what has other values, in words for people.
//!
//! Uses its siblings in `domain` only.

mod facts;
mod telling;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::catalog::Catalog;
use super::diary::Diary;

pub use telling::Headings;

use facts::{Fact, Thing};

/// What a journal holds things of, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// What the patient said about themselves.
    Answers,
    /// A treatment.
    Treatment,
    /// A check-in.
    CheckIn,
    /// A rating of the result.
    Rating,
    /// A planned treatment.
    Plan,
    /// A task done, a thing used, or a provider's word about them.
    CareNote,
    /// Something that was done about a warning.
    Act,
}

/// What became of a thing on the way from the first journal to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Only the second has it.
    Added,
    /// Only the first has it.
    Gone,
    /// Both have it, with other values.
    Changed,
}

/// One value that is another; what a side does not say is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What the value is of, such as `redness`.
    pub name: String,
    /// In the first journal.
    pub before: Option<String>,
    /// In the second.
    pub after: Option<String>,
}

/// One thing that differs: its name in the journals that have it, and what of it is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differs {
    /// What it is.
    pub what: What,
    /// Its name in the first journal, where that has it.
    pub before: Option<String>,
    /// Its name in the second journal, where that has it.
    pub after: Option<String>,
    /// The values that are others, where both have it.
    pub values: Vec<Value>,
}

impl Differs {
    /// What became of it.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match (&self.before, &self.after) {
            (None, _) => Kind::Added,
            (Some(_), None) => Kind::Gone,
            (Some(_), Some(_)) => Kind::Changed,
        }
    }

    fn mirrored(self) -> Self {
        let swap = |Value { name, before, after }| Value { name, before: after, after: before };
        let Self { what, before, after, values } = self;
        Self { what, before: after, after: before, values: values.into_iter().map(swap).collect() }
    }
}

/// All that differs between two journals, sorted by what it is and when it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// One by one.
    pub differs: Vec<Differs>,
}

impl Difference {
    /// What differs between two journals. The order of things in a journal does not matter.
    #[must_use]
    pub fn between(before: &Diary, after: &Diary, catalog: &Catalog) -> Self {
        let mut sides: BTreeMap<_, (Option<Thing>, Option<Thing>)> = BTreeMap::new();
        for thing in facts::of(before, catalog) {
            let key = (thing.what, thing.key.clone());
            sides.entry(key).or_default().0 = Some(thing);
        }
        for thing in facts::of(after, catalog) {
            let key = (thing.what, thing.key.clone());
            sides.entry(key).or_default().1 = Some(thing);
        }
        let mut differs: Vec<_> = sides.into_values().filter_map(|(before, after)| compared(before, after)).collect();
        // The sort is stable, so that things of one moment stay in the order of their keys.
        differs.sort_by_key(|(when, differs)| (differs.what, *when));
        Self { differs: differs.into_iter().map(|(_, differs)| differs).collect() }
    }

    /// Whether nothing differs.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.differs.is_empty()
    }

    /// The difference on the way back, from the second journal to the first.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self { differs: self.differs.into_iter().map(Differs::mirrored).collect() }
    }

    /// The things that came, went or changed.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Differs> {
        self.differs.iter().filter(move |differs| differs.kind() == kind)
    }
}

/// What differs about a thing, if anything, and the second at which it is told.
fn compared(before: Option<Thing>, after: Option<Thing>) -> Option<(i64, Differs)> {
    let when = before.iter().chain(&after).map(|thing| thing.when).min()?;
    let what = before.iter().chain(&after).map(|thing| thing.what).min()?;
    let values = match (&before, &after) {
        (Some(before), Some(after)) => values(&before.facts, &after.facts),
        _ => Vec::new(),
    };
    let is_same = before.is_some() && after.is_some() && values.is_empty();
    let name = |thing: Option<Thing>| thing.map(|thing| thing.name);
    (!is_same).then(|| (when, Differs { what, before: name(before), after: name(after), values }))
}

fn values(before: &[Fact], after: &[Fact]) -> Vec<Value> {
    let mut sides: BTreeMap<_, (Option<&Fact>, Option<&Fact>)> = BTreeMap::new();
    for fact in before {
        sides.entry((fact.place, &fact.name)).or_default().0 = Some(fact);
    }
    for fact in after {
        sides.entry((fact.place, &fact.name)).or_default().1 = Some(fact);
    }
    let exact = |fact: Option<&Fact>| fact.map(|fact| fact.exact.clone());
    let shown = |fact: Option<&Fact>| fact.map(|fact| fact.shown.clone());
    sides
        .into_iter()
        .filter(|(_, (before, after))| exact(*before) != exact(*after))
        .map(|((_, name), (before, after))| Value { name: name.clone(), before: shown(before), after: shown(after) })
        .collect()
}
