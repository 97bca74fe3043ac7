//! `mendlog assess --ndjson`: judges many journals, one a line, as they come through a file or a pipe.

use std::io::{self, IsTerminal, Write};

use super::output::say;
use super::{given_file, wrong};
use crate::domain::Triage;
use crate::domain::text::clean;
use crate::exchange::cohort::{Bench, Form, Summary, Unread, judge_lines};

/// Judges every line, and tells how loud the loudest journal stands.
///
/// # Errors
/// When a line could not be read, after all were answered.
pub fn run(name: &str, bench: &Bench<'_>) -> anyhow::Result<Triage> {
    let shown = given_file::shown(name);
    let input = given_file::reader(name).map_err(|error| wrong(format!("could not read {shown}: {error}")))?;
    let stdout = io::stdout();
    let summary = if stdout.is_terminal() {
        judge_lines(input, bench, Harmless(stdout))
    } else {
        judge_lines(input, bench, stdout)
    }?;
    if summary.lines == 0 {
        say(&format!("{shown} has no line with a journal on it, so there is nothing to judge."));
    }
    if summary.with_warnings > 0 {
        say(&read_with_warnings(&summary, bench.form));
    }
    if summary.unread > 0 {
        return Err(wrong(unread(&shown, &summary)));
    }
    Ok(summary.loudest)
}

/// Rows have no place for the words, and a journal without rows not even for their number.
fn read_with_warnings(Summary { lines, unread, with_warnings, .. }: &Summary, form: Form) -> String {
    let read = lines - unread;
    let place = match form {
        Form::Assessments => "`reading_warnings` names them",
        Form::Rows(_) => "`reading_warnings` counts them, and names them in the assessments, without --rows",
    };
    format!(
        "{with_warnings} of {read} journals were read with warnings, such as a field or a protocol that is not known here, or a \
         sheet that was not gone by: {place}."
    )
}

fn unread(shown: &str, Summary { lines, unread, first_unread, .. }: &Summary) -> String {
    let mut words = vec![format!(
        "{unread} of {lines} lines of {shown} could not be read. In place of each stands a line with the reason; all others \
         were judged."
    )];
    words.extend(first_unread.iter().map(|Unread { line, why }| format!("line {line}: {why}")));
    let more = unread - first_unread.len() as u64;
    if more > 0 {
        words.push(format!("and {more} more"));
    }
    words.join("\n  ")
}

/// A terminal to which nothing is written that it could obey.
struct Harmless<W>(W);

impl<W: Write> Write for Harmless<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write_all(clean(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
