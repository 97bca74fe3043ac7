//! One made-up course: a journal, and what a careful nurse would say to each of its entries.
//!
//! Courses are numbered; the number alone decides everything. Even ones are ordinary, odd ones grow a complication.

use crate::domain::{Answer, Day, Diary, Entry, Grade, Moment, PatientFact, Rating, SymptomId, Treatment, Triage};

use super::chance::Dice;
use super::complaint::Complaint;
use super::complication::{Complication, Grown, Growth, Need};
use super::ordinary::Healing;
use super::person::{Person, SignHabit};
use super::visits::{Told, Visit, visits};
use super::words::Words;

/// What kind of course it is.
#[derive(Clone, Copy, Debug)]
pub enum Nature {
    /// Nothing but healing.
    Ordinary,
    /// Healing with this in it.
    Complicated(&'static Complication),
}

impl Nature {
    /// In one word: the complication, or that there is none.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Complicated(complication) => complication.id,
        }
    }
}

/// What a careful nurse would say to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Truth {
    /// Anything quieter misses it.
    pub least: Triage,
    /// Anything louder is too loud.
    pub most: Triage,
}

impl Truth {
    const ORDINARY: Self = Self { least: Triage::Expected, most: Triage::Watch };
}

/// A made-up course.
#[derive(Clone, Debug)]
pub struct Course {
    /// Its number, which makes it again.
    pub number: u64,
    /// What kind it is.
    pub nature: Nature,
    /// The journal.
    pub diary: Diary,
    /// The truth about each entry of the journal, in the same order, the order of time.
    pub truths: Vec<Truth>,
    person: Person,
    healing: Healing,
}

impl Course {
    /// Makes the course of that number.
    #[must_use]
    pub fn new(number: u64, words: &Words<'_>) -> Self {
        let mut dice = Dice::new(number);
        let mut person = Person::new(&mut dice);
        let growth = (number % 2 == 1).then(|| Growth::new(&mut person, &mut dice));
        let healing = Healing::new(&person, &mut dice);
        let visits = match &growth {
            None => {
                let days = dice.whole(7, 60);
                visits(&person, days, &[], &mut dice)
            }
            Some(growth) => {
                let worried = growth.worried_hours(&mut dice);
                let days = growth.last_day(&mut dice);
                visits(&person, days, &worried, &mut dice)
            }
        };
        let entries = entries(&person, &healing, growth.as_ref(), words, &visits, &mut dice);
        let truths = visits.iter().map(|visit| truth(&person, growth.as_ref(), visit.hours)).collect();
        let treatments = treatments(&person, growth.as_ref(), &mut dice);
        let nature = growth.map_or(Nature::Ordinary, |growth| Nature::Complicated(growth.complication));
        let patient = person.patient.clone();
        let diary = Diary { patient, day_end: person.day_end, treatments, entries, ..Diary::default() };
        Self { number, nature, diary, truths, person, healing }
    }

    /// The day on which a complaint of the healing itself is gone for good, as this person grades: known from how the course
    /// was made, not from its entries. Nothing where it is never noticed.
    #[must_use]
    pub fn gone_for_good(&self, symptom: &SymptomId) -> Option<Day> {
        let complaint = Complaint::ALL.into_iter().find(|complaint| complaint.id() == symptom.as_str())?;
        let hours = self.healing.gone_for_good(complaint, self.person.style.shift)?;
        Some(self.treatment().day_of(Moment::At(self.person.at(hours)), self.person.day_end))
    }

    /// The same course with an earlier treatment of the same person in its journal, with its entries.
    #[must_use]
    pub fn after(mut self, earlier: Earlier, words: &Words<'_>) -> Self {
        let mut dice = Dice::new(self.number ^ EARLIER);
        let healing = match earlier {
            Earlier::Alike => self.healing.again(&self.person, &mut dice),
            Earlier::Unlike => Healing::new(&self.person, &mut dice),
        };
        let mut person = self.person.clone();
        person.start = self.person.at(-24.0 * f64::from(dice.whole(28, 70)));
        person.treatment.id = "t0".into();
        person.treatment.performed_at = Moment::At(person.start);
        let visits = visits(&person, 20, &[], &mut dice);
        let mut entries = entries(&person, &healing, None, words, &visits, &mut dice);
        for entry in &mut entries {
            entry.id = format!("t0-{}", entry.id).into();
        }
        self.diary.entries.extend(entries);
        self.diary.treatments = vec![self.person.treatment.clone(), person.treatment];
        self
    }

