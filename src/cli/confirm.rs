//! Questions at the terminal before something is changed that cannot be taken back in one step.
//!
//! Part of the shell.

use std::io::{IsTerminal, Write, stderr, stdin};

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// The word was typed.
    Yes,
    /// Something else was typed.
    No,
    /// Nobody sits there to be asked.
    NobodyThere,
}

/// Asks for one word, which is to be typed as it stands.
pub fn ask(question: &str, word: &str) -> anyhow::Result<Confirmed> {
    if !stdin().is_terminal() {
        return Ok(Confirmed::NobodyThere);
    }
    let mut asking = stderr();
    write!(asking, "{question} ")?;
    asking.flush()?;
    let mut typed = String::new();
    stdin().read_line(&mut typed)?;
    Ok(if typed.trim().eq_ignore_ascii_case(word) { Confirmed::Yes } else { Confirmed::No })
}
