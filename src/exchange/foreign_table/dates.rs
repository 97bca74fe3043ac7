//! How the dates of a whole column are written: one date that can be read in one way alone decides for all.
//!
//! Uses its siblings.

use chrono::{NaiveDate, NaiveTime};

use super::date::{self, Clock, DateFormat, Said, Separator};
use super::layout::Row;
use super::scale::Number;
use crate::exchange::located::{ReadError, shortened};

/// How a column of dates is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The order of the numbers; none when nothing tells it, or nothing needs it.
    pub format: Option<DateFormat>,
    /// Whether there are dates of numbers whose order matters, or a spreadsheet's own numbers.
    pub is_of_numbers: bool,
    /// Which date told the order.
    pub(super) decided_by: Option<(usize, String)>,
    /// Where nothing tells the order: an example.
    pub(super) doubt: Option<String>,
}

/// Dates whose order the whole column tells.
struct Evidence {
    numbers: Vec<(usize, String, [u32; 3], Separator)>,
    serials: Vec<Number>,
    others: usize,
}

impl Dates {
    /// Looks at a whole column, counted from 0.
    pub(super) fn of(rows: &[Row], column: usize, asked: Option<DateFormat>) -> Result<Self, ReadError> {
        let evidence = Evidence::of(rows, column);
        let none = Self { format: asked, is_of_numbers: false, decided_by: None, doubt: None };
        if asked.is_some() {
            return Ok(Self { is_of_numbers: true, ..none });
        }
        if evidence.numbers.is_empty() {
            let is_serial = !evidence.serials.is_empty()
                && evidence.others == 0
                && evidence.serials.iter().all(|number| date::is_serial(*number));
            let format = is_serial.then_some(DateFormat::Serial);
            return Ok(Self { format, is_of_numbers: is_serial, ..none });
        }
        evidence.order(rows, column).map(|found| Self { is_of_numbers: true, ..found })
    }

    /// Reads a cell: the date, and the time of day if there is one.
    pub(super) fn read(&self, cell: &str) -> Result<(NaiveDate, Option<Clock>), String> {
        let stamp = date::read(cell).ok_or("a date of the calendar, such as 2026-03-05")?;
        match (stamp.date, self.format) {
            (Said::Date(date), _) => Ok((date, stamp.time)),
            (Said::Numbers(numbers, _), Some(format)) => {
                let date = Said::in_order(numbers, format);
                Ok((date.ok_or_else(|| format!("a date of the calendar, {}", format.words()))?, stamp.time))
            }
            (Said::Plain(number), Some(DateFormat::Serial)) => {
                let (date, time) = Said::of_serial(number).ok_or("a date, as a spreadsheet counts days")?;
                Ok((date, time.filter(|time| *time != NaiveTime::MIN).map(Clock::Shown).or(stamp.time)))
            }
            (Said::NoYear, _) => {
                Err("a date with its year; let the spreadsheet show the year, and save the table again".to_owned())
            }
            (Said::Plain(number), _) if date::is_serial(number) => {
                Err("a date; if this is one as a spreadsheet counts days, --date-format excel reads all of them so"
                    .to_owned())
            }
            _ => Err("a date of the calendar, such as 2026-03-05".to_owned()),
        }
    }

    /// How the dates are read, in words.
    pub(super) fn words(&self) -> String {
        match (self.format, &self.decided_by) {
            (Some(format), Some((line, cell))) => format!("{}: line {line} says {cell}", format.words()),
            (Some(format), None) if self.is_of_numbers => format.words().to_owned(),
            _ => String::new(),
        }
    }
}

impl Evidence {
    fn of(rows: &[Row], column: usize) -> Self {
        let mut evidence = Self { numbers: Vec::new(), serials: Vec::new(), others: 0 };
        for row in rows {
            let cell = row.cell(column);
            match date::read(cell).map(|stamp| stamp.date) {
                Some(Said::Numbers(numbers, separator)) => {
                    evidence.numbers.push((row.line, shortened(cell), numbers, separator));
                }
                Some(Said::Plain(number)) => evidence.serials.push(number),
                _ if cell.is_empty() => {}
                _ => evidence.others += 1,
            }
        }
        evidence
    }

    /// The order that every date allows.
    fn order(&self, rows: &[Row], column: usize) -> Result<Dates, ReadError> {
        let decides = |large: usize, small: usize| {
            self.numbers.iter().find(move |(_, _, numbers, _)| numbers[large] > 12 && numbers[small] <= 12)
        };
        let found = |format, by: Option<&(usize, String, [u32; 3], Separator)>| Dates {
            format: Some(format),
            is_of_numbers: true,
            decided_by: by.map(|(line, cell, ..)| (*line, cell.clone())),
            doubt: None,
        };
        match (decides(0, 1), decides(1, 0)) {
            (Some((first, ..)), Some((second, ..))) => {
                let line = *first.max(second);
                let words = format!(
                    "the dates contradict each other: line {first} puts the day first, and line {second} the month; write \
                     them all alike, best as 2026-03-05"
                );
                let row = rows.iter().find(|row| row.line == line).unwrap_or(&rows[0]);
                Err(row.fault(column, words))
            }
            (Some(day), None) if self.may_begin_with_the_year() => Ok(Self::year_first_or_last(day)),
            (Some(day), None) => Ok(found(DateFormat::DayFirst, Some(day))),
            (None, Some(month)) => Ok(found(DateFormat::MonthFirst, Some(month))),
            (None, None) => Ok(self.undecided()),
        }
    }

