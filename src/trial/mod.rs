//! Made-up healing courses with known truth, to measure how well courses are judged.
//!
//! Courses come from published durations and published complications, never from the protocol's own bands: that would
//! only measure whether the protocol agrees with itself. May use `domain` and `protocols`.

mod chance;
mod complaint;
mod complication;
mod course;
mod foretold;
mod infections;
mod interval;
mod marks;
mod ordinary;
mod person;
mod reactions;
mod tally;
mod visits;
mod words;

pub use complication::{ALL as COMPLICATIONS, Complication};
pub use course::{Course, Earlier, Nature, Truth};
pub use foretold::{Foretold, Spread};
pub use interval::Share;
pub use tally::{Examples, Missed, Tally};
pub use words::Words;
