//! How a file for a browser looks: the same inks as on paper, lighter ones where the reader's screen is dark.
//!
//! May use `domain`.

use std::fmt::Write as _;

use super::svg::name;
use crate::domain::Triage;
use crate::report::page::Paper;
use crate::report::page::ink::Ink;

const RULES: &str = include_str!("page.css");

/// The style sheet of a file that is printed on this paper.
pub(super) fn sheet(paper: Paper) -> String {
    let mut sheet = palette(":root", light);
    let dark_room = palette(":root", dark);
    let _ = write!(
        sheet,
        "@media screen and (prefers-color-scheme: dark) {{ {dark_room}}}\n@page {{ size: {}; }}\n",
        paper.id()
    );
    for ink in inks() {
        let name = name(ink);
        let _ = writeln!(sheet, ".fill-{name} {{ fill: var(--{name}); }} .edge-{name} {{ stroke: var(--{name}); }}");
    }
    sheet.push_str(RULES);
    sheet
}

fn palette(of: &str, colour: fn(Ink) -> String) -> String {
    let mut rule = format!("{of} {{");
    for ink in inks() {
        let _ = write!(rule, " --{}: {};", name(ink), colour(ink));
    }
    rule + " }\n"
}

/// Every ink.
fn inks() -> impl Iterator<Item = Ink> {
    let levels = Triage::ALL.into_iter().flat_map(|level| [Ink::Level(level), Ink::LevelGround(level)]);
    SINGLE.into_iter().chain(levels)
}

const SINGLE: [Ink; 11] = [
    Ink::Paper,
    Ink::Text,
    Ink::Quiet,
    Ink::Rule,
    Ink::Ground,
    Ink::Usual,
    Ink::UsualEdge,
    Ink::Outer,
    Ink::OuterEdge,
    Ink::Yours,
    Ink::Outside,
];

fn light(ink: Ink) -> String {
    ink.hex()
}

fn dark(ink: Ink) -> String {
    let colour = match ink {
        Ink::Paper => "#161b20",
        Ink::Text => "#e9edf1",
        Ink::Quiet => "#b0bac4",
        Ink::Rule => "#46515c",
        Ink::Ground => "#20272e",
        Ink::Usual => "#24506f",
        Ink::UsualEdge => "#8abfe6",
        Ink::Outer => "#1d3344",
        Ink::OuterEdge => "#6f9fc4",
        Ink::Yours => "#dcedfa",
        Ink::Outside | Ink::Level(Triage::ContactProvider) => "#ffa866",
        Ink::Level(Triage::Expected) => "#93c6ee",
        Ink::Level(Triage::Watch) => "#eec765",
        Ink::Level(Triage::Urgent) => "#ff9d80",
        Ink::Level(Triage::Emergency) => "#ffb3ab",
        Ink::LevelGround(Triage::Expected) => "#18293a",
        Ink::LevelGround(Triage::Watch) => "#2e2812",
        Ink::LevelGround(Triage::ContactProvider) => "#33220f",
        Ink::LevelGround(Triage::Urgent | Triage::Emergency) => "#3a1c14",
    };
    colour.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours as WCAG 2 counts it, from 1 to 21.
    fn contrast(one: Ink, other: Ink) -> f64 {
        let light = |ink: Ink| {
            let colour = u32::from_str_radix(&dark(ink)[1..], 16).unwrap();
            let linear = |shift: u32| {
                let value = f64::from((colour >> shift) & 0xff) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
        };
        let (one, other) = (light(one), light(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn in_the_dark_every_text_can_be_read_on_every_ground() {
        let grounds = [Ink::Paper, Ink::Ground].into_iter().chain(Triage::ALL.map(Ink::LevelGround));
        for ground in grounds {
            for text in [Ink::Text, Ink::Quiet, Ink::Outside].into_iter().chain(Triage::ALL.map(Ink::Level)) {
                let found = contrast(text, ground);
                assert!(found >= 4.5, "{text:?} on {ground:?}: {found:.2}");
            }
        }
    }

    #[test]
    fn in_the_dark_marks_and_edges_stand_out_from_the_areas() {
        for mark in [Ink::Yours, Ink::Outside] {
            for area in [Ink::Paper, Ink::Usual, Ink::Outer] {
                assert!(contrast(mark, area) >= 3.0, "{mark:?} on {area:?}: {:.2}", contrast(mark, area));
            }
        }
        for area in [Ink::Paper, Ink::Usual, Ink::Outer] {
            assert!(contrast(Ink::UsualEdge, area) >= 3.0, "the edge on {area:?}");
        }
        assert!(contrast(Ink::Usual, Ink::Outer) >= 1.2);
    }

    #[test]
    fn every_colour_the_rules_name_is_mixed() {
        for named in RULES.split("var(--").skip(1).map(|rest| rest.split([')', ',']).next().unwrap()) {
            let is_ink = inks().any(|ink| name(ink) == named);
            assert!(
                is_ink || ["days", "rows", "name", "cell", "date", "letters", "level", "level-ground"].contains(&named),
                "{named}"
            );
        }
    }

    #[test]
    fn a_sheet_names_its_paper_and_nothing_outside_the_file() {
        for paper in Paper::ALL {
            let sheet = sheet(paper);
            assert!(sheet.contains(&format!("size: {};", paper.id())));
            for outward in ["url", "import", "http", "//", "<", "font-face"] {
                assert!(!sheet.contains(outward), "{outward}");
            }
        }
    }
}
