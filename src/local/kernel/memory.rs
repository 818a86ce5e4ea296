//! The kernel in memory: for native tests. Atomic because nothing else runs meanwhile.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use super::{Durability, Key, Op, OpenError, Rows, Select, StoreError, UpdateError, prefix_end};
use crate::local::schema::Store;

/// A store that lives as long as its last handle.
#[derive(Clone, Default)]
pub struct Db(Rc<RefCell<BTreeMap<(Store, Key), String>>>);

impl Db {
    /// An empty store.
    ///
    /// # Errors
    /// None; the browser's kernel has some.
    pub async fn open(_name: &str) -> Result<Self, OpenError> {
        Ok(Self::default())
    }

    /// Reads `first`, then what `more` asks for in view of it, as one consistent reading.
    ///
    /// # Errors
    /// None; the browser's kernel has some.
    pub async fn read(
        &self,
        _stores: &[Store],
        first: &[Select],
        more: impl Fn(&[Rows]) -> Vec<Select>,
    ) -> Result<Vec<Rows>, StoreError> {
        let data = self.0.borrow();
        let mut rows: Vec<Rows> = first.iter().map(|s| select(&data, s)).collect();
        rows.extend(more(&rows).iter().map(|s| select(&data, s)).collect::<Vec<_>>());
        Ok(rows)
    }

    /// Reads, decides, writes: all or nothing.
    ///
    /// # Errors
    /// The refusal of `decide`.
    pub async fn update<T, R>(
        &self,
        stores: &[Store],
        _durability: Durability,
        first: &[Select],
        more: impl Fn(&[Rows]) -> Vec<Select>,
        decide: impl Fn(&[Rows]) -> Result<(Vec<Op>, T), R>,
    ) -> Result<T, UpdateError<R>> {
        let rows = self.read(stores, first, more).await?;
        let (ops, value) = decide(&rows).map_err(UpdateError::Refused)?;
        let mut data = self.0.borrow_mut();
        for op in ops {
            match op {
                Op::Put(store, key, value) => {
                    data.insert((store, key), value);
                }
                Op::Delete(store, key) => {
                    data.remove(&(store, key));
                }
                Op::DeletePrefix(store, prefix) => data.retain(|(s, key), _| {
                    *s != store || !matches!(key, Key::Text(text) if text.starts_with(&prefix))
                }),
                Op::Clear(store) => data.retain(|(s, _), _| *s != store),
            }
        }
        Ok(value)
    }
}

fn select(data: &BTreeMap<(Store, Key), String>, select: &Select) -> Rows {
    match select {
        Select::One(store, key) => data.get(&(*store, key.clone())).cloned().into_iter().collect(),
        Select::All(store) => data.iter().filter(|((s, _), _)| s == store).map(|(_, v)| v.clone()).collect(),
        Select::Prefix(store, prefix) => data
            .range((*store, Key::Text(prefix.clone()))..(*store, Key::Text(prefix_end(prefix))))
            .map(|(_, v)| v.clone())
            .collect(),
        Select::Above(store, seq, limit) => above(data, *store, *seq)
            .take(limit.map_or(usize::MAX, |l| usize::try_from(l).unwrap_or(usize::MAX)))
            .collect(),
        Select::CountAbove(store, seq) => vec![above(data, *store, *seq).count().to_string()],
    }
}

fn above(data: &BTreeMap<(Store, Key), String>, store: Store, seq: u64) -> impl Iterator<Item = String> + '_ {
    data.range((store, Key::Seq(seq.saturating_add(1)))..(store, Key::Text(String::new())))
        .map(|(_, v)| v.clone())
}
