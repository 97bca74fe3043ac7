//! Which parts the report has: a list to switch on and off.
//!
//! May use `report`.

use super::{make_anew, show};
use crate::app::effect::Effect;
use crate::app::keymap::Action;
use crate::app::model::Model;
use crate::app::screen::Overlay;
use crate::app::signs::moved_row;
use crate::report::visit::Item;

/// Does what a key asks for while the list shows, a line of it in focus.
pub fn act(model: &mut Model, row: usize, action: Action) -> Vec<Effect> {
    let items = &mut model.visit.choices.items;
    match action {
        Action::Back => {
            show(model);
            return Vec::new();
        }
        Action::AllItems => *items = Item::ALL.into(),
        Action::Tick => {
            if let Some(item) = Item::ALL.get(row).filter(|item| !items.remove(item)) {
                items.insert(*item);
            }
        }
        _ => {}
    }
    if matches!(action, Action::AllItems | Action::Tick) {
        make_anew(model);
    }
    model.open(Overlay::VisitItems(moved_row(row, action, Item::ALL.len().saturating_sub(1))));
    Vec::new()
}
