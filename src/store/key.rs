//! The key of a journal that is locked with a passphrase. It is never printed, and wiped from memory after use.

use std::fmt;

use zeroize::Zeroizing;

/// The first bytes of a locked journal. A locked file is random from its first byte to its last, and its first 16 bytes are the
/// salt that its key was derived with: these four are fixed, so that the file can be told from a foreign one. The digit
/// stands for the way the key is derived.
pub(super) const MAGIC: &[u8; 4] = b"MLK1";

/// What makes the key of one file another than that of every other file with the same passphrase: its first 16 bytes.
pub(super) type Salt = [u8; 16];

/// What opens a file.
pub(super) type Secret = Zeroizing<[u8; 32]>;

/// The key of one file.
#[derive(Clone)]
pub(super) struct Key {
    secret: Secret,
    salt: Salt,
}

impl Key {
    /// A key with the first 16 bytes of the file it opens.
    pub(super) const fn new(secret: Secret, salt: Salt) -> Self {
        Self { secret, salt }
    }

    /// What opens the file.
    pub(super) const fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The first 16 bytes of the file.
    pub(super) const fn salt(&self) -> &Salt {
        &self.salt
    }

    /// As the database takes it: no further derivation, and this salt.
    pub(super) fn as_sql(&self) -> Zeroizing<String> {
        use fmt::Write as _;
        let mut text = Zeroizing::new(String::with_capacity(99));
        text.push_str("x'");
        for byte in self.secret.iter().chain(&self.salt) {
            let _ = write!(text, "{byte:02x}");
        }
        text.push('\'');
        text
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(..)")
    }
}

/// Whether a file is locked, and what opens it.
#[derive(Clone, Debug)]
pub(super) enum Seal {
    /// A plain database.
    None,
    /// Locked.
    Key(Key),
}
