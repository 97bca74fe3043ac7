//! The settings.
//!
//! May use `domain`.

use super::effect::Effect;
use super::key::Press;
use super::keymap::Action;
use super::model::Model;
use super::signs::moved_row;

/// The settings, and where in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The line in focus.
    pub row: usize,
}

/// Does what a key asks for.
pub fn act(model: &mut Model, action: Action, _press: &Press) -> Vec<Effect> {
    let last = usize::MAX;
    model.settings.row = moved_row(model.settings.row, action, last);
    Vec::new()
}
