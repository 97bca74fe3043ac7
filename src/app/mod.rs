//! The state of the screens and how it changes: `update(&mut Model, Msg) -> Vec<Effect>`, and nothing else moves it.
//!
//! Pure: no files, no SQL, no clock, no terminal. May use `domain`, `protocols` and `report`.
//!
//! A new screen is one file here (its state and `act`), its pair in `ui/`, a variant of [`Screen`], a [`keymap::Context`] with
//! its lines in the table, and one arm in `update`. What lies over screens and takes keys is a variant of [`Overlay`].

pub mod ahead;
pub mod ahead_reading;
pub mod back_fill;
pub mod banner;
pub mod beside;
pub mod bindings;
pub mod call;
pub mod card_reading;
pub mod care;
pub mod care_acts;
pub mod care_reading;
pub mod change_words;
pub mod changes;
pub mod chart;
pub mod conflict_words;
pub mod context;
pub mod described;
pub mod draft;
pub mod effect;
pub mod entry_reading;
pub mod field;
pub mod first_run;
pub mod forecast;
pub mod form;
pub mod help;
pub mod history;
pub mod key;
pub mod key_paper;
pub mod keymap;
pub mod lock;
pub mod meanwhile;
pub mod model;
pub mod month;
pub mod passphrase_form;
pub mod past_reading;
pub mod plan_form;
pub mod plans;
pub mod profile_form;
pub mod rating_form;
pub mod reading;
pub mod record;
pub mod rejudged;
pub mod screen;
pub mod secret;
pub mod session_guard;
pub mod session_reading;
pub mod settings;
pub mod settings_reading;
pub mod settling;
pub mod signs;
pub mod spoken_time;
pub mod taken_up;
pub mod text;
pub mod timeline;
pub mod today;
pub mod treatment_form;
pub mod treatment_reading;
pub mod treatments;
pub mod tries;
pub mod trouble;
pub mod turns;
pub mod typing;
pub mod unlock;
pub mod update;
pub mod verdict;
pub mod visit;
pub mod visit_form;
pub mod wall_clock;
pub mod warning_acts;
pub mod warning_reading;
pub mod warnings;
pub mod why_reading;

pub use effect::{Effect, Extent, Healed, Msg, Read, Turned, Version};
pub use key::{Key, Press};
pub use lock::Lock;
pub use model::{Look, Model, Start};
pub use record::Record;
pub use screen::{Overlay, Purpose, Screen};
pub use unlock::Unlock;
pub use update::update;
pub use wall_clock::{WallClock, Zone};
