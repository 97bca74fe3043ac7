//! Reactions of the skin and of the body, and of skin that was given too much.
//!
//! Uses the trial's own words only. Each figure follows evidence section 4.

use crate::domain::Device;
use crate::domain::Triage::{ContactProvider as Contact, Emergency, Expected, Urgent, Watch};

use super::complaint::Complaint::{Burning, Itching, Pain, Redness, Swelling};
use super::complication::Mark::{Gone, Grade, OneOf, Yes};
use super::complication::{Complication, Ending, Need, stage};

/// Reactions of the skin and of the body, and of skin that was given too much.
pub const ALL: &[Complication] = &[
    Complication {
        id: "anaphylaxis",
        needs: &[],
        begins: (0.02, 5.0),
        ending: Ending::Passes,
        stages: &[
            stage((0.4, 1.5), Contact, Urgent, &[Yes("hives")]),
            stage(
                (1.0, 4.0),
                Emergency,
                Emergency,
                &[Yes("hives"), OneOf(&["breathing_difficulty", "facial_swelling"])],
            ),
        ],
    },
    Complication {
        id: "anaphylaxis-at-once",
        needs: &[],
        begins: (0.02, 0.2),
        ending: Ending::Passes,
        stages: &[stage(
            (1.0, 4.0),
            Emergency,
            Emergency,
            &[OneOf(&["breathing_difficulty", "facial_swelling", "confusion"])],
        )],
    },
    Complication {
        id: "numbing-cream",
        needs: &[],
        begins: (0.02, 0.12),
        ending: Ending::Passes,
        stages: &[stage(
            (0.8, 2.5),
            Emergency,
            Emergency,
            &[OneOf(&["dizziness_faint", "ringing_ears", "palpitations", "confusion"])],
        )],
    },
    Complication {
        id: "facial-droop",
        needs: &[],
        begins: (0.1, 12.0),
        ending: Ending::MayBeTreated,
        stages: &[stage((6.0, 24.0), Emergency, Emergency, &[Yes("facial_droop")])],
    },
    Complication {
        id: "hives",
        needs: &[],
        begins: (0.1, 4.0),
        ending: Ending::Passes,
        stages: &[stage((12.0, 36.0), Contact, Urgent, &[Grade(Itching, 2, 3), Yes("hives")])],
    },
    Complication {
        id: "contact-dermatitis",
        needs: &[],
        begins: (3.0, 7.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((12.0, 24.0), Expected, Contact, &[Grade(Itching, 2, 2), Grade(Redness, 2, 2)]),
            stage((24.0, 48.0), Contact, Urgent, &[Grade(Itching, 3, 4), Grade(Redness, 3, 3)]),
            stage(
                (24.0, 48.0),
                Contact,
                Urgent,
                &[Grade(Itching, 3, 4), Grade(Redness, 3, 4), OneOf(&["open_sores", "hives", "rash_elsewhere"])],
            ),
        ],
    },
    Complication {
        id: "itch-that-stays",
        needs: &[],
        begins: (8.0, 12.0),
        ending: Ending::Stays,
        stages: &[
            stage((76.0, 90.0), Expected, Contact, &[Grade(Itching, 2, 3)]),
            stage((48.0, 96.0), Contact, Contact, &[Grade(Itching, 3, 3)]),
        ],
    },
    Complication {
        id: "granuloma",
        needs: &[],
        begins: (3.0, 40.0),
        ending: Ending::Stays,
        stages: &[stage((48.0, 240.0), Contact, Urgent, &[Grade(Redness, 1, 2), Grade(Itching, 1, 2), Yes("nodules")])],
    },
    Complication {
        id: "granuloma-systemic",
        needs: &[],
        begins: (7.0, 40.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((48.0, 120.0), Contact, Urgent, &[Yes("nodules")]),
            stage((48.0, 120.0), Contact, Urgent, &[Yes("nodules"), OneOf(&["joint_pain", "rash_elsewhere"])]),
            stage((24.0, 72.0), Urgent, Emergency, &[Yes("nodules"), Yes("joint_pain"), Yes("fever")]),
        ],
    },
    Complication {
        id: "retinoid-rebound",
        needs: &[Need::RetinoidTheDayBefore],
        begins: (2.0, 5.0),
        ending: Ending::MayBeTreated,
        stages: &[stage((24.0, 72.0), Contact, Urgent, &[Grade(Burning, 2, 3), Grade(Redness, 2, 3)])],
    },
    Complication {
        id: "redness-returns",
        needs: &[],
        begins: (2.2, 7.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((26.0, 48.0), Expected, Watch, &[Gone(Redness), Gone(Pain), Gone(Swelling)]),
            stage((12.0, 36.0), Contact, Urgent, &[Grade(Redness, 2, 2)]),
            stage((24.0, 48.0), Urgent, Urgent, &[Grade(Redness, 2, 3), Grade(Pain, 2, 2)]),
        ],
    },
    Complication {
        id: "redness-returns-warm",
        needs: &[],
        begins: (2.2, 7.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((26.0, 48.0), Expected, Watch, &[Gone(Redness), Gone(Pain)]),
            stage((24.0, 48.0), Urgent, Urgent, &[Grade(Redness, 2, 3), Yes("warmth")]),
        ],
    },
    Complication {
        id: "redness-that-stays",
        needs: &[],
        begins: (7.0, 8.0),
        ending: Ending::Stays,
        stages: &[
            stage((330.0, 350.0), Expected, Contact, &[Grade(Redness, 1, 2)]),
            stage((48.0, 96.0), Contact, Contact, &[Grade(Redness, 1, 2)]),
        ],
    },
    Complication {
        id: "extreme-swelling",
        needs: &[],
        begins: (1.1, 3.0),
        ending: Ending::MayBeTreated,
        stages: &[stage((12.0, 48.0), Contact, Urgent, &[Grade(Swelling, 4, 4)])],
    },
    Complication {
        id: "too-soon",
        needs: &[Need::With(Device::Pen), Need::TreatedDaysBefore(5, 13)],
        begins: (0.01, 0.02),
        ending: Ending::Passes,
        stages: &[stage((48.0, 70.0), Watch, Contact, &[])],
    },
];
