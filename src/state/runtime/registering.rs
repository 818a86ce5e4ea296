//! Catalogue, assignment and admission: one request each. What was last seen of the catalogue is kept for offline.

use serde::{Serialize, de::DeserializeOwned};
use yanxi_domain::ids::{CourseId, RegistrationId, SessionId};
use yanxi_protocol::{
    plans::{OnlineLinks, SESSION_LINKS},
    registering::{
        self as api, Admission, AdmissionDecided, Assign, Assigned, CatalogDetail, CatalogPage, CatalogQuery,
        DecideAdmission, DecideLeave, ResultsPublished, Staff,
    },
};

use super::Runtime;
use crate::{
    local,
    state::{ApiFailure, registering::Seen},
    sync_driver::api as request,
};

/// Name of the last page of the catalogue among what was seen.
const PAGE: &str = "page";

impl Runtime {
    pub(in crate::state) async fn catalogue(
        self,
        query: CatalogQuery,
    ) -> Result<Seen<CatalogPage>, ApiFailure> {
        let path = format!("{}{}", api::CATALOG, query_string(&query));
        let continued = !query.after.is_empty();
        // A later page is only ever added to the first one: it is no catalogue of its own.
        if continued {
            return request::get(&path).await.map(|data| Seen { data, offline: false });
        }
        self.get_or_seen(&path, PAGE).await
    }

    pub(in crate::state) async fn catalogue_session(
        self,
        id: SessionId,
    ) -> Result<Seen<CatalogDetail>, ApiFailure> {
        let id = id.to_string();
        self.get_or_seen(&api::CATALOG_SESSION.replace("{session}", &id), &format!("session/{id}")).await
    }

    async fn get_or_seen<T: Serialize + DeserializeOwned>(
        self,
        path: &str,
        name: &str,
    ) -> Result<Seen<T>, ApiFailure> {
        let core = self.core_when_open().await;
        match (request::get::<T>(path).await, core) {
            (Ok(data), core) => {
                if let Some(core) = core {
                    // Only a copy for later: without it the page is the same.
                    let _ = local::put_seen(&core.db, name, &data).await;
                }
                Ok(Seen { data, offline: false })
            }
            (Err(ApiFailure::Offline), Some(core)) => match local::seen(&core.db, name).await {
                Ok(Some(data)) => Ok(Seen { data, offline: true }),
                _ => Err(ApiFailure::Offline),
            },
            (Err(failure), _) => {
                if failure == ApiFailure::NotSignedIn {
                    self.refresh_me();
                }
                Err(failure)
            }
        }
    }

    pub(in crate::state) async fn session_links(self, session: SessionId) -> Result<OnlineLinks, ApiFailure> {
        let path = SESSION_LINKS.replace("{session}", &session.to_string());
        self.decided(request::get(&path).await)
    }

    pub(in crate::state) async fn staff(self) -> Result<Staff, ApiFailure> {
        request::get(api::STAFF).await
    }

    pub(in crate::state) async fn assign(
        self,
        session: SessionId,
        body: Assign,
    ) -> Result<Assigned, ApiFailure> {
        let path = api::ASSIGNMENTS.replace("{session}", &session.to_string());
        self.decided(request::post(&path, &body).await)
    }

    pub(in crate::state) async fn admission(self, session: SessionId) -> Result<Admission, ApiFailure> {
        request::get(&api::ADMISSION.replace("{session}", &session.to_string())).await
    }

    pub(in crate::state) async fn decide_admission(
        self,
        session: SessionId,
        body: DecideAdmission,
    ) -> Result<AdmissionDecided, ApiFailure> {
        let path = api::ADMISSION.replace("{session}", &session.to_string());
        self.decided(request::post(&path, &body).await)
    }

    pub(in crate::state) async fn publish_results(
        self,
        course: CourseId,
    ) -> Result<ResultsPublished, ApiFailure> {
        let path = api::RESULTS.replace("{course}", &course.to_string());
        self.decided(request::post(&path, &()).await)
    }

    pub(in crate::state) async fn decide_leave(
        self,
        registration: RegistrationId,
        body: DecideLeave,
    ) -> Result<(), ApiFailure> {
        let path = api::LEAVE_DECISION.replace("{registration}", &registration.to_string());
        self.decided(request::tell(&path, &body).await)
    }

    fn decided<T>(self, answer: Result<T, ApiFailure>) -> Result<T, ApiFailure> {
        self.after_decision(&answer);
        answer
    }
}

/// The filter behind the question mark; what is empty is left out.
fn query_string(query: &CatalogQuery) -> String {
    let texts = [
        ("area", &query.area),
        ("county", &query.county),
        ("from", &query.from),
        ("to", &query.to),
        ("mode", &query.mode),
        ("text", &query.text),
        ("after", &query.after),
    ];
    let flags = [("free", query.free), ("eligible", query.eligible)];
    let texts = texts.iter().filter(|(_, text)| !text.is_empty());
    let mut parts: Vec<String> = texts.map(|(name, text)| format!("{name}={}", encoded(text))).collect();
    parts.extend(flags.iter().filter(|(_, on)| *on).map(|(name, _)| format!("{name}=true")));
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

/// Percent-encoded, all but unreserved characters.
fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_asked_for_stands_in_the_address() {
        assert_eq!(query_string(&CatalogQuery::default()), "");
        let query = CatalogQuery {
            text: "學籍 100%".into(),
            free: true,
            mode: "online".into(),
            ..Default::default()
        };
        assert_eq!(query_string(&query), "?mode=online&text=%E5%AD%B8%E7%B1%8D%20100%25&free=true");
    }
}