    /// The treatment that the course follows.
    #[must_use]
    pub fn treatment(&self) -> &Treatment {
        &self.diary.treatments[0]
    }
}

/// What an earlier treatment of the same person was like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// It went about as this one.
    Alike,
    /// It has nothing in common with this one but the person and the treatment.
    Unlike,
}

/// Sets the dice of an earlier treatment apart from those of the course.
const EARLIER: u64 = 1 << 63;

fn entries(
    person: &Person,
    healing: &Healing,
    growth: Option<&Growth>,
    words: &Words<'_>,
    visits: &[Visit],
    dice: &mut Dice,
) -> Vec<Entry> {
    let mut writer = Writer { person, healing, growth, words, lowest: [4; 13] };
    visits.iter().enumerate().map(|(index, visit)| writer.entry(index, *visit, dice)).collect()
}

/// What is true after the end is only that it need not be louder than before. Weak immunity lowers the bar to call, so
/// that advice the same day is never too loud for whatever may be an infection.
fn truth(person: &Person, growth: Option<&Growth>, hours: f64) -> Truth {
    let Some(growth) = growth else { return Truth::ORDINARY };
    let bar = if person.patient.has(PatientFact::WeakImmunity) { Triage::Urgent } else { Triage::Expected };
    match growth.stage(hours) {
        Some(Grown { least, most, .. }) => Truth { least: *least, most: bar.max(*most) },
        None if growth.is_over(hours) => {
            let most = growth.stages().iter().map(|stage| stage.most).max().unwrap_or_default();
            Truth { least: Triage::Expected, most: bar.max(most) }
        }
        None => Truth::ORDINARY,
    }
}

fn treatments(person: &Person, growth: Option<&Growth>, dice: &mut Dice) -> Vec<Treatment> {
    let needed = growth.and_then(|growth| {
        growth.complication.needs.iter().find_map(|need| match need {
            Need::TreatedDaysBefore(soonest, latest) => Some(dice.whole(*soonest, *latest)),
            _ => None,
        })
    });
    let days = needed.or_else(|| dice.falls(0.25).then(|| dice.whole(28, 70)));
    let earlier = days.map(|days| {
        let at = person.at(-24.0 * f64::from(days));
        Treatment { id: "t0".into(), performed_at: Moment::At(at), ..person.treatment.clone() }
    });
    std::iter::once(person.treatment.clone()).chain(earlier).collect()
}

struct Writer<'a> {
    person: &'a Person,
    healing: &'a Healing,
    growth: Option<&'a Growth>,
    words: &'a Words<'a>,
    /// The lowest grade written so far from the second day on.
    lowest: [u8; Complaint::COUNT],
}

