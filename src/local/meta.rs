//! What the device must remember of itself: one row a noun.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use yanxi_domain::{ids::AccountId, time::Timestamp};
use yanxi_protocol::{api::DeviceIdentity, docs::Operator, scope::Scope};

use super::{
    kernel::{Db, Durability, Key, Op, Select, StoreError, UpdateError},
    rows::{ScopeRow, first, put, text},
    schema::Store,
};

/// Rows of the `meta` store beside the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetaKey {
    /// [`DeviceIdentity`].
    Identity,
    /// `yanxi_protocol::api::Me` as last told by the server.
    Me,
    /// [`Shift`].
    Shift,
    /// [`ClockSample`].
    Clock,
    /// A sign-out the server has not heard of.
    PendingLogout,
}

/// The enrolled device.
pub type Identity = DeviceIdentity;

/// Who works on the tablet and how often PINs were wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// Operator on shift.
    #[serde(default)]
    pub operator: Option<Operator>,
    /// Last instant of the shift, corrected clock (F-28).
    #[serde(default)]
    pub until: Timestamp,
    /// Wrong PINs since the last right one, by operator.
    #[serde(default)]
    pub wrong: Vec<(AccountId, u8)>,
}

/// The best measurement of the device clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockSample {
    /// server − device, milliseconds.
    pub offset_ms: i64,
    /// Round trip of the sample.
    pub rtt_ms: u64,
    /// Device clock at the measurement.
    pub at: Timestamp,
}

impl MetaKey {
    const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Me => "me",
            Self::Shift => "shift",
            Self::Clock => "clock",
            Self::PendingLogout => "pending_logout",
        }
    }

    pub(super) fn key(self) -> Key {
        text(self.name().to_owned())
    }
}

/// Key of the [`super::OwnStreamRow`].
pub(super) fn stream_key() -> Key {
    text("stream".to_owned())
}

impl Db {
    /// Reads one row.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn meta<T: DeserializeOwned>(&self, key: MetaKey) -> Result<Option<T>, StoreError> {
        let rows = self.read(&[Store::Meta], &[Select::One(Store::Meta, key.key())], |_| Vec::new()).await?;
        Ok(first(rows.first()))
    }

    /// Writes one row.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn set_meta<T: Serialize>(&self, key: MetaKey, row: &T) -> Result<(), StoreError> {
        self.write_meta(put(Store::Meta, key.key(), row)).await
    }

    /// Deletes one row.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn clear_meta(&self, key: MetaKey) -> Result<(), StoreError> {
        self.write_meta(Op::Delete(Store::Meta, key.key())).await
    }

    /// Scopes something is stored of.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn stored_scopes(&self) -> Result<Vec<Scope>, StoreError> {
        let rows = self.read(&[Store::Scopes], &[Select::All(Store::Scopes)], |_| Vec::new()).await?;
        let row = |row: &String| serde_json::from_str::<ScopeRow>(row).ok();
        Ok(rows.iter().flatten().filter_map(row).map(|row| row.scope).collect())
    }

    /// Writes, reads and deletes a row, each with a confirmed commit: 行前檢查 6.
    ///
    /// # Errors
    /// See [`StoreError`]; a row that reads back differently is one.
    pub async fn try_out(&self) -> Result<(), StoreError> {
        let (key, value) = (text("try_out".to_owned()), "1".to_owned());
        self.write_meta(Op::Put(Store::Meta, key.clone(), value.clone())).await?;
        let rows =
            self.read(&[Store::Meta], &[Select::One(Store::Meta, key.clone())], |_| Vec::new()).await?;
        self.write_meta(Op::Delete(Store::Meta, key)).await?;
        if rows.first().and_then(|rows| rows.first()) == Some(&value) {
            Ok(())
        } else {
            Err(StoreError::Failed("ReadBackDiffers".to_owned()))
        }
    }

    pub(super) async fn write_meta(&self, op: Op) -> Result<(), StoreError> {
        self.write(&[Store::Meta], Durability::Strict, vec![op]).await
    }

    /// Writes without reading.
    pub(super) async fn write(
        &self,
        stores: &[Store],
        durability: Durability,
        ops: Vec<Op>,
    ) -> Result<(), StoreError> {
        let written: Result<(), UpdateError<std::convert::Infallible>> =
            self.update(stores, durability, &[], |_| Vec::new(), |_| Ok((ops.clone(), ()))).await;
        written.map_err(|e| match e {
            UpdateError::Store(error) => error,
            UpdateError::Refused(never) => match never {},
        })
    }
}
