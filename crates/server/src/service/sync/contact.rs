//! What a contact changes in the bookkeeping of a device, and when the organiser's board has to hear of it.

use yanxi_domain::time::Timestamp;
use yanxi_protocol::sync::DeviceReport;

use crate::{actor::DeviceActor, failure::Failure, state::AppState, store::DeviceLedger};

/// A device that reports nothing new refreshes its 「最後連線」 on the board this often.
const REFRESH_MS: i64 = 30_000;
/// A clock that moved less than this against ours is not news (5.2: good means below 2 s).
const CLOCK_STEP_MS: i64 = 2_000;

/// Takes a device's report and received numbers into its ledger. `true`: the board should hear of it.
pub(super) fn note(
    ledger: &mut DeviceLedger,
    report: &DeviceReport,
    now: Timestamp,
    received: impl Iterator<Item = u64>,
) -> bool {
    let before = ledger.status.clone();
    let status = &mut ledger.status;
    let mut count = 0;
    for seq in received {
        count += u64::from(ledger.held.insert(seq));
    }
    status.last_seen = Some(now);
    status.unsent = report.unsent.saturating_sub(count);
    // What it says of itself is believed within reason only: the rest of 2^63 numbers would be "missing" for ever.
    status.head = status.head.max(report.head.min(ledger.held.horizon())).max(ledger.held.top());
    status.missing = ledger.held.missing(status.head);
    status.clock_offset_ms = Some(now.since(report.sent_at));
    status.app_version.clone_from(&report.app_version);
    let step = match (before.clock_offset_ms, status.clock_offset_ms) {
        (Some(before), Some(after)) => (after - before).abs() > CLOCK_STEP_MS,
        (before, after) => before != after,
    };
    step || before.unsent != status.unsent
        || before.missing != status.missing
        || before.app_version != status.app_version
        || now.since(ledger.published_at) > REFRESH_MS
}

/// Whether a contact without events is worth a write.
pub(super) async fn is_news(
    state: &AppState,
    device: &DeviceActor,
    report: &DeviceReport,
    now: Timestamp,
) -> Result<bool, Failure> {
    let Some(mut ledger) = state.store.lookup().await?.device_ledger(device.id).await? else {
        return Ok(false);
    };
    Ok(note(&mut ledger, report, now, std::iter::empty()))
}
