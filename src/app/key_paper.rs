//! The recovery key on a screen of its own, to be written down, and the check that it was.
//!
//! Uses only its siblings in `app`.

use super::key::Key;
use super::keymap::{Action, Context};
use super::model::Model;
use super::screen::Overlay;
use super::secret::Secret;

/// The recovery key, once.
#[derive(Clone, Debug)]
pub struct KeyPaper {
    /// Its lines.
    pub lines: Vec<Secret>,
    /// What else came of the new lock.
    pub about: String,
    /// How far the patient is.
    pub step: Step,
}

/// How far the patient is with it.
#[derive(Clone, Debug)]
pub enum Step {
    /// Writing it down.
    Writing,
    /// Typing two of its groups from the paper.
    Checking(Box<Check>),
}

/// Two groups to be typed from the paper.
#[derive(Clone, Debug)]
pub struct Check {
    /// Their numbers, counted from 1, and what is typed.
    pub groups: [(usize, Secret); 2],
    /// Which of them is in focus.
    pub focus: usize,
    /// What is wrong.
    pub problem: Option<String>,
}

impl KeyPaper {
    /// The key in lines.
    #[must_use]
    pub const fn new(lines: Vec<Secret>, about: String) -> Self {
        Self { lines, about, step: Step::Writing }
    }

    /// Where its keys are looked up.
    #[must_use]
    pub const fn context(&self) -> Context {
        match self.step {
            Step::Writing => Context::KeyPaper,
            Step::Checking(_) => Context::KeyCheck,
        }
    }

    /// Takes a key that no table names: it is typed.
    pub fn type_key(&mut self, key: Key) {
        if let Step::Checking(check) = &mut self.step {
            check.groups[check.focus].1.type_key(key);
        }
    }

    /// Its groups in order.
    fn groups(&self) -> Vec<Secret> {
        let line = |line: &Secret| line.text().split('-').map(Secret::of).collect::<Vec<_>>();
        self.lines.iter().flat_map(line).collect()
    }

    /// Asks for two groups, others each time.
    fn ask(&mut self, fresh_id: &str) {
        let count = self.groups().len().max(2);
        let sum: usize = fresh_id.bytes().map(usize::from).sum();
        let first = sum % count;
        let second = (first + 1 + (sum / count) % (count - 1)) % count;
        let groups = [first.min(second), first.max(second)].map(|group| (group + 1, Secret::default()));
        self.step = Step::Checking(Box::new(Check { groups, focus: 0, problem: None }));
    }

    /// The number of a group that was typed otherwise than it is.
    fn wrong(&self, check: &Check) -> Option<usize> {
        let groups = self.groups();
        let is_wrong = |(number, typed): &&(usize, Secret)| {
            groups.get(number - 1).is_none_or(|group| !group.text().eq_ignore_ascii_case(typed.text().trim()))
        };
        check.groups.iter().find(is_wrong).map(|(number, _)| *number)
    }
}

/// Does what a key of the table asks for.
pub fn act(model: &mut Model, mut paper: Box<KeyPaper>, action: Action, fresh_id: &str) {
    match (&mut paper.step, action) {
        (Step::Writing, Action::Enter) => paper.ask(fresh_id),
        (Step::Checking(_), Action::Back) => paper.step = Step::Writing,
        (_, Action::Finish) => return finished(model, &paper, "You said that your recovery key is written down."),
        (Step::Checking(check), Action::Enter) if check.focus == 0 => check.focus = 1,
        (Step::Checking(check), Action::Down | Action::Up) => check.focus = 1 - check.focus,
        (Step::Checking(check), Action::Clear) => check.groups[check.focus].1.clear(),
        (Step::Checking(check), Action::Enter) => {
            let check = check.clone();
            match paper.wrong(&check) {
                None => return finished(model, &paper, "Both groups are right: your recovery key is on paper."),
                Some(number) => complain(&mut paper, number),
            }
        }
        _ => {}
    }
    model.open(Overlay::KeyPaper(paper));
}

fn complain(paper: &mut KeyPaper, number: usize) {
    if let Step::Checking(check) = &mut paper.step {
        check.problem = Some(format!("Group {number} is another one on the screen before. Esc shows the key again."));
        if let Some(at) = check.groups.iter().position(|(group, _)| *group == number) {
            check.focus = at;
            check.groups[at].1.clear();
        }
    }
}

fn finished(model: &mut Model, paper: &KeyPaper, words: &str) {
    model.notice = Some(format!("{words} {} L locks the journal.", paper.about));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_different_groups_are_asked_whatever_the_name() {
        let lines = vec![Secret::of("AAAAA-BBBBB-CCCCC"), Secret::of("DDDDD-EEEEE")];
        for id in 0..200 {
            let mut paper = KeyPaper::new(lines.clone(), String::new());
            paper.ask(&format!("id-{id}"));
            let Step::Checking(mut check) = paper.step.clone() else { panic!() };
            let [first, second] = [check.groups[0].0, check.groups[1].0];
            assert!(first < second && first >= 1 && second <= 5, "{first} {second}");
            assert_eq!(paper.wrong(&check), Some(first));
            for (number, typed) in &mut check.groups {
                typed.paste(&char::from(b'a' + u8::try_from(*number - 1).unwrap()).to_string().repeat(5));
            }
            assert_eq!(paper.wrong(&check), None);
        }
    }
}
