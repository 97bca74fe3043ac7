//! The terminal: the event loop and its effects.
