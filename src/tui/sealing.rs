//! The journal locked, locked anew or unlocked for good, on the wish of the Settings screen.

use zeroize::Zeroizing;

use crate::app::passphrase_form::{Asked, Seal};
use crate::app::secret::Secret;
use crate::app::{Lock, Msg};
use crate::store::{Journal, Opener, Passphrase, Resealed, SHORTEST, StoreError};

/// What became of the wish.
#[expect(clippy::large_enum_variant, reason = "there is one of it at a time")]
pub(super) enum Sealed {
    /// There is a journal to go on with.
    On(Journal, Msg),
    /// It cannot be opened again from here.
    Closed,
}

/// Why nothing was done, and at which field.
type Refused = (Asked, String);

/// Seals a journal as it is wished. Whatever happens, nothing is half done: the store sees to that.
pub(super) fn seal(journal: Journal, wish: &Seal) -> Sealed {
    let present = match checked(&journal, wish) {
        Ok(present) => present,
        Err((asked, words)) => return Sealed::On(journal, Msg::NotSealed(asked, words)),
    };
    let path = journal.path().to_path_buf();
    let sealed = match wish {
        Seal::With { new, .. } => journal.set_passphrase(&Passphrase::new(new.text())),
        Seal::Not { .. } => journal.remove_passphrase(),
    };
    match sealed {
        Ok((journal, resealed)) => {
            let msg = told(&journal, &resealed);
            Sealed::On(journal, msg)
        }
        Err(error) => {
            let again = match &present {
                Some(present) => Journal::unlock(&path, present),
                None => Journal::open(&path),
            };
            let asked = if matches!(wish, Seal::With { .. }) { Asked::New } else { Asked::Present };
            again.map_or(Sealed::Closed, |journal| Sealed::On(journal, not_sealed(asked, &error)))
        }
    }
}

fn not_sealed(asked: Asked, error: &StoreError) -> Msg {
    Msg::NotSealed(asked, format!("It was not done: {error}."))
}

/// What opens the journal now, when it was asked for and is right.
fn checked(journal: &Journal, wish: &Seal) -> Result<Option<Opener>, Refused> {
    let (present, new) = match wish {
        Seal::With { present, new } => (present.as_ref(), Some(new)),
        Seal::Not { present } => (Some(present), None),
    };
    if new.is_some_and(|new| !Passphrase::new(new.text()).is_long_enough()) {
        let words =
            format!("That is shorter than {SHORTEST} characters, so nothing was done. Four small words are good.");
        return Err((Asked::New, words));
    }
    let Some(present) = present else { return Ok(None) };
    let opener = Opener::typed(present.text()).map_err(|_| wrong())?;
    if journal.is_opened_by(&opener) { Ok(Some(opener)) } else { Err(wrong()) }
}

fn wrong() -> Refused {
    let words = "That does not open this journal, so nothing was done. Your recovery key will do here too.";
    (Asked::Present, words.to_owned())
}

fn told(journal: &Journal, resealed: &Resealed) -> Msg {
    let about = about_backups(resealed);
    let lines = journal.recovery_key().map(|key| key.lines()).unwrap_or_default();
    let lines = lines.iter().map(|line: &Zeroizing<String>| Secret::of(line)).collect();
    Msg::Sealed(lock_of(journal), lines, about)
}

/// How the screens see the lock of a journal.
pub(super) fn lock_of(journal: &Journal) -> Lock {
    use crate::domain::LockAfter;
    use crate::store::Protection;
    match journal.protection() {
        // A choice that cannot be read must not keep the journal open for ever.
        Protection::Locked => Lock::Set(journal.lock_after().unwrap_or(LockAfter::OFFERED)),
        Protection::Plain if cfg!(feature = "encryption") => Lock::Absent,
        Protection::Plain => Lock::Impossible,
    }
}

fn about_backups(resealed: &Resealed) -> String {
    let mut words = match resealed.backups {
        0 => String::new(),
        1 => "Its backup went with it.".to_owned(),
        count => format!("Its {count} backups went with it."),
    };
    if !resealed.left.is_empty() {
        words.push_str(" Backups with another passphrase are as they were: ");
        words.push_str(&resealed.left.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", "));
        words.push('.');
    }
    if !resealed.has_other_names.is_empty() {
        words.push_str(" A copy of the file under another name is as it was.");
    }
    words.trim().to_owned()
}
