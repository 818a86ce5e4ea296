//! Parameters and rows that mean the same on both databases.

use std::borrow::Cow;

use sqlx::{Arguments as _, Row as _, postgres::PgRow};
use uuid::Uuid;
use yanxi_domain::time::Timestamp;

use super::{StoreError, sqlite_value::SqliteRow};

/// A bound parameter. The variants without a value carry their type: PostgreSQL wants to know it.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// BIGINT.
    Int(Option<i64>),
    /// TEXT.
    Text(Option<Cow<'a, str>>),
    /// UUID.
    Id(Option<Uuid>),
    /// BYTEA.
    Bytes(Option<Vec<u8>>),
}

macro_rules! from {
    ($($type:ty, $value:ident => $into:expr;)*) => {$(
        impl From<$type> for Value<'_> { fn from($value: $type) -> Self { $into } }
    )*};
}

from! {
    i64, value => Self::Int(Some(value));
    Option<i64>, value => Self::Int(value);
    Timestamp, value => Self::Int(Some(value.0));
    Option<Timestamp>, value => Self::Int(value.map(|t| t.0));
    String, value => Self::Text(Some(value.into()));
    Option<String>, value => Self::Text(value.map(Into::into));
    Uuid, value => Self::Id(Some(value));
    Option<Uuid>, value => Self::Id(value);
    Vec<u8>, value => Self::Bytes(Some(value));
    Option<Vec<u8>>, value => Self::Bytes(value);
    [u8; 32], value => Self::Bytes(Some(value.to_vec()));
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(Some(Cow::Borrowed(value)))
    }
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(value: Option<&'a str>) -> Self {
        Self::Text(value.map(Cow::Borrowed))
    }
}

/// `args![id, text, 5]`: a list of parameters.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::store::Value::from($value)),*] };
}

pub(super) fn postgres_arguments(values: Vec<Value<'_>>) -> Result<sqlx::postgres::PgArguments, StoreError> {
    let mut arguments = sqlx::postgres::PgArguments::default();
    arguments.reserve(values.len(), values.len() * 24);
    for value in values {
        match value {
            Value::Int(value) => arguments.add(value),
            Value::Text(Some(value)) => arguments.add(value.into_owned()),
            Value::Text(None) => arguments.add(None::<String>),
            Value::Id(value) => arguments.add(value),
            Value::Bytes(value) => arguments.add(value),
        }
        .map_err(|error| StoreError::Broken(error.to_string()))?;
    }
    Ok(arguments)
}

/// A row of either database; columns are read by position.
#[derive(Debug)]
pub enum Row {
    /// SQLite.
    Sqlite(SqliteRow),
    /// PostgreSQL.
    Postgres(PgRow),
}

macro_rules! getters {
    ($($(#[$doc:meta])* $name:ident, $opt:ident -> $type:ty;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// When the column is NULL or of another type.
        pub fn $name(&self, column: usize) -> Result<$type, StoreError> {
            self.$opt(column)?.ok_or_else(|| StoreError::Broken(format!("column {column} is NULL")))
        }

        $(#[$doc])*
        /// `None` for NULL.
        ///
        /// # Errors
        /// When the column is of another type.
        pub fn $opt(&self, column: usize) -> Result<Option<$type>, StoreError> {
            match self {
                Self::Sqlite(row) => row.get(column),
                Self::Postgres(row) => Ok(row.try_get(column)?),
            }
        }
    )*};
}

impl Row {
    getters! {
        /// A BIGINT column.
        int, opt_int -> i64;
        /// A TEXT column.
        text, opt_text -> String;
        /// A UUID column.
        id, opt_id -> Uuid;
        /// A BYTEA column.
        bytes, opt_bytes -> Vec<u8>;
    }

    /// A TEXT column, taken out of the row instead of copied: for bodies of many rows. `None` for NULL.
    ///
    /// # Errors
    /// When the column is of another type.
    pub fn take_text(&mut self, column: usize) -> Result<Option<String>, StoreError> {
        match self {
            Self::Sqlite(row) => row.take_text(column),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    /// A time column.
    ///
    /// # Errors
    /// When the column is NULL or of another type.
    pub fn time(&self, column: usize) -> Result<Timestamp, StoreError> {
        self.int(column).map(Timestamp)
    }

    /// A count or version: never negative in the database.
    ///
    /// # Errors
    /// When the column is NULL, negative or of another type.
    pub fn count(&self, column: usize) -> Result<u64, StoreError> {
        u64::try_from(self.int(column)?)
            .map_err(|_| StoreError::Broken(format!("column {column} is negative")))
    }

    /// A JSON body.
    ///
    /// # Errors
    /// When the column is NULL or not the JSON of `T`.
    pub fn json<T: serde::de::DeserializeOwned>(&self, column: usize) -> Result<T, StoreError> {
        let text = self.text(column)?;
        serde_json::from_str(&text).map_err(|error| StoreError::Broken(format!("column {column}: {error}")))
    }
}
