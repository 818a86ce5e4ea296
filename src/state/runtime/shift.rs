//! The operator's shift: PIN, lock-out, 交班, end (D.1, T-24, T-25, F-28). None of it ever touches the queue.

use leptos::prelude::*;
use yanxi_domain::{
    event::{Evidence, Method},
    ids::{AccountId, PeriodId, SessionId},
    time::{HOUR_MS, Timestamp},
};
use yanxi_protocol::docs::Operator;

use super::Runtime;
use crate::{
    local::{MetaKey, Shift},
    platform::{pin, timer},
    state::{
        desk::{NewEvent, NewKind, WriteFailed},
        device::UnlockRefused,
        replica::session_end,
    },
    sync_driver::spawn,
};

/// Wrong PINs before an operator is locked out.
const TRIES: u8 = 5;
/// A shift lasts this long after the day's last session ends (F-28).
const AFTER_SESSION_MS: i64 = 12 * HOUR_MS;

impl Runtime {
    pub(in crate::state) async fn unlock(self, account: AccountId, pin: String) -> Result<(), UnlockRefused> {
        let operator = self.verify(account, &pin).await?;
        self.begin_shift(operator).await;
        Ok(())
    }

    pub(in crate::state) async fn handover(
        self,
        session: SessionId,
        period: PeriodId,
        account: AccountId,
        pin: String,
    ) -> Result<(), UnlockRefused> {
        let by = self.with(|inner| inner.operator.get_untracked()).ok_or(WriteFailed::NoOperator)?;
        let next = self.verify(account, &pin).await?;
        let context = NewEvent {
            session,
            period,
            subject: None,
            // Replaced by the handover itself; a page cannot make one without a PIN.
            kind: NewKind::SignIn,
            method: Method::List,
            evidence: Evidence::Medium,
            reason: None,
            record: None,
        };
        self.record_handover(by.id, next.id, context).await?;
        self.begin_shift(next).await;
        Ok(())
    }

    pub(in crate::state) fn lock(self) {
        spawn(self.keep_shift(self.edit_shift(|shift| shift.operator = None)));
    }

    async fn verify(self, account: AccountId, pin: &str) -> Result<Operator, UnlockRefused> {
        let operator = self.operator(account).ok_or(UnlockRefused::UnknownOperator)?;
        let verifier = operator.pin.clone().ok_or(UnlockRefused::UnknownOperator)?;
        let wrong = self.with(|inner| wrong_of(&inner.shift.borrow(), account));
        if wrong >= TRIES {
            return Err(UnlockRefused::Locked);
        }
        // Lets the screen show that something happens: the hash is slow on purpose.
        timer::sleep(0).await;
        if pin::verifies(pin, &verifier.salt, verifier.rounds, &verifier.hash) {
            return Ok(operator);
        }
        let wrong = wrong.saturating_add(1);
        let shift = self.edit_shift(|shift| {
            shift.wrong.retain(|(who, _)| *who != account);
            shift.wrong.push((account, wrong));
        });
        // Stored before it is told: reloading the page must not give new tries.
        self.keep_shift(shift).await;
        match TRIES.saturating_sub(wrong) {
            0 => Err(UnlockRefused::Locked),
            left => Err(UnlockRefused::PinRefused { left }),
        }
    }

    async fn begin_shift(self, operator: Operator) {
        let until = self.shift_end();
        // A right PIN of anybody opens the way for those locked out (T-25).
        let shift = Shift { operator: Some(operator), until, wrong: Vec::new() };
        let shift = self.edit_shift(|current| *current = shift);
        self.keep_shift(shift).await;
    }

    /// The operator as the replicas know him.
    fn operator(self, account: AccountId) -> Option<Operator> {
        self.with(|inner| {
            let crews = inner.crews.borrow();
            crews.values().find_map(|crew| {
                crew.with_untracked(|crew| crew.iter().find(|operator| operator.id == account).cloned())
            })
        })
    }

    fn shift_end(self) -> Timestamp {
        let now = self.now();
        let ends: Vec<Timestamp> = self.with(|inner| {
            let sessions = inner.sessions.borrow();
            sessions
                .values()
                .filter_map(|signal| {
                    signal.with_untracked(|shown| shown.as_ref().and_then(|r| session_end(&r.session)))
                })
                .collect()
        });
        end_of_shift(now, &ends)
    }

    pub(super) fn expire_shift(self) {
        let over = self.with(|inner| {
            let shift = inner.shift.borrow();
            shift.operator.is_some() && self.now() > shift.until
        });
        if over {
            self.lock();
        }
    }

    /// Changes the shift on screen at once; [`Self::keep_shift`] stores it.
    fn edit_shift(self, change: impl FnOnce(&mut Shift)) -> Shift {
        let shift = self.with(|inner| {
            change(&mut inner.shift.borrow_mut());
            inner.shift.borrow().clone()
        });
        self.show_shift();
        shift
    }

    async fn keep_shift(self, shift: Shift) {
        let Some(core) = self.core() else { return };
        match core.db.set_meta(MetaKey::Shift, &shift).await {
            Ok(()) => core.driver.tell_identity(),
            Err(error) => self.broken(&error),
        }
    }

    /// Shows the operator of a shift that is not over.
    pub(super) fn show_shift(self) {
        self.with(|inner| {
            let shift = inner.shift.borrow().clone();
            let operator = shift.operator.filter(|_| self.now() <= shift.until);
            if inner.operator.with_untracked(|shown| *shown != operator) {
                inner.operator.set(operator);
            }
        });
    }
}

fn wrong_of(shift: &Shift, account: AccountId) -> u8 {
    shift.wrong.iter().find(|(who, _)| *who == account).map_or(0, |(_, wrong)| *wrong)
}

/// The last session of this Taipei day decides; a shift without one lasts as long as if a session ended now.
fn end_of_shift(now: Timestamp, ends: &[Timestamp]) -> Timestamp {
    let today = ends.iter().copied().filter(|end| end.taipei_date() == now.taipei_date());
    today.max().unwrap_or(now).max(now).plus_ms(AFTER_SESSION_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shift_lasts_until_twelve_hours_after_the_last_session_of_the_day() {
        let eight = Timestamp(1_754_352_000_000);
        let noon = eight.plus_ms(4 * HOUR_MS);
        let half_past_four = eight.plus_ms(8 * HOUR_MS + HOUR_MS / 2);
        let other_day = eight.plus_ms(15 * 24 * HOUR_MS);
        let end = end_of_shift(eight, &[noon, half_past_four, other_day]);
        assert_eq!(end, half_past_four.plus_ms(AFTER_SESSION_MS));
        assert_eq!(end_of_shift(eight, &[other_day]), eight.plus_ms(AFTER_SESSION_MS));
    }
}
