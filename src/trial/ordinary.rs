//! Ordinary courses, from published durations (evidence 2.1 to 2.3, section 5.1 for what moves them).
//!
//! Every complaint has an onset, a peak and an end inside the longest duration that any source allows.

use crate::domain::{Area, Device, PatientFact};

use super::chance::Dice;
use super::complaint::Complaint;
use super::person::Person;

/// What goes on in the skin of one person, hour by hour.
#[derive(Clone, Debug)]
pub struct Healing {
    curves: [Option<Curve>; Complaint::COUNT],
    /// Warmth is felt until then.
    warm_until: f64,
    /// Skin numbed by a cream feels so until then.
    numb_until: f64,
    /// Grid marks of radio frequency are seen until then.
    grid_until: Option<f64>,
    /// Darkening that flakes off: from when to when.
    darkening: Option<(f64, f64)>,
    /// Milia: from when to when.
    milia: Option<(f64, f64)>,
}

/// A complaint that comes, peaks and goes; all in hours.
#[derive(Clone, Copy, Debug)]
struct Curve {
    from: f64,
    peak_at: f64,
    gone_at: f64,
    peak: f64,
    /// 1 falls evenly, above 1 fast at first.
    bend: f64,
}

/// What is published about one complaint: how often it is there at all, its grades at the peak, hours of its onset, hours
/// from onset to peak, and the days on which it ends: the soonest, the usual and the last that any source allows.
struct Published {
    chance: f64,
    peak: (f64, f64),
    from: (f64, f64),
    climb: (f64, f64),
    days: (f64, f64, f64),
}

const fn published(complaint: Complaint) -> Published {
    let (chance, peak, from, climb, days) = match complaint {
        Complaint::Redness => (1.0, (1.6, 3.6), (0.0, 0.0), (0.1, 2.0), (0.2, 2.0, 7.0)),
        Complaint::Swelling => (0.8, (0.5, 2.6), (0.0, 0.0), (1.0, 24.0), (0.2, 2.0, 5.0)),
        Complaint::Pain => (0.8, (0.4, 2.4), (0.0, 0.0), (0.1, 3.0), (0.2, 1.0, 5.0)),
        Complaint::Burning => (0.8, (0.4, 2.6), (0.0, 0.0), (0.1, 3.0), (0.2, 1.0, 4.5)),
        Complaint::Itching => (0.6, (0.4, 2.2), (4.0, 48.0), (6.0, 40.0), (1.0, 3.0, 5.0)),
        Complaint::Tightness => (0.8, (0.5, 2.4), (0.0, 6.0), (1.0, 24.0), (0.5, 3.5, 7.0)),
        Complaint::Dryness => (0.85, (0.5, 2.6), (6.0, 36.0), (12.0, 60.0), (2.0, 5.0, 7.0)),
        Complaint::Roughness => (0.7, (0.5, 2.5), (6.0, 36.0), (12.0, 60.0), (2.0, 5.0, 7.0)),
        Complaint::Peeling => (0.7, (0.5, 2.6), (26.0, 100.0), (12.0, 40.0), (2.0, 5.0, 7.0)),
        Complaint::Crusting => (0.35, (0.5, 1.9), (24.0, 60.0), (6.0, 12.0), (4.0, 6.0, 10.0)),
        Complaint::Bruising => (0.2, (0.6, 2.4), (0.5, 12.0), (6.0, 30.0), (3.0, 6.0, 10.0)),
        Complaint::Breakouts => (0.133, (0.6, 2.0), (26.0, 90.0), (10.0, 30.0), (3.5, 5.0, 8.0)),
        Complaint::Bleeding => (0.6, (0.6, 2.2), (0.0, 0.0), (0.0, 0.05), (0.02, 0.05, 0.3)),
    };
    Published { chance, peak, from, climb, days }
}

/// The last day on which any source still describes a complaint for this person.
fn last_day(complaint: Complaint, person: &Person) -> f64 {
    published(complaint).days.2 + moved_by(complaint, person)
}

