//! The lock: who has the passphrase or the recovery key gets in, nobody else does, and no plain word stays behind.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[cfg(feature = "encryption")]
mod changing;
#[cfg(feature = "encryption")]
mod leftovers;
#[cfg(feature = "encryption")]
mod opening;
#[cfg_attr(not(feature = "encryption"), expect(dead_code, reason = "the tests of locks use the rest of it"))]
mod place;
#[cfg(not(feature = "encryption"))]
mod without;
