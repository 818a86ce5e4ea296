//! The documents of a small scope, kept as they came; what pages see is computed from them when they change.

use std::{collections::BTreeMap, sync::Arc};

use serde::de::DeserializeOwned;
use yanxi_domain::time::Timestamp;
use yanxi_protocol::{
    docs::{self, CountySchools, Operator, OwnRecord},
    sync::Doc,
};

use super::OwnRecords;

/// Documents by kind and id.
#[derive(Clone, Debug, Default)]
pub struct DocSet {
    docs: BTreeMap<(String, String), Doc>,
    pub(in crate::state) pulled_at: Option<Timestamp>,
}

impl DocSet {
    pub(in crate::state) fn new(docs: Vec<Doc>, pulled_at: Option<Timestamp>) -> Self {
        let mut set = Self { pulled_at, ..Self::default() };
        set.extend(docs);
        set
    }

    /// Takes an answer in. `reset`: everything before is gone.
    pub(in crate::state) fn change(&mut self, reset: bool, docs: Vec<Doc>, pulled_at: Timestamp) {
        if reset {
            self.docs.clear();
        }
        self.pulled_at = Some(pulled_at);
        self.extend(docs);
    }

    fn extend(&mut self, docs: Vec<Doc>) {
        for doc in docs {
            let key = (doc.kind.clone(), doc.id.clone());
            if doc.body.is_some() {
                self.docs.insert(key, doc);
            } else {
                self.docs.remove(&key);
            }
        }
    }

    /// Bodies of one kind, in order of id; those a newer server writes differently are left out.
    pub(super) fn of_kind<T: DeserializeOwned>(&self, kind: &str) -> Vec<T> {
        self.with_ids(kind).map(|(_, body)| body).collect()
    }

    pub(super) fn with_ids<'a, T: DeserializeOwned>(
        &'a self,
        kind: &'a str,
    ) -> impl Iterator<Item = (&'a str, T)> {
        self.docs.iter().filter(move |((k, _), _)| k == kind).filter_map(|((_, id), doc)| {
            let body = serde_json::from_str(doc.body.as_ref()?.get()).ok()?;
            Some((id.as_str(), body))
        })
    }

    pub(in crate::state) fn crew(&self) -> Vec<Operator> {
        self.of_kind(docs::OPERATOR)
    }

    pub(in crate::state) fn schools(&self) -> Arc<Vec<CountySchools>> {
        Arc::new(self.of_kind(docs::SCHOOLS))
    }

    /// `None` until the server answered at least once.
    pub(in crate::state) fn own_records(&self) -> Option<Arc<OwnRecords>> {
        self.pulled_at?;
        let mut records: Vec<OwnRecord> = self.of_kind(docs::OWN_RECORD);
        records.sort_by_key(|record| (std::cmp::Reverse(record.start), record.registration));
        let notices = self.docs.iter().filter(|((kind, _), _)| kind == docs::NOTICE);
        let notices = notices
            .filter_map(|((_, id), doc)| Some((id.clone(), doc.body.as_ref()?.get().to_owned())))
            .collect();
        Some(Arc::new(OwnRecords { records, notices, pulled_at: self.pulled_at }))
    }
}