/// Days by which the person's treatment moves the end of a complaint.
fn moved_by(complaint: Complaint, person: &Person) -> f64 {
    let deep = person.depth_mm().is_some_and(|mm| mm >= 2.0);
    let short = person.depth_mm().is_some_and(|mm| mm < 0.5);
    let rf = person.treated_with(Device::Rf);
    let neck = person.treated_at(&[Area::Neck, Area::Chest, Area::FullFaceNeck]);
    match complaint {
        Complaint::Redness => 2.0 * so(deep) - 1.5 * so(short) + so(neck),
        Complaint::Swelling => 2.0 * so(deep) + so(rf),
        Complaint::Crusting => 2.0 * so(deep),
        Complaint::Bruising => 2.0 * so(person.patient.has(PatientFact::BloodThinners)),
        _ => 0.0,
    }
}

fn so(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

impl Healing {
    /// An ordinary course for this person.
    pub fn new(person: &Person, dice: &mut Dice) -> Self {
        let curves = Complaint::ALL.map(|complaint| curve(complaint, person, dice));
        let rf = person.treated_with(Device::Rf);
        let darker = person.patient.skin_type.is_some_and(|skin| skin.number() >= 3);
        Self {
            curves,
            warm_until: warm_until(dice),
            numb_until: if dice.falls(0.4) { dice.between((0.5, 5.0)) } else { 0.0 },
            grid_until: (rf && dice.falls(0.08)).then(|| 24.0 * dice.length((2.0, 5.0, 7.0))),
            darkening: darker.then(|| spell(dice, 0.08, (30.0, 72.0), (24.0, 96.0))).flatten(),
            milia: spell(dice, 0.05, (168.0, 400.0), (48.0, 120.0)),
        }
    }

    /// How strong a complaint is, as a grade that is not yet rounded.
    pub fn level(&self, complaint: Complaint, hours: f64) -> f64 {
        let milia = complaint == Complaint::Breakouts && within(self.milia, hours);
        let level = self.curves[complaint as usize].map_or(0.0, |curve| curve.level(hours));
        level.max(so(milia))
    }

    /// The same again, weeks later: every complaint comes as it did and lasts about as long.
    pub fn again(&self, person: &Person, dice: &mut Dice) -> Self {
        let mut again = self.clone();
        for complaint in Complaint::ALL {
            let factor = dice.between((0.75, 1.33));
            if let Some(curve) = &mut again.curves[complaint as usize] {
                let latest = 24.0 * last_day(complaint, person);
                curve.gone_at = (curve.gone_at * factor).max(curve.peak_at + 1.0).min(latest);
                curve.peak = (curve.peak + dice.between((-0.3, 0.3))).max(0.3);
            }
        }
        again
    }

    /// The hour from which a complaint is there no more to somebody who grades by so much more; nothing where it never is.
    pub fn gone_for_good(&self, complaint: Complaint, shift: f64) -> Option<f64> {
        let is_noticed = |hours: f64| {
            let level = self.level(complaint, hours);
            level > 0.0 && level + shift.min(level) >= 0.5
        };
        let last = (0..HOURS_WATCHED).rev().map(f64::from).find(|hours| is_noticed(*hours));
        last.map(|hours| hours + 1.0)
    }

    /// The signs that are there.
    pub fn signs(&self, hours: f64) -> impl Iterator<Item = &'static str> {
        let there = [
            ("warmth", hours < self.warm_until),
            ("numbness", hours < self.numb_until),
            ("grid_marks", self.grid_until.is_some_and(|end| hours < end)),
            ("dark_patches", within(self.darkening, hours)),
        ];
        there.into_iter().filter(|(_, so)| *so).map(|(sign, _)| sign)
    }
}

/// By then everything ordinary is over, milia too.
const HOURS_WATCHED: i32 = 24 * 24;

