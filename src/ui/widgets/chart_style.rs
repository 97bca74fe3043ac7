//! What a chart is drawn with: its symbols and its styles, by meaning.
//!
//! May use ratatui's styles.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::Standing;
use crate::report::course::{Typed, is_outside};

/// The characters a chart is drawn with, each one column wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// Fills the usual range.
    pub usual: char,
    /// Fills what is described beyond the usual.
    pub outer: char,
    /// The lower half of a cell, where a range may end in the middle of one; `None` where it ends at whole cells.
    pub half: Option<char>,
    /// An answer typed on its day.
    pub on_time: char,
    /// An answer typed later.
    pub late: char,
    /// An answer outside the range described, typed on its day.
    pub outside: char,
    /// The same, typed later.
    pub outside_late: char,
    /// "Not sure".
    pub unsure: char,
    /// An entry that leaves the symptom out.
    pub left_out: char,
    /// A grade after the treatment before.
    pub earlier: char,
    /// The days on which it is likely gone.
    pub likely: char,
    /// The selected moment.
    pub cursor: char,
    /// The vertical axis, and the same at a grade.
    pub axis: [char; 2],
    /// The horizontal axis, the same at a labelled day, and the corner.
    pub floor: [char; 3],
    /// What lines are made of.
    pub trace: Trace,
}

/// What lines are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trace {
    /// Braille dots, two by four in a cell.
    Braille,
    /// Dashes and slashes.
    Dashes,
}

const UNICODE: Glyphs = Glyphs {
    usual: '▒',
    outer: '░',
    half: None,
    on_time: '●',
    late: '○',
    outside: '▲',
    outside_late: '▽',
    unsure: '?',
    left_out: '·',
    earlier: '◇',
    likely: '═',
    cursor: '│',
    axis: ['│', '┤'],
    floor: ['─', '┬', '└'],
    trace: Trace::Braille,
};

const ASCII: Glyphs = Glyphs {
    usual: ':',
    outer: '.',
    half: None,
    on_time: 'O',
    late: 'o',
    outside: '!',
    outside_late: 'i',
    unsure: '?',
    left_out: '_',
    earlier: '+',
    likely: '=',
    cursor: '|',
    axis: ['|', '+'],
    floor: ['-', '+', '+'],
    trace: Trace::Dashes,
};

/// Whether a chart may use characters beyond ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Box, block and braille characters.
    Unicode,
    /// ASCII alone.
    Ascii,
}

/// How a chart looks. Every meaning has a symbol of its own; styles only help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartStyle {
    /// The characters.
    pub glyphs: Glyphs,
    /// The usual range.
    pub usual: Style,
    /// What is described beyond it.
    pub outer: Style,
    /// Laid over what of the patient's own stands on the usual range.
    pub on_usual: Style,
    /// The patient's line.
    pub line: Style,
    /// An answer within the usual range.
    pub within: Style,
    /// An answer above the usual range, still described.
    pub above_usual: Style,
    /// An answer outside the range described.
    pub outside: Style,
    /// The treatment before, and the same on the usual range.
    pub earlier: [Style; 2],
    /// Axes and their labels.
    pub axis: Style,
    /// The column of the selected moment.
    pub cursor: Style,
    /// The selected moment itself.
    pub selected: Style,
}

impl ChartStyle {
    /// In the terminal's own colours, on dark and on light backgrounds.
    #[must_use]
    pub const fn ansi(alphabet: Alphabet) -> Self {
        let plain = Style::new().fg(Color::Reset);
        let (blue, cyan) = (Style::new().fg(Color::Blue), Style::new().fg(Color::Cyan));
        // White on blue is a pair of our own making, legible whatever the terminal's background is.
        let (glyphs, usual, on_usual, earlier) = match alphabet {
            Alphabet::Unicode => {
                let solid = Glyphs { usual: ' ', half: Some('▄'), ..UNICODE };
                let ground = blue.bg(Color::Blue);
                (solid, ground, ground.fg(Color::White), [cyan, ground.fg(Color::Gray)])
            }
            Alphabet::Ascii => (ASCII, blue, Style::new(), [cyan, cyan]),
        };
        Self {
            glyphs,
            usual,
            outer: blue,
            on_usual,
            line: plain,
            within: plain.add_modifier(Modifier::BOLD),
            above_usual: Style::new().fg(Color::Magenta).add_modifier(Modifier::BOLD),
            outside: Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
            earlier,
            axis: plain,
            cursor: plain,
            selected: Style::new().add_modifier(Modifier::REVERSED),
        }
    }

    /// Without any colour: the two ranges differ by their filling.
    #[must_use]
    pub const fn no_colour(alphabet: Alphabet) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            glyphs: match alphabet {
                Alphabet::Unicode => UNICODE,
                Alphabet::Ascii => ASCII,
            },
            usual: plain,
            outer: plain,
            on_usual: plain,
            line: bold,
            within: bold,
            above_usual: bold,
            outside: bold,
            earlier: [plain, plain],
            axis: plain,
            cursor: plain,
            selected: plain.add_modifier(Modifier::REVERSED),
        }
    }

    /// The symbol of a graded answer.
    #[must_use]
    pub const fn symbol(&self, standing: Standing, typed: Typed) -> char {
        match (is_outside(standing), typed) {
            (false, Typed::OnTime) => self.glyphs.on_time,
            (false, Typed::Late) => self.glyphs.late,
            (true, Typed::OnTime) => self.glyphs.outside,
            (true, Typed::Late) => self.glyphs.outside_late,
        }
    }

    /// The style of an answer.
    #[must_use]
    pub const fn of(&self, standing: Standing) -> Style {
        match standing {
            Standing::AboveUsual => self.above_usual,
            Standing::AboveOuter | Standing::Early => self.outside,
            Standing::NotRecorded | Standing::NotSure | Standing::Expected => self.within,
        }
    }
}
