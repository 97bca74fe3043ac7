//! The help: all keys that work here, from the one table.
//!
//! Uses only its siblings in `app`.

use super::keymap::{self, Context};
use super::reading::{Passage, Reading, Tone};

/// All keys that work in a context, under the headings of their tables.
#[must_use]
pub fn help(context: Context) -> Reading {
    let mut passages = Vec::new();
    for table in context.chain() {
        if !passages.is_empty() {
            passages.push(Passage::gap());
        }
        passages.push(Passage::new(Tone::Heading, table.title()));
        let bindings = keymap::bindings(context).filter(|binding| binding.context == *table);
        passages.extend(bindings.map(|binding| {
            let keys: Vec<_> = binding.keys.iter().map(|key| key.name()).collect();
            Passage::led(keys.join(" "), binding.help)
        }));
    }
    Reading::new("Keys", passages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_a_context_is_in_its_help() {
        let reading = help(Context::Today);
        let text: Vec<_> = reading.passages.iter().map(|passage| passage.text.as_str()).collect();
        for binding in keymap::bindings(Context::Today) {
            assert!(text.contains(&binding.help), "{}", binding.help);
        }
    }
}