    /// Whether every date has a year of two digits and is one of the calendar with its year first, too, as 26-03-05 is.
    fn may_begin_with_the_year(&self) -> bool {
        self.numbers.iter().all(|(_, _, numbers, _)| Said::in_order(*numbers, DateFormat::YearFirst).is_some())
    }

    fn year_first_or_last((line, cell, numbers, _): &(usize, String, [u32; 3], Separator)) -> Dates {
        let read = |format| Said::in_order(*numbers, format).map_or_else(String::new, |date| date.to_string());
        let doubt = format!(
            "In line {line}, {cell} may have its year first or last, and no other date of the column tells. Say --date-format ymd \
             ({}) or --date-format dmy ({}).",
            read(DateFormat::YearFirst),
            read(DateFormat::DayFirst)
        );
        Dates { format: None, is_of_numbers: true, decided_by: None, doubt: Some(doubt) }
    }

    /// With points the day stands first wherever dates are written so; with anything else it may be either.
    fn undecided(&self) -> Dates {
        let matters = |numbers: &[u32; 3]| numbers[0] != numbers[1];
        let open =
            self.numbers.iter().find(|(_, _, numbers, separator)| *separator == Separator::Other && matters(numbers));
        let format = open.is_none().then_some(DateFormat::DayFirst);
        let doubt = open.map(|(line, cell, ..)| {
            format!(
                "In line {line}, {cell} may have the day first or the month first, and no other date of the column tells. Say \
                 --date-format dmy (day first) or --date-format mdy (month first)."
            )
        });
        Dates { format, is_of_numbers: true, decided_by: None, doubt }
    }
}

/// Whether all cells of a column that hold something satisfy a question, and some do.
pub(super) fn all_cells(rows: &[Row], column: usize, is: impl Fn(&str) -> bool) -> bool {
    let mut filled = rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some() && filled.all(is)
}

/// Whether a cell names a date, and no day after the treatment.
pub(super) fn is_date(cell: &str) -> bool {
    match date::read(cell).map(|stamp| stamp.date) {
        Some(Said::Plain(number)) => date::is_serial(number),
        Some(Said::Day(_)) | None => false,
        Some(_) => true,
    }
}

/// The day after the treatment that a cell names.
pub(super) fn day_in(cell: &str) -> Option<i32> {
    let stamp = date::read(cell).filter(|stamp| stamp.time.is_none())?;
    match stamp.date {
        Said::Day(day) => Some(day),
        Said::Plain(number) => {
            let (whole, fraction) = number.parts();
            i32::try_from(whole).ok().filter(|day| fraction == 0 && *day < 10_000)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(cells: &[&str]) -> Result<Dates, ReadError> {
        let row = |(line, cell): (usize, &&str)| Row { line, cells: vec![(*cell).to_owned()] };
        let rows: Vec<_> = (2..).zip(cells).map(row).collect();
        Dates::of(&rows, 0, None)
    }

    fn read(cells: &[&str]) -> Vec<String> {
        let dates = dates(cells).unwrap();
        cells.iter().map(|cell| dates.read(cell).map_or_else(|wrong| wrong, |(date, _)| date.to_string())).collect()
    }

    #[test]
    fn one_date_decides_for_the_whole_column() {
        assert_eq!(read(&["05/03/2026", "13/03/2026"]), ["2026-03-05", "2026-03-13"]);
        assert_eq!(read(&["03/05/2026", "3/13/26"]), ["2026-03-05", "2026-03-13"]);
        assert_eq!(read(&["5.3.2026", "6.3.26"]), ["2026-03-05", "2026-03-06"]);
        assert_eq!(read(&["3/3/2026"]), ["2026-03-03"]);
        assert_eq!(read(&["46086", "46087.5"]), ["2026-03-05", "2026-03-06"]);
        assert!(dates(&["05/03/2026", "06/03/2026"]).unwrap().doubt.unwrap().contains("--date-format dmy"));
        for cells in [&["26-03-05", "26-03-06"][..], &["13/03/26"], &["26.3.5"]] {
            let doubt = dates(cells).unwrap().doubt.unwrap();
            assert!(doubt.contains("--date-format ymd (20") && doubt.contains("--date-format dmy (20"), "{doubt}");
        }
        assert_eq!(read(&["13/03/26", "05/03/2026"]), ["2026-03-13", "2026-03-05"]);
        assert_eq!(read(&["26.03.99"]), ["2099-03-26"]);
        let fault = dates(&["05/13/2026", "14/03/2026"]).unwrap_err().to_string();
        assert!(fault.starts_with("line 3") && fault.contains("line 2"), "{fault}");
    }

    #[test]
    fn a_spreadsheets_numbers_are_dates_only_when_all_are() {
        assert_eq!(dates(&["46086", "2026-03-06"]).unwrap().format, None);
        assert!(read(&["46086", "2026-03-06"])[0].contains("--date-format excel"));
        assert!(read(&["3", "46086"])[0].contains("a date of the calendar"));
        assert!(read(&["5-Mar"])[0].contains("year"));
    }

    #[test]
    fn days_after_the_treatment_are_told_from_dates() {
        assert_eq!(["3", "Day 0", "d12", "+1", "-1"].map(day_in), [Some(3), Some(0), Some(12), Some(1), Some(-1)]);
        assert_eq!(["3.5", "46086", "2026-03-05", "Monday", ""].map(day_in), [None; 5]);
    }
}
