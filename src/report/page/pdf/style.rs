//! Sizes and distances of the printed page, in points, from loose to tight: the loosest that needs the fewest sheets is taken.
//!
//! May use nothing else.

/// The sizes of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Letters of the title.
    pub title: f32,
    /// Letters of headings.
    pub heading: f32,
    /// Letters of running text, facts and lists.
    pub body: f32,
    /// Letters of tables.
    pub table: f32,
    /// Letters of the grid.
    pub grid: f32,
    /// Letters of keys and of the foot.
    pub small: f32,
    /// Room above a part.
    pub gap: f32,
    /// Room above a heading.
    pub above_heading: f32,
    /// Room above and below the text of a row of a table.
    pub row: f32,
    /// Height of a chart where three stand side by side.
    pub chart: f32,
    /// Distance of lines to write on.
    pub writing: f32,
}

/// With room to breathe.
pub(super) const ROOMY: Style = Style {
    title: 17.0,
    heading: 11.0,
    body: 9.5,
    table: 8.5,
    grid: 7.0,
    small: 7.0,
    gap: 7.0,
    above_heading: 14.0,
    row: 2.6,
    chart: 92.0,
    writing: 21.0,
};

/// As close as can still be read with ease.
const TIGHT: Style = Style {
    title: 14.0,
    heading: 9.5,
    body: 8.0,
    table: 7.2,
    grid: 6.5,
    small: 6.5,
    gap: 3.5,
    above_heading: 7.0,
    row: 1.0,
    chart: 60.0,
    writing: 16.5,
};

/// Steps from loose to tight.
const STEPS: u8 = 8;

impl Style {
    /// Ever closer, down to the tightest.
    pub(super) fn closer() -> impl Iterator<Item = Self> {
        (1..=STEPS).map(|step| Self::between(f32::from(step) / f32::from(STEPS)))
    }

    /// The sizes so far on the way from loose to tight.
    fn between(part: f32) -> Self {
        let size = |of: fn(&Self) -> f32| of(&ROOMY) + (of(&TIGHT) - of(&ROOMY)) * part;
        Self {
            title: size(|style| style.title),
            heading: size(|style| style.heading),
            body: size(|style| style.body),
            table: size(|style| style.table),
            grid: size(|style| style.grid),
            small: size(|style| style.small),
            gap: size(|style| style.gap),
            above_heading: size(|style| style.above_heading),
            row: size(|style| style.row),
            chart: size(|style| style.chart),
            writing: size(|style| style.writing),
        }
    }
}

/// The height of a line of letters of this size.
pub(super) const fn line_height(size: f32) -> f32 {
    size * 1.28
}

/// How far below the top of its line the letters of this size stand.
pub(super) const fn base_line(size: f32) -> f32 {
    size * 1.0
}

/// A small number as a factor.
#[expect(clippy::cast_precision_loss, reason = "columns and lines of a page")]
pub(super) const fn count(number: usize) -> f32 {
    number as f32
}
