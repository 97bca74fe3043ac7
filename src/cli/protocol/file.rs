//! Protocol files and sheets, read from a file or a pipe.

use crate::cli::given_file;
pub use crate::cli::given_file::shown;
use crate::cli::setting::Setting;
use crate::cli::wrong;
use crate::protocols::{DataFile, Sheet};

/// More than a sheet or a protocol ever needs; a larger file is some other file.
const MAX_BYTES: u64 = 1 << 20;

/// Reads a protocol or a sheet, with its text; a fault is told with its line and column.
pub fn read(name: &str, setting: &Setting) -> anyhow::Result<(String, DataFile)> {
    let text = text_of(name)?;
    let read = setting.library.read(&shown(name), &text).map_err(|fault| wrong(fault.to_string()))?;
    Ok((text, read))
}

/// Reads a provider's sheet, with its text.
pub fn sheet_named(name: &str, setting: &Setting) -> anyhow::Result<(String, Sheet)> {
    match read(name, setting)? {
        (text, DataFile::Sheet(sheet)) => Ok((text, *sheet)),
        (_, DataFile::Protocol(_)) => Err(wrong(format!(
            "{} is a protocol of its own, and only a provider's sheet (kind = \"sheet\") can be used. Nothing was changed.",
            shown(name)
        ))),
    }
}

fn text_of(name: &str) -> anyhow::Result<String> {
    let shown = shown(name);
    let read = given_file::bytes(name, MAX_BYTES);
    let bytes = read.map_err(|error| wrong(format!("could not read {shown}: {error}. Nothing was changed.")))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(wrong(format!("{shown} is larger than 1 MiB, so it is neither a protocol nor a sheet")));
    }
    String::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
        let line = before.matches('\n').count() + 1;
        wrong(format!("{shown}, line {line}: this is no text (UTF-8). Nothing was changed."))
    })
}
