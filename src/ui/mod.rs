//! What a screen looks like: the state in, a frame out.
//!
//! May use `app` and everything below it.

pub mod widgets;