impl Curve {
    fn level(&self, hours: f64) -> f64 {
        if hours < self.from || hours >= self.gone_at {
            0.0
        } else if hours < self.peak_at {
            self.peak * (hours - self.from) / (self.peak_at - self.from)
        } else {
            let left = (self.gone_at - hours) / (self.gone_at - self.peak_at);
            self.peak * left.powf(self.bend)
        }
    }
}

fn curve(complaint: Complaint, person: &Person, dice: &mut Dice) -> Option<Curve> {
    let Published { chance, peak, from, climb, days } = published(complaint);
    let (likelier, higher) = made_worse(complaint, person);
    if !dice.falls((chance * likelier).min(1.0)) {
        return None;
    }
    let (from, moved) = (dice.between(from), moved_by(complaint, person));
    let (soonest, usual, last) = (days.0, (days.1 + moved / 2.0).max(days.0), last_day(complaint, person));
    let peak_at = from + dice.between(climb);
    let gone_at = (24.0 * dice.length((soonest, usual, last))).max(peak_at + 2.0).min(24.0 * last);
    let peak_at = peak_at.min(gone_at - 1.0);
    Some(Curve { from, peak_at, gone_at, peak: dice.between(peak) + higher, bend: dice.between((1.0, 1.8)) })
}

/// (how many times likelier, how many grades higher) a complaint is for this person.
fn made_worse(complaint: Complaint, person: &Person) -> (f64, f64) {
    let eyes = person.treated_at(&[Area::Eyes]);
    match complaint {
        Complaint::Breakouts if person.patient.has(PatientFact::AcneProne) => (2.5, 0.5),
        Complaint::Bruising if eyes => (3.0, 0.4),
        Complaint::Bruising if person.patient.has(PatientFact::BloodThinners) => (2.5, 0.3),
        Complaint::Swelling if eyes => (1.2, 0.2),
        Complaint::Crusting if person.treated_with(Device::Rf) => (1.3, 0.1),
        Complaint::Redness if person.treated_with(Device::Rf) => (1.0, -0.4),
        Complaint::Redness if person.patient.has_darker_skin() => (1.0, -0.4),
        _ => (1.0, 0.0),
    }
}

/// Warmth is stated to last from hours to 48 of them, in one form through the healing.
fn warm_until(dice: &mut Dice) -> f64 {
    if dice.falls(0.3) {
        return 0.0;
    }
    if dice.falls(0.97) { dice.between((2.0, 44.0)) } else { dice.between((44.0, 96.0)) }
}

fn spell(dice: &mut Dice, chance: f64, from: (f64, f64), lasts: (f64, f64)) -> Option<(f64, f64)> {
    dice.falls(chance).then(|| {
        let from = dice.between(from);
        (from, from + dice.between(lasts))
    })
}

fn within(spell: Option<(f64, f64)>, hours: f64) -> bool {
    spell.is_some_and(|(from, to)| (from..to).contains(&hours))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ordinary_outlasts_the_longest_published_duration() {
        for seed in 0..3_000 {
            let mut dice = Dice::new(seed);
            let person = Person::new(&mut dice);
            let healing = Healing::new(&person, &mut dice);
            for complaint in Complaint::ALL.into_iter().filter(|one| *one != Complaint::Breakouts) {
                let end = 24.0 * last_day(complaint, &person);
                assert!(healing.level(complaint, end) <= 0.0, "{complaint:?} of course {seed} lasts longer");
            }
        }
    }

    #[test]
    fn redness_never_climbs_after_the_first_hours() {
        for seed in 0..500 {
            let mut dice = Dice::new(seed);
            let person = Person::new(&mut dice);
            let healing = Healing::new(&person, &mut dice);
            let levels: Vec<_> =
                (1..100).map(|step| healing.level(Complaint::Redness, 2.0 + 2.0 * f64::from(step))).collect();
            assert!(levels.is_sorted_by(|a, b| a >= b), "course {seed}");
        }
    }
}
