//! "There is news": which scopes changed, nothing else. Losing a message costs only latency.

use std::sync::Arc;

use tokio::sync::broadcast;
use yanxi_protocol::scope::Scope;

/// Messages a slow listener may fall behind before it loses some.
const BACKLOG: usize = 1024;

/// Announces changed scopes to everybody who listens in this process.
#[derive(Clone, Debug)]
pub struct News(broadcast::Sender<Arc<[Scope]>>);

impl Default for News {
    fn default() -> Self {
        Self(broadcast::channel(BACKLOG).0)
    }
}

impl News {
    /// Listens from now on.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<[Scope]>> {
        self.0.subscribe()
    }

    /// Tells this process' listeners.
    pub fn announce(&self, scopes: Arc<[Scope]>) {
        if !scopes.is_empty() {
            // Nobody listening is not an error.
            let _ = self.0.send(scopes);
        }
    }
}
