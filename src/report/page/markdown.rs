//! A page as GitHub-style Markdown; whatever a patient wrote is shown as it is and never taken for markup.
//!
//! May use `domain`.

use super::{Cell, Fact, Grid, Page, Part, Piece, Table, Tone, Words};
use crate::domain::text::clean;

/// What could be markup anywhere in a line; GitHub's own marks for people, issues and formulas are among it.
const MARKUP: &str = "\\`*_[]<>|~&#@$";

/// The page, with a line break at its end.
#[must_use]
pub fn to_string(page: &Page) -> String {
    let mut blocks = vec![
        format!("# {}", escaped(&page.title)),
        line(&escaped(&page.subtitle)),
        escaped(&format!("Made on {}", page.made_on.format("%-d %B %Y"))),
    ];
    blocks.extend(page.parts.iter().map(told));
    blocks.push("---".to_owned());
    blocks.push(line(&escaped(&page.foot)));
    let blocks: Vec<_> = blocks.into_iter().filter(|block| !block.trim().is_empty()).collect();
    format!("{}\n", blocks.join("\n\n"))
}

fn told(part: &Part) -> String {
    match part {
        Part::Heading(text) => heading(text),
        Part::Paragraph(words) => line(&marked(words)),
        Part::Notice(level, words) => format!("> **{}:** {}", level.word(), marked(words).trim()),
        Part::Facts(facts) => list(facts.iter().map(fact)),
        Part::Charts(charts) => list(charts.iter().map(|chart| escaped(&chart.sentence))),
        Part::Grid(grid) => self::grid(grid),
        Part::Table(table) => self::table(table),
        Part::List(items) => list(items.iter().map(marked)),
        Part::Lines(count) => vec!["\\_".repeat(60); usize::from(*count)].join("\n\n"),
    }
}

fn heading(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("## {}", escaped(text)) }
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.map(|item| format!("- {}", line(&item))).collect::<Vec<_>>().join("\n")
}

fn fact(fact: &Fact) -> String {
    format!("**{}:** {}", escaped(&fact.name), marked(&fact.words))
}

