//! What a journal says, as neutral values and plain text: the same facts for every screen, page and pipe.
//!
//! May use `domain`.

pub mod ahead;
pub mod care;
pub mod comparison;
pub mod course;
pub mod forecast;
pub mod month;
pub mod occasion;
pub mod outcome_chart;
pub mod outcomes;
pub mod page;
pub mod sessions;
pub mod visit;
