//! Infections: by bacteria, viruses and mycobacteria.
//!
//! Uses the trial's own words only. Each figure follows evidence section 4.

use crate::domain::PatientFact;
use crate::domain::Triage::{ContactProvider as Contact, Emergency, Expected, Urgent, Watch};

use super::complaint::Complaint::{Breakouts, Pain, Redness, Swelling};
use super::complication::Mark::{Grade, OneOf, Unsure, Yes};
use super::complication::{Complication, Ending, Need, stage};

/// Infections: by bacteria, viruses and mycobacteria.
pub const ALL: &[Complication] = &[
    Complication {
        id: "infection-with-signs",
        needs: &[],
        begins: (2.0, 9.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((12.0, 30.0), Expected, Urgent, &[Grade(Redness, 2, 2), Yes("warmth")]),
            stage(
                (24.0, 48.0),
                Urgent,
                Urgent,
                &[
                    Grade(Redness, 3, 3),
                    Grade(Swelling, 1, 2),
                    Grade(Pain, 1, 2),
                    OneOf(&["pus", "spreading_redness", "streaks", "increasing_pain"]),
                ],
            ),
            stage(
                (24.0, 48.0),
                Urgent,
                Urgent,
                &[Grade(Redness, 3, 4), Grade(Swelling, 2, 3), Grade(Pain, 2, 3), Yes("warmth"), Yes("pus")],
            ),
        ],
    },
    Complication {
        id: "infection-by-trend",
        needs: &[],
        begins: (4.0, 9.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((12.0, 24.0), Expected, Urgent, &[Grade(Redness, 1, 2)]),
            stage((18.0, 36.0), Contact, Urgent, &[Grade(Redness, 3, 3), Grade(Swelling, 1, 2), Grade(Pain, 1, 1)]),
            stage((24.0, 48.0), Urgent, Urgent, &[Grade(Redness, 3, 4), Grade(Swelling, 2, 3), Grade(Pain, 2, 3)]),
        ],
    },
    Complication {
        id: "rising-pain",
        needs: &[],
        begins: (2.5, 6.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((10.0, 20.0), Expected, Contact, &[Grade(Pain, 1, 1)]),
            stage((12.0, 24.0), Contact, Urgent, &[Grade(Pain, 2, 2), Grade(Redness, 2, 2)]),
            stage((24.0, 48.0), Urgent, Urgent, &[Grade(Pain, 3, 3), Grade(Redness, 2, 3)]),
        ],
    },
    Complication {
        id: "hot-painful-swollen",
        needs: &[],
        begins: (3.0, 9.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((8.0, 20.0), Watch, Urgent, &[Grade(Redness, 1, 2), Grade(Pain, 1, 1), Yes("warmth")]),
            stage(
                (24.0, 72.0),
                Urgent,
                Urgent,
                &[Grade(Redness, 2, 3), Grade(Pain, 2, 3), Grade(Swelling, 2, 3), Yes("warmth")],
            ),
        ],
    },
    Complication {
        id: "infection-on-dark-skin",
        needs: &[Need::DarkSkin],
        begins: (3.0, 9.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((8.0, 20.0), Watch, Urgent, &[Grade(Pain, 1, 1), Yes("warmth")]),
            stage(
                (24.0, 72.0),
                Urgent,
                Urgent,
                &[Grade(Redness, 0, 1), Grade(Pain, 2, 2), Grade(Swelling, 2, 2), Yes("warmth")],
            ),
        ],
    },
    Complication {
        id: "infection-weak-immunity",
        needs: &[Need::Has(PatientFact::WeakImmunity)],
        begins: (2.5, 9.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((12.0, 24.0), Contact, Urgent, &[Grade(Redness, 2, 2), Yes("warmth")]),
            stage((24.0, 72.0), Urgent, Urgent, &[Grade(Redness, 3, 3), Grade(Swelling, 1, 2), Yes("warmth")]),
        ],
    },
    Complication {
        id: "infection-not-sure",
        needs: &[],
        begins: (4.0, 9.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((12.0, 36.0), Contact, Urgent, &[Grade(Redness, 3, 3), Unsure("pus"), Unsure("spreading_redness")]),
            stage((24.0, 48.0), Urgent, Urgent, &[Grade(Redness, 3, 3), Grade(Pain, 1, 2), Yes("pus")]),
        ],
    },
    Complication {
        id: "cellulitis-with-sepsis",
        needs: &[],
        begins: (1.0, 10.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((8.0, 24.0), Urgent, Urgent, &[Grade(Redness, 3, 3), Grade(Pain, 2, 2), Yes("spreading_redness")]),
            stage(
                (4.0, 12.0),
                Emergency,
                Emergency,
                &[
                    Grade(Redness, 3, 4),
                    Grade(Pain, 2, 3),
                    Yes("spreading_redness"),
                    Yes("fever"),
                    OneOf(&["chills", "palpitations", "dizziness_faint", "confusion"]),
                ],
            ),
        ],
    },
    Complication {
        id: "pus-with-fever",
        needs: &[],
        begins: (2.0, 10.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((12.0, 36.0), Urgent, Urgent, &[Grade(Redness, 2, 3), Yes("pus")]),
            stage((6.0, 24.0), Emergency, Emergency, &[Grade(Redness, 2, 3), Yes("pus"), Yes("fever")]),
        ],
    },
    Complication {
        id: "hot-skin-with-fever",
        needs: &[],
        begins: (3.0, 9.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((8.0, 20.0), Watch, Urgent, &[Grade(Redness, 2, 2), Yes("warmth")]),
            stage(
                (6.0, 24.0),
                Emergency,
                Emergency,
                &[Grade(Redness, 3, 3), Grade(Pain, 2, 2), Yes("warmth"), Yes("fever")],
            ),
        ],
    },
    Complication {
        id: "necrotising",
        needs: &[],
        begins: (0.6, 5.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((4.0, 12.0), Contact, Emergency, &[Grade(Pain, 3, 3), Yes("increasing_pain")]),
            stage(
                (4.0, 12.0),
                Emergency,
                Emergency,
                &[Grade(Pain, 4, 4), Grade(Redness, 1, 2), Yes("increasing_pain")],
            ),
        ],
    },
    Complication {
        id: "eye-infection",
        needs: &[],
        begins: (2.0, 10.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((12.0, 30.0), Urgent, Urgent, &[Grade(Swelling, 2, 2), Yes("eye_involvement")]),
            stage(
                (6.0, 24.0),
                Emergency,
                Emergency,
                &[Grade(Swelling, 2, 3), Yes("eye_involvement"), Yes("vision_change")],
            ),
        ],
    },
    Complication {
        id: "herpes-known",
        needs: &[Need::Has(PatientFact::HerpesHistory)],
        begins: (1.0, 9.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((8.0, 30.0), Watch, Contact, &[Yes("tingling")]),
            stage((24.0, 72.0), Urgent, Urgent, &[Grade(Pain, 1, 2), Yes("blisters")]),
        ],
    },
    Complication {
        id: "herpes-unknown",
        needs: &[Need::HasNot(PatientFact::HerpesHistory)],
        begins: (1.0, 9.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((8.0, 30.0), Expected, Contact, &[Yes("tingling")]),
            stage((24.0, 72.0), Urgent, Urgent, &[Grade(Pain, 1, 2), Yes("blisters")]),
        ],
    },
    Complication {
        id: "herpes-widespread",
        needs: &[],
        begins: (2.0, 9.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((12.0, 30.0), Urgent, Urgent, &[Grade(Pain, 2, 2), Yes("blisters")]),
            stage(
                (12.0, 30.0),
                Urgent,
                Emergency,
                &[Grade(Pain, 2, 3), Yes("blisters"), OneOf(&["fever", "swollen_glands"])],
            ),
        ],
    },
    Complication {
        id: "herpes-at-the-eyelid",
        needs: &[],
        begins: (2.0, 9.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((12.0, 30.0), Urgent, Urgent, &[Yes("blisters")]),
            stage((12.0, 30.0), Urgent, Emergency, &[Yes("blisters"), Yes("eye_involvement")]),
        ],
    },
    Complication {
        id: "herpetic-folliculitis",
        needs: &[],
        begins: (1.2, 10.0),
        ending: Ending::MayBeTreated,
        stages: &[stage((24.0, 96.0), Contact, Urgent, &[Grade(Breakouts, 3, 4), Grade(Pain, 2, 3)])],
    },
    Complication {
        id: "mycobacteria-lumps",
        needs: &[],
        begins: (14.0, 50.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((96.0, 240.0), Contact, Urgent, &[Grade(Redness, 1, 2), Yes("nodules")]),
            stage((48.0, 120.0), Urgent, Urgent, &[Grade(Redness, 1, 2), Yes("nodules"), Yes("pus")]),
        ],
    },
    Complication {
        id: "spots-that-never-clear",
        needs: &[],
        begins: (10.0, 16.0),
        ending: Ending::Stays,
        stages: &[
            stage((200.0, 220.0), Expected, Contact, &[Grade(Breakouts, 2, 2)]),
            stage((48.0, 96.0), Contact, Urgent, &[Grade(Breakouts, 2, 3)]),
        ],
    },
    Complication {
        id: "fever-alone",
        needs: &[],
        begins: (3.0, 20.0),
        ending: Ending::Passes,
        stages: &[stage((24.0, 72.0), Urgent, Urgent, &[Yes("fever")])],
    },
    Complication {
        id: "painful-glands",
        needs: &[],
        begins: (1.0, 7.0),
        ending: Ending::Passes,
        stages: &[stage((48.0, 96.0), Contact, Urgent, &[Yes("swollen_glands")])],
    },
    Complication {
        id: "blood-borne-after-prp",
        needs: &[Need::Prp],
        begins: (14.0, 42.0),
        ending: Ending::MayBeTreated,
        stages: &[
            stage((24.0, 72.0), Contact, Urgent, &[OneOf(&["swollen_glands", "rash_elsewhere"])]),
            stage((48.0, 96.0), Urgent, Urgent, &[Yes("fever"), Yes("swollen_glands"), Yes("rash_elsewhere")]),
        ],
    },
];
