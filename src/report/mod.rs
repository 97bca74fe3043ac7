//! What a journal says, as neutral values and plain text: the same facts for every screen, page and pipe.
//!
//! May use `domain`.

pub mod ahead;
pub mod course;
pub mod outcome_chart;
pub mod outcomes;
