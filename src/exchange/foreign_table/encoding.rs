//! The letters of a table: UTF-8, UTF-16 with its mark, or Windows-1252 as older spreadsheets save them.
//!
//! Uses nothing but the standard library and the rules of `exchange`.

use crate::exchange::Rules;
use crate::exchange::located::ReadError;

/// How the letters of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// What most programs write today, with or without a mark.
    Utf8,
    /// What some programs call Unicode; with a mark.
    Utf16,
    /// What spreadsheets on Windows write when they are asked for CSV alone.
    Windows1252,
}

impl Encoding {
    /// Its name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// What to do about a file that is no text.
const SAVE_AS: &str = "open it in the spreadsheet and save the sheet as \"CSV UTF-8\"";

/// The first bytes of files that spreadsheets and others keep for themselves.
const NO_TEXTS: [(&[u8], &str); 4] = [
    (b"PK\x03\x04", "this is a spreadsheet's own file, such as .xlsx or .ods"),
    (b"\xD0\xCF\x11\xE0", "this is a spreadsheet's own file, such as .xls"),
    (b"%PDF", "this is a PDF"),
    (b"SQLite format 3", "this is a database"),
];

/// The 0x80s and 0x90s of Windows-1252; the five places that mean nothing are U+FFFD.
const WINDOWS: [char; 32] = [
    '€', '\u{FFFD}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{FFFD}', 'Ž', '\u{FFFD}', '\u{FFFD}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{FFFD}', 'ž', 'Ÿ',
];

/// The text of a file with its lines ended by `\n`.
pub(super) fn decoded(bytes: &[u8]) -> Result<(String, Encoding), ReadError> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > Rules::MAX_BYTES) {
        return Err(refused(format!("the file is larger than {} MiB; no journal is", Rules::MAX_BYTES / 1024 / 1024)));
    }
    if let Some((_, what)) = NO_TEXTS.iter().find(|(first, _)| bytes.starts_with(first)) {
        return Err(refused(format!("{what}, and no table of text; {SAVE_AS}")));
    }
    let (text, encoding) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (utf16(rest, u16::from_le_bytes)?, Encoding::Utf16),
        [0xFE, 0xFF, rest @ ..] => (utf16(rest, u16::from_be_bytes)?, Encoding::Utf16),
        _ => utf8_or_windows(bytes)?,
    };
    Ok((text.replace("\r\n", "\n").replace('\r', "\n"), encoding))
}

fn utf8_or_windows(bytes: &[u8]) -> Result<(String, Encoding), ReadError> {
    if bytes.contains(&0) {
        return Err(refused(format!("this is no text, or one in letters that are not known here; {SAVE_AS}")));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        return Ok((text.to_owned(), Encoding::Utf8));
    }
    let text: String = bytes.iter().map(|byte| windows(*byte)).collect();
    match text.find('\u{FFFD}') {
        None => Ok((text, Encoding::Windows1252)),
        Some(at) => {
            let line = text[..at].matches('\n').count() + 1;
            Err(refused(format!("line {line}: these letters are neither UTF-8 nor Windows-1252; {SAVE_AS}")))
        }
    }
}

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Result<String, ReadError> {
    let torn = || refused(format!("this begins like UTF-16 and does not go on like it; {SAVE_AS}"));
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(torn());
    }
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16(&units).ok().filter(|text| !text.contains('\0')).ok_or_else(torn)
}

fn refused(message: String) -> ReadError {
    ReadError { place: None, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Encoding) {
        decoded(bytes).unwrap()
    }

    #[test]
    fn letters_of_three_kinds_are_read() {
        assert_eq!(read("Rötung\r\n€".as_bytes()), ("Rötung\n€".to_owned(), Encoding::Utf8));
        assert_eq!(read("\u{FEFF}a\rb".as_bytes()), ("a\nb".to_owned(), Encoding::Utf8));
        assert_eq!(read(b"R\xF6tung\x80\x96"), ("Rötung€–".to_owned(), Encoding::Windows1252));
        let little: Vec<u8> = "\u{FEFF}Rötung".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{FEFF}Rötung".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&little), ("Rötung".to_owned(), Encoding::Utf16));
        assert_eq!(read(&big), ("Rötung".to_owned(), Encoding::Utf16));
    }

    #[test]
    fn what_is_no_text_is_refused_with_what_to_do() {
        for bytes in [&b"PK\x03\x04abc"[..], b"\xD0\xCF\x11\xE0", b"%PDF-1.7", b"a\0b\0", b"\xFF\xFEa", b"\xC3(\x81"] {
            let fault = decoded(bytes).unwrap_err().to_string();
            assert!(fault.contains("CSV UTF-8"), "{fault}");
        }
    }
}