impl Writer<'_> {
    fn entry(&mut self, index: usize, visit: Visit, dice: &mut Dice) -> Entry {
        let at = self.person.at(visit.hours);
        let moment = match visit.told {
            Told::ByDate => Moment::On(at.date_naive()),
            _ => Moment::At(at),
        };
        let mut entry = Entry::new(format!("e{index:03}").into(), self.person.treatment.id.clone(), moment);
        entry.recorded_at = match visit.told {
            Told::AtOnce => Some(self.person.at(visit.hours + dice.between((0.02, 0.2)))),
            Told::Late(hours) => Some(self.person.at(visit.hours + f64::from(hours))),
            Told::ByDate => Some(self.person.at(visit.hours + dice.between((18.0, 60.0)))),
            Told::Untimed => None,
        };
        let stage = self.growth.and_then(|growth| growth.stage(visit.hours));
        self.grade(&mut entry, visit.hours, stage, dice);
        self.answer(&mut entry, visit.hours, stage, dice);
        entry
    }

    fn grade(&mut self, entry: &mut Entry, hours: f64, stage: Option<&Grown>, dice: &mut Dice) {
        let mut grades = Vec::with_capacity(Complaint::COUNT);
        for complaint in Complaint::ALL {
            let shown = stage.and_then(|stage| shown(stage, complaint)).or_else(|| self.left_over(complaint, hours));
            let thorough = if complaint == Complaint::Redness { 0.97 } else { self.person.style.thorough };
            if !dice.falls(thorough) && shown.is_none() {
                continue;
            }
            if shown.is_none() && dice.falls(0.008) {
                grades.push((self.words.symptom(complaint), Rating::NotSure));
                continue;
            }
            let ordinary = self.ordinary_grade(complaint, hours, dice);
            let grade = match shown {
                Some(Shown::Gone) => 0,
                Some(Shown::AtLeast(grade)) => grade.max(ordinary),
                None => ordinary,
            };
            if hours >= 20.0 {
                self.lowest[complaint as usize] = self.lowest[complaint as usize].min(grade);
            }
            grades.push((self.words.symptom(complaint), Rating::Graded(Grade::try_from(grade).unwrap_or_default())));
        }
        entry.grades = grades.into_iter().collect();
    }

    /// What the patient writes for the level that is there: their own style, a wobble of a grade at times, and never a
    /// climb of two grades in something that only goes down.
    fn ordinary_grade(&self, complaint: Complaint, hours: f64, dice: &mut Dice) -> u8 {
        let level = self.healing.level(complaint, hours);
        let noise = 0.2 * dice.around_zero();
        let wobble = if dice.falls(0.04) { if dice.falls(0.5) { 1.0 } else { -1.0 } } else { 0.0 };
        if level <= 0.1 {
            return 0;
        }
        let style = self.person.style;
        let first = if hours < 3.0 { style.first_hours } else { 0.0 };
        let grade = rounded(level + style.shift.min(level) + first + noise + wobble);
        let grade = grade.min(complaint.highest_ordinary(hours));
        if hours >= 44.0 && complaint.only_falls() { grade.min(self.lowest[complaint as usize] + 1) } else { grade }
    }

    /// What treatment has not yet taken away.
    fn left_over(&self, complaint: Complaint, hours: f64) -> Option<Shown> {
        let growth = self.growth.filter(|growth| growth.is_over(hours))?;
        let last = growth.stages().last()?;
        let (_, grade) = last.grades.iter().find(|(one, _)| *one == complaint)?;
        Some(Shown::AtLeast(rounded(f64::from(*grade) * growth.left(hours) - 0.2)))
    }

    fn answer(&self, entry: &mut Entry, hours: f64, stage: Option<&Grown>, dice: &mut Dice) {
        let Person { patient, treatment, day_end, style, .. } = self.person;
        let day = treatment.day_of(entry.at, *day_end);
        let mut answers = Vec::with_capacity(16);
        for sign in self.words.signs {
            let asked = match style.signs {
                SignHabit::Checklist => true,
                SignHabit::Some => dice.falls(0.5),
                SignHabit::OnlyYes => false,
            };
            if asked && sign.is_asked_on(day, treatment.device, patient) {
                let unsure = CAN_BE_UNSURE.contains(&sign.id.as_str()) && dice.falls(0.003);
                answers.push((sign.id.clone(), if unsure { Answer::NotSure } else { Answer::No }));
            }
        }
        entry.signs = answers.into_iter().collect();
        let ordinary = self.healing.signs(hours).map(|sign| (sign, Answer::Yes));
        let grown = stage.into_iter().flat_map(|stage| {
            let unsure = stage.unsure.iter().map(|sign| (*sign, Answer::NotSure));
            stage.yes.iter().map(|sign| (*sign, Answer::Yes)).chain(unsure)
        });
        for (sign, answer) in ordinary.chain(grown) {
            entry.signs.insert(self.words.sign(sign), answer);
        }
    }
}

/// Signs that leave people wondering; nobody wonders for days whether they can breathe.
const CAN_BE_UNSURE: [&str; 6] =
    ["pus", "spreading_redness", "increasing_pain", "blisters", "warmth", "swollen_glands"];

#[derive(Clone, Copy)]
enum Shown {
    Gone,
    AtLeast(u8),
}

fn shown(stage: &Grown, complaint: Complaint) -> Option<Shown> {
    let grade = stage.grades.iter().find(|(one, _)| *one == complaint).map(|(_, grade)| Shown::AtLeast(*grade));
    grade.or_else(|| stage.gone.contains(&complaint).then_some(Shown::Gone))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 4")]
fn rounded(level: f64) -> u8 {
    level.round().clamp(0.0, 4.0) as u8
}
