//! The passphrase of a locked journal, and the key made of it.
//!
//! May use neither files nor SQL.

use std::fmt;

use zeroize::Zeroizing;

use super::key::{Salt, Secret};

/// So many characters a passphrase has at least.
pub const SHORTEST: usize = 8;

/// A passphrase. It is wiped from memory when it is dropped, and nothing prints it.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// What was typed, letter for letter: blanks at its ends count.
    #[must_use]
    pub const fn new(typed: Zeroizing<String>) -> Self {
        Self(typed)
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is long enough to lock a journal with.
    #[must_use]
    pub fn is_long_enough(&self) -> bool {
        self.0.chars().count() >= SHORTEST
    }

    /// The key of the file with this salt: Argon2id, 64 MiB, three passes, so that each guess costs an attacker what it costs us.
    #[cfg(feature = "encryption")]
    pub(super) fn secret(&self, salt: &Salt) -> Option<Secret> {
        use argon2::{Algorithm, Argon2, Block, Params, Version};

        let mut secret = Secret::default();
        let params = Params::new(64 * 1024, 3, 1, Some(secret.len())).ok()?;
        let mut memory = Zeroizing::new(vec![Block::default(); params.block_count()]);
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let made =
            argon2.hash_password_into_with_memory(self.0.as_bytes(), salt, secret.as_mut(), memory.as_mut_slice());
        made.ok().map(|()| secret)
    }

    /// This build has no locks.
    #[cfg(not(feature = "encryption"))]
    #[expect(clippy::unused_self, reason = "the same with and without locks")]
    pub(super) const fn secret(&self, _salt: &Salt) -> Option<Secret> {
        None
    }
}

impl PartialEq for Passphrase {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::new(Zeroizing::new(text.to_owned()))
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        assert!(!passphrase("ööööööö").is_long_enough());
        assert!(passphrase("öööööööö").is_long_enough());
    }

    #[test]
    fn nothing_prints_it() {
        assert_eq!(format!("{:?}", passphrase("four small words here")), "Passphrase(..)");
    }

    #[cfg(feature = "encryption")]
    #[test]
    fn journals_out_there_were_locked_with_this_key() {
        let secret = passphrase("four small words here").secret(b"MLK1 and 12 more").unwrap();
        let wanted = "a1f6f46ccc6b057d0e581a31f69e81df00adb868d177ff610475064e19bdb60a";
        let byte = |at: usize| u8::from_str_radix(&wanted[at * 2..at * 2 + 2], 16).unwrap();
        assert_eq!(secret.to_vec(), (0..32).map(byte).collect::<Vec<_>>());
    }
}
