//! Sizes and distances of the printed page, in points, for three densities: the loosest that needs the fewest sheets is taken.
//!
//! May use nothing else.

/// How close the lines of a page stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Density {
    /// With room to breathe.
    Roomy,
    /// A little closer.
    Close,
    /// As close as can still be read with ease.
    Tight,
}

impl Density {
    /// From loose to tight.
    pub(super) const ALL: [Self; 3] = [Self::Roomy, Self::Close, Self::Tight];
}

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

impl Style {
    pub(super) const fn of(density: Density) -> Self {
        match density {
            Density::Roomy => Self {
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
            },
            Density::Close => Self {
                title: 16.0,
                heading: 10.5,
                body: 9.0,
                table: 8.0,
                grid: 6.8,
                small: 6.8,
                gap: 5.5,
                above_heading: 11.0,
                row: 2.0,
                chart: 82.0,
                writing: 19.0,
            },
            Density::Tight => Self {
                title: 14.0,
                heading: 9.5,
                body: 8.0,
                table: 7.2,
                grid: 6.5,
                small: 6.5,
                gap: 4.0,
                above_heading: 7.5,
                row: 1.1,
                chart: 64.0,
                writing: 16.5,
            },
        }
    }
}

/// The height of a line of letters of this size.
pub(super) const fn line_height(size: f32) -> f32 {
    size * 1.32
}

/// How far below the top of its line the letters of this size stand.
pub(super) const fn base_line(size: f32) -> f32 {
    size * 1.02
}

/// A small number as a factor.
#[expect(clippy::cast_precision_loss, reason = "columns and lines of a page")]
pub(super) const fn count(number: usize) -> f32 {
    number as f32
}
