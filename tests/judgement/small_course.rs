//! A small made-up course and the few rules it is judged by.

use std::sync::{Arc, LazyLock};

use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta};
use mendlog::domain::finding::Presence;
use mendlog::domain::now::now;
use mendlog::domain::warning::{Act, WarningEvent};
use mendlog::domain::{
    Answer, AssessedEntry, Assessment, Diary, Entry, Grade, Moment, Now, Protocol, Rating, Rule, Treatment, Warning,
    assess,
};
use mendlog::protocols::{Library, load};

pub static LIBRARY: LazyLock<Library> = LazyLock::new(|| load().unwrap());

/// A course after one treatment, done on day 0 at 10:00.
pub struct SmallCourse {
    pub diary: Diary,
    pub protocol: Protocol,
}

/// A moment such as "3" (day 3 at 20:00) or "3 09:00".
pub fn at(when: &str) -> DateTime<FixedOffset> {
    let (day, time) = when.split_once(' ').unwrap_or((when, "20:00"));
    let day_0 = DateTime::parse_from_rfc3339("2026-03-02T00:00:00+01:00").unwrap();
    let time = NaiveTime::parse_from_str(time, "%H:%M").unwrap() - NaiveTime::MIN;
    day_0 + TimeDelta::days(day.parse().unwrap()) + time
}

pub fn grade(number: u8) -> Grade {
    Grade::try_from(number).unwrap()
}

/// A rule of this level with these conditions; its name is also its title.
pub fn rule(id: &str, triage: &str, when: &str) -> Rule {
    let text = format!(
        "id = '{id}'\ntriage = '{triage}'\ntitle = '{id}'\nwhen = [{when}]\nwhy = ''\nadvice = ''\nsources = []"
    );
    toml::from_str(&text).unwrap_or_else(|error| panic!("{error}"))
}

/// The labels of the entries that show what the condition asks for.
pub fn shown(condition: &str, entries: &[(&str, &str)]) -> Vec<String> {
    SmallCourse::judged_by(condition).with(entries).shown("asked")
}

impl SmallCourse {
    /// Judged by one rule, "asked", that rings the clinic when the condition holds.
    pub fn judged_by(condition: &str) -> Self {
        Self::by_rules(vec![rule("asked", "contact_provider", condition)])
    }

    pub fn by_rules(rules: Vec<Rule>) -> Self {
        let rules = rules.into_iter().map(Arc::new).collect();
        let protocol = Protocol { rules, modifiers: Vec::new(), ..LIBRARY.standard().clone() };
        let mut diary = Diary::default();
        diary.treatments.push(Treatment::new("t1".into(), Moment::At(at("0 10:00"))));
        Self { diary, protocol }
    }

    pub fn with(mut self, entries: &[(&str, &str)]) -> Self {
        for (when, says) in entries {
            self.on(when, says);
        }
        self
    }

    /// An entry such as ("3 09:00", "redness 2, pain ?, pus yes, fever no"), named by its moment.
    pub fn on(&mut self, when: &str, says: &str) -> &mut Entry {
        let mut entry = Entry::new(when.into(), "t1".into(), Moment::At(at(when)));
        for (name, answer) in says.split(", ").filter_map(|said| said.split_once(' ')) {
            let symptom = self.protocol.catalog.symptom(&name.into()).map(|symptom| symptom.id.clone());
            match (symptom, answer) {
                (Some(symptom), "?") => _ = entry.grades.insert(symptom, Rating::NotSure),
                (Some(symptom), number) => _ = entry.grades.insert(symptom, grade(number.parse().unwrap()).into()),
                (None, "yes") => _ = entry.signs.insert(name.into(), Answer::Yes),
                (None, "no") => _ = entry.signs.insert(name.into(), Answer::No),
                (None, _) => _ = entry.signs.insert(name.into(), Answer::NotSure),
            }
        }
        self.diary.entries.push(entry);
        self.diary.entries.last_mut().unwrap()
    }

    pub fn treatment(&mut self) -> &mut Treatment {
        self.diary.treatments.iter_mut().find(|treatment| treatment.id.as_str() == "t1").unwrap()
    }

    /// A treatment so many days before, at the same hour.
    pub fn treated_before(&mut self, id: &str, days: i64) -> &mut Treatment {
        let moment = Moment::At(at("0 10:00") - TimeDelta::days(days));
        self.diary.treatments.push(Treatment::new(id.into(), moment));
        self.diary.treatments.last_mut().unwrap()
    }

    pub fn act(&mut self, rule: &str, when: &str, act: Act) {
        self.diary.events.push(WarningEvent { treatment: "t1".into(), rule: rule.into(), at: at(when), act });
    }

    pub fn assessment(&self) -> Assessment {
        let treatment = self.diary.treatment(&"t1".into()).unwrap();
        assess(&self.diary.healing(treatment), &self.protocol)
    }

    /// The labels of the entries that show what the rule asks for.
    pub fn shown(&self, rule: &str) -> Vec<String> {
        let shows = |entry: &&AssessedEntry| {
            let mut found = entry.findings.iter().filter(|finding| finding.rule.id.as_str() == rule);
            found.any(|finding| finding.presence == Presence::Shown)
        };
        self.assessment().entries.iter().filter(shows).map(|entry| entry.entry.id.to_string()).collect()
    }

    /// The warnings and quiet episodes of a rule.
    pub fn episodes(&self, rule: &str) -> Vec<Warning> {
        self.assessment().episodes.into_iter().filter(|episode| episode.rule.id.as_str() == rule).collect()
    }

    /// Whether the last episode of the rule is open after all entries.
    pub fn is_open(&self, rule: &str) -> bool {
        self.episodes(rule).last().is_some_and(Warning::is_open)
    }

    pub fn now(&self, when: &str) -> Now {
        now(&self.diary, |_| &self.protocol, Moment::At(at(when)))
    }
}
