//! A journal taken apart into things and what they say, each with a name for people.
//!
//! Uses its siblings in `domain` only.

use chrono::{DateTime, FixedOffset};

use super::What;
use crate::domain::care_record::{CareNote, Says};
use crate::domain::catalog::Catalog;
use crate::domain::day::{DayEnd, Moment};
use crate::domain::diary::Diary;
use crate::domain::entry::Entry;
use crate::domain::id::TreatmentId;
use crate::domain::outcome::Outcome;
use crate::domain::patient::{PatientFact, SkinType};
use crate::domain::plan::Plan;
use crate::domain::product::{Product, UsedAt, in_words};
use crate::domain::symptom::Rating;
use crate::domain::text::clean_line;
use crate::domain::treatment::{Area, Device, Passes, Provider, Treatment};
use crate::domain::warning::WarningEvent;
use crate::domain::{Answer, Scored, goal};

/// So many characters of a text are shown.
const SHOWN: usize = 40;

/// Places behind all others.
const GRADES: u8 = u8::MAX - 1;
const SIGNS: u8 = u8::MAX;

/// One thing of a journal.
pub(super) struct Thing {
    pub what: What,
    /// The same in both journals.
    pub key: String,
    /// The second it is sorted by.
    pub when: i64,
    pub name: String,
    pub facts: Vec<Fact>,
}

/// One value that a thing has.
pub(super) struct Fact {
    /// Facts are told in the order of their places, and by name within one.
    pub place: u8,
    pub name: String,
    /// The value without loss.
    pub exact: String,
    /// The value for people.
    pub shown: String,
}

/// Everything in a journal.
pub(super) fn of(diary: &Diary, catalog: &Catalog) -> Vec<Thing> {
    let mut things = vec![answers(diary)];
    things.extend(diary.treatments.iter().map(|treatment| of_treatment(treatment, diary.day_end)));
    things.extend(diary.entries.iter().map(|entry| of_entry(entry, diary, catalog)));
    things.extend(diary.outcomes.iter().map(|outcome| of_outcome(outcome, diary, catalog)));
    things.extend(diary.plans.iter().map(of_plan));
    things.extend(diary.care.notes().map(|note| of_care(&note)));
    things.extend(diary.events.iter().map(of_event));
    things
}

/// Collects facts; what is not said makes none.
#[derive(Default)]
struct Facts(Vec<Fact>);

impl Facts {
    fn told(mut self, name: &str, exact: String, shown: String) -> Self {
        let place = u8::try_from(self.0.len()).unwrap_or(u8::MAX);
        self.0.push(Fact { place, name: name.to_owned(), exact, shown });
        self
    }

    /// A value that may be missing keeps its place all the same.
    fn perhaps<T: ToString>(self, name: &str, value: Option<T>) -> Self {
        let text = value.map_or(String::new(), |value| value.to_string());
        self.text(name, &text)
    }

    fn text(self, name: &str, text: &str) -> Self {
        self.told(name, text.to_owned(), shortened(text))
    }

    fn yes_no(self, name: &str, answer: Option<bool>) -> Self {
        self.perhaps(name, answer.map(|yes| if yes { "yes" } else { "no" }))
    }

    fn moment(self, name: &str, moment: Moment) -> Self {
        self.told(name, moment.to_string(), moment_in_words(moment))
    }

    fn clock(self, name: &str, at: Option<DateTime<FixedOffset>>) -> Self {
        match at {
            Some(at) => self.moment(name, Moment::At(at)),
            None => self.text(name, ""),
        }
    }

    fn provider(self, provider: &Provider) -> Self {
        let Provider { name, phone, out_of_hours } = provider;
        self.text("provider", name).text("phone", phone).text("out of hours", out_of_hours)
    }

    /// A list in which anything may be missing: its facts share one place and are known by their names.
    fn list(mut self, place: u8, facts: impl Iterator<Item = (String, String)>) -> Self {
        self.0.extend(facts.map(|(name, exact)| Fact { place, name, shown: exact.clone(), exact }));
        self
    }

    /// Products are written as people do, which does not tell a kind from a name.
    fn products(self, name: &str, products: &[Product], used_at: UsedAt) -> Self {
        let own: Vec<_> = products.iter().filter(|product| product.used_at == used_at).collect();
        let exact = if own.is_empty() { String::new() } else { format!("{own:?}") };
        self.told(name, exact, shortened(&in_words(products, used_at)))
    }

    /// Without what is not said.
    fn all(self) -> Vec<Fact> {
        self.0.into_iter().filter(|fact| !fact.exact.is_empty()).collect()
    }
}

fn answers(diary: &Diary) -> Thing {
    let hour = diary.day_end.hour().to_string();
    let said = Facts::default()
        .perhaps("your skin type", diary.patient.skin_type.map(SkinType::number))
        .text("the hour your day ends", &hour);
    let facts =
        PatientFact::ALL.into_iter().fold(said, |facts, fact| facts.yes_no(fact.words(), diary.patient.fact(fact)));
    let name = "what you said about yourself".to_owned();
    Thing { what: What::Answers, key: String::new(), when: 0, name, facts: facts.all() }
}

