//! What a journal says, as neutral values and plain text: the same facts for every screen, page and pipe.
//!
//! May use `domain`.

pub mod course;
pub mod sessions;
