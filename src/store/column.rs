//! How single values of the domain are written in columns.
//!
//! May use SQL. A value that would not come back as it went in is refused on the way in; an unreadable one on the way out is
//! never quoted, since it tells about the patient's health.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::domain::{Answer, Device, Grade, Moment, NeedleDepth, Rating, Score, Scored};

/// A value as it stands in a column.
pub(super) struct Column<T>(pub(super) T);

/// A value that the journal cannot hold, or one that it holds but this version cannot read.
#[derive(Debug, thiserror::Error)]
#[error("a value outside of what the journal knows")]
struct OutOfRange;

fn unreadable<E>(_told_nobody: E) -> FromSqlError {
    FromSqlError::Other(Box::new(OutOfRange))
}

fn unkeepable() -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(OutOfRange))
}

/// A word of a fixed list that this version does not know.
pub(super) fn unknown_word() -> rusqlite::Error {
    unreadable(()).into()
}

/// A moment of the clock, exactly as given, with its offset.
pub(super) fn clock_text(at: DateTime<FixedOffset>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

impl ToSql for Column<Moment> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text = self.0.to_string();
        match text.parse::<Moment>() {
            Ok(again) if again == self.0 => Ok(text.into()),
            _ => Err(unkeepable()),
        }
    }
}

impl FromSql for Column<Moment> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Self).map_err(unreadable)
    }
}

impl ToSql for Column<DateTime<FixedOffset>> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text = clock_text(self.0);
        match DateTime::parse_from_rfc3339(&text) {
            Ok(again) if again == self.0 => Ok(text.into()),
            _ => Err(unkeepable()),
        }
    }
}

impl FromSql for Column<DateTime<FixedOffset>> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        DateTime::parse_from_rfc3339(value.as_str()?).map(Self).map_err(unreadable)
    }
}

impl ToSql for Column<NaiveDate> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}

impl FromSql for Column<NaiveDate> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Self).map_err(unreadable)
    }
}

impl FromSql for Column<NeedleDepth> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        NeedleDepth::try_from(value.as_f64()?).map(Self).map_err(unreadable)
    }
}

impl FromSql for Column<Device> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let id = value.as_str()?;
        Device::ALL.into_iter().find(|device| device.id() == id).map(Self).ok_or_else(|| unreadable(id))
    }
}

impl ToSql for Column<Rating> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Owned(self.0.grade().map(Grade::number).into()))
    }
}

impl FromSql for Column<Rating> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let grade: Option<Small<Grade>> = FromSql::column_result(value)?;
        Ok(Self(grade.map_or(Rating::NotSure, |Small(grade)| Rating::Graded(grade))))
    }
}

impl ToSql for Column<Scored> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Owned(self.0.score().map(Score::number).into()))
    }
}

impl FromSql for Column<Scored> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let score: Option<Small<Score>> = FromSql::column_result(value)?;
        Ok(Self(score.map_or(Scored::NotSure, |Small(score)| Scored::At(score))))
    }
}

impl ToSql for Column<Answer> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let present = match self.0 {
            Answer::No => Some(false),
            Answer::NotSure => None,
            Answer::Yes => Some(true),
        };
        Ok(ToSqlOutput::Owned(present.into()))
    }
}

impl FromSql for Column<Answer> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let present: Option<bool> = FromSql::column_result(value)?;
        Ok(Self(present.map_or(Answer::NotSure, |yes| if yes { Answer::Yes } else { Answer::No })))
    }
}

/// A value of the domain that is built from a small whole number, when the number is in its range.
pub(super) struct Small<T>(pub(super) T);

impl<T: TryFrom<u8>> FromSql for Small<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = u8::try_from(value.as_i64()?).map_err(unreadable)?;
        T::try_from(number).map(Self).map_err(unreadable)
    }
}
