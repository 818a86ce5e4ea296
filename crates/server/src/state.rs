//! What every request handler shares.

use std::sync::Arc;

use yanxi_protocol::administration::AccountPolicy;

use crate::{
    clock::Clock,
    service::{
        accounts::{Hashing, LogInAttempts, relying_party::RelyingParty},
        devices_attempts::Attempts,
        mail::Mailer,
        privacy_text::PrivacyTerms,
        sync::{FactsCache, Writer},
    },
    store::Store,
};

/// Settings that come from the command line.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Demo people, demo clock.
    pub demo: bool,
    /// Cookies only over HTTPS; off on a loopback address.
    pub secure_cookies: bool,
    /// A proxy stands in front (`--behind-tls`): its `X-Forwarded-For` names the caller.
    pub behind_proxy: bool,
}

/// Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// Database.
    pub store: Arc<dyn Store>,
    /// Clock.
    pub clock: Clock,
    /// Settings.
    pub settings: Settings,
    /// Group commit of sync pushes.
    pub writer: Writer,
    /// Recently read sessions.
    pub facts: Arc<FactsCache>,
    /// Wrong enrolment codes tried.
    pub attempts: Attempts,
    /// Wrong passwords and codes tried.
    pub log_in_attempts: LogInAttempts,
    /// Hashes passwords, a few at a time.
    pub hashing: Hashing,
    /// Sends mail, where that is configured.
    pub mail: Option<Mailer>,
    /// The privacy notice, and how soon requests about own data are to be answered.
    pub privacy: Arc<PrivacyTerms>,
    /// Who passkeys are for; without it there are none.
    pub relying_party: Option<RelyingParty>,
    /// Parameters accounts are treated by (R-ACC 4, S2-18).
    pub account_policy: AccountPolicy,
}

impl AppState {
    /// Assembles the state and starts the writer of sync pushes (needs a tokio runtime).
    #[must_use]
    pub fn new(store: Arc<dyn Store>, clock: Clock, settings: Settings) -> Self {
        let writer = Writer::start(Arc::clone(&store));
        Self {
            store,
            clock,
            settings,
            writer,
            facts: Arc::default(),
            attempts: Attempts::default(),
            log_in_attempts: LogInAttempts::default(),
            hashing: Hashing::default(),
            mail: None,
            privacy: Arc::default(),
            relying_party: RelyingParty::new(None, None).unwrap_or_default(),
            account_policy: AccountPolicy::default(),
        }
    }

    /// The same with another privacy notice.
    #[must_use]
    pub fn with_privacy(mut self, terms: PrivacyTerms) -> Self {
        self.privacy = Arc::new(terms);
        self
    }

    /// The same with mail.
    #[must_use]
    pub fn with_mail(mut self, mailer: Mailer) -> Self {
        self.mail = Some(mailer);
        self
    }
}
