//! `mendlog schema`: what other programs may rely on, in a form they understand.

use clap::ValueEnum;

use super::Outcome;
use super::output::print_file;
use crate::exchange::schema::Schema;

/// Print the JSON Schema of a file that Mendlog writes, for other programs
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Of which file
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// What `mendlog export` writes, and `import` and `assess` read.
    Journal,
    /// What `mendlog assess --json` prints.
    Assessment,
    /// What `mendlog history --json` prints.
    History,
}

/// Prints the schema.
pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let schema = match arguments.format {
        Format::Journal => Schema::Journal,
        Format::Assessment => Schema::Assessment,
        Format::History => Schema::History,
    };
    print_file(schema.text())?;
    Ok(Outcome::Done)
}
