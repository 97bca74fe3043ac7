//! Files that come in.
