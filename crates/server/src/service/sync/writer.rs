//! Group commit: pushes that wait while the disk is busy share the next transaction. Each is answered after its commit.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::ingest::{Push, Pushed, ingest};
use crate::{failure::Failure, store::Store};

/// Pushes that may wait; beyond, requests wait for a place in the queue.
const QUEUE: usize = 1_024;
/// Pushes of one transaction.
const GROUP_PUSHES: usize = 128;
/// Events of one transaction (all of a session share a version, and a page never cuts a version).
const GROUP_EVENTS: usize = 5_000;

struct Job {
    push: Push,
    answer: oneshot::Sender<Result<Pushed, Failure>>,
}

/// The one writer of sync pushes of this process.
#[derive(Clone, Debug)]
pub struct Writer {
    queue: mpsc::Sender<Job>,
}

impl Writer {
    /// Starts the writer; it ends when the last handle is dropped.
    #[must_use]
    pub fn start(store: Arc<dyn Store>) -> Self {
        let (queue, jobs) = mpsc::channel(QUEUE);
        tokio::spawn(run(store, jobs));
        Self { queue }
    }

    /// Stores a push. An error means: nothing is known to be stored, sending it again is safe.
    pub(super) async fn push(&self, push: Push) -> Result<Pushed, Failure> {
        let (answer, answered) = oneshot::channel();
        let sent = self.queue.send(Job { push, answer }).await;
        sent.map_err(|_| Failure::unavailable())?;
        answered.await.map_err(|_| Failure::unavailable())?
    }
}

async fn run(store: Arc<dyn Store>, mut jobs: mpsc::Receiver<Job>) {
    while let Some(first) = jobs.recv().await {
        let mut events = first.push.readings.len();
        let mut group = vec![first];
        while events < GROUP_EVENTS && group.len() < GROUP_PUSHES {
            let Ok(job) = jobs.try_recv() else { break };
            events += job.push.readings.len();
            group.push(job);
        }
        store_group(&*store, group).await;
    }
}

async fn store_group(store: &dyn Store, group: Vec<Job>) {
    let (pushes, answers): (Vec<_>, Vec<_>) = group.into_iter().map(|job| (job.push, job.answer)).unzip();
    match ingest(store, &pushes).await {
        Ok(pushed) => {
            for (answer, pushed) in answers.into_iter().zip(pushed) {
                // The client may have gone; it will ask again.
                drop(answer.send(Ok(pushed)));
            }
        }
        // One bad push must not fail its neighbours: each gets a transaction of its own.
        Err(error) if pushes.len() > 1 => {
            tracing::warn!(%error, pushes = pushes.len(), "a group of pushes failed, trying one by one");
            for (push, answer) in pushes.into_iter().zip(answers) {
                let result = ingest(store, std::slice::from_ref(&push)).await;
                drop(answer.send(result.map_err(Failure::from).and_then(one)));
            }
        }
        Err(error) => {
            let failure = Failure::from(error);
            for answer in answers {
                drop(answer.send(Err(failure.clone())));
            }
        }
    }
}

fn one(mut pushed: Vec<Pushed>) -> Result<Pushed, Failure> {
    pushed.pop().ok_or_else(|| Failure::internal("no answer for a push"))
}
