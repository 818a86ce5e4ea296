//! Parameters and rows of SQLite. Ids are blobs, as everything of a type SQLite does not know by name.

use rusqlite::{
    CachedStatement, Rows, ToSql,
    types::{ToSqlOutput, Value as Stored, ValueRef},
};
use uuid::Uuid;

use super::{StoreError, Value};

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Int(Some(value)) => ValueRef::Integer(*value),
            Self::Text(Some(value)) => ValueRef::Text(value.as_bytes()),
            Self::Id(Some(value)) => ValueRef::Blob(value.as_bytes()),
            Self::Bytes(Some(value)) => ValueRef::Blob(value),
            Self::Int(None) | Self::Text(None) | Self::Id(None) | Self::Bytes(None) => ValueRef::Null,
        }))
    }
}

/// Binds `$1`, `$2` … by their numbers: SQLite itself takes them for names and numbers them as it meets them.
pub(super) fn bind(statement: &mut CachedStatement<'_>, args: &[Value<'_>]) -> Result<(), StoreError> {
    for index in 1..=statement.parameter_count() {
        let number = statement.parameter_name(index).and_then(|name| name.strip_prefix('$')?.parse().ok());
        let value = number.and_then(|number: usize| args.get(number.checked_sub(1)?));
        let value = value.ok_or_else(|| StoreError::Broken("a parameter has no value".into()))?;
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(())
}

/// A row, copied out of the database.
#[derive(Debug)]
pub struct SqliteRow(Box<[Stored]>);

/// Reads up to `limit` rows.
pub(super) fn collect(mut rows: Rows<'_>, limit: usize) -> Result<Vec<SqliteRow>, StoreError> {
    let mut collected = Vec::new();
    let columns = rows.as_ref().map_or(0, |statement| statement.column_count());
    while collected.len() < limit
        && let Some(row) = rows.next()?
    {
        let values = (0..columns).map(|column| row.get(column)).collect::<Result<_, _>>()?;
        collected.push(SqliteRow(values));
    }
    Ok(collected)
}

/// What a column may be read as.
pub trait FromStored: Sized {
    /// `None`: the stored value is of another type.
    fn from_stored(stored: &Stored) -> Option<Self>;
}

impl FromStored for i64 {
    fn from_stored(stored: &Stored) -> Option<Self> {
        if let Stored::Integer(value) = stored { Some(*value) } else { None }
    }
}

impl FromStored for String {
    fn from_stored(stored: &Stored) -> Option<Self> {
        if let Stored::Text(value) = stored { Some(value.clone()) } else { None }
    }
}

impl FromStored for Uuid {
    fn from_stored(stored: &Stored) -> Option<Self> {
        if let Stored::Blob(value) = stored { Self::from_slice(value).ok() } else { None }
    }
}

impl FromStored for Vec<u8> {
    fn from_stored(stored: &Stored) -> Option<Self> {
        if let Stored::Blob(value) = stored { Some(value.clone()) } else { None }
    }
}

impl SqliteRow {
    /// The text itself instead of a copy; the column is NULL afterwards.
    pub(super) fn take_text(&mut self, column: usize) -> Result<Option<String>, StoreError> {
        match self.0.get_mut(column).map(|stored| std::mem::replace(stored, Stored::Null)) {
            Some(Stored::Text(text)) => Ok(Some(text)),
            Some(Stored::Null) => Ok(None),
            _ => Err(StoreError::Broken(format!("column {column} is no text"))),
        }
    }

    pub(super) fn get<T: FromStored>(&self, column: usize) -> Result<Option<T>, StoreError> {
        match self.0.get(column) {
            Some(Stored::Null) => Ok(None),
            Some(stored) => T::from_stored(stored)
                .map(Some)
                .ok_or_else(|| StoreError::Broken(format!("column {column} is of another type"))),
            None => Err(StoreError::Broken(format!("there is no column {column}"))),
        }
    }
}
