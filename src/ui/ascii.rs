//! The picture in ASCII, for terminals to which nothing else arrives.
//!
//! Uses nothing of the program.

use ratatui::buffer::Buffer;

/// Replaces every cell that is not ASCII by the ASCII character nearest in meaning.
pub fn fold(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let first = cell.symbol().chars().next().unwrap_or(' ');
        if !cell.symbol().is_ascii() {
            cell.set_char(nearest(first));
        }
    }
}

const fn nearest(letter: char) -> char {
    match letter {
        '–' | '—' | '─' | '━' | '‐' | '‑' | '−' | '╌' | '┄' | '·' => '-',
        '│' | '┃' | '•' | '▏' | '▎' | '┆' | '╎' => '|',
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' | '╭' | '╮' | '╰' | '╯' => '+',
        '’' | '‘' => '\'',
        '“' | '”' | '„' => '"',
        '…' => '.',
        '▸' | '▶' | '›' | '→' | '≥' => '>',
        '◂' | '◀' | '◁' | '‹' | '←' | '≤' => '<',
        '↑' | '△' => '^',
        '↓' => 'v',
        '▲' => '!',
        '✓' => '=',
        '×' => 'x',
        '█' | '▓' | '■' | '●' => '#',
        '◐' => '@',
        '▒' | '░' => ':',
        '°' => ' ',
        'ä' | 'á' | 'à' | 'â' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ï' => 'i',
        'ö' | 'ó' | 'ô' | 'ø' | '○' | '◦' => 'o',
        'ü' | 'ú' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        'ß' => 's',
        _ => '?',
    }
}
