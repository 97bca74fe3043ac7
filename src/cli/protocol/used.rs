//! `mendlog protocol use` and `drop`: the provider's own sheet, taken into use and out of it.

use std::io::{self, Write as _};

use super::file::{sheet_named, shown};
use super::told;
use crate::app::rejudged::Verdicts;
use crate::cli::output::{print, say};
use crate::cli::setting::Setting;
use crate::cli::wrong;
use crate::protocols::{Library, Sheet, differences};

/// Use your provider's own sheet: shows what would change, asks, and keeps it in the journal
///
/// Danger signs, and what they call for, are the same under any sheet.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The sheet your provider gave you, or - for what comes through a pipe
    #[arg(value_name = "FILE|-")]
    file: String,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

/// Shows the difference, asks, and keeps the sheet.
pub fn take_into_use(arguments: &Arguments, setting: &Setting) -> anyhow::Result<()> {
    let (text, sheet) = sheet_named(&arguments.file, setting)?;
    let (before, after) = (setting.library_in_use()?.0, setting.library.with_sheet(&sheet));
    let changes = differences(before.standard(), after.standard());
    if changes.is_empty() {
        say("This sheet is in use already. Nothing was changed.");
        return Ok(());
    }
    print(&told(&changes))?;
    say("\nDanger signs, and what they call for, stay as they are.");
    if !arguments.yes && !agreed(&arguments.file)? {
        say("Nothing was changed.");
        return Ok(());
    }
    setting.journal()?.save_sheet(&text, setting.now)?;
    say(&format!("From now on your journal goes by {}. `mendlog protocol drop` goes back.", in_words(&after)));
    say_what_changed(&before, &after, setting)
}

/// Says for which check-ins the verdict is another by other ranges.
fn say_what_changed(before: &Library, after: &Library, setting: &Setting) -> anyhow::Result<()> {
    let diary = setting.diary()?;
    if !diary.entries.is_empty() {
        say(&Verdicts::of_diary(&diary, before).compared_with(&Verdicts::of_diary(&diary, after)));
    }
    Ok(())
}

/// Asks on the terminal; no answer is no.
fn agreed(file: &str) -> anyhow::Result<bool> {
    if file == "-" {
        return Err(wrong(
            "there is nobody to ask when the sheet comes through a pipe; add --yes. Nothing was changed.",
        ));
    }
    write!(io::stderr(), "Use {} from now on? [y/N] ", shown(file))?;
    let mut answer = String::new();
    if io::stdin().read_line(&mut answer)? == 0 {
        say("");
        return Err(wrong("nobody answered; add --yes to use the sheet without being asked. Nothing was changed."));
    }
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

fn in_words(library: &Library) -> String {
    library.sheet().map_or_else(|| "the published figures".to_owned(), |sheet| format!("the sheet {}", sheet.title()))
}

/// Takes the sheet out of use.
pub fn take_out_of_use(setting: &Setting) -> anyhow::Result<()> {
    let before = setting.library_in_use()?.0;
    let withdrawn = match setting.existing_journal()? {
        Some(mut journal) => journal.withdraw_sheet(setting.now)?,
        None => None,
    };
    let Some(kept) = withdrawn else {
        say("No sheet is in use. Nothing was changed.");
        return Ok(());
    };
    let read = Sheet::read("your provider's sheet", &kept.text, &setting.library);
    let name =
        read.map_or_else(|_| "your provider's sheet".to_owned(), |sheet| in_words(&setting.library.with_sheet(&sheet)));
    say(&format!(
        "From now on your journal goes by the published figures again, not by {name}. It is kept as history."
    ));
    say_what_changed(&before, &setting.library, setting)
}
