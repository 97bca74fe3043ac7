//! Lines of a stream, none of which takes more memory than a journal may.
//!
//! Uses nothing of the program but its limits.

use std::io::{self, BufRead};

/// One line of the stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// What it says, without its end.
    Text(Vec<u8>),
    /// More than fits; it was passed over.
    TooLong,
}

impl Line {
    /// So much memory it takes.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Text(text) => text.capacity(),
            Self::TooLong => 0,
        }
    }

    /// Whether there is nothing on it.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim_ascii().is_empty())
    }
}

/// The next line of at most so many bytes; none at the end.
pub(super) fn next(input: &mut impl BufRead, most: usize) -> io::Result<Option<Line>> {
    let (mut text, mut fits, mut began) = (Vec::new(), true, false);
    loop {
        let ready = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            ready => ready?,
        };
        if ready.is_empty() {
            break;
        }
        began = true;
        let end = ready.iter().position(|byte| *byte == b'\n');
        let part = &ready[..end.unwrap_or(ready.len())];
        fits &= text.len() + part.len() <= most;
        if fits {
            text.extend_from_slice(part);
        } else {
            text = Vec::new();
        }
        let taken = part.len() + usize::from(end.is_some());
        input.consume(taken);
        if end.is_some() {
            break;
        }
    }
    Ok(began.then_some(if fits { Line::Text(text) } else { Line::TooLong }))
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn lines(text: &[u8], most: usize, buffer: usize) -> Vec<Line> {
        let mut input = BufReader::with_capacity(buffer, text);
        std::iter::from_fn(|| next(&mut input, most).unwrap()).collect()
    }

    fn text(text: &str) -> Line {
        Line::Text(text.into())
    }

    #[test]
    fn lines_come_out_whatever_the_buffer_and_with_or_without_a_last_end() {
        for buffer in [1, 2, 3, 100] {
            assert_eq!(lines(b"", 9, buffer), []);
            assert_eq!(lines(b"ab\n\ncd", 9, buffer), [text("ab"), text(""), text("cd")]);
            assert_eq!(lines(b"ab\r\n", 9, buffer), [text("ab\r")]);
            assert_eq!(lines(b"\n", 9, buffer), [text("")]);
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over_and_the_next_one_is_whole() {
        for buffer in [1, 4, 100] {
            assert_eq!(lines(b"abc\nabcd\nab", 3, buffer), [text("abc"), Line::TooLong, text("ab")]);
            assert_eq!(lines(b"abcdefgh", 3, buffer), [Line::TooLong]);
        }
    }

    #[test]
    fn white_space_is_nothing() {
        assert!(text(" \t\r").is_blank() && !text("{").is_blank() && !Line::TooLong.is_blank());
    }
}
