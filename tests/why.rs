//! Why a verdict is as it is: what spoke, what came close and what it lacked, where ranges come from, where sources disagree.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "why/closeness.rs"]
mod closeness;
#[path = "why/disagreements.rs"]
mod disagreements;
#[path = "why/patient.rs"]
mod patient;
#[path = "why/promises.rs"]
mod promises;
#[path = "why/ranges.rs"]
mod ranges;
#[path = "why/stories.rs"]
mod stories;