/// Days as rows, so that a long course grows downwards.
fn grid(grid: &Grid) -> String {
    let heads = ["Day", "Date"].into_iter().chain(grid.rows.iter().map(|row| row.name.as_str()));
    let rows = grid.days.iter().enumerate().map(|(place, day)| {
        let lead = [Cell::plain(&*day.number), Cell::plain(&*day.date)];
        lead.into_iter().chain(grid.rows.iter().map(|row| row.cells.get(place).cloned().unwrap_or_default())).collect()
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    [heading(&grid.title), cells(heads, &rows), line(&escaped(&grid.key))].join("\n\n")
}

fn table(table: &Table) -> String {
    let cells = cells(table.heads.iter().map(String::as_str), &table.rows);
    [heading(&table.title), cells].join("\n\n").trim_start().to_owned()
}

fn cells<'a>(heads: impl Iterator<Item = &'a str>, rows: &[Vec<Cell>]) -> String {
    let heads: Vec<_> = heads.map(escaped).collect();
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let rule = vec!["---".to_owned(); heads.len()];
    let rows = rows.iter().map(|row| line(&row.iter().map(cell).collect::<Vec<_>>()));
    [line(&heads), line(&rule)].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

fn cell(cell: &Cell) -> String {
    weighted(&cell.text, cell.tone)
}

fn marked(words: &Words) -> String {
    words.0.iter().map(|Piece { text, tone }| weighted(text, *tone)).collect()
}

/// Text with its weight; blanks at its ends stay outside the marks, where they would undo them.
fn weighted(text: &str, tone: Tone) -> String {
    let text = one_line(text);
    let bare = text.trim();
    let is_bold = matches!(tone, Tone::Strong | Tone::Outside | Tone::Level(_)) && !bare.is_empty();
    if !is_bold {
        return escaped(&text);
    }
    let (before, after) = (text.len() - text.trim_start().len(), text.trim_end().len());
    format!("{}**{}**{}", &text[..before], escaped(bare), &text[after..])
}

/// Text without line breaks; its ends keep their blanks.
fn one_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

/// Text in which no letter is markup.
fn escaped(text: &str) -> String {
    let text = one_line(text);
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        // `http://`, `www.` and `:smile:` become links and pictures.
        let names = |next: &char| next.is_ascii_alphabetic() || matches!(next, '/' | '+' | '-');
        let is_link = match letter {
            ':' => letters.peek().is_some_and(names),
            '.' => matches!(before, 'w' | 'W'),
            _ => false,
        };
        if is_link || MARKUP.contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
        before = letter;
    }
    escaped
}

/// A line that begins with no mark of a list, a rule or a heading, and not as code.
fn line(text: &str) -> String {
    let text = text.trim();
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match text.chars().nth(digits) {
        Some('-' | '+' | '=') if digits == 0 => format!("\\{text}"),
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;
    use crate::domain::Triage;

    fn page(parts: Vec<Part>) -> Page {
        Page {
            title: "Report".to_owned(),
            subtitle: "Name".to_owned(),
            made_on: chrono::NaiveDate::from_ymd_opt(2026, 3, 6).unwrap(),
            parts,
            foot: "Foot".to_owned(),
        }
    }

    fn options() -> Options {
        Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_MATH
            | Options::ENABLE_GFM
    }

    /// The text of each item of the only list; nothing but text may stand in it.
    fn items(markdown: &str) -> Vec<String> {
        let mut items: Vec<String> = Vec::new();
        let mut is_inside = false;
        for event in Parser::new_ext(markdown, options()) {
            match event {
                Event::Start(Tag::Item) => {
                    assert!(!is_inside, "an item in an item: {markdown}");
                    (is_inside, items) = (true, [items, vec![String::new()]].concat());
                }
                Event::End(TagEnd::Item) => is_inside = false,
                Event::Text(text) if is_inside => items.last_mut().unwrap().push_str(&text),
                other if is_inside => panic!("{other:?} in {markdown}"),
                _ => {}
            }
        }
        items
    }

    fn hostile() -> impl Strategy<Value = String> {
        let pieces = [
            "# ",
            "- ",
            "1. ",
            "2) ",
            "> ",
            "`",
            "```",
            "*",
            "**",
            "_",
            "|",
            "<b>",
            "</table>",
            "&amp;",
            "[x](y)",
            "![p](q)",
            "~~",
            "---",
            "===",
            "\\",
            "    ",
            "\n",
            "$x$",
            "[^1]",
            "[ ] ",
            "http://a.b",
            "www.c.d",
            "a@b.c",
            "#12",
            ":smile:",
            "é",
            "皮",
        ];
        proptest::collection::vec(
            prop_oneof![proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned), "[ -~]{0,4}"],
            1..12,
        )
        .prop_map(|pieces| pieces.concat())
    }

    /// White space runs are one blank, as every reader of Markdown shows them.
    fn words(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    proptest! {
        #[test]
        fn what_a_patient_wrote_is_shown_as_it_is(text in hostile()) {
            prop_assume!(!clean(&text).trim().is_empty());
            let markdown = to_string(&page(vec![Part::List(vec![Words::plain(text.clone())])]));
            prop_assert_eq!(items(&markdown).iter().map(|item| words(item)).collect::<Vec<_>>(), [words(&clean(&text))]);
        }

        #[test]
        fn a_table_keeps_its_cells_whatever_they_say(texts in proptest::collection::vec(hostile(), 4)) {
            let cells: Vec<_> = texts.iter().map(|text| Cell::new(text.clone(), Tone::Outside)).collect();
            let rows = cells.chunks(2).map(<[Cell]>::to_vec).collect();
            let table = Table { title: "T".to_owned(), heads: vec!["A".to_owned(), "B".to_owned()], rows };
            let markdown = to_string(&page(vec![Part::Table(table)]));
            let events: Vec<_> = Parser::new_ext(&markdown, options()).collect();
            let count = |wanted: fn(&Event<'_>) -> bool| events.iter().filter(|event| wanted(event)).count();
            prop_assert_eq!(count(|event| matches!(event, Event::Start(Tag::TableCell))), 6);
            prop_assert_eq!(count(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_) | Event::Code(_))), 0);
        }
    }

    #[test]
    fn weights_and_levels_are_bold_and_blanks_stay_outside() {
        let words = Words::default()
            .and(Tone::Level(Triage::Urgent), "TODAY")
            .and(Tone::Strong, " ring ")
            .and(Tone::Plain, "now");
        assert_eq!(marked(&words), "**TODAY** **ring** now");
        assert_eq!(weighted("3!", Tone::Outside), "**3!**");
        assert_eq!(weighted(" ", Tone::Strong), " ");
    }

    #[test]
    fn ordinary_text_needs_hardly_a_mark() {
        for text in ["Swelling 4 (very puffy): day 3, 20:00.", "5-9 Mar", "Harbour Clinic, 555-0142; rang."] {
            assert_eq!(line(&escaped(text)), text);
        }
        assert_eq!(line(&escaped("1. first")), "1\\. first");
        assert_eq!(line(&escaped("- first")), "\\- first");
    }
}
