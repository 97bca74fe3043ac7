//! Whole courses written for people to read, and what came close at their end.

use std::collections::BTreeMap;

use mendlog::domain::Answer;
use mendlog::domain::closeness_words::lacking;
use serde::Deserialize;

use crate::patient::{LIBRARY, close_to, diary, evening, why_last};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stories {
    story: Vec<Story>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    told: String,
    entries: Vec<Evening>,
    close: Vec<(String, String)>,
    not_close: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Evening {
    day: i64,
    grades: BTreeMap<String, u8>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
    #[serde(default)]
    unsure: Vec<String>,
}

impl Evening {
    fn entry(&self) -> mendlog::domain::Entry {
        let grades: Vec<_> = self.grades.iter().map(|(id, grade)| (id.as_str(), *grade)).collect();
        let answered = [(&self.yes, Answer::Yes), (&self.no, Answer::No), (&self.unsure, Answer::NotSure)];
        let signs = answered.iter().flat_map(|(ids, answer)| ids.iter().map(|id| (id.as_str(), *answer)));
        evening(self.day, &grades, &signs.collect::<Vec<_>>())
    }
}

#[test]
fn what_came_close_is_what_the_story_says() {
    let stories: Stories = toml::from_str(include_str!("stories.toml")).unwrap();
    for Story { told: story, entries, close, not_close } in stories.story {
        let why = why_last(&diary(entries.iter().map(Evening::entry).collect()));
        let near: Vec<_> = why.close.iter().map(|close| close.rule.id.as_str()).collect();
        for (rule, words) in close {
            let Some(close) = close_to(&why, &rule) else { panic!("{story}\n{rule} is not among {near:?}") };
            let lacking = lacking(close, &why.judged, &LIBRARY.catalog);
            assert!(lacking.contains(&words), "{story}\n{rule}: {words:?} is not among {lacking:#?}");
        }
        for rule in not_close {
            assert!(LIBRARY.standard().rule(&rule).is_some(), "no rule is called {rule}");
            assert!(!near.contains(&rule.as_str()), "{story}\n{rule} is not close: {near:?}");
        }
    }
}
