//! The list of entries.
//!
//! May use `domain`.

use super::effect::Effect;
use super::key::Press;
use super::keymap::Action;
use super::model::Model;
use super::signs::moved_row;

/// The list of entries, and where in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The line in focus.
    pub row: usize,
}

/// Does what a key asks for.
pub fn act(model: &mut Model, action: Action, _press: &Press) -> Vec<Effect> {
    let last = usize::MAX;
    model.history.row = moved_row(model.history.row, action, last);
    Vec::new()
}
