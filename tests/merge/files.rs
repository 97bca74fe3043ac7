//! Files that are carried, and what can be wrong with them.
