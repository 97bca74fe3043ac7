//! `mendlog assess`: judges a journal file; needs no journal of its own, and changes nothing.

use clap::ValueEnum;

use super::output::{Paint, print, print_file, say};
use super::protocol::sheet_named;
use super::setting::Setting;
use super::verdict::{Telling, ending};
use super::{Outcome, assess_many, import, wrong};
use crate::domain::{AssessedEntry, Diary, Moment, TreatmentId};
use crate::exchange::assessment_json::{self, Judged, Rows, judge};
use crate::exchange::cohort::{Bench, Figures, Form};
use crate::protocols::Library;

/// Judge a journal file without a journal of your own; changes nothing
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The file, or - for what comes through a pipe
    #[arg(value_name = "FILE|-")]
    file: String,
    /// Print the assessment as JSON
    #[arg(long)]
    json: bool,
    /// Judge many journals, one on each line, as `mendlog export --format json --one-line` writes them, and print an
    /// assessment on a line for each
    #[arg(long, conflicts_with = "json")]
    ndjson: bool,
    /// With --ndjson: print flat rows instead, for programs that read tables
    #[arg(long, value_name = "WHAT", requires = "ndjson")]
    rows: Option<RowsOf>,
    /// The moment to tell the state of, such as 2026-03-05T20:00:00+01:00; a date alone means its noon. The last check-in's
    /// time when left out
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Go by a provider's own sheet
    #[arg(long, value_name = "FILE")]
    sheet: Option<String>,
    /// Tell how loud things stand by the exit code: 0, 10, 11 or 12
    #[arg(long)]
    exit_code: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RowsOf {
    /// A row for each warning, open or closed.
    Warnings,
    /// A row for each check-in.
    Entries,
    /// A row for each finding of a check-in.
    Findings,
}

impl From<RowsOf> for Rows {
    fn from(rows: RowsOf) -> Self {
        match rows {
            RowsOf::Warnings => Self::Warnings,
            RowsOf::Entries => Self::Entries,
            RowsOf::Findings => Self::Findings,
        }
    }
}

/// Reads the file, judges it, and tells it.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let at = arguments.at.as_deref().map(moment).transpose()?;
    let sheet = arguments.sheet.as_deref().map(|name| sheet_named(name, setting)).transpose()?;
    let library = sheet.map_or_else(|| setting.library.clone(), |(_, sheet)| setting.library.with_sheet(&sheet));
    if arguments.ndjson {
        let form = arguments.rows.map_or(Form::Assessments, |rows| Form::Rows(rows.into()));
        let bench = Bench {
            catalog: &library.catalog,
            protocols: library.protocols(),
            figures: if arguments.sheet.is_some() { Figures::OfSheet } else { Figures::Published },
            at,
            form,
        };
        let loudest = assess_many::run(&arguments.file, &bench)?;
        return Ok(Outcome::told(arguments.exit_code, loudest));
    }
    let read = import::read(&arguments.file, import::Form::default(), setting)?;
    if let (Some(used), None) = (&read.sheet, &arguments.sheet) {
        say(&format!(
            "This journal went by {}; here it is judged by the published figures. --sheet FILE goes by a sheet.",
            import::in_words(used)
        ));
    }
    let judged = judge(&read.diary, |id| library.protocol(id), at);
    if arguments.json {
        let mut text = Vec::new();
        assessment_json::write(&judged, &read.spellings, &mut text)?;
        print_file(&String::from_utf8_lossy(&text))?;
    } else {
        print(&told(&read.diary, &judged, &library, setting.paint))?;
    }
    Ok(Outcome::told(arguments.exit_code, judged.triage()))
}

fn moment(typed: &str) -> anyhow::Result<Moment> {
    typed.parse().map_err(|error| wrong(format!("--at: {error}")))
}

fn told(diary: &Diary, judged: &Judged<'_>, library: &Library, paint: Paint) -> Vec<String> {
    let telling = Telling { library, diary, paint };
    if diary.treatments.is_empty() {
        say("This journal has no treatment, so there is nothing to judge.");
        return Vec::new();
    }
    let entry = |(treatment, assessed): &(TreatmentId, AssessedEntry)| {
        let heading = format!("Treatment {treatment}, day {}, {}", assessed.day, assessed.entry.at);
        let mut lines = vec![heading, telling.level(assessed.triage, Some(assessed))];
        lines.extend(telling.findings(assessed.findings.iter()));
        lines.push(String::new());
        lines
    };
    let mut lines: Vec<_> = judged.entries.iter().flat_map(entry).collect();
    if let Some(now) = &judged.now {
        lines.push(format!("How things stand at {}", now.at));
        lines.push(telling.level(now.triage, judged.last()));
        lines.extend(now.open_warnings.iter().flat_map(|warning| telling.warning(warning)));
        lines.extend(telling.findings(now.silence.iter()));
    }
    lines.extend(ending());
    lines
}
