//! Sends what waits: notices of people with a confirmed address. Restart-safe: what is due stands in the database. Of
//! several processes the one that holds the lease sends.

use std::time::Duration;

use uuid::Uuid;
use yanxi_domain::time::{HOUR_MS, MINUTE_MS, Timestamp};

use super::{Mailer, NotSent, notice};
use crate::{
    failure::Failure,
    state::AppState,
    store::{DueMail, MailOutcome},
};

/// How often the queue is looked at.
const INTERVAL: Duration = Duration::from_secs(10);
/// Nobody else sends meanwhile. Longer than one letter may take.
const LEASE_MS: i64 = 2 * MINUTE_MS;
/// Letters of one round.
const BATCH: i64 = 50;
/// What waited longer is no news: a server that starts to send mail must not send last month's.
const STALE_MS: i64 = 48 * HOUR_MS;
/// Waiting times after each failed try; after the last one it is given up. The notice stays in the app.
const BACK_OFF_MS: [i64; 6] = [MINUTE_MS, 5 * MINUTE_MS, 20 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS, 12 * HOUR_MS];

/// Sends until the task is aborted.
pub async fn run(state: AppState, mailer: Mailer) {
    let holder = Uuid::now_v7();
    loop {
        if let Err(failure) = send_due(&state, &mailer, holder).await {
            tracing::warn!(code = failure.body.code, "mail was not looked at");
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

/// One round; the number of letters handed over. None while another process holds the lease.
///
/// # Errors
/// When the database does not answer.
pub async fn send_due(state: &AppState, mailer: &Mailer, holder: Uuid) -> Result<usize, Failure> {
    let due = {
        let now = state.clock.now();
        let mut tx = state.store.write(&[]).await?;
        if !tx.take_lease("mail", holder, now, now.plus_ms(LEASE_MS)).await? {
            return Ok(0);
        }
        let due = tx.due_mail(now, BATCH).await?;
        tx.commit().await?;
        due
    };
    let mut sent = 0;
    for mail in due {
        let now = state.clock.now();
        // Another process may have taken over while a letter was slow.
        let mut tx = state.store.write(&[]).await?;
        let still = tx.take_lease("mail", holder, now, now.plus_ms(LEASE_MS)).await?;
        tx.commit().await?;
        if !still {
            return Ok(sent);
        }
        let outcome = send(mailer, &mail, now).await;
        sent += usize::from(outcome == MailOutcome::Sent(now));
        let mut tx = state.store.write(&[]).await?;
        tx.put_mail_outcome(mail.id, outcome).await?;
        tx.commit().await?;
    }
    Ok(sent)
}

async fn send(mailer: &Mailer, mail: &DueMail, now: Timestamp) -> MailOutcome {
    if now.since(mail.notice.at) > STALE_MS {
        return MailOutcome::GivenUp;
    }
    let letter = notice(&mail.notice, &mail.name, mailer.public_url.as_deref());
    match mailer.send(&mail.email, &mail.id.to_string(), &letter).await {
        Ok(()) => MailOutcome::Sent(now),
        Err(NotSent::Never) => {
            tracing::warn!(notice = %mail.id, "mail given up: the server refuses it");
            MailOutcome::GivenUp
        }
        Err(NotSent::Later) => {
            match usize::try_from(mail.tries).ok().and_then(|tries| BACK_OFF_MS.get(tries)) {
                Some(wait) => MailOutcome::Again(now.plus_ms(*wait)),
                None => {
                    tracing::warn!(notice = %mail.id, "mail given up after the last try");
                    MailOutcome::GivenUp
                }
            }
        }
    }
}
