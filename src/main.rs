//! The program: reads what was asked, does it, and tells by its exit code how that went.

use std::process::ExitCode;

use clap::Parser;
use mendlog::cli;

fn main() -> ExitCode {
    let code = match cli::run(cli::Arguments::parse()) {
        Ok(outcome) => outcome.exit_code(),
        Err(error) => cli::report_error(&error),
    };
    ExitCode::from(code)
}
