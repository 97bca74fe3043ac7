//! What is left on the skin: colour, scars, burns, bleeding, hurt nerves.
//!
//! Uses the trial's own words only. Each figure follows evidence section 4.

use crate::domain::Triage::{ContactProvider as Contact, Emergency, Expected, Urgent, Watch};
use crate::domain::{Device, PatientFact};

use super::complaint::Complaint::{Bleeding, Burning, Pain};
use super::complication::Mark::{Grade, Yes};
use super::complication::{Complication, Ending, Need, stage};

/// What is left on the skin: colour, scars, burns, bleeding, hurt nerves.
pub const ALL: &[Complication] = &[
    Complication {
        id: "dark-patches-early",
        needs: &[],
        begins: (4.0, 6.0),
        ending: Ending::Stays,
        stages: &[
            stage((172.0, 180.0), Expected, Contact, &[Yes("dark_patches")]),
            stage((24.0, 72.0), Contact, Contact, &[Yes("dark_patches")]),
        ],
    },
    Complication {
        id: "dark-patches-late",
        needs: &[],
        begins: (11.0, 40.0),
        ending: Ending::Stays,
        stages: &[stage((24.0, 72.0), Contact, Contact, &[Yes("dark_patches")])],
    },
    Complication {
        id: "light-patches",
        needs: &[],
        begins: (21.0, 55.0),
        ending: Ending::Stays,
        stages: &[stage((24.0, 72.0), Contact, Contact, &[Yes("light_patches")])],
    },
    Complication {
        id: "raised-scar",
        needs: &[],
        begins: (21.0, 55.0),
        ending: Ending::Stays,
        stages: &[stage((24.0, 72.0), Contact, Contact, &[Yes("raised_scar")])],
    },
    Complication {
        id: "tram-track",
        needs: &[],
        begins: (21.0, 55.0),
        ending: Ending::Stays,
        stages: &[stage((24.0, 72.0), Contact, Contact, &[Yes("line_marks")])],
    },
    Complication {
        id: "grid-marks-stay",
        needs: &[Need::With(Device::Rf)],
        begins: (9.0, 10.0),
        ending: Ending::Stays,
        stages: &[
            stage((122.0, 135.0), Watch, Contact, &[Yes("grid_marks")]),
            stage((24.0, 72.0), Contact, Contact, &[Yes("grid_marks")]),
        ],
    },
    Complication {
        id: "rf-burn",
        needs: &[Need::With(Device::Rf)],
        begins: (0.3, 1.5),
        ending: Ending::MayBeTreated,
        stages: &[stage(
            (24.0, 72.0),
            Urgent,
            Urgent,
            &[Grade(Burning, 3, 4), Grade(Pain, 3, 4), Yes("blisters"), Yes("grid_marks")],
        )],
    },
    Complication {
        id: "rf-burn-no-blisters",
        needs: &[Need::With(Device::Rf)],
        begins: (0.3, 1.5),
        ending: Ending::MayBeTreated,
        stages: &[stage((12.0, 36.0), Contact, Urgent, &[Grade(Burning, 4, 4), Grade(Pain, 3, 4)])],
    },
    Complication {
        id: "hurt-nerve",
        needs: &[Need::With(Device::Rf)],
        begins: (1.0, 1.4),
        ending: Ending::Stays,
        stages: &[
            stage((62.0, 80.0), Watch, Contact, &[Yes("numbness")]),
            stage((24.0, 72.0), Contact, Contact, &[Yes("numbness")]),
        ],
    },
    Complication {
        id: "fat-loss",
        needs: &[Need::With(Device::Rf)],
        begins: (28.0, 55.0),
        ending: Ending::Stays,
        stages: &[stage((24.0, 72.0), Contact, Contact, &[Yes("contour_change")])],
    },
    Complication {
        id: "late-bleeding",
        needs: &[Need::HasNot(PatientFact::BloodThinners)],
        begins: (2.0, 5.0),
        ending: Ending::Passes,
        stages: &[stage((12.0, 36.0), Contact, Urgent, &[Grade(Bleeding, 1, 2)])],
    },
    Complication {
        id: "late-bleeding-thinners",
        needs: &[Need::Has(PatientFact::BloodThinners)],
        begins: (2.0, 5.0),
        ending: Ending::Passes,
        stages: &[stage((12.0, 36.0), Urgent, Urgent, &[Grade(Bleeding, 1, 2)])],
    },
    Complication {
        id: "bleeding-not-stopping",
        needs: &[],
        begins: (0.05, 3.0),
        ending: Ending::Passes,
        stages: &[stage((1.0, 6.0), Urgent, Emergency, &[Grade(Bleeding, 4, 4)])],
    },
];
