//! Journals kept elsewhere: any table with a date and some ratings, read by a mapping that is guessed from its heads, shown, and
//! corrected by the patient.
//!
//! What nobody can know from the table, such as the scale of its numbers, is asked for and never guessed. Uses `domain` and its
//! siblings in `exchange`.

mod date;
mod dates;
mod encoding;
mod grading;
mod heads;
mod layout;
mod mapping;
mod meaning;
mod rating;
mod reading;
mod scale;
mod shown;
mod whose;
mod wishes;
mod wishes_toml;
mod words;

pub use date::DateFormat;
pub use encoding::Encoding;
pub use layout::{Delimiter, Table};
pub use mapping::{Column, Mapping};
pub use meaning::{Meaning, Why};
pub use reading::{Reader, Taken};
pub use scale::Scale;
pub use whose::{Whose, treatment_of};
pub use wishes::Wishes;
pub use wishes_toml::{LONGEST as LONGEST_MAPPING, read_mapping, write_mapping};
