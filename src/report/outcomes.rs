//! The ratings of the result in words.
//!
//! May use `domain`.

use crate::domain::{Aspect, AspectId, Catalog, Outcome, Scored};

/// Said wherever ratings are shown: what they are not.
pub const NO_DANGER_SIGNS: &str =
    "Ratings raise no warning. What is new, growing or painful belongs in a check-in, with its danger signs.";

/// A rating in a line: `tone 3, scars not sure`, in the order of the form.
#[must_use]
pub fn in_short(outcome: &Outcome, catalog: &Catalog) -> String {
    let one = |(aspect, scored): (&Aspect, Scored)| format!("{} {}", aspect.name.to_lowercase(), number(scored));
    answered(outcome, catalog).map(one).collect::<Vec<_>>().join(", ")
}

/// What was rated, each aspect with its score, in the order of the form.
pub fn answered<'a>(outcome: &'a Outcome, catalog: &'a Catalog) -> impl Iterator<Item = (&'a Aspect, Scored)> {
    catalog.aspects.iter().filter_map(|aspect| Some((aspect, *outcome.ratings.get(&aspect.id)?)))
}

/// A score with what it means: `3 of 5, uneven in some places`.
#[must_use]
pub fn in_words(aspect: &Aspect, scored: Scored) -> String {
    match scored {
        Scored::NotSure => "not sure".to_owned(),
        Scored::At(score) => format!("{score} of 5, {}", aspect.words(score)),
    }
}

/// A score as a number.
#[must_use]
pub fn number(scored: Scored) -> String {
    scored.score().map_or_else(|| "not sure".to_owned(), |score| score.to_string())
}

/// What to say when something that could be a sign is scored lower than before; nothing else is said about scores.
#[must_use]
pub fn lower_in_words(outcome: &Outcome, before: Option<&Outcome>, catalog: &Catalog) -> Option<String> {
    let could_be_sign = |aspect: &&AspectId| matches!(aspect.as_str(), "pigment" | "scars");
    let lower: Vec<_> = outcome.lower_than(before?).filter(could_be_sign).collect();
    let names: Vec<_> = lower.iter().filter_map(|id| Some(catalog.aspect(id)?.name.to_lowercase())).collect();
    (!names.is_empty()).then(|| {
        format!(
            "You scored {} lower than last time. If a patch or scar is new, growing or raised, say so in a check-in: its \
             danger signs are judged, ratings are not.",
            names.join(" and ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Moment, Score};

    fn catalog() -> Catalog {
        let aspect = |id: &str| Aspect {
            id: id.into(),
            name: id.to_owned(),
            question: String::new(),
            scores: std::array::from_fn(|score| format!("like {}", score + 1)),
            sources: Vec::new(),
        };
        Catalog { aspects: ["tone", "pigment"].map(aspect).into(), ..Catalog::default() }
    }

    fn rated(tone: u8, pigment: u8) -> Outcome {
        let score = |number| Score::try_from(number).map_or(Scored::NotSure, Scored::At);
        let mut outcome = Outcome::new("r".into(), "t1".into(), "2026-03-30".parse::<Moment>().unwrap());
        outcome.ratings = [("tone".into(), score(tone)), ("pigment".into(), score(pigment))].into();
        outcome
    }

    #[test]
    fn a_rating_is_said_in_the_order_of_the_form() {
        let outcome = rated(3, 0);
        assert_eq!(in_short(&outcome, &catalog()), "tone 3, pigment not sure");
        assert_eq!(in_words(&catalog().aspects[0], outcome.ratings["tone"]), "3 of 5, like 3");
    }

    #[test]
    fn only_what_could_be_a_sign_is_pointed_out() {
        let words = |now: &Outcome, before: &Outcome| lower_in_words(now, Some(before), &catalog());
        assert_eq!(words(&rated(1, 4), &rated(5, 4)), None);
        assert_eq!(words(&rated(4, 4), &rated(4, 3)), None);
        assert!(words(&rated(4, 2), &rated(4, 3)).unwrap().contains("scored pigment lower"));
        assert_eq!(lower_in_words(&rated(1, 1), None, &catalog()), None);
    }
}
