//! A journal in which everything happened: two treatments, a late, a changed and a deleted check-in, an infection that was rung
//! about and seen, early uses, questions, and texts that would like to be something else.

use chrono::{DateTime, FixedOffset};
use mendlog::domain::warning::{Act, WarningEvent};
use mendlog::domain::{
    After, Answer, Area, BetterWithin, CareRecord, Change, Changed, DayEnd, Device, Diary, Entry, Goal, Grade, Moment,
    NeedleDepth, Outcome, Patient, Product, ProductKind, Provider, Rating, Revised, Says, Score, Scored, SkinType,
    Tick, Told, Treatment, Use, UsedAt,
};

/// What would be markup, steer a terminal or break a table.
pub const HOSTILE: &str = "<b>|`*_# [x](y) \u{1b}[31m\u{202e}";

/// A moment of March 2026; the treatment is on the 2nd.
pub fn at(text: &str) -> DateTime<FixedOffset> {
    let (day, time) = text.split_once(' ').unwrap();
    DateTime::parse_from_rfc3339(&format!("2026-03-{day:0>2}T{time}:00+01:00")).unwrap()
}

fn rating(word: &str) -> Rating {
    word.parse().ok().and_then(|number: u8| Grade::try_from(number).ok()).map_or(Rating::NotSure, Rating::Graded)
}

/// A check-in out of words such as `redness 2, pus yes, pain ?`.
pub fn entry(id: &str, when: &str, answers: &str, note: &str) -> Entry {
    let mut entry = Entry::new(id.into(), "now".into(), Moment::At(at(when)));
    entry.recorded_at = Some(at(when));
    note.clone_into(&mut entry.note);
    for (name, answer) in answers.split(", ").filter_map(|answer| answer.split_once(' ')) {
        match answer {
            "yes" => _ = entry.signs.insert(name.into(), Answer::Yes),
            "no" => _ = entry.signs.insert(name.into(), Answer::No),
            "unsure" => _ = entry.signs.insert(name.into(), Answer::NotSure),
            grade => _ = entry.grades.insert(name.into(), rating(grade)),
        }
    }
    entry
}

fn treatment() -> Treatment {
    let mut treatment = Treatment::new("now".into(), Moment::At(at("2 10:00")));
    treatment.device = Some(Device::Pen);
    treatment.needle_depth = NeedleDepth::try_from(1.5).ok();
    treatment.area = Some(Area::Other(format!("left cheek {HOSTILE}")));
    treatment.prp = Some(true);
    treatment.goals = vec![Goal::Scars];
    treatment.severity_before = Grade::try_from(3).ok();
    treatment.products = vec![
        Product { kind: ProductKind::Serum, name: "hyaluronic acid".to_owned(), used_at: UsedAt::Clinic },
        Product { kind: ProductKind::Cleanser, name: String::new(), used_at: UsedAt::Home },
    ];
    treatment.provider =
        Provider { name: "Dr Roe".to_owned(), phone: "555-0142".to_owned(), out_of_hours: "555-0199".to_owned() };
    "Second of three.\nWhen is the third one?".clone_into(&mut treatment.note);
    treatment
}

pub fn entries() -> Vec<Entry> {
    let mut late = entry("late", "4 20:00", "redness 2, swelling 1, peeling 0", "");
    late.recorded_at = Some(at("5 18:30"));
    vec![
        entry("first", "2 20:00", "redness 3, swelling 2, pain 1, warmth yes", "Home by six."),
        entry("morning", "3 08:00", "redness 3, swelling 2", ""),
        entry("changed", "3 21:00", "redness 2, swelling 1, itching ?", ""),
        late,
        entry("pus", "5 20:00", "redness 3, pain 3, pus yes, fever no", &format!("Is this usual?\n{HOSTILE}")),
        entry("better", "7 20:00", "redness 1, pain 1, pus no, warmth no, fever no", "Much better."),
        entry("calm", "8 20:00", "redness 0, pain 0, pus no, warmth no, fever no, peeling 1", ""),
        entry("last", "14 09:00", "redness 0, peeling 0, pus no", "May I run again?"),
    ]
}

fn event(when: &str, act: Act) -> WarningEvent {
    WarningEvent { treatment: "now".into(), rule: "pus".into(), at: at(when), act }
}

fn tick(when: &str) -> Tick {
    Tick { treatment: "now".into(), task: "cleanse".into(), at: Moment::At(at(when)) }
}

pub fn diary() -> Diary {
    let mut rated = Outcome::new("rated".into(), "now".into(), Moment::At(at("13 20:00")));
    rated.ratings = [("tone".into(), Scored::At(Score::try_from(4).unwrap()))].into();
    let earlier = Treatment::new("before".into(), "2026-01-12".parse().unwrap());
    Diary {
        patient: Patient {
            skin_type: SkinType::try_from(5).ok(),
            herpes_history: Some(true),
            acne_prone: Some(false),
            ..Patient::default()
        },
        day_end: DayEnd::OFFERED,
        treatments: vec![earlier, treatment()],
        entries: entries(),
        events: vec![
            event("5 20:10", Act::Acknowledged),
            event("5 20:15", Act::Called),
            event("6 10:00", Act::Seen { words: "antibiotics".to_owned(), better_within: BetterWithin::OFFERED }),
        ],
        care: CareRecord {
            ticks: ["4 08:00", "4 20:00", "5 08:00"].map(tick).into(),
            uses: vec![Use { treatment: "now".into(), hold: "retinoids".into(), at: Moment::At(at("4 21:00")) }],
            told: vec![Told {
                treatment: "now".into(),
                about: "make-up".to_owned(),
                at: Moment::At(at("2 12:00")),
                says: Says::Until(After::Day(3)),
            }],
        },
        outcomes: vec![rated],
        ..Diary::default()
    }
}

fn change(when: &str, revised: Revised<Entry>) -> Change {
    Change { at: at(when), what: Changed::Entry(Box::new(revised)) }
}

/// How the check-ins came to be as they are: one was corrected, one deleted; the treatment was first a day earlier.
pub fn changes() -> Vec<Change> {
    let changed = entries().into_iter().find(|entry| entry.id.as_str() == "changed").unwrap();
    let mut before = changed.clone();
    before.grades.insert("swelling".into(), rating("4"));
    let deleted = entry("deleted", "9 20:00", "redness 4", "wrong day");
    let mut treated = treatment();
    treated.performed_at = Moment::On("2026-03-01".parse().unwrap());
    let treatment = Revised::Corrected(treated, treatment());
    vec![
        Change { at: at("2 13:00"), what: Changed::Treatment(Box::new(treatment)) },
        change("3 21:01", Revised::Added(before.clone())),
        change("3 21:30", Revised::Corrected(before, changed)),
        change("9 20:01", Revised::Added(deleted.clone())),
        change("9 20:05", Revised::Deleted(deleted)),
    ]
}
