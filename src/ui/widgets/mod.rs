//! Widgets of our own: what ratatui does not draw.
//!
//! May use `domain`, the values of `report`, and ratatui.

pub mod chart_style;
mod ground;
pub mod healing_chart;
pub mod page_chart;
pub mod plane;
pub mod plot;
pub mod small_chart;
pub mod trace;
