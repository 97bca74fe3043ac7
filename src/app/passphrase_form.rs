//! The passphrase set, changed or taken off on the Settings screen: what is typed for it, and what the shell is asked to do.
//!
//! Uses only its siblings in `app`.

use super::effect::Effect;
use super::key::Key;
use super::keymap::Action;
use super::lock::Lock;
use super::model::Model;
use super::screen::Overlay;
use super::secret::Secret;
use super::unlock::Sight;

/// What is to become of the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// The journal gets one.
    Set,
    /// It gets another.
    Change,
    /// It has none any more.
    Remove,
}

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// What opens the journal now.
    Present,
    /// The passphrase to be.
    New,
    /// The same again.
    Again,
}

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is being typed.
    Asking,
    /// The journal is written anew.
    Working,
}

/// The form.
#[derive(Clone, Debug)]
pub struct PassphraseForm {
    /// What it is for.
    pub errand: Errand,
    /// What it asks for, and what is typed.
    pub fields: Vec<(Asked, Secret)>,
    /// Which one is in focus.
    pub focus: usize,
    /// Whether what is typed can be read.
    pub sight: Sight,
    /// What is under way.
    pub stage: Stage,
    /// What is wrong, and what would be right.
    pub problem: Option<String>,
}

/// How the journal is to be sealed.
#[derive(Clone, Debug, PartialEq)]
pub enum Seal {
    /// With this passphrase, once the one before was typed, if there is one.
    With {
        /// What opens it now.
        present: Option<Secret>,
        /// What opens it then.
        new: Secret,
    },
    /// Not at all any more.
    Not {
        /// What opens it now.
        present: Secret,
    },
}

impl PassphraseForm {
    /// An empty form.
    #[must_use]
    pub fn new(errand: Errand) -> Self {
        let asked: &[Asked] = match errand {
            Errand::Set => &[Asked::New, Asked::Again],
            Errand::Change => &[Asked::Present, Asked::New, Asked::Again],
            Errand::Remove => &[Asked::Present],
        };
        let fields = asked.iter().map(|asked| (*asked, Secret::default())).collect();
        Self { errand, fields, focus: 0, sight: Sight::Hidden, stage: Stage::Asking, problem: None }
    }

    /// Takes a key that no table names: it is typed.
    pub fn type_key(&mut self, key: Key) {
        if let Some((_, secret)) = self.fields.get_mut(self.focus) {
            secret.type_key(key);
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        if let Some((_, secret)) = self.fields.get_mut(self.focus) {
            secret.paste(text);
        }
    }

    /// Says why it was not done; what was typed stays, but for what is wrong.
    pub fn complain(&mut self, asked: Asked, words: impl Into<String>) {
        self.stage = Stage::Asking;
        self.problem = Some(words.into());
        if let Some(at) = self.fields.iter().position(|(field, _)| *field == asked) {
            self.focus = at;
            self.fields[at].1.clear();
        }
    }

    fn typed(&self, asked: Asked) -> Option<Secret> {
        self.fields.iter().find(|(field, _)| *field == asked).map(|(_, secret)| secret.clone())
    }

    /// What to do, when all is there.
    fn wish(&mut self) -> Option<Seal> {
        if let Some(at) = self.fields.iter().position(|(_, secret)| secret.is_empty()) {
            self.focus = at;
            self.problem = Some("This field is still empty.".to_owned());
            return None;
        }
        let present = self.typed(Asked::Present);
        match (self.typed(Asked::New), self.typed(Asked::Again)) {
            (Some(new), Some(again)) if new.text() == again.text() => Some(Seal::With { present, new }),
            (Some(_), Some(_)) => {
                let words = "The two are not the same, so nothing was done. Type it again; Ctrl-T shows what you type.";
                self.complain(Asked::Again, words);
                None
            }
            _ => present.map(|present| Seal::Not { present }),
        }
    }
}

/// Opens the form, where this build can do it.
pub fn open(model: &mut Model, action: Action) {
    let errand = match (model.lock, action) {
        (Lock::Impossible, _) => {
            let words = "This build of Mendlog cannot lock journals. One built without --no-default-features can.";
            model.notice = Some(words.to_owned());
            return;
        }
        (Lock::Absent, Action::Passphrase) => Errand::Set,
        (Lock::Absent, _) => {
            model.notice = Some("This journal has no lock. p sets a passphrase.".to_owned());
            return;
        }
        (Lock::Set(_), Action::TakeLockOff) => Errand::Remove,
        (Lock::Set(_), _) => Errand::Change,
    };
    model.open(Overlay::Passphrase(Box::new(PassphraseForm::new(errand))));
}

/// Does what a key of the table asks for.
pub fn act(model: &mut Model, mut form: Box<PassphraseForm>, action: Action) -> Vec<Effect> {
    let last = form.fields.len().saturating_sub(1);
    let mut effects = Vec::new();
    form.problem = None;
    match action {
        Action::Back => return effects,
        Action::Enter if form.focus >= last => {
            if let Some(seal) = form.wish() {
                form.stage = Stage::Working;
                form.sight = Sight::Hidden;
                effects.push(Effect::Seal(seal));
            }
        }
        Action::Enter | Action::Down => form.focus = (form.focus + 1).min(last),
        Action::Up => form.focus = form.focus.saturating_sub(1),
        Action::Show => form.sight = if form.sight == Sight::Hidden { Sight::Shown } else { Sight::Hidden },
        Action::Clear => {
            if let Some((_, secret)) = form.fields.get_mut(form.focus) {
                secret.clear();
            }
        }
        _ => {}
    }
    model.open(Overlay::Passphrase(form));
    effects
}

/// It was not done: says so in the form, which has all that was typed.
pub fn refused(model: &mut Model, asked: Asked, words: String) {
    match &mut model.overlay {
        Some(Overlay::Passphrase(form)) => form.complain(asked, words),
        _ => model.notice = Some(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(errand: Errand, texts: &[&str]) -> PassphraseForm {
        let mut form = PassphraseForm::new(errand);
        for ((_, secret), text) in form.fields.iter_mut().zip(texts) {
            secret.paste(text);
        }
        form
    }

    #[test]
    fn two_that_differ_ask_for_the_second_again() {
        let mut form = filled(Errand::Set, &["four small words here", "four small words hear"]);
        assert_eq!(form.wish(), None);
        assert_eq!((form.focus, form.fields[0].1.len(), form.fields[1].1.len()), (1, 21, 0));
        form.paste("four small words here");
        assert!(matches!(form.wish(), Some(Seal::With { present: None, .. })));
    }

    #[test]
    fn an_empty_field_is_no_answer_and_nothing_typed_is_printed() {
        assert_eq!(filled(Errand::Remove, &[]).wish(), None);
        let mut form = filled(Errand::Change, &["present one", "another one", "another one"]);
        let wish = form.wish();
        assert!(wish.is_some());
        assert!(!format!("{form:?} {wish:?}").contains("one\""));
    }
}
