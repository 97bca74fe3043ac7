//! How things look, by what they mean: the terminal's own sixteen colours on its own background, and words without colour.
//!
//! Uses `app` for what the terminal can show, and `domain` for levels and standings.

use ratatui::style::{Color, Modifier, Style};

use crate::app::Look;
use crate::domain::{Standing, Triage};

/// What something on the screen means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Ordinary text.
    Plain,
    /// Text that matters more.
    Strong,
    /// Text that may be overlooked.
    Quiet,
    /// The heading of a part.
    Heading,
    /// A key to press.
    Key,
    /// The line or field that keys act on.
    Focus,
    /// An answer that is chosen among others.
    Chosen,
    /// An answer that is only proposed.
    Proposed,
    /// What is wrong with an answer.
    Problem,
    /// The usual range of a chart.
    Band,
    /// The outer range of a chart.
    Outer,
    /// The patient's own line of a chart.
    Course,
    /// The earlier treatment's line of a chart.
    Ghost,
    /// Frames and rulers.
    Frame,
    /// The word of a level, as a badge.
    Level(Triage),
    /// A standing beside the range.
    Standing(Standing),
}

/// The look of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    look: Look,
}

impl Theme {
    /// The theme for what the terminal can show.
    #[must_use]
    pub const fn new(look: Look) -> Self {
        Self { look }
    }

    /// What the terminal can show.
    #[must_use]
    pub const fn look(self) -> Look {
        self.look
    }

    /// The style of a meaning.
    #[must_use]
    pub fn style(self, meaning: Meaning) -> Style {
        if self.look.colour { coloured(meaning) } else { uncoloured(meaning) }
    }

    /// The symbol of a standing; always beside its word.
    #[must_use]
    pub const fn standing_symbol(self, standing: Standing) -> &'static str {
        match (standing, self.look.unicode) {
            (Standing::Expected, true) => "✓",
            (Standing::Expected, false) => "=",
            (Standing::AboveUsual, true) => "△",
            (Standing::AboveUsual, false) => "^",
            (Standing::AboveOuter, true) => "▲",
            (Standing::AboveOuter, false) => "!",
            (Standing::Early, true) => "◁",
            (Standing::Early, false) => "<",
            (Standing::NotSure, _) => "?",
            (Standing::NotRecorded, true) => "·",
            (Standing::NotRecorded, false) => ".",
        }
    }

    /// The mark before the line in focus.
    #[must_use]
    pub const fn pointer(self) -> &'static str {
        if self.look.unicode { "▸ " } else { "> " }
    }
}

fn coloured(meaning: Meaning) -> Style {
    let plain = Style::new();
    match meaning {
        Meaning::Level(Triage::Watch) => plain.fg(Color::Black).bg(Color::Cyan),
        Meaning::Level(Triage::ContactProvider) => plain.fg(Color::Black).bg(Color::Yellow),
        Meaning::Level(Triage::Urgent) => plain.fg(Color::Black).bg(Color::LightRed),
        Meaning::Level(Triage::Emergency) => plain.fg(Color::White).bg(Color::Red).add_modifier(Modifier::BOLD),
        Meaning::Standing(Standing::Expected) | Meaning::Outer => plain.fg(Color::Blue),
        Meaning::Standing(Standing::AboveUsual) => plain.fg(Color::Magenta),
        Meaning::Standing(Standing::AboveOuter | Standing::Early) | Meaning::Problem => {
            plain.fg(Color::Red).add_modifier(Modifier::BOLD)
        }
        Meaning::Heading | Meaning::Key => plain.fg(Color::Blue).add_modifier(Modifier::BOLD),
        Meaning::Proposed => plain.fg(Color::Magenta).add_modifier(Modifier::ITALIC),
        Meaning::Band => plain.fg(Color::Cyan),
        Meaning::Course => plain.fg(Color::Magenta).add_modifier(Modifier::BOLD),
        other => uncoloured(other),
    }
}

fn uncoloured(meaning: Meaning) -> Style {
    let plain = Style::new();
    match meaning {
        Meaning::Plain | Meaning::Band | Meaning::Standing(Standing::Expected) => plain,
        Meaning::Quiet
        | Meaning::Frame
        | Meaning::Outer
        | Meaning::Ghost
        | Meaning::Standing(Standing::NotRecorded | Standing::NotSure) => plain.add_modifier(Modifier::DIM),
        Meaning::Strong
        | Meaning::Focus
        | Meaning::Heading
        | Meaning::Key
        | Meaning::Problem
        | Meaning::Course
        | Meaning::Level(Triage::Expected)
        | Meaning::Standing(_) => plain.add_modifier(Modifier::BOLD),
        Meaning::Chosen | Meaning::Level(Triage::ContactProvider) => plain.add_modifier(Modifier::REVERSED),
        Meaning::Proposed => plain.add_modifier(Modifier::ITALIC),
        Meaning::Level(Triage::Watch) => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Meaning::Level(Triage::Urgent | Triage::Emergency) => plain.add_modifier(Modifier::REVERSED | Modifier::BOLD),
    }
}