fn of_treatment(treatment: &Treatment, day_end: DayEnd) -> Thing {
    // Each field by name, so that a new one is not forgotten here.
    let Treatment {
        id,
        performed_at,
        protocol,
        device,
        needle_depth,
        area,
        prp,
        at_home,
        passes,
        products,
        goals,
        severity_before,
        active_lesions,
        retinoid_resumed_on,
        provider,
        cost,
        note,
    } = treatment;
    let facts = Facts::default()
        .moment("its time", *performed_at)
        .text("protocol", protocol)
        .perhaps("device", device.map(Device::name))
        .perhaps("needle depth", *needle_depth)
        .perhaps("area", area.as_ref().map(Area::name))
        .yes_no("PRP", *prp)
        .yes_no("done at home", *at_home)
        .perhaps("passes", passes.map(Passes::number))
        .products("used on the skin", products, UsedAt::Clinic)
        .products("given for home", products, UsedAt::Home)
        .text("goals", &goal::in_words(goals))
        .perhaps("how marked before", *severity_before)
        .yes_no("sore or broken skin", *active_lesions)
        .perhaps("retinoid again on", *retinoid_resumed_on)
        .provider(provider)
        .perhaps("cost", cost.as_ref())
        .text("note", note);
    let name = format!("treatment of {}", date_in_words(performed_at.date(day_end)));
    Thing { what: What::Treatment, key: id.to_string(), when: second(*performed_at), name, facts: facts.all() }
}

fn of_entry(entry: &Entry, diary: &Diary, catalog: &Catalog) -> Thing {
    let Entry { id, treatment, at, recorded_at, grades, signs, note } = entry;
    let rating = |rating: &Rating| rating.grade().map_or("not sure".to_owned(), |grade| grade.to_string());
    let grades = grades.iter().map(|(id, given)| (catalog.symptom_name(id).to_lowercase(), rating(given)));
    let answer = |answer: &Answer| answer.word().to_owned();
    let signs = signs.iter().map(|(id, given)| (catalog.sign_name(id).to_lowercase(), answer(given)));
    let facts = Facts::default()
        .text("treatment", treatment.as_str())
        .moment("its time", *at)
        .clock("typed", *recorded_at)
        .text("note", note)
        .list(GRADES, grades)
        .list(SIGNS, signs);
    let name = format!("check-in {}", about(diary, treatment, *at));
    Thing { what: What::CheckIn, key: id.to_string(), when: second(*at), name, facts: facts.all() }
}

fn of_outcome(outcome: &Outcome, diary: &Diary, catalog: &Catalog) -> Thing {
    let Outcome { id, treatment, at, recorded_at, ratings } = outcome;
    let score = |scored: Scored| scored.score().map_or("not sure".to_owned(), |score| score.to_string());
    let ratings = ratings.iter().map(|(id, scored)| {
        let name = catalog.aspect(id).map_or(id.as_str(), |aspect| &aspect.name);
        (name.to_lowercase(), score(*scored))
    });
    let facts = Facts::default()
        .text("treatment", treatment.as_str())
        .moment("its time", *at)
        .clock("typed", *recorded_at)
        .list(GRADES, ratings);
    let name = format!("rating {}", about(diary, treatment, *at));
    Thing { what: What::Rating, key: id.to_string(), when: second(*at), name, facts: facts.all() }
}

fn of_plan(plan: &Plan) -> Thing {
    let Plan { id, at, provider, note } = plan;
    let facts = Facts::default().moment("its time", *at).provider(provider).text("note", note);
    let name = format!("plan for {}", moment_in_words(*at));
    Thing { what: What::Plan, key: id.to_string(), when: second(*at), name, facts: facts.all() }
}

/// Nothing but its own words tells one note about care from another.
fn of_care(note: &CareNote) -> Thing {
    let about = clean_line(note.about()).replace('_', " ");
    let (kind, words) = match note {
        CareNote::Tick(_) => ("tick", format!("task done: {about}")),
        CareNote::Use(_) => ("use", format!("used: {about}")),
        CareNote::Told(told) => ("told", format!("your provider's word on {about}: {}", says(told.says))),
    };
    let (treatment, at) = (note.treatment(), note.at());
    let key = format!("{treatment}\n{kind}\n{}\n{at}\n{words}", note.about());
    let name = format!("{words}, {}", moment_in_words(at));
    Thing { what: What::CareNote, key, when: second(at), name, facts: Vec::new() }
}

fn says(says: Says) -> String {
    match says {
        Says::Until(after) => format!("until {after}"),
        Says::Do => "do it".to_owned(),
        Says::LeaveOut => "leave it out".to_owned(),
    }
}

fn of_event(event: &WarningEvent) -> Thing {
    let WarningEvent { treatment, rule, at, act } = event;
    let days = act.better_within().map_or(String::new(), |within| within.to_string());
    let key =
        format!("{treatment}\n{rule}\n{}\n{}\n{days}\n{}", at.to_rfc3339(), act.id(), act.words().unwrap_or_default());
    let done = match act.words().map(shortened).filter(|words| !words.is_empty()) {
        Some(words) => format!("{}, \"{words}\"", act.id()),
        None => act.id().to_owned(),
    };
    let name = format!("about the warning {rule}: {done}, {}", moment_in_words(Moment::At(*at)));
    Thing { what: What::Act, key, when: at.timestamp(), name, facts: Vec::new() }
}

/// Which day after which treatment, and when.
fn about(diary: &Diary, treatment: &TreatmentId, at: Moment) -> String {
    let when = moment_in_words(at);
    match diary.treatment(treatment) {
        None => when,
        Some(treatment) => format!("of day {}, {when}", treatment.day_of(at, diary.day_end)),
    }
}

fn second(moment: Moment) -> i64 {
    moment.instant(moment.offset()).timestamp()
}

fn moment_in_words(moment: Moment) -> String {
    match moment {
        Moment::At(at) => at.format("%-d %B %Y, %H:%M").to_string(),
        Moment::On(date) => date_in_words(date),
    }
}

fn date_in_words(date: chrono::NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// A text on one line, harmless, and not too long.
fn shortened(text: &str) -> String {
    let line = clean_line(text);
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
