//! What a treatment is hoped for.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a treatment is hoped for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// Signs of ageing in general.
    Ageing,
    /// Lines and wrinkles.
    Wrinkles,
    /// Rough or uneven skin, large pores.
    Texture,
    /// Firmer skin.
    Tightening,
    /// Dark or light patches.
    Discolouration,
    /// Scars, those of acne too.
    Scars,
    /// Stretch marks.
    StretchMarks,
    /// Thinning hair.
    Hair,
}

impl Goal {
    /// All goals.
    pub const ALL: [Self; 8] = [
        Self::Ageing,
        Self::Wrinkles,
        Self::Texture,
        Self::Tightening,
        Self::Discolouration,
        Self::Scars,
        Self::StretchMarks,
        Self::Hair,
    ];

    /// The name in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ageing => "ageing",
            Self::Wrinkles => "wrinkles",
            Self::Texture => "texture",
            Self::Tightening => "tightening",
            Self::Discolouration => "discolouration",
            Self::Scars => "scars",
            Self::StretchMarks => "stretch_marks",
            Self::Hair => "hair",
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::StretchMarks => "stretch marks",
            other => other.id(),
        }
    }

    /// The goal of that name, as people or files write it.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        Self::ALL.into_iter().find(|goal| goal.id() == text || goal.name() == text)
    }

    /// The goals in a list as people write it, such as `scars, texture`; doubles count once.
    ///
    /// # Errors
    /// What is no goal, and which goals there are.
    pub fn list(text: &str) -> Result<Vec<Self>, NoSuchGoal> {
        let mut goals = Vec::new();
        for word in text.split([',', ';']).map(str::trim).filter(|word| !word.is_empty()) {
            let goal = Self::named(word).ok_or_else(|| NoSuchGoal(word.chars().take(30).collect()))?;
            if !goals.contains(&goal) {
                goals.push(goal);
            }
        }
        Ok(goals)
    }
}

/// Text that is no goal.
#[derive(Debug, thiserror::Error)]
#[error(
    "\"{0}\" is no goal known here; there are ageing, wrinkles, texture, tightening, discolouration, scars, stretch marks, hair"
)]
pub struct NoSuchGoal(String);

/// Goals in words, with commas.
#[must_use]
pub fn in_words(goals: &[Goal]) -> String {
    goals.iter().map(|goal| goal.name()).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_back_what_it_says() {
        assert_eq!(Goal::list(&in_words(&Goal::ALL)).unwrap(), Goal::ALL);
        assert_eq!(Goal::list(" Scars;stretch_marks,scars,").unwrap(), [Goal::Scars, Goal::StretchMarks]);
        assert_eq!(Goal::list("").unwrap(), []);
    }

    #[test]
    fn an_unknown_word_is_told_which_there_are() {
        let words = Goal::list("scars, youth").unwrap_err().to_string();
        assert!(words.contains("youth") && Goal::ALL.iter().all(|goal| words.contains(goal.name())), "{words}");
    }

    #[test]
    fn a_goal_is_called_in_files_as_it_is_read_from_them() {
        for goal in Goal::ALL {
            assert_eq!(serde_json::to_value(goal).unwrap(), goal.id());
        }
    }
}
